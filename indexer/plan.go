package indexer

import (
	"strings"

	"izde/analyzers"
	"izde/indexer/query"
)

// Kinds of a match, as a Mark and an Explanation name them.
const (
	kindExact        = "exact"
	kindStem         = "stem"
	kindRomanisation = "romanisation"
	kindTranslation  = "translation"
	kindPhrase       = "phrase"
	kindPrefix       = "prefix"
)

// clause is one term in one field.
type clause struct {
	field  int
	term   string
	weight float64 // of the field, times that of the variant of the word
	kind   string
}

// leaf is a compiled leaf of a query.
type leaf struct {
	typed  string
	groups [][]clause // a document must have a clause of every group
	phrase []phrase   // instead of groups: one a field
	prefix []prefixTerms
	facet  *facetTest
	stop   bool // nothing but stop words
	set    bitset
}

// prefixTerms are the terms of one field that begin as a wildcard says.
type prefixTerms struct {
	field int
	terms []string
}

// facetTest is a leaf that asks for a value of a facet, or a range of years.
type facetTest struct {
	name     string
	match    func(value string) bool
	from, to int
}

// plan is a query compiled for one generation.
type plan struct {
	ix         *Index
	view       view
	root       query.Node
	leaves     map[query.Node]*leaf
	order      []*leaf // as typed, the excluded ones left out
	allStop    bool    // every word is a stop word
	expansions []*expansion
	notes      []Note
}

// newPlan compiles q.
func (ix *Index) newPlan(q query.Query, expand bool, v view) (*plan, error) {
	p := &plan{ix: ix, view: v, root: q.Root, leaves: map[query.Node]*leaf{}, allStop: true}
	for _, n := range q.Notes {
		p.notes = append(p.notes, Note(n))
	}
	var err error
	query.Walk(q.Root, func(n query.Node, excluded bool) {
		if err != nil || p.leaves[n] != nil {
			return
		}
		var l *leaf
		if l, err = p.compile(n); err != nil {
			return
		}
		p.leaves[n] = l
		if !excluded {
			p.order = append(p.order, l)
			p.allStop = p.allStop && l.stop
		}
	})
	if err != nil {
		return nil, err
	}
	if expand {
		if err := p.expand(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// ignored reports whether n is left out of a juxtaposition because it is a
// stop word among others.
func (p *plan) ignored(n query.Node) bool {
	switch n.(type) {
	case query.Words, query.And, query.Or, query.Not:
		return false // nor can these be looked up: they hold slices
	}
	l := p.leaves[n]
	return l != nil && l.stop && !p.allStop
}

// schemaField is the logical field of a label in a query.
func schemaField(label string) string {
	if label == query.FieldRef {
		return fieldReference
	}
	return label
}

func (p *plan) compile(n query.Node) (*leaf, error) {
	switch n := n.(type) {
	case query.Term:
		if l := p.facetLeaf(n.Field, n.Text); l != nil {
			return l, nil
		}
		return p.term(n.Field, n.Text), nil
	case query.Phrase:
		if l := p.facetLeaf(n.Field, n.Text); l != nil {
			return l, nil
		}
		return p.phrase(n.Field, n.Text), nil
	case query.Prefix:
		return p.prefix(n.Field, n.Text)
	case query.Range:
		return &leaf{typed: n.String(), facet: &facetTest{name: FacetYear, from: n.From, to: n.To}}, nil
	default: // query.All
		return &leaf{}, nil
	}
}

// facetLeaf compiles a label that names a facet rather than a field.
func (p *plan) facetLeaf(field, text string) *leaf {
	wanted := strings.ToLower(text)
	switch field {
	case query.FieldLang, query.FieldKind:
		return &leaf{typed: text, facet: &facetTest{name: field, match: func(v string) bool { return v == wanted }}}
	case query.FieldJournal:
		return &leaf{typed: text, facet: &facetTest{name: field, match: func(v string) bool { return strings.Contains(strings.ToLower(v), wanted) }}}
	case query.FieldIRSTI:
		group, _, _ := strings.Cut(text, ".")
		return &leaf{typed: text, facet: &facetTest{name: FacetIRSTI, match: func(v string) bool { return v == group }}}
	}
	return nil
}

// term compiles a word: every field that is asked for, each through its own
// analyzer. A word of several tokens (Kazakhstan-2050) needs all of them.
func (p *plan) term(label, text string) *leaf {
	l := &leaf{typed: text, stop: true}
	fields := p.fields(label)
	words := map[string][][]analyzers.QueryTerm{}
	for _, f := range fields {
		name := p.ix.schema.fields[f].analyzer
		if name == "" {
			l.addClause(0, clause{f, strings.ToLower(text), p.ix.schema.fields[f].weight, kindExact})
			l.stop = false
			continue
		}
		groups, ok := words[name]
		if !ok {
			groups = readings(p.ix.analyzers[name], text)
			words[name] = groups
		}
		for g, terms := range groups {
			l.addTerms(g, f, p.ix.schema.fields[f], terms)
		}
	}
	return l
}

// addTerms adds the variants of one token of the query for one field.
func (l *leaf) addTerms(group, n int, f field, terms []analyzers.QueryTerm) {
	for _, t := range terms {
		term := t.Term
		if f.second {
			term = t.Second
		}
		if term == "" {
			continue
		}
		if !t.Stop {
			l.stop = false
		}
		l.addClause(group, clause{n, term, f.weight * t.Weight, kindOf(f, t.Kind)})
	}
}

// kindOf names why a clause matches.
func kindOf(f field, variant string) string {
	switch {
	case f.analyzer == keyAnalyzer, f.analyzer == nameAnalyzer:
		return kindRomanisation
	case variant != "":
		return variant
	}
	return kindStem
}

// readings returns the alternatives for each word of a text. The parts of a
// compound are words; the compound as a whole is not, since where it stands
// its parts do too.
func readings(a *analyzers.Analyzer, text string) [][]analyzers.QueryTerm {
	var scratch analyzers.Scratch
	var groups [][]analyzers.QueryTerm
	for _, t := range a.AppendTokens(nil, []byte(text), &scratch) {
		if t.Kind != analyzers.Compound {
			groups = append(groups, a.QueryTerms(text[t.Start:t.End]))
		}
	}
	return groups
}

// addClause adds c to a group, once a field and term.
func (l *leaf) addClause(group int, c clause) {
	for len(l.groups) <= group {
		l.groups = append(l.groups, nil)
	}
	for _, have := range l.groups[group] {
		if have.field == c.field && have.term == c.term {
			return
		}
	}
	l.groups[group] = append(l.groups[group], c)
}
