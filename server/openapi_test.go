package server

import (
	"bytes"
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/legacy"
)

func openAPIDoc(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(openAPIDocument)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestOpenAPIDocumentIsValid(t *testing.T) {
	if err := openAPIDoc(t).Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestOpenAPIAgainstServer checks what the server answers, good and bad,
// against what the document promises.
func TestOpenAPIAgainstServer(t *testing.T) {
	doc := openAPIDoc(t)
	router, err := legacy.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	ready, closed := newServer(t, invented(40)), invented(0)
	closed.closed = true
	unready := newServer(t, closed)
	q := url.QueryEscape("гуманитарная дипломатия")
	for _, test := range []struct {
		server  *Server
		address string
		status  int
	}{
		{ready, "/api/v1/search", 200},
		{ready, "/api/v1/search?q=" + q + "&facet=keyword-ru:3&facet=year&explain=on&lang=kk&sort=title&per-page=7&page=2", 200},
		{ready, "/api/v1/search?q=ghbdtn&expand=off", 200},
		{ready, "/api/v1/search?q=quark", 200},
		{ready, "/api/v1/search?select=title,authors&cursor=c3", 200},
		{ready, "/api/v1/search?page=5000", 400},
		{ready, "/api/v1/articles/10.5555-tarikh.2022.v12.i3.04", 200},
		{ready, "/api/v1/articles/invented-3?select=warnings,references", 200},
		{ready, "/api/v1/articles/none", 404},
		{ready, "/api/v1/facets/author?match=a&sort=value&per-page=2", 200},
		{ready, "/api/v1/suggest?lang=ru&q=" + url.QueryEscape("каз"), 200},
		{ready, "/api/v1/suggest", 200},
		{ready, "/healthz", 200},
		{ready, "/readyz", 200},
		{unready, "/readyz", 503},
		{ready, "/openapi.json", 200},
	} {
		t.Run(test.address, func(t *testing.T) {
			r := httptest.NewRequest("GET", test.address, nil)
			w := httptest.NewRecorder()
			test.server.Handler().ServeHTTP(w, r)
			if w.Code != test.status {
				t.Fatalf("status %d, want %d: %s", w.Code, test.status, w.Body)
			}
			route, params, err := router.FindRoute(r)
			if err != nil {
				t.Fatal(err)
			}
			in := &openapi3filter.RequestValidationInput{Request: r, Route: route, PathParams: params}
			if test.status == 200 {
				if err := openapi3filter.ValidateRequest(t.Context(), in); err != nil {
					t.Errorf("request: %v", err)
				}
			}
			out := &openapi3filter.ResponseValidationInput{
				RequestValidationInput: in, Status: w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())),
				Options: &openapi3filter.Options{IncludeResponseStatus: true},
			}
			if err := openapi3filter.ValidateResponse(t.Context(), out); err != nil {
				t.Errorf("response: %v\n%s", err, w.Body)
			}
		})
	}
}

// TestOpenAPIKnowsEveryParameter holds the lists in the code and in the
// document together.
func TestOpenAPIKnowsEveryParameter(t *testing.T) {
	doc := openAPIDoc(t)
	var names []string
	for _, p := range doc.Paths.Value("/api/v1/search").Get.Parameters {
		names = append(names, p.Value.Name)
	}
	if got, want := strings.Join(names, " "), strings.Join(searchParams(), " "); got != want {
		t.Errorf("search: the document has %s, the code %s", got, want)
	}
	var facets []string
	for _, v := range doc.Components.Schemas["FacetName"].Value.Enum {
		facets = append(facets, v.(string))
	}
	if got, want := strings.Join(facets, " "), strings.Join(filterFields(), " "); got != want {
		t.Errorf("facets: the document has %s, the code %s", got, want)
	}
	members := doc.Components.Schemas["Article"].Value.Properties
	for _, name := range articleMembers() {
		if members[name] == nil {
			t.Errorf("the document's Article lacks %s", name)
		}
	}
	if len(members) != len(articleMembers()) {
		t.Errorf("the document's Article has %d members, select knows %d", len(members), len(articleMembers()))
	}
}
