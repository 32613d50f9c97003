package indexer

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/blevesearch/vellum"

	"izde/indexer/query"
)

const (
	// maxPrefixTerms is how many terms of one field the wildcards of a query
	// stand for: the commonest ones. The rest would cost time and add next to no
	// documents.
	maxPrefixTerms = 256

	// maxWildcards is how many wildcards of one query stand for terms: each
	// costs as much as a dozen words.
	maxWildcards = 8

	// maxPrefixScan is how many terms of a dictionary are looked at to find
	// those.
	maxPrefixScan = 20000
)

// prefix compiles a wildcard: the terms of every field that begin so.
func (p *plan) prefix(label, text string) (*leaf, error) {
	if p.wildcards++; p.wildcards > maxWildcards {
		if p.wildcards == maxWildcards+1 {
			p.notes = append(p.notes, Note{"too-many-wildcards", fmt.Sprintf("only the first %d wildcards were searched as such", maxWildcards)})
		}
		return p.term(label, text)
	}
	l := &leaf{typed: text + "*"}
	most := maxPrefixTerms / min(p.countWildcards(), maxWildcards)
	cut := false
	for _, n := range p.fields(label) {
		f := p.ix.schema.fields[n]
		if f.second || f.analyzer == "" {
			continue
		}
		start := p.ix.analyzers[f.analyzer].Normal(text)
		if start == "" {
			continue
		}
		terms, all, err := p.ix.termsWithPrefix(n, start, most)
		if err != nil {
			return nil, err
		}
		cut = cut || !all
		if len(terms) > 0 {
			l.prefix = append(l.prefix, prefixTerms{field: n, start: start, terms: terms})
		}
	}
	if cut {
		p.notes = append(p.notes, Note{"wildcard-too-broad", fmt.Sprintf("%s* begins too many words; the commonest %d were searched", text, most)})
	}
	if l.prefix == nil {
		// Stems are shorter than words: what begins no stem may still be a word.
		return p.term(label, text)
	}
	return l, nil
}

// countWildcards counts those of the whole query.
func (p *plan) countWildcards() int {
	n := 0
	query.Walk(p.root, func(leaf query.Node, _ bool) {
		if _, ok := leaf.(query.Prefix); ok {
			n++
		}
	})
	return max(n, 1)
}

// termsWithPrefix returns the commonest terms of a field that begin with
// start, most of them at most, and whether those are all.
func (ix *Index) termsWithPrefix(field int, start string, most int) ([]string, bool, error) {
	size := map[string]uint64{}
	all := true
	for i := range ix.segments {
		cut, err := ix.segments[i].sizesOf(size, field, start)
		if err != nil {
			return nil, false, fmt.Errorf("terms of %s that begin with %q: %w", ix.schema.fields[field].name, start, err)
		}
		all = all && !cut
	}
	terms := commonest(size, 4*most)
	if len(terms) <= most {
		return terms, all, nil
	}
	docs := make(map[string]uint64, len(terms))
	for _, t := range terms {
		n, err := ix.documentsWith(field, t)
		if err != nil {
			return nil, false, err
		}
		docs[t] = uint64(n)
	}
	return commonest(docs, most), false, nil
}

// commonest returns the n terms with the greatest counts.
func commonest(count map[string]uint64, n int) []string {
	terms := make([]string, 0, len(count))
	for t := range count {
		terms = append(terms, t)
	}
	slices.SortFunc(terms, func(a, b string) int {
		if c := cmp.Compare(count[b], count[a]); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	return terms[:min(n, len(terms))]
}

// sizesOf adds to size, for every term that begins with start, about how many
// bytes its postings take: none is much less than twice the number of its
// documents. It looks at no more than the dictionary, and at maxPrefixScan
// terms of that; cut tells that there are more.
func (s *openSegment) sizesOf(size map[string]uint64, field int, start string) (cut bool, err error) {
	if s.terms[field] == nil {
		return false, nil
	}
	it, err := s.terms[field].Iterator([]byte(start), prefixEnd(start))
	before := uint64(0) // the entry of the term before: entries lie in the order of their terms
	for n := 0; err == nil; n++ {
		if n == maxPrefixScan {
			return true, nil
		}
		term, at := it.Current()
		if at&onceMask == onceMark {
			size[string(term)] += 2
		} else {
			size[string(term)] += at - min(before, at)
			before = at
		}
		err = it.Next()
	}
	if err == vellum.ErrIteratorDone {
		return false, nil
	}
	return false, err
}

// prefixEnd is the least string that is greater than all that begin with s.
func prefixEnd(s string) []byte {
	end := []byte(s)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xFF {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}

// prefixes returns the documents that have one of the terms. The terms of a
// field score as if they were one, whose idf is that of their union: a
// wildcard asks for any of them, and a rare one is no better answer.
func (m *matcher) prefixes(fields []prefixTerms) (bitset, error) {
	set := newBitset(m.ix.columns.docs)
	for i := range fields {
		f := &fields[i]
		if f.found == nil {
			var err error
			if f.found, err = m.anyTerm(*f); err != nil {
				return nil, err
			}
		}
		f.found.addTo(set)
		m.add(f.found, f.field, m.ix.schema.fields[f.field].weight, nil)
	}
	return set, nil
}

// anyTerm returns the documents that have one of the terms, with the greatest
// frequency of any: since saturation grows with that, a document scores by its
// best term.
func (m *matcher) anyTerm(f prefixTerms) (*postings, error) {
	key := termKey{f.field, fmt.Sprintf("%s*%d", f.start, len(f.terms))} // no term has a star
	if p := m.ix.postings.get(key); p != nil {
		return p, nil
	}
	most := make([]uint32, m.ix.columns.docs)
	for _, t := range f.terms {
		if err := m.ctx.Err(); err != nil {
			return nil, err
		}
		p, err := m.ix.postingsOf(f.field, t)
		if err != nil {
			return nil, err
		}
		p.each(func(doc uint32, place int) { most[doc] = max(most[doc], p.frequency(place)) })
	}
	var docs, tf []uint32
	for doc, n := range most {
		if n > 0 {
			docs, tf = append(docs, uint32(doc)), append(tf, n)
		}
	}
	stats := &m.ix.bm25[f.field]
	p := newPostings(docs, tf, m.ix.columns.docs, stats)
	p.idf = idf(stats.docs, p.n)
	m.ix.postings.put(key, p)
	return p, nil
}
