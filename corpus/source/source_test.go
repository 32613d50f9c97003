package source

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"izde/corpus"
	"izde/corpus/clean"
)

// write puts files into a new folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// readAllOf reads paths and returns the Articles and the errors.
func readAllOf(t *testing.T, opt Options, paths ...string) (articles []*corpus.Article, faults []error) {
	t.Helper()
	for a, err := range Read(t.Context(), opt, paths...) {
		if err != nil {
			faults = append(faults, err)
			continue
		}
		articles = append(articles, a)
	}
	return articles, faults
}

func TestShortFormBecomesAnArticleOfOneSection(t *testing.T) {
	rows := []struct {
		says, line string
		want       corpus.Article
	}{
		{"a plain title is in the language of the record",
			`{"id":"1","lang":"kaz","title":"Дала","text":"Қыс келді."}`,
			corpus.Article{ID: "1", Lang: "kk", Title: corpus.Text{"kk": "Дала"}, Kind: "text",
				Sections: []corpus.Section{{Text: "Қыс келді."}}}},
		{"a title may be a map, and three-letter codes are accepted",
			`{"id":"2","lang":"rus","title":{"rus":"Степь","eng":"Steppe"},"text":"Зима."}`,
			corpus.Article{ID: "2", Lang: "ru", Title: corpus.Text{"ru": "Степь", "en": "Steppe"}, Kind: "text",
				Sections: []corpus.Section{{Text: "Зима."}}}},
		{"an empty title is absent",
			`{"id":"3","lang":"en","title":"","text":"Winter came."}`,
			corpus.Article{ID: "3", Lang: "en", Kind: "text", Sections: []corpus.Section{{Text: "Winter came."}}}},
		{"a missing title is absent",
			`{"id":4,"lang":"eng","text":"Winter came."}`,
			corpus.Article{ID: "4", Lang: "en", Kind: "text", Sections: []corpus.Section{{Text: "Winter came."}}}},
		{"a text in NFD comes out in NFC",
			"{\"id\":\"5\",\"lang\":\"ru\",\"text\":\"и\u0306од\"}",
			corpus.Article{ID: "5", Lang: "ru", Kind: "text", Sections: []corpus.Section{{Text: "йод"}},
				Warnings: []corpus.Warning{{Code: clean.CodeComposed, Line: 1, Count: 1, Before: "и\u0306од", After: "йод",
					Message: "characters were composed (NFC), as in и\u0306од → йод"}}}},
	}
	for _, row := range rows {
		dir := write(t, map[string]string{"a.jsonl": row.line + "\n"})
		got, faults := readAllOf(t, Options{}, dir)
		if len(faults) > 0 || len(got) != 1 {
			t.Errorf("%s: %d articles, errors %v", row.says, len(got), faults)
			continue
		}
		row.want.Source = corpus.Source{File: filepath.Join(dir, "a.jsonl"), Line: 1, EndLine: 1}
		if a, b := asJSON(t, got[0]), asJSON(t, &row.want); a != b {
			t.Errorf("%s:\n got %s\nwant %s", row.says, a, b)
		}
	}
}

func asJSON(t *testing.T, a *corpus.Article) string {
	b, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAnArticleGoesThroughJSONUnchanged(t *testing.T) {
	a := &corpus.Article{
		ID: "10.5555-x", Lang: "kk", Kind: "article", DOI: "10.5555/X", IRSTI: "11.25.09", UDC: "327", Year: 2022,
		Volume: "1", Issue: "2", Pages: "3-4", URL: "https://a.example/1", License: "CC-BY-4.0", Received: "2022-01-02",
		Title:      corpus.Text{"kk": "Дала", "en": "Steppe"},
		Authors:    []corpus.Author{{Name: corpus.Text{"kk": "А. Сейіт"}, ORCID: "0000-0002-1825-0097", Affiliation: corpus.Text{"kk": "Университет"}}},
		Abstract:   corpus.Text{"ru": "О степи."},
		Keywords:   corpus.Keywords{"en": {"steppe", "winter"}},
		Sections:   []corpus.Section{{Heading: "Кіріспе", Text: "Мәтін"}},
		References: []corpus.Reference{{N: 1, Text: "X", Year: 2009}},
		Journal:    corpus.Journal{Title: corpus.Text{"kk": "Журнал"}, ISSN: "1563-0285"},
		Warnings:   []corpus.Warning{{Code: "c", Message: "m"}},
	}
	dir := write(t, map[string]string{"a.jsonl": asJSON(t, a)})
	got, faults := readAllOf(t, Options{}, dir)
	if len(got) != 1 || len(faults) > 0 {
		t.Fatalf("%d articles, errors %v", len(got), faults)
	}
	got[0].Source = corpus.Source{}
	if g, w := asJSON(t, got[0]), asJSON(t, a); g != w {
		t.Errorf("\n got %s\nwant %s", g, w)
	}
}

func TestBadLineIsAnErrorAndTheOthersAreRead(t *testing.T) {
	dir := write(t, map[string]string{"a.jsonl": `{"id":"1","lang":"en","text":"one"}
{"id":"2","lang":"en","text":
{"id":"3","lang":"en","text":"three"}
[1,2]
{"id":"5","lang":"en","text":5}

{"lang":"en"}
{"id":"8","lang":"en","text":"eight","colour":"red"}
{"id":"9","lang":"en"}`})
	got, faults := readAllOf(t, Options{}, dir)
	var ids, lines []string
	for _, a := range got {
		ids = append(ids, a.ID)
	}
	for _, err := range faults {
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("%v is no *Error", err)
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("%q goes over several lines", err)
		}
		lines = append(lines, string(rune('0'+e.Line)))
	}
	if strings.Join(ids, " ") != "1 3 8 9" || strings.Join(lines, " ") != "2 4 5 7" {
		t.Errorf("ids %v, errors at lines %v: %v", ids, lines, faults)
	}
	if w := got[2].Warnings; len(w) != 1 || w[0].Code != "field-unknown" || !strings.Contains(w[0].Message, "colour") {
		t.Errorf("unknown field: warnings %v", w)
	}
	if w := got[3].Warnings; len(w) != 1 || w[0].Code != "body-missing" {
		t.Errorf("a record with nothing but an id is kept and told of: warnings %v", w)
	}
}

