package analyzertest

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"izde/analyzers"
)

// faulty breaks one invariant of a right analyzer.
type faulty struct {
	*analyzers.Analyzer
	spoil func(tokens []analyzers.Token, text []byte)
}

func (f faulty) AppendTokens(dst []analyzers.Token, text []byte, scratch *analyzers.Scratch) []analyzers.Token {
	tokens := f.Analyzer.AppendTokens(dst, text, scratch)
	f.spoil(tokens, text)
	return tokens
}

// TestFaultsAreFound: Check must find each fault within the examples that Text
// generates, or it proves nothing.
func TestFaultsAreFound(t *testing.T) {
	right, err := analyzers.For("ru")
	if err != nil {
		t.Fatal(err)
	}
	for fault, spoil := range map[string]func([]analyzers.Token, []byte){
		"the lower case of bytes that shrinks": func(tokens []analyzers.Token, text []byte) {
			for i := range tokens {
				raw := text[tokens[i].Start:tokens[i].End]
				tokens[i].Term = string(bytes.ToLower(raw)[:min(len(bytes.ToLower(raw)), utf8.RuneLen('x')*3)])
			}
		},
		"a term that depends on composition": func(tokens []analyzers.Token, text []byte) {
			for i := range tokens {
				tokens[i].Term = string(text[tokens[i].Start:tokens[i].End])
			}
		},
		"an end beyond the text": func(tokens []analyzers.Token, _ []byte) {
			for i := range tokens {
				tokens[i].End += 3
			}
		},
		"an offset inside a character": func(tokens []analyzers.Token, _ []byte) {
			for i := range tokens {
				tokens[i].Start++
			}
		},
		"tokens out of order": func(tokens []analyzers.Token, _ []byte) {
			if len(tokens) > 1 {
				tokens[0], tokens[1] = tokens[1], tokens[0]
			}
		},
		"an invented replacement character": func(tokens []analyzers.Token, _ []byte) {
			for i := range tokens {
				tokens[i].Term = "\uFFFD"
			}
		},
	} {
		found := false
		for seed := range 200 {
			if Check(faulty{right, spoil}, Text().Example(seed)) != nil {
				found = true
				break
			}
		}
		if !found {
			t.Errorf("%s is not found", fault)
		}
	}
}
