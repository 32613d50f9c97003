package indexer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"izde/corpus"
	"izde/indexer/generation"
	"izde/indexer/thesaurus"
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

func TestWhatHasNotChangedIsTheSameIndex(t *testing.T) {
	archive, dir, skos := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "t.ttl")
	a := smallArchive()
	writeJSONLines(t, filepath.Join(archive, "1.jsonl"), a[:2]...)
	writeJSONLines(t, filepath.Join(archive, "2.jsonl"), a[2:]...)
	if err := os.WriteFile(skos, []byte(`@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<x> a skos:Concept ; skos:prefLabel "камыш"@ru, "қамыс"@kk .`), 0o644); err != nil {
		t.Fatal(err)
	}
	first := buildDir(t, dir, false, archive)
	second := buildDir(t, dir, false, archive)
	if second.Reused != 4 || second.Articles != 4 || second.Generation == first.Generation || !maps.Equal(second.ByLang, first.ByLang) {
		t.Errorf("nothing changed: %+v after %+v, want all reused in a generation of its own", second, first)
	}
	full := t.TempDir()
	buildDir(t, full, true, archive)
	sameAnswers(t, dir, full)

	withThesaurus := BuildOptions{Dir: dir, Paths: []string{archive}, Thesauri: []string{skos}}
	translated := func() bool {
		ix, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer ix.Close()
		r, err := thesaurus.NewReader()
		if err != nil {
			t.Fatal(err)
		}
		terms, _ := r.Terms("ru", "камыш")
		return len(ix.thesaurus.Lookup(r, "ru", terms)) > 0
	}
	for _, step := range []struct {
		says string
		opt  BuildOptions
		want bool
	}{
		{"a thesaurus is added", withThesaurus, true},
		{"and given again", withThesaurus, true},
		{"and left out", BuildOptions{Dir: dir, Paths: []string{archive}}, false},
	} {
		if _, err := Build(context.Background(), step.opt); err != nil {
			t.Fatal(err)
		}
		if translated() != step.want {
			t.Errorf("%s: its entry is there: %t", step.says, !step.want)
		}
	}
}

// TestDamageIsNotTakenOver changes a byte of the published generation, before
// a build that has nothing new to read and before one that has.
func TestDamageIsNotTakenOver(t *testing.T) {
	for _, name := range []string{recordsFile, columnsFile, segmentName(0), sequenceFile(field{name: "title.ru"})} {
		for _, more := range []bool{false, true} {
			dir, archive := t.TempDir(), t.TempDir()
			writeJSONLines(t, filepath.Join(archive, "a.jsonl"), lessons()...)
			build := func() (stats BuildStats, told []string) {
				stats, err := Build(context.Background(), BuildOptions{Dir: dir, Paths: []string{archive},
					OnProblem: func(err error) { told = append(told, err.Error()) }})
				if err != nil {
					t.Fatal(err)
				}
				return stats, told
			}
			build()
			damage(t, dir, name)
			if more {
				writeJSONLines(t, filepath.Join(archive, "b.jsonl"), smallArchive()...)
			}
			stats, told := build()
			if stats.Reused > 0 || stats.Skipped > 0 || len(told) != 1 || !strings.Contains(told[0], name) {
				t.Errorf("%s damaged, more to read %t: %+v, told %q", name, more, stats, told)
			}
			if _, err := generation.Open(dir, "", generation.Verify()); err != nil {
				t.Errorf("%s damaged, more to read %t: %v", name, more, err)
			}
		}
	}
}

// TestTheSameArchiveGivesTheSameFiles builds twice, by several goroutines and in
// several batches, and compares all files but the manifest, which says when.
func TestTheSameArchiveGivesTheSameFiles(t *testing.T) {
	archive := t.TempDir()
	var many []*corpus.Article
	for i := range batchDocs + 200 {
		a := *lessons()[i%6]
		a.ID = fmt.Sprintf("m%05d", i)
		a.Authors = []corpus.Author{{Name: corpus.Text{"ru": fmt.Sprintf("О. Ковалёва-%d", i%700), "en": fmt.Sprintf("O. Kovaleva-%d", i%700)}}}
		many = append(many, &a)
	}
	writeJSONLines(t, filepath.Join(archive, "many.jsonl"), many...)
	paths := []string{archive, filepath.Join("..", "testdata", "archive")}
	var first map[string][]byte
	for n := range 2 {
		dir := t.TempDir()
		if _, err := Build(context.Background(), BuildOptions{Dir: dir, Paths: paths, Workers: 3}); err != nil {
			t.Fatal(err)
		}
		files := generationFiles(t, dir)
		if n == 0 {
			first = files
			continue
		}
		if got, want := slices.Sorted(maps.Keys(files)), slices.Sorted(maps.Keys(first)); !slices.Equal(got, want) || len(got) < 7 {
			t.Fatalf("build %d wrote %v, the first %v", n, got, want)
		}
		for name := range first {
			if !bytes.Equal(files[name], first[name]) {
				t.Errorf("build %d wrote another %s", n, name)
			}
		}
	}
}

