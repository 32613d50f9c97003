package analyzers

import (
	"hash/maphash"
	"sync/atomic"
)

// entry is what a pipeline made of a word; it is never written again.
type entry struct {
	raw    string
	kind   Kind
	stop   bool
	term   []byte // nil: no term comes of it
	second []byte
}

const (
	cacheSlots   = 1 << 16
	maxCachedRaw = 64 // bytes; longer words do not come twice
)

// wordCache keeps entries by the word as printed. A slot pair holds the two
// latest words that fall on it: readers take no lock, and a word that is
// pushed out is analysed anew when it comes again.
type wordCache struct {
	seed  maphash.Seed
	slots [cacheSlots]atomic.Pointer[entry]
}

func newWordCache() *wordCache { return &wordCache{seed: maphash.MakeSeed()} }

// slot is the first slot of the pair of a word.
func (c *wordCache) slot(raw []byte, kind Kind) uint64 {
	return (maphash.Bytes(c.seed, raw) + uint64(kind)*2) & (cacheSlots - 2)
}

// find returns the entry of a word, or nil.
func (c *wordCache) find(slot uint64, raw []byte, kind Kind) *entry {
	if e := c.slots[slot].Load(); e != nil && e.kind == kind && e.raw == string(raw) {
		return e
	}
	if e := c.slots[slot+1].Load(); e != nil && e.kind == kind && e.raw == string(raw) {
		return e
	}
	return nil
}

// keep puts an entry into the first slot of its pair and moves what was there
// to the second.
func (c *wordCache) keep(slot uint64, e *entry) {
	if old := c.slots[slot].Swap(e); old != nil {
		c.slots[slot+1].Store(old)
	}
}
