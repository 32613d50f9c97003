package reference

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/pattern"
)

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

var (
	reEditorsIn = pattern.New(`^(?:(?:[^()]{3,120})\s*\(\s*(?:[Ee]ds?|[Рр]ед|[Hh]rsg|Отв\. ред|отв\. ред|[Cc]омп)\.?\s*\)\s*[,.:]?\s*|[^().]{3,120}?,?\s(?:editors?|[Ee]ds?\.),?\.?\s+)`)
	reEdited    = pattern.New(`(?i)[.,;/]\s*(?:ed(?:ited)?\.?\s+by|под\s+(?:общ\.\s+)?ред|отв\.\s*ред|гл\.\s*ред|ред\.|сост\.|pod\s+(?:obshch\.\s+)?red|otv\.\s*red|құраст)\.?.*$`)
	reEditionIs = pattern.New(`(?i)(?:^(?:revised|rev\.|new)\s+ed|\d\s*-?\s*(?:е|ое|nd|rd|th|st)?\s*(?:изд|ed\.|edn|edition|izd|бас(?:\.|ылым|$))|перераб|pererab|\(\d+(?:nd|rd|th|st) ed\.?\))`)
	reDate      = pattern.New(`^\s*\d{1,2}(?:\s*[-\x{2013}]\s*\d{1,2})?\s+\p{L}+\.?\s*$|^\s*\p{L}+\.?\s+\d{1,2}(?:\s*[-\x{2013}]\s*\d{1,2})?\s*$|^\s*\d{1,2}\.\d{1,2}(?:\.\d{2,4})?\s*$`)
	reParen     = pattern.New(`^\(([^()]{3,120})\)$`)
	rePlaceHint = pattern.New(`(?:^|[-\x{2013}\x{2014}.]\s)\s*(\p{Lu}[\p{L}-]{2,}(?:\s\p{Lu}\p{L}+)?),\s*` + reYear + `(?:[\s.,;]|$)`)
	reSegment   = pattern.New(`\x00+|[.\])?!"\x{bb}\x{201d},;]?\s+(?:-|\x{2013}|\x{2014}|--)\s+|\.\s*(?:\x{2013}|\x{2014})\s*`)
	// reNoImprint is what stands among the data of publication without being any:
	// numbers of registration, bibliographies, and words for an unknown place,
	// publisher or year.
	reNoImprint = pattern.New(`(?i)(?:IS[BS]N|EDN)[:\s]*[\p{Lu}\d\x{2010}-\x{2013}х-]{6,20}|(?:^|[\s(])библиогр\.?:?[^\x{2014}\x{2013}]{0,40}|№\s?(?:ГР|гос\.?\s?регистрации)\s?[\p{L}\d]+|\[?(?:^|[^\p{L}])(?:б\.\s?[имг]\.|s\.\s?[lna]\.|ж\.\s?ж\.)\]?[.,]?`)
	reBraces    = pattern.New(`[\[\]{}]`)
)

// takeHost reads what stands behind a double slash or "In:": the work that
// holds this one, then the data of publication.
func (e *entry) takeHost(s string) {
	e.hosted = true
	e.takeHostSegments(segmentsOf(e.takeData(s)))
}

// takeHostSegments takes the first segment that can be one for the container.
func (e *entry) takeHostSegments(segments []string) {
	for i, seg := range segments {
		seg = e.cutPlaceHint(seg)
		e.presented = e.presented || rePresented.MatchString(seg)
		name := e.cutPlaceBeforeDate(seg, containerName(seg))
		if name == "" || !e.hosted && (isAside(seg) || e.takePlace(seg)) {
			continue
		}
		e.setContainer(name)
		rest := segments[i+1:]
		if at := placeSentence(seg, len(name)); at >= 0 {
			e.setContainer(containerName(seg[:at]))
			rest = append([]string{seg[at:]}, rest...)
		}
		e.readSegments(rest, true)
		return
	}
}

// cutPlaceBeforeDate takes from the end of a container the place that a date
// followed there: "Meeting of the Society, Bloomfield, 4 October".
func (e *entry) cutPlaceBeforeDate(seg, name string) string {
	at := strings.LastIndex(name, ", ")
	if at < 0 || cutTailMonth(strings.Trim(seg, " .,;:()")) == strings.Trim(seg, " .,;:()") || e.ref.Place != "" {
		return name
	}
	if before := strings.LastIndex(name[:at], ", "); before >= 0 && isPlaceInRegion(name[before+2:]) {
		return name
	}
	if place := name[at+2:]; len(strings.Fields(place)) == 1 && looksPlace(place) {
		e.ref.Place = cleanPlace(place)
		return name[:at]
	}
	return name
}

