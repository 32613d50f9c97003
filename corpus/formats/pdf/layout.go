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

	// looseGap is the same between glyphs that were not drawn in their order.
	looseGap = 0.4

	// indent is the least first-line indent, in points.
	indent = 7

	// paragraphGap, in line steps, parts paragraphs.
	paragraphGap = 1.35

	// cellGap, in heights of a row, parts the cells of a table.
	cellGap = 0.8

	// tableCells is how many parts a row of a table has at least: two stand side by
	// side in a page head too. unevenGaps is how much wider than the narrowest the
	// widest blank between cells is in one of its rows.
	tableCells = 3
	unevenGaps = 1.3

	// spacing, in heights of a letter, is the least distance of letters that are set
	// apart for emphasis, and spacedWord, in those distances, parts their words.
	spacing    = 0.25
	spacedWord = 1.7
)

// layout turns the glyphs of a page into its lines in reading order, with an
// empty line where paragraphs are set apart.
func layout(glyphs []glyph) []string {
	runs := runsOf(glyphs)
	if len(runs) == 0 {
		return nil
	}
	head, body, foot := marginsOf(runs)
	var out []string
	for _, part := range [][]run{head, body, foot} {
		out = append(out, linesOfPart(part, len(out) > 0)...)
	}
	return out
}

// linesOfPart writes a part of the page in reading order. Notes go before the
// paragraph that goes on over the page.
func linesOfPart(runs []run, parted bool) (out []string) {
	stretches, notes := columnsOf(runs)
	var above []row
	for _, rows := range stretches {
		if (parted || len(out) > 0) && len(rows) > 0 && !goesOnIn(above, rows) {
			out = append(out, "")
		}
		out, above = append(out, linesOf(rows)...), rows
	}
	if len(notes) == 0 {
		return out
	}
	at := len(out)
	for isOpen(out[len(out)-1]) && at > 0 && (at == len(out) || out[at] != "") {
		at--
	}
	if at == 0 {
		at = len(out)
	}
	return slices.Concat(out[:at], []string{""}, linesOf(notes), out[at:])
}

// goesOnIn says whether a sentence goes on from the last row of a stretch in the
// first row of the next.
func goesOnIn(above, next []row) bool {
	if len(above) == 0 || len(next) == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next[0].line())
	return unicode.IsLower(r) && isOpen(above[len(above)-1].line())
}

// isOpen says whether a line ends within a sentence.
func isOpen(line string) bool {
	l, _ := utf8.DecodeLastRuneInString(line)
	return unicode.IsLetter(l) || l == ',' || l == '-'
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
				g.text = " "
				cur.glyphs = append(cur.glyphs, g)
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
		rows[at].add(r)
	}
	rows = withMarks(rows)
	for i := range rows {
		slices.SortStableFunc(rows[i].runs, func(a, b run) int { return compare(a.x0, b.x0) })
	}
	slices.SortStableFunc(rows, func(a, b row) int { return compare(b.y0+b.y1, a.y0+a.y1) })
	return rows
}

func (w *row) add(r run) {
	w.runs = append(w.runs, r)
	w.x0, w.x1 = min(w.x0, r.x0), max(w.x1, r.x1)
	w.y0, w.y1 = min(w.y0, r.y0), max(w.y1, r.y1)
}

