package indexer

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"izde/corpus"
)

// TestPostingsAreThoseOfTheSegment reads every term of every field by
// ourselves and by Bleve.
func TestPostingsAreThoseOfTheSegment(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	archive := randomArchive(r, 300)
	archive[17].Sections = []corpus.Section{{Text: strings.Repeat("water ", 700) + "unique"}}
	ix := buildIndex(t, archive...)
	dense, often := 0, 0
	for n, f := range ix.schema.fields {
		dict, err := ix.segments[0].dictionary(f)
		if err != nil {
			t.Fatal(err)
		}
		terms := dict.AutomatonIterator(nil, nil, nil)
		for e, err := terms.Next(); e != nil; e, err = terms.Next() {
			if err != nil {
				t.Fatal(err)
			}
			p := checkPostings(t, ix, n, e.Term)
			if p.bits != nil {
				dense++
			}
			often += len(p.often)
		}
		if p, err := ix.postingsOf(n, "nosuchterm"); err != nil || p.n != 0 {
			t.Errorf("%s: a term that is not there has %d documents (%v)", f.name, p.n, err)
		}
	}
	if dense == 0 || often == 0 {
		t.Errorf("%d terms are dense, %d stand more often than fits in a byte: the archive tests neither", dense, often)
	}
}

// checkPostings compares the postings of one term.
func checkPostings(t *testing.T, ix *Index, field int, term string) *postings {
	t.Helper()
	p, err := ix.unpack(field, term)
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	p.each(func(doc uint32, place int) {
		got = append(got, fmt.Sprint(doc, p.frequency(place)))
		if at, ok := p.place(doc); !ok || at != place {
			t.Errorf("document %d of %s is at %d, not %d", doc, term, at, place)
		}
	})
	dict, err := ix.segments[0].dictionary(ix.schema.fields[field])
	if err != nil {
		t.Fatal(err)
	}
	list, err := dict.PostingsList([]byte(term), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	it := list.Iterator(true, false, false, nil)
	for post, err := it.Next(); post != nil; post, err = it.Next() {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, fmt.Sprint(post.Number(), post.Frequency()))
	}
	if n, err := ix.documentsWith(field, term); err != nil || n != len(want) {
		t.Errorf("%s in %s: %d documents (%v), want %d", term, ix.schema.fields[field].name, n, err, len(want))
	}
	if !slices.Equal(got, want) || p.n != len(want) {
		t.Errorf("%s in %s: %v, want %v", term, ix.schema.fields[field].name, got, want)
	}
	return p
}

// TestPagesOfTheBestAreThoseOfAll compares the pages of random queries, for
// which only the best documents are scored, with the list of all.
func TestPagesOfTheBestAreThoseOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	ix := buildIndex(t, randomArchive(r, 1200)...)
	for range 40 {
		var words []string
		for range 1 + r.IntN(8) {
			words = append(words, vocabularyOfTests[corpus.Languages()[r.IntN(3)]][r.IntN(10)])
		}
		between := []string{" ", " OR "}[r.IntN(2)]
		req := Request{Query: strings.Join(words, between), Sort: SortRelevance, PerPage: MaxPerPage, NoExpand: r.IntN(2) == 0}
		whole := search(t, ix, req)
		req.PerPage = 3
		for page := range 4 {
			got := search(t, ix, req)
			want := whole.Hits[min(3*page, len(whole.Hits)):min(3*page+3, len(whole.Hits))]
			if got.Total != whole.Total || len(got.Hits) != len(want) {
				t.Fatalf("%s, page %d: %d hits of %d, want %d of %d", req.Query, page, len(got.Hits), got.Total, len(want), whole.Total)
			}
			for i, h := range got.Hits {
				if h.ID != want[i].ID || h.Score != want[i].Score || h.Rank != want[i].Rank {
					t.Fatalf("%s, page %d: hit %d is %s with %v, want %s with %v", req.Query, page, i, h.ID, h.Score, want[i].ID, want[i].Score)
				}
			}
			if req.Cursor = got.Next; req.Cursor == "" {
				break
			}
		}
	}
}
