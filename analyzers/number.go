package analyzers

import "bytes"

// number reads a token that begins with a digit: a DOI, a number with its
// separators, a number with letters.
func (t *tokenizer) number(i int) int {
	if end := t.doi(i); end > 0 {
		t.emit(i, end, Address)
		return end
	}
	end := t.plainDigits(i)
	if far := t.separated(i, end); far > end {
		return far
	}
	r := t.scan(i)
	if tail := t.suffixed(r); tail > 0 {
		t.emit(i, tail, Suffixed)
		return tail
	}
	if r.letters > 0 && end > i && isTightSuffix(t.text[end:r.end]) {
		t.emit(i, r.end, Suffixed)
		return r.end
	}
	if r.letters > 0 {
		t.emit(i, r.end, Word)
		return r.end
	}
	t.emit(i, r.end, Number)
	return r.end
}

// plainDigits is the end of the run of ASCII digits at i.
func (t *tokenizer) plainDigits(i int) int {
	for i < len(t.text) && '0' <= t.text[i] && t.text[i] <= '9' {
		i++
	}
	return i
}

// separated reads a number with separators, emits it, and returns its end, or
// 0 where there is none:
//
//	1 000 000   groups of three after a space, a no-break or thin space
//	1,000,000   groups of three after commas
//	3.14  3,14  a fraction
//	11.25.09    a code of numbers with points; a date gives its parts
func (t *tokenizer) separated(start, end int) int {
	if end == start || end >= len(t.text) {
		return 0
	}
	if far := t.groups(start, end); far > 0 {
		t.emit(start, far, Number)
		return far
	}
	switch c := t.text[end]; c {
	case ',':
		far := t.plainDigits(end + 1)
		if far == end+1 || far-end-1 > maxFraction || !t.endsNumber(far) || start > 0 && t.text[start-1] == ',' {
			return 0
		}
		t.emit(start, far, Number)
		return far
	case '.':
		return t.points(start, end)
	}
	return 0
}

// maxFraction is how many digits may follow a decimal comma: 3,14. "2019,2020"
// and "12,100" are lists or grouped thousands.
const maxFraction = 2

// endsNumber reports that no digit or separated digit goes on at i, so that
// 1,2,3 is three numbers.
func (t *tokenizer) endsNumber(i int) bool {
	if i >= len(t.text) {
		return true
	}
	if c, _ := t.at(i); c == digit || c == letter || c == farLetter {
		return false
	}
	return !(t.text[i] == ',' && t.plainDigits(i+1) > i+1)
}

// maxGroups is how many groups a number may have: beyond it stands a table.
const maxGroups = 5

// groups reads groups of three digits after the one to three at start, and
// returns their end, or 0.
func (t *tokenizer) groups(start, end int) int {
	if end-start > 3 || t.text[start] == '0' {
		return 0
	}
	n := groupSeparator(t.text[end:])
	if n == 0 {
		return 0
	}
	separator := t.text[end : end+n]
	far, count := end, 0
	for bytes.HasPrefix(t.text[far:], separator) && t.plainDigits(far+n) == far+n+3 {
		far += n + 3
		if count++; count > maxGroups {
			return 0
		}
	}
	if count == 0 {
		return 0
	}
	if c, _ := t.at(far); c == letter || c == farLetter || c == digit {
		return 0
	}
	return far
}

// groupSeparator is the length of the sign that may part thousands.
func groupSeparator(text []byte) int {
	if text[0] == ' ' || text[0] == ',' {
		return 1
	}
	for _, s := range [...]string{"\u00a0", "\u2009", "\u202f"} {
		if len(text) >= len(s) && string(text[:len(s)]) == s {
			return len(s)
		}
	}
	return 0
}

// points reads numbers joined by points.
func (t *tokenizer) points(start, end int) int {
	ends := [8]int{end}
	n := 1
	for n < len(ends) && ends[n-1] < len(t.text) && t.text[ends[n-1]] == '.' {
		far := t.plainDigits(ends[n-1] + 1)
		if far == ends[n-1]+1 {
			break
		}
		ends[n] = far
		n++
	}
	far := ends[n-1]
	if c, _ := t.at(far); n == 1 || c == letter || c == farLetter || c == mark {
		return 0
	}
	if n == 3 && far-ends[1]-1 == 4 && end-start <= 2 { // 12.05.2021
		t.emit(start, end, Number)
		t.emit(end+1, ends[1], Number)
		t.emit(ends[1]+1, far, Number)
		return far
	}
	t.emit(start, far, Number)
	return far
}

// doi is the end of the DOI at i, 0 where there is none: "10.", four digits or
// more, a slash, and what follows without spaces, less closing punctuation.
func (t *tokenizer) doi(i int) int {
	text := t.text[i:]
	if len(text) < 9 || text[0] != '1' || text[1] != '0' || text[2] != '.' {
		return 0
	}
	slash := t.plainDigits(i + 3)
	if slash-i-3 < 4 || slash >= len(t.text) || t.text[slash] != '/' {
		return 0
	}
	end := slash + 1
	for end < len(t.text) && t.text[end] > ' ' && t.text[end] < 0x7F && !bytes.ContainsRune([]byte(`"<>;,{}|^`+"`"), rune(t.text[end])) {
		end++
	}
	end = t.unmarked(end)
	for end > slash && bytes.IndexByte([]byte(".:)]'"), t.text[end-1]) >= 0 {
		if t.text[end-1] == ')' && bytes.IndexByte(t.text[slash:end], '(') >= 0 {
			break
		}
		end--
	}
	if end <= slash+1 {
		return 0
	}
	return end
}

// unmarked is end less the ASCII character before it where a combining mark
// follows: composed, the two would not be ASCII.
func (t *tokenizer) unmarked(end int) int {
	if c, _ := t.at(end); c == mark {
		return end - 1
	}
	return end
}
