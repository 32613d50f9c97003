package source

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"izde/corpus"
	"izde/corpus/clean"
	"izde/corpus/identifier"
)

// finish gives an Article what every Article has: an id, a kind, a language,
// its source, clean text, and what the folder says of it.
func finish(a *corpus.Article, f File, s Settings, each bool) {
	cleanFields(a, each)
	bareIdentifiers(a)
	if a.Lang == "" && s.Lang != "" {
		a.Lang = normalLang(s.Lang)
	}
	if a.Lang == "" && len(a.Title) == 1 {
		for code := range a.Title {
			a.Lang = archiveLang(code) // of a record without a body, which has a title in one language
		}
	}
	if a.Kind == "" {
		a.Kind = kindOf(a)
	}
	if a.Source.File == "" {
		a.Source.File = f.Path
	}
	if a.ID == "" {
		a.ID = identifier.Article(a)
	}
	s.apply(a)
	tellOthers(a)
}

var (
	doiLabel   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:)\s*`) })
	orcidLabel = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^(?:https?://)?(?:www\.)?orcid\.org/`) })
	issnForm   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{4})-?(\d{3}[\dXx])$`) })
)

// bareIdentifiers writes the identifiers of an Article without the addresses and
// labels that a record may have them in, in the form in which they are compared.
// One that is wrong stays, to be told by who checks it.
func bareIdentifiers(a *corpus.Article) {
	doi := func(s *string) {
		if *s != "" {
			*s = doiLabel().ReplaceAllString(strings.TrimSpace(*s), "")
		}
	}
	issn := func(s *string) {
		if m := issnForm().FindStringSubmatch(strings.TrimSpace(*s)); m != nil {
			*s = m[1] + "-" + strings.ToUpper(m[2])
		}
	}
	doi(&a.DOI)
	for i := range a.References {
		doi(&a.References[i].DOI)
	}
	issn(&a.Journal.ISSN)
	issn(&a.Journal.EISSN)
	for i := range a.Authors {
		if o := &a.Authors[i].ORCID; *o != "" {
			*o = strings.ToUpper(orcidLabel().ReplaceAllString(strings.TrimSpace(*o), ""))
		}
	}
}

// kindOf tells an article from a text without scholarly apparatus.
func kindOf(a *corpus.Article) string {
	if len(a.Abstract) > 0 || len(a.Keywords) > 0 || len(a.References) > 0 || a.DOI != "" || a.IRSTI != "" {
		return corpus.KindArticle
	}
	return corpus.KindText
}

// langCode is the BCP 47 code of a language named by any ISO 639 code, and
// whether it is one.
func langCode(s string) (string, bool) {
	switch s {
	case corpus.Kazakh, corpus.Russian, corpus.English:
		return s, true
	}
	// Codes that stand in records of the region though no standard has them.
	switch strings.ToLower(s) {
	case "kz":
		return corpus.Kazakh, true
	case "":
		return "", false
	}
	t, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	if err != nil {
		return s, false
	}
	base, _ := t.Base()
	return base.String(), true
}

// normalLang is langCode where what is no code stays as it is.
func normalLang(s string) string {
	code, _ := langCode(s)
	return code
}

// cleanFields cleans every text of an Article, and warns of what was repaired and
// what is lost. A text that was split by its layout is clean already.
func cleanFields(a *corpus.Article, each bool) {
	c := cleaner{line: a.Source.Line}
	c.code(&a.ID, &a.URL)
	c.byLang(a.Title, a.Abstract, a.Journal.Title, a.Journal.Series)
	for i := range a.Authors {
		c.byLang(a.Authors[i].Name, a.Authors[i].Affiliation)
		c.text(&a.Authors[i].ORCID, &a.Authors[i].Email)
	}
	c.keywords(a.Keywords)
	for i := range a.Sections {
		c.text(&a.Sections[i].Heading, &a.Sections[i].Text)
	}
	for i := range a.References {
		r := &a.References[i]
		c.text(&r.Text, &r.Title, &r.TranslatedTitle, &r.Container, &r.Volume, &r.Issue, &r.Pages, &r.Publisher, &r.Place, &r.DOI, &r.Romanised)
		c.code(&r.URL)
		c.list(r.Authors)
	}
	c.text(&a.DOI, &a.IRSTI, &a.UDC, &a.Journal.ISSN, &a.Journal.EISSN, &a.Volume, &a.Issue, &a.Pages, &a.License, &a.Received, &a.Accepted)
	c.report(a, each)
}

// cleaner cleans the texts of one Article.
type cleaner struct {
	line int // of the Article
	log  clean.Log
}

func (c *cleaner) text(fields ...*string) {
	for _, s := range fields {
		*s = clean.Field(*s, c.line, &c.log)
	}
}

// code cleans what must keep its letters: an address, or the name of a record.
func (c *cleaner) code(fields ...*string) {
	for _, s := range fields {
		*s = clean.Code(*s, c.line, &c.log)
	}
}

func (c *cleaner) list(values []string) {
	for i := range values {
		c.text(&values[i])
	}
}

// keywords takes a keyword out of which nothing is left.
func (c *cleaner) keywords(lists corpus.Keywords) {
	dirty := func(k string) bool { return !clean.Plain(k) }
	for _, code := range slices.Sorted(maps.Keys(lists)) {
		if !slices.ContainsFunc(lists[code], dirty) {
			continue
		}
		c.list(lists[code])
		if lists[code] = present(lists[code]); len(lists[code]) == 0 {
			delete(lists, code)
		}
	}
}

// byLang takes a text out of which nothing is left.
func (c *cleaner) byLang(texts ...corpus.Text) {
	for _, t := range texts {
		var codes []string // of what is to be cleaned, seldom any
		for code, v := range t {
			if !clean.Plain(v) {
				codes = append(codes, code)
			}
		}
		slices.Sort(codes)
		for _, code := range codes {
			v := clean.Field(t[code], c.line, &c.log)
			if v == t[code] {
				continue
			}
			if t[code] = present(v); t[code] == "" {
				delete(t, code)
			}
		}
	}
}

// report warns of what was done. What is lost in a printed text was warned of
// when it was split.
func (c *cleaner) report(a *corpus.Article, each bool) {
	repairs, doubts := clean.Tally{Each: each}, clean.Tally{Each: each}
	for _, r := range c.log.Repairs {
		repairs.Add(r)
	}
	for _, r := range c.log.Doubts {
		if !slices.ContainsFunc(a.Warnings, func(w corpus.Warning) bool { return w.Code == r.Code }) {
			doubts.Add(r)
		}
	}
	a.Warnings = append(append(a.Warnings, repairs.Warnings...), doubts.Warnings...)
}
