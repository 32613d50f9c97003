package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits of filters, against requests that no page of ours makes.
const (
	// MaxFilterBytes is the length of a filter text; a hundred selected
	// keywords are about 4,000 bytes.
	MaxFilterBytes = 16 << 10
	// MaxFilterValues is the number of values of one filter.
	MaxFilterValues = 256
)

// Filter keeps the documents that have one of Values in Field, or whose year
// is within From..To (both included, 0 is open; both 0 where there are
// Values).
type Filter struct {
	Field  string
	Values []string
	From   int
	To     int
}

// FilterFields are the fields that a Filter may name.
func FilterFields() []string {
	return []string{"author", "irsti", "issue", "journal", "keyword", "keyword-en", "keyword-kk",
		"keyword-ru", "kind", "lang", "references", "series", "udc", "year"}
}

// FilterError says where a filter text could not be read.
type FilterError struct {
	Text   string
	Offset int // in bytes
	Reason string
}

func (e *FilterError) Error() string {
	return fmt.Sprintf("filter %q, character %d: %s", shortened(e.Text), utf8.RuneCountInString(e.Text[:e.Offset])+1, e.Reason)
}

func shortened(text string) string {
	const most = 80
	for i := range text {
		if i >= most {
			return text[:i] + "…"
		}
	}
	return text
}

// ParseFilters reads `lang:kk|ru,year:2020..2024,keyword:"a, b"|c`: filters
// parted by commas, values by |. A value with one of , | " \ in it stands in
// quotes, where \ keeps the next character. A field may be named once. The
// error is a *FilterError.
func ParseFilters(text string) ([]Filter, error) {
	p := &filterParser{text: text}
	switch {
	case len(text) > MaxFilterBytes:
		return nil, p.fail(0, "it is %d bytes long, the most is %d", len(text), MaxFilterBytes)
	case !utf8.ValidString(text):
		return nil, p.fail(0, "it is not valid UTF-8")
	case strings.TrimSpace(text) == "":
		return nil, nil
	}
	var filters []Filter
	for {
		f, err := p.filter(filters)
		if err != nil {
			return nil, err
		}
		filters = append(filters, f)
		if p.pos == len(text) {
			return filters, nil
		}
		p.pos++ // the comma
	}
}

// FormatFilters writes filters as ParseFilters reads them.
func FormatFilters(filters []Filter) string {
	var b strings.Builder
	for i, f := range filters {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(f.Field + ":")
		if len(f.Values) == 0 {
			b.WriteString(formatYears(f.From, f.To))
		}
		for j, value := range f.Values {
			if j > 0 {
				b.WriteByte('|')
			}
			b.WriteString(quotedValue(value))
		}
	}
	return b.String()
}

// String is the filter as ParseFilters reads it.
func (f Filter) String() string { return FormatFilters([]Filter{f}) }

