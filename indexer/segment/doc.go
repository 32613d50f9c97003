// Package segment owns the inverted index in the making: it gathers the terms
// of documents and writes them as Bleve segments (zap format, version 17),
// which Bleve's own segment plugin reads and merges.
//
//	var titles segment.Inverter
//	titles.Add("steppe", analyzers.Hash("steppe"))
//	titles.EndDocument(0)
//	…
//	buffer := segment.NewBuffer([]string{"title"})
//	buffer.Append(&segment.Run{IDs: ids, Fields: []segment.Field{titles.Take()}})
//	err := buffer.Write(ctx, "segment-0.zap")
//
// # Why not the plugin
//
// The plugin takes documents, each field with a map of its terms, and looks
// every term of every document up in maps of its own, twice; its segments of a
// thousand documents are then merged, which reads and writes all postings
// again. That was half of what a build cost. Here a term of a document is
// looked up once, a term of a run once more, postings stay packed in memory,
// some two bytes each, and a segment is written once, whole.
//
// What is written is what the plugin would have merged, byte for byte, as far
// as izde uses the format: terms with frequencies, without locations and doc
// values, and the document ids as the stored and indexed field "_id". One
// thing differs: where the plugin keeps the length of the field with each
// posting, this writes 1, since lengths are read from the columns.
//
// The format is described in zap.md of github.com/blevesearch/zapx.
package segment
