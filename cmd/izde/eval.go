package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"izde/indexer"
	"izde/indexer/eval"
)

// runTag names izde in the last column of a run file.
const runTag = "izde"

type evalFlags struct {
	dir    string
	topics string
	qrels  string
	run    string
	depth  int
	expand *choice
	// keywords asks for topics made from the archive itself.
	keywords bool
	format   *choice
}

func evalCommand() command {
	f := evalFlags{expand: oneOf("on", "off"), format: oneOf("text", "json")}
	return command{
		name:    "eval",
		summary: "measure how well an index answers given questions",
		about: `
Searches for every topic with the ranking that searches have by default. --run
writes what was found as a TREC run file, which trec_eval reads. With --qrels,
nDCG@10, MAP, MRR@10 and recall@100 are printed, means over the judged topics,
by the definitions of trec_eval -c. Without --qrels and --run, the run goes to
standard output.

With --from-keywords, the archive asks the questions: the first keywords of an
article in one language, and the article is the right answer. For two
languages, only the fields of the second are searched, as if the archive were
printed in that alone; for one language, all fields are. Each question is asked
as typed (without), with the translations that other articles support (others:
what a new article can expect) and with all of them (expanded).`,
		examples: []string{
			"izde eval --index data --topics topics.tsv --qrels qrels.txt",
			"izde eval --index data --topics topics.tsv --run run.txt --depth 1000",
			"izde eval --index data --from-keywords",
		},
		codes: []exit{noIndex()},
		flags: func(fs *pflag.FlagSet) {
			fs.StringVarP(&f.dir, "index", "i", "", "the index folder `DIR`")
			fs.StringVar(&f.topics, "topics", "", "read the questions from `FILE`: topic TAB text")
			fs.StringVar(&f.qrels, "qrels", "", "read TREC relevance judgements from `FILE`: topic, 0, document, relevance")
			fs.StringVar(&f.run, "run", "", "write the TREC run to `FILE`, - for standard output")
			fs.IntVar(&f.depth, "depth", 100, "look at the first `N` hits of a topic")
			fs.BoolVar(&f.keywords, "from-keywords", false, "make the questions from the keywords of the archive's articles; alone, without --topics")
			fs.Var(f.expand, "expand", "search for translations of the words too")
			fs.VarP(f.format, "format", "f", "how to print the measures")
		},
		run: func(ctx context.Context, c *console, _ []string) error { return f.measure(ctx, c) },
	}
}

func (f *evalFlags) measure(ctx context.Context, c *console) error {
	switch {
	case f.dir == "":
		return usagef("no index folder: give --index DIR")
	case f.keywords && (f.topics != "" || f.qrels != "" || f.run != ""):
		return usagef("--from-keywords makes its own questions and answers: leave --topics, --qrels and --run out")
	case f.keywords:
		return f.measureKeywords(ctx, c)
	case f.topics == "":
		return usagef("no questions: give --topics FILE")
	case f.depth < 1:
		return usagef("--depth must be at least 1, not %d", f.depth)
	}
	if f.run == "" && f.qrels == "" {
		f.run = "-"
	}
	topics, err := eval.ReadTopics(f.topics)
	if err != nil {
		return err
	}
	var qrels eval.Qrels
	if f.qrels != "" {
		if qrels, err = eval.ReadQrels(f.qrels); err != nil {
			return err
		}
	}
	index, err := indexer.Open(f.dir)
	if err != nil {
		return err
	}
	run, err := eval.Search(ctx, f.search(index), topics, f.depth)
	if err == nil {
		err = f.write(c, topics, run)
	}
	if err == nil && qrels != nil {
		err = f.print(c, eval.Measure(run, qrels))
	}
	return errors.Join(err, index.Close())
}

// search ranks the documents for one question.
func (f *evalFlags) search(index searcher) eval.SearchFunc {
	return func(ctx context.Context, query string, depth int) ([]eval.Ranked, error) {
		req := indexer.Request{Query: query, NoExpand: f.expand.value == "off", NoFragments: true}
		result, err := searchUpTo(ctx, index, req, depth)
		if err != nil {
			return nil, fmt.Errorf("searching for %q: %w", query, err)
		}
		ranked := make([]eval.Ranked, len(result.Hits))
		for i, h := range result.Hits {
			ranked[i] = eval.Ranked{Doc: h.ID, Score: h.Score}
		}
		return ranked, nil
	}
}

// write writes the run to where --run says.
func (f *evalFlags) write(c *console, topics []eval.Topic, run eval.Run) error {
	switch f.run {
	case "":
		return nil
	case "-":
		return eval.WriteRun(c.out, topics, run, runTag)
	}
	file, err := os.Create(f.run)
	if err != nil {
		return err
	}
	if err := errors.Join(eval.WriteRun(file, topics, run, runTag), file.Close()); err != nil {
		return fmt.Errorf("writing the run: %w", err)
	}
	return nil
}

// print prints the measures: on standard output, unless the run went there.
func (f *evalFlags) print(c *console, m eval.Measures) error {
	if f.format.value == "json" {
		return c.json(m)
	}
	var w io.Writer = c.out
	if f.run == "-" {
		w = c.err
	}
	fmt.Fprintf(w, "topics   %d\n", m.Topics)
	for _, line := range []struct {
		name  string
		value float64
	}{{"nDCG@10", m.NDCG10}, {"MAP", m.MAP}, {"MRR@10", m.MRR10}, {"R@100", m.R100}} {
		fmt.Fprintf(w, "%-8s %.4f\n", line.name, line.value)
	}
	return nil
}
