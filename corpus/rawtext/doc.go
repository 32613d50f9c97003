// Package rawtext owns the splitting of raw text, as it comes out of a
// printed issue or an author's file, into Articles.
//
//	res := rawtext.Split("issue.txt", text, rawtext.Options{})
//	for _, a := range res.Articles { … }
//	for _, l := range res.Lines { … } // where each source line went
//
// The way of the text: lines are cleaned and furniture (page numbers, running
// heads, link echoes) is set aside (lines.go, furniture.go, folios.go,
// heads.go); each line is described by features and by the label it begins with
// (label.go, features.go, shapes.go); a Viterbi decoder finds the likeliest
// sequence of parts under a small grammar of what follows what (grammar.go,
// decode.go); runs of metadata between bodies are shared out among Articles by
// what they repeat and by whom they name (articles.go), after texts without
// apparatus (notices.go, signatures.go) and abstracts behind their article
// (trailing.go) are told from them; the parts are read into fields (assemble.go
// and its neighbours). Every line of the source ends in a field or in a named
// class of furniture.
package rawtext
