package clean

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// kz1048 gives, for a letter that Windows-1251 shows, the Kazakh letter that
// stands at its byte in KZ-1048 (STRK1048-2002). Kazakh texts of the nineties
// decoded as Windows-1251 show the left one.
var kz1048 = strings.NewReplacer(
	"Ќ", "Қ", "ќ", "қ", "Ћ", "Һ", "ћ", "һ", "Ў", "Ұ", "ў", "ұ", "Ј", "Ә", "ј", "ә",
	"Ґ", "Ө", "ґ", "ө", "Є", "Ғ", "є", "ғ", "Ї", "Ү", "ї", "ү", "Ѕ", "Ң", "ѕ", "ң",
)

// looksKZ1048 is true for text in which letters of Serbian, Macedonian and
// Byelorussian at once stand for Kazakh ones.
func looksKZ1048(text string) bool {
	var seen [4]int
	for _, r := range text {
		switch r {
		case 'ќ', 'Ќ':
			seen[0]++
		case 'ј', 'Ј':
			seen[1]++
		case 'є', 'Є':
			seen[2]++
		case 'ѕ', 'Ѕ', 'ї', 'Ї', 'ў', 'Ў', 'ґ', 'Ґ':
			seen[3]++
		}
	}
	kinds := 0
	for _, n := range seen {
		if n > 0 {
			kinds++
		}
	}
	return kinds >= 3 && seen[0] > 0
}

func fromKZ1048(text string) string { return kz1048.Replace(text) }

// undoMojibake repairs, line by line, text that had been decoded with the
// wrong table before it was saved.
func undoMojibake(text string, log *Log) string {
	kazakh := looksKZ1048(text)
	if !kazakh && !mayBeMojibake(text) {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for i, was := range lines {
		l := was
		if kazakh {
			l = fromKZ1048(l)
		}
		if l = undoLine(l); l != was {
			lines[i] = l
			from := strings.TrimRight(was, "\r\n")
			log.repair(CodeMojibake, Repair{Line: i + 1, Column: 1, From: from}, strings.TrimRight(l, "\r\n"))
		}
	}
	return strings.Join(lines, "")
}

// mayBeMojibake is the quick look: the pairs that UTF-8 bytes of Cyrillic turn
// into, or the Latin-1 capitals that Windows-1251 bytes turn into.
func mayBeMojibake(text string) bool {
	return strings.ContainsAny(text, "ÐÑÒÓ") || latin1Run(text) || strings.Contains(text, "Р°") ||
		strings.Contains(text, "Рѕ") || strings.Contains(text, "Рё") || strings.Contains(text, "Рµ") || strings.Contains(text, "вЂ")
}

// undoLine tries the known wrong turns and keeps the first that yields a
// believable line.
func undoLine(line string) string {
	for _, wrong := range []*charmap.Charmap{charmap.Windows1251, charmap.Windows1252, charmap.ISO8859_1} {
		if back, ok := reencode(line, wrong); ok && utf8.Valid(back) && believable(line, string(back)) {
			return string(back)
		}
	}
	if latin1Run(line) {
		if back, ok := reencode(line, charmap.Windows1252); ok {
			if s := charmapText(charmap.Windows1251, back); cyrillicScore(s) > 0.4 {
				if looksKZ1048(s) {
					s = fromKZ1048(s)
				}
				return s
			}
		}
	}
	return line
}

// reencode gives the bytes that text had before it was decoded with table.
// Bytes that the table leaves undefined pass through as C1 controls.
func reencode(text string, table *charmap.Charmap) ([]byte, bool) {
	out := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := table.EncodeRune(r)
		switch {
		case ok:
			out = append(out, b)
		case r >= 0x80 && r < 0xa0 || r == 0x98:
			out = append(out, byte(r))
		default:
			return nil, false
		}
	}
	return out, true
}

// believable accepts a repair only if it has fewer letters than before and is
// made of Cyrillic or typographic characters where the line was not ASCII.
func believable(before, after string) bool {
	nb, na, good := 0, 0, 0
	for _, r := range before {
		if r >= 0x80 {
			nb++
		}
	}
	for _, r := range after {
		if r < 0x80 {
			continue
		}
		na++
		if r >= 0x400 && r < 0x530 || r >= 0x2010 && r < 0x2040 || r == '«' || r == '»' || r == '№' || r == 0xa0 {
			good++
		}
	}
	return na > 0 && nb >= 2*na && good*10 >= na*9
}

// latin1Run is true where several Latin-1 letters stand in a row, as Russian
// words do when Windows-1251 is read as Latin-1 ("Êàçàõñòàí").
func latin1Run(text string) bool {
	run := 0
	for _, r := range text {
		if r >= 0xc0 && r <= 0xff {
			if run++; run >= 4 {
				return true
			}
		} else {
			run = 0
		}
	}
	return false
}
