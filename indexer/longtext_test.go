package indexer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"izde/corpus"
)

// TestAPastedTextIsSearchedByItsRarestWords pastes the abstract of one of many
// articles that share most of their words.
func TestAPastedTextIsSearchedByItsRarestWords(t *testing.T) {
	var archive []*corpus.Article
	for i := range 60 {
		var b strings.Builder
		for w := range 90 {
			fmt.Fprintf(&b, "common%c%c ", 'a'+w%26, 'a'+w/26)
			if w%4 == 0 {
				fmt.Fprintf(&b, "special%c%c%c ", 'a'+i%26, 'a'+i/26, 'a'+w/4)
			}
		}
		archive = append(archive, &corpus.Article{ID: fmt.Sprint("a", i), Lang: corpus.English, Kind: "article",
			Title: corpus.Text{corpus.English: fmt.Sprint("Title ", i)}, Abstract: corpus.Text{corpus.English: b.String()}})
	}
	ix := buildIndex(t, archive...)
	pasted := archive[41].Abstract[corpus.English]
	res := search(t, ix, Request{Query: pasted + " unheard", NoExpand: true})
	if len(res.Hits) == 0 || res.Hits[0].ID != "a41" {
		t.Fatalf("the abstract of a41 finds %v", ids(res))
	}
	if !slices.ContainsFunc(res.Notes, func(n Note) bool { return n.Code == "long-text" }) {
		t.Errorf("the answer does not say that words were passed over: %v", res.Notes)
	}
	if missing := res.Hits[0].Missing; len(missing) > 0 {
		t.Errorf("a41 lacks %v of its own abstract", missing)
	}
	p := planOf(t, ix, pasted+" unheard")
	searched := 0
	for _, l := range p.order {
		if p.silent(l) {
			continue
		}
		searched++
		if l.typed == "unheard" {
			t.Error("a word that no article has took the place of one that some have")
		}
	}
	if searched != longText {
		t.Errorf("%d words are searched, want %d", searched, longText)
	}
	for _, l := range p.order {
		if strings.HasPrefix(l.typed, "special") && p.silent(l) {
			t.Errorf("%s stands in one article and is passed over", l.typed)
		}
	}
}

// TestShortQueriesAreSearchedWhole: what a person types is not shortened.
func TestShortQueriesAreSearchedWhole(t *testing.T) {
	ix := buildIndex(t, smallArchive()...)
	p := planOf(t, ix, strings.Repeat("caravans steppe silk water ", longText/4))
	for _, l := range p.order {
		if p.silent(l) {
			t.Errorf("%s is passed over", l.typed)
		}
	}
}
