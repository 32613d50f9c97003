package indexer

import (
	"context"
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"izde/analyzers"
)

// TestHashesAreCountedAsOneByOne compares the count of four at a time with
// that of one at a time, on sequences of few different hashes.
func TestHashesAreCountedAsOneByOne(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	few := []uint16{1, 2, 0x0100, 0x8000, 0xFFFF, 0x7FFF}
	draw := func(n int) []uint16 {
		var out []uint16
		for range n {
			out = append(out, few[r.IntN(len(few))])
		}
		return out
	}
	bytesOf := func(list []uint16) (b []byte) {
		for _, h := range list {
			b = binary.LittleEndian.AppendUint16(b, h)
		}
		return b
	}
	for range 5000 {
		sequence, phrase := draw(r.IntN(40)), draw(1+r.IntN(3))
		want := uint32(0)
		for i := 0; i+len(phrase) <= len(sequence); i++ {
			if slices.Equal(sequence[i:i+len(phrase)], phrase) {
				want++
			}
		}
		for anchor := range phrase {
			if got := countHashes(bytesOf(sequence), bytesOf(phrase), anchor); got != want {
				t.Fatalf("%v in %v by its part %d: %d times, want %d", phrase, sequence, anchor, got, want)
			}
		}
	}
}

// TestPhrasesAreThoseOfTheText looks for two and three words that stand one
// after another somewhere in the sample archive, stop words and words with the
// same stems often among them, and compares what is found with the texts.
func TestPhrasesAreThoseOfTheText(t *testing.T) {
	ix := buildFiles(t, filepath.Join("..", "testdata", "archive"))
	r := rand.New(rand.NewPCG(5, 6))
	pairs := 0
	for n, f := range ix.schema.fields {
		if !f.sequenced() {
			continue
		}
		texts := valuesOf(t, ix, f)
		docs := slices.Sorted(maps.Keys(texts))
		for range 300 {
			if len(docs) == 0 {
				break
			}
			values := texts[docs[r.IntN(len(docs))]]
			value := values[r.IntN(len(values))]
			if words := 2 + r.IntN(2); len(value) > words {
				at := r.IntN(len(value) - words)
				ph := newPhrase(n, &f, value[at:at+words])
				pairs += len(ph.pairs)
				comparePhrase(t, ix, ph, texts)
			}
		}
	}
	if pairs < 100 {
		t.Errorf("only %d pairs of stop words came up", pairs)
	}
}

// valuesOf are the tokens of every value of a field, by document.
func valuesOf(t *testing.T, ix *Index, f field) map[uint32][][]analyzers.Token {
	texts := map[uint32][][]analyzers.Token{}
	var scratch analyzers.Scratch
	for doc, at := range ix.columns.records {
		a, err := ix.records.head(at)
		if err == nil {
			err = ix.records.addTail(at, a)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range fieldValues(a)[fieldKey{f.logical, f.lang}] {
			if tokens := ix.analyzers[f.analyzer].AppendTokens(nil, []byte(v), &scratch); len(tokens) > 0 {
				texts[uint32(doc)] = append(texts[uint32(doc)], tokens)
			}
		}
	}
	return texts
}

func comparePhrase(t *testing.T, ix *Index, ph phrase, texts map[uint32][][]analyzers.Token) {
	t.Helper()
	got, err := ix.phrase(context.Background(), ph)
	if err != nil {
		t.Fatal(err)
	}
	found := map[uint32]int{}
	got.each(func(doc uint32, place int) { found[doc] = int(got.frequency(place)) })
	want := map[uint32]int{}
	for doc, values := range texts {
		for _, tokens := range values {
			if n := len(findPhrase(tokens, ph.terms)); n > 0 {
				want[doc] += n
			}
		}
	}
	if f := ix.schema.fields[ph.field]; f.logical == fieldReference && !slices.ContainsFunc(ph.terms, func(term string) bool { return !slight(term) }) {
		want = map[uint32]int{} // numbers and initials alone are not looked for there
	}
	if !maps.Equal(found, want) {
		t.Errorf("%s %q: found %v, the texts have %v", ix.schema.fields[ph.field].name, ph.terms, found, want)
	}
}

// TestADamagedSequenceIsNotOpened changes where the hashes of a document end.
func TestADamagedSequenceIsNotOpened(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	if _, err := Build(context.Background(), BuildOptions{Dir: dir, Paths: []string{filepath.Join("..", "testdata", "archive")}}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "generations", "*", sequenceFile(field{name: "title.kk"})))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)-2*8+1] ^= 1 // the end of the last document but one
	if err := os.WriteFile(files[0], data, 0o644); err != nil {
		t.Fatal(err)
	}
	if ix, err := Open(dir); err == nil {
		t.Error("the index opened")
		ix.Close()
	} else if !strings.Contains(err.Error(), "izde index --full") {
		t.Error(err)
	}
}
