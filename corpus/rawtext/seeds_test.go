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
