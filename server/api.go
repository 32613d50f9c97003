package server

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"izde/indexer"
)

//go:embed openapi.json
var openAPIDocument []byte

func (s *Server) openAPI(c *gin.Context) error {
	return s.answerBytes(c, "application/json", s.etag("openapi", openAPIDocument), openAPIDocument)
}

func (s *Server) health(c *gin.Context) error {
	c.Header("Cache-Control", "no-store")
	return writeJSON(c, statusAnswer{Status: "alive"})
}

// ready is true when a search can be answered.
func (s *Server) ready(c *gin.Context) error {
	info, ok := s.engine.Info()
	if !ok {
		return indexer.ErrNoGeneration
	}
	c.Header("Cache-Control", "no-store")
	return writeJSON(c, readyAnswer{Status: "ready", Info: info})
}

func (s *Server) apiSearch(c *gin.Context) error {
	r, fields, err := apiSearchRequest(c.Request.URL.RawQuery)
	if err != nil {
		return err
	}
	if s.notModified(c, s.openGeneration()) {
		return nil
	}
	result, err := s.search(c.Request.Context(), r)
	if err != nil {
		return err
	}
	setPageLinks(c, r, result)
	return s.answerJSON(c, result.Generation, searchAnswerOf(s.locales[r.Lang], result, fields))
}

func (s *Server) search(ctx context.Context, r indexer.Request) (*indexer.Result, error) {
	return inTurn(s, ctx, s.options.Timeout, func(ctx context.Context) (*indexer.Result, error) {
		return s.engine.Search(ctx, r)
	})
}

func (s *Server) apiArticle(c *gin.Context) error {
	values, err := strictQuery(c.Request.URL.RawQuery, []string{"select"})
	if err != nil {
		return err
	}
	fields, err := selectParam(values)
	if err != nil {
		return err
	}
	if s.notModified(c, s.openGeneration()) {
		return nil
	}
	a, generation, err := s.article(c)
	if err != nil {
		return err
	}
	return s.answerJSON(c, generation, articleAnswerOf(a, fields))
}

func (s *Server) apiFacet(c *gin.Context) error {
	r, err := apiFacetRequest(c.Param("name"), c.Request.URL.RawQuery)
	if err != nil {
		return err
	}
	if s.notModified(c, s.openGeneration()) {
		return nil
	}
	list, err := s.facetValues(c.Request.Context(), r)
	if err != nil {
		return err
	}
	setFacetLinks(c, list)
	return s.answerJSON(c, list.Generation, facetListAnswerOf(s.locales[r.Lang], list))
}

func (s *Server) facetValues(ctx context.Context, r indexer.FacetListRequest) (*indexer.FacetList, error) {
	return inTurn(s, ctx, s.options.Timeout, func(ctx context.Context) (*indexer.FacetList, error) {
		return s.engine.FacetValues(ctx, r)
	})
}

// apiFacetRequest decides what a facet listing asks for.
func apiFacetRequest(name, raw string) (r indexer.FacetListRequest, err error) {
	if !slices.Contains(filterFields(), name) {
		f := notFound("There is no facet of this name.")
		f.known = filterFields()
		return r, f
	}
	r.Name = name
	values, err := strictQuery(raw, []string{"q", "lang", "filter", "match", "sort", "per-page", "page"})
	if err != nil {
		return r, err
	}
	if r.Query, err = queryText(values, "q"); err != nil {
		return r, err
	}
	if r.Match, err = queryText(values, "match"); err != nil {
		return r, err
	}
	if r.Filters, err = filterParam(values); err != nil {
		return r, err
	}
	if r.Lang, err = langParam(values); err != nil {
		return r, err
	}
	if r.Sort, err = oneOf(values, "sort", "count", "value"); err != nil {
		return r, err
	}
	if r.PerPage, err = number(values, "per-page", 1, MaxPerPage, DefaultPerPage); err != nil {
		return r, err
	}
	r.Page, err = number(values, "page", 1, 1<<31-1, 1)
	return r, err
}

func (s *Server) apiSuggest(c *gin.Context) error {
	values, err := strictQuery(c.Request.URL.RawQuery, []string{"q", "lang", "limit"})
	if err != nil {
		return err
	}
	prefix, err := queryText(values, "q")
	if err != nil {
		return err
	}
	lang, err := langParam(values)
	if err != nil {
		return err
	}
	limit, err := number(values, "limit", 1, MaxSuggestions, DefaultSuggestions)
	if err != nil {
		return err
	}
	generation := s.openGeneration()
	if s.notModified(c, generation) {
		return nil
	}
	var found []indexer.Suggestion
	if prefix != "" {
		found, err = inTurn(s, c.Request.Context(), min(SuggestTimeout, s.options.Timeout),
			func(ctx context.Context) ([]indexer.Suggestion, error) {
				return s.engine.Suggest(ctx, prefix, lang, limit)
			})
	}
	if err != nil {
		return err
	}
	return s.answerJSON(c, generation, suggestAnswer{Query: prefix, Suggestions: suggestionAnswers(found)})
}

// articleID checks the id of an address before anyone looks it up. It is all
// that stands behind /articles/, its slashes escaped or not.
func articleID(c *gin.Context) (string, error) {
	id := strings.TrimPrefix(c.Param("id"), "/")
	if id == "" || len(id) > MaxIDBytes || !utf8.ValidString(id) {
		return "", notFound("There is no article of this id.")
	}
	return id, nil
}

// writeJSON encodes v whole before the first byte is sent.
func writeJSON(c *gin.Context, v any) error {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		return fmt.Errorf("encoding the answer: %w", err)
	}
	writeBytes(c, http.StatusOK, "application/json", b.Bytes())
	return nil
}

func writeBytes(c *gin.Context, status int, contentType string, body []byte) {
	c.Header("Content-Length", fmt.Sprint(len(body)))
	c.Data(status, contentType, body)
}

// problem is RFC 9457; code, parameter, known and request_id are extensions.
type problem struct {
	Type      string   `json:"type"`
	Title     string   `json:"title"`
	Status    int      `json:"status"`
	Detail    string   `json:"detail"`
	Instance  string   `json:"instance"`
	Code      string   `json:"code"`
	Parameter string   `json:"parameter,omitempty"`
	Known     []string `json:"known,omitempty"`
	RequestID string   `json:"request_id"`
}

func writeProblem(c *gin.Context, f *failure) {
	body, err := json.Marshal(problem{
		Type: "about:blank", Title: http.StatusText(f.status), Status: f.status, Detail: f.detail,
		Instance: c.Request.URL.EscapedPath(), Code: f.code, Parameter: f.parameter, Known: f.known,
		RequestID: c.Writer.Header().Get(requestIDHeader),
	})
	if err != nil { // strings and numbers always encode
		panic(err)
	}
	writeBytes(c, f.status, "application/problem+json", append(body, '\n'))
}
