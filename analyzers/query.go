package analyzers

import "izde/analyzers/script"

// The kinds of QueryTerm.
const (
	QueryStem    = "stem"         // the word as typed
	QueryLetters = "letters"      // Kazakh letters put back: казак, қазақ
	QueryLatin   = "romanisation" // Kazakh in Latin letters read in Cyrillic
)

// QueryTerm is one reading of a word of a query. The readings of one word are
// alternatives: a document that has any of them has the word.
type QueryTerm struct {
	Term   string  // as Token.Term
	Second string  // as Token.Second, may be empty
	Word   string  // the reading, for showing
	Kind   string  // QueryStem, QueryLetters, QueryLatin
	Weight float64 // of the typed word's, 0..1
	Stop   bool
}

// Weights of readings that were not typed: below the typed word, falling with
// their rank.
const (
	ReadingWeight = 0.8
	readingDecay  = 0.9
)

// QueryTerms returns the readings of one word of a query, the typed one first.
// Only the Kazakh analyzer has others: the spellings of KazakhReadings. Most of
// them are no words at all: a reader that knows the vocabulary of the index
// drops those, and tries the rest only where the typed word is rare, since a
// Russian or English word can be read in Kazakh too.
//
// A reading on another keyboard layout is another query, not another reading
// of a word: see script.Layout.
func (a *Analyzer) QueryTerms(word string) []QueryTerm {
	out := a.AppendReading(nil, word, QueryStem, 1)
	if a.name != "kk" || len(out) == 0 {
		return out
	}
	kind := QueryLetters
	if script.Of([]byte(word)) == script.Latin {
		kind = QueryLatin
	}
	weight := ReadingWeight
	for _, r := range KazakhReadings(word) {
		out = a.AppendReading(out, r, kind, weight)
		weight *= readingDecay
	}
	return out
}

// AppendReading appends the first token of word as a reading, unless its terms
// are in dst already.
func (a *Analyzer) AppendReading(dst []QueryTerm, word, kind string, weight float64) []QueryTerm {
	var scratch Scratch
	tokens := a.AppendTokens(nil, []byte(word), &scratch)
	if len(tokens) == 0 {
		return dst
	}
	q := QueryTerm{
		Term: tokens[0].Term, Second: tokens[0].Second,
		Word: word, Kind: kind, Weight: weight, Stop: tokens[0].Stop,
	}
	for _, have := range dst {
		if have.Term == q.Term && have.Second == q.Second {
			return dst
		}
	}
	return append(dst, q)
}
