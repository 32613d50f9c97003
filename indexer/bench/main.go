package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// options say what to measure and where.
type options struct {
	articles int
	seed     uint64
	rounds   int
	issues   int
	limit    time.Duration // of one pass over the queries
	keep     string        // folder that is left; "" is a temporary one
	root     string        // of izde's sources
	izde     string        // the program; "" builds it
	json     bool
}

// run measures and prints, and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 3 && args[0] == ftsIndexCommand {
		if err := ftsIndex(ctx, args[1], args[2]); err != nil {
			fmt.Fprintln(stderr, "bench:", err)
			return 1
		}
		return 0
	}
	opt, err := parseOptions(args, stderr)
	if err != nil {
		return 2
	}
	rep, err := bench(ctx, opt, func(format string, args ...any) {
		fmt.Fprintf(stderr, "bench: "+format+"\n", args...)
	})
	if err == nil && opt.json {
		enc := json.NewEncoder(stdout)
		enc.SetIndent("", "  ")
		err = enc.Encode(rep)
	} else if err == nil {
		err = rep.write(stdout)
	}
	if err != nil {
		fmt.Fprintln(stderr, "bench:", err)
		return 1
	}
	return 0
}

func parseOptions(args []string, stderr io.Writer) (options, error) {
	var opt options
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.IntVar(&opt.articles, "articles", 20000, "`N` articles to generate")
	fs.Uint64Var(&opt.seed, "seed", 1, "the same `SEED` makes the same archive and the same queries")
	fs.IntVar(&opt.rounds, "rounds", 4, "ask every query `N` times (SQLite: once)")
	fs.IntVar(&opt.issues, "issues", 0, "also take `N` issue texts of 250 KB through izde parse")
	fs.DurationVar(&opt.limit, "limit", 3*time.Minute, "end a pass over the queries after this `TIME`")
	fs.StringVar(&opt.keep, "keep", "", "leave archive, index and database in `DIR`; what is there already is made anew")
	fs.StringVar(&opt.root, "root", filepath.Join("..", ".."), "`DIR` of izde's sources")
	fs.StringVar(&opt.izde, "izde", "", "measure the program `FILE` instead of building one")
	fs.BoolVar(&opt.json, "json", false, "print JSON instead of Markdown")
	if err := fs.Parse(args); err != nil {
		return opt, err
	}
	if fs.NArg() > 0 || opt.articles < 1 || opt.rounds < 1 || opt.issues < 0 {
		fmt.Fprintln(stderr, "bench: --articles and --rounds must be above 0, --issues not below, and there are no arguments")
		return opt, flag.ErrHelp
	}
	return opt, nil
}

// bench carries out all measurements, one after another.
func bench(ctx context.Context, opt options, say func(string, ...any)) (*report, error) {
	b, err := newBencher(ctx, opt, say)
	if err != nil {
		return nil, err
	}
	defer b.clean()
	for _, step := range []func(context.Context) error{
		b.generate, b.index, b.library, b.http, b.sqlite, b.parse,
	} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	b.report.compare()
	return b.report, nil
}

// bencher goes from one measurement to the next.
type bencher struct {
	opt     options
	say     func(string, ...any)
	dir     string
	clean   func()
	izde    string
	sample  string // the sample archive
	queries []query
	boxes   []query // what is asked beside the search
	report  *report
}

func newBencher(ctx context.Context, opt options, say func(string, ...any)) (*bencher, error) {
	b := &bencher{opt: opt, say: say, dir: opt.keep, clean: func() {}, izde: opt.izde,
		sample: filepath.Join(opt.root, "testdata", "archive"),
		report: &report{Articles: opt.articles, Seed: opt.seed, CPUs: runtime.NumCPU(), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}}
	var err error
	if b.dir == "" {
		if b.dir, err = os.MkdirTemp("", "izde-bench-"); err != nil {
			return nil, err
		}
		b.clean = func() { os.RemoveAll(b.dir) }
	} else if err = os.MkdirAll(b.dir, 0o755); err != nil {
		return nil, err
	}
	if b.izde == "" {
		if b.izde, err = filepath.Abs(filepath.Join(b.dir, "izde")); err == nil {
			err = buildProgram(ctx, opt.root, b.izde)
		}
	}
	if err != nil {
		b.clean()
		return nil, err
	}
	return b, nil
}

// buildProgram builds izde as the Makefile does.
func buildProgram(ctx context.Context, root, out string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-C", root, "-trimpath", "-buildvcs=false", "-tags", "nomsgpack", "-ldflags", "-s -w", "-o", out, "./cmd/izde")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building izde: %w\n%s", err, said)
	}
	return nil
}

func (b *bencher) file(name string) string { return filepath.Join(b.dir, name) }

// generate makes the archive and, from it, the queries.
func (b *bencher) generate(ctx context.Context) error {
	b.say("generating %d articles", b.opt.articles)
	raw, err := generate(ctx, b.file("archive.jsonl"), b.sample, b.opt.articles, b.opt.seed)
	if err != nil {
		return fmt.Errorf("generating: %w", err)
	}
	b.report.RawBytes = raw
	read, err := readArchive(ctx, b.file("archive.jsonl"))
	if err != nil {
		return err
	}
	b.report.TextBytes = read.textBytes * int64(b.opt.articles) / int64(len(read.articles))
	b.queries, b.boxes = newQueries(read, b.opt.seed), newBoxQueries(read, b.opt.seed)
	return nil
}
