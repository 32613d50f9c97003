package indexer

import (
	"bytes"
	"errors"
	"math/rand/v2"
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
