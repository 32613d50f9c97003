package main

import (
	"bytes"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// room says what the packages under a path must not import: directly, or
// at all, that is, also through others.
type room struct {
	path     string
	directly []string
	atAll    []string
	except   []string // of atAll: what is below a forbidden path but allowed
}

const (
	bleve    = "github.com/blevesearch/"
	gin      = "github.com/gin-"
	snowball = "github.com/kljensen/snowball"
)

// rooms is the dependency table of the project: corpus and analyzers are
// leaves that meet in indexer only; the server reaches the index through
// types; the command wires.
func rooms() []room {
	return []room{
		{path: "izde/corpus", atAll: []string{"izde/analyzers", "izde/indexer", "izde/server", "izde/cmd", bleve, gin, snowball}},
		{path: "izde/analyzers", atAll: []string{"izde/corpus", "izde/indexer", "izde/server", "izde/cmd", gin}},
		{path: "izde/analyzers/kazakh", atAll: []string{"izde/", "github.com/"}, except: []string{"izde/analyzers/kazakh"}},
		{path: "izde/indexer", atAll: []string{"izde/server", "izde/cmd", gin}},
		{path: "izde/indexer/query", atAll: []string{"izde/corpus", "izde/analyzers", bleve}},
		{path: "izde/server", directly: []string{"izde/analyzers", bleve, snowball}, atAll: []string{"izde/cmd"}},
		{path: "izde/cmd/izde", directly: []string{bleve, gin, snowball}},
	}
}

func TestRooms(t *testing.T) {
	imports := listImports(t)
	for _, r := range rooms() {
		seen := false
		for _, pkg := range sortedKeys(imports) {
			if !within(pkg, r.path) {
				continue
			}
			seen = true
			for _, bad := range forbidden(imports[pkg], r.directly, r.except) {
				t.Errorf("%s imports %s", pkg, bad)
			}
			for _, bad := range forbidden(reachable(imports, pkg), r.atAll, r.except) {
				t.Errorf("%s imports %s, perhaps through another package", pkg, bad)
			}
		}
		if !seen {
			t.Errorf("no package under %s: the table is out of date", r.path)
		}
	}
}

// TestForbidden makes sure that the table can fail.
func TestForbidden(t *testing.T) {
	imports := map[string][]string{
		"izde/corpus":      {"izde/corpus/lang"},
		"izde/corpus/lang": {"izde/indexer"},
		"izde/indexer":     {bleve + "bleve/v2"},
	}
	got := forbidden(reachable(imports, "izde/corpus"), []string{"izde/indexer", bleve}, nil)
	if want := []string{bleve + "bleve/v2", "izde/indexer"}; !slices.Equal(got, want) {
		t.Errorf("forbidden imports of izde/corpus: got %q, want %q", got, want)
	}
	if got := forbidden([]string{"izde/analyzersx"}, []string{"izde/analyzers"}, nil); got != nil {
		t.Errorf("a path is no prefix of another word: got %q", got)
	}
}

// listImports maps every package that izde is built from to its imports.
func listImports(t *testing.T) map[string][]string {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command("go", "list", "-tags", "nomsgpack", "-deps", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "izde/...")
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	imports := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		imports[words[0]] = words[1:]
	}
	return imports
}

// reachable lists what pkg imports, also through others, in order.
func reachable(imports map[string][]string, pkg string) []string {
	seen := map[string]bool{}
	var visit func(string)
	visit = func(p string) {
		for _, i := range imports[p] {
			if !seen[i] {
				seen[i] = true
				visit(i)
			}
		}
	}
	visit(pkg)
	return sortedKeys(seen)
}

// forbidden are the imports under one of the paths, but for the exceptions.
func forbidden(imports, paths, except []string) []string {
	var bad []string
	for _, i := range imports {
		under := func(path string) bool { return within(i, path) }
		if slices.ContainsFunc(paths, under) && !slices.ContainsFunc(except, under) {
			bad = append(bad, i)
		}
	}
	return bad
}

// within says whether pkg is at path or below it; a path that ends in "/" or
// "-" is any that begins so.
func within(pkg, path string) bool {
	if strings.HasSuffix(path, "/") || strings.HasSuffix(path, "-") {
		return strings.HasPrefix(pkg, path)
	}
	return pkg == path || strings.HasPrefix(pkg, path+"/")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
