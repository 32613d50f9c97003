package server

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"

	"izde/corpus"
)

// exportFormat writes one article for a reference manager.
type exportFormat struct {
	suffix, contentType string
	write               func(a *corpus.Article, address string) string
}

func exportFormats() []exportFormat {
	return []exportFormat{
		{"ris", "application/x-research-info-systems; charset=utf-8", risOf},
		{"bib", "application/x-bibtex; charset=utf-8", bibtexOf},
	}
}

// export answers the article as a file of one format.
func (s *Server) export(c *gin.Context, format exportFormat) error {
	if s.notModified(c, s.openGeneration()) {
		return nil
	}
	a, generation, err := s.article(c)
	if err != nil {
		return err
	}
	setCaching(c, s.requestETag(c, generation))
	c.Header("Content-Disposition", fmt.Sprintf("attachment; filename=%q", citeKey(a.ID)+"."+format.suffix))
	writeBytes(c, 200, format.contentType, []byte(format.write(a, s.absolute(c.Request, articlePath("", a.ID)))))
	return nil
}

// oneLine keeps a value from beginning a line, and so a field, of its own.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// risOf is the article in RIS, as Reference Manager defined it: one tag a
// line, TY first and ER last.
func risOf(a *corpus.Article, address string) string {
	var b strings.Builder
	add := func(tag, value string) {
		if value = oneLine(value); value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, value)
		}
	}
	add("TY", cmp.Or(map[string]string{corpus.KindNews: "NEWS", corpus.KindText: "GEN"}[a.Kind], "JOUR"))
	for i, lang := range textOrder(a.Title, a.Lang) {
		tag := "TI"
		if i > 0 {
			tag = "TT" // translated title
		}
		add(tag, a.Title[lang])
	}
	for _, author := range a.Authors {
		name, _ := best(author.Name, a.Lang)
		add("AU", name)
	}
	journal, _ := best(a.Journal.Title, a.Lang)
	abstract, _ := best(a.Abstract, a.Lang)
	first, last := pageRange(a.Pages)
	add("T2", journal)
	add("PY", yearText(a.Year))
	add("VL", a.Volume)
	add("IS", a.Issue)
	add("SP", first)
	add("EP", last)
	add("SN", a.Journal.ISSN)
	add("DO", cleanDOI(a.DOI))
	add("LA", a.Lang)
	for _, lang := range sortedKeys(a.Keywords) {
		for _, word := range a.Keywords[lang] {
			add("KW", word)
		}
	}
	add("AB", abstract)
	add("UR", address)
	return b.String() + "ER  - \r\n"
}

// bibtexOf is the article in BibTeX. Values stand in braces, so only what
// breaks braces or TeX is escaped; letters stay UTF-8, as biber reads them.
func bibtexOf(a *corpus.Article, address string) string {
	var b strings.Builder
	add := func(field, value string) {
		if value = oneLine(value); value != "" {
			if field != "doi" && field != "url" { // which are read as they stand
				value = texText(value)
			}
			fmt.Fprintf(&b, ",\n  %s = {%s}", field, value)
		}
	}
	entry := "article"
	if !scholarly(a) {
		entry = "misc"
	}
	fmt.Fprintf(&b, "@%s{%s", entry, citeKey(a.ID))
	title, _ := best(a.Title, a.Lang)
	journal, _ := best(a.Journal.Title, a.Lang)
	abstract, _ := best(a.Abstract, a.Lang)
	var names []string
	for _, author := range a.Authors {
		if name, _ := best(author.Name, a.Lang); name != "" {
			names = append(names, oneLine(name))
		}
	}
	first, last := pageRange(a.Pages)
	if last != "" {
		first += "--" + last
	}
	add("title", title)
	add("author", strings.Join(names, " and "))
	add("journal", journal)
	add("year", yearText(a.Year))
	add("volume", a.Volume)
	add("number", a.Issue)
	add("pages", first)
	add("issn", a.Journal.ISSN)
	add("doi", strings.NewReplacer("{", "", "}", "").Replace(cleanDOI(a.DOI)))
	add("langid", map[string]string{"kk": "kazakh", "ru": "russian", "en": "english"}[a.Lang])
	add("keywords", strings.Join(a.Keywords[a.Lang], ", "))
	add("abstract", abstract)
	add("url", address)
	return b.String() + "\n}\n"
}

func texText(s string) string {
	return strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "#", `\#`, "$", `\$`, "_", `\_`).Replace(s)
}

// citeKey is an id of letters, digits, dots and hyphens alone.
func citeKey(id string) string {
	key := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '-') {
			return r
		}
		return '-'
	}, id)
	return shorten(key, 120)
}

// pageRange parts "41-58", whatever the dash.
func pageRange(pages string) (first, last string) {
	first, last, _ = strings.Cut(strings.NewReplacer("–", "-", "—", "-").Replace(pages), "-")
	return strings.TrimSpace(first), strings.TrimSpace(last)
}
