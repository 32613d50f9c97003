package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"izde/corpus"
	"izde/corpus/source"
	"izde/indexer"
)

type indexFlags struct {
	corpus   []string
	dir      string
	full     bool
	thesauri []string
	format   *choice
	quiet    bool
}

func indexCommand() command {
	f := indexFlags{format: oneOf("text", "json")}
	return command{
		name:    "index",
		args:    "[PATH...]",
		summary: "read an archive and publish a new generation of its index",
		about: `
Reads the files and folders given with --corpus and as arguments: texts of
printed issues, JSON lines and the other formats that izde recognises by their
content. What did not change since the last generation is taken over. A file
or record that cannot be read is told and passed over; the rest is indexed.

The new generation is published in one step when it is complete. Until then,
and whatever happens, the one before stays as it is and can be searched; a
running server changes over by itself.`,
		examples: []string{
			"izde index --corpus issues/ --index data",
			"izde index --corpus 2023/ 2024/issue-01.txt --index data",
			"izde parse new.txt | izde index --corpus issues/ - --index data",
		},
		codes: []exit{sourcesSkipped()},
		flags: func(fs *pflag.FlagSet) {
			fs.StringArrayVarP(&f.corpus, "corpus", "c", nil, "read the file or folder `PATH`, - for standard input; repeatable, further arguments are paths too")
			fs.StringVarP(&f.dir, "index", "i", "", "the index folder `DIR`; made when it is not there")
			fs.BoolVar(&f.full, "full", false, "read everything again, also what did not change")
			fs.StringArrayVar(&f.thesauri, "thesaurus", nil, "add the SKOS thesaurus in `FILE`; repeatable")
			fs.VarP(f.format, "format", "f", "how to print what was done")
			fs.BoolVarP(&f.quiet, "quiet", "q", false, "no progress; problems are still told")
		},
		run: func(ctx context.Context, c *console, args []string) error { return f.run(ctx, c, args) },
	}
}

func (f *indexFlags) run(ctx context.Context, c *console, args []string) error {
	paths := append(slices.Clone(f.corpus), args...)
	if len(paths) == 0 {
		return usagef("nothing to read: give --corpus PATH")
	}
	if f.dir == "" {
		return usagef("no index folder: give --index DIR")
	}
	_, doubts, err := source.Find(ctx, paths...)
	if err != nil {
		return err // before a folder is made for an index of nothing
	}
	c.doubt("index", doubts)
	bar := newProgress(c, "index", f.quiet)
	stats, err := indexer.Build(ctx, indexer.BuildOptions{
		Dir: f.dir, Paths: paths, Full: f.full, Thesauri: f.thesauri,
		Version:  version().Version,
		Source:   source.Options{Stdin: c.in},
		Progress: bar.show,
		OnProblem: func(problem error) {
			if ctx.Err() != nil {
				return // the build is being stopped, the source is not at fault
			}
			bar.clear()
			c.warn("index", "%v", problem)
		},
	})
	bar.clear()
	if err != nil {
		return err
	}
	if err := f.print(c, stats); err != nil {
		return err
	}
	return skipped(stats.Skipped)
}

// indexAnswer is what --format json prints.
type indexAnswer struct {
	indexer.BuildStats
	Seconds float64 `json:"seconds"`
}

func (f *indexFlags) print(c *console, stats indexer.BuildStats) error {
	if f.format.value == "json" {
		return c.json(indexAnswer{stats, stats.Took.Seconds()})
	}
	fmt.Fprintf(c.out, "%s (%s) from %s in %s\n",
		count(stats.Articles, "article"), byLanguage(stats.ByLang), count(stats.Files, "file"), stats.Took.Round(time.Millisecond))
	fmt.Fprintf(c.out, "%d taken over unchanged, %d skipped, %d renamed\n", stats.Reused, stats.Skipped, stats.Renamed)
	fmt.Fprintf(c.out, "published generation %s in %s\n", stats.Generation, f.dir)
	return nil
}

// byLanguage writes counts as "12 kk, 11 ru, 10 en": the archive's languages
// first, then others.
func byLanguage(counts map[string]int) string {
	langs := corpus.Languages()
	for lang := range counts {
		if !slices.Contains(langs, lang) {
			langs = append(langs, lang)
		}
	}
	slices.Sort(langs[len(corpus.Languages()):])
	var parts []string
	for _, lang := range langs {
		if counts[lang] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[lang], lang))
		}
	}
	return strings.Join(parts, ", ")
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
