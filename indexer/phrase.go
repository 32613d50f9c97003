package indexer

import (
	"bytes"
	"context"
	"encoding/binary"
	"runtime"
	"slices"

	"izde/analyzers"
)

// phrase is a quoted text compiled for one field: its terms in order, stop
// words among them.
type phrase struct {
	field  int
	terms  []string
	hashes []byte    // of the terms, two bytes each
	pairs  []string  // terms of the pairs that it has
	found  *postings // once matched
}

// phrase compiles a quoted text. One that comes to a single word is that word
// without its variants.
func (p *plan) phrase(label, text string) *leaf {
	l := &leaf{typed: text}
	var scratch analyzers.Scratch
	for _, n := range p.fields(label) {
		f := p.ix.schema.fields[n]
		if f.second || f.analyzer == "" {
			continue
		}
		tokens := p.ix.analyzers[f.analyzer].AppendTokens(nil, []byte(text), &scratch)
		if ph := newPhrase(n, &f, tokens); len(ph.terms) > 0 {
			l.phrase = append(l.phrase, ph)
		}
	}
	return l
}

// newPhrase makes a phrase of tokens for field n, the wholes of compounds left
// out.
func newPhrase(n int, f *field, tokens []analyzers.Token) phrase {
	ph := phrase{field: n, hashes: appendHashes(nil, tokens)}
	for i := range tokens {
		if tokens[i].Kind != analyzers.Compound {
			ph.terms = append(ph.terms, tokens[i].Term)
		}
	}
	for _, p := range appendPairs(nil, tokens, f) {
		ph.pairs = append(ph.pairs, p.term())
	}
	return ph
}

// phrases returns the documents that have the phrase in one of the fields.
func (m *matcher) phrases(list []phrase) (matched, error) {
	got := m.plan.sets.nothing()
	for i := range list {
		ph := &list[i]
		if err := ph.fetch(m.ctx, m.ix); err != nil {
			return matched{}, err
		}
		m.put(got, ph.found, ph.field)
	}
	return got.whole(), nil
}

// addPhrases collects what a phrase adds to the scores, times scale: as much as
// a term whose idf is the sum of those of its words and whose frequency is how
// often it stands there.
func (m *matcher) addPhrases(list []phrase, scale float64) {
	for _, ph := range list {
		m.add(ph.found, termKey{field: ph.field}, scale*m.ix.schema.fields[ph.field].weight, nil)
	}
}

