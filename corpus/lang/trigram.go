package lang

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:generate go run gen.go

//go:embed trigrams.tsv
var trigramsTSV string

// trigramShare is how much of a trigram's evidence counts: those of one word
// overlap, so their sum says the same thing several times.
const trigramShare = 0.15

// trigrams holds, for letter trigrams of folded Cyrillic words (a word is
// framed by '_'), the logarithm of how much likelier each is in Kazakh than
// in Russian.
type trigrams struct {
	odds map[[3]rune]float64
}

func parseTrigrams(tsv string) *trigrams {
	t := &trigrams{odds: map[[3]rune]float64{}}
	for _, line := range strings.Split(tsv, "\n") {
		gram, odds, ok := strings.Cut(line, "\t")
		r := []rune(gram)
		if !ok || len(r) != 3 || line[0] == '#' {
			continue
		}
		if v, err := strconv.ParseFloat(odds, 64); err == nil {
			t.odds[[3]rune(r)] = v * trigramShare
		}
	}
	return t
}

// weigh sums the evidence of the trigrams of one word.
func (t *trigrams) weigh(w []rune) float64 {
	if len(t.odds) == 0 || len(w) == 0 {
		return 0
	}
	sum := 0.0
	a, b := '_', w[0]
	for _, c := range w[1:] {
		sum += t.odds[[3]rune{a, b, c}]
		a, b = b, c
	}
	return sum + t.odds[[3]rune{a, b, '_'}]
}
