package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// help prints the list of commands, or the help of the command named.
func help(w io.Writer, table []command, args []string) error {
	if len(args) == 0 {
		printOverview(w, table)
		return nil
	}
	if len(args) > 1 {
		return usagef("help takes the name of one command")
	}
	cmd, ok := find(table, args[0])
	if !ok {
		return unknownCommand(table, args[0])
	}
	printHelp(w, cmd)
	return nil
}

// printOverview lists the commands and the exit codes.
func printOverview(w io.Writer, table []command) {
	fmt.Fprintln(w, "izde makes an academic archive in Kazakh, Russian and English searchable.")
	fmt.Fprintln(w, "\nUsage: izde COMMAND [FLAGS] [ARGUMENTS]")
	fmt.Fprintln(w, "\nCommands:")
	for _, cmd := range table {
		fmt.Fprintf(w, "  %-12s %s\n", cmd.name, cmd.summary)
	}
	fmt.Fprintf(w, "  %-12s %s\n", "help", "explain a command: izde help COMMAND")
	printExits(w, append(exitCodes(), sourcesSkipped(), noIndex()))
	fmt.Fprintln(w, "\nTo see an archive at work: izde index --corpus testdata/archive --index data && izde serve --index data")
}

// printHelp prints what a person needs to use cmd.
func printHelp(w io.Writer, cmd command) {
	fmt.Fprintf(w, "izde %s: %s\n", cmd.name, cmd.summary)
	flags := cmd.flagSet()
	usage := "izde " + cmd.name
	if flags.HasFlags() {
		usage += " [FLAGS]"
	}
	fmt.Fprintln(w, "\nUsage: "+strings.TrimSpace(usage+" "+cmd.args))
	if cmd.about != "" {
		fmt.Fprintln(w, "\n"+strings.TrimSpace(cmd.about))
	}
	if flags.HasFlags() {
		fmt.Fprint(w, "\nFlags:\n"+flags.FlagUsages())
	}
	if len(cmd.examples) > 0 {
		fmt.Fprintln(w, "\nExamples:")
		for _, e := range cmd.examples {
			fmt.Fprintln(w, "  "+e)
		}
	}
	printExits(w, append(exitCodes(), cmd.codes...))
}

func printExits(w io.Writer, codes []exit) {
	slices.SortFunc(codes, func(a, b exit) int { return a.code - b.code })
	fmt.Fprintln(w, "\nExit codes:")
	for _, e := range codes {
		fmt.Fprintf(w, "  %3d  %s\n", e.code, e.meaning)
	}
}
