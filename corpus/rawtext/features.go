package rawtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
	"izde/corpus/lang"
	"izde/corpus/letter"
	"izde/corpus/pattern"
)

// features describe one line by itself.
type features struct {
	runes, letters, upper, digits, words int
	capWords                             int  // words that begin with a capital
	lower                                bool // begins with a small letter
	startsUpper                          bool // its first letter is a capital
	ends                                 bool // ends like a sentence
	hyphen, comma                        bool // ends with a hyphen, with a comma
	lang                                 string
	sure                                 float64
	names                                names
	institution, place                   int
	degree                               bool
	marked                               bool // begins with the mark of an affiliation
	email, orcid, doi, url               bool
	numbered                             bool // "1. ", "[1] ", "2.3 "
	reference                            float64
	signed                               bool // one name, a dash, what he is and where
	listed                               bool // short phrases between commas
	sentences                            bool // one sentence ends in it and another begins
	cells                                int  // pieces between wide gaps
	equation                             bool // mathematics
	open                                 bool // ends inside a bracket
	joint                                bool // its last word joins it to the next line
	leaders                              bool // dot leaders and a page number
	year                                 bool // names a year
	masthead                             bool // stands on title pages: "№ 2 (7)"
	conference                           bool // names a collection of papers of a conference
	section                              bool // "Section 2. …" of a collection
	photo                                bool // stands under a photograph
}

// caps is true for a line of capitals.
func (f *features) caps() bool { return f.letters >= 4 && f.upper*5 >= f.letters*4 }

// sentenceCase is true for an English line of which few words are capitalised,
// as no name of an institution is.
func (f *features) sentenceCase() bool {
	return f.lang == "en" && f.words > 4 && f.capWords*3 < f.words
}

// scannedBytes is how much of a long line is looked at.
const scannedBytes = 3000

// describe computes the features of all lines.
func (s *splitter) describe() {
	for i := range s.lines {
		l := &s.lines[i]
		text := l.text[labelEnd(l):]
		known, ok := s.known[text]
		if !ok {
			known = describe(text)
			s.known[text] = known
		}
		l.feat = *known
	}
	s.wrapNames()
	s.echoNames()
	s.citedNames()
	s.markByLetters()
	s.markByNumbers()
	s.settleOthers()
	s.carryLanguages()
	s.measureWidths()
	s.describeBlocks()
	s.expectAbstracts()
	s.expectTitles()
	s.markCited()
	s.markColonStyle()
	s.markDotLists()
	for i := 0; i+1 < len(s.lines); i++ {
		next := &s.lines[i+1].feat
		s.lines[i].beforeEquation = next.equation
		s.lines[i+1].afterEntry = s.lines[i+1].gap == 0 && !s.lines[i].has && s.lines[i].feat.reference > 1
		s.lines[i+1].afterSentence = s.lines[i].feat.ends || s.lines[i+1].gap > 0
		s.lines[i+1].underHeading = s.lines[i].labelledAs(labelHeading) && s.lines[i].label.bare && !s.lines[i+1].part
		s.lines[i].beforeIndent = s.lines[i+1].gap == 0 && s.lines[i+1].indent > s.lines[i].indent+1 && next.startsUpper && !s.lines[i+1].has
		s.lines[i].beforeCapital = s.lines[i+1].gap == 0 && (next.startsUpper && !next.lower || s.lines[i].gap > 0 && !next.numbered && startsDigit(s.lines[i+1].text) && s.full(&s.lines[i+1])) && !s.lines[i+1].has
		s.lines[i+1].underSupervisor = s.lines[i].labelledAs(labelSupervisor) && !s.lines[i].feat.comma && !s.lines[i].label.bare
		s.lines[i].beforeGap = s.lines[i+1].gap > 0
		s.lines[i].overText = s.overText(i)
		s.lines[i].beforeAffiliation = next.email || (next.institution > 0 || next.marked) && next.place > 0 && !next.caps()
	}
}

