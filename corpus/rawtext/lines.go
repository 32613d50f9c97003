package rawtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/clean"
	"izde/corpus/letter"
)

// line is a source line, or a part of one that begins with a label of its
// own, as the decoder sees it.
type line struct {
	n          int    // source line, counted from 1
	text       string // cleaned and trimmed
	gap        int    // blank lines before it
	page       bool   // begins a page
	indent     int
	width      int  // usual width of the full lines around it, 0 if paragraphs are not wrapped
	part       bool // continues the source line of the line before
	afterHead  bool // a page head or number stood before it
	underStars bool // three stars in a row stood before it
	label      label
	has        bool // a label was found
	feat       features
	block      block

	context           string // language of the text up to here
	expectAbstract    bool   // an abstract's label stood above the title before it
	cited             bool   // stands in a paragraph under the bare label of how to cite
	underLabel        bool   // a title that stands between an abstract's label and its text
	beforeAbstract    bool   // it and what follows up to an abstract's label may be a title and names
	structured        bool   // stands in an abstract with headings of its own
	underSupervisor   bool   // the line that names the supervisor stands over it
	dotListed         bool   // goes on a list of keywords with a full stop after each
	signature         bool   // of a text without apparatus
	afterEntry        bool   // right over it stands what may be an entry of a list
	centred           bool   // stands in the middle of the column
	colonStyle        bool   // headings in the source end in colons
	underHeading      bool   // a line that is but the label of a section stands over it
	beforeIndent      bool   // the next line is the first of an indented paragraph
	beforeCapital     bool   // the next line begins with a capital and no gap
	beforeGap         bool   // a gap follows it
	beforeEquation    bool   // the next line is mathematics
	overText          bool   // a paragraph begins right under it
	afterSentence     bool   // a sentence ended before it, or a gap parts it from what did
	beforeAffiliation bool   // the next line is an address or an e-mail
	class             class
}

// block is the run of lines between blank lines or labels that a line stands
// in.
type block struct {
	lines, runes int
	ends         bool // its last line ends like a sentence
}

// short is true for a block that may be a title: few lines that end without a
// full stop.
func (b block) short() bool { return b.lines <= 6 && b.runes <= 450 && !b.ends }

// scan cleans the lines of the source and counts their words.
func (s *splitter) scan(text string) {
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	s.source = make([]sourceLine, 0, strings.Count(text, "\n")+1)
	broken := false
	for n := 1; text != ""; n++ {
		raw, rest, _ := strings.Cut(text, "\n")
		text = rest
		l := s.readLine(raw, n)
		if !l.blank {
			broken = s.vocab.AddLine(l.text, broken)
		}
		s.source = append(s.source, l)
	}
	s.dropBold()
}

// longestBold is how many lines of bold text stand between two pairs of stars
// at most.
const longestBold = 8

// dropBold removes the stars before and after bold text of several lines. Those
// before a line alone mark an affiliation.
func (s *splitter) dropBold() {
	for i := range s.source {
		if !strings.HasPrefix(s.source[i].text, "**") || strings.HasPrefix(s.source[i].text, "***") {
			continue
		}
		for j := i + 1; j < min(len(s.source), i+longestBold) && !s.source[j].blank && !strings.HasPrefix(s.source[j].text, "*"); j++ {
			if text, ok := strings.CutSuffix(s.source[j].text, "**"); ok && strings.Trim(text, " ") != "" && !strings.Contains(text, "*") && strings.Trim(s.source[i].text, "* ") != "" {
				s.source[i].keep(strings.TrimSpace(s.source[i].text[len("**"):]))
				s.source[j].keep(strings.TrimSpace(text))
				break
			}
		}
	}
}

// keep leaves a part of the line only.
func (l *sourceLine) keep(part string) {
	at := strings.Index(l.text, part)
	l.text, l.line = part, l.line.Sub(at, at+len(part))
}

