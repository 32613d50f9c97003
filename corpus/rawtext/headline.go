package rawtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/lang"
)

// A headline is as long as this at most, and some text follows it.
const (
	longestHeadline  = 220
	headlineLines    = 3
	textUnderHeading = 40
)

// findHeadline makes a title of the first short line of a text without
// apparatus where none was found: before running text a line without a full
// stop is its headline, also where its words could be a name.
func (b *builder) findHeadline() {
	names := -1
	for n := 0; n < len(b.d.elements); n++ {
		e := &b.s.elements[b.d.elements[n]]
		switch {
		case e.class == classTitle:
			return
		case e.class == classAuthors && names < 0:
			names = n
		case e.class == classBody || e.class == classHeading:
			if to := b.s.headlineEnd(e); to > e.from {
				b.cutHeadline(n, to)
			} else if names >= 0 {
				b.nameIsHeadline(names)
			}
			return
		case e.class != classMasthead && e.class != classDates && e.class != classCode && !isByline(e.class):
			return
		}
	}
}

// headlineEnd is the line after the headline with which e begins, e.from for
// none.
func (s *splitter) headlineEnd(e *element) int {
	end, runes := e.from, 0
	for end < e.to && (end == e.from || s.lines[end].gap == 0) {
		runes += s.lines[end].feat.runes
		end++
	}
	first := &s.lines[e.from]
	if end == e.from+1 && end < e.to {
		// a line of its own
	} else if next := e.from + 1; next < e.to && s.lines[next].gap == 0 && s.lines[next].feat.startsUpper && !s.lines[next].feat.lower &&
		first.feat.runes*10 < s.lines[next].feat.runes*7 {
		end, runes = next, first.feat.runes // much shorter than the text right under it
	}
	last := s.lines[end-1].text
	if runes > longestHeadline || end-e.from > headlineLines || first.has || !beginsHeadline(first.text) || !endsHeadline(last) {
		return e.from
	}
	rest := 0
	for i := end; i < len(s.lines) && i < end+5; i++ {
		rest += s.lines[i].feat.runes
		if s.lines[i].feat.ends && rest >= textUnderHeading {
			return end
		}
	}
	return e.from
}

func beginsHeadline(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "«“\"„"))
	return (unicode.IsUpper(r) || unicode.IsDigit(r)) && !newsMark.MatchString(text) && countLetters(text) > 3
}

func endsHeadline(text string) bool {
	return !endsSentence(text) && !strings.ContainsRune(",;:-–—", lastRune(text)) || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!")
}

// cutHeadline makes a title of the lines of element n of the draft before to.
func (b *builder) cutHeadline(n, to int) {
	k := b.d.elements[n]
	title := b.s.elements[k]
	b.s.elements[k].from = to
	title.to = to
	b.s.elements = append(b.s.elements, title)
	at := len(b.s.elements) - 1
	if b.s.elements[k].from == b.s.elements[k].to {
		b.d.elements[n] = at
	} else {
		b.d.elements = slices.Insert(b.d.elements, n, at)
	}
	b.entitle(&b.s.elements[at])
}

// nameIsHeadline makes a title of element n, one line that could be one name:
// initials, marks and degrees are no headline's.
func (b *builder) nameIsHeadline(n int) {
	e := &b.s.elements[b.d.elements[n]]
	f := &b.s.lines[e.from].feat
	if e.to-e.from != 1 || f.degree || f.email || f.orcid || f.ends || len(f.names.list) != 1 {
		return
	}
	if p := &f.names.list[0]; p.initials || p.star || len(p.marks) > 0 {
		return
	}
	b.entitle(e)
}

func (b *builder) entitle(e *element) {
	b.s.retitle(e, classTitle)
	e.text = b.s.joined(e)
	e.lang, e.sure = lang.Identify(e.text)
}
