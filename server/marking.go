package server

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"izde/indexer"
)

// markedText is a run of text; Kind is "" where nothing matched. Why is the
// kind in the reader's words.
type markedText struct{ Text, Kind, Why string }

// markKinds are the kinds of a match that the style sheet tells apart.
func markKinds() []string {
	return []string{"exact", "stem", "phrase", "prefix", "letters", "romanisation", "translation"}
}

// markUp cuts a text at its marks. Marks that overlap, leave the text or split
// a letter are clipped or passed over, so that all of the text is always shown
// once.
func markUp(l *locale, text string, marks []indexer.Mark) []markedText {
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b indexer.Mark) int { return cmp.Compare(a.Start, b.Start) })
	var out []markedText
	at := 0
	for _, m := range marks {
		start, end := max(m.Start, at), m.End
		if start >= end || end > len(text) || !runeEdge(text, start) || !runeEdge(text, end) {
			continue
		}
		if start > at {
			out = append(out, markedText{Text: text[at:start]})
		}
		kind := m.Kind
		if !slices.Contains(markKinds(), kind) {
			kind = "other"
		}
		out = append(out, markedText{Text: text[start:end], Kind: kind, Why: l.T("mark." + kind)})
		at = end
	}
	if at < len(text) {
		out = append(out, markedText{Text: text[at:]})
	}
	return out
}

func runeEdge(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
