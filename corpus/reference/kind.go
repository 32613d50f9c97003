package reference

import (
	"strings"

	"izde/corpus/pattern"
)

// Types of a work.
const (
	typeArticle    = "article"
	typeBook       = "book"
	typeChapter    = "chapter"
	typeConference = "conference"
	typeThesis     = "thesis"
	typeNewspaper  = "newspaper"
	typeWeb        = "web"
	typeLaw        = "law"
	typeReport     = "report"
	typeStandard   = "standard"
	typePatent     = "patent"
	typeArchive    = "archive"
	typeDataset    = "dataset"
)

var reFullDate = pattern.New(`(?:^|[\s,.;\x{2013}\x{2014}(])(\d{1,2})\s+(\p{L}{3,12})(?:[\s.,;)]|$)`)

// kind tells the type of the work; it is empty where nothing tells it.
func (e *entry) kind(whole string) string {
	r := &e.ref
	switch {
	case len(r.Authors) == 0 && (namesAct(r.Title) || namesTreaty(r.Title)):
		return typeLaw
	case tells(firstWords(r.Title, 1), isStandard) || tells(strings.ReplaceAll(firstWords(r.Title, 2), " ", "-"), isStandard):
		return typeStandard
	case opensPatent(r.Title):
		return typePatent
	case e.shelved:
		return typeArchive
	case r.Title == "" && r.URL != "":
		return typeWeb
	case e.dataset:
		return typeDataset
	case e.report:
		return typeReport
	case e.thesis || e.isThesis(whole):
		return typeThesis
	case len(r.Authors) == 0 && r.Publisher == "" && !e.total && r.URL == "" && r.Container == "" && tells(firstWords(r.Title, 1), isDocument):
		return "" // an interview, field notes: no book for having a place
	}
	if r.Container != "" {
		return e.kindWithin(whole)
	}
	switch {
	case e.total || r.Publisher != "" || r.Place != "":
		if r.URL != "" && r.Place == "" && !e.total && !anyTells(r.Publisher, isPublisher) {
			// What stands between the title and an address is the site.
			r.Container, r.Publisher = r.Publisher, ""
			return typeWeb
		}
		return typeBook
	case r.URL != "":
		return typeWeb
	case r.Volume != "" && hasRange(r.Pages):
		return typeArticle
	}
	return ""
}

// kindWithin is the type of a work that is part of another.
func (e *entry) kindWithin(whole string) string {
	r := &e.ref
	if e.presented || anyTells(r.Container, isConference) {
		return typeConference
	}
	if e.isNewspaper(whole) {
		return typeNewspaper
	}
	if r.Place != "" && anyTells(r.Container, isCollection) {
		return typeChapter
	}
	numbered := r.Volume != "" || r.Issue != ""
	switch {
	case (r.Place != "" || r.Publisher != "") && (r.Issue == "" || r.Place != "" && r.Publisher != "") && !strings.Contains(strings.ToLower(r.Container), "journal"):
		return typeChapter
	case r.URL != "" && !numbered && r.Pages == "" && r.DOI == "":
		return typeWeb
	}
	return typeArticle
}

// isThesis says whether a word behind the title's first tells a thesis.
func (e *entry) isThesis(whole string) bool {
	_, behind, _ := strings.Cut(whole, e.ref.Title)
	if e.ref.Title == "" {
		return false
	}
	_, subtitle, _ := strings.Cut(e.ref.Title, ":")
	return anyTells(behind, isThesis) || anyTells(subtitle, isThesis)
}

// reDateArea is a day and month as an area of its own.
var reDateArea = pattern.New(`(?:[\x{2013}\x{2014}]|` + reYear + `\.)\s\d{1,2}\s\p{L}{3,12}\.?\s(?:[\x{2013}\x{2014}]|№|[СБ]\.)`)

// isNewspaper says whether the container is a newspaper: its name tells it, or
// its issue is told by day and month alone.
func (e *entry) isNewspaper(whole string) bool {
	r := &e.ref
	if r.Volume != "" || hasRange(r.Pages) && !reDateArea.MatchString(whole) {
		return false
	}
	if anyTells(r.Container, isNewspaper) {
		return true
	}
	if r.URL != "" || r.Issue != "" && r.Pages != "" && !reDateArea.MatchString(whole) {
		return false
	}
	for _, m := range reFullDate.FindAllStringSubmatch(whole, -1) {
		if tells(m[2], isMonth) && !anyTells(r.Container, isContainer) {
			return true
		}
	}
	return false
}
