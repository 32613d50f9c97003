package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clitics are written after a hyphen in Russian and Kazakh; firstParts come
// before one in Russian and English.
const (
	clitics    = " то либо нибудь таки ка де ақ ау "
	firstParts = " кое кой экс вице self ex well cross "
)

// joinWord decides what a line-end hyphen between a and b is: true for a word
// that was broken. sure is false where the words of the archive say nothing
// clear.
func (v *Vocabulary) joinWord(a, b string, soft bool) (join, sure bool) {
	lastA, _ := utf8.DecodeLastRuneInString(a)
	firstB, _ := utf8.DecodeRuneInString(b)
	switch {
	case !unicode.IsLetter(lastA) || !unicode.IsLetter(firstB):
		return false, true
	case soft:
		return true, true
	case unicode.IsUpper(firstB) && !(unicode.IsUpper(lastA) && utf8.RuneCountInString(a) > 1):
		return false, true // Asia-Pacific, К.-Ж.
	}
	whole, compound := v.joined(a, b), v.compound(a, b)
	switch {
	case whole > compound:
		return true, true
	case compound > 0:
		return false, true
	case utf8.RuneCountInString(a) == 1:
		return false, true // e-mail
	}
	la, lb := strings.ToLower(a), strings.ToLower(b)
	if strings.Contains(clitics, " "+lb+" ") || strings.Contains(firstParts, " "+la+" ") || v.compoundLike(a, b) {
		return false, true
	}
	return v.byHalves(a, b)
}

// byHalves decides where neither the word nor the compound is known. Halves
// of a broken word are seldom words; if both are, the hyphen is real.
func (v *Vocabulary) byHalves(a, b string) (join, sure bool) {
	na, nb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	ca, cb := v.Count(a), v.Count(b)
	switch {
	case na >= 5 && nb >= 5 && ca > 0 && cb > 0, na >= 3 && nb >= 3 && ca > 2 && cb > 2:
		return false, ca > 3 && cb > 3
	case ca > 0 && cb > 0 && nb > 3:
		return true, false
	}
	return true, true
}
