// Package oaidc owns Dublin Core records as repositories give them over OAI-PMH
// and librarians save them.
//
//	articles, err := oaidc.Read("records.xml", data)
//
// A field that stands several times is read in all its languages: by xml:lang,
// and where that is missing by what the text shows. A record marked deleted is
// passed over.
package oaidc
