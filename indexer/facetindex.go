package indexer

import (
	"bytes"
	"cmp"
	"context"
	"hash/maphash"
	"slices"
	"sort"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"izde/analyzers/script"
	"izde/corpus"
)

// facetIndex finds values of one facet among tens of thousands. Its parts are
// made when they are first asked for; Index.prepare asks for those that take
// longest.
type facetIndex struct {
	names  sync.Once
	seed   maphash.Seed
	byName []namedOrd // by hash

	words     sync.Once
	wordBytes []byte // romanisation keys of the words of all values, in order
	wordEnds  []uint32
	wordOrds  []uint32

	alphabets sync.Map // language → *alphabet
}

// namedOrd is a value and the hash of one of its names or of a key of one.
type namedOrd struct{ hash, ord uint32 }

// alphabet is the order of all values for readers of one language.
type alphabet struct {
	once  sync.Once
	place []uint32 // value → its place
}

// eachName calls f with the names of a value: itself and its labels.
func (f *facetColumn) eachName(ord uint32, call func(name string) bool) {
	if !call(f.values[ord]) {
		return
	}
	for _, labels := range f.labels {
		if labels[ord] != "" && labels[ord] != f.values[ord] && !call(labels[ord]) {
			return
		}
	}
}

// called returns the values that a person may name so in a filter of the facet:
// by value, by a label in any language, or by key, so that a name matches in
// any script.
func (f *facetColumn) called(facet, typed string) []uint32 {
	x := &f.index
	x.names.Do(func() { f.indexNames(facet) })
	key := filterKey(facet, typed)
	var ords []uint32
	for _, hash := range []uint32{x.hash(typed), x.hash(key)} {
		from, _ := slices.BinarySearchFunc(x.byName, hash, func(n namedOrd, hash uint32) int { return cmp.Compare(n.hash, hash) })
		for _, n := range x.byName[from:] {
			if n.hash != hash {
				break
			}
			f.eachName(n.ord, func(name string) bool {
				same := name == typed || filterKey(facet, name) == key
				if same && !slices.Contains(ords, n.ord) {
					ords = append(ords, n.ord)
				}
				return !same
			})
		}
	}
	return ords
}

func (x *facetIndex) hash(text string) uint32 { return uint32(maphash.String(x.seed, text)) }

func (f *facetColumn) indexNames(facet string) {
	x := &f.index
	x.seed = maphash.MakeSeed()
	for ord := range uint32(len(f.values)) {
		f.eachName(ord, func(name string) bool {
			x.byName = append(x.byName, namedOrd{x.hash(name), ord})
			if key := filterKey(facet, name); key != name {
				x.byName = append(x.byName, namedOrd{x.hash(key), ord})
			}
			return true
		})
	}
	slices.SortFunc(x.byName, func(a, b namedOrd) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.ord, b.ord))
	})
	x.byName = slices.Clip(slices.Compact(x.byName))
}

// matching returns the values with words, in any of their labels, that begin
// like each typed word, whatever the script or romanisation; nil stands for
// all of them.
func (f *facetColumn) matching(typed string) bitset {
	keys := wordKeys(typed)
	if len(keys) == 0 {
		return nil
	}
	f.index.words.Do(f.indexWords)
	var all bitset
	for _, key := range keys {
		found := newBitset(len(f.values))
		f.index.beginning(key, found)
		if all == nil {
			all = found
		} else {
			all.and(found)
		}
	}
	return all
}

// beginning adds the values that have a word whose key begins with prefix.
func (x *facetIndex) beginning(prefix string, into bitset) {
	i := sort.Search(len(x.wordEnds), func(i int) bool { return string(x.word(i)) >= prefix })
	for ; i < len(x.wordEnds) && bytes.HasPrefix(x.word(i), []byte(prefix)); i++ {
		into.add(x.wordOrds[i])
	}
}

func (x *facetIndex) word(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = x.wordEnds[i-1]
	}
	return x.wordBytes[from:x.wordEnds[i]]
}

func (f *facetColumn) indexWords() {
	type word struct {
		key string
		ord uint32
	}
	var words []word
	for ord := range uint32(len(f.values)) {
		from := len(words)
		f.eachName(ord, func(name string) bool {
			for _, key := range wordKeys(name) {
				if w := (word{key, ord}); !slices.Contains(words[from:], w) {
					words = append(words, w)
				}
			}
			return true
		})
	}
	slices.SortFunc(words, func(a, b word) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.ord, b.ord))
	})
	x := &f.index
	for _, w := range words {
		x.wordBytes = append(x.wordBytes, w.key...)
		x.wordEnds = append(x.wordEnds, uint32(len(x.wordBytes)))
		x.wordOrds = append(x.wordOrds, w.ord)
	}
}

// wordKeys returns the romanisation keys of the words of a text.
func wordKeys(text string) []string {
	var keys []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t.,;:()«»\"-–", r) }) {
		if k := script.Key(w); k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}

// places returns the place of every value of the facet in the alphabetical
// order of their labels that a reader of lang expects.
func (f *facetColumn) places(facet, lang string) []uint32 {
	got, _ := f.index.alphabets.LoadOrStore(lang, new(alphabet))
	a := got.(*alphabet)
	a.once.Do(func() {
		col := collate.New(language.Make(lang), collate.IgnoreCase)
		var buf collate.Buffer
		keys := make([][]byte, len(f.values))
		ords := make([]uint32, len(f.values))
		for i := range keys {
			ords[i] = uint32(i)
			keys[i] = slices.Clone(col.KeyFromString(&buf, sortedAs(facet, f.label(uint32(i), lang))))
			buf.Reset()
		}
		slices.SortFunc(ords, func(a, b uint32) int {
			return cmp.Or(slices.Compare(keys[a], keys[b]), cmp.Compare(a, b))
		})
		a.place = make([]uint32, len(ords))
		for place, ord := range ords {
			a.place[ord] = uint32(place)
		}
	})
	return a.place
}

// sortedAs is the text that a label of a facet is sorted by: people by surname,
// keywords without the marks around them.
func sortedAs(facet, label string) string {
	switch {
	case facet == FacetAuthor:
		return surnameFirst(label)
	case isKeywords(facet):
		return keywordKey(label)
	}
	return label
}

// prepare makes what facets of many values and romanised words need, so that no
// reader waits for it, until ctx ends.
func (ix *Index) prepare(ctx context.Context) {
	made := []func(){func() { ix.speller.Prepare(corpus.Russian) }}
	for _, name := range facetNames() {
		if name != FacetAuthor && !isKeywords(name) {
			continue
		}
		f := ix.columns.facets[name]
		made = append(made, func() { f.called(name, "") }, func() { f.matching("а") })
		for _, lang := range interfaceLanguages() {
			made = append(made, func() { f.places(name, lang) })
		}
	}
	for _, make := range made {
		if ctx.Err() != nil {
			return
		}
		make()
	}
}
