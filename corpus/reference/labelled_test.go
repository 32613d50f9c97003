package reference

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"izde/corpus"
)

// leastScore is what precision and recall of every field must reach on the
// labelled entries.
const leastScore = 0.97

// labelled is an entry of testdata/entries.txt.
type labelled struct {
	line   int
	text   string
	fields map[string]string
}

func readLabelled(t testing.TB) (out []labelled) {
	b, err := os.ReadFile("testdata/entries.txt")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(b), "\n") {
		switch key, value, ok := strings.Cut(line, ": "); {
		case strings.HasPrefix(line, "#") || line == "":
		case strings.HasPrefix(line, "= "):
			out = append(out, labelled{i + 1, strings.ReplaceAll(line[2:], `\n`, "\n"), map[string]string{}})
		case line == "unparsed":
			out[len(out)-1].fields["unparsed"] = "true"
		case ok:
			out[len(out)-1].fields[key] = value
		default:
			t.Fatalf("testdata/entries.txt line %d: %q is no field", i+1, line)
		}
	}
	return out
}

// fieldsOf are the fields of a parsed entry under the letters of the labels.
func fieldsOf(r corpus.Reference) map[string]string {
	f := map[string]string{
		"a": strings.Join(r.Authors, " | "), "t": r.Title, "tt": r.TranslatedTitle, "in": r.Container,
		"v": r.Volume, "i": r.Issue, "p": r.Pages, "pub": r.Publisher, "pl": r.Place, "doi": r.DOI,
		"url": r.URL, "l": r.Lang, "k": r.Type,
	}
	if r.Year != 0 {
		f["y"] = strconv.Itoa(r.Year)
	}
	if r.Unparsed {
		f["unparsed"] = "true"
		delete(f, "doi")
		delete(f, "url")
	}
	maps.DeleteFunc(f, func(_, v string) bool { return v == "" })
	return f
}

// same compares values as a reader does, whatever the blanks and the full
// stop at the end.
func same(a, b string) bool {
	plain := func(s string) string {
		return strings.TrimRight(strings.Join(strings.Fields(s), ""), ".,")
	}
	return plain(a) == plain(b)
}

func TestFieldsOfLabelledEntries(t *testing.T) {
	type tally struct{ right, found, wanted int }
	scores := map[string]*tally{}
	entries := readLabelled(t)
	if len(entries) < 450 {
		t.Errorf("%d entries are too few to judge by", len(entries))
	}
	whole := 0
	for _, e := range entries {
		got := fieldsOf(Parse(e.text))
		var wrong []string
		for _, key := range slices.Sorted(maps.Keys(scoredKeys(got, e.fields))) {
			s := scores[key]
			if s == nil {
				s = &tally{}
				scores[key] = s
			}
			g, w := got[key], e.fields[key]
			if g != "" {
				s.found++
			}
			if w != "" {
				s.wanted++
			}
			if g != "" && w != "" && same(g, w) {
				s.right++
			} else {
				wrong = append(wrong, fmt.Sprintf("   %s: got %q, want %q", key, g, w))
			}
		}
		if len(wrong) == 0 {
			whole++
		} else {
			t.Logf("line %d: %s\n%s", e.line, e.text, strings.Join(wrong, "\n"))
		}
	}
	t.Logf("%d of %d entries right in every field", whole, len(entries))
	for _, key := range slices.Sorted(maps.Keys(scores)) {
		s := scores[key]
		precision, recall := float64(s.right)/float64(max(s.found, 1)), float64(s.right)/float64(max(s.wanted, 1))
		t.Logf("%-8s precision %.3f recall %.3f of %d", key, precision, recall, s.wanted)
		if precision < leastScore || recall < leastScore {
			t.Errorf("%s: precision %.3f, recall %.3f", key, precision, recall)
		}
	}
}

func scoredKeys(a, b map[string]string) map[string]bool {
	keys := map[string]bool{}
	for k := range a {
		keys[k] = true
	}
	for k := range b {
		keys[k] = true
	}
	return keys
}
