package thesaurus

import "math"

const (
	// wordPlace is what the same place in a title or sentence is worth: word
	// order differs too much between the languages for more.
	wordPlace = 0.25
	// leastWord is the score below which words are not linked.
	leastWord = 0.4
	// maxCells bounds the pairs of words that are counted for two languages,
	// to half a second or so. Keywords come first, then titles, then sentences
	// of abstracts, so that large archives leave the vaguest out.
	maxCells = 1_500_000
)

// linkWords links the words of a title, sentence or keyword.
func linkWords(c *counts, u *unit, like func(x, y int32) float64) []link {
	return linkUnit(c, u, leastWord, func(u *unit, i, j int) float64 {
		near := wordPlace * (1 - math.Abs(place(i, len(u.x))-place(j, len(u.y))))
		return either(near, looks*like(u.x[i], u.y[j]))
	})
}

// Costs of an alignment of sentences, in the scale of the squared difference
// of lengths; after the bead priors of Gale and Church, "A program for
// aligning sentences in bilingual corpora", Computational Linguistics 19(1),
// 1993: 1-1 .89, 1-2 and 2-1 .089, 1-0 and 0-1 .0099.
const (
	costOne  = 0.12
	costTwo  = 2.4
	costNone = 4.6
	// lengthVariance is the variance of a length given that of the
	// translation, a letter: theirs is 6.8.
	lengthVariance = 6.8
)

// bead is an alignment of sentences x[i:i+nx] with y[j:j+ny].
type bead struct{ i, j, nx, ny int }

// alignSentences finds the cheapest alignment of two texts by dynamic
// programming over the lengths of their sentences, which are scaled so that
// the texts are of the same length.
func alignSentences(x, y []numbered) []bead {
	if len(x) == 0 || len(y) == 0 {
		return nil
	}
	ratio := float64(total(y)) / float64(max(total(x), 1))
	steps := []struct {
		nx, ny int
		cost   float64
	}{{1, 1, costOne}, {1, 2, costTwo}, {2, 1, costTwo}, {1, 0, costNone}, {0, 1, costNone}}
	width := len(y) + 1
	cost := make([]float64, (len(x)+1)*width)
	from := make([]bead, len(cost))
	for i := 0; i <= len(x); i++ {
		for j := 0; j <= len(y); j++ {
			if i+j == 0 {
				continue
			}
			best := math.Inf(1)
			for _, s := range steps {
				if s.nx > i || s.ny > j {
					continue
				}
				c := cost[(i-s.nx)*width+j-s.ny] + s.cost + lengthCost(total(x[i-s.nx:i]), total(y[j-s.ny:j]), ratio)
				if c < best {
					best = c
					from[i*width+j] = bead{i - s.nx, j - s.ny, s.nx, s.ny}
				}
			}
			cost[i*width+j] = best
		}
	}
	var beads []bead
	for i, j := len(x), len(y); i+j > 0; {
		b := from[i*width+j]
		if b.nx > 0 && b.ny > 0 {
			beads = append(beads, b)
		}
		i, j = b.i, b.j
	}
	return beads
}

// lengthCost is half the squared deviation of the lengths, in standard
// deviations: the negative logarithm of a normal density but for a constant.
func lengthCost(x, y int, ratio float64) float64 {
	if x == 0 || y == 0 {
		return 0
	}
	want := float64(x) * ratio
	d := (float64(y) - want) / math.Sqrt(want*lengthVariance)
	return d * d / 2
}

func total(s []numbered) int {
	n := 0
	for _, x := range s {
		n += x.length
	}
	return n
}
