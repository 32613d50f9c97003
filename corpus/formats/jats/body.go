package jats

import (
	"strconv"
	"strings"

	"izde/corpus"
	"izde/corpus/formats/xmltree"
	"izde/corpus/identifier"
	"izde/corpus/lang"
	"izde/corpus/reference"
)

// readBody reads the sections, each under its own heading, in reading order.
func readBody(a *corpus.Article, body *xmltree.Node) {
	if body != nil {
		section(a, body, "")
	}
}

// section adds what stands directly in n, then its inner sections. Figures and
// tables stay where they stand, with their captions.
func section(a *corpus.Article, n *xmltree.Node, heading string) {
	var text []string
	flush := func() {
		if len(text) > 0 || heading != "" && n.Name == "sec" && len(n.Elements("sec")) == 0 {
			a.Sections = append(a.Sections, corpus.Section{Heading: heading, Text: strings.Join(text, "\n\n")})
			text = nil
		}
	}
	for _, c := range n.Elements() {
		switch c.Name {
		case "title", "label":
		case "sec", "boxed-text", "app", "ack":
			flush()
			heading := strings.TrimSpace(c.First("label").Plain() + " " + c.First("title").Plain("xref", "fn"))
			section(a, c, heading)
		default:
			text = append(text, block(c)...)
		}
	}
	flush()
}

