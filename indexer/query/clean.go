package query

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// char is a character of the cleaned text and the bytes of the typed text
// that it stands for.
type char struct {
	r          rune
	start, end int
}

// clean makes a typed text ready for parsing: cut at MaxRunes, without
// invisible characters, in NFC, every stretch of blanks, control characters
// and invalid bytes one blank.
func clean(text string) (chars []char, cut bool) {
	kept, cut := visible(text)
	bytes := make([]byte, 0, len(kept)*2)
	at := make([]int, 0, len(kept)*2) // for each byte, its place in kept
	for i, c := range kept {
		bytes = utf8.AppendRune(bytes, c.r)
		for len(at) < len(bytes) {
			at = append(at, i)
		}
	}
	for b := 0; b < len(bytes); {
		n := norm.NFC.NextBoundary(bytes[b:], true)
		first, last := at[b], at[b+n-1]
		segment := norm.NFC.Bytes(bytes[b : b+n])
		for i := 0; len(segment) > 0; i++ {
			r, size := utf8.DecodeRune(segment)
			c := char{r, kept[first].start, kept[last].end}
			if n == last-first+1 { // ASCII: character by character
				c.start, c.end = kept[first+i].start, kept[first+i].end
			}
			chars = appendChar(chars, c)
			segment = segment[size:]
		}
		b += n
	}
	return limitMarks(chars, MaxMarks), cut
}

// visible gives the characters of the text that mean something. More than
// rawMarks combining marks on a letter are dropped here already, because NFC
// breaks up stretches of more than thirty.
func visible(text string) (kept []char, cut bool) {
	const rawMarks = 12
	kept = make([]char, 0, min(len(text), 2*MaxRunes))
	count := 0
	for i := 0; i < len(text); {
		if count == MaxRunes {
			cut = true
			break
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !invisible(r) {
			kept = append(kept, char{r, i, i + size})
		}
		i += size
		count++
	}
	return limitMarks(kept, rawMarks), cut
}

// appendChar appends c; a blank after a blank is one blank.
func appendChar(chars []char, c char) []char {
	if blank(c.r) {
		if len(chars) > 0 && chars[len(chars)-1].r == ' ' {
			return chars
		}
		c.r = ' '
	}
	return append(chars, c)
}

func limitMarks(chars []char, most int) []char {
	out, marks := chars[:0], 0
	for _, c := range chars {
		if unicode.Is(unicode.M, c.r) {
			marks++
		} else {
			marks = 0
		}
		if marks <= most {
			out = append(out, c)
		}
	}
	return out
}

// invisible characters come with text copied from pages and PDFs: soft
// hyphens, joiners, direction marks, variation selectors, fillers.
func invisible(r rune) bool {
	switch {
	case r < 0x80:
		return false
	case unicode.Is(unicode.Cf, r):
		return !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	case r == '\u034F', // combining grapheme joiner
		r == '\u115F', r == '\u1160', r == '\u3164', r == '\uFFA0', // Hangul fillers
		r == '\u17B4', r == '\u17B5': // Khmer inherent vowels
		return true
	}
	return unicode.Is(unicode.Variation_Selector, r)
}

func blank(r rune) bool {
	if r < 0x80 {
		return r <= ' ' || r == 0x7F
	}
	// U+2800 is the braille pattern without a dot.
	return unicode.In(r, unicode.Z, unicode.Cc) || r == utf8.RuneError || r == '\u2800'
}

// wordRune tells whether a word may begin and end with r: a letter, a digit,
// a mark, or a sign that says something alone (№, §, €).
func wordRune(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '$'
	}
	return r == '§' || unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.So, unicode.Sc)
}

// joiner tells whether r may stand inside a word: қуғын-сүргін, O'zbek,
// R&D, ivanov@enu.kz, т.б.
func joiner(r rune) bool {
	switch r {
	case '-', '\u2010', '\u2011', '\'', '\u2019', '\u2018', '`', '\u00B4', '.', '_', '+', '#', '&', '@', '%':
		return true
	}
	return false
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '\u2019', '\u2018', '`', '\u00B4':
		return true
	}
	return false
}

func hyphen(r rune) bool {
	return r == '-' || r == '\u2010' || r == '\u2011' || r == '\u2212'
}

func digit(r rune) bool { return '0' <= r && r <= '9' }
