package clean

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Encoding names how the bytes of a source were to be read.
type Encoding string

// Encodings that Decode recognises.
const (
	UTF8        Encoding = "utf-8"
	UTF16LE     Encoding = "utf-16le"
	UTF16BE     Encoding = "utf-16be"
	Windows1251 Encoding = "windows-1251"
	Windows1252 Encoding = "windows-1252"
	KOI8R       Encoding = "koi8-r"
	CP866       Encoding = "ibm866"
	KZ1048      Encoding = "kz-1048" // Windows-1251 with the letters of Kazakh
)

// ErrBinary says that the bytes are no text in any encoding.
var ErrBinary = errors.New("not a text: binary data")

// sniffBytes is how much of a source is read to find its encoding.
const sniffBytes = 1 << 16

// Decode turns the bytes of a source into a string without byte order mark.
// It recognises UTF-8, UTF-16 with and without byte order mark and the
// single-byte encodings of Cyrillic. Text that was decoded wrongly once before
// ("РљР°Р·Р°С…") is put right. Binary data gives ErrBinary.
func Decode(data []byte) (string, Encoding, error) { return (*Log)(nil).Decode(data) }

// Decode is Decode that logs each line that was put right.
func (l *Log) Decode(data []byte) (string, Encoding, error) {
	text, enc, err := decode(data)
	if err != nil {
		return "", enc, err
	}
	return undoMojibake(text, l), enc, nil
}

func decode(data []byte) (string, Encoding, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return validUTF8(data[3:]), UTF8, nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return fromUTF16(data[2:], binary.LittleEndian), UTF16LE, nil
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fromUTF16(data[2:], binary.BigEndian), UTF16BE, nil
	}
	head := data[:min(len(data), sniffBytes)]
	if enc := sniffUTF16(head); enc == UTF16LE {
		return fromUTF16(data, binary.LittleEndian), enc, nil
	} else if enc == UTF16BE {
		return fromUTF16(data, binary.BigEndian), enc, nil
	}
	if what := binaryKind(head); what != "" {
		return "", "", fmt.Errorf("%w (%s)", ErrBinary, what)
	}
	if utf8.Valid(data) || mostlyUTF8(head) {
		return validUTF8(data), UTF8, nil
	}
	return fromBytes(data, head)
}

// validUTF8 replaces each broken byte by U+FFFD, so that nothing after it
// counts on valid input in vain.
func validUTF8(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	return string(bytes.ToValidUTF8(data, []byte("\uFFFD")))
}

// mostlyUTF8 is true where a few bytes are broken in a text that otherwise
// holds many well-formed multi-byte letters.
func mostlyUTF8(head []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(head); {
		r, size := utf8.DecodeRune(head[i:])
		switch {
		case r == utf8.RuneError && size <= 1:
			if len(head)-i >= utf8.UTFMax {
				bad++
			}
		case size > 1:
			good++
		}
		i += max(size, 1)
	}
	return good > 20*bad
}

// sniffUTF16 finds UTF-16 without byte order mark: every second byte is 0
// (Latin, digits, spaces) or 4 (Cyrillic).
func sniffUTF16(head []byte) Encoding {
	if len(head) < 4 {
		return ""
	}
	var high [2]int
	pairs := len(head) / 2
	for i := 0; i+1 < len(head); i += 2 {
		for side := range 2 {
			if b, other := head[i+side], head[i+1-side]; (b == 0 && other != 0) || b == 4 {
				high[side]++
			}
		}
	}
	switch {
	case high[1]*10 >= pairs*9 && high[0]*2 < pairs:
		return UTF16LE
	case high[0]*10 >= pairs*9 && high[1]*2 < pairs:
		return UTF16BE
	}
	return ""
}

func fromUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	return string(utf16.Decode(units))
}

// magic lists how well-known binary formats begin.
var magic = []struct{ prefix, kind string }{
	{"%PDF-", "PDF"}, {"PK\x03\x04", "ZIP"}, {"\x89PNG", "PNG"}, {"\xff\xd8\xff", "JPEG"}, {"GIF8", "GIF"},
	{"\x7fELF", "ELF program"}, {"\xd0\xcf\x11\xe0", "old Word or Excel"}, {"\x1f\x8b", "gzip"}, {"Rar!", "RAR"}, {"7z\xbc\xaf", "7z"},
}

