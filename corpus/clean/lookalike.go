package clean

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"izde/corpus/letter"
)

// toCyrillic maps a Latin letter to the Cyrillic one it is mistaken for.
// Small letters that do not look alike in print (m, t, b, n) are left out:
// their presence means a word is Latin. Kazakh ә, і and һ have twins too.
var toCyrillic = map[rune]rune{
	'a': 'а', 'c': 'с', 'e': 'е', 'o': 'о', 'p': 'р', 'x': 'х', 'y': 'у', 'i': 'і', 'h': 'һ', 'k': 'к',
	'A': 'А', 'B': 'В', 'C': 'С', 'E': 'Е', 'H': 'Н', 'I': 'І', 'K': 'К', 'M': 'М', 'O': 'О', 'P': 'Р', 'T': 'Т', 'X': 'Х', 'Y': 'У',
	'\u0259': 'ә', '\u018f': 'Ә', '\u0275': 'ө', '\u019f': 'Ө', 'ë': 'ё', 'Ë': 'Ё',
}

// toLatin is the way back.
var toLatin = map[rune]rune{
	'а': 'a', 'с': 'c', 'е': 'e', 'о': 'o', 'р': 'p', 'х': 'x', 'у': 'y', 'і': 'i', 'һ': 'h', 'к': 'k',
	'А': 'A', 'В': 'B', 'С': 'C', 'Е': 'E', 'Н': 'H', 'І': 'I', 'К': 'K', 'М': 'M', 'О': 'O', 'Р': 'P', 'Т': 'T', 'Х': 'X', 'У': 'Y',
}

type script int8

const (
	unknown script = iota
	latin
	cyrillic
)

// letters is one run of letters in a line.
type letters struct {
	start, end       int // byte offsets
	n                int // runes
	onlyLat, onlyCyr int // letters that exist in one script alone
	anyLat, anyCyr   int // look-alikes as typed
	decided          script
}

func (w *letters) mixed() bool { return w.onlyLat+w.anyLat > 0 && w.onlyCyr+w.anyCyr > 0 }

// typed is the script of a word whose letters are all of one script.
func (w *letters) typed() script {
	if w.onlyLat+w.anyLat > 0 {
		return latin
	}
	return cyrillic
}

// lookAlikes puts each word of a line into one script where that can be
// decided: by the letters of the word that exist in one script alone, for
// lone initials and short words by their neighbours. A word with letters of
// both scripts that have no twin stays, with a doubt; so does a formula
// token such as Rэкв, silently.
func (l *Line) lookAlikes(log *Log) {
	s := l.Text
	if !bothScripts(s) {
		return
	}
	words := scanLetters(s)
	for i := range words {
		words[i].decided = words[i].ownScript(s)
	}
	var edits []edit
	targets := make([]script, len(words))
	for i := range words {
		w := &words[i]
		targets[i] = target(s, words, i)
		if w.mixed() && targets[i] == unknown && !w.formula(s) {
			log.doubt(CodeMixed, l.place(w.start, w.end), s[w.start:w.end])
		}
		if targets[i] == unknown || !w.mixed() && w.typed() == targets[i] {
			continue
		}
		from := s[w.start:w.end]
		if to := convert(from, targets[i], besideKazakh(s, words, i)); to != from {
			edits = append(edits, edit{w.start, w.end, to})
		}
	}
	l.apply(edits, CodeLookAlike, log)
}

func bothScripts(s string) bool {
	var seen letterClass
	scripts := letterClasses()
	for _, r := range s {
		if r < pastLetters {
			if seen |= scripts[r]; seen&ofLatin != 0 && seen&ofCyrillic != 0 {
				return true
			}
		}
	}
	return false
}

// letterClass says of a letter in which script it is and whether it has a twin
// in the other.
type letterClass uint8

const (
	ofLatin letterClass = 1 << iota
	ofCyrillic
	withTwin
)

// pastLetters is past the Latin and Cyrillic letters that words are told by.
const pastLetters = 0x530

var letterClasses = sync.OnceValue(func() *[pastLetters]letterClass {
	var t [pastLetters]letterClass
	for r := range rune(pastLetters) {
		_, hasCyr := toCyrillic[r]
		_, hasLat := toLatin[r]
		switch {
		case r >= 0x400 && hasLat:
			t[r] = ofCyrillic | withTwin
		case r >= 0x400:
			t[r] = ofCyrillic
		case hasCyr:
			t[r] = ofLatin | withTwin
		case unicode.Is(unicode.Latin, r):
			t[r] = ofLatin
		}
	}
	return &t
})

