package pattern

import (
	"regexp/syntax"
	"slices"
	"unicode"
)

// firstRare is the first rune behind those of Latin and Cyrillic, which tables
// have.
const firstRare = 0x530

// runeSet is a set of runes; the rare ones are in it all or none.
type runeSet struct {
	common [firstRare]bool
	rare   bool
}

func (s *runeSet) has(r rune) bool {
	if r < firstRare {
		return s.common[r]
	}
	return s.rare
}

func (s *runeSet) add(from, to rune) {
	for r := from; r <= min(to, firstRare-1); r++ {
		s.common[r] = true
	}
	s.rare = s.rare || to >= firstRare
}

// side is an end of a text.
type side bool

const (
	start side = false
	end   side = true
)

// edge is the set of the runes that a text with a match has on one side, or nil
// if any rune may be there.
func edge(re *syntax.Regexp, at side) *runeSet {
	s := &runeSet{}
	if !anchored(re, at) || s.read(re, at) {
		return nil
	}
	return s
}

// anchored is true if every match of re begins or ends where the text does.
func anchored(re *syntax.Regexp, at side) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return at == start
	case syntax.OpEndText:
		return at == end
	case syntax.OpCapture, syntax.OpPlus:
		return anchored(re.Sub[0], at)
	case syntax.OpConcat:
		if at == end {
			return anchored(re.Sub[len(re.Sub)-1], at)
		}
		return anchored(re.Sub[0], at)
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !anchored(sub, at) })
	}
	return false
}

// read adds the runes that stand on one side of what re matches. It is true if
// re also matches nothing at all.
func (s *runeSet) read(re *syntax.Regexp, at side) (empty bool) {
	switch re.Op {
	case syntax.OpNoMatch:
		return false
	case syntax.OpLiteral:
		s.addLiteral(re, at)
		return false
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			s.add(re.Rune[i], re.Rune[i+1])
		}
		return false
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		s.add(0, unicode.MaxRune)
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return s.read(re.Sub[0], at)
	case syntax.OpStar, syntax.OpQuest:
		s.read(re.Sub[0], at)
		return true
	case syntax.OpRepeat:
		return s.read(re.Sub[0], at) || re.Min == 0
	case syntax.OpConcat:
		for i := range re.Sub {
			if at == end {
				i = len(re.Sub) - 1 - i
			}
			if !s.read(re.Sub[i], at) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			empty = s.read(sub, at) || empty
		}
		return empty
	}
	return true // a condition without width
}

func (s *runeSet) addLiteral(re *syntax.Regexp, at side) {
	r := re.Rune[0]
	if at == end {
		r = re.Rune[len(re.Rune)-1]
	}
	s.add(r, r)
	if re.Flags&syntax.FoldCase != 0 {
		for c := unicode.SimpleFold(r); c != r; c = unicode.SimpleFold(c) {
			s.add(c, c)
		}
	}
}
