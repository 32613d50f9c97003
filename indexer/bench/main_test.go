package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"izde/corpus"
	"izde/corpus/source"
)

// TestMain lets the test binary stand in for the program where that starts
// itself to index with SQLite.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == ftsIndexCommand {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

const sampleArchive = "../../testdata/archive"

func generated(t *testing.T, n int, seed uint64) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "archive.jsonl")
	size, err := generate(t.Context(), path, sampleArchive, n, seed)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != size {
		t.Fatalf("generate says %d bytes, the file is %v (%v)", size, info, err)
	}
	return path
}

func TestTheSameSeedMakesTheSameArchive(t *testing.T) {
	var texts [3]string
	for i, seed := range []uint64{7, 7, 8} {
		b, err := os.ReadFile(generated(t, 60, seed))
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(b)
	}
	if texts[0] != texts[1] {
		t.Error("seed 7 made two different archives")
	}
	if texts[0] == texts[2] {
		t.Error("seeds 7 and 8 made the same archive")
	}
}

func TestGeneratedRecordsAreWholeArticles(t *testing.T) {
	ids := map[string]bool{}
	for a, err := range source.Read(t.Context(), source.Options{}, generated(t, 120, 1)) {
		if err != nil {
			t.Fatal(err)
		}
		ids[a.ID] = true
		if len(a.References) != referencesEach || len(a.Authors) == 0 || a.Year == 0 {
			t.Errorf("%s: %d references, %d authors, year %d", a.ID, len(a.References), len(a.Authors), a.Year)
		}
		for _, lang := range corpus.Languages() {
			if a.Title[lang] == "" || len(a.Keywords[lang]) != keywordsEach {
				t.Errorf("%s: title %q and %d keywords in %s", a.ID, a.Title[lang], len(a.Keywords[lang]), lang)
			}
			if n := len(words(a.Abstract[lang])); n < abstractWords/2-5 || n > abstractWords {
				t.Errorf("%s: %d words in the abstract in %s", a.ID, n, lang)
			}
		}
	}
	if len(ids) != 120 {
		t.Errorf("%d articles of different ids, want 120", len(ids))
	}
}

func TestWordFrequenciesFallAsZipfSays(t *testing.T) {
	counts := map[string]int{}
	for a, err := range source.Read(t.Context(), source.Options{}, generated(t, 300, 1)) {
		if err != nil {
			t.Fatal(err)
		}
		count(counts, a.Abstract[corpus.Russian])
	}
	list := byCount(counts)
	once := 0
	for _, w := range list {
		if counts[w] == 1 {
			once++
		}
	}
	if top, tenth := counts[list[0]], counts[list[99]]; top < 8*tenth {
		t.Errorf("the commonest word comes %d times, the hundredth %d", top, tenth)
	}
	if once*3 < len(list) {
		t.Errorf("%d of %d words come once; in running text it is about half", once, len(list))
	}
}

func TestQueriesOfEveryClass(t *testing.T) {
	ar, err := readArchive(t.Context(), generated(t, 200, 1))
	if err != nil {
		t.Fatal(err)
	}
	queries := newQueries(ar, 3)
	if !slices.EqualFunc(queries, newQueries(ar, 3), func(a, b query) bool { return a.class == b.class && a.text == b.text }) {
		t.Error("the same seed drew other queries")
	}
	for _, class := range classes() {
		if !slices.ContainsFunc(slices.Concat(queries, newBoxQueries(ar, 3)), func(q query) bool { return q.class == class && q.text+q.path != "" }) {
			t.Errorf("no query of class %q", class)
		}
	}
	for _, q := range queries {
		if q.class == longText && len(q.text) < hostileText {
			t.Errorf("a long text of %d bytes", len(q.text))
		}
	}
}

func TestRomanise(t *testing.T) {
	for word, want := range map[string]string{"история": "istoriya", "қазақстан": "qazaqstan", "щёлочь": "shcheloch", "әдебиет": "adebiet"} {
		if got := romanise(word); got != want {
			t.Errorf("romanise(%s) = %s, want %s", word, got, want)
		}
	}
}

