package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/pattern"
)

// endsAbbreviated says whether the full stop at the end of s belongs to an
// abbreviation: "1918-1932 гг.", "A.B.".
func endsAbbreviated(s string) bool {
	s = strings.TrimSuffix(s, ".")
	w := s[strings.LastIndexAny(s, " .\u00a0")+1:]
	if utf8.RuneCountInString(w) == 1 {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r) || tells(w, isAbbreviation)
	}
	return tells(w, isAbbreviation)
}

// cutSentence parts s at the end of its first sentence: a full stop, question
// or exclamation mark before a capital, a digit or a bracket, unless the stop
// belongs to an initial or an abbreviation.
func cutSentence(s string) (first, rest string, ok bool) {
	for i := 0; i < len(s); {
		j := strings.IndexAny(s[i:], ".?!\u2026"+cutMark)
		if j < 0 {
			return s, "", false
		}
		at := i + j
		r, size := utf8.DecodeRuneInString(s[at:])
		i = at + size
		if r == 0 {
			return s[:at], s[i:], true
		}
		after := strings.TrimLeft(s[i:], "\u00bb\u201d\")")
		if after == "" || !strings.HasPrefix(after, " ") && !strings.HasPrefix(after, cutMark) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " "))
		if !unicode.IsUpper(next) && !unicode.IsDigit(next) && !strings.ContainsRune("[(\u00ab\u201c\"\u2013\u2014-"+cutMark, next) {
			continue
		}
		if r == '.' && stopsNoSentence(s[:at]) && !(opensImprint(after) && !unicode.IsUpper(lastRune(s[:at]))) {
			continue
		}
		end := len(s) - len(after)
		return s[:end], strings.TrimLeft(after, " "), true
	}
	return s, "", false
}

var reImprint = pattern.New(`^\s*(\p{Lu}[\p{L}.-]{0,20}(?:\s\p{Lu}\p{L}+)?)\s?(?::\s|,\s` + reYear + `)`)

// opensImprint says whether s opens with a known place and its mark, so that
// even the stop of an abbreviation before it ends a sentence: "in 14 vols.
// Almaty: Gylym".
func opensImprint(s string) bool {
	m := reImprint.FindStringSubmatch(start(s, longestName))
	return m != nil && isPlaceName(m[1])
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// stopsNoSentence says whether a full stop behind s belongs to an initial or an
// abbreviation.
func stopsNoSentence(s string) bool {
	w := s[strings.LastIndexAny(s, " .(\u00ab\u201c\"-")+1:]
	if n := utf8.RuneCountInString(w); n == 1 {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r) || tells(w, isAbbreviation)
	}
	return tells(w, isAbbreviation)
}
