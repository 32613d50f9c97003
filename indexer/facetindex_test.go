package indexer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"izde/corpus"
)

// namedArchive has many people, printed in two scripts, some alike.
func namedArchive() []*corpus.Article {
	families := [][2]string{{"Ахметова", "Akhmetova"}, {"Жумабаев", "Zhumabaev"}, {"Иванова", "Ivanova"}, {"Серікбай", "Serikbai"}, {"Әбдірахман", "Abdirakhman"}, {"Ахметов", "Akhmetov"}}
	var archive []*corpus.Article
	for i := range 300 {
		f := families[i%len(families)]
		letter := []rune("АБВГДЕ")[i/6%6]
		archive = append(archive, &corpus.Article{ID: fmt.Sprint("a", i), Lang: corpus.Russian, Kind: "article", Year: 2000 + i%20,
			Title:    corpus.Text{corpus.Russian: "Степь"},
			Keywords: corpus.Keywords{corpus.Russian: {fmt.Sprint("слово ", i%40), "Степь"}, corpus.English: {fmt.Sprint("word ", i%40)}},
			Authors:  []corpus.Author{{Name: corpus.Text{corpus.Russian: fmt.Sprintf("%s %c.", f[0], letter), corpus.English: fmt.Sprintf("%c %s", "ABVGDE"[i/6%6], f[1])}}}})
	}
	return archive
}

// TestValuesAreFoundAsByLookingAtAll compares the tables of a facet with a
// walk over all of its values.
func TestValuesAreFoundAsByLookingAtAll(t *testing.T) {
	ix := buildIndex(t, namedArchive()...)
	for _, facet := range []string{FacetAuthor, FacetKeyword, FacetYear} {
		f := ix.columns.facets[facet]
		for _, typed := range []string{"Ахметова А.", "akhmetova a", "Ivanova B", "Иванова", "степь", "«Степь»", "слово 7", "2003", "нет такого", ""} {
			var want []uint32
			for ord := range uint32(len(f.values)) {
				names := []string{f.values[ord]}
				for _, labels := range f.labels {
					names = append(names, labels[ord])
				}
				if slices.ContainsFunc(names, func(n string) bool {
					return n != "" && (n == typed || filterKey(facet, n) == filterKey(facet, typed))
				}) {
					want = append(want, ord)
				}
			}
			got := f.called(facet, typed)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s %q: values %v, a walk finds %v", facet, typed, got, want)
			}
		}
	}
}

func TestListsOfAFacet(t *testing.T) {
	ix := buildIndex(t, namedArchive()...)
	list := func(r FacetListRequest) *FacetList {
		t.Helper()
		got, err := ix.FacetValues(context.Background(), r)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, test := range []struct {
		rule, match string
		want        int
	}{
		{"the beginning of a name", "Ахм", 12},
		{"in another script", "akhm", 12},
		{"name and initial", "Ахметова Б", 1},
		{"in any order", "б ахметова", 1},
		{"nothing is everything", "", 36},
		{"no one", "щщщ", 0},
	} {
		if got := list(FacetListRequest{Name: FacetAuthor, Match: test.match}); got.Total != test.want {
			t.Errorf("%s: %q matches %d authors, want %d", test.rule, test.match, got.Total, test.want)
		}
	}
	byName := list(FacetListRequest{Name: FacetAuthor, Sort: "value", Lang: corpus.English, PerPage: 1000}).Values
	if !slices.IsSortedFunc(byName, func(a, b FacetValue) int { return strings.Compare(surnameFirst(a.Label), surnameFirst(b.Label)) }) || byName[0].Label != "A Abdirakhman" {
		t.Errorf("the authors are not in the order of their surnames: %v", byName)
	}
	for _, sort := range []string{"count", "value"} {
		r := FacetListRequest{Name: FacetKeyword, Sort: sort, Lang: corpus.Russian, PerPage: 1000}
		whole := list(r)
		r.PerPage = 7
		for r.Page = 1; (r.Page-1)*r.PerPage < whole.Total; r.Page++ {
			from := (r.Page - 1) * r.PerPage
			if got, want := list(r).Values, whole.Values[from:min(from+r.PerPage, whole.Total)]; !slices.Equal(got, want) {
				t.Errorf("sort %s, page %d: %v, want %v", sort, r.Page, got, want)
			}
		}
		if sort == "value" && !slices.IsSortedFunc(whole.Values, func(a, b FacetValue) int { return strings.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)) }) {
			t.Errorf("the values are not in alphabetical order: %v", whole.Values)
		}
	}
}
