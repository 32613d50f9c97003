package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"izde/corpus"
	"izde/indexer"
)

// TestTheCommandAnswersAsTheAPI holds that a program may read either.
func TestTheCommandAnswersAsTheAPI(t *testing.T) {
	samples, err := filepath.Abs("../../testdata/archive")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	must(t, dir, "index", "--corpus", samples, "--index", "data")
	server, url := serving(t, dir)
	defer func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	}()
	printed := must(t, dir, "search", "--index", "data", "--format", "json", "--limit", "3", "--filter", "lang:kk|en",
		"--facet", "lang", "--facet", "author:2", "--explain", "humanitarian diplomacy")
	answer, err := http.Get(url + "api/v1/search?q=humanitarian+diplomacy&per-page=3&filter=lang:kk|en&facet=lang&facet=author:2&explain=on")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var fromCommand, fromAPI indexer.Result
	if err := json.Unmarshal([]byte(printed), &fromCommand); err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(answer.Body).Decode(&fromAPI); err != nil {
		t.Fatal(err)
	}
	if fromAPI.Total == 0 || len(fromAPI.Facets) != 2 {
		t.Fatalf("the API found %d articles and counted %d facets", fromAPI.Total, len(fromAPI.Facets))
	}
	// Where a file lies is the librarian's to know, not the public's.
	if diff := cmp.Diff(fromAPI, fromCommand, cmpopts.EquateEmpty(), cmpopts.IgnoreTypes(corpus.Source{})); diff != "" {
		t.Errorf("the command's answer is not that of the API (-API +command):\n%s", diff)
	}
}

// TestREADMELinks holds that what the README points to is there, and that it
// points to every package.
func TestREADMELinks(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	links := regexp.MustCompile(`\]\(([^):]+)\)`).FindAllStringSubmatch(string(text), -1)
	if len(links) < 15 {
		t.Errorf("only %d links found", len(links))
	}
	linked := map[string]bool{}
	for _, link := range links {
		linked[link[1]] = true
		if _, err := os.Stat(filepath.Join("../..", link[1])); err != nil {
			t.Errorf("README.md links to %s: %v", link[1], err)
		}
	}
	err = filepath.WalkDir("../..", func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.Name() != "doc.go" {
			return err
		}
		if name, _ := filepath.Rel("../..", path); !linked[filepath.ToSlash(name)] {
			t.Errorf("README.md does not link to %s", name)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
