package indexer

import "math"

// fieldStats are what the BM25 of one field needs of the whole generation.
type fieldStats struct {
	docs    int       // documents that have the field
	average float64   // mean length of the field in those, in ranking tokens
	lengths []uint32  // document → length
	k1, b   float64   // of the ranking
	norms   []float64 // length → norm, as far as it goes
	table   []float64 // length × tableTimes + frequency → saturation, as far as it goes
}

// maxNorms bounds the table of norms: longer fields are few.
const maxNorms = 4096

// tableTimes is the frequency from which on saturations are not tabled: few
// words stand so often in a field.
const tableTimes = 8

func newFieldStats(s *schema, c *columns) []fieldStats {
	stats := make([]fieldStats, len(s.fields))
	for n, f := range s.fields {
		st := fieldStats{lengths: c.lengths[f.name], k1: s.ranking.k1, b: s.ranking.b}
		total, longest := uint64(0), uint32(0)
		for _, l := range st.lengths {
			longest = max(longest, l)
			if l > 0 {
				st.docs++
				total += uint64(l)
			}
		}
		if st.docs > 0 {
			st.average = float64(total) / float64(st.docs)
		}
		st.norms = make([]float64, 0, min(longest+1, maxNorms))
		for l := range uint32(cap(st.norms)) {
			st.norms = append(st.norms, st.norm(l))
		}
		st.table = st.saturations()
		stats[n] = st
	}
	return stats
}

// idf is the inverse document frequency of a term that df of docs documents
// have: ln(1 + (N-df+½)/(df+½)), the form of Robertson and Zaragoza (2009)
// that Lucene uses since it is never negative. A field counts the documents
// that have it, those with nothing but stop words in it left out.
func idf(docs, df int) float64 {
	n, d := float64(max(docs, df)), float64(df)
	return math.Log(1 + (n-d+0.5)/(d+0.5))
}

// norm is k1·(1-b+b·length/average), what the length of a field holds against
// the frequency of a term in it.
func (f *fieldStats) norm(length uint32) float64 {
	if int(length) < len(f.norms) {
		return f.norms[length]
	}
	if f.average == 0 {
		return f.k1 // nothing but stop words in any document
	}
	return f.k1 * (1 - f.b + f.b*float64(length)/f.average)
}

// saturations tables the saturations of small frequencies in fields of usual
// lengths: looking one up takes less than dividing.
func (f *fieldStats) saturations() []float64 {
	table := make([]float64, 0, tableTimes*len(f.norms))
	for length := range uint32(len(f.norms)) {
		for tf := range uint32(tableTimes) {
			table = append(table, f.saturation(tf, length))
		}
	}
	return table
}

// tabled is saturation by way of the table.
func (f *fieldStats) tabled(tf, length uint32) float64 {
	if at := int(length)*tableTimes + int(tf); tf < tableTimes && at < len(f.table) {
		return f.table[at]
	}
	return f.saturation(tf, length)
}

// saturation is the part of BM25 that depends on the document: tf/(tf+k1·(1-b+b·length/average)),
// Lucene's form without the constant factor k1+1.
func (f *fieldStats) saturation(tf, length uint32) float64 {
	t := float64(tf)
	return t / (t + f.norm(length))
}

// bound is what no document of a list has a greater saturation than; tf nil
// stands for ones. The shortest field may be of no length: one of nothing but
// stop words, which are found too.
func (f *fieldStats) bound(list, tf []uint32) float64 {
	most, shortest := uint32(1), uint32(math.MaxUint32)
	for _, n := range tf {
		most = max(most, n)
	}
	for _, doc := range list {
		shortest = min(shortest, f.lengths[doc])
	}
	return f.saturation(most, shortest)
}
