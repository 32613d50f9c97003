package indexer

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"

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
func (p *plan) prefix(ctx context.Context, label, text string) (*leaf, error) {
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
	all, err := p.ix.fillPrefixes(ctx, fields, most)
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
func (ix *Index) fillPrefixes(ctx context.Context, fields []prefixTerms, most int) (all bool, err error) {
	lists := make([][]countedTerm, len(fields))
	cut := make([]bool, len(fields))
	err = inParallel(len(fields), func(i int) (err error) {
		if err = ctx.Err(); err == nil {
			lists[i], cut[i], err = ix.termsWithPrefix(fields[i].field, fields[i].start)
		}
		return err
	})
	if err != nil {
		return false, err
	}
	together := mergeTerms(lists...)
	if all = len(together) <= most && !slices.Contains(cut, true); len(together) > most {
		together = commonest(together, 2*most)
		if err := ix.countExactly(ctx, together, fields, lists); err != nil {
			return false, err
		}
		together = commonest(together, most)
		slices.SortFunc(together, func(a, b countedTerm) int { return strings.Compare(a.term, b.term) })
	}
	for i := range fields {
		fields[i].terms = termsIn(together, lists[i])
	}
	return all, nil
}

// termsIn returns the terms of chosen that are in list, both in the order of
// their terms.
func termsIn(chosen, list []countedTerm) []string {
	var terms []string
	for _, c := range chosen {
		if len(list) == 0 {
			break
		}
		at, found := findTerm(list, c.term)
		if found {
			terms = append(terms, c.term)
		}
		list = list[at:]
	}
	return terms
}

// findTerm returns the place of a term in a list in the order of its terms.
func findTerm(list []countedTerm, term string) (int, bool) {
	return slices.BinarySearchFunc(list, term, func(c countedTerm, term string) int { return strings.Compare(c.term, term) })
}

// countExactly counts the documents of the terms in the fields in whose lists
// they are.
func (ix *Index) countExactly(ctx context.Context, terms []countedTerm, fields []prefixTerms, lists [][]countedTerm) error {
	return inParallel(len(terms), func(i int) error {
		terms[i].count = 0
		for n, list := range lists {
			if _, found := findTerm(list, terms[i].term); !found {
				continue
			}
			docs, err := ix.documentsWith(fields[n].field, terms[i].term)
			if err != nil {
				return err
			}
			terms[i].count += uint64(docs)
		}
		return ctx.Err()
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
	var text []byte // of all terms: one string of them costs less than one each
	var ends []int
	before := uint64(0) // the entry of the term before: entries lie in the order of their terms
	for ; err == nil && len(ends) < maxPrefixScan; err = it.Next() {
		term, at := it.Current()
		count := uint64(1)
		if at&onceMask != onceMark {
			count = (at - min(before, at)) / 2
			before = at
		}
		text, ends = append(text, term...), append(ends, len(text)+len(term))
		list = append(list, countedTerm{count: count})
	}
	all, from := string(text), 0
	for i, end := range ends {
		list[i].term, from = all[from:end], end
	}
	if cut = err == nil; err == vellum.ErrIteratorDone {
		err = nil
	}
	return list, cut, err
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

// prefixes returns the documents that have one of the terms.
func (m *matcher) prefixes(fields []prefixTerms) (matched, error) {
	got := m.plan.sets.nothing()
	for i := range fields {
		f := &fields[i]
		if err := f.fetch(m.ctx, m.ix); err != nil {
			return matched{}, err
		}
		m.put(got, f.found, f.field)
	}
	return got.whole(), nil
}

// addPrefixes collects what a wildcard adds to the scores. The terms of a field
// score as if they were one, whose idf is that of their union: a wildcard asks
// for any of them, and a rare one is no better answer.
func (m *matcher) addPrefixes(fields []prefixTerms) {
	for _, f := range fields {
		m.add(f.found, termKey{field: f.field}, m.ix.schema.fields[f.field].weight, nil)
	}
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
	u := ix.unions.get(ix.columns.docs)
	defer ix.unions.put(u)
	for _, t := range f.terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := ix.addTerm(u, f.field, t); err != nil {
			return nil, err
		}
	}
	p := u.postings(&ix.bm25[f.field])
	ix.postings.put(key, p)
	return p, nil
}

// addTerm adds the postings of a term. They are not worth a place among those
// that are kept: the union is.
func (ix *Index) addTerm(u *union, field int, term string) error {
	if p := ix.postings.get(termKey{field, term}); p != nil {
		p.each(func(doc uint32, place int) { u.add(doc, p.frequency(place)) })
		return nil
	}
	b := ix.unpackers.get()
	defer ix.unpackers.put(b)
	if err := ix.unpackInto(b, field, term); err != nil {
		return err
	}
	for i, doc := range b.docs {
		u.add(doc, b.tf[i])
	}
	return nil
}

// union gathers the documents of several terms, each with its greatest
// frequency.
type union struct {
	set  bitset
	most []uint32 // by document
	docs []uint32 // room for the list of them, and for their frequencies
	tf   []uint32
}

func (u *union) add(doc, tf uint32) {
	u.set.add(doc)
	u.most[doc] = max(u.most[doc], tf)
}

// postings makes postings of what was gathered and empties the union.
func (u *union) postings(stats *fieldStats) *postings {
	n := u.set.count()
	u.docs, u.tf = slices.Grow(u.docs[:0], n), slices.Grow(u.tf[:0], n)
	for i, w := range u.set {
		u.set[i] = 0
		for ; w != 0; w &= w - 1 {
			doc := uint32(i<<6 + bits.TrailingZeros64(w))
			u.docs, u.tf = append(u.docs, doc), append(u.tf, u.most[doc])
			u.most[doc] = 0
		}
	}
	p := newPostings(u.docs, u.tf, len(u.most), stats)
	p.idf = idf(stats.docs, p.n)
	return p
}

func (u *union) clear() {
	u.set.each(func(doc uint32) bool {
		u.most[doc] = 0
		return true
	})
	clear(u.set)
}

// unions lends unions, all empty.
type unions struct{ pool sync.Pool }

func (l *unions) get(docs int) *union {
	if u, ok := l.pool.Get().(*union); ok && len(u.most) == docs {
		return u
	}
	return &union{set: newBitset(docs), most: make([]uint32, docs)}
}

func (l *unions) put(u *union) {
	u.clear() // where it was left half full
	l.pool.Put(u)
}
