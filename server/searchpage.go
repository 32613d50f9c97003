package server

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"izde/corpus"
	"izde/indexer"
)

// searchView is the page of results.
type searchView struct {
	frame
	Total       int
	PageNumber  int
	Pages       int
	LastURL     string // the last page, where the address is beyond it
	Relaxed     bool
	Query       string // as understood, where that is not as typed
	Notes       []noteView
	Expansions  []expansionView
	ExpandURL   string // switches expansions on or off
	Corrections []correctionView
	Hits        []hitView
	Chips       []chip
	ClearURL    string
	Facets      []facetView
	Years       *histogram
	Sorts       []choice
	Paging      pagingView
	Empty       *emptyView
}

type (
	expansionView struct {
		Typed string
		Terms []termView
	}
	termView       struct{ Text, Lang, Why string }
	correctionView struct {
		Query, Reason, URL string
		Used               bool
	}
	noteView struct{ Text, Lang string }
	chip     struct{ Label, Value, Lang, URL, Remove string }
	// choice is one of a few links, one of which is current.
	choice struct {
		Label, URL string
		Current    bool
	}
	pagingView struct {
		Prev, Next string
		Numbers    []choice // a gap has no URL
		TooDeep    bool     // hits go on where no page reaches
	}
	emptyView struct {
		Searched             string
		FilterText           string
		ClearURL, ExpandURL  string
		HasQuotes, ManyWords bool
		Prefix               bool
	}
)

// searchPage answers the home page, a redirect from the form of years, or the
// results.
func (s *Server) searchPage(c *gin.Context) error {
	values := c.Request.URL.Query()
	home := !values.Has("q")
	st, err := pageState(negotiate(c.Request), values)
	if err != nil {
		return err
	}
	if values.Has("from") || values.Has("to") {
		from, _ := strconv.Atoi(strings.TrimSpace(values.Get("from")))
		to, _ := strconv.Atoi(strings.TrimSpace(values.Get("to")))
		c.Redirect(http.StatusSeeOther, st.withYears(clampYear(from), clampYear(to)).URL())
		return nil
	}
	if s.notModified(c, s.openGeneration()) {
		return nil
	}
	if home && len(st.params()) == 0 {
		return s.homePage(c, st)
	}
	result, err := s.search(c.Request.Context(), st.request(sidebarFacets(st.Lang)))
	if err != nil {
		return err
	}
	view := searchViewOf(s.frameOf(c, st, func(lang string) string { return st.withLang(lang).URL() }), result)
	view.Empty = s.emptyViewOf(&view, result)
	return s.answerPage(c, "search", result.Generation, view)
}

func clampYear(year int) int {
	if year < 1 || year > 9999 {
		return 0
	}
	return year
}

// sidebarFacets are the facets beside the results; keywords are those of the
// reader's language, since an article has its keywords in all three.
func sidebarFacets(lang string) []indexer.FacetRequest {
	return []indexer.FacetRequest{
		{Name: indexer.FacetYear, Size: MaxFacetSize},
		{Name: indexer.FacetLang, Size: 5},
		{Name: indexer.FacetJournal, Size: 6},
		{Name: indexer.FacetSeries, Size: 6},
		{Name: "keyword-" + lang, Size: 10},
		{Name: indexer.FacetAuthor, Size: 8},
		{Name: indexer.FacetIssue, Size: 6},
		{Name: indexer.FacetIRSTI, Size: 6},
		{Name: indexer.FacetKind, Size: 4},
		{Name: indexer.FacetReferences, Size: 2},
	}
}

