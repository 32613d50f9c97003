// Package analyzers turns text into terms. It owns the tokenizer, the pipeline
// of each language, and what a query needs to meet words typed another way.
//
//	a, err := analyzers.For("ru")
//	var scratch analyzers.Scratch
//	tokens := a.AppendTokens(nil, []byte("конференциями COVID-19"), &scratch)
//	// tokens[0].Term is "конференц", [1] "covid", [2] "19"
//
// There are five analyzers: "kk", "ru" and "en" for text, "key" for references
// (romanisation key without endings), "name" for persons (key as it is).
//
// # Invariants
//
// analyzertest checks them over all analyzers. Terms are valid UTF-8 and hold
// no U+FFFD. Offsets are byte offsets into the text as given, ordered by Start,
// on rune boundaries. NFC and NFD text give the same terms. The result depends
// on the text alone; an Analyzer may be used by many goroutines at once, a
// Scratch by one.
//
// # Cost
//
// What the pipeline makes of a word is kept by the word as printed (cache.go),
// so a repeated word costs the tokenizer and one look-up, and allocates
// nothing.
package analyzers