// readLine cleans line n of the source.
func (s *splitter) readLine(raw string, n int) sourceLine {
	l := sourceLine{page: strings.Contains(raw, "\f")}
	whole := clean.Chars(raw, n, &s.log)
	trimmed := strings.TrimLeft(whole.Text, " ")
	l.indent = len(whole.Text) - len(trimmed)
	trimmed = strings.TrimRightFunc(trimmed, unicode.IsSpace)
	l.line = whole.Sub(l.indent, l.indent+len(trimmed))
	l.text = closeSpaced(trimmed)
	l.line.Rewrite(l.text)
	l.blank = l.text == ""
	if len(l.text) <= 2*longestHead {
		l.key = headKey(l.text)
	}
	// A page pulled out of a PDF begins with one space.
	l.page = l.page || l.indent == 1 && !l.blank
	return l
}

// collect makes the decoder's lines of what is not furniture.
func (s *splitter) collect() {
	s.lines = slices.Grow(s.lines[:0], len(s.source))
	spacing := s.spacing()
	gap, page, head, stars := 0, false, false, false
	for i := range s.source {
		src := &s.source[i]
		if src.blank {
			gap++
			continue
		}
		page = page || src.page
		if src.furniture != "" {
			// What a page head interrupts goes on after it.
			gap = max(gap, 1)
			page = true
			stars = stars || src.furniture == furnitureRule && asterism(src.text)
			head = head || src.furniture == furnitureHead || src.furniture == furniturePageNumber
			continue
		}
		l := line{n: i + 1, text: src.text, gap: max(gap-spacing, 0), page: page, indent: src.indent, afterHead: head, underStars: stars}
		s.lines = appendSplit(s.lines, l)
		gap, page, head, stars = 0, false, false, false
	}
	s.joinBrokenLabels()
	s.readNotes()
	s.demoteStructuredAbstracts()
}

// asterism is true for a rule of three stars: "* * *", "***", "⁂".
func asterism(text string) bool {
	text = strings.ReplaceAll(text, " ", "")
	return text == "⁂" || strings.Trim(text, "*⁎∗＊") == "" && utf8.RuneCountInString(text) == len("***")
}

// readNotes takes "Notes" over a numbered list for the heading of the sources,
// which humanities print so, if no other list follows in the article. Else it
// is a note under a table, or a heading.
func (s *splitter) readNotes() {
	for i := range s.lines {
		l := &s.lines[i]
		if !l.labelledAs(labelNotes) {
			continue
		}
		l.label.kind = labelCaption
		if !l.label.bare || i+1 == len(s.lines) {
			continue
		}
		if n, _ := numberOf(s.lines[i+1].text); n != 1 || s.referencesFollow(i+1) {
			l.has = false
			continue
		}
		l.label.kind = labelReferences
	}
}

// referencesFollow is true if the label of a list of references stands after
// line i in the same article.
func (s *splitter) referencesFollow(i int) bool {
	for ; i < len(s.lines); i++ {
		if !s.lines[i].has {
			continue
		}
		switch s.lines[i].label.kind {
		case labelReferences:
			return true
		case labelIRSTI, labelUDC, labelDOI, labelKeywords, labelIntro:
			return false
		}
	}
	return false
}

// joinBrokenLabels finds the labels that are broken over two lines: "Key",
// "words: …"; "УДК", "37.02".
func (s *splitter) joinBrokenLabels() {
	for i := 0; i+1 < len(s.lines); i++ {
		first, second := &s.lines[i], &s.lines[i+1]
		if second.has || second.gap > 0 || second.part || first.has && !first.label.bare || len(first.text) > longestLabelPart {
			continue
		}
		whole := line{text: first.text + " " + second.text, gap: first.gap}
		l, ok := findLabel(whole.text)
		if whole.label = l; !ok || !plausible(&whole) {
			continue
		}
		end := l.end - len(first.text) - 1
		switch {
		case end > 0 && l.kind == labelKeywords && l.mark:
		case end == 0 && labelClass[l.kind] == classCode && !first.has && startsDigit(second.text) && second.text == udcForm.FindString(second.text):
		default:
			continue
		}
		first.label, first.has = label{kind: l.kind, lang: l.lang, end: len(first.text), bare: true}, true
		second.label, second.has = label{kind: l.kind, lang: l.lang, end: end, bare: l.bare, mark: l.mark}, true
	}
}

