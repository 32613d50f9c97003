package indexer

import (
	"context"
	"fmt"
	"slices"
)

// explain returns the sum that makes the score of doc.
func (p *plan) explain(doc uint32, score float64) (*Explanation, error) {
	x := &Explanation{Value: score, Message: "sum of"}
	for _, l := range p.order {
		if l.stop && !p.allStop {
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
		x, err := p.explainPhrases(l.phrase, 1, doc)
		x.Message = fmt.Sprintf("%q", l.typed)
		return x, err
	case l.prefix != nil:
		return p.explainPrefix(l, doc)
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
	i, ok := slices.BinarySearch(post.docs, doc)
	if !ok {
		return Explanation{}, nil
	}
	f, stats := p.ix.schema.fields[c.field], &p.ix.bm25[c.field]
	sat := float64(post.sat[i])
	return Explanation{
		Value: scale * c.weight * post.idf * sat,
		Message: fmt.Sprintf("%s:%s (%s), weight %.3g × idf %.4f (%d of %d documents) × tf %.4f (length %d, average %.1f)",
			f.name, c.term, c.kind, scale*c.weight, post.idf, len(post.docs), stats.docs, sat, stats.lengths[doc], stats.average),
	}, nil
}

func (p *plan) explainTranslation(t translation, doc uint32) (Explanation, error) {
	if t.phrase != nil {
		return p.explainPhrases(t.phrase, t.weight, doc)
	}
	return p.explainGroups(t.groups, t.weight, doc)
}

func (p *plan) explainPhrases(phrases []phrase, scale float64, doc uint32) (Explanation, error) {
	var part Explanation
	m := &matcher{ctx: context.Background(), ix: p.ix, plan: p}
	for _, ph := range phrases {
		counts, sum, err := m.phraseCounts(ph)
		if err != nil {
			return part, err
		}
		if counts[doc] == 0 {
			continue
		}
		f, stats := p.ix.schema.fields[ph.field], &p.ix.bm25[ph.field]
		sat := stats.saturation(counts[doc], stats.lengths[doc])
		x := Explanation{Value: scale * f.weight * sum * sat, Message: fmt.Sprintf("%s, weight %.3g × sum of idf %.4f × tf %.4f (%d times)", f.name, scale*f.weight, sum, sat, counts[doc])}
		part.Details = append(part.Details, x)
		part.Value += x.Value
	}
	return part, nil
}

func (p *plan) explainPrefix(l *leaf, doc uint32) (Explanation, error) {
	part := Explanation{Message: l.typed}
	for _, pt := range l.prefix {
		best := float32(0)
		union := newBitset(p.ix.columns.docs)
		for _, t := range pt.terms {
			post, err := p.ix.postingsOf(pt.field, t)
			if err != nil {
				return part, err
			}
			for i, d := range post.docs {
				union.add(d)
				if d == doc {
					best = max(best, post.sat[i])
				}
			}
		}
		if best == 0 {
			continue
		}
		f := p.ix.schema.fields[pt.field]
		rarity := idf(p.ix.bm25[pt.field].docs, union.count())
		x := Explanation{Value: f.weight * rarity * float64(best), Message: fmt.Sprintf("%s, weight %.3g × idf %.4f of %d terms together × tf %.4f", f.name, f.weight, rarity, len(pt.terms), best)}
		part.Details = append(part.Details, x)
		part.Value += x.Value
	}
	return part, nil
}
