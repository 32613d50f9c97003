package query

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseFilters(t *testing.T) {
	tests := []struct {
		text string
		want []Filter
	}{
		{"", nil},
		{"  ", nil},
		{"lang:kk|ru", []Filter{{Field: "lang", Values: []string{"kk", "ru"}}}},
		{"lang:kaz|rus|kk", []Filter{{Field: "lang", Values: []string{"kk", "ru"}}}},
		{"year:2020..2024", []Filter{{Field: "year", From: 2020, To: 2024}}},
		{"year:2020..", []Filter{{Field: "year", From: 2020}}},
		{"year:..2024", []Filter{{Field: "year", To: 2024}}},
		{"year:2020|2022", []Filter{{Field: "year", Values: []string{"2020", "2022"}}}},
		{`keyword:"a, b"|c`, []Filter{{Field: "keyword", Values: []string{"a, b", "c"}}}},
		{`author:"say \"hi\" \\ |"`, []Filter{{Field: "author", Values: []string{`say "hi" \ |`}}}},
		{"journal: Вестник: серия , kind:article", []Filter{{Field: "journal", Values: []string{"Вестник: серия"}}, {Field: "kind", Values: []string{"article"}}}},
		{`issue:"2022, 100 (4)",references:YES`, []Filter{{Field: "issue", Values: []string{"2022, 100 (4)"}}, {Field: "references", Values: []string{"yes"}}}},
		{"keyword-kk:и\u0306", []Filter{{Field: "keyword-kk", Values: []string{"й"}}}},
	}
	for _, test := range tests {
		got, err := ParseFilters(test.text)
		if err != nil {
			t.Errorf("ParseFilters(%q): %v", test.text, err)
		} else if !reflect.DeepEqual(got, test.want) {
			t.Errorf("ParseFilters(%q) = %+v, want %+v", test.text, got, test.want)
		}
	}
}

func TestParseFiltersSaysWhere(t *testing.T) {
	tests := []struct{ text, want string }{
		{"colour:red", `character 1: unknown field "colour"; the fields are author, irsti, issue,`},
		{"lang:kk,түс:қызыл", `character 9: unknown field "түс"`},
		{"lang", "character 1: a filter is field:value"},
		{"lang:kk,", "character 9: a filter is field:value"},
		{"lang:", "character 6: lang has an empty value"},
		{"lang:kk||ru", "character 9: lang has an empty value"},
		{`keyword:""`, "character 9: keyword has an empty value"},
		{`keyword:"a`, "character 9: a quote is not closed"},
		{`keyword:"a\`, "character 9: a quote is not closed"},
		{`keyword:"a"b`, "character 12: after a quoted value"},
		{`keyword:a"b`, "character 10: a value with '\"' in it must stand in quotes"},
		{"lang:kk,lang:ru", "character 9: the field lang is given twice; several values are written lang:a|b"},
		{"year:abc", `character 6: "abc" is not a year`},
		{"year:2020..x", `character 6: "x" is not a year`},
		{"year:..", "character 6: a range needs a year"},
		{"year:2024..2020", "character 6: the range 2024..2020 ends before it begins"},
		{"year:2019|2020..2021", "character 11: a range of years stands alone"},
		{"year:2020..2021|2023", "character 6: a range of years stands alone"},
		{"year:0", `"0" is not a year`},
		{"references:maybe", "character 12: references is yes or no"},
		{"lang:\xff", "it is not valid UTF-8"},
		{"keyword:" + strings.Repeat("a|", 10000), "the most is 16384"},
	}
	for _, test := range tests {
		_, err := ParseFilters(test.text)
		var at *FilterError
		if !errors.As(err, &at) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("ParseFilters(%.40q): error %v, want one with %q", test.text, err, test.want)
		}
	}
}

func TestFiltersRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fields := rapid.SliceOfNDistinct(rapid.SampledFrom(FilterFields()), 0, 5, rapid.ID).Draw(t, "fields")
		var filters []Filter
		for _, field := range fields {
			filters = append(filters, drawFilter(t, field))
		}
		text := FormatFilters(filters)
		got, err := ParseFilters(text)
		if err != nil || !reflect.DeepEqual(got, filters) {
			t.Fatalf("%+v is written %q, which reads %+v (%v)", filters, text, got, err)
		}
	})
}

func drawFilter(t *rapid.T, field string) Filter {
	f := Filter{Field: field}
	switch field {
	case FieldYear:
		f.From = rapid.IntRange(1, 2100).Draw(t, "from")
		f.To = rapid.SampledFrom([]int{0, f.From, f.From + 3}).Draw(t, "to")
		if f.To == 0 && rapid.Bool().Draw(t, "values") {
			f = Filter{Field: field, Values: []string{"2019", "2021"}}
		}
	case "references":
		f.Values = []string{"yes", "no"}
	case FieldLang, FieldKind:
		f.Values = []string{"kk", "uz"}
	default:
		value := rapid.StringOf(rapid.SampledFrom([]rune(`аә, |"\:.- ()`)))
		f.Values = rapid.SliceOfNDistinct(value.Filter(func(s string) bool { return s != "" }), 1, 4, rapid.ID).Draw(t, "values")
	}
	return f
}

func FuzzParseFilters(f *testing.F) {
	f.Add(`lang:kk|ru,year:2020..2024,keyword:"a, b"|c`)
	f.Add(`author:"\"\\",year:1|2,references:no`)
	f.Fuzz(func(t *testing.T, text string) {
		filters, err := ParseFilters(text)
		if err != nil {
			return
		}
		again, err := ParseFilters(FormatFilters(filters))
		if err != nil || !reflect.DeepEqual(again, filters) {
			t.Errorf("%q reads %+v, but its form %q reads %+v (%v)", text, filters, FormatFilters(filters), again, err)
		}
	})
}
