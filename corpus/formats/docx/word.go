package docx

import (
	"strconv"
	"strings"

	"izde/corpus/formats/xmltree"
)

// wordText is the text of a DOCX file.
func wordText(p parts) (string, error) {
	doc, err := p.tree("word/document.xml")
	if err != nil {
		return "", err
	}
	w := word{notes: map[string]*xmltree.Node{}, counts: map[string][]int{}}
	for _, kind := range []string{"footnote", "endnote"} {
		notes, err := p.tree("word/" + kind + "s.xml")
		if err != nil {
			return "", err
		}
		for _, n := range notes.All(kind) {
			w.notes[kind+n.Attr("id")] = n
		}
	}
	numbering, err := p.tree("word/numbering.xml")
	if err != nil {
		return "", err
	}
	w.readNumbering(numbering)
	styles, err := p.tree("word/styles.xml")
	if err != nil {
		return "", err
	}
	w.readStyles(styles)
	w.blocks(doc.First("document", "body"))
	return w.out.text(), nil
}

// level is one level of a list: how its number is printed.
type level struct {
	format, text string
	start        int
}

// word writes a DOCX body out.
type word struct {
	out     paragraphs
	notes   map[string]*xmltree.Node
	lists   map[string][]level // by list number
	counts  map[string][]int   // by list number, for each level
	styled  map[string][2]string
	pending []*xmltree.Node // notes of the paragraph
}

// readNumbering reads how lists are numbered.
func (w *word) readNumbering(root *xmltree.Node) {
	abstract := map[string][]level{}
	for _, a := range root.All("abstractNum") {
		var levels []level
		for _, l := range a.Elements("lvl") {
			start, err := strconv.Atoi(l.First("start").Attr("val"))
			if err != nil {
				start = 1
			}
			levels = append(levels, level{l.First("numFmt").Attr("val"), l.First("lvlText").Attr("val"), start})
		}
		abstract[a.Attr("abstractNumId")] = levels
	}
	w.lists = map[string][]level{}
	for _, n := range root.All("num") {
		w.lists[n.Attr("numId")] = abstract[n.First("abstractNumId").Attr("val")]
	}
}

// readStyles reads which paragraph styles are numbered.
func (w *word) readStyles(root *xmltree.Node) {
	w.styled = map[string][2]string{}
	for _, s := range root.All("style") {
		if num := s.First("pPr", "numPr"); num != nil {
			w.styled[s.Attr("styleId")] = [2]string{num.First("numId").Attr("val"), num.First("ilvl").Attr("val")}
		}
	}
}

// blocks writes paragraphs and tables.
func (w *word) blocks(n *xmltree.Node) {
	for _, c := range n.Elements() {
		switch c.Name {
		case "p":
			w.paragraph(c)
		case "tbl":
			w.table(c)
		case "sdt":
			w.blocks(c.First("sdtContent"))
		case "ins", "smartTag", "customXml", "moveTo":
			w.blocks(c)
		}
	}
}

func (w *word) paragraph(p *xmltree.Node) {
	text := w.line(p)
	if text != "" {
		text = w.number(p) + text
	}
	w.out.add(text)
	notes := w.pending
	w.pending = nil
	for _, n := range notes {
		for _, np := range n.Elements("p") {
			w.out.add(w.line(np))
		}
	}
}

// line is the text of a paragraph.
func (w *word) line(p *xmltree.Node) string {
	var b strings.Builder
	w.runs(&b, p)
	return tidyLine(b.String())
}

// runs writes the text of runs; what is in a text box follows the paragraph.
func (w *word) runs(b *strings.Builder, n *xmltree.Node) {
	for _, c := range n.Elements() {
		switch c.Name {
		case "r":
			w.run(b, c)
		case "del", "moveFrom", "pPr", "rPr", "bookmarkStart", "bookmarkEnd", "Fallback":
		case "sdt":
			w.runs(b, c.First("sdtContent"))
		case "oMath", "oMathPara":
			b.WriteString(c.Plain())
		default:
			w.runs(b, c)
		}
	}
}

