package query

import (
	"unicode"
)

// hardNesting is where the parser stops to open parentheses: deeper than
// MaxNesting, because parentheses that say nothing, ((a)), do not count there.
const hardNesting = 2 * MaxNesting

// parser is a recursive descent over the cleaned characters: formula → both →
// words → item → choice → glued → atom.
type parser struct {
	chars   []char
	pos     int
	end     int  // of the stretch being parsed; a quoted code is one of its own
	depth   int  // of open parentheses
	skipped int  // parentheses beyond hardNesting that still wait for their partner
	clauses int  // leaves so far
	mixed   bool // the query has a small letter: it is not a title in capitals
	notes   []Note
	last    map[rune]int // last place of each quote character
}

func newParser(chars []char) *parser {
	p := &parser{chars: chars, end: len(chars), last: make(map[rune]int)}
	for i, c := range chars {
		if quote(c.r) {
			p.last[c.r] = i
		}
		p.mixed = p.mixed || unicode.IsLower(c.r)
	}
	return p
}

func (p *parser) query() Node {
	root := p.rest("")
	if root == nil {
		if len(p.chars) > 1 || len(p.chars) == 1 && p.chars[0].r != ' ' {
			p.note(NoteNoWords, "there is no word to search for")
		}
		return All{}
	}
	return root
}

// rest parses up to the end of the stretch, over closing parentheses that
// were never opened.
func (p *parser) rest(field string) Node {
	n := p.formula(field)
	for p.pos < p.end {
		p.note(NoteUnbalancedParen, "a closing parenthesis without an opening one was ignored")
		p.pos++
		n = words(n, p.formula(field))
	}
	return n
}

func (p *parser) formula(field string) Node { return p.joined("OR", field, p.both, or) }
func (p *parser) both(field string) Node    { return p.joined("AND", field, p.words, and) }

// joined parses operands between operators of one name. An operator that
// lacks an operand is searched as a word.
func (p *parser) joined(name, field string, operand func(string) Node, join func(...Node) Node) Node {
	left := operand(field)
	for {
		op, length, ok := p.operator()
		if !ok || op.name != name {
			return left
		}
		at := p.pos
		p.pos += length
		right := operand(field)
		if left == nil || right == nil {
			left = words(left, p.dangling(at, length), right)
		} else {
			left = join(left, right)
		}
	}
}

func (p *parser) words(field string) Node {
	var list []Node
	for p.skip() {
		if op, _, ok := p.operator(); ok && op.name != "NOT" {
			break
		}
		list = append(list, p.item(field))
	}
	return words(list...)
}

// item is a choice, denied or not.
func (p *parser) item(field string) Node {
	if op, length, ok := p.operator(); ok && op.name == "NOT" {
		at := p.pos
		p.pos += length
		if p.skip() {
			if next, _, ok := p.operator(); !ok || next.name == "NOT" {
				return not(p.item(field))
			}
		}
		return p.dangling(at, length)
	}
	if p.excluding() {
		p.pos++
		return not(p.choice(field))
	}
	return p.choice(field)
}

// choice is one or more atoms glued with |, all in the same field.
func (p *parser) choice(field string) Node {
	n := p.glued(field)
	for p.at(p.pos) == '|' {
		next := p.pos
		for p.at(next) == '|' {
			next++
		}
		if r := p.at(next); r == 0 || r == ' ' || r == ')' {
			break // an operator between blanks, or nothing
		}
		p.pos = next
		n = or(n, p.glued(field))
	}
	return n
}

// glued is an atom and the words that hang on it without a blank: a/b, or
// title:a/b, both in the title. In a field of codes they are a choice.
func (p *parser) glued(field string) Node {
	n := p.atom(field)
	for {
		next := p.pos
		for next < p.end && p.separator(next) {
			next++
		}
		if next == p.pos || !wordRune(p.at(next)) {
			return n
		}
		if _, ok := p.label(next); ok {
			return n
		}
		if _, ok := p.years(next); field == FieldYear && !ok {
			return n
		}
		p.pos = next
		if m := p.value(field); coded(field) {
			n = or(n, m)
		} else {
			n = words(n, m)
		}
	}
}

// atom is a group, a phrase, a labelled choice, a star or a word.
func (p *parser) atom(field string) Node {
	for p.opening(p.pos) {
		if closing := p.closing(p.pos); closing > 0 {
			return p.phrase(field, closing)
		}
		p.unbalancedQuote()
	}
	switch p.at(p.pos) {
	case '(':
		return p.group(field)
	case '*':
		return p.star(field)
	case '\\': // a word that is no operator, no label and no DOI
		p.pos++
		if field == FieldYear {
			field = ""
		}
		return p.word(field)
	}
	if l, ok := p.label(p.pos); ok {
		return p.labelled(l)
	}
	return p.value(field)
}

func (p *parser) group(field string) Node {
	p.pos++
	if p.depth == hardNesting {
		p.skipped++
		p.note(NoteTooDeep, "parentheses nested more than %d deep were ignored, the words were searched", MaxNesting)
		return nil
	}
	p.depth++
	n := p.formula(field)
	p.depth--
	if p.at(p.pos) == ')' {
		p.pos++
	} else {
		p.note(NoteUnbalancedParen, "a parenthesis that was not closed was closed at the end")
	}
	if n == nil {
		p.note(NoteEmptyGroup, "parentheses with no word in them were ignored")
	}
	return n
}