// markDotLists finds the lines under the label of keywords that go on a list with
// a full stop after each: "Trade. Small shops. Filing errors."
func (s *splitter) markDotLists() {
	for i := range s.lines {
		l := &s.lines[i]
		if !l.labelledAs(labelKeywords) || strings.Count(l.text[labelEnd(l):], ". ") < 2 || strings.ContainsAny(l.text[labelEnd(l):], ",;") {
			continue
		}
		for j := i + 1; j < len(s.lines) && s.sameBlock(j) && !strings.ContainsAny(s.lines[j].text, ",;"); j++ {
			s.lines[j].dotListed = true
		}
	}
}

// leastColonHeadings is how many headings known by what they say end in a colon
// where that is the style.
const leastColonHeadings = 2

// markColonStyle tells where a line that ends in a colon may be a heading, and
// not the sentence that leads to a list, a formula or a quotation.
func (s *splitter) markColonStyle() {
	n := 0
	for i := range s.lines {
		l := &s.lines[i]
		if (l.labelledAs(labelHeading) || l.labelledAs(labelIntro)) && l.label.bare && strings.HasSuffix(l.text, ":") {
			n++
		}
	}
	for i := range s.lines {
		s.lines[i].colonStyle = n >= leastColonHeadings
	}
}

// overText is true for a line in whose place a heading may stand: a paragraph
// begins right under it, indented, unwrapped or as wide as the column, and the
// line itself is short or not indented.
func (s *splitter) overText(i int) bool {
	l, next := &s.lines[i], &s.lines[i+1]
	if next.has || next.gap > 0 || !next.feat.startsUpper || next.feat.lower || l.feat.ends || l.feat.digits > 0 {
		return false
	}
	if next.indent > l.indent+1 && next.indent <= deepestIndent {
		return true
	}
	if l.width == 0 {
		return next.feat.runes > longestWrapped && l.feat.runes*10 < next.feat.runes*6
	}
	return s.full(next) && l.feat.runes*10 < l.width*6 && next.indent == l.indent
}

// deepestIndent is how far the first line of a paragraph is indented at most.
const deepestIndent = 8

// expectAbstracts marks the first paragraph after a title and names that stand
// under the label of an abstract: "Резюме", then the title, then the text.
func (s *splitter) expectAbstracts() {
	for i := range s.lines {
		if l := &s.lines[i]; !l.labelledAs(labelAbstract) || !l.label.bare || i+1 == len(s.lines) {
			continue
		}
		if i+2 < len(s.lines) && s.headline(i+1) {
			s.lines[i+1].underLabel, s.lines[i+2].expectAbstract = true, true
			continue
		}
		if !s.headsAbstract(i + 1) {
			continue
		}
		for j := i + 2; j < min(len(s.lines), i+12) && !s.lines[j].has; j++ {
			l := &s.lines[j]
			indented := l.indent > s.lines[j-1].indent+1 && l.feat.runes > 30
			if b := l.block; !b.short() && b.ends && (l.gap > 0 || indented) && len(l.feat.names.list) == 0 {
				l.expectAbstract = true
				s.lines[i+1].underLabel = true
				break
			}
		}
	}
}

// headline is true for a line without a full stop that is much shorter than the
// text right under it.
func (s *splitter) headline(i int) bool {
	l, next := &s.lines[i], &s.lines[i+1]
	return !l.has && !next.has && next.gap == 0 && next.feat.startsUpper && !next.feat.lower && l.feat.runes*10 < next.feat.runes*7 &&
		l.feat.runes <= longestHeadline && beginsHeadline(l.text) && endsHeadline(l.text) && !l.feat.joint
}

// mostCited is how many paragraphs under one label say how to cite an article: one
// in each language.
const mostCited = 3

