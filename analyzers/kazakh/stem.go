package kazakh

import "strings"

// Stem returns the stem of a normalised word: the term under which all forms of the word are found. It is
// deterministic, never empty for a word that is not empty, and valid UTF-8 when the word is.
//
// A stem is not a dictionary form: a final ы or і of a root that is not known goes (оқы-, оқу and оқиды meet
// in one term whether or not the verb is known), and a final voiced stop is unvoiced.
func Stem(word string) string {
	return kazakhGrammar().stem(word)
}

func (g *grammar) stem(word string) string {
	if stem, ok := g.irregular[word]; ok {
		return stem
	}
	if i := strings.LastIndexAny(word, "-'"); i > 0 && i < len(word)-1 {
		return g.stemJoined(word, i)
	}
	if stem, ok := g.cutFigures(word); ok {
		return stem
	}
	s := search{g: g, word: word}
	n, ok := encode(&s.codes, word)
	if !ok || n < 3 {
		return word
	}
	s.n = n
	s.run()
	return s.term()
}

// term is the index term of the winner.
func (s *search) term() string { return s.g.canonical(s.word, s.stem) }

// canonical returns the term of a stem. Roots that are not known are brought to one spelling: й and п that a suffix
// swallowed come back, the final high vowel goes, a final voiced stop is unvoiced, a double consonant is single.
func (g *grammar) canonical(word string, c stem) string {
	if c.known {
		return c.term
	}
	t := word[:2*c.end]
	switch c.added {
	case restoreGlide:
		return t + "й"
	case restoreP:
		return t + "п"
	}
	t, _ = strings.CutSuffix(t, "ь")
	if short, ok := cutHigh(t); ok && hasVowel(short) {
		t = short
	}
	if !g.keepsVoice(t) {
		t, _ = unvoice(t)
	}
	t, _ = singleFinal(t)
	return t
}

// keepsVoice reports whether t ends as borrowed words do whose final voiced stop is their own.
func (g *grammar) keepsVoice(t string) bool {
	return len(t) > 6 && g.voiced["-"+t[len(t)-6:]] || g.voiced[t]
}

func hasVowel(t string) bool {
	for i := 0; i+1 < len(t); i += 2 {
		if sounds[code(t[i], t[i+1])].vowel {
			return true
		}
	}
	return false
}

// stemJoined stems a word with a hyphen or an apostrophe at i. What stands after it is a chain of suffixes (АҚШ-тың,
// COVID-19-дың, 2030-ға), a particle (сол-ақ), or the inflected half of a pair (қуғын-сүргінге).
func (g *grammar) stemJoined(word string, i int) string {
	left, right := word[:i], word[i+1:]
	if g.clitics[right] {
		return g.stem(left)
	}
	if g.isChain(right) {
		return left
	}
	if word[i] == '\'' {
		return word
	}
	return left + "-" + g.stem(right)
}

// Parts returns the stems of the halves of a hyphened pair (қуғын-сүргінге: қуғын, сүргін), so that each can be found
// alone. It returns nil for a word that is no pair: one without a hyphen, or with only suffixes or a particle after it.
func Parts(word string) []string {
	g := kazakhGrammar()
	i := strings.LastIndexByte(word, '-')
	if i <= 0 || i == len(word)-1 || g.clitics[word[i+1:]] || g.isChain(word[i+1:]) {
		return nil
	}
	var parts []string
	for part := range strings.SplitSeq(word, "-") {
		if part != "" {
			parts = append(parts, g.stem(part))
		}
	}
	return parts
}

// cutFigures takes a chain of suffixes off figures: 2030ға.
func (g *grammar) cutFigures(word string) (string, bool) {
	i := 0
	for i < len(word) && word[i] >= '0' && word[i] <= '9' {
		i++
	}
	if i == 0 || i == len(word) {
		return "", false
	}
	if g.clitics[word[i:]] || g.isChain(word[i:]) {
		return word[:i], true
	}
	return "", false
}

// isChain reports whether word is nothing but suffixes that a nominal stem may carry.
func (g *grammar) isChain(word string) bool {
	var codes [maxLetters]uint8
	n, ok := encode(&codes, word)
	return ok && g.chain(codes[:n], wordEnd, 0)
}

func (g *grammar) chain(codes []uint8, right slotID, depth int) bool {
	follows := g.slots[right].follows
	if len(codes) == 0 {
		return depth > 0 && follows&(1<<nominalStem) != 0
	}
	state := uint16(0)
	for i := len(codes) - 1; i >= 0 && depth < maxSteps; i-- {
		state = g.trie[state].next[codes[i]]
		if state == 0 {
			return false
		}
		for _, index := range g.trie[state].ends {
			if a := &g.allomorphs[index]; follows&(1<<a.slot) != 0 && a.restores == restoreNothing && g.chain(codes[:i], a.slot, depth+1) {
				return true
			}
		}
	}
	return false
}
