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
// # Two terms a word
//
// Term is the stem. Second is the first five letters (kk: without the letters
// that keyboards lack; key: the key with its endings): the stemmer and the
// truncation err on different words, so the sum of two fields beats either.
// nDCG@10 by BM25, stop words left out of the query, title and text in one
// field:
//
//	                        kk-kazqad  ru-xquad  en-cranfield
//	k1=0.9 b=0.4
//	  stem                       .735      .952          .371
//	  stem + .5 second           .752      .958          .374
//	k1=1.2 b=0.75
//	  stem                       .742      .949          .382
//	  first letters              .724      .942          .371
//	  stem + .5 second           .765      .954          .386
//	  and .5 of both on titles   .777      .954          .408
//
// Character n-grams and the exact form as second term gained less; word pairs
// gained nothing in Russian.
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
// nothing: five million tokens a second and core and more.
//
// # What it gets wrong
//
// A space between groups of three digits joins them, also where they are two
// numbers. A word all of look-alike letters (сор, cop) is one word in all
// scripts. A Latin word may have a Kazakh reading by chance: QueryTerms weighs
// readings below what was typed, and whoever knows the vocabulary drops those
// it lacks. Of 12,935 Kazakh words of running text typed without their letters or in the
// alphabet of 2021, 98 in 100 are read right by one of twelve readings (81 by
// the first), in plain ASCII 95; costs and the number of readings were settled
// on the same words.
package analyzers
