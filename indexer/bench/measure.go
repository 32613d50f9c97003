package main

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// answer is what the measuring wants to know of a result.
type answer struct {
	found   int    // documents
	next    string // cursor of the next page
	refused bool   // the query was turned down, with words
}

// engine answers queries.
type engine interface {
	// search answers q; cursor is "" or goes on where an answer ended.
	search(ctx context.Context, q query, cursor string) (answer, error)
}

// sample is one measured request.
type sample struct {
	class   string
	took    time.Duration
	found   int
	refused bool
	failed  bool // an error, or too late
}

// walkPages is the number of pages that a cursor walk asks for.
const walkPages = 8

// pass is one way of asking all queries.
type pass struct {
	Name    string  `json:"name"`
	Clients int     `json:"clients"`
	Seconds float64 `json:"seconds"`
	Cut     bool    `json:"cut,omitempty"` // ended by its limit before all queries were asked
	Rows    []row   `json:"rows"`
}

// row is one class of queries in a pass; times are milliseconds.
type row struct {
	Class   string  `json:"class"`
	Samples int     `json:"samples"`
	Median  float64 `json:"median_ms"`
	P95     float64 `json:"p95_ms"`
	P99     float64 `json:"p99_ms"`
	Max     float64 `json:"max_ms"`
	Found   int     `json:"found"`   // documents, median
	Refused int     `json:"refused"` // answered with a refusal
	Failed  int     `json:"failed"`  // not answered, or too late
}

// measure asks the queries in their order, rounds times over, with a number
// of clients at once, until limit is over.
func measure(ctx context.Context, name string, e engine, queries []query, rounds, clients int, limit time.Duration) (pass, error) {
	p := pass{Name: name, Clients: clients}
	start := time.Now()
	parts := make([][]sample, clients)
	var next atomic.Int64
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() {
			for time.Since(start) < limit && ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= rounds*len(queries) {
					return
				}
				parts[c] = append(parts[c], ask(ctx, e, queries[i%len(queries)])...)
			}
		})
	}
	wg.Wait()
	p.Seconds = time.Since(start).Seconds()
	p.Cut = int(next.Load()) < rounds*len(queries)
	p.Rows = rowsOf(slices.Concat(parts...))
	return p, ctx.Err()
}

// queryTimeout is above the server's own limit of time for a search, so that
// a request which exceeds it is seen.
const queryTimeout = 8 * time.Second

// ask asks one query, or walks its pages.
func ask(ctx context.Context, e engine, q query) []sample {
	var samples []sample
	cursor := ""
	for range max(1, q.walk) {
		limited, cancel := context.WithTimeout(ctx, queryTimeout)
		start := time.Now()
		a, err := e.search(limited, q, cursor)
		took := time.Since(start)
		cancel()
		samples = append(samples, sample{q.class, took, a.found, a.refused, err != nil})
		if cursor = a.next; cursor == "" {
			break
		}
	}
	return samples
}

// rowsOf sums up samples by class, and over groups of classes.
func rowsOf(samples []sample) []row {
	var rows []row
	add := func(name string, in func(class string) bool) {
		var part []sample
		for _, s := range samples {
			if in(s.class) {
				part = append(part, s)
			}
		}
		if len(part) > 0 {
			rows = append(rows, newRow(name, part))
		}
	}
	for _, class := range classes() {
		add(class, func(c string) bool { return c == class })
	}
	add(oneToThreeWords, func(c string) bool { return slices.Contains(plainClasses(), c) })
	search := func(c string) bool { return !slices.Contains(boxClasses(), c) }
	add(allButHostile, func(c string) bool { return search(c) && !slices.Contains(hostileClasses(), c) })
	add(allQueries, search)
	return rows
}

func newRow(name string, samples []sample) row {
	r := row{Class: name, Samples: len(samples)}
	var times []float64
	var found []float64
	for _, s := range samples {
		times = append(times, float64(s.took.Microseconds())/1000)
		found = append(found, float64(s.found))
		if s.refused {
			r.Refused++
		}
		if s.failed {
			r.Failed++
		}
	}
	slices.Sort(times)
	slices.Sort(found)
	r.Median, r.P95, r.P99, r.Max = quantile(times, .5), quantile(times, .95), quantile(times, .99), times[len(times)-1]
	r.Found = int(quantile(found, .5))
	return r
}

// quantile is the smallest value that is not exceeded by a share p of the
// sorted values (nearest rank).
func quantile(sorted []float64, p float64) float64 {
	return sorted[max(0, int(math.Ceil(p*float64(len(sorted))))-1)]
}
