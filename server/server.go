package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"
)

// Options set what a server says of itself and how much it takes on. The zero
// value serves.
type Options struct {
	Name        string        // of the archive, shown on every page; "" is izde
	BaseURL     string        // scheme and host under which people reach the server; "" takes them from each request
	Version     string        // of the program; a part of every ETag
	Logger      *slog.Logger  // nil discards
	MaxSearches int           // at once; 0 is SearchesPerCPU for each CPU
	Timeout     time.Duration // for one search; 0 is SearchTimeout
	Queue       time.Duration // wait for a turn; 0 is QueueTimeout
}

// Server answers HTTP requests from an Engine.
type Server struct {
	engine  Engine
	options Options
	log     *slog.Logger
	locales map[string]*locale
	pages   *pageSet
	assets  *assetSet
	widget  []byte        // the script of /embed.js
	turns   chan struct{} // one for each search that may run
	handler http.Handler
}

// New builds a server. It fails where the embedded templates and words do not
// fit together or BaseURL is not an absolute http address.
func New(engine Engine, o Options) (*Server, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Server{engine: engine, options: o, log: o.Logger, turns: make(chan struct{}, o.MaxSearches)}
	if s.locales, err = loadLocales(); err != nil {
		return nil, err
	}
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.pages, err = loadPages(s.assets); err != nil {
		return nil, err
	}
	if s.widget, err = widgetScript(s.assets.files["embed.js"], s.locales); err != nil {
		return nil, err
	}
	// Fast, since an answer is made for one reader: a third larger than it could be.
	compress, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip.BestSpeed))
	if err != nil {
		return nil, fmt.Errorf("setting up compression: %w", err)
	}
	s.handler = compress(s.routes())
	return s, nil
}

func (o Options) withDefaults() (Options, error) {
	if o.Name == "" {
		o.Name = "izde"
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.MaxSearches <= 0 {
		o.MaxSearches = SearchesPerCPU * runtime.GOMAXPROCS(0)
	}
	if o.Timeout <= 0 {
		o.Timeout = SearchTimeout
	}
	if o.Queue <= 0 {
		o.Queue = QueueTimeout
	}
	var err error
	if o.BaseURL, err = cleanBaseURL(o.BaseURL); err != nil {
		return o, fmt.Errorf("base address %w", err)
	}
	return o, nil
}

// CheckBaseURL says what is wrong with an address for Options.BaseURL.
func CheckBaseURL(address string) error {
	_, err := cleanBaseURL(address)
	return err
}

// cleanBaseURL is the scheme and host of an address that has nothing else; ""
// stays empty.
func cleanBaseURL(address string) (string, error) {
	if address == "" {
		return "", nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" {
		return "", fmt.Errorf("%q: want scheme and host, such as https://search.example.kz", address)
	}
	return u.Scheme + "://" + u.Host, nil
}

// Handler returns the handler of all routes, for tests and for programs that
// serve izde beside something else.
func (s *Server) Handler() http.Handler { return s.handler }

// Serve answers requests on l until ctx ends, then closes l, lets running
// requests finish for at most DrainTimeout, and returns nil. It returns an
// error when l fails or requests had to be cut.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: ReadHeaderTimeout,
		ReadTimeout:       ReadTimeout,
		WriteTimeout:      WriteTimeout,
		IdleTimeout:       IdleTimeout,
		MaxHeaderBytes:    MaxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), DrainTimeout)
	defer cancel()
	err := srv.Shutdown(drain)
	if err != nil {
		err = errors.Join(fmt.Errorf("requests were cut after %s: %w", DrainTimeout, err), srv.Close())
	}
	<-failed
	return err
}

// routes lists every address. HEAD goes wherever GET goes.
func (s *Server) routes() http.Handler {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.RedirectTrailingSlash = false
	r.ContextWithFallback = false
	_ = r.SetTrustedProxies(nil) // nil cannot fail
	r.Use(s.identify, s.logAccess, s.recoverPanic, s.secure, s.refuseBody, s.preflight)

	get := func(path string, h gin.HandlerFunc) { r.GET(path, h); r.HEAD(path, h) }
	get("/healthz", s.api(s.health))
	get("/readyz", s.api(s.ready))
	get("/openapi.json", s.api(s.openAPI))
	get("/api/v1/search", s.api(s.apiSearch))
	get("/api/v1/articles/*id", s.api(s.apiArticle)) // an id may hold slashes
	get("/api/v1/facets/:name", s.api(s.apiFacet))
	get("/api/v1/suggest", s.api(s.apiSuggest))
	get("/assets/:name", s.page(s.asset))
	get("/robots.txt", s.page(s.robots))
	get("/favicon.ico", s.page(s.favicon))
	get("/opensearch.xml", s.page(s.openSearch))
	get("/embed.js", s.page(s.embedScript))

	s.pageRoutes(get)
	r.NoRoute(s.byPath(func(*gin.Context) error { return notFound("No such address.") }))
	r.NoMethod(s.byPath(func(c *gin.Context) error {
		return &failure{
			status: http.StatusMethodNotAllowed, code: "method-not-allowed",
			detail: "This address answers " + c.Writer.Header().Get("Allow") + ".",
		}
	}))
	return r
}

// pageRoutes lists the pages, each without a language and in each of them.
func (s *Server) pageRoutes(get func(string, gin.HandlerFunc)) {
	for _, prefix := range languagePrefixes() {
		get(prefix+"/", s.page(s.searchPage))
		get(prefix+"/articles/*id", s.page(s.articleOrExport))
		get(prefix+"/facets/:name", s.page(s.facetPage))
		get(prefix+"/help", s.page(s.helpPage))
		get(prefix+"/embed", s.page(s.embedPage))
		if prefix != "" {
			get(prefix, s.page(redirectToSlash))
		}
	}
}
