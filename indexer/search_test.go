package indexer

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"izde/corpus"
)

// TestSearch says, one row a rule, what a query finds in the small archive.
func TestSearch(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	for _, test := range []struct {
		rule, query string
		want        []string
	}{
		{"a word finds its inflected forms in Kazakh", "мектеп", []string{"school"}},
		{"an inflected form finds the word", "мектептерден", []string{"school"}},
		{"a Russian word finds all its cases", "шелком", []string{"silk"}},
		{"ё and е are one letter", "шёлк", []string{"silk"}},
		{"a reference is found by its Cyrillic original", "гуманитарная составляющая", []string{"steppe"}},
		{"in any case of it", "гуманитарной составляющей", []string{"steppe"}},
		{"an author is found in any script", "author:Жумабаев", []string{"silk", "steppe"}},
		{"an author is found by another romanisation", "author:Jumabaev", []string{"silk", "steppe"}},
		{"a document with one of the words comes too", "silk barrier", []string{"steppe", "silk"}},
		{"a labelled phrase must be there", `silk abstract:"no barrier"`, []string{"steppe"}},
		{"what a label asks for must be there", "silk author:Смирнова", []string{"silk"}},
		{"a phrase needs its words side by side", `"crossed the steppe"`, []string{"steppe"}},
		{"a phrase does not jump over other words", `"caravans steppe"`, nil},
		{"stop words count within a phrase", `"state of the water"`, []string{"note"}},
		{"another stop word in a phrase is another phrase", `"state in the water"`, nil},
		{"a phrase is found in references too", `ref:"сoставляющая школьного образования"`, []string{"steppe"}},
		{"what is excluded is gone", "steppe -caravans", []string{"silk"}},
		{"AND needs both", "steppe AND caravans", []string{"steppe"}},
		{"OR needs either", "caravans OR scarce", []string{"steppe", "note"}},
		{"parentheses group", "(caravans OR scarce) AND water", []string{"note"}},
		{"alternatives under a label restrict together", "steppe lang:ru|kk", []string{"silk"}},
		{"alternative years restrict together", "steppe year:2020|2022", []string{"silk"}},
		{"a wildcard stands for any ending", "carav*", []string{"steppe"}},
		{"a label keeps to its field", "title:silk", []string{"silk"}},
		{"a label may be Russian", "название:степь", []string{"silk", "steppe"}},
		{"a classification is one of its class", "irsti:03.20 steppe", []string{"steppe"}},
		{"a UDC number is one of its class", "udc:94", []string{"steppe"}},
		{"a series is asked for by a word of its name", "series:history", []string{"steppe"}},
		{"a year is a year", "year:2022", []string{"school", "note"}},
		{"a range of years", "steppe year:2021..2022", []string{"steppe"}},
		{"a language of the body", "lang:kk", []string{"school"}},
		{"stop words alone are searched", "of the", []string{"note", "steppe"}},
		{"stop words among others do not count", "the caravans", []string{"steppe"}},
	} {
		got := ids(search(t, ix, Request{Query: test.query, NoExpand: true}))
		slices.Sort(got)
		want := slices.Clone(test.want)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s found %v, want %v", test.rule, test.query, got, want)
		}
	}
}

func TestAllWordsComeFirst(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	res := search(t, ix, Request{Query: "caravans silk water scarce", NoExpand: true})
	if len(res.Hits) < 2 || !res.Relaxed {
		t.Fatalf("got %v, relaxed %v, want partial matches and a notice", ids(res), res.Relaxed)
	}
	for _, h := range res.Hits {
		if len(h.Missing) == 0 {
			t.Errorf("%s lacks words, but does not say which", h.ID)
		}
	}
	res = search(t, ix, Request{Query: "silk nonexistentword", NoExpand: true})
	if len(res.Hits) == 0 || !slices.Equal(res.Hits[0].Missing, []string{"nonexistentword"}) {
		t.Errorf("a word that is nowhere: got %+v, want partial matches that name it", res.Hits)
	}
}