func scanLetters(s string) []letters {
	const perWord = 12 // bytes, with what parts it from the next
	out := make([]letters, 0, len(s)/perWord+1)
	var w letters
	open := false
	classes := letterClasses()
	for i, r := range s {
		if !letter.Is(r) && !(open && unicode.Is(unicode.Mn, r)) {
			if open {
				w.end = i
				out = append(out, w)
				open = false
			}
			continue
		}
		if !open {
			w, open = letters{start: i}, true
		}
		w.n++
		class := letterClass(0)
		if r < pastLetters {
			class = classes[r]
		} else if unicode.Is(unicode.Latin, r) {
			class = ofLatin
		}
		switch class {
		case ofCyrillic | withTwin:
			w.anyCyr++
		case ofCyrillic:
			w.onlyCyr++
		case ofLatin | withTwin:
			w.anyLat++
		case ofLatin:
			w.onlyLat++
		}
	}
	if open {
		w.end = len(s)
		out = append(out, w)
	}
	return out
}

// ownScript decides a word by itself, unknown where it cannot.
func (w *letters) ownScript(s string) script {
	switch {
	case w.onlyLat > 0 && w.onlyCyr > 0:
		return unknown
	case w.onlyLat > 0:
		return latin
	case w.onlyCyr > 0:
		return cyrillic
	case w.mixed() && (roman(s[w.start:w.end]) || convert(s[w.start:w.end], latin, false) == "pH"):
		return latin
	}
	return unknown
}

// roman is true for capitals that make up a Roman numeral, in either script.
func roman(word string) bool {
	return strings.Trim(word, "IXCMІХСМ") == ""
}

// target says into which script word i is to be put, unknown for leaving it.
func target(s string, words []letters, i int) script {
	w := &words[i]
	if w.mixed() && w.formula(s) {
		return unknown
	}
	if w.decided != unknown {
		if w.mixed() {
			return w.decided
		}
		return unknown
	}
	if w.onlyLat+w.onlyCyr > 0 || besideDigit(s, w) || w.n <= 2 && !w.mixed() && beforeRelation(s[w.end:]) {
		return unknown // "(p < 0,001)"
	}
	if w.n == 1 && w.typed() == cyrillic && w.end < len(s) && s[w.end] == '-' && i+1 < len(words) &&
		words[i+1].start == w.end+1 && words[i+1].decided == latin {
		return latin // е-mail
	}
	return byNeighbours(s, words, i)
}

// byNeighbours decides a word of look-alikes alone: an initial goes with the
// name it stands at, a short word with the words on both of its sides.
func byNeighbours(s string, words []letters, i int) script {
	w := &words[i]
	if w.start == 0 && w.n == 1 && s[0] == 'I' {
		return unknown // "I. Кіріспе" counts, it does not abbreviate
	}
	if isInitial(s, w) {
		return byName(s, words, i)
	}
	left, _ := neighbour(words, i, -1)
	right, _ := neighbour(words, i, 1)
	first, _ := utf8.DecodeRuneInString(s[w.start:w.end])
	switch {
	case w.n == 1 && w.end < len(s) && s[w.end] == '-', // p-адический
		!w.mixed() && w.typed() == latin && !w.stray(s),                   // "на входе x"
		!w.mixed() && w.typed() == cyrillic && w.counted(s) && w.stray(s): // "– 45 с."
		return unknown
	}
	if !w.mixed() && (w.n > 2 || unicode.IsUpper(first) || left != unknown && right != unknown && left != right) {
		return unknown
	}
	if left != unknown && right != unknown {
		return majority(words, i, left)
	}
	// With a neighbour on one side only: an abbreviation such as рр.
	if w.mixed() || w.end < len(s) && s[w.end] == '.' {
		return majority(words, i, max(left, right))
	}
	return unknown
}

// cyrillicWords are the words and abbreviations of Russian that Latin letters
// alone can make up: other short words of Latin letters in a Cyrillic text are
// the symbols of quantities.
const cyrillicWords = " а с о у к со ее ею сс "

// stray is true for Latin letters that make up a Cyrillic word before another or
// after a number: "a также", "45 c."
func (w *letters) stray(s string) bool {
	if !strings.Contains(cyrillicWords, " "+convert(s[w.start:w.end], cyrillic, false)+" ") {
		return false
	}
	if after, ok := strings.CutPrefix(s[w.end:], " "); ok {
		next, _ := utf8.DecodeRuneInString(after)
		return letter.Is(next)
	}
	return w.counted(s)
}

// counted is true for the abbreviation of what is counted, as pages are: "45 с."
func (w *letters) counted(s string) bool {
	before := strings.TrimSuffix(s[:w.start], " ")
	return strings.HasPrefix(s[w.end:], ".") && before != "" && isDigit(before[len(before)-1])
}

// isInitial is true for a capital with a full stop, other than the sign of
// degrees and what stands before a figure: "30 °C.", "X.25", "С. 45".
func isInitial(s string, w *letters) bool {
	after, point := strings.CutPrefix(s[w.end:], ".")
	if w.n != 1 || !point || strings.HasSuffix(s[:w.start], "°") {
		return false
	}
	if after = strings.TrimPrefix(after, " "); after != "" && isDigit(after[0]) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s[w.start:])
	return unicode.IsUpper(first)
}

// mostInitials is how many initials in a row are looked over for the name
// that they belong to.
const mostInitials = 8

