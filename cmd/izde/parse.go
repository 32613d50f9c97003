package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"izde/corpus"
	"izde/corpus/source"
)

func parseCommand() command {
	var explain bool
	format := oneOf("text", "json")
	return command{
		name:    "parse",
		args:    "FILE...",
		summary: "print the articles in files as JSON lines",
		about: `
Reads files and folders as izde index does, and prints each Article as one line
of JSON, which is also an input format of izde. A record that cannot be read
is told and passed over.

With --explain, every line of a source is accounted for instead: its number,
the article it belongs to (0 for none), the field or class of furniture that
it went to, and the line itself, parted by tabs. With --format json it also has
each repair made in the line, with its column and what it was before and after.`,
		examples: []string{"izde parse issue.txt | jq .title", "izde parse --explain issue.txt | grep furniture"},
		codes:    []exit{sourcesSkipped()},
		flags: func(fs *pflag.FlagSet) {
			fs.BoolVar(&explain, "explain", false, "for every line of the source, which field or class of furniture it went to")
			fs.VarP(format, "format", "f", "how to print an explanation")
		},
		run: func(ctx context.Context, c *console, args []string) error {
			if len(args) == 0 {
				return usagef("nothing to read: give a file, or - for standard input")
			}
			files, doubts, err := source.Find(ctx, args...)
			if err != nil {
				return err
			}
			c.doubt("parse", doubts)
			if len(files) == 0 {
				return fmt.Errorf("there is no file in %s", strings.Join(args, ", "))
			}
			if explain {
				return explainFiles(ctx, c, files, format.value == "json")
			}
			return parse(ctx, c, files)
		},
	}
}

// parse prints the Articles of files as JSON lines.
func parse(ctx context.Context, c *console, files []source.File) error {
	bad := 0
	for _, articles := range source.ReadFiles(ctx, source.Options{Stdin: c.in}, files) {
		for a, err := range articles {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				bad++
				c.warn("parse", "%v", err)
				continue
			}
			if err := c.json(a); err != nil {
				return err
			}
		}
	}
	return skipped(bad)
}

// explainedLine is a line of --explain --format json.
type explainedLine struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Article int    `json:"article"`
	Field   string `json:"field"`
	Text    string `json:"text"`

	Repairs []corpus.Repair `json:"repairs,omitempty"` // what was changed in it
}

// explainFiles says of every line of files where it went.
func explainFiles(ctx context.Context, c *console, files []source.File, asJSON bool) error {
	bad := 0
	for _, file := range files {
		lines, err := source.Explain(ctx, source.Options{Stdin: c.in, Repairs: asJSON}, file)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			bad++
			c.warn("parse", "%v", err)
			continue
		}
		if !asJSON && len(files) > 1 {
			fmt.Fprintf(c.out, "==> %s <==\n", file.Path)
		}
		for _, l := range lines {
			if asJSON {
				err = c.json(explainedLine{file.Path, l.Line, l.Article, l.Field, l.Text, l.Repairs})
			} else {
				_, err = fmt.Fprintf(c.out, "%d\t%d\t%s\t%s\n", l.Line, l.Article, l.Field, l.Text)
			}
			if err != nil {
				return err
			}
		}
	}
	return skipped(bad)
}
