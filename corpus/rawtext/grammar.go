package rawtext

import (
	"strings"

	"izde/corpus/letter"
	"izde/corpus/pattern"
)

// class is the part of an article that a line belongs to.
type class uint8

const (
	classCode class = iota
	classAuthors
	classAffiliation
	classContact
	classTitle
	classAbstract
	classKeywords
	classDates
	classCitation
	classHeading
	classBody
	classCaption
	classRefHead
	classReference
	classAuthorInfo
	classMasthead
	classCount
)

// A byline after its title and one before it are followed by different
// things, so the decoder has states of its own for the former. They are folded
// into the plain classes when it is done.
const (
	stateAuthorsTitled = class(classCount) + iota
	stateAffiliationTitled
	stateContactTitled
	stateCount
)

// plain is the class that a state stands for.
func (c class) plain() class {
	switch c {
	case stateAuthorsTitled:
		return classAuthors
	case stateAffiliationTitled:
		return classAffiliation
	case stateContactTitled:
		return classContact
	}
	return c
}

// reachable is false for a titled state that no title precedes, and for a
// plain byline right after a title.
func reachable(a, b class) bool {
	after := a == classTitle || a >= stateAuthorsTitled
	if b >= stateAuthorsTitled {
		return after
	}
	return !after || b > classContact || b == classCode
}

// reachedFrom lists for each state those from which it is reachable, in order.
var reachedFrom = func() (lists [stateCount][]class) {
	for b := range stateCount {
		for a := range stateCount {
			if reachable(a, b) {
				lists[b] = append(lists[b], a)
			}
		}
	}
	return lists
}()

// front is true for the classes that metadata blocks are made of.
func (c class) front() bool { return c <= classCitation }

// body is true for the classes of running text.
func (c class) body() bool { return c == classHeading || c == classBody || c == classCaption }

// never is the score of what cannot be.
const never = -1e6

// start gives the score of beginning a source with each class.
var start = [classCount]float64{
	classCode: 0, classAuthors: 0, classAffiliation: -1, classContact: -1, classTitle: 0, classAbstract: -2, classKeywords: -3,
	classDates: -1, classCitation: -1, classHeading: -1, classBody: -1.5, classCaption: -3, classRefHead: -4, classReference: -6,
	classAuthorInfo: -2, classMasthead: -0.6,
}

// follows[a][b] is the score of a line of class b after one of class a. What
// a journal never does is far below; what it does oftenest is above zero.
var follows = [classCount][classCount]float64{
	//                 code auth affi cont titl abst keyw date cita head body capt refh refe info mast
	classCode:        {0, 0, -1, 0, 0, -.5, -.5, 0, 0, -1.5, -3, -4, -4, -6, -2, -2},
	classAuthors:     {0, 0, 1, .5, .5, 0, -1, 0, 0, -1, -1.5, -4, -4, -6, -2, -2},
	classAffiliation: {0, 0, .2, .5, .5, 0, -1, 0, 0, -1, -1.5, -4, -4, -6, -2, -2},
	classContact:     {0, 0, -.2, 0, .5, 0, -1, 0, 0, -1, -1.5, -4, -4, -6, -1, -2},
	classTitle:       {0, .5, -1, -.5, 0, 0, -1.5, -.5, 0, -1, -.5, -3, -4, -6, -3, -2},
	classAbstract:    {-.5, -.5, -2, -1.5, 0, 0, 2, -.5, -.5, -.5, -1.5, -4, -4, -6, -1, -3},
	classKeywords:    {0, 0, -1, -.5, .5, -1.5, 0, 0, 0, .5, -.5, -3, -1, -6, -.5, -1},
	classDates:       {0, 0, -1, 0, 0, 0, 0, 0, 0, 0, -1, -3, -1, -6, 0, 0},
	classCitation:    {0, 0, -1, 0, 0, 0, 0, 0, 0, 0, -1, -3, -3, -6, 0, 0},
	classHeading:     {-3, -3, -4, -4, -3, -4, -5, -3, -3, -.5, .4, 0, -1, -5, -3, -3},
	classBody:        {-2, -4, -4.5, -4, -2.5, -3, -3.5, -1, -1, 0, 0, 0, 1, -5.5, -1, -2},
	classCaption:     {-3, -3, -4, -4, -3, -4, -5, -2, -2, 0, 0, 0, 0, -5.5, -2, -3},
	classRefHead:     {-4, -4, -4, -4, -4, -4, -6, -3, -3, -3, -2.5, -4, -1, 2, -2, -4},
	classReference:   {-.5, -1.5, -4, -3, -1.5, -1.5, -4, -.5, 0, -2.5, -5, -4, .5, .1, 0, -1},
	classAuthorInfo:  {-.5, -4, -6, -6, -1.5, -1, -4, 0, 0, -2, -3, -4, -.5, -6, .15, 0},
	classMasthead:    {0, -1, -2, -2, -.5, -2, -4, -1, -1, -2, -3, -4, -4, -6, -2, .8},
}