// withMarks joins a row to the next where it is a raised mark that began before
// the first letters of its line were met.
func withMarks(rows []row) []row {
	out := rows[:0]
	for _, w := range rows {
		if n := len(out); n > 0 && w.holds(run{x0: out[n-1].x0, x1: out[n-1].x1, y0: out[n-1].y0, y1: out[n-1].y1}) {
			for _, r := range out[n-1].runs {
				w.add(r)
			}
			out[n-1] = w
			continue
		}
		out = append(out, w)
	}
	return out
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

// holds says whether a run stands on the row: their heights overlap by half, or one
// is small and raised beside the other, as the mark of a note is. What lies above
// or below a run of the row, as lines of columns of different heights do, stands on
// another.
func (w row) holds(r run) bool {
	overlap := min(w.y1, r.y1) - max(w.y0, r.y0)
	least := min(w.y1-w.y0, r.y1-r.y0)
	most := max(w.y1-w.y0, r.y1-r.y0)
	beside := max(w.x0, r.x0)-min(w.x1, r.x1) < most
	raised := overlap > 0 && least < 0.8*most && beside && (r.y0 > w.y0) == (r.y1-r.y0 < w.y1-w.y0)
	if overlap <= 0.5*least {
		return raised
	}
	const last = 64 // as runs come down the page, those before are no nearer
	for _, q := range w.runs[max(0, len(w.runs)-last):] {
		across := min(q.x1, r.x1) - max(q.x0, r.x0)
		down := min(q.y1, r.y1) - max(q.y0, r.y0)
		if across > 0.3*min(q.x1-q.x0, r.x1-r.x0) && down < 0.5*min(q.y1-q.y0, r.y1-r.y0) {
			return false
		}
	}
	return true
}

// linesOf writes the rows of a column as lines, with an empty line where a gap
// or an indent begins a paragraph. The rows of a table are no paragraphs, however
// far apart, and bars part their cells.
func linesOf(rows []row) (out []string) {
	usual, right := usualStep(rows), rightEdge(rows)
	table := tableRows(rows)
	for i, w := range rows {
		within := i > 0 && table[i-1] && table[i]
		if i > 0 && !within && (rows[i-1].y0-w.y0 > paragraphGap*usual || indented(rows, i, right)) {
			out = append(out, "")
		}
		s := w.line()
		if table[i] {
			s = w.cellsLine()
		}
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// tableRows says which rows are those of a table: two or more, one below the other,
// of as many cells, each of them below one of the row above. Lines that are
// justified with wide blanks look like cells too, but the blanks of a line are
// alike.
func tableRows(rows []row) []bool {
	out := make([]bool, len(rows))
	for from := 0; from < len(rows); {
		cells := rows[from].cells()
		uneven := areUneven(cells)
		to := from + 1
		for ; to < len(rows) && len(cells) >= tableCells; to++ {
			next := rows[to].cells()
			if !areBelow(next, cells) {
				break
			}
			uneven = uneven || areUneven(next)
			cells = next
		}
		for i := from; i < to && to-from > 1 && uneven; i++ {
			out[i] = true
		}
		from = to
	}
	return out
}

// areBelow says whether cells stand each below one of those above.
func areBelow(cells, above []row) bool {
	if len(cells) != len(above) {
		return false
	}
	for j := range cells {
		if min(cells[j].x1, above[j].x1) <= max(cells[j].x0, above[j].x0) {
			return false
		}
	}
	return true
}

// areUneven says whether the blanks between cells differ.
func areUneven(cells []row) bool {
	least, most := math.Inf(1), 0.0
	for i := 1; i < len(cells); i++ {
		gap := cells[i].x0 - cells[i-1].x1
		least, most = min(least, gap), max(most, gap)
	}
	return most > unevenGaps*least
}

// cells are the parts of a row that stand apart, which one run may hold together.
func (w row) cells() (out []row) {
	gap := cellGap * (w.y1 - w.y0)
	var parts []run
	for _, r := range w.runs {
		for from := 0; from < len(r.glyphs); {
			part := r.upTo(from, gap)
			from += len(part.glyphs)
			if part.x1 >= part.x0 { // not but blanks
				parts = append(parts, part)
			}
		}
	}
	slices.SortStableFunc(parts, func(a, b run) int { return compare(a.x0, b.x0) })
	for _, p := range parts {
		if n := len(out); n == 0 || p.x0-out[n-1].x1 > gap {
			out = append(out, row{x0: p.x0, x1: p.x1, y0: p.y0, y1: p.y1})
		}
		out[len(out)-1].add(p)
	}
	return out
}

// upTo is the part of a run from one glyph to the next wide gap.
func (r run) upTo(from int, gap float64) run {
	part := run{x0: math.Inf(1), x1: math.Inf(-1), y0: r.y0, y1: r.y1}
	for _, g := range r.glyphs[from:] {
		if g.text != " " {
			if g.x0-part.x1 > gap && len(part.glyphs) > 0 && part.x1 >= part.x0 {
				break
			}
			part.x0, part.x1 = min(part.x0, g.x0), max(part.x1, g.x1)
		}
		part.glyphs = append(part.glyphs, g)
	}
	return part
}

// cellsLine writes a row of a table with bars between its cells.
func (w row) cellsLine() string {
	var texts []string
	for _, c := range w.cells() {
		texts = append(texts, c.line())
	}
	return strings.Join(texts, " | ")
}

// rightEdge is where the longest row ends.
func rightEdge(rows []row) float64 {
	right := math.Inf(-1)
	for _, w := range rows {
		right = max(right, w.x1)
	}
	return right
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
// list with hanging indents it does. Of centred rows the shorter begin further
// right.
func indented(rows []row, i int, right float64) bool {
	if i+1 >= len(rows) || rows[i].x0-rows[i-1].x0 < indent || rows[i].x0-rows[i+1].x0 < indent {
		return false
	}
	if math.Abs(rows[i].x0+rows[i].x1-rows[i-1].x0-rows[i-1].x1) < indent {
		return false
	}
	return right-rows[i-1].x1 > 2*indent
}

// line writes a row, with blanks where words are apart and with marks around
// superscripts.
func (w row) line() string {
	var b strings.Builder
	base, height := w.baseline()
	glyphs := w.sequence(height)
	apart := lettersApart(glyphs, height)
	raised, blank := false, false
	var last *glyph
	for _, g := range glyphs {
		if g.text == " " {
			blank = true
			continue
		}
		if last != nil {
			switch gap := g.x0 - last.x1; {
			case apart > 0:
				blank = gap > apart
			case gap > wordGap*height:
				blank = true
			}
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
	if raised {
		b.WriteByte('}')
	}
	return strings.TrimSpace(b.String())
}

// sequence puts the glyphs of a row in order, with blanks between runs that stand
// apart. Letters that the font of the text lacks are taken from another one and
// often drawn after the others: then runs lie in one another, and the blanks that
// PDFium tells between glyphs drawn one after the other, which have no width, are
// wrong.
func (w row) sequence(height float64) (out []glyph) {
	interleaved := false
	for i := 1; i < len(w.runs); i++ {
		interleaved = interleaved || w.runs[i].x0 < w.runs[i-1].x1-0.3*height
	}
	starts := map[int]bool{} // where runs begin in out
	for _, r := range w.runs {
		starts[len(out)] = true
		for i, g := range r.glyphs {
			told := g.text == " " && g.x1 <= g.x0
			if !told || !interleaved && i < len(r.glyphs)-1 {
				out = append(out, g)
			}
		}
	}
	if interleaved {
		slices.SortStableFunc(out, func(a, b glyph) int { return compare(a.x0, b.x0) })
	}
	var parted []glyph
	for i, g := range out {
		if i > 0 && (interleaved || starts[i]) && g.x0-out[i-1].x1 > looseGap*height {
			parted = append(parted, glyph{text: " "})
		}
		parted = append(parted, g)
	}
	return parted
}

// lettersApart is, in a row whose letters are set apart, the least distance of
// words: there the blanks that were drawn or told by PDFium stand between letters
// too. It is 0 for any other row.
func lettersApart(glyphs []glyph, height float64) float64 {
	var gaps []float64
	var last *glyph
	for _, g := range glyphs {
		if g.text == " " {
			continue
		}
		if last != nil && g.x0-last.x1 < splitGap*height {
			gaps = append(gaps, g.x0-last.x1)
		}
		last = &g
	}
	if len(gaps) < 3 {
		return 0
	}
	slices.Sort(gaps)
	if usual := gaps[len(gaps)/2]; usual > spacing*height {
		return spacedWord * usual
	}
	return 0
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
