package indexer

import "fmt"

// explain returns the sum that makes the score of doc.
func (p *plan) explain(doc uint32, score float64) *Explanation {
	x := &Explanation{Value: score, Message: "sum of"}
	for _, l := range p.order {
		if p.silent(l) {
			continue
		}
		if part := p.explainLeaf(l, doc); part.Value > 0 {
			x.Details = append(x.Details, part)
		}
	}
	for _, e := range p.expansions {
		for _, t := range e.terms {
			part := p.explainTranslation(t, doc)
			part.Message = fmt.Sprintf("%s, translation of %s (weight %.2f)", t.Text, e.typed, t.weight)
			if part.Value > 0 {
				x.Details = append(x.Details, part)
			}
		}
	}
	return x
}

func (p *plan) explainLeaf(l *leaf, doc uint32) Explanation {
	part := Explanation{Message: l.typed}
	switch {
	case l.phrase != nil:
		part = p.explainPhrases(l.phrase, 1, doc)
		part.Message = fmt.Sprintf("%q", l.typed)
	case l.prefix != nil:
		part = p.explainPrefix(l, doc)
	case l.groups != nil:
		part = p.explainGroups(l.groups, 1, doc)
		part.Message = l.typed
	}
	return part
}

// explainGroups explains clauses that are added only where every group has one.
func (p *plan) explainGroups(groups [][]clause, scale float64, doc uint32) Explanation {
	var sum Explanation
	for _, g := range groups {
		any := false
		for _, c := range g {
			if x := p.explainClause(c, scale, doc); x.Value > 0 {
				any = true
				sum.add(x)
			}
		}
		if !any {
			return Explanation{}
		}
	}
	return sum
}

// add makes part a summand of x.
func (x *Explanation) add(part Explanation) {
	x.Details = append(x.Details, part)
	x.Value += part.Value
}

func (p *plan) explainClause(c clause, scale float64, doc uint32) Explanation {
	sat, _, ok := p.saturation(c.found, c.field, doc)
	if !ok {
		return Explanation{}
	}
	f, stats := p.ix.schema.fields[c.field], &p.ix.bm25[c.field]
	return Explanation{
		Value: scale * c.weight * c.found.idf * sat,
		Message: fmt.Sprintf("%s:%s (%s), weight %.3g × idf %.4f (%d of %d documents) × tf %.4f (length %d, average %.1f)",
			f.name, c.term, c.kind, scale*c.weight, c.found.idf, c.found.n, stats.docs, sat, stats.lengths[doc], stats.average),
	}
}

// saturation returns that of what was found in a field of doc, and how often
// it stands there.
func (p *plan) saturation(found *postings, field int, doc uint32) (sat float64, n uint32, ok bool) {
	if found == nil {
		return 0, 0, false
	}
	place, ok := found.place(doc)
	if !ok {
		return 0, 0, false
	}
	stats := &p.ix.bm25[field]
	n = found.frequency(place)
	return stats.saturation(n, stats.lengths[doc]), n, true
}

func (p *plan) explainTranslation(t translation, doc uint32) Explanation {
	if t.phrase != nil {
		return p.explainPhrases(t.phrase, t.weight, doc)
	}
	return p.explainGroups(t.groups, t.weight, doc)
}

func (p *plan) explainPhrases(phrases []phrase, scale float64, doc uint32) Explanation {
	var part Explanation
	for _, ph := range phrases {
		sat, n, ok := p.saturation(ph.found, ph.field, doc)
		if !ok {
			continue
		}
		f := p.ix.schema.fields[ph.field]
		part.add(Explanation{Value: scale * f.weight * ph.found.idf * sat,
			Message: fmt.Sprintf("%s, weight %.3g × sum of idf %.4f × tf %.4f (%d times)", f.name, scale*f.weight, ph.found.idf, sat, n)})
	}
	return part
}

func (p *plan) explainPrefix(l *leaf, doc uint32) Explanation {
	part := Explanation{Message: l.typed}
	for _, pt := range l.prefix {
		sat, _, ok := p.saturation(pt.found, pt.field, doc)
		if !ok {
			continue
		}
		f := p.ix.schema.fields[pt.field]
		part.add(Explanation{Value: f.weight * pt.found.idf * sat,
			Message: fmt.Sprintf("%s, weight %.3g × idf %.4f of %d terms together × tf %.4f", f.name, f.weight, pt.found.idf, len(pt.terms), sat)})
	}
	return part
}
