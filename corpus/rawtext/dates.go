package rawtext

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"izde/corpus/letter"
	"izde/corpus/pattern"
)

var (
	isoDate    = pattern.New(`\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b`)
	dottedDate = pattern.New(`\b(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)\b`)
	shortDate  = pattern.New(`\b(\d{1,2})\.(\d{2})\.(\d\d)\b`)
	leadDate   = pattern.New(`^\d{1,2}[./]\d{1,2}[./](?:(?:19|20)?\d\d)\s*(?:[жг]\.|жылы|года)?[\s,–-]+`)
	wordDate   = pattern.New(`\b(\d{1,2})\s+(\p{L}{3,})\.?,?\s+((?:19|20)\d\d)`)
	monthFirst = pattern.New(`\b(\p{L}{3,})\.?\s+(\d{1,2}),?\s+((?:19|20)\d\d)`)
	bareDate   = pattern.New(`^\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\.?$`)
	kazakhDate = pattern.New(`((?:19|20)\d\d)\s*(?:ж\.?|жылғы|жылы)\s*(\d{1,2})\s+(\p{L}{3,})`)
)

// months by their first three letters, folded; Kazakh by more where needed.
var months = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
	"янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
	"қаң": 1, "ақп": 2, "нау": 3, "сәу": 4, "мам": 5, "мау": 6, "шіл": 7, "там": 8, "қыр": 9, "қаз": 10, "қар": 11, "жел": 12,
}

// dateIn finds the first date of text as ISO 8601, "" if there is none.
func dateIn(text string) string {
	if m := isoDate.FindString(text); m != "" {
		return m
	}
	if m := dottedDate.FindStringSubmatch(text); m != nil {
		return iso(m[3], m[2], m[1])
	}
	if m := kazakhDate.FindStringSubmatch(text); m != nil {
		return isoMonth(m[1], m[3], m[2])
	}
	if m := wordDate.FindStringSubmatch(text); m != nil {
		return isoMonth(m[3], m[2], m[1])
	}
	if m := monthFirst.FindStringSubmatch(text); m != nil {
		return isoMonth(m[3], m[1], m[2])
	}
	if m := shortDate.FindStringSubmatch(text); m != nil {
		return iso("20"+m[3], m[2], m[1])
	}
	return ""
}

// namesDay is true for a text that says a day of a month, with its year or
// without: "on 5 March", "ақпанның 6-сы", "14–15 сентября".
func namesDay(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' })
	for i, w := range words {
		if !loadTerms().isMonth(strings.TrimRight(w, ".;:")) {
			continue
		}
		if i > 1 && words[i-1] == "of" && isDay(words[i-2]) || i > 0 && isDay(words[i-1]) || i+1 < len(words) && isDay(words[i+1]) {
			return true
		}
	}
	return false
}

// isDay is true for the number of a day, in figures or words: "6", "6-сы",
// "14–15", "3rd", "twenty-fourth", "шестого".
func isDay(word string) bool {
	if loadTerms().ordinals[skeletonString(word[strings.LastIndexByte(word, '-')+1:])] {
		return true
	}
	digits := word[:len(word)-len(strings.TrimLeft(word, "0123456789"))]
	n, err := strconv.Atoi(digits)
	return err == nil && len(digits) <= 2 && n >= 1 && n <= 31
}

func isoMonth(year, name, day string) string {
	r := []rune(strings.ToLower(name))
	if m := months[string(r[:3])]; m > 0 {
		return iso(year, strconv.Itoa(m), day)
	}
	return ""
}

