package source

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"izde/corpus"
)

// One article, set by different programs, is read as the same article. Titles may
// differ in their capitals, as printed.
func TestOneArticleInManyFormats(t *testing.T) {
	var want corpus.Article
	if err := json.Unmarshal([]byte(readTestFile(t, "testdata/togan.json")), &want); err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		says, file string
		misses     string // what is known to be read otherwise
	}{
		{"DOCX with tracked changes, a note, a text box, numbered lists, soft hyphens", "testdata/togan.docx", ""},
		{"the same as ODT", "testdata/togan.odt", ""},
		{"PDF with headings set apart, small capitals and a mark along the margin", "../formats/pdf/testdata/letterspaced.pdf", ""},
		{"PDF with the Kazakh letters in another font", "../formats/pdf/testdata/fallback-fonts.pdf", ""},
		{"PDF in two columns with a note below the left one", "../formats/pdf/testdata/two-with-note.pdf", "reference 8"},
		{"PDF in two columns with a page head, a table and a figure across both", "../formats/pdf/testdata/two-with-figure.pdf", ""},
	}
	for _, row := range rows {
		got, faults := readAllOf(t, Options{}, filepath.FromSlash(row.file))
		if len(got) != 1 || len(faults) > 0 {
			t.Errorf("%s: %d articles, errors %v", row.says, len(got), faults)
			continue
		}
		misses := differences(got[0], &want)
		if strings.Join(misses, ", ") != row.misses {
			t.Errorf("%s: read otherwise: %q, known: %q", row.says, misses, row.misses)
		}
	}
}

// differences names the fields in which an article is not what it should be.
func differences(got, want *corpus.Article) (out []string) {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	differ := func(field, a, b string) {
		if fold(a) != fold(b) {
			out = append(out, field)
		}
	}
	for _, l := range corpus.Languages() {
		differ("title "+l, got.Title[l], want.Title[l])
		differ("abstract "+l, got.Abstract[l], want.Abstract[l])
		differ("keywords "+l, strings.Join(got.Keywords[l], "; "), strings.Join(want.Keywords[l], "; "))
	}
	differ("codes", got.DOI+" "+got.IRSTI+" "+got.UDC, want.DOI+" "+want.IRSTI+" "+want.UDC)
	differ("authors", people(got), people(want))
	var headings, wanted []string
	for _, s := range got.Sections {
		headings = append(headings, s.Heading)
	}
	body := fold(texts(got))
	for _, s := range want.Sections {
		wanted = append(wanted, s.Heading)
		for p := range strings.SplitSeq(s.Text, "\n\n") {
			// The note and the figure stand elsewhere on each page.
			if !strings.Contains(p, "|") && len(p) > 200 && !strings.Contains(body, fold(p)) {
				out = append(out, "text of "+s.Heading)
			}
		}
	}
	differ("headings", strings.Join(headings, "; "), strings.Join(wanted, "; "))
	for i, r := range want.References {
		if i >= len(got.References) {
			out = append(out, "references missing")
			break
		}
		if g := got.References[i]; fold(g.Text) != fold(r.Text) || fold(g.Romanised) != fold(r.Romanised) || g.Year != r.Year {
			out = append(out, "reference "+string(rune('0'+r.N)))
		}
	}
	return out
}

func people(a *corpus.Article) string {
	var b strings.Builder
	for _, p := range a.Authors {
		for _, l := range corpus.Languages() {
			b.WriteString(p.Name[l] + "/" + p.Affiliation[l] + ";")
		}
	}
	return b.String()
}

func texts(a *corpus.Article) string {
	var b strings.Builder
	for _, s := range a.Sections {
		b.WriteString(s.Text + "\n")
	}
	return b.String()
}
