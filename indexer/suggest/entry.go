package suggest

import "fmt"

// Kind is what an entry is.
type Kind uint8

// The kinds of entries.
const (
	Title Kind = iota
	Keyword
	Author
	kinds
)

// String is the name of the kind in the API.
func (k Kind) String() string {
	switch k {
	case Title:
		return "title"
	case Keyword:
		return "keyword"
	case Author:
		return "author"
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// Langs is a set of languages.
type Langs uint8

// languages are those that have a bit, in the order of their bits.
var languages = [...]string{"kk", "ru", "en"}

// LangBit is the set of one language; of one that is none of the archive's,
// the empty set.
func LangBit(lang string) Langs {
	for i, l := range languages {
		if l == lang {
			return 1 << i
		}
	}
	return 0
}

// Pick returns preferred where it is in the set, else the first language
// there is, else "".
func (l Langs) Pick(preferred string) string {
	if l&LangBit(preferred) != 0 {
		return preferred
	}
	for i, lang := range languages {
		if l&(1<<i) != 0 {
			return lang
		}
	}
	return ""
}

// Entry is a text that can be suggested.
type Entry struct {
	Kind  Kind
	Text  string
	Langs Langs
	Ref   uint32 // says to the caller which title, keyword or author it is
	Count uint32 // of documents
}

// Match is an entry that completes what was typed.
type Match struct {
	Kind  Kind
	Langs Langs
	Ref   uint32
	Count uint32
}
