package indexer

import (
	"fmt"
)

// explain returns the sum that makes the score of doc.
func (p *plan) explain(doc uint32, score float64) (*Explanation, error) {
	x := &Explanation{Value: score, Message: "sum of"}
	for _, l := range p.order {
		if p.silent(l) {
			continue
		}
		part, err := p.explainLeaf(l, doc)
		if err != nil {
			return nil, err
		}
		if part.Value > 0 {
			x.Details = append(x.Details, part)
		}
	}
	for _, e := range p.expansions {
		for _, t := range e.terms {
			part, err := p.explainTranslation(t, doc)
			if err != nil {
				return nil, err
			}
			part.Message = fmt.Sprintf("%s, translation of %s (weight %.2f)", t.Text, e.typed, t.weight)
			if part.Value > 0 {
				x.Details = append(x.Details, part)
			}
		}
	}
	return x, nil
}

func (p *plan) explainLeaf(l *leaf, doc uint32) (Explanation, error) {
	part := Explanation{Message: l.typed}
	switch {
	case l.phrase != nil:
		x := p.explainPhrases(l.phrase, 1, doc)
		x.Message = fmt.Sprintf("%q", l.typed)
		return x, nil
	case l.prefix != nil:
		return p.explainPrefix(l, doc), nil
	case l.groups != nil:
		x, err := p.explainGroups(l.groups, 1, doc)
		x.Message = l.typed
		return x, err
	}
	return part, nil
}

// explainGroups explains clauses that are added only where every group has one.
func (p *plan) explainGroups(groups [][]clause, scale float64, doc uint32) (Explanation, error) {
	var sum Explanation
	for _, g := range groups {
		any := false
		for _, c := range g {
			x, err := p.explainClause(c, scale, doc)
			if err != nil {
				return sum, err
			}
			if x.Value > 0 {
				any = true
				sum.Details = append(sum.Details, x)
				sum.Value += x.Value
			}
		}
		if !any {
			return Explanation{}, nil
		}
	}
	return sum, nil
}

func (p *plan) explainClause(c clause, scale float64, doc uint32) (Explanation, error) {
	post, err := p.ix.postingsOf(c.field, c.term)
	if err != nil {
		return Explanation{}, err
	}
	place, ok := post.place(doc)
	if !ok {
		return Explanation{}, nil
	}
	f, stats := p.ix.schema.fields[c.field], &p.ix.bm25[c.field]
	sat := stats.saturation(post.frequency(place), stats.lengths[doc])
	return Explanation{
		Value: scale * c.weight * post.idf * sat,
		Message: fmt.Sprintf("%s:%s (%s), weight %.3g × idf %.4f (%d of %d documents) × tf %.4f (length %d, average %.1f)",
			f.name, c.term, c.kind, scale*c.weight, post.idf, post.n, stats.docs, sat, stats.lengths[doc], stats.average),
	}, nil
}

func (p *plan) explainTranslation(t translation, doc uint32) (Explanation, error) {
	if t.phrase != nil {
		return p.explainPhrases(t.phrase, t.weight, doc), nil
	}
	return p.explainGroups(t.groups, t.weight, doc)
}

func (p *plan) explainPhrases(phrases []phrase, scale float64, doc uint32) Explanation {
	var part Explanation
	for _, ph := range phrases {
		place, ok := ph.found.place(doc)
		if !ok {
			continue
		}
		f, stats := p.ix.schema.fields[ph.field], &p.ix.bm25[ph.field]
		n := ph.found.frequency(place)
		sat := stats.saturation(n, stats.lengths[doc])
		x := Explanation{Value: scale * f.weight * ph.found.idf * sat, Message: fmt.Sprintf("%s, weight %.3g × sum of idf %.4f × tf %.4f (%d times)", f.name, scale*f.weight, ph.found.idf, sat, n)}
		part.Details = append(part.Details, x)
		part.Value += x.Value
	}
	return part
}

func (p *plan) explainPrefix(l *leaf, doc uint32) Explanation {
	part := Explanation{Message: l.typed}
	for _, pt := range l.prefix {
		place, ok := pt.found.place(doc)
		if !ok {
			continue
		}
		f, stats := p.ix.schema.fields[pt.field], &p.ix.bm25[pt.field]
		sat := stats.saturation(pt.found.frequency(place), stats.lengths[doc])
		x := Explanation{Value: f.weight * pt.found.idf * sat, Message: fmt.Sprintf("%s, weight %.3g × idf %.4f of %d terms together × tf %.4f", f.name, f.weight, pt.found.idf, len(pt.terms), sat)}
		part.Details = append(part.Details, x)
		part.Value += x.Value
	}
	return part
}
