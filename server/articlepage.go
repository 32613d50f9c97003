package server

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"izde/corpus"
	"izde/indexer"
)

func formatScore(score float64) string { return strconv.FormatFloat(score, 'f', 3, 64) }

// article reads the article that the address names.
func (s *Server) article(c *gin.Context) (*corpus.Article, string, error) {
	id, err := articleID(c)
	if err != nil {
		return nil, "", err
	}
	type answer struct {
		article    *corpus.Article
		generation string
	}
	got, err := inTurn(s, c.Request.Context(), s.options.Timeout, func(ctx context.Context) (answer, error) {
		a, generation, err := s.engine.Article(ctx, id)
		return answer{a, generation}, err
	})
	return got.article, got.generation, err
}

// articleView is the page of one article.
type articleView struct {
	frame
	Heading    string
	HeadLang   string
	Capitals   bool // the heading is printed in capitals
	Authors    []authorView
	Source     []sourcePart
	JournalURL string
	Facts      []factView
	Blocks     []languageBlock
	Sections   []sectionView
	BodyLang   string
	Contents   bool
	References []referenceView
	Citation   string
	DataURL    string
	Exports    []choice // files for reference managers
	Meta       []metaTag
	Linked     linkedArticle
}

type (
	authorView struct {
		personView
		Others      []personView // the name as printed in other languages
		Affiliation string
		AffLang     string
		ORCID       string
		Email       string
	}
	factView struct{ Label, Text, URL string }
	// languageBlock is an article's title, abstract and keywords in one
	// language.
	languageBlock struct {
		Lang, Name      string
		Title, Abstract string
		Capitals        bool // the title is printed in capitals
		Paragraphs      []string
		Keywords        []choice
	}
	sectionView struct {
		ID, Heading string
		Paragraphs  []string
	}
	referenceView struct {
		N                    int
		Text, Lang           string
		Romanised            string
		DOI, DOIURL, URL     string
		FindURL, DisplayLink string
	}
)

// articleOrExport answers the page of an article or, behind a slash that is
// not escaped, a file of it: articles/a%2Fris is the page of a/ris.
func (s *Server) articleOrExport(c *gin.Context) error {
	for _, format := range exportFormats() {
		suffix := "/" + format.suffix
		if id, ok := strings.CutSuffix(c.Param("id"), suffix); ok && id != "" && strings.HasSuffix(c.Request.URL.EscapedPath(), suffix) {
			c.Params = gin.Params{{Key: "id", Value: id}}
			return s.export(c, format)
		}
	}
	return s.articlePage(c)
}

func (s *Server) articlePage(c *gin.Context) error {
	st := searchState{Lang: negotiate(c.Request), Page: 1}
	if s.notModified(c, s.openGeneration()) {
		return nil
	}
	a, generation, err := s.article(c)
	if err != nil {
		return err
	}
	f := s.frameOf(c, st, func(lang string) string { return articlePath(lang, a.ID) })
	return s.answerPage(c, "article", generation, articleViewOf(f, a))
}

func articleViewOf(f frame, a *corpus.Article) articleView {
	l := f.locale
	v := articleView{
		frame: f, Source: sourceLine(l, a), BodyLang: a.Lang, Facts: factsOf(l, a),
		DataURL: "/api/v1/articles/" + url.PathEscape(a.ID), Citation: citationOf(l, a),
	}
	v.Heading, v.HeadLang = l.T("hit.untitled"), f.Lang
	lead := leadOf(a)
	if lead != "" {
		v.Heading, v.HeadLang = shorten(lead, headingLetters), a.Lang
	}
	if title, lang := best(a.Title, f.Lang, a.Lang); title != "" {
		v.Heading, v.HeadLang, v.Capitals = title, lang, inCapitals(title)
	}
	v.Title = v.Heading + " – " + f.SiteName
	v.Exports = []choice{{Label: "RIS", URL: articlePath("", a.ID) + "/ris"}, {Label: "BibTeX", URL: articlePath("", a.ID) + "/bib"}}
	v.Description, _ = best(a.Abstract, f.Lang, a.Lang)
	v.Description = shorten(cmp.Or(v.Description, lead), 300)
	for _, author := range a.Authors {
		v.Authors = append(v.Authors, authorViewOf(f.Lang, author))
	}
	for _, lang := range blockOrder(a, f.Lang) {
		v.Blocks = append(v.Blocks, languageBlockOf(f.Lang, lang, a))
	}
	for i, section := range a.Sections {
		v.Sections = append(v.Sections, sectionView{
			ID: fmt.Sprintf("s%d", i+1), Heading: section.Heading, Paragraphs: paragraphs(section.Text),
		})
		v.Contents = v.Contents || i > 1 && section.Heading != ""
	}
	for _, r := range a.References {
		v.References = append(v.References, referenceViewOf(f.Lang, r))
	}
	v.Meta, v.Linked = metaTags(a, f.Canonical), linkedArticleOf(a, f.Canonical)
	return v
}

