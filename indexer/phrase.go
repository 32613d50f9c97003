package indexer

import (
	"slices"

	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"izde/analyzers"
)

// phrase is a quoted text compiled for one field: the terms that may stand at
// each place. Stop words are places like any other.
type phrase struct {
	field  int
	places []place
}

// place is a token of a phrase: its terms (several for a compound) and its
// distance from the first.
type place struct {
	terms  []string
	offset int
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
		places := placesOf(p.ix.analyzers[f.analyzer].AppendTokens(nil, []byte(text), &scratch))
		if len(places) == 0 {
			continue
		}
		l.phrase = append(l.phrase, phrase{n, places})
	}
	return l
}

// placesOf groups tokens by position.
func placesOf(tokens []analyzers.Token) []place {
	var places []place
	for i := range tokens {
		t := &tokens[i]
		offset := t.Position - tokens[0].Position
		if len(places) == 0 || places[len(places)-1].offset != offset {
			places = append(places, place{offset: offset})
		}
		last := &places[len(places)-1]
		last.terms = append(last.terms, termOf(t, false))
	}
	return places
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
	var candidates bitset
	sum := 0.0
	for _, pl := range ph.places {
		clauses := make([]clause, len(pl.terms))
		best := 0.0
		for i, t := range pl.terms {
			clauses[i] = clause{field: ph.field, term: t}
			p, err := m.ix.postingsOf(ph.field, t)
			if err != nil {
				return nil, 0, err
			}
			best = max(best, p.idf)
		}
		sum += best
		found, err := m.anyOf(clauses)
		if err != nil {
			return nil, 0, err
		}
		if candidates == nil {
			candidates = found
		} else {
			candidates.and(found)
		}
	}
	if !m.ix.schema.fields[ph.field].positions {
		counts, err := m.countInStored(ph, candidates)
		return counts, sum, err
	}
	counts, err := m.countByPositions(ph, candidates)
	return counts, sum, err
}

// countByPositions reads the positions of the candidates from the segments.
func (m *matcher) countByPositions(ph phrase, candidates bitset) (map[uint32]uint32, error) {
	counts := map[uint32]uint32{}
	for i := range m.ix.segments {
		s := &m.ix.segments[i]
		dict, err := s.dictionary(m.ix.schema.fields[ph.field])
		if err != nil {
			return nil, err
		}
		readers, err := positionReaders(dict, ph.places)
		if err != nil {
			return nil, err
		}
		end := s.base + uint32(s.Count())
		candidates.each(func(doc uint32) bool {
			if doc < s.base || doc >= end {
				return doc < s.base
			}
			var n uint32
			n, err = matchPlaces(readers, ph.places, uint64(doc-s.base))
			if n > 0 {
				counts[doc] = n
			}
			if err == nil {
				err = m.ctx.Err()
			}
			return err == nil
		})
		if err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// positionReader steps through the positions of one term of one place.
type positionReader struct {
	it   segmentapi.PostingsIterator
	post segmentapi.Posting
	done bool
}

func positionReaders(dict segmentapi.TermDictionary, places []place) ([][]*positionReader, error) {
	readers := make([][]*positionReader, len(places))
	for i, pl := range places {
		for _, t := range pl.terms {
			list, err := dict.PostingsList([]byte(t), nil, nil)
			if err != nil {
				return nil, err
			}
			if list.Count() > 0 {
				readers[i] = append(readers[i], &positionReader{it: list.Iterator(true, false, true, nil)})
			}
		}
	}
	return readers, nil
}

// positions appends the positions of the term in doc, less offset. Documents
// must be asked for in ascending order.
func (r *positionReader) positions(dst []int, doc uint64, offset int) ([]int, error) {
	for !r.done && (r.post == nil || r.post.Number() < doc) {
		post, err := r.it.Advance(doc)
		if err != nil {
			return dst, err
		}
		r.post, r.done = post, post == nil
	}
	if r.done || r.post.Number() != doc {
		return dst, nil
	}
	for _, l := range r.post.Locations() {
		dst = append(dst, int(l.Pos())-offset)
	}
	return dst, nil
}

// matchPlaces counts where in doc all places fit together.
func matchPlaces(readers [][]*positionReader, places []place, doc uint64) (uint32, error) {
	var starts []int
	for i := range places {
		var here []int
		for _, r := range readers[i] {
			var err error
			if here, err = r.positions(here, doc, places[i].offset); err != nil {
				return 0, err
			}
		}
		slices.Sort(here)
		if i == 0 {
			starts = slices.Compact(here)
			continue
		}
		starts = slices.DeleteFunc(starts, func(p int) bool {
			_, ok := slices.BinarySearch(here, p)
			return !ok
		})
	}
	return uint32(len(starts)), nil
}

// countInStored looks for the phrase in the stored references of the
// candidates, since that field keeps no positions. Few documents cite
// all the words of a phrase, so few records are read.
func (m *matcher) countInStored(ph phrase, candidates bitset) (map[uint32]uint32, error) {
	counts := map[uint32]uint32{}
	a := m.ix.analyzers[m.ix.schema.fields[ph.field].analyzer]
	var scratch analyzers.Scratch
	var tokens []analyzers.Token
	var err error
	candidates.each(func(doc uint32) bool {
		if err = m.ctx.Err(); err != nil {
			return false
		}
		at := m.ix.columns.records[doc]
		var tail recordTail
		if err = m.ix.records.part(at.offset+uint64(at.head), at.tail, &tail); err != nil {
			return false
		}
		for _, r := range tail.References {
			for _, text := range []string{r.Text, r.Romanised} {
				tokens = a.AppendTokens(tokens[:0], []byte(text), &scratch)
				counts[doc] += uint32(len(findPlaces(tokens, ph.places)))
			}
		}
		if counts[doc] == 0 {
			delete(counts, doc)
		}
		return true
	})
	return counts, err
}

// findPlaces returns the indexes of the tokens at which the phrase begins.
func findPlaces(tokens []analyzers.Token, places []place) []int {
	var starts []int
	for i := range tokens {
		if slices.Contains(places[0].terms, termOf(&tokens[i], false)) && placesFollow(tokens[i:], places) {
			starts = append(starts, i)
		}
	}
	return starts
}

func placesFollow(tokens []analyzers.Token, places []place) bool {
	next := 1
	for i := 1; i < len(tokens) && next < len(places); i++ {
		offset := tokens[i].Position - tokens[0].Position
		if offset > places[next].offset {
			return false
		}
		if offset == places[next].offset && slices.Contains(places[next].terms, termOf(&tokens[i], false)) {
			next++
		}
	}
	return next == len(places)
}
