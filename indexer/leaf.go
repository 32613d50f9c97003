package indexer

import (
	"izde/indexer/query"
)

// leaf matches a leaf and the translations of it, adding to the scores. What
// has a doubtful translation only is found, but not among what has the word.
func (m *matcher) leaf(n query.Node) (matched, error) {
	l := m.plan.leaves[n]
	if l == nil {
		return matched{newBitset(m.ix.columns.docs), newBitset(m.ix.columns.docs)}, nil
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
	var set bitset
	var err error
	switch {
	case l.facet != nil:
		set = m.ix.facetSet(l.facet)
	case l.phrase != nil:
		set, err = m.phrases(l.phrase, 1)
	case l.prefix != nil:
		set, err = m.prefixes(l.prefix)
	case l.groups != nil:
		return m.matchGroups(l.groups, 1)
	default:
		if _, all := n.(query.All); all {
			set = fullBitset(m.ix.columns.docs)
		} else {
			set = newBitset(m.ix.columns.docs)
		}
	}
	if err != nil {
		return matched{}, err
	}
	return matched{set, set.clone()}, nil
}

// groups returns the documents that have a clause of every group; the clauses
// score those, times scale.
func (m *matcher) groups(groups [][]clause, scale float64) (bitset, error) {
	got, err := m.matchGroups(groups, scale)
	return got.loose, err
}

// matchGroups is groups with the documents told apart that have the words
// themselves: a word that only begins with the same letters is found, but is
// not the word that was typed.
func (m *matcher) matchGroups(groups [][]clause, scale float64) (matched, error) {
	var got matched
	for i, g := range groups {
		found, err := m.anyOf(g)
		switch {
		case err != nil:
			return matched{}, err
		case i == 0:
			got = found
		default:
			got.strict.and(found.strict)
			got.loose.and(found.loose)
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
	docs := m.ix.columns.docs
	got := matched{newBitset(docs), newBitset(docs)}
	for i := range clauses {
		c := &clauses[i]
		if err := m.ctx.Err(); err != nil {
			return matched{}, err
		}
		if c.found == nil {
			var err error
			if c.found, err = m.ix.postingsOf(c.field, c.term); err != nil {
				return matched{}, err
			}
		}
		if m.ix.schema.fields[c.field].second {
			c.found.addTo(got.loose)
		} else {
			c.found.addTo(got.strict)
		}
	}
	got.loose.or(got.strict)
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
		got.strict.or(e.found.strict)
		got.loose.or(e.found.loose)
	}
	return nil
}

// expansion matches the translations of e, adding to the scores.
func (m *matcher) expansion(e *expansion) error {
	docs := m.ix.columns.docs
	e.found = matched{newBitset(docs), newBitset(docs)}
	for _, t := range e.terms {
		set, err := m.translation(t)
		if err != nil {
			return err
		}
		e.found.loose.or(set)
		if t.Weight >= trustedWeight {
			e.found.strict.or(set)
		}
	}
	return nil
}

// translation returns the documents that have t, adding to their scores.
func (m *matcher) translation(t translation) (bitset, error) {
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
