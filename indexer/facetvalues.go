package indexer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"izde/corpus"
)

// facetNames lists the facets that every generation stores.
func facetNames() []string {
	return []string{FacetLang, FacetYear, FacetJournal, FacetSeries, FacetIssue, FacetAuthor,
		FacetKeyword, FacetKeywordKK, FacetKeywordRU, FacetKeywordEN,
		FacetKind, FacetIRSTI, FacetUDC, FacetReferences}
}

// interfaceLanguages lists the languages that pages and labels come in.
func interfaceLanguages() []string { return corpus.Languages() }

// facetEntry is one value of a document for one facet. Entries that share a
// key are one value: the first one met gives its name and labels.
type facetEntry struct {
	keys   []string
	value  string
	labels corpus.Text
}

func plain(value string) facetEntry { return facetEntry{keys: []string{value}, value: value} }

// facetEntries returns the values of a for every facet, in printed order.
func facetEntries(a *corpus.Article) map[string][]facetEntry {
	e := map[string][]facetEntry{}
	add := func(name string, entry facetEntry) {
		if entry.value != "" {
			e[name] = append(e[name], entry)
		}
	}
	add(FacetLang, plain(a.Lang))
	add(FacetKind, plain(a.Kind))
	if a.Year != 0 {
		add(FacetYear, plain(strconv.Itoa(a.Year)))
	}
	add(FacetJournal, textEntry(a.Journal.Title, journalKey(a)))
	add(FacetSeries, textEntry(a.Journal.Series, ""))
	add(FacetIssue, issueEntry(a))
	for _, author := range a.Authors {
		add(FacetAuthor, authorEntry(author))
	}
	for _, lang := range corpus.Languages() {
		for _, k := range a.Keywords[lang] {
			entry := keywordEntry(k)
			add(FacetKeyword, entry)
			add(FacetKeyword+"-"+lang, entry)
		}
	}
	for _, name := range classifications() {
		for _, code := range codesOf(name, a) {
			add(name, plain(mainClass(name, code)))
		}
	}
	if len(a.References) > 0 {
		add(FacetReferences, plain("yes"))
	} else {
		add(FacetReferences, plain("no"))
	}
	return e
}

// textEntry is a value that has a name in several languages. Articles of one
// journal may carry different subsets of its titles, so every title is a key.
func textEntry(t corpus.Text, key string) facetEntry {
	entry := facetEntry{labels: t}
	if key != "" {
		entry.keys = append(entry.keys, key)
	}
	for _, lang := range corpus.Languages() {
		if t[lang] == "" {
			continue
		}
		entry.keys = append(entry.keys, strings.ToLower(t[lang]))
		if entry.value == "" {
			entry.value = t[lang]
		}
	}
	return entry
}

// journalKey identifies the journal by its ISSN where there is one.
func journalKey(a *corpus.Article) string {
	if a.Journal.ISSN != "" {
		return "issn:" + a.Journal.ISSN
	}
	return a.Journal.EISSN
}

// issueEntry names an issue as "Journal, 2022, 100 (4)".
func issueEntry(a *corpus.Article) facetEntry {
	if a.Volume == "" && a.Issue == "" {
		return facetEntry{}
	}
	number := a.Volume
	switch {
	case a.Volume == "":
		number = a.Issue
	case a.Issue != "":
		number = fmt.Sprintf("%s (%s)", a.Volume, a.Issue)
	}
	if a.Year != 0 {
		number = fmt.Sprintf("%d, %s", a.Year, number)
	}
	entry := textEntry(a.Journal.Title, journalKey(a))
	for i := range entry.keys {
		entry.keys[i] += "|" + number
	}
	labels := corpus.Text{}
	for lang, t := range entry.labels {
		labels[lang] = t + ", " + number
	}
	if entry.value == "" {
		return facetEntry{keys: []string{number}, value: number}
	}
	return facetEntry{keys: entry.keys, value: entry.value + ", " + number, labels: labels}
}

// authorEntry is one person: the names printed in the languages of an article
// are one value, and so are the romanisations of each.
func authorEntry(a corpus.Author) facetEntry {
	entry := facetEntry{labels: a.Name}
	if a.ORCID != "" {
		entry.keys = append(entry.keys, "orcid:"+a.ORCID)
	}
	for _, lang := range languagesOf(a.Name) {
		name := a.Name[lang]
		if name == "" {
			continue
		}
		if key := personKey(name); key != "" && !slices.Contains(entry.keys, key) {
			entry.keys = append(entry.keys, key)
		}
		if entry.value == "" {
			entry.value = name
		}
	}
	return entry
}

// keywordEntry is a keyword; capitals and outer punctuation do not make
// another one.
func keywordEntry(k string) facetEntry {
	k = strings.TrimSpace(k)
	return facetEntry{keys: []string{keywordKey(k)}, value: k}
}

// isKeywords reports whether the values of a facet are keywords.
func isKeywords(facet string) bool {
	return facet == FacetKeyword || strings.HasPrefix(facet, FacetKeyword+"-")
}

func keywordKey(k string) string {
	return strings.ToLower(strings.Trim(k, " .,;:\"'«»“”„()"))
}

// filterKey returns the key under which a value that a person typed in a
// filter is looked up in a facet.
func filterKey(facet, value string) string {
	switch {
	case facet == FacetAuthor:
		return personKey(value)
	case isKeywords(facet):
		return keywordKey(value)
	case facet == FacetJournal, facet == FacetSeries, facet == FacetIssue:
		return strings.ToLower(strings.TrimSpace(value))
	case facet == FacetIRSTI, facet == FacetUDC:
		return mainClass(facet, normalCode(value))
	default:
		return strings.TrimSpace(value)
	}
}

// facetWriter collects one facet column document by document.
type facetWriter struct {
	byKey  map[string]uint32
	column facetColumn
}

func newFacetWriter() *facetWriter {
	return &facetWriter{byKey: map[string]uint32{}, column: facetColumn{start: []uint32{0}, labels: map[string][]string{}}}
}

// add appends the values of the next document, each once, in printed order.
func (w *facetWriter) add(entries []facetEntry) {
	from := len(w.column.ords)
	for _, e := range entries {
		ord := w.ordinal(e)
		if !slices.Contains(w.column.ords[from:], ord) {
			w.column.ords = append(w.column.ords, ord)
		}
	}
	w.column.start = append(w.column.start, uint32(len(w.column.ords)))
}

// ordinal finds the value by any of its keys or makes it, and remembers the
// keys and labels that are new.
func (w *facetWriter) ordinal(e facetEntry) uint32 {
	ord, known := uint32(0), false
	for _, k := range e.keys {
		if ord, known = w.byKey[k]; known {
			break
		}
	}
	if !known {
		ord = uint32(len(w.column.values))
		w.column.values = append(w.column.values, e.value)
	}
	for _, k := range e.keys {
		if _, ok := w.byKey[k]; !ok {
			w.byKey[k] = ord
		}
	}
	for lang, label := range e.labels {
		l := w.column.labels[lang]
		for len(l) <= int(ord) {
			l = append(l, "")
		}
		if l[ord] == "" {
			l[ord] = label
		}
		w.column.labels[lang] = l
	}
	return ord
}

// finish returns the column with label lists of full length.
func (w *facetWriter) finish() *facetColumn {
	for lang, l := range w.column.labels {
		for len(l) < len(w.column.values) {
			l = append(l, "")
		}
		w.column.labels[lang] = l
	}
	return &w.column
}
