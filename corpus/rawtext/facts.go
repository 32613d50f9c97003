package rawtext

import (
	"fmt"
	"slices"
	"strings"

	"izde/corpus"
	"izde/corpus/identifier"
	"izde/corpus/lang"
	"izde/corpus/pattern"
)

// apply gives what the page heads and the title page say of the issue to its
// articles.
func (f *issueFacts) apply(articles []*corpus.Article) {
	journal := f.journal()
	for _, a := range articles {
		if len(articles) == 1 && a.Kind != corpus.KindArticle {
			continue
		}
		a.Journal = journal
		a.Year, a.Volume, a.Issue = f.year, f.volume, f.issue
	}
}

// journalName finds the words by which a journal calls itself, beside those
// of a series.
var journalName = pattern.New(`(?i)вестник|хабаршы|bulletin|journal|herald|журнал|известия|хабарлар|труды|еңбек|proceedings`)

// journal is the serial as title page and page heads name it. A head that
// names a series alone is no title of a journal.
func (f *issueFacts) journal() corpus.Journal {
	j := corpus.Journal{ISSN: f.issn, EISSN: f.eissn}
	if len(f.titles) > 0 {
		j.Title = f.titles
	}
	if len(f.seriesTitles) > 0 {
		j.Series = f.seriesTitles
	}
	if f.series == "" {
		return j
	}
	for part := range strings.SplitSeq(f.series, " / ") {
		code, _ := lang.Identify(part)
		if code == "" {
			code = corpus.English
		}
		if lower := strings.ToLower(part); strings.Contains(lower, "сериясы") || strings.HasPrefix(lower, "серия") || strings.Contains(lower, "series") {
			setText(&j.Series, code, part)
			if !journalName.MatchString(part) {
				continue
			}
		}
		if len(f.titles) == 0 {
			setText(&j.Title, code, part)
		}
	}
	return j
}

func setText(t *corpus.Text, code, text string) {
	if *t == nil {
		*t = corpus.Text{}
	}
	if (*t)[code] == "" {
		(*t)[code] = strings.TrimSpace(text)
	}
}

// giveLinks uses the hyperlinks that a PDF reader printed under the pages: a
// DOI, ORCIDs and e-mails belong to the article in whose lines they stand.
func (s *splitter) giveLinks(articles []*corpus.Article, spans []corpus.Source) {
	for i, a := range articles {
		var orcids, mails []string
		for _, l := range s.links {
			if l.line < spans[i].Line || i+1 < len(spans) && l.line >= spans[i+1].Line {
				continue
			}
			switch {
			case strings.HasPrefix(l.url, "mailto:"):
				mails = appendNew(mails, strings.TrimPrefix(l.url, "mailto:"))
			case strings.Contains(l.url, "orcid.org/") && orcidForm.MatchString(l.url):
				orcids = appendNew(orcids, tidyORCID(orcidForm.FindString(l.url)))
			}
		}
		b := builder{s: s, a: a}
		if !hasORCID(a) {
			b.noteContacts(nil, strings.Join(orcids, " "), contactText{})
		}
		if !hasEmail(a) {
			b.noteContacts(nil, strings.Join(mails, " "), contactText{})
		}
		b.assignContacts()
	}
}

// finish gives every article its id and says what it lacks.
func finish(articles []*corpus.Article) {
	seen := map[string]int{}
	for _, a := range articles {
		a.ID = identifier.Article(a)
		if n := seen[a.ID]; n > 0 {
			a.ID = fmt.Sprintf("%s-%d", a.ID, n+1)
		}
		seen[a.ID]++
		warnMissing(a)
	}
}

// warnMissing says what an article lacks. A text without apparatus lacks
// nothing but a title.
func warnMissing(a *corpus.Article) {
	warn := func(code, lang, message string) {
		a.Warnings = append(a.Warnings, corpus.Warning{Code: code, Lang: lang, Line: a.Source.Line, Message: message})
	}
	if len(a.Title) == 0 {
		warn("title-missing", "", "no title was found")
	}
	if a.Kind != corpus.KindArticle {
		return
	}
	for _, code := range corpus.Languages() {
		if a.Title[code] == "" && len(a.Title) > 0 {
			warn("title-missing", code, "no title in this language")
		}
		if a.Abstract[code] == "" {
			warn("abstract-missing", code, "no abstract in this language")
		}
		if len(a.Keywords[code]) == 0 {
			warn("keywords-missing", code, "no keywords in this language")
		}
	}
	if n := keywordCounts(a.Keywords); n != "" {
		warn("keywords-count", "", "the keyword lists differ in length: "+n)
	}
	if len(a.Authors) == 0 {
		warn("authors-missing", "", "no authors were found")
	}
	if len(a.References) == 0 {
		warn("references-missing", "", "no list of references was found")
	}
	if len(a.Sections) == 0 {
		warn("body-missing", "", "no body text was found")
	}
}

func keywordCounts(k corpus.Keywords) string {
	differ, first := false, -1
	var parts []string
	for _, code := range corpus.Languages() {
		n := len(k[code])
		if n == 0 {
			continue
		}
		if first < 0 {
			first = n
		}
		differ = differ || n != first
		parts = append(parts, fmt.Sprintf("%s %d", code, n))
	}
	if !differ {
		return ""
	}
	return strings.Join(parts, ", ")
}

// hasORCID is true if some author has one.
func hasORCID(a *corpus.Article) bool {
	return slices.ContainsFunc(a.Authors, func(p corpus.Author) bool { return p.ORCID != "" })
}

// hasEmail is true if some author has one.
func hasEmail(a *corpus.Article) bool {
	return slices.ContainsFunc(a.Authors, func(p corpus.Author) bool { return p.Email != "" })
}
