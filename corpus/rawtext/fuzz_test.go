package rawtext

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// hardTexts are sources that have broken readers before: hard runes, broken
// bytes, marks without text.
var hardTexts = []string{
	"", "\n", "\n\n\n", " ", "\f", "\ufeff", "\u00ad", "\u200b\u200c\u200d", "\x00\x01", "\xff\xfe\xd0",
	"İstanbul \u0130\u0131\u1e9e\u212a", "e\u0301\u0301\u0301", "\U0001f600\u200d\U0001f4bb", "\ud7ff\ue000\uffff",
	"Abstract", "Abstract.", "Keywords:", "References", "Keywords: ,;,;", "References\n1.\n2.\n3.", "Аннотация\nАннотация\nАннотация",
	"УДК", "DOI 10.", "10.1234/", "https://doi.org/10.1/", "mailto:", "^{", "^{1", "**", "***", "- ", "-\n-\n-", "1\n2\n3\n4", "(((((", "«««",
	"А-\n", "а-\nб", "Word-\u00ad\nword", "\u00ad\nх", "¹", "1*", "@", "a@b.c", "0000-0000-0000-0000", "© 2021", "ISSN", "ISSN 1234-5678", "№ 1 (2). 2021",
	"Түйін сөздер", "К.", "К. К.", "И.И. Иванов", "И.И. Иванов,", ", , ,", "Received 12.13.2021", "Received: ", "Таблица", "Таблица 1", "1. Введение",
	"AИ\n\nAA000A0\nи0A0й0",
}

func FuzzSplit(f *testing.F) {
	for _, t := range hardTexts {
		f.Add(t)
	}
	files, _ := filepath.Glob("testdata/layouts/*.txt")
	for _, path := range files {
		text, _ := readLayout(f, path)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			text = strings.ToValidUTF8(text, "\uFFFD")
		}
		begin := time.Now()
		res := Split("fuzz", text, Options{})
		if took := time.Since(begin); took > 5*time.Second && len(text) < 1<<16 {
			t.Fatalf("%d bytes took %v", len(text), took)
		}
		checkWhole(t, text, res)
	})
}

// checkWhole fails if a line was lost or a text came out broken.
func checkWhole(t *testing.T, text string, res Result) {
	t.Helper()
	for _, l := range res.Lines {
		if l.Field == "" {
			t.Fatalf("line %d went nowhere in %q", l.Line, text)
		}
		if l.Article > len(res.Articles) {
			t.Fatalf("line %d went to article %d of %d", l.Line, l.Article, len(res.Articles))
		}
	}
	for _, a := range res.Articles {
		if a.ID == "" || a.Kind == "" {
			t.Fatalf("an article without id or kind in %q", text)
		}
		for _, s := range a.Sections {
			if !utf8.ValidString(s.Text) {
				t.Fatalf("broken text %q", s.Text)
			}
		}
		for code, title := range a.Title {
			if title == "" || code == "" || !utf8.ValidString(title) {
				t.Fatalf("an empty or broken title in %q", text)
			}
		}
	}
}

// TestHardTexts splits what has broken readers before, alone and in the
// middle of an article.
func TestHardTexts(t *testing.T) {
	article, _ := readLayout(t, "testdata/layouts/02-gost-back-blocks.txt")
	half := strings.Index(article, "\n\nМатериалы")
	for _, h := range hardTexts {
		h = strings.ToValidUTF8(h, "\uFFFD")
		checkWhole(t, h, Split("hard", h, Options{}))
		both := article[:half] + "\n" + h + "\n" + article[half:]
		checkWhole(t, both, Split("hard", both, Options{}))
	}
}

// TestLargeSources splits sources of unusual form and size without hanging:
// the time of each is at most a few times what an ordinary text of that size
// takes.
func TestLargeSources(t *testing.T) {
	if testing.Short() {
		t.Skip("large sources take seconds")
	}
	const size = 1 << 18
	units := map[string]string{
		"one line":           "слово ",
		"one word":           "а",
		"brackets":           "(",
		"superscripts":       "^{",
		"stars":              "*а",
		"keywords":           "Keywords: a, b; ",
		"page numbers":       "7\n\n",
		"labels":             "Abstract\n",
		"links":              "http://example.org/a/\n",
		"initials":           "А.Б. ",
		"titles":             "НОВАЯ СТАТЬЯ О СТЕПИ\n\n",
		"hyphens":            "сло-\n",
		"short lines":        "а\n",
		"numbered":           "1. Иванов И.И. Книга. – М., 2001.\n",
		"mixed scripts":      "сaлoм ",
		"page heads":         "Вестник науки. № 3. 2020\n\nтекст идёт\n\n",
		"soft hyphens":       "сло\u00adво ",
		"split words":        "қауым дас тық ",
		"citations of names": "(Иванов, А., 2001; Петров, Б., 2002)\n",
	}
	for name, unit := range units {
		text := strings.Repeat(unit, size/len(unit))
		begin := time.Now()
		res := Split(name, text, Options{})
		t.Logf("%s: %v", name, time.Since(begin))
		if len(res.Lines) == 0 {
			t.Errorf("%s: no lines", name)
		}
	}
}

// TestTextIsNeverFurniture: whatever a text without apparatus is, its words
// are found again.
func TestTextIsNeverFurniture(t *testing.T) {
	for _, text := range []string{
		"слово идёт за словом, и нет конца строки",
		strings.Repeat("слово идёт за словом, и нет конца строки. ", 200),
		"Одно предложение.",
		"Бір ғана сөйлем осында тұр.",
		"one two three",
		"Первый абзац текста, в котором ничего нет.\n\nВторой абзац текста, в котором тоже ничего нет.\n",
		"A short note.\n\nIt has two paragraphs, and nothing else.",
		"Заголовок заметки\n\nТекст заметки состоит из одного абзаца.",
	} {
		res := Split("note", text, Options{})
		if len(res.Articles) != 1 {
			t.Errorf("%.40q: %d articles", text, len(res.Articles))
			continue
		}
		got := ""
		for _, title := range res.Articles[0].Title {
			got += title + " "
		}
		for _, s := range res.Articles[0].Sections {
			got += s.Heading + " " + s.Text + " "
		}
		if a, b := len(strings.Fields(got)), len(strings.Fields(text)); a != b || res.Articles[0].Lang == "" {
			t.Errorf("%.40q: %d of %d words were kept, language %q", text, a, b, res.Articles[0].Lang)
		}
	}
}