func iso(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// dateRank says how surely a label names the day of acceptance: "accepted" does,
// "approved" does where nothing is said to be accepted.
type dateRank uint8

const (
	rankOther dateRank = iota // revised, published
	rankReceived
	rankApproved
	rankAccepted
)

// readDates reads "Received 12.03.2021; accepted 1 May 2021" and the like.
func (b *builder) readDates(e *element) {
	var text strings.Builder
	for i := e.from; i < e.to; i++ {
		text.WriteString(dateLast(b.s.lines[i].text) + " ")
	}
	fields := ""
	for _, part := range datedParts(text.String()) {
		if b.dates == nil {
			b.dates = map[dateRank]string{}
		}
		if b.dates[part.rank] == "" {
			b.dates[part.rank] = part.date
		}
		switch {
		case part.rank == rankReceived && !strings.Contains(fields, "received"):
			fields += "+received"
		case part.rank >= rankApproved && !strings.Contains(fields, "accepted"):
			fields += "+accepted"
		}
	}
	if fields == "" {
		fields = "+furniture: dates"
	}
	b.use(e.from, e.to, fields[1:])
}

// dateLast puts the date of "14.11.2023 ж. баспаға түсті." after its label.
func dateLast(text string) string {
	pieces := strings.Split(text, ", ")
	if bareDate.MatchString(pieces[0]) {
		pieces = []string{text} // the comma parts the date from its label
	}
	for i, p := range pieces {
		if date := leadDate.FindString(p); date != "" && len(date) < len(p) {
			pieces[i] = p[len(date):] + " " + date
		}
	}
	return strings.Join(pieces, ", ")
}

// setDates decides which of the dates are those of receipt and acceptance. A
// manuscript taken in on one day and approved on a later one was received on
// the first.
func (b *builder) setDates() {
	received, approved, accepted := b.dates[rankReceived], b.dates[rankApproved], b.dates[rankAccepted]
	switch {
	case received == "" && accepted != "" && accepted < approved:
		received, accepted = accepted, approved
	case accepted == "":
		accepted = approved
	}
	b.a.Received, b.a.Accepted = received, accepted
}

// datePart is one labelled date.
type datePart struct {
	rank dateRank
	text string // after the label
	date string // ISO 8601, or as printed
}

// datedParts finds the labelled dates of a text. Labels of one meaning in a row,
// in several languages, share the date after the last.
func datedParts(text string) []datePart {
	var out []datePart
	date, rank := "", rankOther
	parts := dateParts(text)
	for i := len(parts) - 1; i >= 0; i-- {
		p := parts[i]
		if p.date = dateIn(p.text); p.date == "" && strings.ContainsAny(p.text, "0123456789") {
			p.date = strings.Trim(p.text, " .,;:/")
		}
		if p.date == "" && p.rank == rank {
			p.date = date
		}
		if p.date != "" {
			date, rank = p.date, p.rank
			out = append([]datePart{p}, out...)
		}
	}
	return out
}

// dateParts cuts a text at its date labels.
func dateParts(text string) []datePart {
	var out []datePart
	text = strings.ToValidUTF8(text[:min(len(text), longestNameLine)], "")
	for at := 0; at < len(text); {
		r, _ := utf8.DecodeRuneInString(text[at:])
		if l, ok := findLabel(text[at:]); ok && letter.Is(r) && labelClass[l.kind] == classDates {
			if n := len(out); n > 0 {
				out[n-1].text = strings.TrimSuffix(out[n-1].text, text[at:])
			}
			out = append(out, datePart{rank: rankOf(l.kind, text[at:at+l.end]), text: text[at+l.end:]})
			at += max(l.end, 1)
		}
		next := strings.IndexByte(text[min(at, len(text)):], ' ')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return out
}

// rankOf is what a label of dates means.
func rankOf(kind labelKind, text string) dateRank {
	if kind == labelReceived {
		return rankReceived
	}
	folded := skeletonString(text)
	for _, word := range []struct {
		root string
		rank dateRank
	}{{"accept", rankAccepted}, {"приня", rankAccepted}, {"қабылда", rankAccepted}, {"approv", rankApproved}, {"одобр", rankApproved}, {"мақұлда", rankApproved}} {
		if strings.Contains(folded, skeletonString(word.root)) {
			return word.rank
		}
	}
	return rankOther
}
