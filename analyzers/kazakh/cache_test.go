package kazakh

import (
	"bytes"
	"strings"
	"sync"
	"testing"
)

func testTokens(tb testing.TB) [][]byte {
	var tokens [][]byte
	for _, f := range readTable(tb, "testdata/families.tsv") {
		for word := range strings.FieldsSeq(f[0]) {
			tokens = append(tokens, []byte(word), []byte(strings.ToUpper(word)))
		}
	}
	return tokens
}

func TestCachedTermsAreTheTerms(t *testing.T) {
	s := NewStemmer()
	tokens := testTokens(t)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, token := range tokens {
				word := Normalize(string(token))
				if got := s.Terms(token); got.Word != word || got.Stem != Stem(word) || got.Prefix != Prefix(word) || got.Folded != Fold(Stem(word)) {
					t.Errorf("%s: %+v", token, *got)
				}
			}
		})
	}
	group.Wait()
	if got := s.Stem([]byte("x:"), []byte("кітабы")); !bytes.Equal(got, []byte("x:кітап")) {
		t.Errorf("appended %s", got)
	}
}

func TestRepeatedTokenDoesNotAllocate(t *testing.T) {
	s := NewStemmer()
	token := []byte("Мектептеріміздегі")
	s.Terms(token)
	if n := testing.AllocsPerRun(100, func() { s.Terms(token) }); n != 0 {
		t.Errorf("%v allocations for a repeated token", n)
	}
}

// BenchmarkTermsRepeated is the pipeline of a token after warm-up: normal form, stop word, stem, prefix.
func BenchmarkTermsRepeated(b *testing.B) {
	s := NewStemmer()
	tokens := testTokens(b)
	for _, token := range tokens {
		s.Terms(token)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s.Terms(tokens[i%len(tokens)])
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkStemNew is a word never seen before.
func BenchmarkStemNew(b *testing.B) {
	var words []string
	for form := range verbForms(b) {
		words = append(words, form)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		Stem(words[i%len(words)])
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
