package indexer

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"izde/analyzers/script"
)

// personKey folds a printed name to a key that does not depend on script,
// romanisation, or on whether initials come first or last: the romanisation
// keys of the words, sorted, then those of the initials in their order.
// "Губайдуллина М.Ш.", "M.Sh. Gubaidullina" and "Gubaydullina, M. Sh." share
// one.
func personKey(name string) string {
	var words, initials []string
	for _, part := range nameParts(name) {
		key := script.Key(strings.TrimSuffix(part, "."))
		switch {
		case key == "":
		case isInitial(part):
			initials = append(initials, key)
		default:
			words = append(words, key)
		}
	}
	if len(words) == 0 {
		return strings.Join(initials, "")
	}
	slices.Sort(words)
	return strings.Join(words, " ") + "|" + strings.Join(initials, " ")
}

// nameParts splits a name at blanks and commas and after dots, which stay.
func nameParts(name string) []string {
	var parts []string
	for _, f := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' }) {
		for _, p := range strings.SplitAfter(f, ".") {
			if p != "" && p != "." {
				parts = append(parts, p)
			}
		}
	}
	return parts
}

// isInitial reports whether a part of a name is an initial: a single letter,
// or up to three with a dot (romanised Ж., Ш., Щ. take more than one).
func isInitial(part string) bool {
	letters, dotted := strings.CutSuffix(part, ".")
	n := utf8.RuneCountInString(letters)
	return n == 1 || dotted && n <= 3
}

//go:embed data/surnames.tsv
var surnameList string

// minBeforeEnding is how many letters of a key must stand before an ending of
// data/surnames.tsv: Lev and Eva are given names.
const minBeforeEnding = 2

// Kinds of words in data/surnames.tsv.
const (
	nameSurname    = "surname"
	namePatronymic = "patronymic"
	nameGiven      = "given"
)

// nameKinds is data/surnames.tsv: endings, and whole given names, by key.
var nameKinds = sync.OnceValue(func() map[string]string {
	kinds := map[string]string{}
	number := 0
	for line := range strings.Lines(surnameList) {
		number++
		if line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != 3 { // the table is part of the program: a fault of the build
			panic(fmt.Errorf("reading data/surnames.tsv line %d: %q", number, line))
		}
		if row[0] == nameGiven {
			row[1] += "$" // the whole word
		}
		kinds[row[1]] = row[0]
	}
	return kinds
})

// nameKind says what the form of a word of a name tells; "" is nothing.
func nameKind(word string) string {
	key, kinds := script.Key(word), nameKinds()
	if kind := kinds[key+"$"]; kind != "" {
		return kind
	}
	if kinds[key] == namePatronymic { // written apart: Мамед оглы
		return namePatronymic
	}
	for i := minBeforeEnding; i < len(key); i++ {
		if kind := kinds[key[i:]]; kind != "" {
			return kind
		}
	}
	return ""
}

// surnameFirst returns a printed name as people are sorted: the surname, then
// the rest in printed order.
func surnameFirst(name string) string {
	parts := nameParts(name)
	from, to := surnameOf(name, parts)
	return strings.Join(slices.Concat(parts[from:to], parts[:from], parts[to:]), " ")
}

// surnameOf finds the surname among the parts of a name: what a comma follows,
// what stands beside initials, or, of a name without any, what fullSurname
// says. Behind the initial of a second given name (John R. Smith) it is the
// rest.
func surnameOf(name string, parts []string) (from, to int) {
	if head, _, comma := strings.Cut(name, ","); comma {
		if n := len(nameParts(head)); n > 0 && !slices.ContainsFunc(parts[:n], isInitial) {
			return 0, n
		}
	}
	first := slices.IndexFunc(parts, isInitial)
	if first < 0 {
		return fullSurname(parts)
	}
	last := first
	for i := first; i < len(parts); i++ {
		if isInitial(parts[i]) {
			last = i
		}
	}
	if last+1 < len(parts) {
		return last + 1, len(parts)
	}
	return 0, first
}

// fullSurname finds the surname in a name of whole words: the one in capitals;
// beside a patronymic, the first word where that comes last, otherwise the
// last; or the only word that has the form of a surname. Where none or several
// have, it is the first word in Cyrillic, as authors are listed there, and
// elsewhere the last with the particles before it.
func fullSurname(words []string) (from, to int) {
	last := len(words) - 1
	if last < 1 {
		return 0, len(words)
	}
	if i, ok := onlyOne(words, isCapitals); ok {
		return i, i + 1
	}
	patronymic := func(w string) bool { return nameKind(w) == namePatronymic }
	if i := slices.IndexFunc(words, patronymic); i > 0 && last > 1 {
		if i == last {
			return 0, 1
		}
		return last, last + 1
	}
	for _, kind := range []string{nameSurname, namePatronymic} {
		if i, ok := onlyOne(words, func(w string) bool { return nameKind(w) == kind }); ok {
			return i, i + 1
		}
	}
	if script.Of([]byte(words[0])) == script.Cyrillic {
		return 0, 1
	}
	from = last
	for from > 1 && isParticle(words[from-1]) {
		from--
	}
	return from, last + 1
}

// onlyOne returns the place of the only word that holds.
func onlyOne(words []string, holds func(string) bool) (at int, ok bool) {
	at = slices.IndexFunc(words, holds)
	return at, at >= 0 && !slices.ContainsFunc(words[at+1:], holds)
}

func isCapitals(word string) bool {
	return utf8.RuneCountInString(word) > 1 && word == strings.ToUpper(word) && word != strings.ToLower(word)
}

// isParticle reports whether a word is part of the surname that it precedes:
// van, de, el.
func isParticle(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}
