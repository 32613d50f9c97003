package thesaurus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
)

// Observation is what an Article tells about translations, analysed.
type Observation struct {
	keywords  [languages][]keyword
	title     [languages][]word
	sentences [languages][]sentence // of the abstract
}

// keyword is an entry of a keyword list and the words that it is made of.
type keyword struct {
	word
	parts []word
}

// sentence is one sentence of an abstract. Its length in letters is what
// sentences are aligned by.
type sentence struct {
	words  []word
	length int
}

// Observer analyses Articles; one a goroutine.
type Observer struct{ reader *Reader }

// NewObserver returns an Observer.
func NewObserver() (*Observer, error) {
	r, err := NewReader()
	return &Observer{r}, err
}

// Observe analyses the keywords and the title of a and, with texts set, its
// abstract. Languages that stand alone tell nothing and are left out.
func (o *Observer) Observe(a *corpus.Article, texts bool) Observation {
	var obs Observation
	for i, code := range corpus.Languages() {
		lang := language(i)
		if len(a.Keywords) > 1 {
			obs.keywords[i] = o.keywords(lang, a.Keywords[code])
		}
		if len(a.Title) > 1 {
			obs.title[i] = o.reader.words(lang, a.Title[code])
		}
		if texts && len(a.Abstract) > 1 {
			for _, s := range sentences(a.Abstract[code]) {
				obs.sentences[i] = append(obs.sentences[i], sentence{o.reader.words(lang, s), utf8.RuneCountInString(s)})
			}
		}
	}
	return obs
}

// keywords analyses a list. What cannot be an entry keeps its place in the
// list, with an empty key, so that the others stay aligned.
func (o *Observer) keywords(lang language, list []string) []keyword {
	words := make([]keyword, len(list))
	for i, k := range list {
		if terms, _ := o.reader.terms(lang, k); len(terms) <= maxTerms {
			words[i] = keyword{word{strings.Join(terms, separator), k}, o.reader.wordsOf(k)}
		}
	}
	return words
}

// sentences cuts a text after full stops, question and exclamation marks that
// a blank and then no small letter follow; an initial does not end a sentence.
func sentences(text string) []string {
	var out []string
	start := 0
	var before, last rune // the two runes before a mark
	for i, r := range text {
		if (r == '.' || r == '!' || r == '?' || r == '\u2026') && ends(text[i+utf8.RuneLen(r):]) && !(unicode.IsUpper(last) && !unicode.IsLetter(before)) {
			out = append(out, strings.TrimSpace(text[start:i+utf8.RuneLen(r)]))
			start = i + utf8.RuneLen(r)
		}
		before, last = last, r
	}
	if rest := strings.TrimSpace(text[start:]); rest != "" {
		out = append(out, rest)
	}
	return out
}

// ends reports whether what follows a mark can begin a sentence.
func ends(rest string) bool {
	trimmed := strings.TrimLeft(rest, " \u00a0\n")
	if trimmed == "" || len(trimmed) == len(rest) {
		return trimmed == ""
	}
	r, _ := utf8.DecodeRuneInString(trimmed)
	return !unicode.IsLower(r)
}
