package spell

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/costs.tsv
var costList string

// cost is in hundredths of an ordinary slip.
type cost = int

const (
	one       cost = 100 // any letter for any other, dropped or added
	swapped   cost = 80  // two letters in the wrong order
	doubled   cost = 50  // one letter for two of it, or the reverse
	firstMore cost = 50  // is added at the first letter, which people seldom miss
	tolerated cost = 20  // up to this a pair is no slip, wherever it stands
)

// costTable is data/costs.tsv.
type costTable struct {
	pairs  map[[2]rune]cost
	silent map[rune]cost
}

var costs = sync.OnceValue(func() *costTable {
	t := &costTable{map[[2]rune]cost{}, map[rune]cost{}}
	var above []rune
	number := 0
	for line := range strings.Lines(costList) {
		number++
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if f[0] == "" || f[0][0] == '#' {
			continue
		}
		c, err := strconv.Atoi(f[len(f)-1])
		switch {
		case err == nil && f[0] == "pair" && len(f) == 4:
			t.pair(first(f[1]), first(f[2]), c)
		case err == nil && f[0] == "row" && len(f) == 3:
			above = t.row(above, []rune(f[1]), c)
		case err == nil && f[0] == "silent" && len(f) == 3:
			for _, r := range f[1] {
				t.silent[r] = c
			}
		default: // the table is part of the program: a fault of the build
			panic(fmt.Errorf("reading data/costs.tsv line %d: %q", number, line))
		}
	}
	return t
})

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func (t *costTable) pair(a, b rune, c cost) {
	for _, p := range [][2]rune{{a, b}, {b, a}} {
		if _, ok := t.pairs[p]; !ok {
			t.pairs[p] = c
		}
	}
}

// row pairs the neighbours of a keyboard row: key i lies below the keys i and
// i+1 of the row above.
func (t *costTable) row(above, keys []rune, c cost) []rune {
	if len(keys) == 1 {
		return nil
	}
	for i, k := range keys {
		if i+1 < len(keys) {
			t.pair(k, keys[i+1], c)
		}
		for j := i; j < min(i+2, len(above)); j++ {
			t.pair(k, above[j], c)
		}
	}
	return keys
}

// replace is the cost of b typed for a.
func (t *costTable) replace(a, b rune, atFirst bool) cost {
	if a == b {
		return 0
	}
	c, ok := t.pairs[[2]rune{a, b}]
	if !ok {
		c = one
	}
	if atFirst && c > tolerated {
		c += firstMore
	}
	return c
}

// drop is the cost of a letter too many or too few, behind before (0 at the
// beginning of a word).
func (t *costTable) drop(r, before rune) cost {
	switch c, ok := t.silent[r]; {
	case before == 0:
		return one + firstMore
	case ok:
		return c
	case r == before:
		return doubled
	}
	return one
}

// budget is how far a candidate of a typed word may be. Short words are near
// to too many others.
func budget(letters int) cost {
	switch {
	case letters <= 2:
		return 0
	case letters == 3:
		return 60
	case letters <= 5:
		return 100
	case letters <= 7:
		return 130
	case letters <= 9:
		return 160
	}
	return 220
}
