package analyzers

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"izde/analyzers/script"
)

// span is a token before its analysis.
type span struct {
	start, end int
	position   int
	kind       Kind
}

// class is what the tokenizer needs to know of a character.
type class uint8

const (
	other      class = iota
	letter           // may be counted: Latin, Cyrillic, Greek
	farLetter        // of other scripts
	digit            //
	mark             // belongs to the letter before it, also apostrophes that are letters
	invisible        // as if it were not there
	apostrophe       // inside a word only
	hyphen           // between the parts of a compound
)

// classLimit bounds the table; letters above it are asked of package unicode.
const classLimit = 0x0530

// classes is a constant table.
var classes = sync.OnceValue(func() *[classLimit]class {
	var t [classLimit]class
	for r := range rune(classLimit) {
		t[r] = classify(r)
	}
	return &t
})

func classify(r rune) class {
	switch {
	case script.Invisible(r):
		return invisible
	case r >= 0x02B0 && r < 0x0300, r == 0x0374: // modifier letters: ʹ ʼ
		return mark
	case script.Apostrophe(r):
		return apostrophe
	case r == '-', r == '\u2010', r == '\u2011':
		return hyphen
	case unicode.IsLetter(r):
		if r < classLimit || 0x1E00 <= r && r < 0x1F00 || 0x212A <= r && r <= 0x212B {
			return letter
		}
		return farLetter
	case unicode.IsDigit(r):
		return digit
	case unicode.Is(unicode.M, r):
		return mark
	}
	return other
}

// farAt is at for the characters beyond the table.
func (t *tokenizer) farAt(i int) (class, int) {
	r, n := utf8.DecodeRune(t.text[i:])
	return classify(r), n
}

// tokenizer walks over a text once.
type tokenizer struct {
	text     []byte
	class    *[classLimit]class
	spans    []span
	position int
}

// at is the class and the size of the character at i; other at the end.
func (t *tokenizer) at(i int) (class, int) {
	if i >= len(t.text) {
		return other, 0
	}
	c := t.text[i]
	if c < utf8.RuneSelf {
		return t.class[c], 1
	}
	if c < 0xE0 && i+1 < len(t.text) { // two bytes, as all Cyrillic
		if r := rune(c&0x1F)<<6 | rune(t.text[i+1]&0x3F); c >= 0xC2 && t.text[i+1]&0xC0 == 0x80 && r < classLimit {
			return t.class[r], 2
		}
	}
	return t.farAt(i)
}

// appendSpans appends the tokens of text to spans.
//
// It follows UAX #29 for letters, digits and marks, with what a scholarly
// archive needs on top: see each rule.
func appendSpans(spans []span, text []byte) []span {
	t := tokenizer{text: text, class: classes(), spans: spans}
	for i := 0; i < len(text); {
		c, n := t.at(i)
		switch {
		case c == digit:
			i = t.number(i)
		case c == letter || c == farLetter:
			i = t.word(i)
		case text[i] == '^':
			i = t.caret(i)
		case text[i] == '@':
			i = t.email(i)
		case text[i] == ':':
			i = t.scheme(i)
		default:
			i += n
		}
	}
	return t.spans
}

// emit adds a token at a new position.
func (t *tokenizer) emit(start, end int, kind Kind) {
	t.position++
	t.spans = append(t.spans, span{start, end, t.position, kind})
}

// caret passes over a superscript mark: the 1 of Ағыбай^{1*} is no word.
func (t *tokenizer) caret(i int) int {
	const longest = 16
	if i+1 >= len(t.text) || t.text[i+1] != '{' {
		return i + 1
	}
	for j := i + 2; j < len(t.text) && j < i+longest; j++ {
		if t.text[j] == '}' {
			return j + 1
		}
	}
	return i + 2
}

// scheme drops the "https" before "://": it is in every address.
func (t *tokenizer) scheme(i int) int {
	if i+2 < len(t.text) && t.text[i+1] == '/' && t.text[i+2] == '/' {
		if n := len(t.spans); n > 0 && t.spans[n-1].end == i && t.spans[n-1].kind == Word {
			t.spans = t.spans[:n-1]
			t.position--
		}
		return i + 3
	}
	return i + 1
}

// email joins what stands around an @ without spaces into one token.
func (t *tokenizer) email(at int) int {
	start := at
	for start > 0 && addressByte(t.text[start-1]) {
		start--
	}
	end := at + 1
	for end < len(t.text) && addressByte(t.text[end]) {
		end++
	}
	end = t.unmarked(end)
	for end > at+1 && (t.text[end-1] == '.' || t.text[end-1] == '-') {
		end--
	}
	if start == at || end <= at+1 {
		return at + 1
	}
	for n := len(t.spans); n > 0 && t.spans[n-1].end > start; n-- {
		if t.spans[n-1].start < start { // a word in another script runs into it
			start = t.spans[n-1].start
		}
		t.position = t.spans[n-1].position - 1
		t.spans = t.spans[:n-1]
	}
	t.emit(start, end, Address)
	return end
}

func addressByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '_' || c == '+'
}

// run is one unbroken run of letters and digits.
type run struct {
	start, end int
	letters    int  // letters that count
	far        bool // has letters of scripts whose composition changes their number
	digitFirst bool
	lastDigit  bool
	upper      bool // no small letter in it
}

// scan reads a run from i: letters, digits, and the marks, invisible
// characters and apostrophes inside. It stops where letters turn to digits
// after three letters (Ағыбай1, covid19: H2O and B12 stay whole) and where
// digits turn to four letters or more.
func (t *tokenizer) scan(i int) run {
	r := run{start: i, end: i, upper: true}
	first, _ := t.at(i)
	r.digitFirst = first == digit
	for i < len(t.text) {
		c, n := t.at(i)
		switch c {
		case letter, farLetter:
			if r.lastDigit && r.digitFirst && r.letters == 0 && t.letterRun(i) > maxDigitSuffix {
				return r
			}
			r.letters++
			r.far = r.far || c == farLetter
			r.lastDigit = false
			r.upper = r.upper && !t.small(i)
			r.end = i + n
		case digit:
			if !r.lastDigit && !r.far && !r.digitFirst && r.letters >= minSplitLetters {
				return r
			}
			r.lastDigit = true
			r.end = i + n
		case mark:
			r.end = i + n
		case invisible:
		case apostrophe:
			next, _ := t.at(i + n)
			if next != letter && next != farLetter || r.lastDigit || t.small(i+n) && t.suffixed(r) > 0 {
				return r
			}
		default:
			return r
		}
		i += n
	}
	return r
}

const (
	minSplitLetters = 3 // letters before a number that is split off
	maxDigitSuffix  = 3 // letters after a number that stay with it: 20th, 5G, 1990s, 80шы
)

// letterRun counts letters from i, to one more than stay with a number. A
// letter of a script that composes ends it as a long run.
func (t *tokenizer) letterRun(i int) int {
	count := 0
	for i < len(t.text) && count <= maxDigitSuffix {
		c, n := t.at(i)
		switch c {
		case letter:
			count++
		case farLetter:
			return maxDigitSuffix + 1
		case mark, invisible:
		default:
			return count
		}
		i += n
	}
	return count
}

// small reports whether the letter at i is a small one.
func (t *tokenizer) small(i int) bool {
	c := t.text[i]
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z'
	}
	r, _ := utf8.DecodeRune(t.text[i:])
	if 0x0410 <= r && r <= 0x044F {
		return r >= 0x0430
	}
	return !unicode.IsUpper(r)
}

// word reads a word at i and, where hyphens follow, its other parts.
func (t *tokenizer) word(i int) int {
	first := t.scan(i)
	end := t.suffixed(first)
	if end > 0 {
		t.emit(first.start, end, Suffixed)
		return end
	}
	t.emit(first.start, first.end, Word)
	if c, _ := t.at(first.end); c != hyphen {
		return first.end
	}
	return t.compound(first)
}

// compound reads the parts after the first of a hyphenated word. Each part is
// a token; the whole stands beside the first where two or three parts are
// words: co-operation is cooperation too, Нұр-Сұлтан is Нұрсұлтан.
func (t *tokenizer) compound(first run) int {
	whole := len(t.spans)
	position := t.position
	parts, letters, end := 1, !first.lastDigit && !first.digitFirst, first.end
	for {
		c, n := t.at(end)
		next, _ := t.at(end + n)
		if c != hyphen || next != letter && next != farLetter && next != digit {
			break
		}
		part := t.scan(end + n)
		if next == digit {
			part.end = t.digits(part.start)
			letters = false
		}
		if tail := t.suffixed(part); tail > 0 {
			t.emit(part.start, tail, Suffixed)
			return tail
		}
		t.emit(part.start, part.end, Word)
		end = part.end
		parts++
	}
	if parts == 2 && letters {
		t.spans = append(t.spans, span{})
		copy(t.spans[whole+1:], t.spans[whole:])
		t.spans[whole] = span{first.start, end, position, Compound}
	}
	return end
}

// digits is the end of the run of digits and letters at i.
func (t *tokenizer) digits(i int) int { return t.scan(i).end }

// suffixed reports the end of a suffix that a hyphen or apostrophe joins to an
// abbreviation or a number, 0 where there is none: АҚШ-тың, COVID-19-дың,
// 90-х, UNESCO's is none.
func (t *tokenizer) suffixed(r run) int {
	if !r.lastDigit && (!r.upper || r.letters < 2) {
		return 0
	}
	c, n := t.at(r.end)
	if c != hyphen && c != apostrophe {
		return 0
	}
	start := r.end + n
	if next, _ := t.at(start); next != letter {
		return 0
	}
	tail := t.scan(start)
	if c, _ := t.at(tail.end); c == hyphen || c == digit {
		return 0
	}
	if !isJoinedSuffix(t.text[start:tail.end]) {
		return 0
	}
	return tail.end
}
