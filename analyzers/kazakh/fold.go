package kazakh

import "strings"

// plainLetters pairs the letters that a keyboard without Kazakh lacks with what people type for them.
var plainLetters = strings.NewReplacer(
	"қ", "к", "ғ", "г", "ң", "н", "ә", "а", "ө", "о", "ұ", "у", "ү", "у", "і", "и", "һ", "х", "ё", "е",
)

// Fold maps the letters that a keyboard without Kazakh lacks to what people type for them: қазақ and казак fold alike.
func Fold(word string) string { return plainLetters.Replace(word) }

// prefixLetters is the length of the second field's terms, chosen by measurement (doc.go).
const prefixLetters = 5

// Prefix returns the term of the field that complements the stem: the first letters of the normalised word.
func Prefix(word string) string {
	n := 0
	for i := range word {
		if n == prefixLetters {
			return word[:i]
		}
		n++
	}
	return word
}
