package indexer

import (
	"context"
	"math"
	"slices"
	"time"

	"izde/indexer/query"
)

const (
	// DefaultPerPage is the number of hits of a Request that names none.
	DefaultPerPage = 10
	// MaxPerPage is the most hits that one page gives.
	MaxPerPage = 1000
	// MaxPageDepth is how many hits may be skipped by page number. Going
	// deeper is for a cursor, which costs the same on every page.
	MaxPageDepth = 10000
)

// found is the outcome of matching, before scoring and sorting.
type found struct {
	plan    *plan
	sum     []contribution // what makes the scores
	strict  bitset         // documents with all the words
	base    bitset         // documents that match the query
	set     bitset         // those that pass the filters too
	filters []filterSet    // by facet
	relaxed bool
}

// find matches a request.
func (ix *Index) find(ctx context.Context, req Request) (*found, error) {
	p, err := ix.newPlan(ctx, query.Parse(req.Query), !req.NoExpand, req.view)
	if err != nil {
		return nil, err
	}
	f := &found{plan: p}
	if f.filters, err = ix.filterSets(req.Filters); err != nil {
		return nil, err
	}
	if err := f.match(ctx, ix); err != nil {
		return nil, err
	}
	// Partial matches are for when there is little else. Beside many complete
	// ones they would only blur the counts of the facets; and an order of dates
	// or titles would not keep them behind. Beside any, what has none of the
	// words, only words that begin like them or doubtful translations, is noise.
	switch n := f.complete(); {
	case n >= ix.schema.ranking.enough || n > 0 && req.Sort != SortRelevance:
		f.keep(f.strict)
	case n > 0:
		f.keep(f.plan.anyWord())
	}
	f.relaxed = !f.set.empty() && f.complete() == 0
	return f, ctx.Err()
}

// keep leaves out what is not in set.
func (f *found) keep(set bitset) {
	f.base.and(set)
	f.set.and(set)
}

// match evaluates the query and the filters.
func (f *found) match(ctx context.Context, ix *Index) error {
	m := &matcher{ctx: ctx, ix: ix, plan: f.plan, sum: &f.sum}
	if err := m.prepare(); err != nil {
		return err
	}
	got, err := m.match(f.plan.root)
	if err != nil {
		return err
	}
	f.strict, f.base, f.set = got.strict, f.plan.sets.copy(got.loose), f.plan.sets.copy(got.loose)
	for _, s := range f.filters {
		f.set.and(s.set)
	}
	return nil
}

// complete counts the documents found that have all the words.
func (f *found) complete() int {
	return f.set.countBoth(f.strict)
}

// Search answers a request. It stops with the error of ctx when that ends.
func (ix *Index) Search(ctx context.Context, req Request) (*Result, error) {
	start := time.Now()
	req, err := checkRequest(req)
	if err != nil {
		return nil, err
	}
	after, err := ix.parseCursor(req)
	if err != nil {
		return nil, err
	}
	f, corrections, err := ix.findCorrected(ctx, req)
	if err != nil {
		return nil, err
	}
	defer f.plan.sets.release()
	ranked, err := ix.rank(ctx, f, req, after)
	if err != nil {
		return nil, err
	}
	defer ix.pool.put(ranked.scores)
	res := &Result{Generation: ix.generation.Name, Query: query.Query{Root: f.plan.root}.String(), Total: f.set.count(),
		Relaxed: f.relaxed, Notes: f.plan.notes, Expansions: f.plan.shown(), Corrections: corrections, Page: req.Page, PerPage: req.PerPage, Hits: []Hit{}}
	// Counting facets and reading records take about as long as each other and
	// share nothing that they change.
	parts := []func() error{
		func() error { return ix.addHits(ctx, res, ranked, req, after) },
		func() error { return ix.addFacets(ctx, res, f, req) },
	}
	if err := inParallel(len(parts), func(i int) error { return parts[i]() }); err != nil {
		return nil, err
	}
	res.Took = time.Since(start)
	return res, nil
}

