package rawtext

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"izde/corpus"
)

// goldArticle is one labelled article of the sample archive.
type goldArticle struct {
	File            string              `json:"file"`
	Lang            string              `json:"lang"`
	Title           map[string]string   `json:"title"`
	Authors         []corpus.Author     `json:"authors"`
	Abstract        map[string]string   `json:"abstract"`
	Keywords        map[string][]string `json:"keywords"`
	Sections        []string            `json:"sections"`
	ReferenceStarts []string            `json:"reference_starts"`
	RomanisedStarts []string            `json:"romanised_starts"`
	DOI             string              `json:"doi"`
	IRSTI           string              `json:"irsti"`
	UDC             string              `json:"udc"`
	Journal         corpus.Journal      `json:"journal"`
	Year            int                 `json:"year"`
	Issue           string              `json:"issue"`
	Pages           string              `json:"pages"`
	Kind            string              `json:"kind"`
}

// facts are the values of one article by field, each under a key that makes
// it comparable.
type facts map[string][]string

func (f facts) add(field, value string) {
	if value != "" {
		f[field] = append(f[field], strings.Join(strings.Fields(value), " "))
	}
}

func (f facts) addAuthors(list []corpus.Author) {
	for i, a := range list {
		for code, name := range a.Name {
			f.add("author", fmt.Sprint(i, " ", code, " ", name))
		}
		for code, text := range a.Affiliation {
			f.add("affiliation", fmt.Sprint(i, " ", code, " ", text))
		}
		f.add("orcid", a.ORCID)
		f.add("email", a.Email)
	}
}

func (f facts) addJournal(j corpus.Journal) {
	for code, t := range j.Title {
		f.add("journal", code+" "+strings.ToLower(t))
	}
	f.add("issn", j.ISSN)
	f.add("issn", j.EISSN)
}

func (g *goldArticle) facts() facts {
	f := facts{}
	f.add("lang", g.Lang)
	for code, t := range g.Title {
		f.add("title", code+" "+t)
	}
	for code, t := range g.Abstract {
		f.add("abstract", code+" "+t)
	}
	for code, list := range g.Keywords {
		for _, k := range list {
			f.add("keyword", code+" "+k)
		}
	}
	f.addAuthors(g.Authors)
	f.addJournal(g.Journal)
	for _, h := range g.Sections {
		f.add("heading", heading(h))
	}
	for _, r := range g.ReferenceStarts {
		f.add("reference", r)
	}
	for _, r := range g.RomanisedStarts {
		f.add("romanised", r)
	}
	f.add("doi", g.DOI)
	f.add("irsti", g.IRSTI)
	f.add("udc", g.UDC)
	f.add("year", fmt.Sprint(g.Year))
	f.add("issue", g.Issue)
	f.add("pages", g.Pages)
	f.add("kind", g.Kind)
	return f
}

func factsOf(a *corpus.Article) facts {
	g := goldArticle{Lang: a.Lang, Title: a.Title, Authors: a.Authors, Abstract: a.Abstract, Keywords: a.Keywords, DOI: a.DOI, IRSTI: a.IRSTI,
		UDC: a.UDC, Journal: a.Journal, Year: a.Year, Issue: a.Issue, Pages: a.Pages, Kind: a.Kind}
	for _, s := range a.Sections {
		if s.Heading != "" {
			g.Sections = append(g.Sections, s.Heading)
		}
	}
	for _, r := range a.References {
		g.ReferenceStarts = append(g.ReferenceStarts, firstRunes(r.Text, 40))
		if r.Romanised != "" {
			g.RomanisedStarts = append(g.RomanisedStarts, firstRunes(r.Romanised, 40))
		}
	}
	return g.facts()
}

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimSpace(string(r[:n]))
	}
	return s
}

// scores counts, per field, values that are right, found and wanted.
type scores map[string]*[3]int

func (s scores) compare(t *testing.T, name string, got, want facts) {
	fields := map[string]bool{}
	for f := range got {
		fields[f] = true
	}
	for f := range want {
		fields[f] = true
	}
	for f := range fields {
		if s[f] == nil {
			s[f] = &[3]int{}
		}
		left := slices.Clone(want[f])
		s[f][1] += len(got[f])
		s[f][2] += len(want[f])
		for _, v := range got[f] {
			if i := slices.Index(left, v); i >= 0 {
				s[f][0]++
				left = slices.Delete(left, i, i+1)
			} else if testing.Verbose() {
				t.Logf("%s: %s is not in the gold: %s", name, f, v)
			}
		}
		if testing.Verbose() {
			for _, v := range left {
				t.Logf("%s: %s was not found: %s", name, f, v)
			}
		}
	}
}

// lowest is the precision and recall that every field must reach.
const lowest = 0.97

func (s scores) report(t *testing.T) {
	var fields []string
	for f := range s {
		fields = append(fields, f)
	}
	sort.Strings(fields)
	for _, f := range fields {
		c := s[f]
		p, r := float64(c[0])/float64(max(c[1], 1)), float64(c[0])/float64(max(c[2], 1))
		t.Logf("%-12s precision %.3f recall %.3f (%d right, %d found, %d wanted)", f, p, r, c[0], c[1], c[2])
		if p < lowest || r < lowest {
			t.Errorf("%s is below %.2f", f, lowest)
		}
	}
}

// archiveDir holds the sample archive, goldDir its labels.
const (
	archiveDir = "../../testdata/archive"
	goldDir    = "../../testdata/gold"
)

// TestGold splits the sample archive and compares every field with its
// labels.
func TestGold(t *testing.T) {
	gold := readGold(t)
	if len(gold) == 0 {
		t.Skip("no labelled archive here")
	}
	total := scores{}
	for file, want := range gold {
		res := splitFile(t, filepath.Join(archiveDir, file))
		if len(res.Articles) != len(want) {
			t.Errorf("%s has %d articles, %d were found", file, len(want), len(res.Articles))
		}
		for i := range want {
			if i < len(res.Articles) {
				total.compare(t, fmt.Sprintf("%s article %d", file, i+1), factsOf(res.Articles[i]), want[i].facts())
			}
		}
	}
	total.report(t)
}

func readGold(t *testing.T) map[string][]goldArticle {
	files, _ := filepath.Glob(goldDir + "/*.jsonl")
	out := map[string][]goldArticle{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(f)
		in.Buffer(nil, 1<<22)
		for n := 1; in.Scan(); n++ {
			var g goldArticle
			if err := json.Unmarshal(in.Bytes(), &g); err != nil {
				t.Fatalf("reading %s line %d: %v", name, n, err)
			}
			out[g.File] = append(out[g.File], g)
		}
		f.Close()
		if err := in.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return out
}
