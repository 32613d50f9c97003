package kazakh

import "slices"

// step is a suffix taken off: which allomorph, and where it begins in the word (in letters).
type step struct {
	allomorph int
	at        int
}

// maxSteps bounds a chain; the longest chains of the grammar have nine suffixes.
const maxSteps = 14

// search looks for the cheapest segmentation of one word, right to left over the suffix grammar. It lives on the
// stack of its caller and holds no state between words.
type search struct {
	g     *grammar
	word  string
	n     int
	codes [maxLetters]uint8

	// What a suffix sees of the base that ends before position i.
	class   [maxLetters + 1]class
	harmony [maxLetters + 1]harmony
	vowels  [maxLetters + 1]uint8
	loan    [maxLetters + 1]bool

	best  [maxLetters + 1][64]int16 // cheapest way found to a position and slot, plus one; 0 is none yet
	steps [maxSteps]step

	cost  int // of the winner
	stem  stem
	found func(s stem, steps []step, cost int) // sees every candidate; nil unless explaining
}

// stem is a candidate stem.
type stem struct {
	end    int    // its length in the word, in letters
	term   string // a known root, or "" for what canonical makes of word[:end]
	known  bool
	kind   slotID
	opened bool // the suffix after it begins with a vowel
	added  restoration
	cost   int
}

// prepare computes what suffixes ask of every prefix of the word.
func (s *search) prepare() {
	var h harmony
	var vowels uint8
	loan := false
	for i := range s.n {
		snd := sounds[s.codes[i]]
		if snd.harmony != neutral {
			h = snd.harmony
		}
		if snd.vowel {
			vowels++
		}
		loan = loan || snd.loan
		c := snd.class
		letter := s.word[2*i : 2*i+2]
		if letter == "ь" { // the soft sign leaves the choice to the consonant before it
			c = s.class[i]
		}
		s.class[i+1], s.harmony[i+1], s.vowels[i+1], s.loan[i+1] = c, h, vowels, loan
		if letter == "ь" || letter == "и" && vowels > 1 {
			s.harmony[i+1] = neutral // рольге, магазинге, but миға; тарихы, архиві: both occur
		}
		if letter == "и" && vowels > 1 {
			h = neutral
		}
	}
}

// run finds the cheapest segmentation.
func (s *search) run() {
	s.prepare()
	s.cost = 1 << 30
	s.walk(s.n, wordEnd, 0, 0)
}

// walk tries everything that may stand before position at, where a suffix of slot right begins.
func (s *search) walk(at int, right slotID, cost, depth int) {
	if at < 2 || cost >= s.cost && s.found == nil {
		return
	}
	follows := s.g.slots[right].follows
	if follows&(1<<nominalStem) != 0 {
		s.tryStem(at, nominalStem, cost, depth)
	}
	if follows&(1<<verbStem) != 0 {
		s.tryStem(at, verbStem, cost, depth)
	}
	if depth == maxSteps {
		return
	}
	state := uint16(0)
	for i := at - 1; i >= 2; i-- {
		state = s.g.trie[state].next[s.codes[i]]
		if state == 0 {
			return
		}
		for _, index := range s.g.trie[state].ends {
			s.takeOff(index, i, follows, cost, depth)
		}
	}
}

// takeOff goes on before the allomorph that begins at position i, if it may stand there.
func (s *search) takeOff(index, i int, follows uint64, cost, depth int) {
	a := &s.g.allomorphs[index]
	if follows&(1<<a.slot) == 0 || a.after&s.class[i] == 0 {
		return
	}
	cost += s.charge(a, i)
	if s.found == nil {
		if known := s.best[i][a.slot]; known != 0 && int(known)-1 <= cost {
			return
		}
		s.best[i][a.slot] = int16(min(cost+1, 1<<14))
	}
	s.steps[depth] = step{index, i}
	if a.restores == restoreHigh || a.restores == restoreGlide || a.restores == restoreP {
		s.tryStem(i, verbStem, cost, depth+1) // only a stem spells its last letter into the suffix
		return
	}
	s.walk(i, a.slot, cost, depth+1)
}

// charge returns the cost of an allomorph at position i: its own, and more when it breaks harmony.
func (s *search) charge(a *allomorph, i int) int {
	switch {
	case a.harmony == neutral || s.harmony[i] == neutral || a.harmony == s.harmony[i]:
		return a.cost
	case s.loan[i] || s.vowels[i] > 2:
		return a.cost + s.g.weights.harmonyLoan
	}
	return a.cost + s.g.weights.harmony
}

