package indexer

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"izde/corpus"
)

// TestACursorWalkGoesOnWhileAGenerationIsPublished walks ten thousand hits; in
// the middle of it another archive takes the place of theirs.
func TestACursorWalkGoesOnWhileAGenerationIsPublished(t *testing.T) {
	const hits = 10000
	var archive []*corpus.Article
	for i := range hits {
		archive = append(archive, &corpus.Article{ID: fmt.Sprint("a", i), Lang: corpus.English, Kind: "article", Year: 1990 + i%30,
			Title: corpus.Text{corpus.English: "steppe" + strings.Repeat(" word", i%7)}})
	}
	dir := t.TempDir()
	old, next, index := filepath.Join(dir, "old.jsonl"), filepath.Join(dir, "new.jsonl"), filepath.Join(dir, "index")
	writeJSONLines(t, old, archive...)
	writeJSONLines(t, next, archive[:3]...)
	build := func(path string) {
		t.Helper()
		if _, err := Build(t.Context(), BuildOptions{Dir: index, Paths: []string{path}}); err != nil {
			t.Fatal(err)
		}
	}
	build(old)
	live, err := OpenLive(t.Context(), index, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	first := live.Generation()
	seen := make(map[string]bool, hits)
	req := Request{Query: "steppe", PerPage: 617, NoExpand: true}
	for page := 0; ; page++ {
		res, err := live.Search(t.Context(), req)
		if err != nil {
			t.Fatalf("page %d: %v", page, err)
		}
		if res.Total != hits || res.Generation != first {
			t.Fatalf("page %d: %d hits in generation %s, want %d in %s", page, res.Total, res.Generation, hits, first)
		}
		for _, h := range res.Hits {
			if seen[h.ID] {
				t.Fatalf("page %d: %s came before", page, h.ID)
			}
			seen[h.ID] = true
			if h.Rank != len(seen) {
				t.Fatalf("page %d: hit %d has rank %d", page, len(seen), h.Rank)
			}
		}
		if page == 5 {
			build(next)
			waitForChange(t, live, first)
		}
		if req.Cursor = res.Next; req.Cursor == "" {
			break
		}
	}
	if len(seen) != hits {
		t.Errorf("the walk gave %d of %d hits", len(seen), hits)
	}
	req.Cursor = ""
	if res, err := live.Search(t.Context(), req); err != nil || res.Total != 3 {
		t.Errorf("a new search: %v, error %v; want the 3 articles of the new generation", res, err)
	}
}

func waitForChange(t *testing.T, live *Live, from string) {
	t.Helper()
	for end := time.Now().Add(time.Minute); live.Generation() == from; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the new generation was not switched to")
		}
	}
}