// byName puts an initial into the script of the name that its row of initials
// stands at: "Seitov A.B. Title", "Title. A.B. Seitov".
func byName(s string, words []letters, i int) script {
	from, to := i, i
	for from > 0 && i-from < mostInitials && isInitial(s, &words[from-1]) && words[from].start-words[from-1].end <= 2 {
		from--
	}
	for to+1 < len(words) && to-i < mostInitials && isInitial(s, &words[to+1]) && words[to+1].start-words[to].end <= 2 {
		to++
	}
	if from == to && s[words[i].start] == 'I' {
		return unknown // a number: "Пётр I. Он"
	}
	left, leftGap := nameBeside(s, words, from, -1)
	right, rightGap := nameBeside(s, words, to, 1)
	if left == right {
		return left
	}
	if left != unknown && strings.Contains(s[words[from].start-leftGap:words[from].start], ".") {
		leftGap++ // a sentence ends there
	}
	switch {
	case leftGap <= 3 && leftGap < rightGap:
		return left
	case rightGap <= 3 && rightGap < leftGap:
		return right
	}
	return unknown
}

// nameBeside is the script of the name next to word i on one side and its
// distance: a word that is written with a capital.
func nameBeside(s string, words []letters, i, step int) (side script, gap int) {
	side, j := neighbour(words, i, step)
	if j < 0 {
		return unknown, noName
	}
	if first, _ := utf8.DecodeRuneInString(s[words[j].start:]); !unicode.IsUpper(first) {
		return unknown, noName
	}
	if step < 0 {
		return side, words[i].start - words[j].end
	}
	return side, words[j].start - words[i].end
}

// noName is further away than any name.
const noName = 1 << 20

// neighbour finds the nearest decided word j on one side; j is -1 for none.
func neighbour(words []letters, i, step int) (side script, j int) {
	for j := i + step; j >= 0 && j < len(words) && (j-i)*step <= 4; j += step {
		side := words[j].decided
		if side == unknown && words[j].n > 2 && !words[j].mixed() {
			side = words[j].typed() // Okoye: look-alikes all, but as they were typed
		}
		if side != unknown {
			return side, j
		}
	}
	return unknown, -1
}

// reach is how many words on either side of one decide about it: about a
// printed line.
const reach = 16

// around is the range of the words that decide about word i.
func around(words []letters, i int) (from, to int) {
	return max(0, i-reach), min(len(words), i+reach+1)
}

// besideKazakh is true where a letter that Russian has not stands around word i.
func besideKazakh(s string, words []letters, i int) bool {
	from, to := around(words, i)
	return strings.ContainsAny(s[words[from].start:words[to-1].end], "әғқңөұүіһӘҒҚҢӨҰҮІҺ")
}

// majority confirms a script if most decided words around word i have it.
func majority(words []letters, i int, want script) script {
	same, other := 0, 0
	from, to := around(words, i)
	for i := from; i < to; i++ {
		switch words[i].decided {
		case want:
			same++
		case unknown:
		default:
			other++
		}
	}
	if want == unknown || same < 3*other {
		return unknown
	}
	return want
}

// indexes are the abbreviations that stand as an index to a quantity in
// Russian and Kazakh formulas: Rэкв, Tмакс, Cср.
const indexes = " экв макс мин ср ном общ эф эфф доп кр опт вх вых нач кон пот расч уд тр эл изм вн внеш сум н к о р с э т ж п д ф орт жал бас ст атм "

// formula is true for a Latin capital with a Cyrillic index, a token beside
// a digit or an operator.
func (w *letters) formula(s string) bool {
	first, size := utf8.DecodeRuneInString(s[w.start:])
	if besideDigit(s, w) && w.n <= 6 {
		return true
	}
	if first >= 0x80 || w.n > 6 {
		return false
	}
	rest := s[w.start+size : w.end]
	if first == 'N' && rest == "о" {
		return false // No, for numero
	}
	for _, r := range rest {
		if r < 0x400 || !unicode.IsLower(r) {
			return false
		}
	}
	return strings.Contains(indexes, " "+rest+" ") || beforeRelation(s[w.end:])
}

// beforeRelation is true for what a sign of equality or order follows.
func beforeRelation(rest string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	return strings.ContainsRune("=<>≤≥≈", first)
}

func besideDigit(s string, w *letters) bool {
	return w.start > 0 && isDigit(s[w.start-1]) || w.end < len(s) && isDigit(s[w.end])
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// convert puts one word into a script. Latin capital Y looks like Kazakh Ү,
// in a Russian line it can only stand for У.
func convert(word string, to script, kazakh bool) string {
	return strings.Map(func(r rune) rune {
		if to == latin {
			if l, ok := toLatin[r]; ok {
				return l
			}
			return r
		}
		if r == 'Y' && kazakh {
			return 'Ү'
		}
		if c, ok := toCyrillic[r]; ok {
			if (r == 'i' || r == 'I') && !kazakh && !strings.ContainsAny(word, "іІ") {
				return c // і: the only Cyrillic letter of that shape
			}
			return c
		}
		return r
	}, word)
}
