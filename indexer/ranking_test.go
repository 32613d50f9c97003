package indexer

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"izde/analyzers"
	"izde/corpus"
)

// vocabularyOfTests are words that the random archives below are made of; no
// two of one language share a stem or their first letters.
var vocabularyOfTests = map[string][]string{
	"en": {"river", "school", "law", "water", "silk", "trade", "steppe", "grain", "market", "history"},
	"ru": {"река", "школа", "право", "вода", "шёлк", "торговля", "степь", "зерно", "рынок", "история"},
	"kk": {"өзен", "мектеп", "құқық", "су", "жібек", "сауда", "дала", "астық", "базар", "тарих"},
}

// randomArchive makes n articles from the words above.
func randomArchive(r *rand.Rand, n int) []*corpus.Article {
	var out []*corpus.Article
	for i := range n {
		a := &corpus.Article{ID: fmt.Sprintf("a%04d", i), Lang: corpus.Languages()[r.IntN(3)], Kind: []string{"article", "news", "text"}[r.IntN(3)],
			Year: 2015 + r.IntN(10), Title: corpus.Text{}, Abstract: corpus.Text{}, Keywords: corpus.Keywords{}}
		for _, lang := range corpus.Languages() {
			if r.IntN(4) > 0 {
				a.Title[lang] = randomText(r, lang, 1+r.IntN(4))
			}
			if r.IntN(4) > 0 {
				a.Abstract[lang] = randomText(r, lang, 5+r.IntN(40))
			}
			for range r.IntN(4) {
				a.Keywords[lang] = append(a.Keywords[lang], vocabularyOfTests[lang][r.IntN(10)])
			}
		}
		a.Sections = []corpus.Section{{Text: randomText(r, a.Lang, r.IntN(80)+1)}}
		for range r.IntN(3) {
			a.Authors = append(a.Authors, corpus.Author{Name: corpus.Text{"en": fmt.Sprintf("%c. Author%c", 'A'+r.IntN(3), "bdglmnrt"[r.IntN(8)])}})
		}
		a.Volume = strconv.Itoa(1 + r.IntN(3))
		out = append(out, a)
	}
	return out
}

func randomText(r *rand.Rand, lang string, words int) string {
	text := ""
	for range words {
		// Squaring favours the first words, as in life.
		f := r.Float64()
		text += vocabularyOfTests[lang][int(f*f*10)] + " "
	}
	return text
}

// TestScoresAreBM25 compares every score of random queries with the formula
// computed from the texts, without the index.
func TestScoresAreBM25(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	archive := randomArchive(r, 80)
	ix := buildIndex(t, archive...)
	for range 15 {
		lang := corpus.Languages()[r.IntN(3)]
		words := vocabularyOfTests[lang]
		query := words[r.IntN(10)] + " OR " + words[r.IntN(10)] + " OR " + words[r.IntN(10)]
		want := directScores(t, archive, query, ix)
		res := search(t, ix, Request{Query: query, PerPage: 1000, NoExpand: true, Explain: true})
		if len(res.Hits) == 0 {
			t.Fatalf("%s found nothing", query)
		}
		for _, h := range res.Hits {
			if math.Abs(h.Score-want[h.ID]) > 1e-6 {
				t.Fatalf("%s: %s scores %.9f, the formula gives %.9f", query, h.ID, h.Score, want[h.ID])
			}
			sum := 0.0
			for _, d := range h.Explanation.Details {
				sum += d.Value
			}
			if math.Abs(sum-h.Score) > 1e-6 {
				t.Fatalf("%s: the explanation of %s sums to %.9f, its score is %.9f", query, h.ID, sum, h.Score)
			}
		}
	}
}

// directScores computes BM25 by its definition: for every field, over the
// articles that have it, from the tokens themselves. The terms of the query
// are taken from the plan; what they are worth is computed here.
func directScores(t *testing.T, archive []*corpus.Article, text string, ix *Index) map[string]float64 {
	t.Helper()
	scores := map[string]float64{}
	p := planOf(t, ix, text)
	for _, l := range p.order {
		for _, g := range l.groups {
			for _, c := range g {
				addDirect(scores, archive, ix, c)
			}
		}
	}
	return scores
}

