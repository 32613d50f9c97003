// Package pdf owns the text of born-digital PDF files.
//
//	doc, err := pdf.Text(ctx, data)
//	// doc.Text has the printed lines in reading order, a form feed before each
//	// page but the first, a blank line where paragraphs are set apart
//
// Characters and their places come from PDFium, compiled to WebAssembly and run
// inside the process, so that no program is installed and a damaged file cannot
// reach beyond its own memory. Lines, columns, superscripts and paragraphs are
// told from the places of the characters, since the order in which a file draws
// them need not be that of reading. A scan, which has no characters, is
// ErrScan.
package pdf
