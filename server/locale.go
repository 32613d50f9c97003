package server

import (
	"bufio"
	"embed"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"izde/corpus"
	"izde/indexer"
)

//go:embed locale
var localeFiles embed.FS

// locale holds the words of the pages in one language.
type locale struct {
	lang    string
	words   map[string]string
	classes map[[2]string]string // by facet and code
}

func loadLocales() (map[string]*locale, error) {
	out := map[string]*locale{}
	for _, lang := range corpus.Languages() {
		l, err := loadLocale(lang)
		if err != nil {
			return nil, err
		}
		out[lang] = l
	}
	return out, loadClasses(out)
}

// loadClasses reads the names of classification groups into the locales.
func loadClasses(locales map[string]*locale) error {
	const name = "locale/classes.tsv"
	text, err := localeFiles.ReadFile(name)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(columns) != 2+len(corpus.Languages()) {
			return fmt.Errorf("reading %s line %d: want scheme, code and a name in each language", name, n)
		}
		for i, lang := range corpus.Languages() {
			locales[lang].classes[[2]string{columns[0], columns[1]}] = columns[2+i]
		}
	}
	return nil
}

func loadLocale(lang string) (*locale, error) {
	name := "locale/" + lang + ".txt"
	file, err := localeFiles.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	l := &locale{lang: lang, words: map[string]string{}, classes: map[[2]string]string{}}
	scanner := bufio.NewScanner(file)
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSpace(scanner.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, text, ok := strings.Cut(line, " = ")
		if _, twice := l.words[key]; !ok || twice {
			return nil, fmt.Errorf("reading %s line %d: want a new key, ' = ' and text", name, n)
		}
		l.words[key] = text
	}
	return l, scanner.Err()
}

// T is the text of a key with {0}, {1} … replaced; a key that is not there
// is shown as it is.
func (l *locale) T(key string, args ...any) string {
	text, ok := l.words[key]
	if !ok {
		return key
	}
	for i, arg := range args {
		s, isText := arg.(string)
		if n, isNumber := arg.(int); isNumber {
			s = l.N(n)
		} else if !isText {
			s = fmt.Sprint(arg)
		}
		text = strings.ReplaceAll(text, "{"+strconv.Itoa(i)+"}", s)
	}
	return text
}

// has tells whether a key has a text.
func (l *locale) has(key string) bool { _, ok := l.words[key]; return ok }

// N writes a count with its thousands apart, as the language does: with a
// no-break space, in English with a comma.
func (l *locale) N(n int) string {
	digits := strconv.Itoa(n)
	separator := "\u00a0"
	if l.lang == corpus.English {
		separator = ","
	}
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + separator + digits[i:]
	}
	return digits
}

// date writes a day as numbers, which all three languages read alike.
func (l *locale) date(t time.Time) string {
	if l.lang == corpus.English {
		return t.Format("2006-01-02")
	}
	return t.Format("02.01.2006")
}

// facetLabel is what a person reads for a facet's value.
func (l *locale) facetLabel(name, value, label string) string {
	switch name {
	case indexer.FacetLang, indexer.FacetKind, indexer.FacetReferences:
		if key := name + "." + value; l.has(key) {
			return l.T(key)
		}
	case indexer.FacetIRSTI, indexer.FacetUDC:
		if class, ok := l.classes[[2]string{name, value}]; ok {
			return value + " " + class
		}
	}
	if label == "" {
		return value
	}
	return label
}

// LabelFacets gives the values of facets the labels that the pages and the API
// have for them in a language of the archive.
func LabelFacets(lang string, facets []indexer.Facet) error {
	locales, err := loadLocales()
	if err != nil {
		return err
	}
	l, ok := locales[lang]
	if !ok {
		return fmt.Errorf("labelling facets: no words in language %q", lang)
	}
	for _, f := range facets {
		for i, v := range f.Values {
			f.Values[i].Label = l.facetLabel(f.Name, v.Value, v.Label)
		}
	}
	return nil
}

// languagePrefixes are the beginnings of page addresses: none, or a language.
func languagePrefixes() []string {
	out := []string{""}
	for _, lang := range corpus.Languages() {
		out = append(out, "/"+lang)
	}
	return out
}

// addressLang is the language that a page's address names, "" for none.
func addressLang(r *http.Request) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	for _, lang := range corpus.Languages() {
		if first == lang {
			return lang
		}
	}
	asked := r.URL.Query().Get("lang")
	for _, lang := range corpus.Languages() {
		if asked == lang {
			return lang
		}
	}
	return ""
}

// negotiate is the language in which a page is answered: that of the address,
// or else the one the browser likes best. Kazakh, the language of the state,
// is the default.
func negotiate(r *http.Request) string {
	if lang := addressLang(r); lang != "" {
		return lang
	}
	_, index := language.MatchStrings(pageLanguages(), r.Header.Get("Accept-Language"))
	return corpus.Languages()[index]
}

// pageLanguages matches what a browser likes with corpus.Languages.
var pageLanguages = sync.OnceValue(func() language.Matcher {
	return language.NewMatcher([]language.Tag{language.Kazakh, language.Russian, language.English})
})