func TestReferencesMayBeJustText(t *testing.T) {
	got, faults := readAllOf(t, Options{}, write(t, map[string]string{"a.jsonl": `{"id":"1","lang":"en","text":"x","references":["Seitov A. (2001). The steppe. Almaty: Bilim.","?"]}`}))
	if len(faults) > 0 || len(got) != 1 || len(got[0].References) != 2 {
		t.Fatalf("%v, errors %v", got, faults)
	}
	if r := got[0].References; r[0].Year != 2001 || r[0].N != 1 || !r[1].Unparsed || r[1].N != 2 {
		t.Errorf("references %+v", r)
	}
}

func TestPlainReferencesAreParsedUnlessKept(t *testing.T) {
	line := `{"id":"1","lang":"en","text":"x","references":[{"n":1,"text":"Seitov A. (2001). The steppe. Almaty: Bilim."},{"n":2,"text":"Kim O. (1999). The town. Almaty: Bilim.","title":"Given"}]}`
	for keep, year := range map[bool]int{false: 2001, true: 0} {
		got, faults := readAllOf(t, Options{PlainReferences: keep}, write(t, map[string]string{"a.jsonl": line}))
		if len(faults) > 0 || len(got) != 1 || got[0].References[0].Year != year || got[0].References[1].Title != "Given" || got[0].References[1].Year != 0 {
			t.Errorf("kept %v: %+v, errors %v", keep, got, faults)
		}
	}
}

func TestArraysAndPrintedObjectsAreRead(t *testing.T) {
	rows := []struct{ says, text, ids, lines string }{
		{"an array", "[\n{\"id\":\"1\",\"text\":\"a\"},\n{\"id\":\"2\",\"text\":\"b\"}]", "1 2", "2 3"},
		{"an array on one line", `[{"id":"1","text":"a"},{"id":"2","text":"b"}]`, "1 2", "1 1"},
		{"an object over several lines", "{\n \"id\":\"1\",\n \"text\":\"a\"\n}\n", "1", "1"},
		{"objects over several lines", "{\n \"id\":\"1\",\n \"text\":\"a\"\n}\n{\n \"id\":\"2\",\n \"text\":\"b\"}", "1 2", "1 5"},
		{"two objects on one line", "{\"id\":\"1\",\"text\":\"a\"}{\"id\":\"2\",\"text\":\"b\"}\n{\"id\":\"3\",\"text\":\"c\"} {\"id\":\"4\",\"text\":\"d\"}", "1 2 3 4", "1 1 2 2"},
		{"objects with commas between them", "{\"id\":\"1\",\"text\":\"a\"}, {\"id\":\"2\",\"text\":\"b\"},\n{\"id\":\"3\",\"text\":\"c\"},\n", "1 2 3", "1 1 2"},
		{"two arrays", "[{\"id\":\"1\",\"text\":\"a\"}]\n[\n{\"id\":\"2\",\"text\":\"b\"}]", "1 2", "1 3"},
		{"an object after an array", "[{\"id\":\"1\",\"text\":\"a\"}]\n{\"id\":\"2\",\"text\":\"b\"}", "1 2", "1 2"},
		{"an array after blank lines", "\n\n[{\"id\":\"1\",\"text\":\"a\"}]", "1", "3"},
	}
	for _, row := range rows {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"x": row.text}))
		var ids, lines []string
		for _, a := range got {
			ids = append(ids, a.ID)
			lines = append(lines, string(rune('0'+a.Source.Line)))
		}
		if len(faults) > 0 || strings.Join(ids, " ") != row.ids || strings.Join(lines, " ") != row.lines {
			t.Errorf("%s: ids %v at lines %v, errors %v", row.says, ids, lines, faults)
		}
	}
}

