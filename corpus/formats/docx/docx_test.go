package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
)

// packed makes a ZIP archive of parts.
func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func wordFile(t testing.TB, body string) []byte {
	const ns = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
	return packed(t, map[string]string{
		"word/document.xml":  "<w:document" + ns + "><w:body>" + body + "</w:body></w:document>",
		"word/footnotes.xml": "<w:footnotes" + ns + `><w:footnote w:id="2"><w:p><w:r><w:t>Қаржыландыру туралы.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/numbering.xml": "<w:numbering" + ns + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
	})
}

func odtFile(t testing.TB, body string) []byte {
	const ns = ` xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="tb" xmlns:draw="d"`
	return packed(t, map[string]string{
		"mimetype": "application/vnd.oasis.opendocument.text",
		"content.xml": "<office:document-content" + ns + `><office:automatic-styles><style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style></office:automatic-styles><office:body><office:text>` + body + "</office:text></office:body></office:document-content>",
	})
}

func TestWord(t *testing.T) {
	p := func(s string) string { return "<w:p><w:r><w:t xml:space=\"preserve\">" + s + "</w:t></w:r></w:p>" }
	rows := []struct{ says, body, want string }{
		{"a paragraph is a line, a blank line parts paragraphs", p("Бір") + p("") + p("Екі"), "Бір\n\nЕкі\n"},
		{"runs are joined as they stand", `<w:p><w:r><w:t xml:space="preserve">Дала </w:t></w:r><w:r><w:t>мәде</w:t></w:r><w:r><w:t>ниеті</w:t></w:r></w:p>`, "Дала мәдениеті\n"},
		{"a superscript is marked", `<w:p><w:r><w:t>Сейіт А.</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>*</w:t></w:r></w:p>`, "Сейіт А.^{1*}\n"},
		{"a footnote follows its paragraph", `<w:p><w:r><w:t>Тақырып</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>` + p("Мәтін"), "Тақырып\n\nҚаржыландыру туралы.\n\nМәтін\n"},
		{"deleted and hidden text is left out, inserted text stays", `<w:p><w:del><w:r><w:delText>ескі</w:delText></w:r></w:del><w:ins><w:r><w:t>жаңа</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>көрінбейді</w:t></w:r></w:p>`, "жаңа\n"},
		{"an automatic list is numbered, a bulleted one is not",
			strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>Кітап</w:t></w:r></w:p>`, 2) + `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="6"/></w:numPr></w:pPr><w:r><w:t>белгі</w:t></w:r></w:p>`,
			"1. Кітап\n\n2. Кітап\n\nбелгі\n"},
		{"a line break parts lines of one paragraph", `<w:p><w:r><w:t>Бір</w:t><w:br/><w:t>екі</w:t><w:tab/><w:t>үш</w:t></w:r></w:p>`, "Бір\nекі үш\n"},
		{"a table of two columns lays text out", `<w:tbl><w:tr><w:tc>` + p("МРНТИ 03.20.00") + `</w:tc><w:tc>` + p("10.5555/x") + `</w:tc></w:tr></w:tbl>`, "МРНТИ 03.20.00\n\n10.5555/x\n"},
		{"of a wider table a row is a line", `<w:tbl><w:tr><w:tc>` + p("Жыл") + `</w:tc><w:tc>` + p("Баға") + `</w:tc><w:tc>` + p("Сан") + `</w:tc></w:tr></w:tbl>`, "Жыл | Баға | Сан\n"},
		{"the rows of one table are one paragraph", `<w:tbl>` + strings.Repeat(`<w:tr><w:tc>`+p("а")+`</w:tc><w:tc>`+p("б")+`</w:tc><w:tc>`+p("в")+`</w:tc></w:tr>`, 2) + `</w:tbl>` + p("Мәтін"), "а | б | в\nа | б | в\n\nМәтін\n"},
		{"a text box is read once", `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` + p("Қорап") + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + p("Қорап") + `</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>Мәтін</w:t></w:r></w:p>`, "Мәтін\n\nҚорап\n"},
		{"the code of a field is left out, a link's text stays", `<w:p><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:hyperlink><w:r><w:t>сілтеме</w:t></w:r></w:hyperlink></w:p>`, "сілтеме\n"},
	}
	for _, row := range rows {
		got, err := Text(wordFile(t, row.body))
		if err != nil || got != row.want {
			t.Errorf("%s:\n got %q\nwant %q\n%v", row.says, got, row.want, err)
		}
	}
}

