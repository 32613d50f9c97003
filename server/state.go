package server

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"izde/indexer"
)

// searchState is what the address of a search page says. Every link on a page
// is made by changing a copy of it.
type searchState struct {
	Lang     string // first part of the address
	Query    string
	Filters  []indexer.Filter
	Sort     indexer.Sort
	NoExpand bool
	Explain  bool
	Page     int
}

// pageState reads the address of a search page. Parameters that it does not
// know are passed over: sites add their own to links.
func pageState(lang string, values url.Values) (searchState, error) {
	st := searchState{Lang: lang, Page: 1}
	values.Set("q", strings.ToValidUTF8(values.Get("q"), " "))
	var err error
	if st.Query, err = queryText(values, "q"); err != nil {
		return st, err
	}
	values.Set("filter", strings.ToValidUTF8(values.Get("filter"), ""))
	if st.Filters, err = filterParam(values); err != nil {
		return st, err
	}
	if sort := values.Get("sort"); slices.Contains(sortNames(), sort) {
		st.Sort = indexer.Sort(sort)
	}
	st.NoExpand = values.Get("expand") == "off"
	st.Explain = values.Get("explain") == "on"
	if n, err := strconv.Atoi(values.Get("page")); err == nil && n > 1 {
		st.Page = n
	}
	if st.Page > MaxPageDepth/DefaultPerPage {
		return st, &failure{status: http.StatusBadRequest, code: "page-too-deep", detail: "page too deep"}
	}
	return st, nil
}

// params are the state's parameters, in one order, without the defaults.
func (st searchState) params() [][2]string {
	var out [][2]string
	add := func(name, value string) {
		if value != "" {
			out = append(out, [2]string{name, value})
		}
	}
	add("q", st.Query)
	add("filter", formatFilters(st.Filters))
	if st.Sort != indexer.SortRelevance {
		add("sort", string(st.Sort))
	}
	if st.NoExpand {
		add("expand", "off")
	}
	if st.Explain {
		add("explain", "on")
	}
	if st.Page > 1 {
		add("page", strconv.Itoa(st.Page))
	}
	return out
}

// URL is the address of the search page in this state. An empty state is the
// archive's list, not the home page.
func (st searchState) URL() string {
	query := encodeParams(st.params())
	if query == "" {
		query = "q="
	}
	return langPath(st.Lang, "/") + "?" + query
}

func encodeParams(params [][2]string) string {
	parts := make([]string, len(params))
	for i, p := range params {
		parts[i] = p[0] + "=" + url.QueryEscape(p[1])
	}
	return strings.Join(parts, "&")
}

// langPath is a page's path in a language.
func langPath(lang, path string) string {
	if lang == "" {
		return path
	}
	return "/" + lang + path
}

func (st searchState) withPage(page int) searchState { st.Page = page; return st }

func (st searchState) withLang(lang string) searchState { st.Lang = lang; return st }

func (st searchState) withSort(sort indexer.Sort) searchState {
	st.Sort, st.Page = sort, 1
	return st
}

func (st searchState) withQuery(q string) searchState {
	st.Query, st.Page = q, 1
	return st
}

func (st searchState) withExpand(on bool) searchState {
	st.NoExpand, st.Page = !on, 1
	return st
}

func (st searchState) withoutFilters() searchState {
	st.Filters, st.Page = nil, 1
	return st
}

// toggled adds a value to a field's filter, or takes it away. A range of years
// gives way to the year chosen.
func (st searchState) toggled(field, value string) searchState {
	old := st.Filters
	st.Filters, st.Page = nil, 1
	found := false
	for _, f := range old {
		if f.Field != field {
			st.Filters = append(st.Filters, f)
			continue
		}
		found = true
		values := slices.DeleteFunc(slices.Clone(f.Values), func(v string) bool { return v == value })
		if len(values) == len(f.Values) {
			values = append(values, value)
		}
		if len(values) > 0 {
			st.Filters = append(st.Filters, indexer.Filter{Field: field, Values: values})
		}
	}
	if !found {
		st.Filters = append(st.Filters, indexer.Filter{Field: field, Values: []string{value}})
	}
	return st
}

// withYears sets the range of years, 0 being open. Its ends may stand in either
// order.
func (st searchState) withYears(from, to int) searchState {
	if to != 0 && from > to {
		from, to = to, from
	}
	st.Filters = slices.DeleteFunc(slices.Clone(st.Filters), func(f indexer.Filter) bool { return f.Field == indexer.FacetYear })
	if from != 0 || to != 0 {
		st.Filters = append(st.Filters, indexer.Filter{Field: indexer.FacetYear, From: from, To: to})
	}
	st.Page = 1
	return st
}

func (st searchState) selected(field, value string) bool {
	for _, f := range st.Filters {
		if f.Field != field {
			continue
		}
		if slices.Contains(f.Values, value) {
			return true
		}
		year, err := strconv.Atoi(value)
		if f.From+f.To > 0 && err == nil && year >= f.From && (f.To == 0 || year <= f.To) {
			return true
		}
	}
	return false
}

// years is the chosen range of years, "" where open or not chosen.
func (st searchState) years() (from, to string) {
	for _, f := range st.Filters {
		if f.Field == indexer.FacetYear {
			return yearText(f.From), yearText(f.To)
		}
	}
	return "", ""
}

func (st searchState) request(facets []indexer.FacetRequest) indexer.Request {
	return indexer.Request{
		Query: st.Query, Filters: st.Filters, Facets: facets, Sort: st.Sort, Page: st.Page,
		PerPage: DefaultPerPage, NoExpand: st.NoExpand, Explain: st.Explain, Lang: st.Lang,
	}
}

// yearText writes a year, "" for none.
func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}
