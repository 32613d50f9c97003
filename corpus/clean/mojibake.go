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
	out := make([]string, len(lines))
	loose := false
	for i, l := range lines {
		if kazakh {
			l = fromKZ1048(l)
		}
		var turn wrongTurn
		out[i], turn = undoLine(l, false)
		loose = loose || turn == bytesTurn
	}
	for i, l := range lines {
		if loose {
			out[i], _ = undoLine(out[i], true)
		}
		if out[i] != l {
			at := Repair{Line: i + 1, Column: 1, From: strings.TrimRight(l, "\r\n")}
			log.repair(CodeMojibake, at, strings.TrimRight(out[i], "\r\n"))
		}
	}
	return strings.Join(out, "")
}

// undoFieldMojibake is undoMojibake of a text all of which is from line n of a source.
func undoFieldMojibake(text string, n int, log *Log) string {
	var turned Log
	text = undoMojibake(text, &turned)
	for _, r := range turned.Repairs {
		log.repair(r.Code, Repair{Line: n, From: r.From}, r.To)
	}
	return text
}

// ofWrongTable is true for letters of which hardly a text that was decoded with
// the wrong table has none, and hardly another one: Cyrillic in UTF-8 that was
// read as Windows-1251 has µ for е and ѕ for о, in Windows-1251 that was read as
// Windows-1252 it is accented letters, and in KZ-1048 that was read as
// Windows-1251 ќ stands for қ.
func ofWrongTable(r rune) bool {
	return r == 'µ' || r >= 0xc0 && r < 0x100 || r >= 0x402 && r < 0x410 && r != 'І' || r > 0x451 && r < 0x460 && r != 'і'
}

// mostTurns is how many times in a row a text may have been decoded wrongly.
const mostTurns = 3

// wrongTurn is how a line was decoded wrongly.
type wrongTurn int

const (
	noTurn    wrongTurn = iota
	utf8Turn            // UTF-8 was read with a table of single bytes
	bytesTurn           // Windows-1251 was read as Windows-1252
)

// mayBeMojibake is the quick look: a first character that could be the first
// byte of UTF-8, before one that could be its second, or the Latin-1 capitals
// that Windows-1251 bytes turn into.
func mayBeMojibake(text string) bool {
	for line := range strings.Lines(text) {
		if latin1Run(line, latin1Enough) {
			return true
		}
		for _, table := range wrongTables {
			if beginsUTF8(line, table) {
				return true
			}
		}
	}
	return false
}

var wrongTables = []*charmap.Charmap{charmap.Windows1251, charmap.Windows1252, charmap.ISO8859_1}

// beginsUTF8 is true if the first characters of a line beyond ASCII were, as
// bytes of a table, one character of UTF-8.
func beginsUTF8(line string, table *charmap.Charmap) bool {
	i := 0
	for i < len(line) && line[i] < utf8.RuneSelf {
		i++
	}
	var b [utf8.UTFMax]byte
	n := 0
	for _, r := range line[i:] {
		c, ok := encodeRune(table, r)
		if !ok || n == len(b) {
			break
		}
		b[n] = c
		n++
	}
	r, size := utf8.DecodeRune(b[:n])
	return size > 1 && r != utf8.RuneError
}

// undoLine tries the known wrong turns and takes the first that yields a
// believable line; loose where other lines of the text have shown that
// Windows-1251 was read as Windows-1252.
func undoLine(line string, loose bool) (string, wrongTurn) {
	if s, ok := undoUTF8(line, mostTurns); ok {
		return s, utf8Turn
	}
	enough, least := latin1Enough, 0.4
	if loose {
		enough, least = 2, 0.2
	}
	if latin1Run(line, enough) {
		if back, ok := reencode(line, charmap.Windows1252); ok {
			if s := charmapText(charmap.Windows1251, back); cyrillicScore(s) > least {
				if looksKZ1048(s) {
					s = fromKZ1048(s)
				}
				return s, bytesTurn
			}
		}
	}
	return line, noTurn
}

// undoUTF8 takes back that UTF-8 was read with a table of single bytes, up to so
// many times in a row. It is false where no believable line comes of it.
func undoUTF8(line string, turns int) (string, bool) {
	for _, table := range wrongTables {
		if !beginsUTF8(line, table) {
			continue
		}
		back, ok := reencode(line, table)
		if !ok || !utf8.Valid(back) {
			continue
		}
		if turns > 1 {
			if s, ok := undoUTF8(string(back), turns-1); ok {
				return s, true
			}
		}
		if believable(line, string(back)) {
			return string(back), true
		}
	}
	return line, false
}

// reencode gives the bytes that text had before it was decoded with table.
// Bytes that the table leaves undefined pass through as C1 controls.
func reencode(text string, table *charmap.Charmap) ([]byte, bool) {
	out := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := encodeRune(table, r)
		if !ok {
			return nil, false
		}
		out = append(out, b)
	}
	return out, true
}

func encodeRune(table *charmap.Charmap, r rune) (byte, bool) {
	if b, ok := table.EncodeRune(r); ok {
		return b, true
	}
	return byte(r), r >= 0x80 && r < 0xa0
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

// latin1Enough is how many Latin-1 letters in a row no language of Europe has.
const latin1Enough = 4

// latin1Run is true where so many Latin-1 letters stand in a row, as Russian
// words do when Windows-1251 is read as Latin-1 ("Êàçàõñòàí").
func latin1Run(text string, enough int) bool {
	run := 0
	for _, r := range text {
		if r >= 0xc0 && r <= 0xff {
			if run++; run >= enough {
				return true
			}
		} else {
			run = 0
		}
	}
	return false
}