// addFacets counts the facets that are asked for.
func (ix *Index) addFacets(ctx context.Context, res *Result, f *found, req Request) error {
	for _, r := range req.Facets {
		facet, err := ix.facet(r, f, req)
		if err != nil {
			return err
		}
		res.Facets = append(res.Facets, facet)
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// checkRequest fills in what a request leaves open and refuses what it must
// not ask for.
func checkRequest(req Request) (Request, error) {
	if req.Sort == "" {
		req.Sort = SortRelevance
	}
	if !slices.Contains([]Sort{SortRelevance, SortNewest, SortOldest, SortTitle}, req.Sort) {
		return req, BadRequestf("there is no order %q; known are relevance, newest, oldest, title", req.Sort)
	}
	req.PerPage = clampPerPage(req.PerPage)
	req.Page = max(req.Page, 1)
	if !slices.Contains(interfaceLanguages(), req.Lang) {
		req.Lang = interfaceLanguages()[0]
	}
	if req.Cursor == "" && (req.Page-1)*req.PerPage > MaxPageDepth {
		return req, BadRequestf("page %d is beyond the first %d hits: go on with the cursor instead", req.Page, MaxPageDepth)
	}
	return req, nil
}

func clampPerPage(n int) int {
	if n <= 0 {
		return DefaultPerPage
	}
	return min(n, MaxPerPage)
}

// addHits sorts as far as needed and fills the page.
func (ix *Index) addHits(ctx context.Context, res *Result, f *ranked, req Request, after *position) error {
	order := ix.order(f, req)
	skip := (req.Page - 1) * req.PerPage
	rank := skip
	if after != nil {
		skip, rank = 0, after.rank
	}
	top := topDocs(f.live, order, skip+req.PerPage+1, after)
	more := len(top) > skip+req.PerPage
	top = top[min(skip, len(top)):min(skip+req.PerPage, len(top))]
	if more && len(top) > 0 {
		last := order(top[len(top)-1])
		last.rank = rank + len(top)
		res.Next = ix.cursor(req, last)
	}
	var marker *marker // nil where fragments are not wanted
	if !req.NoFragments {
		marker = newMarker(ix, f.plan)
	}
	res.Hits = make([]Hit, len(top))
	return inParallel(len(top), func(i int) error {
		h, err := ix.hit(f, marker, top[i])
		if err != nil {
			return err
		}
		h.Rank = rank + i + 1
		if req.Explain {
			h.Explanation = f.plan.explain(top[i], h.Score)
		}
		res.Hits[i] = h
		return ctx.Err()
	})
}

// hit reads the record of doc and, with a marker, marks what matched.
func (ix *Index) hit(f *ranked, m *marker, doc uint32) (Hit, error) {
	a, err := ix.records.head(ix.columns.records[doc])
	if err != nil {
		return Hit{}, err
	}
	h := Hit{ID: a.ID, Score: f.scores[doc], Article: a, Missing: f.plan.missing(f.plan.root, doc)}
	if m != nil {
		own := *m
		own.markRoom = ix.markRooms.get()
		h.Fragments, err = own.fragments(a, doc)
		ix.markRooms.put(own.markRoom)
	}
	a.Warnings = nil
	return h, err
}

// anyWord returns the documents that have a word of the query, all where it
// asks for none.
func (p *plan) anyWord() bitset {
	set, words := p.sets.empty(), 0
	for _, l := range p.order {
		if l.set != nil && l.facet == nil && !p.silent(l) {
			set.or(l.set)
			words++
		}
	}
	if words == 0 {
		return p.sets.full()
	}
	return set
}

// missing names the words of the query below n that doc lacks, as typed. Of
// alternatives, one is enough.
func (p *plan) missing(n query.Node, doc uint32) []string {
	var items []query.Node
	switch n := n.(type) {
	case query.Not:
		return nil
	case query.Words:
		items = n.Items
	case query.And:
		items = n.Items
	case query.Or:
		items = n.Items
	default:
		if l := p.leaves[n]; l != nil && l.set != nil && !l.set.has(doc) && !p.silent(l) {
			return []string{l.typed}
		}
		return nil
	}
	var words []string
	for _, item := range items {
		lacks := p.missing(item, doc)
		if _, or := n.(query.Or); or && len(lacks) == 0 {
			return nil
		}
		words = append(words, lacks...)
	}
	return words
}

// position is the place of a document in an order: smaller keys come first,
// the document number breaks ties, so that an order is total.
type position struct {
	first, second float64
	doc           uint32
	rank          int // hits up to and with this one, for cursors
}

func (p position) before(q position) bool {
	if p.first != q.first {
		return p.first < q.first
	}
	if p.second != q.second {
		return p.second < q.second
	}
	return p.doc < q.doc
}

// order returns the function that places a document.
func (ix *Index) order(f *ranked, req Request) func(doc uint32) position {
	switch req.Sort {
	case SortNewest:
		return func(doc uint32) position { return position{-float64(ix.columns.year[doc]), -f.scores[doc], doc, 0} }
	case SortOldest:
		return func(doc uint32) position {
			year := float64(ix.columns.year[doc])
			if year == 0 {
				year = math.MaxUint32 // unknown years last
			}
			return position{year, -f.scores[doc], doc, 0}
		}
	case SortTitle:
		rank := ix.columns.rank[req.Lang]
		return func(doc uint32) position { return position{float64(rank[doc]), 0, doc, 0} }
	}
	return func(doc uint32) position {
		tier := 1.0
		if f.strict.has(doc) {
			tier = 0
		}
		return position{tier, -f.scores[doc], doc, 0}
	}
}

// topDocs returns the first n documents of set in an order, those at or
// before a position left out.
func topDocs(set bitset, order func(uint32) position, n int, after *position) []uint32 {
	heap := make([]position, 0, min(n, 1024)) // the last of the best on top
	set.each(func(doc uint32) bool {
		p := order(doc)
		if after != nil && !after.before(p) {
			return true
		}
		switch {
		case len(heap) < n:
			heap = append(heap, p)
			siftUp(heap)
		case p.before(heap[0]):
			heap[0] = p
			siftDown(heap)
		}
		return true
	})
	slices.SortFunc(heap, func(a, b position) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	docs := make([]uint32, len(heap))
	for i, p := range heap {
		docs[i] = p.doc
	}
	return docs
}

func siftUp(h []position) {
	for i := len(h) - 1; i > 0; {
		parent := (i - 1) / 2
		if !h[parent].before(h[i]) {
			return
		}
		h[parent], h[i] = h[i], h[parent]
		i = parent
	}
}

func siftDown(h []position) {
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(h) {
			return
		}
		if child+1 < len(h) && h[child].before(h[child+1]) {
			child++
		}
		if !h[i].before(h[child]) {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}
