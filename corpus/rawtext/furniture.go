package rawtext

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
	"izde/corpus/letter"
	"izde/corpus/pattern"
)

// Classes of furniture.
const (
	furniturePageNumber = "furniture: page number"
	furnitureHead       = "furniture: running head"
	furnitureLink       = "furniture: link"
	furnitureMasthead   = "furniture: masthead"
	furnitureCopyright  = "furniture: copyright"
	furnitureCitation   = "furniture: how to cite"
	furnitureCode       = "furniture: code"
	furnitureRubric     = "furniture: kind of article"
	furnitureSupervisor = "furniture: supervisor"
	furnitureRule       = "furniture: rule"
	furnitureSubheading = "furniture: subheading of references"
	furnitureAuthorInfo = "furniture: author information"
	furnitureMatter     = "furniture: rules for authors"
)

// linkEcho is a hyperlink that a PDF reader printed under its page.
type linkEcho struct {
	line int
	url  string
}

// headLine is a line of a page head.
type headLine struct {
	line int
	text string
}

// setFurnitureAside marks what is no part of any article, and gathers from it
// what it says about the issue.
func (s *splitter) setFurnitureAside() {
	s.markPrintedEdges()
	s.markLinks()
	s.markPageNumbers()
	s.markJournalHeads()
	s.markNumbersInOrder()
	s.markJournalHeads() // a head may stand apart by the number or head beside it
	s.markRepeatedHeads()
	s.markUnderNumbers()
	s.markSerialName()
	s.markRules()
	s.readIssueFacts()
	s.collect()
}

func (s *splitter) mark(i int, furniture string) {
	s.source[i].furniture = furniture
	if furniture == furnitureHead {
		s.heads = append(s.heads, headLine{i + 1, s.source[i].text})
	}
}

// markLinks finds lines that hold nothing but a link: mailto and file links,
// and echoes of links that the text above already has.
func (s *splitter) markLinks() {
	echo := false
	for i := range s.source {
		l := &s.source[i]
		if l.blank || l.furniture != "" {
			continue
		}
		url := strings.Trim(l.text, "<> ")
		if strings.ContainsRune(url, ' ') || !isLink(url) {
			echo = false
			continue
		}
		switch {
		case strings.HasPrefix(url, "mailto:"), strings.HasPrefix(url, "file:"):
			echo = true
		case i > 0 && (s.source[i-1].blank || echo || l.page) && !s.urlExpected(i):
			echo = true
		default:
			echo = false
		}
		if echo {
			s.links = append(s.links, linkEcho{i + 1, url})
			if doi := doiIn(url); doi != "" && strings.Contains(url, "doi.org") && !s.textAbove(i, doi) {
				echo = true
				continue // a DOI on a line of its own may be the article's
			}
			s.mark(i, furnitureLink)
		}
	}
}

func isLink(s string) bool {
	for _, p := range []string{"http://", "https://", "mailto:", "file:", "www."} {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			return true
		}
	}
	return false
}

// urlExpected is true if the text before line i ends so that a URL must
// follow: "Retrieved from", "URL:", a broken URL.
func (s *splitter) urlExpected(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		l := &s.source[j]
		if l.blank {
			continue
		}
		t := strings.ToLower(l.text)
		return strings.HasSuffix(t, ":") || strings.HasSuffix(t, "from") || strings.HasSuffix(t, "url") || strings.HasSuffix(t, "[") || strings.HasSuffix(t, "доступа")
	}
	return false
}

// textAbove is true if a DOI stands in one of the 200 lines above, as it does
// where its link is echoed.
func (s *splitter) textAbove(i int, doi string) bool {
	for j := i - 1; j >= 0 && j > i-200; j-- {
		if strings.Contains(s.source[j].text, doi) {
			return true
		}
	}
	return false
}

// near is the nearest line that is not blank, in one direction.
func (s *splitter) near(i, step int) string {
	if j := s.nearIndex(i, step); j >= 0 {
		return s.source[j].text
	}
	return ""
}

