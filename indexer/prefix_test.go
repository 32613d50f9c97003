package indexer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"izde/corpus"
)

// wideArchive has more words that begin alike than a wildcard stands for, a
// few in many articles and most in few, as words are.
func wideArchive(words int) []*corpus.Article {
	var archive []*corpus.Article
	for i := range 60 {
		var b strings.Builder
		for w := range words {
			if i < 60/(1+w/30) {
				fmt.Fprintf(&b, "wide%c%c%c ", 'a'+w%26, 'a'+w/26%26, 'a'+w/676)
			}
		}
		archive = append(archive, &corpus.Article{ID: fmt.Sprint("a", i), Lang: corpus.English, Kind: "article",
			Title: corpus.Text{corpus.English: fmt.Sprint("Title ", i)}, Abstract: corpus.Text{corpus.English: b.String()}})
	}
	return archive
}

// TestAWildcardStandsForTheCommonestTerms counts them by unpacking all. None
// that is twice as common may be left out.
func TestAWildcardStandsForTheCommonestTerms(t *testing.T) {
	ix := buildIndex(t, wideArchive(1500)...)
	field := ix.schema.byName["abstract.en"]
	wide := func(most int) (terms []string, whole bool) {
		fields := []prefixTerms{{field: field, start: "wide"}}
		whole, err := ix.fillPrefixes(t.Context(), fields, most)
		if err != nil {
			t.Fatal(err)
		}
		return fields[0].terms, whole
	}
	all, whole := wide(5000)
	if !whole || len(all) < 500 {
		t.Fatalf("%d terms, all of them %v", len(all), whole)
	}
	count := func(term string) int {
		p, err := ix.postingsOf(field, term)
		if err != nil {
			t.Fatal(err)
		}
		return p.n
	}
	got, whole := wide(maxPrefixTerms)
	if whole || len(got) != maxPrefixTerms {
		t.Fatalf("%d terms, all of them %v; want %d", len(got), whole, maxPrefixTerms)
	}
	least := ix.columns.docs
	for _, term := range got {
		least = min(least, count(term))
	}
	for _, term := range all {
		if count(term) > 2*least && !slices.Contains(got, term) {
			t.Errorf("%s stands in %d articles and is left out, others in %d are not", term, count(term), least)
		}
	}
}

func TestManyWildcards(t *testing.T) {
	ix := buildIndex(t, wideArchive(300)...)
	var typed []string
	for i := range 2 * maxWildcards {
		typed = append(typed, fmt.Sprintf("wide%c*", 'a'+i))
	}
	res := search(t, ix, Request{Query: strings.Join(typed, " OR "), NoExpand: true})
	if !slices.ContainsFunc(res.Notes, func(n Note) bool { return n.Code == "too-many-wildcards" }) {
		t.Errorf("the answer does not say that some wildcards were not searched as such: %v", res.Notes)
	}
	if res.Total == 0 {
		t.Error("the first wildcards find nothing")
	}
}

// TestAWildcardFindsTheSameWhateverWasAskedBefore asks the same of an index
// that was asked for other terms with the same beginning, as many of them.
func TestAWildcardFindsTheSameWhateverWasAskedBefore(t *testing.T) {
	var archive []*corpus.Article
	for i := range 60 {
		var title, abstract strings.Builder
		for w := range 300 {
			word := fmt.Sprintf("wide%c%c%cx ", 'a'+w/676, 'a'+w/26%26, 'a'+w%26)
			switch {
			case w < 150 && i == 0, w >= 150 && w < 256 && i >= 1 && i <= 10, w >= 256 && i > 10 && i <= 20:
				title.WriteString(word)
			case w < 150 && i >= 21:
				abstract.WriteString(word)
			}
		}
		archive = append(archive, &corpus.Article{ID: fmt.Sprint("a", i), Lang: corpus.English, Kind: "article",
			Title: corpus.Text{corpus.English: "Title " + title.String()}, Abstract: corpus.Text{corpus.English: "nothing " + abstract.String()}})
	}
	cold, warm := buildIndex(t, archive...), buildIndex(t, archive...)
	search(t, warm, Request{Query: "title:wide*", NoExpand: true})
	if a, b := search(t, cold, Request{Query: "wide*", NoExpand: true}).Total, search(t, warm, Request{Query: "wide*", NoExpand: true}).Total; a != b {
		t.Errorf("%d articles, %d after title:wide*", a, b)
	}
}
