package clean

import (
	"regexp"
	"strings"
	"sync"
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
	l.dropInvisible(log, true)
	l.compose(log)
	l.lookAlikes(log)
	l.noteLost(log)
	return l
}

// Field repairs the characters of a text to which its format has given a field
// of its own, so that its lines, hyphens and marks are as they are meant:
// wrong decoding, composition, spaces, invisible characters, ligatures,
// look-alike letters. Tabs and line ends stay. n is the line of the source from
// which the whole text is; columns are not known.
func Field(s string, n int, log *Log) string {
	return field(s, n, log, true)
}

// Code is Field for an address, an identifier or a text whose words have been
// repaired before: letters stay in the script in which they are.
func Code(s string, n int, log *Log) string {
	return field(s, n, log, false)
}

func field(s string, n int, log *Log, words bool) string {
	plain, both := survey(s)
	if plain && !(both && words) {
		return s
	}
	if !plain {
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "\uFFFD")
		}
		s = undoFieldMojibake(s, n, log)
	}
	lines := strings.Split(s, "\n")
	for i, text := range lines {
		l := Line{N: n, Text: text}
		if !plain {
			l.Text = strings.TrimSuffix(text, "\r")
			l.dropInvisible(log, false)
			l.compose(log)
		}
		if words {
			l.lookAlikes(log)
		}
		l.noteLost(log)
		lines[i] = l.Text
	}
	return strings.Join(lines, "\n")
}

// plainLimit is past the characters of the archive's languages and the
// punctuation between them.
const plainLimit = 0x2200

// plainCharacter marks, beside the letterClass, a character of a Field that
// needs no repair in any context: NFC neither changes it nor joins it to what
// stands before it.
const plainCharacter = letterClass(1 << 7)

var plainCharacters = sync.OnceValue(func() *[plainLimit]letterClass {
	var t [plainLimit]letterClass
	for r := range rune(plainLimit) {
		s := string(r)
		space := unicode.IsSpace(r) && r != ' ' && r != '\t' && r != '\n'
		if !space && !invisible(r) && !ofWrongTable(r) && norm.NFC.IsNormalString(s) && norm.NFC.PropertiesString(s).BoundaryBefore() {
			t[r] = plainCharacter
		}
		if r < pastLetters {
			t[r] |= letterClasses()[r]
		}
	}
	return &t
})

// Plain reports whether Field has nothing to do.
func Plain(s string) bool {
	plain, both := survey(s)
	return plain && !both
}

// survey says whether a text needs no repair but, perhaps, of letters that look
// alike, and whether it has letters of both scripts, without which it needs
// none of these.
func survey(s string) (plain, both bool) {
	characters := plainCharacters()
	var seen letterClass
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= 0xc2 && r < 0xe0 && i+1 < len(s) && s[i+1]&0xc0 == 0x80 {
			r, size = r&0x1f<<6|rune(s[i+1]&0x3f), 2 // Cyrillic, at its cheapest
		} else if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if r >= plainLimit || characters[r]&plainCharacter == 0 {
			return !needsDrop(s) && !strings.ContainsRune(s, utf8.RuneError) && norm.NFC.IsNormalString(s) && !mayBeMojibake(s) && !looksKZ1048(s), bothScripts(s)
		}
		seen |= characters[r]
		i += size
	}
	return true, seen&ofLatin != 0 && seen&ofCyrillic != 0
}

