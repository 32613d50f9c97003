package indexer

import (
	"cmp"
	"slices"
	"strings"

	"izde/analyzers"
	"izde/corpus"
	"izde/indexer/query"
	"izde/indexer/thesaurus"
)

const (
	// expansionWeight is what a translation that is beyond doubt counts
	// beside the word that was typed.
	expansionWeight = 0.5
	// trustedWeight is the weight from which a translation stands for the
	// word: nine in ten of those are right. Documents that have a more doubtful
	// one are found as those that lack the word are.
	trustedWeight = 0.3
	// maxTranslations is how many translations into one language are searched
	// for some words of a query.
	maxTranslations = 2
	// maxExpandedWords is the longest run of words that is looked up as one
	// entry, stop words among them included.
	maxExpandedWords = 8
	// maxRereadings is how many ways of reading the words of a query in Kazakh
	// letters are looked up.
	maxRereadings = 64
	// maxExpandedTerms bounds the translations of one query: each costs a
	// posting list a term and field.
	maxExpandedTerms = 32
)

// expansion is the translations of some neighbouring words of a query.
type expansion struct {
	typed  string
	leaves []*leaf
	first  int // place of the first leaf in the plan's order
	terms  []translation
	found  matched // documents that have one; strict, one that can be trusted
	added  bool    // to the scores
}

// translation is one of them, compiled: to words that are all required, or,
// for a phrase, to a phrase in each field.
type translation struct {
	ExpandedTerm
	groups [][]clause
	phrase []phrase
	weight float64
	found  matched // documents that have it
}

func (e *expansion) covers(l *leaf) bool { return slices.Contains(e.leaves, l) }

// run is a stretch of a query that is looked up together: neighbouring words
// with the same label, or one phrase.
type run struct {
	label  string
	quoted bool
	texts  []string
	leaves []*leaf
}

// expand adds the translations of the query's words: of the longest runs of
// neighbouring words that the thesaurus has in any language. A word that is
// part of a longer entry is not translated by itself, since the longer one
// says better what is meant.
func (p *plan) expand() error {
	if p.ix.thesaurus.Len() == 0 {
		return nil
	}
	reader, err := thesaurus.NewReader()
	if err != nil {
		return err
	}
	x := &expander{plan: p, reader: reader, read: map[readText]readTerms{}, left: maxExpandedTerms}
	for _, r := range p.runs(p.root, nil) {
		x.run(r)
	}
	slices.SortFunc(p.expansions, func(a, b *expansion) int { return cmp.Compare(a.first, b.first) })
	return nil
}

// runs appends the runs of n. What is excluded is excluded as typed only, and
// wildcards have no translation.
func (p *plan) runs(n query.Node, runs []run) []run {
	switch n := n.(type) {
	case query.Words:
		for i := 0; i < len(n.Items); {
			r, next := p.wordRun(n.Items, i)
			if next == i {
				runs = p.runs(n.Items[i], runs)
				next++
			} else {
				runs = append(runs, r)
			}
			i = next
		}
	case query.And:
		for _, item := range n.Items {
			runs = p.runs(item, runs)
		}
	case query.Or:
		for _, item := range n.Items {
			runs = p.runs(item, runs)
		}
	case query.Term:
		if r, next := p.wordRun([]query.Node{n}, 0); next > 0 {
			runs = append(runs, r)
		}
	case query.Phrase:
		if expandable(n.Field) {
			runs = append(runs, run{n.Field, true, []string{n.Text}, []*leaf{p.leaves[n]}})
		}
	}
	return runs
}

// wordRun returns the run of words with the same label that begins at item i
// and the item after it, or i where there is none.
func (p *plan) wordRun(items []query.Node, i int) (run, int) {
	var r run
	for ; i < len(items); i++ {
		t, ok := items[i].(query.Term)
		if !ok || !expandable(t.Field) || p.leaves[t].over || len(r.leaves) > 0 && t.Field != r.label {
			break
		}
		r.label = t.Field
		r.texts = append(r.texts, t.Text)
		r.leaves = append(r.leaves, p.leaves[t])
	}
	return r, i
}

