package lang

import (
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	for _, c := range []struct{ text, want, why string }{
		{"Қазақ тілінің тарихы", "kk", "Kazakh letters"},
		{"Влияние цифровизации на экономику региона", "ru", "Russian endings"},
		{"The role of the steppe in history", "en", "English words"},
		{"Humanitarian Diplomacy", "en", "two English words"},
		{"Казак тили мен адебиети", "kk", "Kazakh typed without its letters"},
		{"Билим берудин заманауи адистери", "kk", "Kazakh typed without its letters"},
		{"Халыкаралык катынастар тарихы туралы", "kk", "Kazakh typed without its letters"},
		{"Мемлекеттик баскару жуйесинин дамуы", "kk", "Kazakh typed without its letters"},
		{"Казахстан и страны Центральной Азии", "ru", "Russian about Kazakhstan"},
		{"Проблемы развития казахского языка", "ru", "Russian about Kazakh"},
		{"Әдебиет", "kk", "one Kazakh word"},
		{"Введение", "ru", "one Russian word"},
		{"Tүйiн cөздер", "kk", "Kazakh with Latin look-alikes"},
		{"Cпиcoк литepaтypы", "ru", "Russian with Latin look-alikes"},
		{"Google мен Apple компанияларының бәсекесі", "kk", "Kazakh with Latin names"},
		{"Компания Google и рынок рекламы", "ru", "Russian with a Latin name"},
		{"Goroda i bazary stepnogo kraya v proshlom veke", "", "romanised Russian"},
		{"Dala halqynyn auyzsha tarikhy men mura", "", "romanised Kazakh"},
		{"", "", "no text"},
		{"2021 – 15 (3)", "", "no letters"},
	} {
		if got, sure := Identify(c.text); got != c.want || sure < 0 || sure > 1 {
			t.Errorf("%q: got %q (%.2f), want %q: %s", c.text, got, sure, c.want, c.why)
		}
	}
}

// TestSureness: more of the same text makes the verdict no less sure.
func TestSureness(t *testing.T) {
	for _, text := range []string{"Қазақстан тарихы туралы зерттеу", "История Казахстана в новое время", "A history of modern Kazakhstan"} {
		_, one := Identify(text)
		_, ten := Identify(strings.Repeat(text+". ", 10))
		if ten < one || one < 0.6 {
			t.Errorf("%q: sure %.2f alone, %.2f repeated", text, one, ten)
		}
	}
}

func TestTablesParse(t *testing.T) {
	if _, err := parseWords(wordsTSV); err != nil {
		t.Error(err)
	}
	if _, err := parseWords("word\tkk\tmuch\tмен"); err == nil {
		t.Error("a weight that is no number was taken")
	}
}

func FuzzIdentify(f *testing.F) {
	for _, s := range []string{"", "İ\u0130\u0131ẞ\u212a", "e\u0301", "\u00ad\u200b", "ә\u0259\u018f", "\xff\xd0", strings.Repeat("щ", 300), "a\u0301b", "\U0001f600"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, sure := Identify(text)
		if code != "" && code != "kk" && code != "ru" && code != "en" || sure < 0 || sure > 1 {
			t.Fatalf("%q: %q %f", text, code, sure)
		}
	})
}

func BenchmarkIdentify(b *testing.B) {
	text := "Даладағы мал шаруашылығының өткені мен бүгіні: ауыл тұрғындарының естеліктері"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Identify(text)
	}
}