// longestLabelPart is how many bytes the first line of a broken label has.
const longestLabelPart = 40

func startsDigit(text string) bool { return text != "" && text[0] >= '0' && text[0] <= '9' }

// A text is double-spaced if of so many lines or more few stand right under one
// another, most stand apart by one blank line, and many of these go on in the
// next.
const (
	leastSpaced = 20
	directShare = 0.2
	spacedShare = 0.5
	goesOnShare = 0.3
)

// spacing is the number of blank lines between lines that nothing parts: one
// in a double-spaced text.
func (s *splitter) spacing() int {
	pairs, direct, spaced, goesOn := 0, 0, 0, 0
	for i := range s.source {
		if s.source[i].blank || i == 0 {
			continue
		}
		pairs++
		if !s.source[i-1].blank {
			direct++
		}
		if s.source[i-1].blank && i > 1 && !s.source[i-2].blank {
			spaced++
			if startsLower(s.source[i].text) && !endsSentence(s.source[i-2].text) {
				goesOn++
			}
		}
	}
	if pairs < leastSpaced || float64(direct) > directShare*float64(pairs) || float64(spaced) < spacedShare*float64(pairs) || float64(goesOn) < goesOnShare*float64(spaced) {
		return 0
	}
	return 1
}

// appendSplit appends a line, cut at labels that are run in: "Введение. Текст
// …", "… в данной сфере. Ключевые слова: …".
func appendSplit(out []line, l line) []line {
	l.label, l.has = findLabel(l.text)
	l.has = l.has && plausible(&l)
	if l.has && !l.label.bare && (l.label.kind == labelIntro || l.label.kind == labelHeading) {
		head, rest := l, l
		head.text = strings.TrimSpace(l.text[:l.label.end])
		rest.text, rest.has, rest.gap, rest.part = l.text[l.label.end:], false, 0, true
		out = append(out, head)
		l = rest
	}
	for {
		at := innerLabel(l.text)
		if at <= 0 {
			return append(out, l)
		}
		rest := l
		rest.text, rest.gap, rest.part = strings.TrimSpace(l.text[at:]), 0, true
		rest.label, rest.has = findLabel(rest.text)
		l.text = strings.TrimSpace(l.text[:at])
		if l.has && l.label.end >= len(l.text) {
			l.label.end, l.label.bare = len(l.text), true
		}
		out = append(out, l)
		l = rest
	}
}

// columnGap parts two columns of a line.
const columnGap = "   "

