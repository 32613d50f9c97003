package rawtext

import "testing"

// TestTitleLabels takes the label off a title, not its first words.
func TestTitleLabels(t *testing.T) {
	for text, want := range map[string]string{
		"Title in English: The Lakes of the Steppe":      "The Lakes of the Steppe",
		"Title: The Lakes of the Steppe":                 "The Lakes of the Steppe",
		"Название статьи на русском языке: Озёра степи":  "Озёра степи",
		"Мақаланың атауы: Дала көлдері":                  "Дала көлдері",
		"Title deeds: who owned the lakes of the steppe": "Title deeds: who owned the lakes of the steppe",
		"Название и образ: озёра степи в песнях":         "Название и образ: озёра степи в песнях",
	} {
		if got := titleLabel.ReplaceAllString(text, ""); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// TestNumbersOfUnits reads no author in the number of a department.
func TestNumbersOfUnits(t *testing.T) {
	for text, want := range map[string]int{
		"Diseases No. 2, Oral": 0, "Surgery No.3": 0, "Orlov N. O.": 1, "Orlov No., Kim A. B.": 2,
	} {
		if got := readNames(text); len(got.list) != want && (want == 0) == got.initials() {
			t.Errorf("%s: %v", text, got.list)
		}
	}
}
