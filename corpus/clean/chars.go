package clean

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Chars repairs the characters of one source line: composition, spaces,
// invisible characters, ligatures, superscript and emphasis marks, look-alike
// letters. A soft hyphen at the end of the line stays for Paragraph to join.
func Chars(s string, line int, log *Log) string {
	if plainASCII(s) {
		return s
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	s = resolveMarks(s, line, log)
	s = dropInvisible(s, line, log)
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
		log.repair(CodeComposed, line, "", "")
	}
	return LookAlikes(s, line, log)
}

// plainASCII is the common case of an English line without anything to do.
func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c < ' ' || c == '*' || c == '^' {
			return false
		}
	}
	return true
}

// ligatures maps presentation forms to their letters. NFC leaves them.
var ligatures = map[rune]string{
	'\ufb00': "ff", '\ufb01': "fi", '\ufb02': "fl", '\ufb03': "ffi", '\ufb04': "ffl", '\ufb05': "st", '\ufb06': "st",
}

// dropInvisible takes out what has no width and makes every kind of space a
// space. Joiners inside Arabic or Indic text do not occur in this archive.
func dropInvisible(s string, line int, log *Log) string {
	if !needsDrop(s) {
		return s
	}
	end := len(strings.TrimRightFunc(s, unicode.IsSpace))
	var b strings.Builder
	b.Grow(len(s))
	dropped, ligature := 0, 0
	for i, r := range s {
		switch {
		case r == '\u00ad' && i+len("\u00ad") >= end:
			b.WriteRune(r)
		case invisible(r):
			dropped++
		case r == '\t':
			b.WriteString("    ")
		case r != ' ' && unicode.IsSpace(r):
			b.WriteByte(' ')
		case r >= '\ufb00' && r <= '\ufb06':
			b.WriteString(ligatures[r])
			ligature++
		default:
			b.WriteRune(r)
		}
	}
	if dropped > 0 {
		log.repair(CodeInvisible, line, "", "")
	}
	if ligature > 0 {
		log.repair(CodeLigature, line, "", "")
	}
	return b.String()
}

func needsDrop(s string) bool {
	for _, r := range s {
		if r < ' ' || r >= 0x7f && (invisible(r) || unicode.IsSpace(r) || r >= '\ufb00' && r <= '\ufb06') {
			return true
		}
	}
	return false
}

// invisible is true for characters that print nothing and mean nothing here.
func invisible(r rune) bool {
	switch {
	case r == '\u00ad', r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u2064', r == '\ufeff':
		return true
	case r < ' ':
		return !unicode.IsSpace(r)
	case r >= 0x7f && r < 0xa0:
		return r != 0x85
	}
	return false
}

const superDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// resolveMarks turns ^{1*} into ¹* and takes the asterisks of emphasis away,
// but leaves those that mark a footnote or a corresponding author.
func resolveMarks(s string, line int, log *Log) string {
	if !strings.ContainsAny(s, "*^") {
		return s
	}
	out := s
	if strings.Contains(out, "^{") {
		out = resolveSuperscripts(out)
	}
	if strings.Contains(out, "**") {
		out = dropBold(out)
	}
	if strings.Count(out, "*") >= 2 {
		out = dropEmphasis(out)
	}
	if out != s {
		log.repair(CodeMark, line, "", "")
	}
	return out
}

// longestSuperscript is how many bytes a superscript mark has at most.
const longestSuperscript = 16

func resolveSuperscripts(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "^{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inner, _, closed := strings.Cut(rest[:min(len(rest), longestSuperscript)], "}")
		if !closed || strings.Trim(inner, "0123456789*, ") != "" {
			b.WriteString("^{")
			s = rest
			continue
		}
		for _, r := range inner {
			if r >= '0' && r <= '9' {
				b.WriteString(string([]rune(superDigits)[r-'0']))
			} else if r != ' ' {
				b.WriteRune(r)
			}
		}
		s = rest[len(inner)+1:]
	}
}

// boldPair is a text tight between two stars or three on each side, which
// stand outside of words: "Ivanov**, Petrov**" is none.
var boldPair = regexp.MustCompile(`(^|[\s(\[«“"])\*{2,3}([^\s*,;.](?:[^*]*[^\s*])?)\*{2,3}($|[\s)\].,;:!?»”"–—])`)

// dropBold removes the stars of bold text.
func dropBold(s string) string { return boldPair.ReplaceAllString(s, "$1$2$3") }

// dropEmphasis removes *pairs* that stand tight around a text.
func dropEmphasis(s string) string {
	open := -1
	drop := map[int]bool{}
	prev := ' '
	for i, r := range s {
		if r == '*' {
			next, _ := utf8.DecodeRuneInString(s[i+1:])
			switch {
			case prev == '*' || next == '*': // a mark of two or three
			case open >= 0 && !unicode.IsSpace(prev) && (i+1 == len(s) || !unicode.IsLetter(next) && !unicode.IsDigit(next)):
				drop[open], drop[i] = true, true
				open = -1
			case (unicode.IsSpace(prev) || strings.ContainsRune("([«“\"", prev)) && i+1 < len(s) && !unicode.IsSpace(next):
				open = i
			}
		}
		prev = r
	}
	if len(drop) == 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if !drop[i] {
			b = append(b, s[i])
		}
	}
	return string(b)
}
