package analyzers

// Kind is what the tokenizer took a token for.
type Kind uint8

// The kinds of tokens. Only a Word is stemmed.
const (
	Word     Kind = iota // letters, perhaps with digits: қазақ, H2O, 1990s
	Number               // digits with their separators: 2030, 1 000, 3.14, 11.25.09
	Suffixed             // an abbreviation or number with a suffix: АҚШ-тың, 2030-ға
	Compound             // a hyphenated compound as one word, beside its parts
	Address              // a DOI or an e-mail address
)

var kindNames = [...]string{"word", "number", "suffixed", "compound", "address"}

func (k Kind) String() string { return kindNames[k] }

// Token is one word of a text.
type Token struct {
	Term   string // what the word is indexed as, never empty
	Second string // term of the complementary field, empty where the analyzer has none
	Start  int    // byte offset in the text
	End    int    // byte offset past the token
	// Position counts words from 1. The parts of a compound have positions
	// of their own; the whole stands at the position of its first part.
	Position int
	Kind     Kind
	// Hash and SecondHash are those of Term and Second, made once a word.
	Hash, SecondHash uint32
	Stop             bool // carries no subject of its own: matches in phrases, does not count in ranking
	// StopTerm says that Term is that of some stop word, if perhaps not of this
	// word: it depends on the term alone, and such terms are common.
	StopTerm bool
}

// Hash is the FNV-1a hash of a term, of 32 bits.
func Hash[T string | []byte](term T) uint32 {
	h := uint32(2166136261)
	for i := range len(term) {
		h = (h ^ uint32(term[i])) * 16777619
	}
	return h
}
