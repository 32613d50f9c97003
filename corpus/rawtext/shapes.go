package rawtext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/pattern"
)

// tableCells is how many cells a row of a table has at least.
const tableCells = 3

// cellsIn counts the pieces of a line that wide gaps or upright strokes part. A
// number or mark before a wide gap is a numbering and no cell.
func cellsIn(text string) int {
	if n := strings.Count(text, "|"); n > 1 {
		return n + 1
	}
	cells, spaces, letters := 0, 0, 0
	for _, r := range text {
		if r == ' ' {
			spaces++
			continue
		}
		if spaces >= 3 && (cells > 0 || letters > 2) {
			cells++
		}
		spaces, letters = 0, letters+1
	}
	return cells + 1
}

// tableRow is true for several cells that are not names in columns.
func (f *features) tableRow() bool {
	return f.cells >= tableCells && (len(f.names.list) == 0 || !f.names.list[0].initials)
}

// isRelation is true for the signs of a formula.
func isRelation(r rune) bool {
	return r == '=' || r > 0x2100 && strings.ContainsRune("≤≥≈≡∑∫∂√∝∈→", r)
}

var (
	numberedAtEnd = pattern.New(`\(\d{1,2}[a-zа-я]?\)[.,;]?$`)
	citedAtEnd    = pattern.New(`\([^()]*,\s(?:19|20)\d\d[a-zа-я]?\):?$`)
	letteredForm  = pattern.New(`^[A-H]\.\s\p{Lu}\p{Ll}+`)
	levelsForm    = pattern.New(`^\d{1,2}(?:\.\d{1,2})+\.?\s+\p{Lu}`)
)

// isEquation is true for a line of mathematics: a relation between signs with
// the number of the formula at the end, or with hardly a word beside it.
func isEquation(text string) bool {
	return strings.IndexFunc(text, isRelation) >= 0 && (numberedAtEnd.MatchString(text) || longWords(text) <= 1)
}

// longWords counts the words of four letters and more.
func longWords(text string) int {
	n, run := 0, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			run = 0
		} else if run++; run == 4 {
			n++
		}
	}
	return n
}

// endsOnJoint is true for a line whose last word joins it to the next: "the
// model for".
func endsOnJoint(text string) bool {
	word := text[strings.LastIndexByte(text, ' ')+1:]
	if word == "–" || word == "—" {
		return true // between two phrases of a list, or a subject and what is said of it
	}
	return utf8.RuneCountInString(word) <= longestJoint && loadTerms().joints[strings.ToLower(word)]
}

// endsInBracket is true for a line that ends inside a bracket which it opens.
func endsInBracket(text string) bool {
	at := strings.LastIndexAny(text, "([)]")
	return at >= 0 && (text[at] == '(' || text[at] == '[')
}

// longestJoint is how many letters such a word has at most.
const longestJoint = 8
