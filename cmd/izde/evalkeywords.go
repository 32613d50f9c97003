package main

import (
	"context"
	"errors"

	"izde/indexer"
	"izde/indexer/eval"
)

// measureKeywords asks the questions that the archive makes.
func (f *evalFlags) measureKeywords(ctx context.Context, c *console) error {
	index, err := indexer.Open(f.dir)
	if err != nil {
		return err
	}
	return errors.Join(f.askKeywords(ctx, c, index), index.Close())
}

func (f *evalFlags) askKeywords(ctx context.Context, c *console, index *indexer.Index) error {
	topics, err := eval.KeywordTopics(index.Articles(ctx))
	if err != nil {
		return err
	}
	if len(topics) == 0 {
		return errors.New("the archive has no keywords to ask with")
	}
	report, err := eval.MeasureKeywords(ctx, topics, keywordSearch(index))
	if err != nil {
		return err
	}
	if f.format.value == "json" {
		return c.json(report)
	}
	return report.WriteText(c.out)
}

// keywordSearch searches the index in the ways that eval asks for.
func keywordSearch(index *indexer.Index) eval.KeywordSearch {
	return func(ctx context.Context, t eval.KeywordTopic, to string, e eval.Expanding, depth int) ([]eval.Ranked, error) {
		var view indexer.View
		if to != "" {
			view.Langs = []string{to}
		}
		if e == eval.ExpandOthers {
			view.Without = t.Article
		}
		// A keyword that the fields of another language lack is not misspelt.
		req := indexer.Request{Query: t.Text, NoExpand: e == eval.ExpandNone, PerPage: depth, NoFragments: true, NoCorrections: true}
		result, err := index.SearchView(ctx, req, view)
		if err != nil {
			return nil, err
		}
		ranked := make([]eval.Ranked, len(result.Hits))
		for i, h := range result.Hits {
			ranked[i] = eval.Ranked{Doc: h.ID, Score: h.Score}
		}
		return ranked, nil
	}
}
