package main

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"izde/corpus"
	"izde/indexer"
)

// printer writes a Result for a person to read.
type printer struct {
	w      *bufio.Writer
	colour bool
	lang   string // of the reader
}

// ANSI escapes (ECMA-48, select graphic rendition).
const (
	styleBold  = "1"
	styleFaint = "2"
	styleMark  = "1;33"
)

// styled is text in a style, where the output takes it.
func (p printer) styled(style, text string) string {
	if !p.colour || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

func (p printer) result(req indexer.Request, r *indexer.Result) {
	fmt.Fprintf(p.w, "%s for %s\n", count(r.Total, "article"), p.styled(styleBold, printable(cmp.Or(searched(req, r), "everything"))))
	if last := (r.Total + r.PerPage - 1) / r.PerPage; req.Cursor == "" && len(r.Hits) == 0 && r.Total > 0 {
		fmt.Fprintf(p.w, "page %d is beyond the last one, which is --page %d\n", req.Page, last)
	}
	for _, n := range r.Notes {
		fmt.Fprintln(p.w, "note: "+printable(n.Message))
	}
	if r.Relaxed {
		fmt.Fprintln(p.w, "no article has all the words; these have some of them")
	}
	for _, c := range r.Corrections {
		text := "did you mean: "
		if c.Used {
			text = "searched instead: "
		}
		fmt.Fprintln(p.w, text+printable(c.Query))
	}
	for _, e := range r.Expansions {
		terms := make([]string, len(e.Terms))
		for i, t := range e.Terms {
			terms[i] = fmt.Sprintf("%s (%s, %.2f)", t.Text, t.Lang, t.Weight)
		}
		fmt.Fprintf(p.w, "also searched for %s: %s\n", printable(e.Typed), printable(strings.Join(terms, ", ")))
	}
	for _, h := range r.Hits {
		p.hit(h)
	}
	for _, f := range r.Facets {
		p.facet(f)
	}
	if rest := r.Total - (r.Page-1)*r.PerPage - len(r.Hits); r.Next != "" && rest > 0 {
		fmt.Fprintf(p.w, "\n%d more: --limit N shows more hits, --page %d goes on\n", rest, r.Page+1)
	}
}

// searched is the query as it was typed, or the correction that was searched
// instead.
func searched(req indexer.Request, r *indexer.Result) string {
	for _, c := range r.Corrections {
		if c.Used {
			return c.Query
		}
	}
	return strings.TrimSpace(req.Query)
}

// hit writes one hit: titles, where it was published, what matched.
func (p printer) hit(h indexer.Hit) {
	const indent = "     "
	a := h.Article
	langs := textLanguages(a.Title, p.lang, a.Lang)
	title := "(untitled)"
	if len(langs) > 0 {
		title = p.marked(a.Title[langs[0]], titleMarks(h, langs[0]))
	}
	fmt.Fprintf(p.w, "\n%3d. %s\n", h.Rank, p.styled(styleBold, title))
	for _, lang := range langs[min(1, len(langs)):] {
		fmt.Fprintln(p.w, indent+p.marked(a.Title[lang], titleMarks(h, lang)))
	}
	if line := imprint(a, p.lang); line != "" {
		fmt.Fprintln(p.w, indent+printable(line))
	}
	fmt.Fprintln(p.w, indent+p.styled(styleFaint, fmt.Sprintf("%s  %s  score %.4f", printable(h.ID), a.Lang, h.Score)))
	for _, f := range h.Fragments {
		if f.Field == "title" && f.Text == a.Title[f.Lang] {
			continue // shown already
		}
		fmt.Fprintf(p.w, "%s%s %s\n", indent, p.styled(styleFaint, f.Field+":"), p.marked(f.Text, f.Marks))
	}
	if len(h.Missing) > 0 {
		fmt.Fprintln(p.w, indent+"without: "+printable(strings.Join(h.Missing, ", ")))
	}
	if h.Explanation != nil {
		p.explanation(*h.Explanation, indent)
	}
}

func (p printer) explanation(e indexer.Explanation, indent string) {
	fmt.Fprintf(p.w, "%s%.6f %s\n", indent, e.Value, printable(e.Message))
	for _, d := range e.Details {
		p.explanation(d, indent+"  ")
	}
}

func (p printer) facet(f indexer.Facet) {
	fmt.Fprintf(p.w, "\n%s (%d)\n", p.styled(styleBold, f.Name), f.Total)
	for _, v := range f.Values {
		selected := " "
		if v.Selected {
			selected = "*"
		}
		fmt.Fprintf(p.w, "%s%7d  %s\n", selected, v.Count, printable(v.Label))
	}
}

// marked is text with its matches in colour, or between asterisks where there
// is none. Marks that overlap or leave the text are clipped or passed over.
func (p printer) marked(text string, marks []indexer.Mark) string {
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b indexer.Mark) int { return a.Start - b.Start })
	var b strings.Builder
	at := 0
	for _, m := range marks {
		start := max(m.Start, at)
		if start >= m.End || m.End > len(text) || !utf8.RuneStart(text[start]) {
			continue
		}
		b.WriteString(printable(text[at:start]))
		word := printable(text[start:m.End])
		if p.colour {
			b.WriteString(p.styled(styleMark, word))
		} else {
			b.WriteString("*" + word + "*")
		}
		at = m.End
	}
	b.WriteString(printable(text[at:]))
	return b.String()
}

func titleMarks(h indexer.Hit, lang string) []indexer.Mark {
	for _, f := range h.Fragments {
		if f.Field == "title" && f.Lang == lang && f.Text == h.Article.Title[lang] {
			return f.Marks
		}
	}
	return nil
}

// textLanguages lists the languages of a text: the preferred ones first, then
// the others in the order of the archive.
func textLanguages(t corpus.Text, preferred ...string) []string {
	var langs []string
	for _, lang := range append(preferred, corpus.Languages()...) {
		if t[lang] != "" && !slices.Contains(langs, lang) {
			langs = append(langs, lang)
		}
	}
	return langs
}

func inLanguage(t corpus.Text, preferred ...string) string {
	for _, lang := range textLanguages(t, preferred...) {
		return t[lang]
	}
	return ""
}

// imprint is one line of authors, journal, year, volume and issue, and pages,
// as far as they are known.
func imprint(a *corpus.Article, lang string) string {
	var authors []string
	for _, author := range a.Authors {
		if name := inLanguage(author.Name, lang, a.Lang); name != "" {
			authors = append(authors, name)
		}
	}
	number := a.Volume
	if a.Issue != "" {
		number = strings.TrimSpace(number + " (" + a.Issue + ")")
	}
	var year string
	if a.Year != 0 {
		year = strconv.Itoa(a.Year)
	}
	var parts []string
	for _, part := range []string{
		strings.Join(authors, ", "), inLanguage(a.Journal.Title, lang, a.Lang), year, number, a.Pages,
	} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}
