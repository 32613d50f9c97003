package rawtext

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"izde/corpus/letter"
)

//go:embed terms.tsv
var termsTSV string

// termTable holds the words of terms.tsv, folded by skeleton.
type termTable struct {
	institutions map[rune][]string // by their first letter
	places       map[string]bool
	degrees      map[string]bool
	surnames     map[string]bool
	particles    map[string]bool
	joints       map[string]bool // as they are written, in lower case
	positions    map[string]bool
	qualifiers   map[string]bool
	offices      map[string]bool
	ordinals     map[string]bool
	units        []string // beginnings
	disciplines  map[string]bool
	imprint      []string
	collections  []string
	meetings     []string
	months       []string        // beginnings, with a hyphen at their end, or whole
	patronymics  []string        // endings
	degreeRoots  map[string]bool // the first rootRunes letters of degrees
}

// rootRunes is how many letters of a degree tell that there may be one.
const rootRunes = 3

var loadTerms = sync.OnceValue(func() *termTable {
	t := &termTable{institutions: map[rune][]string{}, places: map[string]bool{}, degrees: map[string]bool{}, degreeRoots: map[string]bool{}, surnames: map[string]bool{}, particles: map[string]bool{}, joints: map[string]bool{},
		positions: map[string]bool{}, qualifiers: map[string]bool{}, offices: map[string]bool{}, ordinals: map[string]bool{}, disciplines: map[string]bool{}}
	for line := range strings.SplitSeq(termsTSV, "\n") {
		kind, entries, ok := strings.Cut(line, "\t")
		if !ok || kind[0] == '#' {
			continue
		}
		for e := range strings.SplitSeq(entries, ";") {
			if kind == "joint" {
				t.joints[strings.TrimSpace(e)] = true
				continue
			}
			e = skeletonString(strings.TrimSpace(e))
			switch kind {
			case "institution":
				first, _ := utf8.DecodeRuneInString(e)
				t.institutions[first] = append(t.institutions[first], e)
			case "place":
				t.places[strings.Trim(e, ".")] = true
			case "degree":
				t.degrees[lettersOnly(e)] = true
			case "surname":
				t.surnames[e] = true
			case "position":
				t.positions[e] = true
				t.addRoot(e)
			case "qualifier":
				t.qualifiers[e] = true
			case "office":
				t.offices[e] = true
			case "ordinal":
				t.ordinals[e] = true
			case "unit":
				t.units = append(t.units, e)
			case "discipline":
				t.disciplines[e] = true
			case "imprint":
				t.imprint = append(t.imprint, e)
			case "collection":
				t.collections = append(t.collections, e)
			case "meeting":
				t.meetings = append(t.meetings, e)
			case "month":
				t.months = append(t.months, e)
			case "patronymic":
				t.patronymics = append(t.patronymics, e)
			case "particle":
				t.particles[e] = true
			}
		}
	}
	for d := range t.degrees {
		t.addRoot(d)
	}
	return t
})

func (t *termTable) addRoot(word string) {
	letters := []rune(word)
	t.degreeRoots[string(letters[:min(rootRunes, len(letters))])] = true
}

// lettersOnly drops everything but letters: "к.п.н." and "к п н" are one.
func lettersOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if letter.Is(r) {
			return r
		}
		return -1
	}, s)
}

// institutionWords counts the words of text, folded, that name institutions.
func (t *termTable) institutionWords(folded string) int {
	var seen []string
	inWord := false
	for i, r := range folded {
		starts := !inWord
		inWord = letter.Is(r)
		if !starts {
			continue
		}
		for _, w := range t.institutions[r] {
			if strings.HasPrefix(folded[i:], w) && (len(w) > 3 || wordEnds(folded, i+len(w))) && !slices.Contains(seen, w) {
				seen = append(seen, w)
			}
		}
	}
	return len(seen)
}

func wordEnds(s string, i int) bool {
	for _, r := range s[i:] {
		return !letter.Is(r)
	}
	return true
}

// placeWords counts the words of an address in text, folded.
func (t *termTable) placeWords(folded string) int {
	n := 0
	for w := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !letter.Is(r) && r != '-' }) {
		if t.places[w] {
			n++
		}
	}
	return n
}

