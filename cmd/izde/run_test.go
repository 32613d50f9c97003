package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
)

// izde runs one command line in this process.
func izde(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), code
}

func TestWrongCommandLines(t *testing.T) {
	for _, row := range []struct {
		why, line, says string
	}{
		{"a command misspelt", "serch x", `unknown command "serch": did you mean "search"?`},
		{"a command cut short", "gen", `did you mean "generations"?`},
		{"a command like no other", "frobnicate", "izde help lists the commands"},
		{"a flag misspelt", "index --corpsu x", "unknown flag --corpsu: did you mean --corpus?"},
		{"a flag like no other", "index --zzzzzzzz x", "izde help index lists the flags"},
		{"a flag before the command", "--index d search x", "stands before a command"},
		{"a flag without its value", "search x --index", "flag --index needs a value"},
		{"a number that is none", "search --limit ten x", `flag --limit: "ten" is no int`},
		{"a word outside a choice", "search --format xml x", `flag --format: "xml" is no text|json`},
		{"a query that looks like a flag", "search --index d war -peace", "write -- before words that begin with a hyphen"},
		{"an argument where none belongs", "version now", `takes no argument, but was given "now"`},
		{"no folder to search", "search x", "no index folder: give --index DIR"},
		{"an address that is none", "serve --index d --base-url search.example.kz", `--base-url "search.example.kz": want scheme and host`},
		{"nothing to index", "index --index d", "nothing to read: give --corpus PATH"},
		{"nothing to parse", "parse", "nothing to read"},
		{"flags that exclude each other", "analyze --stem --explain", "exclude each other"},
	} {
		t.Run(row.why, func(t *testing.T) {
			stdout, stderr, code := izde(t, "", strings.Fields(row.line)...)
			if code != exitUsage || stdout != "" {
				t.Errorf("izde %s: exit code %d and %q on standard output, want %d and nothing", row.line, code, stdout, exitUsage)
			}
			if !strings.Contains(stderr, row.says) || strings.Count(stderr, "\n") != 1 {
				t.Errorf("izde %s: standard error is %q, want one line with %q", row.line, stderr, row.says)
			}
		})
	}
}

func TestAHyphenBeforeALetterThatNoFlagHas(t *testing.T) {
	for _, row := range []struct{ why, line, query string }{
		{"a word that is excluded", "-i d қазақ -тілі", "қазақ -тілі"},
		{"at the beginning, before flags", "-дипломатия --index d", "-дипломатия"},
		{"before a quote", "-i d тіл -«әдебиет»", "тіл -«әдебиет»"},
		{"behind --", "-i d -- -тілі -war", "-тілі -war"},
		{"as the value of a flag", "--index -папка тілі", "тілі"},
		{"behind a flag that has its value", "--index=d --explain -тілі", "-тілі"},
	} {
		t.Run(row.why, func(t *testing.T) {
			flags := searchCommand().flagSet()
			if err := flags.Parse(markWords(flags, strings.Fields(row.line))); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(unmarkWords(flags.Args()), " "); got != row.query {
				t.Errorf("izde search %s: the query is %q, want %q", row.line, got, row.query)
			}
			if dir := flags.Lookup("index").Value.String(); strings.Contains(dir, wordMark) {
				t.Errorf("izde search %s: the folder is %q", row.line, dir)
			}
		})
	}
}

func TestAMissingArchiveLeavesNoIndexFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	stdout, stderr, code := izde(t, "", "index", "--corpus", "issues", "--index", "data")
	if code != exitFailed || stdout != "" || !strings.Contains(stderr, "issues") {
		t.Errorf("exit code %d, standard error %q", code, stderr)
	}
	if _, err := os.Stat("data"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder of the index was made: %v", err)
	}
}

func TestEveryHelpSaysWhatItsExitCodesMean(t *testing.T) {
	for _, cmd := range commands() {
		for _, line := range [][]string{{"help", cmd.name}, {cmd.name, "--help"}, {cmd.name, "-h"}} {
			stdout, stderr, code := izde(t, "", line...)
			if code != exitDone || stderr != "" {
				t.Errorf("izde %q: exit code %d, standard error %q", line, code, stderr)
			}
			for _, want := range append([]string{"izde " + cmd.name + ": ", "Usage: izde " + cmd.name, "Exit codes:", "  0  done", "  130  interrupted"}, codesOf(cmd)...) {
				if !strings.Contains(stdout, want) {
					t.Errorf("izde %q does not say %q", line, want)
				}
			}
		}
	}
	overview, _, _ := izde(t, "", "help")
	for _, cmd := range commands() {
		if !strings.Contains(overview, cmd.name+" ") || !strings.Contains(overview, cmd.summary) {
			t.Errorf("izde help leaves out %s", cmd.name)
		}
	}
}

func codesOf(cmd command) []string {
	var lines []string
	for _, e := range cmd.codes {
		lines = append(lines, e.meaning)
	}
	return lines
}

func TestNearest(t *testing.T) {
	names := []string{"index", "search", "serve", "parse"}
	for _, row := range []struct{ typed, want string }{
		{"indx", "index"}, {"inedx", "index"}, {"serv", "serve"}, {"s", ""}, {"banana", ""}, {"se", "search"},
	} {
		if got := nearest(row.typed, names); got != row.want {
			t.Errorf("nearest to %q: got %q, want %q", row.typed, got, row.want)
		}
	}
}

// brokenPipe is a standard output that nobody reads any more.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestABrokenPipeIsQuiet(t *testing.T) {
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"help"}, nil, brokenPipe{}, &stderr); code != exitDone || stderr.Len() != 0 {
		t.Errorf("exit code %d, standard error %q", code, stderr.String())
	}
}

// silence is an input that gives nothing and never ends; reading it tells.
type silence struct{ read chan<- struct{} }

func (s silence) Read([]byte) (int, error) {
	close(s.read)
	select {}
}

func TestACommandThatWaitsForInputCanBeInterrupted(t *testing.T) {
	for _, line := range []string{"analyze --stem", "parse -", "index --corpus - --index data", "search --index data -"} {
		t.Run(line, func(t *testing.T) {
			t.Chdir(t.TempDir())
			ctx, stop := context.WithCancelCause(t.Context())
			read := make(chan struct{})
			go func() { <-read; stop(errors.New("terminated")) }()
			var stdout, stderr bytes.Buffer
			code := run(ctx, strings.Fields(line), silence{read}, &stdout, &stderr)
			name, _, _ := strings.Cut(line, " ")
			if want := "izde " + name + ": interrupted\n"; code != exitInterrupted || stderr.String() != want {
				t.Errorf("exit code %d, standard error %q, want %d and %q", code, stderr.String(), exitInterrupted, want)
			}
		})
	}
}

func TestInterruptibleReadsAllThereIs(t *testing.T) {
	text := strings.Repeat("қазақ тілі\n", 20_000)
	for name, r := range map[string]io.Reader{
		"at once": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text)),
		"with the end": iotest.DataErrReader(strings.NewReader(text)),
	} {
		got, err := io.ReadAll(&interruptible{ctx: t.Context(), source: r})
		if err != nil || string(got) != text {
			t.Errorf("%s: read %d of %d bytes, error %v", name, len(got), len(text), err)
		}
	}
}
