package script

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// Script is the script that a doubtful word is taken to be in.
type Script uint8

// The scripts whose letters are mistaken for one another.
const (
	Either Script = iota // by the majority of the letters
	Latin
	Cyrillic
)

// The letters that look alike, Latin over Cyrillic, position by position.
// Capitals and small letters differ: B is taken for В, but b for nothing.
// After the common ones: ə and ǝ for ә, ɵ for ө, ë for ё, ï for ї, ķ for қ.
// h stands for һ (гауһар is typed гауhар), H for Н.
const (
	latinAlike    = "ABCEHIKMOPTXY\u018F\u019F\u00CB\u00CF\u0136" + "acehikopxy\u0259\u01DD\u0275\u00EB\u00EF\u0137"
	cyrillicAlike = "\u0410\u0412\u0421\u0415\u041D\u0406\u041A\u041C\u041E\u0420\u0422\u0425\u0423\u04D8\u04E8\u0401\u0407\u049A" +
		"\u0430\u0441\u0435\u04BB\u0456\u043A\u043E\u0440\u0445\u0443\u04D9\u04D9\u04E9\u0451\u0457\u049B"
)

// bothCases are the letters alike in both cases: only a word all of them can
// be in the other script altogether (CCCP), whatever its case.
const (
	latinBoth    = "aceikopxy\u0259"
	cyrillicBoth = "\u0430\u0441\u0435\u0456\u043A\u043E\u0440\u0445\u0443\u04D9"
)

// alikeLimit bounds the table of look-alikes: no letter of it lies above.
const alikeLimit = 0x0500

type alikeTable struct {
	other [alikeLimit]uint16 // the look-alike in the other script, 0 for none
	both  [alikeLimit]bool   // alike in both cases
}

var alikes = sync.OnceValue(func() *alikeTable {
	t := new(alikeTable)
	pair := func(a, b string, f func(x, y rune)) {
		to := []rune(b)
		for i, x := range []rune(a) {
			f(x, to[i])
		}
	}
	pair(latinAlike, cyrillicAlike, func(x, y rune) {
		t.other[x] = uint16(y)
		if t.other[y] == 0 {
			t.other[y] = uint16(x)
		}
	})
	pair(latinBoth, cyrillicBoth, func(x, y rune) {
		for _, r := range []rune{x, y, unicode.ToUpper(x), unicode.ToUpper(y)} {
			t.both[r] = true
		}
	})
	return t
})

// Repair appends word with look-alike letters brought into one script.
//
// A word with letters that only one of the scripts has is that script's:
// Еconomic is Latin, қоғaм Cyrillic. A word with such letters of both (Rэкв) is
// a formula and stays. A word all of look-alikes goes to prefer, also when it
// is not mixed (CCCP), since nothing in it says otherwise; with Either a mixed
// one goes to its majority and a pure one stays.
func Repair(dst, word []byte, prefer Script) []byte {
	count, ok := countScripts(word)
	if !ok {
		return append(dst, word...)
	}
	to := Either
	switch mixed := count.latin > 0 && count.cyrillic > 0; {
	case mixed && count.onlyLatin > 0 && count.onlyCyrillic > 0:
	case mixed && count.onlyLatin > 0:
		to = Latin
	case mixed && count.onlyCyrillic > 0:
		to = Cyrillic
	case mixed && prefer != Either:
		to = prefer
	case mixed && count.latin > count.cyrillic:
		to = Latin
	case mixed:
		to = Cyrillic
	case count.both == count.latin+count.cyrillic:
		to = prefer
	}
	if to == Either {
		return append(dst, word...)
	}
	return appendScript(dst, word, to)
}

type scriptCount struct{ latin, cyrillic, onlyLatin, onlyCyrillic, both int }

// countScripts counts the letters of each script; ok is false where word has
// none that could be mistaken.
func countScripts(word []byte) (n scriptCount, ok bool) {
	table := alikes()
	for i := 0; i < len(word); {
		r, size := rune(word[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(word[i:])
		}
		i += size
		alike := r < alikeLimit && table.other[r] != 0
		switch {
		case isLatin(r):
			n.latin++
			if !alike {
				n.onlyLatin++
			}
		case isCyrillic(r):
			n.cyrillic++
			if !alike {
				n.onlyCyrillic++
			}
		}
		if alike {
			ok = true
			if table.both[r] {
				n.both++
			}
		}
	}
	return n, ok
}

func appendScript(dst, word []byte, to Script) []byte {
	table := alikes()
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRune(word[i:])
		if r < alikeLimit && table.other[r] != 0 && isLatin(r) == (to == Cyrillic) {
			r = rune(table.other[r])
		}
		if r != utf8.RuneError {
			dst = utf8.AppendRune(dst, r)
		}
		i += size
	}
	return dst
}

func isLatin(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	case r < 0xC0 || 0x0370 <= r && r < 0x1D00:
		return false
	}
	return unicode.Is(unicode.Latin, r)
}

func isCyrillic(r rune) bool { return 0x0400 <= r && r < 0x0530 && !(0x0483 <= r && r <= 0x0489) }

// Of is the script of a word by its letters: Either where it has letters of
// both or of neither.
func Of(word []byte) Script {
	n, _ := countScripts(word)
	switch {
	case n.latin > 0 && n.cyrillic == 0:
		return Latin
	case n.cyrillic > 0 && n.latin == 0:
		return Cyrillic
	}
	return Either
}

// Roman appends word as a Roman numeral in Latin letters, if it is one of
// capitals in either script (ХХІ, XIX) of two letters or more. Centuries and
// volumes are printed in both.
func Roman(dst, word []byte) ([]byte, bool) {
	start, letters := len(dst), 0
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRune(word[i:])
		switch r {
		case 'X', '\u0425':
			dst = append(dst, 'x')
		case 'I', '\u0406', '\u04C0':
			dst = append(dst, 'i')
		case 'V':
			dst = append(dst, 'v')
		default:
			return dst[:start], false
		}
		letters++
		i += n
	}
	if letters < 2 {
		return dst[:start], false
	}
	return dst, true
}
