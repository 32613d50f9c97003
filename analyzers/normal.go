package analyzers

import "slices"

// Normal is the term of the first token of word without stemming: what a
// wildcard is compared with, and what makes two words the same word in
// another case or with another look-alike. It is empty where word has no
// token.
func (a *Analyzer) Normal(word string) string {
	spans := appendSpans(nil, []byte(word))
	if len(spans) == 0 {
		return ""
	}
	var f form
	f.reset([]byte(word)[spans[0].start:spans[0].end], spans[0].kind)
	for _, step := range a.filters {
		if !slices.Contains(stemmingFilters, step.name) {
			step.apply(&f)
		}
	}
	return string(f.text)
}

// stemmingFilters are the filters that cut endings off.
var stemmingFilters = []string{"stem", "endings"}
