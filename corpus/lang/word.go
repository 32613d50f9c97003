package lang

import (
	"unicode"

	"izde/corpus/letter"
)

// maxWord bounds what is kept of one word; longer ones are read by their
// first letters only.
const maxWord = 40

// word is one run of letters, kept in both of its possible readings, so that
// a look-alike letter of the other script does not hide what it is.
type word struct {
	n                int
	latin            [maxWord]rune // read as Latin, lower case
	cyrillic         [maxWord]rune // read as Cyrillic, lower case, Kazakh letters folded
	raw              [maxWord]rune // as it was typed, lower case, with the apostrophes of Uzbek as '
	nRaw             int
	onlyLat, onlyCyr int     // letters that exist in one script alone
	bothLat, bothCyr int     // look-alikes as they were typed
	letters          float64 // evidence of the letters themselves
}

// reset makes room for the next word; the letters are written over.
func (w *word) reset() {
	w.n, w.nRaw, w.onlyLat, w.onlyCyr, w.bothLat, w.bothCyr, w.letters = 0, 0, 0, 0, 0, 0, 0
}

// add takes the next rune of a word, and is false at its end.
func (w *word) add(r rune) bool {
	if isApostrophe(r) && w.n > 0 && w.keep('\'') {
		return true
	}
	l, ok := readLetter(r)
	if !ok {
		// Marks and soft hyphens stand inside a word; an apostrophe too, so
		// that Latin "Tsentral'noy" stays one.
		return w.n > 0 && (r == '\u00ad' || r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Mn, r))
	}
	if w.n < maxWord {
		w.latin[w.n], w.cyrillic[w.n] = l.latin, l.cyrillic
	}
	w.n++
	w.keep(letter.Lower(r))
	w.letters += l.kazakh
	switch {
	case l.isCyrillic && l.latin == 0:
		w.onlyCyr++
	case l.isCyrillic:
		w.bothCyr++
	case l.cyrillic == 0:
		w.onlyLat++
	default:
		w.bothLat++
	}
	return true
}

// keep appends what was typed. An apostrophe is part of a word only after the
// letters that Uzbek marks with it, and is refused elsewhere.
func (w *word) keep(r rune) bool {
	if w.nRaw >= maxWord {
		return false
	}
	if r == '\'' {
		if last := w.raw[w.nRaw-1]; last != 'o' && last != 'g' {
			return false
		}
	}
	w.raw[w.nRaw] = r
	w.nRaw++
	return true
}

// typed is the word as it was typed, without an apostrophe at its end, which may
// be a quotation mark.
func (w *word) typed() []rune {
	n := w.nRaw
	for n > 0 && w.raw[n-1] == '\'' {
		n--
	}
	return w.raw[:n]
}

// isApostrophe is true for the signs that stand in Uzbek oʻ and gʻ.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '\u2018', '\u2019', '\u02bb', '\u02bc':
		return true
	}
	return false
}

// isLatin decides the script of a word by the letters that exist in only one,
// and among look-alikes by how they were typed.
func (w *word) isLatin() bool {
	if w.onlyLat != w.onlyCyr {
		return w.onlyLat > w.onlyCyr
	}
	return w.bothLat > w.bothCyr
}

// reading is what one rune can be read as.
type reading struct {
	latin, cyrillic rune
	isCyrillic      bool
	kazakh          float64
}

// readings has the letters of Latin and Cyrillic.
var readings = func() (t [endCyrillic]reading) {
	for r := range t {
		t[r] = readRune(rune(r))
	}
	return t
}()

// endCyrillic is the first rune behind the blocks of Latin and Cyrillic.
const endCyrillic = 0x530

func readLetter(r rune) (reading, bool) {
	if uint32(r) < endCyrillic {
		l := &readings[r]
		return *l, l.latin != 0 || l.cyrillic != 0
	}
	l := readRune(r)
	return l, l.latin != 0 || l.cyrillic != 0
}

// readRune is what r can be read as, nothing if it is no letter.
func readRune(r rune) reading {
	switch {
	case r < 0x80:
		r |= 0x20
		if r < 'a' || r > 'z' {
			return reading{}
		}
		return reading{latin: r, cyrillic: cyrillicTwin(r)}
	case r >= 0x400 && r < 0x530:
		r = letter.Lower(r)
		folded, weight := foldKazakh(r)
		return reading{latin: latinTwin(r), cyrillic: folded, isCyrillic: true, kazakh: weight}
	case r == 0x259 || r == 0x18f: // Latin schwa stands for Kazakh ә
		return reading{latin: r, cyrillic: 'а', kazakh: 2}
	case unicode.IsLetter(r):
		return reading{latin: unicode.ToLower(r)}
	}
	return reading{}
}

// foldKazakh maps a Kazakh letter to the one typed in its place on a Russian
// keyboard, with the evidence that its presence is; letters of Russian that
// native Kazakh words lack count against.
func foldKazakh(r rune) (rune, float64) {
	switch r {
	case 'ә':
		return 'а', 3
	case 'ғ':
		return 'г', 3
	case 'қ', 'ӄ':
		return 'к', 3
	case 'ң', 'ӊ':
		return 'н', 3
	case 'ө':
		return 'о', 3
	case 'ұ', 'ү':
		return 'у', 3
	case 'һ':
		return 'х', 3
	case 'і':
		return 'и', 2.5
	case 'ё':
		return 'е', -1
	case 'щ', 'ъ':
		return r, -1.2
	case 'ц', 'ч':
		return r, -0.4
	case 'ф', 'в':
		return r, -0.3
	case 'ы':
		return r, 0.3
	}
	return r, 0
}

// cyrillicTwin is the Cyrillic letter that a Latin one looks like, 0 if none.
func cyrillicTwin(r rune) rune {
	switch r {
	case 'a':
		return 'а'
	case 'c':
		return 'с'
	case 'e':
		return 'е'
	case 'o':
		return 'о'
	case 'p':
		return 'р'
	case 'x':
		return 'х'
	case 'y':
		return 'у'
	case 'i':
		return 'и'
	case 'h':
		return 'н'
	case 'k':
		return 'к'
	case 'm':
		return 'м'
	case 't':
		return 'т'
	case 'b':
		return 'в'
	}
	return 0
}

// latinTwin is the Latin letter that a Cyrillic one looks like, 0 if none.
func latinTwin(r rune) rune {
	switch r {
	case 'а':
		return 'a'
	case 'с':
		return 'c'
	case 'е':
		return 'e'
	case 'о':
		return 'o'
	case 'р':
		return 'p'
	case 'х':
		return 'x'
	case 'у':
		return 'y'
	case 'і':
		return 'i'
	case 'н':
		return 'h'
	case 'к':
		return 'k'
	case 'м':
		return 'm'
	case 'т':
		return 't'
	case 'в':
		return 'b'
	}
	return 0
}
