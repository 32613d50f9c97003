package spell

import (
	"sort"
	"unicode/utf8"
)

// lexicon is a sorted list of words with their counts.
type lexicon struct {
	text   []byte
	ends   []uint32
	counts []uint32
}

// add appends a word that is greater than all before it.
func (l *lexicon) add(word []byte, count uint32) {
	l.text = append(l.text, word...)
	l.ends = append(l.ends, uint32(len(l.text)))
	l.counts = append(l.counts, count)
}

func (l *lexicon) word(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = l.ends[i-1]
	}
	return l.text[from:l.ends[i]]
}

// count returns the count of a word, 0 where it is not in the list.
func (l *lexicon) count(word string) uint32 {
	i := sort.Search(len(l.ends), func(i int) bool { return string(l.word(i)) >= word })
	if i == len(l.ends) || string(l.word(i)) != word {
		return 0
	}
	return l.counts[i]
}

// after returns the first place from i on whose word does not begin with
// prefix. It looks near first: most beginnings have few words.
func (l *lexicon) after(i int, prefix []byte) int {
	begins := func(i int) bool {
		w := l.word(i)
		return len(w) >= len(prefix) && string(w[:len(prefix)]) == string(prefix)
	}
	step := 1
	for i+step < len(l.ends) && begins(i+step) {
		i += step
		step *= 2
	}
	return i + 1 + sort.Search(min(step, len(l.ends)-i)-1, func(n int) bool { return !begins(i + 1 + n) })
}

// walker goes through a lexicon with the rows of the distance table for the
// letters of the current word.
type walker struct {
	typed  []rune
	budget cost
	costs  *costTable
	pairs  map[rune][]cost // letter → what each typed letter costs in its place
	path   []rune          // letters of the current word
	ends   []int           // path → byte behind the letter
	rows   [][]cost
}

// near calls visit for the words whose distance from some beginning of typed
// is within the budget: row[n] is the distance from its first n letters. The
// row is valid during the call only.
func (l *lexicon) near(typed []rune, budget cost, visit func(i int, row []cost)) {
	w := &walker{typed: typed, budget: budget, costs: costs(), pairs: map[rune][]cost{}}
	w.rows = append(w.rows, make([]cost, len(typed)+1))
	before := rune(0)
	for j, r := range typed {
		w.rows[0][j+1] = w.rows[0][j] + w.costs.drop(r, before)
		before = r
	}
	var last []byte
	for i := 0; i < len(l.ends); {
		word := l.word(i)
		w.back(common(last, word))
		last = word
		if dead := w.follow(word); dead > 0 {
			i = l.after(i, word[:dead])
			continue
		}
		visit(i, w.rows[len(w.path)])
		i++
	}
}

// common is the number of bytes that a and b begin with alike.
func common(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// back shortens the path to the whole letters within the first n bytes.
func (w *walker) back(n int) {
	for len(w.path) > 0 && w.ends[len(w.path)-1] > n {
		w.path = w.path[:len(w.path)-1]
		w.ends = w.ends[:len(w.path)]
	}
}

// follow lengthens the path to word. It stops behind the letter from which on
// no word can be within the budget, and returns the bytes up to there.
func (w *walker) follow(word []byte) (dead int) {
	at := 0
	if n := len(w.ends); n > 0 {
		at = w.ends[n-1]
	}
	for at < len(word) {
		r, size := utf8.DecodeRune(word[at:])
		at += size
		w.path = append(w.path, r)
		w.ends = append(w.ends, at)
		if w.row() > w.budget {
			return at
		}
	}
	return 0
}

// row computes the row of the last letter of the path and returns the least
// distance that any longer word may come to.
func (w *walker) row() cost {
	d := len(w.path)
	if len(w.rows) == d {
		w.rows = append(w.rows, make([]cost, len(w.typed)+1))
	}
	letter, before := w.path[d-1], rune(0)
	if d > 1 {
		before = w.path[d-2]
	}
	above, row := w.rows[d-1], w.rows[d]
	missing := w.costs.drop(letter, before)
	row[0] = above[0] + missing
	least := row[0]
	pairs := w.replacing(letter, d == 1)
	for j, r := range w.typed {
		typedBefore := rune(0)
		if j > 0 {
			typedBefore = w.typed[j-1]
		}
		c := min(above[j]+pairs[j], above[j+1]+missing, row[j]+w.costs.drop(r, typedBefore))
		if d > 1 && j > 0 && letter == typedBefore && before == r {
			c = min(c, w.rows[d-2][j-1]+swapped)
		}
		row[j+1] = c
		least = min(least, c)
	}
	for _, c := range above { // two letters may still change places
		least = min(least, c+swapped)
	}
	return least
}

// replacing returns what each typed letter costs in the place of a letter;
// atFirst tells that this is the first of its word.
func (w *walker) replacing(letter rune, atFirst bool) []cost {
	if pairs, ok := w.pairs[letter]; ok && !atFirst {
		return pairs
	}
	pairs := make([]cost, len(w.typed))
	for j, r := range w.typed {
		pairs[j] = w.costs.replace(letter, r, atFirst && j == 0)
	}
	if !atFirst {
		w.pairs[letter] = pairs
	}
	return pairs
}