// generationFiles reads the files of the published generation of dir, without
// the manifest.
func generationFiles(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	g, err := generation.Open(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	files := map[string][]byte{}
	for _, f := range g.Manifest.Files {
		if files[f.Name], err = os.ReadFile(filepath.Join(g.Path, filepath.FromSlash(f.Name))); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// damage changes a byte of a file of the newest generation.
func damage(t *testing.T, dir, name string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "generations", "*", name))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	path := files[len(files)-1]
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestRunsOfDocumentsAreTakenOver reuses more documents than a batch has.
func TestRunsOfDocumentsAreTakenOver(t *testing.T) {
	archive, dir, full := t.TempDir(), t.TempDir(), t.TempDir()
	write := func(file, n int, title string) {
		var list []*corpus.Article
		for i := range n {
			a := *smallArchive()[i%4]
			a.ID, a.Title = fmt.Sprintf("%d-%d", file, i), corpus.Text{"ru": fmt.Sprintf("%s %d %d", title, file, i)}
			list = append(list, &a)
		}
		writeJSONLines(t, filepath.Join(archive, fmt.Sprintf("%d.jsonl", file)), list...)
	}
	write(1, batchDocs+10, "степь")
	write(2, 10, "орман")
	write(3, 2*batchDocs, "мектеп")
	buildDir(t, dir, false, archive)
	write(2, 30, "water")
	if s := buildDir(t, dir, false, archive); s.Reused != 3*batchDocs+10 || s.Articles != 3*batchDocs+40 {
		t.Errorf("%+v, want all reused but the second file", s)
	}
	buildDir(t, full, true, archive)
	sameAnswers(t, dir, full)
}

// TestALargeArchiveIsMergedFromPieces builds with memory for one batch.
func TestALargeArchiveIsMergedFromPieces(t *testing.T) {
	file, dir, full := filepath.Join(t.TempDir(), "a.jsonl"), t.TempDir(), t.TempDir()
	var list []*corpus.Article
	for i := range 2*batchDocs + 5 {
		a := *smallArchive()[i%4]
		a.ID, a.Title = fmt.Sprint(i), corpus.Text{"ru": fmt.Sprintf("степь %d", i)}
		list = append(list, &a)
	}
	writeJSONLines(t, file, list...)
	b := buildOtherwise(t, dir, file, func(b *build) { b.pieceSize = 1 })
	if len(b.pieces) != 3*finalSegments {
		t.Fatalf("%d pieces", len(b.pieces))
	}
	left, err := filepath.Glob(filepath.Join(dir, "generations", "*", "piece-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("pieces are left: %v, %v", left, err)
	}
	buildDir(t, full, true, file)
	sameAnswers(t, dir, full)
}

// buildOtherwise is buildDir with a build that was changed.
func buildOtherwise(t *testing.T, dir, path string, change func(b *build)) *build {
	t.Helper()
	folder, err := generation.Begin(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBuild(t.Context(), BuildOptions{Dir: dir, Paths: []string{path}}, folder.Path())
	if err != nil {
		t.Fatal(err)
	}
	change(b)
	m, err := b.run(t.Context())
	b.close()
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Publish(m); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPiecesAreGroupedEvenly(t *testing.T) {
	for _, row := range []struct {
		docs, want []int // documents of the pieces, pieces of the groups
		groups     int
	}{
		{[]int{50, 50, 1}, []int{1, 2}, 2},
		{[]int{50, 50}, []int{1, 1}, 2},
		{[]int{5, 5, 5, 5, 5, 5}, []int{3, 3}, 2},
		{[]int{90, 10, 1}, []int{1, 2}, 2},
		{[]int{10, 90}, []int{1, 1}, 2},
		{[]int{7}, []int{1}, 2},
		{[]int{50, 50, 1}, []int{3}, 1},
	} {
		var pieces []piece
		for _, n := range row.docs {
			pieces = append(pieces, piece{docs: n})
		}
		var got []int
		for _, g := range evenly(pieces, row.groups) {
			got = append(got, len(g))
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("pieces of %d documents in %d groups: %d, want %d", row.docs, row.groups, got, row.want)
		}
	}
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
	if diff := cmp.Diff(answers[0], answers[1], cmpopts.IgnoreFields(Result{}, "Generation", "Took", "Next"), facetOrder, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
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
