package indexer

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
	"izde/indexer/spell"
)

// vocabulary counts the words of the archive as they are printed, lower case,
// by language, and those of the authors' names under spell.Names: what spelling
// suggestions are made from. Titles, abstracts and keywords are proof-read, and
// names by those who bear them; bodies and references are not. Counts are pointers, so that a word that is known is
// counted without a copy of it.
type vocabulary map[string]map[string]*uint32

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
			v.count(spell.Names, author.Name[lang])
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

// merge adds the counts of other, which is then no longer to be used.
func (v vocabulary) merge(other vocabulary) {
	for lang, words := range other {
		into := v[lang]
		if into == nil {
			v[lang] = words
			continue
		}
		for w, n := range words {
			if have := into[w]; have != nil {
				*have += *n
			} else {
				into[w] = n
			}
		}
	}
}

// counts returns the counts of all words.
func (v vocabulary) counts() map[string]map[string]uint32 {
	counts := map[string]map[string]uint32{}
	for lang, words := range v {
		counts[lang] = make(map[string]uint32, len(words))
		for w, n := range words {
			counts[lang][w] = *n
		}
	}
	return counts
}

// count adds the words of a text. A word is a run of letters; numbers and
// codes are not corrected.
func (v vocabulary) count(lang, text string) {
	if text == "" {
		return
	}
	words := v[lang]
	if words == nil {
		words = map[string]*uint32{}
		v[lang] = words
	}
	small := smallLetters()
	var buf []byte
	for _, r := range text {
		if r < lettersLimit {
			r = small[r]
		} else if unicode.IsLetter(r) {
			r = unicode.ToLower(r)
		} else {
			r = 0
		}
		if r != 0 {
			buf = utf8.AppendRune(buf, r)
			continue
		}
		addWord(words, buf)
		buf = buf[:0]
	}
	addWord(words, buf)
}

func addWord(words map[string]*uint32, word []byte) {
	if len(word) == 0 {
		return
	}
	if n := words[string(word)]; n != nil {
		*n++
		return
	}
	n := uint32(1)
	words[string(word)] = &n
}

// lettersLimit is past the letters of the archive's languages.
const lettersLimit = 0x0530

// smallLetters gives the small form of every letter below lettersLimit, and 0
// for what is none.
var smallLetters = sync.OnceValue(func() *[lettersLimit]rune {
	var t [lettersLimit]rune
	for r := range rune(lettersLimit) {
		if unicode.IsLetter(r) {
			t[r] = unicode.ToLower(r)
		}
	}
	return &t
})
