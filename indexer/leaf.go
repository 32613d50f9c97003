package indexer

import (
	"slices"

	"izde/indexer/query"
)

// manyLeaves is from how many leaves on each is found by one core; the parts of
// fewer are shared out.
const manyLeaves = 8

// prepare reads the postings of the leaves that are asked for and of the
// translations, and finds the documents where they are many, over all cores.
func (m *matcher) prepare() error {
	if len(m.plan.order) < manyLeaves {
		return m.plan.fetch(m.ctx)
	}
	leaves := slices.DeleteFunc(slices.Clone(m.plan.order), m.plan.silent)
	return inParallel(len(leaves)+len(m.plan.expansions), func(i int) error {
		if i < len(leaves) {
			return m.find(leaves[i])
		}
		return m.findExpansion(m.plan.expansions[i-len(leaves)])
	})
}

// leaf matches a leaf and the translations of it, adding to the scores. What
// has a doubtful translation only is found, but not among what has the word.
func (m *matcher) leaf(n query.Node) (matched, error) {
	l := m.plan.leaves[n]
	if l == nil {
		return m.plan.sets.nothing(), nil
	}
	if err := m.find(l); err != nil {
		return matched{}, err
	}
	m.addLeaf(l)
	got := l.bare
	for _, e := range m.plan.expansions {
		if !e.covers(l) {
			continue
		}
		if err := m.findExpansion(e); err != nil {
			return matched{}, err
		}
		m.addExpansion(e)
		if &got.loose[0] == &l.bare.loose[0] {
			got = m.plan.sets.copyAll(got)
		}
		got.or(e.found)
	}
	l.set, l.near = got.strict, got.loose
	return got, nil
}

// find finds the documents of a leaf, its translations left out, once.
func (m *matcher) find(l *leaf) (err error) {
	if l.bare.loose != nil {
		return nil
	}
	switch {
	case l.facet != nil:
		l.bare = m.plan.sets.anywhere(m.ix.facetSet(l.facet))
	case l.phrase != nil:
		l.bare, err = m.phrases(l.phrase)
	case l.prefix != nil:
		l.bare, err = m.prefixes(l.prefix)
	case l.groups != nil:
		l.bare, err = m.groups(l.groups)
	case l.all:
		l.bare = m.plan.sets.anywhere(m.plan.sets.full())
	default:
		l.bare = m.plan.sets.nothing()
	}
	return err
}

// addLeaf collects what a leaf that was found adds to the scores.
func (m *matcher) addLeaf(l *leaf) {
	m.addPhrases(l.phrase, 1)
	m.addPrefixes(l.prefix)
	m.addGroups(l.groups, 1, l.bare)
}

// put adds the documents of postings of a field to those that have a word in
// what the article says itself, to those that have it among its references, or
// to those that are found by its first letters.
func (m *matcher) put(into matched, p *postings, field int) {
	switch f := m.ix.schema.fields[field]; {
	case f.second:
		p.addTo(into.loose)
	case f.logical == fieldReference:
		p.addTo(into.cited)
	default:
		p.addTo(into.own)
	}
}

// whole completes what was put together: wherever a document has a word, it
// has it.
func (m matched) whole() matched {
	copy(m.strict, m.own)
	m.strict.or(m.cited)
	m.loose.or(m.strict)
	return m
}

// groups returns the documents that have a clause of every group. A word that
// only begins with the same letters is found, but is not the word that was
// typed.
func (m *matcher) groups(groups [][]clause) (matched, error) {
	var got matched
	for i, g := range groups {
		found, err := m.anyOf(g)
		switch {
		case err != nil:
			return matched{}, err
		case i == 0:
			got = found
		default:
			got.and(found)
		}
	}
	return got, nil
}

// addGroups collects what the clauses of groups add, times scale, to the
// scores of the documents that were found by them.
func (m *matcher) addGroups(groups [][]clause, scale float64, found matched) {
	var within bitset
	if len(groups) > 1 {
		within = found.loose
	}
	for _, g := range groups {
		for _, c := range g {
			m.add(c.found, termKey{c.field, c.term}, scale*c.weight, within)
		}
	}
}

// anyOf returns the documents that have one of the clauses; strictly, one that
// is not of a complementary field.
func (m *matcher) anyOf(clauses []clause) (matched, error) {
	got := m.plan.sets.nothing()
	for i := range clauses {
		c := &clauses[i]
		if err := c.fetch(m.ctx, m.ix); err != nil {
			return matched{}, err
		}
		m.put(got, c.found, c.field)
	}
	return got.whole(), nil
}

// findExpansion finds the documents that have a translation of e, once a query
// for all words that it stands for.
func (m *matcher) findExpansion(e *expansion) (err error) {
	if e.found.loose != nil {
		return nil
	}
	found := m.plan.sets.nothing()
	for i := range e.terms {
		t := &e.terms[i]
		if t.phrase != nil {
			t.found, err = m.phrases(t.phrase)
		} else {
			t.found, err = m.groups(t.groups)
		}
		if err != nil {
			return err
		}
		if t.Weight >= trustedWeight {
			found.or(t.found)
		} else {
			found.loose.or(t.found.loose)
		}
	}
	e.found = found
	return nil
}

// addExpansion collects what the translations of e that were found add to the
// scores, once.
func (m *matcher) addExpansion(e *expansion) {
	if e.added {
		return
	}
	e.added = true
	for _, t := range e.terms {
		m.addPhrases(t.phrase, t.weight)
		m.addGroups(t.groups, t.weight, t.found)
	}
}

// facetSet returns the documents that pass a facet test.
func (ix *Index) facetSet(t *facetTest) bitset {
	set := newBitset(ix.columns.docs)
	if t.name == FacetYear {
		for doc, year := range ix.columns.year {
			if year != 0 && int(year) >= t.from && (t.to == 0 || int(year) <= t.to) {
				set.add(uint32(doc))
			}
		}
		return set
	}
	if codes := ix.columns.codes[t.name]; codes != nil {
		return codes.having(codes.within(t.name, []string{t.code}))
	}
	f := ix.columns.facets[t.name]
	want := make([]bool, len(f.values))
	for ord, v := range f.values {
		want[ord] = t.match(v)
		for _, labels := range f.labels {
			want[ord] = want[ord] || labels[ord] != "" && t.match(labels[ord])
		}
	}
	return f.having(want)
}

// having returns the documents that have one of the wanted values.
func (f *facetColumn) having(want []bool) bitset {
	docs := len(f.start) - 1
	set := newBitset(docs)
	for doc := range docs {
		for _, ord := range f.of(uint32(doc)) {
			if want[ord] {
				set.add(uint32(doc))
				break
			}
		}
	}
	return set
}
