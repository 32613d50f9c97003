package rawtext

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"izde/corpus"
	"izde/corpus/clean"
)

// repairWords says what each code of clean means to a librarian.
var repairWords = map[string]string{
	clean.CodeHyphen:     "words broken at line ends were joined",
	clean.CodeSplitWord:  "words with spaces inside were joined",
	clean.CodeLookAlike:  "look-alike letters of the other script were replaced",
	clean.CodeInvisible:  "invisible characters were removed",
	clean.CodeLigature:   "ligatures were resolved",
	clean.CodeComposed:   "characters were composed (NFC)",
	clean.CodeMark:       "superscript and emphasis marks were resolved",
	clean.CodeMojibake:   "lines decoded with the wrong table were put right",
	clean.CodeURL:        "URLs or DOIs broken at line ends were joined",
	clean.CodeMixed:      "words mix two scripts and were left",
	clean.CodeHyphenKept: "hyphens at line ends were doubtful",
}

// reportRepairs counts repairs and doubts per article, with the place of the
// first and what it was.
func (s *splitter) reportRepairs(articles []*corpus.Article, spans []corpus.Source) {
	for _, found := range [][]clean.Repair{s.log.Repairs, s.log.Doubts} {
		tallies := make([]map[string]*corpus.Warning, len(articles))
		order := make([][]string, len(articles))
		for _, r := range inOrder(found) {
			i := articleAt(spans, r.Line)
			if i < 0 {
				continue
			}
			if tallies[i] == nil {
				tallies[i] = map[string]*corpus.Warning{}
			}
			w := tallies[i][r.Code]
			if w == nil {
				w = &corpus.Warning{Code: r.Code, Line: r.Line, Column: r.Column, Before: strings.Clone(r.From), After: strings.Clone(r.To),
					Message: repairWords[r.Code] + example(r)}
				tallies[i][r.Code] = w
				order[i] = append(order[i], r.Code)
			}
			w.Count++
			if s.opt.Repairs {
				w.Repairs = append(w.Repairs, repairOf(r))
			}
		}
		for i, codes := range order {
			for _, c := range codes {
				articles[i].Warnings = append(articles[i].Warnings, *tallies[i][c])
			}
		}
	}
}

// repairOf is a repair with strings of its own: those of r hold the whole
// source.
func repairOf(r clean.Repair) corpus.Repair {
	return corpus.Repair{Line: r.Line, Column: r.Column, Before: strings.Clone(r.From), After: strings.Clone(r.To)}
}

// inOrder sorts repairs by their places, each once: some lines are joined
// twice, when it turns out what they are.
func inOrder(repairs []clean.Repair) []clean.Repair {
	out := slices.Clone(repairs)
	slices.SortStableFunc(out, func(a, b clean.Repair) int {
		return cmp.Or(a.Line-b.Line, a.Column-b.Column, strings.Compare(a.Code, b.Code), strings.Compare(a.From, b.From))
	})
	return slices.CompactFunc(out, func(a, b clean.Repair) bool {
		return a.Column > 0 && a.Code == b.Code && a.Line == b.Line && a.Column == b.Column && a.From == b.From
	})
}

func example(r clean.Repair) string {
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

// articleAt is the index of the article that covers a line, -1 for none.
func articleAt(spans []corpus.Source, line int) int {
	for i := len(spans) - 1; i >= 0; i-- {
		if spans[i].Line > 0 && line >= spans[i].Line {
			return i
		}
	}
	if len(spans) > 0 {
		return 0
	}
	return -1
}

// listRepairs puts the repairs of each line into its LineUse.
func (s *splitter) listRepairs(lines []LineUse) {
	for _, found := range [][]clean.Repair{s.log.Repairs, s.log.Doubts} {
		for _, r := range inOrder(found) {
			if r.Line >= 1 && r.Line <= len(lines) {
				l := &lines[r.Line-1]
				l.Repairs = append(l.Repairs, repairOf(r))
			}
		}
	}
}
