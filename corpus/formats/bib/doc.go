// Package bib owns bibliographies in BibTeX and RIS: each entry becomes an
// Article without a body.
//
//	articles, faults := bib.ReadBibTeX("works.bib", text)
//	articles, faults = bib.ReadRIS("works.ris", text)
//
// An entry that cannot be read is a Fault with its line, and the others are
// read.
package bib
