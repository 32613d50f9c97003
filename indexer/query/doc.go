// Package query owns the language in which a person asks for articles: the
// parser of the search box and the syntax of filters. It knows nothing of
// indexes or analyzers.
//
//	q := query.Parse(`author:Абай "сөз өнері" -роман year:2019..2022`)
//	q.Root     // Words{author:Абай, "сөз өнері", Not{роман}, year:2019..2022}
//	q.String() // author:Абай "сөз өнері" -роман year:2019..2022
//	q.Notes    // what was done with what did not parse: here nothing
//
// Parse never fails. What cannot be understood is searched as words and a
// Note says so.
//
// # Grammar
//
// From the loosest to the tightest:
//
//	query  = both { "OR" both }           ИЛИ, НЕМЕСЕ, |
//	both   = words { "AND" words }        И, ЖӘНЕ, &&
//	words  = item { item }                juxtaposition: documents with all come first
//	item   = ["-" | "NOT"] choice         НЕ
//	choice = atom { "|" atom }            glued, as in lang:kk|ru
//	atom   = word | word"*" | phrase | "(" query ")" | label ":" choice | "*"
//
// So `a b OR c d` is `(a b) OR (c d)`. Operators are operators in capitals
// only. The Russian and Kazakh ones are plain words in a query without a
// single small letter (a title in capitals, pasted), and И is an initial
// where a single letter stands next to it. ЕМЕС is a plain word: in Kazakh it
// denies the word before it, which no one would expect of an operator. An
// operator without something to join is searched as a word; `\AND` is always
// the word.
//
// A phrase stands in "…", «…», “…” or „…“. A hyphen excludes at a word start
// only. A colon makes a label where a known one stands before it (labels.tsv)
// and the value follows at once; after a blank, where the label is not a
// common word of titles or the value can be nothing else (год: 2019).
package query
