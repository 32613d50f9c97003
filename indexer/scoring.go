package indexer

import (
	"cmp"
	"context"
	"math/bits"
	"runtime"
	"slices"
)

// contribution is what the postings of one clause add to the scores.
type contribution struct {
	p      *postings
	stats  *fieldStats
	weight float64 // of the field and the clause, times the idf
	within bitset  // the documents that it counts for; nil is all
	key    termKey // of the postings, where they are those of a term
}

// bound is the most that the contribution adds to any score.
func (c contribution) bound() float64 { return c.weight * c.p.most }

// add collects a contribution.
func (m *matcher) add(p *postings, key termKey, weight float64, within bitset) {
	if m.sum != nil && p.n > 0 {
		*m.sum = append(*m.sum, contribution{p, &m.ix.bm25[key.field], weight * p.idf, within, key})
	}
}

// ranked are the documents found with their scores, as far as they are wanted.
type ranked struct {
	*found
	scores []float64
	live   bitset // those among which the wanted hits are: only their scores are complete
}

// maxBest is up to how many hits only the best are scored. Beyond it nearly
// every document may be among them.
const maxBest = 2000

// rank scores what was found, up to the last hit that a request asks for.
func (ix *Index) rank(ctx context.Context, f *found, req Request, after *position) (*ranked, error) {
	best := req.Page*req.PerPage + 1
	if after != nil {
		best = after.rank + req.PerPage + 1
	}
	if req.Sort != SortRelevance || best > maxBest || best < 1 {
		best = 0
	}
	s := &scorer{ranked: &ranked{found: f, scores: ix.pool.get(ix.columns.docs), live: f.plan.sets.copy(f.set)}, best: best}
	if err := s.run(ctx); err != nil {
		ix.pool.put(s.scores)
		return nil, err
	}
	return s.ranked, nil
}

// scorer sums up contributions, the weightiest first, and leaves out, as soon
// as it can be told, the documents that cannot come to be among the best: those
// whose score with all that may still be added is below that of the last of
// the best so far (Turtle & Flood 1995). The sum of every other document is the
// same whatever is left out, to the last bit, so that pages fit together.
type scorer struct {
	*ranked
	best int // hits that are wanted; 0 is all
}

func (s *scorer) run(ctx context.Context) error {
	s.sum = together(s.sum)
	slices.SortStableFunc(s.sum, func(a, b contribution) int { return cmp.Compare(b.bound(), a.bound()) })
	rest := make([]float64, len(s.sum)+1) // bounds of the contributions from here on
	work := make([]int, len(s.sum)+1)     // and their documents
	for i := len(s.sum) - 1; i >= 0; i-- {
		rest[i], work[i] = rest[i+1]+s.sum[i].bound(), work[i+1]+s.sum[i].p.n
	}
	// Before two thirds of the bounds are added, hardly any document is too far
	// behind.
	looked, from := rest[0]*2/3, 0
	for to := 1; to <= len(s.sum); to++ {
		// Looking takes about as long as adding a list of all documents.
		look := s.best > 0 && rest[to] <= looked/2 && work[to] > len(s.scores)/2
		if !look && to < len(s.sum) {
			continue
		}
		if err := s.addAll(ctx, s.sum[from:to], work[from]-work[to]); err != nil {
			return err
		}
		if from = to; look {
			looked = rest[to]
			if err := s.prune(looked); err != nil {
				return err
			}
		}
	}
	if s.best > 0 {
		return s.prune(0)
	}
	return nil
}

// together makes one contribution of those of the same term: a word may be
// typed several times.
func together(sum []contribution) []contribution {
	place := make(map[termKey]int, len(sum))
	var out []contribution
	for _, c := range sum {
		if c.within == nil && c.key.term != "" {
			if at, have := place[c.key]; have {
				out[at].weight += c.weight
				continue
			}
			place[c.key] = len(out)
		}
		out = append(out, c)
	}
	return out
}

// parallelWork is from how many postings on scoring is worth more than one
// core.
const parallelWork = 1 << 15

// addAll adds contributions of so many documents to the scores: over all cores,
// each for a part of the documents.
func (s *scorer) addAll(ctx context.Context, sum []contribution, work int) error {
	cores := runtime.GOMAXPROCS(0)
	if work < parallelWork {
		cores = 1
	}
	parts := s.live.parts(cores)
	return inParallel(len(parts), func(i int) error {
		for _, c := range sum {
			if err := ctx.Err(); err != nil {
				return err
			}
			c.p.score(s.scores, c.weight, c.stats, parts[i], c.within)
		}
		return nil
	})
}

// rounding is above the error of a sum of some thousand terms, relative to it.
const rounding = 1e-9

// prune leaves out the documents that cannot be among the best if no more
// than rest is added to any. Those with all the words come before all others,
// whatever their scores.
func (s *scorer) prune(rest float64) error {
	cores := runtime.GOMAXPROCS(0)
	if s.live.count() < parallelWork {
		cores = 1
	}
	parts := s.live.parts(cores)
	complete := s.live.countBoth(s.strict)
	best, tier := s.best, func(at int, live uint64) uint64 { return live & s.strict[at] }
	if complete < s.best {
		best, tier = s.best-complete, func(at int, live uint64) uint64 { return live &^ s.strict[at] }
	}
	greatest := make([][]float64, len(parts))
	err := inParallel(len(parts), func(i int) error {
		greatest[i] = s.greatest(parts[i], tier, best)
		return nil
	})
	all := slices.Concat(greatest...)
	if err != nil || len(all) < best {
		return err
	}
	slices.Sort(all)
	floor := all[len(all)-best]*(1-rounding) - rest
	if floor <= 0 && complete < s.best {
		return nil
	}
	return inParallel(len(parts), func(i int) error {
		s.leave(parts[i], tier, floor, complete < s.best)
		return nil
	})
}

// greatest returns the up to n greatest scores of a tier in a part.
func (s *scorer) greatest(p part, tier func(at int, live uint64) uint64, n int) []float64 {
	heap := make([]position, 0, min(n, maxBest)) // the least on top
	for i, live := range p.words {
		at := p.first + i
		for in := tier(at, live); in != 0; in &= in - 1 {
			score := s.scores[at<<6+bits.TrailingZeros64(in)]
			switch {
			case len(heap) < n:
				heap = append(heap, position{first: -score})
				siftUp(heap)
			case -score < heap[0].first:
				heap[0].first = -score
				siftDown(heap)
			}
		}
	}
	scores := make([]float64, len(heap))
	for i, h := range heap {
		scores[i] = -h.first
	}
	return scores
}

// leave leaves of a part those of a tier that score no less than floor and,
// where others says so, all that are of the other tier.
func (s *scorer) leave(p part, tier func(at int, live uint64) uint64, floor float64, others bool) {
	for i, live := range p.words {
		at := p.first + i
		in := tier(at, live)
		kept := uint64(0)
		if others {
			kept = live &^ in
		}
		for ; in != 0; in &= in - 1 {
			if bit := bits.TrailingZeros64(in); s.scores[at<<6+bit] >= floor {
				kept |= 1 << bit
			}
		}
		p.words[i] = kept
	}
}
