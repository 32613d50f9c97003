package thesaurus

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tags "golang.org/x/text/language"

	"izde/corpus"
)

// Limits of a SKOS file. The largest thesauri in public use, with all their
// languages, are well within.
const (
	// maxSKOSBytes is the size of a file: it is read whole.
	maxSKOSBytes = 256 << 20
	// maxSKOSLabels is how many labels in our languages are kept.
	maxSKOSLabels = 2_000_000
	// maxSKOSDepth is how deep elements, lists and objects may nest.
	maxSKOSDepth = 64
)

// ErrSKOS is wrapped by the errors of a file that cannot be understood.
var ErrSKOS = errors.New("not a SKOS thesaurus")

// What labels of a concept are worth as translations of each other. A
// preferred label is the term itself; the others are other words for it, or
// merely lead to it.
const (
	prefToPref = 0.9
	altToPref  = 0.8
	prefToAlt  = 0.6
	altToAlt   = 0.5
)

const (
	nsRDF   = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsRDFS  = "http://www.w3.org/2000/01/rdf-schema#"
	nsSKOS  = "http://www.w3.org/2004/02/skos/core#"
	nsXL    = "http://www.w3.org/2008/05/skos-xl#"
	nsDC    = "http://purl.org/dc/elements/1.1/"
	nsDCT   = "http://purl.org/dc/terms/"
	typeIRI = nsRDF + "type"
)

// statement is one RDF triple. Blank nodes begin with "_:".
type statement struct {
	subject, predicate string
	object             string
	literal            bool
	lang               string // of a literal, as written
}

// labelKind is the property by which a concept has a label.
type labelKind uint8

const (
	prefLabel labelKind = iota
	altLabel
	hiddenLabel // for finding only: spelling mistakes, codes
)

// label is a label of a concept in one of our languages.
type label struct {
	lang language
	kind labelKind
	text string
}

// AddSKOS adds the labels of the SKOS thesaurus in a file, in RDF/XML, Turtle
// or JSON-LD; the syntax is told by the content. Nothing is fetched from
// elsewhere. An error names file and line.
func (m *Miner) AddSKOS(path string) error {
	data, err := readLimited(path)
	if err != nil {
		return err
	}
	g := newGraph()
	parse := parserOf(data)
	if line, err := parse(data, g.add); err != nil {
		return fmt.Errorf("reading %s line %d: %w: %w", path, line, ErrSKOS, err)
	}
	if len(g.concepts) == 0 {
		return fmt.Errorf("reading %s: %w: no concept has a label in Kazakh, Russian or English", path, ErrSKOS)
	}
	r, err := NewReader()
	if err != nil {
		return err
	}
	name := g.title()
	if name == "" {
		name = filepath.Base(path)
	}
	for _, c := range g.concepts {
		m.addConcept(r, name, g.labelsOf(c))
	}
	return nil
}

func readLimited(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSKOSBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if len(data) > maxSKOSBytes {
		return nil, fmt.Errorf("reading %s: %w: it is larger than %d MB", path, ErrSKOS, maxSKOSBytes>>20)
	}
	return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), nil
}

// parser calls emit for every statement of a file. With an error it returns
// the line.
type parser func(data []byte, emit func(statement) error) (int, error)

