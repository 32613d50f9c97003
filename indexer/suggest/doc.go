// Package suggest owns what appears under the search box while a person is
// typing: completions of titles, keywords and names of authors, from the
// beginning of any word of them.
//
// A Builder collects entries and writes a file; a Table is that file opened:
//
//	b := suggest.NewBuilder()
//	b.Add(suggest.Entry{Kind: suggest.Keyword, Text: "қазақ тілі", Langs: suggest.LangBit("kk"), Ref: 7, Count: 12})
//	…
//	err := b.Write("suggest.bin")
//	…
//	t, err := suggest.Open("suggest.bin")
//	for _, m := range t.Complete("казак т", "kk", 8) {
//		fmt.Println(m.Kind, m.Ref, m.Count) // keyword 7 12
//	}
//
// # How
//
// Texts are kept as lists of word numbers, the words sorted by their folded
// form (case, ё and the letters that a keyboard without Kazakh lacks do not
// count), so that what begins alike has neighbouring numbers. An array of all
// word starts, sorted by what follows, makes the texts that continue a typed
// text one stretch of it; a tree of maxima over their scores gives the best of
// a stretch without looking at the rest. The texts themselves are not kept:
// Ref says where the caller has them.
//
// Names are kept a second time under romanisation keys (script.Key), so that
// any script and scheme completes them. What finds nothing is tried with its
// words in any order, as Latin Kazakh, and on the other keyboard layouts.
package suggest
