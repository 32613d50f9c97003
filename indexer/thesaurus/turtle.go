package thesaurus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// turtle reads Turtle and, which is a part of it, N-Triples (W3C
// Recommendation "RDF 1.1 Turtle", 2014), by recursive descent over the text.
type turtle struct {
	text     []byte
	at       int
	base     string
	prefixes map[string]string
	emit     func(statement) error
	blank    int
	depth    int
}

// parseTurtle is a parser.
func parseTurtle(data []byte, emit func(statement) error) (int, error) {
	p := &turtle{text: data, prefixes: map[string]string{}, emit: emit}
	if !utf8.Valid(data) {
		return p.invalid(), errors.New("not UTF-8")
	}
	for {
		p.skip()
		if p.at == len(p.text) {
			return 0, nil
		}
		if err := p.statement(); err != nil {
			return lineAt(p.text, p.at), err
		}
	}
}

// invalid is the line of the first byte that is not UTF-8.
func (p *turtle) invalid() int {
	for at := 0; at < len(p.text); {
		r, size := utf8.DecodeRune(p.text[at:])
		if r == utf8.RuneError && size == 1 {
			return lineAt(p.text, at)
		}
		at += size
	}
	return 1
}

// skip passes over blanks and comments.
func (p *turtle) skip() {
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			p.at++
		case c == '#':
			end := bytes.IndexByte(p.text[p.at:], '\n')
			if end < 0 {
				end = len(p.text) - p.at
			}
			p.at += end
		default:
			return
		}
	}
}

