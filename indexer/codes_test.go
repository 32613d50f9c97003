package indexer

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"izde/corpus"
)

// classifiedArchive has an article for each pair of codes.
func classifiedArchive() []*corpus.Article {
	var archive []*corpus.Article
	for i, codes := range [][2]string{
		{"11.25.09", "327.5"}, {"11.15.19", "321"}, {"11.25", "32"}, {"03.20.00", "94(574):327"}, {"11.25.09; 16.01.11", "811.512.122'36"}, {"", ""},
	} {
		archive = append(archive, &corpus.Article{ID: fmt.Sprint("a", i), Lang: corpus.English, Kind: "article",
			Title: corpus.Text{corpus.English: "Steppe"}, IRSTI: codes[0], UDC: codes[1]})
	}
	return archive
}

func TestClassificationsAreComparedAsFarAsTheyAreTyped(t *testing.T) {
	ix := buildIndex(t, classifiedArchive()...)
	for _, test := range []struct {
		rule, field, code string
		want              []string
	}{
		{"a subgroup is not the other subgroups of its group", "irsti", "11.25", []string{"a0", "a2", "a4"}},
		{"a rubric is itself only", "irsti", "11.25.09", []string{"a0", "a4"}},
		{"a group has all of its subgroups", "irsti", "11", []string{"a0", "a1", "a2", "a4"}},
		{"half a group is no group", "irsti", "11.2", nil},
		{"but may be left open", "irsti", "11.2*", []string{"a0", "a2", "a4"}},
		{"the second code counts too", "irsti", "16.01", []string{"a4"}},
		{"a number has what begins with it", "udc", "327", []string{"a0", "a3"}},
		{"and not its neighbours", "udc", "321", []string{"a1"}},
		{"each digit divides further", "udc", "32", []string{"a0", "a1", "a2", "a3"}},
		{"a main class is one digit", "udc", "3", []string{"a0", "a1", "a2", "a3"}},
		{"an auxiliary of place", "udc", "94(574)", []string{"a3"}},
		{"a joined number as it is printed", "udc", "94(574):327", []string{"a3"}},
		{"a star changes nothing of a number", "udc", "327*", []string{"a0", "a3"}},
		{"an auxiliary sign", "udc", "811.512.122'36", []string{"a4"}},
		{"a code that no article has", "udc", "99", nil},
	} {
		for how, req := range map[string]Request{
			"query":  {Query: test.field + ":" + test.code, NoExpand: true},
			"filter": {Filters: []Filter{{Field: test.field, Values: []string{test.code}}}},
		} {
			got := ids(search(t, ix, req))
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("%s: %s %s:%s finds %v, want %v", test.rule, how, test.field, test.code, got, test.want)
			}
		}
	}
}

// TestFacetsOfClassificationsAreMainClasses: a value finds as many as it counts.
func TestFacetsOfClassificationsAreMainClasses(t *testing.T) {
	ix := buildIndex(t, classifiedArchive()...)
	res := search(t, ix, Request{Facets: []FacetRequest{{FacetIRSTI, 10}, {FacetUDC, 10}}})
	want := []Facet{
		{Name: "irsti", Total: 3, Values: []FacetValue{{"11", "11", 4, false}, {"03", "03", 1, false}, {"16", "16", 1, false}}},
		{Name: "udc", Total: 3, Values: []FacetValue{{"3", "3", 4, false}, {"8", "8", 1, false}, {"9", "9", 1, false}}},
	}
	if diff := cmp.Diff(want, res.Facets); diff != "" {
		t.Fatalf("facets (-want +got):\n%s", diff)
	}
	for _, f := range res.Facets {
		for _, v := range f.Values {
			got := search(t, ix, Request{Filters: []Filter{{Field: f.Name, Values: []string{v.Value}}}, Facets: []FacetRequest{{f.Name, 10}}})
			if got.Total != v.Count {
				t.Errorf("%s %s counts %d and finds %d", f.Name, v.Value, v.Count, got.Total)
			}
			if i := slices.IndexFunc(got.Facets[0].Values, func(w FacetValue) bool { return w.Value == v.Value }); i < 0 || !got.Facets[0].Values[i].Selected {
				t.Errorf("%s %s is not shown as selected", f.Name, v.Value)
			}
		}
	}
}

// TestWildcardsUnderLabelsOfFacets: a star is the end of a word of a name.
func TestWildcardsUnderLabelsOfFacets(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	for query, want := range map[string][]string{
		"journal:step*": {"steppe"}, "series:arch*": {"steppe"}, "kind:art*": {"school", "silk", "steppe"}, "journal:eppe*": nil,
	} {
		got := ids(search(t, ix, Request{Query: query, NoExpand: true}))
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", query, got, want)
		}
	}
}
