package rawtext

import (
	"slices"
	"strings"
	"unicode/utf8"

	"izde/corpus"
)

// mergeBylines makes one author of the names at the same place in each
// language.
func (b *builder) mergeBylines() {
	main := -1
	for i, bl := range b.bylines {
		if main < 0 || len(bl.persons) > len(b.bylines[main].persons) {
			main = i
		}
	}
	if main < 0 || len(b.bylines[main].persons) == 0 {
		return
	}
	b.a.Authors = make([]corpus.Author, len(b.bylines[main].persons))
	for i := range b.a.Authors {
		b.a.Authors[i].Name = corpus.Text{}
	}
	b.marks = make([][]string, len(b.a.Authors))
	for k := range b.bylines {
		b.mergeByline(&b.bylines[k], &b.bylines[main])
	}
}

func (b *builder) mergeByline(bl, main *byline) {
	places := b.s.align(bl, main)
	bl.lendMarks(b.bylines, places, main)
	for i, at := range places {
		if at < 0 {
			b.a.Warnings = append(b.a.Warnings, corpus.Warning{Code: "authors-unmatched", Lang: bl.lang, Line: b.a.Source.Line,
				Message: "this author is not in the list of the other languages: " + bl.persons[i].name})
			continue
		}
		a := &b.a.Authors[at]
		if _, have := a.Name[bl.lang]; !have {
			a.Name[bl.lang] = bl.persons[i].name
		}
		b.marks[at] = append(b.marks[at], bl.persons[i].marks...)
		if text := bl.of(i); text != "" {
			if a.Affiliation == nil {
				a.Affiliation = corpus.Text{}
			}
			if _, have := a.Affiliation[bl.lang]; !have {
				a.Affiliation[bl.lang] = text
			}
		}
	}
}

// align tells for each person of a byline who it is in another: by name in
// any script, by place where names tell nothing. It is -1 for nobody.
func (s *splitter) align(bl, main *byline) []int {
	out := make([]int, len(bl.persons))
	taken := make([]bool, len(main.persons))
	for i, p := range bl.persons {
		out[i] = -1
		best := 0
		for j, q := range main.persons {
			n := s.likeness(p.name, q.name)
			if n > 0 && i == j {
				n++ // of two with one surname, the one at the same place
			}
			if !taken[j] && n > best {
				out[i], best = j, n
			}
		}
		if out[i] >= 0 {
			taken[out[i]] = true
		}
	}
	fillGaps(out, taken)
	return out
}

// fillGaps places those whom no name tells where as many of the one list as of
// the other stand between two who are placed.
func fillGaps(out []int, taken []bool) {
	for i := 0; i < len(out); i++ {
		if out[i] >= 0 {
			continue
		}
		from, next := 0, len(taken)
		if i > 0 {
			from = out[i-1] + 1
		}
		end := i
		for end < len(out) && out[end] < 0 {
			end++
		}
		if end < len(out) {
			next = out[end]
		}
		if next-from != end-i || from < 0 {
			i = end
			continue
		}
		for ; i < end; i++ {
			if at := from; !taken[at] {
				out[i], taken[at] = at, true
			}
			from++
		}
	}
}

// likeness is how many words two names share in any script, initials and
// patronymics aside.
func (s *splitter) likeness(a, b string) int {
	n := 0
	kb := s.nameKeys(b)
	for _, x := range s.nameKeys(a) {
		if slices.ContainsFunc(kb, func(y string) bool { return similar(x, y) }) {
			n++
		}
	}
	return n
}

// nameKeys are the keys of the words of a name that may be its surname.
func (s *splitter) nameKeys(name string) []string {
	var out []string
	words := nameWords(name)
	for _, w := range words {
		if len(words) > 2 && isPatronymic(w) {
			continue
		}
		if k := s.romanKey(w); k != "" {
			out = append(out, k)
		}
	}
	return out
}

// nameWords are the words of a name without initials and particles.
func nameWords(name string) []string {
	return slices.DeleteFunc(strings.Fields(name), func(w string) bool {
		return strings.Contains(w, ".") || len([]rune(w)) < 2 || loadTerms().particles[skeletonString(w)]
	})
}

// initial is the key of the first letter of the given name.
func (s *splitter) initial(name string) string {
	own := surname(name)
	for w := range strings.FieldsSeq(name) {
		if w != own {
			r, _ := utf8.DecodeRuneInString(w)
			return s.romanKey(string(r))
		}
	}
	return ""
}

func isPatronymic(word string) bool {
	folded := skeletonString(word)
	return slices.ContainsFunc(loadTerms().patronymics, func(e string) bool { return len(folded) > len(e)+2 && strings.HasSuffix(folded, e) })
}

// surname is the word of a name printed in capitals, if only one is; else the
// longest that is no patronymic.
func surname(name string) string {
	best, bold := "", ""
	words := nameWords(name)
	for _, w := range words {
		if len(words) > 2 && isPatronymic(w) {
			continue
		}
		if allCaps(w) && !allCaps(name) {
			bold = w
		}
		if len([]rune(w)) > len([]rune(best)) {
			best = w
		}
	}
	if bold != "" {
		return bold
	}
	return best
}
