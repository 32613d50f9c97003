package rawtext

import (
	"math"
	"strings"
	"unicode"

	"izde/corpus"
)

// edge describes the border between two lines.
type edge struct {
	goesOn    float64 // evidence that a sentence or list runs over it
	otherLang bool    // both lines are surely in different languages
	labelled  bool    // the second line begins with a label
	paragraph bool    // a paragraph ends here
	sentence  bool    // the first line ends like a sentence
	marks     bool    // both lines begin with the mark of an affiliation
	numbered  bool    // the first line's authors bear numbers, the second begins with none
	wrapped   bool    // the second line goes on under the indented first line of a paragraph
	joint     bool    // the first line ends in a word that joins it to the second

	beginsEntry bool // the second line may be the first of a list of references
}

// edgeOf weighs whether cur goes on where prev stopped. What stands under the
// bare label of an abstract or a list is in its own language, whatever that of
// the text before the label, unless a title stands there first.
func (s *splitter) edgeOf(prev, cur *line) edge {
	e := edge{labelled: cur.has, sentence: prev.feat.ends, marks: prev.feat.marked && cur.feat.marked, joint: prev.feat.joint, numbered: prev.feat.names.numbered() && !cur.feat.marked && !cur.feat.degree}
	gap := cur.gap
	e.wrapped = gap == 0 && cur.indent < prev.indent && prev.indent <= deepestIndent && s.full(prev)
	if cur.afterHead && !prev.feat.ends && (cur.feat.lower || s.full(prev)) {
		gap = 0 // a page head stood here, not a paragraph's end
	}
	p, c := &prev.feat, &cur.feat
	switch {
	case cur.has && cur.label.kind != labelCaption:
		e.goesOn = -3
	case cur.part: // the text after a heading that is run in
	default:
		if p.hyphen {
			e.goesOn += 3
		}
		if c.lower {
			e.goesOn += 2
		}
		if p.comma {
			e.goesOn++
		}
		if p.joint || p.open {
			e.goesOn += 1.5
		}
		if !p.ends && gap == 0 && !s.shortLine(prev, cur) {
			e.goesOn += 0.7
			if s.full(prev) {
				e.goesOn += 0.5
			}
		}
		if p.ends {
			e.goesOn -= 0.6
			if !s.full(prev) {
				e.goesOn -= 0.3
			}
		}
		if gap > 0 {
			e.goesOn -= 0.8
		}
		if cur.indent > prev.indent+1 {
			e.goesOn -= 0.4
		}
		if cur.centred && !prev.centred && !p.hyphen {
			e.goesOn -= 1.5
		}
	}
	underLabel := prev.has && prev.label.bare && (prev.label.kind == labelAbstract || prev.label.kind == labelKeywords) && !cur.underLabel
	e.paragraph = e.goesOn < 0 && !underLabel
	e.otherLang = !underLabel && !(c.lower && gap == 0 && !p.ends) && prev.context != "" && c.lang != "" && prev.context != c.lang && c.letters > 12 && c.sure > 0.85
	return e
}

// shortLine is true for a line that leaves much of the column free though
// another begins with a capital under it: it is complete.
func (s *splitter) shortLine(l, next *line) bool {
	return l.width > 0 && l.feat.runes*10 < l.width*6 && next.feat.startsUpper && !next.feat.lower
}

// full is true for a line as wide as the column, which goes on in the next.
func (s *splitter) full(l *line) bool {
	return l.width > 0 && l.feat.runes >= l.width*17/20
}

func otherLanguage(p, c *features) bool {
	return p.lang != c.lang && p.lang != "" && c.lang != "" && p.letters > 12 && c.letters > 12 && p.sure > 0.85 && c.sure > 0.85
}

// steps holds the scores of going from each state on a line to each on the
// next.
type steps [stateCount][stateCount]float64

