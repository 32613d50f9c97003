// Package xmltree owns reading XML into a small tree within limits, for the
// formats whose meaning lies in nesting.
//
//	root, err := xmltree.Parse(data)
//	for _, kwd := range root.All("kwd") {
//		fmt.Println(kwd.Line, kwd.Lang(), kwd.Plain())
//	}
//
// Nothing is fetched, and of entities only the predefined ones and the names of
// HTML are known, so a document cannot grow by expanding them.
package xmltree
