package rawtext

import (
	"strconv"
	"strings"

	"izde/corpus/pattern"
)

// folio is a printed number that may be that of its page.
type folio struct {
	at     int // index of the source line
	number int
	best   int // length of the longest chain that ends here
	prev   int // the folio before it in that chain, -1 for none
}

// A page has so many lines on average and at most, blank ones included, and so
// many pages may stand between two that print their number.
const (
	shortestPage = 12
	leastPage    = 5 // where an article ends
	longestPage  = 200
	pagesUnsaid  = 8
)

var pageNumber = pattern.New(`^[-–—|~=•·\[ ]*(\d{1,4})[-–—|~=•·\] ]*$`)

// markPageNumbers finds numbers that stand alone between blank lines or at
// the edge of a page. Cells of a table stand next to other numbers.
func (s *splitter) markPageNumbers() {
	for i := range s.source {
		l := &s.source[i]
		if !s.bareNumber(i) {
			continue
		}
		lonely := (i == 0 || s.source[i-1].blank || l.page) && (i+1 == len(s.source) || s.source[i+1].blank || s.source[i+1].page)
		edge := l.page || i+1 < len(s.source) && s.source[i+1].page
		if lonely || edge {
			s.mark(i, furniturePageNumber)
		}
	}
}

// bareNumber is true for a line that is a number and stands beside no other.
func (s *splitter) bareNumber(i int) bool {
	l := &s.source[i]
	return !l.blank && l.furniture == "" && len(l.text) <= 12 && pageNumber.MatchString(l.text) && !numeric(s.near(i, -1)) && !numeric(s.near(i, 1))
}

// markNumbersInOrder finds the page numbers that no blank line sets off: they
// count the pages, each at least a page's lines after the one before.
func (s *splitter) markNumbersInOrder() {
	chain := s.folios()
	end := -1
	for i := range chain {
		chain[i].best, chain[i].prev = 1, -1
		for j := i - 1; j >= 0 && chain[i].at-chain[j].at <= longestPage*pagesUnsaid; j-- {
			if chain[i].follows(&chain[j]) && chain[j].best+1 > chain[i].best {
				chain[i].best, chain[i].prev = chain[j].best+1, j
			}
		}
		if end < 0 || chain[i].best > chain[end].best {
			end = i
		}
	}
	if end < 0 || chain[end].best < 2 || !s.fillPages(chain, end) {
		return
	}
	for ; end >= 0; end = chain[end].prev {
		if at := chain[end].at; s.source[at].furniture == "" {
			kind := furniturePageNumber
			if !s.bareNumber(at) {
				kind = furnitureHead
			}
			s.mark(at, kind)
		}
	}
}

// numberAtEnd matches a page head with the number at one end of the line, far
// from the rest.
var numberAtEnd = pattern.New(`^\d{1,4} {8,}\pL[^\s](?: {0,3}\S)*$|^\pL(?: {0,3}\S)* {8,}\d{1,4}$`)

// narrowestHead is how many bytes such a line has at least.
const narrowestHead = 60

// wideHead is true for such a line, as wide as a page is and in no table.
func (s *splitter) wideHead(i int) bool {
	apart := func(text string) bool {
		return len(text) >= narrowestHead && len(text) <= longestHead && digitAtEdge(text) && numberAtEnd.MatchString(text)
	}
	return apart(s.source[i].text) && !apart(s.near(i, -1)) && !apart(s.near(i, 1)) && cellsIn(s.near(i, -1)) < tableCells && cellsIn(s.near(i, 1)) < tableCells
}

// underNumber is how many lines stand between the number at the foot of a page
// and the text of the next at most.
const underNumber = 3

// markUnderNumbers finds the lines of a page head between the number of the page
// before and the line with which the text of the page begins.
func (s *splitter) markUnderNumbers() {
	for i := range s.source {
		if !s.numbersPage(i) {
			continue
		}
		var between []int
		for j := i + 1; j < min(len(s.source), i+3*underNumber) && len(between) <= underNumber; j++ {
			l := &s.source[j]
			switch {
			case l.blank || l.furniture != "":
				continue
			case l.page:
				for _, k := range between {
					s.mark(k, furnitureHead)
				}
			case len(l.text) <= longestHead && !s.apparatus(j) && !startsLower(l.text) && !numberedEntry.MatchString(l.text) && !endsLikeSentence(l.text) && referenceScore(l.text, 1) < 1:
				between = append(between, j)
				continue
			case etAl.MatchString(l.text) && initialNames(strings.TrimSpace(etAl.ReplaceAllString(l.text, ""))):
				between = append(between, j)
				continue
			}
			j = len(s.source)
		}
	}
}

// fillPages is true if the pages that the chain up to end counts are, on
// average, as long as pages are.
func (s *splitter) fillPages(chain []folio, end int) bool {
	first := end
	for chain[first].prev >= 0 {
		first = chain[first].prev
	}
	return chain[end].at-chain[first].at >= shortestPage*(chain[end].number-chain[first].number)
}

func (f *folio) follows(other *folio) bool {
	pages, lines := f.number-other.number, f.at-other.at
	return pages > 0 && pages <= pagesUnsaid && lines >= pages*leastPage && lines <= pages*longestPage
}

// folios are the numbers that stand alone or in a page head, in order.
func (s *splitter) folios() []folio {
	var out []folio
	for i := range s.source {
		switch l := &s.source[i]; l.furniture {
		case "":
			if !s.bareNumber(i) && !s.wideHead(i) {
				continue
			}
		case furniturePageNumber, furnitureHead, furnitureCopyright:
		default:
			continue
		}
		if n := folioIn(s.source[i].text); n > 0 {
			out = append(out, folio{at: i, number: n})
		}
	}
	return out
}

var (
	leadingNumber  = pattern.New(`^[-–—|~=•·\[ ]*(\d{1,4})(?:[-–—|~=•·\] ]|$)`)
	trailingNumber = pattern.New(`(?:^|\s)(\d{1,4})[-–—|~=•·\] ]*$`)
)

// gluedNumber matches a number of two figures or more that no space parts from
// the head before or after it, nor from the year with which the head ends.
var gluedNumber = pattern.New(`^(\d{2,3})\p{Lu}|\s(?:19|20)\d\d(\d{2,3})$|\pL(\d{2,3})$`)

// folioIn is the number of the page in a page head or foot, 0 for none.
func folioIn(text string) int {
	m := leadingNumber.FindStringSubmatch(text)
	if m == nil {
		m = trailingNumber.FindStringSubmatch(text)
	}
	if g := gluedNumber.FindStringSubmatch(text); m == nil && g != nil {
		m = []string{"", g[1] + g[2] + g[3]}
	}
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// firstYear is the least number at the edge of a page head that is a year.
const firstYear = 1900

// numbersPage is true for a page number, or a page head that begins or ends with
// one.
func (s *splitter) numbersPage(i int) bool {
	switch s.source[i].furniture {
	case furniturePageNumber:
		return true
	case furnitureHead:
		n := folioIn(s.source[i].text)
		return n > 0 && n < firstYear
	}
	return false
}

// besideNumber is true for a line with a page number before or after it, and
// nothing but other heads between them.
func (s *splitter) besideNumber(i int) bool {
	for _, step := range []int{-1, 1} {
		for j := s.nearIndex(i, step); j >= 0; j = s.nearIndex(j, step) {
			if s.numbersPage(j) {
				return true
			}
			if s.source[j].furniture != furnitureHead {
				break
			}
		}
	}
	return false
}

func numeric(text string) bool {
	return text != "" && strings.Trim(text, "0123456789.,%-–+ ") == ""
}
