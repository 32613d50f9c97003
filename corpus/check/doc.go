// Package check owns the librarian's report: what is in an archive, what is
// missing or wrong in it, where, and what to do about it.
//
//	report := check.Run(ctx, source.Read(ctx, source.Options{}, "archive/"))
//	report.WriteTable(os.Stdout)
//
// A Report counts, for each field and language, how many articles have it, and
// lists every Problem with its file and line: what could not be read, what an
// article lacks, identifiers that fail their check, texts in another language
// than they are filed under, articles and identifiers that occur twice,
// references that could not be parsed, and the repairs and doubts that reading
// left behind. The same Report is written as a table for a terminal, as CSV,
// as JSON and as one HTML page with charts that can be mailed.
package check