// TestNothingAfterARecordIsLostSilently: what is no record is an error that says
// from where on nothing was read.
func TestNothingAfterARecordIsLostSilently(t *testing.T) {
	const record = `{"id":"1","text":"дала"}`
	rows := []struct {
		says, text string
		read       int
		want       string
	}{
		{"half a record after a record", record + ` {"id":` + "\n" + record, 2, "line 1: column 26: "},
		{"a word after a record", record + "  дала\n" + record, 2, "line 1: column 27: "},
		{"a word that begins as JSON does", record + " treu\n" + record, 2, "line 1: column 26: "},
		{"a word between two records", record + "\n" + record + " дала " + record, 2, "line 2: column 26: "},
		{"half a record after an array", "[" + record + "]\n {\"id\":", 1, "line 2: column 2: "},
		{"a word after an array", "[" + record + "] дала", 1, "line 1: column 28: "},
		{"a bracket after an array", "[" + record + "]]", 1, "line 1: column 27: "},
		{"a word after printed objects", "{\n\"id\":1,\"text\":\"a\"}\n дала", 1, "line 3: column 2: "},
		{"a missing bracket", "{\"id\":\"1\",\"text\":\"a\"\n" + record, 1, "line 1: column 1: "},
	}
	for _, r := range rows {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"x": r.text}))
		if len(got) != r.read || len(faults) != 1 || !strings.Contains(faults[0].Error(), r.want) || !strings.Contains(faults[0].Error(), "JSON") {
			t.Errorf("%s: %d records, errors %v", r.says, len(got), faults)
		}
	}
}

// titled is an article of a format, with the line at which it begins.
type titled struct {
	says, content string
	line          int
}

// inEveryFormat is an article with a Kazakh title in each of the formats.
func inEveryFormat(t *testing.T, title string) []titled {
	filler := strings.Repeat("\n", 4)
	return []titled{
		{"JSON", filler + `{"id":"1","lang":"kk","title":` + quoted(title) + "}", 5},
		{"escaped JSON", filler + `{"id":"1","lang":"kk","title":` + escaped(title) + `}`, 5},
		{"Dublin Core", filler + `<oai_dc:dc xmlns:oai_dc="o" xmlns:dc="d"><dc:title xml:lang="kk">` + title + `</dc:title></oai_dc:dc>`, 5},
		{"JATS", filler + `<article><front><article-meta><title-group><article-title xml:lang="kk">` + title + `</article-title></title-group></article-meta></front></article>`, 5},
		{"HTML with metadata", filler + `<!DOCTYPE html><html lang="kk"><head><meta name="citation_title" content="` + title + `"></head></html>`, 1},
		{"BibTeX", filler + "@article{a, title={" + title + "}, year=2001}", 5},
		{"RIS", filler + "TY  - JOUR\nTI  - " + title + "\nER  - \n", 5},
		{"HTML without", "<html><body><h1>" + title + "</h1><p>Бұл мәтін дала өлкесінің тарихы туралы жазылған.</p></body></html>", 1},
		{"DOCX", zipFile(t, "word/document.xml", `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>`+title+`</w:t></w:r></w:p><w:p><w:r><w:t>Бұл мәтін дала өлкесінің тарихы туралы жазылған.</w:t></w:r></w:p></w:body></w:document>`), 1},
		{"text", filler + title + "\n\nБұл мәтін дала өлкесінің тарихы туралы жазылған.\n", 5},
	}
}

// escaped is a text of JSON with every character by its number.
func escaped(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, `\u%04x`, u)
	}
	return `"` + b.String() + `"`
}

// TestEveryFormatIsCleaned: a title is repaired alike in every format, and the
// repair is counted and told with the line of its record; what is right stays.
func TestEveryFormatIsCleaned(t *testing.T) {
	for _, c := range []struct {
		says, title, want, code string
		count                   int
	}{
		{"what prints nothing goes", "Дала\u202e өл\u200bкесінің\u2066\u0085тари\ufffeхы", "Дала өлкесінің тарихы", clean.CodeInvisible, 0},
		{"letters of the other script", "Дaла өлкeciнің тарихы", "Дала өлкесінің тарихы", clean.CodeLookAlike, 2},
		{"symbols of a formula", "Дала өлкесіндегі Rэкв және pH мәні", "Дала өлкесіндегі Rэкв және pH мәні", "", 0},
		{"names in the other script", "Web of Science және дала өлкесі", "Web of Science және дала өлкесі", "", 0},
		{"a word of both scripts", "Мирowych өлкесінің тарихы", "Мирowych өлкесінің тарихы", clean.CodeMixed, 1},
	} {
		for _, r := range inEveryFormat(t, c.title) {
			got, faults := readAllOf(t, Options{}, write(t, map[string]string{"file": r.content}))
			if len(got) != 1 || len(faults) > 0 {
				t.Errorf("%s, %s: %d articles, errors %v", c.says, r.says, len(got), faults)
				continue
			}
			title := got[0].Title["kk"]
			at := slices.IndexFunc(got[0].Warnings, func(w corpus.Warning) bool { return w.Code == c.code })
			switch {
			case title != c.want:
				t.Errorf("%s, %s: title %+q", c.says, r.says, got[0].Title)
			case c.code == "" && slices.ContainsFunc(got[0].Warnings, func(w corpus.Warning) bool { return w.Code == clean.CodeLookAlike || w.Code == clean.CodeMixed }):
				t.Errorf("%s, %s: warnings %+v", c.says, r.says, got[0].Warnings)
			case c.code == "":
			case at < 0 || got[0].Warnings[at].Line != r.line || c.count > 0 && got[0].Warnings[at].Count != c.count || got[0].Warnings[at].Count == 0:
				t.Errorf("%s, %s: warnings %+v", c.says, r.says, got[0].Warnings)
			}
		}
	}
}

