package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
	"izde/corpus/pattern"
)

var (
	reDoubleSlash = pattern.New(`\s*//+\s*`)
	reSlash       = pattern.New(`\s/\s*|[.)\]]/\s+`)
	reAreaDash    = pattern.New(`(?:[.\])?!"\x{bb}\x{201d},;\x00]\s*(?:-|\x{2013}|\x{2014})\s+|\s(?:\x{2013}|\x{2014}|--|-)\s|,\s)`)
	reIn          = pattern.New(`^(?:In|In:|В кн\.?:?|В сб\.?:?|Кітапта:?|V kn\.?:?|Кіт\.?:|В книге:?|V sb\.?:?)\s*:?\s+`)
	reInside      = pattern.New(`[.,?!\x{201d}"\])]\s+(?:In:|In\s|В кн\.:?|В сб\.:?|Кітапта:?|В книге:|В:)\s*`)
	reBracket     = pattern.New(`\[([^\[\]\x00]{3,400})\]`)
	reTitleYear   = pattern.New(`^([^\x00]{5,300}?)[\s.,]+\((` + reYear + `)\)[.,\s]*((?:[\x00\x{2013}\x{2014}-].*)?)$`)
	// 'Title', as Harvard prints
	reSingleQuoted = pattern.New(`^['\x{2018}]([^'\x{2018}]{4,300}?)['\x{2019}](?:,\s|\sin\s)`)
)

// takeTitle takes the title and its translation, then reads what remains as the
// data of publication.
func (e *entry) takeTitle() {
	s := strings.TrimLeft(e.rest, " .,:;\u2013\u2014-"+cutMark)
	s = e.takeHostTranslation(s)
	s = e.takePressAtEnd(s)
	left, right, hosted := cutHost(s)
	switch {
	case hosted:
		e.hosted = true
		e.setTitle(left)
		e.takeHost(right)
	case e.takePatent(s):
	case e.takeSite(s):
	case e.takeAct(s):
	case e.takeQuoted(s):
	case e.takeBracketed(s):
	case e.takeTitleBeforeYear(s):
	default:
		title, rest := e.splitTitle(s)
		e.setTitle(title)
		e.takePublication(rest, e.inPress)
	}
	e.splitTail()
}

// takeHostTranslation takes out a bracket that translates title and container
// at once: "Title // Container [Title // Container]".
func (e *entry) takeHostTranslation(s string) string {
	if !strings.Contains(s, "//") || !strings.Contains(s, "[") {
		return s
	}
	for _, m := range reBracket.FindAllStringSubmatchIndex(s, -1) {
		if left, _, ok := cutHost(s[m[2]:m[3]]); ok {
			e.setTranslated(left)
			return s[:m[0]] + cutMark + s[m[1]:]
		}
	}
	return s
}

// takePressAtEnd takes out a publisher in brackets at the very end, as in
// "Title. Subtitle (Steppe University Press)".
func (e *entry) takePressAtEnd(s string) string {
	s = strings.TrimRight(s, " ")
	if !strings.HasSuffix(strings.TrimRight(s, ". "), ")") {
		return s
	}
	m := reTailPress.FindStringSubmatchIndex(strings.TrimRight(s, ". "))
	if m == nil || m[0] == 0 {
		return s
	}
	press := s[m[2]:m[3]]
	if !anyTells(press, isPublisher) && !(strings.ContainsAny(press, "&") || strings.Contains(press, " and ")) || !firstUpper(press) || strings.ContainsAny(press, "0123456789") && !strings.Contains(press, ":") {
		return s
	}
	if !e.takePlace(e.takeYearPart(press)) {
		e.ref.Publisher = cleanPublisher(press)
	}
	return s[:m[0]]
}

// cutHost parts the title from the work that holds it: at a double slash, or
// at "In:".
func cutHost(s string) (left, right string, ok bool) {
	if m := reDoubleSlash.FindStringIndex(s); m != nil && m[0] > 0 {
		return s[:m[0]], s[m[1]:], true
	}
	return "", "", false
}

