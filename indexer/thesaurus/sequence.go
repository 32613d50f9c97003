package thesaurus

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"izde/analyzers"
	"izde/analyzers/script"
	"izde/corpus"
)

// separator stands between the terms of a key. No analyzer lets a control
// character into a term.
const separator = "\x1f"

// maxTerms is the length of an entry: keywords beyond it are sentences that
// nobody types.
const maxTerms = 6

// language is the place of a language in corpus.Languages.
type language uint8

const languages = 3

// languageOf returns the number of a BCP 47 code.
func languageOf(code string) (language, bool) {
	for i, l := range corpus.Languages() {
		if l == code {
			return language(i), true
		}
	}
	return 0, false
}

func (l language) code() string { return corpus.Languages()[l] }

// Reader analyses text as entries are analysed; for one goroutine.
type Reader struct {
	analyzers [languages]*analyzers.Analyzer
	tokens    []analyzers.Token
	scratch   analyzers.Scratch
}

// NewReader returns a Reader.
func NewReader() (*Reader, error) {
	r := &Reader{}
	for i, code := range corpus.Languages() {
		a, err := analyzers.For(code)
		if err != nil {
			return nil, fmt.Errorf("thesaurus: %w", err)
		}
		r.analyzers[i] = a
	}
	return r, nil
}

// Terms returns the terms of a text in a language (BCP 47), as Lookup takes
// them, and whether there are others than stop words. Of a compound, its parts
// are terms; stop words are only where there is nothing else.
func (r *Reader) Terms(lang, text string) (terms []string, content bool) {
	l, ok := languageOf(lang)
	if !ok {
		return nil, false
	}
	return r.terms(l, text)
}

func (r *Reader) terms(lang language, text string) (terms []string, content bool) {
	r.tokens = r.analyzers[lang].AppendTokens(r.tokens[:0], []byte(text), &r.scratch)
	var stops []string
	for i := range r.tokens {
		switch t := &r.tokens[i]; {
		case t.Kind == analyzers.Compound:
		case t.Stop:
			stops = append(stops, t.Term)
		default:
			terms = append(terms, t.Term)
		}
	}
	if len(terms) == 0 {
		return stops, false
	}
	return terms, true
}

// words returns the words of running text that may have a translation of
// their own: no stop words, numbers or single letters.
func (r *Reader) words(lang language, text string) []word {
	r.tokens = r.analyzers[lang].AppendTokens(r.tokens[:0], []byte(text), &r.scratch)
	return r.wordsOf(text)
}

// wordsOf are the words among the tokens of a text that was just analysed.
func (r *Reader) wordsOf(text string) []word {
	words := make([]word, 0, len(r.tokens))
	for i := range r.tokens {
		t := &r.tokens[i]
		printed := text[t.Start:t.End]
		if t.Stop || t.Kind != analyzers.Word || utf8.RuneCountInString(printed) < 2 {
			continue
		}
		words = append(words, word{t.Term, printed})
	}
	return words
}

// word is a unit that is translated: a keyword or a single word.
type word struct {
	key  string // terms joined by separator
	text string // as printed
}

// cognateForm is the form in which loans and names of the three languages
// look alike, word by word: the romanisation key, with the letters folded by
// which Latin words differ from their Cyrillic borrowings (c read as к or ц, h
// as г or х).
func cognateForm(text string) [][]byte {
	var out [][]byte
	for part := range strings.FieldsSeq(text) {
		key := script.AppendKey(nil, []byte(part))
		for _, fold := range cognateFolds() {
			key = bytes.ReplaceAll(key, []byte(fold[0]), []byte(fold[1]))
		}
		out = append(out, key)
	}
	return out
}

func cognateFolds() [][2]string {
	return [][2]string{{"ts", "k"}, {"th", "t"}, {"ph", "f"}, {"ch", "g"}, {"h", "g"}, {"y", "i"}, {"w", "v"}}
}

const (
	// minCognate is the shared beginning, as a share of the longer word, from
	// which two words are taken for cognates.
	minCognate = 0.6
	// minCognateLetters is the shared beginning in letters: less than that,
	// chance is at work.
	minCognateLetters = 4
)

// cognate returns how far two words or phrases look alike, 0 or
// minCognate..1: for phrases, the mean over the words of the longer one.
func cognate(a, b [][]byte) float64 {
	if len(a) < len(b) {
		a, b = b, a
	}
	sum := 0.0
	for _, w := range a {
		best := 0.0
		for _, v := range b {
			best = max(best, cognateWord(w, v))
		}
		sum += best
	}
	return sum / float64(max(len(a), 1))
}

func cognateWord(a, b []byte) float64 {
	if len(a) == 0 || len(b) == 0 || a[0] != b[0] {
		return 0
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	share := float64(n) / float64(max(len(a), len(b), 1))
	if share < 1 && (n < minCognateLetters || share < minCognate) {
		return 0
	}
	return share
}
