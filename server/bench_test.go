package server

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// BenchmarkAnswers measures what the server adds to a search: reading the
// request, rendering ten hits and compressing them.
func BenchmarkAnswers(b *testing.B) {
	e := invented(10)
	q := url.QueryEscape("дипломатия")
	s, err := New(e, Options{})
	if err != nil {
		b.Fatal(err)
	}
	for name, address := range map[string]string{"page": "/kk/?q=" + q, "json": "/api/v1/search?q=" + q, "article": "/kk/articles/invented-1"} {
		for _, encoding := range []string{"identity", "gzip"} {
			b.Run(name+"/"+encoding, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r := httptest.NewRequest(http.MethodGet, address, nil)
					r.Header.Set("Accept-Encoding", encoding)
					w := httptest.NewRecorder()
					s.Handler().ServeHTTP(w, r)
					if w.Code != 200 {
						b.Fatal(w.Code)
					}
				}
			})
		}
	}
}
