package server

import (
	"slices"

	"izde/corpus"
	"izde/indexer"
)

// The answers of the API. Their members are a contract: they are added to,
// never renamed. A list is there even when it is empty.
type (
	statusAnswer struct {
		Status string `json:"status"`
	}
	readyAnswer struct {
		Status string `json:"status"`
		indexer.Info
	}
	searchAnswer struct {
		Generation  string               `json:"generation"`
		Query       string               `json:"query"` // as understood
		Total       int                  `json:"total"`
		Relaxed     bool                 `json:"relaxed"`
		Page        int                  `json:"page"`
		PerPage     int                  `json:"per_page"`
		Next        string               `json:"next"` // cursor, "" on the last page
		TookMS      float64              `json:"took_ms"`
		Notes       []indexer.Note       `json:"notes"`
		Expansions  []indexer.Expansion  `json:"expansions"`
		Corrections []indexer.Correction `json:"corrections"`
		Hits        []hitAnswer          `json:"hits"`
		Facets      []facetAnswer        `json:"facets"`
	}
	hitAnswer struct {
		ID          string               `json:"id"`
		Rank        int                  `json:"rank"`
		Score       float64              `json:"score"`
		Article     *corpus.Article      `json:"article"`
		Fragments   []fragmentAnswer     `json:"fragments"`
		Missing     []string             `json:"missing"`
		Explanation *indexer.Explanation `json:"explanation,omitempty"`
	}
	fragmentAnswer struct {
		Field string         `json:"field"`
		Lang  string         `json:"lang,omitempty"`
		Text  string         `json:"text"`
		Marks []indexer.Mark `json:"marks"`
	}
	facetAnswer struct {
		Name   string             `json:"name"`
		Total  int                `json:"total"`
		Values []facetValueAnswer `json:"values"`
	}
	facetValueAnswer struct {
		Value    string `json:"value"`
		Label    string `json:"label"`
		Count    int    `json:"count"`
		Selected bool   `json:"selected"`
	}
	facetListAnswer struct {
		Generation string             `json:"generation"`
		Name       string             `json:"name"`
		Total      int                `json:"total"`
		Page       int                `json:"page"`
		PerPage    int                `json:"per_page"`
		Values     []facetValueAnswer `json:"values"`
	}
	suggestAnswer struct {
		Query       string               `json:"query"`
		Suggestions []indexer.Suggestion `json:"suggestions"`
	}
)

func searchAnswerOf(l *locale, r *indexer.Result, fields []string) searchAnswer {
	a := searchAnswer{
		Generation: r.Generation, Query: r.Query, Total: r.Total, Relaxed: r.Relaxed,
		Page: r.Page, PerPage: r.PerPage, Next: r.Next, TookMS: float64(r.Took.Microseconds()) / 1000,
		Notes: list(r.Notes), Corrections: list(r.Corrections),
		Expansions: make([]indexer.Expansion, len(r.Expansions)),
		Hits:       make([]hitAnswer, len(r.Hits)), Facets: make([]facetAnswer, len(r.Facets)),
	}
	for i, e := range r.Expansions {
		a.Expansions[i] = indexer.Expansion{Typed: e.Typed, Terms: list(e.Terms)}
	}
	for i, h := range r.Hits {
		a.Hits[i] = hitAnswerOf(h, fields)
	}
	for i, f := range r.Facets {
		a.Facets[i] = facetAnswer{Name: f.Name, Total: f.Total, Values: facetValueAnswers(l, f.Name, f.Values)}
	}
	return a
}

func hitAnswerOf(h indexer.Hit, fields []string) hitAnswer {
	a := hitAnswer{
		ID: h.ID, Rank: h.Rank, Score: h.Score, Missing: list(h.Missing), Explanation: h.Explanation,
		Fragments: make([]fragmentAnswer, len(h.Fragments)),
	}
	for i, f := range h.Fragments {
		a.Fragments[i] = fragmentAnswer{Field: f.Field, Lang: f.Lang, Text: f.Text, Marks: list(f.Marks)}
	}
	if h.Article != nil {
		a.Article = articleAnswerOf(h.Article, fields)
	}
	return a
}

// facetValueAnswers names the values as the pages in the language of l do.
func facetValueAnswers(l *locale, name string, values []indexer.FacetValue) []facetValueAnswer {
	out := make([]facetValueAnswer, len(values))
	for i, v := range values {
		out[i] = facetValueAnswer(v)
		out[i].Label = l.facetLabel(name, v.Value, v.Label)
	}
	return out
}

func facetListAnswerOf(l *locale, found *indexer.FacetList) facetListAnswer {
	return facetListAnswer{
		Generation: found.Generation, Name: found.Name, Total: found.Total,
		Page: found.Page, PerPage: found.PerPage, Values: facetValueAnswers(l, found.Name, found.Values),
	}
}

func suggestionAnswers(found []indexer.Suggestion) []indexer.Suggestion { return list(found) }

// list is s, or an empty list where s is nil, which JSON would write as null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// articleMember names a part of an article that select may ask for and says
// how to leave it out.
type articleMember struct {
	name string
	drop func(*corpus.Article)
}

// memberTable lists what select knows; id, lang and kind are always answered.
// The source file's path is the librarian's alone and is never answered.
func memberTable() []articleMember {
	return []articleMember{
		{"title", func(a *corpus.Article) { a.Title = nil }},
		{"authors", func(a *corpus.Article) { a.Authors = nil }},
		{"abstract", func(a *corpus.Article) { a.Abstract = nil }},
		{"keywords", func(a *corpus.Article) { a.Keywords = nil }},
		{"sections", func(a *corpus.Article) { a.Sections = nil }},
		{"references", func(a *corpus.Article) { a.References = nil }},
		{"doi", func(a *corpus.Article) { a.DOI = "" }},
		{"irsti", func(a *corpus.Article) { a.IRSTI = "" }},
		{"udc", func(a *corpus.Article) { a.UDC = "" }},
		{"journal", func(a *corpus.Article) { a.Journal = corpus.Journal{} }},
		{"year", func(a *corpus.Article) { a.Year = 0 }},
		{"volume", func(a *corpus.Article) { a.Volume = "" }},
		{"issue", func(a *corpus.Article) { a.Issue = "" }},
		{"pages", func(a *corpus.Article) { a.Pages = "" }},
		{"url", func(a *corpus.Article) { a.URL = "" }},
		{"license", func(a *corpus.Article) { a.License = "" }},
		{"received", func(a *corpus.Article) { a.Received = "" }},
		{"accepted", func(a *corpus.Article) { a.Accepted = "" }},
		{"warnings", func(a *corpus.Article) { a.Warnings = nil }},
	}
}

func articleMembers() []string {
	names := []string{"id", "lang", "kind"}
	for _, m := range memberTable() {
		names = append(names, m.name)
	}
	return names
}

// articleAnswerOf is a copy with the selected members; without a selection it
// has all but the warnings, which speak to the librarian.
func articleAnswerOf(a *corpus.Article, fields []string) *corpus.Article {
	out := *a
	out.Source = corpus.Source{}
	for _, m := range memberTable() {
		if fields == nil && m.name != "warnings" || slices.Contains(fields, m.name) {
			continue
		}
		m.drop(&out)
	}
	out.Authors = slices.Clone(out.Authors)
	for i := range out.Authors {
		if out.Authors[i].Name == nil {
			out.Authors[i].Name = corpus.Text{}
		}
	}
	return &out
}
