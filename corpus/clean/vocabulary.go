package clean

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/letter"
)

// Vocabulary counts the unbroken words of an archive. It decides whether two
// halves of a line end are one word, a compound, or two words. It is not safe
// for concurrent use.
type Vocabulary struct {
	words     map[string]int32 // lower case, without hyphens
	compounds map[string]int32 // lower case, with one hyphen: asia-pacific
	urls      []string         // full URLs that stand alone on a line
	sorted    []string         // keys of compounds, built when first needed
	sortedAll []string         // keys of words, likewise
	buf       []byte
}

// NewVocabulary returns an empty Vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{words: map[string]int32{}, compounds: map[string]int32{}}
}

// AddText counts the words of a whole text, leaving out the halves of words
// that are broken at line ends.
func (v *Vocabulary) AddText(text string) {
	broken := false
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		broken = v.AddLine(line, broken)
		text = rest
	}
}

// AddLine counts the words of one line. The first word is left out if the
// line before ended in a hyphen (broken), and the last if this one does, which
// is returned.
func (v *Vocabulary) AddLine(line string, broken bool) bool {
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "http") && !strings.Contains(line, " ") {
		if len(v.urls) < maxURLs {
			v.urls = append(v.urls, line)
		}
		return false
	}
	ends := endsBroken(line)
	start, hyphen := -1, -1
	lastWord := len(line)
	if ends {
		lastWord = len(strings.TrimRightFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }))
	}
	first := true
	for i, r := range line {
		is := letter.Is(r)
		switch {
		case is && start < 0:
			start, hyphen = i, -1
		case start >= 0 && r == '-' && hyphen < 0:
			hyphen = i
		case start >= 0 && !is:
			v.count(line[start:i], hyphen-start, first && broken)
			start, first = -1, false
		}
	}
	if start >= 0 {
		v.count(line[start:], hyphen-start, first && broken || ends && lastWord > start)
	}
	return ends
}

// endsBroken is true for a line whose last word goes on in the next one.
func endsBroken(line string) bool {
	r, size := utf8.DecodeLastRuneInString(line)
	if !isLineHyphen(r) || len(line) == size {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(line[:len(line)-size])
	return unicode.IsLetter(before)
}

// isLineHyphen is true for what may stand where a word was broken: hyphens,
// the soft hyphen, and the not sign and replacement character that broken
// font tables make of it.
func isLineHyphen(r rune) bool {
	return r == '-' || r == '\u2010' || r == '\u2011' || r == '\u00ad' || r == '\u00ac' || r == '\uFFFD'
}

func (v *Vocabulary) count(word string, hyphen int, broken bool) {
	if broken {
		return
	}
	if hyphen <= 0 {
		v.bump(v.words, word)
		return
	}
	if hyphen+1 >= len(word) {
		v.bump(v.words, word[:hyphen])
		return
	}
	v.bump(v.compounds, word)
	v.bump(v.words, word[:hyphen])
	v.bump(v.words, word[hyphen+1:])
}

// maxURLs bounds the list of full URLs, which is searched from end to end.
const maxURLs = 2000

// maxWordBytes bounds what is counted as a word.
const maxWordBytes = 120

func (v *Vocabulary) bump(m map[string]int32, word string) {
	if len(word) > maxWordBytes {
		return
	}
	v.buf = appendLower(v.buf[:0], word)
	if n, ok := m[string(v.buf)]; ok {
		m[string(v.buf)] = n + 1
		return
	}
	m[string(v.buf)] = 1
}

func appendLower(b []byte, s string) []byte {
	for _, r := range s {
		if r < 0x80 {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
			b = append(b, byte(r))
			continue
		}
		b = utf8.AppendRune(b, letter.Lower(r))
	}
	return b
}

// Count is how often word stands unbroken in the archive, in any case.
func (v *Vocabulary) Count(word string) int {
	v.buf = appendLower(v.buf[:0], word)
	return int(v.words[string(v.buf)])
}

func (v *Vocabulary) joined(a, b string) int {
	v.buf = appendLower(appendLower(v.buf[:0], a), b)
	return int(v.words[string(v.buf)])
}

func (v *Vocabulary) compound(a, b string) int {
	v.buf = appendLower(append(appendLower(v.buf[:0], a), '-'), b)
	return int(v.compounds[string(v.buf)])
}

// compoundLike is true if a compound begins like a-b: the same compound in
// another inflection.
func (v *Vocabulary) compoundLike(a, b string) bool {
	if utf8.RuneCountInString(b) < 4 {
		return false
	}
	r := []rune(b)
	return hasPrefix(v.sortedCompounds(), appendLower(append(appendLower(nil, a), '-'), string(r[:max(4, len(r)-3)])))
}

func (v *Vocabulary) sortedCompounds() []string {
	if v.sorted == nil {
		v.sorted = sortedKeys(v.compounds)
	}
	return v.sorted
}

// minInflected is the shortest second half of a compound that endings are
// looked for at: "ата-ана", "ата-аналар".
const minInflected = 3

// compoundInflected is true if a-b is a compound of the archive with an ending.
func (v *Vocabulary) compoundInflected(a, b string) bool {
	runes := 0
	for i := range b {
		if runes >= minInflected && v.compound(a, b[:i]) > 0 {
			return true
		}
		runes++
	}
	return false
}

// joinedLike is true if a word begins like a and b joined: the same word in
// another inflection.
func (v *Vocabulary) joinedLike(a, b string) bool {
	if v.sortedAll == nil {
		v.sortedAll = sortedKeys(v.words)
	}
	whole := []rune(a + b)
	n := max(utf8.RuneCountInString(a)+2, len(whole)-3)
	if n > len(whole) || n < 5 {
		return false
	}
	return hasPrefix(v.sortedAll, appendLower(nil, string(whole[:n])))
}

func sortedKeys(m map[string]int32) []string {
	keys := make([]string, 0, len(m))
	for w := range m {
		keys = append(keys, w)
	}
	slices.Sort(keys)
	return keys
}

func hasPrefix(sorted []string, prefix []byte) bool {
	i := sort.SearchStrings(sorted, string(prefix))
	return i < len(sorted) && strings.HasPrefix(sorted[i], string(prefix))
}

// countPrefix is how many of the sorted strings begin with prefix, most at most.
func countPrefix(sorted []string, prefix string, most int) int {
	n := 0
	for i := sort.SearchStrings(sorted, prefix); n < most && i < len(sorted) && strings.HasPrefix(sorted[i], prefix); i++ {
		n++
	}
	return n
}

// urlStarts is true if some full URL of the archive begins with prefix.
func (v *Vocabulary) urlStarts(prefix string) bool {
	for _, u := range v.urls {
		if strings.HasPrefix(u, prefix) {
			return true
		}
	}
	return false
}
