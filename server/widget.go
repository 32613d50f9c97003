package server

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"

	"github.com/gin-gonic/gin"

	"izde/corpus"
)

// widgetKeys are the words that the widget says.
func widgetKeys() []string {
	return []string{
		"search.label", "search.placeholder", "search.button", "results.total", "empty.title",
		"results.relaxed", "results.didyoumean", "results.corrected", "hit.missing",
		"paging.prev", "paging.next", "embed.all", "embed.failed",
	}
}

// widgetScript puts the words of all languages into the widget's script.
func widgetScript(script []byte, locales map[string]*locale) ([]byte, error) {
	words := map[string]map[string]string{}
	for _, lang := range corpus.Languages() {
		words[lang] = map[string]string{}
		for _, key := range widgetKeys() {
			words[lang][key] = locales[lang].words[key]
		}
	}
	text, err := json.Marshal(words)
	if err != nil {
		return nil, err
	}
	const place = `"{{words}}"`
	if bytes.Count(script, []byte(place)) != 1 {
		return nil, fmt.Errorf("assets/embed.js: no place for the words")
	}
	return bytes.Replace(script, []byte(place), text, 1), nil
}

// embedScript answers the widget. Its address is fixed, as journals have it in
// their pages.
func (s *Server) embedScript(c *gin.Context) error {
	c.Header("Access-Control-Allow-Origin", "*")
	c.Header("Cross-Origin-Resource-Policy", "cross-origin")
	return s.answerBytes(c, assetType("embed.js"), s.etag("embed"), s.widget)
}

type embedView struct {
	frame
	Snippet string
	Example string // query of the widget on the page
	Rows    []helpRow
}

// embedPage shows the widget at work and the tag to copy.
func (s *Server) embedPage(c *gin.Context) error {
	st := searchState{Lang: negotiate(c.Request), Page: 1}
	tag := s.openGeneration() + "embed"
	if s.notModified(c, tag) {
		return nil
	}
	v := embedView{frame: s.frameOf(c, st, func(lang string) string { return langPath(lang, "/embed") })}
	v.Example = homeExamples(st.Lang)[0]
	v.Title = v.T("site.embed") + " – " + s.options.Name
	v.Snippet = fmt.Sprintf(`<script src="%s" data-lang="%s" async></script>`, s.absolute(c.Request, "/embed.js"), st.Lang)
	for _, row := range [][2]string{
		{`data-lang="kk"`, "embed.lang"}, {`data-filter="year:2020.."`, "embed.filter"}, {`data-per-page="5"`, "embed.perpage"},
		{`data-query="…"`, "embed.query"}, {`data-target="#search"`, "embed.target"},
	} {
		v.Rows = append(v.Rows, helpRow{Example: row[0], Meaning: v.T(row[1])})
	}
	return s.answerPage(c, "embed", tag, v)
}

// openSearch describes the search to a browser, which can then search from
// its address bar (OpenSearch 1.1, draft 6).
func (s *Server) openSearch(c *gin.Context) error {
	type address struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	}
	type description struct {
		XMLName     xml.Name  `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string    `xml:"ShortName"` // at most 16 letters
		Description string    `xml:"Description"`
		Language    string    `xml:"Language"`
		Encoding    string    `xml:"InputEncoding"`
		URLs        []address `xml:"Url"`
	}
	lang := negotiate(c.Request)
	body, err := xml.MarshalIndent(description{
		ShortName: firstRunes(s.options.Name, 16), Description: s.locales[lang].T("site.tagline"), Language: lang, Encoding: "UTF-8",
		URLs: []address{{"text/html", s.absolute(c.Request, langPath(lang, "/?q={searchTerms}"))}},
	}, "", " ")
	if err != nil {
		return fmt.Errorf("describing the search: %w", err)
	}
	body = append([]byte(xml.Header), body...)
	return s.answerBytes(c, "application/opensearchdescription+xml", s.etag("opensearch", body), body)
}

func firstRunes(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}
