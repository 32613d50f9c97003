package query

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tree writes a node so that a table row shows how it was understood.
func tree(n Node) string {
	list := func(name string, items []Node) string {
		parts := make([]string, len(items))
		for i, item := range items {
			parts[i] = tree(item)
		}
		return name + "(" + strings.Join(parts, " ") + ")"
	}
	switch n := n.(type) {
	case Words:
		return list("words", n.Items)
	case And:
		return list("and", n.Items)
	case Or:
		return list("or", n.Items)
	case Not:
		return "not(" + tree(n.Item) + ")"
	case Term:
		return label(n.Field) + n.Text
	case Phrase:
		return label(n.Field) + "<" + n.Text + ">"
	case Prefix:
		return label(n.Field) + n.Text + "~"
	case Range:
		return fmt.Sprintf("%s:%d-%d", n.Field, n.From, n.To)
	case All:
		return "all"
	}
	return fmt.Sprintf("%T?", n)
}

func codes(q Query) string {
	var list []string
	for _, n := range q.Notes {
		list = append(list, n.Code)
	}
	return strings.Join(list, " ")
}

func TestParse(t *testing.T) {
	tests := []struct{ typed, want, notes string }{
		// Plain words.
		{"", "all", ""},
		{"*", "all", ""},
		{" \t\n", "all", ""},
		{"қазақ тілі", "words(қазақ тілі)", ""},
		{"Kazakhstan-2050 қуғын-сүргін", "words(Kazakhstan-2050 қуғын-сүргін)", ""},
		{"тарих – ғылым", "words(тарих ғылым)", ""},
		{"тарих - ғылым", "words(тарих ғылым)", ""},
		{"тарих,ғылым; (білім).", "words(тарих ғылым білім)", ""},
		{"и/или", "words(и или)", ""},
		{"COVID-19 R&D C++ C# 3,14", "words(COVID-19 R&D C++ C# 3,14)", ""},
		{"XX ғ. № 4 § 5", "words(XX ғ № 4 § 5)", ""},
		{"oblast' 'slovo' O'zbek", "words(oblast' slovo O'zbek)", ""},
		{"?! … —", "all", "no-words"},
		{"--flag", "flag", ""},
		{"soft\u00ADhyphen zero\u200Bwidth \uFEFFbom", "words(softhyphen zerowidth bom)", ""},
		{"a\x00b\x1fc", "words(a b c)", ""},
		{"a\xffb", "words(a b)", ""},
		{"й" + strings.Repeat("\u0301", 40), "й" + strings.Repeat("\u0301", 8), ""},

		// Phrases.
		{`"exact phrase"`, "<exact phrase>", ""},
		{"«қазақ тілі»", "<қазақ тілі>", ""},
		{"“one two” „eins zwei“ „egy két”", "words(<one two> <eins zwei> <egy két>)", ""},
		{`“mixed up"`, "<mixed up>", ""},
		{`«Ауыл "тарихы" туралы»`, "<Ауыл тарихы туралы>", ""},
		{`"one"two`, "words(<one> two)", ""},
		{`"  spaced   out "`, "<spaced out>", ""},
		{`"a* AND (b)"`, "<a* AND (b)>", ""},
		{`"unbalanced words`, "words(unbalanced words)", "unbalanced-quote"},
		{`"a b" "c d`, "words(<a b> c d)", "unbalanced-quote"},
		{`a 5" disk "solid state"`, "words(a 5 disk <solid state>)", "unbalanced-quote"},
		{`a ""`, "a", "empty-group"},
		{`a "..."`, "a", "empty-group"},

		// Exclusion.
		{"тіл -орыс", "words(тіл not(орыс))", ""},
		{`тіл -"орыс тілі" -(a b)`, "words(тіл not(<орыс тілі>) not(words(a b)))", ""},
		{"-title:a -b*", "words(not(title:a) not(b))", "wildcard-too-short"},
		{"-орыс", "not(орыс)", ""},
		{"тіл NOT орыс", "words(тіл not(орыс))", ""},
		{"NOT NOT a", "a", ""},
		{"a NOT -b", "words(a b)", ""},
		{"\u2212minus", "not(minus)", ""},
		{"a -и/или", "words(a not(words(и или)))", ""},
		{`-"open`, "not(open)", "unbalanced-quote"},
		{"-*", "all", ""},

		// Operators.
		{"a AND b OR c", "or(and(a b) c)", ""},
		{"a OR b AND c", "or(a and(b c))", ""},
		{"a b OR c d", "or(words(a b) words(c d))", ""},
		{"a b AND c d", "and(words(a b) words(c d))", ""},
		{"a AND (b OR c)", "and(a or(b c))", ""},
		{"a AND NOT b", "and(a not(b))", ""},
		{"a and b or not c", "words(a and b or not c)", ""},
		{"соғыс И бейбітшілік", "and(соғыс бейбітшілік)", ""},
		{"тіл ЖӘНЕ әдебиет НЕМЕСЕ өнер", "or(and(тіл әдебиет) өнер)", ""},
		{"язык ИЛИ речь НЕ слово", "or(язык words(речь not(слово)))", ""},
		{"ИСТОРИЯ И КУЛЬТУРА КАЗАХСТАНА", "words(ИСТОРИЯ И КУЛЬТУРА КАЗАХСТАНА)", ""},
		{"WAR AND PEACE", "and(WAR PEACE)", ""},
		{"Иванов А. И Петров", "words(Иванов А И Петров)", ""},
		{"Петров И И", "words(Петров И И)", ""},
		{"экономика ЕМЕС саясат", "words(экономика ЕМЕС саясат)", ""},
		{"a && b || c", "or(and(a b) c)", ""},
		{"a | b", "or(a b)", ""},
		{"a|b c|d", "words(or(a b) or(c d))", ""},
		{"a AND", "words(a AND)", "dangling-operator"},
		{"OR a", "words(OR a)", "dangling-operator"},
		{"AND", "AND", "dangling-operator"},
		{"a AND OR b", "or(words(a AND) b)", "dangling-operator"},
		{"a NOT", "words(a NOT)", "dangling-operator"},
		{"|| a &&", "a", ""},
		{`\AND b`, "words(AND b)", ""},
		{`-\NOT`, "not(NOT)", ""},

		// Parentheses.
		{"(a b) c", "words(a b c)", ""},
		{"(a -b) c", "words(words(a not(b)) c)", ""},
		{"((((a))))", "a", ""},
		{"(a OR b", "or(a b)", "unbalanced-parenthesis"},
		{"a) b", "words(a b)", "unbalanced-parenthesis"},
		{"a () b", "words(a b)", "empty-group"},
		{"f(x)", "words(f x)", ""},

		// Prefixes.
		{"эконом*", "эконом~", ""},
		{"а*", "а", "wildcard-too-short"},
		{"*ция", "ция", "wildcard-leading"},
		{"эконом*ка жыл", "words(эконом~ жыл)", "wildcard-inside"},
		{"ab*c*d e", "words(ab~ e)", "wildcard-inside"},
		{"ab** c", "words(ab~ c)", ""},
		{"a * b", "words(a b)", ""},
		{"a OR *", "or(a all)", ""},
	}
	for _, test := range tests {
		q := Parse(test.typed)
		if got := tree(q.Root); got != test.want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", test.typed, got, test.want)
		}
		if got := codes(q); got != test.notes {
			t.Errorf("Parse(%q) notes %q, want %q", test.typed, got, test.notes)
		}
		checkRoundTrip(t, test.typed)
	}
}

