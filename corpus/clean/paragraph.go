package clean

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is one line of a source with its number, counted from 1.
type Line struct {
	N    int
	Text string
}

// Paragraph joins lines into one text: words broken at line ends are made
// whole by the words of the archive, URLs and DOIs are closed up, spaces are
// single, and words with spaces where soft hyphens were are mended.
func Paragraph(lines []Line, v *Vocabulary, log *Log) string {
	p := paragraph{v: v, log: log}
	for _, l := range lines {
		p.add(l)
	}
	return p.text()
}

type paragraph struct {
	v      *Vocabulary
	log    *Log
	b      []byte
	starts []Line // N is a line, Text its first word; see lineAt
	ats    []int  // byte offset at which each line starts
}

func (p *paragraph) add(l Line) {
	text := strings.TrimSpace(l.Text)
	if text == "" {
		return
	}
	if len(p.b) > 0 && !p.joinURL(text, l.N) && !p.joinHyphen(text, l.N) {
		p.b = append(p.b, ' ')
	}
	p.ats = append(p.ats, len(p.b))
	p.starts = append(p.starts, Line{N: l.N})
	p.b = appendCollapsed(p.b, text)
}

// appendCollapsed appends text with each run of spaces as one.
func appendCollapsed(b []byte, text string) []byte {
	space := false
	for i := range len(text) {
		c := text[i]
		if c == ' ' && space {
			continue
		}
		space = c == ' '
		b = append(b, c)
	}
	return b
}

func (p *paragraph) lineAt(offset int) int {
	i := sort.SearchInts(p.ats, offset+1) - 1
	if i < 0 {
		return 0
	}
	return p.starts[i].N
}

// joinHyphen closes the gap after a line-end hyphen and decides whether the
// hyphen goes. It is false where the text does not end in one.
func (p *paragraph) joinHyphen(next string, line int) bool {
	r, size := utf8.DecodeLastRune(p.b)
	if !isLineHyphen(r) {
		return false
	}
	head := p.b[:len(p.b)-size]
	spaced := len(head) > 0 && head[len(head)-1] == ' '
	a := lastLetters(head)
	b := firstLetters(next)
	if spaced {
		return p.joinSpaced(head, b, line)
	}
	if a == "" {
		last, _ := utf8.DecodeLastRune(head)
		first, _ := utf8.DecodeRuneInString(next)
		return r == '-' && (unicode.IsDigit(last) || last == '.' && unicode.IsUpper(first)) // 1918-1932, К.-Ж.
	}
	if b == "" {
		return r == '-' && next[0] >= '0' && next[0] <= '9'
	}
	join, sure := p.v.joinWord(a, b, r != '-' && r != '\u2010' && r != '\u2011')
	if !sure {
		p.log.doubt(CodeHyphenKept, line, a+"-"+b)
	}
	if join {
		p.log.repair(CodeHyphen, line, a+"-"+b, a+b)
		p.b = head
	}
	return true
}

// joinSpaced handles "Бе - " at a line end: a broken word only if the whole
// word is known, else a dash.
func (p *paragraph) joinSpaced(head []byte, b string, line int) bool {
	trimmed := head[:len(head)-1]
	a := lastLetters(trimmed)
	if a == "" || b == "" || p.v.joined(a, b) == 0 {
		return false
	}
	p.log.repair(CodeHyphen, line, a+" - "+b, a+b)
	p.b = trimmed
	return true
}

// lastLetters is the run of letters that b ends in, as far as a word can be
// long.
func lastLetters(b []byte) string {
	i := len(b)
	for i > 0 && len(b)-i < maxWordBytes {
		r, size := utf8.DecodeLastRune(b[:i])
		if !unicode.IsLetter(r) {
			break
		}
		i -= size
	}
	return string(b[i:])
}

func firstLetters(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) || i >= maxWordBytes {
			return s[:i]
		}
	}
	return s
}

// text returns the paragraph with its split words mended.
func (p *paragraph) text() string {
	return p.v.mend(string(p.b), p.lineAt, p.log)
}
