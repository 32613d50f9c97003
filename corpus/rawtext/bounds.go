package rawtext

import (
	"fmt"
	"unicode/utf8"

	"izde/corpus"
)

// An article's notes on its authors are short: so many lines at most, and no
// more than so many in a row that name nobody and no place of work.
const (
	longestAuthorInfo = 90
	longestUnsigned   = 8
)

// longestMatter is how many lines the rules for authors have at most.
const longestMatter = 200

// boundAuthorInfo gives back to the body what runs on after the notes on the
// authors: lines that say nothing of a person, and all beyond the length that
// such notes have.
func (s *splitter) boundAuthorInfo() {
	for i := 0; i < len(s.lines); i++ {
		if s.lines[i].class != classAuthorInfo {
			continue
		}
		end := i
		for end < len(s.lines) && s.lines[end].class == classAuthorInfo {
			end++
		}
		for k := s.authorInfoEnd(i, end); k < end; k++ {
			s.lines[k].class = classBody
		}
		i = end
	}
}

// authorInfoEnd is where the notes on authors in lines[from:to] stop being any.
func (s *splitter) authorInfoEnd(from, to int) int {
	last, lines, matter := from, 0, false
	for i := from; i < to; i++ {
		if s.lines[i].has {
			matter = s.lines[i].labelledAs(labelMatter) || matter && !s.lines[i].labelledAs(labelAuthorInfo)
		}
		if matter {
			if i-from > longestMatter {
				return i
			}
			last = i // they name nobody
			continue
		}
		if s.lines[i].labelledAs(labelAuthorInfo) {
			lines = 0 // said again in another language
		}
		if lines++; lines > longestAuthorInfo {
			break
		}
		if s.lines[i].has || s.lines[i].feat.signsPerson() {
			last = i
		}
		if i-last > longestUnsigned {
			break
		}
	}
	if to-last-1 > longestUnsigned {
		return last + 1
	}
	return to
}

// longestAffiliations is how many lines of addresses stand under one line of
// authors at most.
const longestAffiliations = 40

// boundAffiliations gives back to the body what runs on after more addresses
// than any line of authors has.
func (s *splitter) boundAffiliations() {
	run := 0
	for i := range s.lines {
		if s.lines[i].class != classAffiliation {
			run = 0
		} else if run++; run > longestAffiliations {
			s.lines[i].class = classBody
		}
	}
}

// linesPerEntry is how many lines an entry of a list of references has at most,
// on average.
const linesPerEntry = 8

// boundReferences gives back to the body what was taken for a list of
// references without a heading and has too few beginnings of entries to be one:
// running text that cites its sources.
func (s *splitter) boundReferences() {
	for i := 0; i < len(s.lines); i++ {
		if s.lines[i].class != classReference {
			continue
		}
		end, entries := i, 0
		for ; end < len(s.lines) && s.lines[end].class == classReference; end++ {
			if s.lines[end].gap > 0 || numberedEntry.MatchString(s.lines[end].text) || s.entryStart(end) > 0.5 {
				entries++
			}
		}
		headed := i > 0 && s.lines[i-1].class == classRefHead
		if headed {
			s.endNumberedList(i, end)
		}
		for k := i; k < end && !headed && end-i > max(entries, 1)*linesPerEntry; k++ {
			s.lines[k].class = classBody
		}
		i = end
	}
}

// endNumberedList gives back to the body the paragraphs that stand apart after
// the last entry of a numbered list whose entries have no gaps inside.
func (s *splitter) endNumberedList(from, to int) {
	last, apart := 0, -1
	for i := from; i < to; i++ {
		n, _ := numberOf(s.lines[i].text)
		switch {
		case n == last+1:
			last, apart = n, -1
		case s.lines[i].gap > 0 && !s.lines[i].afterHead && s.lines[i-1].feat.ends && s.lines[i].feat.startsUpper && s.lines[i].feat.reference < 1:
			if apart < 0 {
				apart = i
			}
		case s.lines[i].gap > 0 && apart < 0:
			return // the lines of an entry stand apart as well
		}
	}
	for i := apart; last > 2 && apart > 0 && i < to; i++ {
		s.lines[i].class = classBody
	}
}

// signsPerson is true for a line that says who somebody is and where.
func (f *features) signsPerson() bool {
	return f.email || f.orcid || f.degree || f.institution > 0 || f.place > 0 || len(f.names.list) > 0 && f.names.share > 0.5
}

// An article of whose letters more than this share, in more than so many
// lines, stand in furniture has lost some of its text.
const (
	furnitureShare = 0.25
	furnitureLines = 20
)

// warnFurniture says where an unusual share of an article's text went to none
// of its fields, so that nothing is lost unseen.
func (s *splitter) warnFurniture(articles []*corpus.Article, spans []corpus.Source) {
	for n, a := range articles {
		lines, letters, all, first := 0, 0, 0, 0
		for i := max(spans[n].Line, 1) - 1; i < min(spans[n].EndLine, len(s.source)); i++ {
			l := &s.source[i]
			runes := utf8.RuneCountInString(l.text)
			all += runes
			if l.furniture != "" || isFurniture(l.field) {
				lines, letters = lines+1, letters+runes
				if first == 0 {
					first = i + 1
				}
			}
		}
		if lines >= furnitureLines && float64(letters) > furnitureShare*float64(all) {
			a.Warnings = append(a.Warnings, corpus.Warning{Code: "furniture-much", Line: first, Count: lines,
				Message: fmt.Sprintf("%d lines, %d%% of the text, were taken for page heads, notes on authors and the like", lines, 100*letters/all)})
		}
	}
}

// isFurniture is true for the fields that are no part of an article.
func isFurniture(field string) bool {
	const mark = "furniture: "
	return len(field) > len(mark) && field[:len(mark)] == mark
}
