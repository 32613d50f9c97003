package english

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/spelling.tsv
var spellingList string

type spelling struct{ british, american string }

// spellings are the rows of data/spelling.tsv by their first letter.
var spellings = sync.OnceValue(func() map[byte][]spelling {
	table := make(map[byte][]spelling)
	for line := range strings.Lines(spellingList) {
		british, american, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if ok && british[0] != '#' {
			table[british[0]] = append(table[british[0]], spelling{british, american})
		}
	}
	return table
})

// American writes a British spelling as the American one: behaviour, behavior;
// organisation, organization.
func American(word string) string {
	if word == "" {
		return word
	}
	for _, s := range spellings()[word[0]] {
		if strings.HasPrefix(word, s.british) {
			return s.american + ending(s, word[len(s.british):])
		}
	}
	return withZ(word)
}

// ending is the rest of a word after its spelling has changed: centred is
// centered, programmer is not programr.
func ending(s spelling, rest string) string {
	lostE := strings.HasSuffix(s.british, "e") && !strings.HasSuffix(s.american, "e")
	if lostE && rest != "" && (rest[0] == 'd' || rest[0] == 'r') {
		return "e" + rest
	}
	return rest
}

// izeBefore are the letters before -ise that make it the verb ending: organise
// and minimise, but not promise, exercise or advertise.
var izeBefore = [...]string{"al", "an", "er", "ar", "or", "in", "im", "il", "at", "on", "gn", "as"}

// minIse is the least number of letters before -ise: anise, arise, raise and
// praise are words.
const minIse = 4

// withZ writes -ise, -ised, -ising, -isation with z.
func withZ(word string) string {
	i := strings.LastIndex(word, "is")
	if i < minIse {
		return word
	}
	switch rest := word[i+2:]; {
	case rest == "ation" || rest == "ations" || rest == "ational":
		return word[:i] + "iz" + rest
	case rest == "e" || rest == "es" || rest == "ed" || rest == "ing" || rest == "er" || rest == "ers":
		if strings.HasPrefix(word, "treat") { // treatise
			return word
		}
		for _, before := range izeBefore {
			if strings.HasSuffix(word[:i], before) {
				return word[:i] + "iz" + rest
			}
		}
	}
	return word
}
