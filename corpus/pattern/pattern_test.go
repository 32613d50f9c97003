package pattern

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// exprs have every operator of the syntax in them, at the edges and inside.
var exprs = []string{
	`\b(19|20)\d\d\b`, `(?i)вестник|хабаршы|issn`, `(?i)(?:№|\bno\.?|\PLтом)\s*\d`, `^\[?\d{1,3}[\].)]\s+[\p{Lu}«]`,
	`\([^()]*,\s(?:19|20)\d\d[a-z]?\)$`, `^(?:©|\(c\)|copyright\b)`, `^$`, `$`, `^`, ``, `a*`, `a*$`, `^a?b?$`, `(?i)k`, `(?i)ſt`,
	`(?m)^no\.$`, `(?s)a.b$`, `a.b`, `x{0}y`, `x{2,}y?`, `(?:ab|b)+c`, `(?:a|)b|c`, `(?:a|b*)$`, `[^\d]x`, `[а-яё]{2}\.`, `\s//\s`,
	`^(?:i+w|wi+)$`, `\p{Lu}\p{Ll}?\.`, `[[:^ascii:]]`, `(a)|(b)|(c)d`, `abcdefghijklmnop`, `(?i)abcdefghijk$`, `[ab][ab][ab][ab][ab][ab][ab]z`,
	`[^\x00-\x{10FFFF}]`, `\x{fffd}`, `he|she|hers|his`, `\Bb`, `a\z`, `\Aa`, `(?U)a+?b`, `^(?:^a|b)`, `(?:a$|b)c?`,
}

var texts = []string{
	"", "a", "b", "A.", "aab", "No. 5", "no. 20", "Вестник ISSN 2959", "вестниК", "в 1999 году", "(Seitov, 2001a)", "12. Абай", "[3] «Жол»",
	"© 2020", "Copyright 2020", "copyrights", "a\nno.\nb", "a\nb", "\u212a", "sT", "ſt", "K", "том 5", "атом 5", "xxy", "y", "ab // cd", "http://",
	"iiw", "wi", "Ж.", "Ёж.", "\xff", "a\xffb", "\xe2\x82", "babababz", "abcdefghijklmnop", "ABCDEFGHIJK", "ushers", "hi", "abc", "ac", "cd",
	"Ⅷ", "—", strings.Repeat("он ", 40) + "хабаршы",
}

// checkAsRegexp finds what the expression and package regexp make of a text.
func checkAsRegexp(t *testing.T, e *Expr, want *regexp.Regexp, text string) {
	t.Helper()
	type answers struct {
		match, found, replaced, mapped, first any
		all, groups, places, split            any
	}
	bracket := func(s string) string { return "[" + s + "]" }
	got := answers{e.MatchString(text), e.FindStringSubmatchIndex(text), e.ReplaceAllString(text, "<$0>"), e.ReplaceAllStringFunc(text, bracket),
		e.FindString(text), e.FindAllStringIndex(text, -1), e.FindAllStringSubmatch(text, 2), e.FindAllStringSubmatchIndex(text, -1), e.Split(text, -1)}
	if want := (answers{want.MatchString(text), want.FindStringSubmatchIndex(text), want.ReplaceAllString(text, "<$0>"), want.ReplaceAllStringFunc(text, bracket),
		want.FindString(text), want.FindAllStringIndex(text, -1), want.FindAllStringSubmatch(text, 2), want.FindAllStringSubmatchIndex(text, -1), want.Split(text, -1)}); !reflect.DeepEqual(got, want) {
		t.Errorf("%q in %q: got %v, want %v", e, text, got, want)
	}
	if e.FindStringIndex(text) == nil != (want.FindStringIndex(text) == nil) || !reflect.DeepEqual(e.FindStringSubmatch(text), want.FindStringSubmatch(text)) ||
		!reflect.DeepEqual(e.FindAllString(text, -1), want.FindAllString(text, -1)) {
		t.Errorf("%q in %q: other strings", e, text)
	}
}

func TestAsRegexp(t *testing.T) {
	for _, expr := range exprs {
		e, want := New(expr), regexp.MustCompile(expr)
		for _, text := range texts {
			checkAsRegexp(t, e, want, text)
		}
	}
}

// TestSpared shows what is told without running an expression.
func TestSpared(t *testing.T) {
	long := strings.Repeat("сөз сөйлем ", 5)
	for _, row := range []struct {
		expr, text string
		spared     bool
	}{
		{`\b(19|20)\d\d\b`, "3 of 18 in the year", true},
		{`\b(19|20)\d\d\b`, "room 204", false},
		{`(?i)вестник|хабаршы|issn`, long, true},
		{`(?i)вестник|хабаршы|issn`, long + "ХАБАРШЫ", false},
		{`(?i)(?:№|\bno\.?|\PLтом)\s*\d`, long, true},
		{`^\[?\d{1,3}[\].)]\s+\p{Lu}`, long, true},
		{`^\[?\d{1,3}[\].)]\s+\p{Lu}`, "1998 жыл", false},
		{`\([^()]*,\s(?:19|20)\d\d\)$`, "(Seitov, 2001).", true},
		{`\([^()]*,\s(?:19|20)\d\d\)$`, "2001)", false},
		{`(\d)[-–](\d)`, "2001", true},
		{`\s*\(\s*№?`, long, true},
		{`\p{Lu}\p{Ll}+`, long, false}, // nothing but classes of many letters
		{`10\.\d+/`, long, false},      // package regexp looks for "10." itself
	} {
		if got := !New(row.expr).may(row.text); got != row.spared {
			t.Errorf("%q in %q: spared %v, want %v", row.expr, row.text, got, row.spared)
		}
	}
}

// TestNew shows that a broken expression is not taken for one without matches.
func TestNew(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic for a parenthesis that nothing closes")
		}
	}()
	New(`(`).MatchString("")
}

// FuzzExpr looks for an expression and a text in which it has a match that is
// not found, or finds one that is none.
func FuzzExpr(f *testing.F) {
	for i, expr := range exprs {
		f.Add(expr, texts[i%len(texts)])
		f.Add(expr, texts[(i+len(texts)/2)%len(texts)])
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if len(expr) > 200 || len(text) > 200 {
			return
		}
		want, err := regexp.Compile(expr)
		if err != nil {
			return
		}
		checkAsRegexp(t, New(expr), want, text)
	})
}
