package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/pattern"
)

// splitTitle parts a title from the data of publication, in an entry that has
// neither slashes nor brackets nor quotes.
func (e *entry) splitTitle(s string) (title, rest string) {
	if m := reInside.FindStringIndex(s); m != nil {
		return s[:m[0]+1], "In: " + s[m[1]:]
	}
	area := len(s)
	if at := areaBreak(s); at >= 0 {
		area = at
	}
	dashed := area < len(s)
	if at := strings.Index(s[:area], cutMark); at > 0 {
		area = at
	}
	ends := sentenceEnds(s[:area])
	if len(ends) == 0 {
		if at := serialWithoutMark(s); at > 0 {
			return s[:at], s[at:]
		}
		if m := reTailNumbered.FindStringIndex(s); m != nil {
			return s[:m[0]], s[m[0]+1:]
		}
		return s[:area], s[area:]
	}
	if at := titleEnd(s, ends, area, dashed); at >= 0 {
		return s[:at], s[at:]
	}
	at := ends[0]
	if tail := s[area:]; dashed {
		at = area // the sentences are a subtitle
		if hasNumbers(tail) {
			at = ends[len(ends)-1]
		}
	}
	return s[:at], s[at:]
}

// titleEnd says which of the ends of the sentences in s[:area] ends the title, by
// what the sentence behind it tells; -1 if none of them does.
func titleEnd(s string, ends []int, area int, dashed bool) int {
	for i, end := range ends {
		next := s[end:area]
		if i+1 < len(ends) {
			next = s[end:ends[i+1]]
		}
		switch {
		case i == len(ends)-1 && reNumbered.MatchString(s[end:]) && firstUpper(s[end:]):
			if i > 0 && reShortened.MatchString(s[ends[i-1]:end]) {
				return ends[i-1] // "Linguist. Steppe 14(2)"
			}
			return end
		case i > 0 && reOpensNumbers.MatchString(s[end:]):
			return ends[i-1] // the sentence before the numbers is the periodical
		case isPublication(next) && !(dashed && isSubtitle(next, s[area:])):
			return end
		}
	}
	return -1
}

// isSubtitle says whether a sentence that tells a collection is part of the title:
// the collection itself is what the place, the publisher and the number of all
// its pages behind the dash are for.
func isSubtitle(sentence, tail string) bool {
	place, _, colon := strings.Cut(strings.TrimLeft(tail, " .,;\u2013\u2014-"), ":")
	if !colon || !isPlaceName(place) || hasNumbers(tail) || reEditionIs.MatchString(sentence) || opensRole(sentence) {
		return false
	}
	return anyTells(sentence, isCollection) && reTotal.MatchString(tail)
}

// sentenceEnds lists where the sentences of s end, but the last.
func sentenceEnds(s string) (ends []int) {
	for at := 0; ; {
		_, rest, ok := cutSentence(s[at:])
		if !ok || rest == "" {
			return ends
		}
		at = len(s) - len(rest)
		ends = append(ends, at)
	}
}

// isPublication says whether a part of a sentence style begins the data of
// publication: "Almaty: Bilim", "Journal of Steppe Studies".
func isPublication(s string) bool {
	place, _, colon := strings.Cut(s, ":")
	if colon && isPlaceName(place) || opensEdition(s) || anyTells(firstWords(s, 2), isThesis) || opensRole(s) {
		return true
	}
	if m := reUnknownImprint.FindStringSubmatch(s); m != nil && looksPlace(m[1]) || reNumbered.MatchString(s) && firstUpper(s) {
		return true
	}
	return isPlaceName(s) || (anyTells(s, isContainer) || anyTells(s, isNewspaper)) && capitalRatio(s) || anyTells(lastWords(s, 2), isPublisher)
}

var (
	// reUnknownImprint is "Place: Publisher, 1987" whatever the place.
	reUnknownImprint = pattern.New(`^\s*(\p{Lu}[\p{L}\x{2019}'-]+(?:\s(?:&\s)?\p{Lu}[\p{L}-]+)?)\s?:\s[\p{Lu}\x{ab}\x{201c}"][^:.]{2,60},\s` + reYear + `(?:[^\d]|$)`)
	// reNumbered is a sentence that names a periodical and ends with its numbers.
	reNumbered = pattern.New(`^[^:]{3,90}?,?\s(?:\d{1,4}(?:\(\d{1,4}\))?:\s?\d{2}|` + reYear + `,\s\d{1,4}(?:\(\d{1,4}\))?,\s\d|\d{1,4}(?:\s?\(\d{1,4}\))?,\s(?:` + reRange + `|e\d+)\s\(` + reYear + `\)|\d{1,4}\s\(` + reYear + `\)[,:]?\s\d)`)
)

// reTailNumbered is a periodical with its numbers behind a comma.
var reTailNumbered = pattern.New(`,\s\p{Lu}[^,]{2,70}\s(?:\d{1,4}\s\(` + reYear + `\)[,:]?\s\d|\d{1,4}(?:\(\d{1,4}\))?,\s\d[^,]{0,12}\(` + reYear + `\))`)

