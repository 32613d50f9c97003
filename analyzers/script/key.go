package script

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed data
var files embed.FS

// keyTable is data/romanisation.tsv.
type keyTable struct {
	letter [0x0530]string      // what a letter becomes
	listed [0x0530]bool        // letter is in the table, perhaps as nothing
	far    map[rune]string     // letters above 0x0530
	group  ['z' + 1][]keyGroup // by first letter, longest first
	begin  []keyGroup          // at the beginning of a word only
}

type keyGroup struct{ from, to string }

var keys = sync.OnceValue(func() *keyTable {
	t := &keyTable{far: map[rune]string{}}
	for c := 'a'; c <= 'z'; c++ {
		t.letter[c], t.listed[c] = string(c), true
	}
	eachRow("data/romanisation.tsv", func(row []string) {
		from, to := row[0], ""
		if len(row) > 1 {
			to = row[1]
		}
		r, n := utf8.DecodeRuneInString(from)
		switch {
		case from[0] == '^':
			t.begin = append(t.begin, keyGroup{from[1:], to})
		case n < len(from):
			t.group[from[0]] = append(t.group[from[0]], keyGroup{from, to})
		case r < rune(len(t.letter)):
			t.letter[r], t.listed[r] = to, true
		default:
			t.far[r] = to
		}
	})
	// Marked letters that are not listed are their base letters, found once here.
	for r := rune(0xC0); r < 0x0530; r++ {
		if !t.listed[r] && unicode.IsLetter(r) && Lower(r) == r {
			base, _ := utf8.DecodeRune(norm.NFD.AppendString(nil, string(r)))
			if base != r && base < 0x0530 && t.listed[base] {
				t.letter[r], t.listed[r] = t.letter[base], true
			}
		}
	}
	return t
})

// eachRow calls f with the tab-separated columns of each line of a data file
// that is neither empty nor a comment. The files are part of the program: a
// fault in them is a fault of the build.
func eachRow(name string, f func(row []string)) {
	text, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Errorf("reading %s: %w", name, err))
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f(strings.Split(line, "\t"))
	}
}

// Key is the romanisation key of a word. See AppendKey.
func Key(word string) string { return string(AppendKey(nil, []byte(word))) }

// AppendKey appends the romanisation key of one word: lower-case Latin letters
// and digits in which the word is the same in Cyrillic and in every
// romanisation of it. Apostrophes, hyphens, soft and hard signs vanish, double
// letters become one. A word in a third script is its own key, lowered.
//
// It allocates nothing beyond dst, but for a word with combining marks.
func AppendKey(dst, word []byte) []byte {
	if hasMark(word) {
		word = norm.NFC.Append(nil, word...)
	}
	k := keyWriter{table: keys(), dst: dst, start: len(dst), kazakh: kazakhLatin(word)}
	i := k.beginning(word)
	for i < len(word) {
		if c := word[i]; c < utf8.RuneSelf {
			i += k.ascii(word, i)
			continue
		}
		r, n := utf8.DecodeRune(word[i:])
		i += n
		k.letter(Lower(r))
	}
	return k.dst
}

// keyWriter writes a key letter by letter; put holds the rules that look back.
type keyWriter struct {
	table  *keyTable
	dst    []byte
	start  int
	kazakh bool // the word has letters of Latin Kazakh only
	glide  bool // the last i was й, y or j
}

// beginning writes the groups that count at the beginning of a word only.
func (k *keyWriter) beginning(word []byte) int {
	for _, g := range k.table.begin {
		if len(word) >= len(g.from) && equalFold(word[:len(g.from)], g.from) {
			k.puts(g.to)
			return len(g.from)
		}
	}
	return 0
}

