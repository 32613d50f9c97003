package rawtext

import (
	"cmp"
	"slices"
	"strings"

	"izde/corpus"
	"izde/corpus/clean"
)

// reportRepairs counts repairs and doubts per article, with the place of the
// first and what it was.
func (s *splitter) reportRepairs(articles []*corpus.Article, spans []corpus.Source) {
	for _, found := range [][]clean.Repair{s.log.Repairs, s.log.Doubts} {
		tallies := make([]clean.Tally, len(articles))
		for _, r := range inOrder(found) {
			if i := articleAt(spans, r.Line); i >= 0 {
				tallies[i].Each = s.opt.Repairs
				tallies[i].Add(r)
			}
		}
		for i := range tallies {
			articles[i].Warnings = append(articles[i].Warnings, tallies[i].Warnings...)
		}
	}
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
				l.Repairs = append(l.Repairs, r.Listed())
			}
		}
	}
}
