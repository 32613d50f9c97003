package indexer

import (
	"context"
	"slices"
	"strings"
	"sync"
	"unicode"

	"izde/analyzers"
	"izde/corpus"
	"izde/indexer/query"
)

// Kinds of a match, as a Mark and an Explanation name them.
const (
	kindExact        = "exact"
	kindStem         = "stem"
	kindRomanisation = "romanisation"
	kindTranslation  = "translation"
	kindPhrase       = "phrase"
	kindPrefix       = "prefix"
)

// clause is one term in one field.
type clause struct {
	field  int
	term   string
	weight float64 // of the field, times that of the variant of the word
	kind   string
	found  *postings // once matched
}

// leaf is a compiled leaf of a query.
type leaf struct {
	typed  string
	groups [][]clause // a document must have a clause of every group
	phrase []phrase   // instead of groups: one a field
	prefix []prefixTerms
	facet  *facetTest
	stop   bool    // nothing but stop words of some language
	over   bool    // passed over: other words of a long text say more
	all    bool    // every document
	bare   matched // documents that have the word itself
	set    bitset  // documents that have the word or a translation of it
	near   bitset  // and those found by its first letters or a doubtful translation
}

// prefixTerms are the terms of one field that begin as a wildcard says.
type prefixTerms struct {
	field int
	start string // what they begin with
	terms []string
	found *postings // of all terms together, once matched
}

// facetTest is a leaf that asks for a value of a facet, or a range of years.
type facetTest struct {
	name     string
	match    func(value string) bool // of other facets than those below
	code     string                  // of a classification, perhaps with a star
	from, to int                     // of the year
}

// plan is a query compiled for one generation.
type plan struct {
	ix         *Index
	view       view
	root       query.Node
	leaves     map[query.Node]*leaf
	order      []*leaf // as typed, the excluded ones left out
	allStop    bool    // every word is a stop word
	long       bool    // words of a long text were passed over
	plain      bool    // so many words that they are searched as such alone, see manyWords
	expansions []*expansion
	notes      []Note
	wildcards  int        // so far
	sets       *sets      // of the documents that its parts match
	mu         sync.Mutex // for read
	read       map[readText][][]analyzers.QueryTerm
	terms      map[string]map[string][][]analyzers.QueryTerm // text → its readings
}

// readText is a text as an analyzer reads it.
type readText struct{ analyzer, text string }

