package kazakh

import (
	"slices"
	"strings"
	"testing"
)

func TestFromPlainFindsTheKazakhLetters(t *testing.T) {
	for plain, want := range map[string]string{
		"казак": "қазақ", "гылым": "ғылым", "онир": "өңір", "укимет": "үкімет", "улттык": "ұлттық", "адебиет": "әдебиет",
		"тауелсиздик": "тәуелсіздік", "билим": "білім", "мектеп": "мектеп", "казакстаннын": "қазақстанның", "халык": "халық",
	} {
		if got := FromPlain(plain); !slices.Contains(got, want) {
			t.Errorf("%s is read as %v, want %s", plain, got, want)
		}
	}
	if got := FromPlain("қазак"); got != nil {
		t.Errorf("a word with Kazakh letters is read as %v", got)
	}
}

// TestFromPlainMeetsTheTerm measures over our families how often a form typed without Kazakh letters meets the folded
// term of the form: by its first reading, and by any.
func TestFromPlainMeetsTheTerm(t *testing.T) {
	first, anyOf, all := 0, 0, 0
	for _, f := range readTable(t, "testdata/families.tsv") {
		for form := range strings.FieldsSeq(f[0]) {
			plain := Fold(form)
			if plain == form || strings.Contains(form, "-") {
				continue
			}
			all++
			want := Fold(Stem(form))
			for i, reading := range FromPlain(plain) {
				if Fold(Stem(reading)) == want {
					anyOf++
					if i == 0 {
						first++
					}
					break
				}
			}
		}
	}
	t.Logf("%d plain forms: first reading meets %d, any reading %d", all, first, anyOf)
	if float64(anyOf) < .95*float64(all) {
		t.Errorf("only %d of %d plain forms meet their term", anyOf, all)
	}
}
