package server

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"izde/indexer"
)

func TestStateChanges(t *testing.T) {
	st := searchState{Lang: "kk", Query: "тіл", Page: 3, Filters: []indexer.Filter{
		{Field: "lang", Values: []string{"kk"}}, {Field: "year", From: 2019, To: 2022},
	}}
	for _, test := range []struct {
		why  string
		st   searchState
		want string
	}{
		{"as it is", st, "q=тіл&filter=lang:kk,year:2019..2022&page=3"},
		{"another value is an alternative", st.toggled("lang", "ru"), "q=тіл&filter=lang:kk|ru,year:2019..2022"},
		{"the same value is taken away", st.toggled("lang", "kk"), "q=тіл&filter=year:2019..2022"},
		{"another field narrows", st.toggled("kind", "news"), "q=тіл&filter=lang:kk,year:2019..2022,kind:news"},
		{"a year replaces the range", st.toggled("year", "2020"), "q=тіл&filter=lang:kk,year:2020"},
		{"a range replaces the range", st.withYears(0, 2020), "q=тіл&filter=lang:kk,year:..2020"},
		{"a range typed backwards is turned round", st.withYears(2022, 2020), "q=тіл&filter=lang:kk,year:2020..2022"},
		{"no range is no filter", st.withYears(0, 0), "q=тіл&filter=lang:kk"},
		{"a new order begins at the first page", st.withSort(indexer.SortNewest), "q=тіл&filter=lang:kk,year:2019..2022&sort=newest"},
		{"expansions off", st.withExpand(false), "q=тіл&filter=lang:kk,year:2019..2022&expand=off"},
		{"a value with signs of the syntax is quoted", st.withoutFilters().toggled("journal", `A, "B" | C`), `q=тіл&filter=journal:"A, \"B\" | C"`},
		{"nothing asked for is the list of all", searchState{Lang: "kk", Page: 1}, "q="},
	} {
		t.Run(test.why, func(t *testing.T) {
			path, query, _ := strings.Cut(test.st.URL(), "?")
			got, err := url.QueryUnescape(query)
			if err != nil || path != "/kk/" || got != test.want {
				t.Errorf("%s?%s, want %s", path, got, test.want)
			}
			values, _ := url.ParseQuery(query)
			back, err := pageState("kk", values)
			if err != nil || back.URL() != test.st.URL() {
				t.Errorf("read back: %s, %v", back.URL(), err)
			}
		})
	}
	if len(st.Filters) != 2 || st.Filters[0].Values[0] != "kk" || len(st.Filters[0].Values) != 1 {
		t.Errorf("a change of a copy changed the state: %+v", st.Filters)
	}
}

func TestMarkUpShowsTheTextOnce(t *testing.T) {
	l := &locale{lang: "kk", words: map[string]string{}}
	const text = "тіл мен әдебиет"
	for _, test := range []struct {
		why   string
		marks []indexer.Mark
		want  string
	}{
		{"no mark", nil, "тіл мен әдебиет"},
		{"one mark", []indexer.Mark{{Start: 0, End: 6, Kind: "stem"}}, "[stem:тіл] мен әдебиет"},
		{"marks out of order", []indexer.Mark{{Start: 7, End: 13, Kind: "exact"}, {Start: 0, End: 6, Kind: "exact"}}, "[exact:тіл] [exact:мен] әдебиет"},
		{"marks that overlap", []indexer.Mark{{Start: 0, End: 13, Kind: "phrase"}, {Start: 7, End: 28, Kind: "exact"}}, "[phrase:тіл мен][exact: әдебиет]"},
		{"a mark beyond the end", []indexer.Mark{{Start: 20, End: 400, Kind: "exact"}}, "тіл мен әдебиет"},
		{"a mark before the start", []indexer.Mark{{Start: -4, End: 6, Kind: "exact"}}, "[exact:тіл] мен әдебиет"},
		{"a mark that splits a letter", []indexer.Mark{{Start: 1, End: 6, Kind: "exact"}}, "тіл мен әдебиет"},
		{"an empty mark", []indexer.Mark{{Start: 6, End: 6, Kind: "exact"}}, "тіл мен әдебиет"},
		{"a kind unknown to the style sheet", []indexer.Mark{{Start: 0, End: 6, Kind: `x" onload="y`}}, "[other:тіл] мен әдебиет"},
	} {
		t.Run(test.why, func(t *testing.T) {
			var b strings.Builder
			for _, p := range markUp(l, text, test.marks) {
				if p.Kind != "" {
					b.WriteString("[" + p.Kind + ":" + p.Text + "]")
				} else {
					b.WriteString(p.Text)
				}
			}
			if b.String() != test.want {
				t.Errorf("got %s, want %s", b.String(), test.want)
			}
		})
	}
}

func FuzzMarkUp(f *testing.F) {
	f.Add("тіл \u0301мен\u200d 😀", 0, 6, 3, 9)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		var all strings.Builder
		for _, p := range markUp(&locale{}, text, []indexer.Mark{{Start: a, End: b}, {Start: c, End: d}}) {
			if utf8.ValidString(text) && !utf8.ValidString(p.Text) {
				t.Errorf("a letter of %q was split: %q", text, p.Text)
			}
			all.WriteString(p.Text)
		}
		if all.String() != text {
			t.Errorf("%q became %q", text, all.String())
		}
	})
}

func TestHistogram(t *testing.T) {
	l := &locale{lang: "en", words: map[string]string{}}
	f := indexer.Facet{Name: "year", Values: []indexer.FacetValue{{Value: "2022", Count: 10}, {Value: "2019", Count: 5}, {Value: "soon", Count: 3}, {Value: "1022", Count: 1}}}
	h := histogramOf(l, searchState{Lang: "en"}, f)
	if h.First != "2019" || h.Last != "2022" || len(h.Bars) != 2 {
		t.Fatalf("a mistaken year stretches the histogram: %s to %s, %d bars", h.First, h.Last, len(h.Bars))
	}
	if h.Bars[1].Height != barHeight || h.Bars[0].Height != barHeight/2 || h.Bars[1].Y != 0 {
		t.Errorf("bars %+v", h.Bars)
	}
	if histogramOf(l, searchState{}, indexer.Facet{Values: f.Values[:1]}) != nil {
		t.Error("one year is drawn")
	}
}

func TestLinksThatArticlesMayHave(t *testing.T) {
	for _, test := range []struct{ why, in, want string }{
		{"a web address", "https://example.kz/a?b=1", "https://example.kz/a?b=1"},
		{"a script", "javascript:alert(1)", ""}, {"data", "data:text/html,x", ""},
		{"a path", "/etc/passwd", ""}, {"no scheme", "example.kz", ""}, {"a broken address", "http://[", ""},
	} {
		if got := webURL(test.in); got != test.want {
			t.Errorf("%s: %q, want %q", test.why, got, test.want)
		}
	}
	for _, test := range []struct{ why, in, want string }{
		{"a bare DOI", "10.5555/a.b", "10.5555/a.b"}, {"a resolver's address", "https://doi.org/10.5555/a", "10.5555/a"},
		{"the old resolver", "http://dx.DOI.org/10.5555/a", "10.5555/a"}, {"no DOI", "doi pending", ""},
	} {
		if got := cleanDOI(test.in); got != test.want {
			t.Errorf("%s: %q, want %q", test.why, got, test.want)
		}
	}
	if got := doiURL("10.5555/a<b>#c?d"); got != "https://doi.org/10.5555/a%3Cb%3E%23c%3Fd" {
		t.Errorf("DOI address %s", got)
	}
}
