package server

import (
	"encoding/json"
	"errors"
	"flag"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"izde/indexer"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func newServer(t *testing.T, e Engine, options ...Options) *Server {
	t.Helper()
	o := Options{Version: "test"}
	if len(options) > 0 {
		o = options[0]
	}
	s, err := New(e, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends one request; header holds name, value, name, value …
func ask(t *testing.T, s *Server, method, address string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, address, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func get(t *testing.T, s *Server, address string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	return ask(t, s, http.MethodGet, address, header...)
}

func problemOf(t *testing.T, w *httptest.ResponseRecorder) problem {
	t.Helper()
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("Content-Type %q, want application/problem+json; body %s", got, w.Body)
	}
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	if p.Status != w.Code {
		t.Errorf("problem says status %d, the answer has %d", p.Status, w.Code)
	}
	return p
}

func TestAPIRefuses(t *testing.T) {
	s := newServer(t, invented(3))
	long := strings.Repeat("ә", MaxQueryRunes+1)
	for _, test := range []struct {
		why, address    string
		status          int
		code, parameter string
	}{
		{"an unknown parameter", "/api/v1/search?q=a&colour=red", 400, "unknown-parameter", "colour"},
		{"an underscore where a hyphen belongs", "/api/v1/search?per_page=5", 400, "unknown-parameter", "per_page"},
		{"a parameter given twice", "/api/v1/search?q=a&q=b", 400, "repeated-parameter", "q"},
		{"a query over the limit", "/api/v1/search?q=" + url.QueryEscape(long), 400, "query-too-long", "q"},
		{"a query of 10 KB", "/api/v1/search?q=" + strings.Repeat("a", 10<<10), 400, "query-too-long", "q"},
		{"bytes that are not UTF-8", "/api/v1/search?q=%ff%fe", 400, "bad-parameter", "q"},
		{"a broken escape", "/api/v1/search?q=%zz", 400, "bad-query-string", ""},
		{"a semicolon for an ampersand", "/api/v1/search?q=a;lang=kk", 400, "bad-query-string", ""},
		{"a language without pages", "/api/v1/search?lang=de", 400, "bad-parameter", "lang"},
		{"an unknown order", "/api/v1/search?sort=best", 400, "bad-parameter", "sort"},
		{"an unknown filter field", "/api/v1/search?filter=colour:red", 400, "bad-parameter", "filter"},
		{"a filter without a value", "/api/v1/search?filter=lang", 400, "bad-parameter", "filter"},
		{"a year that is none", "/api/v1/search?filter=year:soon", 400, "bad-parameter", "filter"},
		{"an unknown facet", "/api/v1/search?facet=colour:5", 400, "bad-parameter", "facet"},
		{"a facet without end", "/api/v1/search?facet=keyword:1000000", 400, "bad-parameter", "facet"},
		{"a facet twice", "/api/v1/search?facet=year&facet=year:5", 400, "bad-parameter", "facet"},
		{"a page of 101", "/api/v1/search?per-page=101", 400, "bad-parameter", "per-page"},
		{"page nought", "/api/v1/search?page=0", 400, "bad-parameter", "page"},
		{"a page beyond the depth", "/api/v1/search?page=1001", 400, "page-too-deep", "page"},
		{"a page whose product overflows", "/api/v1/search?page=2147483647&per-page=100", 400, "page-too-deep", "page"},
		{"page and cursor together", "/api/v1/search?page=2&cursor=c3", 400, "bad-parameter", "cursor"},
		{"a broken cursor", "/api/v1/search?cursor=zzz", 400, "bad-cursor", "cursor"},
		{"an unknown member", "/api/v1/search?select=title,secret", 400, "bad-parameter", "select"},
		{"an unknown switch", "/api/v1/search?expand=maybe", 400, "bad-parameter", "expand"},
		{"an article that is not there", "/api/v1/articles/none", 404, "not-found", ""},
		{"a path for an id", "/api/v1/articles/..%2f..%2fetc%2fpasswd", 404, "not-found", ""},
		{"an id that is not UTF-8", "/api/v1/articles/%ff", 404, "not-found", ""},
		{"an endless id", "/api/v1/articles/" + strings.Repeat("a", 5000), 404, "not-found", ""},
		{"a parameter that an article has not", "/api/v1/articles/x?q=a", 400, "unknown-parameter", "q"},
		{"a facet that is not there", "/api/v1/facets/colour", 404, "not-found", ""},
		{"an address that is not there", "/api/v1/nothing", 404, "not-found", ""},
		{"too many suggestions", "/api/v1/suggest?q=a&limit=21", 400, "bad-parameter", "limit"},
	} {
		t.Run(test.why, func(t *testing.T) {
			w := get(t, s, test.address)
			p := problemOf(t, w)
			if w.Code != test.status || p.Code != test.code || p.Parameter != test.parameter {
				t.Errorf("got %d %s %q (%s), want %d %s %q", w.Code, p.Code, p.Parameter, p.Detail, test.status, test.code, test.parameter)
			}
			if p.RequestID == "" || p.Detail == "" || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("problem without id, detail or no-store: %+v", p)
			}
		})
	}
}

func TestAPIUnknownParameterNamesTheKnown(t *testing.T) {
	p := problemOf(t, get(t, newServer(t, invented(1)), "/api/v1/suggest?query=a"))
	if diff := cmp.Diff([]string{"q", "lang", "limit"}, p.Known); diff != "" {
		t.Errorf("known (-want +got):\n%s", diff)
	}
	if !strings.Contains(p.Detail, `"query"`) || !strings.Contains(p.Detail, "limit") {
		t.Errorf("detail %q names neither the parameter nor the known ones", p.Detail)
	}
}

func TestAPIMethods(t *testing.T) {
	s := newServer(t, invented(3))
	w := ask(t, s, http.MethodPost, "/api/v1/search?q=a")
	if p := problemOf(t, w); w.Code != 405 || p.Code != "method-not-allowed" || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d %s Allow %q", w.Code, p.Code, w.Header().Get("Allow"))
	}
	w = ask(t, s, http.MethodOptions, "/api/v1/search")
	if w.Code != 204 || w.Header().Get("Access-Control-Allow-Methods") != "GET, HEAD" || w.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("preflight: %d %v", w.Code, w.Header())
	}
	w = get(t, s, "/api/v1/search?q=school")
	if w.Header().Get("Access-Control-Allow-Origin") != "*" || w.Header().Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("CORS of a read: %v", w.Header())
	}
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	for _, address := range []string{"/api/v1/search?q=school", "/kk/", "/healthz", "/openapi.json"} {
		resp, err := http.Head(server.URL + address)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != 200 || resp.ContentLength == 0 {
			t.Errorf("HEAD %s: %d, length %d", address, resp.StatusCode, resp.ContentLength)
		}
	}
}

