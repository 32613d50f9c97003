package server

import "time"

// What one request may ask for.
const (
	// MaxQueryRunes is the longest query: an abstract pasted into the box has
	// some 1,500 letters.
	MaxQueryRunes = 2000
	// MaxFilterBytes bounds the filter parameter: a person who ticks thirty
	// keywords of eighty letters is still under it.
	MaxFilterBytes = 8 << 10
	// MaxFilterValues bounds the values over all filters of one request.
	MaxFilterValues = 200
	// DefaultPerPage is the number of hits where none is asked for.
	DefaultPerPage = 10
	// MaxPerPage is the largest page of hits: a hit carries three abstracts,
	// so a hundred are about one megabyte.
	MaxPerPage = 100
	// MaxPageDepth is the last hit that can be reached by page number. Deeper
	// hits cost the engine all that come before them; a cursor does not.
	MaxPageDepth = 10_000
	// DefaultFacetSize is the number of values where facet=name has no size.
	DefaultFacetSize = 10
	// MaxFacetSize bounds the values of one facet in one answer; the rest is
	// paged under /api/v1/facets.
	MaxFacetSize = 1000
	// MaxFacetsPerRequest is above the number of facets that exist.
	MaxFacetsPerRequest = 20
	// DefaultSuggestions and MaxSuggestions bound the list under a search box.
	DefaultSuggestions = 8
	MaxSuggestions     = 20
	// MaxIDBytes bounds an article's id, a handle derived from a DOI or a hash.
	MaxIDBytes = 300
	// MaxCursorBytes bounds a cursor, which the engine makes.
	MaxCursorBytes = 2 << 10
)

// What one connection and the whole server may take.
const (
	// MaxHeaderBytes leaves room for a 10 KB query in Cyrillic, which is 60 KB
	// when percent-encoded, so that it is refused with words and not with 431.
	MaxHeaderBytes = 80 << 10
	// MaxBodyBytes: no route reads a body.
	MaxBodyBytes = 4 << 10
	// SearchTimeout cuts a search that no index should need; the answer is 503.
	SearchTimeout = 5 * time.Second
	// SuggestTimeout is shorter: a late suggestion is of no use to who types.
	SuggestTimeout = time.Second
	// QueueTimeout is how long a search waits for its turn before 503.
	QueueTimeout = time.Second
	// SearchesPerCPU is how many searches run at once for each CPU: they
	// compute and do not wait, so more would only make all of them slower.
	SearchesPerCPU = 2
	// ReadHeaderTimeout and ReadTimeout end connections that dribble.
	ReadHeaderTimeout = 5 * time.Second
	ReadTimeout       = 10 * time.Second
	// WriteTimeout is above QueueTimeout + SearchTimeout + a slow line.
	WriteTimeout = 30 * time.Second
	// IdleTimeout keeps a reader's connection over the time one reads a page.
	IdleTimeout = 2 * time.Minute
	// DrainTimeout is how long a shutdown waits for running requests.
	DrainTimeout = 15 * time.Second
)
