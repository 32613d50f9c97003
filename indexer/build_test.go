package indexer

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"izde/corpus"
)

// buildDir indexes paths into dir.
func buildDir(t *testing.T, dir string, full bool, paths ...string) BuildStats {
	t.Helper()
	stats, err := Build(context.Background(), BuildOptions{Dir: dir, Paths: paths, Full: full})
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

func TestOnlyWhatChangedIsRead(t *testing.T) {
	archive, dir := t.TempDir(), t.TempDir()
	a := smallArchive()
	one, two, three := filepath.Join(archive, "1.jsonl"), filepath.Join(archive, "2.jsonl"), filepath.Join(archive, "3.jsonl")
	writeJSONLines(t, one, a[0], a[1])
	writeJSONLines(t, two, a[2])
	writeJSONLines(t, three, a[3])
	if s := buildDir(t, dir, false, archive); s.Reused != 0 || s.Articles != 4 {
		t.Fatalf("first build: %+v, want 4 articles, none reused", s)
	}
	changed := *a[2]
	changed.Title = corpus.Text{"kk": "Орман туралы"}
	writeJSONLines(t, two, &changed)
	if err := os.Remove(three); err != nil {
		t.Fatal(err)
	}
	if s := buildDir(t, dir, false, archive); s.Reused != 2 || s.Articles != 3 {
		t.Fatalf("second build: %+v, want 3 articles, 2 of them reused", s)
	}
	full := t.TempDir()
	buildDir(t, full, true, archive)
	sameAnswers(t, dir, full)
}

// sameAnswers compares what two indexes of the same articles answer.
func sameAnswers(t *testing.T, dirs ...string) {
	t.Helper()
	var answers [][]*Result
	for _, dir := range dirs {
		ix, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer ix.Close()
		var list []*Result
		for _, q := range []string{"", "степь", "мектеп", "орман", "water", "steppe OR school", `"crossed the steppe"`, "author:Жумабаев"} {
			list = append(list, search(t, ix, Request{Query: q, Sort: SortTitle, Facets: []FacetRequest{{FacetAuthor, 9}, {FacetYear, 9}, {FacetKeyword, 9}}}))
		}
		answers = append(answers, list)
	}
	facetOrder := cmpopts.SortSlices(func(a, b FacetValue) bool { return a.Value < b.Value })
	if diff := cmp.Diff(answers[0], answers[1], cmpopts.IgnoreFields(Result{}, "Generation", "Took"), facetOrder, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("a build that reuses and a full one answer differently:\n%s", diff)
	}
}

func TestNothingIsLostWhenIDsCollide(t *testing.T) {
	a, b := smallArchive()[0], smallArchive()[1]
	b.ID = a.ID
	dir := t.TempDir()
	file := filepath.Join(dir, "twice.jsonl")
	writeJSONLines(t, file, a, b)
	var told []string
	stats, err := Build(context.Background(), BuildOptions{Dir: filepath.Join(dir, "index"), Paths: []string{file},
		OnProblem: func(err error) { told = append(told, err.Error()) }})
	if err != nil || stats.Articles != 2 || stats.Renamed != 1 {
		t.Fatalf("stats %+v, error %v; want both articles, one renamed", stats, err)
	}
	if len(told) != 1 || !strings.Contains(told[0], "line 2") {
		t.Errorf("told %q, want the line of the second", told)
	}
	ix, err := Open(filepath.Join(dir, "index"))
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	got := ids(search(t, ix, Request{Sort: SortOldest}))
	if !slices.Equal(got, []string{"steppe~2", "steppe"}) {
		t.Errorf("ids %v, want steppe~2 and steppe", got)
	}
}

func TestBuildOfNothingPublishesNothing(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "empty.jsonl")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(context.Background(), BuildOptions{Dir: filepath.Join(dir, "index"), Paths: []string{file}}); !errors.Is(err, ErrNoArticles) {
		t.Errorf("error %v, want ErrNoArticles", err)
	}
	if _, err := Open(filepath.Join(dir, "index")); err == nil {
		t.Error("an index was published")
	}
}

func TestDamagedColumnsAreRefused(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.jsonl")
	writeJSONLines(t, file, smallArchive()...)
	buildDir(t, filepath.Join(dir, "index"), false, file)
	matches, err := filepath.Glob(filepath.Join(dir, "index", "generations", "*", columnsFile))
	if err != nil || len(matches) != 1 {
		t.Fatal(matches, err)
	}
	whole, err := os.ReadFile(matches[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{0, 8, len(whole) / 2, len(whole) - 1} {
		if _, err := readColumnsOf(whole[:size]); err == nil {
			t.Errorf("columns cut to %d of %d bytes were read", size, len(whole))
		}
	}
}

// readColumnsOf reads the columns of the small archive from bytes.
func readColumnsOf(data []byte) (*columns, error) {
	dir, err := os.MkdirTemp("", "columns")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, columnsFile)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return nil, err
	}
	return readColumns(path, len(smallArchive()))
}
