package query

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// Limits of a query. Each is far beyond what a person types and keeps a
// hostile text from costing more than a long question.
const (
	// MaxRunes is the length that is read; an abstract pasted whole is about
	// 1,500.
	MaxRunes = 2000
	// MaxClauses is the number of leaves; each costs a posting list in every
	// searched field. Of a text that is pasted whole, MaxWords words are read,
	// for whoever searches to choose from.
	MaxClauses = 64
	MaxWords   = 256
	// MaxNesting is the number of parentheses within parentheses. A formula
	// that goes deeper is searched as the list of its words.
	MaxNesting = 16
	// MinPrefix is the number of letters before the star of a Prefix; one
	// letter would stand for a tenth of the vocabulary.
	MinPrefix = 2
	// MaxMarks is the number of combining marks on one letter; no writing
	// needs more than four.
	MaxMarks = 8
	// MaxNotes is the number of notes; one tells enough of many faults alike.
	MaxNotes = 16
)

// Query is a parsed query. Root is never nil.
type Query struct {
	Typed string // the text given to Parse
	Root  Node
	Notes []Note
}

// Note tells what was done with a part that did not parse. Code is one of the
// constants below, Message is English and names the part.
type Note struct {
	Code    string
	Message string
}

// Codes of notes.
const (
	NoteUnbalancedQuote = "unbalanced-quote"       // a quote without its partner was ignored
	NoteUnbalancedParen = "unbalanced-parenthesis" // one was added or ignored
	NoteEmptyGroup      = "empty-group"            // () or "" was ignored
	NoteUnknownField    = "unknown-field"          // label and value were searched as words
	NoteUnknownValue    = "unknown-value"          // a language or kind that no archive has
	NoteNoValue         = "no-value"               // a label with nothing behind it was searched as words
	NoteBadYear         = "bad-year"               // label and value were searched as words
	NoteRangeSwapped    = "range-swapped"          // 2022..2019 was read as 2019..2022
	NoteDanglingOp      = "dangling-operator"      // an operator was searched as a word
	NoteShortPrefix     = "wildcard-too-short"     // a* was searched as the word a
	NoteInnerWildcard   = "wildcard-inside"        // a*b was searched as a*
	NoteLeadingWildcard = "wildcard-leading"       // *a was searched as the word a
	NoteDOI             = "doi"                    // a plain DOI was searched as doi:
	NoteTooDeep         = "too-deep"               // operators beyond MaxNesting were ignored
	NoteTooMany         = "too-many-clauses"       // what is beyond MaxClauses or MaxWords was left out
	NoteTooLong         = "query-too-long"         // what is beyond MaxRunes was left out
	NoteNoWords         = "no-words"               // nothing but punctuation: everything is found
)

// Parse reads a query. It never fails and takes time in proportion to the
// length of the text, or to MaxRunes where that is less.
func Parse(text string) Query {
	chars, cut := clean(text)
	p := newParser(chars)
	if cut {
		p.note(NoteTooLong, "only the first %d characters were searched", MaxRunes)
	}
	root := p.query()
	if nesting(root) > MaxNesting {
		p.note(NoteTooDeep, "parentheses nested more than %d deep were ignored, the words were searched", MaxNesting)
		root = leavesOf(root)
	}
	root = p.fit(p.fewer(root))
	return Query{Typed: text, Root: root, Notes: p.notes}
}

// String is the canonical form of the query: Parse(q.String()) has an Equal
// Root.
func (q Query) String() string {
	if q.Root == nil {
		return All{}.String()
	}
	return q.Root.String()
}

// Leaves are the parts that a document is wanted to match, in the order
// typed; what is excluded is not among them.
func (q Query) Leaves() []Node {
	var leaves []Node
	Walk(q.Root, func(leaf Node, excluded bool) {
		if !excluded {
			leaves = append(leaves, leaf)
		}
	})
	return leaves
}

// leavesOf flattens a query to its words and its excluded words.
func leavesOf(root Node) Node {
	var leaves []Node
	Walk(root, func(leaf Node, excluded bool) {
		if excluded {
			leaf = not(leaf)
		}
		leaves = append(leaves, leaf)
	})
	return orAll(words(leaves...))
}

func orAll(n Node) Node {
	if n == nil {
		return All{}
	}
	return n
}

// fewer drops leaves from the end until there are MaxClauses, unless they are
// mostly the words of a text.
func (p *parser) fewer(root Node) Node {
	leaves, text := 0, 0
	Walk(root, func(Node, bool) { leaves++ })
	if w, ok := root.(Words); ok {
		for _, n := range w.Items {
			if t, ok := n.(Term); ok && t.Field == "" {
				text++
			}
		}
	}
	if leaves-text <= MaxClauses && text > 0 || leaves <= MaxClauses {
		return root
	}
	p.notes = slices.DeleteFunc(p.notes, func(n Note) bool { return n.Code == NoteTooMany })
	p.note(NoteTooMany, "only the first %d words were searched", MaxClauses)
	for ; leaves > MaxClauses; leaves-- {
		root = orAll(withoutLast(root))
	}
	return root
}

// fit drops leaves from the end until the canonical form is no longer than
// MaxRunes: labels that were typed once for a group are written for each
// word. Only queries near the limit are touched.
func (p *parser) fit(root Node) Node {
	for utf8.RuneCountInString(root.String()) > MaxRunes {
		p.note(NoteTooLong, "the end of the query was left out: it may be %d characters long", MaxRunes)
		root = orAll(withoutLast(root))
	}
	return root
}

// withoutLast is n without its last leaf, nil if it was the only one.
func withoutLast(n Node) Node {
	shorter := func(items []Node) []Node {
		items = slices.Clone(items)
		items[len(items)-1] = withoutLast(items[len(items)-1])
		return items
	}
	switch n := n.(type) {
	case Words:
		return words(shorter(n.Items)...)
	case And:
		return and(shorter(n.Items)...)
	case Or:
		return or(shorter(n.Items)...)
	case Not:
		return not(withoutLast(n.Item))
	}
	return nil
}

func (p *parser) note(code, format string, args ...any) {
	n := Note{code, fmt.Sprintf(format, args...)}
	if len(p.notes) < MaxNotes && !slices.Contains(p.notes, n) {
		p.notes = append(p.notes, n)
	}
}