// noteLost doubts each word with a character that could not be decoded. At the
// end of a line, after a letter, it stands for a hyphen.
func (l *Line) noteLost(log *Log) {
	if log == nil || !strings.ContainsRune(l.Text, utf8.RuneError) {
		return
	}
	text := strings.TrimRightFunc(l.Text, unicode.IsSpace)
	if endsBroken(text) {
		text = strings.TrimSuffix(text, "\uFFFD")
	}
	for at := 0; ; {
		i := strings.IndexRune(text[at:], utf8.RuneError)
		if i < 0 {
			return
		}
		from, to := wordAround(text, at+i, at+i+len("\uFFFD"))
		for strings.HasPrefix(text[to:], "\uFFFD") {
			_, to = wordAround(text, to, to+len("\uFFFD"))
		}
		log.doubt(CodeLost, l.place(from, to), l.Text[from:to])
		at = to
	}
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
		if c := s[i]; c >= 0x7f || c < ' ' || c == '*' || c == '^' {
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
// space; in a printed line a tab becomes several, and a soft hyphen at its end
// stays. Joiners inside Arabic or Indic text do not occur in this archive.
func (l *Line) dropInvisible(log *Log, printed bool) {
	if !needsDrop(l.Text) {
		return
	}
	end := len(strings.TrimRightFunc(l.Text, unicode.IsSpace))
	var spaces, dropped, resolved []edit
	for i, r := range l.Text {
		to := i + utf8.RuneLen(r)
		switch {
		case r == '\u00ad' && to >= end && printed:
		case invisible(r):
			dropped = append(dropped, edit{i, to, ""})
		case r >= '\ufb00' && r <= '\ufb06':
			resolved = append(resolved, edit{i, to, ligatures[r]})
		case r == '\f' && printed:
			spaces = append(spaces, edit{i, to, ""})
		case r == '\t' && printed:
			spaces = append(spaces, edit{i, to, "    "})
		case r == '\t':
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
	case r < ' ':
		return !unicode.IsSpace(r)
	case r < 0x7f:
		return false
	case r < 0xa0:
		return r != 0x85
	case r == '\u00ad', r == '\u061c', r == '\u180e', r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f', r == '\ufeff':
		return true
	case r >= '\ufff9' && r <= '\ufffb': // of an interlinear annotation
		return true
	case r >= 0xe0000 && r < 0xe0080: // tags
		return true
	}
	return r >= '\ufdd0' && r <= '\ufdef' || r&0xfffe == 0xfffe // noncharacters
}

const (
	superDigits     = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	superLetters    = "ᵃᵇᶜᵈᵉᶠᵍʰ"
	cyrillicLetters = "абвгде" // they count as superLetters do
	markSigns       = "*†‡§#✉,;"
)

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
		if !closed || strings.Trim(inner, "0123456789() "+markSigns) != "" && !letterMarks(s[:at-len("^{")], inner) {
			continue
		}
		end := at + len(inner) + len("}")
		edits = append(edits, edit{at - len("^{"), end, strings.Map(raise, inner)})
		at = end
	}
}

// raise is the raised form of what stands in a superscript; brackets and spaces
// go.
func raise(r rune) rune {
	switch {
	case r >= '0' && r <= '9':
		return []rune(superDigits)[r-'0']
	case r >= 'a' && r <= 'h':
		return []rune(superLetters)[r-'a']
	case r == ' ' || r == '(' || r == ')':
		return -1
	}
	if i := strings.IndexRune(cyrillicLetters, r); i >= 0 {
		return []rune(superLetters)[utf8.RuneCountInString(cyrillicLetters[:i])]
	}
	return r
}

// letterMarks is true for letters that stand for numbers, "a", "b,*", after a
// name or before an address; those after one letter are an exponent.
func letterMarks(before, inner string) bool {
	for part := range strings.FieldsFuncSeq(inner, func(r rune) bool { return r == ' ' || r == '(' || r == ')' || strings.ContainsRune(markSigns, r) }) {
		r, size := utf8.DecodeRuneInString(part)
		if size != len(part) || !(r >= 'a' && r <= 'h' || r >= '0' && r <= '9' || strings.ContainsRune(cyrillicLetters, r)) {
			return false
		}
	}
	before = strings.TrimRight(before, "*")
	last, size := utf8.DecodeLastRuneInString(before)
	prev, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	return !unicode.IsLetter(last) && !unicode.IsDigit(last) && last != ')' || unicode.IsLetter(prev)
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
