package indexer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/vellum"

	"izde/indexer/query"
)

const (
	// maxPrefixTerms is how many terms the wildcards of a query stand for: the
	// commonest ones. The rest would cost time and add next to no documents.
	maxPrefixTerms = 256

	// maxWildcards is how many wildcards of one query stand for terms: each
	// costs as much as a dozen words.
	maxWildcards = 5

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
	var fields []prefixTerms
	for _, n := range p.fields(label) {
		f := p.ix.schema.fields[n]
		if f.second || f.analyzer == "" {
			continue
		}
		if start := p.ix.analyzers[f.analyzer].Normal(text); start != "" {
			fields = append(fields, prefixTerms{field: n, start: start})
		}
	}
	most := maxPrefixTerms / min(p.countWildcards(), maxWildcards)
	all, err := p.ix.fillPrefixes(fields, most)
	if err != nil {
		return nil, err
	}
	if !all {
		p.notes = append(p.notes, Note{"wildcard-too-broad", fmt.Sprintf("%s* begins too many words; the commonest %d were searched", text, most)})
	}
	l := &leaf{typed: text + "*", prefix: slices.DeleteFunc(fields, func(f prefixTerms) bool { return len(f.terms) == 0 })}
	if len(l.prefix) == 0 {
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

// countedTerm is a term and about how many documents have it.
type countedTerm struct {
	term  string
	count uint64
}

// fillPrefixes fills in the terms that begin as the fields say: the commonest in
// all fields together, most of them at most. It reports whether those are all.
func (ix *Index) fillPrefixes(fields []prefixTerms, most int) (all bool, err error) {
	lists := make([][]countedTerm, len(fields))
	cut := make([]bool, len(fields))
	err = inParallel(len(fields), func(i int) (err error) {
		lists[i], cut[i], err = ix.termsWithPrefix(fields[i].field, fields[i].start)
		return err
	})
	if err != nil {
		return false, err
	}
	together := mergeTerms(lists...)
	if all = len(together) <= most && !slices.Contains(cut, true); len(together) > most {
		together = commonest(together, 2*most)
		if err := ix.countExactly(together, fields, lists); err != nil {
			return false, err
		}
		together = commonest(together, most)
	}
	chosen := map[string]bool{}
	for _, c := range together {
		chosen[c.term] = true
	}
	for i := range fields {
		for _, c := range lists[i] {
			if chosen[c.term] {
				fields[i].terms = append(fields[i].terms, c.term)
			}
		}
	}
	return all, nil
}

// countExactly counts the documents of the terms in the fields in whose lists
// they are.
func (ix *Index) countExactly(terms []countedTerm, fields []prefixTerms, lists [][]countedTerm) error {
	in := map[string][]int{} // term → its fields
	for _, c := range terms {
		in[c.term] = nil
	}
	for i, list := range lists {
		for _, c := range list {
			if have, ok := in[c.term]; ok {
				in[c.term] = append(have, fields[i].field)
			}
		}
	}
	return inParallel(len(terms), func(i int) error {
		terms[i].count = 0
		for _, field := range in[terms[i].term] {
			n, err := ix.documentsWith(field, terms[i].term)
			if err != nil {
				return err
			}
			terms[i].count += uint64(n)
		}
		return nil
	})
}

// termsWithPrefix returns the terms of a field that begin with start, in their
// order, and whether there are more, which were not looked at.
func (ix *Index) termsWithPrefix(field int, start string) (terms []countedTerm, cut bool, err error) {
	lists := make([][]countedTerm, len(ix.segments))
	for i := range ix.segments {
		var more bool
		if lists[i], more, err = ix.segments[i].termsWithPrefix(field, start); err != nil {
			return nil, false, fmt.Errorf("terms of %s that begin with %q: %w", ix.schema.fields[field].name, start, err)
		}
		cut = cut || more
	}
	return mergeTerms(lists...), cut, nil
}

// mergeTerms makes one list of lists, each in the order of its terms: a term of
// several has the sum of its counts.
func mergeTerms(lists ...[]countedTerm) []countedTerm {
	switch len(lists) {
	case 0:
		return nil
	case 1:
		return lists[0]
	}
	a, b := mergeTerms(lists[:len(lists)/2]...), mergeTerms(lists[len(lists)/2:]...)
	out := make([]countedTerm, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0].term, b[0].term); {
		case c < 0:
			out, a = append(out, a[0]), a[1:]
		case c > 0:
			out, b = append(out, b[0]), b[1:]
		default:
			out = append(out, countedTerm{a[0].term, a[0].count + b[0].count})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// commonest returns the n terms with the greatest counts, the commonest first.
func commonest(list []countedTerm, n int) []countedTerm {
	list = slices.Clone(list)
	if len(list) > n {
		counts := make([]uint64, len(list))
		for i, c := range list {
			counts[i] = c.count
		}
		slices.Sort(counts) // much faster than the terms
		least := counts[len(counts)-n]
		list = slices.DeleteFunc(list, func(c countedTerm) bool { return c.count < least })
	}
	slices.SortFunc(list, func(a, b countedTerm) int {
		return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(a.term, b.term))
	})
	return list[:min(n, len(list))]
}

// termsWithPrefix returns the terms that begin with start, each with about half
// the bytes that its postings take: that is seldom less than the number of its
// documents. It looks at no more than the dictionary, and at maxPrefixScan
// terms of that; cut tells that there are more.
func (s *openSegment) termsWithPrefix(field int, start string) (list []countedTerm, cut bool, err error) {
	if s.terms[field] == nil {
		return nil, false, nil
	}
	it, err := s.terms[field].Iterator([]byte(start), prefixEnd(start))
	before := uint64(0) // the entry of the term before: entries lie in the order of their terms
	for n := 0; err == nil; n++ {
		if n == maxPrefixScan {
			return list, true, nil
		}
		term, at := it.Current()
		count := uint64(1)
		if at&onceMask != onceMark {
			count = (at - min(before, at)) / 2
			before = at
		}
		list = append(list, countedTerm{string(term), count})
		err = it.Next()
	}
	if err == vellum.ErrIteratorDone {
		return list, false, nil
	}
	return list, false, err
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
func (m *matcher) prefixes(fields []prefixTerms) (matched, error) {
	got := nothing(m.ix.columns.docs)
	for i := range fields {
		f := &fields[i]
		if err := f.fetch(m.ctx, m.ix); err != nil {
			return matched{}, err
		}
		m.put(got, f.found, f.field)
		m.add(f.found, f.field, m.ix.schema.fields[f.field].weight, nil)
	}
	return got, nil
}

// anyTerm returns the documents that have one of the terms, with the greatest
// frequency of any: since saturation grows with that, a document scores by its
// best term.
func (ix *Index) anyTerm(ctx context.Context, f prefixTerms) (*postings, error) {
	// Which terms they are depends on the other fields of the query too. No term
	// has a star.
	key := termKey{f.field, f.start + "*" + strings.Join(f.terms, "*")}
	if p := ix.postings.get(key); p != nil {
		return p, nil
	}
	set := newBitset(ix.columns.docs)
	var most []uint32 // where it is more than one
	for _, t := range f.terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := ix.postingsOf(f.field, t)
		if err != nil {
			return nil, err
		}
		p.addTo(set)
		if p.tf == nil {
			continue
		}
		if most == nil {
			most = make([]uint32, ix.columns.docs)
		}
		p.each(func(doc uint32, place int) { most[doc] = max(most[doc], p.frequency(place)) })
	}
	var docs, tf []uint32
	set.each(func(doc uint32) bool {
		docs = append(docs, doc)
		if most != nil {
			tf = append(tf, max(most[doc], 1))
		}
		return true
	})
	stats := &ix.bm25[f.field]
	p := newPostings(docs, tf, ix.columns.docs, stats)
	p.idf = idf(stats.docs, p.n)
	ix.postings.put(key, p)
	return p, nil
}