func TestAPIGolden(t *testing.T) {
	s := newServer(t, invented(12))
	for name, address := range map[string]string{
		"search": "/api/v1/search?q=" + url.QueryEscape("гуманитарная дипломатия") +
			"&filter=lang:kk|ru,year:2020..2024&facet=year,lang:2&per-page=1&lang=ru&explain=on",
		"empty":   "/api/v1/search?q=quark&filter=lang:kk",
		"select":  "/api/v1/search?per-page=2&select=title,year&sort=newest",
		"article": "/api/v1/articles/10.5555-tarikh.2022.v12.i3.04",
		"facet":   "/api/v1/facets/keyword-ru?match=" + url.QueryEscape("обл") + "&per-page=3&sort=value",
		"suggest": "/api/v1/suggest?lang=kk&limit=2&q=" + url.QueryEscape("гум"),
		"ready":   "/readyz",
	} {
		t.Run(name, func(t *testing.T) {
			w := get(t, s, address)
			if w.Code != 200 {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			got := indented(t, w.Body.Bytes())
			file := "testdata/" + name + ".json"
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s changed (-want +got):\n%s", file, diff)
			}
		})
	}
}

func indented(t *testing.T, text []byte) string {
	t.Helper()
	if strings.Contains(string(text), ":null") {
		t.Errorf("the answer has a null: %s", text)
	}
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out) + "\n"
}

func TestAPIKeepsTheLibrariansOwn(t *testing.T) {
	s := newServer(t, invented(1))
	for _, address := range []string{"/api/v1/search", "/api/v1/articles/10.5555-tarikh.2022.v12.i3.04", "/kk/articles/10.5555-tarikh.2022.v12.i3.04"} {
		body := get(t, s, address).Body.String()
		if strings.Contains(body, "/srv/secret") || strings.Contains(body, "a word for the librarian") {
			t.Errorf("%s shows the source file or a warning", address)
		}
	}
	body := get(t, s, "/api/v1/articles/10.5555-tarikh.2022.v12.i3.04?select=warnings").Body.String()
	if !strings.Contains(body, "a word for the librarian") || strings.Contains(body, "abstract") {
		t.Errorf("select=warnings: %s", body)
	}
}