func searchViewOf(f frame, r *indexer.Result) searchView {
	st := f.State
	v := searchView{
		frame: f, Total: r.Total, PageNumber: st.Page, Pages: pagesOf(r.Total, DefaultPerPage), Relaxed: r.Relaxed,
		ClearURL: st.withoutFilters().URL(), Chips: chipsOf(f.locale, st, r.Facets), Paging: pagingOf(st, r.Total),
	}
	if st.Page > v.Pages && v.Pages > 0 {
		v.LastURL = st.withPage(v.Pages).URL()
	}
	v.NoIndex = len(st.withPage(1).params()) > 0 // but for the list of all articles
	v.Title = resultsTitle(f, v.Pages)
	for _, n := range r.Notes {
		v.Notes = append(v.Notes, noteViewOf(f.locale, n))
	}
	if len(r.Notes) > 0 && r.Query != st.Query {
		// A backslash before a word that is no operator is for programs to read.
		if understood := strings.ReplaceAll(r.Query, `\`, ""); understood != st.Query {
			v.Query = understood
		}
	}
	v.Expansions = expansionViews(f.locale, r.Expansions)
	if len(r.Expansions) > 0 || st.NoExpand {
		v.ExpandURL = st.withExpand(st.NoExpand).URL()
	}
	for _, cor := range r.Corrections {
		v.Corrections = append(v.Corrections, correctionView{
			Query: cor.Query, Used: cor.Used, URL: st.withQuery(cor.Query).URL(), Reason: reasonText(f.locale, cor.Reason),
		})
	}
	for _, h := range r.Hits {
		v.Hits = append(v.Hits, hitViewOf(f.locale, st, h))
	}
	v.addChoices(r.Facets)
	return v
}

// resultsTitle names the query and, after the first, the page.
func resultsTitle(f frame, pages int) string {
	title := f.T("results.browse")
	if f.State.Query != "" {
		title = f.T("results.title", f.State.Query)
	}
	if page := f.State.Page; page > 1 && page <= pages {
		title += ", " + f.T("results.page", page, pages)
	}
	return title + " – " + f.SiteName
}

// addChoices puts facets and orders beside the hits.
func (v *searchView) addChoices(facets []indexer.Facet) {
	st := v.State
	for _, facet := range facets {
		if facet.Name == indexer.FacetYear {
			v.Years = histogramOf(v.locale, st, facet)
		} else if fv, show := facetViewOf(v.locale, st, facet); show {
			v.Facets = append(v.Facets, fv)
		}
	}
	for _, name := range sortNames() {
		sort := indexer.Sort(name)
		v.Sorts = append(v.Sorts, choice{
			Label: v.T("sort." + name), URL: st.withSort(sort).URL(),
			Current: st.Sort == sort || st.Sort == "" && sort == indexer.SortRelevance,
		})
	}
}

// noteViewOf says in the reader's language what was done with a query, or in
// English where the code is a new one.
func noteViewOf(l *locale, n indexer.Note) noteView {
	if key := "note." + n.Code; l.has(key) {
		return noteView{Text: l.T(key), Lang: l.lang}
	}
	return noteView{Text: n.Message, Lang: corpus.English}
}

// Depth is the last hit that a page number reaches.
func (searchView) Depth() int { return MaxPageDepth }

func reasonText(l *locale, reason string) string {
	if key := "reason." + reason; l.has(key) {
		return l.T(key)
	}
	return reason
}

// expansionViews shows a translation that two languages share once.
func expansionViews(l *locale, expansions []indexer.Expansion) []expansionView {
	var out []expansionView
	for _, e := range expansions {
		v := expansionView{Typed: e.Typed}
		for _, t := range e.Terms {
			if slices.ContainsFunc(v.Terms, func(shown termView) bool { return shown.Text == t.Text }) {
				continue
			}
			why := l.T("results.archive")
			if t.Source != "archive" && t.Source != "" {
				why = l.T("results.thesaurus", t.Source)
			}
			v.Terms = append(v.Terms, termView{Text: t.Text, Lang: t.Lang, Why: why})
		}
		out = append(out, v)
	}
	return out
}

// chipsOf shows each chosen value with the label that its facet gives it.
func chipsOf(l *locale, st searchState, facets []indexer.Facet) []chip {
	labels := map[[2]string]string{}
	for _, f := range facets {
		for _, v := range f.Values {
			labels[[2]string{f.Name, v.Value}] = v.Label
		}
	}
	var out []chip
	add := func(field, text string, to searchState) {
		out = append(out, chip{
			Label: l.T("facet." + field), Value: text, Lang: keywordLang(field), URL: to.URL(),
			Remove: l.T("chips.remove", l.T("facet."+field)+": "+text),
		})
	}
	for _, f := range st.Filters {
		if f.From != 0 || f.To != 0 {
			add(f.Field, rangeText(l, f), st.withYears(0, 0))
		}
		for _, value := range f.Values {
			add(f.Field, l.facetLabel(f.Field, value, labels[[2]string{f.Field, value}]), st.toggled(f.Field, value))
		}
	}
	return out
}

func rangeText(l *locale, f indexer.Filter) string {
	switch {
	case f.To == 0:
		return l.T("year.since", yearText(f.From))
	case f.From == 0:
		return l.T("year.until", yearText(f.To))
	}
	return l.T("year.range", yearText(f.From), yearText(f.To))
}

// keywordLang is the language of a facet's values, where it has one.
func keywordLang(facet string) string {
	if lang, ok := strings.CutPrefix(facet, "keyword-"); ok {
		return lang
	}
	return ""
}

// pagingOf lists the first, the last and the pages near the current one.
func pagingOf(st searchState, total int) pagingView {
	all := pagesOf(total, DefaultPerPage)
	reach := min(all, MaxPageDepth/DefaultPerPage)
	v := pagingView{TooDeep: all > reach && st.Page > reach-3}
	if st.Page > 1 {
		v.Prev = st.withPage(min(st.Page-1, max(reach, 1))).URL()
	}
	if st.Page < reach {
		v.Next = st.withPage(st.Page + 1).URL()
	}
	if reach < 2 {
		return v
	}
	last := 0
	for n := 1; n <= reach; n++ {
		if n != 1 && n != reach && (n < st.Page-2 || n > st.Page+2) {
			continue
		}
		if n > last+1 {
			v.Numbers = append(v.Numbers, choice{Label: "…"})
		}
		v.Numbers = append(v.Numbers, choice{Label: strconv.Itoa(n), URL: st.withPage(n).URL(), Current: n == st.Page})
		last = n
	}
	return v
}

// emptyViewOf says what was looked at and what may help, where nothing was
// found.
func (s *Server) emptyViewOf(v *searchView, r *indexer.Result) *emptyView {
	if len(r.Hits) > 0 || v.LastURL != "" {
		return nil
	}
	st := v.State
	info, _ := s.engine.Info()
	e := &emptyView{
		Searched:  v.T("empty.searched", info.Articles),
		HasQuotes: strings.Contains(st.Query, `"`), ManyWords: len(strings.Fields(st.Query)) > 1,
		Prefix: st.Query != "" && !strings.Contains(st.Query, "*"),
	}
	if len(v.Chips) > 0 {
		var texts []string
		for _, c := range v.Chips {
			texts = append(texts, c.Label+": "+c.Value)
		}
		e.FilterText, e.ClearURL = v.T("empty.filters", strings.Join(texts, "; ")), v.ClearURL
	}
	if st.NoExpand {
		e.ExpandURL = st.withExpand(true).URL()
	}
	return e
}

// homeView is the page without a query.
type homeView struct {
	frame
	Articles  int
	Journals  int
	YearSpan  string
	Languages []facetLink
	Examples  []choice
	Facets    []facetView
	Years     *histogram
	Newest    []hitView
	AllURL    string
}

func (s *Server) homePage(c *gin.Context, st searchState) error {
	r := st.request([]indexer.FacetRequest{
		{Name: indexer.FacetYear, Size: MaxFacetSize}, {Name: indexer.FacetLang, Size: 5},
		{Name: indexer.FacetJournal, Size: 8}, {Name: "keyword-" + st.Lang, Size: 12}, {Name: indexer.FacetAuthor, Size: 8},
	})
	r.Sort, r.PerPage = indexer.SortNewest, 5
	result, err := s.search(c.Request.Context(), r)
	if err != nil {
		return err
	}
	v := homeView{
		frame:    s.frameOf(c, st, func(lang string) string { return langPath(lang, "/") }),
		Articles: result.Total, AllURL: st.URL(),
	}
	v.Title = s.options.Name + " – " + v.T("site.tagline")
	for _, q := range homeExamples(st.Lang) {
		v.Examples = append(v.Examples, choice{Label: q, URL: st.withQuery(q).URL()})
	}
	for _, h := range result.Hits {
		v.Newest = append(v.Newest, hitViewOf(v.locale, st, h))
	}
	v.addFacets(st, result.Facets)
	return s.answerPage(c, "home", result.Generation, v)
}

func (v *homeView) addFacets(st searchState, facets []indexer.Facet) {
	for _, f := range facets {
		fv, _ := facetViewOf(v.locale, st, f)
		switch f.Name {
		case indexer.FacetYear:
			if v.Years = histogramOf(v.locale, st, f); v.Years != nil {
				v.YearSpan = v.Years.First + "–" + v.Years.Last
			}
		case indexer.FacetLang:
			v.Languages = fv.Values
		case indexer.FacetJournal:
			v.Journals = f.Total
			fallthrough
		default:
			if len(fv.Values) > 0 {
				v.Facets = append(v.Facets, fv)
			}
		}
	}
}

// homeExamples are one query in each language, the reader's own first.
func homeExamples(lang string) []string {
	all := map[string]string{corpus.Kazakh: "қазақ тілі", corpus.Russian: "экономика региона", corpus.English: "humanitarian diplomacy"}
	out := []string{all[lang]}
	for _, l := range corpus.Languages() {
		if !slices.Contains(out, all[l]) {
			out = append(out, all[l])
		}
	}
	return out
}
