// Package kazakh owns the analysis of Kazakh words: normal form, stem, prefix, folding of the letters that a keyboard
// lacks, Latin spellings, stop words. It depends on nothing but the standard library and golang.org/x/text.
//
//	word := kazakh.Normalize("Мектептеріміздегі")
//	stem := kazakh.Stem(word) // мектеп
//
// [Explain] shows every segmentation that was considered and why one won.
package kazakh