// setContainer sets the container without the translation in brackets and
// those responsible.
func (e *entry) setContainer(s string) {
	if m := reBracket.FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		tail := s[m[1]:]
		if e.ref.TranslatedTitle == "" && isTranslation(s[m[2]:m[3]]) {
			// "Title // Container [Title // Container]": both are translated.
			if left, _, ok := cutHost(s[m[2]:m[3]]); ok {
				e.setTranslated(left)
			} else {
				e.setTranslated(firstSentence(s[m[2]:m[3]]))
			}
		}
		if isTranslation(s[m[2]:m[3]]) {
			s = s[:m[0]]
		}
		if strings.TrimSpace(s) == "" {
			s = tail
		}
	}
	if strings.ContainsAny(s, ".,;/") {
		s = reEdited.ReplaceAllString(s, "")
	}
	if m := reTailVolume.FindStringSubmatchIndex(s); m != nil && e.ref.Volume == "" && (e.ref.Pages != "" || e.ref.DOI != "") {
		e.ref.Volume = s[m[2]:m[3]]
		s = s[:m[0]]
	}
	e.ref.Container = cleanTitle(s)
}

// reTailVolume is a bare volume behind the name of a journal.
var reTailVolume = pattern.New(`,\s*(\d{1,3})$`)

func firstSentence(s string) string {
	first, _, _ := cutSentence(s)
	return first
}

// containerName is a segment as the name of a collection, or nothing if it
// cannot be one.
func containerName(s string) string {
	s = strings.TrimSpace(rePresented.ReplaceAllString(s, ""))
	if strings.Contains(s, "(") || strings.Contains(s, "ed") || strings.Contains(s, "Ed") {
		s = afterEditors(s)
	}
	if m := reSlash.FindStringIndex(s); m != nil {
		s = s[:m[0]]
	}
	s = strings.Trim(s, " .,;:")
	if strings.Count(s, "(") > strings.Count(s, ")") {
		s = strings.Trim(s, "(")
	}
	if strings.Count(s, ")") > strings.Count(s, "(") {
		s = strings.Trim(s, ")")
	}
	s = cutTailMonth(s)
	if utf8.RuneCountInString(s) < 2 || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return ""
	}
	return s
}

// rePresented is what stands before the name of a meeting.
var rePresented = pattern.New(`^\s*\(?(?:[Pp]aper\s)?[Pp]resented\sat\s(?:the\s)?`)

// afterEditors is s without the editors before the collection; "Title, ed. by A."
// names them behind it.
func afterEditors(s string) string {
	if m := reEditorsIn.FindStringIndex(s); m != nil && !strings.HasPrefix(s[m[1]:], "by ") {
		return s[m[1]:]
	}
	return s
}

// reTailMonth is what a date leaves behind a container when its year is taken.
var reTailMonth = pattern.New(`,?\s(?:\d{1,2}(?:\s*[-\x{2013}]\s*\d{1,2})?\s\p{L}{3,12}|\p{Lu}\p{Ll}{2,8}(?:\s\d{1,2}(?:\s*[-\x{2013}]\s*\d{1,2})?)?)$`)

func cutTailMonth(s string) string {
	return reTailMonth.ReplaceAllStringFunc(s, func(m string) string {
		if anyTells(m, isMonth) {
			return ""
		}
		return m
	})
}

// placeSentence finds a sentence in s that begins the data of publication:
// "Россия в мире. М.: Наука".
func placeSentence(s string, from int) int {
	for _, at := range sentenceEnds(s) {
		place, _, colon := strings.Cut(s[at:], ":")
		name, _, comma := strings.Cut(s[at:], ",")
		if colon && (isPlaceName(place) || looksPlace(place) && len(place) < 30 && !anyTells(place, isContainer)) || isPlaceName(s[at:]) || comma && isPlaceName(name) {
			return at
		}
	}
	for at := strings.Index(s, ", "); at > 0 && from > 0; {
		place, _, colon := strings.Cut(s[at+2:], ":")
		if colon && isPlaceName(place) || isPlaceName(s[at+2:]) || isPlaceInRegion(s[at+2:]) {
			return at + 2
		}
		next := strings.Index(s[at+2:], ", ")
		if next < 0 {
			break
		}
		at += 2 + next
	}
	return -1
}