func (p *parser) phrase(field string, closing int) Node {
	opening := p.pos
	if coded(field) || field == FieldDOI { // a code is the same code in quotes
		end := p.end
		p.pos, p.end = opening+1, closing
		n := p.rest(field)
		p.pos, p.end = closing+1, end
		return n
	}
	p.pos = closing + 1
	var text []rune
	named := false
	for _, c := range p.chars[opening+1 : closing] {
		r := c.r
		if quote(r) || r == '\\' {
			r = ' '
		}
		if r == ' ' && (len(text) == 0 || text[len(text)-1] == ' ') {
			continue
		}
		named = named || wordRune(r) && !unicode.Is(unicode.M, r)
		text = append(text, r)
	}
	if !named {
		p.note(NoteEmptyGroup, "quotes with no word in them were ignored")
		return nil
	}
	if text[len(text)-1] == ' ' {
		text = text[:len(text)-1]
	}
	return p.leaf(Phrase{field, string(text), p.span(opening, closing+1)})
}

// star is everything where it stands alone; before a word it is ignored.
func (p *parser) star(field string) Node {
	start := p.pos
	for p.at(p.pos) == '*' {
		p.pos++
	}
	if wordRune(p.at(p.pos)) {
		p.note(NoteLeadingWildcard, "a star before a word was ignored: only the end of a word can be left open")
		return p.value(field)
	}
	if field != "" {
		p.note(NoteShortPrefix, "%s:* was ignored: a star needs %d letters before it", field, MinPrefix)
	}
	return p.leaf(All{p.span(start, p.pos)})
}

// labelled parses what follows a label; where that is nothing, the label is
// searched as words.
func (p *parser) labelled(l foundLabel) Node {
	start := p.pos
	p.pos = l.value
	if n := p.choice(l.field); n != nil {
		return n
	}
	p.noteNoValue(l.field)
	var list []Node
	for start < l.colon {
		w := p.wordAt(start, "")
		list = append(list, p.leaf(Term{"", p.text(w.start, w.end), p.span(w.start, w.end)}))
		start = w.next + 1 // over the blank of a label of two words, or the colon
	}
	return words(list...)
}

// value is a year, a DOI, a code or a word, as the field has it.
func (p *parser) value(field string) Node {
	if field == FieldYear {
		if y, ok := p.years(p.pos); ok {
			return p.yearRange(y)
		}
		p.note(NoteBadYear, "what follows the label is not a year: it was searched as words")
		return p.word("")
	}
	if field == "" || field == FieldDOI {
		if d, ok := p.doi(p.pos); ok {
			if field == "" {
				p.note(NoteDOI, "%s was searched as a DOI", p.text(d.start, d.end))
			}
			return p.doiLeaf(d)
		}
	}
	if field == FieldUDC {
		if code, ok := p.udc(p.wordAt(p.pos, field).start); ok { // as it is read when written again
			p.pos = code.next
			return p.leaf(Term{field, p.text(code.start, code.end), p.span(code.start, code.end)})
		}
	}
	return p.word(field)
}

func (p *parser) yearRange(y yearSpan) Node {
	if y.swapped {
		p.note(NoteRangeSwapped, "the years were swapped: %s", formatYears(y.from, y.to))
	}
	start := p.pos
	p.pos = y.end
	return p.leaf(Range{FieldYear, y.from, y.to, p.span(start, y.end)})
}

func (p *parser) doiLeaf(d stretch) Node {
	text, span := p.text(d.start, d.end), p.span(d.start, d.end)
	p.pos = d.end
	if p.at(p.pos) == '*' {
		p.pos++
		return p.leaf(Prefix{FieldDOI, text, span})
	}
	return p.leaf(Term{FieldDOI, text, span})
}

// word reads one word, with its star if it has one.
func (p *parser) word(field string) Node {
	w := p.wordAt(p.pos, field)
	p.pos = w.next
	if w.start == w.end {
		return nil
	}
	text, span := p.text(w.start, w.end), p.span(w.start, w.end)
	if p.at(p.pos) == '*' {
		return p.wildcard(field, text, w.start)
	}
	p.noteUnknownLabel(text, p.pos)
	if field == FieldLang || field == FieldKind {
		code, ok := codeOf(field, text)
		if ok {
			text = code
		} else {
			p.note(NoteUnknownValue, "%s:%s is not known", field, text)
		}
	}
	return p.leaf(Term{field, text, span})
}

// wildcard reads the star after a word. A star inside a word ends it.
func (p *parser) wildcard(field, text string, start int) Node {
	for p.at(p.pos) == '*' {
		p.pos++
	}
	span := p.span(start, p.pos)
	if next := p.wordAt(p.pos, field); next.start < next.end {
		p.note(NoteInnerWildcard, "a star can stand at the end of a word only: %s* was searched", text)
		for next.start < next.end || p.at(p.pos) == '*' {
			p.pos = max(next.next, p.pos+1)
			next = p.wordAt(p.pos, field)
		}
	}
	if letters(text) < MinPrefix {
		p.note(NoteShortPrefix, "%s* was searched as the word: a star needs %d letters before it", text, MinPrefix)
		return p.leaf(Term{field, text, span})
	}
	return p.leaf(Prefix{field, text, span})
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			n++
		}
	}
	return n
}

func (p *parser) dangling(at, length int) Node {
	text := p.text(at, at+length)
	if _, ok := operatorNamed(text); !ok {
		return nil // | or &&
	}
	if p.clauses < MaxWords {
		p.note(NoteDanglingOp, "%s has nothing to join and was searched as a word", text)
	}
	return p.leaf(Term{"", text, p.span(at, at+length)})
}

// unbalancedQuote goes over a quote that opens or closes nothing.
func (p *parser) unbalancedQuote() {
	p.note(NoteUnbalancedQuote, "a quote without its partner was ignored")
	p.pos++
}

// leaf counts the clauses.
func (p *parser) leaf(n Node) Node {
	if p.clauses == MaxWords {
		p.note(NoteTooMany, "only the first %d words were searched", MaxWords)
		return nil
	}
	p.clauses++
	return n
}
