package rawtext

// A text is signed by so many lines at most.
const signatureLines = 3

// readSignatures finds the names under a text without apparatus: they end it, and
// the headline of the next text follows. What stands over them is running text,
// and so is what stands under that headline.
func (s *splitter) readSignatures() {
	for i := 1; i < len(s.lines); i++ {
		end := s.signatureEnd(i)
		if end == i {
			continue
		}
		head, ok := s.nextHeadline(end)
		if !ok {
			continue
		}
		s.makeRunningText(i)
		for k := i; k < end; k++ {
			s.lines[k].class, s.lines[k].signature = classAffiliation, true
		}
		s.lines[i].class = classAuthors
		for ; end < head; end++ {
			s.lines[end].class = classTitle
		}
		for k := head; k < len(s.lines) && s.lines[k].class == classAbstract && !s.lines[k].has; k++ {
			s.lines[k].class = classBody
		}
	}
}

// signatureEnd is the line after the signature that begins on line i, i for none:
// names with initials apart from the running text over them, with degrees and
// places of work under them.
func (s *splitter) signatureEnd(i int) int {
	l, prev := &s.lines[i], &s.lines[i-1]
	if l.has || l.gap == 0 || !prev.feat.ends || !l.feat.names.initials() || l.feat.names.share < 0.95 || !s.runningText(i-1) {
		return i
	}
	end := i + 1
	for end < len(s.lines) && s.lines[end].gap == 0 && !s.lines[end].has {
		if f := &s.lines[end].feat; end-i == signatureLines || !f.degree && f.institution == 0 && !(f.names.initials() && f.names.share > 0.95) {
			return i
		}
		end++
	}
	return end
}

// runningText is true if the lines up to i are a paragraph of a text, of no
// abstract with a label and of no list.
func (s *splitter) runningText(i int) bool {
	runes := 0
	for ; i >= 0 && runes < leastNotice && !s.lines[i].has; i-- {
		switch s.lines[i].class {
		case classBody, classAbstract, classTitle, classCaption:
			runes += s.lines[i].feat.runes
		default:
			return false
		}
	}
	return runes >= leastNotice
}

// nextHeadline is where the headline ends that begins on line at with a gap over
// it: running text follows, or names, and what stood over it is no byline of the
// text under it. ok is true as well where a rubric or nothing follows.
func (s *splitter) nextHeadline(at int) (end int, ok bool) {
	if at == len(s.lines) {
		return at, true
	}
	l := &s.lines[at]
	if l.has {
		return at, l.labelledAs(labelRubric) || l.labelledAs(labelMatter) || l.labelledAs(labelAuthorInfo) || l.labelledAs(labelMasthead)
	}
	if l.gap == 0 || !l.block.short() || !l.feat.caps() && l.class != classTitle || !beginsHeadline(l.text) {
		return at, false
	}
	end = at + l.block.lines
	if end >= len(s.lines) || s.lines[end].has {
		return at, false
	}
	next := &s.lines[end]
	switch next.class {
	case classBody, classAbstract:
		return end, s.certainText(end)
	case classAuthors:
		return end, true
	}
	return at, false
}

// certainText is true if the running text that begins on line i has so many runes
// as a text without apparatus, and no keywords follow its first paragraphs as they
// do an abstract.
func (s *splitter) certainText(i int) bool {
	runes := 0
	for ; i < len(s.lines) && runes < longestStray; i++ {
		l := &s.lines[i]
		if l.labelledAs(labelKeywords) || l.labelledAs(labelAbstract) {
			return false
		}
		if l.has || l.gap > 0 && l.class == classTitle {
			break
		}
		runes += l.feat.runes
	}
	return runes >= leastNotice
}

// makeRunningText makes a body of what stands over the signature on line i, up to
// the headline.
func (s *splitter) makeRunningText(i int) {
	for i--; i >= 0; i-- {
		l := &s.lines[i]
		title := l.class == classTitle && l.block.short()
		if l.has || title || !l.class.body() && l.class != classTitle && l.class != classAbstract {
			return
		}
		if !l.class.body() {
			l.class = classBody
		}
	}
}
