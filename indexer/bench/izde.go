package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"izde/indexer"
)

// facetSize is the number of values of each facet that is asked for.
const facetSize = 10

// facetNames are the five facets that every query asks for.
func facetNames() []string {
	return []string{indexer.FacetLang, indexer.FacetYear, indexer.FacetJournal, indexer.FacetAuthor, indexer.FacetKeyword}
}

// library is izde as a Go package.
type library struct{ live *indexer.Live }

func (l library) search(ctx context.Context, q query, cursor string) (answer, error) {
	req := indexer.Request{Query: q.text, Page: q.page, Cursor: cursor}
	for _, name := range facetNames() {
		req.Facets = append(req.Facets, indexer.FacetRequest{Name: name, Size: facetSize})
	}
	if len(q.langs) > 0 {
		req.Filters = []indexer.Filter{
			{Field: indexer.FacetLang, Values: q.langs},
			{Field: indexer.FacetYear, From: q.years[0], To: q.years[1]},
		}
	}
	res, err := l.live.Search(ctx, req)
	if err != nil {
		return answer{}, err
	}
	return answer{found: res.Total, next: res.Next}, nil
}

// web is izde over HTTP.
type web struct {
	client *http.Client
	url    string
}

func newWeb(base string, clients int) web {
	return web{url: base, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients, MaxConnsPerHost: clients}}}
}

func (w web) search(ctx context.Context, q query, cursor string) (answer, error) {
	path := q.path
	if path == "" {
		path = "/api/v1/search?" + parameters(q, cursor)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, w.url+path, nil)
	if err != nil {
		return answer{}, err
	}
	// As browsers do.
	r.Header.Set("Accept-Encoding", "gzip")
	if q.walk > 0 {
		r.Header.Set("Accept-Encoding", "identity") // the cursor must be read from the answer
	}
	resp, err := w.client.Do(r)
	if err != nil {
		return answer{}, err
	}
	body, err := io.ReadAll(resp.Body)
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return answer{}, err
	}
	switch {
	case resp.StatusCode >= 400 && resp.StatusCode < 500:
		return answer{refused: true}, nil
	case resp.StatusCode != http.StatusOK:
		return answer{}, fmt.Errorf("%s: %.300s", resp.Status, body)
	}
	var a answer
	if q.walk > 0 {
		var page struct {
			Total int    `json:"total"`
			Next  string `json:"next"`
		}
		err = json.Unmarshal(body, &page)
		a.found, a.next = page.Total, page.Next
	}
	return a, err
}

// parameters is the query string of /api/v1/search.
func parameters(q query, cursor string) string {
	v := url.Values{"q": {q.text}}
	for _, name := range facetNames() {
		v.Add("facet", name+":"+strconv.Itoa(facetSize))
	}
	if len(q.langs) > 0 {
		v.Set("filter", fmt.Sprintf("lang:%s,year:%d..%d", strings.Join(q.langs, "|"), q.years[0], q.years[1]))
	}
	if cursor != "" {
		v.Set("cursor", cursor)
	} else if q.page > 1 {
		v.Set("page", strconv.Itoa(q.page))
	}
	return v.Encode()
}

// index measures izde index.
func (b *bencher) index(ctx context.Context) error {
	b.say("izde: indexing")
	if err := os.RemoveAll(b.file("index")); err != nil {
		return err
	}
	u, err := runProgram(ctx, b.izde, "index", "--quiet", "--full", "--corpus", b.file("archive.jsonl"), "--index", b.file("index"))
	if err != nil {
		return err
	}
	return b.indexed("izde", u, b.file("index"))
}

// indexed keeps what building an index took.
func (b *bencher) indexed(engine string, u usage, path string) error {
	size, err := sizeOf(path)
	b.report.Indexing = append(b.report.Indexing, indexing{Engine: engine, usage: u, Bytes: size,
		PerSecond: float64(b.opt.articles) / u.Seconds})
	return err
}

// library measures opening and searching as a Go program does it.
func (b *bencher) library(ctx context.Context) error {
	b.say("izde: %d queries × %d through the library", len(b.queries), b.opt.rounds)
	start := time.Now()
	ix, err := indexer.Open(b.file("index"))
	if err != nil {
		return err
	}
	b.report.Opening.Open = time.Since(start).Seconds()
	if err := ix.Close(); err != nil {
		return err
	}
	live, err := indexer.OpenLive(ctx, b.file("index"), func(err error) { b.say("%v", err) })
	if err != nil {
		return err
	}
	return errors.Join(b.pass(ctx, "izde, library", library{live}, b.queries, b.opt.rounds, 1), live.Close())
}

// http measures the server as one and as two readers at a time meet it.
func (b *bencher) http(ctx context.Context) error {
	s, err := startServing(ctx, b.izde, b.file("index"))
	if err != nil {
		return err
	}
	b.report.Opening.Ready = s.ready.Seconds()
	b.report.Opening.Before = s.memory()
	for _, clients := range []int{1, 2} {
		b.say("izde: %d queries × %d over HTTP, concurrency %d", len(b.queries), b.opt.rounds, clients)
		if err := b.pass(ctx, "izde, HTTP", newWeb(s.url, clients), b.queries, b.opt.rounds, clients); err != nil {
			return errors.Join(err, s.stop())
		}
	}
	b.say("izde: %d suggestions and lists of facets × %d over HTTP", len(b.boxes), b.opt.rounds)
	if err := b.pass(ctx, "izde, HTTP, beside the search", newWeb(s.url, 1), b.boxes, b.opt.rounds, 1); err != nil {
		return errors.Join(err, s.stop())
	}
	b.report.Opening.After = s.memory()
	return s.stop()
}

func (b *bencher) pass(ctx context.Context, name string, e engine, queries []query, rounds, clients int) error {
	p, err := measure(ctx, name, e, queries, rounds, clients, b.opt.limit)
	b.report.Passes = append(b.report.Passes, p)
	return err
}
