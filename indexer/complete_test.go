package indexer

import (
	"strings"
	"testing"

	"izde/corpus"
)

// waters are articles that have the words of "water resources" in different
// places.
func waters() []*corpus.Article {
	article := func(id, title, abstract, reference string) *corpus.Article {
		a := &corpus.Article{ID: id, Lang: "en", Kind: corpus.KindArticle, Title: corpus.Text{"en": title}, Abstract: corpus.Text{"en": abstract}}
		if reference != "" {
			a.References = []corpus.Reference{{N: 1, Text: reference}}
		}
		return a
	}
	return []*corpus.Article{
		article("both", "Dividing a river", "How villages share water, and which resources they have beside it. Fields, canals, gardens and pastures are described village by village.", ""),
		article("mixed", "Water, water and water", "Water.", "Orlova T. (2018). Human resources of hospitals. Tashkent: Maktab."),
		article("cited", "A library", "Books are counted.", "Orlova T. (2019). Water resources of the plain. Tashkent: Maktab."),
		article("begins", "The waterproof cook", "Meals are described.", ""),
		article("pots", "Экономика села", "Clay of the hills.", ""),
		article("works", "Works", "Letters.", "Sommer E. (2011). Ekonomika goroda. Tashkent: Maktab."),
	}
}

// TestComplete says which documents have all the words of a query.
func TestComplete(t *testing.T) {
	ix := buildIndex(t, waters()...)
	for _, test := range []struct{ rule, query, want string }{
		{"words of the article, or of its references, are complete; of both together they are not; what has none is left out",
			"water resources", "both cited mixed"},
		{"AND takes them from anywhere", "water AND resources", "mixed both cited"},
	} {
		if got := strings.Join(ids(search(t, ix, Request{Query: test.query, NoExpand: true})), " "); got != test.want {
			t.Errorf("%s: %q finds %s, want %s", test.rule, test.query, got, test.want)
		}
	}
}

// TestMissingOfAlternatives: of alternatives one is enough.
func TestMissingOfAlternatives(t *testing.T) {
	ix := buildIndex(t, waters()...)
	for query, want := range map[string]string{
		"(water OR canals) books":  "cited:[] both:[books] mixed:[books]",
		"(clay OR meals) resource": "both:[clay meals]",
	} {
		res := search(t, ix, Request{Query: query, NoExpand: true})
		var got []string
		for _, h := range res.Hits {
			got = append(got, h.ID+":["+strings.Join(h.Missing, " ")+"]")
		}
		for _, w := range strings.SplitAfter(want, "] ") {
			if !strings.Contains(strings.Join(got, " "), strings.TrimSpace(w)) {
				t.Errorf("%s: %v, want %s among them", query, got, w)
			}
		}
	}
}
