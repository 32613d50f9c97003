package clean

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Chars repairs the characters of line n of a source: composition, spaces,
// invisible characters, ligatures, superscript and emphasis marks, look-alike
// letters. A soft hyphen at the end of the line stays for Paragraph to join.
func Chars(raw string, n int, log *Log) Line {
	if plainASCII(raw) {
		return Line{N: n, Text: raw, raw: raw}
	}
	if !utf8.ValidString(raw) {
		raw = strings.ToValidUTF8(raw, "\uFFFD")
	}
	l := Line{N: n, Text: raw, raw: raw}
	l.resolveMarks(log)
	l.dropInvisible(log)
	l.compose(log)
	l.lookAlikes(log)
	return l
}

// compose brings the line to NFC.
func (l *Line) compose(log *Log) {
	if norm.NFC.IsNormalString(l.Text) {
		return
	}
	var edits []edit
	for at := 0; at < len(l.Text); {
		end := at + max(1, norm.NFC.NextBoundaryInString(l.Text[at:], true))
		if part := l.Text[at:end]; !norm.NFC.IsNormalString(part) {
			edits = append(edits, edit{at, end, norm.NFC.String(part)})
		}
		at = end
	}
	l.apply(edits, CodeComposed, log)
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
func (l *Line) dropInvisible(log *Log) {
	if !needsDrop(l.Text) {
		return
	}
	end := len(strings.TrimRightFunc(l.Text, unicode.IsSpace))
	var spaces, dropped, resolved []edit
	for i, r := range l.Text {
		to := i + utf8.RuneLen(r)
		switch {
		case r == '\u00ad' && to >= end:
		case invisible(r):
			dropped = append(dropped, edit{i, to, ""})
		case r >= '\ufb00' && r <= '\ufb06':
			resolved = append(resolved, edit{i, to, ligatures[r]})
		case r == '\f':
			spaces = append(spaces, edit{i, to, ""})
		case r == '\t':
			spaces = append(spaces, edit{i, to, "    "})
		case r != ' ' && unicode.IsSpace(r):
			spaces = append(spaces, edit{i, to, " "})
		}
	}
	// From the end of the passes to their beginning, so that what is left to do
	// stays where it was found.
	l.applyAll(log, pass{spaces, ""}, pass{dropped, CodeInvisible}, pass{resolved, CodeLigature})
}

// pass is a set of edits with the code of what they repair.
type pass struct {
	edits []edit
	code  string
}

// applyAll carries out passes whose edits were all found in one text and do
// not overlap.
func (l *Line) applyAll(log *Log, passes ...pass) {
	for i, p := range passes {
		l.apply(p.edits, p.code, log)
		for k := range passes[i+1:] {
			shift(passes[i+1+k].edits, p.edits)
		}
	}
}

// shift moves edits to where they are after others were carried out.
func shift(edits, done []edit) {
	by, k := 0, 0
	for i := range edits {
		for k < len(done) && done[k].from < edits[i].from {
			by += len(done[k].text) - (done[k].to - done[k].from)
			k++
		}
		edits[i].from += by
		edits[i].to += by
	}
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
func (l *Line) resolveMarks(log *Log) {
	if !strings.ContainsAny(l.Text, "*^") {
		return
	}
	if strings.Contains(l.Text, "^{") {
		l.apply(superscripts(l.Text), CodeMark, log)
	}
	if strings.Contains(l.Text, "**") {
		l.apply(bold(l.Text), CodeMark, log)
	}
	if strings.Count(l.Text, "*") >= 2 {
		l.apply(emphasis(l.Text), CodeMark, log)
	}
}

// longestSuperscript is how many bytes a superscript mark has at most.
const longestSuperscript = 16

func superscripts(s string) (edits []edit) {
	for at := 0; ; {
		i := strings.Index(s[at:], "^{")
		if i < 0 {
			return edits
		}
		at += i + len("^{")
		rest := s[at:]
		inner, _, closed := strings.Cut(rest[:min(len(rest), longestSuperscript)], "}")
		if !closed || strings.Trim(inner, "0123456789*, ") != "" {
			continue
		}
		var b strings.Builder
		for _, r := range inner {
			if r >= '0' && r <= '9' {
				b.WriteString(string([]rune(superDigits)[r-'0']))
			} else if r != ' ' {
				b.WriteRune(r)
			}
		}
		end := at + len(inner) + len("}")
		edits = append(edits, edit{at - len("^{"), end, b.String()})
		at = end
	}
}

// boldPair is a text tight between two stars or three on each side, which
// stand outside of words: "Ivanov**, Petrov**" is none.
var boldPair = regexp.MustCompile(`(?:^|[\s(\[«“"])(\*{2,3})[^\s*,;.](?:[^*]*[^\s*])?(\*{2,3})(?:$|[\s)\].,;:!?»”"–—])`)

// bold removes the stars of bold text.
func bold(s string) (edits []edit) {
	for _, m := range boldPair.FindAllStringSubmatchIndex(s, -1) {
		edits = append(edits, edit{m[2], m[3], ""}, edit{m[4], m[5], ""})
	}
	return edits
}

// emphasis removes *pairs* that stand tight around a text.
func emphasis(s string) (edits []edit) {
	open := -1
	prev := ' '
	for i, r := range s {
		if r == '*' {
			next, _ := utf8.DecodeRuneInString(s[i+1:])
			switch {
			case prev == '*' || next == '*': // a mark of two or three
			case open >= 0 && !unicode.IsSpace(prev) && (i+1 == len(s) || !unicode.IsLetter(next) && !unicode.IsDigit(next)):
				edits = append(edits, edit{open, open + 1, ""}, edit{i, i + 1, ""})
				open = -1
			case (unicode.IsSpace(prev) || strings.ContainsRune("([«“\"", prev)) && i+1 < len(s) && !unicode.IsSpace(next):
				open = i
			}
		}
		prev = r
	}
	return edits
}
