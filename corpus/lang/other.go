package lang

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"
)

//go:embed others.tsv
var othersTSV string

// votes is evidence in nats for each of the other languages, in the order of
// otherCodes.
type votes [4]float64

// otherCodes are the languages of the region that are told from the archive's.
func otherCodes() []string { return []string{"ky", "tg", "tr", "uz"} }

// against is how an entry of the table names what speaks against all of them.
const against = "own"

func (v *votes) add(w votes) {
	for i := range v {
		v[i] += w[i]
	}
}

// best is the language that most speaks for.
func (v *votes) best() (code string, nats float64) {
	at := 0
	for i := range v {
		if v[i] > v[at] {
			at = i
		}
	}
	return otherCodes()[at], v[at]
}

// others is the evidence of words, endings and letters for other languages.
type others struct {
	words   map[string]votes
	ends    map[string]votes
	longest int // ending, in bytes
	letters map[rune]votes
	twice   map[rune]votes    // of letters of which a word has two or more
	marked  [endCyrillic]bool // has an entry in letters or twice
}

var loadOthers = sync.OnceValue(func() *others {
	t, err := parseOthers(othersTSV)
	if err != nil {
		panic(err) // the table is part of the program
	}
	return t
})

func parseOthers(tsv string) (*others, error) {
	t := &others{words: map[string]votes{}, ends: map[string]votes{}, letters: map[rune]votes{}, twice: map[rune]votes{}}
	err := eachEntry("others.tsv", tsv, func(kind, code string, weight float64, entry string) error {
		v, err := votesOf(code, weight)
		if err != nil {
			return err
		}
		return t.add(kind, entry, v)
	})
	return t, err
}

func votesOf(code string, weight float64) (v votes, err error) {
	if code == against {
		for i := range v {
			v[i] = -weight
		}
		return v, nil
	}
	i := slices.Index(otherCodes(), code)
	if i < 0 {
		return v, fmt.Errorf("language %q", code)
	}
	v[i] = weight
	return v, nil
}

func (t *others) add(kind, entry string, v votes) error {
	into := func(m map[string]votes) {
		sum := m[entry]
		sum.add(v)
		m[entry] = sum
	}
	switch kind {
	case "word":
		into(t.words)
	case "end":
		into(t.ends)
		t.longest = max(t.longest, len(entry))
	case "letter", "twice":
		m := t.letters
		if kind == "twice" {
			m = t.twice
		}
		for _, r := range entry {
			sum := m[r]
			sum.add(v)
			m[r] = sum
			t.marked[r] = true
		}
	default:
		return fmt.Errorf("kind %q", kind)
	}
	return nil
}

// mostOfWord is how much one word says at most.
const mostOfWord = 4.0

// weigh is the evidence of one word in small letters, with ' for an apostrophe.
func (t *others) weigh(word []rune) (v votes) {
	var buf [utf8.UTFMax * maxWord]byte
	b := buf[:0]
	marked := false
	for _, r := range word {
		b = utf8.AppendRune(b, r)
		marked = marked || r < endCyrillic && t.marked[r]
	}
	if w, ok := t.words[string(b)]; ok {
		v = w
	} else {
		v = t.ending(b)
	}
	if marked {
		t.weighLetters(&v, word)
	}
	if v == (votes{}) {
		return v // as for most words
	}
	for i := range v {
		v[i] = clamp(v[i], mostOfWord)
	}
	return v
}

// ending is the evidence of the longest listed ending that two letters stand before.
func (t *others) ending(b []byte) votes {
	stem := 0
	for range 2 {
		_, size := utf8.DecodeRune(b[stem:])
		stem += size
	}
	for i := max(stem, len(b)-t.longest); i < len(b); i++ {
		if !utf8.RuneStart(b[i]) {
			continue
		}
		if v, ok := t.ends[string(b[i:])]; ok {
			return v
		}
	}
	return votes{}
}

// weighLetters adds the evidence of each letter of a word once, and that of two
// letters that stand in it together.
func (t *others) weighLetters(v *votes, word []rune) {
	pair := 0
	for i, r := range word {
		if r >= endCyrillic || !t.marked[r] {
			continue
		}
		if w, ok := t.letters[r]; ok && !slices.Contains(word[:i], r) {
			v.add(w)
		}
		if w, ok := t.twice[r]; ok {
			if pair++; pair == 2 {
				v.add(w)
			}
		}
	}
}
