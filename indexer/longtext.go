package indexer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"izde/indexer/query"
)

// longText is the number of words, stop words not counted, beyond which a
// juxtaposition is a text that was pasted: its words are searched by which it
// differs most from others. The common ones that are passed over say little
// about it, and cost most.
const longText = 32

// shorten passes words of a long text over: those that come again, then those
// that no document has, then those that most documents have.
func (p *plan) shorten() error {
	root, ok := p.root.(query.Words)
	if !ok || len(root.Items) <= longText {
		return nil
	}
	words := p.textWords(root)
	if len(words) <= longText {
		return nil
	}
	docs := make(map[*leaf]int, len(words))
	seen := map[string]bool{}
	for _, l := range words {
		n, err := p.ix.documentsOf(l)
		if err != nil {
			return err
		}
		if key := strings.ToLower(l.typed); n == 0 || seen[key] {
			n = p.ix.columns.docs * len(p.ix.schema.fields)
		} else {
			seen[key] = true
		}
		docs[l] = n
	}
	slices.SortStableFunc(words, func(a, b *leaf) int { return cmp.Compare(docs[a], docs[b]) })
	for _, l := range words[longText:] {
		l.over = true
	}
	p.long = true
	p.notes = append(p.notes, Note{"long-text", fmt.Sprintf("of the %d words of this text, the %d rarest were searched", len(words), longText)})
	return nil
}

// textWords are the leaves of plain words that are no stop words.
func (p *plan) textWords(root query.Words) []*leaf {
	var words []*leaf
	for _, n := range root.Items {
		if t, ok := n.(query.Term); ok && t.Field == "" {
			if l := p.leaves[t]; !p.silent(l) {
				words = append(words, l)
			}
		}
	}
	return words
}

// documentsOf sums the documents of a word over the fields; of a word of
// several tokens, those of the rarest.
func (ix *Index) documentsOf(l *leaf) (int, error) {
	least := 0
	for g, clauses := range l.groups {
		total := 0
		for _, c := range clauses {
			if ix.schema.fields[c.field].second {
				continue
			}
			n, err := ix.documentsWith(c.field, c.term)
			if err != nil {
				return 0, err
			}
			total += n
		}
		if g == 0 || total < least {
			least = total
		}
	}
	return least, nil
}
