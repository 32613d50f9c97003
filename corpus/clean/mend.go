package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxFragments is how many pieces one word is taken to be broken into.
const maxFragments = 4

// mend joins words that have spaces where soft hyphens were: "қауым дас тық".
// It is done only where the whole word stands unbroken in the archive and at
// least one piece is no word of it.
func (v *Vocabulary) mend(s string, lineAt func(int) int, log *Log) string {
	if len(v.words) == 0 || !strings.Contains(s, " ") {
		return s
	}
	var out []byte
	at := 0
	for i := 0; i < len(s); {
		start, end := nextWord(s, i)
		if start < 0 {
			break
		}
		stop, whole := v.pieces(s, start, end)
		if stop == 0 {
			i = end
			continue
		}
		out = append(append(out, s[at:start]...), whole...)
		log.repair(CodeSplitWord, lineAt(start), s[start:stop], whole)
		at, i = stop, stop
	}
	if at == 0 {
		return s
	}
	return string(append(out, s[at:]...))
}

// nextWord finds the next run of letters at or after i.
func nextWord(s string, i int) (start, end int) {
	start = -1
	for j, r := range s[i:] {
		letter := unicode.IsLetter(r)
		if letter && start < 0 {
			start = i + j
		} else if !letter && start >= 0 {
			return start, i + j
		}
	}
	return start, len(s)
}

// pieces tries to read the word at start together with the small-letter words
// after it as one word of the archive; stop is 0 where that fails.
func (v *Vocabulary) pieces(s string, start, end int) (stop int, whole string) {
	rare := v.rare(s[start:end])
	for n, e := 1, end; n < maxFragments; n++ {
		if e >= len(s) || s[e] != ' ' {
			break
		}
		b, be := nextWord(s, e)
		if b != e+1 {
			break
		}
		piece := s[b:be]
		if r, _ := utf8.DecodeRuneInString(piece); !unicode.IsLower(r) || r < 0x80 && !rare {
			break
		}
		rare = rare || v.rare(piece)
		e = be
		if rare && e-start < maxWordBytes && v.isWhole(s, start, e) {
			stop, whole = e, strings.ReplaceAll(s[start:e], " ", "")
		}
	}
	return stop, whole
}

// rare is true for a word that hardly stands alone in the archive.
func (v *Vocabulary) rare(word string) bool {
	return len(word) < maxWordBytes && v.Count(word) <= rareCount
}

// rareCount is how often a fragment may stand alone and still be no word.
const rareCount = 2

// small are the function words of the three languages that look like the end
// of another word: "есеп пен" is not "есеппен".
const small = " мен бен пен да де та те ба бе ма ме па пе ғой ал не ни же ли бы и в с к о у а я на по за до из от об но то ту та " +
	"the an of in on to is it as at by or be no so and are was for "

// commonCount is how often a piece stands alone to be a word of its own.
const commonCount = 5

// minWhole is the shortest word that is mended: shorter ones meet by chance.
const minWhole = 5

// isWhole is true if the pieces s[start:end] are, joined, a word of the archive
// oftener than the rarest of them is.
func (v *Vocabulary) isWhole(s string, start, end int) bool {
	joined := strings.ReplaceAll(s[start:end], " ", "")
	if utf8.RuneCountInString(joined) < minWhole {
		return false
	}
	c := v.Count(joined)
	if c == 0 {
		return false
	}
	least := 1 << 30
	for piece := range strings.FieldsSeq(s[start:end]) {
		n := v.Count(piece)
		if strings.Contains(small, " "+piece+" ") || n > c && n >= commonCount && utf8.RuneCountInString(piece) < 4 || n >= 4*commonCount {
			return false // a word of its own: "дорогостоящим и"
		}
		least = min(least, n)
	}
	return least < c || least <= 1
}