// tryStem weighs the prefix that ends at position at as a stem.
func (s *search) tryStem(at int, kind slotID, cost, depth int) {
	c := stem{end: at, kind: kind}
	if depth > 0 {
		a := &s.g.allomorphs[s.steps[depth-1].allomorph]
		c.opened, c.added = a.opens, a.restores
		if c.added == restoreGlide && s.word[2*at-2:2*at] == "и" {
			c.added = restoreNothing // қияды is қи+а, the й is in the и
		}
	}
	c.cost = cost + s.weigh(&c, depth == 0)
	if s.found != nil {
		s.found(c, slices.Clone(s.steps[:depth]), c.cost) // a clone, so that the search can stay on the stack
	}
	if c.cost < s.cost || c.cost == s.cost && c.end > s.stem.end {
		s.cost, s.stem = c.cost, c
	}
}

// weigh returns the cost of a stem, and sets its root when it is a known one.
func (s *search) weigh(c *stem, bare bool) int {
	w := &s.g.weights
	cost := 0
	if bare && c.kind == verbStem {
		cost = w.verbBare
	}
	surface := s.word[:2*c.end]
	length := c.end
	if c.added == restoreHigh || c.added == restoreGlide {
		length++
	}
	if root, ok := s.knownRoot(surface, c); ok {
		c.term, c.known = root, true
		return cost + w.root + w.rootLetter*max(0, 6-c.end)
	}
	cost += w.stem[length]
	if c.kind == verbStem {
		cost += w.verb
	}
	if s.vowels[c.end] == 0 {
		cost += w.noVowel
	}
	last := s.word[2*c.end-2 : 2*c.end]
	switch last {
	case "п", "к", "қ":
		if c.opened && c.added != restoreP && !s.loan[c.end] && s.class[c.end-1]&vowel != 0 {
			cost += w.unvoiced
		}
	case "б", "г", "ғ":
		if !c.opened {
			cost += w.voicedFinal
		}
	case "у", "ю":
		if c.kind == nominalStem && c.end > 2 && (last == "ю" || c.end > 4 || s.class[c.end-1]&vowel == 0) {
			cost += w.verbalNoun
		}
	}
	cost += s.weighShape(c)
	if c.kind == verbStem {
		cost += s.weighVerb(c, last)
	}
	return cost
}

// weighShape adds what speaks against an unknown stem by its syllables.
func (s *search) weighShape(c *stem) int {
	cost := 0
	if c.end == 2 && s.class[2]&vowel != 0 && s.class[1]&vowel == 0 && c.added == restoreNothing {
		cost += s.g.weights.open
	}
	if c.added == restoreNothing && c.end >= 3 && s.class[c.end]&(vowel|glide) == 0 && s.class[c.end-1]&(vowel|glide) == 0 &&
		!s.loan[c.end] && !s.endsRoot(c.end) {
		cost += s.g.weights.cluster
	}
	return cost
}

// endsRoot reports whether the two consonants before position i end native roots: қант, күлк, қайт, дос-т.
func (s *search) endsRoot(i int) bool {
	first, second := s.class[i-1], s.word[2*i-2:2*i]
	switch second {
	case "т", "қ", "к", "п", "с", "ш", "б", "г", "ғ":
		return first&(flap|lateral|nasal) != 0 || second == "т"
	}
	return false
}

// weighVerb adds what speaks against an unknown stem being a verb's.
func (s *search) weighVerb(c *stem, last string) int {
	w := &s.g.weights
	cost := 0
	if s.loan[c.end] {
		cost += w.verbLoan
	}
	if c.added == restoreGlide {
		return cost
	}
	if last == "и" && c.end > 2 { // қи, ки: only stems of one syllable end so
		cost += w.verbFinal
	}
	switch last {
	case "о", "ө", "ұ", "ү", "ә", "ю", "я", "ж", "д", "ғ", "г", "б", "в", "ф", "х", "ц", "ч", "щ":
		if !(c.opened && (last == "б" || last == "г" || last == "ғ")) {
			cost += w.verbFinal
		}
	}
	return cost
}

// knownRoot looks the stem up in the list of roots.
func (s *search) knownRoot(surface string, c *stem) (string, bool) {
	var buf [2*maxLetters + 4]byte
	key := append(buf[:0], surface...)
	switch c.added {
	case restoreGlide:
		key = append(key, "й"...)
	case restoreP:
		key = append(key, "п"...)
	}
	fusion := c.added == restoreHigh || c.added == maybeHigh
	for _, f := range s.g.roots[string(key)] {
		if f.kind != c.kind && c.kind == verbStem || f.kind == verbStem && c.kind == nominalStem {
			continue
		}
		if f.needs == needsVowel && !c.opened || f.needs == needsFusion && !fusion {
			continue
		}
		if c.added == restoreHigh && f.needs != needsFusion {
			continue
		}
		return f.root, true
	}
	return "", false
}
