package english

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	snowball "github.com/kljensen/snowball/english"
)

//go:embed data/stopwords.txt
var stopWordList string

//go:embed data/irregular.tsv
var irregularList string

// irregular maps forms to their words.
var irregular = sync.OnceValue(func() map[string]string {
	table := make(map[string]string)
	for line := range strings.Lines(irregularList) {
		form, word, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if ok && form[0] != '#' {
			table[form] = word
		}
	}
	return table
})

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

// StopWords lists the stop words, in no order.
func StopWords() []string { return slices.Collect(maps.Keys(stopWords())) }

// Stem returns the Snowball (Porter 2) stem of a lower-case word without its
// possessive ending and apostrophes, irregular forms under that of their word
// (men, man; criteria, criterion). Stop words are stemmed like others: they
// are searched in phrases.
func Stem(word string) string {
	word = Possessor(word)
	if strings.Contains(word, "'") {
		word = strings.ReplaceAll(word, "'", "")
	}
	if base, ok := irregular()[word]; ok {
		word = base
	}
	return snowball.Stem(American(word), true)
}

// Possessor is a word without the possessive ending: 's or a last apostrophe.
func Possessor(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
}

// Data is the text of the package's tables, for fingerprints.
func Data() []string { return []string{stopWordList, irregularList, spellingList} }
