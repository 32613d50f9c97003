package indexer

import (
	"encoding/binary"

	"izde/analyzers"
)

// phrase is a quoted text compiled for one field: its terms in order, stop
// words among them.
type phrase struct {
	field  int
	terms  []string
	hashes []uint16
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
		if ph := newPhrase(n, tokens); len(ph.terms) > 0 {
			l.phrase = append(l.phrase, ph)
		}
	}
	return l
}

// newPhrase makes a phrase of tokens, the wholes of compounds left out.
func newPhrase(field int, tokens []analyzers.Token) phrase {
	ph := phrase{field: field, hashes: appendHashes(nil, tokens)}
	for i := range tokens {
		if tokens[i].Kind != analyzers.Compound {
			ph.terms = append(ph.terms, tokens[i].Term)
		}
	}
	return ph
}

// phrases returns the documents that have the phrase in one of the fields. A
// phrase scores like a term whose idf is the sum of those of its words and
// whose frequency is how often it stands there; the score counts times scale.
func (m *matcher) phrases(list []phrase, scale float64) (bitset, error) {
	set := newBitset(m.ix.columns.docs)
	for _, ph := range list {
		counts, sum, err := m.phraseCounts(ph)
		if err != nil {
			return nil, err
		}
		stats := &m.ix.bm25[ph.field]
		w := scale * m.ix.schema.fields[ph.field].weight * sum
		for doc, n := range counts {
			set.add(doc)
			if m.scores != nil {
				m.scores[doc] += w * stats.saturation(n, stats.lengths[doc])
			}
		}
	}
	return set, nil
}

// phraseCounts returns how often each document has the phrase, and the sum of
// the idf of its words.
func (m *matcher) phraseCounts(ph phrase) (map[uint32]uint32, float64, error) {
	c := phraseCounter{ix: m.ix, phrase: ph}
	candidates, sum, err := c.candidates(m)
	if err != nil || candidates.empty() {
		return nil, sum, err
	}
	counts := map[uint32]uint32{}
	candidates.each(func(doc uint32) bool {
		var n uint32
		if n, err = c.count(doc); n > 0 {
			counts[doc] = n
		}
		if err == nil {
			err = m.ctx.Err()
		}
		return err == nil
	})
	return counts, sum, err
}

// phraseCounter counts a phrase in documents that have all its terms.
type phraseCounter struct {
	ix       *Index
	phrase   phrase
	postings []*postings // of each term
	at       []int       // place reached in each; documents are asked for in ascending order
}

// candidates returns the documents that have all terms, and the sum of the
// idf of those.
func (c *phraseCounter) candidates(m *matcher) (bitset, float64, error) {
	var all bitset
	sum := 0.0
	for _, t := range c.phrase.terms {
		if c.unindexed(t) {
			c.postings = append(c.postings, nil)
			continue
		}
		found, err := m.anyOf([]clause{{field: c.phrase.field, term: t}})
		if err != nil {
			return nil, 0, err
		}
		p, err := c.ix.postingsOf(c.phrase.field, t)
		if err != nil {
			return nil, 0, err
		}
		sum += p.idf
		c.postings = append(c.postings, p)
		if all == nil {
			all = found
		} else {
			all.and(found)
		}
	}
	c.at = make([]int, len(c.postings))
	if all == nil {
		all = newBitset(c.ix.columns.docs) // nothing in the phrase is indexed
	}
	return all, sum, nil
}

// unindexed reports whether a term has no postings in the field although it
// stands in its sequences.
func (c *phraseCounter) unindexed(term string) bool {
	return c.ix.schema.fields[c.phrase.field].logical == fieldReference && slight(term)
}

// count returns how often doc has the phrase: from the sequence of hashes, or,
// where another term of the field shares a hash, from the stored text.
func (c *phraseCounter) count(doc uint32) (uint32, error) {
	sequence := c.ix.sequences.of(doc, c.phrase.field)
	n := countPhrase(sequence, c.phrase.hashes)
	if n == 0 || c.unambiguous(doc, sequence) {
		return n, nil
	}
	return c.countStored(doc)
}

// countPhrase counts where the hashes stand one after another in a sequence.
func countPhrase(sequence []byte, hashes []uint16) uint32 {
	n := uint32(0)
	last := len(sequence) - 2*len(hashes)
next:
	for at := 0; at <= last; at += 2 {
		for i, h := range hashes {
			if binary.LittleEndian.Uint16(sequence[at+2*i:]) != h {
				continue next
			}
		}
		n++
	}
	return n
}

// unambiguous reports whether every hash of the phrase stands in the sequence
// as often as its term stands in the document: then no other term has it.
func (c *phraseCounter) unambiguous(doc uint32, sequence []byte) bool {
	for i, h := range c.phrase.hashes {
		if c.postings[i] == nil {
			continue // between terms that are told apart, a hash is enough
		}
		if countPhrase(sequence, []uint16{h}) != c.frequency(i, doc) {
			return false
		}
	}
	return true
}

// frequency returns how often doc has term i.
func (c *phraseCounter) frequency(i int, doc uint32) uint32 {
	p := c.postings[i]
	for p.docs[c.at[i]] < doc {
		c.at[i]++
	}
	stats := &c.ix.bm25[c.phrase.field]
	return stats.frequency(p.sat[c.at[i]], stats.lengths[doc])
}

// countStored counts the phrase in the stored text of doc.
func (c *phraseCounter) countStored(doc uint32) (uint32, error) {
	at := c.ix.columns.records[doc]
	a, err := c.ix.records.head(at)
	if err == nil {
		err = c.ix.records.addTail(at, a)
	}
	if err != nil {
		return 0, err
	}
	f := c.ix.schema.fields[c.phrase.field]
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
