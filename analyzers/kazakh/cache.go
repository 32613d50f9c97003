package kazakh

import (
	"hash/maphash"
	"sync"
	"sync/atomic"
)

// Terms are what the analysis makes of one token.
type Terms struct {
	Word   string // normalised
	Stem   string
	Prefix string // for the second field
	Folded string // the stem without Kazakh letters, for words typed without them
	Stop   bool   // a stop word
}

// cacheSlots bounds the memory of a Stemmer: 65,536 words, of which a text of a million words repeats most.
const cacheSlots = 1 << 16

// ways is how many words with one hash are kept; the newest pushes out the oldest.
const ways = 4

type cached struct {
	token string
	terms Terms
}

// A Stemmer analyses tokens and remembers them: a repeated token costs one look-up and allocates nothing. It is safe
// for concurrent use; its memory is bounded, a new word takes the place of an old one. The zero value is not ready:
// use NewStemmer.
type Stemmer struct {
	seed  maphash.Seed
	slots []atomic.Pointer[cached]
}

// NewStemmer returns a Stemmer with an empty cache.
func NewStemmer() *Stemmer {
	return &Stemmer{seed: maphash.MakeSeed(), slots: make([]atomic.Pointer[cached], cacheSlots)}
}

// shared is the cache behind Analyze.
var shared = sync.OnceValue(NewStemmer)

// Analyze returns the terms of a token as it stands in a text, from a cache that the whole process shares.
func Analyze(token []byte) *Terms { return shared().Terms(token) }

// Terms returns the terms of a token as it stands in a text. The result must not be changed.
func (s *Stemmer) Terms(token []byte) *Terms {
	set := s.slots[maphash.Bytes(s.seed, token)&(cacheSlots/ways-1)*ways:][:ways]
	for i := range set {
		if c := set[i].Load(); c != nil && c.token == string(token) {
			return &c.terms
		}
	}
	c := &cached{token: string(token)}
	word := Normalize(c.token)
	stem := Stem(word)
	c.terms = Terms{Word: word, Stem: stem, Prefix: Prefix(word), Folded: Fold(stem), Stop: IsStopWord(word)}
	for i := ways - 1; i > 0; i-- {
		set[i].Store(set[i-1].Load())
	}
	set[0].Store(c)
	return &c.terms
}

// Stem appends the stem of a token to dst.
func (s *Stemmer) Stem(dst, token []byte) []byte { return append(dst, s.Terms(token).Stem...) }
