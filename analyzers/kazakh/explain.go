package kazakh

import (
	"fmt"
	"slices"
	"strings"
)

// Explanation is the way of a word through the analysis.
type Explanation struct {
	Token      string      `json:"token"`
	Word       string      `json:"word"` // normalised
	Stem       string      `json:"stem"`
	Prefix     string      `json:"prefix"`
	Folded     string      `json:"folded"`
	Stop       bool        `json:"stop"`
	Rule       string      `json:"rule"`                 // what decided: irregular, joined, figures, short, foreign, segmentation
	Candidates []Candidate `json:"candidates,omitempty"` // cheapest first; the first won
}

// Candidate is one segmentation of a word.
type Candidate struct {
	Stem     string   `json:"stem"` // as written in the word
	Term     string   `json:"term"` // what it would be indexed as
	Kind     string   `json:"kind"` // N or V
	Known    bool     `json:"known"`
	StemCost int      `json:"stem_cost"` // tenths of a nat
	Cost     int      `json:"cost"`      // with the suffixes
	Suffixes []Suffix `json:"suffixes,omitempty"`
}

// Suffix is a suffix of a segmentation.
type Suffix struct {
	Form   string `json:"form"`
	Slot   string `json:"slot"`
	Cost   int    `json:"cost"`
	Reason string `json:"reason"`
}

// maxCandidates is how many segmentations an Explanation shows.
const maxCandidates = 12

// Explain returns the way of a token: its normal form, every segmentation that the grammar allows with what it costs,
// and why the first of them won.
func Explain(token string) Explanation {
	word := Normalize(token)
	e := Explanation{Token: token, Word: word, Stem: Stem(word), Prefix: Prefix(word), Stop: IsStopWord(word)}
	e.Folded = Fold(e.Stem)
	g := kazakhGrammar()
	s := search{g: g, word: word}
	n, ok := encode(&s.codes, word)
	_, irregular := g.irregular[word]
	_, figures := g.cutFigures(word)
	switch {
	case irregular:
		e.Rule = "irregular"
	case strings.ContainsAny(word, "-'"):
		e.Rule = "joined"
	case figures:
		e.Rule = "figures"
	case !ok:
		e.Rule = "foreign"
	case n < 3:
		e.Rule = "short"
	default:
		e.Rule = "segmentation"
		s.n = n
		e.Candidates = s.candidates()
	}
	return e
}

// candidates collects every segmentation, cheapest first.
func (s *search) candidates() []Candidate {
	var all []Candidate
	s.found = func(c stem, steps []step, cost int) {
		candidate := Candidate{
			Stem: s.word[:2*c.end], Term: s.g.canonical(s.word, c), Kind: s.g.slots[c.kind].name, Known: c.known, Cost: cost, StemCost: cost,
		}
		for i := len(steps) - 1; i >= 0; i-- {
			a := s.g.allomorphs[steps[i].allomorph]
			charged := s.charge(&a, steps[i].at)
			candidate.StemCost -= charged
			candidate.Suffixes = append(candidate.Suffixes, Suffix{a.form, s.g.slots[a.slot].name, charged, s.g.suffixes[a.suffix].reason})
		}
		all = append(all, candidate)
	}
	s.run()
	slices.SortStableFunc(all, func(a, b Candidate) int {
		if a.Cost != b.Cost {
			return a.Cost - b.Cost
		}
		return len(b.Stem) - len(a.Stem)
	})
	return all[:min(len(all), maxCandidates)]
}

// String shows the explanation as lines for a person.
func (e Explanation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: word %s, stem %s, prefix %s, folded %s", e.Token, e.Word, e.Stem, e.Prefix, e.Folded)
	if e.Stop {
		b.WriteString(", a stop word")
	}
	fmt.Fprintf(&b, " (%s)\n", e.Rule)
	for i, c := range e.Candidates {
		mark := " "
		if i == 0 {
			mark = "*"
		}
		known := ""
		if c.Known {
			known = " known"
		}
		fmt.Fprintf(&b, "%s %4d  %s %s%s[%d] → %s", mark, c.Cost, c.Stem, c.Kind, known, c.StemCost, c.Term)
		for _, s := range c.Suffixes {
			fmt.Fprintf(&b, " + %s %s[%d]", s.Form, s.Slot, s.Cost)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
