package suggest

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/analyzers/kazakh"
	"izde/analyzers/script"
)

// eachWord calls visit with the plain form of every word of text: composed,
// look-alikes repaired, in lower case, without apostrophes. Words are runs of
// letters and digits. The bytes are reused between calls.
func eachWord(text string, visit func(word []byte)) {
	eachRawWord(text, func(raw string) {
		if w := plainWord(raw); len(w) > 0 {
			visit(w)
		}
	})
}

// eachRawWord calls visit with every word of text as it is written.
func eachRawWord(text string, visit func(raw string)) {
	start := -1
	for i, r := range text {
		switch {
		case start < 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			start = i
		case start >= 0 && !inside(r):
			visit(text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		visit(text[start:])
	}
}

// inside reports whether a word goes on over r.
func inside(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == '\''
	}
	return r != utf8.RuneError &&
		(unicode.In(r, unicode.L, unicode.N, unicode.M) || script.Apostrophe(r) || script.Invisible(r))
}

func plainWord(raw string) []byte {
	w := script.AppendNormal(nil, []byte(raw))
	w = script.AppendLower(nil, script.Repair(nil, w, script.Either))
	return bytes.ReplaceAll(w, []byte("'"), nil)
}

// keyMark opens a word that is a romanisation key, and keeps it apart from
// plain words.
const keyMark = "\x01"

// keyWord is the key of a plain word, marked; "" where it has none.
func keyWord(word string) string {
	if k := script.Key(word); k != "" {
		return keyMark + k
	}
	return ""
}

// fold is the form by which words are looked up.
func fold(word string) string { return kazakh.Fold(word) }

// typed is a text that is being typed, split into plain words. The last is
// open: it may go on.
type typed struct {
	words []string
	open  bool
}

const (
	maxTypedBytes = 512 // beyond any title that is typed by hand
	maxTypedWords = 24
)

// parseTyped splits what stands in the search box. Behind a blank or a
// punctuation mark the last word is complete.
func parseTyped(text string) typed {
	if len(text) > maxTypedBytes {
		text = text[:maxTypedBytes]
	}
	var t typed
	eachWord(text, func(w []byte) {
		if len(t.words) < maxTypedWords {
			t.words = append(t.words, string(w))
		}
	})
	last, _ := utf8.DecodeLastRuneInString(text)
	t.open = inside(last)
	return t
}

// secondLetters are those that make another letter of the one before them in
// some romanisation, or in Cyrillic: kh, zh, ye, ya, дж.
const secondLetters = "hezaou\u0436"

// keys is t in romanisation keys. There are several where the last letter may
// be half of a pair: z is z, but zh is ж. There are none where a word has no
// key.
func (t typed) keys() []typed {
	first := typed{open: t.open}
	for _, w := range t.words {
		key := keyWord(w)
		if key == "" {
			return nil
		}
		first.words = append(first.words, key)
	}
	out := []typed{first}
	if !t.open {
		return out
	}
	last := len(t.words) - 1
	for _, c := range secondLetters {
		key := keyWord(t.words[last] + string(c))
		known := slices.ContainsFunc(out, func(k typed) bool { return strings.HasPrefix(key, k.words[last]) })
		if !known && len(key) > len(keyMark) {
			out = append(out, typed{append(slices.Clone(first.words[:last]), key), true})
		}
	}
	return out
}
