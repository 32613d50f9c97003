package lang

import (
	"math"
	"unicode/utf8"
)

// Identify returns the language of text as "kk", "ru" or "en", and how sure
// that is, from 0 to 1; "ky", "tg", "tr" or "uz" for a text that is evidently in
// that language, which is none of the archive's. It returns "" for a text without
// letters and for one in Latin letters that is evidently not English (a romanised
// title, say).
func Identify(text string) (string, float64) {
	var s score
	s.read(text)
	return s.verdict()
}

// score gathers the evidence of one text.
type score struct {
	cyrillic, latin int     // letters of words of that script
	kazakh          float64 // evidence in nats for Kazakh against Russian
	english         float64 // evidence for English against other Latin text
	cyrWords        int
	latWords        int
	others          votes   // evidence for languages that are not the archive's
	table           *others // of that evidence
}

// sampleRunes is how much of a long text is read: more does not change the
// verdict, and a book would cost its whole length.
const sampleRunes = 4000

func (s *score) read(text string) {
	words := loadWords()
	s.table = loadOthers()
	var w word
	for i, n := 0, 0; i < len(text) && n < sampleRunes; n++ {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !w.add(r) {
			s.count(&w, words)
			w.reset()
		}
		i += size
	}
	s.count(&w, words)
}

func (s *score) count(w *word, t *wordTable) {
	if w.n == 0 {
		return
	}
	s.others.add(s.table.weigh(w.typed()))
	if w.isLatin() {
		s.latin += w.n
		if w.n > 1 || w.latin[0] == 'a' {
			s.latWords++
		}
		s.english += t.weigh(w.latin[:min(w.n, maxWord)], t.english)
		return
	}
	s.cyrillic += w.n
	s.cyrWords++
	folded := w.cyrillic[:min(w.n, maxWord)]
	limit := 4.0
	if w.letters >= 5 {
		limit = 7 // two letters of Kazakh alone are no chance
	}
	s.kazakh += clamp(t.weigh(folded, t.kazakh)+w.letters+t.trigrams.weigh(folded), limit)
}

// clamp keeps one word from deciding alone.
func clamp(v, limit float64) float64 {
	return math.Max(-limit, math.Min(limit, v))
}

func (s *score) verdict() (string, float64) {
	code, nats := s.others.best()
	switch {
	case s.cyrillic == 0 && s.latin == 0:
		return "", 0
	case nats >= evident:
		return code, sureness(nats)
	case s.latin > 3*s.cyrillic || s.latin > s.cyrillic && s.cyrWords < 2:
		return s.latinVerdict()
	case s.kazakh > 0:
		return "kk", sureness(s.kazakh)
	default:
		return "ru", sureness(-s.kazakh)
	}
}

// evident is how many nats tell a language that is not the archive's: two words
// of it, or one with letters of its own.
const evident = 3.5

// latinVerdict says English unless the endings and words are those of a
// romanised text: in this archive a Latin text of any length is either.
func (s *score) latinVerdict() (string, float64) {
	if s.english < -1.5 {
		return "", sureness(-s.english)
	}
	return "en", sureness(s.english + 0.4*float64(s.latWords))
}

// sureness maps evidence in nats to a probability-like figure.
func sureness(nats float64) float64 {
	if nats < 0 {
		nats = 0
	}
	return 1 - 0.5*math.Exp(-nats/2)
}
