package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"izde/corpus/clean"
)

const (
	// MaxDepth of nesting: deeper than any article, less than a stack.
	MaxDepth = 200

	// MaxNodes of one document, elements and texts together.
	MaxNodes = 4_000_000
)

// Faults of a document.
var (
	ErrDeep  = fmt.Errorf("elements are nested deeper than %d", MaxDepth)
	ErrNodes = fmt.Errorf("more than %d elements", MaxNodes)
	ErrEmpty = errors.New("no element in it")
)

// Fault is what is wrong in a document, and at which line.
type Fault struct {
	Line int // counted from 1
	Err  error
}

func (f *Fault) Error() string { return fmt.Sprintf("line %d: %v", f.Line, f.Err) }

func (f *Fault) Unwrap() error { return f.Err }

// Node is an element, or a text where Name is empty. Names are local: formats
// of one kind differ in their prefixes, not in their local names.
type Node struct {
	Name     string
	Space    string
	Attrs    []xml.Attr
	Children []*Node
	Parent   *Node
	Text     string
	Line     int
}

// Parse reads a document. What stands after an error, which is a *Fault, is lost,
// what stands before it is returned with the error.
func Parse(data []byte) (*Node, error) {
	data = legal(inStatedEncoding(data))
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	if utf8.Valid(data) {
		// A file that was saved in another encoding than the one it states.
		d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	}
	b := builder{root: &Node{Name: "#document", Line: 1}}
	b.at = b.root
	for {
		t, err := d.RawToken()
		if err == io.EOF {
			break
		}
		line, _ := d.InputPos()
		if err == nil {
			err = b.token(t, line)
		}
		if err != nil {
			return b.root, &Fault{line, plain(err)}
		}
	}
	if b.at != b.root {
		line, _ := d.InputPos()
		return b.root, &Fault{line, fmt.Errorf("the file ends within <%s>: it was not saved whole, get it again", b.at.Name)}
	}
	if len(b.root.Elements()) == 0 {
		return b.root, ErrEmpty
	}
	return b.root, nil
}

// statedEncoding is what a document says of its encoding.
var statedEncoding = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']`)
})

// inStatedEncoding is data in UTF-8 where it states that, or nothing, and is in
// another encoding of the region: it was saved again by a program that did not look.
func inStatedEncoding(data []byte) []byte {
	if utf8.Valid(data) {
		return data
	}
	if m := statedEncoding().FindSubmatch(data); m != nil && !strings.EqualFold(string(m[1]), "utf-8") {
		return data
	}
	if text, _, err := clean.Decode(data); err == nil {
		return []byte(text)
	}
	return data
}

// substitute stands where a document has a character that XML does not allow: a
// control character too, but one that XML 1.0 allows (section 2.2).
const substitute = 0x7f

// legal is data with such characters replaced, so that one of them, out of a
// text that somebody has pasted, does not cost the document. The bytes of ASCII
// are themselves in every encoding that is read here.
func legal(data []byte) []byte {
	if !slices.ContainsFunc(data, forbidden) && !bytes.Contains(data, []byte("\xef\xbf\xbe")) && !bytes.Contains(data, []byte("\xef\xbf\xbf")) {
		return data
	}
	data = slices.Clone(data)
	for i, c := range data {
		if forbidden(c) {
			data[i] = substitute
		}
	}
	if utf8.Valid(data) {
		for _, noncharacter := range []string{"\ufffe", "\uffff"} {
			data = bytes.ReplaceAll(data, []byte(noncharacter), []byte{substitute})
		}
	}
	return data
}

func forbidden(c byte) bool { return c < ' ' && c != '\t' && c != '\n' && c != '\r' }

// plain takes the line out of a syntax error: it is said already.
func plain(err error) error {
	if s, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return errors.New(s.Msg)
	}
	return err
}

// builder grows the tree. An end tag closes its own element and those left open
// in it; one that closes nothing is passed over.
type builder struct {
	root, at *Node
	depth    int
	nodes    int
}

func (b *builder) token(t xml.Token, line int) error {
	switch t := t.(type) {
	case xml.StartElement:
		if b.depth++; b.depth > MaxDepth {
			return ErrDeep
		}
		n := &Node{Name: t.Name.Local, Space: t.Name.Space, Line: line, Parent: b.at}
		n.Attrs = append(n.Attrs, t.Attr...)
		b.at.Children = append(b.at.Children, n)
		b.at = n
	case xml.EndElement:
		for n := b.at; n != b.root; n = n.Parent {
			if n.Name == t.Name.Local {
				for b.at != n {
					b.at = b.at.Parent
					b.depth--
				}
				b.at = n.Parent
				b.depth--
				break
			}
		}
		return nil
	case xml.CharData:
		b.at.Children = append(b.at.Children, &Node{Text: string(t), Parent: b.at, Line: line})
	default:
		return nil
	}
	if b.nodes++; b.nodes > MaxNodes {
		return ErrNodes
	}
	return nil
}

// Elements are the children that are elements; names limit them.
func (n *Node) Elements(names ...string) (out []*Node) {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if c.Name != "" && (len(names) == 0 || oneOf(c.Name, names)) {
			out = append(out, c)
		}
	}
	return out
}

func oneOf(s string, list []string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// First is the first element down the path of child names, or nil.
func (n *Node) First(path ...string) *Node {
	for _, name := range path {
		next := n.Elements(name)
		if len(next) == 0 {
			return nil
		}
		n = next[0]
	}
	return n
}

// All are the elements of these names anywhere below n, in document order; what
// stands inside one of them is not searched again.
func (n *Node) All(names ...string) (out []*Node) {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		switch {
		case c.Name == "":
		case oneOf(c.Name, names):
			out = append(out, c)
		default:
			out = append(out, c.All(names...)...)
		}
	}
	return out
}

// Attr is the value of an attribute by its local name.
func (n *Node) Attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// Lang is the xml:lang of n or of the nearest element around it.
func (n *Node) Lang() string {
	for ; n != nil; n = n.Parent {
		for _, a := range n.Attrs {
			if a.Name.Local == "lang" && a.Value != "" {
				return a.Value
			}
		}
	}
	return ""
}

// Plain is the text inside n in one line, that of the elements called without
// left out.
func (n *Node) Plain(without ...string) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	n.write(&b, without)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (n *Node) write(b *strings.Builder, without []string) {
	for _, c := range n.Children {
		switch {
		case c.Name == "":
			b.WriteString(c.Text)
		case oneOf(c.Name, without):
		case c.Name == "break" || c.Name == "br":
			b.WriteByte(' ')
		default:
			c.write(b, without)
		}
	}
}
