package query

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// pieces are what queries are made of, and what breaks parsers.
var pieces = []string{
	" ", " ", " ", "a", "сөз", "қуғын-сүргін", "ІІ", "И", "AND", "OR", "NOT", "ЖӘНЕ", "НЕ", "\\", "\\AND",
	"(", ")", "\"", "«", "»", "“", "”", "„", "*", "-", "--", "–", "|", "||", "&&", "&", "+", "#", "'", "’", "`",
	",", ".", "..", "…", ":", ";", "/", "<", ">", "=", ">=", "~2", "^3", "[", "]", "{", "}", "!", "?",
	"title:", "автор:", "ключевые слова:", "ключевые", "слова:", "year:", "год: ", "lang:", "kk", "doi:", "kind:", "irsti:", "udc:", "foo:",
	"2019", "2022", "0", "201*", "11.25.09", "10.55555/", "10.1016/S(20)3", "https://doi.org/",
	"\u0301", "\u0338", "\u0308", "\u034F", "\u00AD", "\u200B", "\u200D", "\uFEFF", "\u2066", "\u2800", "\u3164", "\uFE0F", "\u2212",
	"İ", "ı", "ẞ", "\u212A", "\u0344", "\u0F73", "\u1100", "\u1161", "각", "\u09C7", "\u09BE", "\u037E", "\u0340", "\u2000", "\u0958", "\uFB2C",
	"ә", "ə", "i", "і", "\uFFFD", "\xff", "\xc3", "\x00", "\x1b", "\u0085", "\U0001F600", "\uE000", "\u00A0", "№", "§", "€", "°",
}

func typedText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40), func(p []string) string { return strings.Join(p, "") }),
		rapid.String(),
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(pieces), 200, 900), func(p []string) string { return strings.Join(p, "") }),
	)
}

// checkQuery tests what holds for every query.
func checkQuery(t interface{ Errorf(string, ...any) }, q Query) {
	leaves := 0
	Walk(q.Root, func(leaf Node, _ bool) {
		leaves++
		s := SpanOf(leaf)
		if s.Start < 0 || s.End < s.Start || s.End > len(q.Typed) {
			t.Errorf("%q: span %v of %s is out of range", q.Typed, s, leaf)
		}
		if _, ok := leaf.(All); !ok && s.Start == s.End {
			t.Errorf("%q: %s has no span", q.Typed, leaf)
		}
		for _, i := range []int{s.Start, s.End} {
			if i < len(q.Typed) && utf8.ValidString(q.Typed) && !utf8.RuneStart(q.Typed[i]) {
				t.Errorf("%q: span %v of %s parts a character", q.Typed, s, leaf)
			}
		}
		checkLeaf(t, q, leaf)
	})
	if leaves > MaxWords || leaves > MaxClauses && !hasWord(q.Root) {
		t.Errorf("%q has %d leaves", q.Typed, leaves)
	}
	if n := nesting(q.Root); n > MaxNesting {
		t.Errorf("%q is nested %d deep", q.Typed, n)
	}
	if n := utf8.RuneCountInString(q.String()); n > MaxRunes {
		t.Errorf("%q has a canonical form of %d characters", q.Typed, n)
	}
	checkShape(t, q, q.Root)
}

// hasWord tells whether a plain word is an item of a juxtaposition.
func hasWord(n Node) bool {
	return slices.ContainsFunc(items(n), func(n Node) bool {
		t, ok := n.(Term)
		return ok && t.Field == ""
	})
}

