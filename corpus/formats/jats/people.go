package jats

import (
	"strings"

	"izde/corpus"
	"izde/corpus/formats/xmltree"
)

// readAuthors reads the contributors who are authors.
func readAuthors(a *corpus.Article, meta *xmltree.Node) {
	places := affiliations(a, meta)
	notes := map[string]string{}
	for _, c := range meta.First("author-notes").Elements("corresp") {
		if e := c.All("email"); len(e) > 0 {
			notes[c.Attr("id")] = e[0].Plain()
		}
	}
	for _, group := range meta.Elements("contrib-group") {
		for _, c := range group.All("contrib") {
			if kind := c.Attr("contrib-type"); kind != "" && kind != "author" && kind != "collab" {
				continue
			}
			author := readAuthor(a, c)
			if len(author.Name) == 0 {
				continue
			}
			for _, x := range c.All("xref") {
				switch rid := x.Attr("rid"); x.Attr("ref-type") {
				case "aff":
					for code, s := range places[rid] {
						join(&author.Affiliation, code, s)
					}
				case "corresp":
					if author.Email == "" {
						author.Email = notes[rid]
					}
				}
			}
			if len(author.Affiliation) == 0 {
				// An affiliation of the whole group has no reference to it.
				for _, g := range group.Elements("aff", "aff-alternatives") {
					for code, s := range places[key(g)] {
						join(&author.Affiliation, code, s)
					}
				}
			}
			a.Authors = append(a.Authors, author)
		}
	}
}

func readAuthor(a *corpus.Article, c *xmltree.Node) corpus.Author {
	var author corpus.Author
	for _, n := range c.All("name", "string-name", "collab") {
		put(&author.Name, codeOf(n, a, n.Plain()), personName(n))
	}
	for _, id := range c.All("contrib-id") {
		if id.Attr("contrib-id-type") == "orcid" || strings.Contains(id.Plain(), "orcid.org") {
			author.ORCID = id.Plain()[strings.LastIndex(id.Plain(), "/")+1:]
		}
	}
	for _, u := range c.All("uri") {
		if strings.Contains(u.Attr("href")+u.Plain(), "orcid.org/") && author.ORCID == "" {
			s := u.Attr("href")
			if s == "" {
				s = u.Plain()
			}
			author.ORCID = s[strings.LastIndex(s, "/")+1:]
		}
	}
	if e := c.All("email"); len(e) > 0 {
		author.Email = e[0].Plain()
	}
	for _, aff := range c.Elements("aff") {
		put(&author.Affiliation, codeOf(aff, a, aff.Plain()), affiliation(aff))
	}
	return author
}

// personName is a name in the order in which it is printed above an article:
// given names first.
func personName(n *xmltree.Node) string {
	surname, given := n.First("surname").Plain(), n.First("given-names").Plain()
	if surname == "" {
		return n.Plain("xref", "aff", "email", "fn")
	}
	parts := []string{n.First("prefix").Plain(), given, surname, n.First("suffix").Plain()}
	if n.Attr("name-style") == "eastern" {
		parts = []string{surname, given}
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// key is what references to an affiliation name; one without id is known by its
// place.
func key(n *xmltree.Node) string {
	if id := n.Attr("id"); id != "" {
		return id
	}
	return "\x00" + n.Plain()
}

// affiliations are the texts of all affiliations by id and language.
func affiliations(a *corpus.Article, meta *xmltree.Node) map[string]corpus.Text {
	out := map[string]corpus.Text{}
	add := func(id string, n *xmltree.Node) {
		t := out[id]
		put(&t, codeOf(n, a, n.Plain()), affiliation(n))
		out[id] = t
	}
	for _, n := range meta.All("aff", "aff-alternatives", "contrib") {
		switch n.Name {
		case "aff":
			add(key(n), n)
		case "aff-alternatives":
			for _, aff := range n.Elements("aff") {
				add(key(n), aff)
				add(key(aff), aff)
			}
		}
	}
	return out
}

// affiliation is the text of an affiliation without its mark. The parts of a
// tagged one are parted by commas.
func affiliation(n *xmltree.Node) string {
	without := []string{"label", "sup", "email", "institution-id", "ext-link"}
	loose := ""
	for _, c := range n.Children {
		if c.Name == "" {
			loose += c.Text
		}
	}
	if strings.Trim(loose, " \t\r\n,.;") != "" {
		return strings.Trim(n.Plain(without...), " ,;")
	}
	var parts []string
	for _, c := range n.All("institution", "addr-line", "city", "named-content", "country", "state", "postal-code") {
		if s := strings.Trim(c.Plain(), " ,;"); s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return strings.Trim(n.Plain(without...), " ,;")
	}
	return strings.Join(parts, ", ")
}

// join adds a second affiliation to the first.
func join(t *corpus.Text, code, s string) {
	if *t == nil {
		*t = corpus.Text{}
	}
	switch have := (*t)[code]; {
	case have == "":
		(*t)[code] = s
	case !strings.Contains(have, s):
		(*t)[code] = have + "; " + s
	}
}
