package clean

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	v     *Vocabulary
	log   *Log
	b     []byte
	parts []part
	found []joint // at the end of the line before
}

// part is a stretch of the paragraph as one line has it.
type part struct {
	at     int  // byte offset in the paragraph
	line   Line // trimmed
	offset int  // of the stretch in the line's Text
}

// joint is a repair or doubt at a line end, from a byte offset of the
// paragraph to so many bytes into the next line.
type joint struct {
	code string
	from int
	next int
	to   string
}

func (p *paragraph) add(l Line) {
	text := strings.TrimLeftFunc(l.Text, unicode.IsSpace)
	from := len(l.Text) - len(text)
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	if text == "" {
		return
	}
	if len(p.b) > 0 && !p.joinURL(text) && !p.joinHyphen(text) {
		p.b = append(p.b, ' ')
	}
	at := len(p.b)
	p.appendCollapsed(l.Sub(from, from+len(text)))
	for _, j := range p.found {
		where := p.place(j.from, at+j.next)
		if j.code == CodeHyphenKept {
			p.log.doubt(j.code, where, j.to)
		} else {
			p.log.repair(j.code, where, j.to)
		}
	}
	p.found = p.found[:0]
}

// appendCollapsed appends a line with each run of spaces as one.
func (p *paragraph) appendCollapsed(l Line) {
	text, at := l.Text, 0
	for at < len(text) {
		end := len(text)
		if i := strings.Index(text[at:], "  "); i >= 0 {
			end = at + i + 1
		}
		p.parts = append(p.parts, part{len(p.b), l, at})
		p.b = append(p.b, text[at:end]...)
		for at = end; at < len(text) && text[at] == ' '; {
			at++
		}
	}
}

// place says where in the source the bytes from:to of the paragraph stand.
func (p *paragraph) place(from, to int) Repair {
	first := sort.Search(len(p.parts), func(i int) bool { return p.parts[i].at > from }) - 1
	last := sort.Search(len(p.parts), func(i int) bool { return p.parts[i].at >= to }) - 1
	if first < 0 || last < first {
		return Repair{}
	}
	a, b := &p.parts[first], &p.parts[last]
	start, end := from-a.at+a.offset, to-b.at+b.offset
	if a.line.N == b.line.N {
		return a.line.place(start, max(start, end))
	}
	out := a.line.place(start, len(a.line.Text))
	for i := first + 1; i <= last; i++ {
		l := &p.parts[i].line
		switch {
		case l.N == p.parts[i-1].line.N:
		case l.N == b.line.N:
			out.From += "\n" + l.place(0, end).From
		default:
			out.From += "\n" + l.place(0, len(l.Text)).From
		}
	}
	return out
}

// joinHyphen closes the gap after a line-end hyphen and decides whether the
// hyphen goes. It is false where the text does not end in one.
func (p *paragraph) joinHyphen(next string) bool {
	r, size := utf8.DecodeLastRune(p.b)
	if !isLineHyphen(r) {
		return false
	}
	head := p.b[:len(p.b)-size]
	spaced := len(head) > 0 && head[len(head)-1] == ' '
	a := lastLetters(head)
	b := firstLetters(next)
	if spaced {
		return p.joinSpaced(head, b)
	}
	if a == "" {
		last, _ := utf8.DecodeLastRune(head)
		first, _ := utf8.DecodeRuneInString(next)
		return r == '-' && (unicode.IsDigit(last) || last == '.' && unicode.IsUpper(first)) // 1918-1932, К.-Ж.
	}
	if b == "" {
		return r == '-' && next[0] >= '0' && next[0] <= '9'
	}
	chain := strings.HasPrefix(next[len(b):], "-")
	join, sure := p.v.joinWord(a, b, r != '-' && r != '\u2010' && r != '\u2011', chain)
	if !sure {
		p.found = append(p.found, joint{CodeHyphenKept, len(head) - len(a), len(b), a + "-" + b})
	}
	if join {
		p.found = append(p.found, joint{CodeHyphen, len(head) - len(a), len(b), a + b})
		p.b = head
	}
	return true
}

// joinSpaced handles "Бе - " at a line end: a broken word only if the whole
// word is known, else a dash.
func (p *paragraph) joinSpaced(head []byte, b string) bool {
	trimmed := head[:len(head)-1]
	a := lastLetters(trimmed)
	if a == "" || b == "" || p.v.joined(a, b) == 0 {
		return false
	}
	p.found = append(p.found, joint{CodeHyphen, len(trimmed) - len(a), len(b), a + b})
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
	return p.v.mend(string(p.b), p.place, p.log)
}
