package indexer

import (
	"math/rand/v2"
	"slices"
	"testing"

	"izde/indexer/query"
)

// algebra evaluates a formula of operators over the documents of its leaves,
// each searched by itself.
func algebra(t *testing.T, ix *Index, n query.Node) map[uint32]bool {
	t.Helper()
	out := map[uint32]bool{}
	switch n := n.(type) {
	case query.And:
		for doc := range algebra(t, ix, n.Items[0]) {
			out[doc] = true
		}
		for _, item := range n.Items[1:] {
			have := algebra(t, ix, item)
			for doc := range out {
				if !have[doc] {
					delete(out, doc)
				}
			}
		}
	case query.Or:
		for _, item := range n.Items {
			for doc := range algebra(t, ix, item) {
				out[doc] = true
			}
		}
	case query.Not:
		have := algebra(t, ix, n.Item)
		for doc := range uint32(ix.columns.docs) {
			if !have[doc] {
				out[doc] = true
			}
		}
	default:
		strictly(t, ix, query.Query{Root: n}).each(func(doc uint32) bool { out[doc] = true; return true })
	}
	return out
}

// strictly returns the documents that match all of a query.
func strictly(t *testing.T, ix *Index, q query.Query) bitset {
	t.Helper()
	p, err := ix.newPlan(t.Context(), q, false, view{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.sets.release()
	m := &matcher{ctx: t.Context(), ix: ix, plan: p}
	if err := m.prepare(); err != nil {
		t.Fatal(err)
	}
	got, err := m.match(q.Root)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(got.strict) // the sets are given back
}

// TestOperatorsAreThoseOfSets compares formulas with what their words find.
func TestOperatorsAreThoseOfSets(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	ix := buildIndex(t, randomArchive(r, 150)...)
	var formula func(depth int) string
	formula = func(depth int) string {
		words := vocabularyOfTests[[]string{"en", "ru", "kk"}[r.IntN(3)]]
		if depth == 0 {
			return []string{"", "", "NOT "}[r.IntN(3)] + words[r.IntN(10)]
		}
		return []string{"(", "NOT ("}[r.IntN(2)] + formula(depth-1) + []string{" AND ", " OR "}[r.IntN(2)] + formula(depth-1) + ")"
	}
	for i := range 300 {
		q := query.Parse(formula(i % 5))
		want := algebra(t, ix, q.Root)
		strict := strictly(t, ix, q)
		if n := strict.count(); n != len(want) {
			t.Errorf("%s: %d documents, want %d", q, n, len(want))
		}
		strict.each(func(doc uint32) bool {
			if !want[doc] {
				t.Errorf("%s: document %d does not belong", q, doc)
			}
			return want[doc]
		})
	}
}
