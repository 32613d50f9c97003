package indexer

import (
	"context"

	"izde/indexer/query"
)

// matched is what a part of a query matches. Strict holds the documents that
// have everything asked for; loose adds those that lack some words of a
// juxtaposition. Own holds those that have everything in what the article says
// itself, cited those that have it among its references: a juxtaposition is
// complete where it stands in one of the two, since an article about one of
// its words that cites works on the other is not about both.
type matched struct {
	strict, own, cited, loose bitset
}

func (m matched) and(n matched) {
	m.strict.and(n.strict)
	m.own.and(n.own)
	m.cited.and(n.cited)
	m.loose.and(n.loose)
}

func (m matched) or(n matched) {
	m.strict.or(n.strict)
	m.own.or(n.own)
	m.cited.or(n.cited)
	m.loose.or(n.loose)
}

// within leaves out what is not in set.
func (m matched) within(set bitset) { m.and(matched{set, set, set, set}) }

// matcher evaluates one query term at a time: sets of documents are combined
// as bits, and what makes their scores is collected, to be summed up for those
// that are wanted.
type matcher struct {
	ctx  context.Context
	ix   *Index
	plan *plan
	sum  *[]contribution // nil where scores are not wanted
}

// match returns what n matches and collects the contributions of its leaves.
// The sets may be those of a leaf: they are not to be changed.
func (m *matcher) match(n query.Node) (matched, error) {
	if err := m.ctx.Err(); err != nil {
		return matched{}, err
	}
	switch n := n.(type) {
	case query.And:
		return m.combine(n.Items, matched.and)
	case query.Or:
		return m.combine(n.Items, matched.or)
	case query.Not:
		item, err := m.unscored(n.Item)
		if err != nil {
			return matched{}, err
		}
		return m.plan.sets.anywhere(m.plan.sets.full().andNot(item)), nil
	case query.Words:
		return m.words(n)
	default:
		return m.leaf(n)
	}
}

// combine folds the items of a composite node.
func (m *matcher) combine(items []query.Node, fold func(into, item matched)) (matched, error) {
	first, err := m.match(items[0])
	if err != nil {
		return matched{}, err
	}
	into := m.plan.sets.copyAll(first)
	for _, n := range items[1:] {
		item, err := m.match(n)
		if err != nil {
			return matched{}, err
		}
		fold(into, item)
	}
	return into, nil
}

// unscored matches n strictly, without contributions to the scores.
func (m *matcher) unscored(n query.Node) (bitset, error) {
	quiet := *m
	quiet.sum = nil
	got, err := quiet.match(n)
	return got.strict, err
}

// words evaluates a juxtaposition. Strict has all items, loose any. What is
// excluded, and what is asked for by a label, holds for both: words and
// phrases may be missing. Stop words do not count, unless all are.
func (m *matcher) words(w query.Words) (matched, error) {
	var items []matched
	required := m.plan.sets.full()
	for _, n := range w.Items {
		if not, ok := n.(query.Not); ok {
			set, err := m.unscored(not.Item)
			if err != nil {
				return matched{}, err
			}
			required.andNot(set)
			continue
		}
		if m.plan.ignored(n) {
			continue
		}
		item, err := m.match(n)
		if err != nil {
			return matched{}, err
		}
		if explicit(n) {
			required.and(item.loose)
			continue
		}
		items = append(items, item)
	}
	got := m.anyAndAll(items)
	got.within(required)
	return got, nil
}

// explicit reports whether everything in n was asked for by labels.
func explicit(n query.Node) bool {
	all := true
	query.Walk(n, func(leaf query.Node, _ bool) {
		all = all && labelled(leaf)
	})
	return all
}

func labelled(leaf query.Node) bool {
	switch l := leaf.(type) {
	case query.Range:
		return true
	case query.Term:
		return l.Field != ""
	case query.Phrase:
		return l.Field != ""
	case query.Prefix:
		return l.Field != ""
	}
	return false
}

// anyAndAll returns the documents in all items, and those in any.
func (m *matcher) anyAndAll(items []matched) matched {
	sets := m.plan.sets
	if len(items) == 0 {
		return sets.copyAll(sets.anywhere(sets.full()))
	}
	into := sets.copyAll(items[0])
	if len(items) == 1 {
		return into
	}
	for _, item := range items[1:] {
		into.own.and(item.own)
		into.cited.and(item.cited)
		into.loose.or(item.loose)
	}
	copy(into.strict, into.own)
	into.strict.or(into.cited)
	return into
}
