package html

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"izde/corpus"
	"izde/corpus/clean"
	"izde/corpus/lang"
	"izde/corpus/reference"
)

const (
	// MaxSize of a page: the rules of HTML make some pages costly to parse.
	MaxSize = 16 << 20

	// MaxDepth to which a page is read.
	MaxDepth = 1000

	// leastBody is the least text, in bytes, that is taken for a full text beside
	// the metadata; the page about an article has little but its abstract.
	leastBody = 3000
)

// Faults of a page.
var (
	ErrLarge = fmt.Errorf("larger than %d MB, the most that is read of a web page", MaxSize>>20)
	ErrEmpty = errors.New("a web page without visible text")
)

// Page is what a web page holds.
type Page struct {
	Article *corpus.Article
	Text    string
}

// Read reads a page in any encoding.
func Read(name string, data []byte) (Page, error) {
	if len(data) > MaxSize {
		return Page{}, ErrLarge
	}
	text, err := decode(data)
	if err != nil {
		return Page{}, err
	}
	root, err := nethtml.Parse(strings.NewReader(text))
	if err != nil {
		return Page{}, err
	}
	page := Page{Text: visible(contentOf(root))}
	m := metadata{}
	m.gather(root, 0)
	if a := m.article(); a != nil {
		a.Source = corpus.Source{File: name, Line: 1, EndLine: 1 + strings.Count(strings.TrimRight(text, "\n"), "\n")}
		addReferences(a, root)
		a.References = pairRomanised(a.References)
		addBody(a, root)
		page.Article = a
	}
	if page.Article == nil && strings.TrimSpace(page.Text) == "" {
		return page, ErrEmpty
	}
	return page, nil
}

// decode follows the encoding that the page states; one that states none is
// decoded as any text of the region.
func decode(data []byte) (string, error) {
	if utf8.Valid(data) {
		return string(bytes.TrimPrefix(data, []byte("\ufeff"))), nil
	}
	if enc, _, certain := charset.DetermineEncoding(data[:min(len(data), 1024)], ""); certain {
		b, err := enc.NewDecoder().Bytes(data)
		return string(b), err
	}
	text, _, err := clean.Decode(data)
	return text, err
}

// attr is the value of an attribute.
func attr(n *nethtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// hasClass says whether one of the classes of n contains part.
func hasClass(n *nethtml.Node, part string) bool {
	return strings.Contains(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), part)
}

// find is the first element for which want is true.
func find(n *nethtml.Node, depth int, want func(*nethtml.Node) bool) *nethtml.Node {
	if depth > MaxDepth {
		return nil
	}
	if n.Type == nethtml.ElementNode && want(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f := find(c, depth+1, want); f != nil {
			return f
		}
	}
	return nil
}

// contentOf is the part of a page that holds its content.
func contentOf(root *nethtml.Node) *nethtml.Node {
	for _, want := range []func(*nethtml.Node) bool{
		func(n *nethtml.Node) bool { return n.Data == "main" || attr(n, "role") == "main" },
		func(n *nethtml.Node) bool { return n.Data == "article" },
		func(n *nethtml.Node) bool { return n.Data == "body" },
	} {
		if n := find(root, 0, want); n != nil && strings.TrimSpace(visible(n)) != "" {
			return n
		}
	}
	return root
}

// addReferences reads the list of references that the page shows.
func addReferences(a *corpus.Article, root *nethtml.Node) {
	if len(a.References) > 0 {
		return
	}
	list := find(root, 0, func(n *nethtml.Node) bool {
		return n.Data != "body" && n.Data != "a" && (hasClass(n, "references") || hasClass(n, "ref-list") || hasClass(n, "citations-list") || hasClass(n, "articlecitations"))
	})
	if list == nil {
		return
	}
	w := writer{headings: true}
	w.node(list, 0)
	for _, line := range strings.Split(w.text(), "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, headingMark) || utf8.RuneCountInString(line) < 15 {
			continue // the heading, in whatever element
		}
		r := reference.Parse(line)
		r.N = len(a.References) + 1
		a.References = append(a.References, r)
	}
}

// pairRomanised puts the entries of a romanised list that stands behind the original
// one beside the entries that they repeat.
func pairRomanised(refs []corpus.Reference) (out []corpus.Reference) {
	for _, r := range refs {
		at := slices.IndexFunc(out, func(o corpus.Reference) bool {
			return o.Script == "Cyrl" && r.Script == "Latn" && o.Romanised == "" && reference.SameWork(o, r)
		})
		if at >= 0 {
			out[at].Romanised = r.Text
			continue
		}
		r.N = len(out) + 1
		out = append(out, r)
	}
	return out
}

// addBody takes the full text of a page that has one.
func addBody(a *corpus.Article, root *nethtml.Node) {
	full := find(root, 0, func(n *nethtml.Node) bool {
		return hasClass(n, "fulltext") || hasClass(n, "full-text") || hasClass(n, "article-body") || hasClass(n, "articlebody") || attr(n, "itemprop") == "articleBody"
	})
	if full == nil {
		full = contentOf(root)
		text := visible(full)
		for _, s := range a.Abstract {
			text = strings.Replace(text, s, "", 1)
		}
		for _, r := range a.References {
			text = strings.Replace(text, r.Text, "", 1)
			text = strings.Replace(text, r.Romanised, "", 1)
		}
		if len(text) < leastBody || strings.Count(text, "\n\n") < 5 {
			return
		}
	}
	a.Sections = sections(full)
	if a.Lang == "" && len(a.Sections) > 0 {
		a.Lang, _ = lang.Identify(a.Sections[0].Text)
	}
}

// sections parts a full text at its headings.
func sections(n *nethtml.Node) (out []corpus.Section) {
	w := writer{headings: true}
	w.node(n, 0)
	var cur corpus.Section
	flush := func() {
		cur.Text = strings.TrimSpace(cur.Text)
		if cur.Text != "" || cur.Heading != "" {
			out = append(out, cur)
		}
		cur = corpus.Section{}
	}
	for _, p := range strings.Split(w.text(), "\n\n") {
		if h, ok := strings.CutPrefix(p, headingMark); ok {
			flush()
			cur.Heading = strings.TrimSpace(h)
			continue
		}
		cur.Text += p + "\n\n"
	}
	flush()
	return out
}
