package main

import (
	"context"

	"github.com/spf13/pflag"

	"izde/corpus/source"
)

func parseCommand() command {
	var explain bool
	return command{
		name:    "parse",
		args:    "FILE...",
		summary: "print the articles in files as JSON lines",
		about: `
Reads files and folders as izde index does, and prints each Article as one line
of JSON, which is also an input format of izde. A record that cannot be read
is told and passed over.`,
		examples: []string{"izde parse issue.txt | jq .title", "izde parse --explain issue.txt"},
		codes:    []exit{sourcesSkipped()},
		flags: func(fs *pflag.FlagSet) {
			fs.BoolVar(&explain, "explain", false, "for every line of the source, which field or class of furniture it went to")
		},
		run: func(ctx context.Context, c *console, args []string) error {
			if len(args) == 0 {
				return usagef("nothing to read: give a file, or - for standard input")
			}
			return parse(ctx, c, args)
		},
	}
}

// parse prints the Articles of files as JSON lines.
func parse(ctx context.Context, c *console, paths []string) error {
	files, err := source.Find(ctx, paths...)
	if err != nil {
		return err
	}
	bad := 0
	for _, file := range files {
		for a, err := range source.ReadFile(ctx, source.Options{Stdin: c.in}, file) {
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
