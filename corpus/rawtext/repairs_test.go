package rawtext

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"izde/corpus"
	"izde/corpus/clean"
)

// damages are what typesetting and extraction do to a text, each on every so
// manieth word.
var damages = []struct {
	name  string
	every int
	do    func(word string) string
}{
	{"none", 1, func(w string) string { return w }},
	{"soft hyphens", 3, func(w string) string { return within(w, "\u00ad") }},
	{"zero width", 5, func(w string) string { return within(w, "\u200b") }},
	{"ligatures", 1, strings.NewReplacer("ffi", "\ufb03", "fi", "\ufb01", "fl", "\ufb02", "ff", "\ufb00").Replace},
	{"decomposed", 2, norm.NFD.String},
	{"look-alikes", 4, strings.NewReplacer("а", "a", "е", "e", "о", "o", "с", "c", "і", "i", "ә", "\u0259").Replace},
	{"broken", 6, func(w string) string { return within(w, "-\n  ") }},
	{"split", 7, func(w string) string { return within(w, " ") }},
	{"bold", 9, func(w string) string { return "**" + w + "**" }},
	{"addresses", 1, func(w string) string {
		if i := strings.LastIndexByte(w, '/'); i > 0 && strings.Contains(w, "://") {
			return w[:i+1] + "\n" + w[i+1:]
		}
		return w
	}},
	{"doubled", 11, func(w string) string {
		if within(w, "") == w && len(w) > 12 {
			return w + "-\n" + w
		}
		return w
	}},
	{"page breaks", 50, func(w string) string { return w + "\n\n17\n\f" }},
}

// within puts a text into the middle of a word of letters.
func within(word, text string) string {
	r := []rune(word)
	if len(r) < 6 || strings.Contains(word, "://") || strings.IndexFunc(word, func(c rune) bool { return !unicode.IsLetter(c) }) >= 0 {
		return word
	}
	return string(r[:len(r)/2]) + text + string(r[len(r)/2:])
}

func damaged(text string, every int, do func(string) string) string {
	n := 0
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		words := strings.Split(l, " ")
		for k, w := range words {
			if n++; n%every == 0 {
				words[k] = do(w)
			}
		}
		lines[i] = strings.Join(words, " ")
	}
	return strings.Join(lines, "\n")
}

// TestRepairsStandWhereTheySay damages every layout in every way: what a repair
// says was there before stands in the source at its line and column.
func TestRepairsStandWhereTheySay(t *testing.T) {
	files, err := filepath.Glob("testdata/layouts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no layouts", err)
	}
	if testing.Short() {
		files = files[:5]
	}
	codes := map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range damages {
			text := damaged(strings.ReplaceAll(string(data), "\r\n", "\n"), d.every, d.do)
			res := Split("issue.txt", text, Options{Repairs: true})
			lines := strings.Split(text, "\n")
			for _, a := range res.Articles {
				for _, w := range a.Warnings {
					for _, r := range w.Repairs {
						codes[w.Code]++
						if err := standsThere(lines, r); err != nil {
							t.Errorf("%s, %s: %s: %v", filepath.Base(file), d.name, w.Code, err)
						}
					}
				}
			}
		}
	}
	for _, code := range []string{clean.CodeHyphen, clean.CodeSplitWord, clean.CodeLookAlike, clean.CodeInvisible, clean.CodeLigature, clean.CodeComposed, clean.CodeMark, clean.CodeURL, clean.CodeHyphenKept} {
		if codes[code] == 0 {
			t.Errorf("no repair of the kind %s was seen", code)
		}
	}
	t.Log(codes)
}

// standsThere is an error if the text before the repair does not stand at its
// place.
func standsThere(lines []string, r corpus.Repair) error {
	if r.Line < 1 || r.Line > len(lines) || r.Column < 1 || r.Before == "" {
		return fmt.Errorf("no place: %+v", r)
	}
	parts := strings.Split(r.Before, "\n")
	rest := []rune(lines[r.Line-1])
	if r.Column > len(rest) || !strings.HasPrefix(string(rest[r.Column-1:]), parts[0]) {
		return fmt.Errorf("%+v does not stand in %q", r, lines[r.Line-1])
	}
	at := r.Line
	for _, part := range parts[1:] {
		for at < len(lines) && !strings.HasPrefix(strings.TrimLeftFunc(lines[at], func(c rune) bool { return unicode.IsSpace(c) || !unicode.IsPrint(c) || c == '*' }), part) {
			at++
		}
		if at++; at > len(lines) {
			return fmt.Errorf("%q of %+v begins no line after %d", part, r, r.Line)
		}
	}
	return nil
}
