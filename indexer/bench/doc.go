// Command bench measures izde beside SQLite FTS5 on a generated archive: how
// fast it indexes, how much room it takes, and how long queries of several
// kinds take, through the library and over HTTP. It is a module of its own, so
// that the database is no dependency of izde.
//
//	go run . --articles 20000
package main
