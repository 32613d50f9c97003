package check

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"sync"

	"izde/corpus"
)

//go:embed report.html.tmpl
var pageText string

var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("report").Funcs(template.FuncMap{
		"language": languageName,
		"field":    fieldName,
		"percent": func(n, of int) int {
			if of == 0 {
				return 0
			}
			return 100 * n / of
		},
		"message": withLanguage,
	}).Parse(pageText))
})

// maxListed is how many problems of one code the page lists: a page of a
// hundred thousand rows cannot be mailed or read. CSV and JSON have all.
const maxListed = 500

// page is what the template shows.
type page struct {
	*Report
	Kinds     string
	Languages []string
	Chart     yearChart
	Groups    []codeGroup
	Worst     []fileCount
	MaxCode   int
}

// codeGroup is one kind of problem with its cases; More were left out.
type codeGroup struct {
	CodeCount
	Cases []Problem
	More  int
}

// yearChart is a stacked column a year.
type yearChart struct {
	Width, Height int
	Columns       []yearColumn
}

type yearColumn struct {
	X, Y, Width int
	Label       string
	Total       int
	Parts       []yearPart
}

type yearPart struct {
	Lang      string
	Y, Height int
	Count     int
}

// WriteHTML writes the Report as one page that needs no other file and no
// script: charts are drawn in SVG, and every chart says its numbers as text.
func (r *Report) WriteHTML(w io.Writer) error {
	languages := corpus.Languages()
	if r.ByLang[""] > 0 {
		languages = append(languages, "")
	}
	p := page{Report: r, Kinds: r.kinds(), Languages: languages, Chart: r.chart(), Groups: r.groups(), Worst: r.filesByProblems(20)}
	for _, c := range r.Codes {
		p.MaxCode = max(p.MaxCode, c.Problems)
	}
	var b bytes.Buffer
	if err := pageTemplate().Execute(&b, p); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// groups lists the problems by code.
func (r *Report) groups() []codeGroup {
	at := map[string]int{}
	groups := make([]codeGroup, len(r.Codes))
	for i, c := range r.Codes {
		at[c.Code] = i
		groups[i].CodeCount = c
	}
	for _, p := range r.Problems {
		g := &groups[at[p.Code]]
		if len(g.Cases) < maxListed {
			g.Cases = append(g.Cases, p)
		} else {
			g.More++
		}
	}
	return groups
}

// chart lays the years out: 28 pixels a column, 160 for the tallest.
func (r *Report) chart() yearChart {
	const step, width, tall, label = 34, 28, 160, 24
	most := 1
	for _, y := range r.Years {
		most = max(most, total(y.ByLang))
	}
	c := yearChart{Width: step*len(r.Years) + 8, Height: tall + label}
	for i, y := range r.Years {
		col := yearColumn{X: 4 + i*step, Width: width, Label: yearLabel(y.Year), Total: total(y.ByLang)}
		bottom := tall
		for _, code := range append(corpus.Languages(), "") {
			n := y.ByLang[code]
			if n == 0 {
				continue
			}
			h := max(n*(tall-16)/most, 1)
			bottom -= h
			col.Parts = append(col.Parts, yearPart{Lang: code, Y: bottom, Height: h, Count: n})
		}
		col.Y = bottom - 3
		c.Columns = append(c.Columns, col)
	}
	return c
}

func total(m map[string]int) (n int) {
	for _, v := range m {
		n += v
	}
	return n
}

func yearLabel(year int) string {
	if year == 0 {
		return "none"
	}
	return number(year)
}
