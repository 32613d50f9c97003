package indexer

import (
	"context"
	"iter"
	"slices"

	"izde/corpus"
	"izde/indexer/thesaurus"
)

// View narrows what a search sees. It is for measuring: how well would this
// archive answer if it were printed in one language, or if one of its articles
// had not told how its keywords are translated?
type View struct {
	Langs   []string // search only the fields of these languages; nil is all fields
	Without string   // id of an article: pairs of words that it alone supports do not translate
}

// view is a View with the article found.
type view struct {
	langs   []string
	without uint32
	leaves  bool // without is set
}

// SearchView is Search under a View.
func (ix *Index) SearchView(ctx context.Context, req Request, v View) (*Result, error) {
	req.view = view{langs: v.Langs}
	if v.Without != "" {
		doc, err := ix.docOf(v.Without)
		if err != nil {
			return nil, err
		}
		req.view.without, req.view.leaves = doc, true
	}
	return ix.Search(ctx, req)
}

// fields are the fields of a label that the query sees.
func (p *plan) fields(label string) []int {
	all := p.ix.schema.of(schemaField(label))
	if p.view.langs == nil {
		return all
	}
	return slices.DeleteFunc(all, func(n int) bool { return !slices.Contains(p.view.langs, p.ix.schema.fields[n].lang) })
}

// believes reports whether t has other support than the article left out.
func (v view) believes(t thesaurus.Translation) bool {
	return !v.leaves || t.Support != 1 || !slices.Contains(t.Docs, v.without)
}

// Articles yields the records of the index in its order, without sections and
// references.
func (ix *Index) Articles(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for _, at := range ix.columns.records {
			a, err := ix.records.head(at)
			if err == nil {
				err = ctx.Err()
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}
