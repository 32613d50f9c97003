package server

import (
	"slices"
	"strconv"
	"strings"

	"izde/indexer"
)

// filterFields are the fields that a filter may name, in the order in which
// the pages show their facets.
func filterFields() []string {
	return []string{
		indexer.FacetYear, indexer.FacetLang, indexer.FacetJournal, indexer.FacetSeries, indexer.FacetIssue,
		indexer.FacetAuthor, indexer.FacetKeyword, indexer.FacetKeywordKK, indexer.FacetKeywordRU,
		indexer.FacetKeywordEN, indexer.FacetKind, indexer.FacetIRSTI, indexer.FacetUDC, indexer.FacetReferences,
	}
}

// parseFilters reads "lang:kk|ru,year:2020..2024". A value that holds one of
// , | : " or a space at an end is written in quotes, with \ before a quote.
func parseFilters(s string) ([]indexer.Filter, error) {
	var out []indexer.Filter
	count := 0
	for rest := strings.TrimSpace(s); rest != ""; {
		field, after, ok := strings.Cut(rest, ":")
		field = strings.TrimSpace(field)
		if !ok {
			return nil, badParameter("filter", "filter %q has no value: write field:value|value,field:value", rest)
		}
		if !slices.Contains(filterFields(), field) {
			f := badParameter("filter", "unknown filter field %q", field)
			f.known = filterFields()
			return nil, f
		}
		values, tail, err := filterValues(after)
		if err != nil {
			return nil, err
		}
		f, err := filterOf(field, values)
		if err != nil {
			return nil, err
		}
		if count += len(f.Values); count > MaxFilterValues {
			return nil, badParameter("filter", "more than %d filter values", MaxFilterValues)
		}
		out, rest = append(out, f), tail
	}
	return out, nil
}

// filterValues reads value|value up to a comma or the end.
func filterValues(s string) (values []string, rest string, err error) {
	for {
		value, after, err := filterValue(s)
		if err != nil {
			return nil, "", err
		}
		if value != "" {
			values = append(values, value)
		}
		switch {
		case after == "":
			return values, "", nil
		case after[0] == ',':
			return values, strings.TrimSpace(after[1:]), nil
		}
		s = after[1:] // after '|'
	}
}

func filterValue(s string) (value, rest string, err error) {
	s = strings.TrimLeft(s, " ")
	if !strings.HasPrefix(s, `"`) {
		end := strings.IndexAny(s, ",|")
		if end < 0 {
			end = len(s)
		}
		return strings.TrimSpace(s[:end]), s[end:], nil
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			rest = strings.TrimLeft(s[i+1:], " ")
			if rest != "" && rest[0] != ',' && rest[0] != '|' {
				return "", "", badParameter("filter", "after the quoted value %q a comma or | must follow", b.String())
			}
			return b.String(), rest, nil
		default:
			b.WriteByte(s[i])
		}
	}
	return "", "", badParameter("filter", "a quoted value is not closed: %s", s)
}

// filterOf makes a Filter of a field and its values; a single year value may
// be a range.
func filterOf(field string, values []string) (indexer.Filter, error) {
	f := indexer.Filter{Field: field, Values: values}
	if len(values) == 0 {
		return f, badParameter("filter", "filter %s has no value", field)
	}
	if field != indexer.FacetYear {
		return f, nil
	}
	if from, to, ok := strings.Cut(values[0], ".."); ok && len(values) == 1 {
		return yearRange(from, to)
	}
	for _, v := range values {
		if _, err := strconv.Atoi(v); err != nil {
			return f, badParameter("filter", "%q is not a year: write year:2020, year:2020|2022 or year:2020..2024", v)
		}
	}
	return f, nil
}

func yearRange(from, to string) (indexer.Filter, error) {
	f := indexer.Filter{Field: indexer.FacetYear}
	for _, end := range []struct {
		text string
		into *int
	}{{from, &f.From}, {to, &f.To}} {
		text := strings.TrimSpace(end.text)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 9999 {
			return f, badParameter("filter", "%q is not a year", text)
		}
		*end.into = n
	}
	if f.From == 0 && f.To == 0 {
		return f, badParameter("filter", "the year range has no end")
	}
	return f, nil
}

// formatFilters writes filters as parseFilters reads them.
func formatFilters(filters []indexer.Filter) string {
	var parts []string
	for _, f := range filters {
		switch {
		case f.From != 0 || f.To != 0:
			parts = append(parts, f.Field+":"+yearText(f.From)+".."+yearText(f.To))
		case len(f.Values) > 0:
			quoted := make([]string, len(f.Values))
			for i, v := range f.Values {
				quoted[i] = quoteFilterValue(v)
			}
			parts = append(parts, f.Field+":"+strings.Join(quoted, "|"))
		}
	}
	return strings.Join(parts, ",")
}

func quoteFilterValue(v string) string {
	if v != "" && !strings.ContainsAny(v, `,|"`) && strings.TrimSpace(v) == v {
		return v
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(v) + `"`
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}
