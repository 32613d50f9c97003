package clean

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
)

// says is what each code means to a librarian.
var says = map[string]string{
	CodeHyphen:     "words broken at line ends were joined",
	CodeSplitWord:  "words with spaces inside were joined",
	CodeLookAlike:  "look-alike letters of the other script were replaced",
	CodeInvisible:  "invisible characters were removed",
	CodeLigature:   "ligatures were resolved",
	CodeComposed:   "characters were composed (NFC)",
	CodeMark:       "superscript and emphasis marks were resolved",
	CodeMojibake:   "lines decoded with the wrong table were put right",
	CodeURL:        "URLs or DOIs broken at line ends were joined",
	CodeMixed:      "words mix two scripts and were left",
	CodeHyphenKept: "hyphens at line ends were doubtful",
	CodeLost:       "words have characters that could not be decoded",
}

// Tally makes of the repairs, or of the doubts, of one Article a Warning a code,
// which counts them and has the place of the first and what it was.
type Tally struct {
	Each bool // list every Repair in its Warning

	Warnings []corpus.Warning // in the order in which the codes were met
}

// Add counts a repair. The Warning has strings of its own: those of r hold the
// whole source.
func (t *Tally) Add(r Repair) {
	w := t.of(r)
	w.Count++
	if t.Each {
		w.Repairs = append(w.Repairs, r.Listed())
	}
}

// of is the Warning of the code of r, of which r may be the first.
func (t *Tally) of(r Repair) *corpus.Warning {
	for i := range t.Warnings {
		if t.Warnings[i].Code == r.Code {
			return &t.Warnings[i]
		}
	}
	t.Warnings = append(t.Warnings, corpus.Warning{Code: r.Code, Line: r.Line, Column: r.Column,
		Before: strings.Clone(r.From), After: strings.Clone(r.To), Message: says[r.Code] + example(r)})
	return &t.Warnings[len(t.Warnings)-1]
}

// Listed is the repair as a Warning lists it.
func (r Repair) Listed() corpus.Repair {
	return corpus.Repair{Line: r.Line, Column: r.Column, Before: strings.Clone(r.From), After: strings.Clone(r.To)}
}

func example(r Repair) string {
	switch from, to := visible(r.From), visible(r.To); {
	case from == "":
		return ""
	case r.From == r.To:
		return ", as in " + shorten(from)
	default:
		return ", as in " + shorten(from) + " → " + shorten(to)
	}
}

// visible shows line breaks, and what prints nothing by its number.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteRune('↵')
		case !unicode.IsPrint(r) && r != ' ':
			fmt.Fprintf(&b, "[U+%04X]", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// shorten cuts a text for a message.
func shorten(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
