// Package source owns the way into an archive: it finds the files, recognises
// each by its content and yields the Articles in it.
//
//	for a, err := range source.Read(ctx, source.Options{}, "archive/") {
//		if err != nil {
//			log.Print(err) // names file and line; reading goes on
//			continue
//		}
//		fmt.Println(a.ID, a.Title)
//	}
//
// A file's name says nothing about its kind: JSON lines, PDF, DOCX, ODT, HTML,
// JATS, OAI-PMH Dublin Core, BibTeX and RIS are told by their first bytes, and
// what is none of these is read as the text of a printed issue. A file named
// izde.yaml beside the files, or in a folder above them up to the folder that
// was asked for, says what the texts do not: see Config.
package source
