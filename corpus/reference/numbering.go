package reference

import (
	"strconv"
	"strings"
	"unicode"

	"izde/corpus/pattern"
)

const (
	reDash  = `[-\x{2010}\x{2011}\x{2012}\x{2013}\x{2014}\x{2212}]`
	reRange = `\d+(?:\s*` + reDash + `+\s*\d+)?(?:\s*,\s*\d+\s*` + reDash + `\s*\d+)*`
	reStart = `(^|[\s.,;:(\x00]|` + reDash + `)`
)

// pagesForms are the ways in which pages are printed; the second group is the
// value. Letters that look alike (С and C, р and p) stand for each other.
var pagesForms = []struct {
	form  *pattern.Expr
	total bool
}{
	// С. 12–15, pp. 12-15, Б. 3, S. 108-112, cc. 77-91
	{pattern.New(`(?:^|[\s.,;:(\x00\x{2013}\x{2014}-])(?:[CСSБBсcsбP]\.|[CСБ]\s|pp?\.?|PP\.|Pp\.|рр?\.?|ss\.|сс\.|cc\.|бб\.|[Сс]тр\.?|[Ss]tr\.?|бет\.?|pages?|Bb?\.)\s*:?\s*(` + reRange + `|[ivxlc]+` + reDash + `[ivxlc]+)(?:\s*(?:бб?|б)\.)?`), false},
	// 12-15 бб., 12–15 с.
	{pattern.New(`(?:^|[\s.,;:(\x00])(\d+\s*` + reDash + `\s*\d+)\s*-?\s*(?:бб?|бет(?:тер)?|pp?|рр?|[сcs]{1,2}|стр|b|bb|bet|беттер)(?:\.|[\s,;)\x00]|$)`), false},
	// 4-б., 200-бет
	{pattern.New(`(?:^|[\s.,;:(\x00])(\d{1,4})-(?:б|бет|bet|b)(?:\.|[\s,;)\x00]|$)`), false},
	// 368 p., 256 б., xii + 240 pp.
	{pattern.New(`(?:^|[\s.,;:(\x00\x{2013}\x{2014}-])((?:[ivxlcIVXLC]+\s*[,+]\s*)?\d{1,4}(?:,\s*\[\d{1,2}\])?)\s*(?:p|pp|р|рр|[сcsSСC]|стр|б|бет|b|bet|pages|str)(?:\.|[\s,;)\x00]|$)`), true},
	// id e0123456
	{pattern.New(`(?i)(?:^|[\s,;:])id\s*(e?\d{2,8})(?:[\s.,;)\x00]|$)`), false},
}

// reTotal finds the number of all pages of a work.
var reTotal = pagesForms[3].form

// takePages takes the pages out of a part that holds no title.
func (e *entry) takePages(part string) string {
	for _, p := range pagesForms {
		if m := p.form.FindStringSubmatchIndex(part); m != nil {
			pages := part[m[2]:m[3]]
			if y := reYearThenTotal.FindStringSubmatchIndex(pages); y != nil {
				// "2007 - 304 с.": a year and the pages of the whole.
				m[2] += y[2]
				m[0] = m[2]
				e.ref.Pages, e.total = part[m[2]:m[3]], true
				return part[:m[0]] + cutMark + part[m[1]:]
			}
			e.ref.Pages = plainRange(pages)
			e.total = p.total
			start := m[0]
			if start < m[2] && strings.ContainsRune(".,;:(", rune(part[start])) {
				start++
			}
			return part[:start] + cutMark + part[m[1]:]
		}
	}
	return part
}

var reYearThenTotal = pattern.New(`^` + reYear + `\s*[-\x{2013}\x{2014}]\s+(\d{1,3})$`)

