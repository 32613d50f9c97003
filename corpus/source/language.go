package source

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"izde/corpus"
)

// undetermined is the code of ISO 639 for a text of which nobody knows the
// language.
const undetermined = "und"

// archiveLang is the language of the archive that s names, empty for any other.
func archiveLang(s string) string {
	if code := normalLang(s); slices.Contains(corpus.Languages(), code) {
		return code
	}
	return ""
}

// untold is true for codes that name no language and do not claim to.
func untold(s string) bool {
	return s == "" || s == undetermined || s == "mul" || s == "zxx"
}

// warnLanguage says that a code names no language of the archive. field is
// empty where the article itself is meant.
func warnLanguage(a *corpus.Article, code, field string) {
	what := "the article is said to be in"
	if field != "" {
		what = "the " + field + " is said to be in"
	}
	a.Warnings = append(a.Warnings, corpus.Warning{Code: "lang-unknown", Lang: code,
		Message: fmt.Sprintf("%s %q, which is no language of the archive", what, code)})
}

// tellOthers warns of texts in other languages than the archive's that no
// warning names yet.
func tellOthers(a *corpus.Article) {
	tell := func(code, field string) {
		known := func(w corpus.Warning) bool {
			return w.Lang == code && (w.Code == "language-unsupported" || w.Code == "lang-unknown")
		}
		if archiveLang(code) != "" || untold(code) || slices.ContainsFunc(a.Warnings, known) {
			return
		}
		a.Warnings = append(a.Warnings, corpus.Warning{Code: "language-unsupported", Lang: code, Line: a.Source.Line,
			Message: fmt.Sprintf("the %s is in another language than the archive's (%s)", field, code)})
	}
	for _, code := range slices.Sorted(maps.Keys(a.Title)) {
		tell(code, "title")
	}
	for _, code := range slices.Sorted(maps.Keys(a.Abstract)) {
		tell(code, "abstract")
	}
	for _, code := range slices.Sorted(maps.Keys(a.Keywords)) {
		tell(code, "list of keywords")
	}
	tell(a.Lang, "article")
}

// tellLanguages looks at texts under codes of no language: they give way to the
// language of the text, and are warned about. Those of other languages than the
// archive's stay, for tellOthers.
func tellLanguages(a *corpus.Article) {
	tellLanguage(a, a.Title, "title", func(s string) string { return s })
	tellLanguage(a, a.Abstract, "abstract", func(s string) string { return s })
	tellLanguage(a, a.Keywords, "keywords", func(s []string) string { return strings.Join(s, ", ") })
}

func tellLanguage[V any](a *corpus.Article, values map[string]V, field string, text func(V) string) {
	for _, code := range slices.Sorted(maps.Keys(values)) {
		if archiveLang(code) != "" || untold(code) {
			continue
		}
		if _, known := langCode(code); known {
			continue
		}
		warnLanguage(a, code, field)
		to := identify(text(values[code]))
		if to == "" {
			to = undetermined
		}
		if _, taken := values[to]; !taken {
			values[to] = values[code]
			delete(values, code)
		}
	}
}