// TestFirstLettersAreNotTheWord: a word that begins like the typed one is found
// by it, but does not count as having it.
func TestFirstLettersAreNotTheWord(t *testing.T) {
	ix := buildIndex(t,
		&corpus.Article{ID: "other", Lang: "en", Title: corpus.Text{"en": "Civilization and the silk roads, silk and silk"}},
		&corpus.Article{ID: "right", Lang: "en", Title: corpus.Text{"en": "On the many things that may be said of civilians who once traded in silk"}})
	res := search(t, ix, Request{Query: "civilians silk", NoExpand: true})
	if got := ids(res); !slices.Equal(got, []string{"right", "other"}) {
		t.Fatalf("found %v, want the article with both words first", got)
	}
	if got := res.Hits[1].Missing; !slices.Equal(got, []string{"civilians"}) {
		t.Errorf("the other article lacks %v, want civilians", got)
	}
}

func TestMarks(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	for _, test := range []struct {
		rule, query, id string
		want            []string // field lang: marked words
	}{
		{"an inflected form is marked", "мектеп", "school", []string{"title kk: Мектептеріміздегі", "abstract kk: мектепте", "keyword kk: мектеп"}},
		{"a romanised match is marked", "гуманитарная составляющая", "steppe", []string{"reference ru: Gumanitarnaya sostavlyayushchaya"}},
		{"a phrase is marked whole", `"crossed the steppe"`, "steppe", []string{"abstract en: crossed the steppe"}},
		{"a label marks its field alone", "title:steppe lang:en", "steppe", []string{"title en: steppe"}},
		{"a body is shown when nothing else tells", "известны", "silk", []string{"body ru: известны"}},
		{"a word that only begins like the typed one is shown too", "известняк", "silk", []string{"body ru: известны"}},
	} {
		res := search(t, ix, Request{Query: test.query, NoExpand: true})
		if len(res.Hits) == 0 || res.Hits[0].ID != test.id {
			t.Errorf("%s: found %v, want %s", test.rule, ids(res), test.id)
			continue
		}
		var got []string
		for _, f := range res.Hits[0].Fragments {
			var words []string
			for _, m := range f.Marks {
				words = append(words, f.Text[m.Start:m.End])
			}
			got = append(got, f.Field+" "+f.Lang+": "+strings.Join(words, " "))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: marks of %s (-want +got):\n%s", test.rule, test.query, diff)
		}
	}
}

func TestSortAndPages(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	for sort, want := range map[Sort][]string{
		SortNewest: {"school", "note", "steppe", "silk"},
		SortOldest: {"silk", "steppe", "school", "note"},
		SortTitle:  {"note", "silk", "steppe", "school"},
	} {
		if got := ids(search(t, ix, Request{Sort: sort, Lang: "en"})); !slices.Equal(got, want) {
			t.Errorf("sort %s: %v, want %v", sort, got, want)
		}
	}
	if got := ids(search(t, ix, Request{Sort: SortNewest, Page: 2, PerPage: 3})); !slices.Equal(got, []string{"silk"}) {
		t.Errorf("second page of three: %v, want silk", got)
	}
}

func TestCursor(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	var got []string
	r := Request{Query: "steppe OR water OR мектеп", PerPage: 1}
	for {
		res := search(t, ix, r)
		for _, h := range res.Hits {
			got = append(got, h.ID)
			if h.Rank != len(got) {
				t.Errorf("hit %d has rank %d", len(got), h.Rank)
			}
		}
		if res.Next == "" {
			break
		}
		r.Cursor = res.Next
	}
	want := ids(search(t, ix, Request{Query: r.Query}))
	if !slices.Equal(got, want) {
		t.Errorf("cursor walk %v, at once %v", got, want)
	}
	for name, bad := range map[string]string{
		"of another query":      search(t, ix, Request{Query: "steppe", PerPage: 1}).Next,
		"of another generation": "20200101T000000Z-000000.AAAA",
		"cut short":             r.Cursor[:len(r.Cursor)-4],
	} {
		if _, err := ix.Search(context.Background(), Request{Query: r.Query, Cursor: bad}); !errors.Is(err, ErrBadCursor) {
			t.Errorf("cursor %s: error %v, want ErrBadCursor", name, err)
		}
	}
	// Without corrections, another query may be the one that is searched.
	first := search(t, ix, Request{Query: r.Query, PerPage: 1}).Next
	if _, err := ix.Search(context.Background(), Request{Query: r.Query, Cursor: first, NoCorrections: true}); !errors.Is(err, ErrBadCursor) {
		t.Errorf("cursor of a search with corrections: error %v, want ErrBadCursor", err)
	}
}