func (s *splitter) nearIndex(i, step int) int {
	for j, n := i+step, 0; j >= 0 && j < len(s.source) && n < 6; j, n = j+step, n+1 {
		if !s.source[j].blank {
			return j
		}
	}
	return -1
}

var (
	serialWord = pattern.New(`(?i)вестник|хабаршы|bulletin|journal|herald|серия|series|сериясы|журнал|известия|хабарлар|ғылыми еңбектер|научные труды|proceedings|issn`)
	issueMark  = pattern.New(`(?i)(?:№|\bno\.?|\bvol\.?|\bvolume|\bissue|\PLтом|\PLт\.|\PLвып\.|\PLшығ\.|\bissn)\s*[№:]*\s*\d|issn`)
	yearMark   = pattern.New(`\b(19|20)\d\d\b`)
	copyright  = pattern.New(`^(©|\(c\)|\(C\)|copyright\b|Copyright\b)`)
	pagesInRef = pattern.New(`(?i)(?:\bpp?\.|\PL[сб]\.|\PLбб\.)\s*\d|\s//\s`)
)

// longestHead is how many runes a page head has at most.
const longestHead = 220

// markJournalHeads finds page heads and feet by what they say: the serial's
// name with its number and year, ISSN, copyright.
func (s *splitter) markJournalHeads() {
	for i := range s.source {
		l := &s.source[i]
		if l.blank || l.furniture != "" || utf8.RuneCountInString(l.text) > longestHead {
			continue
		}
		if copyright.MatchString(l.text) && !signedNames(l.text) && !s.signsTitle(i) {
			s.mark(i, furnitureCopyright)
			s.heads = append(s.heads, headLine{i + 1, l.text})
			continue
		}
		if issueLine(l.text) && s.besideNumber(i) || issueHead(l.text) && s.alone(i) && !pagesInRef.MatchString(l.text) {
			s.mark(i, furnitureHead)
			continue
		}
		if n := s.numberApart(i); n >= 0 && (issueLine(l.text) || issueHead(l.text) || journalHead(l.text)) {
			s.mark(n, furniturePageNumber)
			s.mark(i, furnitureHead)
			continue
		}
		if journalHead(l.text) && !endsLikeSentence(l.text) && (s.atEdge(i) || strings.Contains(strings.ToUpper(skeletonString(l.text)), "ISSN")) {
			s.mark(i, furnitureHead)
		}
	}
}

// numberApart is the line above or below i, -1 for none, that is but a number
// and stands with it apart from the text: a page number and its head.
func (s *splitter) numberApart(i int) int {
	clear := func(j int) bool { return j < 0 || j >= len(s.source) || s.source[j].blank || s.source[j].page }
	switch {
	case i > 0 && s.bareNumber(i-1) && clear(i-2) && clear(i+1):
		return i - 1
	case i+1 < len(s.source) && s.bareNumber(i+1) && clear(i+2) && clear(i-1):
		return i + 1
	}
	return -1
}

// issueLine is true for a line that says nothing but the number of an issue and
// its year: "№ 2 (14) / 2021".
func issueLine(text string) bool {
	return len(text) < 60 && mayNameYear(text) && issueMark.MatchString(text) && yearMark.MatchString(text) && issueWords.ReplaceAllString(text, "") == ""
}

// issueAtEnd matches a head that ends in the number of an issue and its year, or
// in the year and the number: "… № 1 (9), 2017", "… 2017. № 1 (9)", "… 2022;11(4)".
// longestIssueHead is how many bytes it has.
var issueAtEnd = pattern.New(`(?i)^\PL*\pL[^.:;,]*[.,:]?\s+(?:(?:№|\bno\.?|\bvol\.?|\bvolume|\bissue)\s*\d[^\pL]*(?:19|20)\d\d[\s)]*|(?:19|20)\d\d(?:[.,;:/\s–-]*(?:№|\bno\.?|\bissue)\s*\d+(?:[-–/]\d+)?(?:\s?\(\d+\))?|;\s?\d+\s?\(\d+\))[\s)]*)$`)

