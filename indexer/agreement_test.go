package indexer

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"izde/corpus"
)

// idleWords are stop words of each language; some titles are nothing else.
var idleWords = map[string][]string{"en": {"the", "of", "and"}, "ru": {"и", "на", "не"}, "kk": {"және", "мен", "үшін"}}

// archiveWithStopWords is a random archive, stop words in a part of its titles
// and alone in a few.
func archiveWithStopWords(r *rand.Rand, n int) []*corpus.Article {
	archive := randomArchive(r, n)
	for _, a := range archive {
		for _, lang := range corpus.Languages() {
			switch stop := idleWords[lang][r.IntN(3)]; r.IntN(12) {
			case 0:
				a.Title[lang] = strings.Repeat(stop+" ", 1+r.IntN(3))
			case 1, 2, 3:
				a.Title[lang] += stop
			}
		}
	}
	return archive
}

// randomFormula is a random query of words, stop words, phrases, wildcards and
// labels, joined by operators.
func randomFormula(r *rand.Rand, depth int) string {
	if depth == 0 || r.IntN(4) == 0 {
		lang := corpus.Languages()[r.IntN(3)]
		words := vocabularyOfTests[lang]
		a, b := words[r.IntN(10)], words[r.IntN(10)]
		switch r.IntN(8) {
		case 0:
			return fmt.Sprintf("%q", a+" "+b)
		case 1:
			return string([]rune(a)[:2]) + "*"
		case 2:
			return "title:" + a
		case 3:
			return idleWords[lang][r.IntN(3)]
		}
		return a
	}
	x, y := randomFormula(r, depth-1), randomFormula(r, depth-1)
	switch r.IntN(4) {
	case 0:
		return "(" + x + " AND " + y + ")"
	case 1:
		return "(" + x + " OR " + y + ")"
	case 2:
		return "(" + x + " -" + y + ")"
	}
	return x + " " + y
}

// outline is all of an answer that must not depend on how it was come by.
func outline(res *Result, hits []Hit) string {
	var b strings.Builder
	fmt.Fprintln(&b, res.Total, res.Relaxed, res.Notes, res.Facets)
	for _, h := range hits {
		fmt.Fprintln(&b, h.ID, h.Score, h.Rank, h.Missing)
	}
	return b.String()
}

// TestTheFirstHitsAreThoseOfAll compares short pages, for which only the best
// documents are scored to the end, with one page of all.
func TestTheFirstHitsAreThoseOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	ix := buildIndex(t, archiveWithStopWords(r, 600)...)
	queries := []string{"the of", "и на", "және мен", "the of and", "the* of", "the"}
	for range 40 {
		queries = append(queries, randomFormula(r, 2))
	}
	for _, q := range queries {
		all := search(t, ix, Request{Query: q, PerPage: 1000, NoExpand: true, NoCorrections: true, NoFragments: true})
		for _, n := range []int{1, 2, 10} {
			for page := range 3 {
				got := search(t, ix, Request{Query: q, Page: page + 1, PerPage: n, NoExpand: true, NoCorrections: true, NoFragments: true})
				want := all.Hits[min(n*page, len(all.Hits)):min(n*(page+1), len(all.Hits))]
				if g, w := outline(got, got.Hits), outline(all, want); g != w {
					t.Errorf("%s, page %d of %d:\n%s\nwant\n%s", q, page+1, n, g, w)
				}
			}
		}
	}
}

// TestAnswersDoNotDependOnWhatElseIsSearched compares answers of one core and
// empty caches with those of many cores, caches filled and many at a time.
func TestAnswersDoNotDependOnWhatElseIsSearched(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	ix := buildIndex(t, archiveWithStopWords(r, 400)...)
	facets := []FacetRequest{{FacetYear, 100}, {FacetKind, 3}, {FacetAuthor, 5}, {FacetKeyword, 10}}
	var requests []Request
	for range 60 {
		req := Request{Query: randomFormula(r, 3), PerPage: 1 + r.IntN(20), Facets: facets, Sort: []Sort{SortRelevance, SortNewest}[r.IntN(2)]}
		if r.IntN(3) == 0 {
			req.Filters = []Filter{{Field: FacetKind, Values: []string{"article"}}, {Field: FacetYear, From: 2016, To: 2020}}
		}
		requests = append(requests, req)
	}
	cores := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(cores)
	var want []string
	for _, req := range requests {
		ix.postings = newPostingsCache()
		res := search(t, ix, req)
		want = append(want, outline(res, res.Hits))
	}
	runtime.GOMAXPROCS(max(cores, 4))
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range requests {
				at := (i + 15*g) % len(requests)
				res, err := ix.Search(t.Context(), requests[at])
				if err != nil {
					t.Error(err)
				} else if got := outline(res, res.Hits); got != want[at] {
					t.Errorf("%+v:\n%s\nalone\n%s", requests[at], got, want[at])
				}
			}
		})
	}
	wg.Wait()
}

// TestSegmentsAnswerAsOne compares an archive of two segments, written at once
// and merged from pieces, with the same in one.
func TestSegmentsAnswerAsOne(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	file := filepath.Join(t.TempDir(), "archive.jsonl")
	writeJSONLines(t, file, archiveWithStopWords(r, 301)...)
	one := buildFiles(t, file)
	var others []*Index
	for _, pieceSize := range []int{bufferBytes, 1} {
		dir := t.TempDir()
		buildOtherwise(t, dir, file, func(b *build) { b.oneUpTo, b.pieceSize = 1, pieceSize })
		ix, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer ix.Close()
		if len(ix.segments) != finalSegments {
			t.Fatalf("%d segments", len(ix.segments))
		}
		others = append(others, ix)
	}
	for range 100 {
		req := Request{Query: randomFormula(r, 2), PerPage: 1 + r.IntN(50), Facets: []FacetRequest{{FacetYear, 100}, {FacetAuthor, 5}}}
		res := search(t, one, req)
		want := outline(res, res.Hits)
		for _, ix := range others {
			res := search(t, ix, req)
			if got := outline(res, res.Hits); got != want {
				t.Errorf("%s:\n%s\nin one segment\n%s", req.Query, got, want)
			}
		}
	}
}
