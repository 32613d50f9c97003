package indexer

import "slices"

// expansion is the translations of some neighbouring words of a query.
type expansion struct {
	typed  string
	leaves []*leaf
	first  int // place of the first leaf in the plan's order
	terms  []translation
	set    bitset // documents that have one of the translations
}

// translation is one of them, compiled.
type translation struct {
	ExpandedTerm
	groups [][]clause
	weight float64
}

func (e *expansion) covers(l *leaf) bool { return slices.Contains(e.leaves, l) }

// expand adds the translations of the query's words.
func (p *plan) expand() {}

// shown lists the expansions for the reader.
func (p *plan) shown() []Expansion {
	var out []Expansion
	for _, e := range p.expansions {
		x := Expansion{Typed: e.typed}
		for _, t := range e.terms {
			x.Terms = append(x.Terms, t.ExpandedTerm)
		}
		out = append(out, x)
	}
	return out
}
