package rawtext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/pattern"
)

// referenceSign is a mark of bibliographic entries, looked for in a line in
// lower case.
type referenceSign struct {
	stands func(lower string) bool
	weight float64
}

// The signs are tried on every line of a source, so a form is matched only
// where a literal stands that it begins with.
var referenceSigns = []referenceSign{
	{doubleSlash, 2},
	{beginning(`[–—-]\s*(?:м|спб|л|алматы|астана|almaty|astana|moscow|москва|караганда|қарағанды|нұр-сұлтан|нур-султан|n\.?y|london|новосибирск|ташкент|бишкек)\.?\s?[:;,]`, "–", "—", "-"), 1.8},
	{colonAndYear, 1.2},
	{beginning(`\((?:19|20)\d\d[a-zа-я]?(?:,[^()]{0,20})?\)`, "(19", "(20"), 1.2},
	{aNumber(lonelyYear), 0.6},
	{aNumber(ofPages), 1},
	{aNumber(ofVolume), 0.8},
	{beginning(`\((?:in|на) (?:russian|kazakh|english|рус|каз)|\[in (?:russian|kazakh|english)`, "(in ", "(на ", "[in "), 1.6},
	{anyOf("электрон", "electronic resource", "retrieved from", "url:", "режим доступа", "дата обращения", "accessed", "doi", "қаралған"), 1.4},
	{anyOf("http://", "https://", "www."), 0.7},
	{anyOf("et al", "и др.", "және т"), 0.5},
	{anyOf("изд-во", "издательство", "баспасы", "press", "publish", " ed.", "под ред", "пособие", "монография", "дис.", "автореф", "сб. ст", "сб. науч", "конф.", "конференции", "journal", "вестник", "хабаршы"), 0.7},
}

// anyOf is the sign that one of the literals stands in a line.
func anyOf(literals ...string) func(string) bool {
	return func(lower string) bool {
		for _, l := range literals {
			if strings.Contains(lower, l) {
				return true
			}
		}
		return false
	}
}

// beginning is the sign of a form that begins with one of the literals.
func beginning(form string, literals ...string) func(string) bool {
	at := pattern.New("^(?:" + form + ")")
	return func(lower string) bool {
		for _, l := range literals {
			for from := 0; ; from += len(l) {
				i := strings.Index(lower[from:], l)
				if i < 0 {
					break
				}
				if from += i; at.MatchString(lower[from:]) {
					return true
				}
			}
		}
		return false
	}
}

// doubleSlash is the sign of GOST before the container, and of no URL.
func doubleSlash(lower string) bool {
	for from := 0; ; from += 2 {
		i := strings.Index(lower[from:], "//")
		if i < 0 {
			return false
		}
		from += i
		rest := lower[from+2:]
		spaced := strings.HasPrefix(rest, " ")
		if from == 0 || lower[from-1] == ' ' {
			if spaced || rest == "" {
				return true
			}
		} else if spaced && lower[from-1] != ':' {
			return true
		}
	}
}

var afterColon = pattern.New(`^: [\pL«"“][^.]{2,60}(?:,|\.)\s*(?:[–—-]\s*)?(?:19|20)\d\d`)

// colonAndYear is true for a publisher between its place and the year:
// "Almaty: Gylym, 2009".
func colonAndYear(lower string) bool {
	for from := 0; ; from += 2 {
		i := strings.Index(lower[from:], ": ")
		if i < 0 {
			return false
		}
		if from += i; endsInLetters(lower[:from], 3) && afterColon.MatchString(lower[from:]) {
			return true
		}
	}
}

// endsInLetters is true for a text whose last n runes are letters.
func endsInLetters(s string, n int) bool {
	for ; n > 0; n-- {
		r, size := utf8.DecodeLastRuneInString(s)
		if !unicode.IsLetter(r) {
			return false
		}
		s = s[:len(s)-size]
	}
	return true
}

