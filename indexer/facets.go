package indexer

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// maxFacetSize bounds the values of one facet in one answer.
const maxFacetSize = 1000

// filterSet is a filter as documents.
type filterSet struct {
	facet string
	set   bitset
}

// filterSets turns filters into documents, one set a facet: values of one
// facet are alternatives, facets must all hold.
func (ix *Index) filterSets(filters []Filter) ([]filterSet, error) {
	var sets []filterSet
	for _, f := range filters {
		set, err := ix.filterSet(f)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(sets, func(s filterSet) bool { return s.facet == f.Field })
		if i < 0 {
			sets = append(sets, filterSet{f.Field, set})
		} else {
			sets[i].set.or(set)
		}
	}
	return sets, nil
}

func (ix *Index) filterSet(f Filter) (bitset, error) {
	column := ix.columns.facets[f.Field]
	if column == nil {
		return nil, BadRequestf("there is no filter %q; known are %s", f.Field, strings.Join(facetNames(), ", "))
	}
	if codes := ix.columns.codes[f.Field]; codes != nil {
		return codes.having(codes.within(f.Field, f.Values)), nil
	}
	if f.Field == FacetYear && (f.From != 0 || f.To != 0) {
		set := ix.facetSet(&facetTest{name: FacetYear, from: f.From, to: f.To})
		if len(f.Values) == 0 {
			return set, nil
		}
		return set.or(column.having(column.wanted(f))), nil
	}
	return column.having(column.wanted(f)), nil
}

// wanted marks the values that a filter names.
func (f *facetColumn) wanted(filter Filter) []bool {
	want := make([]bool, len(f.values))
	for _, typed := range filter.Values {
		for _, ord := range f.called(filter.Field, typed) {
			want[ord] = true
		}
	}
	return want
}

// counts returns the number of documents of set for every value. Of a set with
// more than half of all documents, it counts those that are not in it; and where
// values are few and documents many, it compares sets.
func (f *facetColumn) counts(set bitset) []uint32 { return f.countInto(nil, set) }

// countInto is counts in the memory of n, as far as it goes.
func (f *facetColumn) countInto(n []uint32, set bitset) []uint32 {
	docs, size := len(f.start)-1, set.count()
	n = slices.Grow(n[:0], len(f.values))[:len(f.values)]
	if f.sets != nil && min(size, docs-size) > setCounting*len(f.values) {
		for ord, s := range f.sets {
			n[ord] = uint32(set.countBoth(s))
		}
		return n
	}
	if 2*size > docs {
		copy(n, f.totals)
		for i, w := range set {
			w = ^w
			if i == docs/64 {
				w &= 1<<(docs%64) - 1
			}
			for ; w != 0; w &= w - 1 {
				for _, ord := range f.of(uint32(i<<6 + bits.TrailingZeros64(w))) {
					n[ord]--
				}
			}
		}
		return n
	}
	clear(n)
	for i, w := range set {
		for ; w != 0; w &= w - 1 {
			for _, ord := range f.of(uint32(i<<6 + bits.TrailingZeros64(w))) {
				n[ord]++
			}
		}
	}
	return n
}

const (
	// maxFacetSets is up to how many values a facet keeps their documents as
	// sets: the languages, years and journals of an archive, say.
	maxFacetSets = 64

	// setCounting is for how many documents counting takes as long as comparing
	// two sets of a hundred thousand.
	setCounting = 500
)

// makeSets keeps the documents of every value as a set where values are few.
func (f *facetColumn) makeSets() {
	if len(f.values) > maxFacetSets {
		return
	}
	docs := len(f.start) - 1
	f.sets = make([]bitset, len(f.values))
	for ord := range f.sets {
		f.sets[ord] = newBitset(docs)
	}
	for doc := range uint32(docs) {
		for _, ord := range f.of(doc) {
			f.sets[ord].add(doc)
		}
	}
}

// besides returns the documents that match the query and all filters but those
// of a facet itself. They are not to be changed.
func (f *found) besides(facet string) bitset {
	set, own := f.base, false
	for _, filter := range f.filters {
		if filter.facet == facet {
			continue
		}
		if !own {
			set, own = f.plan.sets.copy(set), true
		}
		set.and(filter.set)
	}
	return set
}

// facet counts one facet over the documents that match the query and all
// filters but the facet's own.
func (ix *Index) facet(r FacetRequest, f *found, req Request) (Facet, error) {
	column := ix.columns.facets[r.Name]
	if column == nil {
		return Facet{}, BadRequestf("there is no facet %q; known are %s", r.Name, strings.Join(facetNames(), ", "))
	}
	selected := selectedValues(column, r.Name, req.Filters)
	room := ix.counts.get()
	defer ix.counts.put(room)
	counts := column.countInto(*room, f.besides(r.Name))
	*room = counts
	out := Facet{Name: r.Name, Values: []FacetValue{}}
	order := column.order(counts, r.Name == FacetYear)
	first := newShortlist(min(r.Size, maxFacetSize), order)
	var chosen []uint32 // a selected value stays visible, to be taken back
	least := uint32(1)  // of the last that is listed
	for ord, n := range counts {
		if n == 0 {
			continue
		}
		out.Total++
		if n >= least && first.offer(uint32(ord)) && r.Name != FacetYear {
			least = counts[first.ords[len(first.ords)-1]]
		}
	}
	for ord, is := range selected {
		if is {
			chosen = append(chosen, uint32(ord))
		}
	}
	for _, ord := range first.with(chosen) {
		out.Values = append(out.Values, FacetValue{Value: column.values[ord], Label: column.label(ord, req.Lang), Count: int(counts[ord]), Selected: selected != nil && selected[ord]})
	}
	return out, nil
}

