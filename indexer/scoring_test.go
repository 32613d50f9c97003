package indexer

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestPartsScoreAsTheWhole scores random postings part by part and compares
// with a plain loop: to the last bit, whatever the parts.
func TestPartsScoreAsTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	draw := func(docs int, share float64) bitset {
		set := newBitset(docs)
		for doc := range docs {
			if r.Float64() < share {
				set.add(uint32(doc))
			}
		}
		return set
	}
	for range 60 {
		docs := 1 + r.IntN(20000)
		stats := &fieldStats{docs: docs, average: 20, k1: 1.2, b: .75}
		for range docs {
			stats.lengths = append(stats.lengths, r.Uint32N(60)) // 0: stop words only
		}
		var list, tf []uint32
		draw(docs, []float64{.001, .02, .3, .9}[r.IntN(4)]).each(func(doc uint32) bool {
			list, tf = append(list, doc), append(tf, 1+r.Uint32N(300))
			return true
		})
		p := newPostings(list, slices.Clone(tf), docs, stats)
		live, within := draw(docs, .7), bitset(nil)
		if r.IntN(2) == 0 {
			within = draw(docs, .5)
		}
		want, got := make([]float64, docs), make([]float64, docs)
		for i, doc := range list {
			if one := stats.saturation(tf[i], stats.lengths[doc]); one > p.most {
				t.Fatalf("a saturation of %.3f is above the bound of %.3f", one, p.most)
			}
			if live.has(doc) && (within == nil || within.has(doc)) {
				want[doc] = 1.5 * stats.saturation(tf[i], stats.lengths[doc])
			}
		}
		for _, part := range live.parts(1 + r.IntN(5)) {
			p.score(got, 1.5, stats, part, within)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%d of %d documents: the parts score otherwise than the whole", len(list), docs)
		}
	}
}

func TestInParallel(t *testing.T) {
	done := make([]int, 1000)
	if err := inParallel(len(done), func(i int) error { done[i]++; return nil }); err != nil || slices.Max(done) != 1 || slices.Min(done) != 1 {
		t.Errorf("error %v, every number %d to %d times", err, slices.Min(done), slices.Max(done))
	}
	wrong := errors.New("wrong")
	if err := inParallel(100, func(i int) error {
		if i == 7 {
			return wrong
		}
		return nil
	}); err != wrong {
		t.Errorf("error %v", err)
	}
	defer func() {
		if v, ok := recover().(string); !ok || !strings.HasPrefix(v, "a fault") {
			t.Errorf("the panic of a worker came as %v", v)
		}
	}()
	inParallel(10, func(i int) error { panic("a fault") })
	t.Error("the panic of a worker was lost")
}
