package indexer

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"izde/analyzers/script"
)

// newValueMatcher returns a test of facet values: whether one of the words of
// a value, in any of its labels, begins like each typed word, whatever the
// script or romanisation.
func newValueMatcher(typed string) func(*facetColumn, uint32) bool {
	wanted := wordKeys(typed)
	if len(wanted) == 0 {
		return func(*facetColumn, uint32) bool { return true }
	}
	return func(f *facetColumn, ord uint32) bool {
		if keysBegin(wordKeys(f.values[ord]), wanted) {
			return true
		}
		for _, labels := range f.labels {
			if labels[ord] != "" && keysBegin(wordKeys(labels[ord]), wanted) {
				return true
			}
		}
		return false
	}
}

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

func keysBegin(have, wanted []string) bool {
	for _, w := range wanted {
		if !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, w) }) {
			return false
		}
	}
	return true
}

// sortByLabel orders values alphabetically for a reader of lang.
func (ix *Index) sortByLabel(f *facetColumn, ords []uint32, lang string) {
	col := collate.New(language.Make(lang), collate.IgnoreCase)
	var buf collate.Buffer
	keys := make(map[uint32][]byte, len(ords))
	for _, ord := range ords {
		keys[ord] = slices.Clone(col.KeyFromString(&buf, f.label(ord, lang)))
		buf.Reset()
	}
	slices.SortFunc(ords, func(a, b uint32) int { return slices.Compare(keys[a], keys[b]) })
}
