package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// glyph is a character and its box in points, y growing upwards.
type glyph struct {
	text           string
	x0, x1, y0, y1 float64
	angle          float64 // radians
}

// run is a stretch of glyphs that were drawn one after another on one line.
type run struct {
	glyphs         []glyph
	x0, x1, y0, y1 float64
	spaced         bool // a blank was drawn behind it
}

// row is what stands on one line of the page, from left to right.
type row struct {
	runs           []run
	x0, x1, y0, y1 float64
}

const (
	// splitGap, in heights of a letter, parts runs that stand side by side.
	splitGap = 1.2

	// wordGap, in heights of a letter, is a blank between words that was neither
	// drawn nor told by PDFium.
	wordGap = 0.6

	// Columns have at least columnLines lines each, are wider than columnWidth of the
	// page and filled with letters by more than columnFill (text set solid has
	// about a half), and between them is a gutter of two gutterHalf, in points.
	columnLines = 5
	columnWidth = 0.25
	columnFill  = 0.2
	gutterHalf  = 3.0

	// indent is the least first-line indent, in points.
	indent = 7
)

// layout turns the glyphs of a page into its lines in reading order, with an
// empty line where paragraphs are set apart.
func layout(glyphs []glyph) []string {
	runs := runsOf(glyphs)
	if len(runs) == 0 {
		return nil
	}
	slices.SortStableFunc(runs, func(a, b run) int { return compare(b.middle(), a.middle()) })
	var out []string
	for _, column := range columnsOf(runs) {
		lines := linesOf(column)
		if len(out) > 0 && len(lines) > 0 && !goesOnIn(out[len(out)-1], lines[0]) {
			out = append(out, "")
		}
		out = append(out, lines...)
	}
	return out
}

// goesOnIn says whether a sentence goes on from the last line of a column in
// the first of the next.
func goesOnIn(last, first string) bool {
	r, _ := utf8.DecodeRuneInString(first)
	l, _ := utf8.DecodeLastRuneInString(last)
	return unicode.IsLower(r) && (unicode.IsLetter(l) || l == ',' || l == '-')
}

// runsOf gathers glyphs in the order in which they were drawn. What is turned,
// as a mark along the margin, is left out.
func runsOf(glyphs []glyph) (runs []run) {
	var cur *run
	for _, g := range glyphs {
		g.text = plainChar(g.text)
		switch {
		case g.text == "":
			continue
		case math.Abs(math.Sin(g.angle)) > 0.1:
			cur = nil
			continue
		case strings.TrimSpace(g.text) == "":
			if cur != nil {
				cur.spaced = true
				cur.glyphs = append(cur.glyphs, glyph{text: " "})
			}
			continue
		case g.x1-g.x0 <= 0 && g.y1-g.y0 <= 0:
			continue
		}
		if cur == nil || !cur.follows(g) {
			runs = append(runs, run{x0: g.x0, x1: g.x1, y0: g.y0, y1: g.y1})
			cur = &runs[len(runs)-1]
		}
		cur.glyphs = append(cur.glyphs, g)
		cur.x0, cur.x1 = min(cur.x0, g.x0), max(cur.x1, g.x1)
		cur.y0, cur.y1 = min(cur.y0, g.y0), max(cur.y1, g.y1)
	}
	return runs
}

// plainChar maps the characters that PDFium makes itself.
func plainChar(s string) string {
	switch s {
	case "\r", "\n", "\x00":
		return ""
	case "\x02", "\ufffe", "\u00ad":
		return "-" // a hyphen at a line end
	case "\u00a0", "\t":
		return " "
	}
	if r, _ := utf8.DecodeRuneInString(s); r < ' ' {
		return ""
	}
	return s
}

// follows says whether g stands behind the run on its line.
func (r *run) follows(g glyph) bool {
	height := max(r.y1-r.y0, g.y1-g.y0, 1)
	overlap := min(r.y1, g.y1) - max(r.y0, g.y0)
	if overlap < 0.25*min(r.y1-r.y0, g.y1-g.y0) && !(g.y0 >= r.y0-height/2 && g.y1 <= r.y1+height/2) {
		return false
	}
	gap := g.x0 - r.x1
	return gap < splitGap*height && gap > -height
}

