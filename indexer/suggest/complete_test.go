package suggest

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"izde/analyzers"
	"izde/analyzers/analyzertest"
	"izde/analyzers/script"
)

// archive is a small invented archive. Ref is the place in the list.
var archive = []Entry{
	{Kind: Keyword, Text: "қазақ тілі", Langs: LangBit("kk"), Count: 12},
	{Kind: Keyword, Text: "казачество", Langs: LangBit("ru"), Count: 3},
	{Kind: Keyword, Text: "Қазақстан тарихы", Langs: LangBit("kk"), Count: 30},
	{Kind: Keyword, Text: "ұлттық мәдениет", Langs: LangBit("kk"), Count: 5},
	{Kind: Keyword, Text: "улица", Langs: LangBit("ru"), Count: 50},
	{Kind: Keyword, Text: "ёмкость почвы", Langs: LangBit("ru"), Count: 2},
	{Kind: Keyword, Text: "digital literacy", Langs: LangBit("en"), Count: 9},
	{Kind: Keyword, Text: "e-learning", Langs: LangBit("en"), Count: 4},
	{Kind: Keyword, Text: "дипломатия", Langs: LangBit("kk") | LangBit("ru"), Count: 7},
	{Kind: Title, Text: "Жаңа қазақ тілі оқулығы", Langs: LangBit("kk"), Count: 1},
	{Kind: Title, Text: "Гуманитарная дипломатия в Центральной Азии", Langs: LangBit("ru"), Count: 1},
	{Kind: Title, Text: "Humanitarian diplomacy: a history", Langs: LangBit("en"), Count: 1},
	{Kind: Author, Text: "Жұмабаева Гүлжан", Langs: LangBit("kk"), Count: 4},
	{Kind: Author, Text: "Н.А. Шахметов", Langs: LangBit("ru"), Count: 2},
	{Kind: Title, Text: "Дипломатия и право", Langs: LangBit("ru"), Count: 1},
	{Kind: Keyword, Text: "право", Langs: LangBit("ru"), Count: 6},
	{Kind: Keyword, Text: "правка", Langs: LangBit("kk"), Count: 6},
}

