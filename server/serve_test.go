package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"izde/indexer"
)

// serve starts a server on a free port; stop ends it and gives what Serve
// returned.
func serve(t *testing.T, s *Server) (address string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	return "http://" + l.Addr().String(), func() error { cancel(); return <-done }
}

func TestShutdownAnswersRunningRequests(t *testing.T) {
	e := invented(1)
	running, release := make(chan bool), make(chan bool)
	e.search = func(_ context.Context, r indexer.Request) (*indexer.Result, error) {
		close(running)
		<-release
		return &indexer.Result{Generation: "g", Page: 1, PerPage: r.PerPage}, nil
	}
	address, stop := serve(t, newServer(t, e))
	status := make(chan int, 1)
	go func() {
		resp, err := http.Get(address + "/api/v1/search?q=a")
		if err != nil {
			t.Error(err)
			status <- 0
			return
		}
		defer resp.Body.Close()
		status <- resp.StatusCode
	}()
	<-running
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	for { // until the port is closed, the shutdown has not begun
		conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		if err != nil {
			break
		}
		conn.Close()
	}
	close(release)
	if got := <-status; got != 200 {
		t.Errorf("the running request got %d", got)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

func TestServeTellsOfAClosedListener(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := newServer(t, invented(1)).Serve(t.Context(), l); err == nil {
		t.Error("Serve on a closed listener returned nil")
	}
}

func TestSlowSearchIsCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := invented(1)
		freed := false
		e.search = func(ctx context.Context, _ indexer.Request) (*indexer.Result, error) {
			<-ctx.Done()
			freed = true
			return nil, ctx.Err()
		}
		s := newServer(t, e)
		start := time.Now()
		w := get(t, s, "/api/v1/search?q=a")
		if p := problemOf(t, w); w.Code != 503 || p.Code != "too-slow" || w.Header().Get("Retry-After") == "" {
			t.Errorf("%d %s Retry-After %q", w.Code, p.Code, w.Header().Get("Retry-After"))
		}
		if took := time.Since(start); took != SearchTimeout || !freed {
			t.Errorf("cut after %s, engine freed: %v", took, freed)
		}
		if len(s.turns) != 0 {
			t.Error("the turn was not given back")
		}
	})
}

func TestTooManySearchesAreBusy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := invented(1)
		release := make(chan bool)
		e.search = func(_ context.Context, r indexer.Request) (*indexer.Result, error) {
			<-release
			return &indexer.Result{Generation: "g", Page: 1, PerPage: r.PerPage}, nil
		}
		s := newServer(t, e, Options{MaxSearches: 2})
		var mu sync.Mutex
		codes := map[int]int{}
		var done sync.WaitGroup
		for range 5 {
			done.Go(func() {
				w := get(t, s, "/api/v1/search?q=a")
				mu.Lock()
				codes[w.Code]++
				mu.Unlock()
			})
		}
		time.Sleep(2 * QueueTimeout) // three have waited in vain by now
		close(release)
		done.Wait()
		if codes[200] != 2 || codes[503] != 3 {
			t.Errorf("answers %v, want two 200 and three 503", codes)
		}
	})
}

func TestClientThatLeavesFreesTheEngine(t *testing.T) {
	e := invented(1)
	left := make(chan error, 1)
	started := make(chan bool)
	e.search = func(ctx context.Context, _ indexer.Request) (*indexer.Result, error) {
		close(started)
		<-ctx.Done()
		left <- ctx.Err()
		return nil, ctx.Err()
	}
	address, stop := serve(t, newServer(t, e))
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-started; cancel() }()
	r, _ := http.NewRequestWithContext(ctx, "GET", address+"/api/v1/search?q=a", nil)
	if _, err := http.DefaultClient.Do(r); !errors.Is(err, context.Canceled) {
		t.Errorf("client: %v", err)
	}
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("engine: %v", err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestPanicIsAProblemAndIsLogged(t *testing.T) {
	var log bytes.Buffer
	e := invented(1)
	e.search = func(context.Context, indexer.Request) (*indexer.Result, error) { panic("a secret") }
	s := newServer(t, e, Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	w := get(t, s, "/api/v1/search?q=a")
	if p := problemOf(t, w); w.Code != 500 || p.Code != "internal" || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(t, s, "/kk/?q=a"); w.Code != 500 || pageOf(t, w).Find("h1").Length() != 1 {
		t.Errorf("the page: %d", w.Code)
	}
	if !strings.Contains(log.String(), "a secret") || !strings.Contains(log.String(), "serve_test.go") {
		t.Errorf("log without the panic and its place: %s", log.String())
	}
	if len(s.turns) != 0 {
		t.Error("a panic keeps the turn")
	}
}

func TestAccessLogKeepsQueriesPrivate(t *testing.T) {
	var log bytes.Buffer
	s := newServer(t, invented(1), Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	get(t, s, "/api/v1/search?q=illness")
	if got := log.String(); !strings.Contains(got, "path=/api/v1/search") || !strings.Contains(got, "status=200") || strings.Contains(got, "illness") {
		t.Errorf("access log: %s", got)
	}
}

func TestCompression(t *testing.T) {
	s := newServer(t, invented(40))
	for _, address := range []string{"/kk/", "/api/v1/search", "/assets/style.css"} {
		w := get(t, s, address, "Accept-Encoding", "gzip")
		if w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s: %v", address, w.Header())
		}
	}
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	resp, err := http.Get(server.URL + "/kk/") // asks for gzip and unpacks it
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || !strings.HasSuffix(strings.TrimSpace(string(body)), "</html>") {
		t.Errorf("%v, page ends %q", err, body[max(0, len(body)-20):])
	}
}

func TestLargeBodyAndHeaderAreRefused(t *testing.T) {
	address, stop := serve(t, newServer(t, invented(1)))
	defer stop()
	resp, err := http.Post(address+"/api/v1/search", "text/plain", strings.NewReader(strings.Repeat("x", MaxBodyBytes+1)))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 413 {
		t.Errorf("large body: %d", resp.StatusCode)
	}
	resp, err = http.Get(address + "/?q=" + strings.Repeat("x", 2*MaxHeaderBytes))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 431 {
		t.Errorf("large header: %d", resp.StatusCode)
	}
	resp, err = http.Get(address + "/api/v1/search?q=" + strings.Repeat("%D3%99", 10<<10))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 400 {
		t.Errorf("10 KB of Cyrillic letters: %d, want to be told with 400", resp.StatusCode)
	}
}

func TestOptions(t *testing.T) {
	for _, base := range []string{"izde.example.kz", "ftp://x", "https://x/path", "://"} {
		if _, err := New(invented(0), Options{BaseURL: base}); err == nil {
			t.Errorf("base address %q was taken", base)
		}
	}
	if _, err := New(invented(0), Options{BaseURL: "https://izde.example.kz/"}); err != nil {
		t.Error(err)
	}
}
