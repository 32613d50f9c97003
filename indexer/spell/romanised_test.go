package spell

import (
	"testing"
)

// A Russian word is found by its romanisation in any scheme and in another
// case, and by nothing that is another word.
func TestRomanised(t *testing.T) {
	s := spellerOf(t, map[string]map[string]uint32{
		"kk": {"тарих": 9},
		"ru": {"история": 30, "истории": 50, "историк": 8, "область": 12, "язык": 40, "сельское": 7, "хозяйство": 9, "общество": 20,
			"щит": 4, "шит": 2, "педагогика": 15, "объект": 6, "чтение": 5, "экономика": 11, "югра": 3, "жизнь": 8, "цена": 3},
	})
	for _, c := range []struct{ what, typed, want string }{
		{"as passports have it", "istoriia", "история"},
		{"BGN/PCGN", "istoriya", "история"},
		{"another case", "istoriyu", "истории"},
		{"ISO 9", "âzyk", "язык"},
		{"scholarly", "jazyk", "язык"},
		{"the soft sign left out", "oblast", "область"},
		{"the soft sign written", "oblast'", "область"},
		{"inside a word", "selskoye", "сельское"},
		{"kh, zya", "khozyaystvo", "хозяйство"},
		{"shch", "obshchestvo", "общество"},
		{"capitals", "Pedagogika", "педагогика"},
		{"the hard sign", "ob\"yekt", "объект"},
		{"zh", "zhizn", "жизнь"},
		{"another word", "istorizm", ""},
		{"Cyrillic letters", "истории", ""},
		{"no word", "qwrtp", ""},
	} {
		got := ""
		if found := s.Romanised("ru", c.typed); len(found) > 0 {
			got = found[0].Word
		}
		if got != c.want {
			t.Errorf("%s: %s stands for %q, want %q", c.what, c.typed, got, c.want)
		}
	}
	if found := s.Romanised("en", "istoriya"); found != nil {
		t.Errorf("a language that the archive lacks has %v", found)
	}
}
