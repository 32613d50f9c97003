package spell

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"

	"izde/analyzers"
	"izde/analyzers/script"
)

// romanised finds words in Cyrillic letters by what they are romanised to, in
// whatever scheme: romanisation cannot be undone, but words that are known can
// be compared by their keys (script.Key).
type romanised struct {
	words *lexicon
	make  sync.Once
	keys  []keyed // by hash
}

// keyed is a word and the hash of its key without endings.
type keyed struct{ hash, word uint32 }

// prepare makes the list of keys; who searches first waits for it otherwise.
func (r *romanised) prepare() {
	r.make.Do(func() {
		var key []byte
		r.keys = make([]keyed, 0, len(r.words.ends))
		for i := range r.words.ends {
			word := r.words.word(i)
			if script.Of(word) != script.Cyrillic {
				continue
			}
			key = script.AppendKeyStem(key[:0], word)
			r.keys = append(r.keys, keyed{analyzers.Hash(key), uint32(i)})
		}
		slices.SortFunc(r.keys, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.word, b.word)) })
	})
}

// find returns the words whose keys without endings are that of a word in Latin
// letters, those with the same whole key first, then by their counts.
func (r *romanised) find(latin string) []Candidate {
	r.prepare()
	stem, whole := script.KeyStem(latin), script.Key(latin)
	hash := analyzers.Hash(stem)
	var out []Candidate
	for i := sort.Search(len(r.keys), func(i int) bool { return r.keys[i].hash >= hash }); i < len(r.keys) && r.keys[i].hash == hash; i++ {
		n := int(r.keys[i].word)
		word := string(r.words.word(n))
		switch {
		case script.KeyStem(word) != stem:
		case script.Key(word) == whole:
			out = append(out, Candidate{Word: word, Count: r.words.counts[n]})
		default:
			out = append(out, Candidate{Word: word, Count: r.words.counts[n], Distance: 1})
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(b.Count, a.Count), strings.Compare(a.Word, b.Word))
	})
	return out
}

// Prepare makes what Romanised needs of a language, which takes a moment in a
// large archive.
func (s *Speller) Prepare(lang string) {
	if l := s.language(lang); l != nil {
		l.romanised.prepare()
	}
}

// language returns the words of a language, nil where there are none.
func (s *Speller) language(name string) *language {
	i := slices.IndexFunc(s.languages, func(l *language) bool { return l.name == name })
	if i < 0 {
		return nil
	}
	return s.languages[i]
}

// Romanised returns the words of a language in Cyrillic letters that a word in
// Latin letters may stand for in any scheme of romanisation, likeliest first:
// Distance is 0 where the whole word agrees and 1 where its endings do not.
func (s *Speller) Romanised(lang, word string) []Candidate {
	l := s.language(lang)
	if l == nil || script.Of([]byte(word)) != script.Latin {
		return nil
	}
	found := l.romanised.find(plain(word))
	for i := range found {
		found[i].Lang = lang
	}
	return found
}