func authorViewOf(reader string, a corpus.Author) authorView {
	v := authorView{personView: personViewOf(reader, a), Email: a.Email}
	for _, lang := range textOrder(a.Name, reader)[min(1, len(a.Name)):] {
		if a.Name[lang] != v.Name {
			v.Others = append(v.Others, personView{Name: a.Name[lang], Lang: lang})
		}
	}
	v.Affiliation, v.AffLang = best(a.Affiliation, reader)
	v.ORCID = strings.TrimPrefix(strings.TrimPrefix(a.ORCID, "https://orcid.org/"), "http://orcid.org/")
	return v
}

// headingLetters is how much of a text stands in for its title.
const headingLetters = 80

// leadOf is the first paragraph of an article's text.
func leadOf(a *corpus.Article) string {
	for _, section := range a.Sections {
		if all := paragraphs(section.Text); len(all) > 0 {
			return all[0]
		}
	}
	return ""
}

// scholarly tells whether reference managers may take a text for an article of
// a journal.
func scholarly(a *corpus.Article) bool {
	return a.Kind != corpus.KindNews && a.Kind != corpus.KindText
}

// blockOrder lists the languages in which the article says anything of itself.
func blockOrder(a *corpus.Article, reader string) []string {
	said := corpus.Text{}
	for lang, text := range a.Title {
		said[lang] = text
	}
	for lang, text := range a.Abstract {
		said[lang] += text
	}
	for lang, words := range a.Keywords {
		said[lang] += strings.Join(words, "")
	}
	return textOrder(said, reader)
}

func languageBlockOf(reader, lang string, a *corpus.Article) languageBlock {
	b := languageBlock{
		Lang: lang, Name: languageName(lang), Title: a.Title[lang], Capitals: inCapitals(a.Title[lang]),
		Abstract: a.Abstract[lang], Paragraphs: paragraphs(a.Abstract[lang]),
	}
	for _, word := range a.Keywords[lang] {
		b.Keywords = append(b.Keywords, choice{
			Label: word, URL: searchState{Lang: reader, Query: fieldQuery("keyword", word)}.URL(),
		})
	}
	return b
}

// factsOf lists what is known of the publication.
func factsOf(l *locale, a *corpus.Article) []factView {
	var out []factView
	add := func(key, text, url string) {
		if text != "" {
			out = append(out, factView{Label: l.T(key), Text: text, URL: url})
		}
	}
	doi := cleanDOI(a.DOI)
	add("article.doi", doi, doiURL(doi))
	add("article.language", languageLabel(l, a.Lang), "")
	irstiURL := ""
	if len(a.IRSTI) >= 2 {
		filter := []indexer.Filter{{Field: indexer.FacetIRSTI, Values: []string{a.IRSTI[:2]}}}
		irstiURL = searchState{Lang: l.lang, Filters: filter}.URL()
	}
	add("article.irsti", a.IRSTI, irstiURL)
	add("article.udc", a.UDC, "")
	issn := a.Journal.ISSN
	if a.Journal.EISSN != "" && a.Journal.EISSN != issn {
		issn = strings.TrimPrefix(issn+", "+a.Journal.EISSN, ", ")
	}
	add("article.issn", issn, "")
	add("article.received", a.Received, "")
	add("article.accepted", a.Accepted, "")
	add("article.license", a.License, webURL(a.License))
	if u := webURL(a.URL); u != "" {
		add("article.original", u, u)
	}
	return out
}

func referenceViewOf(reader string, r corpus.Reference) referenceView {
	v := referenceView{N: r.N, Text: r.Text, Lang: r.Lang, Romanised: r.Romanised}
	v.DOI = cleanDOI(r.DOI)
	v.DOIURL = doiURL(v.DOI)
	if v.URL = webURL(r.URL); v.URL != "" && v.DOI != "" && strings.Contains(strings.ToLower(v.URL), strings.ToLower(v.DOI)) {
		v.URL = ""
	}
	v.DisplayLink = shorten(strings.TrimPrefix(strings.TrimPrefix(v.URL, "https://"), "http://"), 60)
	if r.Title != "" {
		v.FindURL = searchState{Lang: reader, Query: fieldQuery("ref", r.Title)}.URL()
	}
	return v
}

