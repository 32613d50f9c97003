package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"izde/corpus"
	"izde/corpus/identifier"
	"izde/corpus/lang"
	"izde/corpus/reference"
)

const (
	// Abstracts of journals of the region have 100 to 300 words; beyond these a
	// part was lost or another ran in.
	minAbstractWords = 25
	maxAbstractWords = 700

	// maxKeywordWords: a longer keyword is a sentence.
	maxKeywordWords = 9

	// sureOfLanguage is how sure the identifier must be to contradict a label;
	// on shorter texts it is not asked.
	sureOfLanguage   = 0.9
	minLanguageRunes = 25

	// minYear: printed journals are younger.
	minYear = 1800
)

// finding makes Problems about one article.
type finding struct {
	c      *checker
	a      *corpus.Article
	warned map[[2]string]bool // code and language of the article's own warnings
}

// add reports a Problem unless reading has warned of it already.
func (f *finding) add(code, lang string, format string, args ...any) {
	if f.warned[[2]string{code, lang}] {
		return
	}
	f.c.add(Problem{File: f.a.Source.File, Line: f.a.Source.Line, Code: code, Lang: lang, Article: f.a.ID,
		Message: fmt.Sprintf(format, args...)})
}

// article counts and checks one Article.
func (c *checker) article(a *corpus.Article) {
	c.count(a)
	f := &finding{c: c, a: a, warned: map[[2]string]bool{}}
	for _, w := range a.Warnings {
		f.warned[[2]string{w.Code, w.Lang}] = true
		line := w.Line
		if line == 0 {
			line = a.Source.Line
		}
		c.add(Problem{File: a.Source.File, Line: line, Code: w.Code, Lang: w.Lang, Article: a.ID, Count: w.Count,
			Column: w.Column, Before: w.Before, After: w.After, Message: w.Message, Repairs: w.Repairs})
	}
	f.unique()
	f.identifiers()
	f.languages()
	if a.Kind == corpus.KindArticle {
		f.apparatus()
		f.keywords()
		f.publication()
	}
	f.references()
}

// count adds to the counts of the Report.
func (c *checker) count(a *corpus.Article) {
	r := c.r
	c.files[a.Source.File] = true
	r.Texts++
	r.ByKind[a.Kind]++
	r.ByLang[a.Lang]++
	if r.years[a.Year] == nil {
		r.years[a.Year] = map[string]int{}
	}
	r.years[a.Year][a.Lang]++
	r.References += len(a.References)
	for _, ref := range a.References {
		if !ref.Unparsed {
			r.Parsed++
		}
	}
	if a.Kind != corpus.KindArticle {
		return
	}
	r.Articles++
	for field, present := range presence(a) {
		if present {
			r.fields[field]++
		}
	}
}

// presence says which fields an article has.
func presence(a *corpus.Article) map[fieldKey]bool {
	anyAuthor := func(has func(corpus.Author) bool) bool { return slices.ContainsFunc(a.Authors, has) }
	p := map[fieldKey]bool{
		{"authors", ""}:         len(a.Authors) > 0,
		{"affiliation", ""}:     anyAuthor(func(x corpus.Author) bool { return len(x.Affiliation) > 0 }),
		{"orcid", ""}:           anyAuthor(func(x corpus.Author) bool { return x.ORCID != "" }),
		{"email", ""}:           anyAuthor(func(x corpus.Author) bool { return x.Email != "" }),
		{"body", ""}:            len(a.Sections) > 0,
		{"references", ""}:      len(a.References) > 0,
		{"doi", ""}:             a.DOI != "",
		{"irsti", ""}:           a.IRSTI != "",
		{"udc", ""}:             a.UDC != "",
		{"journal", ""}:         len(a.Journal.Title) > 0,
		{"issn", ""}:            a.Journal.ISSN != "" || a.Journal.EISSN != "",
		{"year", ""}:            a.Year != 0,
		{"volume or issue", ""}: a.Volume != "" || a.Issue != "",
		{"pages", ""}:           a.Pages != "",
		{"received", ""}:        a.Received != "",
		{"license", ""}:         a.License != "",
	}
	for _, code := range corpus.Languages() {
		p[fieldKey{"title", code}] = a.Title[code] != ""
		p[fieldKey{"abstract", code}] = a.Abstract[code] != ""
		p[fieldKey{"keywords", code}] = len(a.Keywords[code]) > 0
	}
	return p
}

// unique finds what must not occur twice in an archive. An id is told of only
// where neither the DOI nor the work, of which most ids are made, explains it.
func (f *finding) unique() {
	a := f.a
	here := place{file: a.Source.File, line: a.Source.Line, what: titleOf(a)}
	twice := func(seen map[string]place, key string) (place, bool) {
		first, ok := seen[key]
		if !ok && key != "" {
			seen[key] = here
		}
		return first, ok
	}
	tell := func(code, what string, first place) {
		f.add(code, "", "%s; first at %s line %d: %s", what, first.file, first.line, first.what)
	}
	doi, sameDOI := twice(f.c.dois, strings.ToLower(a.DOI))
	id, sameID := twice(f.c.ids, a.ID)
	work, sameWork := f.c.works.add(a, here)
	if sameDOI {
		tell("doi-duplicate", "the DOI "+a.DOI+" is another article's", doi)
	}
	if sameWork {
		tell("article-duplicate", "title and first author are another article's", work)
	}
	if sameID && !sameDOI && !sameWork {
		tell("id-duplicate", "the id "+a.ID+" is another text's", id)
	}
	f.orcids()
}

