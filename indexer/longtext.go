package indexer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"izde/analyzers"
	"izde/corpus"
	"izde/indexer/query"
)

// longText is the number of words, stop words not counted, beyond which a
// juxtaposition is a text that was pasted: its words are searched by which it
// differs most from others. The common ones that are passed over say little
// about it, and cost most.
const longText = 32

// textWord is a word of a long text.
type textWord struct {
	term query.Term
	docs int // that have it, about
}

// shorten passes words of a long text over: stop words, those that come again,
// those that no document has, then those that most documents have.
func (p *plan) shorten(ctx context.Context) error {
	root, ok := p.root.(query.Words)
	if !ok || len(root.Items) <= longText {
		return nil
	}
	rarities, err := p.rarities(ctx, root.Items)
	if err != nil {
		return err
	}
	var words []textWord
	var over []query.Term
	seen := map[string]bool{}
	for _, n := range root.Items {
		t, ok := n.(query.Term)
		if !ok || t.Field != "" {
			continue
		}
		r := rarities[t.Text]
		if key := strings.ToLower(t.Text); r.stop || seen[key] {
			over = append(over, t)
		} else {
			seen[key] = true
			words = append(words, textWord{t, r.docs})
		}
	}
	if len(words) <= longText {
		return nil
	}
	slices.SortStableFunc(words, func(a, b textWord) int {
		if (a.docs == 0) != (b.docs == 0) {
			return cmp.Compare(b.docs, a.docs)
		}
		return cmp.Compare(a.docs, b.docs)
	})
	for _, w := range words[longText:] {
		over = append(over, w.term)
	}
	for _, t := range over {
		p.leaves[t] = &leaf{typed: t.Text, over: true}
	}
	p.long = true
	p.notes = append(p.notes, Note{"long-text", fmt.Sprintf("of the %d different words of this text, the %d rarest were searched", len(words), longText)})
	return nil
}

// manyWords reports whether a query has as many words, stop words and labels
// counted, as are searched of a long text. Complementary fields are then left
// out: what so many words find needs no help from words that only begin like
// them, which would double the cost.
func (p *plan) manyWords() bool {
	words := 0
	query.Walk(p.root, func(n query.Node, _ bool) {
		if l := p.leaves[n]; l == nil || !l.over {
			words++
		}
	})
	return words >= longText
}

// rarity is the number of documents that have a word, about, and whether it is
// a stop word of some language.
type rarity struct {
	docs int
	stop bool
}

// rarities looks words up over all cores: a long text has some hundred.
func (p *plan) rarities(ctx context.Context, items []query.Node) (map[string]rarity, error) {
	all := map[string]rarity{}
	var texts []string
	for _, n := range items {
		if t, ok := n.(query.Term); ok && t.Field == "" {
			if _, have := all[t.Text]; !have {
				all[t.Text] = rarity{}
				texts = append(texts, t.Text)
			}
		}
	}
	found := make([]rarity, len(texts))
	err := inParallel(len(texts), func(i int) (err error) {
		if err = ctx.Err(); err == nil {
			found[i].docs, found[i].stop, err = p.rarity(texts[i])
		}
		return err
	})
	for i, t := range texts {
		all[t] = found[i]
	}
	return all, err
}

// rarity counts the documents that have a word, in the largest field of each
// language, in references and among authors, and tells whether it is a stop
// word of some language.
func (p *plan) rarity(word string) (docs int, stop bool, err error) {
	var tokens []analyzers.Token
	var scratch analyzers.Scratch
	for _, n := range p.ix.largest {
		f := p.ix.schema.fields[n]
		tokens = p.ix.analyzers[f.analyzer].AppendTokens(tokens[:0], []byte(word), &scratch)
		if len(tokens) == 0 {
			continue
		}
		if f.lang != "" && tokens[0].Stop {
			return 0, true, nil
		}
		with, err := p.ix.documentsWith(n, tokens[0].Term)
		if err != nil {
			return 0, false, err
		}
		docs += with
	}
	return docs, false, nil
}

// largestFields returns the field of each language with the most words, and
// those of no language.
func largestFields(s *schema, stats []fieldStats) []int {
	var fields []int
	words := func(n int) float64 { return float64(stats[n].docs) * stats[n].average }
	for _, lang := range append(corpus.Languages(), "") {
		most := -1
		for n, f := range s.fields {
			switch {
			case f.lang != lang || f.second || f.analyzer == "":
			case lang == "":
				fields = append(fields, n)
			case most < 0 || words(n) > words(most):
				most = n
			}
		}
		if most >= 0 {
			fields = append(fields, most)
		}
	}
	return fields
}