// citationOf is the article as an entry of a reference list.
func citationOf(l *locale, a *corpus.Article) string {
	var names []string
	for _, author := range a.Authors {
		if name, _ := best(author.Name, a.Lang, l.lang); name != "" {
			names = append(names, name)
		}
	}
	title, _ := best(a.Title, a.Lang, l.lang)
	text := strings.Join(names, ", ")
	if a.Year > 0 {
		text += " (" + strconv.Itoa(a.Year) + ")"
	}
	text = strings.TrimSpace(text)
	for _, part := range []string{title, journalPart(a)} {
		if part != "" {
			text = strings.TrimPrefix(text+". "+strings.TrimRight(part, ". "), ". ")
		}
	}
	if text != "" {
		text += "."
	}
	if doi := doiURL(cleanDOI(a.DOI)); doi != "" {
		text += " " + doi
	}
	return strings.TrimSpace(text)
}

func journalPart(a *corpus.Article) string {
	journal, _ := best(a.Journal.Title, a.Lang)
	if journal == "" {
		return ""
	}
	if a.Volume != "" {
		journal += ", " + a.Volume
	}
	if a.Issue != "" {
		if a.Volume == "" {
			journal += ", "
		}
		journal += "(" + a.Issue + ")"
	}
	if a.Pages != "" {
		journal += ", " + strings.ReplaceAll(a.Pages, "-", "–")
	}
	return journal
}

