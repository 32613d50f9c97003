package rawtext

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	isoDate    = regexp.MustCompile(`\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b`)
	dottedDate = regexp.MustCompile(`\b(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)\b`)
	wordDate   = regexp.MustCompile(`\b(\d{1,2})\s+(\p{L}{3,})\.?,?\s+((?:19|20)\d\d)`)
	monthFirst = regexp.MustCompile(`\b(\p{L}{3,})\.?\s+(\d{1,2}),?\s+((?:19|20)\d\d)`)
	kazakhDate = regexp.MustCompile(`((?:19|20)\d\d)\s*(?:ж\.?|жылғы|жылы)\s*(\d{1,2})\s+(\p{L}{3,})`)
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
	return ""
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

// readDates reads "Received 12.03.2021; accepted 1 May 2021" and the like.
func (b *builder) readDates(e *element) {
	fields := map[string]bool{}
	for i := e.from; i < e.to; i++ {
		text := b.s.lines[i].text
		for _, part := range dateParts(text) {
			date := dateIn(part.text)
			if date == "" {
				date = strings.Trim(part.text, " .,;:")
			}
			if part.kind == labelReceived {
				setOnce(&b.a.Received, date)
				fields["received"] = true
			} else if part.accepted {
				setOnce(&b.a.Accepted, date)
				fields["accepted"] = true
			}
		}
	}
	field := "furniture: dates"
	switch {
	case fields["received"] && fields["accepted"]:
		field = "received+accepted"
	case fields["received"]:
		field = "received"
	case fields["accepted"]:
		field = "accepted"
	}
	b.use(e.from, e.to, field)
}

// datePart is one labelled date.
type datePart struct {
	kind     labelKind
	accepted bool // accepted, as against revised or published
	text     string
}

// dateParts cuts a line at its date labels.
func dateParts(text string) []datePart {
	var out []datePart
	text = strings.ToValidUTF8(text[:min(len(text), longestNameLine)], "")
	for at := 0; at < len(text); {
		l, ok := findLabel(text[at:])
		if ok && labelClass[l.kind] == classDates {
			if n := len(out); n > 0 {
				out[n-1].text = strings.TrimSuffix(out[n-1].text, text[at:])
			}
			word := skeletonString(text[at : at+l.end])
			isAccepted := strings.Contains(word, "accept") || strings.Contains(word, skeletonString("приня")) || strings.Contains(word, skeletonString("қабылда"))
			out = append(out, datePart{l.kind, isAccepted, text[at+l.end:]})
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
