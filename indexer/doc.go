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
// A generation is one Bleve segment, or two where it is large (zap format,
// written in document order), and beside it our own files: the stored records,
// the columns (field lengths, facets, title orders), the sequences of terms
// that phrases are looked up in, suggestions, the spelling vocabulary and the
// thesaurus. The rooms, in the order in which data flows:
//
//   - schema.go, ranking.go: the fields, their analyzers, the parameters of
//     the ranking
//   - document.go, pairs.go, person.go, facetvalues.go, codes.go: what of an
//     Article goes where
//   - build.go, pipeline.go, reuse.go, merge.go: from sources, and from what the
//     generation before has of them, to a published generation
//   - records.go, columns.go, sequences.go, vocabulary.go: what is stored
//     beside the segments
//   - index.go, live.go: opening a generation, switching to the next
//   - plan.go, romanised.go, longtext.go, prefix.go, phrase.go, expand.go: a
//     query tree as leaves of terms in fields, and what else to look for
//   - segment.go, postings.go, postingscache.go, fetch.go: the postings of a
//     term, and those of a query read over all cores
//   - leaf.go, match.go, bm25.go, scoring.go: which documents match, and how
//     well; bitset.go, sets.go, accumulators.go: sets of documents, and memory
//     that searches lend one another
//   - search.go, cursor.go, facets.go, facetindex.go, highlight.go, explain.go:
//     the Result
//   - corrections.go, suggestions.go: what was meant, what is meant to be typed
//   - view.go: searching one language's fields only, for evaluation
//
// Below it: query (the query language), generation (folders, publishing,
// rolling back), thesaurus, suggest, spell and eval; bench, a module of its
// own, measures.
package indexer
