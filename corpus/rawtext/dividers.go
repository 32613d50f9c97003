package rawtext

import (
	"regexp"
	"strings"

	"izde/corpus"
)

// dividerForm matches the title of a section of an issue.
var dividerForm = regexp.MustCompile(`(?i)^(?:раздел|секция|section|part|бөлім|\d+[-–\s]*бөлім|глава|рубрика|[IVX]+[-–.\s]+(?:бөлім|раздел|section))(?:[^\pL]|$)`)

// setDividersAside takes what the title page of an issue and the divider pages
// of its sections print in large type for what it is: a title that another
// one in the same language follows before any abstract belongs to no article.
func (s *splitter) setDividersAside() {
	for i := range s.elements {
		t := &s.elements[i]
		if t.class != classTitle {
			continue
		}
		divider := dividerForm.MatchString(t.text)
		if !divider {
			next, adjacent := s.nextTitle(i)
			if next < 0 {
				continue
			}
			if adjacent {
				s.mergeTitles(i, next)
				continue
			}
			divider = true
		}
		if divider {
			s.keepJournalTitle(t)
			s.retitle(t, classMasthead)
		}
	}
}

// nextTitle finds a title in the same language after title i, with no
// abstract, keywords or body in between. adjacent is true if only a gap parts
// the two.
func (s *splitter) nextTitle(i int) (next int, adjacent bool) {
	for j := i + 1; j < len(s.elements); j++ {
		e := &s.elements[j]
		switch {
		case e.class == classAbstract, e.class == classKeywords, !e.class.front() && e.class != classMasthead:
			return -1, false
		case e.class == classTitle && e.lang == s.elements[i].lang:
			return j, j == i+1 && !dividerForm.MatchString(e.text) && !e.page
		}
	}
	return -1, false
}

// mergeTitles makes one element of a title and its subtitle.
func (s *splitter) mergeTitles(i, j int) {
	a, b := &s.elements[i], &s.elements[j]
	b.from = a.from
	b.page = a.page
	b.text = a.text + " " + b.text
	a.to = a.from // nothing is left of it
	a.class = classMasthead
}

// keepJournalTitle takes the name of the serial from the title page, which
// stands before the first article.
func (s *splitter) keepJournalTitle(t *element) {
	if t.lang == "" || dividerForm.MatchString(t.text) || s.lines[t.from].n > titlePageLines {
		return
	}
	var title, series []string
	for i := t.from; i < t.to; i++ {
		text := s.lines[i].text
		lower := strings.ToLower(text)
		switch {
		case strings.Contains(lower, "сериясы"), strings.HasPrefix(lower, "серия"), strings.Contains(lower, "series"):
			series = append(series, text)
		case !strings.ContainsAny(text, "0123456789"):
			title = append(title, text)
		}
	}
	f := &s.issue
	if f.titles == nil {
		f.titles, f.seriesTitles = corpus.Text{}, corpus.Text{}
	}
	if f.titles[t.lang] == "" && len(title) > 0 {
		f.titles[t.lang] = strings.Join(title, " ")
		if len(series) > 0 {
			f.seriesTitles[t.lang] = strings.Join(series, " ")
		}
	}
}

// titlePageLines is how far into a source its title page can reach.
const titlePageLines = 60
