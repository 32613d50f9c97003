package jats

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"izde/corpus"
	"izde/corpus/formats/xmltree"
	"izde/corpus/identifier"
	"izde/corpus/lang"
)

// ErrNone is the fault of a document without an article.
var ErrNone = errors.New("no JATS article in it")

// Read reads the articles of a document; several may stand in a collection or
// in the answer of a repository. Where the XML breaks off, what stood before is
// returned with the error.
func Read(name string, data []byte) ([]*corpus.Article, error) {
	root, err := xmltree.Parse(data)
	out := Articles(name, root)
	if len(out) == 0 && err == nil {
		err = ErrNone
	}
	return out, err
}

// Articles reads the articles of a document that is parsed already.
func Articles(name string, root *xmltree.Node) (out []*corpus.Article) {
	for _, n := range root.All("article") {
		if n.First("front") == nil && n.First("front-stub") == nil {
			continue
		}
		a := read(n)
		a.Source = corpus.Source{File: name, Line: n.Line, EndLine: lastLine(n)}
		out = append(out, a)
	}
	return out
}

// Is says whether a tree holds a JATS article.
func Is(root *xmltree.Node) bool {
	for _, n := range root.All("article") {
		if n.First("front") != nil || n.First("front-stub") != nil {
			return true
		}
	}
	return false
}

func lastLine(n *xmltree.Node) int {
	for len(n.Children) > 0 {
		n = n.Children[len(n.Children)-1]
	}
	return n.Line
}

// read reads one article element.
func read(n *xmltree.Node) *corpus.Article {
	a := &corpus.Article{Lang: lang.Code(n.Lang()), Kind: corpus.KindArticle}
	front := n.First("front")
	meta := front.First("article-meta")
	if front == nil {
		front = n.First("front-stub")
		meta = front
	}
	readJournal(a, front.First("journal-meta"))
	readMeta(a, meta)
	readTexts(a, meta)
	for _, sub := range n.Elements("sub-article", "response") {
		if sub.Attr("article-type") == "translation" {
			readTranslation(a, sub)
		}
	}
	readBody(a, n.First("body"))
	readBack(a, n.First("back"))
	if a.Lang == "" && len(a.Sections) > 0 {
		a.Lang, _ = lang.Identify(a.Sections[0].Text)
	}
	return a
}

// codeOf is the language of an element: its own attribute, else what its text
// shows, else the article's.
func codeOf(n *xmltree.Node, a *corpus.Article, text string) string {
	for at := n; at != nil && at.Name != "article" && at.Name != "sub-article"; at = at.Parent {
		if c := lang.Code(at.Attr("lang")); c != "" {
			return c
		}
	}
	if a.Lang != "" {
		return a.Lang
	}
	c, _ := lang.Identify(text)
	return c
}

// put sets a text by language unless there is one.
func put(t *corpus.Text, code, s string) {
	if s == "" || code == "" || (*t)[code] != "" {
		return
	}
	if *t == nil {
		*t = corpus.Text{}
	}
	(*t)[code] = s
}

func readJournal(a *corpus.Article, n *xmltree.Node) {
	if n == nil {
		return
	}
	for _, t := range n.All("journal-title", "trans-title") {
		// A journal's title has its own language, often another than the article's.
		c := lang.Code(t.Attr("lang"))
		if c == "" && t.Parent != nil {
			c = lang.Code(t.Parent.Attr("lang"))
		}
		if c == "" {
			c, _ = lang.Identify(t.Plain())
		}
		if c == "" {
			c = a.Lang
		}
		put(&a.Journal.Title, c, t.Plain())
	}
	for _, i := range n.All("issn") {
		issn := strings.ToUpper(i.Plain())
		switch kind := i.Attr("pub-type") + i.Attr("publication-format"); {
		case kind == "epub" || kind == "electronic" || kind == "online-only":
			a.Journal.EISSN = issn
		case a.Journal.ISSN == "":
			a.Journal.ISSN = issn
		}
	}
}

// readMeta reads identifiers, people and the data of publication.
func readMeta(a *corpus.Article, n *xmltree.Node) {
	for _, id := range n.Elements("article-id") {
		if id.Attr("pub-id-type") == "doi" {
			var ok bool
			if a.DOI, ok = identifier.DOI(id.Plain()); !ok {
				a.DOI = id.Plain() // as it is, for who checks it
			}
		}
	}
	readCodes(a, n)
	readAuthors(a, n)
	for _, d := range n.Elements("pub-date") {
		if y, err := strconv.Atoi(d.First("year").Plain()); err == nil && (a.Year == 0 || y < a.Year) {
			a.Year = y
		}
	}
	a.Volume, a.Issue = n.First("volume").Plain(), n.First("issue").Plain()
	a.Pages = n.First("elocation-id").Plain()
	if first := n.First("fpage").Plain(); first != "" {
		a.Pages = first
		if last := n.First("lpage").Plain(); last != "" && last != first {
			a.Pages += "-" + last
		}
	}
	for _, d := range n.First("history").Elements("date") {
		switch d.Attr("date-type") {
		case "received":
			a.Received = date(d)
		case "accepted":
			a.Accepted = date(d)
		}
	}
	a.URL = n.First("self-uri").Attr("href")
	for _, l := range n.First("permissions").Elements("license") {
		a.License = l.Attr("href")
		if ref := l.All("license_ref"); a.License == "" && len(ref) > 0 {
			a.License = ref[0].Plain()
		}
		if links := l.All("ext-link", "uri"); a.License == "" && len(links) > 0 {
			a.License = links[0].Attr("href")
		}
		if a.License == "" {
			a.License = l.Plain()
		}
	}
}