// TestEveryFieldIsPutIntoOneScript: but for addresses and the name of the record.
func TestEveryFieldIsPutIntoOneScript(t *testing.T) {
	const line = `{"id":"Kітап-1","lang":"kk","title":{"kk":"Cтепь"},"abstract":{"ru":"Воды cтепи"},"keywords":{"ru":["cтепь"]},` +
		`"authors":[{"name":{"en":"Seitov А.В."},"email":"sеitov@example.kz"}],"sections":[{"heading":"Kіріспе","text":"Бiрiншi\nthe Аral"}],` +
		`"references":[{"text":"Сейтов A.Б. Cтепь // Вестник. – 2014. – 45 c."}],"url":"https://example.kz/Kітап","journal":{"title":{"ru":"Вecтник"}}}`
	got, faults := readAllOf(t, Options{}, write(t, map[string]string{"a.jsonl": line}))
	if len(got) != 1 || len(faults) > 0 {
		t.Fatalf("%d articles, errors %v", len(got), faults)
	}
	a := got[0]
	rows := []struct{ says, got, want string }{
		{"title", a.Title["kk"], "Степь"}, {"abstract", a.Abstract["ru"], "Воды степи"}, {"keyword", a.Keywords["ru"][0], "степь"},
		{"name", a.Authors[0].Name["en"], "Seitov A.B."}, {"e-mail", a.Authors[0].Email, "seitov@example.kz"},
		{"heading", a.Sections[0].Heading, "Кіріспе"}, {"text", a.Sections[0].Text, "Бірінші\nthe Aral"},
		{"entry", a.References[0].Text, "Сейтов А.Б. Степь // Вестник. – 2014. – 45 с."},
		{"what the entry says", a.References[0].Title + a.References[0].Authors[0], "СтепьСейтов А.Б."},
		{"journal", a.Journal.Title["ru"], "Вестник"}, {"id", a.ID, "Kітап-1"}, {"address", a.URL, "https://example.kz/Kітап"},
	}
	for _, row := range rows {
		if row.got != row.want {
			t.Errorf("%s: got %+q, want %+q", row.says, row.got, row.want)
		}
	}
	at := slices.IndexFunc(a.Warnings, func(w corpus.Warning) bool { return w.Code == clean.CodeLookAlike })
	if at < 0 || a.Warnings[at].Count != 12 {
		t.Errorf("warnings %+v", a.Warnings)
	}
}

// TestWrongDecodingIsTold: a record that had been decoded with the wrong table
// before it was saved is put right in every format, and the repair is told.
func TestWrongDecodingIsTold(t *testing.T) {
	const title, want = "РљР°Р·Р°С…СЃС‚Р°РЅ Рё РјРёСЂ", "Казахстан и мир"
	rows := []struct{ says, content string }{
		{"JSON", "\n" + `{"id":"1","lang":"ru","title":"` + title + `"}`},
		{"BibTeX", "@article{a, title={Other}, year=2001}\n@article{b, title={" + title + "}, year=2001}"},
		{"RIS", "TY  - JOUR\nTI  - " + title + "\nER  - \n"},
		{"Dublin Core", "\n" + `<oai_dc:dc xmlns:oai_dc="o" xmlns:dc="d"><dc:title xml:lang="ru">` + title + `</dc:title></oai_dc:dc>`},
	}
	for _, r := range rows {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"file": r.content}))
		if len(got) == 0 || len(faults) > 0 {
			t.Fatalf("%s: errors %v", r.says, faults)
		}
		a := got[len(got)-1]
		told := slices.ContainsFunc(a.Warnings, func(w corpus.Warning) bool { return w.Code == clean.CodeMojibake && w.Line >= 1 })
		if !told || !slices.Contains(slices.Collect(maps.Values(a.Title)), want) || len(got) > 1 && len(got[0].Warnings) > 0 {
			t.Errorf("%s: %v, warnings %+v", r.says, a.Title, a.Warnings)
		}
	}
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// TestBareControlCharacters: JSON must not have them in a text, where careless
// programs write them all the same.
func TestBareControlCharacters(t *testing.T) {
	const record = "{\"id\":\"1\",\"title\":\"Wells\tof\x02 the\x1f steppe\",\"text\":\"x\"}"
	for says, text := range map[string]string{"a line": record, "an array": "[\n" + record + "]", "printed": "{\n" + record[1:], "two on a line": record + record} {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"x": text}))
		if len(got) == 0 || len(faults) > 0 || got[0].Title["en"] != "Wells of the steppe" || len(got[0].Warnings) != 1 || got[0].Warnings[0].Count != 2 {
			t.Errorf("%s: %+v, errors %v", says, got, faults)
		}
	}
}