// takeTitleBeforeYear takes a title that has its year in brackets behind it
// and nothing but separated data after that.
func (e *entry) takeTitleBeforeYear(s string) bool {
	if e.ref.Year != 0 || len(e.ref.Authors) > 0 || !strings.Contains(s, ")") {
		return false
	}
	m := reTitleYear.FindStringSubmatchIndex(s)
	if m == nil {
		return false
	}
	e.ref.Year = atoi(s[m[4]:m[5]])
	e.setTitle(s[m[2]:m[3]])
	e.takePublication(s[m[6]:m[7]], false)
	return true
}

// takeQuoted takes a title that stands in quotes, as IEEE and Chicago print.
func (e *entry) takeQuoted(s string) bool {
	open, size := utf8.DecodeRuneInString(s)
	if (open == '\'' || open == '\u2018') && reSingleQuoted.MatchString(s) {
		m := reSingleQuoted.FindStringSubmatchIndex(s)
		e.setTitle(s[m[2]:m[3]])
		e.takePublication(strings.TrimLeft(s[m[3]:], "'\u2019, "), true)
		return true
	}
	closing, ok := map[rune]string{'\u201c': "\u201d", '"': "\"", '\u00ab': "\u00bb", '\u201e': "\u201c"}[open]
	if !ok {
		return false
	}
	end := strings.Index(s[size:], closing)
	if end < 4 {
		return false
	}
	title, rest := s[size:size+end], s[size+end+len(closing):]
	inner, _ := utf8.DecodeLastRuneInString(title)
	next := strings.TrimLeft(rest, " ")
	if !strings.ContainsRune(",.?!", inner) && next != "" && !strings.ContainsAny(next[:1], ".,[("+cutMark) && !strings.HasPrefix(next, "in: ") {
		return false // the quotes are part of a longer title
	}
	e.setTitle(strings.TrimRight(title, ",. "))
	rest = e.takeHeldAt(strings.TrimLeft(rest, " .,"))
	if m := reBracket.FindStringSubmatchIndex(rest); m != nil && m[0] == 0 {
		e.setTranslated(rest[m[2]:m[3]])
		rest = rest[m[1]:]
	}
	e.takePublication(rest, !e.report)
	return true
}

var reHeldAt = pattern.New(`^\(([^(),\d]{2,40}),\s(?:\d{1,2}[.\s](?:\d{1,2}|\p{L}+)[.\s])(` + reYear + `)[^()]{0,4}\)[\s.,]*`)

// takeHeldAt takes place and date in brackets behind the name of an act or
// event: "(Jeddah, 27.09.1995)".
func (e *entry) takeHeldAt(s string) string {
	m := reHeldAt.FindStringSubmatchIndex(s)
	if m == nil {
		return s
	}
	e.ref.Place = cleanPlace(s[m[2]:m[3]])
	if e.ref.Year == 0 {
		e.ref.Year = atoi(s[m[4]:m[5]])
	}
	return s[m[1]:]
}

// takeBracketed takes a title that ends with its translation in brackets.
func (e *entry) takeBracketed(s string) bool {
	if !strings.Contains(s, "[") {
		return false
	}
	m := reBracket.FindStringSubmatchIndex(s)
	if m == nil || m[0] == 0 || !translates(s[m[2]:m[3]], s[:m[0]]) {
		return false
	}
	before := strings.TrimRight(s[:m[0]], " .,")
	if at := areaBreak(before); at >= 0 && reYearPart.MatchString(before[at:]) {
		return false // the bracket stands among the data of publication
	}
	title := before
	if y := regexpTrailYear.FindStringSubmatchIndex(before); y != nil && e.ref.Year == 0 {
		e.ref.Year = atoi(before[y[2]:y[3]])
		title = strings.TrimRight(before[:y[0]], " .,")
	}
	translated, rest := s[m[2]:m[3]], s[m[1]:]
	if strings.HasPrefix(rest, ": ") {
		// The subtitle stands behind the translation.
		end := len(rest)
		if at := areaBreak(rest); at >= 0 {
			end = at
		}
		title, rest = title+rest[:end], rest[end:]
	}
	// The title may have the title of its journal behind it, and the
	// translation likewise.
	if t, c, ok := cutSentence(title); ok && (hasNumbers(rest) && !strings.Contains(rest, ":") || pagesForms[0].form.MatchString(rest)) && (anyTells(c, isContainer) || anyTells(c, isNewspaper)) {
		title, e.ref.Container = t, strings.Trim(c, " .,")
		if tt, _, ok := cutSentence(translated); ok {
			translated = tt
		}
	}
	e.setTitle(title)
	e.setTranslated(translated)
	e.takePublication(strings.TrimLeft(rest, " .,"), e.ref.Container != "" || hasNumbers(rest))
	return true
}

