// Package server owns everything that izde says over HTTP: the routes, the
// JSON API under /api/v1, the pages for people in Kazakh, Russian and English,
// the widget that a journal's site embeds, and the limits that keep one
// request from taking the machine.
//
// The index is reached only through [Engine], which this package defines, so
// that a page or an answer can be tested without an index:
//
//	s, err := server.New(engine, server.Options{Name: "Archive of the Institute"})
//	if err != nil {
//		return err
//	}
//	l, err := net.Listen("tcp", ":8080")
//	if err != nil {
//		return err
//	}
//	return s.Serve(ctx, l) // until ctx ends and the running requests are answered
//
// # How a request is answered
//
// A handler returns an error or writes a whole answer that was rendered in
// memory; it never writes half of one. An error carries a status, a stable
// code, words for the public and a private cause. One adapter turns it into
// application/problem+json (RFC 9457) under /api and into a page elsewhere,
// and logs the cause once.
//
// # Addresses
//
//	/                        search page, language by Accept-Language or ?lang=
//	/kk/ /ru/ /en/           search page in one language
//	/kk/articles/{id}        article page (also without the language)
//	/articles/{id}/ris, /bib the article for a reference manager
//	/kk/facets/{name}        all values of one facet
//	/kk/help                 query syntax
//	/embed, /embed.js        the widget and its demonstration
//	/api/v1/search           and articles/{id}, facets/{name}, suggest
//	/opensearch.xml          for the browser's address bar
//	/openapi.json            OpenAPI 3.1 description of the API
//	/healthz, /readyz        the process is alive; a generation is open
//
// # Language data
//
// The words of the pages are in locale/kk.txt, ru.txt and en.txt, one
// "key = text" a line. A test checks that the three have the same keys and
// that every key is used.
package server
