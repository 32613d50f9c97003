// Package thesaurus owns what the archive knows about translations: which
// keyword of one language is which of another, and how sure that is.
//
//	observer, err := thesaurus.NewObserver()
//	…
//	miner := thesaurus.NewMiner()
//	for doc, article := range articles {
//		miner.Add(uint32(doc), observer.Observe(article, true))
//	}
//	t := miner.Mine()
//	terms, _ := reader.Terms("en", "humanitarian diplomacy")
//	t.Lookup(reader, "en", terms)
//	// гуманитарлық дипломатия (kk, .80), гуманитарная дипломатия (ru, .79)
//
// # Entries
//
// An entry is a language and a sequence of terms, by the analyzer of that
// language and without stop words, so that a query in any inflection meets
// it. A translation has a weight from 0 to 1, the number of articles that
// agree on it and the first few of those articles.
//
// # Mining
//
// The keyword lists of an article are linked one to one, the surest pair
// first (link.go, keywords.go). Three independent reasons make a pair sure,
// joined as 1-(1-a)(1-b)(1-c):
//
//   - association: Dice's coefficient over the other articles of the archive;
//   - places: the same place in lists of equal length; in lists of different
//     length, the same place between linked neighbours;
//   - likeness: a shared beginning of the romanised words.
//
// The same is done with the words of linked keywords, of titles, and of the
// sentences of abstracts, which are aligned by length first (text.go): places
// then say little and association much. These pairs count for less than those
// of keywords (wordFactor).
//
// # Weight
//
// The weight of x → y is f(x)^.75 · f(y)^.25, where f is the share of the
// articles that agree on the pair among those in which x, or y, was linked
// (keywords) or occurs beside text of the other language (words). A link adds
// its sureness rather than one, and one article is added to the total
// (doubt), so that a single article is believed by half. What weighs less than
// leastWeight is dropped, and what a single article supports by the places of
// its words alone (leastSingle). What has no translation into a language gets those
// of its translations into the third one (pivot), at their product.
//
// # SKOS
//
// AddSKOS adds the labels of a librarian's thesaurus (skos.go), plain or
// SKOS-XL, in RDF/XML (rdfxml.go), Turtle (turtle.go) or JSON-LD (jsonld.go,
// through json-gold). The Go libraries for the first two that could be had lose
// language tags or are no longer kept, so those syntaxes are read here, as far
// as labels need it. Remote contexts are never fetched.
//
// # Figures
//
// Known items across languages, on the sample archive (26 articles, 142
// questions, `izde eval --from-keywords`): recall@10 .25 as typed, .96 with
// what other articles teach, .99 with everything. Invented keyword lists, a
// sixth with a keyword missing and a twentieth in another order: 99% of the
// keywords are translated, all of them rightly.
//
// What it gets wrong: half of a compound may stand for the whole (balance, of
// "balancing market"), and what is always printed together is told apart by
// looks and places alone.
//
// # Sources of the formulas
//
//   - competitive linking: I. D. Melamed, "Models of translational equivalence
//     among words", Computational Linguistics 26(2), 2000;
//   - Dice's coefficient for translation: F. Smadja, K. McKeown,
//     V. Hatzivassiloglou, "Translating collocations for bilingual lexicons",
//     Computational Linguistics 22(1), 1996;
//   - cognates by a shared beginning: M. Simard, G. Foster, P. Isabelle, "Using
//     cognates to align sentences in bilingual corpora", TMI 1992;
//   - sentence alignment: W. Gale, K. Church, "A program for aligning sentences
//     in bilingual corpora", Computational Linguistics 19(1), 1993.
package thesaurus
