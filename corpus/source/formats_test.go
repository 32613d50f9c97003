package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// zipFile is an archive of one part.
func zipFile(t *testing.T, name, content string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(content))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wordFile is a small DOCX.
func wordFile(t *testing.T) string {
	var body strings.Builder
	for _, p := range []string{"Дала өлкесінің тарихы", "Бұл мәтін дала өлкесінің тарихы мен мәдениеті туралы жазылған.", "Онда бірнеше азатжол бар, бәрі де қазақ тілінде."} {
		body.WriteString("<w:p><w:r><w:t>" + p + "</w:t></w:r></w:p>")
	}
	return zipFile(t, "word/document.xml", `<w:document xmlns:w="w"><w:body>`+body.String()+"</w:body></w:document>")
}

func readTestFile(t *testing.T, path string) string {
	b, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Every format is told by its content: all files have the same name.
func TestFormatsAreToldByContent(t *testing.T) {
	dc := `<?xml version="1.0"?><oai_dc:dc xmlns:oai_dc="o" xmlns:dc="d"><dc:title xml:lang="kk">Дала өлкесінің тарихы</dc:title></oai_dc:dc>`
	rows := []struct{ says, content, lang, title string }{
		{"JATS", readTestFile(t, "../formats/jats/testdata/trilingual.xml"), "ru", "Кочевые ярмарки: торговля и доверие"},
		{"JATS with blank lines and a mark before it", "\ufeff\n\n" + strings.TrimPrefix(readTestFile(t, "../formats/jats/testdata/trilingual.xml"), `<?xml version="1.0" encoding="UTF-8"?>`), "en", "Nomadic fairs: trade and trust"},
		{"Dublin Core", dc, "kk", "Дала өлкесінің тарихы"},
		{"Dublin Core as a repository answers", `<?xml version="1.0"?><OAI-PMH xmlns="o"><ListRecords><record><header><identifier>1</identifier></header><metadata>` + strings.TrimPrefix(dc, `<?xml version="1.0"?>`) + `</metadata></record></ListRecords></OAI-PMH>`, "kk", "Дала өлкесінің тарихы"},
		{"JATS without a declaration", "<!-- saved -->\n" + strings.TrimPrefix(readTestFile(t, "../formats/jats/testdata/trilingual.xml"), `<?xml version="1.0" encoding="UTF-8"?>`), "en", "Nomadic fairs: trade and trust"},
		{"HTML behind a declaration of XML", `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html><head><meta name="citation_title" content="Дала өлкесінің тарихы"></head></html>`, "kk", "Дала өлкесінің тарихы"},
		{"HTML with metadata", `<!DOCTYPE html><html><head><meta name="citation_title" content="Дала өлкесінің тарихы"></head></html>`, "kk", "Дала өлкесінің тарихы"},
		{"HTML without", `<html><body><h1>Дала өлкесінің тарихы</h1><p>Бұл мәтін дала өлкесінің тарихы туралы жазылған.</p></body></html>`, "kk", "Дала өлкесінің тарихы"},
		{"BibTeX", "% works\n@article{a, title={Дала өлкесінің тарихы}, year=2001}", "kk", "Дала өлкесінің тарихы"},
		{"RIS", "TY  - JOUR\nTI  - Дала өлкесінің тарихы\nER  - \n", "kk", "Дала өлкесінің тарихы"},
		{"DOCX", wordFile(t), "kk", "Дала өлкесінің тарихы"},
		{"PDF", readTestFile(t, "../formats/pdf/testdata/one.pdf"), "kk", "КӨШПЕЛІ ЖӘРМЕҢКЕЛЕР: САУДА МЕН СЕНІМ"},
		{"PDF in two columns", readTestFile(t, "../formats/pdf/testdata/two.pdf"), "ru", "Кочевые ярмарки: торговля и доверие"},
		{"JSON", `{"id":"1","title":{"kk":"Дала өлкесінің тарихы"}}`, "kk", "Дала өлкесінің тарихы"},
		{"a text that begins with a bracket", "[Дала өлкесінің тарихы]\n\nБұл мәтін дала өлкесінің тарихы туралы жазылған.\n", "kk", "[Дала өлкесінің тарихы]"},
	}
	for _, row := range rows {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"file": row.content}))
		if len(got) != 1 || len(faults) > 0 {
			t.Errorf("%s: %d articles, errors %v", row.says, len(got), faults)
			continue
		}
		if a := got[0]; a.Title[row.lang] != row.title || a.Lang == "" || a.ID == "" || a.Kind == "" || a.Source.File == "" || a.Source.Line == 0 {
			t.Errorf("%s: id %q, kind %q, title %q, source %v", row.says, a.ID, a.Kind, a.Title, a.Source)
		}
	}
}

