package server

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"izde/corpus"
	"izde/indexer"
)

// hitView is one found article.
type hitView struct {
	*locale
	Rank        int
	URL         string
	Title       titleView
	OtherTitles []titleView
	Authors     []personView
	Source      []sourcePart // journal, year, volume, issue, pages
	Kind        string       // "" for an article
	Fragments   []fragmentView
	Missing     []string
	Score       string
	Explanation *indexer.Explanation
}

type (
	titleView struct {
		Lang     string
		Parts    []markedText
		Capitals bool // printed in capitals, which are shown smaller
	}
	// sourcePart is a name with its language, or a number that has none.
	sourcePart struct{ Text, Lang string }
	personView struct {
		Name, Lang, URL string
		Parts           []markedText // the name with its matches, in a hit
	}
	// fragmentView is a piece of a field.
	fragmentView struct {
		Field, Lang string
		Parts       []markedText
	}
)

// maxFragments of a hit keep ten hits readable; the API gives all.
const maxFragments = 4

func hitViewOf(l *locale, st searchState, h indexer.Hit) hitView {
	v := hitView{locale: l, Rank: h.Rank, URL: articlePath(st.Lang, h.ID), Missing: h.Missing}
	if h.Explanation != nil {
		v.Explanation, v.Score = h.Explanation, formatScore(h.Score)
	}
	a := h.Article
	if a == nil {
		v.Title = titleView{Lang: st.Lang, Parts: []markedText{{Text: l.T("hit.untitled")}}}
		return v
	}
	v.fillRecord(l, st.Lang, a, wholeFields(h))
	for _, f := range readableFirst(h.Fragments, st.Lang) {
		if !v.shows(a, f) && len(v.Fragments) < maxFragments {
			v.Fragments = append(v.Fragments, fragmentView{
				Field: fieldLabel(l, f.Field), Lang: f.Lang, Parts: markUp(l, f.Text, f.Marks),
			})
		}
	}
	return v
}

// fillRecord shows the article's own fields, with the marks of those that are
// shown whole.
func (v *hitView) fillRecord(l *locale, reader string, a *corpus.Article, whole map[[3]string][]indexer.Mark) {
	v.Title = titleView{Lang: reader, Parts: []markedText{{Text: l.T("hit.untitled")}}}
	for i, lang := range titleOrder(a, reader) {
		t := titleView{Lang: lang, Capitals: inCapitals(a.Title[lang]), Parts: markUp(l, a.Title[lang], whole[[3]string{"title", lang, a.Title[lang]}])}
		if i == 0 {
			v.Title = t
		} else {
			v.OtherTitles = append(v.OtherTitles, t)
		}
	}
	for _, author := range a.Authors {
		p := personViewOf(reader, author)
		p.Parts = markUp(l, p.Name, whole[[3]string{"author", p.Lang, p.Name}])
		v.Authors = append(v.Authors, p)
	}
	v.Source = sourceLine(l, a)
	if a.Kind != corpus.KindArticle {
		v.Kind = l.facetLabel(indexer.FacetKind, a.Kind, "")
	}
}

// shows tells whether a fragment is a title or a name that the hit shows
// already.
func (v *hitView) shows(a *corpus.Article, f indexer.Fragment) bool {
	switch f.Field {
	case "title":
		return a.Title[f.Lang] == f.Text
	case "author":
		return slices.ContainsFunc(v.Authors, func(p personView) bool { return p.Name == f.Text })
	}
	return false
}

// readableFirst puts the fragments in the reader's language before the others.
func readableFirst(fragments []indexer.Fragment, reader string) []indexer.Fragment {
	out := slices.Clone(fragments)
	slices.SortStableFunc(out, func(a, b indexer.Fragment) int {
		switch {
		case a.Lang == reader && b.Lang != reader:
			return -1
		case a.Lang != reader && b.Lang == reader:
			return 1
		}
		return 0
	})
	return out
}

// wholeFields finds the marks of fields that are shown whole, by field,
// language and text.
func wholeFields(h indexer.Hit) map[[3]string][]indexer.Mark {
	out := map[[3]string][]indexer.Mark{}
	for _, f := range h.Fragments {
		if f.Field == "title" || f.Field == "author" {
			out[[3]string{f.Field, f.Lang, f.Text}] = f.Marks
		}
	}
	return out
}

// titleOrder lists the languages of an article's titles: the reader's first,
// then that of the article, then the others.
func titleOrder(a *corpus.Article, reader string) []string {
	return textOrder(a.Title, reader, a.Lang)
}

func textOrder(t corpus.Text, preferred ...string) []string {
	var out []string
	seen := map[string]bool{}
	for _, lang := range append(append(preferred, corpus.Languages()...), sortedKeys(t)...) {
		if !seen[lang] && t[lang] != "" {
			out = append(out, lang)
		}
		seen[lang] = true
	}
	return out
}

// best is a text in the best language for the reader, "" where there is none.
func best(t corpus.Text, preferred ...string) (text, lang string) {
	for _, lang := range textOrder(t, preferred...) {
		return t[lang], lang
	}
	return "", ""
}

func personViewOf(reader string, a corpus.Author) personView {
	name, lang := best(a.Name, reader)
	st := searchState{Lang: reader, Query: fieldQuery("author", name)}
	return personView{Name: name, Lang: lang, URL: st.URL()}
}

// fieldQuery is a query for a phrase in one field.
func fieldQuery(field, phrase string) string {
	phrase = strings.Join(strings.Fields(strings.NewReplacer(`"`, " ", `\`, " ").Replace(phrase)), " ")
	if runes := []rune(phrase); len(runes) > MaxQueryRunes/2 {
		phrase = string(runes[:MaxQueryRunes/2])
	}
	return field + `:"` + phrase + `"`
}

func articlePath(lang, id string) string {
	return langPath(lang, "/articles/"+url.PathEscape(id))
}

func fieldLabel(l *locale, field string) string {
	if key := "field." + field; l.has(key) {
		return l.T(key)
	}
	return field
}

func languageLabel(l *locale, lang string) string {
	if key := "lang." + lang; l.has(key) {
		return l.T(key)
	}
	return lang
}

// sourceLine is where an article was published: journal, year, volume, issue
// and pages, as far as they are known.
func sourceLine(l *locale, a *corpus.Article) []sourcePart {
	var parts []sourcePart
	add := func(text, lang string) {
		if text != "" {
			parts = append(parts, sourcePart{text, lang})
		}
	}
	number := func(key, value string) {
		if value != "" { // a number stays on the line of its label
			add(strings.ReplaceAll(l.T(key, value), " ", "\u00a0"), "")
		}
	}
	journal, journalLang := best(a.Journal.Title, l.lang)
	series, seriesLang := best(a.Journal.Series, l.lang)
	add(journal, journalLang)
	if series != journal && series != a.Journal.Title[seriesLang] {
		add(series, seriesLang)
	}
	add(yearText(a.Year), "")
	number("article.volume", a.Volume)
	number("article.issue", a.Issue)
	number("article.pages", strings.ReplaceAll(a.Pages, "-", "–"))
	return parts
}

// inCapitals tells whether a title is printed in capitals, but for a subtitle
// or so: three of four letters that have a case are capitals.
func inCapitals(title string) bool {
	upper, lower := 0, 0
	for _, r := range title {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper > 3*lower
}
