package analyzertest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"izde/analyzers"
)

// HardRunes are the characters that break analyzers, each with the reason it
// is here in a comment beside it.
func HardRunes() []string {
	return []string{
		"\u0301", // combining acute: stress, composes with Latin
		"\u0306", // combining breve: makes й of и
		"\u0308", // combining diaeresis: makes ё of е
		"\u0327", // combining cedilla: makes ş of s
		"\u0361", // ligature tie of ALA-LC
		"\u0130", // İ shrinks in lower case
		"\u0131", // dotless ı
		"\u1E9E", // ẞ shrinks in lower case
		"\u00DF", // ß becomes two letters
		"\u212A", // Kelvin sign: lower case is one byte, three in upper
		"\u212B", // Angstrom sign: another code of Å
		"\u017F", // long s
		"\uFB01", // fi ligature
		"\u00AD", // soft hyphen
		"\u200B", // zero-width space
		"\u200C", // zero-width non-joiner
		"\u200D", // zero-width joiner
		"\uFEFF", // byte order mark
		"\u0406", // Cyrillic І, looks like Latin I
		"\u0456", // Cyrillic і
		"I", "i", "h", "H",
		"\u04D9",     // ә
		"\u0259",     // Latin ə
		"\u04BB",     // һ
		"\uD7FF",     // last before the surrogates
		"\uE000",     // first after them
		"\uFFFD",     // replacement character as text
		"\U0001F600", // emoji beyond the basic plane
		"\u2764\uFE0F",
		"\u02B9", "'", "\u2019", // soft sign and apostrophes of romanisations
		"-", "\u2011", ".", ",", "@", "^{1}", "/", " ", "\u00A0", "\n",
		"\u3042", "\u1112\u1161\u11AB", "\u0915\u093C", // kana, Hangul letters, Devanagari with nukta
		"0", "1", "000", "2030", "10.1234/",
		"А", "б", "қ", "Ғ", "ы", "й", "ё", "Ш", "т", "тың",
		"A", "b", "c", "s", "ing", "ş", "ñ", "É",
		"\xff", "\xd0", "\xed\xa0\x80", // broken UTF-8, a surrogate half
	}
}

// Text generates texts of hard runes and ordinary words.
func Text() *rapid.Generator[string] {
	words := []string{"мектептеріміздегі", "АҚШ-тың", "COVID-19-дың", "конференциями", "Kazakhstan's", "co-operation", "ХХІ", "Губайдуллина"}
	piece := rapid.OneOf(rapid.SampledFrom(HardRunes()), rapid.SampledFrom(HardRunes()), rapid.SampledFrom(words))
	return rapid.Custom(func(t *rapid.T) string {
		return string(bytes.Join(toBytes(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces")), nil))
	})
}

func toBytes(pieces []string) [][]byte {
	out := make([][]byte, len(pieces))
	for i, p := range pieces {
		out[i] = []byte(p)
	}
	return out
}

// Analyzer is what is checked: an *analyzers.Analyzer, or what wraps one.
type Analyzer interface {
	Name() string
	AppendTokens(dst []analyzers.Token, text []byte, scratch *analyzers.Scratch) []analyzers.Token
}

// Run checks the invariants of a over generated texts.
func Run(t *testing.T, a Analyzer) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		if err := Check(a, Text().Draw(rt, "text")); err != nil {
			rt.Fatal(err)
		}
	})
}

// Check tells which invariant a breaks on text, nil where it keeps all.
func Check(a Analyzer, text string) error {
	var scratch analyzers.Scratch
	given := []byte(text)
	tokens := a.AppendTokens(nil, given, &scratch)
	if string(given) != text {
		return fmt.Errorf("%s changes the text %q", a.Name(), text)
	}
	for i, token := range tokens {
		if err := checkToken(text, token); err != nil {
			return fmt.Errorf("%s of %q, token %d: %w", a.Name(), text, i, err)
		}
		if i > 0 && (token.Start < tokens[i-1].Start || token.Position < tokens[i-1].Position) {
			return fmt.Errorf("%s of %q, token %d: out of order", a.Name(), text, i)
		}
	}
	if again := a.AppendTokens(nil, given, &scratch); !slices.EqualFunc(tokens, again, same) {
		return fmt.Errorf("%s of %q: not the same twice", a.Name(), text)
	}
	if !utf8.ValidString(text) {
		return nil // what is broken has no canonical form
	}
	composed, decomposed := terms(a, norm.NFC.String(text)), terms(a, norm.NFD.String(text))
	if !slices.Equal(composed, decomposed) {
		return fmt.Errorf("%s of %q: NFC %q, NFD %q", a.Name(), text, composed, decomposed)
	}
	return nil
}

func checkToken(text string, token analyzers.Token) error {
	switch {
	case token.Start < 0 || token.End > len(text) || token.Start >= token.End:
		return fmt.Errorf("range %d..%d", token.Start, token.End)
	case !utf8.RuneStart(text[token.Start]) || token.End < len(text) && !boundary(text, token.End):
		return fmt.Errorf("range %d..%d cuts a character", token.Start, token.End)
	case token.Term == "":
		return fmt.Errorf("empty term")
	case token.Position < 1:
		return fmt.Errorf("position %d", token.Position)
	}
	for _, term := range []string{token.Term, token.Second} {
		if !utf8.ValidString(term) {
			return fmt.Errorf("term %q is not UTF-8", term)
		}
		if strings.ContainsRune(term, utf8.RuneError) {
			return fmt.Errorf("term %q holds U+FFFD", term)
		}
	}
	return nil
}

// boundary reports that i does not lie inside a character of text.
func boundary(text string, i int) bool {
	for j := 0; j < i; {
		_, n := utf8.DecodeRuneInString(text[j:])
		if j+n > i {
			return false
		}
		j += n
	}
	return true
}

func same(a, b analyzers.Token) bool {
	return a == b
}

// terms are the terms, second terms and positions of a text, without offsets.
func terms(a Analyzer, text string) []string {
	var scratch analyzers.Scratch
	var out []string
	for _, t := range a.AppendTokens(nil, []byte(text), &scratch) {
		out = append(out, fmt.Sprintf("%s|%s|%d|%v", t.Term, t.Second, t.Position, t.Stop))
	}
	return out
}

// Concurrently checks that many goroutines get the terms that one gets.
func Concurrently(t *testing.T, a Analyzer, texts []string) {
	t.Helper()
	want := make([][]string, len(texts))
	for i, text := range texts {
		want[i] = terms(a, text)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for i, text := range texts {
				if got := terms(a, text); !slices.Equal(got, want[i]) {
					t.Errorf("%s of %q: %q, alone %q", a.Name(), text, got, want[i])
				}
			}
		})
	}
	wait.Wait()
}
