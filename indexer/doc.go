// Package indexer owns the index: what of an Article is indexed and how,
// building and opening generations, searching them, counting facets, marking
// matches and measuring relevance. It is where corpus and analyzers meet.
//
// A build reads the sources and publishes a generation; an Index searches
// one:
//
//	stats, err := indexer.Build(ctx, indexer.BuildOptions{Dir: "data", Paths: []string{"issues"}})
//	…
//	ix, err := indexer.Open("data")
//	…
//	defer ix.Close()
//	result, err := ix.Search(ctx, indexer.Request{Query: "қазақ тілі"})
//	for _, hit := range result.Hits {
//		fmt.Println(hit.Rank, hit.Article.Title["kk"])
//	}
//
// A generation is one Bleve segment (zap format), written by Bleve's segment
// plugin in document order, and beside it our own columns: the stored
// records, field lengths, facets, sort orders, the vocabulary, suggestions
// and the thesaurus. The rooms, in the order in which data flows:
//
//   - schema.go: the fields, their analyzers and weights
//   - document.go: an Article as a Bleve document
//   - build.go, merge.go: from sources to a published generation
//   - records.go, columns.go: what is stored beside the segment
//   - index.go, live.go: opening a generation, switching to the next
//   - plan.go: a query tree as leaves of terms in fields
//   - postings.go, match.go, bm25.go: which documents match, and how well
//   - search.go, facets.go, highlight.go: the Result
//   - corrections.go, suggestions.go: what a person may mean, or go on to type
//
// Below it: query (the query language), generation (folders, publishing,
// rolling back), thesaurus, suggest, spell and eval.
package indexer
