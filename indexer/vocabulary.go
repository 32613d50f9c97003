package indexer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
)

// vocabulary counts the words of the archive as they are printed, lower case,
// by language: what spelling suggestions are made from. Titles, abstracts and
// keywords are proof-read, and names by those who bear them; bodies and
// references are not.
type vocabulary map[string]map[string]uint32

// beginning is how many bytes of a body stand for the abstract of a text that
// has none.
const beginning = 4096

// add counts the words of a, those of its longer texts too where texts says so.
func (v vocabulary) add(a *corpus.Article, texts bool) {
	for _, lang := range corpus.Languages() {
		v.count(lang, a.Title[lang])
		if texts {
			v.count(lang, a.Abstract[lang])
		}
		for _, k := range a.Keywords[lang] {
			v.count(lang, k)
		}
		for _, author := range a.Authors {
			v.count(lang, author.Name[lang])
		}
	}
	if texts && len(a.Abstract) == 0 {
		v.addBeginning(a)
	}
}

// addBeginning counts the words at the beginning of the body of a.
func (v vocabulary) addBeginning(a *corpus.Article) {
	left := beginning
	for _, s := range a.Sections {
		text := s.Text[:min(left, len(s.Text))]
		if len(text) < len(s.Text) { // not half a word
			text = text[:strings.LastIndexByte(text, ' ')+1]
		}
		v.count(a.Lang, text)
		if left -= len(text); left <= 0 || len(text) < len(s.Text) {
			return
		}
	}
}

// merge adds the counts of other.
func (v vocabulary) merge(other vocabulary) {
	for lang, words := range other {
		into := v[lang]
		if into == nil {
			v[lang] = words
			continue
		}
		for w, n := range words {
			into[w] += n
		}
	}
}

// count adds the words of a text. A word is a run of letters; numbers and
// codes are not corrected.
func (v vocabulary) count(lang, text string) {
	if text == "" {
		return
	}
	words := v[lang]
	if words == nil {
		words = map[string]uint32{}
		v[lang] = words
	}
	var buf []byte
	for _, r := range text {
		if unicode.IsLetter(r) {
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
			continue
		}
		if len(buf) > 0 {
			words[string(buf)]++
			buf = buf[:0]
		}
	}
	if len(buf) > 0 {
		words[string(buf)]++
	}
}