var regexpTrailYear = pattern.New(`[\s.,]*\((` + reYear + `)\)[\s.,]*$`)

// isTranslation says whether the text in brackets can be a translated title: it
// has two words, or one of five letters, and is no note.
func isTranslation(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	lower := strings.ToLower(strings.TrimSpace(s))
	for _, note := range []string{"и др", "et al", "s.l.", "s.n.", "б. и.", "б.и.", "и соавт", "препринт", "preprint", "doctoral", "phd", "master", "unpublished", "диссерт", "dissertation", "б. м."} {
		if strings.HasPrefix(lower, note) {
			return false
		}
	}
	return letters >= 5 && !isNote(s)
}

// isNote says whether the text in brackets tells the kind of the work or who
// made it: "[novel]", "[translated from the Kazakh by K. Omar]".
func isNote(s string) bool {
	head := firstWords(s, 1)
	return anyTells(head, isRole) || tells(strings.ReplaceAll(firstWords(s, 2), " ", "-"), isRole) || anyTells(s, isDataset) || len(words(s)) <= 2 && anyTells(s, isGenre)
}

// translates says whether the text in brackets can translate the title before
// it: in Cyrillic, only if the languages of the two differ.
func translates(s, title string) bool {
	if !isTranslation(s) {
		return false
	}
	return scriptOf(s) != "Cyrl" || scriptOf(title) != "Cyrl" || cyrillicLanguage(s, "", s) != cyrillicLanguage(title, "", title)
}

// hasNumbers says whether a part has the numbers of a periodical.
func hasNumbers(s string) bool {
	return reIssue.MatchString(s) || reVolume.MatchString(s) || reVolumeIssue.MatchString(s) ||
		reColonVP.MatchString(s) || reBareVP.MatchString(s)
}

// setTitle sets the title; what follows a slash in it names those responsible.
func (e *entry) setTitle(s string) {
	s = strings.TrimSpace(s)
	if m := reBracket.FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		switch {
		case isNote(s[m[2]:m[3]]) || !translates(s[m[2]:m[3]], s[:m[0]]) && isTranslation(s[m[2]:m[3]]):
			s = strings.TrimRight(s[:m[0]], " ,:;") + " " + s[m[1]:]
		case e.ref.TranslatedTitle == "" && isTranslation(s[m[2]:m[3]]):
			e.setTranslated(s[m[2]:m[3]])
			s = s[:m[0]] + " " + s[m[1]:]
		}
	}
	if m := reSlash.FindStringIndex(s); m != nil {
		e.addAuthors(responsible(s[m[1]:]))
		s = s[:m[0]]
	}
	if e.ref.Year == 0 {
		if m := regexpTrailYear.FindStringSubmatchIndex(s); m != nil {
			e.ref.Year = atoi(s[m[2]:m[3]])
			s = s[:m[0]]
		}
	}
	e.ref.Title = cleanTitle(e.takeTitleTail(s))
}

// takeTitleTail takes from the end of a title the statements of edition and of
// the volume, whether or not in brackets.
func (e *entry) takeTitleTail(s string) string {
	if e.hosted {
		return s
	}
	s = strings.TrimRight(s, " ,;:"+cutMark)
	for _, tail := range []*pattern.Expr{reTailEdition, reTailRole} {
		if m := tail.FindStringIndex(s); m != nil {
			s = s[:m[0]]
		}
	}
	if m := reTailPart.FindStringSubmatchIndex(s); m != nil && m[0] > 0 && e.ref.Volume == "" {
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				e.ref.Volume = plainRange(s[m[g]:m[g+1]])
			}
		}
		s = s[:m[0]]
	}
	return s
}

