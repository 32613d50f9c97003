package indexer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

func TestCardinalityIsThatOfTheWholeBitmap(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, docs := range []uint32{1, 5000, 70_000, 400_000} {
		for _, share := range []uint32{1, 2, 3, 40, 9000} {
			for _, runs := range []bool{false, true} {
				b := roaring.New()
				for doc := range docs {
					if r.Uint32N(share) == 0 {
						b.Add(doc)
					}
				}
				b.AddRange(uint64(docs), uint64(docs)+300)
				if runs {
					b.RunOptimize()
				}
				var packed bytes.Buffer
				if _, err := b.WriteTo(&packed); err != nil {
					t.Fatal(err)
				}
				got, err := cardinality(packed.Bytes())
				if err != nil || got != int(b.GetCardinality()) {
					t.Errorf("one in %d of %d documents, runs %v: %d (%v), want %d", share, docs, runs, got, err, b.GetCardinality())
				}
				if n, err := cardinality(packed.Bytes()[:7]); !errors.Is(err, errDamagedSegment) {
					t.Errorf("%d of a bitmap cut short (%v)", n, err)
				}
			}
		}
	}
}

// TestADamagedEntryTakesNoMemory reads entries of a segment whose bitmaps would
// lie behind its end, or end before they begin.
func TestADamagedEntryTakesNoMemory(t *testing.T) {
	const at = 100
	for _, size := range []uint64{1 << 20, 1 << 40, math.MaxInt64, math.MaxUint64 - at, math.MaxUint64} {
		data := make([]byte, at)
		for _, v := range []uint64{at / 2, 0, size} {
			data = binary.AppendUvarint(data, v)
		}
		data = append(data, make([]byte, 5000)...)
		path := filepath.Join(t.TempDir(), "segment")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		s := openSegment{file: file, size: uint64(len(data))}
		for _, frequencies := range []bool{true, false} {
			if _, err := s.entry(new(unpacker), at, frequencies); !errors.Is(err, errDamagedSegment) {
				t.Errorf("a bitmap of %d bytes in a file of %d, frequencies %t: error %v", size, len(data), frequencies, err)
			}
		}
	}
}
