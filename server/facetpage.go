package server

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"izde/indexer"
)

// facetView is one facet beside the results.
type facetView struct {
	*locale
	Name      string
	Title     string
	ValueLang string // of the values, where they have one
	Values    []facetLink
	Total     int
	MoreURL   string // "" where all values are shown
}

// facetLink selects or removes a value.
type facetLink struct {
	Label, URL string
	Count      int
	Selected   bool
}

// facetViewOf tells also whether the facet can narrow anything.
func facetViewOf(l *locale, st searchState, f indexer.Facet) (facetView, bool) {
	v := facetView{locale: l, Name: f.Name, Title: l.T("facet." + f.Name), ValueLang: keywordLang(f.Name), Total: f.Total}
	anySelected := false
	for _, value := range f.Values {
		link := facetLinkOf(l, st, f.Name, value)
		anySelected = anySelected || link.Selected
		v.Values = append(v.Values, link)
	}
	if f.Total > len(f.Values) {
		v.MoreURL = facetAddress{state: st, name: f.Name}.URL()
	}
	return v, len(v.Values) > 1 || anySelected
}

func facetLinkOf(l *locale, st searchState, name string, value indexer.FacetValue) facetLink {
	return facetLink{
		Label: l.facetLabel(name, value.Value, value.Label), URL: st.toggled(name, value.Value).URL(),
		Count: value.Count, Selected: value.Selected || st.selected(name, value.Value),
	}
}

// histogram draws the years as bars, an SVG in units of its own: each year is
// barStep wide, the highest bar barHeight high.
type histogram struct {
	Title       string
	First, Last string
	From, To    string // the chosen range
	Width       int
	Bars        []bar
	Hidden      [][2]string // what the form of years keeps
	Action      string
}

const (
	barStep    = 10
	barHeight  = 56
	maxYearGap = 150 // more years than a journal can have are a mistake in the data
)

type bar struct {
	X, Y, Height int
	Label, URL   string
	Selected     bool
}

// histogramOf is nil where there are fewer than two years.
func histogramOf(l *locale, st searchState, f indexer.Facet) *histogram {
	counts := map[int]int{}
	last := 0
	for _, v := range f.Values {
		if year, err := strconv.Atoi(v.Value); err == nil && v.Count > 0 {
			counts[year] = v.Count
			last = max(last, year)
		}
	}
	maps.DeleteFunc(counts, func(year, _ int) bool { return year < last-maxYearGap })
	if len(counts) < 2 {
		return nil
	}
	first := slices.Min(slices.Collect(maps.Keys(counts)))
	most := slices.Max(slices.Collect(maps.Values(counts)))
	h := &histogram{
		Title: l.T("year.histogram"), First: strconv.Itoa(first), Last: strconv.Itoa(last),
		Width: (last - first + 1) * barStep, Action: langPath(st.Lang, "/"),
	}
	h.From, h.To = st.years()
	h.Hidden = st.withPage(1).params()
	for year := first; year <= last; year++ {
		if n := counts[year]; n > 0 {
			height := max(2, n*barHeight/most)
			text := strconv.Itoa(year)
			h.Bars = append(h.Bars, bar{
				X: (year - first) * barStep, Y: barHeight - height, Height: height,
				Label: l.T("year.bar", text, n), URL: st.toggled(indexer.FacetYear, text).URL(),
				Selected: st.selected(indexer.FacetYear, text),
			})
		}
	}
	return h
}

// facetAddress is what the address of a facet's own page says.
type facetAddress struct {
	state searchState
	name  string
	match string
	sort  string
	page  int
}

func (a facetAddress) URL() string {
	params := a.state.withPage(1).params()
	if a.match != "" {
		params = append(params, [2]string{"match", a.match})
	}
	if a.sort == "value" {
		params = append(params, [2]string{"by", a.sort})
	}
	if a.page > 1 {
		params = append(params, [2]string{"page", strconv.Itoa(a.page)})
	}
	path := langPath(a.state.Lang, "/facets/"+a.name)
	if len(params) == 0 {
		return path
	}
	return path + "?" + encodeParams(params)
}

func (a facetAddress) withPage(page int) facetAddress { a.page = page; return a }

func (a facetAddress) withSort(sort string) facetAddress { a.sort, a.page = sort, 1; return a }

func (a facetAddress) withLang(lang string) facetAddress { a.state.Lang = lang; return a }

// facetValuesPerPage fills three columns of twenty.
const facetValuesPerPage = 60

// facetPageView lists all values of one facet.
type facetPageView struct {
	frame
	Heading   string
	Within    string
	Name      string
	Values    []facetLink
	ValueLang string
	Total     int
	Match     string
	Form      [][2]string // what the list's search box keeps
	Action    string
	BackURL   string
	Sorts     []choice
	Prev      string
	Next      string
	Page      int
	Pages     int
	LastURL   string // the last page, where the address is beyond it
}

func (s *Server) facetPage(c *gin.Context) error {
	name := c.Param("name")
	if !slices.Contains(filterFields(), name) {
		return notFound("There is no facet of this name.")
	}
	values := c.Request.URL.Query()
	st, err := pageState(negotiate(c.Request), values)
	if err != nil {
		return err
	}
	a := facetAddress{state: st.withPage(1), name: name, page: st.Page, sort: "count"}
	values.Set("match", strings.ToValidUTF8(values.Get("match"), " "))
	if a.match, err = queryText(values, "match"); err != nil {
		return err
	}
	if values.Get("by") == "value" {
		a.sort = "value"
	}
	if s.notModified(c, s.openGeneration()) {
		return nil
	}
	found, err := s.facetValues(c.Request.Context(), indexer.FacetListRequest{
		Name: name, Query: st.Query, Filters: st.Filters, Match: a.match, Sort: a.sort,
		Page: a.page, PerPage: facetValuesPerPage, Lang: st.Lang,
	})
	if err != nil {
		return err
	}
	f := s.frameOf(c, a.state, func(lang string) string { return a.withLang(lang).URL() })
	return s.answerPage(c, "facet", found.Generation, facetPageViewOf(f, a, found))
}

func facetPageViewOf(f frame, a facetAddress, found *indexer.FacetList) facetPageView {
	v := facetPageView{
		frame: f, Heading: f.T("facet." + a.name), Name: a.name, ValueLang: keywordLang(a.name),
		Total: found.Total, Match: a.match, Action: langPath(a.state.Lang, "/facets/"+a.name),
		BackURL: a.state.URL(), Page: a.page, Pages: pagesOf(found.Total, facetValuesPerPage),
	}
	v.NoIndex = true
	v.Title = v.Heading + " – " + f.SiteName
	if a.state.Query != "" {
		v.Within = f.T("facets.within", a.state.Query)
	}
	v.Form = a.state.params()
	if a.sort == "value" {
		v.Form = append(v.Form, [2]string{"by", "value"})
	}
	for _, value := range found.Values {
		v.Values = append(v.Values, facetLinkOf(f.locale, a.state, a.name, value))
	}
	for _, by := range []string{"count", "value"} {
		v.Sorts = append(v.Sorts, choice{Label: f.T("facets.by" + by), URL: a.withSort(by).URL(), Current: a.sort == by})
	}
	if a.page > v.Pages && v.Pages > 0 {
		v.LastURL = a.withPage(v.Pages).URL()
	}
	if a.page > 1 {
		v.Prev = a.withPage(min(a.page-1, max(v.Pages, 1))).URL()
	}
	if a.page < v.Pages {
		v.Next = a.withPage(a.page + 1).URL()
	}
	return v
}
