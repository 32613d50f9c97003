package docx

import (
	"strconv"
	"strings"

	"izde/corpus/formats/xmltree"
)

// odtText is the text of an ODT file.
func odtText(p parts) (string, error) {
	if manifest, err := p.tree("META-INF/manifest.xml"); err == nil && len(manifest.All("encryption-data")) > 0 {
		return "", ErrLocked
	}
	content, err := p.tree("content.xml")
	if err != nil {
		return "", err
	}
	switch inside := content.First("document-content", "body"); {
	case inside.First("spreadsheet") != nil:
		return "", ErrTable
	case inside.First("presentation") != nil:
		return "", ErrSlides
	}
	styles, err := p.tree("styles.xml")
	if err != nil {
		return "", err
	}
	o := odt{raised: map[string]bool{}, numbered: map[string]bool{}}
	o.readStyles(styles)
	o.readStyles(content)
	body := content.All("text")
	for _, b := range body {
		o.blocks(b)
	}
	return o.out.text(), nil
}

// odt writes an ODT body out.
type odt struct {
	out      paragraphs
	raised   map[string]bool // styles of superscript
	numbered map[string]bool // list styles whose first level is numbered
	pending  []*xmltree.Node
}

func (o *odt) readStyles(root *xmltree.Node) {
	for _, s := range root.All("style") {
		if strings.HasPrefix(s.First("text-properties").Attr("text-position"), "super") || positive(s.First("text-properties").Attr("text-position")) {
			o.raised[s.Attr("name")] = true
		}
	}
	for _, s := range root.All("list-style") {
		if first := s.Elements(); len(first) > 0 && first[0].Name == "list-level-style-number" && first[0].Attr("num-format") == "1" {
			o.numbered[s.Attr("name")] = true
		}
	}
}

// positive says whether a text position is a raise in percent, as in "33% 58%".
func positive(s string) bool {
	n, _, _ := strings.Cut(s, "%")
	v, err := strconv.Atoi(n)
	return err == nil && v > 0
}

func (o *odt) blocks(n *xmltree.Node) {
	for _, c := range n.Elements() {
		switch c.Name {
		case "p", "h":
			o.paragraph("", c)
		case "list":
			o.list(c, c.Attr("style-name"))
		case "table":
			o.table(c)
		case "section", "index-body", "text-box":
			o.blocks(c)
		}
	}
}

func (o *odt) paragraph(label string, p *xmltree.Node) {
	var b strings.Builder
	o.inline(&b, p)
	if s := tidyLine(b.String()); strings.TrimSpace(s) != "" {
		o.out.add(label + s)
	}
	notes := o.pending
	o.pending = nil
	for _, n := range notes {
		o.blocks(n)
	}
}

// list writes the items of a list with their numbers.
func (o *odt) list(n *xmltree.Node, style string) {
	number := 0
	for _, item := range n.Elements("list-item", "list-header") {
		if item.Name == "list-item" {
			number++
			if v, err := strconv.Atoi(item.Attr("start-value")); err == nil {
				number = v
			}
		}
		label := ""
		if o.numbered[style] && item.Name == "list-item" {
			label = strconv.Itoa(number) + ". "
		}
		for _, c := range item.Elements() {
			switch c.Name {
			case "p", "h":
				o.paragraph(label, c)
				label = ""
			case "list":
				o.list(c, "")
			}
		}
	}
}

func (o *odt) inline(b *strings.Builder, n *xmltree.Node) {
	for _, c := range n.Children {
		switch c.Name {
		case "":
			b.WriteString(strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(c.Text))
		case "s", "tab":
			b.WriteByte(' ')
		case "line-break":
			b.WriteByte('\n')
		case "note":
			o.pending = append(o.pending, c.First("note-body"))
		case "annotation", "tracked-changes", "bookmark", "ruby-text":
		case "frame":
			o.pending = append(o.pending, c.Elements("text-box")...)
		case "span":
			o.span(b, c)
		default:
			o.inline(b, c)
		}
	}
}

func (o *odt) span(b *strings.Builder, n *xmltree.Node) {
	if !o.raised[n.Attr("style-name")] {
		o.inline(b, n)
		return
	}
	var inner strings.Builder
	o.inline(&inner, n)
	if s := strings.TrimSpace(inner.String()); s != "" {
		b.WriteString("^{" + s + "}")
	}
}

// table writes a table as word.table does.
func (o *odt) table(t *xmltree.Node) {
	rows := t.All("table-row")
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r.Elements("table-cell")))
	}
	var lines []string
	for _, r := range rows {
		var cells []string
		for _, c := range r.Elements("table-cell") {
			if columns <= 2 {
				o.blocks(c)
				continue
			}
			cells = append(cells, c.Plain())
		}
		if columns > 2 {
			lines = append(lines, strings.Join(cells, " | "))
		}
	}
	o.out.addRows(lines)
}
