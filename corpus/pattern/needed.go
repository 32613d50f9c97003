package pattern

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// need is what is known of the matches of an expression: each of them is, or has
// in it, one of the literals, capitals or not.
type need struct {
	literals []string // folded; nil for nothing known
	exact    bool     // a match is one of them and no more
}

// mostLiterals bounds the ways in which an expression may be spelled out.
const mostLiterals = 64

// needed reads off re what its matches have in them.
func needed(re *syntax.Regexp) need {
	switch re.Op {
	case syntax.OpLiteral:
		return need{[]string{strings.Map(fold, string(re.Rune))}, true}
	case syntax.OpCharClass:
		return spelled(re.Rune)
	case syntax.OpCapture:
		return needed(re.Sub[0])
	case syntax.OpPlus:
		return need{literals: needed(re.Sub[0]).best()}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return need{literals: needed(re.Sub[0]).best()}
		}
	case syntax.OpQuest:
		if n := needed(re.Sub[0]); n.exact {
			return need{append(slices.Clone(n.literals), ""), true}
		}
	case syntax.OpConcat:
		return neededInRow(re.Sub)
	case syntax.OpAlternate:
		return neededInOne(re.Sub)
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return need{[]string{""}, true}
	}
	return need{}
}

// spelled are the runes of a class, given by its ranges, if it is a small one.
func spelled(ranges []rune) need {
	size := 0
	for i := 0; i < len(ranges); i += 2 {
		if size += int(ranges[i+1]-ranges[i]) + 1; size > mostLiterals {
			return need{}
		}
	}
	var out []string
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if s := string(fold(r)); !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return need{out, len(out) > 0}
}

// neededInRow joins what neighbours need as far as it is exact, and takes the
// best of the pieces.
func neededInRow(subs []*syntax.Regexp) need {
	run := need{[]string{""}, true}
	whole := true
	var best need
	keep := func(n need) {
		if n := n.best(); worth(n) > worth(best.literals) {
			best.literals = n
		}
	}
	for _, sub := range subs {
		n := needed(sub)
		if n.exact && len(run.literals)*len(n.literals) <= mostLiterals {
			run.literals = products(run.literals, n.literals)
			continue
		}
		keep(run)
		whole, run = false, n
		if !n.exact {
			keep(n)
			run = need{[]string{""}, true}
		}
	}
	if whole {
		return run
	}
	keep(run)
	return best
}

func products(heads, tails []string) []string {
	var out []string
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, h+t)
		}
	}
	return out
}

// neededInOne needs for every alternative what that needs.
func neededInOne(subs []*syntax.Regexp) need {
	out := need{exact: true}
	for _, sub := range subs {
		n := needed(sub)
		if n.literals == nil {
			return need{}
		}
		out.literals, out.exact = append(out.literals, n.literals...), out.exact && n.exact
	}
	if !out.exact {
		// What one of them needs may be nothing.
		out.literals = out.best()
	}
	if len(out.literals) > mostLiterals {
		return need{}
	}
	return out
}

// best are the literals as a condition: without those that have another in them,
// and nil if one is empty.
func (n need) best() []string {
	var out []string
	for i, l := range n.literals {
		if l == "" {
			return nil
		}
		if !slices.ContainsFunc(n.literals[:i], func(other string) bool { return other == l }) &&
			!slices.ContainsFunc(n.literals, func(other string) bool { return other != l && strings.Contains(l, other) }) {
			out = append(out, l)
		}
	}
	return out
}

// worth weighs a condition by the literal in it that texts have oftenest: a long
// one is rare, a blank is everywhere.
func worth(literals []string) float64 {
	least := 0.0
	for i, l := range literals {
		w := 0.0
		for _, r := range l {
			switch {
			case unicode.IsSpace(r):
				w += 0.2
			case unicode.IsLetter(r):
				w++
			default:
				w += 1.5
			}
		}
		if i == 0 || w < least {
			least = w
		}
	}
	return least
}

// fold is the least of the runes that differ from r in case alone.
func fold(r rune) rune {
	least := r
	for c := unicode.SimpleFold(r); c != r; c = unicode.SimpleFold(c) {
		least = min(least, c)
	}
	return least
}