// rowsOf gathers runs that stand on one line, from the top of the page down.
func rowsOf(runs []run) (rows []row) {
	runs = slices.Clone(runs)
	slices.SortStableFunc(runs, func(a, b run) int { return compare(b.middle(), a.middle()) })
	for _, r := range runs {
		at := -1
		for i := len(rows) - 1; i >= 0 && i >= len(rows)-4; i-- {
			if rows[i].holds(r) {
				at = i
				break
			}
		}
		if at < 0 {
			rows = append(rows, row{y0: r.y0, y1: r.y1, x0: r.x0, x1: r.x1})
			at = len(rows) - 1
		}
		w := &rows[at]
		w.runs = append(w.runs, r)
		w.x0, w.x1 = min(w.x0, r.x0), max(w.x1, r.x1)
		w.y0, w.y1 = min(w.y0, r.y0), max(w.y1, r.y1)
	}
	for i := range rows {
		slices.SortStableFunc(rows[i].runs, func(a, b run) int { return compare(a.x0, b.x0) })
	}
	slices.SortStableFunc(rows, func(a, b row) int { return compare(b.y0+b.y1, a.y0+a.y1) })
	return rows
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (r run) middle() float64 { return (r.y0 + r.y1) / 2 }

// holds says whether a run stands on the row: their heights overlap by half.
func (w row) holds(r run) bool {
	overlap := min(w.y1, r.y1) - max(w.y0, r.y0)
	return overlap > 0.5*min(w.y1-w.y0, r.y1-r.y0)
}

// band is a stretch of the page from top to bottom: of columns, if the gutter
// runs through it between left and right, else of runs that go across.
type band struct {
	left, right, across []run
}

// columnsOf parts the page into stretches in reading order: where a gutter
// runs down the page, the left column goes before the right one, and what
// stands across it ends both.
func columnsOf(runs []run) (out [][]row) {
	width := pageWidth(runs)
	x, ok := gutterOf(runs, width)
	if !ok {
		return [][]row{rowsOf(runs)}
	}
	var across []run
	flush := func() {
		if len(across) > 0 {
			out = append(out, rowsOf(across))
		}
		across = nil
	}
	for _, b := range bandsOf(runs, x) {
		if !b.isColumns(width) {
			across = slices.Concat(across, b.across, b.left, b.right)
			continue
		}
		flush()
		out = append(out, rowsOf(b.left), rowsOf(b.right))
	}
	flush()
	return out
}

// pageWidth is the width of what is printed.
func pageWidth(runs []run) float64 {
	from, to := math.Inf(1), math.Inf(-1)
	for _, r := range runs {
		from, to = min(from, r.x0), max(to, r.x1)
	}
	return to - from
}

// bandsOf parts runs at those that go across x. Runs go down the page.
func bandsOf(runs []run, x float64) (out []band) {
	var cur band
	for _, r := range runs {
		switch {
		case r.x1 < x-gutterHalf:
			cur.left = append(cur.left, r)
		case r.x0 > x+gutterHalf:
			cur.right = append(cur.right, r)
		default:
			if len(cur.left)+len(cur.right) > 0 {
				out = append(out, cur)
				cur = band{}
			}
			out = append(out, band{across: []run{r}})
		}
	}
	if len(cur.left)+len(cur.right) > 0 {
		out = append(out, cur)
	}
	return out
}

// isColumns says whether a band is two columns of text side by side. The cells
// of a table are not: they are narrow.
func (b band) isColumns(width float64) bool {
	if linesIn(b.left) < columnLines || linesIn(b.right) < columnLines {
		return false
	}
	l, r := extentOf(b.left), extentOf(b.right)
	if !l.isText(width) || !r.isText(width) {
		return false
	}
	return min(l.top, r.top)-max(l.bottom, r.bottom) > 0.4*min(l.top-l.bottom, r.top-r.bottom)
}

// linesIn counts the lines on which runs stand, which go down the page.
func linesIn(runs []run) (n int) {
	last := math.Inf(1)
	for _, r := range runs {
		if last-r.middle() > (r.y1-r.y0)/2 {
			n++
			last = r.middle()
		}
	}
	return n
}

// extent is the place that runs take, and how much of it they fill.
type extent struct {
	x0, x1, bottom, top float64
	filled              float64
}

func extentOf(runs []run) extent {
	e := extent{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1), 0}
	for _, r := range runs {
		e.x0, e.x1 = min(e.x0, r.x0), max(e.x1, r.x1)
		e.bottom, e.top = min(e.bottom, r.y0), max(e.top, r.y1)
		e.filled += (r.x1 - r.x0) * (r.y1 - r.y0)
	}
	return e
}

