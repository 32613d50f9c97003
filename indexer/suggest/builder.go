package suggest

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"
)

// Builder collects entries. It is for one goroutine.
type Builder struct {
	numbers map[string]uint32 // word → its number in the order met, from 1
	words   []string          // by that number, less 1
	raw     map[string]uint32 // word as printed → number of its plain form
	known   map[string]uint32 // kind and words → entry
	entries []builtEntry
	seq     []uint32
	scratch []uint32
}

type builtEntry struct {
	start uint32
	count uint32
	ref   uint32
	kind  Kind
	langs Langs
}

// NewBuilder returns an empty Builder.
func NewBuilder() *Builder {
	return &Builder{numbers: map[string]uint32{}, raw: map[string]uint32{}, known: map[string]uint32{}}
}

// maxEntryWords is how many words of a text are kept: no one types further
// into a title.
const maxEntryWords = 32

// Add adds an entry. Titles with the same words are one suggestion whose
// counts are summed, keywords likewise but with the greater count, since one
// article may have both; the first Ref stays. Names are told apart by Ref.
func (b *Builder) Add(e Entry) {
	b.scratch = b.scratch[:0]
	eachRawWord(e.Text, func(raw string) {
		if n := b.wordNumber(raw); n > 0 && len(b.scratch) < maxEntryWords {
			b.scratch = append(b.scratch, n)
		}
	})
	b.add(e)
	if e.Kind != Author {
		return
	}
	for i, n := range b.scratch {
		key := keyWord(b.words[n-1])
		if key == "" {
			return
		}
		b.scratch[i] = b.number(key)
	}
	b.add(e)
}

// wordNumber numbers a printed word; 0 is none.
func (b *Builder) wordNumber(raw string) uint32 {
	if n, ok := b.raw[raw]; ok {
		return n
	}
	n := uint32(0)
	if w := plainWord(raw); len(w) > 0 {
		n = b.number(string(w))
	}
	b.raw[strings.Clone(raw)] = n
	return n
}

func (b *Builder) number(word string) uint32 {
	n, ok := b.numbers[word]
	if !ok {
		n = uint32(len(b.words) + 1)
		b.words = append(b.words, word)
		b.numbers[word] = n
	}
	return n
}

// add appends the entry whose words are in scratch, or merges it.
func (b *Builder) add(e Entry) {
	if len(b.scratch) == 0 {
		return
	}
	key := []byte{byte(e.Kind)}
	if e.Kind == Author {
		key = binary.LittleEndian.AppendUint32(key, e.Ref)
	}
	for _, n := range b.scratch {
		key = binary.LittleEndian.AppendUint32(key, n)
	}
	if i, ok := b.known[string(key)]; ok {
		have := &b.entries[i]
		have.langs |= e.Langs
		switch {
		case e.Kind == Title && have.ref != e.Ref:
			have.count += e.Count
		case e.Kind == Keyword && have.count < e.Count:
			have.count = e.Count
		}
		return
	}
	b.known[string(key)] = uint32(len(b.entries))
	b.entries = append(b.entries, builtEntry{uint32(len(b.seq)), e.Count, e.Ref, e.Kind, e.Langs})
	b.seq = append(append(b.seq, b.scratch...), 0)
}

// table sorts what was collected.
func (b *Builder) table() *Table {
	t := new(Table)
	place := b.sortWords(t)
	t.seq = make([]uint32, len(b.seq))
	for i, n := range b.seq {
		t.seq[i] = place[n]
	}
	for _, e := range b.entries {
		t.starts = append(t.starts, e.start)
		t.counts = append(t.counts, e.count)
		t.refs = append(t.refs, e.ref)
		t.kinds = append(t.kinds, uint8(e.kind)|uint8(e.langs)<<2)
	}
	t.sortSuffixes()
	t.score()
	return t
}

// sortWords puts the words in the order of their folded forms and returns the
// new number of each old one. 0, which closes an entry, stays.
func (b *Builder) sortWords(t *Table) []uint32 {
	folded := make([]string, len(b.words))
	order := make([]uint32, len(b.words))
	for i, w := range b.words {
		folded[i], order[i] = fold(w), uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int {
		return cmp.Or(strings.Compare(folded[x], folded[y]), strings.Compare(b.words[x], b.words[y]))
	})
	place := make([]uint32, len(b.words)+1)
	for rank, old := range order {
		place[old+1] = uint32(rank + 1)
		t.words = append(t.words, b.words[old]...)
		t.ends = append(t.ends, uint32(len(t.words)))
	}
	return place
}

// sortSuffixes sorts all word starts by the words that follow: first into
// buckets by the word itself, then each bucket.
func (t *Table) sortSuffixes() {
	next := make([]uint32, len(t.ends)+2) // word → where its bucket begins
	for _, w := range t.seq {
		if w > 0 {
			next[w+1]++
		}
	}
	for w := 1; w < len(next); w++ {
		next[w] += next[w-1]
	}
	begin := slices.Clone(next)
	t.suffixes = make([]uint32, len(t.seq)-len(t.starts))
	for at, w := range t.seq {
		if w > 0 {
			t.suffixes[next[w]] = uint32(at)
			next[w]++
		}
	}
	for w := 1; w+1 < len(begin); w++ {
		slices.SortFunc(t.suffixes[begin[w]:begin[w+1]], t.compareSuffixes)
	}
}

func (t *Table) compareSuffixes(x, y uint32) int {
	for i := uint32(0); ; i++ {
		v, w := t.seq[x+i], t.seq[y+i]
		if v != w {
			return cmp.Compare(v, w)
		}
		if v == 0 {
			return cmp.Compare(x, y)
		}
	}
}

// score gives each suffix its score.
func (t *Table) score() {
	t.scores = make([]uint16, len(t.suffixes))
	scoreAt := make([]uint16, len(t.seq))
	for e, start := range t.starts {
		count := uint16(min(t.counts[e], math.MaxUint16>>1))
		for at := start; t.seq[at] != 0; at++ {
			scoreAt[at] = count
			if at == start || Kind(t.kinds[e]&3) == Author && len(t.word(t.seq[at])) > maxInitial {
				scoreAt[at] |= headScore
			}
		}
	}
	for i, at := range t.suffixes {
		t.scores[i] = scoreAt[at]
	}
	t.growTree()
}
