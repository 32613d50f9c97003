// Package docx owns word processor files: DOCX (ISO/IEC 29500) and ODT (ISO/IEC
// 26300).
//
//	text, err := docx.Text(data)
//
// The text has a line a paragraph and a blank line between paragraphs, which is
// how rawtext takes it. Superscripts are written ^{1}, numbers of automatic
// lists are counted and written out, a footnote follows its paragraph, cells of
// a table are parted by bars. Text that was deleted or hidden, page heads and
// comments are left out.
package docx
