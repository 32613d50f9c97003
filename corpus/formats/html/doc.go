// Package html owns web pages of journals.
//
//	page, err := html.Read("view.html", data)
//	// page.Article holds what the page's metadata say, nil if they say nothing;
//	// page.Text is the visible text, line by line.
//
// Metadata are read from the citation_ tags of Highwire Press, the Dublin Core
// tags, in all the languages that OJS prints there, and from JSON-LD of a
// ScholarlyArticle. A page without them is a text like any other.
package html
