package kazakh

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// scheme is one way of writing Kazakh in Latin letters: what each letter or group may be read as.
type scheme map[string][]string

// foreign are letters that never stand together in romanised Kazakh.
const foreign = "never"

// schemes reads data/latin.tsv; every scheme has the letters of "any" under its own.
var schemes = sync.OnceValue(func() map[string]scheme {
	all := map[string]scheme{"any": {}, "2017": {}, "2018": {}, "2021": {}, "ascii": {}, "plain": {}, foreign: {}}
	err := eachLine(dataFiles, "data/latin.tsv", func(f []string) error {
		if f[0] == foreign {
			all[foreign][""] = strings.Fields(f[1])
			return nil
		}
		all[f[0]][norm.NFC.String(f[1])] = strings.Fields(f[2])
		return nil
	})
	if err != nil {
		panic(err)
	}
	for _, name := range []string{"2017", "2018", "2021", "ascii"} {
		all[name].inherit(all["any"])
	}
	itself := scheme{}
	for _, r := range letters {
		itself[string(r)] = []string{string(r)}
	}
	all["plain"].inherit(itself)
	return all
})

// inherit adds the readings that s has none of its own for.
func (s scheme) inherit(from scheme) {
	for letters, readings := range from {
		if _, own := s[letters]; !own {
			s[letters] = readings
		}
	}
}

// maxReadings is how many Cyrillic spellings FromLatin returns at most, and readingBeam how many it follows.
const (
	maxReadings    = 4
	readingBeam    = 96
	rankedReadings = 40 // weighed by segmentation too
)

// FromLatin returns the Cyrillic spellings that a Kazakh word in Latin letters is likely to stand for, likeliest first:
// one as a rule for the alphabets of 2017 (apostrophes), 2018 (acutes) and 2019–2021 (umlauts, breve, cedilla), up to
// four for everyday romanisation, where the vowels of a word are read to agree in harmony. It returns nil for a word
// that is not plausible Latin Kazakh.
func FromLatin(word string) []string {
	word = strings.Map(unicode.ToLower, norm.NFC.String(clean(strings.ReplaceAll(word, "İ", "i"))))
	if word == "" || utf8.RuneCountInString(word) > maxLetters {
		return nil
	}
	for _, r := range word {
		if r != '\'' && r != '-' && !unicode.Is(unicode.Latin, r) {
			return nil
		}
	}
	name := detectScheme(word)
	if name == "ascii" && slices.ContainsFunc(schemes()[foreign][""], func(letters string) bool { return strings.Contains(word, letters) }) {
		return nil
	}
	readings := schemes()[name].read(word)
	if len(readings) == 0 {
		return nil
	}
	return rank(readings, name == "ascii")
}

// FromPlain returns the spellings that a normalised Cyrillic word may stand for if it was typed without the Kazakh
// letters (казак for қазақ), likeliest first, at most four; the word as it is may be among them. It returns nil for
// a word that has Kazakh letters or is not Cyrillic.
func FromPlain(word string) []string {
	if strings.ContainsAny(word, "әғқңөұүһі") {
		return nil
	}
	readings := schemes()["plain"].read(word)
	if len(readings) == 0 {
		return nil
	}
	return rank(readings, true)
}

// detectScheme tells the alphabet by the letters that only it has.
func detectScheme(word string) string {
	switch {
	case strings.ContainsAny(word, "áǵńóúý"):
		return "2018"
	case strings.ContainsAny(word, "äöüğñŋşçū"):
		return "2021"
	case strings.ContainsRune(word, 'ı'):
		if strings.ContainsAny(word, "y") && !strings.ContainsAny(word, "ıi") {
			return "2018"
		}
		return "2021"
	case hasApostropheLetter(word):
		return "2017"
	}
	return "ascii"
}

// hasApostropheLetter reports whether an apostrophe stands after a letter that takes one in the alphabet of 2017.
func hasApostropheLetter(word string) bool {
	for i := 1; i < len(word); i++ {
		if word[i] == '\'' && strings.IndexByte("agnoscuyi", word[i-1]) >= 0 {
			return true
		}
	}
	return false
}

