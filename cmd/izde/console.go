package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/term"

	"izde/corpus/source"
)

// console is where a command reads and writes.
type console struct {
	in       io.Reader
	out      *bufio.Writer // results; flushed at the end of the run
	err      io.Writer     // everything else
	terminal bool          // err is a terminal
	colour   bool          // out is a terminal that takes colours
}

// warn writes one line to standard error.
func (c *console) warn(command, format string, args ...any) {
	fmt.Fprintln(c.err, "izde "+command+": "+oneLine(fmt.Sprintf(format, args...)))
}

// doubt tells what is noticed in an archive and hinders nothing.
func (c *console) doubt(command string, doubts []*source.Doubt) {
	for _, d := range doubts {
		c.warn(command, "%v", d)
	}
}

// json writes v as one line, with <, > and & as they are.
func (c *console) json(v any) error {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// isTerminal says whether w is a terminal that can rewrite a line.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
}

// colourful says whether w is a terminal whose reader wants colours
// (https://no-color.org).
func colourful(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == ""
}

// printable takes control characters out of the archive's text, which could
// otherwise command a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// choice is a flag that takes one of a few words.
type choice struct {
	value string
	words []string
}

// oneOf makes a choice whose first word is the default.
func oneOf(words ...string) *choice { return &choice{words[0], words} }

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.words, "|") }

func (c *choice) Set(s string) error {
	if !slices.Contains(c.words, s) {
		return fmt.Errorf("want one of %s", strings.Join(c.words, ", "))
	}
	c.value = s
	return nil
}
