package indexer

import (
	"strconv"
	"strings"
	"testing"
)

// TestTheCacheBoundsItsKeys puts postings of a few documents under keys as long
// as those of wildcards.
func TestTheCacheBoundsItsKeys(t *testing.T) {
	c := newPostingsCache()
	c.limit = 1 << 20
	long := strings.Repeat("*word", 1000)
	for i := range 2000 {
		c.put(termKey{0, long + strconv.Itoa(i)}, &postings{n: 1, docs: []uint32{1}})
	}
	keys := 0
	for k := range c.byKey {
		keys += len(k.term)
	}
	if keys > c.limit || c.used < keys || len(c.byKey) < 100 {
		t.Errorf("%d keys of %d bytes are kept, %d bytes by its own count, of %d", len(c.byKey), keys, c.used, c.limit)
	}
}
