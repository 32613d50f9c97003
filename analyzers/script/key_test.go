package script

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// lines reads the rows of a test file.
func lines(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// TestTitlesMeetTheirRomanisations: of the words of the labelled titles at
// least 97 of 100 give the same term in another case and another script.
func TestTitlesMeetTheirRomanisations(t *testing.T) {
	rows := lines(t, "titles.tsv")
	if len(rows) < 150 {
		t.Fatalf("%d pairs", len(rows))
	}
	words, failed := 0, 0
	for _, row := range rows {
		cyrillic, latin := strings.Fields(row[0]), strings.Fields(row[2])
		if len(cyrillic) != len(latin) {
			t.Fatalf("%q and %q have not the same number of words", row[0], row[2])
		}
		for i := range cyrillic {
			words++
			if a, b := KeyStem(cyrillic[i]), KeyStem(latin[i]); a != b {
				failed++
				t.Logf("%s: %s is %s, %s is %s", row[1], cyrillic[i], a, latin[i], b)
			}
		}
	}
	t.Logf("%d of %d words meet", words-failed, words)
	if 100*failed > 3*words {
		t.Errorf("%d of %d words do not meet", failed, words)
	}
}

func TestNamesMeetInEveryScheme(t *testing.T) {
	for _, row := range lines(t, "names.tsv") {
		for _, name := range row[1:] {
			if Key(name) != Key(row[0]) {
				t.Errorf("%s is %s, %s is %s", row[0], Key(row[0]), name, Key(name))
			}
		}
	}
}

func TestDifferentNamesStayApart(t *testing.T) {
	for _, row := range lines(t, "apart.tsv") {
		for i, a := range row {
			for _, b := range row[i+1:] {
				if Key(a) == Key(b) {
					t.Errorf("%s and %s both give %s", a, b, Key(a))
				}
			}
		}
	}
}

func TestKeyIsItsOwnKeyAndAlwaysValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.String().Draw(t, "word")
		if key := Key(word); !utf8.ValidString(key) {
			t.Fatalf("key of %q is %q", word, key)
		}
		text := rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
		if key := AppendKey(nil, text); !utf8.Valid(key) {
			t.Fatalf("key of %q is %q", text, key)
		}
	})
}

func TestKeyAllocatesNothing(t *testing.T) {
	dst := make([]byte, 0, 64)
	for _, word := range []string{"Губайдуллина", "natsionalʹnaia", "Žumabaev"} {
		text := []byte(word)
		if n := testing.AllocsPerRun(100, func() { dst = AppendKey(dst[:0], text) }); n > 0 {
			t.Errorf("%s: %v allocations", word, n)
		}
	}
}

func BenchmarkAppendKey(b *testing.B) {
	word := []byte("Губайдуллина")
	dst := make([]byte, 0, 64)
	b.SetBytes(int64(len(word)))
	b.ReportAllocs()
	for b.Loop() {
		dst = AppendKey(dst[:0], word)
	}
}