func TestUnknownFieldsAreNamed(t *testing.T) {
	rows := []struct{ says, line, want string }{
		{"of the record", `{"id":"1","text":"x","foo":1,"bar":{"text":1}}`, "bar foo"},
		{"of an author", `{"id":"1","text":"x","authors":[{"name":{"en":"A"},"orcidd":"y"}]}`, "authors.orcidd"},
		{"of an author with one name", `{"id":"1","text":"x","authors":[{"name":"A","orcidd":"y"},{"name":"B","orcidd":"z"}]}`, "authors.orcidd"},
		{"of a reference", `{"id":"1","title":"T","text":"x","references":[{"text":"r","jahr":1}]}`, "references.jahr"},
		{"none", `{"ID":"1","Title":{"fr":"T"},"text":"x","authors":["A"],"references":["r"],"journal":{"title":{"en":"J"}}}`, ""},
	}
	for _, r := range rows {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"x": r.line}))
		if len(got) != 1 || len(faults) > 0 {
			t.Fatalf("%s: %d records, errors %v", r.says, len(got), faults)
		}
		var names []string
		for _, w := range got[0].Warnings {
			if _, rest, ok := strings.Cut(w.Message, `field "`); ok && w.Code == "field-unknown" {
				name, _, _ := strings.Cut(rest, `"`)
				names = append(names, name)
			}
		}
		if strings.Join(names, " ") != r.want {
			t.Errorf("%s: %q, want %q", r.says, names, r.want)
		}
	}
}

func TestTwoNamesOfOneLanguageAreToldApart(t *testing.T) {
	const line = `{"id":"1","lang":"kk","title":{"kk":"Дала","kaz":"Қала"},"keywords":{"kz":["а"],"kk":["а"]},"text":"x"}`
	for range 20 {
		got, _ := readAllOf(t, Options{}, write(t, map[string]string{"x": line}))
		if len(got) != 1 || got[0].Title["kk"] != "Дала" || len(got[0].Warnings) != 1 || got[0].Warnings[0].Code != "title-repeated" ||
			!strings.Contains(got[0].Warnings[0].Message, "Қала") {
			t.Fatalf("title %v, warnings %+v", got[0].Title, got[0].Warnings)
		}
	}
}

// TestBrokenArraysLoseNoMoreThanTheBrokenRecord: reading goes on at the next line
// that begins as the first record does.
func TestBrokenArraysLoseNoMoreThanTheBrokenRecord(t *testing.T) {
	rows := []struct {
		says, text, ids string
		faults          []string
	}{
		{"what is no record, and half a record", "[{\"id\":\"1\",\"text\":\"a\"},\n 5,\n{\"id\":\"2\",\"text\":\"b\"},\n{\"id\":", "1 2", []string{"line 2: ", "line 4: column 1: "}},
		{"a record a line", "[\n{\"id\":\"1\",\"text\":\"a\"},\n{\"id\":\"2\",\"text\":b},\n{\"id\":\"3\",\"text\":\"c\"}\n]", "1 3", []string{"line 3: column 18: "}},
		{"a missing comma", "[\n{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\"2\",\"text\":\"b\"},\n{\"id\":\"3\",\"text\":\"c\"}\n]", "1 2 3", []string{"line 3: column 1: not valid JSON: a comma"}},
		{"a record without its end", "[\n{\"id\":\"1\",\"text\":\"a\"},\n{\"id\":\"2\",\n{\"id\":\"3\",\"text\":\"c\"}\n]", "1 3", []string{"line 4: column 1: "}},
		{"a text without its end", "[\n{\"id\":\"1\",\"text\":\"a\"},\n{\"id\":\"2\",\"text\":\"b},\n{\"id\":\"3\",\"text\":\"c\"}\n]", "1 3", []string{"line 3: column 18: "}},
		{"indented records", "[\n  {\n    \"id\":\"1\",\n    \"text\":\"a\"\n  },\n  {\n    \"id\": x,\n    \"authors\": [\n    {\"name\":\"A\"}]\n  },\n  {\n    \"id\":\"3\",\n    \"text\":\"c\"\n  }\n]\n",
			"1 3", []string{"line 7: column 11: "}},
		{"records on one line", "[{\"id\":\"1\",\"text\":\"a\"},{\"id\":x},{\"id\":\"3\",\"text\":\"c\"}]", "1", []string{"nothing after it was read"}},
	}
	for _, r := range rows {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"x": r.text}))
		var ids []string
		for _, a := range got {
			ids = append(ids, a.ID)
		}
		told := len(faults) == len(r.faults)
		for i := 0; i < len(faults) && told; i++ {
			told = strings.Contains(faults[i].Error(), r.faults[i])
		}
		if strings.Join(ids, " ") != r.ids || !told {
			t.Errorf("%s: ids %v, errors %v", r.says, ids, faults)
		}
	}
}