func addDirect(scores map[string]float64, archive []*corpus.Article, ix *Index, c clause) {
	f := ix.schema.fields[c.field]
	type count struct {
		id     string
		tf, dl int
	}
	var counts []count
	docs, total, df := 0, 0, 0
	for _, a := range archive {
		tf, dl := 0, 0
		for _, v := range fieldValues(a)[fieldKey{f.logical, f.lang}] {
			for _, tok := range tokensOf(ix, f, v) {
				if !tok.Stop {
					dl++
				}
				term := tok.Term
				if f.second {
					term = tok.Second
				}
				if term == c.term && !(f.second && tok.Stop) {
					tf++
				}
			}
		}
		if dl > 0 {
			docs++
			total += dl
		}
		if tf > 0 {
			df++
			counts = append(counts, count{a.ID, tf, dl})
		}
	}
	n, d, avg := float64(docs), float64(df), float64(total)/float64(docs)
	for _, k := range counts {
		tf := float64(k.tf)
		rank := ix.schema.ranking
		scores[k.id] += c.weight * math.Log(1+(n-d+0.5)/(d+0.5)) * tf / (tf + rank.k1*(1-rank.b+rank.b*float64(k.dl)/avg))
	}
}

func tokensOf(ix *Index, f field, text string) []analyzers.Token {
	if f.analyzer == "" {
		return nil
	}
	var scratch analyzers.Scratch
	return ix.analyzers[f.analyzer].AppendTokens(nil, []byte(text), &scratch)
}

// TestFacetCountsAreExact recounts facets by brute force over random queries
// and filters.
func TestFacetCountsAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	archive := randomArchive(r, 200)
	ix := buildIndex(t, archive...)
	for range 1000 {
		lang := corpus.Languages()[r.IntN(3)]
		req := Request{PerPage: 1, NoExpand: true, Sort: SortRelevance, Facets: []FacetRequest{{FacetYear, 100}, {FacetKind, 100}, {FacetAuthor, 100}, {FacetKeyword, 1000}, {FacetLang, 10}}}
		if r.IntN(4) > 0 {
			req.Query = vocabularyOfTests[lang][r.IntN(10)]
		}
		if r.IntN(2) == 0 {
			req.Filters = append(req.Filters, Filter{Field: FacetKind, Values: []string{"article", "news"}[:1+r.IntN(2)]})
		}
		if r.IntN(2) == 0 {
			req.Filters = append(req.Filters, Filter{Field: FacetYear, From: 2016, To: 2016 + r.IntN(8)})
		}
		res := search(t, ix, req)
		for _, f := range res.Facets {
			checkFacet(t, ix, archive, req, f)
		}
	}
}

// checkFacet recounts one facet: over what the query finds under all filters
// but the facet's own.
func checkFacet(t *testing.T, ix *Index, archive []*corpus.Article, req Request, got Facet) {
	t.Helper()
	others := req
	others.Facets = nil
	others.Filters = slices.DeleteFunc(slices.Clone(req.Filters), func(f Filter) bool { return f.Field == got.Name })
	want := map[string]int{}
	found, err := ix.find(context.Background(), others)
	if err != nil {
		t.Fatal(err)
	}
	// Documents are numbered in the order of the archive.
	found.set.each(func(doc uint32) bool {
		seen := map[string]bool{}
		for _, e := range facetEntries(archive[doc])[got.Name] {
			if !seen[e.value] {
				want[e.value]++
			}
			seen[e.value] = true
		}
		return true
	})
	for _, v := range got.Values {
		if v.Count != want[v.Value] {
			t.Fatalf("query %q, filters %v: %s %s counts %d, a recount gives %d", req.Query, req.Filters, got.Name, v.Value, v.Count, want[v.Value])
		}
		delete(want, v.Value)
	}
	if len(want) > 0 {
		t.Fatalf("query %q, filters %v: facet %s lacks %v", req.Query, req.Filters, got.Name, want)
	}
}

// TestCursorWalksEverything walks large results by cursor, page sizes mixed.
func TestCursorWalksEverything(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	ix := buildIndex(t, randomArchive(r, 700)...)
	for _, sort := range []Sort{SortRelevance, SortNewest, SortOldest, SortTitle} {
		req := Request{Query: "су OR вода OR water", Sort: sort, NoExpand: true, PerPage: 7}
		total := search(t, ix, req).Total
		seen := map[string]bool{}
		for n := 0; ; n++ {
			res := search(t, ix, req)
			for _, h := range res.Hits {
				if seen[h.ID] {
					t.Fatalf("sort %s: %s came twice", sort, h.ID)
				}
				seen[h.ID] = true
			}
			if res.Next == "" {
				break
			}
			req.Cursor = res.Next
		}
		if len(seen) != total || total < 100 {
			t.Errorf("sort %s: walked over %d of %d hits", sort, len(seen), total)
		}
	}
	if _, err := ix.Search(context.Background(), Request{PerPage: 1, Page: 2}); err != nil {
		t.Error(err)
	}
}
