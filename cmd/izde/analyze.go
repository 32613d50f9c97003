package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"izde/analyzers"
	"izde/analyzers/english"
	"izde/analyzers/kazakh"
	"izde/analyzers/russian"
	"izde/analyzers/script"
	"izde/corpus"
)

func analyzeCommand() command {
	f := analyzeFlags{lang: oneOf(corpus.Languages()...), format: oneOf("text", "json")}
	return command{
		name:    "analyze",
		args:    "[WORD...]",
		summary: "show how words become terms",
		about: `
Reads lines, most often of one word each, from standard input, or takes the
words given as arguments, and prints for each line the line itself, a tab, and
the terms that the analyzer of the language makes of it, parted by spaces. A
line of punctuation has no terms. In Kazakh, --second prints the terms of the
complementary field instead.

With --stem, no more is done than to stem the words of the line: every line of
input gives exactly one line "WORD TAB STEM".

With --explain, every step of the pipeline is shown and, in Kazakh, every
segmentation of the word with its cost; the first one won.`,
		examples: []string{
			"echo мектептеріміздегі | izde analyze --lang kk --stem",
			"izde analyze --lang ru --explain конференциями",
		},
		flags: func(fs *pflag.FlagSet) {
			fs.VarP(f.lang, "lang", "l", "language of the words")
			fs.BoolVar(&f.stem, "stem", false, "only stem: one stem a line")
			fs.BoolVar(&f.second, "second", false, "the terms of the complementary field")
			fs.BoolVar(&f.explain, "explain", false, "show the way of each word")
			fs.VarP(f.format, "format", "f", "how to print an explanation")
		},
		run: func(ctx context.Context, c *console, args []string) error { return f.run(ctx, c, args) },
	}
}

type analyzeFlags struct {
	lang    *choice
	stem    bool
	second  bool
	explain bool
	format  *choice
}

func (f *analyzeFlags) run(ctx context.Context, c *console, args []string) error {
	if f.stem && (f.explain || f.second) || f.explain && f.second {
		return usagef("--stem, --second and --explain exclude each other")
	}
	if f.format.value == "json" && !f.explain {
		return usagef("--format json goes with --explain")
	}
	a, err := analyzers.For(f.lang.value)
	if err != nil {
		return err
	}
	var print func(line string) error
	switch {
	case f.stem:
		stem := stemmers()[f.lang.value]
		print = func(line string) error { return printPair(c.out, line, stemLine(line, stem)) }
	case f.explain:
		print = func(line string) error { return f.printWay(c, a, line) }
	default:
		t := termLines{analyzer: a, second: f.second}
		print = func(line string) error { return printPair(c.out, line, t.terms(line)) }
	}
	if len(args) == 0 || len(args) == 1 && args[0] == "-" {
		return eachLine(ctx, c, print)
	}
	for _, word := range args {
		if err := print(word); err != nil {
			return err
		}
	}
	return nil
}

// eachLine calls do with every line of standard input, without its line end.
// What was printed is flushed whenever the input has no more to give at the
// moment, so that izde answers at a prompt and is fast on a file.
func eachLine(ctx context.Context, c *console, do func(line string) error) error {
	in := bufio.NewReaderSize(c.in, 1<<16)
	for n := 1; ; n++ {
		line, err := in.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading standard input line %d: %w", n, err)
		}
		if err == nil || line != "" {
			if n == 1 {
				line = strings.TrimPrefix(line, "\ufeff")
			}
			if err := do(strings.TrimRight(line, "\r\n")); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
		if in.Buffered() == 0 {
			if err := errors.Join(c.out.Flush(), ctx.Err()); err != nil {
				return err
			}
		}
	}
}

func printPair(w *bufio.Writer, line, terms string) error {
	w.WriteString(line)
	w.WriteByte('\t')
	w.WriteString(terms)
	return w.WriteByte('\n') // a bufio.Writer keeps its first error
}

// termLines makes the terms of lines.
type termLines struct {
	analyzer *analyzers.Analyzer
	second   bool
	tokens   []analyzers.Token
	scratch  analyzers.Scratch
}

func (t *termLines) terms(line string) string {
	t.tokens = t.analyzer.AppendTokens(t.tokens[:0], []byte(line), &t.scratch)
	var b strings.Builder
	for _, token := range t.tokens {
		term := token.Term
		if t.second {
			term = token.Second
		}
		if term == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(term)
	}
	return b.String()
}

// stemmers are the stemmers of the languages, each with the lower-casing and
// composing that it needs before it.
func stemmers() map[string]func(word string) string {
	normal := func(word string) string {
		return string(script.AppendLower(nil, script.AppendNormal(nil, []byte(word))))
	}
	return map[string]func(string) string{
		corpus.Kazakh:  func(word string) string { return kazakh.Stem(kazakh.Normalize(word)) },
		corpus.Russian: func(word string) string { return russian.Stem(normal(word)) },
		corpus.English: func(word string) string { return english.Stem(normal(word)) },
	}
}

// stemLine stems every word of a line.
func stemLine(line string, stem func(string) string) string {
	words := strings.Fields(line)
	for i, word := range words {
		words[i] = stem(word)
	}
	return strings.Join(words, " ")
}

// way is what --explain prints for one word.
type way struct {
	Word   string              `json:"word"`
	Steps  []analyzers.Step    `json:"steps"`
	Kazakh *kazakh.Explanation `json:"kazakh,omitempty"`
}

func (f *analyzeFlags) printWay(c *console, a *analyzers.Analyzer, line string) error {
	for _, word := range strings.Fields(line) {
		w := way{Word: word, Steps: a.Explain(word)}
		if f.lang.value == corpus.Kazakh {
			e := kazakh.Explain(word)
			w.Kazakh = &e
		}
		if f.format.value == "json" {
			if err := c.json(w); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintln(c.out, word)
		for _, s := range w.Steps {
			fmt.Fprintf(c.out, "  %-12s %s\n", s.Filter, s.Term)
		}
		if w.Kazakh != nil {
			fmt.Fprintln(c.out, "  "+strings.ReplaceAll(strings.TrimSpace(w.Kazakh.String()), "\n", "\n  "))
		}
	}
	return nil
}