// phrase returns how often each document has the phrase; the idf is the sum
// of those of its words.
func (ix *Index) phrase(ctx context.Context, ph phrase) (*postings, error) {
	if len(ph.terms) == 2 && len(ph.pairs) == 1 {
		return ix.pair(ph)
	}
	c := phraseCounter{ix: ix, phrase: ph}
	candidates, sum, err := c.candidates()
	if err != nil {
		return nil, err
	}
	parts := candidates.parts(runtime.GOMAXPROCS(0))
	docs, counts := make([][]uint32, len(parts)), make([][]uint32, len(parts))
	err = inParallel(len(parts), func(i int) (err error) {
		docs[i], counts[i], err = c.countAll(ctx, parts[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	p := newPostings(slices.Concat(docs...), slices.Concat(counts...), ix.columns.docs, &ix.bm25[ph.field])
	p.idf = sum
	return p, nil
}

// pair is phrase for what is indexed as a pair.
func (ix *Index) pair(ph phrase) (*postings, error) {
	found, err := ix.postingsOf(ph.field, ph.pairs[0])
	if err != nil {
		return nil, err
	}
	p := *found
	p.idf = 0
	for _, t := range ph.terms {
		n, err := ix.documentsWith(ph.field, t)
		if err != nil {
			return nil, err
		}
		p.idf += idf(ix.bm25[ph.field].docs, n)
	}
	return &p, nil
}

// phraseCounter counts a phrase in documents that have all its terms.
type phraseCounter struct {
	ix       *Index
	phrase   phrase
	postings []*postings // of each term
	anchor   int         // the rarest of the terms
}

// candidates returns the documents that have all terms, and the sum of the
// idf of those.
func (c *phraseCounter) candidates() (bitset, float64, error) {
	var all bitset
	sum := 0.0
	for _, t := range c.phrase.terms {
		if c.unindexed(t) {
			c.postings = append(c.postings, nil)
			continue
		}
		p, err := c.ix.postingsOf(c.phrase.field, t)
		if err != nil {
			return nil, 0, err
		}
		sum += p.idf
		c.postings = append(c.postings, p)
		if rarest := c.postings[c.anchor]; rarest == nil || p.n < rarest.n {
			c.anchor = len(c.postings) - 1
		}
		all = c.having(all, p)
	}
	for _, pair := range c.phrase.pairs {
		p, err := c.ix.postingsOf(c.phrase.field, pair)
		if err != nil {
			return nil, 0, err
		}
		all = c.having(all, p)
	}
	if all == nil {
		all = newBitset(c.ix.columns.docs) // nothing in the phrase is indexed
	}
	return all, sum, nil
}

// having leaves in all, nil for every document, those of p.
func (c *phraseCounter) having(all bitset, p *postings) bitset {
	found := newBitset(c.ix.columns.docs)
	p.addTo(found)
	if all == nil {
		return found
	}
	return all.and(found)
}

// countAll returns those of a set of documents that have the phrase, and how
// often they do.
func (c *phraseCounter) countAll(ctx context.Context, set part) (docs, counts []uint32, err error) {
	set.each(func(doc uint32) bool {
		var n uint32
		if n, err = c.count(doc); n > 0 {
			docs, counts = append(docs, doc), append(counts, n)
		}
		if err == nil {
			err = ctx.Err()
		}
		return err == nil
	})
	return docs, counts, err
}

// unindexed reports whether a term has no postings in the field although it
// stands in its sequences.
func (c *phraseCounter) unindexed(term string) bool {
	return c.ix.schema.fields[c.phrase.field].logical == fieldReference && slight(term)
}

// count returns how often doc has the phrase: from the sequence of hashes, or,
// where another term of the field shares a hash, from the stored text.
func (c *phraseCounter) count(doc uint32) (uint32, error) {
	sequence := c.ix.sequences[c.phrase.field].of(doc)
	n := countHashes(sequence, c.phrase.hashes, c.anchor)
	if n == 0 || c.unambiguous(doc, sequence) {
		return n, nil
	}
	return c.countStored(doc)
}

// countHashes counts where some hashes stand one after another in a sequence.
// It looks for the one at the place anchor first, four hashes at a time.
func countHashes(sequence, hashes []byte, anchor int) uint32 {
	const low, high = 0x0001_0001_0001_0001, 0x8000_8000_8000_8000
	wanted := binary.LittleEndian.Uint16(hashes[2*anchor:])
	four := uint64(wanted) * low
	n, at := uint32(0), 0
	for ; at+8 <= len(sequence); at += 8 {
		x := binary.LittleEndian.Uint64(sequence[at:]) ^ four
		if (x-low)&^x&high == 0 {
			continue // none of the four is zero, that is, the one wanted
		}
		for i := at; i < at+8; i += 2 {
			n += standsAt(sequence, hashes, i-2*anchor)
		}
	}
	for ; at+2 <= len(sequence); at += 2 {
		n += standsAt(sequence, hashes, at-2*anchor)
	}
	return n
}

// standsAt is 1 where the hashes stand at a place of a sequence, else 0.
func standsAt(sequence, hashes []byte, at int) uint32 {
	if at < 0 || at+len(hashes) > len(sequence) || !bytes.Equal(sequence[at:at+len(hashes)], hashes) {
		return 0
	}
	return 1
}

// unambiguous reports whether every hash of the phrase stands in the sequence
// as often as its term stands in the document: then no other term has it.
func (c *phraseCounter) unambiguous(doc uint32, sequence []byte) bool {
	for i, p := range c.postings {
		if p == nil {
			continue // between terms that are told apart, a hash is enough
		}
		place, _ := p.place(doc)
		if countHashes(sequence, c.phrase.hashes[2*i:2*i+2], 0) != p.frequency(place) {
			return false
		}
	}
	return true
}

// countStored counts the phrase in the stored text of doc.
func (c *phraseCounter) countStored(doc uint32) (uint32, error) {
	at := c.ix.columns.records[doc]
	a, err := c.ix.records.head(at)
	f := c.ix.schema.fields[c.phrase.field]
	if err == nil && (f.logical == fieldBody || f.logical == fieldReference) {
		err = c.ix.records.addTail(at, a)
	}
	if err != nil {
		return 0, err
	}
	var scratch analyzers.Scratch
	n := 0
	for _, v := range fieldValues(a)[fieldKey{f.logical, f.lang}] {
		n += len(findPhrase(c.ix.analyzers[f.analyzer].AppendTokens(nil, []byte(v), &scratch), c.phrase.terms))
	}
	return uint32(n), nil
}

// stretch is a run of tokens: from the first, to before the last.
type stretch struct{ from, to int }

// findPhrase returns the stretches of tokens at which the terms stand one
// after another, the wholes of compounds passed over.
func findPhrase(tokens []analyzers.Token, terms []string) []stretch {
	var found []stretch
	for from := range tokens {
		to, next := from, 0
		for ; to < len(tokens) && next < len(terms); to++ {
			if tokens[to].Kind == analyzers.Compound && to > from {
				continue
			}
			if tokens[to].Term != terms[next] {
				break
			}
			next++
		}
		if next == len(terms) && tokens[from].Kind != analyzers.Compound {
			found = append(found, stretch{from, to})
		}
	}
	return found
}