func TestParseFields(t *testing.T) {
	tests := []struct{ typed, want, notes string }{
		{"title:тіл", "title:тіл", ""},
		{"Автор:Абай АВТОРЫ:Шоқан", "words(author:Абай author:Шоқан)", ""},
		{"автор: Абай", "author:Абай", ""},
		{"тақырып:тіл такырыбы:сөз атауы:қала", "words(title:тіл title:сөз title:қала)", ""},
		{"ключевые слова: дипломатия", "keyword:дипломатия", ""},
		{"түйін сөздер:дипломатия кілтсөз:а1 түйін:б2", "words(keyword:дипломатия keyword:а1 keyword:б2)", ""},
		{"аннотация:a аңдатпа:b ref:c сілтеме:d әдебиет:e body:f", "words(abstract:a abstract:b ref:c ref:d ref:e body:f)", ""},
		{`keyword:"a b"`, "keyword:<a b>", ""},
		{`keyword:«a b»|c`, "or(keyword:<a b> keyword:c)", ""},
		{"title:(a b OR c)", "or(words(title:a title:b) title:c)", ""},
		{"title:(a author:b) c", "words(title:a author:b c)", ""},
		{"title:a/b c", "words(title:a title:b c)", ""},
		{"title:AND", "title:AND", ""},
		{"title:", "title", "no-value"},
		{"title: ", "title", "no-value"},
		{"title:()", "title", "empty-group no-value"},
		{"ключевые слова:!", "words(ключевые слова)", "no-value"},
		{"author:*", "all", "wildcard-too-short"},
		{"author:Ауэз*", "author:Ауэз~", ""},

		// What only looks like a label.
		{"Қазақстан: тарихы", "words(Қазақстан тарихы)", ""},
		{"Текст: структура", "words(Текст структура)", ""},
		{"Русский язык: история слова", "words(Русский язык история слова)", ""},
		{"foo:bar", "words(foo bar)", "unknown-field"},
		{"http://journal.kz/article/5", "words(http journal.kz article 5)", ""},
		{"10:30", "words(10 30)", ""},
		{"title::a", "words(title a)", ""},

		// Years.
		{"year:2019", "year:2019-2019", ""},
		{"year:2019..2022", "year:2019-2022", ""},
		{"year:2019-2022 x", "words(year:2019-2022 x)", ""},
		{"year:2019–2022", "year:2019-2022", ""},
		{"год:2019 - 2022", "year:2019-2022", ""},
		{"год: 2019", "year:2019-2019", ""},
		{"год: перелома", "words(год перелома)", ""},
		{"жыл:2019.. x", "words(year:2019-0 x)", ""},
		{"year:..2020", "year:0-2020", ""},
		{"year:>=2019 year:<2020 year:≤2018 year:>9", "words(year:2019-0 year:0-2019 year:0-2018 year:10-0)", ""},
		{"year:2022..2019", "year:2019-2022", "range-swapped"},
		{"year:201*", "year:2010-2019", ""},
		{"year:(2019 OR 2021)", "or(year:2019-2019 year:2021-2021)", ""},
		{"year:2019|2021,2023", "or(year:2019-2019 year:2021-2021 year:2023-2023)", ""},
		{`year:"2019"`, "year:2019-2019", ""},
		{"year:abc", "words(year abc)", "bad-year"},
		{"тіл doi:", "words(тіл doi)", "no-value"},
		{"(title:) тіл", "words(title тіл)", "no-value"},
		{"title:/тіл", "words(title тіл)", ""},
		{"year:20190", "words(year 20190)", "bad-year"},
		{"year:..", "year", "bad-year"},
		{"year:<1", "words(year 1)", "bad-year"},
		{"year:2019 -2022", "words(year:2019-2019 not(2022))", ""},

		// Codes.
		{"lang:kk|ru", "or(lang:kk lang:ru)", ""},
		{"тіл:қазақша язык:русский lang:ENG", "words(lang:kk lang:ru lang:en)", ""},
		{"lang:kaz,rus", "or(lang:kk lang:ru)", ""},
		{`lang:"kk"`, "lang:kk", ""},
		{"lang:fr", "lang:fr", "unknown-value"},
		{"kind:мақала", "kind:article", ""},
		{"irsti:11.25.09 МРНТИ: 11.25", "words(irsti:11.25.09 irsti:11.25)", ""},
		{"irsti:11*", "irsti:11~", ""},
		{"udc:327 УДК: 94(574) ӘОЖ:811.512.122'36", "words(udc:327 udc:94(574) udc:811.512.122'36)", ""},
		{"УДК 327", "words(УДК 327)", ""},
		{"udc:327.7:341, тарих", "words(udc:327.7:341 тарих)", ""},
		{"(udc:94(574))", "udc:94(574)", ""},
		{"udc:94(574", "words(udc:94 574)", "unbalanced-parenthesis"},
		{"udc:&2019&&° тарих", "words(or(udc:2019 udc:°) тарих)", ""},
		{"udc:32|94", "or(udc:32 udc:94)", ""},
		{"udc:32*", "udc:32~", ""},
		{"series:история СЕРИЯ:право сериясы:«заң ғылымдары»", "words(series:история series:право series:<заң ғылымдары>)", ""},
		{"новая серия: опыт", "words(новая серия опыт)", ""},
		{"дереккөз:Әуезов", "ref:Әуезов", ""},

		// DOIs.
		{"10.55555/abc.1", "doi:10.55555/abc.1", "doi"},
		{"https://doi.org/10.1016/S0140-6736(20)30183-5.", "doi:10.1016/S0140-6736(20)30183-5", "doi"},
		{"(10.1016/a)", "doi:10.1016/a", "doi"},
		{"doi:10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", "doi:10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", ""},
		{"doi: 10.55555/abc", "doi:10.55555/abc", ""},
		{`doi:"10.55555/abc"`, "doi:10.55555/abc", ""},
		{"doi:10.55555/a*", "doi:10.55555/a~", ""},
		{"10.55555/a(b c", "words(doi:10.55555/a b c)", "doi unbalanced-parenthesis"},
		{"10.5/x", "words(10.5 x)", ""},
	}
	for _, test := range tests {
		q := Parse(test.typed)
		if got := tree(q.Root); got != test.want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", test.typed, got, test.want)
		}
		if got := codes(q); got != test.notes {
			t.Errorf("Parse(%q) notes %q, want %q", test.typed, got, test.notes)
		}
		checkRoundTrip(t, test.typed)
	}
}

