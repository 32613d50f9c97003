package english

import (
	_ "embed"
	"strings"
	"sync"

	snowball "github.com/kljensen/snowball/english"
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
			set[w] = true
		}
	}
	return set
}

// IsStopWord reports whether a lower-case word carries no subject of its own.
func IsStopWord(word string) bool { return stopWords()[word] }

// Stem returns the Snowball (Porter 2) stem of a lower-case word without its
// possessive ending and apostrophes. Stop words are stemmed like others: they
// are searched in phrases.
func Stem(word string) string {
	word = Possessor(word)
	if strings.Contains(word, "'") {
		word = strings.ReplaceAll(word, "'", "")
	}
	return snowball.Stem(word, true)
}

// Possessor is a word without the possessive ending: 's or a last apostrophe.
func Possessor(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
}

// Data is the text of the package's tables, for fingerprints.
func Data() []string { return []string{stopWordList} }
