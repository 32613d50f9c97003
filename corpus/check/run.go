package check

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"

	"izde/corpus"
	"izde/corpus/source"
)

// Run reads articles to their end and reports on them. An error in the
// sequence becomes a Problem, a doubt too; one that is neither, and the end of
// ctx, is why the Report is Stopped.
func Run(ctx context.Context, articles iter.Seq2[*corpus.Article, error]) *Report {
	c := newChecker()
	for a, err := range articles {
		fault, ok := errors.AsType[*source.Error](err)
		doubt, doubted := errors.AsType[*source.Doubt](err)
		switch {
		case doubted:
			c.add(Problem{File: doubt.File, Line: doubt.Line, Code: "settings-unused", Message: doubt.Message})
		case ok:
			c.add(Problem{File: fault.File, Line: fault.Line, Column: fault.Column, Code: "unreadable", Message: fault.Err.Error()})
			c.files[fault.File] = true
		case err != nil:
			c.r.Stopped = err.Error()
		default:
			c.article(a)
		}
		if ctx.Err() != nil {
			c.r.Stopped = ctx.Err().Error()
			break
		}
	}
	return c.finish()
}

// place is where something was seen first.
type place struct {
	file string
	line int
	what string
}

// checker gathers a Report. What must be unique in an archive is remembered by
// its first place.
type checker struct {
	r      *Report
	files  map[string]bool
	inCode map[string]map[string]bool // articles or files by code
	ids    map[string]place
	dois   map[string]place
	works  works
	orcids map[string]place
}

func newChecker() *checker {
	return &checker{
		r: &Report{
			ByKind: map[string]int{}, ByLang: map[string]int{}, BySeverity: map[Severity]int{},
			fields: map[fieldKey]int{}, codes: map[string]*CodeCount{}, years: map[int]map[string]int{},
		},
		files: map[string]bool{}, inCode: map[string]map[string]bool{}, ids: map[string]place{},
		dois: map[string]place{}, works: works{}, orcids: map[string]place{},
	}
}

// add adds a Problem with the meaning of its code.
func (c *checker) add(p Problem) {
	m := meaningOf(p.Code)
	p.Severity, p.Advice = m.severity, m.advice
	if p.Message == "" {
		p.Message = m.meaning
	}
	c.r.Problems = append(c.r.Problems, p)
	c.r.BySeverity[p.Severity]++
	count := c.r.codes[p.Code]
	if count == nil {
		count = &CodeCount{Code: p.Code, Severity: p.Severity, Meaning: m.meaning, Advice: m.advice}
		c.r.codes[p.Code] = count
		c.inCode[p.Code] = map[string]bool{}
	}
	count.Problems++
	who := p.File + "\x00" + p.Article
	if !c.inCode[p.Code][who] {
		c.inCode[p.Code][who] = true
		count.Articles++
	}
}

// finish sorts what was gathered.
func (c *checker) finish() *Report {
	r := c.r
	r.Files = len(c.files)
	for _, f := range fieldOrder() {
		r.Fields = append(r.Fields, FieldCount{Field: f.field, Lang: f.lang, Present: r.fields[f], Of: r.Articles})
	}
	for _, year := range slices.Sorted(maps.Keys(r.years)) {
		r.Years = append(r.Years, YearCount{Year: year, ByLang: r.years[year]})
	}
	for _, code := range slices.Sorted(maps.Keys(r.codes)) {
		r.Codes = append(r.Codes, *r.codes[code])
	}
	slices.SortStableFunc(r.Codes, func(a, b CodeCount) int {
		return cmp.Or(rank(a.Severity)-rank(b.Severity), b.Problems-a.Problems)
	})
	slices.SortStableFunc(r.Problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, rank(a.Severity)-rank(b.Severity))
	})
	return r
}

func rank(s Severity) int { return slices.Index(Severities(), s) }

// fieldOrder lists the fields that are counted, in the order of a title page.
func fieldOrder() (out []fieldKey) {
	for _, field := range []string{"title", "abstract", "keywords"} {
		for _, lang := range corpus.Languages() {
			out = append(out, fieldKey{field, lang})
		}
	}
	for _, field := range []string{"authors", "affiliation", "orcid", "email", "body", "references", "doi", "irsti", "udc", "journal", "issn", "year", "volume or issue", "pages", "received", "license"} {
		out = append(out, fieldKey{field, ""})
	}
	return out
}