func TestString(t *testing.T) {
	tests := []struct{ typed, want string }{
		{"", "*"},
		{"a И b ИЛИ c", "a AND b OR c"},
		{"a AND (b OR c) d", "a AND (b OR c) d"},
		{"a (b AND c)", "a (b AND c)"},
		{"a NOT (b c)", "a -(b c)"},
		{"автор:(Абай НЕМЕСЕ Шоқан) год:>=2019", "(author:Абай OR author:Шоқан) year:2019.."},
		{"«қазақ тілі» эконом*", `"қазақ тілі" эконом*`},
		{"a AND", `a \AND`},
		{"lang:kaz|rus", "lang:kk OR lang:ru"},
	}
	for _, test := range tests {
		if got := Parse(test.typed).String(); got != test.want {
			t.Errorf("Parse(%q).String() = %q, want %q", test.typed, got, test.want)
		}
	}
}

func TestSpansPointAtWhatWasTyped(t *testing.T) {
	typed := "  автор:Абай «сөз өнері»  -эко\u00ADном* year:2019..2022 \"\"тіл\u0301і,x"
	want := []string{"Абай", "«сөз өнері»", "эко\u00ADном*", "2019..2022", "тіл\u0301і", "x"}
	var got []string
	Walk(Parse(typed).Root, func(leaf Node, _ bool) {
		s := SpanOf(leaf)
		got = append(got, typed[s.Start:s.End])
	})
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("spans of the leaves: %q, want %q", got, want)
	}
}