func TestODT(t *testing.T) {
	rows := []struct{ says, body, want string }{
		{"paragraphs and headings", `<text:h>Тақырып</text:h><text:p>Мәтін<text:s/>осы</text:p>`, "Тақырып\n\nМәтін осы\n"},
		{"a superscript is marked", `<text:p>Сейіт А.<text:span text:style-name="T1">1</text:span></text:p>`, "Сейіт А.^{1}\n"},
		{"a footnote follows its paragraph", `<text:p>Тақырып<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Ескерту</text:p></text:note-body></text:note></text:p><text:p>Мәтін</text:p>`, "Тақырып\n\nЕскерту\n\nМәтін\n"},
		{"a numbered list", `<text:list text:style-name="L1"><text:list-item><text:p>Бір</text:p></text:list-item><text:list-item><text:p>Екі</text:p></text:list-item></text:list>`, "1. Бір\n\n2. Екі\n"},
		{"a table", `<table:table><table:table-row><table:table-cell><text:p>а</text:p></table:table-cell><table:table-cell><text:p>б</text:p></table:table-cell><table:table-cell><text:p>в</text:p></table:table-cell></table:table-row></table:table>`, "а | б | в\n"},
		{"comments and tracked deletions are left out", `<text:tracked-changes><text:changed-region><text:deletion><text:p>ескі</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>Мәтін<office:annotation><text:p>пікір</text:p></office:annotation></text:p>`, "Мәтін\n"},
	}
	for _, row := range rows {
		got, err := Text(odtFile(t, row.body))
		if err != nil || got != row.want {
			t.Errorf("%s:\n got %q\nwant %q\n%v", row.says, got, row.want, err)
		}
	}
}

func TestFaults(t *testing.T) {
	bomb := packed(t, map[string]string{"word/document.xml": strings.Repeat(" ", MaxPart+1)})
	rows := []struct {
		says string
		data []byte
		want error
	}{
		{"a ZIP of something else", packed(t, map[string]string{"a.txt": "x"}), ErrUnknown},
		{"a spreadsheet", packed(t, map[string]string{"xl/workbook.xml": "<x/>"}), ErrTable},
		{"a presentation", packed(t, map[string]string{"ppt/presentation.xml": "<x/>"}), ErrSlides},
		{"a spreadsheet of OpenDocument", packed(t, map[string]string{"content.xml": `<o:document-content xmlns:o="o"><o:body><o:spreadsheet/></o:body></o:document-content>`}), ErrTable},
		{"an EPUB book", packed(t, map[string]string{"META-INF/container.xml": "<x/>"}), ErrBook},
		{"a small archive that unpacks to a large part", bomb, ErrLarge},
	}
	for _, row := range rows {
		if _, err := Text(row.data); !errors.Is(err, row.want) {
			t.Errorf("%s: %v", row.says, err)
		}
	}
	whole := wordFile(t, "<w:p/>")
	if _, err := Text(whole[:len(whole)/2]); !errors.Is(err, ErrDamaged) {
		t.Errorf("half an archive: %v", err)
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(`<w:p><w:r><w:t>a</w:t></w:r></w:p>`), true)
	f.Add([]byte(`<text:p>a<text:note/></text:p><table:table><table:table-row/></table:table>`), false)
	f.Add([]byte(`<w:p><w:pPr><w:numPr><w:ilvl w:val="9"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`), true)
	f.Fuzz(func(t *testing.T, body []byte, isWord bool) {
		if isWord {
			Text(wordFile(t, string(body)))
		} else {
			Text(odtFile(t, string(body)))
		}
		Text(body)
	})
}