// newPlan compiles q.
func (ix *Index) newPlan(ctx context.Context, q query.Query, expand bool, v view) (*plan, error) {
	p := &plan{ix: ix, sets: ix.newSets(), view: v, root: q.Root, leaves: map[query.Node]*leaf{}, allStop: true}
	for _, n := range q.Notes {
		p.notes = append(p.notes, Note(n))
	}
	if err := p.shorten(ctx); err != nil {
		return nil, err
	}
	p.plain = p.manyWords()
	err := p.readAll(ctx)
	query.Walk(q.Root, func(n query.Node, excluded bool) {
		if err != nil || p.leaves[n] != nil {
			return
		}
		var l *leaf
		if l, err = p.compile(ctx, n); err != nil {
			return
		}
		p.leaves[n] = l
		if !excluded {
			p.order = append(p.order, l)
			p.allStop = p.allStop && l.stop
		}
	})
	if err != nil {
		return nil, err
	}
	if expand {
		if err := p.expand(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// ignored reports whether n is left out of a juxtaposition because it is a
// stop word among others, or one of too many words.
func (p *plan) ignored(n query.Node) bool {
	switch n.(type) {
	case query.Words, query.And, query.Or, query.Not:
		return false // nor can these be looked up: they hold slices
	}
	l := p.leaves[n]
	return l != nil && p.silent(l)
}

// silent reports whether a leaf neither has to be found nor scores.
func (p *plan) silent(l *leaf) bool { return l.over || l.stop && !p.allStop }

// schemaField is the logical field of a label in a query.
func schemaField(label string) string {
	if label == query.FieldRef {
		return fieldReference
	}
	return label
}

func (p *plan) compile(ctx context.Context, n query.Node) (*leaf, error) {
	switch n := n.(type) {
	case query.Term:
		if l := p.facetLeaf(n.Field, n.Text); l != nil {
			return l, nil
		}
		return p.term(n.Field, n.Text)
	case query.Phrase:
		if l := p.facetLeaf(n.Field, n.Text); l != nil {
			return l, nil
		}
		return p.phrase(n.Field, n.Text), nil
	case query.Prefix:
		if l := p.facetPrefix(n.Field, n.Text); l != nil {
			return l, nil
		}
		return p.prefix(ctx, n.Field, n.Text)
	case query.Range:
		return &leaf{typed: n.String(), facet: &facetTest{name: FacetYear, from: n.From, to: n.To}}, nil
	default: // query.All
		return &leaf{all: true}, nil
	}
}

// facetLeaf compiles a label that names a facet rather than a field.
func (p *plan) facetLeaf(field, text string) *leaf {
	wanted := strings.ToLower(text)
	switch field {
	case query.FieldLang, query.FieldKind:
		return &leaf{typed: text, facet: &facetTest{name: field, match: func(v string) bool { return v == wanted }}}
	case query.FieldJournal, query.FieldSeries:
		return &leaf{typed: text, facet: &facetTest{name: field, match: func(v string) bool { return strings.Contains(strings.ToLower(v), wanted) }}}
	case query.FieldIRSTI, query.FieldUDC:
		return &leaf{typed: text, facet: &facetTest{name: field, code: text}}
	}
	return nil
}

// facetPrefix compiles a wildcard under a label that names a facet.
func (p *plan) facetPrefix(field, text string) *leaf {
	begins := strings.ToLower(text)
	switch field {
	case query.FieldIRSTI, query.FieldUDC:
		return &leaf{typed: text + "*", facet: &facetTest{name: field, code: text + "*"}}
	case query.FieldJournal, query.FieldSeries:
		return &leaf{typed: text + "*", facet: &facetTest{name: field, match: func(v string) bool {
			return slices.ContainsFunc(words(v), func(w string) bool { return strings.HasPrefix(strings.ToLower(w), begins) })
		}}}
	case query.FieldLang, query.FieldKind:
		return &leaf{typed: text + "*", facet: &facetTest{name: field, match: func(v string) bool { return strings.HasPrefix(v, begins) }}}
	}
	return nil
}

// words are the words of a name.
func words(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) })
}

// term compiles a word: every field that is asked for, each through its own
// analyzer. A word of several tokens (Kazakhstan-2050) needs all of them.
func (p *plan) term(label, text string) (*leaf, error) {
	l := &leaf{typed: text}
	words := p.terms[text]
	if words == nil {
		var err error
		if words, err = p.readings(text); err != nil {
			return nil, err
		}
	}
	for _, n := range p.fields(label) {
		f := p.ix.schema.fields[n]
		if f.second && p.plain {
			continue
		}
		if f.analyzer == "" {
			l.addClause(0, clause{field: n, term: strings.ToLower(text), weight: f.weight, kind: kindExact})
			continue
		}
		for g, terms := range words[f.analyzer] {
			l.addTerms(g, n, f, terms)
		}
	}
	for _, lang := range corpus.Languages() {
		l.stop = l.stop || stopWords(words[lang])
	}
	return l, nil
}

// stopWords reports whether all words are stop words of one language. A word
// that is one in any of the languages carries too little in the others to be
// told apart: a query does not say which language it is in.
func stopWords(groups [][]analyzers.QueryTerm) bool {
	for _, terms := range groups {
		if len(terms) == 0 || !terms[0].Stop {
			return false
		}
	}
	return len(groups) > 0
}

// addTerms adds the variants of one token of the query for one field.
func (l *leaf) addTerms(group, n int, f field, terms []analyzers.QueryTerm) {
	for _, t := range terms {
		term := t.Term
		if f.second {
			term = t.Second
		}
		if term == "" {
			continue
		}
		l.addClause(group, clause{field: n, term: term, weight: f.weight * t.Weight, kind: kindOf(f, t.Kind)})
	}
}

// kindOf names why a clause matches.
func kindOf(f field, variant string) string {
	switch {
	case f.analyzer == keyAnalyzer, f.analyzer == nameAnalyzer:
		return kindRomanisation
	case variant != "":
		return variant
	}
	return kindStem
}