var (
	// reTailSerial is a periodical behind a title without any mark between them, and
	// its numbers.
	reTailSerial = pattern.New(`^\s\p{Lu}\p{L}{3,}(?:\s\p{L}+){0,5}\.?,?\s(?:` + reYear + `\.?,?\s)?(?:№|Т\.|[Vv]ol\.?|[Nn]o\.?)\s?\d`)
	// reShortened is one shortened word as a sentence.
	reShortened = pattern.New(`^\s*\p{Lu}\p{Ll}{1,9}\.\s*$`)
)

// serialWithoutMark finds where the name of a periodical begins that follows a
// title without any mark; -1 where there is none.
func serialWithoutMark(s string) int {
	for i, r := range s {
		if r == ' ' && i > 0 && tells(firstWords(start(s[i:], longestName), 1), isContainer) && reTailSerial.MatchString(s[i:]) {
			return i
		}
	}
	return -1
}

// reOpensNumbers opens the numbers of a periodical.
var reOpensNumbers = pattern.New(`^\s*(?:[Vv]ol\.?\s?\d|[ТT]\.\s?\d+[.,]\s*№|№\s?\d|No\.\s?\d)`)

// opensRole says whether a sentence tells who else made the work, or of how many
// volumes it is: "Translated by A. Fox", "3 vols".
func opensRole(s string) bool {
	w := words(start(s, longestName))
	if len(w) < 2 {
		return false
	}
	return tells(w[0], isRole) || tells(strings.ToLower(w[0]+"-"+w[1]), isRole) || reVolumes.MatchString(s)
}

var reVolumes = pattern.New(`^\s*\d{1,2}\s(?:vols?|volumes|Bde)\.?\s*$`)

// opensEdition says whether a sentence is a statement of edition: "2-е изд.".
func opensEdition(s string) bool {
	m := reEditionIs.FindStringIndex(s)
	return m != nil && m[0] == 0
}

func lastWords(s string, n int) string {
	w := words(s)
	return strings.Join(w[max(0, len(w)-n):], " ")
}

// capitalRatio says whether most words of a Latin text begin with a capital, as
// the words of a journal's title do; other scripts have no such rule.
func capitalRatio(s string) bool {
	capital, small := 0, 0
	for _, w := range words(s) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case r >= 0x400:
			return true
		case unicode.IsUpper(r):
			capital++
		case len(w) > 3:
			small++
		}
	}
	return capital > small
}

// areaBreak finds the dash that ends the title area: one after a punctuation
// mark, or one before data of publication.
func areaBreak(s string) int {
	for _, m := range reAreaDash.FindAllStringIndex(s, -1) {
		head, tail := s[:m[0]], strings.TrimLeft(s[m[1]:], " ")
		if strings.TrimSpace(head) == "" {
			continue
		}
		mark, size := utf8.DecodeRuneInString(s[m[0]:])
		if mark != ' ' {
			if isDash := strings.TrimRight(s[m[0]:m[1]], " ") != ","; !isDash && !commaData(tail) {
				continue
			}
			if mark == '.' && stopsNoSentence(head) && !opensData(tail) {
				continue
			}
			if mark == ',' && !opensData(tail) {
				continue
			}
			if strings.ContainsRune("])?!\u00bb\u201d\"", mark) && !opensData(tail) && !unicode.IsUpper(firstRune(tail)) {
				continue
			}
			if mark == '.' || mark == ',' || mark == ';' || mark == 0 {
				return m[0]
			}
			return m[0] + size
		}
		if opensData(tail) {
			return m[0]
		}
	}
	return -1
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

var reOpensData = pattern.New(`^(?:` + reYear + `(?:[\s.,;)]|$)|№|[Nn]o\.?\s?\d|[Vv]ol|[ТT]\.\s?\d|[CСSБPp]{1,2}\.\s?\d|\d+\s*(?:[pсcsбbpр]|стр|бет)\.|\d{1,4}\s?\(\d|\d{1,4},\s\d+\s?[-\x{2013}]\s?\d|\d{1,4}:\s?\d+[-\x{2013}]\d)`)

// opensData says whether s opens with data of publication.
func opensData(s string) bool {
	if reOpensData.MatchString(s) {
		return true
	}
	place, _, colon := strings.Cut(s, ":")
	if colon && len(place) < 60 && (isPlaceName(place) || looksPlace(place)) {
		return true
	}
	name, next, comma := strings.Cut(s, ",")
	return comma && isPlaceName(name) && !reDayMonth.MatchString(next)
}

// reDayMonth opens a date: the place before it is where something was held.
var reDayMonth = pattern.New(`^\s*\d{1,2}(?:\s*[-\x{2013}]\s*\d{1,2})?\s\p{L}{3,}`)

// commaData is opensData behind a mere comma, where an unknown place is
// believed only before a publisher that tells itself.
func commaData(s string) bool {
	place, publisher, colon := strings.Cut(s, ":")
	if colon && !isPlaceName(place) && looksPlace(place) && !reOpensData.MatchString(s) {
		publisher, _, _ = strings.Cut(publisher, ",")
		return len(strings.Fields(place)) <= 2 && anyTells(publisher, isPublisher)
	}
	return opensData(s)
}