// expandable reports whether words with a label are translated: not names,
// codes or the titles of references.
func expandable(label string) bool {
	switch label {
	case "", query.FieldTitle, query.FieldAbstract, query.FieldKeyword, query.FieldBody:
		return true
	}
	return false
}

// expander looks the runs of one query up.
type expander struct {
	plan   *plan
	reader *thesaurus.Reader
	read   map[readText]readTerms
	left   int // translations that may still be added
}

// readTerms are the terms of a text as the thesaurus has them.
type readTerms struct {
	terms   []string
	content bool // they are more than stop words
}

// terms returns those of some words together.
func (x *expander) terms(lang string, texts []string) []string {
	var terms, stops []string
	for _, t := range texts {
		if r := x.readTerms(lang, t); r.content {
			terms = append(terms, r.terms...)
		} else {
			stops = append(stops, r.terms...)
		}
	}
	if terms == nil {
		return stops
	}
	return terms
}

func (x *expander) readTerms(lang, text string) readTerms {
	key := readText{lang, text}
	r, ok := x.read[key]
	if !ok {
		r.terms, r.content = x.reader.Terms(lang, text)
		x.read[key] = r
	}
	return r
}

// run adds the expansions of the longest parts of r first.
func (x *expander) run(r run) {
	covered := make([]bool, len(r.texts))
	for n := min(maxExpandedWords, len(r.texts)); n > 0; n-- {
		for i := 0; i+n <= len(r.texts); i++ {
			if slices.Contains(covered[i:i+n], true) {
				continue
			}
			part := run{r.label, r.quoted, r.texts[i : i+n], r.leaves[i : i+n]}
			if x.add(part) {
				for k := i; k < i+n; k++ {
					covered[k] = true
				}
			}
		}
	}
}

// add adds the expansion of all of r and reports whether there is an entry.
func (x *expander) add(r run) bool {
	typed := strings.Join(r.texts, " ")
	found := x.lookup(r)
	if len(found) == 0 {
		return false
	}
	e := &expansion{typed: typed, leaves: r.leaves, first: slices.Index(x.plan.order, r.leaves[0])}
	for _, t := range found {
		if x.left == 0 {
			break
		}
		if c := x.compile(r, t); c.groups != nil || c.phrase != nil {
			e.terms = append(e.terms, c)
			x.left--
		}
	}
	if len(e.terms) > 0 {
		x.plan.expansions = append(x.plan.expansions, e)
	}
	return true
}

// lookup returns the translations of r, read in each language, into the
// others: the best maxTranslations of each. A run that begins or ends with a
// stop word is no entry: without it there is a shorter one.
func (x *expander) lookup(r run) []thesaurus.Translation {
	var found []thesaurus.Translation
	for _, lang := range corpus.Languages() {
		if n := len(r.texts); n > 1 && (!x.readTerms(lang, r.texts[0]).content || !x.readTerms(lang, r.texts[n-1]).content) {
			continue
		}
		found = x.keep(found, x.plan.ix.thesaurus.Lookup(x.reader, lang, x.terms(lang, r.texts)), r)
	}
	if len(found) == 0 && !r.quoted {
		found = x.keep(nil, x.reread(r), r)
	}
	slices.SortStableFunc(found, func(a, b thesaurus.Translation) int { return cmp.Compare(b.Weight, a.Weight) })
	return bestOf(found)
}

