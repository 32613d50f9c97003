package query

// Fields that a leaf may name. A leaf with Field "" is searched everywhere.
const (
	FieldTitle    = "title"
	FieldAuthor   = "author"
	FieldKeyword  = "keyword"
	FieldAbstract = "abstract"
	FieldRef      = "ref"
	FieldBody     = "body"
	FieldDOI      = "doi"
	FieldLang     = "lang"
	FieldYear     = "year"
	FieldJournal  = "journal"
	FieldKind     = "kind"
	FieldIRSTI    = "irsti"
	FieldUDC      = "udc"
	FieldSeries   = "series"
)

// Node is a part of a parsed query: Words, And, Or, Not, or one of the leaves
// Term, Phrase, Prefix, Range and All.
type Node interface {
	// String is the canonical form; parsing it gives the same node.
	String() string
	node()
}

// Span is the place of a leaf in the text that was typed, in bytes, without
// the label and with the quotes. A leaf that was not typed has an empty Span.
type Span struct {
	Start, End int
}

// Words is a juxtaposition. Documents that match every item come first; where
// there are none, those that match most. Items that are Not exclude in any
// case. It has at least two items; where all of them are Not, it is what they
// leave of the whole archive. Under a Not it means all of its items.
type Words struct{ Items []Node }

// And matches the documents that match all of its two or more items.
type And struct{ Items []Node }

// Or matches the documents that match one of its two or more items.
type Or struct{ Items []Node }

// Not matches the documents that do not match Item, which is never a Not.
type Not struct{ Item Node }

// Term is one word as typed, in NFC and with its case, without punctuation
// around it. It may be several tokens for an analyzer (Kazakhstan-2050). In
// the fields lang and kind it is the code that the archive uses.
type Term struct {
	Field string
	Text  string
	Span
}

// Phrase is what stood between quotes, in NFC, with single blanks.
type Phrase struct {
	Field string
	Text  string
	Span
}

// Prefix matches the words that begin with Text, of MinPrefix letters at
// least.
type Prefix struct {
	Field string
	Text  string
	Span
}

// Range is a stretch of years, both ends included; 0 is open. Field is
// FieldYear.
type Range struct {
	Field    string
	From, To int
	Span
}

// All matches every document.
type All struct{ Span }

func (Words) node()  {}
func (And) node()    {}
func (Or) node()     {}
func (Not) node()    {}
func (Term) node()   {}
func (Phrase) node() {}
func (Prefix) node() {}
func (Range) node()  {}
func (All) node()    {}

// Equal tells whether a and b mean the same, wherever they were typed.
func Equal(a, b Node) bool {
	switch a := a.(type) {
	case Words:
		b, ok := b.(Words)
		return ok && equalItems(a.Items, b.Items)
	case And:
		b, ok := b.(And)
		return ok && equalItems(a.Items, b.Items)
	case Or:
		b, ok := b.(Or)
		return ok && equalItems(a.Items, b.Items)
	case Not:
		b, ok := b.(Not)
		return ok && Equal(a.Item, b.Item)
	}
	return a != nil && b != nil && isLeaf(b) && withoutSpan(a) == withoutSpan(b)
}

func equalItems(a, b []Node) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

func isLeaf(n Node) bool {
	switch n.(type) {
	case Term, Phrase, Prefix, Range, All:
		return true
	}
	return false
}

// withoutSpan makes leaves comparable with ==.
func withoutSpan(leaf Node) Node {
	switch n := leaf.(type) {
	case Term:
		n.Span = Span{}
		return n
	case Phrase:
		n.Span = Span{}
		return n
	case Prefix:
		n.Span = Span{}
		return n
	case Range:
		n.Span = Span{}
		return n
	case All:
		n.Span = Span{}
		return n
	}
	return leaf
}

// SpanOf is the place of a leaf in the typed text; of a composite node, the
// stretch from its first leaf to its last.
func SpanOf(n Node) Span {
	var s Span
	Walk(n, func(leaf Node, _ bool) {
		at := leafSpan(leaf)
		if s.Start == s.End {
			s = at
		} else if at.Start < at.End {
			s = Span{min(s.Start, at.Start), max(s.End, at.End)}
		}
	})
	return s
}

func leafSpan(n Node) Span {
	switch n := n.(type) {
	case Term:
		return n.Span
	case Phrase:
		return n.Span
	case Prefix:
		return n.Span
	case Range:
		return n.Span
	case All:
		return n.Span
	}
	return Span{}
}

// Walk visits the leaves from left to right; excluded tells that a document
// must not match the leaf (it stands under an odd number of Not).
func Walk(n Node, visit func(leaf Node, excluded bool)) {
	walk(n, false, visit)
}

func walk(n Node, excluded bool, visit func(Node, bool)) {
	switch n := n.(type) {
	case nil:
	case Not:
		walk(n.Item, !excluded, visit)
	case Words, And, Or:
		for _, item := range items(n) {
			walk(item, excluded, visit)
		}
	default:
		visit(n, excluded)
	}
}

// items of a composite node other than Not, else nil.
func items(n Node) []Node {
	switch n := n.(type) {
	case Words:
		return n.Items
	case And:
		return n.Items
	case Or:
		return n.Items
	}
	return nil
}

// words joins the nodes that are not nil. Words within Words are one list
// unless the inner one excludes: `(a -b) c` is not `a -b c`. All adds nothing
// to other items.
func words(nodes ...Node) Node {
	var list []Node
	for _, n := range nodes {
		if inner, ok := n.(Words); ok && !excludes(inner) {
			list = append(list, inner.Items...)
		} else if n != nil {
			list = append(list, n)
		}
	}
	kept := list[:0:0]
	for _, n := range list {
		if _, ok := n.(All); !ok {
			kept = append(kept, n)
		}
	}
	if len(kept) == 0 && len(list) > 0 {
		return list[0]
	}
	return join(kept, func(n []Node) Node { return Words{n} })
}

func excludes(w Words) bool {
	for _, n := range w.Items {
		if _, ok := n.(Not); ok {
			return true
		}
	}
	return false
}

func and(nodes ...Node) Node {
	var list []Node
	for _, n := range nodes {
		if inner, ok := n.(And); ok {
			list = append(list, inner.Items...)
		} else if n != nil {
			list = append(list, n)
		}
	}
	return join(list, func(n []Node) Node { return And{n} })
}

func or(nodes ...Node) Node {
	var list []Node
	for _, n := range nodes {
		if inner, ok := n.(Or); ok {
			list = append(list, inner.Items...)
		} else if n != nil {
			list = append(list, n)
		}
	}
	return join(list, func(n []Node) Node { return Or{n} })
}

// not denies n; what matches nothing (not everything) is dropped.
func not(n Node) Node {
	switch n := n.(type) {
	case nil, All:
		return nil
	case Not:
		return n.Item
	}
	return Not{n}
}

func join(list []Node, composite func([]Node) Node) Node {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return composite(list)
}
