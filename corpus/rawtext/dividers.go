package rawtext

import (
	"slices"
	"strings"

	"izde/corpus"
	"izde/corpus/pattern"
)

// dividerForm matches the title of a section of an issue.
var dividerForm = pattern.New(`(?i)^(?:раздел|секция|section|part|бөлім|\d+[-–\s]*бөлім|глава|рубрика|[IVX]+[-–.\s]+(?:бөлім|раздел|section))(?:[^\pL]|$)`)

// setDividersAside takes what the title page of an issue and the divider pages
// of its sections print in large type for what it is: a title that another
// one in the same language follows before any abstract belongs to no article.
func (s *splitter) setDividersAside() {
	s.setContentsAside()
	for i := range s.elements {
		if t := &s.elements[i]; t.class == classTitle && (dividerForm.MatchString(t.text) || s.rubric(i)) {
			s.retitle(t, classMasthead)
		}
	}
	for i := range s.elements {
		t := &s.elements[i]
		if t.class != classTitle {
			continue
		}
		switch next, adjacent := s.nextTitle(i); {
		case next < 0:
		case adjacent:
			s.mergeTitles(i, next)
		default:
			s.retitle(t, classMasthead)
		}
	}
	s.elements = slices.DeleteFunc(s.elements, func(e element) bool { return e.from == e.to })
	s.readTitlePage()
}

// setContentsAside takes all that stands before the end of a list of contents
// for the title page that it is: the editors named there write no article.
func (s *splitter) setContentsAside() {
	end := 0
	for i := range s.elements {
		e := &s.elements[i]
		if c := e.class; c == classAbstract || c == classKeywords || c == classCode || c == classRefHead {
			break
		}
		for k := e.from; k < e.to; k++ {
			if s.lines[k].feat.leaders {
				end = i + 1
			}
		}
	}
	for i := range end {
		s.retitle(&s.elements[i], classMasthead)
	}
}

// A rubric has so few words, and the title under it is so much longer.
const (
	rubricWords = 6
	rubricRatio = 1.5
)

// rubric is true for a title that names the section of the issue: the codes of
// the article stand right under it, and its title under them.
func (s *splitter) rubric(i int) bool {
	t := &s.elements[i]
	if i+1 < len(s.elements) && s.headsTitle(t, &s.elements[i+1]) {
		return true
	}
	codes, byline := false, false
	for j := i + 1; j < len(s.elements); j++ {
		e := &s.elements[j]
		switch {
		case e.class == classCode:
			codes = codes || !byline
		case isByline(e.class):
			byline = true
		case e.class == classTitle && codes:
			few := len(strings.Fields(t.text)) <= rubricWords && float64(len(e.text)) >= rubricRatio*float64(len(t.text))
			return !byline || few || manyLanguages(t.text)
		case e.class == classMasthead, e.class == classDates, e.class == classCitation:
		default:
			return false
		}
	}
	return false
}

// headsTitle is true for a few words in capitals right over a title that is
// longer, or than a discipline no shorter, and is not in capitals.
func (s *splitter) headsTitle(t, next *element) bool {
	if next.class != classTitle || t.to-t.from > 1 {
		return false
	}
	if manyLanguages(t.text) {
		return true
	}
	ratio := rubricRatio
	if loadTerms().disciplines[skeletonString(lastField(t.text))] {
		ratio = 1
	}
	return s.lines[t.from].feat.caps() && !s.lines[next.from].feat.caps() &&
		len(strings.Fields(t.text)) <= rubricWords && float64(len(next.text)) >= ratio*float64(len(t.text))
}

// manyLanguages is true for a few words said in two or three languages with
// strokes between them: "ТАРИХ / ИСТОРИЯ / HISTORY".
func manyLanguages(text string) bool {
	parts := strings.Split(text, " / ")
	for _, p := range parts {
		if len(strings.Fields(p)) > rubricWords {
			return false
		}
	}
	return len(parts) > 1
}

// nextTitle finds a title in the same language after title i, with no
// abstract, keywords or body in between, nor authors of its own and then the
// codes of another article. adjacent is true if only a gap parts
// the two.
func (s *splitter) nextTitle(i int) (next int, adjacent bool) {
	named := false
	for j := i + 1; j < len(s.elements); j++ {
		e := &s.elements[j]
		named = named || e.class == classAuthors
		switch {
		case e.class == classMasthead && s.titlePage(e):
			return j, false
		case e.class == classAbstract, e.class == classKeywords, e.class == classCode && named, !e.class.front() && e.class != classMasthead:
			return -1, false
		case e.class == classTitle && e.lang == s.elements[i].lang:
			return j, j == i+1 && !dividerForm.MatchString(e.text) && !e.page
		}
	}
	return -1, false
}

// titlePage is true for an element that only a title page or a list of
// contents has.
func (s *splitter) titlePage(e *element) bool {
	for i := e.from; i < e.to; i++ {
		if l := &s.lines[i]; l.has && l.label.kind == labelMasthead || l.feat.leaders || mastheadLine(l.text) {
			return true
		}
	}
	return false
}

// mergeTitles makes one element of a title and its subtitle.
func (s *splitter) mergeTitles(i, j int) {
	a, b := &s.elements[i], &s.elements[j]
	b.from = a.from
	b.page = a.page
	b.text = a.text + " " + b.text
	a.to = a.from // nothing is left of it, so it goes
}

// readTitlePage takes the name of the serial and its series, in every language,
// from the lines before the first article.
func (s *splitter) readTitlePage() {
	end := 0
	for end < len(s.elements) && s.elements[end].class == classMasthead {
		end++
	}
	if end == 0 {
		return
	}
	last := s.lines[s.elements[end-1].to-1].n
	if last > titlePageLines {
		return
	}
	titles, series := corpus.Text{}, corpus.Text{}
	serial := false
	for i := range s.lines {
		l := &s.lines[i]
		if l.n > last || l.class != classMasthead || l.has || len(l.text) > longestHead*2 {
			break
		}
		serial = serial || serialWord.MatchString(l.text) || mastheadLine(l.text)
		if l.feat.digits > 0 || l.feat.words < 2 || dividerForm.MatchString(l.text) {
			continue
		}
		lower := strings.ToLower(l.text)
		if strings.Contains(lower, "сериясы") || strings.HasPrefix(lower, "серия") || strings.Contains(lower, "series") {
			setText(&series, l.feat.lang, l.text)
		} else {
			setText(&titles, l.feat.lang, l.text)
		}
	}
	if serial && len(titles) > 0 {
		s.issue.titles, s.issue.seriesTitles = titles, series
	}
}

// titlePageLines is how far into a source its title page can reach.
const titlePageLines = 60
