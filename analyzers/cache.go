package analyzers

import (
	"hash/maphash"
	"sync/atomic"
)

// entry is what a pipeline made of a word. Only again is written after it is
// kept. The word as printed stands in the entry itself, so that finding it
// fetches nothing else from memory.
type entry struct {
	term   string // empty: no term comes of it
	second string
	// hash and secondHash are those of the two.
	hash, secondHash uint32
	again            atomic.Bool // found since it was last passed over for removal
	stop, stopTerm   bool
	kind             Kind
	length           uint8 // of raw
	raw              [maxCachedRaw]byte
}

// newEntry copies its parts. Without a term there is no second one either.
// A raw longer than maxCachedRaw is not asked for, and is left out.
func (c *wordCache) newEntry(raw []byte, kind Kind, term, second []byte, stop bool) *entry {
	e := &entry{kind: kind, stop: stop}
	if len(raw) <= maxCachedRaw {
		e.length = uint8(copy(e.raw[:], raw))
	}
	if len(term) > 0 {
		e.hash, e.secondHash = Hash(term), Hash(second)
		e.term, e.second = c.terms.shared(term, e.hash), c.terms.shared(second, e.secondHash)
	}
	return e
}

const (
	cacheWays    = 4       // words that may share a bucket
	cacheBuckets = 1 << 15 // 131,072 words, some 20 MB when full
	maxCachedRaw = 48      // bytes; longer words do not come twice
)

// wordCache keeps entries by the word as printed, in buckets of a few. Readers
// take no lock. A full bucket drops a word that was not found lately (second
// chance); it is analysed anew when it comes again, so that losing a race
// costs time, never a term.
type wordCache struct {
	seed    maphash.Seed
	buckets [cacheBuckets]bucket
	terms   sharedTerms
}

// sharedTerms lets the forms of a word have one copy of their term, as far as
// no other term took its place: that saves memory, and whoever compares equal
// terms need not read them.
type sharedTerms [1 << 16]atomic.Pointer[string]

func (t *sharedTerms) shared(term []byte, hash uint32) string {
	place := &t[(hash^hash>>16)%uint32(len(t))]
	if have := place.Load(); have != nil && *have == string(term) {
		return *have
	}
	s := string(term)
	place.Store(&s)
	return s
}

// bucket holds entries with a part of their hash each, so that only the right
// entry is fetched from memory. It fills a line of the processor's cache.
type bucket struct {
	tags    [cacheWays]atomic.Uint32
	entries [cacheWays]atomic.Pointer[entry]
	_       [16]byte
}

func newWordCache() *wordCache { return &wordCache{seed: maphash.MakeSeed()} }

// place is the bucket and the tag of a word.
func (c *wordCache) place(raw []byte, kind Kind) (*bucket, uint32) {
	hash := maphash.Bytes(c.seed, raw) + uint64(kind)
	return &c.buckets[hash&(cacheBuckets-1)], uint32(hash >> 32)
}

// find returns the entry of a word, or nil.
func (b *bucket) find(tag uint32, raw []byte, kind Kind) *entry {
	for i := range b.tags {
		if b.tags[i].Load() != tag {
			continue
		}
		if e := b.entries[i].Load(); e != nil && string(e.raw[:e.length]) == string(raw) && e.kind == kind {
			if !e.again.Load() {
				e.again.Store(true)
			}
			return e
		}
	}
	return nil
}

// keep puts an entry where there is room, else in place of the first word that
// was not found again, else of the first.
func (b *bucket) keep(tag uint32, e *entry) {
	for i := range b.entries {
		if b.entries[i].CompareAndSwap(nil, e) {
			b.tags[i].Store(tag)
			return
		}
	}
	way := 0
	for i := range b.entries {
		if !b.entries[i].Load().again.Swap(false) {
			way = i
			break
		}
	}
	b.entries[way].Store(e)
	b.tags[way].Store(tag)
}
