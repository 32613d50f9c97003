// Package eval owns the measuring of relevance: topics, relevance judgements,
// runs and measures, in the formats and by the definitions of trec_eval, and
// known-item topics made from an archive's own keywords.
//
//	topics, err := eval.ReadTopics("topics.tsv")
//	…
//	run, err := eval.Search(ctx, searcher, topics, 100)
//	…
//	m := eval.Measure(run, qrels)
//	fmt.Printf("nDCG@10 %.4f\n", m.NDCG10)
package eval
