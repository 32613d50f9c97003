// Package corpus owns the Article, the record that everything in izde is
// about, and below it the packages that make one out of raw sources.
//
//	a := &corpus.Article{
//		ID:    "10.5555-demo.2024.01",
//		Lang:  corpus.Kazakh,
//		Title: corpus.Text{"kk": "Дала мәдениеті", "ru": "Культура степи"},
//	}
//
// The packages below, in the order in which data flows through them:
//
//   - source finds the files of an archive, recognises each by content and
//     yields its Articles; a record that cannot be read is an error naming
//     file and line, and reading goes on after it
//   - clean decodes and repairs printed text
//   - lang identifies the language of a text
//   - rawtext splits the text of a printed issue into Articles
//   - formats reads PDF, DOCX, ODT, HTML, JATS, Dublin Core, BibTeX, RIS
//   - reference parses bibliographic entries
//   - check reports what is wrong in an archive
package corpus
