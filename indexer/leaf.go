package indexer

import (
	"izde/indexer/query"
)

// leaf matches a leaf and the translations of it, adding to the scores. What
// has a doubtful translation only is found, but not among what has the word.
func (m *matcher) leaf(n query.Node) (matched, error) {
	l := m.plan.leaves[n]
	if l == nil {
		return nothing(m.ix.columns.docs), nil
	}
	got, err := m.bare(n, l)
	if err != nil {
		return matched{}, err
	}
	if err := m.translations(l, got); err != nil {
		return matched{}, err
	}
	l.set, l.near = got.strict.clone(), got.loose.clone()
	return got, nil
}

// bare matches a leaf without its translations.
func (m *matcher) bare(n query.Node, l *leaf) (matched, error) {
	switch {
	case l.facet != nil:
		return anywhere(m.ix.facetSet(l.facet)), nil
	case l.phrase != nil:
		return m.phrases(l.phrase, 1)
	case l.prefix != nil:
		return m.prefixes(l.prefix)
	case l.groups != nil:
		return m.groups(l.groups, 1)
	}
	if _, all := n.(query.All); all {
		return anywhere(fullBitset(m.ix.columns.docs)), nil
	}
	return nothing(m.ix.columns.docs), nil
}

// put adds the documents of postings of a field.
func (m *matcher) put(into matched, p *postings, field int) {
	switch f := m.ix.schema.fields[field]; {
	case f.second:
		p.addTo(into.loose)
		return
	case f.logical == fieldReference:
		p.addTo(into.cited)
	default:
		p.addTo(into.own)
	}
	p.addTo(into.strict)
	p.addTo(into.loose)
}

// groups returns the documents that have a clause of every group; the clauses
// score those, times scale. A word that only begins with the same letters is
// found, but is not the word that was typed.
func (m *matcher) groups(groups [][]clause, scale float64) (matched, error) {
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
	if m.sum == nil {
		return got, nil
	}
	var within bitset
	if len(groups) > 1 {
		within = got.loose.clone()
	}
	for _, g := range groups {
		for _, c := range g {
			m.add(c.found, c.field, scale*c.weight, within)
		}
	}
	return got, nil
}

// anyOf returns the documents that have one of the clauses; strictly, one that
// is not of a complementary field.
func (m *matcher) anyOf(clauses []clause) (matched, error) {
	got := nothing(m.ix.columns.docs)
	for i := range clauses {
		c := &clauses[i]
		if err := c.fetch(m.ctx, m.ix); err != nil {
			return matched{}, err
		}
		m.put(got, c.found, c.field)
	}
	return got, nil
}

// translations adds to got the documents that have a translation instead of
// the word, once a query for all words that the translation stands for.
func (m *matcher) translations(l *leaf, got matched) error {
	for _, e := range m.plan.expansions {
		if !e.covers(l) {
			continue
		}
		if e.found.loose == nil {
			if err := m.expansion(e); err != nil {
				return err
			}
		}
		got.or(e.found)
	}
	return nil
}

// expansion matches the translations of e, adding to the scores.
func (m *matcher) expansion(e *expansion) error {
	e.found = nothing(m.ix.columns.docs)
	for _, t := range e.terms {
		got, err := m.translation(t)
		if err != nil {
			return err
		}
		if t.Weight >= trustedWeight {
			e.found.or(got)
		} else {
			e.found.loose.or(got.loose)
		}
	}
	return nil
}

// translation returns the documents that have t, adding to their scores.
func (m *matcher) translation(t translation) (matched, error) {
	if t.phrase != nil {
		return m.phrases(t.phrase, t.weight)
	}
	return m.groups(t.groups, t.weight)
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
