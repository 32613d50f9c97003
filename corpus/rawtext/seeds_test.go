package rawtext

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"izde/corpus/clean"
)

// seedsDir holds real sources for measuring, where they are at hand.
const seedsDir = "../../../shared/seeds"

func splitFile(t testing.TB, path string) Result {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skip("not here:", err)
	}
	text, _, err := clean.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return Split(filepath.Base(path), text, Options{})
}

// TestSeeds checks what is made of the real sources, where they are at hand:
// a single article, three texts without apparatus, a whole issue.
func TestSeeds(t *testing.T) {
	files, _ := filepath.Glob(seedsDir + "/*.txt")
	if len(files) != 5 {
		t.Skip("no real sources here")
	}
	want := []struct {
		articles int
		langs    string // of the bodies
		kinds    string
	}{
		{1, "en", "article"}, {1, "en", "news"}, {1, "en", "news"}, {1, "en", "news"},
		{6, "en en en en ru kk", "article article article article article article"},
	}
	for i, path := range files {
		res := splitFile(t, path)
		var langs, kinds []string
		for _, a := range res.Articles {
			langs, kinds = append(langs, a.Lang), append(kinds, a.Kind)
		}
		if len(res.Articles) != want[i].articles || strings.Join(langs, " ") != want[i].langs || strings.Join(kinds, " ") != want[i].kinds {
			t.Errorf("%s: %d articles, languages %v, kinds %v", filepath.Base(path), len(res.Articles), langs, kinds)
		}
		for _, l := range res.Lines {
			if l.Field == "" {
				t.Errorf("%s: line %d went nowhere", filepath.Base(path), l.Line)
			}
		}
	}
}

// TestSeedFields checks the fields of the real sources that can be counted.
func TestSeedFields(t *testing.T) {
	files, _ := filepath.Glob(seedsDir + "/*.txt")
	if len(files) != 5 {
		t.Skip("no real sources here")
	}
	single := splitFile(t, files[0]).Articles[0]
	if len(single.Authors) != 3 || len(single.References) != 15 || len(single.Title) != 3 || len(single.Abstract) != 3 || len(single.Keywords) != 3 {
		t.Errorf("the single article has %d authors, %d references, titles %d, abstracts %d, keywords %d",
			len(single.Authors), len(single.References), len(single.Title), len(single.Abstract), len(single.Keywords))
	}
	without := 0 // entries that print no year
	for _, r := range single.References {
		if !yearMark.MatchString(r.Text) {
			without++
		}
	}
	if without > 1 {
		t.Errorf("%d references lost their years", without)
	}
	for i, a := range splitFile(t, files[4]).Articles {
		if len(a.Title) != 3 || len(a.Abstract) != 3 || a.Journal.ISSN != "1563-0285" || a.Journal.EISSN != "2618-1215" || a.Year != 2022 || a.Issue != "4" || a.Volume != "100" {
			t.Errorf("article %d of the issue: titles %d, abstracts %d, journal %+v, %d %s(%s)", i+1, len(a.Title), len(a.Abstract), a.Journal, a.Year, a.Volume, a.Issue)
		}
		if authors := []int{2, 1, 3, 0, 0, 1}[i]; len(a.Authors) != authors {
			t.Errorf("article %d of the issue has %d authors, want %d", i+1, len(a.Authors), authors)
		}
		body := 0
		for _, s := range a.Sections {
			body += len([]rune(s.Text))
		}
		if body < 17000 {
			t.Errorf("article %d of the issue has a body of %d runes", i+1, body)
		}
		missing := map[int]string{2: "kk", 4: "en"}[i]
		for _, code := range []string{"kk", "ru", "en"} {
			if (len(a.Keywords[code]) == 0) != (code == missing) {
				t.Errorf("article %d of the issue has %d keywords in %s", i+1, len(a.Keywords[code]), code)
			}
		}
		if i == 0 && len(a.References) != 35 {
			t.Errorf("the list of the first article has %d entries, want 35", len(a.References))
		}
	}
}

// TestShow prints what is made of the file named in IZDE_SHOW.
func TestShow(t *testing.T) {
	path := os.Getenv("IZDE_SHOW")
	if path == "" {
		t.Skip("IZDE_SHOW names no file")
	}
	res := splitFile(t, path)
	if os.Getenv("IZDE_EXPLAIN") != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Split(string(data), "\n")
		for i, l := range res.Lines {
			t.Logf("%5d %d %-28s %s", l.Line, l.Article, l.Field, text[min(i, len(text)-1)])
		}
	}
	for _, a := range res.Articles {
		out, _ := json.MarshalIndent(a, "", " ")
		t.Log(string(out))
	}
}
