package indexer

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
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
