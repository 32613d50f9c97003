package thesaurus

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/text/encoding/ianaindex"
)

// rdfXML reads RDF/XML (W3C Recommendation "RDF 1.1 XML Syntax", 2014): node
// elements with their types, property elements and attributes, nested nodes,
// xml:lang, xml:base for IDs, and the parse types Resource and Collection. XML
// literals are passed over: no label is one.
type rdfXML struct {
	dec   *xml.Decoder
	emit  func(statement) error
	blank int
	depth int
}

const nsXML = "http://www.w3.org/XML/1998/namespace"

// parseRDFXML is a parser. Entities that the document type declares are known,
// as thesauri abbreviate namespaces with them, but not within each other, so
// that they cannot grow.
func parseRDFXML(data []byte, emit func(statement) error) (int, error) {
	p := &rdfXML{dec: xml.NewDecoder(bytes.NewReader(data)), emit: emit}
	p.dec.CharsetReader = func(charset string, input io.Reader) (io.Reader, error) {
		enc, err := ianaindex.IANA.Encoding(charset)
		if err != nil || enc == nil {
			return nil, fmt.Errorf("unknown encoding %q", charset)
		}
		return enc.NewDecoder().Reader(input), nil
	}
	p.dec.Entity = map[string]string{}
	err := p.document()
	line, _ := p.dec.InputPos()
	return line, err
}

// entityDeclaration is <!ENTITY name "value"> within a document type.
var entityDeclaration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<!ENTITY\s+([\w.-]+)\s+(?:"([^"&%]{0,1000})"|'([^'&%]{0,1000})')\s*>`)
})

// maxEntities bounds the entities of a document.
const maxEntities = 200

func (p *rdfXML) document() error {
	for {
		token, err := p.dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.Directive:
			for _, m := range entityDeclaration().FindAllSubmatch(t, maxEntities) {
				p.dec.Entity[string(m[1])] = string(m[2]) + string(m[3])
			}
		case xml.StartElement:
			lang := attribute(t, nsXML, "lang", "")
			if t.Name.Space == nsRDF && t.Name.Local == "RDF" {
				if err := p.nodes(lang, nil); err != nil {
					return err
				}
			} else if _, err := p.node(t, lang); err != nil {
				return err
			}
		}
	}
}

func attribute(e xml.StartElement, space, local, otherwise string) string {
	for _, a := range e.Attr {
		if a.Name.Space == space && a.Name.Local == local {
			return a.Value
		}
	}
	return otherwise
}

// nodes reads node elements up to the end of the element that holds them.
func (p *rdfXML) nodes(lang string, found func(subject string) error) error {
	for {
		token, err := p.dec.Token()
		if err != nil {
			return unfinished(err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			subject, err := p.node(t, lang)
			if err == nil && found != nil {
				err = found(subject)
			}
			if err != nil {
				return err
			}
		}
	}
}

func unfinished(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (p *rdfXML) newBlank() string {
	p.blank++
	return fmt.Sprintf("_:b%d", p.blank)
}

// subject names the node of an element.
func (p *rdfXML) subject(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Space != nsRDF {
			continue
		}
		switch a.Name.Local {
		case "about":
			return a.Value
		case "ID":
			return "#" + a.Value
		case "nodeID":
			return "_:" + a.Value
		}
	}
	return p.newBlank()
}

// node reads a node element and returns its subject.
func (p *rdfXML) node(e xml.StartElement, lang string) (string, error) {
	if p.depth++; p.depth > maxSKOSDepth {
		return "", fmt.Errorf("elements nested more than %d deep", maxSKOSDepth)
	}
	defer func() { p.depth-- }()
	lang = attribute(e, nsXML, "lang", lang)
	subject := p.subject(e)
	if e.Name.Space != nsRDF || e.Name.Local != "Description" {
		if err := p.emit(statement{subject: subject, predicate: typeIRI, object: e.Name.Space + e.Name.Local}); err != nil {
			return "", err
		}
	}
	if err := p.attributes(subject, e, lang); err != nil {
		return "", err
	}
	return subject, p.properties(subject, lang)
}

// attributes reads the property attributes of an element.
func (p *rdfXML) attributes(subject string, e xml.StartElement, lang string) error {
	for _, a := range e.Attr {
		switch a.Name.Space {
		case nsRDF, nsXML, "xmlns", "":
			if a.Name.Space == nsRDF && a.Name.Local == "type" {
				if err := p.emit(statement{subject: subject, predicate: typeIRI, object: a.Value}); err != nil {
					return err
				}
			}
		default:
			if err := p.emit(statement{subject: subject, predicate: a.Name.Space + a.Name.Local, object: a.Value, literal: true, lang: lang}); err != nil {
				return err
			}
		}
	}
	return nil
}

// properties reads property elements up to the end of their node.
func (p *rdfXML) properties(subject, lang string) error {
	for {
		token, err := p.dec.Token()
		if err != nil {
			return unfinished(err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := p.property(subject, t, attribute(t, nsXML, "lang", lang)); err != nil {
				return err
			}
		}
	}
}

// property reads one property element with what it holds.
func (p *rdfXML) property(subject string, e xml.StartElement, lang string) error {
	s := statement{subject: subject, predicate: e.Name.Space + e.Name.Local, lang: lang}
	switch attribute(e, nsRDF, "parseType", "") {
	case "Literal":
		return p.dec.Skip()
	case "Resource":
		s.object = p.newBlank()
		if err := p.emit(s); err != nil {
			return err
		}
		return p.properties(s.object, lang)
	case "Collection":
		return p.nodes(lang, func(string) error { return nil })
	}
	for _, a := range e.Attr {
		if a.Name.Space == nsRDF && (a.Name.Local == "resource" || a.Name.Local == "nodeID") {
			s.object = a.Value
			if a.Name.Local == "nodeID" {
				s.object = "_:" + a.Value
			}
			if err := p.emit(s); err != nil {
				return err
			}
			if err := p.attributes(s.object, e, lang); err != nil {
				return err
			}
			return p.dec.Skip()
		}
	}
	return p.content(s)
}

// content reads the text of a property, or the node in it.
func (p *rdfXML) content(s statement) error {
	var text strings.Builder
	nested := false
	for {
		token, err := p.dec.Token()
		if err != nil {
			return unfinished(err)
		}
		switch t := token.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			nested = true
			object, err := p.node(t, s.lang)
			if err == nil {
				err = p.emit(statement{subject: s.subject, predicate: s.predicate, object: object})
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			if nested {
				return nil
			}
			s.object, s.literal = strings.Join(strings.Fields(text.String()), " "), true
			return p.emit(s)
		}
	}
}
