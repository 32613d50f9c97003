package clean

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is one line of a source, cleaned or a part of one, with its number,
// counted from 1. A Line that Chars made, and what Sub cuts of it, knows where
// in the source its text stands.
type Line struct {
	N    int
	Text string

	at    int    // byte offset of Text in the whole cleaned line
	raw   string // the line as the source has it; "" where that is not known
	steps []step // that led from raw to the whole cleaned line
}

// Sub is the part of a line from byte offset from to byte offset to.
func (l Line) Sub(from, to int) Line {
	l.Text, l.at = l.Text[from:to], l.at+from
	return l
}

// step is one pass over a line: what it replaced, in order.
type step []replaced

// replaced is a stretch of old text and the new one in its place, as byte
// offsets and lengths.
type replaced struct {
	old, oldLen int
	new, newLen int
}

// start is where in the old text the new text from offset on began. Within a
// replaced stretch that is the beginning of the stretch.
func (s step) start(offset int) int {
	i := sort.Search(len(s), func(i int) bool { return s[i].new > offset }) - 1
	if i < 0 {
		return offset
	}
	if r := s[i]; offset >= r.new+r.newLen {
		return r.old + r.oldLen + offset - r.new - r.newLen
	}
	return s[i].old
}

// end is where in the old text the new text before offset ended.
func (s step) end(offset int) int {
	i := sort.Search(len(s), func(i int) bool { return s[i].new >= offset }) - 1
	if i < 0 {
		return offset
	}
	r := s[i]
	return r.old + r.oldLen + max(0, offset-r.new-r.newLen)
}

// moved is a step over a part of a line that begins at a byte offset.
func (s step) moved(by int) step {
	if by == 0 {
		return s
	}
	out := make(step, len(s))
	for i, r := range s {
		r.old, r.new = r.old+by, r.new+by
		out[i] = r
	}
	return out
}

// rawRange is the byte range of the source line that Text[from:to] stands for.
func (l *Line) rawRange(from, to int) (start, end int) {
	start, end = l.at+from, l.at+to
	for i := len(l.steps) - 1; i >= 0; i-- {
		start, end = l.steps[i].start(start), l.steps[i].end(end)
	}
	start = min(start, len(l.raw))
	return start, min(max(start, end), len(l.raw))
}

// place makes the Repair that says where Text[from:to] stands and how it is
// printed there. Without a source, that is what Text has.
func (l *Line) place(from, to int) Repair {
	if l.raw == "" {
		return Repair{Line: l.N, From: l.Text[from:to]}
	}
	start, end := l.rawRange(from, to)
	return Repair{Line: l.N, Column: 1 + utf8.RuneCountInString(l.raw[:start]), From: l.raw[start:end]}
}

// Rewrite gives the line another text. What stands before and after the
// stretch in which the two differ keeps its place, the stretch as a whole too.
func (l *Line) Rewrite(text string) {
	from, to, end := 0, len(l.Text), len(text)
	for from < min(to, end) && text[from] == l.Text[from] {
		from++
	}
	for from > 0 && (from < to && !utf8.RuneStart(l.Text[from]) || from < end && !utf8.RuneStart(text[from])) {
		from--
	}
	for to > from && end > from && l.Text[to-1] == text[end-1] {
		to, end = to-1, end-1
	}
	for to < len(l.Text) && !utf8.RuneStart(l.Text[to]) {
		to, end = to+1, end+1
	}
	if from < to || from < end {
		l.apply([]edit{{from, to, text[from:end]}}, "", nil)
	}
}

// edit puts a text in the place of Text[from:to].
type edit struct {
	from, to int
	text     string
}

// apply carries out edits, which stand in order, and logs one repair for each
// word that they change; a code of "" logs nothing.
func (l *Line) apply(edits []edit, code string, log *Log) {
	if len(edits) == 0 {
		return
	}
	before := *l
	var b strings.Builder
	b.Grow(len(l.Text) + 8)
	done := make(step, 0, len(edits))
	at := 0
	for _, e := range edits {
		b.WriteString(l.Text[at:e.from])
		done = append(done, replaced{old: e.from, oldLen: e.to - e.from, new: b.Len(), newLen: len(e.text)})
		b.WriteString(e.text)
		at = e.to
	}
	b.WriteString(l.Text[at:])
	l.Text = b.String()
	l.steps = append(l.steps[:len(l.steps):len(l.steps)], done.moved(l.at))
	if code != "" && log != nil {
		before.logWords(l.Text, edits, done, code, log)
	}
}

// logWords logs the words of l that edits change into those of after.
func (l *Line) logWords(after string, edits []edit, done step, code string, log *Log) {
	for i := 0; i < len(edits); {
		j := i + 1
		for j < len(edits) && !strings.ContainsAny(l.Text[edits[j-1].to:edits[j].from], " ") {
			j++
		}
		from, to := wordAround(l.Text, edits[i].from, edits[j-1].to)
		first, last := done[i], done[j-1]
		rep := l.place(from, to)
		rep.Code = code
		rep.To = after[first.new-(first.old-from) : last.new+last.newLen+(to-last.old-last.oldLen)]
		log.Repairs = append(log.Repairs, rep)
		i = j
	}
}

// wordAround widens a byte range of s to the words at its ends, as far as words
// can be long.
func wordAround(s string, from, to int) (int, int) {
	for n := from; from > 0 && n-from < maxWordBytes; {
		r, size := utf8.DecodeLastRuneInString(s[:from])
		if !inWord(r) {
			break
		}
		from -= size
	}
	for n := to; to < len(s) && to-n < maxWordBytes; {
		r, size := utf8.DecodeRuneInString(s[to:])
		if !inWord(r) {
			break
		}
		to += size
	}
	return from, to
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}
