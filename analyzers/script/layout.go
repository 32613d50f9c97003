package script

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// layoutTable is data/layouts.tsv read in each direction.
type layoutTable struct {
	russian, kazakh map[rune]rune // from the English key
	english         map[rune]rune // from the Russian and the Kazakh letter
}

var layouts = sync.OnceValue(func() *layoutTable {
	t := &layoutTable{map[rune]rune{}, map[rune]rune{}, map[rune]rune{}}
	eachRow("data/layouts.tsv", func(row []string) {
		en, _ := utf8.DecodeRuneInString(row[0])
		for i, m := range []map[rune]rune{t.russian, t.kazakh} {
			if r, n := utf8.DecodeRuneInString(row[i+1]); n == len(row[i+1]) && r != '-' {
				m[en], t.english[r] = r, en
			}
		}
	})
	shifted := map[rune]rune{'{': 'Х', '}': 'Ъ', ':': 'Ж', '"': 'Э', '<': 'Б', '>': 'Ю', '~': 'Ё'}
	for en, r := range shifted {
		t.russian[en], t.kazakh[en] = r, r
		t.english[r] = en
	}
	delete(t.kazakh, '~')
	return t
})

// Layout returns what s may have been meant for if it was typed on the wrong
// keyboard layout: "ghbdtn" is привет on the Russian one, "0fpf0" қазақ on the
// Kazakh one, "руддщ" hello on the English one. Readings that differ from s
// only in punctuation, or that leave characters with no place on the layout,
// are not returned. The result is nil where s cannot be a slip.
//
// It does not judge whether the reading is a word: that is for who has a
// vocabulary.
func Layout(s string) []string {
	t := layouts()
	var out []string
	add := func(reading string, ok bool) {
		if ok && reading != s && hasLetter(reading) && !slices.Contains(out, reading) {
			out = append(out, reading)
		}
	}
	switch Of([]byte(s)) {
	case Cyrillic:
		add(typed(s, t.english, isCyrillic))
	case Latin:
		add(typed(s, t.russian, asciiLetter))
		if strings.ContainsAny(s, "234589`0-=") {
			add(typed(s, t.kazakh, asciiLetter))
		}
	case Either: // no letters but the digit row: "5" is no word, "03" hardly
	}
	return out
}

// typed reads s key by key. A letter that must be on the layout and is not
// makes the reading impossible.
func typed(s string, keys map[rune]rune, must func(rune) bool) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		lower := Lower(r)
		to, ok := keys[r]
		if !ok {
			to, ok = keys[lower]
			if ok && lower != r {
				to = unicode.ToUpper(to)
			}
		}
		switch {
		case ok:
			b.WriteRune(to)
		case must(r):
			return "", false
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), true
}

func asciiLetter(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
