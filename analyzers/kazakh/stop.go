package kazakh

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// stopWords reads data/stopwords.txt: words parted by spaces, a comment with the reason above each group.
var stopWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	err := eachLine(dataFiles, "data/stopwords.txt", func(f []string) error {
		for word := range strings.FieldsSeq(f[0]) {
			words[word] = true
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
	return words
})

// IsStopWord reports whether a normalised word carries no subject of its own.
func IsStopWord(normalised string) bool { return stopWords()[normalised] }

// StopWords lists the stop words, in no order.
func StopWords() []string { return slices.Collect(maps.Keys(stopWords())) }