// paragraphs cuts a text at its line ends.
func paragraphs(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// shorten cuts a text after at most n letters, at a space where there is one.
func shorten(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := string(runes[:n])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

// cleanDOI takes the address of a resolver off a DOI; "" is no DOI.
func cleanDOI(doi string) string {
	doi = strings.TrimSpace(doi)
	lower := strings.ToLower(doi)
	if i := strings.Index(lower, "doi.org/"); i >= 0 {
		doi = doi[i+len("doi.org/"):]
	}
	if !strings.HasPrefix(doi, "10.") {
		return ""
	}
	return doi
}

func doiURL(doi string) string {
	if doi == "" {
		return ""
	}
	return (&url.URL{Scheme: "https", Host: "doi.org", Path: "/" + doi}).String()
}

// webURL lets http and https addresses through and nothing else.
func webURL(text string) string {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// metaTag is one <meta> for reference managers and scholarly crawlers: the
// citation_* names of Highwire Press, as Google Scholar reads them, and Dublin
// Core.
type metaTag struct{ Name, Content, Lang string }

func metaTags(a *corpus.Article, address string) []metaTag {
	if !scholarly(a) {
		return dublinCore(a, address)
	}
	var out []metaTag
	add := func(name, content, lang string) {
		if content != "" {
			out = append(out, metaTag{name, content, lang})
		}
	}
	title, titleLang := best(a.Title, a.Lang)
	add("citation_title", title, titleLang)
	for _, author := range a.Authors {
		name, lang := best(author.Name, a.Lang)
		institution, institutionLang := best(author.Affiliation, a.Lang)
		add("citation_author", name, lang)
		add("citation_author_institution", institution, institutionLang)
		if author.ORCID != "" {
			add("citation_author_orcid", author.ORCID, "")
		}
	}
	journal, journalLang := best(a.Journal.Title, a.Lang)
	first, last := pageRange(a.Pages)
	add("citation_publication_date", yearText(a.Year), "")
	add("citation_journal_title", journal, journalLang)
	add("citation_issn", a.Journal.ISSN, "")
	add("citation_issn", a.Journal.EISSN, "")
	add("citation_volume", a.Volume, "")
	add("citation_issue", a.Issue, "")
	add("citation_firstpage", first, "")
	add("citation_lastpage", last, "")
	add("citation_doi", cleanDOI(a.DOI), "")
	add("citation_language", a.Lang, "")
	add("citation_abstract_html_url", address, "")
	if len(a.Sections) > 0 {
		add("citation_fulltext_html_url", address, "")
	}
	for _, lang := range sortedKeys(a.Keywords) {
		for _, word := range a.Keywords[lang] {
			add("citation_keywords", word, lang)
		}
	}
	return append(out, dublinCore(a, address)...)
}

func dublinCore(a *corpus.Article, address string) []metaTag {
	var out []metaTag
	add := func(name, content, lang string) {
		if content != "" {
			out = append(out, metaTag{name, content, lang})
		}
	}
	for _, lang := range textOrder(a.Title, a.Lang) {
		add("DC.title", a.Title[lang], lang)
	}
	for _, author := range a.Authors {
		name, lang := best(author.Name, a.Lang)
		add("DC.creator", name, lang)
	}
	for _, lang := range textOrder(a.Abstract, a.Lang) {
		add("DC.description", a.Abstract[lang], lang)
	}
	for _, lang := range sortedKeys(a.Keywords) {
		add("DC.subject", strings.Join(a.Keywords[lang], "; "), lang)
	}
	journal, lang := best(a.Journal.Title, a.Lang)
	add("DC.source", journal, lang)
	add("DC.date", yearText(a.Year), "")
	add("DC.language", a.Lang, "")
	add("DC.type", "Text", "")
	add("DC.rights", a.License, "")
	if doi := cleanDOI(a.DOI); doi != "" {
		add("DC.identifier", "doi:"+doi, "")
	}
	add("DC.identifier", address, "")
	return out
}

// linkedType is what schema.org calls a text of this kind.
func linkedType(a *corpus.Article) string {
	switch a.Kind {
	case corpus.KindNews:
		return "NewsArticle"
	case corpus.KindText:
		return "Article"
	}
	return "ScholarlyArticle"
}

// linkedArticle is the article in JSON-LD, in the words of schema.org.
type linkedArticle struct {
	Context      string         `json:"@context"`
	Type         string         `json:"@type"`
	ID           string         `json:"@id"`
	Headline     string         `json:"headline,omitempty"`
	Name         []linkedText   `json:"name,omitempty"`
	Abstract     []linkedText   `json:"abstract,omitempty"`
	Keywords     []string       `json:"keywords,omitempty"`
	Author       []linkedPerson `json:"author,omitempty"`
	Language     string         `json:"inLanguage,omitempty"`
	Published    string         `json:"datePublished,omitempty"`
	Pagination   string         `json:"pagination,omitempty"`
	SameAs       string         `json:"sameAs,omitempty"`
	License      string         `json:"license,omitempty"`
	IsPartOf     *linkedPart    `json:"isPartOf,omitempty"`
	IsAccessible bool           `json:"isAccessibleForFree,omitempty"` // the text is on the page
}

type (
	linkedText struct {
		Language string `json:"@language"`
		Value    string `json:"@value"`
	}
	linkedPerson struct {
		Type        string      `json:"@type"`
		Name        string      `json:"name"`
		ID          string      `json:"@id,omitempty"`
		Affiliation *linkedPart `json:"affiliation,omitempty"`
	}
	// linkedPart is an issue, volume or journal that has the article, or the
	// organisation of an author.
	linkedPart struct {
		Type   string      `json:"@type"`
		Name   string      `json:"name,omitempty"`
		Volume string      `json:"volumeNumber,omitempty"`
		Issue  string      `json:"issueNumber,omitempty"`
		ISSN   []string    `json:"issn,omitempty"`
		Part   *linkedPart `json:"isPartOf,omitempty"`
	}
)

func linkedArticleOf(a *corpus.Article, address string) linkedArticle {
	out := linkedArticle{
		Context: "https://schema.org", Type: linkedType(a), ID: address, Language: a.Lang,
		Published: yearText(a.Year), Pagination: a.Pages, SameAs: doiURL(cleanDOI(a.DOI)), License: a.License,
		IsAccessible: len(a.Sections) > 0,
	}
	out.Headline, _ = best(a.Title, a.Lang)
	out.Headline = cmp.Or(out.Headline, shorten(leadOf(a), headingLetters))
	for _, lang := range textOrder(a.Title, a.Lang) {
		out.Name = append(out.Name, linkedText{lang, a.Title[lang]})
	}
	for _, lang := range textOrder(a.Abstract, a.Lang) {
		out.Abstract = append(out.Abstract, linkedText{lang, a.Abstract[lang]})
	}
	for _, lang := range sortedKeys(a.Keywords) {
		out.Keywords = append(out.Keywords, a.Keywords[lang]...)
	}
	for _, author := range a.Authors {
		p := linkedPerson{Type: "Person"}
		p.Name, _ = best(author.Name, a.Lang)
		if name, _ := best(author.Affiliation, a.Lang); name != "" {
			p.Affiliation = &linkedPart{Type: "Organization", Name: name}
		}
		if author.ORCID != "" {
			p.ID = "https://orcid.org/" + strings.TrimPrefix(author.ORCID, "https://orcid.org/")
		}
		out.Author = append(out.Author, p)
	}
	out.IsPartOf = linkedIssue(a)
	return out
}

func linkedIssue(a *corpus.Article) *linkedPart {
	journal, _ := best(a.Journal.Title, a.Lang)
	if journal == "" {
		return nil
	}
	part := &linkedPart{Type: "Periodical", Name: journal}
	for _, issn := range []string{a.Journal.ISSN, a.Journal.EISSN} {
		if issn != "" {
			part.ISSN = append(part.ISSN, issn)
		}
	}
	if a.Volume != "" {
		part = &linkedPart{Type: "PublicationVolume", Volume: a.Volume, Part: part}
	}
	if a.Issue != "" {
		part = &linkedPart{Type: "PublicationIssue", Issue: a.Issue, Part: part}
	}
	return part
}
