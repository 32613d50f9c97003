package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/pattern"
)

// takePlace takes "Place: Publisher", "Place, Publisher" or a place alone.
func (e *entry) takePlace(s string) bool {
	if m := reParen.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if e.ref.Place != "" {
		return false
	}
	if place, publisher, ok := strings.Cut(s, ":"); ok && e.ref.Publisher == "" && e.takeImprint(place, publisher) {
		return true
	}
	if cut := cutTailMonth(s); strings.TrimSpace(cut) != "" {
		s = cut
	}
	switch place, publisher, _ := strings.Cut(s, "; "); {
	case isPlaceInRegion(s):
		e.ref.Place = oneLine(strings.Trim(s, " ,;"+cutMark))
		return true
	case publisher != "" && isPlaceName(place) && !isPlaceName(publisher):
		e.ref.Place, e.ref.Publisher = cleanPlace(place), cleanPublisher(publisher)
		return true
	case isPlaceName(s) && !anyTells(s, isPublisher) && strings.Count(s, ",") == 0:
		e.ref.Place = cleanPlace(s)
		return true
	}
	if place, publisher, ok := strings.Cut(s, ","); ok && isPlaceName(place) {
		e.ref.Place = cleanPlace(place)
		if p := cleanPublisher(publisher); utf8.RuneCountInString(p) > 2 && e.ref.Publisher == "" {
			e.ref.Publisher = p
		}
		return true
	}
	return e.ref.Publisher == "" && e.takePlaceLast(s)
}

// takeImprint takes what stands before and behind a colon as place and publisher.
func (e *entry) takeImprint(place, publisher string) bool {
	place = strings.Trim(reBraces.ReplaceAllString(place, ""), " ,")
	if edition, rest, ok := strings.Cut(place, ", "); ok && opensEdition(edition) {
		place = rest
	}
	if at := strings.Index(place, " ("); at > 0 {
		place = place[:at] // "Cambridge (Mass.)"
	}
	unknown := looksPlace(place) && !anyTells(place, isContainer) && !unicode.IsLower(firstRune(strings.TrimSpace(publisher)))
	if !isPlaceName(place) && !unknown {
		return false
	}
	e.ref.Place, e.ref.Publisher = cleanPlace(place), cleanPublisher(publisher)
	return true
}

// takePlaceLast takes "Publisher, Place" and "Publisher, Place, Country".
func (e *entry) takePlaceLast(s string) bool {
	for at := range len(s) {
		if strings.HasPrefix(s[at:], ", ") && isPlaceInRegion(s[at+2:]) {
			e.ref.Place, e.ref.Publisher = strings.Trim(s[at+2:], " ."), cleanPublisher(s[:at])
			return true
		}
	}
	at := strings.LastIndex(s, ",")
	if at <= 0 {
		return false
	}
	publisher, place := s[:at], s[at+1:]
	known := isPlaceName(place)
	unknown := len(strings.Fields(place)) == 1 && capitalised(place) && !anyTells(place, isPublisher)
	if !(known || unknown) || !anyTells(publisher, isPublisher) && !(known && anyTells(publisher, isBody)) {
		return false
	}
	e.ref.Place, e.ref.Publisher = cleanPlace(place), cleanPublisher(publisher)
	return true
}

var (
	// reRegion is a state by its letters, or a country.
	reRegion = pattern.New(`^\s*([\p{L}.\s-]{2,30}),\s((?:\p{Lu}{2}|\p{Lu}\.\s?\p{Lu}\.?)(?:,\sUSA)?|USA|UK|Kazakhstan|Uzbekistan|Kyrgyzstan|Tajikistan|Turkmenistan|Russia|Turkey|China|Germany|France|England|United Kingdom|Mongolia|Ukraine|Poland|Switzerland|Netherlands|Казахстан|Узбекистан|Кыргызстан|Россия|Қазақстан)\.?\s*$`)
)

// isPlaceInRegion says whether s is a place with its state or country: "Boston,
// MA", "Berlin, Germany".
func isPlaceInRegion(s string) bool {
	m := reRegion.FindStringSubmatch(s)
	return m != nil && (isPlaceName(m[1]) || looksPlace(m[1]) && !anyTells(m[1], isPublisher) && !anyTells(m[1], isContainer))
}

// cleanPlace keeps the full stop of an abbreviated place: "М.", "СПб.".
func cleanPlace(s string) string {
	s = strings.TrimRight(strings.TrimLeft(s, " .,;:[]()"+cutMark), " ,;:[]()"+cutMark)
	bare := strings.TrimRight(s, ".")
	if n := utf8.RuneCountInString(bare); n == 1 || n == 2 && len(bare) < len(s) || strings.EqualFold(bare, "спб") || strings.EqualFold(bare, "spb") {
		return bare + "."
	}
	return bare
}

// looksPlace says whether what stands before a colon can be a place: one to
// three capitalised words.
func looksPlace(s string) bool {
	f := strings.Fields(s)
	return len(f) > 0 && len(f) <= 3 && capitalised(s) && !reInitialsIn.MatchString(s)
}

// reInitialsIn finds the initials of a person.
var reInitialsIn = pattern.New(`\p{Lu}\.\s?\p{Lu}\p{L}*\.`)

// isPlaceName says whether s is a place of publication that is known.
func isPlaceName(s string) bool {
	s = strings.ToLower(strings.Trim(s, " .,;:[]()"))
	if s == "" || len(s) > 60 {
		return false
	}
	t := tellingWords()
	for _, part := range append([]string{s}, splitPlaces.Split(s, -1)...) {
		part = strings.Trim(part, " .")
		for _, c := range t.whole[plain(part)] {
			if c == isPlace {
				return true
			}
		}
	}
	return false
}

var splitPlaces = pattern.New(`\s*[;/&]\s*|,\s+|\sand\s`)
