package server

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"izde/indexer"
)

const requestIDHeader = "X-Request-Id"

// identify gives the request an id: the proxy's, if it is harmless in a log
// line, or a new one.
func (s *Server) identify(c *gin.Context) {
	id := c.GetHeader(requestIDHeader)
	if !harmlessID(id) {
		id = rand.Text()
	}
	c.Header(requestIDHeader, id)
	c.Next()
}

func harmlessID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	return strings.Trim(id, "-_.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// logAccess writes one line a request. What a reader searched for is the
// reader's own, so the query string is logged at debug level only.
func (s *Server) logAccess(c *gin.Context) {
	start := time.Now()
	c.Next()
	level := slog.LevelInfo
	if c.FullPath() == "/healthz" || c.FullPath() == "/readyz" {
		level = slog.LevelDebug
	}
	attrs := []slog.Attr{
		slog.String("method", c.Request.Method),
		slog.String("path", c.Request.URL.Path),
		slog.Int("status", c.Writer.Status()),
		slog.Int("bytes", max(c.Writer.Size(), 0)),
		slog.Duration("took", time.Since(start)),
		slog.String("id", c.Writer.Header().Get(requestIDHeader)),
	}
	if s.log.Enabled(c, slog.LevelDebug) {
		attrs = append(attrs, slog.String("query", c.Request.URL.RawQuery), slog.String("from", c.Request.RemoteAddr))
	}
	s.log.LogAttrs(c, level, "request", attrs...)
}

// recoverPanic turns a panic of a handler into the answer 500.
func (s *Server) recoverPanic(c *gin.Context) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(p)
		}
		s.log.LogAttrs(c, slog.LevelError, "panic", slog.Any("panic", p), slog.String("stack", string(debug.Stack())))
		s.byPath(func(*gin.Context) error { return fmt.Errorf("panic: %v", p) })(c)
		c.Abort()
	}()
	c.Next()
}

// contentSecurity lets a page use its own files only. The widget shows answers
// on other sites through the API and needs nothing here; JSON-LD is data, not
// script, and is not executed.
const contentSecurity = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

func (s *Server) secure(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", contentSecurity)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	if isAPI(c.Request.URL.Path) {
		h.Set("Access-Control-Allow-Origin", "*") // reads only, and never with credentials
		h.Set("Access-Control-Expose-Headers", "ETag, Link, Retry-After, "+requestIDHeader)
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	} else {
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
	}
	c.Next()
}

// preflight answers a browser that asks whether another site may read the API.
func (s *Server) preflight(c *gin.Context) {
	if c.Request.Method != http.MethodOptions || !isAPI(c.Request.URL.Path) {
		c.Next()
		return
	}
	h := c.Writer.Header()
	h.Set("Access-Control-Allow-Methods", "GET, HEAD")
	h.Set("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match, "+requestIDHeader)
	h.Set("Access-Control-Max-Age", "86400")
	c.AbortWithStatus(http.StatusNoContent)
}

// refuseBody answers a request with a large body before anyone reads it.
func (s *Server) refuseBody(c *gin.Context) {
	if c.Request.ContentLength > MaxBodyBytes {
		c.Header("Connection", "close")
		s.byPath(func(*gin.Context) error {
			return &failure{status: http.StatusRequestEntityTooLarge, code: "body-too-large", detail: "No address here takes a body."}
		})(c)
		c.Abort()
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, MaxBodyBytes)
	c.Next()
}

func isAPI(path string) bool {
	return strings.HasPrefix(path, "/api/") || path == "/api" || path == "/openapi.json" ||
		path == "/healthz" || path == "/readyz"
}

// api makes a handler of one that may fail, with problem+json for the failure.
func (s *Server) api(h func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := h(c); err != nil {
			s.fail(c, err, writeProblem)
		}
	}
}

// page makes a handler of one that may fail, with a page for the failure.
func (s *Server) page(h func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := h(c); err != nil {
			s.fail(c, err, s.writeErrorPage)
		}
	}
}

// byPath answers as the API under its addresses and with pages elsewhere.
func (s *Server) byPath(h func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if isAPI(c.Request.URL.Path) {
			s.api(h)(c)
		} else {
			s.page(h)(c)
		}
	}
}

// fail is the one place where a failure is logged and answered.
func (s *Server) fail(c *gin.Context, err error, write func(*gin.Context, *failure)) {
	f := asFailure(err)
	if f.status >= http.StatusInternalServerError {
		s.log.LogAttrs(c, slog.LevelError, "failed", slog.String("code", f.code), slog.Any("cause", err),
			slog.String("path", c.Request.URL.Path), slog.String("id", c.Writer.Header().Get(requestIDHeader)))
	}
	if c.Writer.Written() {
		return // the client is gone, or a panic came after the answer
	}
	h := c.Writer.Header()
	for _, name := range []string{"ETag", "Link", "Content-Length", "Last-Modified"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	if f.retryAfter > 0 {
		h.Set("Retry-After", fmt.Sprint(f.retryAfter))
	}
	if f.status == statusClientGone {
		c.Status(statusClientGone)
		return
	}
	write(c, f)
}

// inTurn runs one question to the engine: it waits for a free turn, gives the
// question a time limit, and frees the turn when the engine has answered.
func inTurn[T any](s *Server, ctx context.Context, limit time.Duration, ask func(context.Context) (T, error)) (T, error) {
	var zero T
	wait := time.NewTimer(s.options.Queue)
	defer wait.Stop()
	select {
	case s.turns <- struct{}{}:
	case <-wait.C:
		return zero, indexer.ErrBusy
	case <-ctx.Done():
		return zero, ctx.Err()
	}
	defer func() { <-s.turns }()
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	answer, err := ask(ctx)
	if err != nil && ctx.Err() != nil {
		return zero, fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return answer, err
}
