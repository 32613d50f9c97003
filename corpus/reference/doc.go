// Package reference owns the entries of reference lists: it parses one printed
// entry into a corpus.Reference, and tells when two entries, in whatever
// script or romanisation, are the same work.
//
//	r := reference.Parse("Mansurov T. (2001). Dala epopeyasy [The epic of the steppe]. – Almaty: Bilim. – 368 p. (in Kazakh)")
//	// r.Authors = ["Mansurov T."], r.Year = 2001, r.Title = "Dala epopeyasy",
//	// r.TranslatedTitle = "The epic of the steppe", r.Place = "Almaty",
//	// r.Publisher = "Bilim", r.Pages = "368", r.Lang = "kk", r.Script = "Latn"
//
// The parser reads the styles that the journals of the region print: GOST R
// 7.0.5-2008, GOST 7.1-2003, GOST R 7.0.100-2018, APA, the Latinised list with
// the translated title in square brackets, Vancouver, IEEE, Chicago, legal
// acts, patents, standards, web pages, newspaper pieces and files of archives,
// whose shelfmark is their container and whose sheets are their pages. It goes
// by the grammar that they share rather than style by style: what is certain by
// its form (DOI, URL, notes of language and access) is taken out first, then
// the names at the head, the title up to the mark that ends it, and what
// remains is told part by part by its labels. The labels and telling words
// stand in words.tsv, the language marks in languages.tsv, the romanisations in
// romanisation.tsv.
//
// Nothing is invented: a field whose value does not stand in the entry stays
// empty, and an entry of which nothing can be told keeps its text and is
// marked Unparsed.
package reference
