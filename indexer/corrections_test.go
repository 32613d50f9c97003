package indexer

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"izde/analyzers/analyzertest"
	"izde/corpus"
)

// corrected shows the corrections of a query on one line.
func corrected(res *Result) string {
	var out []string
	for _, c := range res.Corrections {
		s := c.Query + " (" + c.Reason
		if c.Used {
			s += ", used"
		}
		out = append(out, s+")")
	}
	return strings.Join(out, "; ")
}

func TestCorrections(t *testing.T) {
	ix := buildIndex(t, lessons()...)
	for _, c := range []struct{ what, typed, want string }{
		{"a word of the archive needs none", "дипломатия", ""},
		{"nor does a form that was never printed, when its stem was", "дипломатияларымыздың", ""},
		{"nor a Kazakh word without its letters, since that finds it", "казак тили", ""},
		{"nor what is in no way near", "гидрогеология", ""},
		{"nor a number", "2077", ""},
		{"a slip at the beginning, where nothing is found", "деплматия", "дипломатия (spelling, used)"},
		{"a slip further on, where the first letters find something", "дипломктия", "дипломатия (spelling)"},
		{"an inflected form keeps its ending", "унверситеттердің", "университеттердің (spelling, used)"},
		{"English", "dilpomacy", "diplomacy (spelling, used)"},
		{"the English layout for the Russian one", "lbgkjvfnbz", "дипломатия (layout, used)"},
		{"two words on the wrong layout, one of them mistyped", "ievfybnfhyfz lbgkjvfnbz", "ievfybnfhyfz дипломатия (layout, used)"},
		{"two words on the wrong layout", "uevfybnfhyfz lbgkjvfnbz", "гуманитарная дипломатия (layout, used)"},
		{"the Russian layout for the English one", "вшздщьфсн", "diplomacy (layout, used)"},
		{"one word on the wrong layout", "гуманитарная lbgkjvfnbz", "гуманитарная дипломатия (layout)"},
		{"letters of a wrong layout that are punctuation", "gjxds cntgtq", "почвы степей (layout, used)"},
		{"the Kazakh letters of the digit row", "0fpf0", "қазақ (layout, used)"},
		{"two words with them", "0fpf0 n3k3", "қазақ тілі (layout, used)"},
		{"a word with them beside a right one", "дипломатия 0fpf0", "дипломатия қазақ (layout)"},
		{"a word with them beside a number", "0fpf0 1977", "қазақ 1977 (layout, used)"},
		{"ө is the key of the hyphen that excludes", "uevfybnfhks0 -43hk3r", "гуманитарлық өңірлік (layout, used)"},
		{"ө alone, where all that is not excluded is found", "-43hk3r", "өңірлік (layout, used)"},
		{"a word that is excluded and known is excluded", "-diplomacy", ""},
		{"the other layout where a letter inside is a semicolon", "ehj;fq", "урожай (layout, used)"},
		{"the same beside a right word", "дипломатия ehj;fq", "дипломатия урожай (layout)"},
		{"a letter at the beginning that is punctuation", "дипломатия ;9vf,ftdf", "дипломатия жұмабаева (layout)"},
		{"a word that the archive has only the first letters of", "ehj;fbyf", "урожаина (layout, used)"},
		{"a code that is no word on any layout", "b2b covid-19", ""},
		{"one of two words is wrong", "гуманитарная деплматия", "гуманитарная дипломатия (spelling)"},
		{"two of two", "гумонитарная деплматия", "гуманитарная дипломатия (spelling, used)"},
		{"a capital stays", "Деплматия", "Дипломатия (spelling, used)"},
		{"a label stays", "keyword:деплматия", "keyword:дипломатия (spelling, used)"},
		{"a label says where the right word must be", "title:сотрудниество", ""},
		{"quotes stay, and what is quoted is not replaced unasked", `"гуманитарная деплматия"`, `"гуманитарная дипломатия" (spelling)`},
		{"so do other quotes", "«гуманитарная деплматия»", "«гуманитарная дипломатия» (spelling)"},
		{"an operator stays, likewise", "деплматия AND университеты", "дипломатия AND университеты (spelling)"},
		{"operators among words", "(деплматия AND университеты) опыт", "(дипломатия AND университеты) опыт (spelling)"},
		{"a word that is not wanted is not corrected", "дипломатия -пщвы", ""},
		{"what stands around stays as it was typed", "  (деплматия)  year:2015..2016", "  (дипломатия)  year:2015..2016 (spelling)"},
		{"a name", "Жумабпева", "Жумабаева (spelling, used)"},
		{"a name that was printed once", "Кавалёва", "Ковалёва (spelling, used)"},
		{"under the label of names", "author:Кавалева", "author:Ковалёва (spelling, used)"},
		{"where no other words are offered", "author:депломатия", ""},
		{"a name that was printed once is right", "Ковалёва", ""},
		{"a blank is missing", "қазақтілінің", "қазақ тілінің (spelling)"},
	} {
		if got := corrected(search(t, ix, Request{Query: c.typed})); got != c.want {
			t.Errorf("%s: %s gives %q, not %q", c.what, c.typed, got, c.want)
		}
	}
}

