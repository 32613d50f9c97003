package server

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"izde/corpus"
	"izde/indexer"
)

// hostile breaks out of a text, an attribute, a script and a link, if it is
// let.
const hostile = `"'></title></script><script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>javascript:alert(4)`

// poison sets every string that v reaches to the hostile text.
func poison(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		poison(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			poison(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(v.MapIndex(key))
			poison(value)
			v.SetMapIndex(key, value)
		}
	case reflect.String:
		v.SetString(hostile)
	}
}

func poisoned() *fakeEngine {
	a := steppeSchools()
	poison(reflect.ValueOf(a))
	a.ID, a.Lang = "p", "kk"
	e := invented(0)
	e.articles = []*corpus.Article{a}
	return e
}

// checkHarmless fails where a page runs or loads anything not its own.
func checkHarmless(t *testing.T, address string, doc *goquery.Document) {
	t.Helper()
	doc.Find("script").Each(func(_ int, n *goquery.Selection) {
		src, own := n.Attr("src")
		kind, _ := n.Attr("type")
		if !own && kind != "application/ld+json" || own && !strings.HasPrefix(src, "/") {
			t.Errorf("%s: a script was let in: %.80s", address, n.Text())
		}
	})
	if n := doc.Find("img, iframe, object, svg[onload]").Length(); n > 0 {
		t.Errorf("%s: %d elements were let in", address, n)
	}
	doc.Find("*").Each(func(_ int, n *goquery.Selection) {
		for _, a := range n.Nodes[0].Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.HasPrefix(value, "javascript:") {
				t.Errorf("%s: <%s %s=%.60q>", address, n.Nodes[0].Data, a.Key, a.Val)
			}
		}
	})
}

func TestMarkupInArticlesIsText(t *testing.T) {
	e := poisoned()
	e.search = nil
	s := newServer(t, e, Options{Name: hostile})
	q := url.QueryEscape("alert")
	for _, address := range []string{"/kk/", "/kk/?q=" + q, "/ru/?q=" + q + "&filter=journal:" + url.QueryEscape(`"`+strings.ReplaceAll(hostile, `"`, `\"`)+`"`), "/en/articles/p", "/kk/facets/journal", "/kk/facets/author?q=" + q, "/kk/embed"} {
		checkHarmless(t, address, open(t, s, address))
	}
	doc := open(t, s, "/kk/articles/p")
	if got := doc.Find("h1").Text(); got != hostile {
		t.Errorf("the title is not shown as it is: %s", got)
	}
	var linked map[string]any
	if err := json.Unmarshal([]byte(doc.Find("script[type='application/ld+json']").Text()), &linked); err != nil {
		t.Errorf("JSON-LD: %v", err)
	}
	if linked["headline"] != hostile {
		t.Errorf("JSON-LD headline %v", linked["headline"])
	}
}

func TestMarkupInAnswersOfTheEngineIsText(t *testing.T) {
	e := poisoned()
	result := &indexer.Result{
		Generation: "g", Total: 30, Page: 1, PerPage: 10, Relaxed: true, Query: "x",
		Notes:       []indexer.Note{{}},
		Expansions:  []indexer.Expansion{{Terms: []indexer.ExpandedTerm{{}}}},
		Corrections: []indexer.Correction{{}},
		Hits: []indexer.Hit{{Article: e.articles[0], Missing: []string{""}, Fragments: []indexer.Fragment{{Marks: []indexer.Mark{{Start: 3, End: 40}}}},
			Explanation: &indexer.Explanation{Details: []indexer.Explanation{{}}}}},
		Facets: []indexer.Facet{{Values: []indexer.FacetValue{{}, {}}}},
	}
	poison(reflect.ValueOf(result))
	e.search = func(_ context.Context, _ indexer.Request) (*indexer.Result, error) { return result, nil }
	s := newServer(t, e)
	for _, address := range []string{"/kk/?explain=on&q=" + url.QueryEscape(hostile), "/en/?q=x&sort=" + url.QueryEscape(hostile)} {
		checkHarmless(t, address, open(t, s, address))
	}
}

