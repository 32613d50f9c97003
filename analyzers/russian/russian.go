package russian

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	snowball "github.com/kljensen/snowball/russian"
)

//go:embed data/stopwords.txt
var stopWordList string

//go:embed data/irregular.tsv
var irregularList string

//go:embed data/stems.tsv
var stemRuleList string

var stopWords = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for _, line := range lines(stopWordList) {
		for _, w := range strings.Fields(line) {
			set[FoldYo(w)] = true
		}
	}
	return set
})

// irregular maps forms to the word they are stemmed as.
var irregular = sync.OnceValue(func() map[string]string {
	table := make(map[string]string)
	for _, line := range lines(irregularList) {
		word, forms, _ := strings.Cut(line, "\t")
		for _, form := range strings.Fields(forms) {
			table[form] = word
		}
	}
	return table
})

// stemRule replaces the ending of a stem.
type stemRule struct {
	ending, to string
	before     int // letters that must stand before the ending
}

var stemRules = sync.OnceValue(func() []stemRule {
	var rules []stemRule
	for _, line := range lines(stemRuleList) {
		row := strings.Split(line, "\t")
		before, err := strconv.Atoi(row[2])
		if err != nil {
			panic(fmt.Errorf("reading data/stems.tsv %q: %w", line, err)) // embedded: a fault of the build
		}
		rules = append(rules, stemRule{row[0], strings.TrimPrefix(row[1], "-"), before})
	}
	return rules
})

// lines are the lines of a data file without comments.
func lines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimRight(line, "\r\n "); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// FoldYo writes ё as е, as most print does.
func FoldYo(word string) string { return strings.ReplaceAll(word, "ё", "е") }

// IsStopWord reports whether a lower-case word carries no subject of its own.
func IsStopWord(word string) bool { return stopWords()[FoldYo(word)] }

// StopWords lists the stop words, in no order.
func StopWords() []string { return slices.Collect(maps.Keys(stopWords())) }

// Stem returns the stem of a lower-case word: Snowball's, with ё as е, where
// the tables do not know better. Stop words are stemmed like others: they are
// searched in phrases.
func Stem(word string) string {
	word = FoldYo(word)
	if regular, ok := irregular()[word]; ok {
		word = regular
	}
	return settle(snowball.Stem(word, true))
}

// settle applies data/stems.tsv to a Snowball stem.
func settle(stem string) string {
	for _, r := range stemRules() {
		root, ok := strings.CutSuffix(stem, r.ending)
		if ok && utf8.RuneCountInString(root) >= r.before {
			return root + r.to
		}
	}
	return stem
}

// Data is the text of the package's tables, for fingerprints.
func Data() []string { return []string{stopWordList, irregularList, stemRuleList} }
