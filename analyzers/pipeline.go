package analyzers

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"izde/analyzers/english"
	"izde/analyzers/kazakh"
	"izde/analyzers/russian"
	"izde/analyzers/script"
)

// form is a token on its way through a pipeline.
type form struct {
	text   []byte // the term so far
	spare  []byte // room for the next one
	second []byte
	kind   Kind
	stop   bool
}

// filter is one step of a pipeline. It changes the term, never the offsets.
type filter struct {
	name  string
	apply func(*form)
}

// The pipelines. The order of the common steps matters: marks must compose
// before look-alikes are told apart (й is и and a breve), look-alikes are
// repaired in the case they are printed in (H is taken for Н, h for һ), Roman
// numerals are capitals, and diacritics go only when case is settled.
func kkPipeline() []filter {
	return []filter{
		{"compose", compose},
		{"suffix", dropSuffix},
		{"look-alikes", repair(script.Cyrillic)},
		{"roman", roman},
		{"lower", lower},
		{"number", number},
		{"stop", stop(func(w string) bool { return kazakh.IsStopWord(w) })},
		{"diacritics", plainLatin},
		{"join", joinParts},
		{"second", secondKazakh},
		{"stem", stemKazakh},
	}
}

func ruPipeline() []filter {
	return []filter{
		{"compose", compose},
		{"suffix", dropSuffix},
		{"look-alikes", repair(script.Cyrillic)},
		{"roman", roman},
		{"lower", lower},
		{"number", number},
		{"stop", stop(russian.IsStopWord)},
		{"diacritics", plainLatin},
		{"join", joinParts},
		{"second", secondRussian},
		{"stem", stemRussian},
	}
}

func enPipeline() []filter {
	return []filter{
		{"compose", compose},
		{"suffix", dropSuffix},
		{"look-alikes", repair(script.Latin)},
		{"roman", roman},
		{"lower", lower},
		{"number", number},
		{"diacritics", plainLatin},
		{"stop", stop(func(w string) bool { return english.IsStopWord(withoutApostrophes(w)) })},
		{"join", joinParts},
		{"second", secondEnglish},
		{"stem", stemEnglish},
	}
}

func keyPipeline() []filter {
	return []filter{
		{"compose", compose},
		{"suffix", dropSuffix},
		{"look-alikes", repair(script.Either)},
		{"roman", roman},
		{"number", number},
		{"key", key(script.AppendKey)},
		{"second", keepSecond},
		{"endings", keyStem},
	}
}

func namePipeline() []filter {
	return []filter{
		{"compose", compose},
		{"look-alikes", repair(script.Either)},
		{"number", number},
		{"key", key(script.AppendKey)},
	}
}

// into sets the term to what appendTo makes of it.
func (f *form) into(appendTo func(dst, word []byte) []byte) {
	f.text, f.spare = appendTo(f.spare[:0], f.text), f.text
}

func compose(f *form) {
	if f.kind == Address { // its signs stay
		f.into(func(dst, word []byte) []byte { return norm.NFC.Append(dst, word...) })
		return
	}
	f.into(script.AppendNormal)
	f.text = truncate(f.text, maxTermRunes) // no stemmer is asked about noise
}

// joinParts makes one word of a compound, when its parts are no longer asked
// for.
func joinParts(f *form) {
	if f.kind == Compound {
		f.text = bytes.ReplaceAll(f.text, []byte("-"), nil)
	}
}

// dropSuffix cuts the suffix off АҚШ-тың, 2030-ға and 1990s.
func dropSuffix(f *form) {
	if f.kind != Suffixed {
		return
	}
	if i := bytes.LastIndexAny(f.text, "-'"); i > 0 {
		f.text = f.text[:i]
		return
	}
	if i := bytes.IndexFunc(f.text, unicode.IsLetter); i > 0 {
		f.text = f.text[:i]
	}
}

func repair(prefer script.Script) func(*form) {
	return func(f *form) {
		if f.kind != Address {
			f.into(func(dst, word []byte) []byte { return script.Repair(dst, word, prefer) })
		}
	}
}

// roman writes ХХІ, in letters of either script, as xxi.
func roman(f *form) {
	if out, ok := script.Roman(f.spare[:0], f.text); ok {
		f.text, f.spare = out, f.text
		f.kind = Number
	}
}

