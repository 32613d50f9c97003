package thesaurus

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rendered looks a text up and shows what was found.
func rendered(t *testing.T, th *Thesaurus, lang, text string) []string {
	t.Helper()
	r, err := NewReader()
	if err != nil {
		t.Fatal(err)
	}
	terms, _ := r.Terms(lang, text)
	var out []string
	for _, x := range th.Lookup(r, lang, terms) {
		out = append(out, fmt.Sprintf("%s %s %.2f", x.Lang, x.Text, x.Weight))
	}
	return out
}

func TestSKOSInThreeSyntaxes(t *testing.T) {
	tests := []struct {
		lang, typed string
		want        []string
	}{
		{"kk", "боз үй", []string{"ru юрта 0.90", "en yurt 0.90", "en felt tent 0.60"}},
		{"kk", "киіз үйдің", []string{"en yurt 0.80", "ru юрта 0.80", "en felt tent 0.50"}},
		{"ru", "юрты", []string{"en yurt 0.90", "kk боз үй 0.90", "en felt tent 0.60", "kk киіз үй 0.60"}},
		{"en", "yourt", []string{"kk боз үй 0.80", "ru юрта 0.80", "kk киіз үй 0.50"}},
		{"en", "koumiss", []string{"kk қымыз 0.80", "ru кумыс 0.80"}},
		{"ru", "кумысом", []string{"en fermented mare's milk 0.90", "kk қымыз 0.90", "en koumiss 0.60"}},
		{"kk", "Jurte", nil},
	}
	for _, file := range []string{"steppe.rdf", "steppe.ttl", "steppe.jsonld"} {
		m := NewMiner()
		if err := m.AddSKOS(filepath.Join("testdata", file)); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		th := m.Mine()
		for _, tt := range tests {
			got := rendered(t, th, tt.lang, tt.typed)
			slices.Sort(got)
			want := slices.Clone(tt.want)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s in %s is\n %q, want\n %q", file, tt.typed, tt.lang, got, want)
			}
		}
		if x := best(t, th, "en", "koumiss", "kk"); x.Source != "Steppe thesaurus" {
			t.Errorf("%s: the source is %q, want the title of the scheme", file, x.Source)
		}
	}
}

func TestSKOSThatCannotBeRead(t *testing.T) {
	tests := []struct {
		name, content string
		want          string // in the error
	}{
		{"an element that is not closed", "<rdf:RDF xmlns:rdf=\"" + nsRDF + "\">\n<rdf:Description>\n", "line 3"},
		{"a prefix that is not declared", "\n\n<a> skos:prefLabel \"x\"@en .", "line 3"},
		{"a text that is not closed", "@prefix s: <" + nsSKOS + "> .\n<a> s:prefLabel \"x .\n", "line 2"},
		{"half a full stop", "<http://a> <http://b> <http://c>", "line 1"},
		{"JSON cut short", "{\"@graph\": [\n{\"@id\": ", "line 2"},
		{"a context elsewhere", `{"@context": "https://example.org/context", "@id": "x:y"}`, "is not fetched"},
		{"lists within lists", "<http://a> <http://b> " + strings.Repeat("(", 100000), "nested more than"},
		{"a bracket that holds no property", strings.Repeat("[", 100000), "want a name with a prefix"},
		{"JSON within JSON", "{\"a\":" + strings.Repeat("[", 100000), "nested more than"},
		{"elements within elements", "<rdf:RDF xmlns:rdf=\"" + nsRDF + "\">" + strings.Repeat("<a><b>", 1000), "nested more than"},
		{"Turtle that is not UTF-8", "<http://a> <http://b> \"\n\xff\" .", "line 2"},
		{"a thesaurus in other languages", "<http://a> <" + nsSKOS + "prefLabel> \"Jurte\"@de .", "no concept has a label"},
		{"nothing", "", "no concept has a label"},
	}
	for _, tt := range tests {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
			t.Fatal(err)
		}
		err := NewMiner().AddSKOS(path)
		if !errors.Is(err, ErrSKOS) || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: got error %v, want one with %q", tt.name, err, tt.want)
		}
	}
}

func TestLanguageOfTag(t *testing.T) {
	tests := []struct {
		tag, want string
	}{
		{"kk", "kk"}, {"kaz", "kk"}, {"kk-KZ", "kk"}, {"kk-Cyrl", "kk"}, {"KAZ", "kk"},
		{"rus", "ru"}, {"ru-RU", "ru"}, {"eng", "en"}, {"en-GB", "en"},
		{"de", ""}, {"", ""}, {"x-none", ""}, {"not a tag", ""},
	}
	for _, tt := range tests {
		got := ""
		if lang, ok := languageOfTag(tt.tag); ok {
			got = lang.code()
		}
		if got != tt.want {
			t.Errorf("the tag %q is %q, want %q", tt.tag, got, tt.want)
		}
	}
}

func FuzzSKOS(f *testing.F) {
	for _, file := range []string{"steppe.rdf", "steppe.ttl", "steppe.jsonld"} {
		data, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g := newGraph()
		parse := parserOf(data)
		line, err := parse(data, g.add)
		if err != nil && (line < 1 || line > strings.Count(string(data), "\n")+1) {
			t.Errorf("line %d of %d: %v", line, strings.Count(string(data), "\n")+1, err)
		}
	})
}
