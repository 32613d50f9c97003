package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"izde/corpus/check"
	"izde/corpus/source"
)

func checkCommand() command {
	var output string
	format := oneOf("table", "csv", "json", "html")
	return command{
		name:    "check",
		args:    "PATH...",
		summary: "report what an archive holds and what is wrong in it",
		about: `
Reads files and folders as izde index does, and reports which fields are there
in which language, and every problem with its file, its line and what to do
about it: missing abstracts, keyword lists of different length, identifiers that
fail their check, articles that occur twice, references that could not be
parsed, repairs and doubts. CSV and JSON list each repair, with its line and
column and what it was before and after; the table and the HTML report, which is
one page that can be mailed, count them and show the first of each kind.`,
		examples: []string{
			"izde check issues/",
			"izde check --format html --output report.html issues/",
		},
		codes: []exit{sourcesSkipped()},
		flags: func(fs *pflag.FlagSet) {
			fs.VarP(format, "format", "f", "form of the report")
			fs.StringVarP(&output, "output", "o", "-", "write the report to `FILE`, - for standard output")
		},
		run: func(ctx context.Context, c *console, args []string) error {
			if len(args) == 0 {
				return usagef("nothing to check: give a file or folder, or - for standard input")
			}
			each := format.value == "csv" || format.value == "json"
			report := check.Run(ctx, source.Read(ctx, source.Options{Stdin: c.in, Repairs: each}, args...))
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if report.Stopped != "" {
				return errors.New(report.Stopped)
			}
			if err := writeReport(c, report, format.value, output); err != nil {
				return err
			}
			return skipped(unreadable(report))
		},
	}
}

// writeReport writes the report in a form to a file.
func writeReport(c *console, report *check.Report, form, output string) error {
	write := map[string]func(io.Writer) error{
		"table": report.WriteTable, "csv": report.WriteCSV, "json": report.WriteJSON, "html": report.WriteHTML,
	}[form]
	if output == "-" {
		return write(c.out)
	}
	file, err := os.Create(output)
	if err != nil {
		return err
	}
	if err := errors.Join(write(file), file.Close()); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// unreadable is the number of records and files that could not be read.
func unreadable(report *check.Report) int {
	for _, code := range report.Codes {
		if code.Code == "unreadable" {
			return code.Problems
		}
	}
	return 0
}
