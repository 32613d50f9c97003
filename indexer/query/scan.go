package query

import (
	"strings"
	"unicode"
)

// at is the character at i, 0 beyond the end.
func (p *parser) at(i int) rune {
	if i < 0 || i >= p.end {
		return 0
	}
	return p.chars[i].r
}

func (p *parser) text(start, end int) string {
	var b strings.Builder
	for _, c := range p.chars[start:end] {
		b.WriteRune(c.r)
	}
	return b.String()
}

func (p *parser) span(start, end int) Span {
	return Span{p.chars[start].start, p.chars[end-1].end}
}

// skip goes on to the next character that can begin an item or an operator.
// It is false at the end of the group or of the text.
func (p *parser) skip() bool {
	for p.pos < p.end {
		r := p.at(p.pos)
		switch {
		case r == ')':
			if p.skipped == 0 {
				return false
			}
			p.skipped--
		case quote(r):
			if p.opening(p.pos) && p.closing(p.pos) > 0 {
				return true
			}
			p.unbalancedQuote()
			continue
		case r == '(', r == '|', r == '*', wordRune(r) && !unicode.Is(unicode.M, r), p.excluding():
			return true
		case r == '\\' && wordRune(p.at(p.pos+1)):
			return true
		case r == '&' && p.at(p.pos+1) == '&':
			if _, _, ok := p.operator(); ok {
				return true
			}
		}
		p.pos++
	}
	return false
}

// separator tells whether the character at i only parts words.
func (p *parser) separator(i int) bool {
	r := p.at(i)
	switch r {
	case ' ', '(', ')', '|', '*', '\\':
		return false
	}
	return !wordRune(r) && !quote(r)
}

// bound tells whether a word could begin at i: nothing but a blank or the
// bracket or quote of something else stands before.
func (p *parser) bound(i int) bool {
	r := p.at(i - 1)
	return i == 0 || r == ' ' || r == '(' || r == ')' || r == '|' || quote(r)
}

// excluding tells whether a hyphen that excludes stands at the position.
func (p *parser) excluding() bool { return p.excludedBy(p.pos) }

func (p *parser) excludedBy(i int) bool {
	if !hyphen(p.at(i)) || !p.bound(i) || quote(p.at(i-1)) || p.at(i-1) == ')' {
		return false
	}
	r := p.at(i + 1)
	return r == '(' || r == '\\' || wordRune(r) && !unicode.Is(unicode.M, r) || p.opening(i+1)
}

// operator finds the operator at the position and its length.
func (p *parser) operator() (operator, int, bool) {
	r := p.at(p.pos)
	if r == '|' {
		n := 1
		for p.at(p.pos+n) == '|' {
			n++
		}
		return operator{name: "OR"}, n, true
	}
	if r == '&' && p.at(p.pos+1) == '&' && p.bound(p.pos) && p.ended(p.pos+2) {
		return operator{name: "AND"}, 2, true
	}
	const longest = 6 // НЕМЕСЕ
	if !unicode.IsUpper(r) || !p.bound(p.pos) {
		return operator{}, 0, false
	}
	n := 1
	for n <= longest && unicode.IsUpper(p.at(p.pos+n)) {
		n++
	}
	op, ok := operatorNamed(p.text(p.pos, p.pos+n))
	if !ok || !p.ended(p.pos+n) {
		return operator{}, 0, false
	}
	if op.mixed && (!p.mixed || n == 1 && p.besideInitial(p.pos)) {
		return operator{}, 0, false
	}
	return op, n, true
}

// ended tells whether an operator ends before i.
func (p *parser) ended(i int) bool {
	r := p.at(i)
	return r == 0 || r == ' ' || r == '(' || r == ')' || quote(r)
}

// besideInitial tells whether the single letter at i is one of a person's
// initials: a single letter, with or without a stop, stands beside it.
func (p *parser) besideInitial(i int) bool {
	single := func(letter, beyond int) bool {
		return unicode.IsUpper(p.at(letter)) && !wordRune(p.at(beyond))
	}
	before := i - 2
	if p.at(before) == '.' {
		before--
	}
	return single(before, before-1) || single(i+2, i+3)
}

// foundLabel is a label with a value behind it.
type foundLabel struct {
	field string
	colon int // index of the colon
	value int // index of the first character of the value
}