// score weighs all steps over the edge e to the line cur.
func (t *steps) score(e *edge, cur *line) {
	enter := enterScores(e, cur)
	for a := range class(classCount) {
		row := &t[a]
		for b, score := range follows[a] {
			row[b] = score + enter[b]
		}
		row[a] = follows[a][a] + sameClass(a, e, cur)
		enterAfter(a, e, cur, row)
		for b := stateAuthorsTitled; b < stateCount; b++ {
			row[b] = row[b.plain()]
		}
	}
	for a := stateAuthorsTitled; a < stateCount; a++ { // bylines that have their title
		t[a] = t[a.plain()]
		t[a][classBody] += 0.5
		if !e.otherLang {
			t[a][classTitle] -= 1.5
		}
		if !cur.has {
			t[a.plain()][classAbstract] -= 2.5 // one that still waits for its title
		}
	}
}

// enterScores scores beginning each class on the line cur, whatever the class
// before.
func enterScores(e *edge, cur *line) (enter [classCount]float64) {
	if e.goesOn > 0 {
		for b := range enter {
			enter[b] = -e.goesOn
		}
	}
	if !cur.labelledAs(labelKeywords) {
		enter[classKeywords] -= 4
	}
	if e.joint && !cur.has {
		enter[classAuthors] -= 4 // "… in the", "Arslanbob Valley"
	}
	if cur.feat.lower {
		enter[classTitle] -= 1.5
	}
	if e.numbered {
		enter[classAffiliation] -= 2.5 // theirs begin with the numbers
	}
	// Only their labels begin these.
	if !cur.labelledAs(labelAuthorInfo) && !cur.labelledAs(labelMatter) {
		enter[classAuthorInfo] += never
	}
	if !cur.cited && (!cur.has || labelClass[cur.label.kind] != classCitation) {
		enter[classCitation] += never
	}
	return enter
}

// enterAfter adds to the scores of the steps from class a what depends on both
// classes.
func enterAfter(a class, e *edge, cur *line, row *[stateCount]float64) {
	if a != classAbstract {
		row[classAbstract] += enterAbstract(a, e, cur)
	}
	if a != classReference && a != classRefHead && !e.beginsEntry {
		row[classReference] -= 8 // a citation in a sentence begins no list
	}
	if a == classReference && !cur.has && cur.gap == 0 && cur.beforeGap {
		row[classCode] -= 6 // the DOI with which the last entry ends
	}
	if isByline(a) && !cur.has && cur.feat.institution > 0 && !cur.feat.numbered {
		row[classHeading] -= 2
	}
	if a == classAffiliation && cur.gap == 0 && cur.feat.place > 0 && cur.feat.words <= cur.feat.place+1 {
		row[classTitle] -= 2 // the place of the institution
	}
	switch {
	case (a == classAbstract || a == classKeywords) && e.otherLang:
		row[classBody]++
	case cur.part && a.front():
		row[classBody] += 0.5
	}
	switch {
	case a == classCitation && !cur.has:
		row[classHeading]-- // under a rubric stands a headline
	case a == classAbstract && cur.labelledAs(labelIntro):
		row[classHeading] += 1.5
	case cur.part && a.front():
		row[classHeading] += 0.5
	}
	if a == classAbstract && cur.feat.listed && !e.wrapped && !cur.labelledAs(labelKeywords) {
		row[classKeywords] += 2.5
		if e.sentence {
			row[classKeywords] += max(e.goesOn, 0) // a list may begin with a small letter
		}
	}
}

func (l *line) labelledAs(k labelKind) bool { return l.has && l.label.kind == k }

// beginsEntry is true for a line that may be the first of a list of
// references without a heading.
func beginsEntry(l *line) bool {
	return l.feat.reference > 1.5 && (surnameFirst.MatchString(l.text) || numberedEntry.MatchString(l.text))
}

// headingLines is how many lines a heading has at most, longestSectionHeading
// how many runes.
const (
	headingLines          = 3
	longestSectionHeading = 160
)

// summaryUnderStars is the score of an abstract in another language that begins
// under three stars.
const summaryUnderStars = 4

