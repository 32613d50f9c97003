package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// Columns have at least columnLines lines each, are wider than columnWidth of the
	// page and filled with letters by more than columnFill (text set solid has
	// about a half), and between them is a gutter of two gutterHalf, in points.
	columnLines = 5
	columnWidth = 0.25
	columnFill  = 0.2
	gutterHalf  = 3.0

	// marginRows is how many rows a page head or foot has at most, and marginGap
	// how far, in line steps, it is set off from the text.
	marginRows = 2
	marginGap  = 1.5

	// noteSize is how high the letters of notes are at most, in those of the text.
	noteSize = 0.93

	// gutterFill is how much of the gutter is free at least between two lines of
	// which one is too long.
	gutterFill = 0.7

	// lineFill is how much of its column a full line of text fills at least. The
	// cells in one row of a table fill less.
	lineFill = 0.7
)

// marginsOf takes the head and foot off a page: a row or two that are set off from
// what is below or above them. Notes belong to the text.
func marginsOf(runs []run) (head, body, foot []run) {
	rows := rowsOf(runs)
	usual := usualStep(rows)
	apart := func(i int) bool {
		above, below := rows[i-1], rows[i]
		// Rows of columns that do not stand on one height are closer than lines.
		return above.y0-below.y0 > marginGap*usual && above.y0-below.y1 > min(above.y1-above.y0, below.y1-below.y0)
	}
	from, to := 0, len(rows)
	for i := 1; i <= marginRows && i < len(rows); i++ {
		if apart(i) {
			from = i
		}
	}
	for i := len(rows) - 1; i >= len(rows)-marginRows && i > from; i-- {
		if apart(i) && !isMarked(rows[i].line()) {
			to = i
		}
	}
	return runsIn(rows[:from]), runsIn(rows[from:to]), runsIn(rows[to:])
}

// runsIn are the runs of rows, down the page.
func runsIn(rows []row) (out []run) {
	for _, w := range rows {
		out = append(out, w.runs...)
	}
	slices.SortStableFunc(out, func(a, b run) int { return compare(b.middle(), a.middle()) })
	return out
}

// columnsOf parts runs into stretches in reading order: where a gutter runs down the
// page, the left column goes before the right one, and what stands across it ends
// both. Notes that stand in the way of a sentence are apart.
func columnsOf(runs []run) (out [][]row, notes []row) {
	column := func(rows []row) []row {
		text, below := notesBelow(rows)
		notes = append(notes, below...)
		return text
	}
	page, rows := extentOf(runs), rowsOf(runs)
	g, ok := gutterOf(rows, page)
	if !ok {
		return [][]row{column(rows)}, notes
	}
	var across []run
	flush := func() {
		if len(across) > 0 {
			out = append(out, rowsOf(across))
		}
		across = nil
	}
	bands := bandsOf(rows, g)
	for i, b := range bands {
		if !b.isColumns(page) && b.goesAcross(g, page) {
			across = slices.Concat(across, b.across, b.left, b.right)
			continue
		}
		flush()
		left, right := rowsOf(b.left), rowsOf(b.right)
		if i+1 < len(bands) {
			left, across = headBelow(left, right)
		}
		out = append(out, inOrder(column(left), column(right))...)
	}
	if foot := rowsOf(across); len(out) > 0 && areNotes(foot, out[len(out)-1]) {
		return out, append(notes, foot...)
	}
	flush()
	return out, notes
}

// areNotes says whether rows below columns are notes that stand in the way of a
// sentence.
func areNotes(rows, above []row) bool {
	return len(rows) > 0 && len(above) > 0 && isMarked(rows[0].line()) && letterSize(rows) < noteSize*letterSize(above) && isOpen(above[len(above)-1].line())
}

// isMarked says whether a line begins with the mark of a note, which no blank
// parts from it if it is not raised: after a page number stands one.
func isMarked(line string) bool {
	if strings.HasPrefix(line, "*") || strings.HasPrefix(line, "^{") {
		return true
	}
	rest := strings.TrimLeftFunc(line, unicode.IsDigit)
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != line && (unicode.IsLetter(r) || r == '.' || r == ')')
}

// notesBelow cuts the notes off the foot of a column, where they stand between the
// parts of a sentence: lines of smaller letters below a full line that ends no
// sentence, of which the first is set off and begins with a mark.
func notesBelow(rows []row) (text, notes []row) {
	if len(rows) < 2 {
		return rows, nil
	}
	usual, size, edge := usualStep(rows), letterSize(rows), rightEdge(rows)
	for i := len(rows) - 1; i > 0; i-- {
		line := rows[i].line()
		if !strings.ContainsFunc(line, unicode.IsLetter) {
			continue // the size of digits is another
		}
		if letterSize(rows[i:i+1]) > noteSize*size {
			break
		}
		above := rows[i-1]
		if isMarked(line) && above.y0-rows[i].y0 > usual && edge-above.x1 < 2*indent && isOpen(above.line()) {
			return rows[:i], rows[i:]
		}
	}
	return rows, nil
}

// letterSize is the median height of letters in rows.
func letterSize(rows []row) float64 {
	var heights []float64
	for _, w := range rows {
		_, h := w.baseline()
		heights = append(heights, h)
	}
	slices.Sort(heights)
	return heights[len(heights)/2]
}