// markCited marks the paragraphs under the bare label of how to cite the article
// which read like references.
func (s *splitter) markCited() {
	for i := range s.lines {
		if l := &s.lines[i]; !l.labelledAs(labelCitation) || !l.label.bare {
			continue
		}
		for from, n := i+1, 0; from < len(s.lines) && n < mostCited; n++ {
			for from+1 < len(s.lines) && s.lines[from].feat.doi && doiLine.MatchString(s.lines[from].text) {
				from++ // the article's own, in the head of a page
			}
			to, entry := from, false
			for ; to < len(s.lines) && (to == from || s.sameBlock(to)) && !s.lines[to].has; to++ {
				entry = entry || s.lines[to].feat.reference > 1 || s.lines[to].feat.doi
			}
			if !entry || to-from > linesPerEntry || n > 0 && !surnameFirst.MatchString(s.lines[from].text) {
				break
			}
			for ; from < to; from++ {
				s.lines[from].cited = true
			}
		}
	}
}

// longestHeading is how many lines a title, names and addresses have at most.
const longestHeading = 10

// expectTitles marks what stands between the end of a sentence and the label of
// an abstract: lines of a title and of names, not of the list before them.
func (s *splitter) expectTitles() {
	for i := range s.lines {
		if !s.lines[i].labelledAs(labelAbstract) {
			continue
		}
		k := i
		for k > 0 && i-k < longestHeading && s.lines[k-1].mayHead() && !(k > 1 && s.lines[k-2].feat.open) {
			k--
		}
		if i-k == longestHeading || k < i && s.lines[k].feat.lower {
			continue
		}
		for ; k < i; k++ {
			s.lines[k].beforeAbstract = true
		}
	}
}

// mayHead is true for a line of a title or of names.
func (l *line) mayHead() bool {
	if len(l.feat.names.list) > 0 && l.feat.names.share > 0.9 {
		return true
	}
	return !l.has && !l.feat.ends && l.feat.reference < 1 && !numberedEntry.MatchString(l.text) && !l.feat.url
}

// headsAbstract is true for a line of names or the first of a short block:
// what may stand between an abstract's label and its text.
func (s *splitter) headsAbstract(i int) bool {
	l := &s.lines[i]
	return l.block.short() || len(l.feat.names.list) > 0 && l.feat.names.share > 0.9 && l.feat.names.list[0].initials
}

// settleOthers lends the language of a line that is in none of the archive's to
// the lines beside it in the same paragraph that could be in it: a line with no
// letter or word of its own reads like the nearest of the three.
func (s *splitter) settleOthers() {
	for i := 1; i < len(s.lines); i++ {
		if s.sameBlock(i) {
			s.lines[i].yield(s.lines[i-1].feat.lang)
		}
	}
	for i := len(s.lines) - 1; i > 0; i-- {
		if s.sameBlock(i) {
			s.lines[i-1].yield(s.lines[i].feat.lang)
		}
	}
}

// onlyKazakh are letters of Kazakh that the language has not, by its code: what
// has them is no text in it.
var onlyKazakh = map[string]string{"ky": "әіқғұһӘІҚҒҰҺ", "tg": "әіңөұүһӘІҢӨҰҮҺ", "uz": "әіңөұүһӘІҢӨҰҮҺ"}

// surelyEnglish is how sure a line of English is told at least.
const surelyEnglish = 0.985

// yield takes the language of the line beside it, where that is none of the
// archive's and the line could be in it.
func (l *line) yield(code string) {
	f := &l.feat
	if code == "" || code == f.lang || slices.Contains(corpus.Languages(), code) {
		return
	}
	switch f.lang {
	case corpus.English, "":
		if code != "uz" && code != "tr" || f.letters == 0 || f.sure >= surelyEnglish || isCyrillic(l.text) {
			return
		}
	case corpus.Kazakh:
		if letters, ok := onlyKazakh[code]; !ok || strings.ContainsAny(l.text, letters) {
			return
		}
	default:
		return
	}
	f.lang, f.sure = code, max(f.sure, settled)
}

