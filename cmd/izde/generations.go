package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"izde/indexer"
	"izde/indexer/generation"
)

func generationsCommand() command {
	var dir string
	format := oneOf("text", "json")
	return command{
		name:    "generations",
		summary: "list the generations of an index that can be searched or rolled back to",
		about: `
The newest comes first; the one in use has an asterisk. Besides it, those before
it are kept for izde rollback.`,
		codes: []exit{noIndex()},
		flags: func(fs *pflag.FlagSet) {
			fs.StringVarP(&dir, "index", "i", "", "the index folder `DIR`")
			fs.VarP(format, "format", "f", "how to print them")
		},
		run: func(_ context.Context, c *console, _ []string) error {
			if dir == "" {
				return usagef("no index folder: give --index DIR")
			}
			list, err := generation.List(dir)
			if err != nil {
				return err
			}
			lines := make([]generationLine, len(list))
			for i, g := range list {
				lines[i] = generationLineOf(g)
			}
			if format.value == "json" {
				return c.json(lines)
			}
			for _, l := range lines {
				fmt.Fprintln(c.out, l)
			}
			return nil
		},
	}
}

// generationLine is what is printed of one generation.
type generationLine struct {
	Name     string         `json:"name"`
	Current  bool           `json:"current"`
	Built    time.Time      `json:"built,omitzero"`
	Version  string         `json:"version,omitempty"` // of the program that built it
	Articles int            `json:"articles"`
	ByLang   map[string]int `json:"by_lang,omitempty"`
	Skipped  int            `json:"skipped"`
	Bytes    int64          `json:"bytes"`
	Stale    bool           `json:"stale"`           // must be built anew before this program can search it
	Fault    string         `json:"fault,omitempty"` // why it cannot be used
}

func generationLineOf(g generation.Listed) generationLine {
	l := generationLine{Name: g.Name, Current: g.Current}
	if g.Err != nil {
		l.Fault = oneLine(g.Err.Error())
	}
	if m := g.Manifest; m != nil {
		l.Built, l.Version, l.Articles, l.ByLang = m.Built, m.Version, m.Counts.Articles, m.Counts.ByLang
		l.Skipped, l.Bytes, l.Stale = len(m.Skipped), m.Bytes(), m.Fingerprint != indexer.Fingerprint()
	}
	return l
}

// String is the line for a person.
func (l generationLine) String() string {
	mark := " "
	if l.Current {
		mark = "*"
	}
	if l.Fault != "" {
		return fmt.Sprintf("%s %s  %s", mark, l.Name, l.Fault)
	}
	s := fmt.Sprintf("%s %s  %s  %s (%s), %d skipped, %.1f MB", mark, l.Name, l.Built.Local().Format(time.DateTime),
		count(l.Articles, "article"), byLanguage(l.ByLang), l.Skipped, float64(l.Bytes)/1e6)
	if l.Stale {
		s += ", of other rules than this program's: build it anew"
	}
	return s
}
