package thesaurus

import (
	"cmp"
	"slices"
)

// How sure the places of two keywords make it that they translate each other.
const (
	// samePlace: lists of equal length, the same place in both. Authors
	// translate their list one by one, but some sort it again.
	samePlace = 0.6
	// scrambledPlace is the same where other keywords of the two lists are
	// known to stand in different order.
	scrambledPlace = 0.1
	// nearPlace: lists of different length, places between which nothing but
	// the missing keywords can stand. Alone it links nothing.
	nearPlace = 0.2
	// betweenPlace: lists of different length, the same place between two
	// keywords that are linked, with as many between them in both lists.
	betweenPlace = 0.5
	// looks is the share of likeness that counts: cognates can be false
	// friends, and a word is often printed in several keywords of a list.
	looks = 0.8
	// leastKeyword is the score below which keywords are not linked.
	leastKeyword = 0.35
)

// linkKeywords links two keyword lists. like returns the likeness of two
// keywords, 0..1.
func linkKeywords(c *counts, u *unit, like func(x, y int32) float64) []link {
	score := func(same float64) scorer {
		return func(u *unit, i, j int) float64 {
			return either(placeOf(u, i, j, same), looks*like(u.x[i], u.y[j]))
		}
	}
	links := linkUnit(c, u, leastKeyword, score(samePlace))
	if len(u.x) == len(u.y) {
		if scrambled(links) {
			links = linkUnit(c, u, leastKeyword, score(scrambledPlace))
		}
		return links
	}
	return append(links, between(u, links)...)
}

// placeOf is what the places i and j are worth.
func placeOf(u *unit, i, j int, same float64) float64 {
	missing := len(u.y) - len(u.x)
	switch shift := j - i; {
	case missing == 0 && shift == 0:
		return same
	case missing > 0 && shift >= 0 && shift <= missing, missing < 0 && shift <= 0 && shift >= missing:
		return nearPlace
	}
	return 0
}

// scrambled reports whether the lists stand in different order: more links
// off the diagonal than links on it that more than their place speaks for.
func scrambled(links []link) bool {
	off, on := 0, 0
	for _, l := range links {
		if l.i != l.j {
			off++
		} else if l.sure > samePlace+0.05 {
			on++
		}
	}
	return off > on
}

// between links what stands between linked keywords, where the two lists have
// the same number of keywords there and their order is the same.
func between(u *unit, links []link) []link {
	anchors := append(slices.Clone(links), link{i: -1, j: -1}, link{i: len(u.x), j: len(u.y)})
	slices.SortFunc(anchors, func(a, b link) int { return cmp.Compare(a.i, b.i) })
	if !slices.IsSortedFunc(anchors, func(a, b link) int { return cmp.Compare(a.j, b.j) }) {
		return nil
	}
	var out []link
	for n := 1; n < len(anchors); n++ {
		a, b := anchors[n-1], anchors[n]
		if b.i-a.i != b.j-a.j {
			continue
		}
		for k := 1; k < b.i-a.i; k++ {
			if u.x[a.i+k] >= 0 && u.y[a.j+k] >= 0 {
				out = append(out, link{a.i + k, a.j + k, betweenPlace})
			}
		}
	}
	return out
}
