package rawtext

import "strings"

// romanKey is a key under which a name is alike in Cyrillic and in whatever
// romanisation it is printed.
func (s *splitter) romanKey(text string) string {
	if s.opt.RomanKey != nil {
		return s.opt.RomanKey(text)
	}
	return plainKey(text)
}

// romanLetters gives for a Cyrillic letter the Latin ones that plainKey folds
// every romanisation to.
var romanLetters = map[rune]string{
	'а': "a", 'ә': "a", 'б': "b", 'в': "v", 'г': "g", 'ғ': "g", 'д': "d", 'е': "e", 'ё': "e", 'ж': "z", 'з': "z", 'и': "i", 'й': "i",
	'к': "k", 'қ': "k", 'л': "l", 'м': "m", 'н': "n", 'ң': "n", 'о': "o", 'ө': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u",
	'ұ': "u", 'ү': "u", 'ф': "f", 'х': "h", 'һ': "h", 'ц': "ts", 'ч': "c", 'ш': "s", 'щ': "s", 'ъ': "", 'ы': "i", 'і': "i", 'ь': "",
	'э': "e", 'ю': "iu", 'я': "ia",
}

// digraphs folds the spellings of romanisation schemes to one another.
var digraphs = strings.NewReplacer("shch", "s", "sch", "s", "zh", "z", "kh", "h", "ch", "c", "sh", "s", "gh", "g", "ng", "n", "yo", "e", "ye", "e",
	"yu", "iu", "ya", "ia", "ju", "iu", "ja", "ia", "j", "z", "y", "i", "w", "u", "q", "k", "x", "ks", "ý", "u", "ı", "i", "ö", "o", "ü", "u", "ş", "s", "ğ", "g", "ñ", "n", "ä", "a", "ū", "u", "'", "", "’", "")

// plainKey folds text to bare Latin letters.
func plainKey(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if l, ok := romanLetters[r]; ok {
			b.WriteString(l)
			continue
		}
		b.WriteRune(r)
	}
	folded := digraphs.Replace(b.String())
	var out []byte
	for i := range len(folded) {
		c := folded[i]
		if c < 'a' || c > 'z' || len(out) > 0 && out[len(out)-1] == c {
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

// similar compares two keys, forgiving an ending that inflects.
func similar(a, b string) bool {
	if a == b {
		return a != ""
	}
	n := min(len(a), len(b))
	if n < 4 {
		return false
	}
	same := 0
	for same < n && a[same] == b[same] {
		same++
	}
	return same >= 4 && same*4 >= max(len(a), len(b))*3
}
