package indexer

import (
	"strings"

	"izde/analyzers/script"
)

// wordKeys returns the romanisation keys of the words of a text.
func wordKeys(text string) []string {
	var keys []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t.,;:()«»\"-–", r) }) {
		if k := script.Key(w); k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}
