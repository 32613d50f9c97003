// Package corpus owns the Article and everything that makes one: reading
// raw sources, cleaning and splitting them, parsing reference entries, and
// checking the result.
//
// A source is read by [Open], which recognises the format by content and
// yields Articles one by one; a record that cannot be read is a
// [*SourceError] naming file and line, and reading goes on after it:
//
//	for article, err := range corpus.Read(ctx, corpus.Options{}, "issues/") {
//		if err != nil {
//			log.Print(err) // reading issues/2021-2.txt line 17: …
//			continue
//		}
//		fmt.Println(article.ID, article.Title["kk"])
//	}
//
// Parts that are a world of their own have packages below this one:
// lang (language identification), clean (repairs of printed text), rawtext
// (splitting an issue's text into articles), reference (bibliographic
// entries), and formats (PDF, DOCX, JATS and the rest).
package corpus
