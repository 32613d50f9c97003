package rawtext

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"izde/corpus"
)

// layoutArticle is what a layout fixture says of one of its articles.
type layoutArticle struct {
	Lang       string              `json:"lang"`
	Kind       string              `json:"kind"`
	Title      map[string]string   `json:"title"`
	Authors    []map[string]string `json:"authors"`
	Affil      []map[string]string `json:"affiliations"` // null: not compared
	Abstract   map[string]string   `json:"abstract"`
	Keywords   map[string][]string `json:"keywords"`
	Headings   []string            `json:"headings"` // null: not compared
	References []string            `json:"references"`
	Romanised  []string            `json:"romanised"`
	DOI        string              `json:"doi"`
	IRSTI      string              `json:"irsti"`
	UDC        string              `json:"udc"`
	Received   string              `json:"received"`
	Accepted   string              `json:"accepted"`
	ORCID      []string            `json:"orcid"`
	Email      []string            `json:"email"`
	Warn       []string            `json:"warn"` // "code lang" that must be warned about
}

func readLayout(t testing.TB, path string) (text string, want []layoutArticle) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	labels, err := os.ReadFile(strings.TrimSuffix(path, ".txt") + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(labels, &want); err != nil {
		t.Fatalf("reading the labels of %s: %v", path, err)
	}
	return string(raw), want
}

// differences compares an article with its labels and says what differs.
func (w *layoutArticle) differences(a *corpus.Article) []string {
	var out []string
	check := func(field string, got, want any) {
		g, _ := json.Marshal(got)
		x, _ := json.Marshal(want)
		if string(g) != string(x) {
			out = append(out, fmt.Sprintf("%s:\n   got %s\n  want %s", field, g, x))
		}
	}
	check("lang", a.Lang, w.Lang)
	if w.Kind != "" {
		check("kind", a.Kind, w.Kind)
	}
	for _, code := range corpus.Languages() {
		check("title."+code, a.Title[code], w.Title[code])
		check("abstract."+code, a.Abstract[code], w.Abstract[code])
		check("keywords."+code, append([]string{}, a.Keywords[code]...), append([]string{}, w.Keywords[code]...))
	}
	names := []map[string]string{}
	var orcids, emails []string
	for _, p := range a.Authors {
		names = append(names, p.Name)
		if p.ORCID != "" {
			orcids = append(orcids, p.ORCID)
		}
		if p.Email != "" {
			emails = append(emails, p.Email)
		}
	}
	check("authors", names, append([]map[string]string{}, w.Authors...))
	for i, want := range w.Affil {
		got := map[string]string{}
		if i < len(a.Authors) {
			maps.Copy(got, a.Authors[i].Affiliation)
		}
		if want != nil {
			check(fmt.Sprintf("affiliation of author %d", i+1), got, want)
		}
	}
	if w.ORCID != nil {
		check("orcid", orcids, w.ORCID)
	}
	if w.Email != nil {
		check("email", emails, w.Email)
	}
	var refs, roman []string
	for _, r := range a.References {
		refs = append(refs, r.Text)
		if r.Romanised != "" {
			roman = append(roman, r.Romanised)
		}
	}
	check("references", refs, w.References)
	if w.Romanised != nil {
		check("romanised", len(roman), len(w.Romanised)-w.sameInBoth())
	}
	check("codes", []string{a.DOI, a.IRSTI, a.UDC}, []string{w.DOI, w.IRSTI, w.UDC})
	if w.Received != "" {
		check("dates", []string{a.Received, a.Accepted}, []string{w.Received, w.Accepted})
	}
	if w.Headings != nil {
		headings := []string{}
		for _, s := range a.Sections {
			if s.Heading != "" {
				headings = append(headings, s.Heading)
			}
		}
		check("headings", headings, w.Headings)
	}
	for _, warn := range w.Warn {
		if !warned(a, warn) {
			out = append(out, "no warning "+warn)
		}
	}
	return out
}

// sameInBoth counts entries that both lists print alike.
func (w *layoutArticle) sameInBoth() int {
	n := 0
	for i := range w.Romanised {
		if i < len(w.References) && w.References[i] == w.Romanised[i] {
			n++
		}
	}
	return n
}

func warned(a *corpus.Article, warn string) bool {
	for _, w := range a.Warnings {
		if warn == strings.TrimSpace(w.Code+" "+w.Lang) {
			return true
		}
	}
	return false
}

// TestLayouts splits one small source for each way in which journals lay
// articles out.
func TestLayouts(t *testing.T) {
	files, _ := filepath.Glob("testdata/layouts/*.txt")
	if len(files) < 20 {
		t.Fatalf("%d layouts, want at least 20", len(files))
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			text, want := readLayout(t, path)
			res := Split(path, text, Options{})
			if len(res.Articles) != len(want) {
				t.Errorf("%d articles, want %d", len(res.Articles), len(want))
			}
			for i := range want {
				if i >= len(res.Articles) {
					break
				}
				for _, d := range want[i].differences(res.Articles[i]) {
					t.Errorf("article %d: %s", i+1, d)
				}
			}
			checkEveryLine(t, text, res)
		})
	}
}

// checkEveryLine fails if a source line that is not blank went nowhere.
func checkEveryLine(t *testing.T, text string, res Result) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != len(res.Lines) {
		t.Fatalf("%d lines are accounted for, the source has %d", len(res.Lines), len(lines))
	}
	for i, l := range res.Lines {
		if l.Field == "" || l.Line != i+1 {
			t.Errorf("line %d went nowhere: %q", i+1, lines[i])
		}
	}
}
