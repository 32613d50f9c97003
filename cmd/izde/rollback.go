package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"izde/indexer"
	"izde/indexer/generation"
)

func rollbackCommand() command {
	var dir string
	return command{
		name:    "rollback",
		args:    "[NAME]",
		summary: "put an earlier generation of an index into use again",
		about: `
Without a name, the generation before the one in use. Nothing is removed: a
second rollback by name undoes the first. A running server changes over by
itself.`,
		examples: []string{"izde rollback --index data"},
		codes:    []exit{noIndex()},
		flags: func(fs *pflag.FlagSet) {
			fs.StringVarP(&dir, "index", "i", "", "the index folder `DIR`")
		},
		run: func(ctx context.Context, c *console, args []string) error {
			if dir == "" {
				return usagef("no index folder: give --index DIR")
			}
			if len(args) > 1 {
				return usagef("one name at most, but %d were given", len(args))
			}
			return rollback(ctx, c, dir, append(args, "")[0])
		},
	}
}

// rollback puts the named generation into use, "" the one before.
func rollback(ctx context.Context, c *console, dir, name string) error {
	m, err := generation.Rollback(ctx, dir, name)
	if err != nil {
		return err
	}
	if name, err = generation.Current(dir); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "generation %s is in use again: %s (%s)\n", name, count(m.Counts.Articles, "article"), byLanguage(m.Counts.ByLang))
	if m.Fingerprint != indexer.Fingerprint() {
		c.warn("rollback", "it was built by other rules than this program's, which cannot search it: run the izde that built it (%s)", m.Version)
	}
	return nil
}