// innerLabel finds where, after the end of a sentence, keywords or an abstract
// begin inside a line, or in another column dates; 0 for nowhere.
func innerLabel(text string) int {
	if len(text) < 30 {
		return 0
	}
	for i := 1; i+2 < len(text); i++ {
		if strings.HasPrefix(text[i:], columnGap) && i+len(columnGap) < len(text) && text[i+len(columnGap)] != ' ' {
			if l, ok := findLabel(text[i+len(columnGap):]); ok && l.mark && !l.bare && (l.kind == labelReceived || l.kind == labelAccepted) {
				return i + len(columnGap)
			}
		}
		if text[i] != ' ' || !strings.ContainsRune(".;!?)»*", rune(text[i-1])) && !strings.HasSuffix(text[:i], "»") {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(text[i+1:]); !letter.IsUpper(r) {
			continue
		}
		l, ok := findLabel(text[i+1:])
		if !ok || !l.mark || l.bare {
			continue
		}
		if l.kind == labelKeywords && strings.ContainsAny(text[i+1:i+1+l.end], ":–—.") {
			return i + 1
		}
		if l.kind == labelAbstract && strings.ContainsAny(text[i+1:i+1+l.end], ":.") && i < 300 {
			return i + 1
		}
	}
	return 0
}

// plausible rejects a label word that only begins a sentence: "Introduction
// of the ballot", "Формат обучения".
func plausible(l *line) bool {
	lab := l.label
	rest := l.text[lab.end:]
	first, _ := utf8.DecodeRuneInString(rest)
	switch lab.kind {
	case labelKeywords:
		return lab.mark || lab.bare || l.gap > 0 || letter.IsUpper(first)
	case labelAbstract:
		return lab.mark || lab.bare || letter.IsUpper(first) && startsUpper(l.text)
	case labelReferences, labelIntro, labelHeading, labelAuthorInfo, labelCitation, labelNotes:
		if lab.bare && lab.mark && strings.HasSuffix(strings.TrimRight(l.text, " "), "-") {
			return false
		}
		return startsUpper(l.text) && (lab.bare || lab.mark && !strings.HasPrefix(rest, ",") && (letter.IsUpper(first) || !letter.Is(first) || lab.kind == labelCitation || lab.note && strings.Contains(l.text[:lab.end], ":")))
	case labelRubric:
		return lab.bare
	case labelMatter:
		return startsUpper(l.text) && len(l.text) < 2*longestHead && (lab.bare || allCaps(l.text))
	case labelSupervisor:
		return startsUpper(l.text) && lab.mark && len(l.text) < longestNameLine
	case labelMasthead:
		return startsUpper(l.text) && (lab.bare || lab.mark || strings.HasSuffix(l.text[:lab.end], " at ") || strings.ContainsAny(rest[:min(len(rest), 12)], "0123456789"))
	case labelReceived, labelAccepted:
		return len(l.text) < 250 && startsUpper(l.text) && (dateIn(rest) != "" || lab.mark && strings.ContainsAny(rest, "0123456789")) || lab.bare && (lab.mark || leadDate.MatchString(l.text))
	case labelIRSTI, labelUDC, labelCode, labelDOI:
		return strings.ContainsAny(rest, "0123456789")
	case labelCaption:
		return !strings.HasPrefix(rest, ",") && (lab.mark || strings.ContainsAny(l.text[:min(len(l.text), lab.end+4)], "0123456789"))
	case labelCorresponding:
		return lab.mark || lab.bare || strings.Contains(rest, "@") || startsUpper(l.text) && strings.ContainsAny(rest, "0123456789")
	}
	return true
}

func startsUpper(text string) bool {
	for _, r := range text {
		if letter.Is(r) {
			return letter.IsUpper(r)
		}
	}
	return false
}

// longestAbstract is how many bytes may stand between an abstract's label and
// its keywords for headings inside to be the abstract's own.
const longestAbstract = 8000

// demoteStructuredAbstracts takes the labels "Methods.", "Results." inside an
// abstract for the abstract's text: they are run in, and stand between its
// label and that of its keywords or of the introduction; or, where its own
// label is missing, shortly before the keywords.
func (s *splitter) demoteStructuredAbstracts() {
	from, size := 0, 0
	for i := range s.lines {
		l := &s.lines[i]
		size += len(l.text)
		if !l.has {
			continue
		}
		switch {
		case l.label.kind == labelAbstract:
			from, size = i, 0
		case l.label.kind == labelCaption && i > 0 && s.lines[i-1].labelledAs(labelAbstract) && s.lines[i-1].label.bare:
			l.has = false // "Рис – влаголюбивая культура"
		case l.label.kind == labelReferences, l.label.kind == labelUDC, l.label.kind == labelIRSTI:
			from, size = i, 0
		case l.label.kind == labelKeywords, l.label.kind == labelIntro && !s.runIn(i) && s.lines[from].labelledAs(labelAbstract):
			if from < i && size < longestAbstract {
				s.demoteRunIn(from+1, i)
			}
			from, size = i, 0
		case l.label.kind == labelHeading && !s.runIn(i):
			from, size = i, longestAbstract // a body: what comes is no abstract
		}
	}
}

// runIn is true for a label with text after it on its own source line.
func (s *splitter) runIn(i int) bool {
	return i+1 < len(s.lines) && s.lines[i+1].part
}

// demoteRunIn takes the run-in headings among lines[from:to] for text, and all
// from the first of them on for the abstract.
func (s *splitter) demoteRunIn(from, to int) {
	found := false
	for j := from; j < to; j++ {
		if k := s.lines[j].label.kind; s.lines[j].has && (k == labelHeading || k == labelIntro) {
			s.lines[j].has, found = false, true
		}
		s.lines[j].structured = found && !s.lines[j].has
	}
}
