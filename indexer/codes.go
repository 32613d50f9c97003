package indexer

import (
	"slices"
	"strings"

	"izde/corpus"
	"izde/corpus/identifier"
)

// classifications are the facets whose values are main classes of codes. A
// filter of one may name a code of any depth.
func classifications() []string { return []string{FacetIRSTI, FacetUDC} }

// codesOf returns the codes that an article has in a classification. Numbers
// of the UDC that are joined by a sign (94:327, 33+62, 592/599) are several: an
// article on the history of diplomacy is found under either.
func codesOf(classification string, a *corpus.Article) []string {
	if classification == FacetIRSTI {
		return normalCodes(identifier.Codes(a.IRSTI))
	}
	var codes []string
	for _, code := range identifier.Codes(a.UDC) {
		codes = append(codes, splitUDC(code)...)
	}
	return normalCodes(codes)
}

// splitUDC parts a number at the signs that join numbers, but not within
// brackets, and keeps it whole too where there are any.
func splitUDC(code string) []string {
	depth, from := 0, 0
	var parts []string
	for i, r := range code {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case depth == 0 && strings.ContainsRune(":+/", r):
			parts = append(parts, code[from:i])
			from = i + 1
		}
	}
	if parts == nil {
		return []string{code}
	}
	return append(append(parts, code[from:]), code)
}

func normalCodes(codes []string) []string {
	var out []string
	for _, c := range codes {
		if c = normalCode(c); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// normalCode is the form in which codes are compared.
func normalCode(code string) string {
	return strings.Trim(strings.ToLower(strings.TrimSpace(code)), ".,;:")
}

// mainClass is the value of the facet that a code counts for: the first group
// of an IRSTI code, the first digit of a UDC number.
func mainClass(classification, code string) string {
	if classification == FacetIRSTI {
		group, _, _ := strings.Cut(code, ".")
		return group
	}
	for _, r := range code {
		return string(r)
	}
	return ""
}

// codeEntries are the codes of an article as values of a column.
func codeEntries(classification string, a *corpus.Article) []facetEntry {
	var entries []facetEntry
	for _, c := range codesOf(classification, a) {
		entries = append(entries, plain(c))
	}
	return entries
}

// within marks the codes that belong to one of the typed ones.
func (f *facetColumn) within(classification string, typed []string) []bool {
	want := make([]bool, len(f.values))
	for _, t := range typed {
		t, open := strings.CutSuffix(strings.TrimSpace(t), "*")
		if t = normalCode(t); t == "" {
			continue
		}
		for ord, code := range f.values {
			want[ord] = want[ord] || belongs(classification, code, t, open)
		}
	}
	return want
}

// belongs reports whether code is typed or below it. A UDC number is below all
// that it begins with, since each digit divides further; an IRSTI code is below
// whole groups of two digits, unless the typed one is left open by a star.
func belongs(classification, code, typed string, open bool) bool {
	rest, ok := strings.CutPrefix(code, typed)
	return ok && (open || classification == FacetUDC || rest == "" || rest[0] == '.')
}