// block is the text of one block of a section.
func block(n *xmltree.Node) (out []string) {
	switch n.Name {
	case "list", "def-list":
		for _, item := range n.Elements("list-item", "def-item") {
			out = append(out, item.Plain())
		}
	case "table-wrap", "fig", "table-wrap-group", "fig-group":
		if s := strings.TrimSpace(n.First("label").Plain() + " " + n.First("caption").Plain()); s != "" {
			out = append(out, s)
		}
		for _, row := range n.All("tr") {
			var cells []string
			for _, cell := range row.Elements("td", "th") {
				cells = append(cells, cell.Plain())
			}
			out = append(out, strings.Join(cells, " | "))
		}
		for _, foot := range n.Elements("table-wrap-foot", "attrib") {
			out = append(out, foot.Plain())
		}
	default:
		out = append(out, n.Plain("tex-math"))
	}
	kept := out[:0]
	for _, s := range out {
		if strings.Trim(s, " |") != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// readBack reads the reference lists, acknowledgements, notes and appendices.
func readBack(a *corpus.Article, back *xmltree.Node) {
	for _, c := range back.Elements() {
		switch c.Name {
		case "ref-list":
			readReferences(a, c)
		case "ack", "app", "app-group", "notes", "fn-group", "sec", "glossary":
			heading := c.First("title").Plain()
			if c.Name == "ack" && heading == "" {
				heading = "Acknowledgements"
			}
			section(a, c, heading)
		}
	}
}

func readReferences(a *corpus.Article, list *xmltree.Node) {
	var refs []corpus.Reference
	for _, n := range list.All("ref") {
		r := readReference(n)
		if r.Text == "" {
			continue
		}
		r.N = len(refs) + 1
		if digits := strings.Trim(n.First("label").Plain(), "[]. "); digits != "" {
			if number, err := strconv.Atoi(digits); err == nil {
				r.N = number
			}
		}
		refs = append(refs, r)
	}
	if len(a.References) == 0 {
		a.References = refs
		return
	}
	// A second list is the first one romanised, or goes on.
	for _, r := range refs {
		paired := false
		for i := range a.References {
			if a.References[i].Romanised == "" && reference.SameWork(a.References[i], r) {
				a.References[i].Romanised, paired = r.Text, true
				break
			}
		}
		if !paired {
			r.N = len(a.References) + 1
			a.References = append(a.References, r)
		}
	}
}

// readReference reads one ref. The printed text is parsed, and what is tagged
// stands above what was parsed.
func readReference(n *xmltree.Node) corpus.Reference {
	cites := n.All("mixed-citation", "element-citation", "citation", "nlm-citation")
	if len(cites) == 0 {
		s := n.Plain("label")
		if s == "" {
			return corpus.Reference{}
		}
		return reference.Parse(s)
	}
	c := cites[0]
	if len(cites) > 1 && c.Name == "element-citation" && cites[1].Name == "mixed-citation" {
		// Of alternatives the mixed one has the text as printed.
		r := reference.Parse(cites[1].Plain("label"))
		tagged(&r, c)
		return r
	}
	text := c.Plain("label")
	loose := c.Name == "mixed-citation" || c.Name == "citation" && looseText(c)
	if !loose {
		text = composed(c)
	}
	r := corpus.Reference{Text: text}
	if loose {
		r = reference.Parse(text)
	}
	tagged(&r, c)
	if len(cites) > 1 && len(r.Authors) > 0 {
		second := cites[1].Plain("label")
		if second != "" && second != text {
			r.Romanised = second
		}
	}
	return r
}

// looseText says whether an element has text of its own between its parts.
func looseText(n *xmltree.Node) bool {
	for _, c := range n.Children {
		if c.Name == "" && strings.Trim(c.Text, " \t\r\n.,;:") != "" {
			return true
		}
	}
	return false
}

// tagged takes what the elements of a citation tell.
func tagged(r *corpus.Reference, c *xmltree.Node) {
	told := false
	set := func(dst *string, names ...string) {
		for _, name := range names {
			if found := c.All(name); len(found) > 0 {
				if s := strings.Trim(found[0].Plain(), " .,;"); s != "" {
					*dst, told = s, true
					return
				}
			}
		}
	}
	set(&r.Title, "article-title", "chapter-title", "part-title", "data-title")
	if r.Title == "" || len(c.All("article-title", "chapter-title", "part-title")) == 0 && len(c.All("source")) > 0 && c.Name != "mixed-citation" {
		set(&r.Title, "source")
	} else {
		set(&r.Container, "source", "conf-name")
	}
	set(&r.TranslatedTitle, "trans-title")
	set(&r.Volume, "volume")
	set(&r.Issue, "issue")
	set(&r.Publisher, "publisher-name")
	set(&r.Place, "publisher-loc")
	set(&r.Pages, "page-range", "elocation-id")
	if first := c.All("fpage"); len(first) > 0 {
		r.Pages = first[0].Plain()
		if last := c.All("lpage"); len(last) > 0 && last[0].Plain() != r.Pages {
			r.Pages += "-" + last[0].Plain()
		}
	}
	if y := c.All("year"); len(y) > 0 {
		if year, err := strconv.Atoi(strings.TrimRight(y[0].Plain(), "abcdefgh.")); err == nil {
			r.Year, told = year, true
		}
	}
	taggedAuthors(r, c)
	taggedIDs(r, c)
	if kind := typeOf(c.Attr("publication-type") + c.Attr("citation-type")); kind != "" {
		r.Type = kind
	}
	if l := lang.Code(c.Attr("lang")); l != "" {
		r.Lang = l
	}
	if told {
		r.Unparsed = false
	}
}

func taggedIDs(r *corpus.Reference, c *xmltree.Node) {
	for _, id := range c.All("pub-id", "ext-link") {
		if doi, ok := identifier.DOI(id.Plain() + " " + id.Attr("href")); ok {
			r.DOI = doi
		} else if href := id.Attr("href"); id.Name == "ext-link" && href != "" {
			r.URL = href
		}
	}
}

func taggedAuthors(r *corpus.Reference, c *xmltree.Node) {
	var names []string
	for _, n := range c.All("name", "string-name", "collab") {
		if g := n.Parent; g != nil && g.Name == "person-group" && g.Attr("person-group-type") != "author" && g.Attr("person-group-type") != "" {
			continue
		}
		surname, given := n.First("surname").Plain(), n.First("given-names").Plain()
		switch {
		case surname != "":
			names = append(names, strings.TrimSpace(surname+" "+given))
		case n.Plain() != "":
			names = append(names, n.Plain())
		}
	}
	if len(names) > 0 {
		r.Authors, r.Unparsed = names, false
	}
}

// typeOf is our name of a publication type.
func typeOf(s string) string {
	switch strings.ToLower(s) {
	case "journal":
		return "article"
	case "book":
		return "book"
	case "confproc", "conference":
		return "conference"
	case "thesis":
		return "thesis"
	case "web", "webpage", "website":
		return "web"
	case "report":
		return "report"
	case "patent":
		return "patent"
	case "standard":
		return "standard"
	}
	return ""
}

// composed prints a citation that has elements alone, in the order of APA.
func composed(c *xmltree.Node) string {
	var r corpus.Reference
	tagged(&r, c)
	var b strings.Builder
	b.WriteString(strings.Join(r.Authors, ", "))
	if r.Year != 0 {
		b.WriteString(" (" + strconv.Itoa(r.Year) + ").")
	}
	for _, part := range []string{r.Title, r.Container} {
		if part != "" {
			b.WriteString(" " + part + ".")
		}
	}
	if r.Place != "" || r.Publisher != "" {
		b.WriteString(" " + strings.Trim(r.Place+": "+r.Publisher, ": ") + ".")
	}
	if r.Volume != "" {
		b.WriteString(" " + r.Volume)
	}
	if r.Issue != "" {
		b.WriteString("(" + r.Issue + ")")
	}
	if r.Pages != "" {
		b.WriteString(", " + r.Pages)
	}
	if r.DOI != "" {
		b.WriteString(". https://doi.org/" + r.DOI)
	} else if r.URL != "" {
		b.WriteString(". " + r.URL)
	}
	return strings.TrimSpace(b.String())
}
