package rawtext

import (
	"fmt"

	"izde/corpus"
)

// pageMark is a printed page number and the line it stands in.
type pageMark struct {
	line, number int
}

// pageMarks are the page numbers that page heads and feet print, in order. A
// number that goes back is no page number.
func (s *splitter) pageMarks() []pageMark {
	var out []pageMark
	last := 0
	for i := range s.source {
		l := &s.source[i]
		switch l.furniture {
		case furniturePageNumber, furnitureHead, furnitureCopyright:
		default:
			continue
		}
		n := folioIn(l.text)
		if n > last && n < 1900 && (last == 0 || n < last+30) {
			out = append(out, pageMark{i + 1, n})
			last = n
		}
	}
	return out
}

// firstPageReach is how many lines before its first line an article's page
// number can stand.
const firstPageReach = 15

// givePages sets the pages of the articles where the numbers printed before
// them and inside them say so.
func (s *splitter) givePages(articles []*corpus.Article, spans []corpus.Source) {
	marks := s.pageMarks()
	first := make([]int, len(articles)+1)
	for i := range articles {
		if first[i] = s.pageBefore(marks, spans[i].Line); first[i] == 0 {
			first[i] = s.pageUnder(marks, spans[i])
		}
	}
	for i, a := range articles {
		last := first[i+1] - 1
		if first[i+1] == 0 {
			for _, m := range marks {
				if m.line > spans[i].Line && (i+1 == len(articles) || m.line < spans[i+1].Line) {
					last = max(last, m.number)
				}
			}
		}
		if a.Pages == "" && first[i] > 0 && last >= first[i] && last < first[i]+100 {
			a.Pages = fmt.Sprintf("%d-%d", first[i], last)
		}
	}
}

// pageBefore is the page on which line begins: the number printed before it
// on the same page, or one more than the last number of the page before; 0 if
// none is near.
func (s *splitter) pageBefore(marks []pageMark, line int) int {
	for i := len(marks) - 1; i >= 0; i-- {
		m := marks[i]
		switch {
		case m.line >= line:
			continue
		case line-m.line > firstPageReach:
			return 0
		case s.pageBreak(m.line, line):
			return m.number + 1
		}
		return m.number
	}
	return 0
}

// pageUnder is the number at the foot of the page on which an article begins,
// 0 if its first number stands at the head of a later page.
func (s *splitter) pageUnder(marks []pageMark, span corpus.Source) int {
	for _, m := range marks {
		if m.line < span.Line {
			continue
		}
		if m.line > span.EndLine || s.pageBreak(span.Line, m.line-1) || !s.pageBreak(m.line, min(m.line+5, len(s.source))) {
			return 0
		}
		return m.number
	}
	return 0
}

// pageBreak is true if a page begins in the lines after from up to to.
func (s *splitter) pageBreak(from, to int) bool {
	for n := from; n < to; n++ {
		if s.source[n].page && s.source[n].furniture != furniturePageNumber || s.source[n].furniture == furnitureHead {
			return true
		}
	}
	return false
}
