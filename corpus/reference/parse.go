package reference

import (
	"strings"

	"izde/corpus"
	"izde/corpus/pattern"
)

// MaxLength is the longest text, in bytes, that is parsed. Longer ones are no
// entries but lists that were not parted.
const MaxLength = 4000

// Parse reads one printed entry. Line breaks in it are taken for blanks. What
// cannot be told stays empty; an entry of which neither names nor data of
// publication can be told is Unparsed.
func Parse(text string) corpus.Reference {
	if len(text) > MaxLength {
		return corpus.Reference{Text: oneLine(text), Unparsed: true}
	}
	e := newEntry(text)
	e.ref.Script = scriptOf(e.rest)
	whole := e.rest
	e.takeAddresses()
	e.takeAccess()
	e.takeLanguage()
	e.takeThesis()
	e.takePaperNo()
	e.takeShelfmark()
	e.rest = tidy(e.rest)
	if e.shelved {
		e.takeDocument()
	} else {
		e.takeAuthors()
		if len(e.ref.Authors) == 0 {
			e.takeHeadBeforeYear()
		}
		e.takeYear()
		e.takeTitle()
	}
	e.ref.Type = e.kind(whole)
	e.settle()
	if e.ref.Lang == "" {
		e.ref.Lang = e.language(whole)
	}
	return e.ref
}

// settle makes the fields agree with the type, and marks an entry of which too
// little was told.
func (e *entry) settle() {
	r := &e.ref
	if r.Type == typeLaw {
		// The number of an act is no issue, and its date is in its name.
		r.Volume = ""
		if !e.hosted && !e.shelved {
			r.Issue = ""
			if r.URL == "" {
				r.Container = "" // else it is the site that holds the act
			}
		}
		if m := reActYear.FindStringSubmatch(r.Title + " " + r.TranslatedTitle + " " + r.Text); m != nil {
			r.Year = atoi(m[1] + m[2])
		}
	}
	if m := reDotDate.FindStringSubmatch(r.Text); r.Type == typePatent && r.Year == 0 && m != nil {
		r.Year = atoi(m[1])
	}
	told := r.Type == typeLaw || len(r.Authors) > 0 || r.Year != 0 || r.Container != "" || r.Publisher != "" || r.Place != ""
	if (r.Title != "" || r.Container != "" && r.URL != "") && (told || r.URL != "" || r.DOI != "") {
		return
	}
	if r.Title == "" && (e.shelved || len(r.Authors) > 0 && r.Year != 0) {
		return // a file of an archive; names and year, as in "Seitov A. (2001)."
	}
	e.ref = e.unparsed()
}

var reDotDate = pattern.New(`\d{1,2}\.\d{1,2}\.(` + reYear + `)`)

var reActYear = pattern.New(`(?:^|[^\d])(` + reYear + `)\s*(?:года|г\.|жылғы|жылы|ж\.|goda|zhylgy|zhylġy|jylǵy|zhylǵy)|(?:dated|of)\s+(?:\p{L}+\s+\d{1,2}|\d{1,2}\s+\p{L}+),?\s+(` + reYear + `)`)

// unparsed keeps of an entry what is certain by its form.
func (e *entry) unparsed() corpus.Reference {
	r := e.ref
	return corpus.Reference{N: r.N, Text: r.Text, DOI: r.DOI, URL: r.URL, Script: r.Script, Unparsed: true}
}

// tidy puts cut marks where they end a part and takes leftover marks off the
// ends.
func tidy(s string) string {
	s = strings.TrimSpace(s)
	for {
		t := strings.TrimSpace(strings.Trim(s, cutMark+" ,;:\u2013\u2014"))
		t = strings.TrimSuffix(t, " -")
		if t == s {
			return s
		}
		s = t
	}
}