// headBelow cuts off the left column what heads the text that goes across below
// both columns: a row or two, set off, lower than the right column ends.
func headBelow(left, right []row) (rest []row, head []run) {
	if len(right) == 0 {
		return left, nil
	}
	usual, end := usualStep(left), right[len(right)-1].y0
	for i := max(len(left)-marginRows, 1); i < len(left); i++ {
		if left[i].y1 <= end && left[i-1].y0-left[i].y0 > paragraphGap*usual {
			return left[:i], runsIn(left[i:])
		}
	}
	return left, nil
}

// inOrder is the reading order of two columns. Columns of a part and those of the
// next may stand one pair below the other with nothing across between them: then
// the sentence that a full line leaves open at the foot of the upper left one goes
// on at the right and not below.
func inOrder(left, right []row) [][]row {
	usual, edge := usualStep(left), rightEdge(left)
	for i := 1; i < len(left) && len(right) > 1; i++ {
		open := left[i-1].y0-left[i].y0 > paragraphGap*usual && edge-left[i-1].x1 < 2*indent
		if !open || !goesOnIn(left[:i], right) || goesOnIn(left[:i], left[i:]) {
			continue
		}
		for j := 1; j < len(right); j++ {
			if right[j].y1 <= left[i-1].y0 && right[j-1].y0 >= left[i].y1 {
				return slices.Concat([][]row{left[:i], right[:j]}, inOrder(left[i:], right[j:]))
			}
		}
	}
	return [][]row{left, right}
}

// band is a stretch of the page from top to bottom: of columns, if the gutter
// runs through it between left and right, else of runs that go across.
type band struct {
	left, right, across []run
}

// bandsOf parts rows at those that go across the gutter. Rows go down the page.
func bandsOf(rows []row, g gutter) (out []band) {
	var cur band
	for _, w := range rows {
		if w.crosses(g) {
			if len(cur.left)+len(cur.right) > 0 {
				out = append(out, cur)
				cur = band{}
			}
			out = append(out, band{across: w.runs})
			continue
		}
		for _, r := range w.runs {
			if r.x1 < g.middle() {
				cur.left = append(cur.left, r)
			} else {
				cur.right = append(cur.right, r)
			}
		}
	}
	if len(cur.left)+len(cur.right) > 0 {
		out = append(out, cur)
	}
	return out
}

// crosses says whether a row goes across a gutter: a run does, or the blank between
// its runs there is narrower than the gutter, as in a line justified with wide
// blanks.
func (w row) crosses(g gutter) bool {
	left, right := math.Inf(-1), math.Inf(1)
	for _, r := range w.runs {
		switch {
		case r.x1 < g.middle()-gutterHalf:
			left = max(left, r.x1)
		case r.x0 > g.middle()+gutterHalf:
			right = min(right, r.x0)
		default:
			return true
		}
	}
	return right-left < gutterFill*(g.to-g.from)
}

// isColumns says whether a band is two columns of text side by side. The cells
// of a table are not: they are narrow.
func (b band) isColumns(page extent) bool {
	if linesIn(b.left) < columnLines || linesIn(b.right) < columnLines {
		return false
	}
	l, r := extentOf(b.left), extentOf(b.right)
	if !l.isText(page) || !r.isText(page) {
		return false
	}
	return min(l.top, r.top)-max(l.bottom, r.bottom) > 0.4*min(l.top-l.bottom, r.top-r.bottom)
}

// goesAcross says whether what stands on both sides of a gutter is read row by row:
// it stands on one side alone, as the last line of a paragraph above the columns
// does, or its rows pair and none fills its column as lines of text do.
func (b band) goesAcross(g gutter, page extent) bool {
	if len(b.across) > 0 || len(b.left) == 0 || len(b.right) == 0 {
		return true
	}
	left, right := rowsOf(b.left), rowsOf(b.right)
	pairs := 0
	for _, l := range left {
		for _, r := range right {
			if l.holds(run{y0: r.y0, y1: r.y1}) {
				pairs++
				break
			}
		}
	}
	return pairs == min(len(left), len(right)) && fullest(left) < lineFill*(g.from-page.x0) && fullest(right) < lineFill*(page.x1-g.to)
}

// fullest is the width of the letters in the row that has most.
func fullest(rows []row) (most float64) {
	for _, w := range rows {
		filled := 0.0
		for _, r := range w.runs {
			filled += r.x1 - r.x0
		}
		most = max(most, filled)
	}
	return most
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
func (e extent) isText(page extent) bool {
	return e.x1-e.x0 > columnWidth*(page.x1-page.x0) && e.filled > columnFill*(e.x1-e.x0)*(e.top-e.bottom)
}

// gutter is the strip between two columns, from left to right.
type gutter struct{ from, to float64 }

func (g gutter) middle() float64 { return (g.from + g.to) / 2 }

// gutterOf finds the gutter of a page: of all places in its middle half those at
// which most runs stand in bands of columns.
func gutterOf(rows []row, page extent) (g gutter, ok bool) {
	width := page.x1 - page.x0
	step := max(2, width/500) // a page may be of any width
	best, last := 0, 0.0
	for at := page.x0 + width/4; at < page.x0+width*3/4; at += step {
		score, strip := 0, gutter{at - gutterHalf, at + gutterHalf}
		for _, b := range bandsOf(rows, strip) {
			if b.isColumns(page) {
				score += len(b.left) + len(b.right)
			}
		}
		switch {
		case score > best:
			best, last, g = score, at, strip
		case score == best && at-last <= step:
			last, g.to = at, strip.to
		}
	}
	return g, best > 0
}