func TestVeryLongLines(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 200 MB")
	}
	text := strings.Repeat("Дала мен қала. ", 50<<20/24)
	long := `{"id":"long","lang":"kk","text":"` + text + `"}`
	over := `{"id":"over","lang":"kk","text":"` + text + text + `"}`
	in := strings.NewReader(`{"id":"a","lang":"en","text":"a"}` + "\n" + long + "\n" + over + "\n" + `{"id":"b","lang":"en","text":"b"}`)
	got, faults := readAllOf(t, Options{Stdin: in}, "-")
	if len(got) != 3 || got[1].ID != "long" || len(got[1].Sections[0].Text) != len(strings.TrimSpace(text))+1 {
		t.Errorf("%d articles", len(got))
	}
	if len(faults) != 1 || !errors.Is(faults[0], ErrLongLine) || !strings.Contains(faults[0].Error(), "line 3") {
		t.Errorf("errors %v", faults)
	}
}

func TestWholeFileFaultsAreOneLine(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"
	rows := []struct {
		says, content string
		want          error
	}{
		{"an empty file", "", ErrEmpty},
		{"a file of blanks", " \n\t\n", ErrEmpty},
		{"a byte order mark alone", "\ufeff", ErrEmpty},
		{"a picture", png, ErrPicture},
	}
	for _, row := range rows {
		dir := write(t, map[string]string{"f": row.content})
		got, faults := readAllOf(t, Options{}, dir)
		if len(got) > 0 || len(faults) != 1 || !errors.Is(faults[0], row.want) ||
			!strings.Contains(faults[0].Error(), filepath.Join(dir, "f")) {
			t.Errorf("%s: %d articles, errors %v", row.says, len(got), faults)
		}
	}
}

func TestEncodingsOfText(t *testing.T) {
	const text = "Тарих және әдебиет\n\nҚазақ даласының тарихы мен мәдениеті туралы бірнеше сөз айтайық.\n"
	const russian = "История и литература\n\nНесколько слов об истории и культуре казахской степи.\n"
	cp1251, err := charmap.Windows1251.NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct{ says, content, title string }{
		{"UTF-8", text, "Тарих және әдебиет"},
		{"UTF-8 with a byte order mark", "\ufeff" + text, "Тарих және әдебиет"},
		{"UTF-16, little endian", utf16Bytes(text, false, true), "Тарих және әдебиет"},
		{"UTF-16, big endian", utf16Bytes(text, true, true), "Тарих және әдебиет"},
		{"UTF-16 without a mark", utf16Bytes(text, false, false), "Тарих және әдебиет"},
		{"Windows-1251", cp1251, "История и литература"},
		{"JSON in UTF-16", utf16Bytes(`{"id":"1","lang":"kk","title":"Тарих","text":"x"}`, false, true), "Тарих"},
	}
	for _, row := range rows {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"f": row.content}))
		if len(faults) > 0 || len(got) != 1 || got[0].Title[got[0].Lang] != row.title {
			t.Errorf("%s: %v, errors %v", row.says, got, faults)
		}
	}
}

func utf16Bytes(s string, big, mark bool) string {
	if mark {
		s = "\ufeff" + s
	}
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func TestFindWalksInAStableOrder(t *testing.T) {
	dir := write(t, map[string]string{
		"b/2.txt": "x", "b/1.txt": "x", "a.txt": "x", "izde.yaml": "year: 2020", ".hidden/x": "x", "b/.x": "x", "c.txt": "x",
	})
	files, _, err := Find(t.Context(), dir, filepath.Join(dir, "b"), filepath.Join(dir, "c.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		rel, _ := filepath.Rel(dir, f.Path)
		got = append(got, filepath.ToSlash(rel))
	}
	if s := strings.Join(got, " "); s != "a.txt b/1.txt b/2.txt c.txt" {
		t.Errorf("found %s", s)
	}
	if _, _, err := Find(t.Context(), filepath.Join(dir, "nothing")); err == nil ||
		!strings.Contains(err.Error(), filepath.Join(dir, "nothing")) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing path: %v", err)
	}
}

func TestReadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	in := strings.NewReader(strings.Repeat(`{"id":"1","lang":"en","text":"a"}`+"\n", 1000))
	n := 0
	var last error
	for _, err := range Read(ctx, Options{Stdin: in}, "-") {
		n++
		last = err
		cancel()
	}
	if n > 3 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d more after the context ended; last error %v", n, last)
	}
}

