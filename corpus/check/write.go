package check

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"izde/corpus"
)

// WriteJSON writes the whole Report as one JSON object.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(r)
}

// WriteCSV writes one row a Problem, under a row of names; one row a repair,
// where each is listed.
func (r *Report) WriteCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"file", "line", "severity", "code", "language", "article", "count", "message", "advice", "column", "before", "after"}}
	for _, p := range r.Problems {
		each := p.Repairs
		if len(each) == 0 {
			each = []corpus.Repair{{Line: p.Line, Column: p.Column, Before: p.Before, After: p.After}}
		} else {
			p.Count, p.Message = 1, meaningOf(p.Code).meaning
		}
		for _, e := range each {
			rows = append(rows, []string{p.File, number(e.Line), string(p.Severity), p.Code, p.Lang, p.Article, number(p.Count), p.Message, p.Advice,
				number(e.Column), e.Before, e.After})
		}
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = noFormula(cell)
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// noFormula keeps a spreadsheet from calculating a cell: texts of an archive
// may begin with any sign.
func noFormula(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// WriteTable writes the Report for a terminal: the counts, what is present of
// each field, the kinds of problems with what to do, then each problem under
// its file.
func (r *Report) WriteTable(w io.Writer) error {
	t := &table{w: w}
	t.line("%s in %s: %s. %s, %d of them parsed.", plural(r.Texts, "text"), plural(r.Files, "file"), r.kinds(), plural(r.References, "reference"), r.Parsed)
	if r.Stopped != "" {
		t.line("Reading stopped early: %s", r.Stopped)
	}
	t.coverage(r)
	t.codes(r)
	t.problems(r)
	return t.err
}

// Count is the number of problems of a severity.
func (r *Report) Count(s Severity) int { return r.BySeverity[s] }

// kinds names the texts by kind and by language of the body.
func (r *Report) kinds() string {
	var parts []string
	for _, kind := range []string{corpus.KindArticle, corpus.KindNews, corpus.KindText} {
		if n := r.ByKind[kind]; n > 0 {
			name := map[string]string{corpus.KindArticle: "article", corpus.KindNews: "news report", corpus.KindText: "other text"}[kind]
			parts = append(parts, plural(n, name))
		}
	}
	for _, code := range append(corpus.Languages(), "") {
		if n := r.ByLang[code]; n > 0 && code != "" {
			parts = append(parts, fmt.Sprintf("%d in %s", n, languageName(code)))
		} else if n > 0 {
			parts = append(parts, fmt.Sprintf("%d of unknown language", n))
		}
	}
	if len(parts) == 0 {
		return "nothing could be read"
	}
	return strings.Join(parts, ", ")
}

func plural(n int, name string) string {
	if n == 1 {
		return "1 " + name
	}
	return fmt.Sprintf("%d %ss", n, name)
}

// table writes lines and keeps the first error.
type table struct {
	w   io.Writer
	err error
}

func (t *table) line(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format+"\n", args...)
	}
}

// columns writes rows under aligned columns.
func (t *table) columns(rows [][]string) {
	if t.err != nil {
		return
	}
	tw := tabwriter.NewWriter(t.w, 0, 4, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(tw, strings.Join(row, "\t"))
	}
	t.err = tw.Flush()
}

func (t *table) coverage(r *Report) {
	if r.Articles == 0 {
		return
	}
	t.line("\nPRESENT in %s", plural(r.Articles, "article"))
	var rows [][]string
	for _, f := range r.Fields {
		name := fieldName(f.Field)
		if f.Lang != "" {
			name += ", " + languageName(f.Lang)
		}
		rows = append(rows, []string{"  " + name, strconv.Itoa(f.Present), fmt.Sprintf("%3d%%", 100*f.Present/f.Of), bar(f.Present, f.Of)})
	}
	t.columns(rows)
}

// bar draws a share of twenty.
func bar(n, of int) string {
	const width = 20
	full := 0
	if of > 0 {
		full = n * width / of
	}
	return strings.Repeat("\u2588", full) + strings.Repeat("\u00b7", width-full)
}

func (t *table) codes(r *Report) {
	if len(r.Codes) == 0 {
		t.line("\nNo problems were found.")
		return
	}
	t.line("\nPROBLEMS")
	var rows [][]string
	for _, c := range r.Codes {
		rows = append(rows, []string{"  " + string(c.Severity), c.Code, strconv.Itoa(c.Problems), c.Meaning + ". " + c.Advice})
	}
	t.columns(rows)
}

// problems lists errors and warnings; notes are counted above and stand in the
// other formats one by one.
func (t *table) problems(r *Report) {
	file := ""
	for _, p := range r.Problems {
		if p.Severity == SeverityNote {
			continue
		}
		if p.File != file {
			file = p.File
			t.line("\n%s", file)
		}
		line := "-"
		if p.Line > 0 {
			line = strconv.Itoa(p.Line)
		}
		if p.Column > 0 {
			line += ":" + strconv.Itoa(p.Column)
		}
		t.line("  %8s  %-7s  %-20s  %s", line, p.Severity, p.Code, withLanguage(p))
	}
}

// withLanguage is the message, with the language where it does not say it.
func withLanguage(p Problem) string {
	if p.Lang == "" || strings.Contains(p.Message, languageName(p.Lang)) {
		return p.Message
	}
	return languageName(p.Lang) + ": " + p.Message
}

// filesByProblems lists the files with most errors and warnings.
func (r *Report) filesByProblems(most int) (out []fileCount) {
	at := map[string]int{}
	for _, p := range r.Problems {
		if p.Severity == SeverityNote {
			continue
		}
		i, ok := at[p.File]
		if !ok {
			i = len(out)
			at[p.File] = i
			out = append(out, fileCount{File: p.File})
		}
		out[i].Problems++
	}
	slices.SortStableFunc(out, func(a, b fileCount) int { return b.Problems - a.Problems })
	return out[:min(most, len(out))]
}

type fileCount struct {
	File     string
	Problems int
}
