package analyzers_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"izde/analyzers"
	"izde/analyzers/analyzertest"
	"izde/analyzers/script"
)

func all(t testing.TB) []*analyzers.Analyzer {
	t.Helper()
	var out []*analyzers.Analyzer
	for _, name := range analyzers.Names() {
		a, err := analyzers.For(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func TestInvariants(t *testing.T) {
	for _, a := range all(t) {
		t.Run(a.Name(), func(t *testing.T) { analyzertest.Run(t, a) })
	}
}

func TestConcurrentUse(t *testing.T) {
	var texts []string
	for i := range 50 {
		texts = append(texts, analyzertest.Text().Example(i))
	}
	for _, a := range all(t) {
		analyzertest.Concurrently(t, a, texts)
	}
}

// alike pairs Cyrillic letters of Kazakh words with the Latin letters typed
// for them.
var alike = map[rune]rune{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ә': '\u0259', 'һ': 'h', 'к': 'k',
	'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'Х': 'X', 'І': 'I',
	'Ә': '\u018F',
}

func TestKazakhWordsWithLatinLettersGiveTheTermOfTheCleanWord(t *testing.T) {
	words := strings.Fields(`қоғам Қазақстан мектептеріміздегі экономикалық ғылым білім тәуелсіздік гауһар шаруашылық
		қарым-қатынас АҚШ-тың Нұр-Сұлтан МЕМЛЕКЕТ ТӘУЕЛСІЗДІК халық аралық сыртқы саясат әлемдік үдеріс
		оқушылардың сөйлеу тілі көркем әдебиет кітапхана тарихи ескерткіш жаһандану өсімдік`)
	for _, name := range []string{"kk", "key"} {
		a, err := analyzers.For(name)
		if err != nil {
			t.Fatal(err)
		}
		rapid.Check(t, func(rt *rapid.T) {
			clean := rapid.SampledFrom(words).Draw(rt, "word")
			dirty := strings.Map(func(r rune) rune {
				if to, ok := alike[r]; ok && rapid.Bool().Draw(rt, "swap") {
					return to
				}
				return r
			}, clean)
			if got, want := joined(a, dirty), joined(a, clean); got != want && stillCyrillic(dirty) {
				rt.Fatalf("%s: %q gives %s, %q gives %s", name, dirty, got, clean, want)
			}
		})
	}
}

// stillCyrillic reports that every part of a word keeps a letter that only
// Cyrillic has: without one nothing says that it is not Latin.
func stillCyrillic(word string) bool {
	for _, part := range strings.Split(word, "-") {
		if !strings.ContainsAny(part, "бвгғдёжзийқлмнңөптұүфцчшщъыьэюяБГҒДЖЗИЙҚЛҢӨПҰҮФЦЧШЩЫЭЮЯ") {
			return false
		}
	}
	return true
}

func joined(a *analyzers.Analyzer, text string) string {
	var scratch analyzers.Scratch
	var terms []string
	for _, t := range a.AppendTokens(nil, []byte(text), &scratch) {
		terms = append(terms, string(t.Term)+"/"+string(t.Second))
	}
	return strings.Join(terms, " ")
}

func FuzzAnalyzers(f *testing.F) {
	for _, r := range analyzertest.HardRunes() {
		f.Add("қоғ" + r + "ам " + r + "COVID-19-дың" + r)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, a := range all(t) {
			if err := analyzertest.Check(a, text); err != nil {
				t.Error(err)
			}
		}
		for _, reading := range append(analyzers.KazakhReadings(text), script.Layout(text)...) {
			if utf8.ValidString(text) && !utf8.ValidString(reading) {
				t.Errorf("%q is read as %q", text, reading)
			}
		}
	})
}
