package indexer

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// fetcher is a part of a plan that needs postings.
type fetcher interface {
	// fetch reads them, once.
	fetch(ctx context.Context, ix *Index) error
}

// fetch reads the postings that the plan needs, over all cores: that is most
// of the work of a query that nobody asked lately.
func (p *plan) fetch(ctx context.Context) error {
	parts := p.fetchers()
	return inParallel(len(parts), func(i int) error { return parts[i].fetch(ctx, p.ix) })
}

func (p *plan) fetchers() []fetcher {
	var parts []fetcher
	add := func(groups [][]clause, phrases []phrase, prefix []prefixTerms) {
		for _, g := range groups {
			for i := range g {
				parts = append(parts, &g[i])
			}
		}
		for i := range phrases {
			parts = append(parts, &phrases[i])
		}
		for i := range prefix {
			parts = append(parts, &prefix[i])
		}
	}
	for _, l := range p.order {
		if !p.silent(l) {
			add(l.groups, l.phrase, l.prefix)
		}
	}
	for _, e := range p.expansions {
		for _, t := range e.terms {
			add(t.groups, t.phrase, nil)
		}
	}
	return parts
}

// inParallel calls do for the numbers below n, over all cores, and returns an
// error of theirs, after which it begins no further ones. A panic of one is
// that of the caller, who may recover from it.
func inParallel(n int, do func(i int) error) error {
	if n == 1 {
		return do(0)
	}
	var next atomic.Int64
	var crash atomic.Pointer[string]
	var g errgroup.Group
	for range min(n, runtime.GOMAXPROCS(0)) {
		g.Go(func() error {
			defer func() {
				if v := recover(); v != nil {
					what := fmt.Sprintf("%v\n%s", v, debug.Stack())
					crash.Store(&what)
					next.Store(int64(n))
				}
			}()
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := do(i); err != nil {
					next.Store(int64(n))
					return err
				}
			}
		})
	}
	err := g.Wait()
	if what := crash.Load(); what != nil {
		panic(*what)
	}
	return err
}

// fetch reads the postings of the clause, once.
func (c *clause) fetch(ctx context.Context, ix *Index) (err error) {
	if err = ctx.Err(); err == nil && c.found == nil {
		c.found, err = ix.postingsOf(c.field, c.term)
	}
	return err
}

// fetch finds the documents that have the phrase, once.
func (ph *phrase) fetch(ctx context.Context, ix *Index) (err error) {
	if ph.found == nil {
		ph.found, err = ix.phrase(ctx, *ph)
	}
	return err
}

// fetch finds the documents that have one of the terms, once.
func (f *prefixTerms) fetch(ctx context.Context, ix *Index) (err error) {
	if f.found == nil {
		f.found, err = ix.anyTerm(ctx, *f)
	}
	return err
}