// sameClass scores staying in a class over an edge.
func sameClass(c class, e *edge, cur *line) float64 {
	switch c {
	case classAbstract:
		if cur.labelledAs(labelAbstract) {
			return 1 // as after any other class
		}
		switch {
		case e.otherLang && cur.underStars:
			return summaryUnderStars
		case e.otherLang:
			return -3
		}
		if e.paragraph && !cur.structured {
			return -0.5
		}
	case classKeywords:
		return sameKeywords(e, cur)
	case classCitation:
		if cur.gap > 0 && !cur.has && !cur.cited {
			return -8 // it is one paragraph
		}
	case classAffiliation:
		if e.goesOn >= 1 && cur.feat.words <= 3 && cur.feat.digits == 0 && !cur.feat.marked && !cur.feat.names.initials() {
			return 3 // the last words of an address
		}
		if e.marks && cur.feat.reference < 1 {
			return 2 // the next mark
		}
	case classHeading:
		if e.goesOn >= 1 && cur.inOneHeading() {
			return 1.1
		}
	case classBody:
		if e.otherLang {
			return -0.7
		}
	case classReference:
		// A new entry says somewhere that it is one.
		if e.goesOn < 0 && cur.feat.reference < 0.5 && cur.feat.startsUpper && cur.feat.digits == 0 {
			return -0.9
		}
	case classTitle:
		if cur.feat.words > 2 && !cur.feat.caps() {
			return -0.3 - titleGap(e, cur)
		}
		return -titleGap(e, cur)
	}
	return 0
}

// sameKeywords scores a list of keywords that goes on: after a comma, not after
// a gap or a full stop.
func sameKeywords(e *edge, cur *line) float64 {
	switch {
	case cur.labelledAs(labelKeywords):
		return 0
	case cur.dotListed:
		return 2
	case e.sentence && cur.feat.startsUpper && !cur.feat.lower:
		return -3
	case e.otherLang:
		return -4
	case cur.gap > 0 && e.goesOn < 1:
		return -2
	}
	return 0
}

// inOneHeading is true for a line of a block that may be one heading over
// several lines.
func (l *line) inOneHeading() bool {
	b, f := l.block, &l.feat
	return b.short() && b.lines <= headingLines && b.runes <= longestSectionHeading && !f.comma && !f.joint && !f.sentences
}

// titleGap is the cost of a title that goes on after a gap.
func titleGap(e *edge, cur *line) float64 {
	if e.goesOn < 0 && !e.otherLang && cur.gap > 0 && !cur.feat.caps() && !strings.HasPrefix(cur.text, "(") {
		return 0.7
	}
	return 0
}

// enterAbstract scores the first line of an abstract. Without a label it must
// follow a title or the lines that belong to one.
func enterAbstract(from class, e *edge, cur *line) float64 {
	if cur.labelledAs(labelAbstract) {
		switch from {
		case classBody, classReference, classKeywords:
			return 2
		}
		return 1
	}
	if cur.underStars && (from == classReference || from == classKeywords) && cur.feat.reference < 1 && !cur.feat.numbered {
		return summaryUnderStars
	}
	if from.body() || from == classReference || from == classKeywords && !e.otherLang {
		return -8
	}
	score := -1.0
	if cur.expectAbstract {
		score = 2
	}
	if from == classTitle && e.otherLang {
		score -= 2
	}
	if cur.feat.runes < 30 {
		score -= 0.5
	}
	return score
}

// decode finds the likeliest class of every line (Viterbi).
func (s *splitter) decode() {
	if len(s.lines) == 0 {
		return
	}
	back := make([][stateCount]class, len(s.lines))
	score := s.firstScores()
	var next [stateCount]float64
	var emission [classCount]float64
	var step steps
	for i := 1; i < len(s.lines); i++ {
		cur := &s.lines[i]
		emit(cur, &emission)
		e := s.edgeOf(&s.lines[i-1], cur)
		e.beginsEntry = beginsEntry(cur)
		step.score(&e, cur)
		for b := range stateCount {
			best, from := math.Inf(-1), class(0)
			for _, a := range reachedFrom[b] {
				if v := score[a] + step[a][b]; v > best {
					best, from = v, a
				}
			}
			next[b], back[i][b] = best+emission[b.plain()], from
		}
		score = next
	}
	c := class(0)
	for k := range stateCount {
		if score[k] > score[c] {
			c = k
		}
	}
	for i := len(s.lines) - 1; i >= 0; i-- {
		s.lines[i].class = c.plain()
		c = back[i][c]
	}
	s.boundAuthorInfo()
	s.boundAffiliations()
	s.boundReferences()
}

