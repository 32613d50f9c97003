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
// in Russian; in the order of place.
type trigrams struct {
	odds []float32
}

// signs is how many signs trigrams are made of: the letters of Russian but ё,
// which is folded, the frame of a word, and all else.
const signs = 'я' - 'а' + 3

// sign numbers what trigrams are made of; 0 stands in none.
func sign(r rune) int {
	switch {
	case r >= 'а' && r <= 'я':
		return int(r-'а') + 1
	case r == '_':
		return signs - 1
	}
	return 0
}

// place is where the trigram of three signs stands in the table.
func place(a, b, c int) int { return (a*signs+b)*signs + c }

func parseTrigrams(tsv string) *trigrams {
	t := &trigrams{odds: make([]float32, signs*signs*signs)}
	for _, line := range strings.Split(tsv, "\n") {
		gram, odds, ok := strings.Cut(line, "\t")
		r := []rune(gram)
		if !ok || len(r) != 3 || line[0] == '#' {
			continue
		}
		if v, err := strconv.ParseFloat(odds, 64); err == nil {
			t.odds[place(sign(r[0]), sign(r[1]), sign(r[2]))] = float32(v * trigramShare)
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
	a, b := sign('_'), sign(w[0])
	for _, r := range w[1:] {
		c := sign(r)
		sum += float64(t.odds[place(a, b, c)])
		a, b = b, c
	}
	return sum + float64(t.odds[place(a, b, sign('_'))])
}