// label finds the label at i, of one word or two.
func (p *parser) label(i int) (foundLabel, bool) {
	const longest = 24 // letters; "список литературы" has 17
	if !unicode.IsLetter(p.at(i)) {
		return foundLabel{}, false
	}
	colon, blanks := i, 0
	for ; colon-i <= longest && p.at(colon) != ':'; colon++ {
		r := p.at(colon)
		if r == ' ' {
			blanks++
		} else if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
			return foundLabel{}, false
		}
		if blanks > 1 {
			return foundLabel{}, false
		}
	}
	if p.at(colon) != ':' || p.at(colon-1) == ' ' {
		return foundLabel{}, false
	}
	known, ok := labelTable()[foldKey(p.text(i, colon))]
	if !ok {
		return foundLabel{}, false
	}
	return p.labelValue(known, colon)
}

// labelValue decides whether what follows the colon can be the value.
func (p *parser) labelValue(known labelled, colon int) (foundLabel, bool) {
	found := foundLabel{known.field, colon, colon + 1}
	spaced := p.at(colon+1) == ' '
	if spaced {
		found.value++
	}
	r := p.at(found.value)
	if r == 0 || r == ')' {
		p.noteNoValue(known.field)
	}
	if r == 0 || r == ')' || r == ':' || r == '/' {
		return found, false
	}
	if r == '(' || p.opening(found.value) {
		return found, !spaced || known.loose
	}
	if known.field == FieldYear {
		_, ok := p.years(found.value)
		if !ok && !spaced {
			p.note(NoteBadYear, "what follows the label is not a year: it was searched as words")
		}
		return found, ok
	}
	return found, !spaced || known.loose && wordRune(r) || p.plainCode(known.field, found.value)
}

func (p *parser) noteNoValue(field string) {
	p.note(NoteNoValue, "nothing stands behind the label %s: it was searched as a word", field)
}

// plainCode tells whether the text at i can only be a value of the field.
func (p *parser) plainCode(field string, i int) bool {
	switch field {
	case FieldDOI:
		_, ok := p.doi(i)
		return ok
	case FieldIRSTI:
		return digit(p.at(i)) && digit(p.at(i+1)) && p.at(i+2) == '.'
	case FieldUDC:
		return digit(p.at(i))
	case FieldLang, FieldKind:
		w := p.wordAt(i, field)
		_, ok := codeOf(field, p.text(w.start, w.end))
		return ok
	}
	return false
}

// noteUnknownLabel says so where the word before i looks like a label.
func (p *parser) noteUnknownLabel(word string, i int) {
	if p.at(i) != ':' || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return
	}
	if r := p.at(i + 1); r == 0 || r == ' ' || r == '/' || r == ':' {
		return
	}
	if _, known := labelTable()[foldKey(word)]; !known {
		p.note(NoteUnknownField, "%s is not a field: it was searched as words", word)
	}
}

// coded fields hold codes; several values glued together are a choice.
func coded(field string) bool {
	switch field {
	case FieldLang, FieldYear, FieldKind, FieldIRSTI, FieldUDC:
		return true
	}
	return false
}

// stretch is a range of characters, and where to go on.
type stretch struct{ start, end, next int }

// wordAt finds the word at i: start and end without the punctuation around
// it. They are equal where there is none.
func (p *parser) wordAt(i int, field string) stretch {
	start := i
	for joiner(p.at(start)) || unicode.Is(unicode.M, p.at(start)) {
		start++
	}
	next := start
	for r := p.at(next); wordRune(r) || joiner(r) || p.inNumber(next, field); r = p.at(next) {
		next++
	}
	end := next
	quoted := apostrophe(p.at(start - 1))
	for end > start && !wordEnd(p.at(end-1), quoted) {
		end--
	}
	return stretch{start, end, next}
}

// wordEnd tells whether a word may end with r: also C++, C#, and the
// apostrophe of a romanised soft sign (oblast') unless one stood before.
func wordEnd(r rune, quoted bool) bool {
	return wordRune(r) || r == '+' || r == '#' || apostrophe(r) && !quoted
}

// inNumber tells whether the comma at i is one of a number (3,14). Codes are
// lists.
func (p *parser) inNumber(i int, field string) bool {
	return p.at(i) == ',' && !coded(field) && digit(p.at(i-1)) && digit(p.at(i+1))
}
