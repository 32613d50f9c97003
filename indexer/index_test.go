package indexer

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"izde/corpus"
	"izde/indexer/query"
)

// buildIndex indexes articles and opens the generation.
func buildIndex(t testing.TB, articles ...*corpus.Article) *Index {
	t.Helper()
	dir := t.TempDir()
	writeJSONLines(t, filepath.Join(dir, "archive.jsonl"), articles...)
	return buildFiles(t, filepath.Join(dir, "archive.jsonl"))
}

// buildFiles indexes files and opens the generation.
func buildFiles(t testing.TB, paths ...string) *Index {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := Build(context.Background(), BuildOptions{Dir: dir, Paths: paths}); err != nil {
		t.Fatal(err)
	}
	ix, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix
}

func writeJSONLines(t testing.TB, path string, articles ...*corpus.Article) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	enc := json.NewEncoder(f)
	for _, a := range articles {
		if err := enc.Encode(a); err != nil {
			t.Fatal(err)
		}
	}
}

// search answers a request or fails the test.
func search(t testing.TB, ix *Index, r Request) *Result {
	t.Helper()
	res, err := ix.Search(context.Background(), r)
	if err != nil {
		t.Fatalf("search %+v: %v", r, err)
	}
	return res
}

// ids lists the hits of a result.
func ids(res *Result) []string {
	out := []string{}
	for _, h := range res.Hits {
		out = append(out, h.ID)
	}
	return out
}

// smallArchive is a handful of articles whose every word is known.
func smallArchive() []*corpus.Article {
	return []*corpus.Article{
		{ID: "steppe", Lang: "en", Kind: corpus.KindArticle, Year: 2021,
			Title:    corpus.Text{"en": "Trade routes of the steppe", "ru": "Торговые пути степи", "kk": "Даланың сауда жолдары"},
			Abstract: corpus.Text{"en": "Caravans crossed the steppe with silk. The steppe was no barrier."},
			Keywords: corpus.Keywords{"en": {"trade", "steppe"}, "ru": {"торговля", "степь"}, "kk": {"сауда", "дала"}},
			Authors:  []corpus.Author{{Name: corpus.Text{"en": "A.B. Zhumabayev", "kk": "А.Б. Жұмабаев"}}},
			Journal:  corpus.Journal{Title: corpus.Text{"en": "Journal of the Steppe", "ru": "Степной журнал"}, ISSN: "2959-0108", Series: corpus.Text{"en": "History and archaeology"}}, Volume: "7", Issue: "2", IRSTI: "03.20.00", UDC: "94(574)",
			References: []corpus.Reference{
				{N: 1, Text: "Orlova T.N. (2018). Gumanitarnaya sostavlyayushchaya shkolnogo obrazovaniya [The humanities in schooling]. – Tashkent: Maktab."}}},
		{ID: "silk", Lang: "ru", Kind: corpus.KindArticle, Year: 2020,
			Title:    corpus.Text{"ru": "Шёлк и степь", "en": "Silk and steppe"},
			Abstract: corpus.Text{"ru": "Караваны с шелком шли через степь. Торговля росла."},
			Keywords: corpus.Keywords{"ru": {"шёлк", "торговля"}},
			Authors:  []corpus.Author{{Name: corpus.Text{"ru": "Жумабаев А.Б."}}, {Name: corpus.Text{"ru": "Смирнова О.П."}}},
			Sections: []corpus.Section{{Heading: "Введение", Text: "Пути шелка известны. Вода была редка."}}},
		{ID: "school", Lang: "kk", Kind: corpus.KindArticle, Year: 2022,
			Title:    corpus.Text{"kk": "Мектептеріміздегі қазақ тілі"},
			Abstract: corpus.Text{"kk": "Мақалада мектепте қазақ тілін оқыту қарастырылады."},
			Keywords: corpus.Keywords{"kk": {"мектеп", "қазақ тілі"}},
			Authors:  []corpus.Author{{Name: corpus.Text{"kk": "Ә. Серікбай"}}}},
		{ID: "note", Lang: "en", Kind: corpus.KindNews, Year: 2022,
			Title:    corpus.Text{"en": "A note on water"},
			Sections: []corpus.Section{{Text: "Water is scarce. The state of the water matters."}}},
	}
}

// planOf compiles a query.
func planOf(t testing.TB, ix *Index, text string) *plan {
	t.Helper()
	p, err := ix.newPlan(t.Context(), query.Parse(text), false, view{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestOtherLanguagesAreFound: what an article prints in Kyrgyz or Uzbek has no
// field of its own, and is found and shown all the same.
func TestOtherLanguagesAreFound(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.jsonl")
	writeJSONLines(t, file, &corpus.Article{ID: "a", Lang: "ru", Kind: corpus.KindArticle,
		Title:    corpus.Text{"ru": "Орошение долин", "uz": "Vodiylarni sug'orish"},
		Abstract: corpus.Text{"ru": "О каналах.", "ky": "Өрөөндөрдү сугаруу жөнүндө."},
		Keywords: map[string][]string{"ru": {"каналы"}, "ky": {"каналдар", "сугаруу"}},
		Authors:  []corpus.Author{{Name: corpus.Text{"ky": "Ж. Токтомушев"}}},
		Sections: []corpus.Section{{Text: "Каналы строили издавна."}}})
	ix := buildFiles(t, file)
	for _, c := range []struct{ query, field, lang string }{
		{"vodiylarni", fieldBody, "uz"},
		{"өрөөндөрдү", fieldBody, "ky"},
		{"сугаруу", fieldBody, "ky"},
		{`"vodiylarni sug'orish"`, fieldBody, "uz"},
		{"author:Токтомушев", fieldAuthor, "ky"},
		{"орошение", fieldTitle, "ru"},
	} {
		hits := search(t, ix, Request{Query: c.query}).Hits
		if len(hits) != 1 || len(hits[0].Fragments) == 0 || hits[0].Fragments[0].Field != c.field || hits[0].Fragments[0].Lang != c.lang {
			t.Errorf("%s: %+v, want a fragment of %s in %s", c.query, hits, c.field, c.lang)
		}
	}
	if got := search(t, ix, Request{Facets: []FacetRequest{{Name: FacetAuthor}}}).Facets; len(got) != 1 || got[0].Total != 1 {
		t.Errorf("the author is in no facet: %+v", got)
	}
}
