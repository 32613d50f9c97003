package query

// quote tells whether r is a double quote of any kind. In a phrase they are
// blanks.
func quote(r rune) bool {
	switch r {
	case '"', '«', '»', '\u201C', '\u201D', '\u201E', '\u201F', '\uFF02':
		return true
	}
	return false
}

// opening tells whether the quote at i can open a phrase. The directed ones
// always can; the others only before a word, not after it (a 5" disk).
func (p *parser) opening(i int) bool {
	switch p.at(i) {
	case '«', '\u201C', '\u201E', '\u201F':
		return true
	case '"', '\u201D', '\uFF02':
		return !wordRune(p.at(i - 1))
	}
	return false
}

// closing finds the partner of the opening quote at i: the proper one, else
// the nearest that closes anything (an editor has made “abc"), else -1.
func (p *parser) closing(i int) int {
	if at := p.nearest(i+1, partners(p.at(i))); at > 0 {
		return at
	}
	return p.nearest(i+1, `"”“»＂`)
}

func partners(opening rune) string {
	switch opening {
	case '«':
		return "»"
	case '\u201E': // „German“ and „Hungarian”
		return "\u201C\u201D"
	case '"', '\uFF02':
		return string(opening)
	}
	return "\u201D"
}

// nearest finds the first of the quotes from i on, -1 if there is none. It
// looks only where one is left, so that many open quotes cost no more than
// the length of the text.
func (p *parser) nearest(i int, quotes string) int {
	left := false
	for _, r := range quotes {
		last, ok := p.last[r]
		left = left || ok && last >= i
	}
	for ; left && i < p.end; i++ {
		for _, r := range quotes {
			if p.chars[i].r == r {
				return i
			}
		}
	}
	return -1
}
