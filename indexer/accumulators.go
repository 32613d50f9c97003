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

// lender lends values that are used again and again; a new one is zero, another
// as it was given back.
type lender[T any] struct{ pool sync.Pool }

func (l *lender[T]) get() *T {
	if v, ok := l.pool.Get().(*T); ok {
		return v
	}
	return new(T)
}

func (l *lender[T]) put(v *T) { l.pool.Put(v) }