const longestIssueHead = 120

// issueHead is true for a line that ends in the number of an issue and its
// year.
func issueHead(text string) bool {
	if len(text) > longestIssueHead || !mayNameYear(text) {
		return false
	}
	bare := strings.TrimRight(text, " )")
	return bare != "" && isDigit(bare[len(bare)-1]) && issueAtEnd.MatchString(text)
}

// mayNameYear spares the search in lines without the beginning of a year.
func mayNameYear(text string) bool {
	return strings.Contains(text, "19") || strings.Contains(text, "20")
}

var issueWords = pattern.New(`(?i)(?:№|\bno\b|\bvol\b|\bvolume\b|\bissue\b|том|вып|шығ)|[\d\s().,:;/|–—-]+`)

func journalHead(text string) bool {
	if !strings.ContainsAny(text, "0123456789") {
		return false
	}
	return serialWord.MatchString(text) && issueMark.MatchString(text) && (yearMark.MatchString(text) || strings.Contains(text, "ISSN")) && !pagesInRef.MatchString(text)
}

func endsLikeSentence(text string) bool {
	return strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "г.") && !strings.HasSuffix(text, "ж.")
}

// atEdge is true for a line that stands apart: at a page start, next to a
// page number, or between blank lines.
func (s *splitter) atEdge(i int) bool {
	if s.source[i].page || i == 0 || i+1 == len(s.source) || s.source[i+1].page {
		return true
	}
	for _, step := range []int{-1, 1} {
		if j := s.nearIndex(i, step); j >= 0 && s.source[j].furniture != "" {
			return true
		}
	}
	return s.source[i-1].blank && s.source[i+1].blank
}

// headKey is a line without its digits and marks, by which a running head is
// known again.
func headKey(text string) string {
	var b strings.Builder
	for _, r := range text {
		if letter.Is(r) {
			b.WriteRune(skeleton(r))
		}
	}
	return b.String()
}

// skeletonString is strings.Map with skeleton, without its care for runes that
// are dropped.
func skeletonString(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		b.WriteRune(skeleton(r))
	}
	return b.String()
}

// markRepeatedHeads finds short lines that come again and again at the edges
// of pages or in the middle of sentences. A head that is found may set off
// another one beside it.
func (s *splitter) markRepeatedHeads() {
	groups := s.repeatedLines()
	for range 3 {
		found := false
		for _, where := range groups {
			found = s.markGroup(where) || found
		}
		if !found {
			return
		}
	}
}

// repeatedLines are the short lines that say the same but for their figures, in
// the order in which they come first.
func (s *splitter) repeatedLines() [][]int {
	group := map[string]int{}
	var lines [][]int
	for i := range s.source {
		l := &s.source[i]
		if l.blank || l.furniture == furniturePageNumber || l.furniture == furnitureLink || len(l.text) > 2*longestHead {
			continue
		}
		if utf8.RuneCountInString(l.key) < 8 && !issueLine(l.text) || endsLikeSentence(l.text) {
			continue
		}
		key := l.key
		if doiIn(l.text) != "" {
			key += strings.ToLower(doiIn(l.text)) // each article has its own
		}
		g, ok := group[key]
		if !ok {
			g = len(lines)
			group[key] = g
			lines = append(lines, nil)
		}
		lines[g] = append(lines[g], i)
	}
	var out [][]int
	for _, where := range lines {
		if len(where) < 2 {
			continue
		}
		where = slices.DeleteFunc(where, func(i int) bool {
			text := s.source[i].text
			return numberedEntry.MatchString(text) || referenceScore(text, 1) >= 2 && !isLink(text)
		})
		if len(where) >= 2 {
			out = append(out, where)
		}
	}
	return out
}

