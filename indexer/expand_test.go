package indexer

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"izde/corpus"
)

// alsoSearched shows the expansions of a result, one a line.
func alsoSearched(res *Result) string {
	var b strings.Builder
	for _, e := range res.Expansions {
		fmt.Fprintf(&b, "  %s:", e.Typed)
		for _, t := range e.Terms {
			fmt.Fprintf(&b, " %s (%s %.2f);", t.Text, t.Lang, t.Weight)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestAlsoSearched holds what real queries over the sample archive are
// translated to. Run with -update to accept a change.
func TestAlsoSearched(t *testing.T) {
	const golden = "testdata/expansions.txt"
	ix := buildFiles(t, "../testdata/archive")
	var b strings.Builder
	for _, q := range []string{
		"humanitarian diplomacy", "гуманитарлық дипломатияның", "гуманитарную дипломатию", `"humanitarian diplomacy"`,
		"қазақ тілі", "казак тили", "qazaq tili", "water law of rivers", "rights", "мектептеріміздегі", "сельское население",
		"title:экономика", "author:Мұқанова", "ref:право", "көші-қон", "COVID-19", "humanit*", "-школа мектеп", "year:2022 migration",
		"school OR sovereignty", "access to justice", "су",
	} {
		fmt.Fprintf(&b, "%s\n%s", q, alsoSearched(search(t, ix, Request{Query: q})))
	}
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("translations changed (-want +got); look at each, then run with -update:\n%s", diff)
	}
}

// translatingArchive knows water law as су құқығы from two articles, and has
// others in which only one of the words or languages stands.
func translatingArchive() []*corpus.Article {
	article := func(id string, title corpus.Text, keywords corpus.Keywords) *corpus.Article {
		return &corpus.Article{ID: id, Lang: "kk", Kind: corpus.KindArticle, Year: 2020, Title: title, Keywords: keywords}
	}
	lists := func(kk, en string) corpus.Keywords {
		return corpus.Keywords{"kk": strings.Split(kk, ", "), "en": strings.Split(en, ", ")}
	}
	return []*corpus.Article{
		article("both-1", corpus.Text{"kk": "Бірінші шолу"}, lists("су құқығы, егемендік", "water law, sovereignty")),
		article("both-2", corpus.Text{"kk": "Екінші шолу"}, lists("су құқығы, кеден", "water law, customs")),
		article("kazakh", corpus.Text{"kk": "Су құқығы туралы"}, nil),
		article("kazakh-apart", corpus.Text{"kk": "Құқық және таза су"}, nil),
		article("water", corpus.Text{"kk": "Таза су"}, nil),
		article("english", corpus.Text{"en": "On water law"}, nil),
		article("customs", corpus.Text{"en": "The customs of nomads"}, nil),
	}
}

func TestTranslationsInSearch(t *testing.T) {
	ix := buildIndex(t, translatingArchive()...)
	tests := []struct {
		name  string
		query string
		off   bool
		want  []string // in any order
	}{
		{"a translation is found too", "water law", false, []string{"both-1", "both-2", "english", "kazakh", "kazakh-apart"}},
		{"expansion can be switched off", "water law", true, []string{"both-1", "both-2", "english"}},
		{"all words of a translation are required", "water law", false, []string{"both-1", "both-2", "english", "kazakh", "kazakh-apart"}},
		{"a phrase is translated as a phrase", `"water law"`, false, []string{"both-1", "both-2", "english", "kazakh"}},
		{"a phrase that is no entry is not translated by its words", `"law water"`, false, nil},
		{"a label keeps to its field", `title:(water law)`, false, []string{"english", "kazakh", "kazakh-apart"}},
		{"names are not translated", "author:customs", false, nil},
		{"what is excluded is excluded as typed", "water -law", false, nil},
		{"a wildcard is not translated", "sovereig*", false, []string{"both-1"}},
	}
	for _, tt := range tests {
		got := ids(search(t, ix, Request{Query: tt.query, NoExpand: tt.off}))
		if tt.name == "what is excluded is excluded as typed" {
			for _, id := range []string{"both-1", "both-2", "english"} {
				if slices.Contains(got, id) {
					t.Errorf("%s: %s found %v", tt.name, tt.query, got)
				}
			}
			continue
		}
		slices.Sort(got)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %s found %v, want %v", tt.name, tt.query, got, tt.want)
		}
	}
}

// TestTypedWordsCountMost compares the scores of one text in two languages.
func TestTypedWordsCountMost(t *testing.T) {
	ix := buildIndex(t, translatingArchive()...)
	res := search(t, ix, Request{Query: "water law", Explain: true})
	score := map[string]float64{}
	for _, h := range res.Hits {
		score[h.ID] = h.Score
		if len(h.Missing) > 0 {
			t.Errorf("%s lacks %v, though it has the translation", h.ID, h.Missing)
		}
	}
	if score["english"] <= score["kazakh"] {
		t.Errorf("the translation scores %.2f, the typed words %.2f", score["kazakh"], score["english"])
	}
	for _, h := range res.Hits {
		if h.ID == "kazakh" && !strings.Contains(h.Explanation.Details[0].Message, "су құқығы, translation of water law") {
			t.Errorf("the explanation does not name the translation: %+v", h.Explanation)
		}
	}
}

// TestTypedWordsAreShownFirst: of two texts that show as much, the one with the
// typed words comes before its translation.
func TestTypedWordsAreShownFirst(t *testing.T) {
	ix := buildIndex(t, translatingArchive()...)
	for query, lang := range map[string]string{"sovereignty": "en", "егемендік": "kk"} {
		for _, h := range search(t, ix, Request{Query: query}).Hits {
			if h.ID == "both-1" && (len(h.Fragments) != 2 || h.Fragments[0].Lang != lang) {
				t.Errorf("%s: fragments %+v, want two, that in %s first", query, h.Fragments, lang)
			}
		}
	}
}

func TestTranslationsAreMarked(t *testing.T) {
	ix := buildIndex(t, translatingArchive()...)
	for _, q := range []string{"water law", `"water law"`} {
		for _, h := range search(t, ix, Request{Query: q}).Hits {
			if h.ID != "kazakh" {
				continue
			}
			f := h.Fragments[0]
			var got []string
			for _, m := range f.Marks {
				got = append(got, f.Text[m.Start:m.End]+" "+m.Kind)
			}
			if want := []string{"Су translation", "құқығы translation"}; !slices.Equal(got, want) {
				t.Errorf("%s: marked %q, want %q", q, got, want)
			}
		}
	}
}

// TestViewWithoutAnArticle: what only the target taught does not count.
func TestViewWithoutAnArticle(t *testing.T) {
	ix := buildIndex(t, translatingArchive()...)
	tests := []struct {
		query, without string
		want           bool // that it is translated
	}{
		{"sovereignty", "", true},
		{"sovereignty", "both-1", false},
		{"sovereignty", "both-2", true},
		{"water law", "both-1", true}, // both-2 says so too
	}
	for _, tt := range tests {
		res, err := ix.SearchView(t.Context(), Request{Query: tt.query}, View{Langs: []string{"kk"}, Without: tt.without})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(res.Hits) > 0; got != tt.want {
			t.Errorf("%s without %q finds %v", tt.query, tt.without, ids(res))
		}
	}
	if _, err := ix.SearchView(t.Context(), Request{Query: "x"}, View{Without: "no such article"}); err == nil {
		t.Error("a view without an article that is not there is no error")
	}
}

// TestSKOSInBuild adds a librarian's thesaurus to an index.
func TestSKOSInBuild(t *testing.T) {
	dir := t.TempDir()
	articles, thesaurus := filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "t.ttl")
	writeJSONLines(t, articles, smallArchive()...)
	text := "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<#w> s:prefLabel \"лингвистика\"@ru, \"тіл\"@kaz, \"water\"@en ."
	if err := os.WriteFile(thesaurus, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	opt := BuildOptions{Dir: filepath.Join(dir, "ix"), Paths: []string{articles}, Thesauri: []string{thesaurus}}
	if _, err := Build(t.Context(), opt); err != nil {
		t.Fatal(err)
	}
	ix, err := Open(opt.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	res := search(t, ix, Request{Query: "лингвистикой"})
	if len(res.Expansions) != 1 || res.Expansions[0].Terms[0].Source != "t.ttl" || !slices.Contains(ids(res), "school") || !slices.Contains(ids(res), "note") {
		t.Errorf("found %v by %+v", ids(res), res.Expansions)
	}
	if err := os.WriteFile(thesaurus, []byte("no thesaurus"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(t.Context(), opt); err == nil || !strings.Contains(err.Error(), "t.ttl line 1") {
		t.Errorf("a broken thesaurus: %v", err)
	}
	if _, err := os.Stat(opt.Dir); err != nil {
		t.Error(err)
	}
}
