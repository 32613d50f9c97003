package script

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Lower is the lower-case letter of r. Unlike bleve's filter the callers write
// the rune anew, so a letter that shrinks (İ, U+212A) cannot break the text;
// and İ loses its dot rather than become two runes.
func Lower(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case 0x0410 <= r && r <= 0x042F: // А..Я
		return r + 0x20
	case 0x0430 <= r && r <= 0x045F: // а..я, ё..џ
		return r
	case r == '\u0130': // İ
		return 'i'
	case r == '\u03C2': // final sigma
		return '\u03C3'
	}
	return unicode.ToLower(r)
}

// AppendLower appends text with each rune lowered.
func AppendLower(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n <= 1 {
			i += max(n, 1) // not a character: never invent U+FFFD
			continue
		}
		dst = utf8.AppendRune(dst, Lower(r))
		i += n
	}
	return dst
}

// Invisible reports whether r shows nothing and carries no meaning inside a
// word of our scripts: soft hyphen, zero-width space and joiners, direction
// and other format characters, variation selectors.
func Invisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x034F, r == 0x061C, r == 0x180E, r == 0xFEFF:
		return true
	case 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x2064:
		return true
	case 0xFE00 <= r && r <= 0xFE0F:
		return true
	}
	return false
}

// Apostrophe reports whether r is one of the signs that are typed for an
// apostrophe or for a soft or hard sign.
func Apostrophe(r rune) bool {
	switch r {
	case '\'', '`', '\u00B4', '\u2018', '\u2019', '\u201B', '\u2032', '\u2035', '\u1FEF', '\u1FFD', '\uFF07':
		return true
	}
	return modifierApostrophe(r)
}

// modifierApostrophe reports the apostrophes that Unicode counts as letters.
func modifierApostrophe(r rune) bool {
	return 0x02B9 <= r && r <= 0x02BF || r == 0x02C8 || r == 0x02CA || r == 0x02CB || r == 0x02EE || r == 0x0374
}

// AppendNormal appends the compatibility composition (NFKC) of one word
// without invisible characters, without the marks that Latin, Cyrillic and
// Greek letters can be read without (stress, accents that did not compose),
// and without anything else that is no letter, digit, mark or apostrophe. Case
// is kept: look-alike repair needs it.
func AppendNormal(dst, word []byte) []byte {
	if plain(word) {
		return append(dst, word...)
	}
	var room [128]byte
	composed := norm.NFKC.Append(room[:0], visible(word)...)
	base := rune(0)
	for i := 0; i < len(composed); {
		r, n := utf8.DecodeRune(composed[i:])
		switch {
		case r == utf8.RuneError, Invisible(r):
		case Apostrophe(r):
			dst = append(dst, '\'')
		case r == '\u2010', r == '\u2011':
			dst = append(dst, '-')
		case unicode.Is(unicode.M, r):
			if base != 0 && !markable(base) {
				dst = utf8.AppendRune(dst, r)
			}
		case unicode.IsLetter(r), unicode.IsDigit(r):
			dst, base = utf8.AppendRune(dst, r), r
		case r == '-', r == '.', r == '/', r == '@', r == '_', r == ',':
			dst = append(dst, byte(r))
		}
		i += n
	}
	return dst
}

// visible is word without invisible characters, which would keep a letter and
// its mark from composing.
func visible(word []byte) []byte {
	for i := 0; i < len(word); {
		r, n := utf8.DecodeRune(word[i:])
		if Invisible(r) {
			out := append(make([]byte, 0, len(word)), word[:i]...)
			for ; i < len(word); i += n {
				if r, n = utf8.DecodeRune(word[i:]); !Invisible(r) {
					out = append(out, word[i:i+n]...)
				}
			}
			return out
		}
		i += n
	}
	return word
}

// plain reports whether word is nothing but ASCII letters and digits and the
// basic Cyrillic letters, which compose with nothing inside the word.
func plain(word []byte) bool {
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-':
		case (c == 0xD0 || c == 0xD1 || c == 0xD2 || c == 0xD3) && i+1 < len(word) && word[i+1]&0xC0 == 0x80:
			if r, _ := utf8.DecodeRune(word[i:]); r < 0x0400 || 0x0483 <= r && r <= 0x0489 {
				return false
			}
			i++
		default:
			return false
		}
	}
	return true
}

// markable reports the scripts whose letters are read without their marks.
func markable(base rune) bool {
	return unicode.IsDigit(base) || unicode.In(base, unicode.Latin, unicode.Cyrillic, unicode.Greek)
}

// AppendPlainLatin appends text with the Latin letters freed of diacritics and
// written out where they are ligatures; other scripts stay (й is a letter of
// its own, é is not). text is lower case and composed.
func AppendPlainLatin(dst, text []byte) []byte {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf || 0xD0 <= c && c <= 0xD3 { // ASCII and Cyrillic
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		switch {
		case letterFold(r) != "":
			dst = append(dst, letterFold(r)...)
		case unicode.Is(unicode.Latin, r):
			dst = appendBase(dst, r)
		default:
			dst = append(dst, text[i:i+n]...)
		}
		i += n
	}
	return dst
}

// letterFold writes out the Latin letters that have no decomposition.
func letterFold(r rune) string {
	switch r {
	case '\u00DF', '\u1E9E':
		return "ss"
	case '\u00E6':
		return "ae"
	case '\u0153':
		return "oe"
	case '\u00F8':
		return "o"
	case '\u0111', '\u00F0':
		return "d"
	case '\u0142':
		return "l"
	case '\u0131': // dotless i
		return "i"
	case '\u00FE':
		return "th"
	case '\u0127':
		return "h"
	case '\u0167':
		return "t"
	}
	return ""
}

// appendBase appends the letter that r decomposes to, without its marks.
func appendBase(dst []byte, r rune) []byte {
	var room [utf8.UTFMax]byte
	word := room[:utf8.EncodeRune(room[:], r)]
	var parts [32]byte
	for _, d := range string(norm.NFD.Append(parts[:0], word...)) {
		if !unicode.Is(unicode.M, d) {
			dst = utf8.AppendRune(dst, d)
		}
	}
	return dst
}