// reading is a Cyrillic spelling and how unlikely it is.
type reading struct {
	text string
	cost int
}

// read follows the likeliest readings of word from left to right.
func (s scheme) read(word string) []reading {
	at := make([][]reading, len(word)+1)
	at[0] = []reading{{}}
	for i := range len(word) {
		if len(at[i]) == 0 {
			continue
		}
		slices.SortStableFunc(at[i], func(a, b reading) int { return a.cost - b.cost })
		at[i] = at[i][:min(len(at[i]), readingBeam)]
		if word[i] == '-' {
			for _, r := range at[i] {
				at[i+1] = append(at[i+1], reading{r.text + "-", r.cost})
			}
			continue
		}
		for size := min(len(word)-i, 6); size > 0; size-- {
			options, ok := s[word[i:i+size]]
			if !ok {
				continue
			}
			for _, r := range at[i] {
				for choice, text := range options { // a later choice costs, a group of letters read as one gains
					gain := 5 * (utf8.RuneCountInString(word[i:i+size]) - 1)
					at[i+size] = append(at[i+size], reading{r.text + text, r.cost + misread(r.text, text) + 4*choice - gain})
				}
			}
		}
	}
	return at[len(word)]
}

// misread says how badly a letter fits what was read before it: vowels of one word agree, қ and ғ go with back vowels,
// к and г with front ones.
func misread(before, next string) int {
	h := harmonyOf(next)
	last, after := neutral, ""
	for _, r := range before {
		if x := harmonyOf(string(r)); x != neutral {
			last = x
		}
		after = string(r)
	}
	cost := 0
	if h != neutral && last != neutral && h != last {
		cost += 12
	}
	switch next {
	case "й":
		if after == "" || !vowelLetter(after) {
			cost += 15
		}
	case "у":
		if after != "" && !vowelLetter(after) {
			cost += 3
		}
	case "і", "ы", "ұ", "ү", "ө", "ә", "о", "а", "е":
		if vowelLetter(after) {
			cost += 10
		}
	case "ң":
		if after == "" {
			cost += 30
		}
	}
	if next == "ө" || next == "ә" || next == "ү" || next == "ұ" { // ө, ә, ұ, ү stand in the first syllable
		if last != neutral {
			cost += 12
		}
	}
	if (after == "қ" || after == "ғ") && h == front || (after == "к" || after == "г") && h == back {
		cost += 8
	}
	return cost
}

func harmonyOf(letter string) harmony {
	switch letter {
	case "қ", "ғ":
		return back
	case "к", "г":
		return neutral
	}
	if len(letter) != 2 {
		return neutral
	}
	return sounds[code(letter[0], letter[1])].harmony
}

func vowelLetter(letter string) bool {
	return len(letter) == 2 && sounds[code(letter[0], letter[1])].vowel
}

// rank orders readings by their cost and by how well they segment, and keeps the best.
func rank(readings []reading, guessed bool) []string {
	slices.SortStableFunc(readings, func(a, b reading) int { return a.cost - b.cost })
	readings = readings[:min(len(readings), rankedReadings)]
	for i := range readings {
		for part := range strings.SplitSeq(readings[i].text, "-") {
			readings[i].cost += kazakhGrammar().cost(part)
		}
	}
	slices.SortStableFunc(readings, func(a, b reading) int { return a.cost - b.cost })
	limit := 2
	if guessed {
		limit = maxReadings
	}
	var texts []string
	for _, r := range readings {
		if hasVowel(r.text) && !slices.Contains(texts, r.text) && r.cost <= readings[0].cost+20 {
			texts = append(texts, r.text)
		}
		if len(texts) == limit {
			break
		}
	}
	return texts
}

// cost is what the best segmentation of word costs.
func (g *grammar) cost(word string) int {
	s := search{g: g, word: word}
	n, ok := encode(&s.codes, word)
	if !ok || n < 3 {
		return g.weights.stem[2]
	}
	s.n = n
	s.run()
	return s.cost
}