// orcids finds an ORCID at the names of two people.
func (f *finding) orcids() {
	a := f.a
	for _, author := range a.Authors {
		if author.ORCID == "" {
			continue
		}
		name := firstName(author)
		first, ok := f.c.orcids[author.ORCID]
		if !ok {
			f.c.orcids[author.ORCID] = place{file: a.Source.File, line: a.Source.Line, what: name}
		} else if !samePerson(first.what, name) {
			f.add("orcid-duplicate", "", "the ORCID %s of %s is that of %s at %s line %d", author.ORCID, name, first.what, first.file, first.line)
		}
	}
}

// titleOf is the title in the language of the body, or in any.
func titleOf(a *corpus.Article) string {
	for _, code := range append([]string{a.Lang}, corpus.Languages()...) {
		if t := a.Title[code]; t != "" {
			return t
		}
	}
	return ""
}

func firstName(author corpus.Author) string {
	for _, code := range corpus.Languages() {
		if n := author.Name[code]; n != "" {
			return n
		}
	}
	for _, n := range author.Name {
		return n
	}
	return ""
}

// samePerson says whether two names share a long word, in whatever script.
func samePerson(a, b string) bool {
	return reference.SameWork(corpus.Reference{Title: "x", Authors: []string{a}}, corpus.Reference{Title: "x", Authors: []string{b}})
}

// identifiers checks every identifier of the article.
func (f *finding) identifiers() {
	a := f.a
	if a.DOI != "" {
		if doi, ok := identifier.DOI(a.DOI); !ok {
			f.add("doi-invalid", "", "%q is no DOI", a.DOI)
		} else if doi != a.DOI {
			f.add("doi-invalid", "", "%q is no DOI; perhaps %s is meant", a.DOI, doi)
		}
	}
	for _, author := range a.Authors {
		if author.ORCID != "" && !identifier.ORCID(author.ORCID) {
			f.add("orcid-invalid", "", "%s of %s is no ORCID: its check digit or its form is wrong", author.ORCID, firstName(author))
		}
		if e := author.Email; e != "" && (strings.Count(e, "@") != 1 || strings.ContainsAny(e, " ,;") || !strings.Contains(e[strings.Index(e, "@"):], ".")) {
			f.add("email-invalid", "", "%q of %s is no e-mail address", e, firstName(author))
		}
	}
	for _, issn := range []string{a.Journal.ISSN, a.Journal.EISSN} {
		if issn != "" && !identifier.ISSN(issn) {
			f.add("issn-invalid", "", "%q is no ISSN: its check digit or its form is wrong", issn)
		}
	}
	if a.IRSTI != "" && !identifier.IRSTI(a.IRSTI) {
		f.add("irsti-invalid", "", "%q is no IRSTI code", a.IRSTI)
	}
	if a.UDC != "" && !identifier.UDC(a.UDC) {
		f.add("udc-invalid", "", "%q is no UDC number", a.UDC)
	}
}

// languages checks that each text is in the language under which it is filed.
func (f *finding) languages() {
	repeated := map[string]bool{}
	for i, code := range corpus.Languages() {
		for _, other := range corpus.Languages()[i+1:] {
			if t := f.a.Abstract[code]; t != "" && t == f.a.Abstract[other] {
				f.add("text-repeated", code, "the %s and the %s abstract are the same text", languageName(code), languageName(other))
				repeated[t] = true
			}
		}
	}
	for _, code := range corpus.Languages() {
		f.inLanguage("title", code, f.a.Title[code])
		if t := f.a.Abstract[code]; !repeated[t] {
			f.inLanguage("abstract", code, t)
		}
	}
	if len(f.a.Sections) > 0 {
		longest := slices.MaxFunc(f.a.Sections, func(a, b corpus.Section) int { return len(a.Text) - len(b.Text) })
		f.inLanguage("body", f.a.Lang, start(longest.Text))
	}
}

// start is enough of a text to identify its language.
func start(s string) string {
	const enough = 2000
	if len(s) <= enough {
		return s
	}
	return strings.ToValidUTF8(s[:enough], "")
}

func (f *finding) inLanguage(field, code, text string) {
	if utf8.RuneCountInString(text) < minLanguageRunes || code == "" {
		return
	}
	if is, sure := lang.Identify(text); is != code && is != "" && sure >= sureOfLanguage {
		f.add("language-other", code, "the %s %s seems to be in %s", languageName(code), field, languageName(is))
	}
}

