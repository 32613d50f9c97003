package server

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"izde/corpus"
)

//go:embed templates/*.html
var templateFiles embed.FS

// pageSet holds the parsed templates, one set a page.
type pageSet struct{ templates map[string]*template.Template }

// pageNames are the pages; each has templates/<name>.html beside layout.html
// and parts.html.
func pageNames() []string {
	return []string{"home", "search", "article", "facet", "help", "embed", "error"}
}

func loadPages(assets *assetSet) (*pageSet, error) {
	set := &pageSet{templates: map[string]*template.Template{}}
	for _, name := range pageNames() {
		t, err := template.New("layout.html").Option("missingkey=error").
			Funcs(template.FuncMap{"asset": assets.url}).
			ParseFS(templateFiles, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("parsing page %s: %w", name, err)
		}
		set.templates[name] = t
	}
	return set, nil
}

// render makes a whole page in memory.
func (p *pageSet) render(name string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := p.templates[name].Execute(&b, view); err != nil {
		return nil, fmt.Errorf("rendering page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// frame is what every page has. Its locale gives the templates T and N.
type frame struct {
	*locale
	Lang        string
	SiteName    string
	Title       string
	Description string
	Canonical   string // absolute address of this page
	Alternates  []languageLink
	State       searchState // what the search box holds
	Hidden      [][2]string // parameters that the search box keeps
	Home        string
	Help        string
	Updated     string // when the archive was, "" for no archive
	NoIndex     bool   // search engines are asked to stay away
	Problem     bool
}

// languageLink leads to the same page in another language.
type languageLink struct {
	Lang, Name, Short, URL, Absolute string
	Current                          bool
}

// languageName is a language's name in itself.
func languageName(lang string) string {
	switch lang {
	case corpus.Kazakh:
		return "Қазақша"
	case corpus.Russian:
		return "Русский"
	case corpus.English:
		return "English"
	}
	return lang
}

func shortName(lang string) string {
	switch lang {
	case corpus.Kazakh:
		return "Қаз"
	case corpus.Russian:
		return "Рус"
	}
	return "Eng"
}

// frameOf makes the frame of a page whose address in language l is address(l).
func (s *Server) frameOf(c *gin.Context, st searchState, address func(lang string) string) frame {
	lang := st.Lang
	f := frame{
		locale: s.locales[lang], Lang: lang, SiteName: s.options.Name, State: st,
		Home: langPath(lang, "/"), Help: langPath(lang, "/help"),
		Canonical: s.absolute(c.Request, address(lang)),
	}
	f.Title, f.Description = s.options.Name, f.T("site.tagline")
	for _, p := range st.withPage(1).params() {
		if p[0] != "q" {
			f.Hidden = append(f.Hidden, p)
		}
	}
	for _, l := range corpus.Languages() {
		f.Alternates = append(f.Alternates, languageLink{
			Lang: l, Name: languageName(l), Short: shortName(l), Current: l == lang,
			URL: address(l), Absolute: s.absolute(c.Request, address(l)),
		})
	}
	if info, ok := s.engine.Info(); ok && !info.Built.IsZero() {
		f.Updated = f.date(info.Built)
	}
	return f
}

// Default is the address without a language, for readers of other languages.
func (f frame) Default() string {
	return strings.Replace(f.Canonical, "/"+f.Lang+"/", "/", 1)
}

// absolute puts scheme and host before a path: those of the options, or of
// the request.
func (s *Server) absolute(r *http.Request, path string) string {
	if s.options.BaseURL != "" {
		return s.options.BaseURL + path
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host + path
}

// answerPage renders a page and writes it, made from generation.
func (s *Server) answerPage(c *gin.Context, name, generation string, view any) error {
	body, err := s.pages.render(name, view)
	if err != nil {
		return err
	}
	c.Header("Content-Language", negotiate(c.Request))
	if addressLang(c.Request) == "" {
		c.Writer.Header().Add("Vary", "Accept-Language")
	}
	setCaching(c, s.requestETag(c, generation))
	writeBytes(c, http.StatusOK, "text/html; charset=utf-8", body)
	return nil
}

// redirectToSlash sends /kk to /kk/.
func redirectToSlash(c *gin.Context) error {
	to := c.Request.URL.Path + "/"
	if c.Request.URL.RawQuery != "" {
		to += "?" + c.Request.URL.RawQuery
	}
	c.Redirect(http.StatusMovedPermanently, to)
	return nil
}

type errorView struct {
	frame
	Status    int
	Heading   string
	Detail    string // English words of a mistake in the address
	RequestID string
}

// writeErrorPage says in the reader's language why there is no page.
func (s *Server) writeErrorPage(c *gin.Context, f *failure) {
	lang := negotiate(c.Request)
	view := errorView{
		frame:     s.frameOf(c, searchState{Lang: lang, Page: 1}, func(l string) string { return langPath(l, "/") }),
		Status:    f.status,
		RequestID: c.Writer.Header().Get(requestIDHeader),
	}
	view.NoIndex, view.Problem = true, true
	view.Heading = view.T("problem."+f.code, problemFigure(f.code))
	view.Title = view.T("problem.title") + " – " + s.options.Name
	if f.code == "bad-parameter" || f.code == "bad-request" {
		view.Detail = f.detail
	}
	body, err := s.pages.render("error", view)
	if err != nil { // the error page's template is tested with every code
		panic(err)
	}
	c.Header("Content-Language", lang)
	writeBytes(c, f.status, "text/html; charset=utf-8", body)
}

// problemFigure is the number that the words of a problem mention.
func problemFigure(code string) int {
	if code == "query-too-long" {
		return MaxQueryRunes
	}
	return MaxPageDepth
}

type helpView struct {
	frame
	Rows []helpRow
	Mark []markedText
}

// helpRow is one way to write a query, with an example that can be clicked.
type helpRow struct{ Example, Meaning, URL string }

func (s *Server) helpPage(c *gin.Context) error {
	lang := negotiate(c.Request)
	tag := s.openGeneration() + "help"
	if s.notModified(c, tag) {
		return nil
	}
	st := searchState{Lang: lang, Page: 1}
	view := helpView{frame: s.frameOf(c, st, func(l string) string { return langPath(l, "/help") })}
	view.Title = view.T("help.title") + " – " + s.options.Name
	for _, e := range helpExamples(lang) {
		view.Rows = append(view.Rows, helpRow{e[1], view.T("help." + e[0]), st.withQuery(e[1]).URL()})
	}
	for _, kind := range markKinds() {
		view.Mark = append(view.Mark, markedText{Text: view.T("mark." + kind), Kind: kind, Why: view.T("mark." + kind)})
	}
	return s.answerPage(c, "help", tag, view)
}

// helpExamples are queries that a reader of the language would write.
func helpExamples(lang string) [][2]string {
	queries := map[string][10]string{
		corpus.Kazakh: {"қазақ тілі", `"ұлттық қауымдастық"`, "экономика -ауыл", "(тіл OR әдебиет) AND мектеп", "мектеп*",
			"автор:Ахметов", "атауы:тарих", "әдебиет:Бөкейханов", "жыл:2019..2022", "тіл:kk"},
		corpus.Russian: {"гуманитарная дипломатия", `"устойчивое развитие"`, "экономика -сельская", "(язык OR литература) AND школа", "образован*",
			"автор:Ахметов", "название:история", "ссылка:Бокейханов", "год:2019..2022", "язык:ru"},
		corpus.English: {"humanitarian diplomacy", `"sustainable development"`, "economy -rural", "(language OR literature) AND school", "educat*",
			"author:Akhmetov", "title:history", "ref:Bokeikhanov", "year:2019..2022", "lang:en"},
	}[lang]
	meanings := [10]string{"words", "phrase", "without", "bool", "star", "author", "titlefield", "ref", "year", "lang"}
	var out [][2]string
	for i, meaning := range meanings {
		out = append(out, [2]string{meaning, queries[i]})
	}
	return out
}
