package thesaurus

import (
	"cmp"
	"math"
	"slices"
)

// unit is a pair of lists that say the same in two languages: the keywords of
// an article, or the words of a title or a sentence. -1 holds the place of
// what cannot be linked.
type unit struct {
	doc  uint32
	x, y []int32
}

// link says that x[i] and y[j] of a unit translate each other, and how sure
// that is.
type link struct {
	i, j int
	sure float64
}

// counts are the numbers that association is measured by, over the units of
// one pair of languages. Pairs met once are left out: without the unit that
// is looked at, they have not been met at all.
type counts struct {
	x, y []uint32          // units that have the word
	both map[uint64]uint32 // units that have both
	seen []uint64          // a bit for the hash of every pair of both: most pairs are not there, and a map is slow to say so
}

// hashBits is the size of counts.seen, as a power of two.
const hashBits = 22

// hashed is where the bit of a pair is.
func hashed(pair uint64) (word int, bit uint64) {
	h := pair * 0x9e3779b97f4a7c15 >> (64 - hashBits) // Fibonacci hashing, Knuth vol. 3, 6.4
	return int(h >> 6), 1 << (h & 63)
}

func pairOf(x, y int32) uint64 { return uint64(uint32(x))<<32 | uint64(uint32(y)) }

// count counts words and pairs over units. nx and ny are the numbers of
// different words.
func count(units []unit, nx, ny int) *counts {
	c := &counts{x: make([]uint32, nx), y: make([]uint32, ny), both: map[uint64]uint32{}, seen: make([]uint64, 1<<hashBits/64)}
	cells := 0
	for _, u := range units {
		cells += len(u.x) * len(u.y)
	}
	pairs := make([]uint64, 0, cells)
	for _, u := range units {
		for _, x := range u.x {
			if x < 0 {
				continue
			}
			c.x[x]++
			for _, y := range u.y {
				if y >= 0 {
					pairs = append(pairs, pairOf(x, y))
				}
			}
		}
		for _, y := range u.y {
			if y >= 0 {
				c.y[y]++
			}
		}
	}
	// Sorting takes a fraction of the memory of a map of all pairs.
	slices.Sort(pairs)
	for from := 0; from < len(pairs); {
		to := from + 1
		for to < len(pairs) && pairs[to] == pairs[from] {
			to++
		}
		if to-from > 1 {
			c.both[pairs[from]] = uint32(to - from)
			w, bit := hashed(pairs[from])
			c.seen[w] |= bit
		}
		from = to
	}
	return c
}

// association is how regularly x and y come together in the other units:
// Dice's coefficient 2c/(nx+ny) with the present unit left out, and one added
// below so that a single common unit does not make certainty.
func (c *counts) association(x, y int32) float64 {
	pair := pairOf(x, y)
	if w, bit := hashed(pair); c.seen[w]&bit == 0 {
		return 0
	}
	both := c.both[pair]
	if both == 0 {
		return 0
	}
	return 2 * float64(both-1) / float64(c.x[x]-1+c.y[y]-1+1)
}

// scorer returns how sure it is that x[i] and y[j] of u translate each other
// by what is known beside their association: their places and their looks.
type scorer func(u *unit, i, j int) float64

// either joins independent reasons: it is wrong only where both are.
func either(a, b float64) float64 { return 1 - (1-a)*(1-b) }

// linkUnit links the words of u one to one, the surest pair first, down to
// the score least: competitive linking (Melamed, "Models of translational
// equivalence among words", Computational Linguistics 26(2), 2000).
func linkUnit(c *counts, u *unit, least float64, beside scorer) []link {
	var all []link
	for i, x := range u.x {
		for j, y := range u.y {
			if x < 0 || y < 0 {
				continue
			}
			if sure := either(c.association(x, y), beside(u, i, j)); sure >= least {
				all = append(all, link{i, j, sure})
			}
		}
	}
	slices.SortFunc(all, func(a, b link) int {
		return cmp.Or(cmp.Compare(b.sure, a.sure), cmp.Compare(distance(u, a), distance(u, b)),
			cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	usedX, usedY := make([]bool, len(u.x)), make([]bool, len(u.y))
	links := all[:0]
	for _, l := range all {
		if !usedX[l.i] && !usedY[l.j] {
			usedX[l.i], usedY[l.j] = true, true
			links = append(links, l)
		}
	}
	return links
}

// distance is how far apart the places of a link are, as shares of the lists.
func distance(u *unit, l link) float64 {
	return math.Abs(place(l.i, len(u.x)) - place(l.j, len(u.y)))
}

// place is the middle of element i of n, 0..1.
func place(i, n int) float64 { return (float64(i) + 0.5) / float64(n) }
