// Package jats owns articles in JATS XML (NISO Z39.96), 1.0 to 1.3, and in the
// NLM journal tag sets before it.
//
//	articles, err := jats.Read("a.xml", data)
//
// Titles, abstracts, keywords, names and affiliations are read in all their
// languages, whichever of the ways of the tag set gives them: trans-title-group,
// trans-abstract, kwd-group with xml:lang, name-alternatives, aff-alternatives,
// or a sub-article that is a translation. References are taken from their
// elements, and what those do not tell from the printed text.
package jats
