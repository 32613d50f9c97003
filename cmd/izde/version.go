package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/pflag"

	"izde/analyzers"
	"izde/indexer"
)

func versionCommand() command {
	format := oneOf("text", "json")
	return command{
		name:    "version",
		summary: "print the versions of izde, of Go and of the analyzers",
		about: `
An index can be searched by a program with the same schema only: it says how
text becomes terms.`,
		flags: func(fs *pflag.FlagSet) {
			fs.VarP(format, "format", "f", "how to print it")
		},
		run: func(_ context.Context, c *console, _ []string) error {
			v := version()
			if format.value == "json" {
				return c.json(v)
			}
			fmt.Fprintf(c.out, "izde %s\nrevision %s\ngo %s\nanalyzers %s\nschema %s\n", v.Version, v.Revision, v.Go, v.Analyzers, v.Schema)
			return nil
		},
	}
}

// versions are those of a build of izde.
type versions struct {
	Version   string `json:"version"`  // of the module
	Revision  string `json:"revision"` // of the source, "unknown" where it was built outside a repository
	Go        string `json:"go"`
	Analyzers string `json:"analyzers"` // fingerprint of the analyzers
	Schema    string `json:"schema"`    // fingerprint of the index, analyzers included
}

// version reads what the Go tool wrote into the binary.
func version() versions {
	v := versions{
		Version: "(devel)", Revision: "unknown", Go: runtime.Version(),
		Analyzers: analyzers.Fingerprint(), Schema: indexer.Fingerprint(),
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			v.Revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			v.Revision += " with changes"
		}
	}
	return v
}