// settled is how sure a language is told that the line beside lends.
const settled = 0.9

// carryLanguages gives lines too short to tell the language of the lines
// before them.
func (s *splitter) carryLanguages() {
	context := ""
	for i := range s.lines {
		if f := &s.lines[i].feat; f.letters > 12 && f.sure > 0.85 && f.lang != "" && !f.email {
			context = f.lang
		}
		s.lines[i].context = context
	}
}

// widthReach is how many lines before and after a line tell the width of its
// column; longestWrapped is the longest line that is taken for a wrapped one.
const (
	widthReach     = 10
	longestWrapped = 180
)

// measureWidths finds the width of the column that each line stands in: the
// third widest of the lines around it.
func (s *splitter) measureWidths() {
	for i := range s.lines {
		var top [3]int
		for j := max(0, i-widthReach); j < min(len(s.lines), i+widthReach+1); j++ {
			w := s.lines[j].feat.runes
			for k := range top {
				if w > top[k] {
					w, top[k] = top[k], w
				}
			}
		}
		if s.lines[i].width = top[2]; top[2] > longestWrapped {
			s.lines[i].width = 0
		}
		s.lines[i].centred = s.lines[i].inMiddle()
	}
}

// A line in the middle of its column leaves at least so much free on the left,
// and on the right as much within a few columns.
const (
	leastMargin = 6
	offCentre   = 2
)

// inMiddle is true for a line that its indent sets in the middle of the column.
func (l *line) inMiddle() bool {
	right := l.width - l.indent - l.feat.runes
	return l.width > 0 && !l.part && l.indent >= leastMargin && right >= leastMargin-offCentre && right-l.indent <= 2*offCentre && l.indent-right <= 2*offCentre
}

// sameBlock is true if line j stands in the block of the line before: nothing
// parts them, or a page break that interrupts a sentence.
func (s *splitter) sameBlock(j int) bool {
	prev, cur := &s.lines[j-1], &s.lines[j]
	if cur.has || cur.part {
		return false
	}
	return cur.gap == 0 || !prev.feat.ends && prev.feat.runes > 30 && (cur.feat.lower && prev.feat.runes > 60 || cur.afterHead && (cur.feat.lower || s.full(prev)))
}

// describeBlocks finds the block of every line.
func (s *splitter) describeBlocks() {
	for i := 0; i < len(s.lines); {
		j, b := i, block{}
		for ; j < len(s.lines) && (j == i || s.sameBlock(j)); j++ {
			b.lines++
			b.runes += s.lines[j].feat.runes
		}
		b.ends = s.lines[j-1].feat.ends
		for ; i < j; i++ {
			s.lines[i].block = b
		}
	}
}

func labelEnd(l *line) int {
	if l.has {
		return min(l.label.end, len(l.text))
	}
	return 0
}

