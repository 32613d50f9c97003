package query

import (
	"strconv"
	"strings"
)

// How tightly a node holds together; an item that holds looser than its
// parent needs parentheses.
const (
	bindOr = iota
	bindAnd
	bindWords
	bindItem
)

func binding(n Node) int {
	switch n.(type) {
	case Or:
		return bindOr
	case And:
		return bindAnd
	case Words:
		return bindWords
	}
	return bindItem
}

func (n Words) String() string { return joined(n.Items, " ", bindItem) }
func (n And) String() string   { return joined(n.Items, " AND ", bindWords) }
func (n Or) String() string    { return joined(n.Items, " OR ", bindAnd) }
func (n Not) String() string   { return "-" + enclosed(n.Item, bindItem) }

func (n Term) String() string {
	if _, ok := operatorNamed(n.Text); ok && n.Field == "" {
		return `\` + n.Text
	}
	return label(n.Field) + n.Text
}

func (n Phrase) String() string { return label(n.Field) + `"` + n.Text + `"` }
func (n Prefix) String() string { return label(n.Field) + n.Text + "*" }
func (All) String() string      { return "*" }

func (n Range) String() string {
	if n.From == n.To {
		return label(n.Field) + strconv.Itoa(n.From)
	}
	return label(n.Field) + formatYears(n.From, n.To)
}

// formatYears writes from..to where 0 is open.
func formatYears(from, to int) string {
	year := func(y int) string {
		if y == 0 {
			return ""
		}
		return strconv.Itoa(y)
	}
	return year(from) + ".." + year(to)
}

func label(field string) string {
	if field == "" {
		return ""
	}
	return field + ":"
}

func joined(items []Node, between string, atLeast int) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = enclosed(item, atLeast)
	}
	return strings.Join(parts, between)
}

func enclosed(n Node, atLeast int) string {
	if binding(n) < atLeast {
		return "(" + n.String() + ")"
	}
	return n.String()
}

// nesting counts the parentheses within parentheses that String writes.
func nesting(n Node) int {
	if inner, ok := n.(Not); ok {
		return nestingOf(inner.Item, bindItem)
	}
	deepest := 0
	for _, item := range items(n) {
		// The items of Or bind as And at least, those of And as Words.
		deepest = max(deepest, nestingOf(item, min(binding(n)+1, bindItem)))
	}
	return deepest
}

func nestingOf(item Node, atLeast int) int {
	if binding(item) < atLeast {
		return nesting(item) + 1
	}
	return nesting(item)
}