// takeData takes year and numbers out of the data of publication.
func (e *entry) takeData(s string) string {
	if containsOne(s, "IS", "is", "EDN", "ибл", "№", "б.", "Б.", "s.", "S.", "ж.") {
		s = reNoImprint.ReplaceAllString(s, cutMark)
	}
	if strings.Contains(s, ", 1") || strings.Contains(s, ", 2") {
		if m := rePlaceHint.FindStringSubmatch(s); m != nil {
			e.placeHint = m[1]
		}
	}
	if m := rePressYear.FindStringSubmatchIndex(s); m != nil && e.hosted {
		e.ref.Publisher, e.ref.Place = cleanPublisher(s[m[2]:m[3]]), cleanPlace(s[m[4]:m[5]])
		e.ref.Year = atoi(s[m[6]:m[7]])
		s = s[:m[0]] + cutMark
	}
	s = e.takeNumbering(s)
	return e.takeYearPart(s)
}

// rePressYear is publisher, place and year as proceedings in series print them:
// ". Oxus Press, Cham (2020)".
var rePressYear = pattern.New(`\.\s(\p{Lu}[^.,()]{2,40}),\s(\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)\s\((` + reYear + `)\)[.\s\x00]*$`)

// cutPlaceHint takes the place off the end of the sentences of a container.
func (e *entry) cutPlaceHint(seg string) string {
	if e.placeHint == "" || e.ref.Place != "" || anyTells(e.placeHint, isContainer) || anyTells(e.placeHint, isNewspaper) {
		return seg
	}
	for _, sep := range []string{". ", ", "} {
		if rest, ok := strings.CutSuffix(seg, sep+e.placeHint); ok && !e.total {
			e.ref.Place = e.placeHint
			return rest
		}
	}
	return seg
}

// segmentsOf parts the data of publication at dashes and cut marks.
func segmentsOf(s string) (out []string) {
	for _, seg := range reSegment.Split(s, -1) {
		seg = strings.Trim(seg, " ,;")
		if strings.IndexFunc(seg, unicode.IsLetter) >= 0 {
			out = append(out, seg)
		}
	}
	return out
}

// takePublication reads the data of publication behind a title. A serial is
// known to be one by its numbers or by the style of its title.
func (e *entry) takePublication(s string, serial bool) {
	s = strings.TrimLeft(s, " .,;:-\u2013\u2014")
	if m := reIn.FindStringIndex(s); m != nil || strings.HasPrefix(s, "in ") || strings.HasPrefix(s, "in: ") {
		if m == nil {
			m = []int{0, len("in")}
		}
		s = strings.TrimLeft(s[m[1]:], ": ")
		e.takeHost(afterEditors(s))
		return
	}
	if anyTells(firstWords(s, 3), isThesis) {
		serial = false
	}
	numbered := hasNumbers(s) || reArticleNo.MatchString(s) || reYearVolume.MatchString(s) || reVolumeYear.MatchString(s) || reYearLast.MatchString(s) || reColonEnd.MatchString(s) || reVancouver.MatchString(s) || reChicago.MatchString(s)
	s = e.takeData(s)
	if e.ref.Pages != "" && !e.total && strings.Contains(e.ref.Pages, "-") {
		numbered = true
	}
	e.readSegments(segmentsOf(s), serial || numbered)
}

// readSegments gives each segment to the field that it tells.
func (e *entry) readSegments(segments []string, serial bool) {
	if serial && e.ref.Container == "" && e.ref.Place == "" && e.ref.Publisher == "" && !(len(segments) > 0 && anyTells(segments[0], isPublisher) && !anyTells(segments[0], isContainer)) {
		e.takeHostSegments(segments)
		return
	}
	var open []string
	for _, seg := range segments {
		for _, part := range append(cutAll(seg), "") {
			part = strings.Trim(part, " .,;")
			if label, school, ok := strings.Cut(part, ","); ok && anyTells(label, isThesis) && anyTells(school, isPublisher) {
				part = strings.TrimSpace(school) // "PhD thesis, University of Samarkand"
			}
			if part == "" || e.takePlace(part) || isAside(part) {
				continue
			}
			open = append(open, part)
		}
	}
	for _, part := range open {
		e.takeOpen(part, serial)
	}
}

// cutAll parts s into sentences.
func cutAll(s string) (out []string) {
	at := 0
	for _, end := range sentenceEnds(s) {
		out = append(out, s[at:end])
		at = end
	}
	return append(out, s[at:])
}

// isAside says whether a part is an edition, a date, or names who else made the
// work.
func isAside(s string) bool {
	if reEditionIs.MatchString(s) || reDate.MatchString(s) {
		return true
	}
	w := words(s)
	if len(w) == 0 || reFoundIn.MatchString(s) {
		return true
	}
	first := strings.ToLower(strings.Join(w[:min(2, len(w))], "-"))
	if tells(w[0], isRole) || tells(first, isRole) || tells(w[0], isThesis) || tells(w[len(w)-1], isThesis) || len(w) <= 5 && anyTells(s, isThesis) {
		return true
	}
	if len(w) <= 3 {
		months := 0
		for _, x := range w {
			if tells(x, isMonth) {
				months++
			}
		}
		return months > 0
	}
	return false
}