// binaryKind names what binary data looks like, or is "" for text.
func binaryKind(head []byte) string {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return m.kind
		}
	}
	controls := 0
	for _, b := range head {
		if b == 0 {
			return "zero bytes"
		}
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != '\v' && b != 0x1a && b != 0x1b {
			controls++
		}
	}
	if controls*20 > len(head) {
		return "control bytes"
	}
	return ""
}

// fromBytes picks the single-byte encoding under which the text looks most
// like Russian or Kazakh.
func fromBytes(data, head []byte) (string, Encoding, error) {
	if sparseHigh(head) {
		return charmapText(charmap.Windows1252, data), Windows1252, nil
	}
	best, bestScore := Encoding(""), -1e9
	for _, c := range cyrillicCharmaps {
		if s := cyrillicScore(charmapText(c.table, head)); s > bestScore {
			best, bestScore = c.name, s
		}
	}
	if bestScore < 0.2 {
		return "", "", fmt.Errorf("%w (no encoding fits)", ErrBinary)
	}
	for _, c := range cyrillicCharmaps {
		if c.name == best {
			text := charmapText(c.table, data)
			if best == Windows1251 && looksKZ1048(text) {
				return fromKZ1048(text), KZ1048, nil
			}
			return text, best, nil
		}
	}
	return "", "", ErrBinary
}

var cyrillicCharmaps = []struct {
	name  Encoding
	table *charmap.Charmap
}{{Windows1251, charmap.Windows1251}, {KOI8R, charmap.KOI8R}, {CP866, charmap.CodePage866}}

func charmapText(table *charmap.Charmap, data []byte) string {
	text, err := table.NewDecoder().Bytes(data)
	if err != nil { // a charmap decoder maps every byte and cannot fail
		return validUTF8(data)
	}
	return string(text)
}

// sparseHigh is true for Latin text with a few accented letters or quotes:
// high bytes never in a row of three and rare.
func sparseHigh(head []byte) bool {
	high, run := 0, 0
	for _, b := range head {
		if b < 0x80 {
			run = 0
			continue
		}
		high++
		if run++; run >= 3 {
			return false
		}
	}
	return high*10 < len(head)
}

// cyrillicScore is high for text whose letters are Cyrillic, mostly small,
// with the frequent ones frequent. Read under the wrong table, capitals and
// small letters trade places and rare letters become common.
func cyrillicScore(text string) float64 {
	sum, n := 0.0, 0
	prevLower := false
	for _, r := range text {
		if r < 0x80 {
			prevLower = r >= 'a' && r <= 'z'
			continue
		}
		n++
		switch {
		case r >= 'а' && r <= 'я':
			sum += letterWorth(r)
			prevLower = true
			continue
		case r >= 'А' && r <= 'Я':
			sum += letterWorth(r + 'а' - 'А')
			if prevLower { // a capital inside a word
				sum -= 1.5
			}
		case r >= 0x400 && r < 0x530:
			sum += 0.3
		case r == '«' || r == '»' || r == '–' || r == '—' || r == '“' || r == '”' || r == '№' || r == '\u00a0' || r == '…' || r == '’':
			sum += 0.3
		default:
			sum -= 1
		}
		prevLower = false
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// letterWorth is high for the letters that are frequent in Russian and Kazakh
// texts: the logarithm of the usual frequencies, in steps.
func letterWorth(r rune) float64 {
	switch r {
	case 'о', 'е', 'а', 'и', 'н', 'т':
		return 0.9
	case 'с', 'р', 'в', 'л', 'к', 'д', 'м', 'ы':
		return 0.7
	case 'п', 'у', 'я', 'ь', 'г', 'з', 'б':
		return 0.4
	case 'ч', 'й', 'х', 'ж', 'ш':
		return 0.1
	case 'ю', 'ц', 'щ', 'э', 'ф':
		return -0.2
	}
	return -0.9 // ъ
}