var (
	reTailEdition = pattern.New(`(?i)\.?\s*\(\s*(?:\d+\s*-?\s*(?:nd|rd|th|st|е|ое)?|rev(?:ised|\.))\s*(?:изд|ed|edn|edition|izd|бас)[^()]{0,20}\)\.?$|[.,]\s+\d+-(?:бас|басылым)\.?$`)
	// reTailRole is the translator or editor in brackets: "(S. Grey, Trans.)".
	reTailRole = pattern.New(`\.?\s*\([^()]{3,60},\s(?:[Tt]rans|[Ee]ds?|[Пп]ер|[Рр]ед|[Аа]уд)\.?\)\.?$`)
	// reTailPart is the volume of a work of several volumes.
	reTailPart = pattern.New(`(?:[.,:;]\s*|\s*\()(?:(?:Т|T|Том|Tom|Кн|Книга|Ч|Часть|Ch|Vol|Volume|Bd)\.?\s?(\d{1,3}|[IVX]+)|(\d{1,3})\s?-\s?(?:т|том|кітап|бөлім|tom))\)?\.?$`)
)

// addAuthors adds those of names who are not yet among the authors: the head of
// an entry names the first one, the slash all.
func (e *entry) addAuthors(names []string) {
	have := map[string]bool{}
	for _, a := range e.ref.Authors {
		have[personKey(a)] = true
	}
	for _, n := range names {
		if key := personKey(n); !have[key] {
			have[key] = true
			e.ref.Authors = append(e.ref.Authors, n)
		}
	}
}

// personKey folds the surname and the first letter of the first name: kin may
// write together.
func personKey(name string) string {
	surname := surnameKey(corpus.Reference{Authors: []string{name}})
	for _, w := range words(name) {
		if Fold(w, false) != surname {
			return surname + " " + Fold(string(firstRune(w)), false)
		}
	}
	return surname
}

// setTranslated sets the translated title without the name and year of the
// author, if the bracket repeats them.
func (e *entry) setTranslated(s string) {
	if m := reRepeatedHead.FindStringSubmatchIndex(s); m != nil && len(e.ref.Authors) > 0 && e.namesAuthor(s[m[2]:m[3]]) {
		s = s[m[1]:]
	}
	e.ref.TranslatedTitle = cleanTitle(s)
}

// reRepeatedHead is what may be the author, with or without the year, at the
// head of a translation.
var reRepeatedHead = pattern.New(`^([^.:,(]{2,60}?(?:\s\p{L}\.)*)(?:[.,]?\s*\(` + reYear + `\)[.,]?|\.)\s+`)

// namesAuthor says whether most words of s are those of the first author.
func (e *entry) namesAuthor(s string) bool {
	var author []string
	for _, w := range words(strings.ReplaceAll(e.ref.Authors[0], "-", " ")) {
		author = append(author, Fold(w, false))
	}
	common, all := 0, 0
	for _, w := range words(strings.ReplaceAll(s, "-", " ")) {
		all++
		for _, a := range author {
			if near(Fold(w, false), a) {
				common++
				break
			}
		}
	}
	return all > 0 && common*3 >= all*2
}

// cleanTitle takes separators off the ends; quotes are taken off where they
// embrace the whole.
func cleanTitle(s string) string {
	s = strings.ReplaceAll(s, cutMark, " ")
	s = oneLine(s)
	for _, q := range [][2]string{{"\u00ab", "\u00bb"}, {"\u201c", "\u201d"}, {"\"", "\""}} {
		if strings.HasPrefix(s, q[0]) && strings.HasSuffix(s, q[1]) && len(s) > len(q[0])+len(q[1]) {
			inner := s[len(q[0]) : len(s)-len(q[1])]
			if !strings.Contains(inner, q[0]) && !strings.Contains(inner, q[1]) {
				s = inner
			}
		}
	}
	s = strings.TrimRight(strings.Trim(s, " ,;:\u2013\u2014/"), "-")
	if strings.HasSuffix(s, ".") && !endsAbbreviated(s) {
		s = strings.TrimRight(s, ".")
	}
	s = strings.TrimSpace(strings.TrimSuffix(s, " -"))
	return strings.TrimPrefix(s, "- ")
}
