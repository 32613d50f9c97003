package kazakh

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns the form of one token that the analysis works on: valid UTF-8, NFC, lower case rune by rune,
// without invisible characters and stress marks, with one apostrophe and one hyphen, and with look-alike letters
// of another script repaired. It is idempotent.
func Normalize(word string) string {
	if isPlain(word) {
		return word
	}
	word = norm.NFC.String(clean(word))
	parts := strings.Split(word, "-")
	for i, part := range parts {
		parts[i] = lower(repair(part))
	}
	return norm.NFC.String(strings.Join(parts, "-"))
}

// isPlain reports whether word is lower-case letters of the alphabet and nothing else, as most words are.
func isPlain(word string) bool {
	if len(word)%2 != 0 {
		return false
	}
	for i := 0; i < len(word); i += 2 {
		if code(word[i], word[i+1]) == 0 || word[i] == 0xD1 && word[i+1] == 0x91 { // ё
			return false
		}
	}
	return true
}

// clean drops bytes that are not UTF-8 and characters that are not seen, and unifies apostrophes and hyphens.
func clean(word string) string {
	var b strings.Builder
	b.Grow(len(word))
	for i, r := range word {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(word[i:]); size == 1 {
				continue
			}
		}
		switch {
		case invisible(r):
		case strings.ContainsRune(apostrophes, r):
			b.WriteByte('\'')
		case strings.ContainsRune(hyphens, r):
			b.WriteByte('-')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

const (
	// apostrophes as they are typed and printed: typewriter, quotation marks, modifier letters, prime, accents.
	apostrophes = "'\u2018\u2019\u201b\u02bc\u02bb\u02b9\u02c8\u2032`\u00b4\uff07"
	// hyphens: hyphen, non-breaking hyphen, figure dash, en dash, minus.
	hyphens = "-\u2010\u2011\u2012\u2013\u2212"
)

// invisible reports soft hyphen, zero width space and joiners, word joiner, direction marks, byte order mark and
// variation selectors. Stress marks are left to repair, after composition.
func invisible(r rune) bool {
	return r == '\u00ad' || r >= '\u200b' && r <= '\u200f' || r >= '\u2060' && r <= '\u2064' ||
		r >= '\u202a' && r <= '\u202e' || r == '\ufeff' || r >= '\ufe00' && r <= '\ufe0f' || r == '\u034f' || r == '\u180e'
}

// lower is lower case per rune; strings.ToLower agrees, bleve's filter does not when a rune shrinks.
func lower(word string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		if r == 'ё' {
			return 'е'
		}
		return r
	}, word)
}

// repair makes one script of a word that mixes two. Every Latin letter of a word with Cyrillic in it must have a
// Cyrillic look-alike, or else the word is a formula (Rэкв) or Latin with a stray Cyrillic letter (Еconomic), which
// is repaired the other way when all its Cyrillic letters allow.
func repair(word string) string {
	cyrillic, latin, toCyrillic, toLatin := 0, 0, true, true
	marks := false
	for _, r := range word {
		switch {
		case r == '\u0300' || r == '\u0301':
			marks = true
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
			toLatin = toLatin && latinTwin(r) != 0
		case unicode.Is(unicode.Latin, r) || unicode.Is(unicode.Greek, r):
			latin++
			toCyrillic = toCyrillic && cyrillicTwin(r) != 0
		}
	}
	if cyrillic == 0 {
		return word
	}
	frontVowels := strings.ContainsAny(word, "әеөүіӘЕӨҮІieəƏ")
	convert := func(r rune) rune { return r }
	switch {
	case toCyrillic:
		convert = func(r rune) rune { return toCyrillicLetter(r, frontVowels) }
	case toLatin && latin > cyrillic:
		convert = func(r rune) rune {
			if twin := latinTwin(r); twin != 0 {
				return twin
			}
			return r
		}
	}
	if latin == 0 && !marks && !strings.ContainsAny(word, "\u04a1\u04a0\u04c3\u04c4\u04a5\u04a4\u04c9\u04ca\u0457\u0407") {
		return word
	}
	return strings.Map(func(r rune) rune {
		if r == '\u0300' || r == '\u0301' { // a stress mark over a Cyrillic letter
			return -1
		}
		return convert(r)
	}, word)
}

func toCyrillicLetter(r rune, front bool) rune {
	if r == 'Y' { // Latin Y is the twin of Ү, and a careless У
		if front {
			return 'Ү'
		}
		return 'У'
	}
	if twin := cyrillicTwin(r); twin != 0 {
		return twin
	}
	return r
}

// cyrillicTwin returns the Kazakh letter that a letter of another alphabet is taken for, or 0. A small h looks
// like һ, a capital H like Н.
func cyrillicTwin(r rune) rune {
	switch r {
	case 'a', 'α':
		return 'а'
	case 'A', 'Α':
		return 'А'
	case 'e', 'ε':
		return 'е'
	case 'E', 'Ε':
		return 'Е'
	case 'o', 'ο':
		return 'о'
	case 'O', 'Ο':
		return 'О'
	case 'p', 'ρ':
		return 'р'
	case 'P', 'Ρ':
		return 'Р'
	case 'c':
		return 'с'
	case 'C':
		return 'С'
	case 'x', 'χ':
		return 'х'
	case 'X', 'Χ':
		return 'Х'
	case 'y', 'Y', 'υ':
		return 'у'
	case 'i', 'ı', 'ι', 'ì', 'í', 'ï':
		return 'і'
	case 'I', 'İ', 'Ι':
		return 'І'
	case 'h':
		return 'һ'
	case 'H', 'Η':
		return 'Н'
	case 'k', 'κ':
		return 'к'
	case 'K', '\u212a', 'Κ':
		return 'К'
	case 'm':
		return 'м'
	case 'M', 'Μ':
		return 'М'
	case 't', 'τ':
		return 'т'
	case 'T', 'Τ':
		return 'Т'
	case 'b', 'β':
		return 'в'
	case 'B', 'Β':
		return 'В'
	case '\u0259', '\u01dd', 'ä':
		return 'ә'
	case '\u018f', '\u018e', 'Ä':
		return 'Ә'
	case '\u0275', 'ö':
		return 'ө'
	case '\u019f', 'Ö':
		return 'Ө'
	case '\u04a1', '\u04c4': // Bashkir and Chukchi forms of қ
		return 'қ'
	case '\u04a0', '\u04c3':
		return 'Қ'
	case '\u04a5', '\u04ca': // forms of ң
		return 'ң'
	case '\u04a4', '\u04c9':
		return 'Ң'
	case '\u0457': // Ukrainian yi for i
		return 'і'
	case '\u0407':
		return 'І'
	}
	return 0
}

// latinTwin returns the Latin letter that a Cyrillic one is taken for, or 0.
func latinTwin(r rune) rune {
	const cyrillic, latin = "аеорсхуікһАЕОРСХУІКНМТВҺҮ", "aeopcxyikhAEOPCXYIKHMTBhY"
	if i := strings.IndexRune(cyrillic, r); i >= 0 {
		return rune(latin[len([]rune(cyrillic[:i]))])
	}
	return 0
}