// readCodes finds the codes of classification, for which the tag set has no
// element of their own: they stand among the subjects, keywords or ids.
func readCodes(a *corpus.Article, n *xmltree.Node) {
	take := func(kind, value string) {
		kind = strings.ToLower(kind)
		switch {
		case strings.Contains(kind, "udc") || strings.Contains(kind, "удк"):
			a.UDC = value
		case strings.Contains(kind, "irsti") || strings.Contains(kind, "мрнти") || strings.Contains(kind, "grnti"):
			a.IRSTI = value
		}
	}
	for _, g := range n.All("subj-group") {
		take(g.Attr("subj-group-type"), g.First("subject").Plain())
	}
	for _, g := range n.Elements("kwd-group") {
		take(g.Attr("kwd-group-type"), g.First("kwd").Plain())
	}
	for _, id := range n.Elements("article-id") {
		take(id.Attr("pub-id-type")+id.Attr("custom-type"), id.Plain())
	}
	for _, m := range n.All("custom-meta") {
		take(m.First("meta-name").Plain(), m.First("meta-value").Plain())
	}
}

// date is an ISO 8601 date as far as the element tells it.
func date(n *xmltree.Node) string {
	if iso := n.Attr("iso-8601-date"); iso != "" {
		return iso
	}
	out := n.First("year").Plain()
	for _, part := range []string{"month", "day"} {
		v, err := strconv.Atoi(n.First(part).Plain())
		if err != nil || out == "" {
			break
		}
		out += "-" + string([]byte{byte('0' + v/10%10), byte('0' + v%10)})
	}
	return out
}

// readTexts reads titles, abstracts and keywords.
func readTexts(a *corpus.Article, n *xmltree.Node) {
	group := n.First("title-group")
	if group == nil {
		group = n
	}
	title := func(n *xmltree.Node, main, sub string) {
		for _, t := range n.Elements(main) {
			s := t.Plain("fn", "xref")
			if more := n.First(sub).Plain("fn", "xref"); more != "" {
				s = joinTitle(s, more)
			}
			put(&a.Title, codeOf(t, a, s), s)
		}
	}
	title(group, "article-title", "subtitle")
	title(group, "trans-title", "trans-subtitle")
	for _, g := range group.Elements("trans-title-group") {
		title(g, "trans-title", "trans-subtitle")
	}
	for _, x := range n.Elements("abstract", "trans-abstract") {
		if kind := x.Attr("abstract-type"); kind == "graphical" || kind == "toc" || kind == "teaser" || kind == "key-points" {
			continue
		}
		s := paragraphs(x, "title", "label")
		put(&a.Abstract, codeOf(x, a, s), s)
	}
	for _, g := range n.Elements("kwd-group") {
		if t := strings.ToLower(g.Attr("kwd-group-type")); strings.Contains(t, "udc") || strings.Contains(t, "irsti") {
			continue
		}
		readKeywords(a, g)
	}
}

// joinTitle joins a title and its subtitle.
func joinTitle(title, sub string) string {
	if strings.HasSuffix(title, ":") || strings.HasSuffix(title, "?") || strings.HasSuffix(title, ".") {
		return title + " " + sub
	}
	return title + ": " + sub
}

func readKeywords(a *corpus.Article, g *xmltree.Node) {
	var list []string
	for _, k := range g.All("kwd", "compound-kwd-part") {
		if s := strings.Trim(k.Plain(), " ,;."); s != "" {
			list = append(list, s)
		}
	}
	if len(list) == 0 {
		return
	}
	c := codeOf(g, a, strings.Join(list, " "))
	if c == "" || len(a.Keywords[c]) > 0 {
		return
	}
	if a.Keywords == nil {
		a.Keywords = corpus.Keywords{}
	}
	a.Keywords[c] = list
}

// readTranslation takes the texts of a sub-article that translates the article.
func readTranslation(a *corpus.Article, n *xmltree.Node) {
	meta := n.First("front-stub")
	if meta == nil {
		meta = n.First("front", "article-meta")
	}
	if meta == nil {
		return
	}
	t := &corpus.Article{Lang: lang.Code(n.Lang())}
	readTexts(t, meta)
	for c, s := range t.Title {
		put(&a.Title, c, s)
	}
	for c, s := range t.Abstract {
		put(&a.Abstract, c, s)
	}
	for c, list := range t.Keywords {
		if len(a.Keywords[c]) == 0 {
			if a.Keywords == nil {
				a.Keywords = corpus.Keywords{}
			}
			a.Keywords[c] = list
		}
	}
	readAuthors(t, meta)
	for i := range t.Authors {
		if i < len(a.Authors) && len(t.Authors) == len(a.Authors) {
			for c, s := range t.Authors[i].Name {
				put(&a.Authors[i].Name, c, s)
			}
			for c, s := range t.Authors[i].Affiliation {
				put(&a.Authors[i].Affiliation, c, s)
			}
		}
	}
}

// paragraphs is the text of an element, its paragraphs parted by blank lines;
// titles of parts go before their paragraph.
func paragraphs(n *xmltree.Node, without ...string) string {
	var out []string
	var walk func(n *xmltree.Node, depth int)
	walk = func(n *xmltree.Node, depth int) {
		head := ""
		for _, c := range n.Elements() {
			switch {
			case c.Name == "title" && depth > 0:
				head = strings.TrimRight(c.Plain(), ".:") + ". "
			case slices.Contains(without, c.Name):
			case c.Name == "sec":
				walk(c, depth+1)
			case c.Name == "p" || depth == 0 && c.Name != "title":
				if s := c.Plain(); s != "" {
					out = append(out, head+s)
					head = ""
				}
			}
		}
	}
	walk(n, 0)
	if len(out) == 0 {
		return n.Plain(without...)
	}
	return strings.Join(out, "\n\n")
}
