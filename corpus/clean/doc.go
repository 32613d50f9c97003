// Package clean owns the repair of printed text: bytes become a string
// (Decode), and the damage that typesetting, PDF extraction and mistyping
// leave in it is undone where that can be decided, and counted.
//
//	v := clean.NewVocabulary()
//	v.AddText(text) // the words of the archive decide about hyphens
//	var log clean.Log
//	p := clean.Paragraph([]clean.Line{{N: 1, Text: "the devel-"}, {N: 2, Text: "opment of Asia-"}, {N: 3, Text: "Pacific"}}, v, &log)
//	// p == "the development of Asia-Pacific", log.Repairs names both lines
//
// What cannot be decided stays as it was, and the log says so.
package clean