// isText says whether a column is wide and dense enough for running text.
func (e extent) isText(width float64) bool {
	return e.x1-e.x0 > columnWidth*width && e.filled > columnFill*(e.x1-e.x0)*(e.top-e.bottom)
}

// gutterOf finds the strip between two columns: of all places in the middle half
// of the page the one at which most runs stand in bands of columns. Of a wide
// strip it is the middle.
func gutterOf(runs []run, width float64) (x float64, ok bool) {
	const step = 2.0
	from := math.Inf(1)
	for _, r := range runs {
		from = min(from, r.x0)
	}
	best, first, last := 0, 0.0, 0.0
	for at := from + width/4; at < from+width*3/4; at += step {
		score := 0
		for _, b := range bandsOf(runs, at) {
			if b.isColumns(width) {
				score += len(b.left) + len(b.right)
			}
		}
		switch {
		case score > best:
			best, first, last = score, at, at
		case score == best && at-last <= step:
			last = at
		}
	}
	return (first + last) / 2, best > 0
}

// linesOf writes the rows of a column as lines, with an empty line where a gap
// or an indent begins a paragraph.
func linesOf(rows []row) (out []string) {
	usual := usualStep(rows)
	right := 0.0
	for _, w := range rows {
		right = max(right, w.x1)
	}
	for i, w := range rows {
		if i > 0 && (rows[i-1].y0-w.y0 > 1.35*usual || indented(rows, i, right)) {
			out = append(out, "")
		}
		if s := w.line(); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// usualStep is the median distance of the rows, by which a wider one is told.
func usualStep(rows []row) float64 {
	var steps []float64
	for i := 1; i < len(rows); i++ {
		steps = append(steps, rows[i-1].y0-rows[i].y0)
	}
	if len(steps) == 0 {
		return math.Inf(1)
	}
	slices.Sort(steps)
	return max(steps[len(steps)/2], 1)
}

// indented says whether row i begins a paragraph by its indent: the rows around
// it begin further left, and the row above does not fill its line, which in a
// list with hanging indents it does.
func indented(rows []row, i int, right float64) bool {
	if i+1 >= len(rows) || rows[i].x0-rows[i-1].x0 < indent || rows[i].x0-rows[i+1].x0 < indent {
		return false
	}
	return right-rows[i-1].x1 > 2*indent
}

// line writes a row, with blanks where words are apart and with marks around
// superscripts.
func (w row) line() string {
	var b strings.Builder
	base, height := w.baseline()
	raised := false
	var last *glyph
	blank := false
	for i, r := range w.runs {
		if i > 0 {
			blank = true
		}
		for _, g := range r.glyphs {
			if g.text == " " {
				blank = true
				continue
			}
			if last != nil && g.x0-last.x1 > wordGap*height {
				blank = true
			}
			up := isRaised(g, base, height)
			if raised && !up {
				b.WriteByte('}')
				raised = false
			}
			if blank && b.Len() > 0 && !(raised && up) {
				b.WriteByte(' ')
			}
			if up && !raised {
				b.WriteString("^{")
				raised = true
			}
			b.WriteString(g.text)
			last, blank = &g, false
		}
	}
	if raised {
		b.WriteByte('}')
	}
	return strings.TrimSpace(b.String())
}

// baseline is where the letters of a row stand, and how high its capitals and
// digits are: the medians over letters that have neither tail nor mark.
func (w row) baseline() (base, height float64) {
	var bottoms, heights []float64
	for _, r := range w.runs {
		for _, g := range r.glyphs {
			if c, _ := utf8.DecodeRuneInString(g.text); unicode.IsLetter(c) {
				bottoms = append(bottoms, g.y0)
				heights = append(heights, g.y1-g.y0)
			}
		}
	}
	if len(bottoms) == 0 {
		return w.y0, max(w.y1-w.y0, 1)
	}
	slices.Sort(bottoms)
	slices.Sort(heights)
	return bottoms[len(bottoms)/2], max(heights[len(heights)/2], 1)
}

// isRaised says whether a digit stands above the line, as the marks of authors
// and notes do. Commas and asterisks are raised only together with a digit and
// are left as they are.
func isRaised(g glyph, base, height float64) bool {
	c, _ := utf8.DecodeRuneInString(g.text)
	return unicode.IsDigit(c) && g.y0-base > 0.3*height && g.y1-g.y0 < 1.1*height
}