func TestLeavesLeaveOutTheExcluded(t *testing.T) {
	var got []string
	for _, leaf := range Parse("a -b NOT (c -d) e OR f").Leaves() {
		got = append(got, leaf.String())
	}
	if s := strings.Join(got, " "); s != "a d e f" {
		t.Errorf("leaves: %s, want a d e f", s)
	}
}

func TestNFDIsNFC(t *testing.T) {
	for _, typed := range []string{"кілтсөздер:Й ё й", "АННОТАЦИЯ:й \"ЖӘНЕ й\"", "é İ ᾧ 각", "түйін сөз: й"} {
		nfc, nfd := Parse(norm.NFC.String(typed)), Parse(norm.NFD.String(typed))
		if !Equal(nfc.Root, nfd.Root) {
			t.Errorf("%q: NFC gives %s, NFD gives %s", typed, tree(nfc.Root), tree(nfd.Root))
		}
	}
}

func TestLimits(t *testing.T) {
	many := strings.Repeat("сөз ", 300)
	formula := strings.TrimSuffix(strings.Repeat("a OR ", 390), " OR ")
	deep := strings.Repeat("(a OR (b AND ", 30) + "c" + strings.Repeat("))", 30)
	tests := []struct{ name, typed, notes string }{
		{"a pasted abstract", strings.Repeat("сөз ", 200), ""},
		{"three hundred words", many, "too-many-clauses"},
		{"four hundred clauses", formula, "too-many-clauses"},
		{"a hundred phrases", strings.Repeat(`"a b" `, 100), "too-many-clauses"},
		{"words and a few phrases", strings.Repeat("сөз ", 100) + strings.Repeat(`"a b" `, 60), ""},
		{"ten kilobytes", strings.Repeat("ұзақ сұрау ", 500), "query-too-long too-many-clauses"},
		{"one long word", strings.Repeat("ұ", 10000), "query-too-long"},
		{"deep formula", deep, "too-deep"},
		{"nested exclusions", strings.Repeat("a -(", 20) + "b c" + strings.Repeat(")", 20), "too-deep"},
		{"redundant parentheses", strings.Repeat("(", 30) + "a" + strings.Repeat(")", 30), ""},
		{"parentheses only", strings.Repeat("(", 900) + strings.Repeat(")", 900), "too-deep empty-group no-words"},
		{"open parentheses", strings.Repeat("(", 1500) + "a", "too-deep unbalanced-parenthesis"},
		{"group under a label longer than the text", "abstract:(" + strings.Repeat("ұзақсөзұзақсөзұзақсөзұзақсөз ", 63) + ")", "query-too-long"},
		{"open quotes", strings.Repeat("«", 2000), "unbalanced-quote no-words"},
		{"negations", strings.Repeat("NOT ", 400) + "a", ""},
		{"labels", strings.Repeat("title:", 300) + "a", ""},
		{"regexp-like", `/^(?:[a-z]+\d{2,}|.*)$/`, ""},
		{"invisible", strings.Repeat("\u200B\u200D\u00AD\u2066", 500), ""},
	}
	for _, test := range tests {
		q := Parse(test.typed)
		if got := codes(q); got != test.notes {
			t.Errorf("%s: notes %q, want %q", test.name, got, test.notes)
		}
		checkQuery(t, q)
		checkRoundTrip(t, test.typed)
	}
	for typed, want := range map[string]int{many: MaxWords, formula: MaxClauses} {
		if n := len(Parse(typed).Leaves()); n != want {
			t.Errorf("%.20s… makes %d leaves, want %d", typed, n, want)
		}
	}
	if n := len(Parse(deep).Leaves()); n != 61 {
		t.Errorf("a deep formula keeps %d leaves, want them all", n)
	}
}

