package indexer

import (
	"container/list"
	"fmt"
	"sync"
)

// postingsCacheBytes bounds the unpacked postings kept in memory: at 100,000
// articles the commonest few hundred terms fit, which are what costs time.
const postingsCacheBytes = 128 << 20

// smallPostings is the length up to which postings are not worth a place in
// the cache.
const smallPostings = 16

// postings are the documents of one term in one field, unpacked, with the
// part of the BM25 score that depends on the document alone.
type postings struct {
	docs []uint32 // ascending
	sat  []float32
	idf  float64
}

func (p *postings) bytes() int { return 8*len(p.docs) + 64 }

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
	c.byKey[k] = c.order.PushFront(&cached{k, p})
	c.used += p.bytes()
	for c.used > c.limit && c.order.Len() > 1 {
		last := c.order.Back()
		old := c.order.Remove(last).(*cached)
		delete(c.byKey, old.key)
		c.used -= old.p.bytes()
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
		return nil, fmt.Errorf("postings of %q in %s: %w", term, ix.schema.fields[field].name, err)
	}
	if len(p.docs) > smallPostings {
		ix.postings.put(k, p)
	}
	return p, nil
}

// unpack reads the postings of a term from all segments.
func (ix *Index) unpack(field int, term string) (*postings, error) {
	p := new(postings)
	stats := &ix.bm25[field]
	for i := range ix.segments {
		s := &ix.segments[i]
		dict, err := s.dictionary(ix.schema.fields[field])
		if err != nil {
			return nil, err
		}
		list, err := dict.PostingsList([]byte(term), nil, nil)
		if err != nil {
			return nil, err
		}
		if list.Count() == 0 {
			continue
		}
		it := list.Iterator(true, false, false, nil)
		for {
			post, err := it.Next()
			if err != nil {
				return nil, err
			}
			if post == nil {
				break
			}
			doc := s.base + uint32(post.Number())
			p.docs = append(p.docs, doc)
			p.sat = append(p.sat, float32(stats.saturation(uint32(post.Frequency()), stats.lengths[doc])))
		}
	}
	p.idf = idf(stats.docs, len(p.docs))
	return p, nil
}