func TestOneTextHasOneIDInEveryFormat(t *testing.T) {
	dir := write(t, map[string]string{
		"a.txt":   "В Алматы открыли музей\n\nВ городе открылся новый музей. В нём выставлено более тысячи предметов из истории города.\n",
		"b.jsonl": `{"lang":"ru","title":"В Алматы открыли музей","text":"В городе открылся новый музей."}`,
	})
	articles, faults := readAllOf(t, Options{}, dir)
	if len(articles) != 2 || len(faults) > 0 {
		t.Fatalf("%d articles, faults %v", len(articles), faults)
	}
	if a, b := articles[0].ID, articles[1].ID; a != b || !strings.HasPrefix(a, "v-almaty-otkryli-muzey-") {
		t.Errorf("ids %q and %q", a, b)
	}
}

// TestAPipeIsReadOnce: one that is asked for by name is read as standard input is,
// and waiting for it ends with the context.
func TestAPipeIsReadOnce(t *testing.T) {
	pipe, silent := filepath.Join(t.TempDir(), "pipe"), filepath.Join(t.TempDir(), "silent")
	if err := exec.Command("mkfifo", pipe, silent).Run(); err != nil {
		t.Skip("no pipes here:", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	for _, err := range Read(ctx, Options{}, silent) {
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a pipe that nobody writes to: %v", err)
		}
	}
	written := make(chan error)
	go func() { written <- os.WriteFile(pipe, []byte(`{"id":"1","lang":"en","title":"A"}`), 0) }()
	files, _, err := Find(t.Context(), pipe)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	if hash, err := Hash(t.Context(), files[0]); hash != "" || err != nil {
		t.Errorf("hash %q, %v", hash, err)
	}
	for a, err := range ReadFile(t.Context(), Options{}, files[0]) {
		if err != nil || a.ID != "1" {
			t.Errorf("%+v, %v", a, err)
		}
	}
	if err := <-written; err != nil {
		t.Error(err)
	}
}

func TestAFaultyEntryOfAFolderDoesNotEndTheRun(t *testing.T) {
	dir := write(t, map[string]string{"a.jsonl": `{"id":"1","lang":"en","title":"A"}`, "z.jsonl": `{"id":"2","lang":"en","title":"Z"}`})
	link := filepath.Join(dir, "m.txt")
	if err := os.Symlink(filepath.Join(dir, "nowhere"), link); err != nil {
		t.Skip("no links here:", err)
	}
	articles, faults := readAllOf(t, Options{}, dir)
	if len(articles) != 2 || len(faults) != 1 {
		t.Fatalf("%d articles, faults %v", len(articles), faults)
	}
	if fault, ok := errors.AsType[*Error](faults[0]); !ok || fault.File != link {
		t.Errorf("the fault %v does not name the link", faults[0])
	}
	files, _, err := Find(t.Context(), dir)
	if err != nil || len(files) != 3 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	if _, err := Hash(t.Context(), files[1]); err == nil {
		t.Error("a file that cannot be read has a hash")
	}
	if _, _, err := Find(t.Context(), link); err == nil {
		t.Error("a link to nowhere that was asked for by name is no error")
	}
	round := filepath.Join(dir, "n")
	if err := os.Symlink(dir, round); err != nil {
		t.Fatal(err)
	}
	if _, faults := readAllOf(t, Options{}, dir); len(faults) != 2 || !errors.Is(faults[1], ErrLinked) || !strings.Contains(faults[1].Error(), round) {
		t.Errorf("a link to the folder it is in: %v", faults)
	}
}

// TestAFolderThatCannotBeListed is a fault of its own, whatever settings may stand
// in it.
func TestAFolderThatCannotBeListed(t *testing.T) {
	dir := write(t, map[string]string{"a.jsonl": `{"id":"1","lang":"en","title":"A"}`, "closed/b.txt": "x", "z.jsonl": `{"id":"2","lang":"en","title":"Z"}`})
	closed := filepath.Join(dir, "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(closed, 0o755)
	if _, err := os.ReadDir(closed); err == nil {
		t.Skip("nothing is closed to this user")
	}
	articles, faults := readAllOf(t, Options{}, dir)
	if len(articles) != 2 || len(faults) != 1 || !errors.Is(faults[0], fs.ErrPermission) || !strings.Contains(faults[0].Error(), closed) {
		t.Errorf("%d articles, faults %v", len(articles), faults)
	}
}

func TestUnknownLanguagesAreToldFromTheText(t *testing.T) {
	const russian = "В городе открылся новый музей, в котором выставлено более тысячи предметов."
	rows := []struct{ says, line, lang, title, warn string }{
		{"a code of no language", `{"id":"1","lang":"zz","title":"Новый музей города","text":"` + russian + `"}`, "ru", "ru", "lang-unknown"},
		{"a language that the archive does not hold", `{"id":"1","lang":"fr","title":"Новый музей города","text":"` + russian + `"}`, "ru", "ru", "lang-unknown"},
		{"a title in such a language keeps its code", `{"id":"1","lang":"ru","title":{"fr":"Un musée"},"text":"` + russian + `"}`, "ru", "fr", "language-unsupported"},
		{"a title under a code of no language", `{"id":"1","lang":"ru","title":{"zz":"Новый музей открылся в городе"},"text":"` + russian + `"}`, "ru", "ru", "lang-unknown"},
		{"a known code", `{"id":"1","lang":"rus","title":"Новый музей города","text":"` + russian + `"}`, "ru", "ru", ""},
	}
	for _, r := range rows {
		articles, faults := readAllOf(t, Options{}, write(t, map[string]string{"a.jsonl": r.line}))
		if len(faults) > 0 || len(articles) != 1 {
			t.Fatalf("%s: %d articles, %v", r.says, len(articles), faults)
		}
		a, warn := articles[0], ""
		if len(a.Warnings) > 0 {
			warn = a.Warnings[0].Code
		}
		if a.Lang != r.lang || a.Title[r.title] == "" || warn != r.warn {
			t.Errorf("%s: language %q, title %v, warnings %v", r.says, a.Lang, a.Title, a.Warnings)
		}
	}
}

// TestTextsInLanguagesOfTheRegion: what is not in one of the three goes for none of
// them, and is told.
func TestTextsInLanguagesOfTheRegion(t *testing.T) {
	const kyrgyz = "Макалада талаа жолдорунун тарыхы жана алардын соода өнүгүүсүндөгү орду каралат."
	for says, content := range map[string]string{
		"JSON that says so":   `{"id":"1","lang":"ky","title":"Талаа жолдору жана соода","text":"` + kyrgyz + `"}`,
		"JSON that does not":  `{"id":"1","title":"Талаа жолдору жана соода","text":"` + kyrgyz + `"}`,
		"JATS that says so":   `<article xml:lang="ky"><front><article-meta><title-group><article-title>Талаа жолдору жана соода</article-title></title-group><abstract><p>` + kyrgyz + `</p></abstract></article-meta></front></article>`,
		"Dublin Core":         `<oai_dc:dc xmlns:oai_dc="o" xmlns:dc="d"><dc:title>Талаа жолдору жана соода тарыхы</dc:title><dc:description>` + kyrgyz + `</dc:description></oai_dc:dc>`,
		"BibTeX":              "@article{a, title={Талаа жолдору жана соода тарыхы}, abstract={" + kyrgyz + "}, year=2001}",
		"HTML with metadata":  `<!DOCTYPE html><html><head><meta name="citation_title" content="Талаа жолдору жана соода тарыхы"><meta name="citation_abstract" content="` + kyrgyz + `"></head></html>`,
		"a text of a website": "Талаа жолдору жана соода тарыхы\n\n" + kyrgyz + "\n",
	} {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"file": content}))
		if len(got) != 1 || len(faults) > 0 {
			t.Errorf("%s: %d articles, errors %v", says, len(got), faults)
			continue
		}
		a := got[0]
		if a.Title["ky"] == "" || a.Title["kk"] != "" || a.Abstract["kk"] != "" || len(a.Sections) > 0 && a.Lang != "ky" {
			t.Errorf("%s: language %q, %q, %q", says, a.Lang, a.Title, a.Abstract)
		}
		if !slices.ContainsFunc(a.Warnings, func(w corpus.Warning) bool { return w.Code == "language-unsupported" && w.Lang == "ky" }) {
			t.Errorf("%s: warnings %+v", says, a.Warnings)
		}
	}
}

