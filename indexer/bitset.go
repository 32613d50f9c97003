package indexer

import "math/bits"

// bitset is a set of document numbers below a fixed bound.
type bitset []uint64

func newBitset(docs int) bitset { return make(bitset, (docs+63)/64) }

// fullBitset holds every document.
func fullBitset(docs int) bitset {
	b := newBitset(docs)
	b.fill(docs)
	return b
}

// fill adds all of docs documents.
func (b bitset) fill(docs int) {
	for i := range b {
		b[i] = ^uint64(0)
	}
	if rest := docs % 64; rest != 0 {
		b[len(b)-1] = 1<<rest - 1
	}
}

func (b bitset) add(doc uint32)      { b[doc>>6] |= 1 << (doc & 63) }
func (b bitset) has(doc uint32) bool { return b[doc>>6]&(1<<(doc&63)) != 0 }

func (b bitset) and(o bitset) bitset {
	o = o[:len(b)]
	for i := range b {
		b[i] &= o[i]
	}
	return b
}

func (b bitset) or(o bitset) bitset {
	o = o[:len(b)]
	for i := range b {
		b[i] |= o[i]
	}
	return b
}

func (b bitset) andNot(o bitset) bitset {
	o = o[:len(b)]
	for i := range b {
		b[i] &^= o[i]
	}
	return b
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// countBoth counts the documents that are in o too.
func (b bitset) countBoth(o bitset) int {
	n := 0
	o = o[:len(b)]
	for i, w := range b {
		n += bits.OnesCount64(w & o[i])
	}
	return n
}

func (b bitset) empty() bool {
	for _, w := range b {
		if w != 0 {
			return false
		}
	}
	return true
}

// each calls f for every document in ascending order until f returns false.
func (b bitset) each(f func(doc uint32) bool) { part{0, b}.each(f) }

// part is a stretch of a bitset: its words from first on.
type part struct {
	first int
	words []uint64
}

func (p part) each(f func(doc uint32) bool) {
	for i, w := range p.words {
		for w != 0 {
			if !f(uint32((p.first+i)<<6 + bits.TrailingZeros64(w))) {
				return
			}
			w &= w - 1
		}
	}
}

// partWords divides the first word of every part, so that parts begin where
// postings know the rank of their documents.
const partWords = 8 * rankBlock / 64

// parts cuts b into up to n stretches, in order.
func (b bitset) parts(n int) []part {
	size := (len(b)/max(n, 1)/partWords + 1) * partWords
	var parts []part
	for from := 0; from < len(b); from += size {
		parts = append(parts, part{from, b[from:min(from+size, len(b))]})
	}
	return parts
}