// emit scores line l as each class by its own features.
func emit(l *line, out *[classCount]float64) {
	f := &l.feat
	if l.has {
		emitLabelled(l, out)
		return
	}
	out[classCode] = emitCode(l)
	out[classAuthors] = emitAuthors(l)
	out[classAffiliation] = emitAffiliation(f)
	out[classContact] = emitContact(f)
	out[classTitle] = emitTitle(l)
	out[classAbstract] = -0.04 * max(1, float64(f.runes)/100)
	out[classKeywords] = emitKeywords(l)
	out[classDates] = -6
	if f.letters == 0 && f.digits >= 6 && bareDate.MatchString(l.text) {
		out[classDates] = 2 // of the label at the end of the line before
	}
	out[classCitation] = -0.3
	if l.cited {
		out[classCitation] = 5
	}
	if l.underSupervisor && !f.lower {
		out[classCitation] = -6
	}
	out[classHeading] = emitHeading(l)
	out[classBody] = 0
	out[classCaption] = emitTable(l)
	out[classRefHead] = never
	out[classReference] = emitReference(l)
	out[classAuthorInfo] = max(emitAuthorInfo(f), out[classContact], out[classAffiliation])
	out[classMasthead] = emitMasthead(l)
	if f.caps() || f.email || f.letters == 0 {
		out[classBody] = -0.7
	}
	if l.centred {
		out[classAbstract] -= 0.5
		out[classBody] -= 0.5
	}
	if l.block.short() {
		out[classAbstract] -= 0.8
		out[classBody] -= 0.2
	}
	if f.tableRow() || f.equation {
		for _, c := range []class{classAuthors, classAffiliation, classTitle, classHeading} {
			out[c] -= 3
		}
	}
	if l.structured {
		out[classAbstract] += structuredBonus
	}
	if f.signed {
		out[classAffiliation] = signedScore
		out[classAuthors], out[classContact] = min(out[classAuthors], 0), min(out[classContact], 0)
	}
}

// signedScore is how surely a line that says of one author what he is and where
// is read with the addresses.
const signedScore = 5

// structuredBonus is what the headings of an abstract's parts say for it.
const structuredBonus = 1.5

// labelClass is the class that each kind of label introduces.
var labelClass = map[labelKind]class{
	labelAbstract: classAbstract, labelKeywords: classKeywords, labelReferences: classRefHead, labelIntro: classHeading,
	labelHeading: classHeading, labelReceived: classDates, labelAccepted: classDates, labelAuthorInfo: classAuthorInfo,
	labelCitation: classCitation, labelIRSTI: classCode, labelUDC: classCode, labelCode: classCode, labelDOI: classCode,
	labelCorresponding: classContact, labelCaption: classCaption, labelMasthead: classMasthead,
	labelRubric: classCitation, labelSupervisor: classCitation, labelMatter: classAuthorInfo,
}

// emitLabelled scores a line with a label: its class is all but certain where
// the label stands alone or has its colon.
func emitLabelled(l *line, out *[classCount]float64) {
	for c := range out {
		out[c] = -4
	}
	out[classRefHead] = never
	want := labelClass[l.label.kind]
	out[want] = 5
	if l.label.bare || l.label.mark {
		out[want] = 8
	}
	out[classBody], out[classReference] = -2, -2
	switch l.label.kind {
	case labelMasthead:
		out[want] = 4
	case labelCaption:
		out[want], out[classBody] = captionScore(l), 0
		out[classReference] = -0.3
	case labelCorresponding:
		out[want], out[classAuthorInfo] = 6, 2
		if !l.feat.email && !l.feat.orcid && !l.label.bare {
			out[want] = 3
		}
	case labelReceived, labelAccepted:
		out[want] = 6
	case labelDOI:
		out[classReference] = 0
		if l.afterEntry && startsLower(l.text) {
			out[want], out[classReference] = -2, 3 // the entry ends in "doi: …", while a code begins with a capital
		}
	case labelReferences:
		if l.label.bare {
			out[want] = 10
		}
		out[classTitle] = -6
	}
}

