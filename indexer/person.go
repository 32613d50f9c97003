package indexer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/analyzers/script"
)

// personKey folds a printed name to a key that does not depend on script,
// romanisation, or on whether initials come first or last: the romanisation
// keys of the words, sorted, then those of the initials in their order.
// "Губайдуллина М.Ш.", "M.Sh. Gubaidullina" and "Gubaydullina, M. Sh." share
// one.
func personKey(name string) string {
	var words, initials []string
	for _, part := range nameParts(name) {
		key := script.Key(strings.TrimSuffix(part, "."))
		switch {
		case key == "":
		case isInitial(part):
			initials = append(initials, key)
		default:
			words = append(words, key)
		}
	}
	if len(words) == 0 {
		return strings.Join(initials, "")
	}
	slices.Sort(words)
	return strings.Join(words, " ") + "|" + strings.Join(initials, " ")
}

// nameParts splits a name at blanks and commas and after dots, which stay.
func nameParts(name string) []string {
	var parts []string
	for _, f := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' }) {
		for _, p := range strings.SplitAfter(f, ".") {
			if p != "" && p != "." {
				parts = append(parts, p)
			}
		}
	}
	return parts
}

// isInitial reports whether a part of a name is an initial: a single letter,
// or up to three with a dot (romanised Ж., Ш., Щ. take more than one).
func isInitial(part string) bool {
	letters, dotted := strings.CutSuffix(part, ".")
	n := utf8.RuneCountInString(letters)
	return n == 1 || dotted && n <= 3
}
