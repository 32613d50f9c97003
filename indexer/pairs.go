package indexer

import "izde/analyzers"

// Neighbouring words whose terms are those of stop words are indexed as a pair,
// a term of the field beside theirs ("common grams", as in Bahle, Williams &
// Zobel, SIGIR 2002). A phrase such as "of the" would otherwise have to be
// looked for in nearly every document, since nearly every one has both words.

// pairMark begins the term of a pair and parts its words. No other term has it.
const pairMark = "\x00"

// pair is two neighbouring terms and the hash of their term.
type pair struct {
	first, second string
	hash          uint32
}

// term is the term that the pair is indexed as.
func (p pair) term() string { return pairMark + p.first + pairMark + p.second }

// appendPairs appends the pairs in the tokens of one value of a field, the
// wholes of compounds passed over.
func appendPairs(dst []pair, tokens []analyzers.Token, f *field) []pair {
	var before *analyzers.Token // nil where it makes no pair
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.Kind == analyzers.Compound:
		case !t.StopTerm || f.logical == fieldReference && slight(t.Term):
			before = nil
		default:
			if before != nil {
				dst = append(dst, pair{before.Term, t.Term, before.Hash*0x9e3779b1 ^ t.Hash})
			}
			before = t
		}
	}
	return dst
}

// pairTerms keeps the terms of pairs, so that each is made once.
type pairTerms map[[2]string]string

func (known pairTerms) of(p pair) string {
	key := [2]string{p.first, p.second}
	term, ok := known[key]
	if !ok {
		term = p.term()
		known[key] = term
	}
	return term
}