func TestLinkHeader(t *testing.T) {
	s := newServer(t, invented(137))
	for _, test := range []struct{ why, address, want string }{
		{"the first page has next and last", "/api/v1/search?per-page=50",
			`</api/v1/search?page=1&per-page=50>; rel="first", </api/v1/search?page=2&per-page=50>; rel="next", </api/v1/search?page=3&per-page=50>; rel="last"`},
		{"the last page has prev", "/api/v1/search?per-page=50&page=3",
			`</api/v1/search?page=1&per-page=50>; rel="first", </api/v1/search?page=2&per-page=50>; rel="prev", </api/v1/search?page=3&per-page=50>; rel="last"`},
		{"a walk by cursor goes on by cursor", "/api/v1/search?per-page=50&cursor=c50",
			`</api/v1/search?page=1&per-page=50>; rel="first", </api/v1/search?cursor=c100&per-page=50>; rel="next", </api/v1/search?page=3&per-page=50>; rel="last"`},
		{"nothing found has first only", "/api/v1/search?q=quark", `</api/v1/search?page=1&q=quark>; rel="first"`},
		{"a facet pages too", "/api/v1/facets/keyword-kk?per-page=10",
			`</api/v1/facets/keyword-kk?page=1&per-page=10>; rel="first", </api/v1/facets/keyword-kk?page=2&per-page=10>; rel="next", </api/v1/facets/keyword-kk?page=2&per-page=10>; rel="last"`},
	} {
		t.Run(test.why, func(t *testing.T) {
			if got := get(t, s, test.address).Header().Get("Link"); got != test.want {
				t.Errorf("Link\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestCursorWalkSeesEachHitOnce(t *testing.T) {
	s := newServer(t, invented(37))
	seen, address := map[string]int{}, "/api/v1/search?per-page=5&cursor=c0"
	for range 20 {
		w := get(t, s, address)
		var a searchAnswer
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		for _, h := range a.Hits {
			seen[h.ID]++
		}
		_, after, found := strings.Cut(w.Header().Get("Link"), `rel="first", <`)
		if address, _, _ = strings.Cut(after, ">; rel=\"next\""); !found || a.Next == "" {
			break
		}
	}
	if len(seen) != 37 {
		t.Errorf("the walk saw %d of 37 articles: %v", len(seen), seen)
	}
}

func TestETag(t *testing.T) {
	e := invented(3)
	s := newServer(t, e)
	for _, address := range []string{
		"/api/v1/search?q=school", "/api/v1/articles/invented-1", "/api/v1/facets/year", "/api/v1/suggest?q=he",
		"/openapi.json", "/kk/", "/ru/?q=school", "/kk/articles/invented-1", "/kk/facets/year", "/kk/help", "/assets/style.css",
	} {
		tag := get(t, s, address).Header().Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) {
			t.Errorf("%s: ETag %q", address, tag)
			continue
		}
		w := get(t, s, address, "If-None-Match", `"other", `+tag)
		if w.Code != 304 || w.Body.Len() != 0 || w.Header().Get("ETag") != tag {
			t.Errorf("%s with its ETag: %d, %d bytes, ETag %q", address, w.Code, w.Body.Len(), w.Header().Get("ETag"))
		}
	}
	tag := get(t, s, "/api/v1/search?q=school").Header().Get("ETag")
	if w := get(t, s, "/api/v1/search?q=schools", "If-None-Match", tag); w.Code != 200 {
		t.Errorf("another query with that ETag: %d", w.Code)
	}
	e.generation = "g8"
	if w := get(t, s, "/api/v1/search?q=school", "If-None-Match", tag); w.Code != 200 || w.Header().Get("ETag") == tag {
		t.Errorf("a new generation kept the ETag: %d", w.Code)
	}
}

func TestEngineErrorsAsProblems(t *testing.T) {
	for _, test := range []struct {
		err    error
		status int
		code   string
		retry  string
	}{
		{indexer.ErrBusy, 503, "busy", "1"},
		{indexer.ErrNoGeneration, 503, "no-index", "10"},
		{indexer.ErrBadCursor, 400, "bad-cursor", ""},
		{indexer.BadRequestf("there is no such thing"), 400, "bad-request", ""},
		{errors.New("reading /srv/index/g7: disk on fire"), 500, "internal", ""},
	} {
		t.Run(test.code, func(t *testing.T) {
			e := invented(1)
			e.fail = test.err
			s := newServer(t, e)
			w := get(t, s, "/api/v1/search?q=a")
			p := problemOf(t, w)
			if w.Code != test.status || p.Code != test.code || w.Header().Get("Retry-After") != test.retry {
				t.Errorf("got %d %s Retry-After %q", w.Code, p.Code, w.Header().Get("Retry-After"))
			}
			page := get(t, s, "/kk/?q=a")
			if page.Code != test.status || !strings.Contains(page.Header().Get("Content-Type"), "text/html") {
				t.Errorf("the page answers %d %s", page.Code, page.Header().Get("Content-Type"))
			}
			if strings.Contains(w.Body.String()+page.Body.String(), "disk on fire") {
				t.Error("the private cause is shown")
			}
		})
	}
}

func TestReady(t *testing.T) {
	e := invented(1)
	s := newServer(t, e)
	e.closed = true
	if w := get(t, s, "/readyz"); w.Code != 503 || problemOf(t, w).Code != "no-index" {
		t.Errorf("without a generation: %d", w.Code)
	}
	if w := get(t, s, "/healthz"); w.Code != 200 {
		t.Errorf("alive without a generation: %d", w.Code)
	}
}
