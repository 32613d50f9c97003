package suggest

import (
	"sort"
	"strings"
)

const (
	// headScore is the bit of a score that says that the text begins here. The
	// rest is the count.
	headScore = 1 << 15

	// maxInitial is the length in bytes up to which a part of a name is an
	// initial. Any longer part is where the name may begin for who types it.
	maxInitial = 3

	// blockScores is how many scores one leaf of the tree of maxima covers.
	blockScores = 64
)

// Table completes what is typed. It is safe for concurrent use.
type Table struct {
	words []byte   // all words, sorted by folded form, one after another
	ends  []uint32 // word number less 1 → its end in words

	seq    []uint32 // word numbers of all entries; 0 closes each
	starts []uint32 // entry → its first word in seq, ascending
	counts []uint32
	refs   []uint32
	kinds  []uint8 // Kind in the low two bits, Langs above

	suffixes []uint32 // places in seq, sorted by the words from there on
	scores   []uint16 // by place in suffixes
	tree     []uint16 // maxima of blocks of scores, a binary heap
}

// Len returns the number of entries.
func (t *Table) Len() int { return len(t.starts) }

// word returns word number n.
func (t *Table) word(n uint32) string {
	from := uint32(0)
	if n > 1 {
		from = t.ends[n-2]
	}
	return string(t.words[from:t.ends[n-1]])
}

// span is a stretch of suffixes, or of word numbers.
type span struct{ from, to int }

func (s span) empty() bool { return s.from >= s.to }

// wordsLike returns the numbers of the words whose folded form is that of
// word or, where it is open, begins with it.
func (t *Table) wordsLike(word string, open bool) span {
	want := fold(word)
	n := len(t.ends)
	from := sort.Search(n, func(i int) bool { return fold(t.word(uint32(i+1))) >= want })
	to := from + sort.Search(n-from, func(i int) bool {
		have := fold(t.word(uint32(from + i + 1)))
		if open {
			return !strings.HasPrefix(have, want)
		}
		return have != want
	})
	return span{from + 1, to + 1}
}

// narrow returns the suffixes of s whose word number depth is in words. All
// suffixes of s must have the same words before that one.
func (t *Table) narrow(s span, depth int, words span) span {
	find := func(word int) int {
		return s.from + sort.Search(s.to-s.from, func(i int) bool {
			return int(t.seq[int(t.suffixes[s.from+i])+depth]) >= word
		})
	}
	from := find(words.from)
	return span{from, max(from, find(words.to))}
}

// bounds returns where the entry around place at of seq begins and ends.
func (t *Table) bounds(at uint32) (from, to uint32) {
	from, to = at, at
	for from > 0 && t.seq[from-1] != 0 {
		from--
	}
	for t.seq[to] != 0 {
		to++
	}
	return from, to
}

// entryAt returns the entry whose words include place at of seq.
func (t *Table) entryAt(at uint32) int {
	return sort.Search(len(t.starts), func(i int) bool { return t.starts[i] > at }) - 1
}

func (t *Table) kind(entry int) Kind   { return Kind(t.kinds[entry] & 3) }
func (t *Table) langs(entry int) Langs { return Langs(t.kinds[entry] >> 2) }

// growTree computes the tree of maxima.
func (t *Table) growTree() {
	leaves := t.leaves()
	t.tree = make([]uint16, 2*leaves)
	for i, s := range t.scores {
		leaf := leaves + i/blockScores
		t.tree[leaf] = max(t.tree[leaf], s)
	}
	for i := leaves - 1; i > 0; i-- {
		t.tree[i] = max(t.tree[2*i], t.tree[2*i+1])
	}
}

// leaves is the number of leaves of the tree, a power of two.
func (t *Table) leaves() int {
	n := 1
	for n*blockScores < len(t.scores) {
		n *= 2
	}
	return n
}

// best returns the first place of the highest score in s, which is not empty.
func (t *Table) best(s span) int {
	firstBlock, lastBlock := s.from/blockScores, (s.to-1)/blockScores
	if lastBlock-firstBlock < 2 {
		return t.bestOf(s)
	}
	at := t.bestOf(span{s.from, (firstBlock + 1) * blockScores})
	block := t.bestBlock(firstBlock+1, lastBlock)
	if t.tree[len(t.tree)/2+block] > t.scores[at] {
		at = t.bestOf(span{block * blockScores, (block + 1) * blockScores})
	}
	if last := t.bestOf(span{lastBlock * blockScores, s.to}); t.scores[last] > t.scores[at] {
		at = last
	}
	return at
}

// bestOf looks at every score of s.
func (t *Table) bestOf(s span) int {
	at := s.from
	for i := s.from + 1; i < s.to; i++ {
		if t.scores[i] > t.scores[at] {
			at = i
		}
	}
	return at
}

// bestBlock returns the first block of from..to-1 that has their maximum.
func (t *Table) bestBlock(from, to int) int {
	leaves := len(t.tree) / 2
	var left, right []int // nodes that cover the blocks, from the left and from the right
	for l, r := from+leaves, to+leaves; l < r; l, r = l/2, r/2 {
		if l%2 == 1 {
			left = append(left, l)
			l++
		}
		if r%2 == 1 {
			r--
			right = append(right, r)
		}
	}
	node := 0
	for _, n := range left {
		if node == 0 || t.tree[n] > t.tree[node] {
			node = n
		}
	}
	for i := len(right) - 1; i >= 0; i-- {
		if node == 0 || t.tree[right[i]] > t.tree[node] {
			node = right[i]
		}
	}
	for node < leaves {
		if t.tree[2*node] == t.tree[node] {
			node = 2 * node
		} else {
			node = 2*node + 1
		}
	}
	return node - leaves
}
