package source

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestSettingsFillWhatTheTextsDoNotSay(t *testing.T) {
	dir := write(t, map[string]string{
		"izde.yaml": `
journal: {kk: Дала зерттеулері, rus: Исследования степи}
series: {en: History}
issn: 1563-0285
year: 2020
licence: CC-BY-4.0
url: https://j.example/{year}/{doi}
files:
  special.jsonl: {issue: "7-8"}
`,
		"2021/izde.yaml":     "year: 2021\nvolume: 12\nissue: 3\n",
		"2021/a.jsonl":       `{"id":"a","lang":"en","text":"x","doi":"10.5555/a"}` + "\n" + `{"id":"b","lang":"en","text":"x","year":1999}`,
		"old/special.jsonl":  `{"id":"c","lang":"en","text":"x"}`,
		"old/ordinary.jsonl": `{"id":"d","lang":"en","text":"x","journal":{"issn":"2618-1215","title":{"en":"Another"}}}`,
	})
	got, faults := readAllOf(t, Options{}, dir)
	if len(got) != 4 || len(faults) > 0 {
		t.Fatalf("%d articles, errors %v", len(got), faults)
	}
	a, b, d, c := got[0], got[1], got[2], got[3]
	rows := []struct{ says, got, want string }{
		{"the journal comes from the folder above", a.Journal.Title["ru"], "Исследования степи"},
		{"so does the series", a.Journal.Series["en"], "History"},
		{"the volume comes from the folder", a.Volume, "12"},
		{"the nearer folder wins, and the URL is filled", a.URL, "https://j.example/2021/10.5555/a"},
		{"an article without DOI gets no URL with one", b.URL, ""},
		{"a file's own entry is for that file", c.Issue, "7-8"},
		{"and for no other", d.Issue, ""},
		{"what the record says stays", d.Journal.ISSN + d.Journal.Title["en"] + d.Journal.Title["ru"], "2618-1215Another"},
		{"the licence in either spelling", c.License, "CC-BY-4.0"},
	}
	for _, row := range rows {
		if row.got != row.want {
			t.Errorf("%s: got %q, want %q", row.says, row.got, row.want)
		}
	}
	// A file that is asked for by name does not change what is said of its neighbours.
	got, faults = readAllOf(t, Options{}, filepath.Join(dir, "old", "special.jsonl"), dir)
	if len(got) != 4 || len(faults) > 0 {
		t.Errorf("%d articles, errors %v", len(got), faults)
	}
	for _, a := range got {
		if a.ID == "d" && a.License != "CC-BY-4.0" {
			t.Errorf("a neighbour has the licence %q", a.License)
		}
	}
	if b.Year != 1999 || a.Year != 2021 || c.Year != 2020 {
		t.Errorf("years %d %d %d", a.Year, b.Year, c.Year)
	}
}

func TestWrongSettingsNameFileAndLine(t *testing.T) {
	rows := []struct{ says, yaml, want string }{
		{"an unknown key", "year: 2020\ncolour: red\n", `line 2: unknown key "colour"`},
		{"an unknown key of a file", "files:\n  a.txt:\n    colour: red\n", `line 3: unknown key "colour"`},
		{"an ISSN that fails its check", "issn: 1563-0286\n", `line 1: "1563-0286" is no ISSN`},
		{"an ISSN of the journal", "journal:\n  title: Дала\n  issn: 1563-0286\n", `line 3: "1563-0286" is no ISSN`},
		{"a year that is none", "year: soon\n", `line 1: "soon" where a number should be`},
		{"a year that is no year, of a file", "files:\n  a.txt:\n    issue: 1\n    year: 3000\n", "line 4: year: 3000 is no year"},
		{"a list for a text", "year: 2020\nvolume: [1, 2]\n", "line 2: a list where a text should be"},
		{"several mistakes", "yeer: 2020\nvolum: 3\nyear: soon\n", `line 1: unknown key "yeer"; line 2: unknown key "volum"; line 3: "soon" where a number should be`},
		{"a number in quotation marks", "year: \"2020\"\n", `line 1: "2020" where a number without quotation marks should be`},
		{"a tab for spaces", "journal:\n\tkk: Дала\n", "line 2: begins with a tab"},
		{"no text", "\x00\x01\x02", "izde.yaml: a binary file"},
		{"a list for the journal", "journal: [a]\n", "line 1: a list where keys and values should be"},
		{"a text for all", "Дала\n", `line 1: "Дала" where keys and values should be`},
		{"a key twice", "year: 2020\nyear: 2021\n", "line 2"},
		{"an unknown key of the journal", "journal:\n  title: Дала\n  colour: red\n", `line 3: unknown key "colour" in journal`},
		{"a second document", "year: 2020\n---\nyear: 2021\n", "a second document"},
		{"a URL without a site", "year: 2020\nurl: journal/{doi}\n", `line 2: url: "journal/{doi}" begins with no http://`},
		{"a URL with an unknown value", "url: https://j.example/{dio}\n", "line 1: url: {dio} is unknown"},
		{"a pattern that is none", "files:\n  \"[a\": {year: 2000}\n", `"[a" is no pattern`},
		{"YAML that is none", "year: [\n", "line 1: not valid YAML: "},
		{"a language that is none", "journal:\n  klingon!: X\n", "klingon!"},
	}
	for _, row := range rows {
		dir := write(t, map[string]string{"izde.yaml": row.yaml, "a.txt": "x"})
		_, _, err := Find(t.Context(), dir)
		if err == nil || !strings.Contains(err.Error(), row.want) || !strings.Contains(err.Error(), filepath.Join(dir, "izde.yaml")) {
			t.Errorf("%s: %v", row.says, err)
		}
	}
}

