package rawtext

import (
	"strings"

	"izde/corpus/clean"
)

// cleanLines are the lines of an element without its label.
func (s *splitter) cleanLines(from, to int) []clean.Line {
	out := make([]clean.Line, 0, to-from)
	for i := from; i < to; i++ {
		l := &s.lines[i]
		text := l.text
		if l.has && l.class != classHeading && l.class != classReference && l.class != classBody && l.class != classCaption && l.class != classTitle {
			text = text[labelEnd(l):]
		}
		out = append(out, s.cleanLine(l, text))
	}
	return out
}

// cleanLine is text, a part of line l, with its place in the source.
func (s *splitter) cleanLine(l *line, text string) clean.Line {
	src := &s.source[l.n-1]
	at := strings.Index(src.text, text)
	if strings.HasSuffix(src.text, text) {
		at = len(src.text) - len(text)
	}
	if at < 0 {
		return clean.Line{N: l.n, Text: text}
	}
	return src.line.Sub(at, at+len(text))
}

// joined is the repaired text of an element.
func (s *splitter) joined(e *element) string {
	return clean.Paragraph(s.cleanLines(e.from, e.to), s.vocab, &s.log)
}

// plain is the text of an element as it stands, for looking at.
func (s *splitter) plain(e *element) string {
	var b strings.Builder
	for i := e.from; i < e.to; i++ {
		if i > e.from {
			b.WriteByte(' ')
		}
		b.WriteString(s.lines[i].text)
	}
	return b.String()
}

// paragraphs joins body lines to paragraphs parted by a blank line.
func (s *splitter) paragraphs(from, to int) string {
	var out []string
	for i := from; i < to; {
		j := i + 1
		for j < to && !s.paragraphEnds(j) {
			j++
		}
		if p := clean.Paragraph(s.cleanLines(i, j), s.vocab, &s.log); p != "" {
			out = append(out, p)
		}
		i = j
	}
	return strings.Join(out, "\n\n")
}

// paragraphEnds is true if a paragraph ends before line j.
func (s *splitter) paragraphEnds(j int) bool {
	prev, cur := &s.lines[j-1], &s.lines[j]
	if prev.class != cur.class || cur.class == classCaption && cur.has {
		return true
	}
	if cur.feat.numbered && prev.feat.ends {
		return true
	}
	return s.edgeOf(prev, cur).goesOn < -0.2
}
