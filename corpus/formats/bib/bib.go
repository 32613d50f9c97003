package bib

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"izde/corpus"
	"izde/corpus/identifier"
	"izde/corpus/lang"
)

// Fault is an entry that could not be read.
type Fault struct {
	Line int
	Err  error
}

// fields are those of an entry under the names of BibTeX; a field that stands
// several times has several values.
type fields map[string][]string

func (f fields) first(names ...string) string {
	for _, name := range names {
		for _, v := range f[name] {
			if v != "" {
				return v
			}
		}
	}
	return ""
}

// article makes an Article of the fields of an entry.
func article(f fields) *corpus.Article {
	a := &corpus.Article{Kind: corpus.KindArticle, Volume: f.first("volume"), Issue: f.first("number", "issue"), URL: f.first("url")}
	title := f.first("title")
	a.Lang = language(f.first("language", "langid"), title+" "+f.first("abstract"))
	put(&a.Title, languageOf(title, a.Lang), title)
	for _, t := range f["translatedtitle"] {
		put(&a.Title, languageOf(t, ""), t)
	}
	for _, s := range f["abstract"] {
		put(&a.Abstract, languageOf(s, a.Lang), s)
	}
	for _, k := range f["keywords"] {
		for _, one := range splitKeywords(k) {
			c := languageOf(one, a.Lang)
			if c == "" {
				continue
			}
			if a.Keywords == nil {
				a.Keywords = corpus.Keywords{}
			}
			a.Keywords[c] = append(a.Keywords[c], one)
		}
	}
	for _, name := range f["author"] {
		if name != "" && name != "others" {
			a.Authors = append(a.Authors, corpus.Author{Name: corpus.Text{nameLanguage(name, a.Lang): name}})
		}
	}
	if doi, ok := identifier.DOI(f.first("doi") + " " + a.URL); ok {
		a.DOI = doi
	} else {
		a.DOI = f.first("doi") // as it is, for who checks it
	}
	publication(a, f)
	return a
}

// publication reads the data of publication.
func publication(a *corpus.Article, f fields) {
	journal := f.first("journal", "journaltitle", "booktitle")
	put(&a.Journal.Title, languageOf(journal, a.Lang), journal)
	for _, m := range issnForm().FindAllStringSubmatch(strings.Join(f["issn"], " "), 2) {
		if issn := m[1] + "-" + strings.ToUpper(m[2]); a.Journal.ISSN == "" {
			a.Journal.ISSN = issn
		} else if issn != a.Journal.ISSN {
			a.Journal.EISSN = issn
		}
	}
	if y := yearForm().FindString(f.first("year", "date")); y != "" {
		a.Year, _ = strconv.Atoi(y)
	}
	a.Pages = dashes().ReplaceAllString(f.first("pages"), "-")
}

var (
	yearForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:1[5-9]|20)\d\d`) })
	issnForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(\d{4})-?(\d{3}[\dXx])\b`) })
	dashes   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s*[-\x{2010}-\x{2015}]+\s*`) })
)

func splitKeywords(s string) (out []string) {
	sep := ","
	if strings.Contains(s, ";") {
		sep = ";"
	}
	for _, k := range strings.Split(s, sep) {
		if k = strings.Trim(k, " .;,\t\n"); k != "" {
			out = append(out, k)
		}
	}
	return out
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

// language is the code of a language that an entry names, or what its texts
// show.
func language(name, text string) string {
	switch n := strings.ToLower(name); {
	case strings.HasPrefix(n, "kaz") || n == "kk" || n == "kz" || strings.HasPrefix(n, "қаз"):
		return corpus.Kazakh
	case strings.HasPrefix(n, "ru") || strings.HasPrefix(n, "рус") || strings.HasPrefix(n, "орыс"):
		return corpus.Russian
	case strings.HasPrefix(n, "en") || strings.HasPrefix(n, "англ") || strings.HasPrefix(n, "ағыл"):
		return corpus.English
	}
	code, _ := lang.Identify(text)
	return code
}

// languageOf is the language that a text shows, or the entry's where it shows
// none for sure.
func languageOf(text, entry string) string {
	code, sure := lang.Identify(text)
	if entry != "" && (code == "" || sure < 0.9) {
		return entry
	}
	return code
}

func nameLanguage(name, entry string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return r >= 0x400 && r < 0x530 }) {
		return corpus.English
	}
	if entry == "" || entry == corpus.English {
		return corpus.Russian
	}
	return entry
}
