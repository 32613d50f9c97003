// Command izde makes an academic archive in Kazakh, Russian and English
// searchable. It owns what a person meets on the command line: flags, wiring,
// signals, progress and exit codes; the work is done by the packages below
// it.
//
//	izde index --corpus issues/ --index data
//	izde search --index data қазақ тілі
//	izde serve --index data --addr :8080
//
// Each command is a value of type command in the table of commands(), which
// also prints the help. Results go to standard output, everything else to
// standard error. The exit codes are those of exitCodes().
package main
