package eval

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Measures are means over the judged topics; a judged topic without a single
// hit counts zero, as trec_eval -c does.
type Measures struct {
	Topics int     `json:"topics"`
	NDCG10 float64 `json:"ndcg_cut_10"`
	MAP    float64 `json:"map"`
	MRR10  float64 `json:"recip_rank_10"`
	R100   float64 `json:"recall_100"`
	R10    float64 `json:"recall_10"`
}

// SearchFunc returns at most depth documents for a query, best first.
type SearchFunc func(ctx context.Context, query string, depth int) ([]Ranked, error)

// Search runs all topics. Scores are made to fall strictly, because the
// readers of a run sort by score and break ties in ways of their own.
func Search(ctx context.Context, search SearchFunc, topics []Topic, depth int) (Run, error) {
	run := Run{}
	for _, t := range topics {
		hits, err := search(ctx, t.Text, depth)
		if err != nil {
			return nil, err
		}
		run[t.ID] = falling(hits)
	}
	return run, nil
}

// falling gives the hits scores that fall from one to the next. The order is
// more than the score (documents with all the words come first), so where a
// score would rise, the one before it is the bound.
func falling(hits []Ranked) []Ranked {
	const step = 1e-5 // of what WriteRun prints
	for i := len(hits) - 2; i >= 0; i-- {
		if hits[i].Score < hits[i+1].Score+step {
			hits[i].Score = hits[i+1].Score + step
		}
	}
	return hits
}

// Measure compares a run with judgements.
func Measure(run Run, qrels Qrels) Measures {
	var m Measures
	for topic, judged := range qrels {
		if !slices.ContainsFunc(values(judged), func(rel int) bool { return rel > 0 }) {
			continue
		}
		m.Topics++
		hits := run[topic]
		m.NDCG10 += ndcg(hits, judged, 10)
		m.MAP += averagePrecision(hits, judged)
		m.MRR10 += reciprocalRank(hits, judged, 10)
		m.R100 += recall(hits, judged, 100)
		m.R10 += recall(hits, judged, 10)
	}
	if n := float64(m.Topics); n > 0 {
		m.NDCG10, m.MAP, m.MRR10, m.R100, m.R10 = m.NDCG10/n, m.MAP/n, m.MRR10/n, m.R100/n, m.R10/n
	}
	return m
}

// ndcg is trec_eval's ndcg_cut: gain rel, discount log2(rank+1), ideal over
// all judged documents.
func ndcg(hits []Ranked, judged map[string]int, depth int) float64 {
	gain := 0.0
	for i, h := range hits[:min(depth, len(hits))] {
		gain += float64(max(judged[h.Doc], 0)) / math.Log2(float64(i+2))
	}
	rels := values(judged)
	slices.SortFunc(rels, func(a, b int) int { return cmp.Compare(b, a) })
	ideal := 0.0
	for i, rel := range rels[:min(depth, len(rels))] {
		ideal += float64(max(rel, 0)) / math.Log2(float64(i+2))
	}
	if ideal == 0 {
		return 0
	}
	return gain / ideal
}

func averagePrecision(hits []Ranked, judged map[string]int) float64 {
	found, sum := 0, 0.0
	for i, h := range hits {
		if judged[h.Doc] > 0 {
			found++
			sum += float64(found) / float64(i+1)
		}
	}
	return sum / float64(relevant(judged))
}

func reciprocalRank(hits []Ranked, judged map[string]int, depth int) float64 {
	for i, h := range hits[:min(depth, len(hits))] {
		if judged[h.Doc] > 0 {
			return 1 / float64(i+1)
		}
	}
	return 0
}

func recall(hits []Ranked, judged map[string]int, depth int) float64 {
	found := 0
	for _, h := range hits[:min(depth, len(hits))] {
		if judged[h.Doc] > 0 {
			found++
		}
	}
	return float64(found) / float64(relevant(judged))
}

func relevant(judged map[string]int) int {
	n := 0
	for _, rel := range judged {
		if rel > 0 {
			n++
		}
	}
	return n
}

func values(m map[string]int) []int {
	var v []int
	for _, x := range m {
		v = append(v, x)
	}
	return v
}
