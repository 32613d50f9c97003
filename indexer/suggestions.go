package indexer

import (
	"context"
	"path/filepath"

	"izde/analyzers/script"
	"izde/corpus"
	"izde/indexer/suggest"
)

// suggestionsFile holds what completes a text that is being typed.
const suggestionsFile = "suggest.bin"

// writeSuggestions collects titles, keywords and names from the columns.
func (b *build) writeSuggestions() error {
	s := suggest.NewBuilder()
	b.columns.suggestKeywords(s)
	b.columns.suggestAuthors(s)
	b.columns.suggestTitles(s)
	return s.Write(filepath.Join(b.dir, suggestionsFile))
}

// suggestTitles adds every title; its Ref is the document number.
func (c *columnsBuilder) suggestTitles(s *suggest.Builder) {
	for doc, title := range c.titles {
		for _, lang := range corpus.Languages() {
			if title[lang] != "" {
				s.Add(suggest.Entry{Kind: suggest.Title, Text: title[lang], Langs: suggest.LangBit(lang), Ref: uint32(doc), Count: 1})
			}
		}
	}
}

// suggestKeywords adds every value of the facet of all keywords, with the
// languages whose own facets have it; its Ref is its ordinal.
func (c *columnsBuilder) suggestKeywords(s *suggest.Builder) {
	all := c.facets[FacetKeyword]
	counts := all.column.total()
	langs := make([]suggest.Langs, len(counts))
	for _, lang := range corpus.Languages() {
		for key := range c.facets[FacetKeyword+"-"+lang].byKey {
			if ord, ok := all.byKey[key]; ok {
				langs[ord] |= suggest.LangBit(lang)
			}
		}
	}
	for ord, text := range all.column.values {
		s.Add(suggest.Entry{Kind: suggest.Keyword, Text: text, Langs: langs[ord], Ref: uint32(ord), Count: counts[ord]})
	}
}

// suggestAuthors adds every printed form of every name; its Ref is the ordinal
// of the person.
func (c *columnsBuilder) suggestAuthors(s *suggest.Builder) {
	column := &c.facets[FacetAuthor].column
	counts := column.total()
	for ord, name := range column.values {
		e := suggest.Entry{Kind: suggest.Author, Text: name, Ref: uint32(ord), Count: counts[ord]}
		for _, lang := range corpus.Languages() {
			if labels := column.labels[lang]; ord < len(labels) && labels[ord] != "" {
				e.Text, e.Langs = labels[ord], suggest.LangBit(lang)
				s.Add(e)
			}
		}
		if e.Langs == 0 {
			s.Add(e)
		}
	}
}

// total returns the number of documents of every value.
func (f *facetColumn) total() []uint32 {
	n := make([]uint32, len(f.values))
	for _, ord := range f.ords {
		n[ord]++
	}
	return n
}

// Suggest completes what a person types to titles, keywords and names of the
// archive, up to limit, best first. Among equals those in lang come first.
func (ix *Index) Suggest(ctx context.Context, prefix, lang string, limit int) ([]Suggestion, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var out []Suggestion
	shown := map[string]bool{}
	for _, m := range ix.suggestions.Complete(prefix, lang, limit) {
		s, err := ix.suggestion(m, prefix, lang)
		if err != nil {
			return nil, err
		}
		// Two people may print one name: in the box it is one.
		if key := s.Kind + " " + s.Text; s.Text != "" && !shown[key] {
			shown[key] = true
			out = append(out, s)
		}
	}
	return out, ctx.Err()
}

// suggestion finds the text of m. The Ref of a damaged file is nothing.
func (ix *Index) suggestion(m suggest.Match, typed, lang string) (Suggestion, error) {
	s := Suggestion{Kind: m.Kind.String(), Lang: m.Langs.Pick(lang), Count: int(m.Count)}
	switch m.Kind {
	case suggest.Title:
		if int(m.Ref) >= ix.columns.docs {
			return s, nil
		}
		a, err := ix.records.title(ix.columns.records[m.Ref])
		if err != nil {
			return s, err
		}
		s.ID, s.Text = a.ID, a.Title[s.Lang]
		if s.Text == "" { // merged with an equal title of another language
			s.Text = bestTitle(a.Title, s.Lang)
		}
	case suggest.Keyword:
		if f := ix.columns.facets[FacetKeyword]; int(m.Ref) < len(f.values) {
			s.Text = f.values[m.Ref]
		}
	case suggest.Author:
		if f := ix.columns.facets[FacetAuthor]; int(m.Ref) < len(f.values) {
			s.Text, s.Lang = f.nameLike(m.Ref, typed, lang)
		}
	}
	return s, nil
}

// nameLike returns the form of a name in the script that is being typed, that
// in lang before others, and its language.
func (f *facetColumn) nameLike(ord uint32, typed, lang string) (name, in string) {
	wanted := script.Of([]byte(typed))
	name = f.values[ord]
	for _, l := range append(corpus.Languages(), lang) { // the last one that fits wins
		if labels := f.labels[l]; labels != nil && labels[ord] != "" {
			fits := wanted == script.Either || script.Of([]byte(labels[ord])) == wanted
			if fits || in == "" {
				name, in = labels[ord], l
			}
		}
	}
	return name, in
}