func TestHostileAddresses(t *testing.T) {
	s := newServer(t, invented(3))
	for _, address := range []string{
		"/kk/?q=" + url.QueryEscape(hostile), "/kk/?q=%ff%fe%00", "/kk/?q=" + strings.Repeat("(", 900), "/kk/?q=%E2%80%AE%E2%80%8B",
		"/kk/?q=" + url.QueryEscape(strings.Repeat("ә", 10<<10)), "/kk/?filter=" + url.QueryEscape(hostile), "/kk/?filter=%ff",
		"/kk/?page=-1&sort=%00", "/kk/?page=99999999999999999999", "/kk/articles/..%2f..%2fetc%2fpasswd", "/kk/articles/%00",
		"/kk/articles/" + url.PathEscape(hostile), "/kk/facets/..", "/assets/..%2fserver.go", "/assets/%2e%2e/%2e%2e/go.mod",
		"/kk/?from=abc&to=99999999999", "/kk/facets/year?match=%ff&page=abc", "//evil.example/", "/kk//evil.example", "/?lang=" + url.QueryEscape(hostile),
		"/api/v1/search?q=" + url.QueryEscape(hostile), "/api/v1/suggest?q=" + url.QueryEscape(hostile), "/api/" + url.PathEscape(hostile),
	} {
		w := get(t, s, address)
		if w.Code >= 500 {
			t.Errorf("%.60s: %d", address, w.Code)
		}
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			checkHarmless(t, address, pageOf(t, w))
		} else if w.Code != 303 && w.Code != 301 && !strings.HasPrefix(w.Header().Get("Content-Type"), "application/") {
			t.Errorf("%.60s: Content-Type %q", address, w.Header().Get("Content-Type"))
		}
		if to := w.Header().Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//")) {
			t.Errorf("%.60s redirects to %s", address, to)
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	s := newServer(t, invented(1))
	for _, address := range []string{"/kk/", "/kk/nothing", "/api/v1/search", "/api/v1/nothing", "/assets/style.css"} {
		h := get(t, s, address).Header()
		csp := h.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: CSP %q", address, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" || h.Get(requestIDHeader) == "" {
			t.Errorf("%s: %v", address, h)
		}
	}
	if got := get(t, s, "/kk/", requestIDHeader, "abc-123").Header().Get(requestIDHeader); got != "abc-123" {
		t.Errorf("the proxy's request id became %q", got)
	}
	if got := get(t, s, "/kk/", requestIDHeader, "x\" evil").Header().Get(requestIDHeader); strings.Contains(got, "evil") {
		t.Errorf("a harmful request id was kept: %q", got)
	}
}

// TestNoInlineStyleOrScript holds the templates to the policy.
func TestNoInlineStyleOrScript(t *testing.T) {
	s := newServer(t, invented(30))
	for _, address := range []string{"/kk/", "/kk/?q=school&explain=on", "/kk/articles/invented-1", "/kk/facets/year", "/kk/help", "/kk/embed", "/nope"} {
		doc := pageOf(t, get(t, s, address))
		if n := doc.Find("[style], style, script:not([src]):not([type='application/ld+json'])").Length(); n > 0 {
			t.Errorf("%s has %d inline styles or scripts", address, n)
		}
	}
}

// FuzzAddresses looks for a query string that a page or the API answers with
// a fault of its own.
func FuzzAddresses(f *testing.F) {
	for _, seed := range []string{
		"q=a&filter=lang:kk|ru,year:2020..2024&sort=title&page=2", "q=%ff&from=1&to=99999", "filter=author:\"a\\\"b\"|c&match=x&by=value",
		"cursor=c1&facet=year:5,lang&select=title", "q=İ\u0131\u212a\u00ad\u200d\u0301&explain=on&expand=off", "lang=ru&lang=kk&page=-1",
	} {
		f.Add(seed)
	}
	s, err := New(invented(5), Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, path := range []string{"/kk/", "/", "/ru/facets/author", "/api/v1/search", "/api/v1/facets/year", "/api/v1/suggest"} {
			r := httptest.NewRequest("GET", path, nil)
			r.URL.RawQuery = query
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			if w.Code >= 500 {
				t.Errorf("%s?%s: %d", path, query, w.Code)
			}
		}
	})
}
