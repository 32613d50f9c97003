// Package english owns the analysis of English words: the stem and the stop
// words. Words come in lower case and without diacritics, as package script
// gives them.
//
//	english.Stem("economies")    // "economi"
//	english.Stem("kazakhstan's") // "kazakhstan"
//	english.IsStopWord("which")  // true
package english