// shortlist keeps the first values of an order without sorting all.
type shortlist struct {
	size  int
	order func(a, b uint32) int
	ords  []uint32
}

func newShortlist(size int, order func(a, b uint32) int) *shortlist {
	return &shortlist{size: max(size, 0), order: order}
}

// offer takes ord in if it is among the first, and reports whether the list is
// full then.
func (s *shortlist) offer(ord uint32) (full bool) {
	if len(s.ords) == s.size {
		if s.size == 0 || s.order(ord, s.ords[s.size-1]) >= 0 {
			return false
		}
		s.ords = s.ords[:s.size-1]
	}
	at, _ := slices.BinarySearchFunc(s.ords, ord, s.order)
	s.ords = slices.Insert(s.ords, at, ord)
	return len(s.ords) == s.size
}

// with returns the list with others added, in order.
func (s *shortlist) with(others []uint32) []uint32 {
	for _, ord := range others {
		if !slices.Contains(s.ords, ord) {
			s.ords = append(s.ords, ord)
		}
	}
	slices.SortFunc(s.ords, s.order)
	return s.ords
}

// order says how values are listed: by count, the commonest first, or years by
// number, the latest first.
func (f *facetColumn) order(counts []uint32, byYear bool) func(a, b uint32) int {
	return func(a, b uint32) int {
		if byYear {
			return cmp.Compare(f.values[b], f.values[a])
		}
		if c := cmp.Compare(counts[b], counts[a]); c != 0 {
			return c
		}
		return cmp.Compare(f.values[a], f.values[b])
	}
}

// selectedValues marks the values that a filter of the request selects; nil is
// none.
func selectedValues(column *facetColumn, name string, filters []Filter) []bool {
	var selected []bool
	for _, f := range filters {
		if f.Field != name {
			continue
		}
		if selected == nil {
			selected = make([]bool, len(column.values))
		}
		for ord, w := range column.wanted(f) {
			selected[ord] = selected[ord] || w || inRange(column.values[ord], f)
		}
	}
	return selected
}

func inRange(value string, f Filter) bool {
	if f.From == 0 && f.To == 0 {
		return false
	}
	year, err := strconv.Atoi(value)
	return err == nil && year >= f.From && (f.To == 0 || year <= f.To)
}

// FacetValues pages through the values of one facet.
func (ix *Index) FacetValues(ctx context.Context, r FacetListRequest) (*FacetList, error) {
	column := ix.columns.facets[r.Name]
	if column == nil {
		return nil, fmt.Errorf("%w: facet %q; known are %s", ErrNotFound, r.Name, strings.Join(facetNames(), ", "))
	}
	if !slices.Contains(interfaceLanguages(), r.Lang) {
		r.Lang = interfaceLanguages()[0]
	}
	found, _, err := ix.findCorrected(ctx, Request{Query: r.Query, Filters: r.Filters, Sort: SortRelevance})
	if err != nil {
		return nil, err
	}
	defer found.plan.sets.release()
	counts := column.counts(found.besides(r.Name))
	selected := selectedValues(column, r.Name, r.Filters)
	ords := column.listed(counts, column.matching(r.Match))
	page, perPage := max(r.Page, 1), clampPerPage(r.PerPage)
	out := &FacetList{Generation: ix.generation.Name, Name: r.Name, Total: len(ords), Page: page, PerPage: perPage, Values: []FacetValue{}}
	for _, ord := range pageOf(firstOf(ords, page*perPage, column.listOrder(r, counts)), page, perPage) {
		out.Values = append(out.Values, FacetValue{Value: column.values[ord], Label: column.label(ord, r.Lang), Count: int(counts[ord]), Selected: selected != nil && selected[ord]})
	}
	return out, ctx.Err()
}

// listed returns the values that count, those in match only where it is given.
func (f *facetColumn) listed(counts []uint32, match bitset) []uint32 {
	var ords []uint32
	for ord, n := range counts {
		if n > 0 && (match == nil || match.has(uint32(ord))) {
			ords = append(ords, uint32(ord))
		}
	}
	return ords
}

// listOrder is the order in which the values of a listing come.
func (f *facetColumn) listOrder(r FacetListRequest, counts []uint32) func(a, b uint32) int {
	if r.Sort != "value" {
		return f.order(counts, r.Name == FacetYear)
	}
	place := f.places(r.Name, r.Lang)
	return func(a, b uint32) int { return cmp.Compare(place[a], place[b]) }
}

// firstOf returns the first n of ords in order, or all where n is not much less.
func firstOf(ords []uint32, n int, order func(a, b uint32) int) []uint32 {
	if n > maxFacetSize || n > len(ords)/2 {
		slices.SortFunc(ords, order)
		return ords
	}
	first := newShortlist(n, order)
	for _, ord := range ords {
		first.offer(ord)
	}
	return first.ords
}

// pageOf returns the page'th stretch of perPage items, counted from 1.
func pageOf[T any](items []T, page, perPage int) []T {
	from := min((page-1)*perPage, len(items))
	return items[from:min(from+perPage, len(items))]
}