func (w *word) run(b *strings.Builder, r *xmltree.Node) {
	if v := r.First("rPr", "vanish"); v != nil && v.Attr("val") != "0" && v.Attr("val") != "false" {
		return
	}
	raised := r.First("rPr", "vertAlign").Attr("val") == "superscript"
	var text strings.Builder
	for _, c := range r.Elements() {
		switch c.Name {
		case "t":
			for _, x := range c.Children {
				text.WriteString(x.Text)
			}
		case "tab", "ptab":
			text.WriteByte(' ')
		case "br":
			if c.Attr("type") == "" {
				text.WriteByte('\n')
			}
		case "cr":
			text.WriteByte('\n')
		case "noBreakHyphen":
			text.WriteByte('-')
		case "softHyphen":
			text.WriteString("\u00ad")
		case "sym":
			if v, err := strconv.ParseUint(c.Attr("char"), 16, 32); err == nil && (v < 0xe000 || v > 0xf8ff) {
				text.WriteRune(rune(v))
			}
		case "footnoteReference", "endnoteReference":
			if n := w.notes[strings.TrimSuffix(c.Name, "Reference")+c.Attr("id")]; n != nil {
				w.pending = append(w.pending, n)
			}
		case "AlternateContent", "drawing", "pict", "object":
			w.boxes(c)
		}
	}
	s := text.String()
	if raised && strings.TrimSpace(s) != "" {
		s = "^{" + strings.TrimSpace(s) + "}"
	}
	b.WriteString(s)
}

// boxes queues the text of text boxes behind the paragraph. An alternative for
// older programs repeats it.
func (w *word) boxes(n *xmltree.Node) {
	for _, c := range n.Elements() {
		switch c.Name {
		case "Fallback":
		case "txbxContent":
			w.pending = append(w.pending, c)
		default:
			w.boxes(c)
		}
	}
}

// number counts a paragraph of an automatic list and prints its number.
func (w *word) number(p *xmltree.Node) string {
	list, at := p.First("pPr", "numPr", "numId").Attr("val"), p.First("pPr", "numPr", "ilvl").Attr("val")
	if list == "" {
		styled := w.styled[p.First("pPr", "pStyle").Attr("val")]
		list, at = styled[0], styled[1]
	}
	levels := w.lists[list]
	depth, _ := strconv.Atoi(at)
	if list == "" || list == "0" || depth < 0 || depth >= len(levels) {
		return ""
	}
	counts := w.counts[list]
	for len(counts) <= depth {
		counts = append(counts, levels[len(counts)].start-1)
	}
	counts[depth]++
	counts = counts[:depth+1] // inner levels begin again
	w.counts[list] = counts
	if levels[depth].format != "decimal" {
		return ""
	}
	label := levels[depth].text
	for i, c := range counts {
		label = strings.ReplaceAll(label, "%"+strconv.Itoa(i+1), strconv.Itoa(c))
	}
	if strings.TrimSpace(label) == "" {
		return ""
	}
	return label + " "
}

// table writes a table: one of one or two columns lays text out, and its cells
// are paragraphs; of any other a row is a line.
func (w *word) table(t *xmltree.Node) {
	rows := t.Elements("tr")
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r.Elements("tc")))
	}
	var lines []string
	for _, r := range rows {
		if columns <= 2 {
			for _, c := range r.Elements("tc") {
				w.blocks(c)
			}
			continue
		}
		var cells []string
		for _, c := range r.Elements("tc") {
			var parts []string
			for _, p := range c.All("p") {
				if s := w.line(p); s != "" {
					parts = append(parts, strings.ReplaceAll(s, "\n", " "))
				}
			}
			cells = append(cells, strings.Join(parts, " "))
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	w.out.addRows(lines)
}