func TestARecordKeepsItsOwnSource(t *testing.T) {
	dir := write(t, map[string]string{"a.jsonl": `{"id":"1","lang":"en","title":"A","source":{"file":"issue.txt","line":10,"end_line":90}}` + "\n" + `{"id":"2","lang":"en","title":"B"}`})
	articles, _ := readAllOf(t, Options{}, dir)
	if want := (corpus.Source{File: "issue.txt", Line: 10, EndLine: 90}); articles[0].Source != want {
		t.Errorf("the source became %v", articles[0].Source)
	}
	if articles[1].Source.Line != 2 {
		t.Errorf("a record without one has %v", articles[1].Source)
	}
}

func TestFaultsOfRecordsAreInPlainWords(t *testing.T) {
	rows := []struct{ says, line, want string }{
		{"a list for a record", `{"id":"0","title":"x"}` + "\n" + `[1,2]`, "an array where a record is expected"},
		{"a word for a number", `{"id":"1","title":"x","year":"abc"}`, `"year" must be a whole number`},
		{"a list for a map", `{"id":"1","title":[1]}`, "an array where a text is expected"},
		{"a text without an end", `{"id":"1","title":"дала}`, "line 1: column 19: not valid JSON: a text without its closing quotation mark"},
		{"a bare word", `{"id":"1","title":дала}`, "line 1: column 19: not valid JSON: 'д' looking for beginning of value"},
		{"what is no record after one", `{"id":"1","title":"x"} дала`, "line 1: column 24: not valid JSON after the record: дала"},
	}
	for _, r := range rows {
		_, faults := readAllOf(t, Options{}, write(t, map[string]string{"a.jsonl": r.line}))
		if len(faults) != 1 || !strings.Contains(faults[0].Error(), r.want) || strings.Contains(faults[0].Error(), "no int") {
			t.Errorf("%s: %v", r.says, faults)
		}
	}
}
