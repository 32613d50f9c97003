package russian

import (
	_ "embed"
	"strings"
	"sync"

	snowball "github.com/kljensen/snowball/russian"
)

//go:embed data/stopwords.txt
var stopWordList string

var stopWords = sync.OnceValue(func() map[string]bool { return words(stopWordList) })

// words reads a list of one or more words a line; # opens a comment.
func words(list string) map[string]bool {
	set := make(map[string]bool)
	for line := range strings.Lines(list) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			set[FoldYo(w)] = true
		}
	}
	return set
}

// FoldYo writes ё as е, as most print does.
func FoldYo(word string) string { return strings.ReplaceAll(word, "ё", "е") }

// IsStopWord reports whether a lower-case word carries no subject of its own.
func IsStopWord(word string) bool { return stopWords()[FoldYo(word)] }

// Stem returns the Snowball stem of a lower-case word, with ё as е. Stop words
// are stemmed like others: they are searched in phrases.
func Stem(word string) string { return snowball.Stem(FoldYo(word), true) }

// Data is the text of the package's tables, for fingerprints.
func Data() []string { return []string{stopWordList} }
