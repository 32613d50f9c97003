package clean

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const (
	russianText = "Аннотация. В статье рассматриваются почвы Казахстана: «засоление», дренаж и урожай.\nКлючевые слова: почва, вода.\n"
	kazakhText  = "Аңдатпа. Мақалада Қазақстан топырағының тұздануы, суару және өнім қарастырылады.\nТүйін сөздер: топырақ, су, һәм, әдіс.\n"
	englishText = "Abstract. The paper considers soils: “salinity”, drainage – and Régnier's naïve café.\n"
)

func encoded(t *testing.T, text string, table *charmap.Charmap) []byte {
	t.Helper()
	b, err := table.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	le, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(kazakhText))
	be, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(russianText))
	for _, c := range []struct {
		what string
		data []byte
		want string
		enc  Encoding
	}{
		{"plain UTF-8", []byte(kazakhText), kazakhText, UTF8},
		{"UTF-8 with a byte order mark", append([]byte("\xef\xbb\xbf"), kazakhText...), kazakhText, UTF8},
		{"UTF-16 with a byte order mark", append([]byte("\xff\xfe"), le...), kazakhText, UTF16LE},
		{"little-endian UTF-16 without one", le, kazakhText, UTF16LE},
		{"big-endian UTF-16 without one", be, russianText, UTF16BE},
		{"Windows-1251", encoded(t, russianText, charmap.Windows1251), russianText, Windows1251},
		{"KOI8-R", encoded(t, strings.NewReplacer("«", "\"", "»", "\"").Replace(russianText), charmap.KOI8R), strings.NewReplacer("«", "\"", "»", "\"").Replace(russianText), KOI8R},
		{"IBM 866", encoded(t, strings.NewReplacer("«", "\"", "»", "\"").Replace(russianText), charmap.CodePage866), strings.NewReplacer("«", "\"", "»", "\"").Replace(russianText), CP866},
		{"Windows-1252", encoded(t, englishText, charmap.Windows1252), englishText, Windows1252},
		{"an empty file", nil, "", UTF8},
	} {
		got, enc, err := Decode(c.data)
		if err != nil || got != c.want || enc != c.enc {
			t.Errorf("%s: got %s, %v\n%q\nwant %s\n%q", c.what, enc, err, got, c.enc, c.want)
		}
	}
}

// TestDecodeMojibake repairs text that was decoded wrongly once before, and
// leaves alone what only looks a little like it.
func TestDecodeMojibake(t *testing.T) {
	wrong := func(text string, was *charmap.Charmap) string {
		var b strings.Builder
		for _, c := range []byte(text) {
			if r := was.DecodeByte(c); r != utf8.RuneError {
				b.WriteRune(r)
			} else {
				b.WriteRune(rune(c))
			}
		}
		return b.String()
	}
	for what, broken := range map[string]string{
		"UTF-8 read as Windows-1251": wrong(russianText, charmap.Windows1251),
		"UTF-8 read as Windows-1252": wrong(russianText, charmap.Windows1252),
		"UTF-8 read as Latin-1":      wrong(russianText, charmap.ISO8859_1),
		"Windows-1251 read as 1252":  wrong(string(encoded(t, russianText, charmap.Windows1251)), charmap.Windows1252),
	} {
		if got, _, err := Decode([]byte(broken)); err != nil || got != russianText {
			t.Errorf("%s: %v\n%q\nbecame %q", what, err, broken, got)
		}
	}
	kz := strings.NewReplacer("қ", "ќ", "Қ", "Ќ", "ң", "ѕ", "ү", "ї", "ұ", "ў", "ө", "ґ", "ә", "ј", "ғ", "є", "һ", "ћ").Replace(kazakhText)
	if got, _, err := Decode([]byte(kz)); err != nil || got != kazakhText {
		t.Errorf("Kazakh of the nineties: %v\n%q", err, got)
	}
	for _, fine := range []string{
		russianText, kazakhText, englishText, "Ñandú, Ångström, Çelik, Øresund: ÄÖÜ façade", "РС РК, РФ и СНГ – Рассказ о Рё", "Љубљана, Ђоковић", "Р°Р", "Êtes-vous là? Ça va.",
	} {
		if got, _, err := Decode([]byte(fine)); err != nil || got != fine {
			t.Errorf("%q became %q (%v)", fine, got, err)
		}
	}
}

// TestDecodeLogsLines: each line that was put right, as it stood.
func TestDecodeLogsLines(t *testing.T) {
	var log Log
	broken := "Abstract. Soils.\r\nРђРЅРЅРѕС‚Р°С†РёСЏ. РџРѕС‡РІС‹.\r\nПочвы.\n"
	if _, _, err := log.Decode([]byte(broken)); err != nil {
		t.Fatal(err)
	}
	want := Repair{CodeMojibake, 2, 1, "РђРЅРЅРѕС‚Р°С†РёСЏ. РџРѕС‡РІС‹.", "Аннотация. Почвы."}
	if len(log.Repairs) != 1 || log.Repairs[0] != want {
		t.Errorf("logged %+v", log.Repairs)
	}
}

func TestDecodeBinary(t *testing.T) {
	for what, data := range map[string]string{
		"PDF": "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "ZIP": "PK\x03\x04\x14\x00\x06\x00", "zeros": "text\x00\x00\x00\x00text", "noise": "\x01\x02\x03\x04\x05\x06\x07\x0b\x0e",
	} {
		if text, _, err := Decode([]byte(data)); !errors.Is(err, ErrBinary) {
			t.Errorf("%s was taken for the text %q (%v)", what, text, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "\xff\xfe", "\xfe\xff\x04", "\xef\xbb\xbf", russianText, kazakhText, "\xd0", "\x00", "Ð\u0090Ð", "Р°Рё", "%PDF",
		"devel-\n  opment of devel\u00ad\nopment", "*a \u200bb* **c**^{1*}e\u0301\u00ad\ufb01x", "https://a.kz/b-\nc-d, қауым дас\nтық қауымдастық Tүйiн"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, _, err := Decode(data)
		if err == nil && !utf8.ValidString(text) {
			t.Fatalf("%q decoded to broken text %q", data, text)
		}
		var log Log
		v := NewVocabulary()
		v.AddText(text)
		lines := strings.Split(text, "\n")
		var cleaned []Line
		for n, l := range lines {
			out := Chars(l, n+1, &log)
			if !utf8.ValidString(out.Text) {
				t.Fatalf("%q cleaned to broken %q", l, out.Text)
			}
			cleaned = append(cleaned, out)
		}
		if out := Paragraph(cleaned, v, &log); !utf8.ValidString(out) {
			t.Fatalf("%q joined to broken %q", text, out)
		}
		for _, r := range append(log.Repairs, log.Doubts...) {
			from, _, _ := strings.Cut(r.From, "\n")
			if line := []rune(lines[r.Line-1]); r.Column > len(line) || !strings.HasPrefix(string(line[r.Column-1:]), from) {
				t.Fatalf("%+v does not stand in %q", r, lines[r.Line-1])
			}
		}
	})
}