// markGroup marks those of the lines at where that are page heads. It is true
// if any were.
func (s *splitter) markGroup(where []int) bool {
	found := false
	for _, i := range s.counting(where) {
		if s.source[i].furniture == "" {
			s.mark(i, furnitureHead)
			found = true
		}
	}
	if s.besidePages(where) {
		for n, i := range where {
			// The first that says neither a year nor what kind of article begins
			// may be the title or the authors themselves.
			if s.source[i].furniture == "" && (n > 0 || s.underHeads(where) || s.apparatus(i) || strings.ContainsAny(s.source[i].text, "0123456789")) {
				s.mark(i, furnitureHead)
				found = true
			}
		}
	}
	marked := 0
	for _, i := range where {
		if s.source[i].furniture == "" && !s.apparatus(i) && s.interrupts(i, len(where)) {
			marked++
		}
	}
	if marked == 0 || marked*2 < len(where) && marked < 2 {
		return found
	}
	for _, i := range where {
		if s.source[i].furniture == "" && !s.apparatus(i) && (s.interrupts(i, len(where)) || len(where) > 3 && s.atEdge(i) && !s.signedApart(i)) {
			s.mark(i, furnitureHead)
		}
	}
	return true
}

// signedApart is true for names of authors between two blank lines, with no page
// edge near: they sign the article or its summary in another language.
func (s *splitter) signedApart(i int) bool {
	if !initialNames(s.source[i].text) {
		return false
	}
	for _, step := range []int{-1, 1} {
		if j := s.nearIndex(i, step); j < 0 || s.source[j].furniture != "" || s.source[j].page {
			return false
		}
	}
	return !s.source[i].page
}

// leastHeads is how many times a line stands right under a page head at least
// that is the second line of it.
const leastHeads = 3

// underHeads is true for lines each of which stands right under the same page
// head, and the first has no names under it as a title has: it is the rubric,
// in the second line of the head.
func (s *splitter) underHeads(where []int) bool {
	for _, i := range where {
		if i == 0 || i+1 >= len(s.source) || s.source[i-1].furniture != furnitureHead && s.source[i-1].furniture != furnitureCopyright || s.source[i-1].key == "" || s.source[i-1].key != s.source[where[0]-1].key {
			return false
		}
	}
	next := &s.source[where[0]+1]
	return len(where) >= leastHeads && !next.blank && (next.furniture != "" || len(readNames(next.text).list) == 0)
}

// pageEdge is how many lines, blank ones included, a line of a page head stands
// from the number of its page at most.
const pageEdge = 4

// besidePages is true for lines that say the same, figures included, wherever a
// page ends, and stand nowhere else.
func (s *splitter) besidePages(where []int) bool {
	for _, i := range where {
		l := line{text: s.source[i].text, gap: 1}
		if l.label, l.has = findLabel(l.text); l.has && plausible(&l) && l.label.kind != labelRubric || l.text != s.source[where[0]].text {
			return false
		}
		near := false
		for j := max(0, i-pageEdge); j <= min(len(s.source)-1, i+pageEdge); j++ {
			near = near || s.numbersPage(j)
		}
		if !near {
			return false
		}
	}
	return true
}