// captionScore is high for "Figure 3 – …" and low for "Figure 3 shows …".
func captionScore(l *line) float64 {
	rest := strings.TrimLeft(l.text[labelEnd(l):], "0123456789. ")
	if rest == "" || strings.ContainsAny(rest[:1], "–—-:.") || strings.HasPrefix(rest, "–") || startsUpper(rest) {
		return 3
	}
	return -1
}

func emitCode(l *line) float64 {
	f := &l.feat
	switch {
	case f.doi && f.runes < 80 && doiLine.MatchString(l.text), f.doi && f.runes < 120 && mayNameYear(l.text) && volumeDOI.MatchString(l.text):
		return 5
	case len(l.text) == len("00.00.00") && bareCode.MatchString(l.text):
		return 4
	}
	return -8
}

// doiLine matches a line that begins with a DOI; a line with other text before
// it may end a bibliographic entry.
var doiLine = pattern.New(`(?i)^[^\pL\d]*(?:doi[\s:–-]*)?(?:https?://)?(?:dx\.)?(?:doi\.org/)?10\.\d{4,9}/`)

// volumeDOI matches a line that names the volume and the issue and ends in the
// DOI: "Volume 4, Number 46 (2023), 88–101 https://doi.org/10.…".
var volumeDOI = pattern.New(`(?i)^(?:volume|vol\.|том|т\.|№|no\.|number|issue)\s*\d[^\pL]*(?:(?:number|no\.|issue|№|вып\.|pp?\.|с\.|б\.)[^\pL]*)*(?:doi[\s:–-]*)?(?:https?://)?(?:dx\.)?(?:doi\.org/)?10\.\d{4,9}/\S+$`)

func emitAuthors(l *line) float64 {
	f := &l.feat
	n := f.names
	if len(n.list) == 0 {
		if f.degree && f.lower && l.gap == 0 && loadTerms().onlyDegree(skeletonString(strings.TrimRight(l.text, ".,; "))) {
			return 1 // the end of a degree that the line before begins
		}
		return -5
	}
	likely, marks, initials := 0, 0, 0
	for _, p := range n.list {
		if p.likely {
			likely++
		}
		if p.initials {
			initials++
		}
		if len(p.marks) > 0 || p.star {
			marks++
		}
	}
	score := -1.5
	switch {
	case initials > 0:
		score = 3
	case likely == len(n.list):
		score = 1.5
	case likely*2 >= len(n.list):
		score = 0.5
	}
	if marks > 0 || f.degree {
		score += 1
	}
	if len(n.list) > 1 {
		score += 0.5
	}
	if l.beforeAffiliation && !f.caps() {
		score += 2
	}
	if n.share < 0.95 {
		score -= 8 * (0.95 - n.share)
	}
	if f.year {
		score -= 4
	}
	if f.caps() && initials == 0 && marks == 0 {
		score -= 2
	}
	return score
}

func emitAffiliation(f *features) float64 {
	if f.runes == 0 || f.runes > 500 {
		return -6
	}
	score := -3.5
	if f.sentenceCase() && !f.marked {
		score -= 2 // "Institute of Soil Mapping", but "reading in primary school"
	}
	if f.institution > 0 {
		score += 3.5 + 0.5*float64(min(f.institution, 3))
	}
	if f.place > 0 {
		score += 1 + 0.5*float64(min(f.place, 3))
	}
	if f.place > 0 && f.words <= f.place+1 {
		score = 0.5 // the end of an address, or a city alone
	}
	if f.degree {
		score += 3
	}
	if f.marked {
		score += 2
	}
	if f.caps() && (!f.marked || f.institution+f.place == 0) {
		score -= 3
	}
	if f.lower && !f.marked && !f.degree {
		score -= 1
	}
	score = min(score, 3.5)
	if f.year {
		score -= 2 // an entry of a list
	}
	if f.institution == 0 && f.names.share > 0.9 && len(f.names.list) > 0 {
		score -= 3 // names with their degrees
	}
	if f.reference > 2 {
		score -= 2 // a publisher
	}
	if f.runes > 120 && !f.marked {
		score -= float64(f.runes-120) / 50
	}
	return score
}

func emitContact(f *features) float64 {
	if (f.email || f.orcid) && f.runes < 250 {
		if f.names.share > 0.9 && len(f.names.list) > 0 {
			return 2
		}
		return 5 - 0.1*float64(f.words)
	}
	return -6
}

