package server

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"izde/corpus"
	"izde/indexer"
)

// strictQuery reads a query string that may hold the known parameters only,
// each once but those in repeatable.
func strictQuery(raw string, known []string, repeatable ...string) (url.Values, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, &failure{
			status: http.StatusBadRequest, code: "bad-query-string", cause: err,
			detail: "The query string cannot be read: " + err.Error() + ".",
		}
	}
	for _, name := range sortedKeys(values) {
		if !slices.Contains(known, name) {
			f := badParameter(name, "Unknown parameter %q; known here: %s.", name, strings.Join(known, ", "))
			f.code, f.known = "unknown-parameter", known
			return nil, f
		}
		if len(values[name]) > 1 && !slices.Contains(repeatable, name) {
			f := badParameter(name, "Parameter %q is given %d times; give it once.", name, len(values[name]))
			f.code = "repeated-parameter"
			return nil, f
		}
	}
	return values, nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// queryText checks the words of a query, or of a prefix, in parameter name.
func queryText(values url.Values, name string) (string, error) {
	q := values.Get(name)
	if !utf8.ValidString(q) {
		return "", badParameter(name, "%s is not valid UTF-8.", name)
	}
	if n := utf8.RuneCountInString(q); n > MaxQueryRunes {
		f := badParameter(name, "%s has %d letters; the most is %d.", name, n, MaxQueryRunes)
		f.code = "query-too-long"
		return "", f
	}
	return strings.TrimSpace(q), nil
}

// filterParam reads parameter filter.
func filterParam(values url.Values) ([]indexer.Filter, error) {
	text := values.Get("filter")
	if len(text) > MaxFilterBytes {
		return nil, badParameter("filter", "filter has %d bytes; the most is %d.", len(text), MaxFilterBytes)
	}
	if !utf8.ValidString(text) {
		return nil, badParameter("filter", "filter is not valid UTF-8.")
	}
	return parseFilters(text)
}

// number reads a whole number from low to high; absent is def.
func number(values url.Values, name string, low, high, def int) (int, error) {
	text := values.Get(name)
	if text == "" {
		return def, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return 0, badParameter(name, "%s must be a whole number from %d to %d, not %q.", name, low, high, text)
	}
	return n, nil
}

// oneOf reads one of a few words; absent is the first.
func oneOf(values url.Values, name string, words ...string) (string, error) {
	text := values.Get(name)
	if text == "" {
		return words[0], nil
	}
	if !slices.Contains(words, text) {
		f := badParameter(name, "%s must be one of %s, not %q.", name, strings.Join(words, ", "), text)
		f.known = words
		return "", f
	}
	return text, nil
}

// langParam reads the interface language of an API call. It is English where
// none is asked for, as the API's own words are.
func langParam(values url.Values) (string, error) {
	return oneOf(values, "lang", corpus.English, corpus.Kazakh, corpus.Russian)
}

// facetParams reads facet=name:size, repeated or in a comma list.
func facetParams(lists []string) ([]indexer.FacetRequest, error) {
	var out []indexer.FacetRequest
	for item := range strings.SplitSeq(strings.Join(lists, ","), ",") {
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		name, sizeText, sized := strings.Cut(item, ":")
		if !slices.Contains(filterFields(), name) {
			f := badParameter("facet", "Unknown facet %q; known: %s.", name, strings.Join(filterFields(), ", "))
			f.known = filterFields()
			return nil, f
		}
		size := DefaultFacetSize
		if sized {
			n, err := strconv.Atoi(sizeText)
			if err != nil || n < 1 || n > MaxFacetSize {
				return nil, badParameter("facet", "The size of facet %s must be 1 to %d, not %q.", name, MaxFacetSize, sizeText)
			}
			size = n
		}
		if slices.ContainsFunc(out, func(f indexer.FacetRequest) bool { return f.Name == name }) {
			return nil, badParameter("facet", "Facet %s is asked for twice.", name)
		}
		out = append(out, indexer.FacetRequest{Name: name, Size: size})
	}
	if len(out) > MaxFacetsPerRequest {
		return nil, badParameter("facet", "At most %d facets at once.", MaxFacetsPerRequest)
	}
	return out, nil
}

// searchParams are the parameters of /api/v1/search.
func searchParams() []string {
	return []string{"q", "lang", "filter", "facet", "sort", "per-page", "page", "cursor", "select", "expand", "explain"}
}

// apiSearchRequest decides what a search call asks for.
func apiSearchRequest(raw string) (indexer.Request, []string, error) {
	var r indexer.Request
	values, err := strictQuery(raw, searchParams(), "facet")
	if err != nil {
		return r, nil, err
	}
	if r.Query, err = queryText(values, "q"); err != nil {
		return r, nil, err
	}
	if r.Lang, err = langParam(values); err != nil {
		return r, nil, err
	}
	if r.Filters, err = filterParam(values); err != nil {
		return r, nil, err
	}
	if r.Facets, err = facetParams(values["facet"]); err != nil {
		return r, nil, err
	}
	sort, err := oneOf(values, "sort", sortNames()...)
	if err != nil {
		return r, nil, err
	}
	r.Sort = indexer.Sort(sort)
	if err := switches(values, &r); err != nil {
		return r, nil, err
	}
	if err := paging(values, &r); err != nil {
		return r, nil, err
	}
	fields, err := selectParam(values)
	return r, fields, err
}

func sortNames() []string {
	return []string{
		string(indexer.SortRelevance), string(indexer.SortNewest),
		string(indexer.SortOldest), string(indexer.SortTitle),
	}
}

func switches(values url.Values, r *indexer.Request) error {
	expand, err := oneOf(values, "expand", "on", "off")
	if err != nil {
		return err
	}
	explain, err := oneOf(values, "explain", "off", "on")
	r.NoExpand, r.Explain = expand == "off", explain == "on"
	return err
}

// paging reads page or cursor, and refuses pages that only a cursor reaches.
func paging(values url.Values, r *indexer.Request) (err error) {
	if r.PerPage, err = number(values, "per-page", 1, MaxPerPage, DefaultPerPage); err != nil {
		return err
	}
	r.Cursor = values.Get("cursor")
	if r.Cursor != "" && values.Get("page") != "" {
		return badParameter("cursor", "page and cursor exclude each other.")
	}
	if len(r.Cursor) > MaxCursorBytes || !utf8.ValidString(r.Cursor) {
		return indexer.ErrBadCursor
	}
	if r.Page, err = number(values, "page", 1, 1<<31-1, 1); err != nil {
		return err
	}
	if r.Page > MaxPageDepth/r.PerPage {
		f := badParameter("page", "Pages reach the first %d hits (page × per-page); walk deeper with cursor, which each answer gives as next.", MaxPageDepth)
		f.code = "page-too-deep"
		return f
	}
	return nil
}

// selectParam reads select=title,authors: the article's members to answer.
func selectParam(values url.Values) ([]string, error) {
	text := values.Get("select")
	if text == "" {
		return nil, nil
	}
	known := articleMembers()
	var out []string
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(known, name) {
			f := badParameter("select", "Unknown member %q of an article; known: %s.", name, strings.Join(known, ", "))
			f.known = known
			return nil, f
		}
		out = append(out, name)
	}
	return out, nil
}