// bestOf keeps the best maxTranslations of each language. A part of a better
// one (the second half of a compound, say) is vaguer and adds nothing.
func bestOf(found []thesaurus.Translation) []thesaurus.Translation {
	var kept []thesaurus.Translation
	n := map[string]int{}
	for _, t := range found {
		part := slices.ContainsFunc(kept, func(k thesaurus.Translation) bool {
			return k.Lang == t.Lang && !slices.ContainsFunc(t.Terms, func(term string) bool { return !slices.Contains(k.Terms, term) })
		})
		if !part && n[t.Lang] < maxTranslations {
			n[t.Lang]++
			kept = append(kept, t)
		}
	}
	return kept
}

// keep appends the translations that are of use.
func (x *expander) keep(found, translations []thesaurus.Translation, r run) []thesaurus.Translation {
	for _, t := range translations {
		if !x.same(t, r) && x.plan.view.believes(t) {
			found = addTranslation(found, t)
		}
	}
	return found
}

// reread looks up what was typed as Kazakh without its letters or in Latin:
// the first reading, by weight, that is an entry.
func (x *expander) reread(r run) []thesaurus.Translation {
	var groups [][]analyzers.QueryTerm
	for _, t := range r.texts {
		groups = append(groups, x.plan.wordReadings(corpus.Kazakh, t)...)
	}
	groups = slices.DeleteFunc(groups, func(g []analyzers.QueryTerm) bool { return len(g) == 0 || g[0].Stop })
	tries := maxRereadings
	var found []thesaurus.Translation
	var try func(terms []string, weight float64)
	try = func(terms []string, weight float64) {
		if len(terms) == len(groups) {
			tries--
			found = x.plan.ix.thesaurus.Lookup(x.reader, corpus.Kazakh, terms)
			for i := range found {
				found[i].Weight *= weight
			}
			return
		}
		for _, q := range groups[len(terms)] {
			if tries == 0 || found != nil {
				return
			}
			try(append(slices.Clone(terms), q.Term), weight*q.Weight)
		}
	}
	if len(groups) > 0 {
		try(nil, 1)
	}
	return found
}

// same reports whether the typed words are searched as t anyway: a name, or a
// loan in its basic form.
func (x *expander) same(t thesaurus.Translation, r run) bool {
	return slices.Equal(x.terms(t.Lang, r.texts), t.Terms)
}

// addTranslation adds t, once a language and sequence of terms: a word may be
// an entry in two languages.
func addTranslation(list []thesaurus.Translation, t thesaurus.Translation) []thesaurus.Translation {
	for i := range list {
		if list[i].Lang == t.Lang && slices.Equal(list[i].Terms, t.Terms) {
			if list[i].Weight < t.Weight {
				list[i] = t
			}
			return list
		}
	}
	return append(list, t)
}

// compile turns t into what is searched in the fields of its language.
func (x *expander) compile(r run, t thesaurus.Translation) translation {
	c := translation{ExpandedTerm: ExpandedTerm{t.Text, t.Lang, t.Weight, t.Source}, weight: expansionWeight * t.Weight}
	var scratch analyzers.Scratch
	schema := x.plan.ix.schema
	tokens := x.plan.ix.analyzers[t.Lang].AppendTokens(nil, []byte(t.Text), &scratch)
	for _, n := range x.plan.fields(r.label) {
		f := schema.fields[n]
		if f.lang != t.Lang || f.second {
			continue
		}
		if ph := newPhrase(n, &f, tokens); r.quoted && len(ph.terms) > 1 {
			c.phrase = append(c.phrase, ph)
			continue
		}
		for len(c.groups) < len(t.Terms) {
			c.groups = append(c.groups, nil)
		}
		for g, term := range t.Terms {
			c.groups[g] = append(c.groups[g], clause{field: n, term: term, weight: f.weight, kind: kindTranslation})
		}
	}
	return c
}

// shown lists the expansions for the reader.
func (p *plan) shown() []Expansion {
	var out []Expansion
	for _, e := range p.expansions {
		x := Expansion{Typed: e.typed}
		for _, t := range e.terms {
			x.Terms = append(x.Terms, t.ExpandedTerm)
		}
		out = append(out, x)
	}
	return out
}