func TestQuantileIsTheNearestRank(t *testing.T) {
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(i + 1)
	}
	for p, want := range map[float64]float64{.5: 50, .95: 95, .99: 99, 1: 100} {
		if got := quantile(hundred, p); got != want {
			t.Errorf("quantile %.2f of 1..100 = %.0f, want %.0f", p, got, want)
		}
	}
	if got := quantile([]float64{4}, .5); got != 4 {
		t.Errorf("median of one value 4 = %g", got)
	}
}

func TestIssueTextsDifferAndAreParsed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "issues")
	if err := issueTexts(dir, sampleArchive, 4, 1); err != nil {
		t.Fatal(err)
	}
	first, err := os.ReadFile(filepath.Join(dir, "issue-000.txt"))
	if err != nil {
		t.Fatal(err)
	}
	fourth, err := os.ReadFile(filepath.Join(dir, "issue-003.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(first) < issueBytes || len(first) > issueBytes+10_000 || bytes.Equal(first, fourth) {
		t.Errorf("issues of %d and %d bytes, equal %v", len(first), len(fourth), bytes.Equal(first, fourth))
	}
	articles := 0
	for _, err := range source.Read(t.Context(), source.Options{}, filepath.Join(dir, "issue-000.txt")) {
		if err != nil {
			t.Fatal(err)
		}
		articles++
	}
	if articles < 15 {
		t.Errorf("an issue text of %d bytes gives %d articles", len(first), articles)
	}
}

// TestBench runs everything on a small archive, izde and its server included.
func TestBench(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs izde")
	}
	var out, said bytes.Buffer
	args := []string{"--articles", "200", "--rounds", "1", "--issues", "2", "--keep", t.TempDir(), "--json"}
	if code := run(t.Context(), args, &out, &said); code != 0 {
		t.Fatalf("exit code %d\n%s", code, said.String())
	}
	var r report
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	checkReport(t, &r)
	var tables strings.Builder
	if err := r.write(&tables); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"### Indexing", "| SQLite FTS5 |", "| " + manyClauses + " |", "### izde parse"} {
		if !strings.Contains(tables.String(), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
}

func checkReport(t *testing.T, r *report) {
	t.Helper()
	if len(r.Indexing) != 2 || len(r.Passes) != 5 || len(r.Parsing) != 2 || r.Parsing[1].Texts != 2 {
		t.Fatalf("%d engines indexed, %d passes, parsing %v", len(r.Indexing), len(r.Passes), r.Parsing)
	}
	for _, i := range r.Indexing {
		if i.Bytes == 0 || i.PerSecond == 0 || i.CPUSeconds == 0 {
			t.Errorf("indexing: %+v", i)
		}
	}
	for _, p := range r.Passes {
		for _, row := range p.Rows {
			refusable := row.Class == longText || row.Class == tooMany || row.Class == allQueries
			if row.Failed > 0 || row.Refused > 0 && !refusable {
				t.Errorf("%s, %s: %d failed, %d refused", p.Name, row.Class, row.Failed, row.Refused)
			}
			if row.Median > row.P95 || row.P95 > row.P99 || row.P99 > row.Max || row.Max == 0 {
				t.Errorf("%s, %s: times out of order: %+v", p.Name, row.Class, row)
			}
		}
	}
	for _, c := range r.Ratios {
		if c.Class == commonWord && (c.Izde.Found == 0 || c.SQLite.Found == 0) {
			t.Errorf("common words find %d and %d documents", c.Izde.Found, c.SQLite.Found)
		}
	}
}

func TestAnswerToWrongFlags(t *testing.T) {
	for _, args := range [][]string{{"--articles", "0"}, {"--no-such"}, {"extra"}} {
		if code := run(t.Context(), args, io.Discard, io.Discard); code != 2 {
			t.Errorf("%v: exit code %d, want 2", args, code)
		}
	}
}