// aNumber is the sign that one of the numbers in a line is of a sort, told by
// what stands before and after it.
func aNumber(sort func(before, number, after string) bool) func(string) bool {
	return func(lower string) bool {
		for i := 0; i < len(lower); {
			if !isDigit(lower[i]) {
				i++
				continue
			}
			end := i + 1
			for end < len(lower) && isDigit(lower[end]) {
				end++
			}
			if sort(lower[:i], lower[i:end], lower[end:]) {
				return true
			}
			i = end
		}
		return false
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func lonelyYear(_, number, _ string) bool {
	return len(number) == 4 && (number[:2] == "19" || number[:2] == "20")
}

// ofPages is true for "pp. 3" and "с. 3", and for "3 p." and "3 бет.".
func ofPages(before, _, after string) bool {
	after = strings.TrimPrefix(after, " ")
	for _, unit := range []string{"с.", "p.", "б.", "s.", "бет."} {
		if strings.HasPrefix(after, unit) {
			return true
		}
	}
	before = strings.TrimSuffix(strings.TrimSuffix(before, " "), ".")
	if bare, ok := strings.CutSuffix(before, "p"); ok {
		return !endsInWord(bare) || !endsInWord(strings.TrimSuffix(bare, "p"))
	}
	for _, unit := range []string{"с", "c", "s", "б"} {
		if bare, ok := strings.CutSuffix(before, unit); ok {
			return startsField(bare) || startsField(strings.TrimSuffix(bare, unit))
		}
	}
	return false
}

// endsInWord is true for a text that ends in what ASCII words are made of.
func endsInWord(s string) bool {
	if s == "" {
		return false
	}
	c := s[len(s)-1]
	return isDigit(c) || c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// startsField is true where an abbreviation may begin: at the start of a line,
// after a space or a dash.
func startsField(before string) bool {
	return before == "" || strings.HasSuffix(before, " ") || strings.HasSuffix(before, "-") || strings.HasSuffix(before, "–")
}

// ofVolume is true for "vol. 3", "№ 3", "no 3", "т. 3", "вып. 3" and for the 4
// of "3(4)".
func ofVolume(before, _, after string) bool {
	if bare, ok := strings.CutSuffix(before, "("); ok && strings.HasPrefix(after, ")") {
		if bare = strings.TrimSuffix(bare, " "); bare != "" && isDigit(bare[len(bare)-1]) {
			return true
		}
	}
	before = strings.TrimSuffix(before, " ")
	if bare, ok := strings.CutSuffix(before, "т."); ok && (bare == "" || strings.HasSuffix(bare, " ")) {
		return true
	}
	if strings.HasSuffix(before, "№") || strings.HasSuffix(before, "вып.") {
		return true
	}
	before = strings.TrimSuffix(before, ".")
	for _, word := range []string{"vol", "no"} {
		if bare, ok := strings.CutSuffix(before, word); ok && !endsInWord(bare) {
			return true
		}
	}
	return false
}

// Two signs need the capitals.
var (
	surnameFirst  = pattern.New(`^(?:\[?\d{1,3}[\].)]?\s+)?\p{Lu}\p{L}+,?\s(?:\p{Lu}\p{Ll}?\.[\s-]?){1,3}`)
	numberedEntry = pattern.New(`^\[?\d{1,3}[\].)]\s+[\p{Lu}«"“]`)
)

// referenceScore says how much a line looks like part of a reference list.
func referenceScore(text string, digits int) float64 {
	if len(text) > scannedBytes/2 || digits == 0 && !strings.Contains(text, "//") && !strings.Contains(text, "www") {
		return 0
	}
	lower := strings.ToLower(text)
	sum := 0.0
	for i := range referenceSigns {
		if s := &referenceSigns[i]; s.stands(lower) {
			sum += s.weight
		}
	}
	if surnameFirst.MatchString(text) {
		sum += 1.3
	}
	if digits > 0 && numberedEntry.MatchString(text) {
		sum += 0.6
	}
	return sum
}