// namesConference is true for a folded text that names a collection of papers
// of a conference.
func (t *termTable) namesConference(folded string) bool {
	return countIn(folded, t.meetings) > 0 && countIn(folded, t.collections) > 0
}

// imprintWords counts the phrases of an imprint in a folded text.
func (t *termTable) imprintWords(folded string) int { return countIn(folded, t.imprint) }

func countIn(text string, phrases []string) int {
	n := 0
	for _, p := range phrases {
		if strings.Contains(text, p) {
			n++
		}
	}
	return n
}

// isMonth is true for the name of a month in any case.
func (t *termTable) isMonth(word string) bool {
	folded := skeletonString(word)
	return slices.ContainsFunc(t.months, func(m string) bool {
		stem, inflected := strings.CutSuffix(m, "-")
		return folded == stem || inflected && strings.HasPrefix(folded, stem)
	})
}

// mayHaveDegree spares a close look at text, folded, without any beginning of
// a degree. Degrees of single letters ("к.п.н.") count by their full stops.
func (t *termTable) mayHaveDegree(folded string) bool {
	if strings.Count(folded, ".") >= 2 {
		return true
	}
	inWord := false
	for i, r := range folded {
		if letter.Is(r) && !inWord && t.beginsDegree(folded[i:]) {
			return true
		}
		inWord = letter.Is(r)
	}
	return false
}

// beginsDegree is true for a text that begins with the root of a degree.
func (t *termTable) beginsDegree(folded string) bool {
	n := 0
	for i := range folded {
		if n > 0 && t.degreeRoots[folded[:i]] {
			return true
		}
		if n++; n > rootRunes {
			return false
		}
	}
	return t.degreeRoots[folded]
}

// isDegree is true for "PhD", "к.п.н.", "ассоциированный профессор", and for
// a phrase that begins or ends with such a one: "доктор исторических наук".
func (t *termTable) isDegree(text string) bool { return t.hasDegreeAtEnd(skeletonString(text)) }

// degreeWords is how many words of a phrase a degree has at most that other
// words follow or stand before.
const degreeWords = 3

// hasDegreeAtEnd is isDegree of a folded text.
func (t *termTable) hasDegreeAtEnd(folded string) bool {
	letters := make([]byte, 0, 128)
	starts := make([]int, 0, 16) // of the words among letters
	inWord := false
	for _, r := range folded {
		is := letter.Is(r)
		if is && !inWord {
			starts = append(starts, len(letters))
		}
		if inWord = is; is {
			letters = utf8.AppendRune(letters, r)
		}
	}
	if t.degrees[string(letters)] || t.isPosition(folded) {
		return true
	}
	for i := 1; i <= min(len(starts), degreeWords); i++ {
		end := len(letters)
		if i < len(starts) {
			end = starts[i]
		}
		if t.degrees[string(letters[:end])] || t.degrees[string(letters[starts[len(starts)-i]:])] {
			return true
		}
	}
	return false
}

// onlyDegree is true for a folded degree or position with nothing beside it.
func (t *termTable) onlyDegree(folded string) bool {
	return t.degrees[lettersOnly(folded)] || t.isPosition(folded)
}

// isPosition is true for a folded phrase of nothing but the words of degrees
// and positions: "гл. науч. сотр.", "Cand. of Tech. Sci.".
func (t *termTable) isPosition(folded string) bool {
	found := false
	for w := range strings.FieldsFuncSeq(folded, func(r rune) bool { return r == ' ' || r == '.' || r == ',' }) {
		w = strings.Trim(w, "-")
		found = found || t.positions[w]
		if w != "" && !t.positions[w] && !t.qualifiers[w] {
			return false
		}
	}
	return found
}

// surnameLike is true for a word with a common ending of surnames or
// patronymics.
func (t *termTable) surnameLike(word string) bool {
	folded := skeletonString(word)
	r := []rune(folded)
	for n := 2; n <= 5 && n < len(r)-1; n++ {
		if t.surnames[string(r[len(r)-n:])] {
			return true
		}
	}
	return false
}
