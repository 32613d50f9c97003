package indexer

import "math/bits"

// bitset is a set of document numbers below a fixed bound.
type bitset []uint64

func newBitset(docs int) bitset { return make(bitset, (docs+63)/64) }

// fullBitset holds every document.
func fullBitset(docs int) bitset {
	b := newBitset(docs)
	for i := range b {
		b[i] = ^uint64(0)
	}
	if rest := docs % 64; rest != 0 {
		b[len(b)-1] = 1<<rest - 1
	}
	return b
}

func (b bitset) add(doc uint32)      { b[doc>>6] |= 1 << (doc & 63) }
func (b bitset) has(doc uint32) bool { return b[doc>>6]&(1<<(doc&63)) != 0 }

func (b bitset) clone() bitset { return append(bitset(nil), b...) }

func (b bitset) and(o bitset) bitset {
	for i := range b {
		b[i] &= o[i]
	}
	return b
}

func (b bitset) or(o bitset) bitset {
	for i := range b {
		b[i] |= o[i]
	}
	return b
}

func (b bitset) andNot(o bitset) bitset {
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

func (b bitset) empty() bool {
	for _, w := range b {
		if w != 0 {
			return false
		}
	}
	return true
}

// each calls f for every document in ascending order until f returns false.
func (b bitset) each(f func(doc uint32) bool) {
	for i, w := range b {
		for w != 0 {
			if !f(uint32(i<<6 + bits.TrailingZeros64(w))) {
				return
			}
			w &= w - 1
		}
	}
}
