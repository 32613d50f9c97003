package reference

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
)

var (
	reDoubleSlash = compiled(`\s*//+\s*`)
	reSlash       = compiled(`\s/\s*|[.)\]]/\s+`)
	reAreaDash    = compiled(`(?:[.\])?!"\x{bb}\x{201d},;\x00]\s*(?:-|\x{2013}|\x{2014})\s+|\s(?:\x{2013}|\x{2014}|--|-)\s|,\s)`)
	reIn          = compiled(`^(?:In|In:|В кн\.?:?|В сб\.?:?|Кітапта:?|V kn\.?:?|Кіт\.?:|В книге:?|V sb\.?:?)\s*:?\s+`)
	reInside      = compiled(`[.,?!\x{201d}"\])]\s+(?:In:|In\s|В кн\.:?|В сб\.:?|Кітапта:?|В книге:|В:)\s*`)
	reBracket     = compiled(`\[([^\[\]\x00]{3,400})\]`)
	reTitleYear   = compiled(`^([^\x00]{5,300}?)[\s.,]+\((` + reYear + `)\)[.,\s]*((?:[\x00\x{2013}\x{2014}-].*)?)$`)
	// 'Title', as Harvard prints
	reSingleQuoted = compiled(`^['\x{2018}]([^'\x{2018}]{4,300}?)['\x{2019}](?:,\s|\sin\s)`)
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
	for _, m := range reBracket().FindAllStringSubmatchIndex(s, -1) {
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
	m := reTailPress().FindStringSubmatchIndex(strings.TrimRight(s, ". "))
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
	if m := reDoubleSlash().FindStringIndex(s); m != nil && m[0] > 0 {
		return s[:m[0]], s[m[1]:], true
	}
	return "", "", false
}

var (
	// reSiteDate is a site and a date, all that news of the web are cited by.
	reSiteDate = compiled(`^([^,.:\[\]"]{2,60}),\s(?:(` + reYear + `),\s\d{1,2}\s(\p{L}+)|\d{1,2}\s(\p{L}+)\s(` + reYear + `))[\s.\x00гж]*$`)
	// reSiteLabel is a word before the name of a site in quotes.
	reSiteLabel = compiled(`(?i)^(?:(?:official\s)?web-?\s?site|сайт|портал|интернет-портал|site|sait|portal)\s+([\x{ab}\x{201c}"])`)
)

// takeSite takes an entry that gives the name of a site and the date, and has
// no title of the page.
func (e *entry) takeSite(s string) bool {
	if e.ref.URL == "" {
		return false
	}
	if m := reSiteLabel().FindStringSubmatchIndex(s); m != nil {
		return e.takeQuoted(s[m[2]:])
	}
	m := reSiteDate().FindStringSubmatch(s)
	if m == nil || !tells(m[3]+m[4], isMonth) || len(e.ref.Authors) > 0 {
		return false
	}
	e.ref.Container = strings.TrimSpace(m[1])
	e.ref.Year = atoi(m[2] + m[5])
	if scriptOf(m[3]+m[4]) == "Cyrl" {
		e.ref.Lang = cyrillicLanguage(m[3]+m[4], "", m[3]+m[4])
	}
	return true
}

var rePatentEnd = compiled(`[.;,]?\s+/\s|[.;]\s*(?:[Оо]публ|[Зз]аявл|[Бб]юл|[Пп]убл|[Зз]аявитель|Жариял|[Ff]iled|[Pp]ubl)|[.,]\s+[\x{2013}\x{2014}]\s|\s` + reYear + `\.?$`)

// takePatent takes the number and title of a patent; its dates and bulletin
// are no numbers of a periodical.
func (e *entry) takePatent(s string) bool {
	if !opensPatent(s) {
		return false
	}
	title, rest := s, ""
	if m := rePatentEnd().FindStringIndex(s); m != nil {
		title, rest = s[:m[0]], s[m[0]:]
	}
	if m := reSlash().FindStringIndex(rest); m != nil && m[0] <= 1 {
		e.addAuthors(responsible(rest[m[1]:]))
	}
	e.setTitle(title)
	if m := reIssued().FindStringSubmatch(rest); m != nil {
		e.ref.Year = atoi(m[1])
	}
	rest = e.takePages(rest)
	if e.ref.Year == 0 {
		e.takeYearPart(rest)
	}
	return true
}

// opensPatent says whether s opens with the number of a patent.
func opensPatent(s string) bool {
	return tells(firstWords(s, 1), isPatent) || isAcronym(firstWords(s, 1)) && anyTells(firstWords(s, 2), isPatent)
}

// reIssued is the year in which a patent was published.
var reIssued = compiled(`(?:[Оо]публ|[Жж]ариял|[Pp]ubl)[^\d]{0,12}(?:\d{1,2}\.\d{1,2}\.)?(` + reYear + `)`)

// takeAct takes the name of a legal act, which holds its date and number.
func (e *entry) takeAct(s string) bool {
	if len(e.ref.Authors) > 0 || !namesAct(s) || reBracket().MatchString(s) || anyTells(firstWords(s, 12), isThesis) {
		return false
	}
	end := len(s)
	for _, at := range sentenceEnds(s) {
		if !reActKind().MatchString(s[at:]) {
			end = at
			break
		}
	}
	for _, m := range reAreaDash().FindAllStringIndex(s[:end], -1) {
		if s[m[0]] == '.' {
			end = m[0]
			break
		}
	}
	e.act = true
	e.setTitle(s[:end])
	e.takePublication(s[end:], false)
	return true
}

// reActKind opens the sentence that tells what the subject before it is: "On
// education. Law of the Republic".
var reActKind = compiled(`^\s*(?:(?:Қазақстан\sРеспубликасы(?:ның|\s\p{L}+)?\s)?(?:Заңы|Кодексі|Жарлығы|Қаулысы|Бұйрығы)|Закон|Указ|Постановление|Приказ|Распоряжение|Law|Decree|Resolution|Zakon|Ukaz|Postanovlenie|Prikaz)\b`)

// namesAct says whether s opens with the name of a legal act. Kazakh names the
// body and the date before the kind of act.
func namesAct(s string) bool {
	return anyTells(firstWords(s, 4), isLaw) ||
		anyTells(firstWords(s, 9), isLaw) && strings.ContainsAny(s, "№\u00ab\u201c\"") ||
		anyTells(firstWords(s, 12), isLaw) && strings.Contains(s, "№")
}

// namesTreaty says whether s is the name of an agreement between states.
func namesTreaty(s string) bool {
	return anyTells(firstWords(s, 3), isTreaty) && anyTells(s, isState)
}

// takeTitleBeforeYear takes a title that has its year in brackets behind it
// and nothing but separated data after that.
func (e *entry) takeTitleBeforeYear(s string) bool {
	if e.ref.Year != 0 || len(e.ref.Authors) > 0 || !strings.Contains(s, ")") {
		return false
	}
	m := reTitleYear().FindStringSubmatchIndex(s)
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
	if (open == '\'' || open == '\u2018') && reSingleQuoted().MatchString(s) {
		m := reSingleQuoted().FindStringSubmatchIndex(s)
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
	if m := reBracket().FindStringSubmatchIndex(rest); m != nil && m[0] == 0 {
		e.setTranslated(rest[m[2]:m[3]])
		rest = rest[m[1]:]
	}
	e.takePublication(rest, !e.report)
	return true
}

var reHeldAt = compiled(`^\(([^(),\d]{2,40}),\s(?:\d{1,2}[.\s](?:\d{1,2}|\p{L}+)[.\s])(` + reYear + `)[^()]{0,4}\)[\s.,]*`)

// takeHeldAt takes place and date in brackets behind the name of an act or
// event: "(Jeddah, 27.09.1995)".
func (e *entry) takeHeldAt(s string) string {
	m := reHeldAt().FindStringSubmatchIndex(s)
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
	m := reBracket().FindStringSubmatchIndex(s)
	if m == nil || m[0] == 0 || !translates(s[m[2]:m[3]], s[:m[0]]) {
		return false
	}
	before := strings.TrimRight(s[:m[0]], " .,")
	if at := areaBreak(before); at >= 0 && reYearPart().MatchString(before[at:]) {
		return false // the bracket stands among the data of publication
	}
	title := before
	if y := regexpTrailYear().FindStringSubmatchIndex(before); y != nil && e.ref.Year == 0 {
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
	if t, c, ok := cutSentence(title); ok && (hasNumbers(rest) && !strings.Contains(rest, ":") || pagesForms[0].form().MatchString(rest)) && (anyTells(c, isContainer) || anyTells(c, isNewspaper)) {
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

var regexpTrailYear = compiled(`[\s.,]*\((` + reYear + `)\)[\s.,]*$`)

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
	return reIssue().MatchString(s) || reVolume().MatchString(s) || reVolumeIssue().MatchString(s) ||
		reColonVP().MatchString(s) || reBareVP().MatchString(s)
}

// setTitle sets the title; what follows a slash in it names those responsible.
func (e *entry) setTitle(s string) {
	s = strings.TrimSpace(s)
	if m := reBracket().FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		switch {
		case isNote(s[m[2]:m[3]]) || !translates(s[m[2]:m[3]], s[:m[0]]) && isTranslation(s[m[2]:m[3]]):
			s = strings.TrimRight(s[:m[0]], " ,:;") + " " + s[m[1]:]
		case e.ref.TranslatedTitle == "" && isTranslation(s[m[2]:m[3]]):
			e.setTranslated(s[m[2]:m[3]])
			s = s[:m[0]] + " " + s[m[1]:]
		}
	}
	if m := reSlash().FindStringIndex(s); m != nil {
		e.addAuthors(responsible(s[m[1]:]))
		s = s[:m[0]]
	}
	if e.ref.Year == 0 {
		if m := regexpTrailYear().FindStringSubmatchIndex(s); m != nil {
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
	for _, tail := range []func() *regexp.Regexp{reTailEdition, reTailRole} {
		if m := tail().FindStringIndex(s); m != nil {
			s = s[:m[0]]
		}
	}
	if m := reTailPart().FindStringSubmatchIndex(s); m != nil && m[0] > 0 && e.ref.Volume == "" {
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
	reTailEdition = compiled(`(?i)\.?\s*\(\s*(?:\d+\s*-?\s*(?:nd|rd|th|st|е|ое)?|rev(?:ised|\.))\s*(?:изд|ed|edn|edition|izd|бас)[^()]{0,20}\)\.?$|[.,]\s+\d+-(?:бас|басылым)\.?$`)
	// reTailRole is the translator or editor in brackets: "(S. Grey, Trans.)".
	reTailRole = compiled(`\.?\s*\([^()]{3,60},\s(?:[Tt]rans|[Ee]ds?|[Пп]ер|[Рр]ед|[Аа]уд)\.?\)\.?$`)
	// reTailPart is the volume of a work of several volumes.
	reTailPart = compiled(`(?:[.,:;]\s*|\s*\()(?:(?:Т|T|Том|Tom|Кн|Книга|Ч|Часть|Ch|Vol|Volume|Bd)\.?\s?(\d{1,3}|[IVX]+)|(\d{1,3})\s?-\s?(?:т|том|кітап|бөлім|tom))\)?\.?$`)
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
	if m := reRepeatedHead().FindStringSubmatchIndex(s); m != nil && len(e.ref.Authors) > 0 && e.namesAuthor(s[m[2]:m[3]]) {
		s = s[m[1]:]
	}
	e.ref.TranslatedTitle = cleanTitle(s)
}

// reRepeatedHead is what may be the author, with or without the year, at the
// head of a translation.
var reRepeatedHead = compiled(`^([^.:,(]{2,60}?(?:\s\p{L}\.)*)(?:[.,]?\s*\(` + reYear + `\)[.,]?|\.)\s+`)

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

// endsAbbreviated says whether the full stop at the end of s belongs to an
// abbreviation: "1918-1932 гг.", "A.B.".
func endsAbbreviated(s string) bool {
	s = strings.TrimSuffix(s, ".")
	w := s[strings.LastIndexAny(s, " .\u00a0")+1:]
	if utf8.RuneCountInString(w) == 1 {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r) || tells(w, isAbbreviation)
	}
	return tells(w, isAbbreviation)
}

// cutSentence parts s at the end of its first sentence: a full stop, question
// or exclamation mark before a capital, a digit or a bracket, unless the stop
// belongs to an initial or an abbreviation.
func cutSentence(s string) (first, rest string, ok bool) {
	for i := 0; i < len(s); {
		j := strings.IndexAny(s[i:], ".?!\u2026"+cutMark)
		if j < 0 {
			return s, "", false
		}
		at := i + j
		r, size := utf8.DecodeRuneInString(s[at:])
		i = at + size
		if r == 0 {
			return s[:at], s[i:], true
		}
		after := strings.TrimLeft(s[i:], "\u00bb\u201d\")")
		if after == "" || !strings.HasPrefix(after, " ") && !strings.HasPrefix(after, cutMark) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " "))
		if !unicode.IsUpper(next) && !unicode.IsDigit(next) && !strings.ContainsRune("[(\u00ab\u201c\"\u2013\u2014-"+cutMark, next) {
			continue
		}
		if r == '.' && stopsNoSentence(s[:at]) && !(opensImprint(after) && !unicode.IsUpper(lastRune(s[:at]))) {
			continue
		}
		end := len(s) - len(after)
		return s[:end], strings.TrimLeft(after, " "), true
	}
	return s, "", false
}

var reImprint = compiled(`^\s*(\p{Lu}[\p{L}.-]{0,20}(?:\s\p{Lu}\p{L}+)?)\s?(?::\s|,\s` + reYear + `)`)

// opensImprint says whether s opens with a known place and its mark, so that
// even the stop of an abbreviation before it ends a sentence: "in 14 vols.
// Almaty: Gylym".
func opensImprint(s string) bool {
	m := reImprint().FindStringSubmatch(start(s, longestName))
	return m != nil && isPlaceName(m[1])
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// stopsNoSentence says whether a full stop behind s belongs to an initial or an
// abbreviation.
func stopsNoSentence(s string) bool {
	w := s[strings.LastIndexAny(s, " .(\u00ab\u201c\"-")+1:]
	if n := utf8.RuneCountInString(w); n == 1 {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r) || tells(w, isAbbreviation)
	}
	return tells(w, isAbbreviation)
}

// splitTitle parts a title from the data of publication, in an entry that has
// neither slashes nor brackets nor quotes.
func (e *entry) splitTitle(s string) (title, rest string) {
	if m := reInside().FindStringIndex(s); m != nil {
		return s[:m[0]+1], "In: " + s[m[1]:]
	}
	area := len(s)
	if at := areaBreak(s); at >= 0 {
		area = at
	}
	dashed := area < len(s)
	if at := strings.Index(s[:area], cutMark); at > 0 {
		area = at
	}
	ends := sentenceEnds(s[:area])
	if len(ends) == 0 {
		if at := serialWithoutMark(s); at > 0 {
			return s[:at], s[at:]
		}
		if m := reTailNumbered().FindStringIndex(s); m != nil {
			return s[:m[0]], s[m[0]+1:]
		}
		return s[:area], s[area:]
	}
	at := ends[0]
	told := false
	for i, end := range ends {
		next := s[end:area]
		if i+1 < len(ends) {
			next = s[end:ends[i+1]]
		}
		if i == len(ends)-1 && reNumbered().MatchString(s[end:]) && firstUpper(s[end:]) {
			at, told, area = end, true, len(s)
			if i > 0 && reShortened().MatchString(s[ends[i-1]:end]) {
				at = ends[i-1] // "Linguist. Steppe 14(2)"
			}
			break
		}
		if i > 0 && reOpensNumbers().MatchString(s[end:]) {
			at, told = ends[i-1], true // the sentence before the numbers is the periodical
			break
		}
		if isPublication(next) && !(dashed && isSubtitle(next, s[area:])) {
			at, told = end, true
			break
		}
	}
	if tail := s[area:]; !told && dashed {
		at = area // the sentences are a subtitle
		if hasNumbers(tail) {
			at = ends[len(ends)-1]
		}
	}
	return s[:at], s[at:]
}

// isSubtitle says whether a sentence that tells a collection is part of the title:
// the collection itself is what the place, the publisher and the number of all
// its pages behind the dash are for.
func isSubtitle(sentence, tail string) bool {
	place, _, colon := strings.Cut(strings.TrimLeft(tail, " .,;\u2013\u2014-"), ":")
	if !colon || !isPlaceName(place) || hasNumbers(tail) || reEditionIs().MatchString(sentence) || opensRole(sentence) {
		return false
	}
	return anyTells(sentence, isCollection) && reTotal().MatchString(tail)
}

// sentenceEnds lists where the sentences of s end, but the last.
func sentenceEnds(s string) (ends []int) {
	for at := 0; ; {
		_, rest, ok := cutSentence(s[at:])
		if !ok || rest == "" {
			return ends
		}
		at = len(s) - len(rest)
		ends = append(ends, at)
	}
}

// isPublication says whether a part of a sentence style begins the data of
// publication: "Almaty: Bilim", "Journal of Steppe Studies".
func isPublication(s string) bool {
	place, _, colon := strings.Cut(s, ":")
	if colon && isPlaceName(place) || opensEdition(s) || anyTells(firstWords(s, 2), isThesis) || opensRole(s) {
		return true
	}
	if m := reUnknownImprint().FindStringSubmatch(s); m != nil && looksPlace(m[1]) || reNumbered().MatchString(s) && firstUpper(s) {
		return true
	}
	return isPlaceName(s) || (anyTells(s, isContainer) || anyTells(s, isNewspaper)) && capitalRatio(s) || anyTells(lastWords(s, 2), isPublisher)
}

var (
	// reUnknownImprint is "Place: Publisher, 1987" whatever the place.
	reUnknownImprint = compiled(`^\s*(\p{Lu}[\p{L}\x{2019}'-]+(?:\s(?:&\s)?\p{Lu}[\p{L}-]+)?)\s?:\s[\p{Lu}\x{ab}\x{201c}"][^:.]{2,60},\s` + reYear + `(?:[^\d]|$)`)
	// reNumbered is a sentence that names a periodical and ends with its numbers.
	reNumbered = compiled(`^[^:]{3,90}?,?\s(?:\d{1,4}(?:\(\d{1,4}\))?:\s?\d{2}|` + reYear + `,\s\d{1,4}(?:\(\d{1,4}\))?,\s\d|\d{1,4}(?:\s?\(\d{1,4}\))?,\s(?:` + reRange + `|e\d+)\s\(` + reYear + `\)|\d{1,4}\s\(` + reYear + `\)[,:]?\s\d)`)
)

// reTailNumbered is a periodical with its numbers behind a comma.
var reTailNumbered = compiled(`,\s\p{Lu}[^,]{2,70}\s(?:\d{1,4}\s\(` + reYear + `\)[,:]?\s\d|\d{1,4}(?:\(\d{1,4}\))?,\s\d[^,]{0,12}\(` + reYear + `\))`)

var (
	// reTailSerial is a periodical behind a title without any mark between them, and
	// its numbers.
	reTailSerial = compiled(`^\s\p{Lu}\p{L}{3,}(?:\s\p{L}+){0,5}\.?,?\s(?:` + reYear + `\.?,?\s)?(?:№|Т\.|[Vv]ol\.?|[Nn]o\.?)\s?\d`)
	// reShortened is one shortened word as a sentence.
	reShortened = compiled(`^\s*\p{Lu}\p{Ll}{1,9}\.\s*$`)
)

// serialWithoutMark finds where the name of a periodical begins that follows a
// title without any mark; -1 where there is none.
func serialWithoutMark(s string) int {
	for i, r := range s {
		if r == ' ' && i > 0 && tells(firstWords(start(s[i:], longestName), 1), isContainer) && reTailSerial().MatchString(s[i:]) {
			return i
		}
	}
	return -1
}

// reOpensNumbers opens the numbers of a periodical.
var reOpensNumbers = compiled(`^\s*(?:[Vv]ol\.?\s?\d|[ТT]\.\s?\d+[.,]\s*№|№\s?\d|No\.\s?\d)`)

// opensRole says whether a sentence tells who else made the work, or of how many
// volumes it is: "Translated by A. Fox", "3 vols".
func opensRole(s string) bool {
	w := words(start(s, longestName))
	if len(w) < 2 {
		return false
	}
	return tells(w[0], isRole) || tells(strings.ToLower(w[0]+"-"+w[1]), isRole) || reVolumes().MatchString(s)
}

var reVolumes = compiled(`^\s*\d{1,2}\s(?:vols?|volumes|Bde)\.?\s*$`)

// opensEdition says whether a sentence is a statement of edition: "2-е изд.".
func opensEdition(s string) bool {
	m := reEditionIs().FindStringIndex(s)
	return m != nil && m[0] == 0
}

func lastWords(s string, n int) string {
	w := words(s)
	return strings.Join(w[max(0, len(w)-n):], " ")
}

// capitalRatio says whether most words of a Latin text begin with a capital, as
// the words of a journal's title do; other scripts have no such rule.
func capitalRatio(s string) bool {
	capital, small := 0, 0
	for _, w := range words(s) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case r >= 0x400:
			return true
		case unicode.IsUpper(r):
			capital++
		case len(w) > 3:
			small++
		}
	}
	return capital > small
}

// areaBreak finds the dash that ends the title area: one after a punctuation
// mark, or one before data of publication.
func areaBreak(s string) int {
	for _, m := range reAreaDash().FindAllStringIndex(s, -1) {
		head, tail := s[:m[0]], strings.TrimLeft(s[m[1]:], " ")
		if strings.TrimSpace(head) == "" {
			continue
		}
		mark, size := utf8.DecodeRuneInString(s[m[0]:])
		if mark != ' ' {
			if isDash := strings.TrimRight(s[m[0]:m[1]], " ") != ","; !isDash && !commaData(tail) {
				continue
			}
			if mark == '.' && stopsNoSentence(head) && !opensData(tail) {
				continue
			}
			if mark == ',' && !opensData(tail) {
				continue
			}
			if strings.ContainsRune("])?!\u00bb\u201d\"", mark) && !opensData(tail) && !unicode.IsUpper(firstRune(tail)) {
				continue
			}
			if mark == '.' || mark == ',' || mark == ';' || mark == 0 {
				return m[0]
			}
			return m[0] + size
		}
		if opensData(tail) {
			return m[0]
		}
	}
	return -1
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

var reOpensData = compiled(`^(?:` + reYear + `(?:[\s.,;)]|$)|№|[Nn]o\.?\s?\d|[Vv]ol|[ТT]\.\s?\d|[CСSБPp]{1,2}\.\s?\d|\d+\s*(?:[pсcsбbpр]|стр|бет)\.|\d{1,4}\s?\(\d|\d{1,4},\s\d+\s?[-\x{2013}]\s?\d|\d{1,4}:\s?\d+[-\x{2013}]\d)`)

// opensData says whether s opens with data of publication.
func opensData(s string) bool {
	if reOpensData().MatchString(s) {
		return true
	}
	place, _, colon := strings.Cut(s, ":")
	if colon && len(place) < 60 && (isPlaceName(place) || looksPlace(place)) {
		return true
	}
	name, next, comma := strings.Cut(s, ",")
	return comma && isPlaceName(name) && !reDayMonth().MatchString(next)
}

// reDayMonth opens a date: the place before it is where something was held.
var reDayMonth = compiled(`^\s*\d{1,2}(?:\s*[-\x{2013}]\s*\d{1,2})?\s\p{L}{3,}`)

// commaData is opensData behind a mere comma, where an unknown place is
// believed only before a publisher that tells itself.
func commaData(s string) bool {
	place, publisher, colon := strings.Cut(s, ":")
	if colon && !isPlaceName(place) && looksPlace(place) && !reOpensData().MatchString(s) {
		publisher, _, _ = strings.Cut(publisher, ",")
		return len(strings.Fields(place)) <= 2 && anyTells(publisher, isPublisher)
	}
	return opensData(s)
}

// looksPlace says whether what stands before a colon can be a place: one to
// three capitalised words.
func looksPlace(s string) bool {
	f := strings.Fields(s)
	return len(f) > 0 && len(f) <= 3 && capitalised(s) && !reInitialsIn().MatchString(s)
}

// reInitialsIn finds the initials of a person.
var reInitialsIn = compiled(`\p{Lu}\.\s?\p{Lu}\p{L}*\.`)

// isPlaceName says whether s is a place of publication that is known.
func isPlaceName(s string) bool {
	s = strings.ToLower(strings.Trim(s, " .,;:[]()"))
	if s == "" || len(s) > 60 {
		return false
	}
	t := tellingWords()
	for _, part := range append([]string{s}, splitPlaces().Split(s, -1)...) {
		part = strings.Trim(part, " .")
		for _, c := range t.whole[plain(part)] {
			if c == isPlace {
				return true
			}
		}
	}
	return false
}

var splitPlaces = compiled(`\s*[;/&]\s*|,\s+|\sand\s`)