func quotedValue(value string) string {
	if value != "" && strings.TrimSpace(value) == value && !strings.ContainsAny(value, `,|"\`) {
		return value
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}

type filterParser struct {
	text string
	pos  int
}

func (p *filterParser) fail(at int, format string, args ...any) error {
	return &FilterError{Text: p.text, Offset: at, Reason: fmt.Sprintf(format, args...)}
}

// filter reads one field and its values, up to a comma or the end.
func (p *filterParser) filter(before []Filter) (Filter, error) {
	start := p.pos
	length := strings.IndexAny(p.text[start:], ":,|\"")
	if length < 0 || p.text[start+length] != ':' {
		return Filter{}, p.fail(start, "a filter is field:value, with one of the fields %s", strings.Join(FilterFields(), ", "))
	}
	f := Filter{Field: strings.ToLower(strings.TrimSpace(p.text[start : start+length]))}
	if !slices.Contains(FilterFields(), f.Field) {
		return Filter{}, p.fail(start, "unknown field %q; the fields are %s", f.Field, strings.Join(FilterFields(), ", "))
	}
	if slices.ContainsFunc(before, func(other Filter) bool { return other.Field == f.Field }) {
		return Filter{}, p.fail(start, "the field %s is given twice; several values are written %s:a|b", f.Field, f.Field)
	}
	p.pos = start + length + 1
	return f, p.values(&f)
}

func (p *filterParser) values(f *Filter) error {
	for {
		at := p.pos
		value, quoted, err := p.value()
		if err != nil {
			return err
		}
		if f.Field == FieldYear && !quoted && strings.Contains(value, "..") {
			if len(f.Values) > 0 || p.at('|') {
				return p.fail(at, "a range of years stands alone, without other years")
			}
			return p.yearRange(f, value, at)
		}
		if value, err = p.checked(f.Field, value, at); err != nil {
			return err
		}
		if !slices.Contains(f.Values, value) {
			f.Values = append(f.Values, value)
		}
		if len(f.Values) > MaxFilterValues {
			return p.fail(at, "more than %d values for %s", MaxFilterValues, f.Field)
		}
		if !p.at('|') {
			return nil
		}
		p.pos++
	}
}

func (p *filterParser) at(c byte) bool { return p.pos < len(p.text) && p.text[p.pos] == c }

// value reads one value; behind it stands a comma, a | or the end.
func (p *filterParser) value() (value string, quoted bool, err error) {
	for p.at(' ') {
		p.pos++
	}
	start := p.pos
	if p.at('"') {
		value, err = p.quotedText()
		return value, true, err
	}
	length := strings.IndexAny(p.text[start:], `,|"\`)
	if length < 0 {
		length = len(p.text) - start
	}
	p.pos += length
	if p.at('"') || p.at('\\') {
		return "", false, p.fail(p.pos, "a value with %q in it must stand in quotes", p.text[p.pos])
	}
	return strings.TrimSpace(p.text[start:p.pos]), false, nil
}

func (p *filterParser) quotedText() (string, error) {
	start := p.pos
	var b strings.Builder
	for p.pos++; !p.at('"'); p.pos++ {
		if p.at('\\') {
			p.pos++
		}
		if p.pos >= len(p.text) {
			return "", p.fail(start, "a quote is not closed")
		}
		b.WriteByte(p.text[p.pos])
	}
	for p.pos++; p.at(' '); p.pos++ {
	}
	if p.pos < len(p.text) && !p.at(',') && !p.at('|') {
		return "", p.fail(p.pos, "after a quoted value comes a comma, a | or the end")
	}
	return b.String(), nil
}

// checked gives the value in the form that documents have.
func (p *filterParser) checked(field, value string, at int) (string, error) {
	value = norm.NFC.String(value)
	switch field {
	case FieldLang, FieldKind:
		if code, ok := codeOf(field, value); ok {
			value = code
		}
	case "references":
		value = strings.ToLower(value)
		if value != "yes" && value != "no" {
			return "", p.fail(at, "references is yes or no")
		}
	case FieldYear:
		year, err := strconv.Atoi(value)
		if err != nil || year < 1 || year > lastYear {
			return "", p.fail(at, "%q is not a year; a range is 2019..2022", value)
		}
		value = strconv.Itoa(year)
	}
	if value == "" {
		return "", p.fail(at, "%s has an empty value", field)
	}
	return value, nil
}

func (p *filterParser) yearRange(f *Filter, value string, at int) error {
	from, to, _ := strings.Cut(value, "..")
	for _, end := range []struct {
		text string
		year *int
	}{{from, &f.From}, {to, &f.To}} {
		if text := strings.TrimSpace(end.text); text != "" {
			year, err := strconv.Atoi(text)
			if err != nil || year < 1 || year > lastYear {
				return p.fail(at, "%q is not a year; a range is 2019..2022", text)
			}
			*end.year = year
		}
	}
	switch {
	case f.From == 0 && f.To == 0:
		return p.fail(at, "a range needs a year: 2019..2022, 2019.. or ..2022")
	case f.To > 0 && f.From > f.To:
		return p.fail(at, "the range %s ends before it begins", value)
	}
	return nil
}
