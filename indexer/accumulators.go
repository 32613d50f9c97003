package indexer

import "sync"

// accumulators lends score arrays, one a search, all zero.
type accumulators struct {
	pool sync.Pool
}

func (a *accumulators) get(docs int) []float64 {
	if s, ok := a.pool.Get().(*[]float64); ok && len(*s) == docs {
		clear(*s)
		return *s
	}
	return make([]float64, docs)
}

func (a *accumulators) put(s []float64) { a.pool.Put(&s) }