// peek is the next byte that is not blank, 0 at the end.
func (p *turtle) peek() byte {
	p.skip()
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

func (p *turtle) expect(c byte) error {
	if got := p.peek(); got != c {
		return p.unexpected(fmt.Sprintf("%q", c))
	}
	p.at++
	return nil
}

func (p *turtle) unexpected(want string) error {
	if p.at == len(p.text) {
		return fmt.Errorf("want %s: %w", want, io.ErrUnexpectedEOF)
	}
	r, _ := utf8.DecodeRune(p.text[p.at:])
	return fmt.Errorf("want %s, got %q", want, r)
}

// statement reads a directive or the statements about one subject.
func (p *turtle) statement() error {
	if d, ok := p.directive(); ok {
		return p.declare(d)
	}
	var subject string
	var err error
	nameless := p.peek() == '['
	if subject, err = p.subject(); err != nil {
		return err
	}
	if !nameless || p.peek() != '.' {
		if err := p.predicates(subject); err != nil {
			return err
		}
	}
	return p.expect('.')
}

// directive reads the word of a directive, lower case: @prefix or @base, or
// PREFIX and BASE as in SPARQL, which have no full stop.
func (p *turtle) directive() (string, bool) {
	for _, d := range []string{"@prefix", "@base", "prefix", "base"} {
		end := p.at + len(d)
		if end < len(p.text) && strings.EqualFold(string(p.text[p.at:end]), d) && strings.IndexByte(" \t\r\n<", p.text[end]) >= 0 {
			p.at = end
			return d, true
		}
	}
	return "", false
}

func (p *turtle) declare(directive string) error {
	name := ""
	if strings.HasSuffix(directive, "prefix") {
		p.skip()
		end := bytes.IndexByte(p.text[p.at:], ':')
		if end < 0 {
			return p.unexpected("a prefix")
		}
		name = string(p.text[p.at : p.at+end])
		p.at += end + 1
	}
	if p.peek() != '<' {
		return p.unexpected("an IRI")
	}
	iri, err := p.iri()
	if err != nil {
		return err
	}
	if strings.HasSuffix(directive, "prefix") {
		p.prefixes[name] = iri
	} else {
		p.base = iri
	}
	if directive[0] == '@' {
		return p.expect('.')
	}
	return nil
}

func (p *turtle) subject() (string, error) {
	switch p.peek() {
	case '"', '\'':
		return "", p.unexpected("a subject")
	}
	s, err := p.object()
	if err == nil && s.literal {
		return "", fmt.Errorf("%q is no subject", s.object)
	}
	return s.object, err
}

// predicates reads the properties of a subject up to a full stop or bracket.
func (p *turtle) predicates(subject string) error {
	for {
		predicate, err := p.predicate()
		if err != nil {
			return err
		}
		for {
			s, err := p.object()
			if err != nil {
				return err
			}
			s.subject, s.predicate = subject, predicate
			if err := p.emit(s); err != nil {
				return err
			}
			if p.peek() != ',' {
				break
			}
			p.at++
		}
		if p.peek() != ';' {
			return nil
		}
		for p.peek() == ';' {
			p.at++
		}
		if c := p.peek(); c == '.' || c == ']' {
			return nil
		}
	}
}

func (p *turtle) predicate() (string, error) {
	switch c := p.peek(); {
	case c == '<':
		return p.iri()
	case c == 'a' && p.at+1 < len(p.text) && strings.IndexByte(" \t\r\n<[\"", p.text[p.at+1]) >= 0:
		p.at++
		return typeIRI, nil
	}
	return p.prefixed()
}

// object reads what may stand after a predicate.
func (p *turtle) object() (statement, error) {
	if p.depth++; p.depth > maxSKOSDepth {
		return statement{}, fmt.Errorf("nested more than %d deep", maxSKOSDepth)
	}
	defer func() { p.depth-- }()
	switch c := p.peek(); {
	case c == '<':
		iri, err := p.iri()
		return statement{object: iri}, err
	case c == '"' || c == '\'':
		return p.literal()
	case c == '[':
		p.at++
		node := p.newBlank()
		if p.peek() == ']' {
			p.at++
			return statement{object: node}, nil
		}
		if err := p.predicates(node); err != nil {
			return statement{}, err
		}
		return statement{object: node}, p.expect(']')
	case c == '(':
		p.at++
		for p.peek() != ')' {
			if _, err := p.object(); err != nil {
				return statement{}, err
			}
		}
		p.at++
		return statement{object: p.newBlank()}, nil
	case c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.':
		return p.number()
	}
	name, err := p.prefixed()
	return statement{object: name, literal: name == "true" || name == "false"}, err
}

func (p *turtle) newBlank() string {
	p.blank++
	return fmt.Sprintf("_:genid%d", p.blank)
}

func (p *turtle) number() (statement, error) {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte("0123456789+-.eE", p.text[p.at]) >= 0 {
		p.at++
	}
	for p.at > start && p.text[p.at-1] == '.' {
		p.at-- // ends the statement
	}
	n := string(p.text[start:p.at])
	if _, err := strconv.ParseFloat(n, 64); err != nil {
		return statement{}, fmt.Errorf("%q is no number", n)
	}
	return statement{object: n, literal: true}, nil
}

// iri reads <…> and makes it whole.
func (p *turtle) iri() (string, error) {
	end := bytes.IndexAny(p.text[p.at+1:], "> \t\r\n")
	if end < 0 || p.text[p.at+1+end] != '>' {
		return "", errors.New("an IRI is not closed")
	}
	iri, err := unescape(string(p.text[p.at+1 : p.at+1+end]))
	p.at += end + 2
	if err == nil && !strings.Contains(iri, ":") {
		iri = p.base + iri
	}
	return iri, err
}

// prefixed reads prefix:name, _:label, true or false.
func (p *turtle) prefixed() (string, error) {
	start := p.at
	for p.at < len(p.text) {
		if p.text[p.at] == '\\' && p.at+1 < len(p.text) {
			p.at += 2
			continue
		}
		if strings.IndexByte(" \t\r\n;,[]()<>\"'#", p.text[p.at]) >= 0 {
			break
		}
		p.at++
	}
	for p.at > start && p.text[p.at-1] == '.' {
		p.at-- // ends the statement
	}
	word := string(p.text[start:p.at])
	prefix, name, ok := strings.Cut(word, ":")
	switch {
	case word == "true" || word == "false":
		return word, nil
	case !ok:
		p.at = start
		return "", p.unexpected("a name with a prefix")
	case prefix == "_":
		return word, nil
	}
	iri, known := p.prefixes[prefix]
	if !known {
		p.at = start
		return "", fmt.Errorf("the prefix %q is not declared", prefix)
	}
	return iri + strings.ReplaceAll(name, `\`, ""), nil
}

// literal reads a quoted text with its language or datatype.
func (p *turtle) literal() (statement, error) {
	quote := string(p.text[p.at])
	if long := strings.Repeat(quote, 3); bytes.HasPrefix(p.text[p.at:], []byte(long)) {
		quote = long
	}
	p.at += len(quote)
	start := p.at
	for {
		rest := p.text[p.at:]
		switch {
		case len(rest) == 0 || len(quote) == 1 && rest[0] == '\n':
			p.at = start
			return statement{}, errors.New("a text is not closed")
		case rest[0] == '\\' && len(rest) > 1:
			p.at += 2
			continue
		case !bytes.HasPrefix(rest, []byte(quote)) || len(quote) == 3 && len(rest) > 3 && rest[3] == quote[0]:
			p.at++
			continue
		}
		break
	}
	text, err := unescape(string(p.text[start:p.at]))
	p.at += len(quote)
	if err != nil {
		return statement{}, err
	}
	s := statement{object: strings.Join(strings.Fields(text), " "), literal: true}
	if bytes.HasPrefix(p.text[p.at:], []byte("^^")) {
		p.at += 2
		_, err = p.predicate()
		return s, err
	}
	if p.at < len(p.text) && p.text[p.at] == '@' {
		s.lang = p.tag()
	}
	return s, nil
}

// tag reads a language tag.
func (p *turtle) tag() string {
	p.at++
	start := p.at
	for p.at < len(p.text) && (p.text[p.at] == '-' || p.text[p.at]|0x20 >= 'a' && p.text[p.at]|0x20 <= 'z' || p.text[p.at] >= '0' && p.text[p.at] <= '9') {
		p.at++
	}
	return string(p.text[start:p.at])
}

// unescape undoes the escapes of texts and IRIs.
func unescape(s string) (string, error) {
	if !strings.Contains(s, `\`) {
		return s, nil
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			out.WriteByte(s[i])
			continue
		}
		i++
		digits := 0
		switch {
		case i == len(s):
			return "", errors.New("a backslash escapes nothing")
		case s[i] == 'u':
			digits = 4
		case s[i] == 'U':
			digits = 8
		}
		if digits > 0 {
			if i+digits >= len(s) {
				return "", fmt.Errorf("\\%c wants %d digits", s[i], digits)
			}
			n, err := strconv.ParseUint(s[i+1:i+1+digits], 16, 32)
			if err != nil {
				return "", fmt.Errorf("\\%c%s is no character", s[i], s[i+1:i+1+digits])
			}
			out.WriteRune(rune(n))
			i += digits
			continue
		}
		plain := strings.IndexByte(`tbnrf"'\`, s[i])
		if plain < 0 {
			return "", fmt.Errorf("\\%c is no escape", s[i])
		}
		out.WriteByte("\t\b\n\r\f\"'\\"[plain])
	}
	return out.String(), nil
}