func TestUsedCorrectionIsSearched(t *testing.T) {
	ix := buildIndex(t, lessons()...)
	right := search(t, ix, Request{Query: "дипломатия", PerPage: 1, Facets: []FacetRequest{{FacetYear, 5}}})
	got := search(t, ix, Request{Query: "деплматия", PerPage: 1, Facets: []FacetRequest{{FacetYear, 5}}})
	if got.Total == 0 || got.Total != right.Total || got.Query != right.Query || got.Hits[0].ID != right.Hits[0].ID || len(got.Facets[0].Values) == 0 {
		t.Errorf("the correction finds %d under %q, the right word %d under %q", got.Total, got.Query, right.Total, right.Query)
	}
	next := search(t, ix, Request{Query: "деплматия", PerPage: 1, Cursor: got.Next})
	if len(next.Hits) != 1 || next.Hits[0].ID == got.Hits[0].ID || next.Hits[0].Rank != 2 {
		t.Errorf("the second page of a correction: %+v", next.Hits)
	}
	list, err := ix.FacetValues(context.Background(), FacetListRequest{Name: FacetYear, Query: "деплматия"})
	if err != nil || list.Total != len(got.Facets[0].Values) {
		t.Errorf("the years of a correction are %v (%v), its facet has %v", list, err, got.Facets[0].Values)
	}
	filtered := search(t, ix, Request{Query: "деплматия", Filters: []Filter{{Field: FacetYear, From: 1900, To: 1901}}})
	if len(filtered.Corrections) > 0 || filtered.Total > 0 {
		t.Errorf("a correction that finds nothing under the filter is shown: %+v", filtered.Corrections)
	}
}

// TestRareWordIsDoubted: a word that was misprinted once is corrected if the
// right one is common, and only offered.
func TestRareWordIsDoubted(t *testing.T) {
	articles := lessons()
	for i := range 30 {
		a := *articles[3]
		a.ID = "more" + string(rune('A'+i))
		articles = append(articles, &a)
	}
	misprint := *articles[5]
	misprint.ID, misprint.Abstract = "misprint", corpus.Text{"ru": "О депломатии и о тарифах."}
	ix := buildIndex(t, append(articles, &misprint)...)
	if got, want := corrected(search(t, ix, Request{Query: "депломатия"})), "дипломатия (spelling)"; got != want {
		t.Errorf("a misprint: %q, not %q", got, want)
	}
	if got := corrected(search(t, ix, Request{Query: "тариф"})); got != "" {
		t.Errorf("a rare word that is near to nothing common: %q", got)
	}
}

// TestCorrectionsFindMore: whatever is typed, every correction finds
// something, more than what was typed.
func TestCorrectionsFindMore(t *testing.T) {
	ix := buildIndex(t, lessons()...)
	words := strings.Fields("гуманитарная дипломатия қазақ тілінің сөздігі humanitarian diplomacy language почвы степей Жұмабаева университеттер lbgkjvfnbz")
	word := rapid.Custom(func(t *rapid.T) string {
		w := []rune(rapid.SampledFrom(words).Draw(t, "word"))
		at := rapid.IntRange(0, len(w)-1).Draw(t, "at")
		slip := rapid.OneOf(rapid.SampledFrom(append(analyzertest.HardRunes(), "", "а", "е", "x")), analyzertest.Text()).Draw(t, "slip")
		return string(w[:at]) + slip + string(w[at+rapid.IntRange(0, 1).Draw(t, "cut"):])
	})
	rapid.Check(t, func(t *rapid.T) {
		typed := strings.Join(rapid.SliceOfN(rapid.OneOf(word, rapid.SampledFrom([]string{"AND", "-", "(", `"`, "title:", "year:2015"})), 1, 5).Draw(t, "words"), " ")
		res, err := ix.Search(context.Background(), Request{Query: typed})
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range res.Corrections {
			again, err := ix.Search(context.Background(), Request{Query: c.Query})
			if err != nil {
				t.Fatal(err)
			}
			if again.Total == 0 || c.Query == typed || c.Used && (i > 0 || res.Total != again.Total) {
				t.Fatalf("%q: correction %d %+v finds %d", typed, i, c, again.Total)
			}
			if !slices.Contains([]string{reasonLayout, reasonLetters, reasonSpelling}, c.Reason) {
				t.Fatalf("%q: %+v", typed, c)
			}
		}
	})
}

// TestWhatNobodyReadsIsLeftOut: without fragments and corrections a search
// finds the same, and nothing instead of what was typed.
func TestWhatNobodyReadsIsLeftOut(t *testing.T) {
	ix := buildIndex(t, lessons()...)
	for _, typed := range []string{"дипломатия", "humanitarian language", "почвы деплматия", "деплматия"} {
		full := search(t, ix, Request{Query: typed})
		bare := search(t, ix, Request{Query: typed, NoFragments: true, NoCorrections: true})
		if used := len(full.Corrections) > 0 && full.Corrections[0].Used; used {
			if bare.Total != 0 {
				t.Errorf("%q finds %d though corrections are off", typed, bare.Total)
			}
			continue
		}
		for i := range full.Hits {
			if len(full.Hits[i].Fragments) == 0 {
				t.Errorf("%q: hit %d has no fragments", typed, i)
			}
			full.Hits[i].Fragments = nil
		}
		if !reflect.DeepEqual(full.Hits, bare.Hits) || len(bare.Corrections) > 0 {
			t.Errorf("%q: hits %+v, corrections %v; in full %+v", typed, bare.Hits, bare.Corrections, full.Hits)
		}
	}
}

// TestWordOfReferencesIsDoubted: in references words are printed in any
// spelling; that one is found there does not make it right.
func TestWordOfReferencesIsDoubted(t *testing.T) {
	articles := lessons()
	articles[0].References = []corpus.Reference{{N: 1, Text: "Sommer E. (2011). Deplomatiya goroda. Tashkent: Maktab."}}
	ix := buildIndex(t, articles...)
	res := search(t, ix, Request{Query: "депломатия", NoExpand: true})
	if got, want := corrected(res), "дипломатия (spelling)"; got != want || res.Total != 1 {
		t.Errorf("a misspelling that a reference has finds %d and gives %q, not %q", res.Total, got, want)
	}
}