// counting are those of the lines that begin or end with the number of their
// page, if there are several and each number follows that before.
func (s *splitter) counting(where []int) []int {
	var out []int
	last := folio{}
	for _, i := range where {
		text := s.source[i].text
		f := folio{at: i, number: folioIn(text)}
		if f.number == 0 || f.number >= 1900 || pagesInRef.MatchString(text) {
			continue
		}
		if len(out) > 0 && !f.follows(&last) {
			return nil
		}
		out, last = append(out, i), f
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// apparatus is true for lines that articles have in common though they are
// no page heads: labels, e-mails, affiliations with a mark.
func (s *splitter) apparatus(i int) bool {
	text := s.source[i].text
	if strings.ContainsAny(text, "@*¹²³") {
		return true
	}
	l := line{text: text, gap: 1}
	l.label, l.has = findLabel(text)
	return l.has && plausible(&l)
}

// interrupts is true for a line at the edge of a page, by a page number or a
// form feed, or in the middle of a sentence. A line that comes only twice must
// stand apart as well: authors repeat their sentences.
func (s *splitter) interrupts(i, times int) bool {
	before, after := s.nearIndex(i, -1), s.nearIndex(i, 1)
	for _, j := range []int{before, after} {
		if j >= 0 && (s.source[j].furniture == furniturePageNumber || s.source[j].furniture == furnitureHead || s.source[j].furniture == furnitureCopyright) {
			return s.alone(i) || times > 1 && (j == i-1 || j == i+1)
		}
	}
	if before < 0 || after < 0 {
		return false
	}
	apart := s.source[i-1].blank && s.source[i+1].blank
	if times < 3 && !apart || s.apparatus(before) {
		return false
	}
	return !endsSentence(s.source[before].text) && startsLower(s.source[after].text) && !startsLower(s.source[i].text)
}

// signedNames is true for "© A. Ivanov¹, B. Petrov², 2021", which heads an
// article, as against "© A. Ivanov, 2021" at its foot.
func signedNames(text string) bool {
	n := readNames(text)
	if n.share <= 0.8 || len(n.list) == 0 || !n.list[0].initials {
		return false
	}
	return !yearMark.MatchString(text) || slices.ContainsFunc(n.list, func(p person) bool { return len(p.marks) > 0 })
}

// signsTitle is true for "© 2021 A. Ivanov" between a title and the abstract or
// the keywords, where the authors stand, as against the foot of a page.
func (s *splitter) signsTitle(i int) bool {
	before, after := s.nearIndex(i, -1), s.nearIndex(i, 1)
	if before < 0 || after < 0 || !initialNames(s.source[i].text) || s.source[before].furniture != "" || s.source[after].furniture != "" || s.source[after].page {
		return false
	}
	if _, labelled := findLabel(s.source[before].text); labelled || endsSentence(s.source[before].text) {
		return false
	}
	l := line{text: s.source[after].text, gap: 1}
	l.label, l.has = findLabel(l.text)
	return l.has && (l.label.kind == labelAbstract || l.label.kind == labelKeywords) && plausible(&l)
}

func startsLower(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return letter.IsLower(r)
}

func endsSentence(text string) bool {
	text = strings.TrimRight(text, "»”\")’' ]")
	return text == "" || strings.ContainsRune(".!?…", lastRune(text))
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// markRules sets aside lines of dashes, dots and stars.
func (s *splitter) markRules() {
	for i := range s.source {
		l := &s.source[i]
		if !l.blank && l.furniture == "" && strings.IndexFunc(l.text, func(r rune) bool { return letter.Is(r) || unicode.IsDigit(r) }) < 0 {
			s.mark(i, furnitureRule)
		}
	}
}

// lineOf is the index of the first decoder's line of source line n or after.
func (s *splitter) lineOf(n int) int {
	return sort.Search(len(s.lines), func(i int) bool { return s.lines[i].n >= n })
}

// shortestSerial is how many letters the name of a serial has at least that is
// known again from the page heads.
const shortestSerial = 8

// markSerialName sets the name of the serial over its ISSN, and over its series,
// aside where page heads say it, by itself or with the number of the issue.
func (s *splitter) markSerialName() {
	said := sync.OnceValue(s.saidByHeads)
	for i := range s.source {
		if s.source[i].furniture != furnitureHead || !strings.Contains(s.source[i].text, "ISSN") {
			continue
		}
		for j := s.nearIndex(i, -1); j >= 0; j = s.nearIndex(j, -1) {
			l := &s.source[j]
			if l.furniture == furnitureHead || l.furniture == furnitureMasthead {
				continue
			}
			if l.furniture != "" || utf8.RuneCountInString(l.key) < shortestSerial || !said()[l.key] {
				break
			}
			l.furniture = furnitureMasthead
		}
	}
}

// saidByHeads returns the keys of page heads and of the parts of those that
// have the number of the issue.
func (s *splitter) saidByHeads() map[string]bool {
	keys := map[string]bool{}
	for _, h := range s.heads {
		keys[headKey(h.text)] = true
		if !issueMark.MatchString(h.text) && !issueHead(h.text) {
			continue
		}
		for part := range strings.FieldsFuncSeq(h.text, func(r rune) bool { return strings.ContainsRune("=/|.,;:", r) }) {
			keys[headKey(part)] = true
		}
	}
	return keys
}

// issueFacts is what page heads say of the whole issue.
type issueFacts struct {
	issn, eissn   string
	series        string      // as the page heads print it
	titles        corpus.Text // from the title page
	seriesTitles  corpus.Text
	volume, issue string
	year          int
}

var (
	onlineWord = pattern.New(`^[\s(]*(?:ONLINE|E-|ELECTR)`)
	issnForm   = pattern.New(`\b(\d{4})[-–](\d{3}[\dXxХх])\b`)
	issueForm  = pattern.New(`№\s*(\d+(?:[-–/]\d+)?)\s*\(\s*(\d+)\s*\)|(?i:no\.?|№|issue|iss\.)\s*(\d+(?:[-–/]\d+)?)`)
	volumeForm = pattern.New(`(?i)(?:\bvol(?:ume)?\.?|\PLтом|\PLт\.)\s*(\d+)`)
)

// readIssueFacts reads ISSN, number, year and series out of the page heads.
func (s *splitter) readIssueFacts() {
	f := &s.issue
	for _, h := range s.heads {
		folded := strings.ToUpper(skeletonString(h.text))
		for _, m := range issnForm.FindAllStringSubmatchIndex(h.text, -1) {
			value := strings.ToUpper(h.text[m[2]:m[3]] + "-" + strings.NewReplacer("Х", "X", "х", "X", "x", "X").Replace(h.text[m[4]:m[5]]))
			before := strings.ToUpper(skeletonString(h.text[:m[0]]))
			after := strings.ToUpper(skeletonString(h.text[m[1]:min(len(h.text), m[1]+24)]))
			if onlineWord.MatchString(after) {
				setOnce(&f.eissn, value)
			} else if i := strings.LastIndex(before, "ISSN"); i > 0 && (before[i-1] == 'E' || strings.HasSuffix(before[:i], "E-")) || strings.Contains(before[max(0, len(before)-20):], "ONLINE") {
				setOnce(&f.eissn, value)
			} else if strings.Contains(before, "ISSN") {
				setOnce(&f.issn, value)
			}
		}
		if !strings.Contains(folded, "ISSN") && !serialWord.MatchString(h.text) {
			continue
		}
		f.readNumber(h.text)
		setOnce(&f.series, serialName(h.text))
	}
}

func (f *issueFacts) readNumber(text string) {
	bare := issnForm.ReplaceAllString(text, "")
	if m := issueForm.FindStringSubmatch(bare); m != nil && f.issue == "" {
		if f.issue = m[1]; m[1] == "" {
			f.issue = m[3]
		}
		f.volume = m[2]
	}
	if m := volumeForm.FindStringSubmatch(bare); m != nil {
		setOnce(&f.volume, m[1])
	}
	if y := yearMark.FindString(bare); y != "" && f.year == 0 {
		f.year, _ = strconv.Atoi(y)
	}
}

func setOnce(p *string, v string) {
	if *p == "" {
		*p = v
	}
}

var wideGap = pattern.New(` {3,}|\t|\. №|\s№|\||,? (?i:vol|no|issue|том|вып)[. ]`)

// serialName is the part of a page head that names the serial or series.
func serialName(text string) string {
	for _, part := range wideGap.Split(text, -1) {
		part = strings.Trim(issnForm.ReplaceAllString(part, ""), " .,;:–-")
		upper := strings.ToUpper(skeletonString(part))
		if strings.Contains(upper, "ISSN") || strings.Contains(part, "://") || !serialWord.MatchString(part) {
			continue
		}
		return part
	}
	return ""
}
