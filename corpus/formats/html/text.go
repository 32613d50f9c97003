package html

import (
	"strings"

	nethtml "golang.org/x/net/html"
)

// headingMark begins a line that was a heading, where headings are asked for.
const headingMark = "\x01"

// visible is the text that a person sees, a line a block and a blank line
// between paragraphs.
func visible(n *nethtml.Node) string {
	if n == nil {
		return ""
	}
	var w writer
	w.node(n, 0)
	return w.text()
}

// writer writes the text of a page.
type writer struct {
	b        strings.Builder
	headings bool
}

// unseen are elements whose text is no content.
func unseen(n *nethtml.Node) bool {
	switch n.Data {
	case "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "svg", "button", "iframe", "select", "head", "math":
		return n.Data != "header" || !within(n, "article")
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
			return true
		}
	}
	return hasClass(n, "sr-only") || hasClass(n, "pkp_screen_reader") || hasClass(n, "breadcrumb")
}

func within(n *nethtml.Node, name string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == name {
			return true
		}
	}
	return false
}

// paragraph elements are set off by blank lines, line elements by line ends.
func setOff(name string) (before string) {
	switch name {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "article", "ul", "ol", "dl", "table", "blockquote", "figure", "main", "header", "address", "pre", "hr", "figcaption", "caption":
		return "\n\n"
	case "li", "tr", "dt", "dd", "br":
		return "\n"
	}
	return ""
}

func (w *writer) node(n *nethtml.Node, depth int) {
	switch {
	case depth > MaxDepth:
		return
	case n.Type == nethtml.TextNode:
		w.b.WriteString(strings.NewReplacer("\n", " ", "\r", " ", headingMark, "").Replace(n.Data))
		return
	case n.Type == nethtml.ElementNode && unseen(n):
		return
	}
	mark := ""
	if n.Type == nethtml.ElementNode {
		mark = setOff(n.Data)
	}
	w.b.WriteString(mark)
	if w.headings && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		w.b.WriteString(headingMark)
	}
	switch n.Data {
	case "sup":
		w.raised(n, depth)
		return
	case "td", "th":
		if previousCell(n) && cells(n.Parent) > 2 {
			w.b.WriteString(" | ")
		} else if previousCell(n) {
			w.b.WriteString("\n")
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, depth+1)
	}
	if n.Data != "br" && !(n.Data == "tr" && cells(n) > 2) {
		w.b.WriteString(mark) // the rows of a table are no paragraphs
	}
}

// raised writes a superscript as rawtext takes it.
func (w *writer) raised(n *nethtml.Node, depth int) {
	inner := writer{}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		inner.node(c, depth+1)
	}
	if s := strings.Join(strings.Fields(inner.b.String()), " "); s != "" {
		w.b.WriteString("^{" + s + "}")
	}
}

func previousCell(n *nethtml.Node) bool {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Data == "td" || p.Data == "th" {
			return true
		}
	}
	return false
}

func cells(row *nethtml.Node) (n int) {
	if row == nil {
		return 0
	}
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "td" || c.Data == "th" {
			n++
		}
	}
	return n
}

// text brings runs of blanks to one and runs of line ends to two.
func (w *writer) text() string {
	var out []string
	blank := false
	for _, line := range strings.Split(w.b.String(), "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if strings.Trim(line, headingMark) == "" {
			blank = true
			continue
		}
		if blank && len(out) > 0 {
			out = append(out, "")
		}
		blank = false
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}
