package script

import (
	"cmp"
	"slices"
	"strconv"
	"sync"
)

type keyEnding struct {
	text string
	left int // letters that must be left
}

// keyEndings are the endings of data/endings.tsv by their last letter, longest
// first.
var keyEndings = sync.OnceValue(func() *['z' + 1][]keyEnding {
	var t ['z' + 1][]keyEnding
	eachRow("data/endings.tsv", func(row []string) {
		left, err := strconv.Atoi(row[1])
		if err != nil {
			panic(err)
		}
		last := row[0][len(row[0])-1]
		t[last] = append(t[last], keyEnding{row[0], left})
	})
	for _, list := range t {
		slices.SortStableFunc(list, func(a, b keyEnding) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
	return &t
})

// KeyStem is the romanisation key of a word without its endings.
func KeyStem(word string) string { return string(AppendKeyStem(nil, []byte(word))) }

// AppendKeyStem appends the romanisation key of a word without the endings of
// number, case and agreement, so that a title meets its romanisation in
// another case. It is for titles: names keep their endings (AppendKey).
func AppendKeyStem(dst, word []byte) []byte {
	start := len(dst)
	dst = AppendKey(dst, word)
	return dst[:start+KeyStemLength(dst[start:])]
}

// KeyStemLength is the length of a key, as AppendKey gives it, without the
// endings that AppendKeyStem trims. It trims until no ending is left, so that
// forms of one word end alike whatever is taken for an ending.
func KeyStemLength(key []byte) int {
	n := len(key)
	for {
		e := endingLength(key[:n])
		if e == 0 {
			return n
		}
		n -= e
	}
}

// endingLength is the length of the longest ending of key that may go.
func endingLength(key []byte) int {
	n := len(key)
	if n == 0 || key[n-1] > 'z' {
		return 0
	}
	for _, e := range keyEndings()[key[n-1]] {
		if n-len(e.text) >= e.left && string(key[n-len(e.text):]) == e.text {
			return len(e.text)
		}
	}
	return 0
}

// Data is the text of the package's tables, for fingerprints.
func Data() string {
	var all []byte
	for _, name := range []string{"data/romanisation.tsv", "data/endings.tsv", "data/layouts.tsv"} {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err) // embedded: a fault of the build
		}
		all = append(all, text...)
	}
	return string(all)
}