func TestSettingsForNoFileAreDoubted(t *testing.T) {
	dir := write(t, map[string]string{
		"izde.yaml":        "year: 2020\nfiles:\n  isue-04.txt: {issue: 4}\n  issue-*.txt: {issue: 5}\n  \"deep*\": {issue: 6}\n  old/a.txt: {issue: 7}\n  ои\u0306.txt: {issue: 8}\n",
		"issue-04.txt":     "x",
		"new/deep.txt":     "x",
		"new/ой.txt":       "x",
		"old/izde.yaml":    "files:\n  \"*.pdf\": {year: 1999}\n  a.txt: {year: 1998}\n",
		"old/a.txt":        "x",
		"old/.hidden/.pdf": "x",
	})
	want := []string{
		filepath.Join(dir, "old", "izde.yaml") + ` line 2: files: "*.pdf" is the name of no file`,
		filepath.Join(dir, "izde.yaml") + ` line 3: files: "isue-04.txt" is the name of no file`,
		filepath.Join(dir, "izde.yaml") + ` line 6: files: "old/a.txt" is the name of no file`,
	}
	for says, paths := range map[string][]string{"a folder": {dir}, "a folder and a part of it": {filepath.Join(dir, "old"), dir}, "a file before its folder": {filepath.Join(dir, "issue-04.txt"), dir}} {
		_, doubts, err := Find(t.Context(), paths...)
		if err != nil || len(doubts) != len(want) {
			t.Errorf("%s: %v, error %v", says, doubts, err)
			continue
		}
		for i, d := range doubts {
			if !strings.HasPrefix(d.Error(), want[i]) {
				t.Errorf("%s: %v, want %s", says, d, want[i])
			}
		}
	}
	if _, doubts, err := Find(t.Context(), filepath.Join(dir, "issue-04.txt")); err != nil || len(doubts) > 0 {
		t.Errorf("a file alone: %v, error %v", doubts, err)
	}
}

func TestSettingsThatSayNothing(t *testing.T) {
	for _, yaml := range []string{"", "\n", "# year: 2020\n"} {
		if _, _, err := Find(t.Context(), write(t, map[string]string{"izde.yaml": yaml, "a.txt": "x"})); err != nil {
			t.Errorf("%q: %v", yaml, err)
		}
	}
}

// TestSettingsInOtherEncodings: an editor may have saved them in one of its own.
func TestSettingsInOtherEncodings(t *testing.T) {
	const yaml = "journal: {ru: Исследования степи}\nyear: 2020\n"
	cp1251, err := charmap.Windows1251.NewEncoder().String(yaml)
	if err != nil {
		t.Fatal(err)
	}
	for says, content := range map[string]string{"Windows-1251": cp1251, "UTF-16": utf16Bytes(yaml, false, true), "UTF-8 with a mark": "\ufeff" + yaml} {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"izde.yaml": content, "a.jsonl": `{"id":"1","lang":"ru","title":"Степь"}`}))
		if len(got) != 1 || len(faults) > 0 || got[0].Journal.Title["ru"] != "Исследования степи" || got[0].Year != 2020 {
			t.Errorf("%s: %+v, errors %v", says, got, faults)
		}
	}
}

func TestHashChangesWithContentAndSettings(t *testing.T) {
	hash := func(files map[string]string) string {
		found, _, err := Find(t.Context(), filepath.Join(write(t, files), "a.txt"))
		if err != nil {
			t.Fatal(err)
		}
		h, err := Hash(t.Context(), found[0])
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	base := hash(map[string]string{"a.txt": "x"})
	if hash(map[string]string{"a.txt": "x"}) != base {
		t.Error("the same file has another hash")
	}
	if hash(map[string]string{"a.txt": "y"}) == base {
		t.Error("another content has the same hash")
	}
	if hash(map[string]string{"a.txt": "x", "izde.yaml": "year: 2020"}) == base {
		t.Error("an izde.yaml leaves the hash as it is")
	}
}
