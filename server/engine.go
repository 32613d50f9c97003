package server

import (
	"context"

	"izde/corpus"
	"izde/indexer"
)

// Engine is what the server needs of an index. Its methods are called from
// many requests at once, stop soon after their context ends, and return the
// errors of package indexer (ErrNotFound, ErrBadCursor, …).
type Engine interface {
	// Search answers one search.
	Search(ctx context.Context, r indexer.Request) (*indexer.Result, error)
	// Article returns the whole article and the generation it was read from.
	Article(ctx context.Context, id string) (a *corpus.Article, generation string, err error)
	// FacetValues pages through the values of one facet.
	FacetValues(ctx context.Context, r indexer.FacetListRequest) (*indexer.FacetList, error)
	// Suggest completes a prefix; lang is the language to prefer.
	Suggest(ctx context.Context, prefix, lang string, limit int) ([]indexer.Suggestion, error)
	// Info describes the open generation; ok is false when there is none.
	Info() (info indexer.Info, ok bool)
}