// firstScores are the scores of the states on the first line.
func (s *splitter) firstScores() [stateCount]float64 {
	var score [stateCount]float64
	var emission [classCount]float64
	emit(&s.lines[0], &emission)
	for c := range stateCount {
		score[c] = math.Inf(-1)
		if c < class(classCount) {
			score[c] = start[c] + emission[c]
		}
	}
	first := &s.lines[0]
	if !first.labelledAs(labelAbstract) {
		score[classAbstract]--
	}
	if !first.has {
		score[classCitation] += never
		score[classAuthorInfo] += never
	}
	return score
}

// element is a run of lines that make up one part.
type element struct {
	class    class
	from, to int // lines[from:to]
	lang     string
	sure     float64
	text     string // joined and repaired, without its label
	page     bool
	notice   bool // of a notice that stands between articles
}

// group makes elements of the runs of lines of one class.
func (s *splitter) group() {
	for i := 0; i < len(s.lines); {
		j := i + 1
		for j < len(s.lines) && s.lines[j].class == s.lines[i].class && !s.parts(i, j) {
			j++
		}
		s.elements = append(s.elements, element{class: s.lines[i].class, from: i, to: j, page: s.lines[i].page, notice: s.lines[i].signature})
		i = j
	}
}

// parts is true if a new element of the same class begins at line j; from is
// where the running one began.
func (s *splitter) parts(from, j int) bool {
	prev, cur := &s.lines[j-1], &s.lines[j]
	if prev.signature != cur.signature {
		return true
	}
	switch cur.class {
	case classBody, classReference, classMasthead, classCaption:
		return false
	case classAuthorInfo:
		return cur.has && cur.labelledAs(labelMatter) != s.lines[from].labelledAs(labelMatter)
	case classHeading:
		return cur.has || s.edgeOf(prev, cur).goesOn < 1
	case classTitle:
		return s.newTitle(from, j)
	case classAuthors:
		return !prev.feat.comma && !prev.feat.hyphen && !listAnd.MatchString(lastField(prev.text)+" ")
	case classAffiliation:
		e := s.edgeOf(prev, cur)
		return cur.feat.marked || cur.feat.signed || e.otherLang || e.goesOn <= 0
	case classAbstract, classKeywords:
		goesOn := cur.gap == 0 && (cur.feat.lower && !prev.feat.ends || prev.feat.comma)
		return cur.has || cur.underStars || !goesOn && otherLanguage(&prev.feat, &cur.feat)
	}
	return cur.has || cur.class == classContact || cur.class == classCode
}

// newTitle is true if the title that began at from is complete before line j.
func (s *splitter) newTitle(from, j int) bool {
	prev, cur := &s.lines[j-1], &s.lines[j]
	if strings.HasPrefix(cur.text, "(") || unicode.IsLower([]rune(cur.text)[0]) {
		return false
	}
	if strings.HasSuffix(prev.text, ":") || prev.feat.hyphen || prev.feat.comma || prev.feat.joint {
		return false
	}
	if otherLanguage(&prev.feat, &cur.feat) || prev.feat.letters <= 12 && cur.feat.letters > 12 && cur.feat.sure > 0.85 && isCyrillic(prev.text) && cur.feat.lang == corpus.English {
		return true // the end of the one is short, but in another script
	}
	if prev.feat.lang != cur.feat.lang && prev.feat.lang != "" && cur.feat.lang != "" && (cur.gap > 0 || cur.page) {
		return true
	}
	return cur.gap > 0 && prev.feat.caps() != cur.feat.caps() && s.source[cur.n-2].blank
}