func tableOf(t testing.TB, entries []Entry) *Table {
	t.Helper()
	b := NewBuilder()
	for i, e := range entries {
		e.Ref = uint32(i)
		b.Add(e)
	}
	path := filepath.Join(t.TempDir(), "suggest.bin")
	if err := b.Write(path); err != nil {
		t.Fatal(err)
	}
	table, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func texts(entries []Entry, matches []Match) []string {
	var out []string
	for _, m := range matches {
		out = append(out, entries[m.Ref].Text)
	}
	return out
}

func TestComplete(t *testing.T) {
	table := tableOf(t, archive)
	for _, c := range []struct {
		what, typed, lang string
		want              []string
	}{
		{"the beginning of a text comes before a later word, then the count decides", "қаз", "kk",
			[]string{"Қазақстан тарихы", "қазақ тілі", "Жаңа қазақ тілі оқулығы"}},
		{"without Kazakh letters both spellings are meant", "каз", "kk",
			[]string{"Қазақстан тарихы", "қазақ тілі", "казачество", "Жаңа қазақ тілі оқулығы"}},
		{"who types ұ means ұ, however many streets there are", "ұл", "ru", []string{"ұлттық мәдениет"}},
		{"but an archive may be printed without it", "прәв", "kk", []string{"правка", "право", "Дипломатия и право"}},
		{"who types у may mean either", "ул", "kk", []string{"улица", "ұлттық мәдениет"}},
		{"the words before the last are complete", "қазақ тіл", "kk", []string{"қазақ тілі", "Жаңа қазақ тілі оқулығы"}},
		{"also without Kazakh letters", "казак тил", "kk", []string{"қазақ тілі", "Жаңа қазақ тілі оқулығы"}},
		{"behind a blank the last word is complete too", "қазақ ", "kk", []string{"қазақ тілі", "Жаңа қазақ тілі оқулығы"}},
		{"unless nothing has it complete", "дипл ", "ru", []string{"дипломатия", "Дипломатия и право", "Гуманитарная дипломатия в Центральной Азии"}},
		{"capitals and look-alikes are the same", "КAЗAК ТІЛ", "kk", []string{"қазақ тілі", "Жаңа қазақ тілі оқулығы"}},
		{"ё and е are the same", "емк", "ru", []string{"ёмкость почвы"}},
		{"a title is found from its middle", "central", "en", nil},
		{"a title is found from its middle", "центральной аз", "ru", []string{"Гуманитарная дипломатия в Центральной Азии"}},
		{"a keyword is found from its middle", "liter", "en", []string{"digital literacy"}},
		{"a hyphen parts words", "learn", "en", []string{"e-learning"}},
		{"words may come in another order", "literacy digi", "en", []string{"digital literacy"}},
		{"or be begun only, if nothing has them whole", "digi lit", "en", []string{"digital literacy"}},
		{"punctuation does not matter", "diplomacy a hist", "en", []string{"Humanitarian diplomacy: a history"}},
		{"a name is found by any part", "гүлж", "kk", []string{"Жұмабаева Гүлжан"}},
		{"in Latin letters", "Zhumaba", "en", []string{"Жұмабаева Гүлжан"}},
		{"half of a pair of letters stands for the pair", "Zhumabay", "en", []string{"Жұмабаева Гүлжан"}},
		{"half of a pair of letters stands for the pair", "zh", "en", []string{"Жұмабаева Гүлжан", "Жаңа қазақ тілі оқулығы"}},
		{"in another romanisation", "jumabae", "en", []string{"Жұмабаева Гүлжан"}},
		{"surname first or last", "шахметов н", "ru", []string{"Н.А. Шахметов"}},
		{"with an initial for a name", "g zhumab", "en", []string{"Жұмабаева Гүлжан"}},
		{"on the English layout", "lbgkjv", "ru", []string{"дипломатия", "Дипломатия и право", "Гуманитарная дипломатия в Центральной Азии"}},
		{"on the Russian layout", "вшпшеф", "en", []string{"digital literacy"}},
		{"in Latin Kazakh", "qazaq til", "kk", []string{"қазақ тілі", "Жаңа қазақ тілі оқулығы"}},
		{"among equals the language of the page comes first", "прав", "ru", []string{"право", "правка", "Дипломатия и право"}},
		{"among equals the language of the page comes first", "прав", "kk", []string{"правка", "право", "Дипломатия и право"}},
		{"what is nowhere is not suggested", "zzz", "en", nil},
		{"nothing typed, nothing suggested", " \u00ad.", "en", nil},
	} {
		if got := texts(archive, table.Complete(c.typed, c.lang, 8)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q gives %q, not %q", c.what, c.typed, got, c.want)
		}
	}
}

func TestLimitAndMerging(t *testing.T) {
	table := tableOf(t, []Entry{
		{Kind: Title, Text: "Редакциядан", Langs: LangBit("kk"), Count: 1},
		{Kind: Title, Text: "РЕДАКЦИЯДАН", Langs: LangBit("kk"), Count: 1},
		{Kind: Keyword, Text: "реформа", Langs: LangBit("ru"), Count: 3},
		{Kind: Keyword, Text: "«Реформа»", Langs: LangBit("kk"), Count: 2},
		{Kind: Author, Text: "Сериков С.", Count: 1},
		{Kind: Author, Text: "Сериков С.", Count: 1},
	})
	got := table.Complete("ре", "kk", 8)
	want := []Match{{Keyword, LangBit("kk") | LangBit("ru"), 2, 3}, {Title, LangBit("kk"), 0, 2}}
	if !slices.Equal(got, want) {
		t.Errorf("one suggestion for one text: %v, not %v", got, want)
	}
	if got := table.Complete("ре", "kk", 1); len(got) != 1 {
		t.Errorf("limit 1 gives %d", len(got))
	}
	if got := table.Complete("serik", "kk", 8); len(got) != 2 {
		t.Errorf("two people of one name are %d suggestions", len(got))
	}
	if l := want[0].Langs; l.Pick("kk") != "kk" || l.Pick("en") != "kk" || LangBit("ru").Pick("en") != "ru" || LangBit("de") != 0 {
		t.Error("the language of a suggestion is the reader's, else the first it has")
	}
}

// completes is what TestComplete's rows have in common, computed another way:
// every typed word begins a word of the text, in the same letters or under
// the same key.
func completes(text, typedText string) bool {
	var have []string
	eachWord(text, func(w []byte) { have = append(have, string(w)) })
	for _, form := range append([]string{typedText}, script.Layout(typedText)...) {
		all := true
		for _, w := range parseTyped(form).words {
			forms := []string{fold(w)}
			for _, r := range analyzers.KazakhReadings(w) {
				forms = append(forms, fold(r))
			}
			key := script.Key(w)
			all = all && slices.ContainsFunc(have, func(h string) bool {
				return key != "" && beginsKey(h, w) ||
					slices.ContainsFunc(forms, func(f string) bool { return strings.HasPrefix(fold(h), f) })
			})
		}
		if all {
			return true
		}
	}
	return false
}

// beginsKey reports whether word begins as typed in some romanisation.
func beginsKey(word, typed string) bool {
	have := script.Key(word)
	return strings.HasPrefix(have, script.Key(typed)) ||
		slices.ContainsFunc([]rune(secondLetters), func(c rune) bool { return strings.HasPrefix(have, script.Key(typed+string(c))) })
}

func TestEverySuggestionCompletesWhatIsTyped(t *testing.T) {
	words := []string{"қазақ", "казак", "тілі", "тил", "дипломатия", "право", "Шахметов", "Zhumabaeva", "Гүлжан", "literacy", "digital", "ұлт", "ул"}
	words = append(words, analyzertest.HardRunes()...)
	text := rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(words), analyzertest.Text()), 1, 4).Draw(t, "words")
		return strings.Join(parts, rapid.SampledFrom([]string{" ", "-", ", ", ""}).Draw(t, "between"))
	})
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		var entries []Entry
		b := NewBuilder()
		for i, s := range rapid.SliceOfN(text, 1, 12).Draw(t, "texts") {
			e := Entry{Kind: Kind(i % int(kinds)), Text: s, Langs: LangBit("kk"), Ref: uint32(i), Count: uint32(i%4 + 1)}
			entries = append(entries, e)
			b.Add(e)
		}
		path := filepath.Join(dir, "suggest.bin")
		if err := b.Write(path); err != nil {
			t.Fatal(err)
		}
		table, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		from := rapid.SampledFrom(entries).Draw(t, "source").Text
		runes := []rune(from)
		for _, typed := range []string{text.Draw(t, "typed"), string(runes[:rapid.IntRange(0, len(runes)).Draw(t, "cut")])} {
			for _, m := range table.Complete(typed, "ru", 5) {
				if e := entries[m.Ref]; e.Kind != m.Kind || !completes(e.Text, typed) {
					t.Fatalf("%q is suggested for %q", e.Text, typed)
				}
			}
		}
	})
}

// TestBestIsTheMaximum compares the tree of maxima with a plain look at every
// score.
func TestBestIsTheMaximum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := &Table{scores: rapid.SliceOfN(rapid.Uint16Max(50), 1, 1000).Draw(t, "scores")}
		table.growTree()
		from := rapid.IntRange(0, len(table.scores)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(table.scores)).Draw(t, "to")
		want := table.bestOf(span{from, to})
		if got := table.best(span{from, to}); got != want {
			t.Fatalf("best of %d..%d is %d, not %d", from, to, got, want)
		}
	})
}