// plainRange prints a range with plain hyphens and no blanks.
func plainRange(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
		case unicode.Is(unicode.Pd, r) || r == '\u2212':
			if !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		case r == ',':
			b.WriteString(", ")
		case r == '+':
			b.WriteString(" + ")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

const reYear = `(?:1[5-9]\d\d|20[0-4]\d)`

var (
	// 2019;12(3):45–67
	reVancouver = pattern.New(`(?:^|[\s.,;\x00])(` + reYear + `)(?:\s[A-Z][a-z]{2}(?:\s\d+)?)?\s?;\s*(?:(\d+)\s*)?(?:\(([^()]{1,20})\))?\s*(?::\s*([A-Za-z]?\d+(?:\s*` + reDash + `\s*[A-Za-z]?\d+)?))?`)
	// 12(3), 45–67; 12 (3): 45; 93(884): 1211
	reVolumeIssue = pattern.New(`(?:^|[\s.,;:\x00])(\d{1,4}|[IVXLC]+)\s*\(\s*(?:(?:№|[Nn]o?\.?|[Ii]ss(?:ue)?\.?)\s*)?(\d{1,4}(?:\s*[-/\x{2013},]\s*\d{1,4})?(?:\s*\(\d+\))?|[Ss]uppl[^()]{0,10})\s*\)(?:\s*[:,.]\s*(?:pp?\.\s*)?(` + reRange + `|e\d+))?`)
	// 12, no. 3 (2019): 45–67
	reChicago = pattern.New(`(?:^|[\s,])(\d{1,4}),\s*(?:no|issue|iss)\.?\s*(\d+(?:[-/\x{2013}]\d+)?)\s*\((?:[^()]{0,15}\s)?(` + reYear + `)\)(?:\s*:\s*(` + reRange + `))?`)
	// 12 (2019): 45–67, 12 (Spring 2019): 45–67, 12 (2019) 45–67
	reVolumeYear = pattern.New(`(?:^|[\s,])(\d{1,4})\s*\((?:\p{Lu}\p{Ll}+\s)?(` + reYear + `)\)\s*[:,]?\s*(` + reRange + `)`)
	// 2019, 12(3), 45–67
	reYearVolume = pattern.New(`[\s,](` + reYear + `),\s(\d{1,4})(?:\s?\((\d{1,4})\))?,\s(` + reRange + `|e\d+)`)
	// 12(3), 45–67 (2019)
	reYearLast = pattern.New(`[\s,](\d{1,4})(?:\s?\((\d{1,4})\))?,\s(` + reRange + `|e\d+)\s\((` + reYear + `)\)`)

	// Vol. 12(3); Т. 5 (2)
	reVolumeParen = pattern.New(`(?:[Vv]ol(?:ume)?\.?|[ТT]\.|[Тт]ом|[Tt]om)\s*(\d{1,4}|[IVXLC]+)\s*\(\s*(?:(?:№|[Nn]o?\.?|[Ii]ss(?:ue)?\.?)\s*)?(\d{1,4}(?:\s*[-/\x{2013}]\s*\d{1,4})?)\s*\)(?:\s*[:,.]\s*(?:pp?\.\s*)?(` + reRange + `))?`)

	reVolume  = pattern.New(`(?:^|[\s.,;:(\x00\x{2013}\x{2014}-])(?:[Vv]ol(?:ume)?s?\.?|VOL\.?|[ТT]\.|[тt]\.|[Тт]ом|[Tt]om|Bd\.?|[Vv]\.|[Кк]іт\.?|[Ч]\.|[Чч]асть|Ch\.|[Кк]н\.|Бөл\.?)\s*(\d{1,4}(?:\s*` + reDash + `\s*\d{1,4})?|[IVXLCІ]+)(?:[\s.,;:)\x00(]|$)`)
	reVolume2 = pattern.New(`(?:^|[\s.,;:(\x00\x{2013}\x{2014}-])(\d{1,3})\s*-?\s*(?:том|т|кітап|бөлім|бөл|tom)\.?(?:[\s.,;:)\x00]|$)`)
	reIssue   = pattern.New(`(?:^|[\s.,;:(\x00\x{2013}\x{2014}-])(?:№\s?№?|[Nn][or]\.?|N[o\x{ba}\x{b0}]|N|[Ii]ss(?:ue)?\.?|[Ii]s\.|[Вв]ып(?:уск)?\.?|[Vv]yp(?:usk)?\.?|[Шш]ығ\.?|#|[Nn]umber|ISSUE)\s*(\d{1,5}(?:[-/\x{2013}]\d{1,5})?(?:\s*\(\s*\d{1,5}(?:[-/\x{2013}]\d{1,5})?\s*\))?)`)
	reIssue2  = pattern.New(`(?:^|[\s.,;:(\x00])(\d{1,4})\s*-?\s*(?:шығ(?:арылым)?|сан)\.?(?:[\s.,;:)\x00]|$)`)
	reBareVP  = pattern.New(`,\s*(\d{1,4})\s*,\s*(` + reRange + `|e\d+)\s*[.\x00]*\s*$`)
	reColonVP = pattern.New(`[\s,](\d{1,4})\s*:\s*(\d+\s*` + reDash + `\s*\d+)`)
	// 11(2):245 at the end
	reColonEnd = pattern.New(`[\s,](\d{1,4})(?:\((\d{1,4})\))?:\s?([a-z]?\d{2,6})[\s.\x00]*$`)
	reBarePg   = pattern.New(`[,:]\s*(\d+\s*` + reDash + `\s*\d+)\s*(?:[.\x00)]*\s*$|\.\s+\p{Lu})`)
)

// takeNumbering takes volume, issue, year and pages out of a part that holds no
// title, and leaves cut marks.
func (e *entry) takeNumbering(part string) string {
	// A labelled issue may have its number through all years in brackets, which
	// must not be taken for volume and issue.
	part = takeOne(part, &e.ref.Pages, reArticleNo)
	if !strings.Contains(part, "(") || !reChicago.MatchString(part) {
		part = takeOne(part, &e.ref.Issue, reIssue)
	}
	part = e.takeCompact(part)
	part = e.takePages(part)
	part = takeOne(part, &e.ref.Volume, reVolume, reVolume2)
	part = takeOne(part, &e.ref.Issue, reIssue, reIssue2)
	if m := reBarePg.FindStringSubmatch(part); m != nil && e.ref.Pages == "" && !e.total && !(e.ref.Year == 0 && reYears.MatchString(m[1])) {
		part = takeOne(part, &e.ref.Pages, reBarePg)
	}
	return part
}

var (
	reArticleNo = pattern.New(`(?:^|[\s,;:.])[Aa]rt(?:icle)?\.?\s*(?:[Nn]o\.?\s*|[Nn]umber\s*)?(e?\d{2,8})(?:[\s.,;)\x00]|$)`)
	// reYears is a span of years, not of pages: 1982–85.
	reYears = pattern.New(`^` + reYear + `\s*` + reDash + `\s*(?:\d\d|` + reYear + `)$`)
)

// takeCompact takes the forms that print several numbers at once.
func (e *entry) takeCompact(part string) string {
	for _, c := range []struct {
		needs  string // without which the form cannot be there
		form   *pattern.Expr
		fields []*string
	}{
		{"(", reVolumeParen, []*string{&e.ref.Volume, &e.ref.Issue, &e.ref.Pages}},
		{"(", reChicago, []*string{&e.ref.Volume, &e.ref.Issue, nil, &e.ref.Pages}},
		{"(", reVolumeYear, []*string{&e.ref.Volume, nil, &e.ref.Pages}},
		{"(", reYearLast, []*string{&e.ref.Volume, &e.ref.Issue, &e.ref.Pages, nil}},
		{",", reYearVolume, []*string{nil, &e.ref.Volume, &e.ref.Issue, &e.ref.Pages}},
		{";", reVancouver, []*string{nil, &e.ref.Volume, &e.ref.Issue, &e.ref.Pages}},
		{"(", reVolumeIssue, []*string{&e.ref.Volume, &e.ref.Issue, &e.ref.Pages}},
		{",", reBareVP, []*string{&e.ref.Volume, &e.ref.Pages}},
		{":", reColonVP, []*string{&e.ref.Volume, &e.ref.Pages}},
		{":", reColonEnd, []*string{&e.ref.Volume, &e.ref.Issue, &e.ref.Pages}},
	} {
		if !strings.Contains(part, c.needs) {
			continue
		}
		m := c.form.FindStringSubmatchIndex(part)
		if m == nil || isPlainYear(part, m, c.fields) {
			continue
		}
		for i, field := range c.fields {
			from, to := m[2+2*i], m[3+2*i]
			switch {
			case from < 0:
			case field == nil:
				if e.ref.Year == 0 {
					e.ref.Year, _ = strconv.Atoi(part[from:to])
				}
			case *field == "":
				*field = plainRange(part[from:to])
			}
		}
		return part[:m[0]] + cutMark + part[m[1]:]
	}
	return part
}

// isPlainYear says whether a match takes a year for a volume: in "2019 (4)" it is
// a year.
func isPlainYear(part string, m []int, fields []*string) bool {
	if len(fields) > 0 && fields[0] != nil && m[2] >= 0 {
		v := part[m[2]:m[3]]
		n, err := strconv.Atoi(v)
		return err == nil && n >= 1500 && n <= 2049
	}
	return false
}

// takeOne takes the first form that is found into field, if that is empty.
func takeOne(part string, field *string, forms ...*pattern.Expr) string {
	for _, form := range forms {
		if *field != "" {
			return part
		}
		if m := form.FindStringSubmatchIndex(part); m != nil {
			*field = strings.TrimRight(plainRange(part[m[2]:m[3]]), ", ")
			start := m[0]
			if start < m[2] && strings.ContainsRune(".,;:(", rune(part[start])) {
				start++
			}
			part = part[:start] + cutMark + part[max(m[3], start):]
		}
	}
	return part
}

var (
	// (2007), (2007a), (2019, March 3), [2001]
	reYearParen = pattern.New(`^[\s.,]*[(\[]\s*(?:[cс]\.?\s*)?(` + reYear + `)[a-zа-я]?(?:\s*` + reDash + `\s*\d{2,4})?(?:,\s*[^)\]]{0,40})?\s*(?:[гж]\.)?\s*[)\]][\s.,:;]*`)
	reYearHead  = pattern.New(`^[\s.,]*(` + reYear + `)[a-z]?\s*[.,:]\s+`)
	// A year among the data of publication: after a separator, before another.
	reYearPart = pattern.New(`(?:^|[.,;:(\x00\s]|` + reDash + `|")\s*(` + reYear + `)(?:\s*[-/\x{2013}]\s*(?:` + reYear + `|\d\d))?[a-zа-я]?\s*(?:гг?\.|жж?\.|года?|жылы?|[гжyg])?\s*(?:[.,;:)\]\x00]|\s` + reDash + `|$|\s№|\s[Nn]o?\.|\s[VТTС]|\sжыл)`)
)

var reNoYear = pattern.New(`(?i)^[\s.,]*\((?:n\.\s?d\.?|б\.\s?г\.?|in press|forthcoming|в печати)\)[\s.,]*`)

// takeYear takes the year in brackets behind the names, or a bare year there.
func (e *entry) takeYear() {
	if m := reNoYear.FindStringIndex(e.rest); m != nil {
		e.inPress = containsOne(e.rest[:m[1]], "press", "forthcoming", "печати")
		e.rest = e.rest[m[1]:]
		return
	}
	for _, form := range []*pattern.Expr{reYearParen, reYearHead} {
		m := form.FindStringSubmatchIndex(e.rest)
		if m == nil || form == reYearHead && len(e.ref.Authors) == 0 {
			continue
		}
		e.ref.Year, _ = strconv.Atoi(e.rest[m[2]:m[3]])
		e.rest = e.rest[m[1]:]
		return
	}
}

// takeYearPart takes a year from among the data of publication, the last one
// there; a year repeated there is taken out too.
func (e *entry) takeYearPart(part string) string {
	all := reYearPart.FindAllStringSubmatchIndex(part, -1)
	if len(all) == 0 {
		return part
	}
	m := all[len(all)-1]
	year, _ := strconv.Atoi(part[m[2]:m[3]])
	if e.ref.Year == 0 {
		e.ref.Year = year
	}
	if e.ref.Year != year {
		return part
	}
	end := m[3]
	for end < m[1] && !strings.ContainsRune(".,;:)\x00 -", rune(part[end])) {
		end++
	}
	return part[:m[2]] + cutMark + part[end:]
}
