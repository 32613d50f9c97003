package indexer

import (
	"cmp"
	"fmt"
	"slices"
)

const (
	// maxPrefixTerms is how many terms of one field a wildcard stands for: the
	// commonest ones. The rest would cost time and add next to no documents.
	maxPrefixTerms = 256

	// maxPrefixScan is how many terms of a dictionary are looked at to find
	// those.
	maxPrefixScan = 20000
)

// prefix compiles a wildcard: the terms of every field that begin so.
func (p *plan) prefix(label, text string) (*leaf, error) {
	l := &leaf{typed: text + "*"}
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
		terms, all, err := p.ix.termsWithPrefix(n, start)
		if err != nil {
			return nil, err
		}
		cut = cut || !all
		if len(terms) > 0 {
			l.prefix = append(l.prefix, prefixTerms{field: n, terms: terms})
		}
	}
	if cut {
		p.notes = append(p.notes, Note{"wildcard-too-broad", fmt.Sprintf("%s* begins too many words; the commonest %d were searched", text, maxPrefixTerms)})
	}
	if l.prefix == nil {
		// Stems are shorter than words: what begins no stem may still be a word.
		return p.term(label, text)
	}
	return l, nil
}

// termsWithPrefix returns the commonest terms of a field that begin with
// start, and whether those are all.
func (ix *Index) termsWithPrefix(field int, start string) ([]string, bool, error) {
	count := map[string]uint64{}
	all := true
	for i := range ix.segments {
		dict, err := ix.segments[i].dictionary(ix.schema.fields[field])
		if err != nil {
			return nil, false, err
		}
		it := dict.AutomatonIterator(nil, []byte(start), prefixEnd(start))
		for n := 0; ; n++ {
			if n == maxPrefixScan {
				all = false
				break
			}
			e, err := it.Next()
			if err != nil {
				return nil, false, fmt.Errorf("terms of %s that begin with %q: %w", ix.schema.fields[field].name, start, err)
			}
			if e == nil {
				break
			}
			count[e.Term] += e.Count
		}
	}
	terms := make([]string, 0, len(count))
	for t := range count {
		terms = append(terms, t)
	}
	slices.SortFunc(terms, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	if len(terms) > maxPrefixTerms {
		terms, all = terms[:maxPrefixTerms], false
	}
	return terms, all, nil
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
	p := newPostings(docs, tf, m.ix.columns.docs)
	p.idf = idf(stats.docs, p.n)
	p.most = p.greatest(stats)
	return p, nil
}
