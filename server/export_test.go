package server

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"izde/corpus"
)

func TestExports(t *testing.T) {
	s := newServer(t, invented(1), Options{BaseURL: "https://izde.example.kz"})
	w := get(t, s, "/articles/10.5555-tarikh.2022.v12.i3.04/ris")
	if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="10.5555-tarikh.2022.v12.i3.04.ris"` {
		t.Errorf("file name %s", got)
	}
	lines := strings.Split(w.Body.String(), "\r\n")
	want := []string{
		"TY  - JOUR",
		"TI  - Дала мектептеріндегі гуманитарлық дипломатия: 1920 жылдардағы оқу ағарту ісі",
		"TT  - Гуманитарная дипломатия в степных школах: просвещение 1920-х годов",
		"TT  - Humanitarian diplomacy in the schools of the steppe: education in the 1920s",
		"AU  - А.Б. Сәдуақасова", "AU  - Д.Е. Жанғалиев", "T2  - Өлке тарихы хабаршысы", "PY  - 2022", "VL  - 12", "IS  - 3",
		"SP  - 41", "EP  - 58", "SN  - 1234-5679", "DO  - 10.5555/Tarikh.2022.v12.i3.04", "LA  - kk",
	}
	if diff := cmp.Diff(want, lines[:len(want)]); diff != "" {
		t.Errorf("RIS (-want +got):\n%s", diff)
	}
	if tail := lines[len(lines)-2]; tail != "ER  - " {
		t.Errorf("RIS ends with %q", tail)
	}
	bib := get(t, s, "/articles/10.5555-tarikh.2022.v12.i3.04/bib").Body.String()
	for _, want := range []string{
		"@article{10.5555-tarikh.2022.v12.i3.04,\n", "  author = {А.Б. Сәдуақасова and Д.Е. Жанғалиев},\n", "  pages = {41--58},\n",
		"  langid = {kazakh},\n", "  url = {https://izde.example.kz/articles/10.5555-tarikh.2022.v12.i3.04}\n}\n",
	} {
		if !strings.Contains(bib, want) {
			t.Errorf("BibTeX lacks %q:\n%s", want, bib)
		}
	}
	if w := get(t, s, "/articles/none/bib"); w.Code != 404 {
		t.Errorf("an article that is not there: %d", w.Code)
	}
}

func TestExportsKeepHostileTextInItsField(t *testing.T) {
	a := &corpus.Article{DOI: "10.5555/a_b}", ID: "a\"b\r\nX: y/ә", Lang: "en", Title: corpus.Text{"en": "100% {of} C#\r\nER  - \r\nTY  - BOOK } \\end"}}
	if got := risOf(a, ""); strings.Count(got, "\r\nER  -") != 1 || strings.Contains(got, "\r\nTY") {
		t.Errorf("RIS: %q", got)
	}
	want := "@article{a-b--X--y--,\n  title = {100\\% \\{of\\} C\\# ER - TY - BOOK \\} \\textbackslash{}end},\n  doi = {10.5555/a_b},\n  langid = {english}\n}\n"
	if got := bibtexOf(a, ""); got != want {
		t.Errorf("BibTeX: %q, want %q", got, want)
	}
}

func TestAnArticleWhoseIDHasASlash(t *testing.T) {
	e := invented(3)
	e.articles[1].ID, e.articles[1].Title["en"] = "10.1234/abc.def", "With a slash"
	e.articles[2].ID, e.articles[2].Title["en"] = "вестник/2022/3 №5/ris", "Ends like an export"
	s := newServer(t, e)
	for _, row := range []struct {
		why, address string
		status       int
		has          string
	}{
		{"a page by the escaped slash", "/en/articles/10.1234%2Fabc.def", 200, "With a slash"},
		{"a page by the slash as it is", "/articles/10.1234/abc.def", 200, "With a slash"},
		{"its record", "/api/v1/articles/10.1234%2Fabc.def", 200, `"id":"10.1234/abc.def"`},
		{"its record by the slash as it is", "/api/v1/articles/10.1234/abc.def", 200, `"id":"10.1234/abc.def"`},
		{"its RIS", "/articles/10.1234%2Fabc.def/ris", 200, "TY  - JOUR"},
		{"its RIS by the slash as it is", "/articles/10.1234/abc.def/ris", 200, "TY  - JOUR"},
		{"its BibTeX", "/articles/10.1234%2Fabc.def/bib", 200, "@article{10.1234-abc.def"},
		{"an id that ends as an export does", articlePath("en", e.articles[2].ID), 200, "Ends like an export"},
		{"the export of that", articlePath("", e.articles[2].ID) + "/bib", 200, "@article{"},
		{"an id that climbs", "/en/articles/../../etc/passwd", 404, ""},
		{"an id that climbs, escaped", "/articles/..%2f..%2fetc%2fpasswd/ris", 404, ""},
		{"no id", "/en/articles/", 404, ""},
		{"an export of no id", "/articles/ris", 404, ""},
		{"an export of an empty id", "/articles//ris", 404, ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			w := get(t, s, row.address)
			if w.Code != row.status || !strings.Contains(w.Body.String(), row.has) {
				t.Errorf("%s: %d, want %d with %q:\n%.300s", row.address, w.Code, row.status, row.has, w.Body.String())
			}
		})
	}
	hit, _ := open(t, s, "/en/?q=slash").Find("main h3 a, main h2 a").First().Attr("href")
	if w := get(t, s, hit); w.Code != 200 {
		t.Errorf("the hit links to %q, which answers %d", hit, w.Code)
	}
}