// equalFold compares ASCII text with a lower-case word.
func equalFold(text []byte, lower string) bool {
	for i := range text {
		if c := text[i]; c != lower[i] && (c|0x20 != lower[i] || c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

// ascii writes the letter or group at word[i] and tells how many bytes it took.
func (k *keyWriter) ascii(word []byte, i int) int {
	c := word[i]
	switch {
	case '0' <= c && c <= '9':
		k.dst = append(k.dst, c)
		k.glide = false
		return 1
	case c|0x20 < 'a' || c|0x20 > 'z':
		return 1
	}
	c |= 0x20
	for _, g := range k.table.group[c] {
		if i+len(g.from) <= len(word) && equalFold(word[i:i+len(g.from)], g.from) {
			k.puts(g.to)
			return len(g.from)
		}
	}
	marked := k.kazakh && i+1 < len(word) && startsApostrophe(word[i+1:])
	switch {
	case c == 'j':
		k.latinJ(word[i+1:])
	case c == 'w' && k.kazakh, c == 'y' && marked: // y' is у in 2017
		k.put('u')
	case c == 's' && marked: // s' is ш in 2017, elsewhere сь
		k.puts("sh")
	case c == 'c' && marked:
		k.puts("ch")
	case c == 'y':
		k.put('i')
		k.glide = true
	default:
		k.puts(k.table.letter[c])
	}
	return 1
}

func startsApostrophe(word []byte) bool {
	r, _ := utf8.DecodeRune(word)
	return Apostrophe(r)
}

// latinJ reads j as й after a vowel where no vowel follows (Nikolaj), else as
// ж: Jumabaev. What is left in doubt (ja, ju) falls together in put.
func (k *keyWriter) latinJ(rest []byte) {
	if len(k.dst) > k.start && isVowel(k.dst[len(k.dst)-1]) && !k.startsVowel(rest) {
		k.put('i')
		k.glide = true
		return
	}
	k.put('j')
}

func (k *keyWriter) startsVowel(word []byte) bool {
	if len(word) == 0 {
		return false
	}
	r, _ := utf8.DecodeRune(word)
	to := k.table.of(Lower(r))
	return to != "" && isVowel(to[0])
}

func (t *keyTable) of(r rune) string {
	if r < rune(len(t.letter)) {
		return t.letter[r]
	}
	return t.far[r]
}

// letter writes a letter beyond ASCII.
func (k *keyWriter) letter(r rune) {
	switch {
	case r < rune(len(k.table.letter)) && k.table.listed[r]:
		k.puts(k.table.letter[r])
		k.glide = r == 'й' || r == 'ы' || r == '\u012D'
	case r < 0x0530:
		if unicode.IsLetter(r) && !modifierApostrophe(r) {
			k.dst, k.glide = utf8.AppendRune(k.dst, r), false
		}
	default:
		k.farLetter(r)
	}
}

func (k *keyWriter) farLetter(r rune) {
	if to, ok := k.table.far[r]; ok {
		k.puts(to)
		return
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !(unicode.Is(unicode.M, r) && r > 0x0530 && len(k.dst) > k.start && k.dst[len(k.dst)-1] >= utf8.RuneSelf) {
		return
	}
	var room [24]byte
	base, _ := utf8.DecodeRune(norm.NFD.AppendString(room[:0], string(r)))
	switch {
	case base != r && base < rune(len(k.table.letter)) && k.table.listed[base]:
		k.puts(k.table.letter[base])
	case r != utf8.RuneError:
		k.dst, k.glide = utf8.AppendRune(k.dst, r), false
	}
}

// puts writes the letters of one source letter: of ts and ch the second is
// judged together with the first.
func (k *keyWriter) puts(to string) {
	switch to {
	case "ch":
		k.putCh()
	default:
		for j := range len(to) {
			k.put(to[j])
		}
	}
}

// putCh writes ч: tch is ч, сч and шч are щ.
func (k *keyWriter) putCh() {
	k.glide = false
	switch k.last() {
	case 's':
		k.dst = append(k.dst, 'h')
	case 't':
		k.dst = append(k.dst[:len(k.dst)-1], "ch"...)
	case 'h':
		if n := len(k.dst); n-2 >= k.start && (k.dst[n-2] == 's' || k.dst[n-2] == 'c') {
			return
		}
		fallthrough
	default:
		k.dst = append(k.dst, "ch"...)
	}
}

func (k *keyWriter) last() byte {
	if len(k.dst) == k.start {
		return 0
	}
	return k.dst[len(k.dst)-1]
}

// put writes one letter of the key. Each case folds a sequence that two
// schemes write differently; since it works on the key, Cyrillic words with
// the same sequence (исход, отзыв) fold along with them.
func (k *keyWriter) put(c byte) {
	last, glide := k.last(), k.glide
	n := len(k.dst)
	k.glide = false
	switch {
	case c == last && c >= 'a': // double letters
		k.glide = glide && c == 'i'
	case c == 'h' && last == 'k': // kh is х
		k.replace('h')
	case c == 'h' && last == 'g': // gh is ғ
	case c == 'h' && last == 'z': // zh is ж
		k.dst = k.dst[:n-1]
		k.put('j')
	case c == 'g' && last == 'n': // ng is ң
	case c == 'z' && last == 't': // tz is ц
		k.dst = append(k.dst, 's')
	case c == 'z' && last == 's' && n-2 >= k.start && k.dst[n-2] == 't': // cz is ц
	case c == 'j' && last == 'd': // дж is Latin j
		k.replace('j')
	case c == 'e' && last == 'i', c == 'o' && last == 'i' && (glide || k.afterVowel()):
		// ie, ye and е; yo and ё; rayon, raion and район
		k.dst = k.dst[:n-1]
		k.put('e')
	case c == 'e' && last == 'j' && n-2 >= k.start && !isVowel(k.dst[n-2]): // Solovjev
		k.replace('e')
	case (c == 'a' || c == 'u') && last == 'j': // ja and ju: жа, жу or я, ю
		k.dst = k.dst[:n-1]
		k.put('i')
		k.dst = append(k.dst, c)
	default:
		k.dst = append(k.dst, c)
	}
}

// afterVowel reports whether a vowel stands before the last letter.
func (k *keyWriter) afterVowel() bool {
	n := len(k.dst)
	return n-2 >= k.start && isVowel(k.dst[n-2])
}

func (k *keyWriter) replace(c byte) {
	k.dst = k.dst[:len(k.dst)-1]
	k.put(c)
}

func isVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

// kazakhLatin reports whether a Latin word has a letter that no romanisation
// of Russian has: then w is у, and an apostrophe makes s, c, y another letter.
func kazakhLatin(word []byte) bool {
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case c == 'q' || c == 'Q':
			return true
		case strings.IndexByte("gaouGAOU", c) >= 0 && i+1 < len(word) && startsApostrophe(word[i+1:]):
			return true // g' a' o' u' of 2017
		case c == 0xC4 && i+1 < len(word): // ğ ı
			if d := word[i+1]; d == 0x9E || d == 0x9F || d == 0xB1 {
				return true
			}
		case c == 0xC5 && i+1 < len(word): // ş
			if d := word[i+1]; d == 0x9E || d == 0x9F {
				return true
			}
		case c == 0xC3 && i+1 < len(word): // ñ Ñ
			if d := word[i+1]; d == 0x91 || d == 0xB1 {
				return true
			}
		}
	}
	return false
}

// hasMark reports whether word may hold combining marks that change letters.
func hasMark(word []byte) bool {
	for i := 0; i+1 < len(word); i++ {
		if c := word[i]; c == 0xCC || c == 0xCD && word[i+1] < 0xB0 {
			return true
		}
	}
	return false
}