// readAll reads the words of a query of many, over all cores: an analyzer that does
// not know them and the dictionaries take their time.
func (p *plan) readAll(ctx context.Context) error {
	var texts []string
	p.terms = map[string]map[string][][]analyzers.QueryTerm{}
	query.Walk(p.root, func(n query.Node, _ bool) {
		t, ok := n.(query.Term)
		if _, have := p.terms[t.Text]; ok && !have && p.leaves[n] == nil && p.facetLeaf(t.Field, t.Text) == nil {
			p.terms[t.Text] = nil
			texts = append(texts, t.Text)
		}
	})
	if len(texts) < manyLeaves {
		return nil // they are read as they are compiled
	}
	read := make([]map[string][][]analyzers.QueryTerm, len(texts))
	err := inParallel(len(texts), func(i int) (err error) {
		if err = ctx.Err(); err == nil {
			read[i], err = p.readings(texts[i])
		}
		return err
	})
	for i, t := range texts {
		p.terms[t] = read[i]
	}
	return err
}

// readings returns for every analyzer the alternatives for each word of a
// text, the typed one first. Kazakh readings of what was typed without Kazakh
// letters, or in Latin, stay only where the archive has them about as often as
// the word itself, which otherwise means what it says; a word with a letter
// such as ş or ñ can only be meant for Kazakh.
func (p *plan) readings(text string) (map[string][][]analyzers.QueryTerm, error) {
	words := map[string][][]analyzers.QueryTerm{}
	marked := strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII && unicode.Is(unicode.Latin, r) })
	for name := range p.ix.analyzers {
		words[name] = slices.Clone(p.wordReadings(name, text))
	}
	for g, terms := range words[corpus.Kazakh] {
		if len(terms) <= 1 {
			continue
		}
		typed := 0
		if !marked {
			var err error
			if typed, err = p.typed(words, g); err != nil {
				return nil, err
			}
		}
		kept := slices.Clip(terms[:1])
		for _, t := range terms[1:] {
			n, err := p.occurrences(corpus.Kazakh, t.Term)
			if err != nil {
				return nil, err
			}
			if n > 0 && 2*n >= typed && len(kept) < maxReadings {
				kept = append(kept, t)
			}
		}
		words[corpus.Kazakh][g] = kept
	}
	for g, terms := range words[corpus.Russian] {
		read, err := p.romanised(terms, func() (int, error) { return p.typed(words, g) })
		if err != nil {
			return nil, err
		}
		words[corpus.Russian][g] = read
	}
	return words, nil
}

// typed sums the documents that have word g as it was typed, over the languages.
func (p *plan) typed(words map[string][][]analyzers.QueryTerm, g int) (int, error) {
	typed := 0
	for _, lang := range corpus.Languages() {
		if g < len(words[lang]) && len(words[lang][g]) > 0 {
			n, err := p.occurrences(lang, words[lang][g][0].Term)
			if err != nil {
				return 0, err
			}
			typed += n
		}
	}
	return typed, nil
}

// maxReadings bounds the alternatives of one word, the typed one among them.
const maxReadings = 4

// occurrences sums the documents that have a term over the fields of one
// language.
func (p *plan) occurrences(lang, term string) (int, error) {
	n := 0
	for i, f := range p.ix.schema.fields {
		if f.lang != lang || f.second {
			continue
		}
		docs, err := p.ix.documentsWith(i, term)
		if err != nil {
			return 0, err
		}
		n += docs
	}
	return n, nil
}

// wordReadings returns the alternatives for each word of a text. The parts of
// a compound are words; the compound as a whole is not, since where it stands
// its parts do too.
func (p *plan) wordReadings(analyzer, text string) [][]analyzers.QueryTerm {
	key := readText{analyzer, text}
	p.mu.Lock()
	groups, ok := p.read[key]
	p.mu.Unlock()
	if ok {
		return groups
	}
	a := p.ix.analyzers[analyzer]
	var scratch analyzers.Scratch
	for _, t := range a.AppendTokens(nil, []byte(text), &scratch) {
		if t.Kind != analyzers.Compound {
			groups = append(groups, a.QueryTerms(text[t.Start:t.End]))
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.read == nil {
		p.read = map[readText][][]analyzers.QueryTerm{}
	}
	p.read[key] = groups
	return groups
}

// addClause adds c to a group, once a field and term.
func (l *leaf) addClause(group int, c clause) {
	for len(l.groups) <= group {
		l.groups = append(l.groups, nil)
	}
	for _, have := range l.groups[group] {
		if have.field == c.field && have.term == c.term {
			return
		}
	}
	l.groups[group] = append(l.groups[group], c)
}
