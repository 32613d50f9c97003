package oaidc

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"izde/corpus"
	"izde/corpus/formats/xmltree"
	"izde/corpus/identifier"
	"izde/corpus/lang"
)

// ErrNone is the fault of a document without a Dublin Core record.
var ErrNone = errors.New("no Dublin Core record in it")

// Read reads the records of a document. Where the XML breaks off, what stood
// before is returned with the error.
func Read(name string, data []byte) ([]*corpus.Article, error) {
	root, err := xmltree.Parse(data)
	out, found := Articles(name, root)
	if !found && err == nil {
		err = ErrNone
	}
	return out, err
}

// Articles reads the records of a document that is parsed already; found says
// whether there is a record at all, be it without a title.
func Articles(name string, root *xmltree.Node) (out []*corpus.Article, found bool) {
	all := records(root)
	for _, n := range all {
		if a := read(n.dc); a != nil {
			a.Source = corpus.Source{File: name, Line: n.line, EndLine: lastLine(n.dc)}
			out = append(out, a)
		}
	}
	for _, token := range root.All("resumptionToken") {
		if token.Plain() == "" || len(out) == 0 {
			continue // the last part of a list ends with an empty one
		}
		last := out[len(out)-1]
		last.Warnings = append(last.Warnings, corpus.Warning{Code: "list-goes-on", Line: token.Line,
			Message: fmt.Sprintf("the list of the repository goes on after this record; ask it with resumptionToken=%s", token.Plain())})
	}
	return out, len(all) > 0
}

// Answer is the fault that a repository answered instead of records; nil if it
// answered none.
func Answer(root *xmltree.Node) error {
	for _, e := range root.First("OAI-PMH").Elements("error") {
		return fmt.Errorf("the repository answered no records but an error: %s %s", e.Attr("code"), e.Plain())
	}
	return nil
}

// record is a Dublin Core element and the line at which its record begins.
type record struct {
	dc   *xmltree.Node
	line int
}

// records finds the records, those in the answer of a repository and bare ones.
func records(root *xmltree.Node) (out []record) {
	for _, r := range root.All("record") {
		if r.First("header").Attr("status") == "deleted" {
			continue
		}
		if found := r.All("dc", "qualifieddc"); len(found) > 0 {
			out = append(out, record{found[0], r.Line})
		} else if len(r.Elements("title")) > 0 {
			out = append(out, record{r, r.Line})
		}
	}
	if len(out) == 0 && len(root.All("record")) == 0 {
		for _, n := range root.All("dc", "qualifieddc") {
			out = append(out, record{n, n.Line})
		}
	}
	return out
}

func lastLine(n *xmltree.Node) int {
	for len(n.Children) > 0 {
		n = n.Children[len(n.Children)-1]
	}
	return n.Line
}

// read reads one record; it is nil where the record has no title.
func read(n *xmltree.Node) *corpus.Article {
	a := &corpus.Article{Kind: corpus.KindArticle}
	for _, l := range n.Elements("language") {
		if c := lang.Code(l.Plain()); c != "" && a.Lang == "" {
			a.Lang = c
		}
	}
	for _, t := range n.Elements("title", "alternative") {
		put(&a.Title, codeOf(t, a), t.Plain())
	}
	if len(a.Title) == 0 {
		return nil
	}
	for _, d := range n.Elements("description", "abstract") {
		put(&a.Abstract, codeOf(d, a), d.Plain())
	}
	readSubjects(a, n)
	readCreators(a, n)
	for _, id := range n.Elements("identifier", "relation") {
		readIdentifier(a, id.Plain())
	}
	for _, s := range n.Elements("source", "isPartOf", "bibliographicCitation") {
		readSource(a, s)
	}
	for _, d := range n.Elements("date", "issued") {
		if y := yearForm().FindString(d.Plain()); y != "" && a.Year == 0 {
			a.Year, _ = strconv.Atoi(y)
		}
	}
	for _, r := range n.Elements("rights", "license") {
		if s := r.Plain(); a.License == "" || strings.Contains(s, "creativecommons.org") && !strings.Contains(a.License, "creativecommons.org") {
			a.License = s
		}
	}
	if a.Lang == "" && len(a.Title) == 1 {
		for c := range a.Title {
			a.Lang = c
		}
	}
	return a
}

// codeOf is the language of an element: its attribute, what its text shows, or
// the record's. An attribute that the text of another script contradicts is
// wrong: sites often fill every language with one text.
func codeOf(n *xmltree.Node, a *corpus.Article) string {
	said := lang.Code(n.Attr("lang"))
	is, sure := lang.Identify(n.Plain())
	switch {
	case said != "" && (is == said || sure < 0.95 || is == ""):
		return said
	case is != "":
		return is
	}
	return a.Lang
}

func put(t *corpus.Text, code, s string) {
	if s == "" || code == "" || (*t)[code] != "" {
		return
	}
	if *t == nil {
		*t = corpus.Text{}
	}
	(*t)[code] = s
}

var (
	yearForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:1[5-9]|20)\d\d`) })
	codeForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{2}\.\d{2}(?:\.\d{2})?$`) })
	issnForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b\d{4}-\d{3}[\dXx]\b`) })
	volForm  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:vol(?:ume)?\.?|том|т\.)\s*(\d+)`)
	})
	noForm = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:\bno\.?|№|\bissue|выпуск|вып\.|шығ\.)\s*(\d+(?:\s*\(\d{1,3}\))?)`)
	})
	pageForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*(\d+)\s*[-\x{2013}]\s*(\d+)\s*$`) })
)

