package html

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	nethtml "golang.org/x/net/html"

	"izde/corpus"
	"izde/corpus/identifier"
	"izde/corpus/lang"
	"izde/corpus/reference"
)

// tag is one meta element.
type tag struct{ name, content, lang string }

// metadata are the meta elements and JSON-LD scripts of a page.
type metadata struct {
	tags     []tag
	linked   []string
	pageLang string
}

// gather finds the metadata, in head and body.
func (m *metadata) gather(n *nethtml.Node, depth int) {
	if depth > MaxDepth {
		return
	}
	if n.Type == nethtml.ElementNode {
		switch n.Data {
		case "html":
			m.pageLang = lang.Code(attr(n, "lang"))
		case "meta":
			name := attr(n, "name")
			if name == "" {
				name = attr(n, "property")
			}
			l := attr(n, "xml:lang")
			if l == "" {
				l = attr(n, "lang")
			}
			if content := plain(attr(n, "content")); content != "" {
				m.tags = append(m.tags, tag{strings.ToLower(name), content, lang.Code(l)})
			}
		case "script":
			if attr(n, "type") == "application/ld+json" && n.FirstChild != nil {
				m.linked = append(m.linked, n.FirstChild.Data)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		m.gather(c, depth+1)
	}
}

var markup = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`</?[a-zA-Z][^<>]{0,200}>`) })

// plain is content in one line; sites leave tags in it.
func plain(s string) string {
	if strings.Contains(s, "<") {
		s = markup().ReplaceAllString(s, " ")
	}
	return strings.Join(strings.Fields(nethtml.UnescapeString(s)), " ")
}

func (m *metadata) first(names ...string) string {
	for _, name := range names {
		for _, t := range m.tags {
			if t.name == name {
				return t.content
			}
		}
	}
	return ""
}

func (m *metadata) each(names ...string) (out []tag) {
	for _, t := range m.tags {
		if slices.Contains(names, t.name) {
			out = append(out, t)
		}
	}
	return out
}

// article makes an Article of the metadata; it is nil where they tell no title
// of an article.
func (m *metadata) article() *corpus.Article {
	a := &corpus.Article{Kind: corpus.KindArticle}
	a.Lang = lang.Code(m.first("citation_language", "dc.language"))
	for _, t := range m.each("citation_title", "dc.title", "dc.title.alternative", "dcterms.alternative") {
		m.put(&a.Title, t)
	}
	for _, t := range m.each("citation_abstract", "dc.description", "dcterms.abstract") {
		m.put(&a.Abstract, t)
	}
	for _, t := range m.each("citation_keywords", "citation_keyword", "dc.subject") {
		addKeywords(a, t.content, m.langOf(t))
	}
	m.people(a)
	m.publication(a)
	for _, t := range m.each("citation_reference") {
		r := reference.Parse(citation(t.content))
		r.N = len(a.References) + 1
		a.References = append(a.References, r)
	}
	if len(a.Title) == 0 {
		m.linkedArticle(a)
	}
	if len(a.Title) == 0 {
		return nil
	}
	return a
}

// langOf is the language of a tag: said, unless its text shows another for
// sure, or shown, or the page's.
func (m *metadata) langOf(t tag) string {
	is, sure := lang.Identify(t.content)
	switch {
	case t.lang != "" && (is == "" || is == t.lang || sure < 0.95):
		return t.lang
	case is != "":
		return is
	}
	return m.pageLang
}

func (m *metadata) put(text *corpus.Text, t tag) {
	c := m.langOf(t)
	if c == "" || (*text)[c] != "" {
		return
	}
	if *text == nil {
		*text = corpus.Text{}
	}
	(*text)[c] = t.content
}

// join puts a text behind what there is in its language.
func (m *metadata) join(text *corpus.Text, t tag) {
	if have := (*text)[m.langOf(t)]; have != "" && !strings.Contains(have, t.content) {
		(*text)[m.langOf(t)] = have + "; " + t.content
		return
	}
	m.put(text, t)
}

func addKeywords(a *corpus.Article, s, c string) {
	sep := ","
	if strings.Contains(s, ";") {
		sep = ";"
	}
	for _, k := range strings.Split(s, sep) {
		if k = strings.Trim(k, " ,;."); k == "" || c == "" || slices.Contains(a.Keywords[c], k) {
			continue
		}
		if a.Keywords == nil {
			a.Keywords = corpus.Keywords{}
		}
		a.Keywords[c] = append(a.Keywords[c], k)
	}
}

