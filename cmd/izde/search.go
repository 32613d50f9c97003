package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"izde/corpus"
	"izde/corpus/source"
	"izde/indexer"
	"izde/indexer/query"
	"izde/server"
)

// maxQueryInput is how much of standard input is taken for a query.
const maxQueryInput = 64 << 10

type searchFlags struct {
	dir     string
	filters []string
	limit   int
	page    int
	cursor  string
	facets  []string
	sort    *choice
	expand  *choice
	explain bool
	lang    *choice
	format  *choice
}

func searchCommand() command {
	f := searchFlags{
		sort: oneOf(string(indexer.SortRelevance), string(indexer.SortNewest),
			string(indexer.SortOldest), string(indexer.SortTitle)),
		expand: oneOf("on", "off"),
		lang:   oneOf(corpus.English, corpus.Kazakh, corpus.Russian),
		format: oneOf("text", "json"),
	}
	return command{
		name:    "search",
		args:    "QUERY...",
		summary: "search an index",
		about: `
Several words make one query. Words are found in Kazakh, Russian and English,
in any form; "exact phrase", -without, AND, OR, NOT, ( ), word* and labels such
as author: or year:2019..2022 work as in the search box. A hyphen before a Latin
letter (-war) looks like a flag: write -- before such a query. The query - is
read from standard input; without a query, all articles are found.`,
		examples: []string{
			"izde search --index data humanitarian diplomacy",
			"izde search --index data --format json --filter 'lang:kk|ru,year:2020..2024' --limit 50 экономика",
			"izde search --index data --facet author:20 тіл -әдебиет",
			"izde search --index data -- war -peace",
		},
		codes: []exit{noIndex()},
		flags: f.define,
		run:   func(ctx context.Context, c *console, args []string) error { return f.run(ctx, c, args) },
	}
}

func (f *searchFlags) define(fs *pflag.FlagSet) {
	fs.StringVarP(&f.dir, "index", "i", "", "the index folder `DIR`")
	fs.StringArrayVar(&f.filters, "filter", nil, "keep what passes `FILTER`: field:value|value,field:value; repeatable")
	fs.IntVarP(&f.limit, "limit", "n", indexer.DefaultPerPage, "print at most `N` hits")
	fs.IntVar(&f.page, "page", 1, "the `PAGE` of N hits to begin with")
	fs.StringVar(&f.cursor, "cursor", "", "go on after the `CURSOR` that a JSON answer gave as next")
	fs.StringArrayVar(&f.facets, "facet", nil, "count the values of a facet: `NAME[:SIZE]`; repeatable")
	fs.Var(f.sort, "sort", "order of the hits")
	fs.Var(f.expand, "expand", "search for translations of the words too")
	fs.BoolVar(&f.explain, "explain", false, "show how each score came about")
	fs.Var(f.lang, "lang", "language of labels and of sorting by title")
	fs.VarP(f.format, "format", "f", "how to print the result")
}

func (f *searchFlags) run(ctx context.Context, c *console, args []string) error {
	req, err := f.request(c.in, args)
	if err != nil {
		return err
	}
	index, err := indexer.Open(f.dir)
	if err != nil {
		return err
	}
	result, err := searchUpTo(ctx, index, req, f.limit)
	if err == nil {
		err = server.LabelFacets(f.lang.value, result.Facets)
	}
	if err == nil {
		if f.format.value == "json" {
			err = c.json(result)
		} else {
			printer{c.out, c.colour, f.lang.value}.result(req, result)
		}
	}
	return errors.Join(asUsage(err), index.Close())
}

// asUsage makes a request that cannot be answered an error of the command
// line.
func asUsage(err error) error {
	if errors.Is(err, indexer.ErrBadRequest) || errors.Is(err, indexer.ErrBadCursor) {
		return usageError{err}
	}
	return err
}

// request decides what the flags and arguments ask for.
func (f *searchFlags) request(stdin io.Reader, args []string) (req indexer.Request, err error) {
	if f.dir == "" {
		return req, usagef("no index folder: give --index DIR")
	}
	if f.limit < 1 {
		return req, usagef("--limit must be at least 1, not %d", f.limit)
	}
	if f.page < 1 {
		return req, usagef("--page must be at least 1, not %d", f.page)
	}
	req = indexer.Request{
		Query: strings.Join(args, " "), Sort: indexer.Sort(f.sort.value), Page: f.page, PerPage: f.limit,
		Cursor: f.cursor, NoExpand: f.expand.value == "off", Explain: f.explain, Lang: f.lang.value,
	}
	if slices.Equal(args, []string{source.StandardInput}) {
		b, err := io.ReadAll(io.LimitReader(stdin, maxQueryInput))
		if err != nil {
			return req, fmt.Errorf("reading the query from standard input: %w", err)
		}
		req.Query = strings.TrimSpace(string(b))
	}
	filters, err := query.ParseFilters(strings.Join(f.filters, ","))
	if err != nil {
		return req, usagef("--filter: %w", err)
	}
	for _, filter := range filters {
		req.Filters = append(req.Filters, indexer.Filter(filter))
	}
	req.Facets, err = facetRequests(f.facets)
	return req, err
}

// defaultFacetSize is the number of values of a facet whose size is not given.
const defaultFacetSize = 10

// facetRequests reads name or name:size; a comma parts several.
func facetRequests(lists []string) ([]indexer.FacetRequest, error) {
	var requests []indexer.FacetRequest
	for item := range strings.SplitSeq(strings.Join(lists, ","), ",") {
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		name, text, sized := strings.Cut(item, ":")
		size := defaultFacetSize
		if sized {
			n, err := strconv.Atoi(text)
			if err != nil || n < 1 {
				return nil, usagef("--facet %s: the size must be a number from 1, not %q", name, text)
			}
			size = n
		}
		requests = append(requests, indexer.FacetRequest{Name: name, Size: size})
	}
	return requests, nil
}

// searcher is what a search needs of an index.
type searcher interface {
	Search(ctx context.Context, req indexer.Request) (*indexer.Result, error)
}

// searchUpTo searches for up to limit hits: the index gives them in pages of
// at most indexer.MaxPerPage, which are put together to one Result.
func searchUpTo(ctx context.Context, index searcher, req indexer.Request, limit int) (*indexer.Result, error) {
	req.PerPage = min(limit, indexer.MaxPerPage)
	result, err := index.Search(ctx, req)
	if err != nil {
		return nil, err
	}
	next := req
	next.Facets = nil
	for len(result.Hits) < limit && result.Next != "" {
		next.Cursor, next.PerPage = result.Next, min(limit-len(result.Hits), indexer.MaxPerPage)
		more, err := index.Search(ctx, next)
		if err != nil {
			return nil, err
		}
		result.Hits, result.Next = append(result.Hits, more.Hits...), more.Next
		result.Took += more.Took
	}
	result.PerPage = limit
	return result, nil
}