// apparatus checks that the article has what an article has.
func (f *finding) apparatus() {
	a := f.a
	for _, code := range corpus.Languages() {
		name := languageName(code)
		if a.Title[code] == "" {
			f.add("title-missing", code, "no %s title", name)
		}
		if a.Abstract[code] == "" {
			f.add("abstract-missing", code, "no %s abstract", name)
		} else if n := len(strings.Fields(a.Abstract[code])); n < minAbstractWords {
			f.add("abstract-short", code, "the %s abstract has %s", name, plural(n, "word"))
		} else if n > maxAbstractWords {
			f.add("abstract-long", code, "the %s abstract has %d words", name, n)
		}
		if len(a.Keywords[code]) == 0 {
			f.add("keywords-missing", code, "no %s keywords", name)
		}
	}
	if len(a.Authors) == 0 {
		f.add("authors-missing", "", "no authors")
	} else if !presence(a)[fieldKey{"affiliation", ""}] {
		f.add("affiliation-missing", "", "no author has an affiliation")
	}
	if len(a.Sections) == 0 {
		f.add("body-missing", "", "no body")
	}
	if len(a.References) == 0 {
		f.add("references-missing", "", "no list of references")
	}
}

// keywords compares the keyword lists.
func (f *finding) keywords() {
	var lengths []string
	differ, last := false, -1
	for _, code := range corpus.Languages() {
		list := f.a.Keywords[code]
		if len(list) == 0 {
			continue
		}
		lengths = append(lengths, fmt.Sprintf("%s %d", languageName(code), len(list)))
		differ = differ || last >= 0 && last != len(list)
		last = len(list)
		seen := map[string]bool{}
		for _, k := range list {
			key := strings.ToLower(k)
			if seen[key] {
				f.add("keyword-repeated", code, "%q stands twice among the %s keywords", k, languageName(code))
			}
			seen[key] = true
			if len(strings.Fields(k)) > maxKeywordWords {
				f.add("keyword-long", code, "%q is long for a keyword", k)
			}
		}
	}
	if differ {
		f.add("keywords-count", "", "the keyword lists differ in length: %s", strings.Join(lengths, ", "))
	}
}

// publication checks the data of publication.
func (f *finding) publication() {
	a := f.a
	switch {
	case a.Year == 0:
		f.add("year-missing", "", "no year of publication")
	case a.Year < minYear || a.Year > time.Now().Year()+1:
		f.add("year-doubtful", "", "published in %d", a.Year)
	}
	if len(a.Journal.Title) == 0 {
		f.add("journal-missing", "", "no title of the journal")
	}
	if a.Volume == "" && a.Issue == "" {
		f.add("issue-missing", "", "neither volume nor issue")
	}
	if from, to, ok := strings.Cut(a.Pages, "-"); ok {
		x, errX := strconv.Atoi(from)
		y, errY := strconv.Atoi(to)
		if errX == nil && errY == nil && y < x && len(from) <= len(to) {
			f.add("pages-doubtful", "", "pages %s", a.Pages)
		}
	}
	received, errR := time.Parse(time.DateOnly, a.Received)
	accepted, errA := time.Parse(time.DateOnly, a.Accepted)
	if errR == nil && errA == nil && accepted.Before(received) {
		f.add("dates-doubtful", "", "received %s, accepted %s", a.Received, a.Accepted)
	}
}

// references checks the list of references.
func (f *finding) references() {
	last := 0
	seen := map[string]corpus.Reference{}
	for _, r := range f.a.References {
		if r.Unparsed {
			f.add("reference-unparsed", "", "reference %d: %s", r.N, shorten(r.Text))
		}
		if r.N > last+1 && last > 0 {
			f.add("reference-gap", "", "reference %d follows %d", r.N, last)
		}
		last = r.N
		if wrong := wrongDOI(r); wrong != "" {
			f.add("doi-invalid", "", "%q of reference %d is no DOI", wrong, r.N)
		}
		key := reference.Key(r)
		if first, ok := seen[key]; ok && key != "" && reference.SameWork(first, r) && first.Pages == r.Pages {
			f.add("reference-repeated", "", "references %d and %d are one work: %s", first.N, r.N, shorten(r.Text))
		}
		seen[key] = r
	}
}

var saidDOI = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\bdoi(?:\.org/|[:\s]\s*)(10[.,]?\d[^\s\]})>;]*)`)
})

// wrongDOI is what an entry gives for its DOI, though it is none: in its field,
// or behind the label in its text.
func wrongDOI(r corpus.Reference) string {
	if r.DOI != "" {
		if doi, ok := identifier.DOI(r.DOI); ok && doi == r.DOI {
			return ""
		}
		return r.DOI
	}
	m := saidDOI().FindStringSubmatch(r.Text)
	if m == nil {
		return ""
	}
	if _, ok := identifier.DOI(r.Text); ok {
		return ""
	}
	return strings.TrimRight(m[1], ".,")
}

// shorten cuts a text for a message.
func shorten(s string) string {
	const most = 120
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:most])) + "\u2026"
}