func describe(text string) *features {
	f := &features{}
	f.ends = text != "" && (endsSentence(text) || endsEntry(text))
	f.runes = utf8.RuneCountInString(text)
	if len(text) > scannedBytes {
		text = strings.ToValidUTF8(text[:scannedBytes], "")
	}
	f.count(text)
	f.lang, f.sure = lang.Identify(text)
	last := lastRune(text)
	f.hyphen = strings.ContainsRune("-\u00ad\u00ac\u2010", last)
	f.comma = last == ',' || last == ';'
	f.email = strings.Contains(text, "@") && emailForm.MatchString(text)
	f.orcid = f.digits >= orcidDigits && orcidForm.MatchString(text)
	f.doi = doiIn(text) != ""
	f.url = strings.Contains(text, "://") || strings.Contains(text, "www.")
	f.numbered = mayBeNumbered(text) && numberedForm.MatchString(text)
	dated := text // without the figures that look like years
	if strings.HasPrefix(text, "©") {
		dated = trimClaim(text)
	}
	if f.orcid {
		dated = orcidForm.ReplaceAllString(text, "")
	}
	f.year = f.digits >= 4 && yearMark.MatchString(dated)
	f.masthead = mastheadLine(text)
	f.photo = photoCredit(text)
	f.leaders = (strings.Contains(text, "..") || strings.Contains(text, ". .") || strings.Contains(text, "…") || strings.Contains(text, "____")) && leaderForm.MatchString(text)
	f.reference = referenceScore(dated, f.digits)
	f.sentences = twoSentences(text)
	f.cells = cellsIn(text)
	f.equation = isEquation(text)
	f.joint = endsOnJoint(text)
	f.open = endsInBracket(text)
	if strings.HasSuffix(text, ", г.") { // the city stands on the next line
		f.joint, f.ends = true, false
	}
	if f.runes <= 500 {
		folded := skeletonString(text)
		f.degree = loadTerms().mayHaveDegree(folded) && hasDegree(folded)
		if f.mayBeNames(text) {
			f.names = readNames(text)
		}
		f.institution = loadTerms().institutionWords(folded)
		f.place = loadTerms().placeWords(folded)
		f.conference = f.reference < 2 && loadTerms().namesConference(folded)
		f.section = f.runes < 120 && sectionForm.MatchString(text)
		f.masthead = f.masthead || f.digits > 0 && f.runes < longestImprint && loadTerms().imprintWords(folded) > 1
		f.marked = mayBeMarked(text) && (affiliationMark.MatchString(text) || f.degree && raisedMark.MatchString(text))
		f.listed = phraseList(text)
		_, _, f.signed = f.signedAddress(text)
	}
	return f
}

// longestImprint is how many runes a line of an imprint has at most.
const longestImprint = 250

// orcidDigits is how many figures an ORCID has at least: the check digit may be
// an X.
const orcidDigits = 15

// mayBeNumbered, mayBeMarked and mayBeNames spare the search for a form in
// lines that evidently do not have it.
func mayBeNumbered(text string) bool {
	if text == "" {
		return false
	}
	c := text[0]
	return c >= '0' && c <= '9' || c == '[' || c == 'I' || c == 'V' || c == 'X' || c == '-' || c == '*' || c >= 0x80 && strings.HasPrefix(text, "•") || strings.HasPrefix(text, "–")
}

func mayBeMarked(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return isMark(r) || r == '(' || r == '[' || r >= 'a' && r <= 'h' && len(text) > size && text[size] == ' '
}

func (f *features) mayBeNames(text string) bool {
	lower := f.words - f.capWords
	if f.email || f.degree {
		return f.capWords > 0 && lower <= 20
	}
	if f.capWords == 0 || lower > 10 || f.capWords < 2 && f.words > 2 {
		return false
	}
	return lower <= 3 || hasInitial(text)
}

// hasInitial is true for a text with a capital and a full stop that stand for
// a name.
func hasInitial(text string) bool {
	prev, before := ' ', ' '
	for _, r := range text {
		if r == '.' && letter.IsUpper(prev) && !letter.Is(before) {
			return true
		}
		before, prev = prev, r
	}
	return false
}

func (f *features) count(text string) {
	first, inWord := true, false
	for i, r := range text {
		switch {
		case letter.Is(r):
			if f.letters == 0 {
				f.startsUpper = letter.IsUpper(r)
			}
			f.letters++
			if letter.IsUpper(r) {
				f.upper++
			}
			if !inWord {
				f.words++
				if letter.IsUpper(r) {
					f.capWords++
				}
			}
			inWord = true
			if first && i == 0 {
				f.lower = letter.IsLower(r)
			}
		case r >= '0' && r <= '9':
			f.digits++
			inWord = false
		case r == '-' || r == '’' || r == '\'':
		default:
			inWord = false
		}
		first = false
	}
}

