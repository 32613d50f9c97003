package analyzers

import (
	"hash/maphash"
	"sync/atomic"
)

// entry is what a pipeline made of a word. Only again is written after it is
// kept.
type entry struct {
	raw    string
	term   []byte // nil: no term comes of it
	second []byte
	kind   Kind
	stop   bool
	again  atomic.Bool // found since it was last passed over for removal
}

// newEntry copies its parts into one allocation.
func newEntry(raw []byte, kind Kind, term, second []byte, stop bool) *entry {
	room := make([]byte, 0, len(term)+len(second))
	room = append(append(room, term...), second...)
	e := &entry{raw: string(raw), kind: kind, stop: stop}
	if n := len(term); n > 0 {
		e.term = room[:n:n]
		if len(second) > 0 {
			e.second = room[n:]
		}
	}
	return e
}

const (
	cacheWays    = 4       // words that may share a bucket
	cacheBuckets = 1 << 15 // 131,072 words, some 20 MB when full
	maxCachedRaw = 64      // bytes; longer words do not come twice
)

// wordCache keeps entries by the word as printed, in buckets of a few. Readers
// take no lock. A full bucket drops a word that was not found lately (second
// chance); it is analysed anew when it comes again, so that losing a race
// costs time, never a term.
type wordCache struct {
	seed    maphash.Seed
	buckets [cacheBuckets][cacheWays]atomic.Pointer[entry]
}

func newWordCache() *wordCache { return &wordCache{seed: maphash.MakeSeed()} }

// bucket is the place of a word.
func (c *wordCache) bucket(raw []byte, kind Kind) *[cacheWays]atomic.Pointer[entry] {
	return &c.buckets[(maphash.Bytes(c.seed, raw)+uint64(kind))&(cacheBuckets-1)]
}

// find returns the entry of a word, or nil.
func find(bucket *[cacheWays]atomic.Pointer[entry], raw []byte, kind Kind) *entry {
	for i := range bucket {
		if e := bucket[i].Load(); e != nil && e.raw == string(raw) && e.kind == kind {
			if !e.again.Load() {
				e.again.Store(true)
			}
			return e
		}
	}
	return nil
}

// keep puts an entry into its bucket: where there is room, else in place of the
// first word that was not found again, else of the first.
func keep(bucket *[cacheWays]atomic.Pointer[entry], e *entry) {
	for i := range bucket {
		if bucket[i].CompareAndSwap(nil, e) {
			return
		}
	}
	for i := range bucket {
		if !bucket[i].Load().again.Swap(false) {
			bucket[i].Store(e)
			return
		}
	}
	bucket[0].Store(e)
}