func TestFacetsIgnoreTheirOwnSelection(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	res := search(t, ix, Request{
		Filters: []Filter{{Field: FacetYear, Values: []string{"2022"}}, {Field: FacetKind, Values: []string{"article"}}},
		Facets:  []FacetRequest{{FacetYear, 10}, {FacetKind, 10}, {FacetAuthor, 10}},
	})
	if got := ids(res); !slices.Equal(got, []string{"school"}) {
		t.Fatalf("filters found %v, want school", got)
	}
	want := []Facet{
		{Name: "year", Total: 3, Values: []FacetValue{{"2022", "2022", 1, true}, {"2021", "2021", 1, false}, {"2020", "2020", 1, false}}},
		{Name: "kind", Total: 2, Values: []FacetValue{{"article", "article", 1, true}, {"news", "news", 1, false}}},
		{Name: "author", Total: 1, Values: []FacetValue{{"Ә. Серікбай", "Ә. Серікбай", 1, false}}},
	}
	if diff := cmp.Diff(want, res.Facets); diff != "" {
		t.Errorf("facets (-want +got):\n%s", diff)
	}
}

func TestOnePersonIsOneAuthor(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	res := search(t, ix, Request{Facets: []FacetRequest{{FacetAuthor, 10}}, Lang: "en"})
	if res.Facets[0].Values[0].Count != 2 {
		t.Errorf("authors %+v, want one Zhumabayev with two articles", res.Facets[0].Values)
	}
	res = search(t, ix, Request{Filters: []Filter{{Field: FacetAuthor, Values: []string{"Жұмабаев А.Б."}}}})
	if res.Total != 2 {
		t.Errorf("a filter by another spelling found %d, want 2", res.Total)
	}
}

func TestBadRequests(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	for name, r := range map[string]Request{
		"unknown facet":  {Facets: []FacetRequest{{"colour", 5}}},
		"unknown filter": {Filters: []Filter{{Field: "colour", Values: []string{"red"}}}},
		"unknown order":  {Sort: "random"},
		"too deep":       {Page: 100000},
	} {
		if _, err := ix.Search(context.Background(), r); !errors.Is(err, ErrBadRequest) {
			t.Errorf("%s: error %v, want ErrBadRequest", name, err)
		}
	}
	if _, err := ix.Article(context.Background(), "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("unknown article: error %v, want ErrNotFound", err)
	}
}

func TestSearchStopsWithItsContext(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ix.Search(ctx, Request{Query: "steppe"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

// TestSearchesRunInParallel is for the race detector, and for readers of the
// segment that are not safe to share.
func TestSearchesRunInParallel(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	ix := buildIndex(t, randomArchive(r, 200)...)
	ix.postings.limit = 1 // nothing is cached, every search reads the segment
	var group sync.WaitGroup
	for n := range 16 {
		group.Go(func() {
			for i := range 20 {
				lang := corpus.Languages()[(n+i)%3]
				words := vocabularyOfTests[lang]
				for _, q := range []string{words[i%10], string([]rune(words[n%10])[:2]) + "*", `"` + words[i%10] + " " + words[n%10] + `"`} {
					if _, err := ix.Search(context.Background(), Request{Query: q, Facets: []FacetRequest{{FacetYear, 5}}}); err != nil {
						t.Errorf("%s: %v", q, err)
					}
				}
			}
		})
	}
	group.Wait()
}