func TestArticleOfAPDFIsWhole(t *testing.T) {
	got, faults := readAllOf(t, Options{}, filepath.FromSlash("../formats/pdf/testdata/two.pdf"))
	if len(got) != 1 || len(faults) > 0 {
		t.Fatalf("%d articles, errors %v", len(got), faults)
	}
	a := got[0]
	for _, lang := range []string{"kk", "ru", "en"} {
		if a.Title[lang] == "" || a.Abstract[lang] == "" || len(a.Keywords[lang]) != 5 {
			t.Errorf("%s: title %q, abstract %q, keywords %q", lang, a.Title[lang], a.Abstract[lang], a.Keywords[lang])
		}
	}
	if len(a.Authors) != 2 || len(a.References) != 4 || a.References[2].Year != 2018 || a.DOI != "10.5555/dala.2024.7" || a.IRSTI != "03.20.00" {
		t.Errorf("authors %v, DOI %q, IRSTI %q, references %v", a.Authors, a.DOI, a.IRSTI, a.References)
	}
}

// TestIdentifiersOfEveryFormat: an address or a label around an identifier goes,
// one that is wrong stays for who checks it.
func TestIdentifiersOfEveryFormat(t *testing.T) {
	rows := []struct{ says, content, doi, orcid, issn string }{
		{"JSON", `{"id":"1","title":"T","doi":"https://doi.org/10.55555/Demo.1","authors":[{"name":"A","orcid":"http://orcid.org/0000-0002-1694-233x"}],"journal":{"issn":"15630285"}}`,
			"10.55555/Demo.1", "0000-0002-1694-233X", "1563-0285"},
		{"JSON with a label", `{"id":"1","title":"T","doi":"DOI: 10.55555/demo.1","authors":[{"name":"A","orcid":"0000-0002-1694-2330"}],"journal":{"issn":"1563-0286"}}`,
			"10.55555/demo.1", "0000-0002-1694-2330", "1563-0286"},
		{"wrong in JSON", `{"id":"1","title":"T","doi":"10.555/demo.1","authors":[{"name":"A","orcid":"1694-2330"}],"journal":{"issn":"1563"}}`, "10.555/demo.1", "1694-2330", "1563"},
		{"wrong in JATS", `<article><front><journal-meta><issn>1563-0286</issn></journal-meta><article-meta><article-id pub-id-type="doi">10.555/demo.1</article-id><title-group><article-title>T</article-title></title-group><contrib-group><contrib><contrib-id contrib-id-type="orcid">https://orcid.org/0000-0002-1694-2330</contrib-id><name><surname>A</surname></name></contrib></contrib-group></article-meta></front></article>`,
			"10.555/demo.1", "0000-0002-1694-2330", "1563-0286"},
		{"wrong in HTML", `<!DOCTYPE html><html><head><meta name="citation_title" content="T"><meta name="citation_author" content="A"><meta name="citation_author_orcid" content="https://orcid.org/0000-0002-1694-2330"><meta name="citation_doi" content="10.555/demo.1"><meta name="citation_issn" content="1563-0286"></head></html>`,
			"10.555/demo.1", "0000-0002-1694-2330", "1563-0286"},
		{"wrong in BibTeX", "@article{a, title={T}, author={A}, doi={10.555/demo.1}, issn={1563-0286}}", "10.555/demo.1", "", "1563-0286"},
	}
	for _, r := range rows {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"file": r.content}))
		if len(got) != 1 || len(faults) > 0 || len(got[0].Authors) != 1 {
			t.Errorf("%s: %+v, errors %v", r.says, got, faults)
			continue
		}
		if a := got[0]; a.DOI != r.doi || a.Authors[0].ORCID != r.orcid || a.Journal.ISSN != r.issn {
			t.Errorf("%s: DOI %q, ORCID %q, ISSN %q", r.says, a.DOI, a.Authors[0].ORCID, a.Journal.ISSN)
		}
	}
}