func lower(f *form) { f.into(script.AppendLower) }

// number writes 1 000 and 1,000 as 1000, and 3,14 as 3.14.
func number(f *form) {
	if f.kind != Number {
		return
	}
	if i := bytes.LastIndexByte(f.text, ','); i >= 0 && len(f.text)-i-1 <= maxFraction {
		f.text[i] = '.'
	}
	f.into(func(dst, word []byte) []byte {
		for i, c := range word {
			if c != ',' && (c != '.' || i > 0) {
				dst = append(dst, c)
			}
		}
		return dst
	})
}

func stop(is func(string) bool) func(*form) {
	return func(f *form) {
		switch f.kind {
		case Word:
			f.stop = is(string(f.text))
		case Compound: // из-за
			f.stop = true
			for part := range bytes.SplitSeq(f.text, []byte("-")) {
				f.stop = f.stop && is(string(part))
			}
		}
	}
}

func withoutApostrophes(w string) string {
	return string(bytes.ReplaceAll([]byte(w), []byte("'"), nil))
}

func plainLatin(f *form) {
	if f.kind != Address {
		f.into(script.AppendPlainLatin)
	}
}

// stemmed reports whether the term is a word of letters.
func (f *form) stemmed() bool { return f.kind != Number && f.kind != Address }

// joined drops apostrophes from words of other languages, which the stemmers
// do not know.
func (f *form) joined() string {
	if bytes.IndexByte(f.text, '\'') >= 0 {
		f.text = bytes.ReplaceAll(f.text, []byte("'"), nil)
	}
	return string(f.text)
}

// The second term is the first letters of the word. Summed with the stem it
// mends what the stemmer parts (a fleeting vowel, an unknown ending): the two
// err on different words. Figures are in doc.go. Numbers stand in both fields.

// secondLetters is how many letters the second term has.
const secondLetters = 5

func secondKazakh(f *form) {
	f.keep()
	if f.stemmed() {
		// Without the letters that a keyboard may lack, so that казак meets қазақ.
		f.second = []byte(kazakh.Prefix(kazakh.Fold(kazakh.Normalize(string(f.second)))))
	}
}

func secondRussian(f *form) {
	f.keep()
	if f.stemmed() {
		f.second = firstLetters([]byte(russian.FoldYo(string(f.second))))
	}
}

func secondEnglish(f *form) {
	f.keep()
	if f.stemmed() {
		f.second = firstLetters(f.second)
	}
}

// keep makes a copy of the term without apostrophes the second term.
func (f *form) keep() { f.second = bytes.ReplaceAll(f.text, []byte("'"), nil) }

func firstLetters(word []byte) []byte {
	n := 0
	for i := range string(word) {
		if n == secondLetters {
			return word[:i]
		}
		n++
	}
	return word
}

func stemKazakh(f *form) {
	if f.stemmed() {
		f.text = append(f.text[:0], kazakh.Stem(kazakh.Normalize(f.joined()))...)
	}
}

func stemRussian(f *form) {
	if f.stemmed() {
		f.text = append(f.text[:0], russian.Stem(f.joined())...)
	}
}

func stemEnglish(f *form) {
	if f.stemmed() {
		f.text = append(f.text[:0], english.Stem(string(f.text))...)
	}
}

func key(appendKey func(dst, word []byte) []byte) func(*form) {
	return func(f *form) {
		if f.kind == Number || f.kind == Address {
			lower(f)
			return
		}
		f.into(appendKey)
	}
}

// keepSecond keeps the whole key beside the one without endings.
func keepSecond(f *form) { f.second = append([]byte(nil), f.text...) }

func keyStem(f *form) {
	if f.kind == Word || f.kind == Compound {
		f.text = f.text[:script.KeyStemLength(f.text)]
	}
}

// Bounds of a term in characters: no word is longer, and noise must not fill
// the dictionary. Addresses are.
const (
	maxTermRunes    = 64
	maxAddressRunes = 256
)

// truncate is term up to a number of characters.
func truncate(term []byte, runes int) []byte {
	if len(term) <= runes {
		return term
	}
	n := 0
	for i := range string(term) {
		if n == runes {
			return term[:i]
		}
		n++
	}
	return term
}

// valid reports that a term may be indexed.
func valid(term []byte) bool { return len(term) > 0 && utf8.Valid(term) }
