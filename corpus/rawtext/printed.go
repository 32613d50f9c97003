package rawtext

import (
	"strconv"
	"unicode/utf8"

	"izde/corpus/pattern"
)

// What a browser prints at the edges of its pages: the day and time, mostly
// with the title of the page; the address, mostly with the number of the page
// and of all pages.
var (
	printedDay     = pattern.New(`^\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s|$)`)
	printedAddress = pattern.New(`^(?:https?://|file:/|about:|www\.)\S*\s+(\d{1,4})\s?/\s?(\d{1,4})$`)
	printedPage    = pattern.New(`^(?:(?i:page|стр\.?|страница|бет)\s+)?(\d{1,4})\s?/\s?(\d{1,4})$`)
)

// markPrintedEdges sets aside the heads and feet of a printing browser.
func (s *splitter) markPrintedEdges() {
	for i := range s.source {
		l := &s.source[i]
		if l.blank || l.furniture != "" || len(l.text) < 3 || utf8.RuneCountInString(l.text) > longestHead {
			continue
		}
		switch {
		case pageOfPages(printedAddress.FindStringSubmatch(l.text)):
			l.furniture = furnitureHead
		case digitAtEdge(l.text) && printedDay.MatchString(l.text) && !endsLikeSentence(l.text):
			l.furniture = furnitureHead
		case pageOfPages(printedPage.FindStringSubmatch(l.text)) && s.alone(i) && !numeric(s.near(i, -1)) && !numeric(s.near(i, 1)):
			l.furniture = furniturePageNumber
		}
	}
}

// pageOfPages is true for a match of "3/4" whose first number is not above
// the second.
func pageOfPages(m []string) bool {
	if m == nil {
		return false
	}
	page, _ := strconv.Atoi(m[1])
	pages, _ := strconv.Atoi(m[2])
	return page > 0 && page <= pages
}
