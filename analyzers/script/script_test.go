package script

import (
	"slices"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLowerOfEveryRuneIsValidAndStable(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		if low := Lower(r); !utf8.ValidRune(low) || Lower(low) != low {
			t.Errorf("%U lowers to %U and that to %U", r, low, Lower(low))
		}
	}
}

func TestAppendLowerNeverInventsCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"\u0130stanbul": "istanbul",
		"STRA\u1E9EE":   "straße",
		"\u212Aelvin":   "kelvin",
		"ҚОҒАМ":         "қоғам",
		"a\xffb":        "ab",
	} {
		if got := string(AppendLower(nil, []byte(text))); got != want {
			t.Errorf("%q is lowered to %q, want %q", text, got, want)
		}
	}
}

func TestRepair(t *testing.T) {
	for _, row := range []struct {
		what, word string
		prefer     Script
		want       string
	}{
		{"a Latin a in a Kazakh word is Cyrillic", "қоғaм", Either, "қоғам"},
		{"a Latin schwa is ә", "м\u0259дениет", Either, "мәдениет"},
		{"a Latin h is һ", "гауhар", Either, "гауһар"},
		{"a Latin H is Н", "ЖИHАН", Either, "ЖИНАН"},
		{"a Latin i is і", "бiлiм", Either, "білім"},
		{"a Cyrillic Е in an English word is Latin", "\u0415conomic", Either, "Economic"},
		{"a Ukrainian і in an English word is Latin", "\u0456nternational", Either, "international"},
		{"a formula of both scripts stays", "Rэкв", Cyrillic, "Rэкв"},
		{"a half romanised word stays", "Мирowych", Cyrillic, "Мирowych"},
		{"a word all of look-alikes follows the language", "CCCP", Cyrillic, "СССР"},
		{"and stays where none is given", "CCCP", Either, "CCCP"},
		{"a word with one telling letter stays", "BRICS", Cyrillic, "BRICS"},
		{"a schwa of a Latin alphabet stays Latin", "m\u0259d\u0259niyy\u0259t", Either, "m\u0259d\u0259niyy\u0259t"},
	} {
		if got := string(Repair(nil, []byte(row.word), row.prefer)); got != row.want {
			t.Errorf("%s: %q gives %q, want %q", row.what, row.word, got, row.want)
		}
	}
}

func TestRoman(t *testing.T) {
	for word, want := range map[string]string{"ХХІ": "xxi", "XIX": "xix", "ХІХ": "xix", "X": "", "СМИ": "", "Мир": ""} {
		if got, _ := Roman(nil, []byte(word)); string(got) != want {
			t.Errorf("%s as a Roman numeral is %q, want %q", word, got, want)
		}
	}
}

func TestLayout(t *testing.T) {
	for _, row := range []struct {
		typed, meant string
		want         bool
	}{
		{"ghbdtn", "привет", true},
		{"Ghbdtn? vbh", "Привет? мир", true},
		{"руддщ", "hello", true},
		{"РУДДЩ", "HELLO", true},
		{"0fpf0", "қазақ", true},
		{"'rjyjvbrf", "экономика", true},
		{"j,]tv", "объём", false}, // ё has a key of its own
		{"j,]`v", "объём", true},
		{"hello привет", "рудд", false}, // both scripts: no slip of the layout
		{"2030", "әқіқ", false},         // a number is a number
		{"қазақ", "0fpf0", true},
		{"", "", false},
	} {
		if got := slices.Contains(Layout(row.typed), row.meant); got != row.want {
			t.Errorf("%q meant as %q: %v, want %v; readings %q", row.typed, row.meant, got, row.want, Layout(row.typed))
		}
	}
}

func TestLayoutIsUndoneByItself(t *testing.T) {
	for _, word := range []string{"экономика", "мәдениет", "қоғамдық", "сұлтан", "өнер", "көңіл", "жаһан", "цифр"} {
		latin := Layout(word)
		if len(latin) != 1 || !slices.Contains(Layout(latin[0]), word) {
			t.Errorf("%s on the English layout is %q, and that back %q", word, latin, Layout(latin[0]))
		}
	}
}

func TestNormalFormDoesNotDependOnComposition(t *testing.T) {
	for a, b := range map[string]string{
		"й":       "и\u0306",
		"ё":       "е\u0308",
		"é":       "e\u0301",
		"замок":   "за\u0301мок",
		"қауым":   "қау\u00adым",
		"file":    "\uFB01le",
		"мир":     "м\u200bир",
		"сойю'з":  "сойю\u2019з",
		"\u0130":  "I\u0307",
		"K":       "\u212A",
		"\uD55C1": "\u1112\u1161\u11AB1",
	} {
		if x, y := string(AppendNormal(nil, []byte(a))), string(AppendNormal(nil, []byte(b))); x != y {
			t.Errorf("%q gives %q, %q gives %q", a, x, b, y)
		}
	}
}