func TestFaultsOfFormats(t *testing.T) {
	word, pdf := wordFile(t), readTestFile(t, "../formats/pdf/testdata/one.pdf")
	rows := []struct{ says, content, want string }{
		{"a scan", readTestFile(t, "../formats/pdf/testdata/scan.pdf"), "a scan"},
		{"half a DOCX", word[:len(word)/2], "get the file again"},
		{"half a PDF", pdf[:len(pdf)/3], "damaged"},
		{"a PDF with a password", readTestFile(t, "../formats/pdf/testdata/locked.pdf"), "save it without one"},
		{"a spreadsheet", zipFile(t, "xl/workbook.xml", "<x/>"), "a spreadsheet"},
		{"a presentation", zipFile(t, "ppt/presentation.xml", "<x/>"), "a presentation"},
		{"a spreadsheet of OpenDocument", zipFile(t, "content.xml", `<o:document-content xmlns:o="o"><o:body><o:spreadsheet/></o:body></o:document-content>`), "a spreadsheet"},
		{"an EPUB book", zipFile(t, "META-INF/container.xml", "<x/>"), "an EPUB book"},
		{"a ZIP archive of texts", zipFile(t, "a.txt", "x"), "unpack it"},
		{"a gzipped text", "\x1f\x8b\x08\x00\x00\x00\x00\x00", "unpack it"},
		{"a tar archive", "a.txt" + strings.Repeat("\x00", 252) + "ustar\x0000" + strings.Repeat("\x00", 248), "unpack it"},
		{"RTF", `{\rtf1\ansi Мәтін}`, "save it as DOCX"},
		{"PostScript", "%!PS-Adobe-3.0\nshowpage\n", "make a PDF of it"},
		{"a DOCX with a password", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 100) + string(wide("EncryptedPackage")), "protected by a password"},
		{"an old Word file", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 100), "save it as DOCX"},
		{"XML of another kind", `<?xml version="1.0"?><a><b/></a>`, "neither JATS nor Dublin Core"},
		{"an error of a repository", `<?xml version="1.0"?><OAI-PMH><error code="noRecordsMatch">None in this set</error></OAI-PMH>`, "noRecordsMatch None in this set"},
		{"broken XML", `<?xml version="1.0"?><oai_dc:dc><`, "line 1"},
		{"an entry without a title", "@article{a, year=2001}", "line 1: the entry has no title"},
	}
	for _, row := range rows {
		got, faults := readAllOf(t, Options{}, write(t, map[string]string{"file": row.content}))
		if len(got) > 0 || len(faults) != 1 || !strings.Contains(faults[0].Error(), row.want) || strings.Contains(faults[0].Error(), "\n") {
			t.Errorf("%s: %d articles, errors %v", row.says, len(got), faults)
		}
		if len(faults) == 1 {
			if _, ok := errors.AsType[*Error](faults[0]); !ok {
				t.Errorf("%s: %T", row.says, faults[0])
			}
		}
	}
}

func TestExplainAccountsForEveryLine(t *testing.T) {
	for _, name := range []string{"../formats/pdf/testdata/one.pdf", "../../testdata/archive/2-law-diplomacy-2022-4.txt"} {
		files, _, err := Find(t.Context(), filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		uses, err := Explain(t.Context(), Options{}, files[0])
		if err != nil {
			t.Fatal(err)
		}
		for i, u := range uses {
			if u.Line != i+1 || u.Field == "" || u.Text == "" && u.Field != "blank" {
				t.Errorf("%s: line %d is %+v", name, i+1, u)
			}
		}
		if len(uses) < 50 {
			t.Errorf("%s: %d lines", name, len(uses))
		}
	}
	files, _, err := Find(t.Context(), filepath.FromSlash("../formats/jats/testdata/trilingual.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Explain(t.Context(), Options{}, files[0]); !errors.Is(err, ErrNamed) {
		t.Errorf("JATS: %v", err)
	}
}

// TestExplainKnowsEveryLineEnd: the line that is shown is the line that is
// accounted for.
func TestExplainKnowsEveryLineEnd(t *testing.T) {
	const text = "Дала тарихы\r\rМәтіннің бірінші жолы осында.\r\n\r\nЕкінші азатжол да осында тұр.\n"
	dir := write(t, map[string]string{"a.txt": text})
	files, _, err := Find(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	uses, err := Explain(t.Context(), Options{}, files[0])
	if err != nil || len(uses) != 5 {
		t.Fatalf("%d lines, %v", len(uses), err)
	}
	for i, want := range []string{"Дала тарихы", "", "Мәтіннің бірінші жолы осында.", "", "Екінші азатжол да осында тұр."} {
		if uses[i].Text != want || (uses[i].Field == "blank") != (want == "") {
			t.Errorf("line %d: %+v, want %q", i+1, uses[i], want)
		}
	}
}

func FuzzReadFile(f *testing.F) {
	for _, s := range []string{
		`{"id":"1","lang":"kk","title":"x","text":"y","references":["z"]}`, `[{"id":1,"text":"a"},2]`, "{\n\"text\":\"a\"}{", "{\"text\":\"a\"}, {\"text\":\"\tb\x02\"} c", "[{\"text\":\"a\"}] [\"b\"", "@a{b,title={c}}",
		"TY  - A\nTI  - b\nER  -", "<html><p>a", "<article><front><article-meta/></front></article>", "PK\x03\x04", "\xff\xfea\x00", "Тақырып\n\nМәтін", "\xff\xfe\x00\x00", "\xff\xfe \x00",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if bytes.Contains(b, []byte("%PDF-")) {
			t.Skip("pdf.FuzzText")
		}
		for a, err := range Read(t.Context(), Options{Stdin: bytes.NewReader(b)}, "-") {
			switch {
			case err != nil && strings.Contains(err.Error(), "\n"):
				t.Errorf("the error goes over lines: %q", err)
			case err == nil && (a.ID == "" || a.Kind == "" || a.Source.File == ""):
				t.Errorf("%+v", a)
			}
		}
	})
}
