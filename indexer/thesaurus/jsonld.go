package thesaurus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/piprate/json-gold/ld"
)

// maxJSONBytes is the size of a JSON-LD file: it is held in memory several
// times over while its context is applied.
const maxJSONBytes = 64 << 20

// parseJSONLD is a parser. json-gold applies the context; an error in the
// meaning of the file, unlike one in its syntax, names line 1, since no place
// is known.
func parseJSONLD(data []byte, emit func(statement) error) (int, error) {
	if len(data) > maxJSONBytes {
		return 1, fmt.Errorf("JSON-LD of more than %d MB: convert it to Turtle", maxJSONBytes>>20)
	}
	if err := jsonDepth(data); err != nil {
		return lineAt(data, len(data)), err
	}
	var document any
	if err := json.Unmarshal(data, &document); err != nil {
		at := 0
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			at = int(syntax.Offset)
		}
		return lineAt(data, at), err
	}
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = offlineContexts{}
	nodes, err := ld.NewJsonLdProcessor().Flatten(document, nil, options)
	if err != nil {
		return 1, err
	}
	list, _ := nodes.([]any)
	for _, n := range list {
		if node, ok := n.(map[string]any); ok {
			if err := emitNode(node, emit); err != nil {
				return 1, err
			}
		}
	}
	return 1, nil
}

// jsonDepth refuses what is nested so deep that recursion would be a danger.
func jsonDepth(data []byte) error {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > maxSKOSDepth {
				return fmt.Errorf("objects nested more than %d deep", maxSKOSDepth)
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}

// lineAt is the line of a byte offset, from 1.
func lineAt(data []byte, at int) int {
	return 1 + bytes.Count(data[:min(max(at, 0), len(data))], []byte("\n"))
}

// emitNode emits the statements of a node in expanded form, properties in
// whatever order: a thesaurus does not depend on it.
func emitNode(node map[string]any, emit func(statement) error) error {
	subject, _ := node["@id"].(string)
	for predicate, values := range node {
		list, _ := values.([]any)
		for _, v := range list {
			s := statement{subject: subject, predicate: predicate}
			switch v := v.(type) {
			case string: // of @type
				s.predicate, s.object = typeIRI, v
			case map[string]any:
				if text, ok := v["@value"].(string); ok {
					s.object, s.literal = text, true
					s.lang, _ = v["@language"].(string)
				} else {
					s.object, _ = v["@id"].(string)
				}
			}
			if err := emit(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// offlineContexts loads contexts without any network: the address of the SKOS
// vocabulary, and of the places where its context is published, give
// skosContext.
type offlineContexts struct{}

func (offlineContexts) LoadDocument(address string) (*ld.RemoteDocument, error) {
	for _, known := range []string{"http://www.w3.org/2004/02/skos/core", "https://www.w3.org/2004/02/skos/core", "http://www.w3.org/2009/08/skos-reference/skos", "https://www.w3.org/2009/08/skos-reference/skos"} {
		for _, suffix := range []string{"", "#", ".jsonld", ".json"} {
			if address == known+suffix {
				return &ld.RemoteDocument{DocumentURL: address, Document: map[string]any{"@context": skosContext()}}, nil
			}
		}
	}
	return nil, ld.NewJsonLdError(ld.LoadingRemoteContextFailed, fmt.Sprintf("the context %s is not fetched: put it into the file", address))
}

// skosContext maps the names of SKOS as most files use them: bare or with the
// usual prefixes, labels as texts, maps by language or objects.
func skosContext() map[string]any {
	c := map[string]any{
		"skos": nsSKOS, "skosxl": nsXL, "dct": nsDCT, "dcterms": nsDCT, "dc": nsDC, "rdf": nsRDF, "rdfs": nsRDFS,
		"uri": "@id", "id": "@id", "type": "@type", "graph": "@graph", "lang": "@language", "value": "@value",
		"title":       nsDCT + "title",
		"label":       nsRDFS + "label",
		"literalForm": nsXL + "literalForm",
	}
	for _, name := range []string{"Concept", "ConceptScheme", "Collection", "OrderedCollection", "notation", "definition", "scopeNote"} {
		c[name] = nsSKOS + name
	}
	for _, name := range []string{"prefLabel", "altLabel", "hiddenLabel"} {
		c[name] = map[string]any{"@id": nsSKOS + name, "@container": "@language"}
	}
	for _, name := range []string{"broader", "narrower", "related", "inScheme", "hasTopConcept", "topConceptOf", "exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "member"} {
		c[name] = map[string]any{"@id": nsSKOS + name, "@type": "@id"}
	}
	return c
}