func checkLeaf(t interface{ Errorf(string, ...any) }, q Query, leaf Node) {
	var text string
	switch leaf := leaf.(type) {
	case Term:
		text = leaf.Text
	case Phrase:
		text = leaf.Text
	case Prefix:
		text = leaf.Text
	case Range:
		if leaf.From == 0 && leaf.To == 0 || leaf.To > 0 && leaf.From > leaf.To {
			t.Errorf("%q: bad range %s", q.Typed, leaf)
		}
		return
	default:
		return
	}
	if text == "" || strings.TrimSpace(text) != text || !utf8.ValidString(text) || !norm.NFC.IsNormalString(text) {
		t.Errorf("%q: bad text %q", q.Typed, text)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return invisible(r) || unicode.IsControl(r) || r == utf8.RuneError }) {
		t.Errorf("%q: text %q has characters that nobody sees", q.Typed, text)
	}
}

// checkShape tests that composite nodes are in their simplest form.
func checkShape(t interface{ Errorf(string, ...any) }, q Query, n Node) {
	if inner, ok := n.(Not); ok {
		if _, ok := inner.Item.(Not); ok {
			t.Errorf("%q: a denial denied", q.Typed)
		}
		checkShape(t, q, inner.Item)
	}
	list := items(n)
	if list != nil && len(list) < 2 {
		t.Errorf("%q: %T of %d", q.Typed, n, len(list))
	}
	for _, item := range list {
		checkShape(t, q, item)
	}
}

func checkRoundTrip(t interface{ Errorf(string, ...any) }, typed string) {
	q := Parse(typed)
	again := Parse(q.String())
	if !Equal(q.Root, again.Root) {
		t.Errorf("%q\nis  %s\nfrom %q\ncomes %s", typed, tree(q.Root), q.String(), tree(again.Root))
	}
	if again.String() != q.String() {
		t.Errorf("%q: canonical form %q is not stable: %q", typed, q.String(), again.String())
	}
}

func TestEveryTextParsesAndRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := typedText().Draw(t, "typed")
		checkQuery(t, Parse(typed))
		checkRoundTrip(t, typed)
	})
}

// A tree built by hand also survives, so that a program may write queries.
func TestEveryTreeRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := orAll(drawNode(t, 3))
		if len((Query{Root: n}).Leaves()) > MaxClauses {
			t.Skip()
		}
		if got := Parse(n.String()).Root; !Equal(n, got) {
			t.Fatalf("%s\nfrom %q\ncomes %s", tree(n), n.String(), tree(got))
		}
	})
}

func drawNode(t *rapid.T, depth int) Node {
	kind := rapid.IntRange(0, 7).Draw(t, "kind")
	if depth == 0 {
		kind %= 4
	}
	list := func() []Node {
		var nodes []Node
		for range rapid.IntRange(2, 3).Draw(t, "items") {
			nodes = append(nodes, drawNode(t, depth-1))
		}
		return nodes
	}
	field := rapid.SampledFrom([]string{"", "", FieldTitle, FieldAuthor, FieldRef}).Draw(t, "field")
	word := rapid.SampledFrom([]string{"сөз", "AND", "И", "а", "қуғын-сүргін", "2019", "C++", "oblast'"}).Draw(t, "word")
	switch kind {
	case 0:
		return Term{Field: field, Text: word}
	case 1:
		return Phrase{Field: field, Text: word + " AND (b"}
	case 2:
		return Prefix{Field: field, Text: "эко" + word}
	case 3:
		return Range{Field: FieldYear, From: 2019, To: rapid.SampledFrom([]int{0, 2019, 2022}).Draw(t, "to")}
	case 4:
		return words(list()...)
	case 5:
		return and(list()...)
	case 6:
		return or(list()...)
	}
	return orAll(not(drawNode(t, depth-1)))
}

func FuzzParse(f *testing.F) {
	for i := range pieces {
		f.Add(pieces[i] + pieces[(i*7+3)%len(pieces)] + " " + pieces[(i*13+5)%len(pieces)])
	}
	f.Add(`author:(Абай OR Шоқан) "сөз өнері" -роман year:2019..2022 эконом*`)
	f.Fuzz(func(t *testing.T, typed string) {
		checkQuery(t, Parse(typed))
		checkRoundTrip(t, typed)
	})
}