// people reads authors: what follows an author's tag is about that author.
func (m *metadata) people(a *corpus.Article) {
	name := "citation_author"
	if m.first(name) == "" {
		name = "dc.creator.personalname"
	}
	if m.first(name) == "" {
		name = "dc.creator"
	}
	for _, t := range m.tags {
		var last *corpus.Author
		if len(a.Authors) > 0 {
			last = &a.Authors[len(a.Authors)-1]
		}
		switch {
		case t.name == name:
			a.Authors = append(a.Authors, corpus.Author{Name: corpus.Text{nameLang(t.content, a.Lang): t.content}})
		case last == nil:
		case t.name == "citation_author_institution":
			m.join(&last.Affiliation, t)
		case t.name == "citation_author_orcid":
			last.ORCID = t.content[strings.LastIndex(t.content, "/")+1:]
		case t.name == "citation_author_email":
			last.Email = t.content
		}
	}
}

func nameLang(name, article string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return r >= 0x400 && r < 0x530 }) {
		return corpus.English
	}
	if article == "" || article == corpus.English {
		return corpus.Russian
	}
	return article
}

var yearForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:1[5-9]|20)\d\d`) })

// publication reads the data of publication.
func (m *metadata) publication(a *corpus.Article) {
	for _, t := range m.each("citation_journal_title", "dc.source", "citation_conference_title") {
		m.put(&a.Journal.Title, t)
	}
	for _, t := range m.each("citation_issn", "dc.source.issn") {
		switch {
		case a.Journal.ISSN == "":
			a.Journal.ISSN = t.content
		case a.Journal.ISSN != t.content && a.Journal.EISSN == "":
			a.Journal.EISSN = t.content
		}
	}
	a.Volume = m.first("citation_volume", "dc.source.volume")
	a.Issue = m.first("citation_issue", "dc.source.issue")
	a.Pages = strings.Trim(m.first("citation_firstpage")+"-"+m.first("citation_lastpage"), "-")
	if a.Pages == "" {
		a.Pages = m.first("dc.identifier.pagenumber")
	}
	if y := yearForm().FindString(m.first("citation_date", "citation_publication_date", "citation_online_date", "citation_year", "dc.date.issued", "dc.date.created", "dc.date")); y != "" {
		a.Year, _ = strconv.Atoi(y)
	}
	for _, t := range m.each("citation_doi", "dc.identifier.doi", "dc.identifier") {
		if doi, ok := identifier.DOI(t.content); ok && a.DOI == "" {
			a.DOI = doi
		}
	}
	if a.DOI == "" {
		a.DOI = m.first("citation_doi") // as it is, for who checks it
	}
	a.URL = m.first("citation_abstract_html_url", "citation_fulltext_html_url", "dc.identifier.uri", "og:url")
	for _, t := range m.each("dc.rights", "dcterms.license") {
		if a.License == "" || strings.Contains(t.content, "creativecommons.org") {
			a.License = t.content
		}
	}
}

// citation is a reference tag: the entry, or pairs as "citation_title=…;
// citation_author=…", which are printed in the order of APA.
func citation(s string) string {
	if !strings.Contains(s, "citation_") {
		return s
	}
	f := map[string][]string{}
	for _, p := range strings.Split(s, ";") {
		if name, v, ok := strings.Cut(p, "="); ok {
			name = strings.TrimPrefix(strings.TrimSpace(name), "citation_")
			f[name] = append(f[name], strings.TrimSpace(v))
		}
	}
	one := func(format, name string) string {
		if len(f[name]) == 0 {
			return ""
		}
		return strings.Replace(format, "$", f[name][0], 1)
	}
	year := one(" ($).", "year")
	if year == "" {
		year = one(" ($).", "publication_date")
	}
	return strings.TrimSpace(strings.Join(f["author"], ", ") + year + one(" $.", "title") + one(" $", "journal_title") +
		one(", $", "volume") + one("($)", "issue") + one(", $", "firstpage") + one("-$", "lastpage") + one(". $", "doi"))
}

// linkedArticle reads the first scholarly article of the JSON-LD.
func (m *metadata) linkedArticle(a *corpus.Article) {
	for _, script := range m.linked {
		var v any
		if json.Unmarshal([]byte(script), &v) != nil {
			continue
		}
		if o := scholarly(v, 0); o != nil {
			m.fromLinked(a, o)
			return
		}
	}
}

// scholarly finds an object whose type is that of an article.
func scholarly(v any, depth int) map[string]any {
	if depth > 10 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if o := scholarly(x, depth+1); o != nil {
				return o
			}
		}
	case map[string]any:
		for _, t := range list(v["@type"]) {
			if s, _ := t.(string); strings.HasSuffix(s, "ScholarlyArticle") || s == "Article" || s == "MedicalScholarlyArticle" {
				return v
			}
		}
		for _, key := range []string{"@graph", "mainEntity"} {
			if o := scholarly(v[key], depth+1); o != nil {
				return o
			}
		}
	}
	return nil
}

// list is v as a list: JSON-LD leaves the brackets of one value away.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// texts are the texts in a value with their languages: a string, or an object
// with @value and @language, or one with a name.
func texts(v any) (out []tag) {
	for _, x := range list(v) {
		switch x := x.(type) {
		case string:
			out = append(out, tag{content: plain(x)})
		case map[string]any:
			s, _ := x["@value"].(string)
			if s == "" {
				s, _ = x["name"].(string)
			}
			l, _ := x["@language"].(string)
			if s != "" {
				out = append(out, tag{content: plain(s), lang: lang.Code(l)})
			}
		}
	}
	return out
}

func firstText(v any) string {
	if t := texts(v); len(t) > 0 {
		return t[0].content
	}
	if f, ok := v.(float64); ok {
		return strconv.Itoa(int(f))
	}
	return ""
}

func (m *metadata) fromLinked(a *corpus.Article, o map[string]any) {
	if a.Lang == "" {
		a.Lang = lang.Code(firstText(o["inLanguage"]))
	}
	for _, key := range []string{"headline", "name", "alternativeHeadline", "alternateName"} {
		for _, t := range texts(o[key]) {
			m.put(&a.Title, t)
		}
	}
	for _, key := range []string{"abstract", "description"} {
		for _, t := range texts(o[key]) {
			m.put(&a.Abstract, t)
		}
	}
	for _, t := range texts(o["keywords"]) {
		addKeywords(a, t.content, m.langOf(t))
	}
	for _, x := range list(o["author"]) {
		name := firstText(x)
		if name == "" {
			continue
		}
		author := corpus.Author{Name: corpus.Text{nameLang(name, a.Lang): name}}
		if person, ok := x.(map[string]any); ok {
			for _, t := range texts(person["affiliation"]) {
				m.put(&author.Affiliation, t)
			}
			for _, id := range append(texts(person["identifier"]), append(texts(person["@id"]), texts(person["sameAs"])...)...) {
				if orcid := id.content[strings.LastIndex(id.content, "/")+1:]; identifier.ORCID(orcid) {
					author.ORCID = orcid
				}
			}
			author.Email = strings.TrimPrefix(firstText(person["email"]), "mailto:")
		}
		a.Authors = append(a.Authors, author)
	}
	m.linkedPublication(a, o)
}

func (m *metadata) linkedPublication(a *corpus.Article, o map[string]any) {
	if y := yearForm().FindString(firstText(o["datePublished"])); y != "" {
		a.Year, _ = strconv.Atoi(y)
	}
	a.Pages = strings.Trim(firstText(o["pageStart"])+"-"+firstText(o["pageEnd"]), "-")
	if a.Pages == "" {
		a.Pages = firstText(o["pagination"])
	}
	for _, key := range []string{"identifier", "@id", "sameAs", "url"} {
		if doi, ok := identifier.DOI(firstText(o[key])); ok && a.DOI == "" {
			a.DOI = doi
		}
	}
	a.URL = firstText(o["url"])
	a.License = firstText(o["license"])
	// An issue is part of a volume, which is part of a periodical.
	part, _ := o["isPartOf"].(map[string]any)
	for depth := 0; part != nil && depth < 4; depth++ {
		if v := firstText(part["volumeNumber"]); v != "" {
			a.Volume = v
		}
		if v := firstText(part["issueNumber"]); v != "" {
			a.Issue = v
		}
		for _, issn := range texts(part["issn"]) {
			if a.Journal.ISSN == "" {
				a.Journal.ISSN = issn.content
			}
		}
		if t := texts(part["name"]); len(t) > 0 {
			m.put(&a.Journal.Title, t[0])
		}
		part, _ = part["isPartOf"].(map[string]any)
	}
}