// readSubjects reads keywords: one a field, or a list in one field. A code of
// classification among them goes to its own field.
func readSubjects(a *corpus.Article, n *xmltree.Node) {
	for _, s := range n.Elements("subject") {
		text := s.Plain()
		if value, ok := labelled(text, "удк", "udc", "әож"); ok {
			a.UDC = value
			continue
		}
		if value, ok := labelled(text, "мрнти", "irsti", "ғтахр", "хғтар", "грнти"); ok {
			a.IRSTI = value
			continue
		}
		if codeForm().MatchString(text) {
			a.IRSTI = text
			continue
		}
		c := codeOf(s, a)
		if c == "" {
			continue
		}
		sep := ";"
		if !strings.Contains(text, ";") && len(n.Elements("subject")) <= 3 {
			sep = ","
		}
		for _, k := range strings.Split(text, sep) {
			if k = strings.Trim(k, " ,.;"); k != "" && !slices.Contains(a.Keywords[c], k) {
				if a.Keywords == nil {
					a.Keywords = corpus.Keywords{}
				}
				a.Keywords[c] = append(a.Keywords[c], k)
			}
		}
	}
}

// labelled is what stands behind one of the labels at the start of s.
func labelled(s string, labels ...string) (string, bool) {
	lower := strings.ToLower(s)
	for _, l := range labels {
		if strings.HasPrefix(lower, l) {
			return strings.Trim(s[len(l):], " :."), true
		}
	}
	return "", false
}

// readCreators reads authors. Where every language lists as many, they are the
// same persons in the same order; else the longest list is taken.
func readCreators(a *corpus.Article, n *xmltree.Node) {
	lists := map[string][]string{}
	for _, c := range n.Elements("creator") {
		name, orcid := cutORCID(c.Plain())
		if name == "" {
			continue
		}
		l := lang.Code(c.Attr("lang"))
		lists[l] = append(lists[l], name+"\x00"+orcid)
	}
	most := ""
	for _, l := range slices.Sorted(maps.Keys(lists)) {
		if len(lists[l]) > len(lists[most]) {
			most = l
		}
	}
	for i, one := range lists[most] {
		name, orcid, _ := strings.Cut(one, "\x00")
		author := corpus.Author{ORCID: orcid, Name: corpus.Text{nameLang(most, name, a): name}}
		for l, others := range lists {
			if l != most && len(others) == len(lists[most]) {
				other, _, _ := strings.Cut(others[i], "\x00")
				put(&author.Name, nameLang(l, other, a), other)
			}
		}
		a.Authors = append(a.Authors, author)
	}
}

// cutORCID parts a name from an ORCID behind it.
func cutORCID(s string) (name, orcid string) {
	if i := strings.Index(s, "orcid.org/"); i >= 0 {
		orcid = strings.Trim(s[i+len("orcid.org/"):], " /;)")
		s = s[:i]
	}
	s = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(s), "https://"), "http://")
	return strings.Trim(s, " ;,("), orcid
}

// nameLang is the language under which a name is filed.
func nameLang(said, name string, a *corpus.Article) string {
	cyrillic := strings.ContainsFunc(name, func(r rune) bool { return r >= 0x400 && r < 0x530 })
	switch {
	case said != "" && (said == corpus.English) != cyrillic:
		return said
	case !cyrillic:
		return corpus.English
	case a.Lang != "" && a.Lang != corpus.English:
		return a.Lang
	}
	return corpus.Russian
}

func readIdentifier(a *corpus.Article, s string) {
	if doi, ok := identifier.DOI(s); ok {
		if a.DOI == "" {
			a.DOI = doi
		}
		return
	}
	if strings.HasPrefix(s, "http") && a.URL == "" {
		a.URL = s
	}
}

// readSource reads "Journal; Vol. 7 No. 2 (2024): Title; 15-29", as OJS prints
// it, and ISSNs on their own.
func readSource(a *corpus.Article, n *xmltree.Node) {
	text := n.Plain()
	if issn := issnForm().FindString(text); issn != "" {
		switch {
		case a.Journal.ISSN == "":
			a.Journal.ISSN = issn
		case a.Journal.ISSN != issn && a.Journal.EISSN == "":
			a.Journal.EISSN = issn
		}
		if strings.TrimSpace(strings.Replace(text, issn, "", 1)) == "" {
			return
		}
	}
	parts := strings.Split(text, ";")
	c := lang.Code(n.Attr("lang"))
	if is, sure := lang.Identify(parts[0]); c == "" || sure > 0.95 && is != "" {
		c = is
	}
	put(&a.Journal.Title, c, strings.TrimSpace(parts[0]))
	for _, p := range parts[1:] {
		if m := volForm().FindStringSubmatch(p); m != nil && a.Volume == "" {
			a.Volume = m[1]
		}
		if m := noForm().FindStringSubmatch(p); m != nil && a.Issue == "" {
			a.Issue = strings.ReplaceAll(m[1], " ", "")
		}
		if m := pageForm().FindStringSubmatch(p); m != nil && a.Pages == "" {
			a.Pages = m[1] + "-" + m[2]
		}
	}
}
