package indexer

import (
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"izde/corpus"
)

// columnsBuilder collects the columns document by document, in document
// order.
type columnsBuilder struct {
	docs       int
	references int // entries of all reference lists
	records    []recordAt
	year       []uint32
	source     []uint32
	facets     map[string]*facetWriter
	codes      map[string]*facetWriter
	titles     []corpus.Text
	schema     *schema
	lengths    [][]uint32 // field → document → ranking tokens
}

func newColumnsBuilder(s *schema) *columnsBuilder {
	c := &columnsBuilder{facets: map[string]*facetWriter{}, codes: map[string]*facetWriter{}, schema: s, lengths: make([][]uint32, len(s.fields))}
	for _, name := range facetNames() {
		c.facets[name] = newFacetWriter()
	}
	for _, name := range classifications() {
		c.codes[name] = newFacetWriter()
	}
	return c
}

// add appends the next document.
func (c *columnsBuilder) add(a *corpus.Article, at recordAt, source uint32, lengths []fieldLength) {
	c.docs++
	c.references += len(a.References)
	c.records = append(c.records, at)
	c.year = append(c.year, uint32(max(a.Year, 0)))
	c.source = append(c.source, source)
	c.titles = append(c.titles, a.Title)
	for n := range c.lengths {
		c.lengths[n] = append(c.lengths[n], 0)
	}
	for _, l := range lengths {
		c.lengths[l.field][c.docs-1] = l.length
	}
	entries := facetEntries(a)
	for name, w := range c.facets {
		w.add(entries[name])
	}
	for name, w := range c.codes {
		w.add(codeEntries(name, a))
	}
}

// count returns the documents a value of a facet.
func (c *columnsBuilder) count(facet string) map[string]int {
	f := &c.facets[facet].column
	n := map[string]int{}
	for _, ord := range f.ords {
		n[f.values[ord]]++
	}
	return n
}

// finish returns the columns, the title orders among them.
func (c *columnsBuilder) finish() *columns {
	out := &columns{docs: c.docs, records: c.records, year: c.year, source: c.source,
		rank: map[string][]uint32{}, lengths: map[string][]uint32{}, facets: map[string]*facetColumn{}, codes: map[string]*facetColumn{}}
	for n, f := range c.schema.fields {
		out.lengths[f.name] = c.lengths[n]
	}
	for name, w := range c.facets {
		out.facets[name] = w.finish()
	}
	for name, w := range c.codes {
		out.codes[name] = w.finish()
	}
	ranks := make([][]uint32, len(interfaceLanguages()))
	var sorting sync.WaitGroup
	for i, lang := range interfaceLanguages() {
		sorting.Go(func() { ranks[i] = titleRanks(c.titles, lang) })
	}
	sorting.Wait()
	for i, lang := range interfaceLanguages() {
		out.rank[lang] = ranks[i]
	}
	return out
}

// titleRanks returns the place of every document in the alphabetical order of
// titles that a reader of lang expects. A title that is missing in lang is
// sorted under the one shown instead; documents without any come last.
func titleRanks(titles []corpus.Text, lang string) []uint32 {
	col := collate.New(language.Make(lang), collate.IgnoreCase)
	var buf collate.Buffer
	keys := make([][]byte, len(titles))
	order := make([]uint32, len(titles))
	for i, t := range titles {
		order[i] = uint32(i)
		if title := bestTitle(t, lang); title != "" {
			keys[i] = slices.Clone(col.KeyFromString(&buf, title))
		}
		buf.Reset()
	}
	slices.SortStableFunc(order, func(a, b uint32) int {
		if (keys[a] == nil) != (keys[b] == nil) {
			if keys[a] == nil {
				return 1
			}
			return -1
		}
		return slices.Compare(keys[a], keys[b])
	})
	ranks := make([]uint32, len(titles))
	for rank, doc := range order {
		ranks[doc] = uint32(rank)
	}
	return ranks
}

// bestTitle is the title in lang or, without one, the first there is.
func bestTitle(t corpus.Text, lang string) string {
	if t[lang] != "" {
		return t[lang]
	}
	for _, l := range corpus.Languages() {
		if t[l] != "" {
			return t[l]
		}
	}
	return ""
}

// totals returns the ranking tokens of every field.
func (c *columnsBuilder) totals() map[string]uint64 {
	t := map[string]uint64{}
	for n, f := range c.schema.fields {
		for _, l := range c.lengths[n] {
			t[f.name] += uint64(l)
		}
	}
	return t
}