var (
	numberedForm    = pattern.New(`^(?:\[?\d{1,3}(?:\.\d{1,2})*[.)\]]\.?|\d{1,3}(?:\.\d{1,2})+|[IVX]{1,5}\.|\d{1,2})\s*[\p{Lu}«"“\[]|^[-•–*]\s+\p{Lu}`)
	leaderForm      = pattern.New(`(\.\s?){4,}\s*\d{1,4}$|…+\s*\d{1,4}$|_{4,}`)
	affiliationMark = pattern.New(`^[(\[]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§¶ᵃᵇᶜᵈᵉᶠᵍʰ]{1,3}(?:,\s?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})*[.)\]⁾]?\s*(?:[–—-]\s)?[\p{Lu}«"“№]|^[a-h]\s\p{Lu}\p{Ll}`)
	raisedMark      = pattern.New(`^\*?[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ](?:,?[⁰¹²³⁴⁵⁶⁷⁸⁹])*\s?\pL`)
	doiForm         = pattern.New(`(?i)\b10\.\d{4,9}/[^\s"<>«»]+`)
)

// doiIn finds a DOI in text, without what punctuation follows it.
func doiIn(text string) string {
	if !strings.Contains(text, "10.") {
		return ""
	}
	return strings.TrimRight(doiForm.FindString(text), ".,;:)]}*")
}

// signedAddress cuts "A. Kim – PhD, Lake University, Oral" after the name.
func (f *features) signedAddress(text string) (name, address string, ok bool) {
	if f.institution == 0 || f.place == 0 && !f.degree || f.year || f.reference >= 2 || !strings.Contains(text, ".") {
		return "", "", false
	}
	at := spacedDashForm.FindStringIndex(text)
	if at == nil || at[0] > longestSignature {
		return "", "", false
	}
	name, address = text[:at[0]], text[at[1]:]
	n := readNames(name)
	return name, address, len(n.list) == 1 && n.list[0].initials && n.share > 0.95
}

// spacedDashForm finds a dash between spaces, longestSignature is how many bytes
// of a name stand before it at most.
var spacedDashForm = pattern.New(`\s[–—-]\s`)

const longestSignature = 100

// endsEntry is true for a text that ends in the language of a reference, "[in
// Russian]", which is the last that an entry says.
func endsEntry(text string) bool {
	last := text[len(text)-1]
	return (last == ')' || last == ']') && inLanguage.MatchString(text)
}

// hasDegree is true for a folded text with a degree between its commas, dashes
// and parentheses.
func hasDegree(folded string) bool {
	for piece := range strings.FieldsFuncSeq(folded, func(r rune) bool { return r == ',' || r == ';' || r == '–' || r == '—' || r == '(' || r == ')' }) {
		if loadTerms().hasDegreeAtEnd(piece) {
			return true
		}
	}
	return false
}

// twoSentences is true for a text in which, after a word of some length, a
// sentence ends and another begins.
func twoSentences(text string) bool {
	for i := strings.Index(text, ". "); i >= 0; {
		word := text[strings.LastIndexByte(text[:i], ' ')+1 : i]
		next, _ := utf8.DecodeRuneInString(text[i+2:])
		if countLetters(word) > 3 && unicode.IsUpper(next) && startsLower(word) {
			return true
		}
		more := strings.Index(text[i+2:], ". ")
		if more < 0 {
			return false
		}
		i += 2 + more
	}
	return false
}

// phraseList is true for at least three short phrases between commas or
// semicolons: what a keyword list looks like without its label.
func phraseList(text string) bool {
	if strings.Count(text, ",")+strings.Count(text, ";") < 2 {
		return false
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' })
	if len(parts) < 3 {
		return false
	}
	long := 0
	for _, p := range parts {
		if n := len(strings.Fields(p)); n > 5 || n == 0 || strings.Contains(strings.TrimSpace(p), ". ") {
			long++
		}
	}
	return long*6 <= len(parts)
}
