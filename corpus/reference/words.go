package reference

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsTSV string

//go:embed languages.tsv
var languagesTSV string

// class is what a telling word tells.
type class string

const (
	isContainer    class = "container"
	isNewspaper    class = "newspaper"
	isPublisher    class = "publisher"
	isBody         class = "body"
	isLaw          class = "law"
	isThesis       class = "thesis"
	isConference   class = "conference"
	isStandard     class = "standard"
	isPatent       class = "patent"
	isArchive      class = "archive"
	isDocument     class = "document"
	isGenre        class = "genre"
	isTreaty       class = "treaty"
	isState        class = "state"
	isDataset      class = "dataset"
	isCollection   class = "collection"
	isRole         class = "role"
	isPlace        class = "place"
	isMonth        class = "month"
	isAbbreviation class = "abbreviation"
)

// telling holds words.tsv: whole words, and beginnings of words, by class.
type telling struct {
	whole   map[string][]class
	start   map[string][]class // by beginnings
	lengths []int              // of the beginnings, in bytes
}

var tellingWords = sync.OnceValue(func() telling {
	t := telling{whole: map[string][]class{}, start: map[string][]class{}}
	for row := range rows(wordsTSV) {
		word, isStart := strings.CutSuffix(row[1], "*")
		word = plain(word)
		if isStart {
			t.start[word] = append(t.start[word], class(row[0]))
			if !slices.Contains(t.lengths, len(word)) {
				t.lengths = append(t.lengths, len(word))
			}
		} else {
			t.whole[word] = append(t.whole[word], class(row[0]))
		}
	}
	return t
})

// rows yields the rows of a table, comments and blank lines left out.
func rows(tsv string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(tsv) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}

// tells says whether one word is of a class.
func tells(word string, c class) bool {
	t := tellingWords()
	w := plain(strings.ToLower(word))
	if slices.Contains(t.whole[w], c) {
		return true
	}
	for _, n := range t.lengths {
		if n <= len(w) && slices.Contains(t.start[w[:n]], c) {
			return true
		}
	}
	return false
}

// anyTells says whether a word of s, or two neighbours joined by a hyphen, is of
// a class.
func anyTells(s string, c class) bool {
	last := ""
	for _, w := range words(s) {
		if tells(w, c) || last != "" && tells(last+"-"+w, c) {
			return true
		}
		last = w
	}
	return false
}

// words parts s into words; hyphens and apostrophes stay inside.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) })
}

// plain folds look-alike letters, so that the table needs each word once: a
// word with any Cyrillic letter is made Cyrillic, any other is left.
func plain(w string) string {
	cyrillic := false
	for _, r := range w {
		if r >= 0x400 && r < 0x530 {
			cyrillic = true
			break
		}
	}
	if !cyrillic {
		return w
	}
	return lookAlikes().Replace(w)
}

var lookAlikes = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("a", "а", "c", "с", "e", "е", "o", "о", "p", "р", "x", "х", "y", "у", "i", "і", "k", "к", "m", "м", "h", "һ")
})
