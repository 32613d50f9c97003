package rawtext

import (
	"strings"
	"unicode/utf8"

	"izde/corpus/letter"
)

// leastSpacedLetters is how many letters a letter-spaced word has at least:
// fewer may be the names of columns or variables.
const leastSpacedLetters = 5

// closeSpaced removes the spaces between the letters of a line that is set
// letter-spaced throughout, "В в е д е н и е :"; wider gaps part its words.
// Other lines it returns as they are.
func closeSpaced(text string) string {
	if len(text) > longestHead || !letterSpaced(text) {
		return text
	}
	var words []string
	for word := range strings.SplitSeq(text, "  ") {
		if word = strings.ReplaceAll(word, " ", ""); word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// letterSpaced is true for a text of single letters with a space between any
// two. The letters of one word are capitals, or small ones after the first, and
// not in the order of the alphabet, as the names of columns are.
func letterSpaced(text string) bool {
	letters, ordered := 0, true
	prev, start := rune(0), true // start: of a word
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == ' ':
			start = start || strings.HasPrefix(text[i:], "  ")
			i += size
			continue
		case !letter.Is(r):
			if letters == 0 || !strings.ContainsRune(":.,-–—", r) {
				return false
			}
			i += size
			continue
		case i+size < len(text) && letter.Is(firstRune(text[i+size:])):
			return false
		case !start && letter.IsUpper(r) && letter.IsLower(prev):
			return false
		}
		ordered = ordered && r > prev
		letters++
		prev, start = r, false
		i += size
	}
	return letters >= leastSpacedLetters && !ordered
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}
