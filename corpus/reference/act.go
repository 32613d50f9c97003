package reference

import (
	"strings"

	"izde/corpus/pattern"
)

var (
	// reSiteDate is a site and a date, all that news of the web are cited by.
	reSiteDate = pattern.New(`^([^,.:\[\]"]{2,60}),\s(?:(` + reYear + `),\s\d{1,2}\s(\p{L}+)|\d{1,2}\s(\p{L}+)\s(` + reYear + `))[\s.\x00гж]*$`)
	// reSiteLabel is a word before the name of a site in quotes.
	reSiteLabel = pattern.New(`(?i)^(?:(?:official\s)?web-?\s?site|сайт|портал|интернет-портал|site|sait|portal)\s+([\x{ab}\x{201c}"])`)
)

// takeSite takes an entry that gives the name of a site and the date, and has
// no title of the page.
func (e *entry) takeSite(s string) bool {
	if e.ref.URL == "" {
		return false
	}
	if m := reSiteLabel.FindStringSubmatchIndex(s); m != nil {
		return e.takeQuoted(s[m[2]:])
	}
	m := reSiteDate.FindStringSubmatch(s)
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

var rePatentEnd = pattern.New(`[.;,]?\s+/\s|[.;]\s*(?:[Оо]публ|[Зз]аявл|[Бб]юл|[Пп]убл|[Зз]аявитель|Жариял|[Ff]iled|[Pp]ubl)|[.,]\s+[\x{2013}\x{2014}]\s|\s` + reYear + `\.?$`)

// takePatent takes the number and title of a patent; its dates and bulletin
// are no numbers of a periodical.
func (e *entry) takePatent(s string) bool {
	if !opensPatent(s) {
		return false
	}
	title, rest := s, ""
	if m := rePatentEnd.FindStringIndex(s); m != nil {
		title, rest = s[:m[0]], s[m[0]:]
	}
	if m := reSlash.FindStringIndex(rest); m != nil && m[0] <= 1 {
		e.addAuthors(responsible(rest[m[1]:]))
	}
	e.setTitle(title)
	if m := reIssued.FindStringSubmatch(rest); m != nil {
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
var reIssued = pattern.New(`(?:[Оо]публ|[Жж]ариял|[Pp]ubl)[^\d]{0,12}(?:\d{1,2}\.\d{1,2}\.)?(` + reYear + `)`)

// takeAct takes the name of a legal act, which holds its date and number.
func (e *entry) takeAct(s string) bool {
	if len(e.ref.Authors) > 0 || !namesAct(s) || reBracket.MatchString(s) || anyTells(firstWords(s, 12), isThesis) {
		return false
	}
	end := len(s)
	for _, at := range sentenceEnds(s) {
		if !reActKind.MatchString(s[at:]) {
			end = at
			break
		}
	}
	for _, m := range reAreaDash.FindAllStringIndex(s[:end], -1) {
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
var reActKind = pattern.New(`^\s*(?:(?:Қазақстан\sРеспубликасы(?:ның|\s\p{L}+)?\s)?(?:Заңы|Кодексі|Жарлығы|Қаулысы|Бұйрығы)|Закон|Указ|Постановление|Приказ|Распоряжение|Law|Decree|Resolution|Zakon|Ukaz|Postanovlenie|Prikaz)(?:[\s,.]|$)`)

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