func emitTitle(l *line) float64 {
	f := &l.feat
	if f.letters < 3 {
		return -4
	}
	score := -0.3 + titlePlace(l)
	if f.caps() && f.words > 1 {
		score += 2
	}
	if f.ends && !f.caps() && !strings.HasSuffix(l.text, "?") && !strings.HasSuffix(l.text, "»") {
		score--
	}
	if f.comma {
		score -= 0.3
	}
	if citedAtEnd.MatchString(l.text) || l.block.lines == 1 && strings.HasSuffix(l.text, ":") {
		score -= 2.5 // a sentence that leads to a list
	}
	if mayBeNumbered(l.text) && bulletForm.MatchString(l.text) {
		score -= 2
	}
	if f.numbered && (!f.caps() || dottedNumber.MatchString(l.text)) {
		score -= 1.5
	}
	if len(f.names.list) > 0 && f.names.share > 0.95 && (f.names.list[0].initials || f.names.list[0].likely && !f.caps()) {
		score -= 2
	}
	if f.institution > 0 && !f.caps() {
		score -= 0.5
	}
	if f.email || f.url || f.reference > 2.5 {
		score -= 3
	}
	return score
}

// titlePlace scores where a line stands and how long it and its block are.
func titlePlace(l *line) float64 {
	score := 0.0
	if l.page {
		score += 0.7
	}
	if l.gap > 0 {
		score += 0.4
		if l.feat.lower {
			score -= 0.8
		}
	}
	if l.block.short() {
		score += 0.6
	}
	if l.centred {
		score += 0.7
	}
	switch {
	case l.feat.runes > 350:
		score -= 6
	case l.feat.runes > 200:
		score -= 2
	}
	return score
}

func emitKeywords(l *line) float64 {
	f := &l.feat
	if f.runes > 500 || f.runes == 0 {
		return -5
	}
	switch {
	case f.listed:
		return 0.3
	case f.sentences:
		return -1.5
	case (l.gap == 0 || f.lower) && f.runes < 150:
		return 0
	}
	return -1.2
}

func emitHeading(l *line) float64 {
	f := &l.feat
	if f.letters < 3 || f.runes > longestSectionHeading {
		return -5
	}
	if f.lower {
		if l.gap == 0 && l.block.short() && l.block.lines <= 3 {
			return -0.6 // the second line of a heading
		}
		return -5
	}
	score := -1.0
	if !l.block.short() {
		score -= 0.5
	}
	if strings.HasPrefix(l.text, "(") || f.photo {
		score -= 3
	}
	if f.caps() {
		score += 0.7
	}
	score += headingNumber(l)
	if l.beforeCapital && l.gap > 0 && !f.ends && l.width > 0 && f.runes*10 < l.width*7 {
		score += 0.6 // a short line, and the text begins under it
	}
	if l.overText && l.afterSentence && !f.comma && !strings.HasPrefix(l.text, "*") {
		score += 1.1
	}
	if l.gap > 0 {
		score += 0.7
		if l.underHeading && l.block.lines == 1 && !f.ends && f.runes < 50 {
			score++ // the first of its parts
		}
	}
	if l.gap == 0 && l.afterSentence && l.beforeIndent && !f.ends && l.width > 0 && f.runes*10 < l.width*6 {
		score += 1.6
	}
	if f.runes < 70 {
		score += 0.4
	}
	if strings.Count(l.text, " / ") >= tableCells-1 {
		score -= 1.5
	}
	if f.cells > 1 {
		score -= 2 // a row of a table
	}
	if f.ends && !strings.HasSuffix(l.text, "?") && !strings.HasSuffix(l.text, ":") {
		score -= 1
	}
	if f.words > 8 {
		score -= 0.2 * float64(f.words-8)
	}
	if f.comma || f.hyphen {
		score -= 1.5
	}
	if strings.HasSuffix(l.text, ":") && !l.colonStyle {
		score -= 2.5 // a sentence that leads to a list
	}
	if !f.startsUpper || f.sentences {
		score -= 2
	}
	if l.beforeEquation && !f.numbered || citedAtEnd.MatchString(l.text) {
		score -= 2.5 // a sentence
	}
	if f.reference > 1.5 || f.email || f.url {
		score -= 2
	}
	return score
}