func cleanPublisher(s string) string {
	s = strings.ReplaceAll(s, cutMark, " ")
	s = cleanTitle(oneLine(reEdited.ReplaceAllString(s, "")))
	if at := strings.LastIndex(s, " ("); at > 0 && strings.HasSuffix(s, ")") {
		s = s[:at]
	}
	return strings.Trim(s, " ,.;")
}

// takeOpen gives a part that has no form of its own to the container or the
// publisher, whichever it can be.
func (e *entry) takeOpen(s string, serial bool) {
	if m := reParen.FindStringSubmatch(s); m != nil {
		if !anyTells(m[1], isPublisher) {
			return
		}
		s = m[1]
	}
	if strings.HasPrefix(s, "(") || utf8.RuneCountInString(s) < 2 {
		return
	}
	if s == e.placeHint && !e.dataset && e.ref.Place == "" && e.ref.Publisher == "" && !anyTells(s, isPublisher) && !anyTells(s, isContainer) && !anyTells(s, isNewspaper) {
		e.ref.Place = s
		return
	}
	press := anyTells(s, isPublisher) && !anyTells(s, isNewspaper)
	journal := anyTells(s, isContainer) || anyTells(s, isNewspaper)
	switch {
	case e.ref.Container == "" && (serial && !(press && e.ref.Place != "") || journal && !press):
		if name := containerName(s); name != "" && e.ref.Place == "" || journal || serial && !e.total {
			e.setContainer(name)
		}
	case e.ref.Publisher == "" && (press || !serial || e.total) && firstUpper(s):
		e.ref.Publisher = cleanPublisher(s)
	}
}

// firstUpper says whether s begins like a name, with a capital or a quote.
func firstUpper(s string) bool {
	r := firstRune(s)
	return unicode.IsUpper(r) || strings.ContainsRune("\u00ab\u201c\"", r)
}

var (
	// reFoundIn tells where a text can be had.
	reFoundIn   = pattern.New(`^(?:Доступ\s|Available\s|Қолжетімді)`)
	reTailPress = pattern.New(`\s*\(([^()]{3,80})\)$`)
	// reTailDate is a day and month that the year behind them has been taken from.
	reTailDate = pattern.New(`,\s(?:\d{1,2}(?:\s*[-\x{2013}]\s*\d{1,2})?\s(\p{L}+)|(\p{L}+)\s\d{1,2})$`)
	reTailYear = pattern.New(`[,.\s]\s*(` + reYear + `)$`)
)

// splitTail takes from the end of the title what the entry prints there without
// a mark: a publisher in brackets, a year, the journal behind a comma.
func (e *entry) splitTail() {
	r := &e.ref
	if m := reTailYear.FindStringSubmatchIndex(r.Title); m != nil && r.Year == 0 && !e.act {
		r.Year = atoi(r.Title[m[2]:m[3]])
		r.Title = cleanTitle(r.Title[:m[0]])
		e.splitTailDate()
	}
	if r.Container != "" || r.Publisher != "" && !hasRange(r.Pages) {
		return
	}
	if at := strings.LastIndex(r.Title, ", "); at > 0 {
		tail := r.Title[at+2:]
		if (anyTells(tail, isContainer) || anyTells(tail, isNewspaper) || hasRange(r.Pages) && r.Volume != "") && capitalRatio(tail) && firstUpper(tail) && len(words(r.Title[:at])) > 1 {
			e.setContainer(tail)
			r.Title = cleanTitle(r.Title[:at])
		} else if anyTells(tail, isPublisher) && firstUpper(tail) && capitalRatio(tail) {
			r.Publisher = cleanPublisher(tail)
			r.Title = cleanTitle(r.Title[:at])
		}
	}
}

// splitTailDate takes a date and the place before it from the end of the title:
// "Interview with a herder, Atyrau, 14 July".
func (e *entry) splitTailDate() {
	r := &e.ref
	m := reTailDate.FindStringSubmatchIndex(r.Title)
	if m == nil || !anyTells(r.Title[m[0]:], isMonth) {
		return
	}
	r.Title = cleanTitle(r.Title[:m[0]])
	at := strings.LastIndex(r.Title, ", ")
	if at < 0 || r.Place != "" {
		return
	}
	if place := r.Title[at+2:]; isPlaceName(place) || looksPlace(place) && len(strings.Fields(place)) == 1 {
		r.Place = cleanPlace(place)
		r.Title = cleanTitle(r.Title[:at])
	}
}

func hasRange(pages string) bool { return strings.Contains(pages, "-") }
