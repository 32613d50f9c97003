package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestInABrowser looks at the pages with the browser that IZDE_BROWSER names,
// a Chromium; without one it is skipped.
func TestInABrowser(t *testing.T) {
	browser := os.Getenv("IZDE_BROWSER")
	if browser == "" {
		t.Skip("IZDE_BROWSER names no browser")
	}
	samples, err := filepath.Abs("../../testdata/archive")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	must(t, dir, "index", "--corpus", samples, "--index", "data")
	server, url := serving(t, dir)
	defer func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	}()

	// Another site with the widget: once it shows hits, the page's title
	// tells the language of the first one's text, and all that it says.
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!doctype html><html lang="ru"><title>nothing yet</title><main id="here"></main>
			<script src="` + url + `embed.js" data-lang="ru" data-query="` + r.FormValue("q") + `" data-target="#here"></script>
			<script>setInterval(() => {
				for (const e of document.querySelectorAll("*")) {
					const hits = e.shadowRoot ? e.shadowRoot.querySelectorAll("li") : [];
					if (hits.length > 0) document.title = "the widget shows a text in " + hits[0].querySelector(".piece").lang + "; " + e.shadowRoot.textContent;
				}
			}, 50)</script></html>`))
	}))
	defer host.Close()

	for _, row := range []struct{ page, address, has string }{
		{"the search page in Kazakh", url + "kk/?q=қазақ+тілі", "<mark"},
		{"the search page in Russian", url + "ru/?q=экономика", "<mark"},
		{"the search page in English", url + "en/?q=humanitarian", "<mark"},
		{"an article", url + "en/articles/10.55555-bld.2022.v12.i4.01", "Орта державалардың гуманитарлық дипломатиясы"},
		{"the widget on another site", host.URL + "?q=экономика", "<title>the widget shows a text in ru"},
		{"the widget says what a query may have meant", host.URL + "?q=humanitarain", "Возможно, вы искали: humanitarian"},
		{"the widget says which words an article lacks", host.URL + "?q=экономика+ксилофон", "Здесь нет: ксилофон"},
	} {
		t.Run(row.page, func(t *testing.T) {
			if dom := open(t, browser, row.address); !strings.Contains(dom, row.has) {
				t.Errorf("%s lacks %q:\n%.3000s", row.address, row.has, dom)
			}
		})
	}
}

// open loads a page, lets its scripts run for a while and returns its DOM.
func open(t *testing.T, browser, address string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--user-data-dir="+t.TempDir(), "--virtual-time-budget=5000", "--dump-dom", address)
	dom, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return string(dom)
}