func TestLabelsAreCanonical(t *testing.T) {
	for _, field := range []string{FieldTitle, FieldAuthor, FieldKeyword, FieldAbstract, FieldRef,
		FieldBody, FieldDOI, FieldLang, FieldYear, FieldJournal, FieldKind, FieldIRSTI} {
		if got := labelTable()[field].field; got != field {
			t.Errorf("the label %q is that of the field %q", field, got)
		}
	}
	for name, l := range labelTable() {
		if _, second, two := strings.Cut(name, " "); two {
			if other, ok := labelTable()[second]; ok && second == other.field {
				t.Errorf("the label %q of %q ends in a canonical label: a word before that would change its meaning", name, l.field)
			}
		}
		if utf8.RuneCountInString(name) > 24 {
			t.Errorf("the label %q is longer than the parser looks", name)
		}
	}
	for _, code := range []string{"lang:kk", "lang:ru", "lang:en", "kind:article", "kind:news", "kind:text"} {
		if q := Parse(code); q.String() != code {
			t.Errorf("%s is not its own canonical form: %s", code, q)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for _, bench := range []struct{ name, typed string }{
		{"three words", "humanitarian diplomacy қазақстан"},
		{"formula", `author:(Абай OR Шоқан) "сөз өнері" -роман year:2019..2022`},
		{"hostile", strings.Repeat("((title:«a AND \"", 700)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Parse(bench.typed)
			}
		})
	}
}