// headingNumber weighs the numbering of a heading: "2.1" says more than "2.",
// and items of a list have a bullet or a parenthesis.
func headingNumber(l *line) float64 {
	f := &l.feat
	if f.ends || !mayBeNumbered(l.text) {
		if letteredForm.MatchString(l.text) && !f.ends && f.runes < 60 && l.afterSentence {
			return 1.2
		}
		if !f.numbered || l.block.ends && !dottedNumber.MatchString(l.text) {
			return 0
		}
		return 1.2
	}
	score := 0.0
	switch {
	case bulletForm.MatchString(l.text):
		return -1.5
	case levelsForm.MatchString(l.text) && f.runes < 100 && f.cells < tableCells:
		score = 2
	case f.numbered && (!l.block.ends || dottedNumber.MatchString(l.text)):
		score = 1.2
	case !f.numbered:
		return 0
	}
	if l.gap == 0 && l.afterSentence && (l.beforeCapital || l.beforeGap) && l.width > 0 && f.runes*10 < l.width*7 {
		score += 0.8
	}
	return score
}

// wordsOfDiscipline is how many words name the field of studies in a rubric at
// most.
const wordsOfDiscipline = 2

func emitMasthead(l *line) float64 {
	f := &l.feat
	switch {
	case f.conference && (f.caps() || l.page || l.n == 1):
		return 4
	case f.caps() && l.gap > 0 && f.runes < 120 && manyLanguages(l.text):
		return 4
	case f.caps() && f.words <= wordsOfDiscipline && loadTerms().disciplines[skeletonString(lastField(l.text))]:
		return 4
	case f.section && !f.ends:
		return 1.5
	case l.afterEntry && !f.leaders && mastheadLine(l.text):
		return -1 // the number or the year with which the entry ends
	case f.leaders || f.masthead:
		return 4
	case f.place > 0 && f.words <= f.place:
		return 0.7
	case f.runes > 120:
		return -4 // running text
	}
	return -1
}

func emitReference(l *line) float64 {
	score := -0.3
	if l.feat.reference > 0.7 {
		score = min(l.feat.reference-0.8, 2)
	}
	if l.beforeAbstract {
		score -= 2.5
	}
	return score
}

func mastheadLine(text string) bool {
	if text == "" || len(text) >= 100 || !strings.ContainsAny(text, "0123456789") {
		return false
	}
	last := lastRune(text)
	return (!letter.Is(last) || strings.ContainsRune("жглд", letter.Lower(last))) && mastheadForm.MatchString(text)
}

// sectionForm matches the number of a section of a collection or an issue.
var sectionForm = pattern.New(`(?i)^(?:секция|section|раздел|бөлім)\s+(?:№\s*)?(?:\d+|[IVX]+)(?:[^\pL\d]|$)|^\d+[-–\s]*(?:секция|бөлім)(?:[^\pL]|$)`)

// mastheadForm matches the lines of a title page: "№ 2 (7)", "Алматы, 2021".
var mastheadForm = pattern.New(`^(?:№|(?i:том|vol\.?|volume|no\.?|issue|выпуск|шығарылым)\s)\s*\d[\d\s().,/–-]*(?:(?i:том|vol\.?|№|no\.?|number|issue|номер|нөмір)?[\d\s().,/–-]*)$|^\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?,?\s+(?:–\s)?(?:19|20)\d\d$|^(?:19|20)\d\d(?:\s*(?:ж|г|жыл|год)\.?)?$|^ISSN[\s\d–-]+$`)

var dottedNumber = pattern.New(`^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})[.)]\s`)

var bulletForm = pattern.New(`^[-–—•*·]\s|^\d{1,2}\)`)

// photoCredit is true for the line under a photograph.
func photoCredit(text string) bool {
	if !strings.Contains(text, ":") && !strings.Contains(text, "redit") && !strings.Contains(text, "REDIT") {
		return false // spares folding
	}
	lower := strings.ToLower(text)
	return strings.Contains(lower, "photo credit") || strings.Contains(lower, "фото:") || strings.Contains(lower, "photo:")
}

// emitTable is high for rows of figures.
func emitTable(l *line) float64 {
	f := &l.feat
	if f.runes < 120 && f.digits > f.letters && f.digits > 2 || f.runes < 200 && f.photo {
		return 1
	}
	if f.tableRow() {
		return 1.2
	}
	if strings.Contains(l.text, "    ") && f.digits > 3 {
		return 0.8
	}
	return -2.5
}

func emitAuthorInfo(f *features) float64 {
	score := -0.2
	if f.email || f.orcid || f.degree || f.institution > 1 {
		score += 1
	}
	if len(f.names.list) > 0 {
		score += 0.7
	}
	return score
}
