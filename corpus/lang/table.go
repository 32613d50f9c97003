package lang

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words.tsv
var wordsTSV string

// wordTable holds the evidence of whole words and of endings. A positive
// weight speaks for the first language of the pair.
type wordTable struct {
	kazakh   *evidence // Kazakh against Russian
	english  *evidence // English against romanised text
	trigrams *trigrams
}

type evidence struct {
	words  map[string]float64
	ends   map[string]float64
	maxEnd int
}

// loadWords parses the embedded tables once. They are part of the program, so
// a mistake in one is a mistake of the program and found by its tests.
var loadWords = sync.OnceValue(func() *wordTable {
	t, err := parseWords(wordsTSV)
	if err != nil {
		panic(err)
	}
	t.trigrams = parseTrigrams(trigramsTSV)
	return t
})

func parseWords(tsv string) (*wordTable, error) {
	t := &wordTable{kazakh: newEvidence(), english: newEvidence()}
	err := eachEntry("words.tsv", tsv, func(kind, code string, weight float64, entry string) error {
		e, sign := t.side(code)
		e.add(kind, entry, sign*weight)
		return nil
	})
	return t, err
}

// eachEntry calls add for the entries of a table of evidence: the kind of entry,
// the language that it speaks for, how much in nats, and the entries of a row.
func eachEntry(name, tsv string, add func(kind, code string, weight float64, entry string) error) error {
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) != 4 {
			return fmt.Errorf("reading %s line %d: %d columns, want 4", name, n+1, len(col))
		}
		weight, err := strconv.ParseFloat(col[2], 64)
		if err != nil {
			return fmt.Errorf("reading %s line %d: %w", name, n+1, err)
		}
		for _, entry := range strings.Fields(col[3]) {
			if err := add(col[0], col[1], weight, entry); err != nil {
				return fmt.Errorf("reading %s line %d: %w", name, n+1, err)
			}
		}
	}
	return nil
}

// side says to which pair a language belongs, and on which side it stands.
func (t *wordTable) side(code string) (*evidence, float64) {
	switch code {
	case "kk":
		return t.kazakh, 1
	case "ru":
		return t.kazakh, -1
	case "en":
		return t.english, 1
	default:
		return t.english, -1
	}
}

func newEvidence() *evidence {
	return &evidence{words: map[string]float64{}, ends: map[string]float64{}}
}

func (e *evidence) add(kind, entry string, weight float64) {
	if kind == "end" {
		e.ends[entry] += weight
		e.maxEnd = max(e.maxEnd, len([]rune(entry)))
		return
	}
	e.words[entry] += weight
}

// weigh is the evidence of one word: of the word itself if it is listed, else
// of its longest listed ending.
func (t *wordTable) weigh(w []rune, e *evidence) float64 {
	var buf [4 * maxWord]byte
	b := buf[:0]
	var at [maxWord + 1]int
	for i, r := range w {
		at[i] = len(b)
		b = appendRune(b, r)
	}
	at[len(w)] = len(b)
	if v, ok := e.words[string(b)]; ok {
		return v
	}
	for n := min(e.maxEnd, len(w)-2); n > 0; n-- {
		if v, ok := e.ends[string(b[at[len(w)-n]:])]; ok {
			return v
		}
	}
	return 0
}

func appendRune(b []byte, r rune) []byte {
	if r == 0 {
		return append(b, '?')
	}
	return utf8.AppendRune(b, r)
}
