package spell

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"izde/analyzers/kazakh"
	"izde/analyzers/russian"
	"izde/analyzers/script"
)

// Names stands for a language where the words of names of people are counted.
// Those who bear a name have read it, so that it is believed though it is
// printed once; it has no forms and is no part of a longer word.
const Names = "names"

const (
	// offered is the count from which on a word is believed: a misprint is
	// seldom printed twice.
	offered = 2

	// maxTyped is the length in letters beyond which a word is not corrected:
	// no one types it by hand, and the table grows with it.
	maxTyped = 40

	// minStem is how many letters a stem must have, and minLoose one of a
	// language whose stemmer is not strict. Of two words that were
	// typed as one either must have minPart, and both minParts: anyone is a
	// word, though any and one are too.
	minStem, minLoose, minPart, minParts = 3, 5, 3, 9

	// slipWeight is what an ordinary slip costs in logarithms of counts: a word
	// that is e⁴, some fifty times, as frequent is as likely one slip away.
	slipWeight = 4.0

	// formWeight is what it costs that a form itself was not seen, only its
	// stem, and partsWeight that the words were.
	formWeight, partsWeight = 2.0, 2.0
)

// Candidate is what a word may stand for.
type Candidate struct {
	Word     string  // in lower case; two words where a blank was missed
	Lang     string  // BCP 47, or Names
	Count    uint32  // in the archive; of a form that was not seen, that of its stem
	Distance float64 // 1 is one ordinary slip
	score    float64
}

// Speller knows the words of an archive. It is safe for concurrent use.
type Speller struct {
	languages []*language
}

// language holds the words of one language that are offered, the stems of them
// as they are written, and what follows those.
type language struct {
	name                  string
	words, stems, endings lexicon
	romanised             romanised // the words by their romanisation
}

// stemmerOf returns the stemmer of a language whose words have many forms, and
// whether it knows which endings a stem may have. One that does not takes any
// letters for an ending.
func stemmerOf(lang string) (stem func(string) string, strict bool) {
	switch lang {
	case "kk":
		return kazakh.Stem, true
	case "ru":
		return russian.Stem, false
	}
	return nil, false
}

// writtenStem is the beginning of word that its stem stands for: кітаб of
// кітабым, whose stem is кітап. It is empty where the stem is not the
// beginning of the word, or all of it too short to tell.
func writtenStem(word, stem string) string {
	letters := utf8.RuneCountInString(stem)
	if letters < minStem {
		return ""
	}
	end, n := len(word), 0
	for i := range word {
		if n == letters {
			end = i
			break
		}
		n++
	}
	_, last := utf8.DecodeLastRuneInString(stem)
	if head := len(stem) - last; end < head || word[:head] != stem[:head] {
		return ""
	}
	return word[:end]
}

// Known reports whether word is in the archive often enough to be believed,
// in any language.
func (s *Speller) Known(word string) bool {
	word = plain(word)
	return slices.ContainsFunc(s.languages, func(l *language) bool { return l.words.count(word) > 0 })
}

// plain is the form in which words are counted.
func plain(word string) string {
	b := script.Repair(nil, script.AppendNormal(nil, []byte(word)), script.Either)
	return string(script.AppendLower(nil, b))
}

// Candidates returns up to n words that word may stand for, likeliest first.
// The word itself is not among them.
func (s *Speller) Candidates(word string, n int) []Candidate {
	return s.candidates(word, n, false)
}

// Named is Candidates among the names of people alone.
func (s *Speller) Named(word string, n int) []Candidate {
	return s.candidates(word, n, true)
}

func (s *Speller) candidates(word string, n int, named bool) []Candidate {
	word = plain(word)
	typed := []rune(word)
	limit := budget(len(typed))
	if limit == 0 || len(typed) > maxTyped {
		return nil
	}
	var all []Candidate
	for _, l := range s.languages {
		switch {
		case l.name == Names:
			all = l.printed(all, typed, limit)
		case !named:
			all = l.printed(all, typed, limit)
			all = l.forms(all, word, typed, limit)
			all = l.parts(all, word)
		}
	}
	return likeliest(all, word, n)
}

// likeliest returns the first n candidates of a word by their counts and
// distances, each once.
func likeliest(all []Candidate, word string, n int) []Candidate {
	for i := range all {
		all[i].score += math.Log(float64(all[i].Count)) - slipWeight*all[i].Distance
	}
	slices.SortFunc(all, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.Word, b.Word), cmp.Compare(a.Lang, b.Lang))
	})
	var out []Candidate
	for _, c := range all {
		if len(out) < n && c.Word != word && !slices.ContainsFunc(out, func(have Candidate) bool { return have.Word == c.Word }) {
			out = append(out, c)
		}
	}
	return out
}

// printed appends the words of the archive that are near.
func (l *language) printed(dst []Candidate, typed []rune, limit cost) []Candidate {
	l.words.near(typed, limit, func(i int, row []cost) {
		if d := row[len(typed)]; d <= limit {
			dst = append(dst, Candidate{Word: string(l.words.word(i)), Lang: l.name, Count: l.words.counts[i], Distance: float64(d) / float64(one)})
		}
	})
	return dst
}

// forms appends the forms of stems of the archive that are near a beginning of
// the word, with the rest of it for their ending.
func (l *language) forms(dst []Candidate, word string, typed []rune, limit cost) []Candidate {
	stem, strict := stemmerOf(l.name)
	if stem == nil {
		return dst
	}
	l.stems.near(typed, limit, func(i int, row []cost) {
		for n := minStem; n < len(typed); n++ {
			d := row[n]
			if d == 0 || d > limit || d > budget(n) {
				continue
			}
			head, ending := string(l.stems.word(i)), string(typed[n:])
			form := head + ending
			if !strict && (n < minLoose || l.endings.count(ending) == 0) {
				continue
			}
			if form == word || writtenStem(form, stem(form)) != head {
				continue
			}
			dst = append(dst, Candidate{Word: form, Lang: l.name, Count: l.stems.counts[i], Distance: float64(d) / float64(one), score: -formWeight})
		}
	})
	return dst
}

// parts appends the two words that were typed without a blank.
func (l *language) parts(dst []Candidate, word string) []Candidate {
	if utf8.RuneCountInString(word) < minParts {
		return dst
	}
	for i := range word {
		a, b := word[:i], word[i:]
		if utf8.RuneCountInString(a) < minPart || utf8.RuneCountInString(b) < minPart {
			continue
		}
		if n := min(l.words.count(a), l.words.count(b)); n > 0 {
			dst = append(dst, Candidate{Word: a + " " + b, Lang: l.name, Count: n, Distance: 1, score: -partsWeight})
		}
	}
	return dst
}