// parserOf tells the syntax of a file by its beginning. An IRI in Turtle has
// no blank before it closes; the first tag of RDF/XML has its namespaces
// there. A bracket opens a list in JSON and a nameless node in Turtle.
func parserOf(data []byte) parser {
	head := bytes.TrimLeft(data, " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("{")):
		return parseJSONLD
	case bytes.HasPrefix(head, []byte("[")):
		if rest := bytes.TrimLeft(head[1:], " \t\r\n"); len(rest) > 0 && strings.IndexByte("{]\"", rest[0]) >= 0 {
			return parseJSONLD
		}
	case bytes.HasPrefix(head, []byte("<")):
		tag, _, _ := bytes.Cut(head[1:], []byte(">"))
		if bytes.ContainsAny(tag, " \t\r\n!?") {
			return parseRDFXML
		}
	}
	return parseTurtle
}

// graph keeps what a thesaurus needs of the statements of a file.
type graph struct {
	labels   map[string][]label
	concepts []string // subjects of labels, in the order of the file
	schemes  []string
	titles   map[string][]label  // subject → titles
	xl       map[string][]xlLink // concept → SKOS-XL labels
	forms    map[string][]label  // SKOS-XL label → its texts
	count    int
}

// xlLink is a label that is a node of its own.
type xlLink struct {
	kind labelKind
	node string
}

func newGraph() *graph {
	return &graph{labels: map[string][]label{}, titles: map[string][]label{}, xl: map[string][]xlLink{}, forms: map[string][]label{}}
}

// labelProperties are the properties of labels, plain and SKOS-XL.
func labelProperties() map[string]labelKind {
	return map[string]labelKind{
		nsSKOS + "prefLabel": prefLabel, nsSKOS + "altLabel": altLabel, nsSKOS + "hiddenLabel": hiddenLabel,
		nsXL + "prefLabel": prefLabel, nsXL + "altLabel": altLabel, nsXL + "hiddenLabel": hiddenLabel,
	}
}

func (g *graph) add(s statement) error {
	if s.predicate == typeIRI && s.object == nsSKOS+"ConceptScheme" {
		g.schemes = append(g.schemes, s.subject)
		return nil
	}
	kind, isLabel := labelProperties()[s.predicate]
	switch {
	case isLabel && !s.literal:
		g.concept(s.subject)
		g.xl[s.subject] = append(g.xl[s.subject], xlLink{kind, s.object})
		return nil
	case !s.literal:
		return nil
	}
	lang, known := languageOfTag(s.lang)
	l := label{lang, kind, s.object}
	switch s.predicate {
	case nsDC + "title", nsDCT + "title", nsRDFS + "label":
		if known || s.lang == "" {
			g.titles[s.subject] = append(g.titles[s.subject], l)
		}
		return nil
	case nsXL + "literalForm":
		if known {
			g.forms[s.subject] = append(g.forms[s.subject], l)
		}
	default:
		if !isLabel || !known {
			return nil
		}
		g.concept(s.subject)
		g.labels[s.subject] = append(g.labels[s.subject], l)
	}
	if g.count++; g.count > maxSKOSLabels {
		return fmt.Errorf("more than %d labels", maxSKOSLabels)
	}
	return nil
}

// concept remembers the order of concepts.
func (g *graph) concept(subject string) {
	if g.labels[subject] == nil && g.xl[subject] == nil {
		g.concepts = append(g.concepts, subject)
	}
}

// labelsOf are the labels of a concept, preferred ones first.
func (g *graph) labelsOf(concept string) []label {
	all := slices.Clone(g.labels[concept])
	for _, link := range g.xl[concept] {
		for _, l := range g.forms[link.node] {
			all = append(all, label{l.lang, link.kind, l.text})
		}
	}
	slices.SortStableFunc(all, func(a, b label) int { return cmp.Compare(a.kind, b.kind) })
	return all
}

// title is the title of the scheme, in English where there is a choice.
func (g *graph) title() string {
	for _, s := range g.schemes {
		best := ""
		for _, l := range append(slices.Clone(g.titles[s]), g.labels[s]...) {
			if best == "" || l.lang.code() == corpus.English {
				best = l.text
			}
		}
		if best != "" {
			return strings.Join(strings.Fields(best), " ")
		}
	}
	return ""
}

// languageOfTag reads a language tag: kk, kaz, kk-KZ and kk-Cyrl are Kazakh.
func languageOfTag(tag string) (language, bool) {
	t, err := tags.Parse(tag)
	if err != nil || tag == "" {
		return 0, false
	}
	base, _ := t.Base()
	return languageOf(base.String())
}

// addConcept makes every label of a concept lead to those in other languages.
func (m *Miner) addConcept(r *Reader, source string, labels []label) {
	terms := make([][]string, len(labels))
	for i, l := range labels {
		if t, _ := r.terms(l.lang, l.text); len(t) <= maxTerms {
			terms[i] = t
		}
	}
	for i, from := range labels {
		n := [languages]int{}
		for k, to := range labels {
			if from.lang == to.lang || to.kind == hiddenLabel || len(terms[i]) == 0 || len(terms[k]) == 0 || n[to.lang] == maxKept {
				continue
			}
			n[to.lang]++
			m.addTranslation(from.lang, strings.Join(terms[i], separator), Translation{
				Text: to.text, Lang: to.lang.code(), Weight: labelWeight(from.kind, to.kind), Source: source, Terms: terms[k]})
		}
	}
}

func labelWeight(from, to labelKind) float64 {
	switch {
	case from == prefLabel && to == prefLabel:
		return prefToPref
	case to == prefLabel:
		return altToPref
	case from == prefLabel:
		return prefToAlt
	}
	return altToAlt
}
