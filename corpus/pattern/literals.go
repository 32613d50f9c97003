package pattern

import "unicode"

// literals finds whether one of several strings stands in a text, capitals or
// not: the automaton of Aho and Corasick (Efficient string matching, 1975), which
// stops at the first that it finds.
type literals struct {
	common  [firstRare]uint8 // class of each rune, 0 for those in no string
	rare    map[rune]uint8
	classes int
	next    []uint16 // by state and class
}

// found is the state in which a string has been read.
const found = 1<<16 - 1

// leastWorth is what a condition is worth that is looked for: it rules out most
// texts. longestLiteral is how many runes of a string are looked for; a text
// with so many of them has nearly always the others.
const (
	leastWorth     = 1
	longestLiteral = 8
)

// newLiterals is the automaton of folded strings, or nil if these are in most
// texts.
func newLiterals(strings []string) *literals {
	if worth(strings) < leastWorth {
		return nil
	}
	l := &literals{rare: map[rune]uint8{}, classes: 1}
	classes := map[rune]uint8{}
	for _, s := range strings {
		for _, r := range s {
			if _, ok := classes[r]; ok {
				continue
			}
			if l.classes > 255 {
				return nil
			}
			classes[r] = uint8(l.classes)
			l.setClass(r, uint8(l.classes))
			l.classes++
		}
	}
	l.next = make([]uint16, l.classes)
	for _, s := range strings {
		l.add([]rune(s), classes)
	}
	l.link()
	return l
}

// setClass gives r, and what differs from it in case, its class.
func (l *literals) setClass(r rune, class uint8) {
	for c := r; ; {
		if c < firstRare {
			l.common[c] = class
		} else {
			l.rare[c] = class
		}
		if c = unicode.SimpleFold(c); c == r {
			return
		}
	}
}

// add puts a string into the tree; state 0, the root, stands for no branch yet.
func (l *literals) add(s []rune, classes map[rune]uint8) {
	s = s[:min(len(s), longestLiteral)]
	state := 0
	for i, r := range s {
		at := state*l.classes + int(classes[r])
		if l.next[at] == found {
			return // the beginning of it is a string
		}
		if i == len(s)-1 {
			l.next[at] = found
			return
		}
		if l.next[at] == 0 {
			l.next[at] = uint16(len(l.next) / l.classes)
			l.next = append(l.next, make([]uint16, l.classes)...)
		}
		state = int(l.next[at])
	}
}

// link gives each state where it has no branch the step of the state of its
// longest end that begins a string.
func (l *literals) link() {
	fallback := make([]int, len(l.next)/l.classes)
	queue := []int{0}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		row := l.next[state*l.classes : (state+1)*l.classes]
		behind := l.next[fallback[state]*l.classes:]
		for c := 1; c < l.classes; c++ {
			switch to := row[c]; {
			case to == found:
			case state != 0 && behind[c] == found:
				row[c] = found
			case to != 0:
				if state != 0 {
					fallback[to] = int(behind[c])
				}
				queue = append(queue, int(to))
			case state != 0:
				row[c] = behind[c]
			}
		}
	}
}

// in is true if one of the strings stands in text.
func (l *literals) in(text string) bool {
	state := 0
	for _, r := range text {
		class := uint8(0)
		if r < firstRare {
			class = l.common[r]
		} else if len(l.rare) > 0 {
			class = l.rare[r]
		}
		if class == 0 {
			state = 0
			continue
		}
		if state = int(l.next[state*l.classes+int(class)]); state == found {
			return true
		}
	}
	return false
}
