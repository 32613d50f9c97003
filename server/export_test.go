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
