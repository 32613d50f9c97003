package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/spf13/pflag"
)

// command is one command of izde. The zero values of flags and args mean that
// it takes none.
type command struct {
	name     string
	args     string   // what follows the flags in the usage line; "" takes no argument
	summary  string   // one line for the list of commands
	about    string   // paragraphs for the command's own help
	examples []string // command lines for the help
	codes    []exit   // exit codes besides those of every command
	flags    func(*pflag.FlagSet)
	run      func(ctx context.Context, c *console, args []string) error
}

// commands is the table of all commands, in the order of the help. The
// variables that flags set live as long as the table: it is made anew for
// every run.
func commands() []command {
	return []command{
		indexCommand(),
		searchCommand(),
		serveCommand(),
		parseCommand(),
		checkCommand(),
		evalCommand(),
		analyzeCommand(),
		generationsCommand(),
		rollbackCommand(),
		versionCommand(),
	}
}

// run carries out one command line (without the program's name) and returns
// the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := bufio.NewWriter(stdout)
	in := &interruptible{ctx: ctx, source: stdin}
	c := &console{in: in, out: out, err: stderr, terminal: isTerminal(stderr), colour: colourful(stdout)}
	name, err := dispatch(ctx, c, args)
	err = errors.Join(err, out.Flush())
	if errors.Is(err, syscall.EPIPE) {
		return exitDone // whoever read the output has enough of it
	}
	code := exitCode(ctx, err)
	if err != nil {
		fmt.Fprintln(stderr, strings.TrimSpace("izde "+name)+": "+oneLine(describe(ctx, name, err)))
	}
	return code
}

// dispatch finds the command, parses its flags and runs it. The name is that
// of the command, "" where there is none.
func dispatch(ctx context.Context, c *console, args []string) (name string, err error) {
	table := commands()
	if len(args) == 0 {
		printOverview(c.err, table)
		return "", usagef("no command given")
	}
	switch args[0] {
	case "help":
		return "help", help(c.out, table, args[1:])
	case "-h", "--help":
		return "", help(c.out, table, nil)
	case "--version":
		args = []string{"version"}
	}
	cmd, ok := find(table, args[0])
	if !ok {
		return "", unknownCommand(table, args[0])
	}
	flags := cmd.flagSet()
	switch err := flags.Parse(markWords(flags, args[1:])); {
	case errors.Is(err, pflag.ErrHelp):
		printHelp(c.out, cmd)
		return cmd.name, nil
	case err != nil:
		return cmd.name, badFlag(flags, err)
	}
	words := unmarkWords(flags.Args())
	if cmd.args == "" && len(words) > 0 {
		return cmd.name, usagef("takes no argument, but was given %q", words[0])
	}
	return cmd.name, cmd.run(ctx, c, words)
}

// wordMark stands before an argument that looks like a flag and is none. No
// argument of a process can hold it.
const wordMark = "\x00"

// markWords marks the arguments that begin with a hyphen and a letter that no
// flag has: тіл -әдебиет is a query.
func markWords(flags *pflag.FlagSet, args []string) []string {
	marked := slices.Clone(args)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if len(arg) > 1 && arg[0] == '-' && arg[1] >= utf8.RuneSelf && (i == 0 || !awaitsValue(flags, args[i-1])) {
			marked[i] = wordMark + arg
		}
	}
	return marked
}

func unmarkWords(args []string) []string {
	words := make([]string, len(args))
	for i, arg := range args {
		words[i] = strings.TrimPrefix(arg, wordMark)
	}
	return words
}

// awaitsValue tells whether arg is a flag whose value is the next argument.
func awaitsValue(flags *pflag.FlagSet, arg string) bool {
	var f *pflag.Flag
	if name, long := strings.CutPrefix(arg, "--"); long {
		f = flags.Lookup(name)
	} else if len(arg) == 2 && arg[0] == '-' && arg[1] < utf8.RuneSelf {
		f = flags.ShorthandLookup(arg[1:])
	}
	return f != nil && f.NoOptDefVal == ""
}

func find(table []command, name string) (command, bool) {
	for _, cmd := range table {
		if cmd.name == name {
			return cmd, true
		}
	}
	return command{}, false
}

// flagSet makes the command's flags. They may stand before or after
// arguments; "--" ends them.
func (cmd command) flagSet() *pflag.FlagSet {
	flags := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.SortFlags = false
	flags.Usage = func() {}
	if cmd.flags != nil {
		cmd.flags(flags)
	}
	return flags
}

// unknownCommand names the nearest command.
func unknownCommand(table []command, name string) error {
	names := []string{"help"}
	for _, cmd := range table {
		names = append(names, cmd.name)
	}
	if strings.HasPrefix(name, "-") {
		return usagef("flag %s stands before a command: write izde COMMAND %s", name, name)
	}
	if near := nearest(name, names); near != "" {
		return usagef("unknown command %q: did you mean %q?", name, near)
	}
	return usagef("unknown command %q: izde help lists the commands", name)
}

// badFlag puts an error of the flag parser in izde's words.
func badFlag(flags *pflag.FlagSet, err error) error {
	if missing, ok := errors.AsType[*pflag.NotExistError](err); ok {
		if missing.GetSpecifiedShortnames() != "" {
			return usagef("unknown flag -%s in -%s: write -- before words that begin with a hyphen",
				missing.GetSpecifiedName(), missing.GetSpecifiedShortnames())
		}
		var names []string
		flags.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := nearest(missing.GetSpecifiedName(), names); near != "" {
			return usagef("unknown flag --%s: did you mean --%s?", missing.GetSpecifiedName(), near)
		}
		return usagef("unknown flag --%s: izde help %s lists the flags", missing.GetSpecifiedName(), flags.Name())
	}
	if lacking, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return usagef("flag --%s needs a value", lacking.GetFlag().Name)
	}
	if bad, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return usagef("flag --%s: %q is no %s", bad.GetFlag().Name, bad.GetValue(), bad.GetFlag().Value.Type())
	}
	return usagef("%w", err)
}

// nearest is the name that word was most likely meant for, "" where none is
// near: one that word begins, or one that a few edits make of it. In a short
// word one edit is enough to mean another.
func nearest(word string, names []string) string {
	best, least := "", max(2, len(word)/3)+1
	if len(word) < 4 {
		least = 2
	}
	for _, name := range names {
		if len(word) >= 2 && strings.HasPrefix(name, word) {
			return name
		}
		if d := edits(word, name); d < least {
			best, least = name, d
		}
	}
	return best
}

// edits is the Levenshtein distance of two ASCII words.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitute := diagonal
			if a[i] != b[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitute, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
