package indexer

import (
	"container/list"
	"fmt"
	"sync"
)

// postingsCacheBytes bounds the unpacked postings kept in memory: at 100,000
// articles some thousand of the commonest terms fit, which are what costs time.
const postingsCacheBytes = 40 << 20

// smallPostings is the length up to which postings are not worth a place in
// the cache.
const smallPostings = 64

// termKey names postings.
type termKey struct {
	field int
	term  string
}

// postingsCache keeps the postings used last, up to a number of bytes.
type postingsCache struct {
	mu    sync.Mutex
	limit int
	used  int
	order *list.List // of *cached, the last used first
	byKey map[termKey]*list.Element
}

type cached struct {
	key termKey
	p   *postings
}

// bytes counts the key too: that of a wildcard names some hundred terms.
func (c *cached) bytes() int { return len(c.key.term) + c.p.bytes() }

func newPostingsCache() *postingsCache {
	return &postingsCache{limit: postingsCacheBytes, order: list.New(), byKey: map[termKey]*list.Element{}}
}

func (c *postingsCache) get(k termKey) *postings {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[k]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).p
}

func (c *postingsCache) put(k termKey, p *postings) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey[k] != nil {
		return
	}
	added := &cached{k, p}
	c.byKey[k] = c.order.PushFront(added)
	c.used += added.bytes()
	for c.used > c.limit && c.order.Len() > 1 {
		last := c.order.Back()
		old := c.order.Remove(last).(*cached)
		delete(c.byKey, old.key)
		c.used -= old.bytes()
	}
}

// postingsOf returns the postings of a term in a field; none is not an error.
func (ix *Index) postingsOf(field int, term string) (*postings, error) {
	k := termKey{field, term}
	if p := ix.postings.get(k); p != nil {
		return p, nil
	}
	p, err := ix.unpack(field, term)
	if err != nil {
		return nil, err
	}
	if p.n > smallPostings {
		ix.postings.put(k, p)
	}
	return p, nil
}

// unpack reads the postings of a term from all segments.
func (ix *Index) unpack(field int, term string) (*postings, error) {
	b := ix.unpackers.get()
	defer ix.unpackers.put(b)
	if err := ix.unpackInto(b, field, term); err != nil {
		return nil, err
	}
	stats := &ix.bm25[field]
	p := newPostings(b.docs, b.tf, ix.columns.docs, stats)
	p.idf = idf(stats.docs, p.n)
	return p, nil
}

// unpackInto appends the postings of a term in all segments to the buffers.
func (ix *Index) unpackInto(b *unpacker, field int, term string) error {
	for i := range ix.segments {
		if err := ix.segments[i].appendPostings(b, field, term); err != nil {
			return fmt.Errorf("postings of %q in %s: %w", term, ix.schema.fields[field].name, err)
		}
	}
	return nil
}

// documentsWith returns the number of documents that have a term in a field,
// without unpacking its postings.
func (ix *Index) documentsWith(field int, term string) (int, error) {
	if p := ix.postings.get(termKey{field, term}); p != nil {
		return p.n, nil
	}
	b := ix.unpackers.get()
	defer ix.unpackers.put(b)
	total := 0
	for i := range ix.segments {
		n, err := ix.segments[i].documentsWith(b, field, term)
		if err != nil {
			return 0, fmt.Errorf("postings of %q in %s: %w", term, ix.schema.fields[field].name, err)
		}
		total += n
	}
	return total, nil
}
