package indexer

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"izde/corpus"
	"izde/corpus/lang"
)

// typedQuery is a query as people type it, and its right spelling.
type typedQuery struct{ kind, typed, right string }

func readTypedQueries(t *testing.T) []typedQuery {
	t.Helper()
	f, err := os.Open("../analyzers/testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []typedQuery
	for s := bufio.NewScanner(f); s.Scan(); {
		if cols := strings.Split(s.Text(), "\t"); len(cols) == 3 && !strings.HasPrefix(s.Text(), "#") {
			out = append(out, typedQuery{cols[0], cols[1], cols[2]})
		}
	}
	return out
}

// TestTypedAnotherWay: a query typed without Kazakh letters, in Latin Kazakh or
// on the wrong keyboard layout finds the article that is called so within two
// places of where the right spelling finds it, among those of all other
// queries and the sample archive.
func TestTypedAnotherWay(t *testing.T) {
	queries := readTypedQueries(t)
	if len(queries) < 100 {
		t.Fatalf("%d queries, want a hundred", len(queries))
	}
	known := filepath.Join(t.TempDir(), "known.jsonl")
	writeJSONLines(t, known, knownItems(queries)...)
	ix := buildFiles(t, known, "../testdata/archive")
	for i, q := range queries {
		id := fmt.Sprintf("known-%03d", i)
		right, typed := rankOf(t, ix, q.right, id), rankOf(t, ix, q.typed, id)
		if right == 0 || typed == 0 || typed > right+2 {
			t.Errorf("%s: %q finds its article at place %d, the right spelling %q at %d", q.kind, q.typed, typed, q.right, right)
		}
	}
}

// knownItems are articles called as the queries are spelt.
func knownItems(queries []typedQuery) []*corpus.Article {
	var out []*corpus.Article
	for i, q := range queries {
		code, _ := lang.Identify(q.right)
		if code == "" {
			code = corpus.Kazakh
		}
		out = append(out, &corpus.Article{ID: fmt.Sprintf("known-%03d", i), Lang: code, Kind: corpus.KindArticle, Title: corpus.Text{code: q.right}})
	}
	return out
}

// rankOf returns the place of an article in the first 20 hits, 0 for none.
func rankOf(t *testing.T, ix *Index, text, id string) int {
	t.Helper()
	res, err := ix.Search(context.Background(), Request{Query: text, PerPage: 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range res.Hits {
		if h.ID == id {
			return h.Rank
		}
	}
	return 0
}
