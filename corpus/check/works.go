package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"izde/corpus"
	"izde/corpus/reference"
)

// works remembers the articles of an archive by each of their titles.
type works map[string][]work

// work is what tells apart articles of one title.
type work struct {
	place
	author        string // surname of the first, folded; empty without
	year          int
	volume, issue string
}

// minTitle is the length in letters of a title that tells of its article: many
// are called Foreword.
const minTitle = 12

// add remembers an article, and finds one that was there before it.
func (w works) add(a *corpus.Article, at place) (first place, found bool) {
	this := work{place: at, year: a.Year, volume: a.Volume, issue: a.Issue}
	if len(a.Authors) > 0 {
		this.author = reference.Fold(longestWord(firstName(a.Authors[0])), a.Lang == corpus.Kazakh)
	}
	for _, code := range corpus.Languages() {
		key := letters(a.Title[code])
		if utf8.RuneCountInString(key) < minTitle {
			continue
		}
		for _, other := range w[key] {
			if !found && this.same(other) {
				first, found = other.place, true
			}
		}
		w[key] = append(w[key], this)
	}
	return first, found
}

// same says whether two articles of one title are one. Their years must not
// contradict. Without authors, as "Rules for authors" has none, it is one only in
// one issue.
func (w work) same(other work) bool {
	if w.year != 0 && other.year != 0 && w.year != other.year {
		return false
	}
	if w.author == "" && other.author == "" {
		return w.year == other.year && w.volume == other.volume && w.issue == other.issue
	}
	return w.author == other.author || w.author == "" || other.author == ""
}

// letters leaves of a title its letters and digits, small: two copies differ in
// hyphens, spaces, marks and capitals.
func letters(title string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, strings.ToLower(norm.NFKC.String(title)))
}

func longestWord(s string) (longest string) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '\u2019' }) {
		if utf8.RuneCountInString(w) > utf8.RuneCountInString(longest) {
			longest = w
		}
	}
	return longest
}
