// Command bench measures izde beside SQLite FTS5 on a generated archive: how
// fast it indexes, how much room it takes, and how long queries of several
// kinds take, through the library and over HTTP. It is a module of its own, so
// that the database is no dependency of izde.
//
//	go run -mod=mod . --articles 20000 >report.md
//
// The archive and the queries follow from --articles and --seed alone. Words
// are those of the sample archive and more grown from them, drawn with Zipf's
// frequencies, so an index has the vocabulary of a large one, but the texts
// mean nothing: speed and size can be measured on them, relevance cannot.
//
// Every engine indexes in a process of its own, and izde also serves in one.
// SQLite gets one full-text table with a column for each field and language,
// its default tokenizer, no journal, a large cache and a merged index; a query
// takes ten hits by rank with a fragment each, and the counts of five facets
// by GROUP BY over the documents found, kept once. It has no equivalent of
// misspellings, word forms, romanisation and translations. Its AND finds only
// documents with all the words where izde also looks among translations and
// partial matches, so izde finds more and its times are for more.
package main
