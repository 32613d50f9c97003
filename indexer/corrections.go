package indexer

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/analyzers/kazakh"
	"izde/analyzers/script"
	"izde/indexer/query"
	"izde/indexer/spell"
)

// Reasons of a Correction.
const (
	reasonLayout   = "layout"   // the same keys on another keyboard layout
	reasonLetters  = "letters"  // Kazakh letters put back
	reasonSpelling = "spelling" // another word of the archive
)

const (
	// spellingFile holds the words that are offered instead of a mistyped one.
	spellingFile = "spelling.tsv"

	// maxCorrections is how many queries are offered.
	maxCorrections = 3

	// maxDoubted bounds the words of one query that are looked into: each costs
	// a walk through the vocabulary.
	maxDoubted = 8

	// maxFixes is how many candidates for one word are tried.
	maxFixes = 5

	// rareDocs is up to how many documents a word may be found in and still be
	// doubted; farRarer is how many times as many documents a candidate must
	// then have, and rareDistance how near it must be: a rare word is mostly
	// just rare.
	rareDocs     = 3
	farRarer     = 20
	rareDistance = 0.8

	// Where other words of the query find something, a word that the archive
	// lacks may well be right. Then a candidate must be nearer than otherwise:
	// one slip, or two light ones in words of longWord letters, or a light one
	// in those of up to shortWord. What is typed on another layout must be
	// longer than that.
	oneSlip       = 1.0
	shortKeys     = 4 // but of keys that are no letters and write a word, this is enough
	longWord      = 9
	longDistance  = 1.6
	shortWord     = 5
	shortDistance = 0.7
)

func (b *build) writeSpelling() error {
	return spell.Write(filepath.Join(b.dir, spellingFile), b.words.counts())
}

// tally is how much a query finds by its words themselves: neither by their
// first letters alone nor by translations. Strict counts the documents with
// all the words, own those that have them outside their references: there,
// words of any spelling are printed, and a misspelt one finds some too.
type tally struct{ own, strict, loose int }

func (t tally) exceeds(u tally) bool {
	return cmp.Or(cmp.Compare(t.own, u.own), cmp.Compare(t.strict, u.strict), cmp.Compare(t.loose, u.loose)) > 0
}

// corrector looks for queries that find more than the typed one.
type corrector struct {
	ctx     context.Context
	ix      *Index
	req     Request
	plan    *plan // of the typed query
	filters []filterSet
	typed   tally
	nothing bool // is found by the typed query, not even by first letters
}

// doubted is a word of the query that finds nothing, or next to nothing.
type doubted struct {
	label  string
	text   string     // the word
	span   query.Span // of its leaf in the typed query
	before string     // what replaces the leaf, up to the word and after it
	after  string
	docs   int  // that have the word
	cited  bool // but in references only
	keys   bool // text is all the keys between two blanks
}

// fix is what may be meant by a doubted word.
type fix struct{ text, reason string }

// findCorrected is find; where that finds nothing, it is what the best
// correction finds. It returns the corrections too.
func (ix *Index) findCorrected(ctx context.Context, req Request) (*found, []Correction, error) {
	f, err := ix.find(ctx, req)
	if err != nil || req.NoCorrections {
		return f, nil, err
	}
	corrections, corrected, err := ix.correct(ctx, req, f)
	if err != nil {
		return nil, nil, err
	}
	if corrected != nil {
		f.plan.sets.release()
		f = corrected
	}
	return f, corrections, nil
}

// correct returns queries that find more than that of req, best first, and,
// where the typed one has found nothing and says nothing but words, the
// outcome of searching the first instead.
func (ix *Index) correct(ctx context.Context, req Request, f *found) ([]Correction, *found, error) {
	if f.plan.long {
		return nil, nil, nil // what was printed is not mistyped
	}
	c := &corrector{ctx: ctx, ix: ix, req: req, plan: f.plan, filters: f.filters, nothing: f.set.empty()}
	q := query.Parse(req.Query)
	words, err := c.doubts(q)
	if err != nil || len(words) == 0 && !f.set.empty() && !onlyExcludes(q.Root) {
		return nil, nil, err
	}
	if onlyExcludes(q.Root) {
		// It finds all the archive, which is as good as nothing.
		if unknown, err := c.unknown(q.Root); err != nil || !unknown {
			return nil, nil, err
		}
	} else if c.typed, err = c.tally(req.Query); err != nil {
		return nil, nil, err
	}
	list, err := c.corrections(q, words)
	if err != nil || len(list) == 0 || !f.hollow() && !onlyExcludes(q.Root) || !onlyWords(q.Root) && list[0].Reason != reasonLayout {
		return list, nil, err
	}
	instead := req
	instead.Query = list[0].Query
	corrected, err := ix.find(ctx, instead)
	if err != nil {
		return nil, nil, err
	}
	if corrected.set.empty() {
		return nil, nil, nil
	}
	list[0].Used = true
	return list, corrected, nil
}

// hollow reports whether nothing was found, or by single letters only, which is
// as good as nothing.
func (f *found) hollow() bool {
	if f.set.empty() {
		return true
	}
	words := 0
	for _, l := range f.plan.order {
		if utf8.RuneCountInString(l.typed) == 1 {
			continue
		}
		words++
		if l.near == nil || !l.near.empty() {
			return false
		}
	}
	return words > 0
}

// onlyWords reports whether a query has neither quotes nor operators: who
// writes those means what is written.
func onlyWords(n query.Node) bool {
	switch n := n.(type) {
	case query.Term:
		return true
	case query.Words:
		return !slices.ContainsFunc(n.Items, func(item query.Node) bool { return !onlyWords(item) })
	}
	return false
}

// onlyKeys reports whether a query may be words on another layout, where ө is
// the key of the hyphen: words, excluded or not.
func onlyKeys(n query.Node) bool {
	switch n := n.(type) {
	case query.Not:
		_, word := n.Item.(query.Term)
		return word
	case query.Words:
		return !slices.ContainsFunc(n.Items, func(item query.Node) bool { return !onlyKeys(item) })
	}
	return onlyWords(n)
}

// onlyExcludes reports whether a query says no more than what is not wanted.
func onlyExcludes(n query.Node) bool {
	switch n := n.(type) {
	case query.Not:
		return true
	case query.Words:
		return !slices.ContainsFunc(n.Items, func(item query.Node) bool { return !onlyExcludes(item) })
	}
	return false
}

// unknown reports whether the archive has none of the words below n.
func (c *corrector) unknown(n query.Node) (bool, error) {
	none, err := true, error(nil)
	query.Walk(n, func(leaf query.Node, _ bool) {
		term, word := leaf.(query.Term)
		none = none && word
		if none && err == nil {
			var all int
			_, all, err = c.docs(term.Field, term.Text)
			none = all == 0
		}
	})
	return none, err
}

// doubts returns the words of q that the archive does not have, or hardly.
func (c *corrector) doubts(q query.Query) ([]doubted, error) {
	var out []doubted
	var err error
	query.Walk(q.Root, func(n query.Node, excluded bool) {
		if err != nil || excluded || len(out) >= maxDoubted {
			return
		}
		var found []doubted
		switch n := n.(type) {
		case query.Term:
			if c.common(c.plan.leaves[n]) {
				return
			}
			var keys doubted
			if keys, err = c.doubtedKeys(n); err != nil {
				return
			}
			if keys.text == "" {
				found, err = c.doubtsOf(doubted{label: n.Field, span: n.Span}, n.Text)
			} else if len(out) == 0 || out[len(out)-1].span != keys.span {
				found = []doubted{keys} // whose punctuation parts no two leaves
			}
		case query.Phrase:
			if l := c.plan.leaves[n]; l != nil && l.set != nil && !l.set.empty() {
				return
			}
			before, after := c.quotes(n.Span)
			found, err = c.doubtsOf(doubted{label: n.Field, span: n.Span, before: before, after: after}, n.Text)
		}
		out = append(out, found...)
	})
	return out[:min(len(out), maxDoubted)], err
}

// quotes are the marks around a phrase as they were typed.
func (c *corrector) quotes(s query.Span) (before, after string) {
	if s.Start >= s.End || s.End > len(c.req.Query) {
		return `"`, `"`
	}
	phrase := c.req.Query[s.Start:s.End]
	_, first := utf8.DecodeRuneInString(phrase)
	_, last := utf8.DecodeLastRuneInString(phrase)
	return phrase[:first], phrase[len(phrase)-last:]
}

// common reports whether a compiled word is found often enough not to be
// doubted; it looks at no more than the lengths of posting lists.
func (c *corrector) common(l *leaf) bool {
	if l == nil || l.facet != nil || l.stop || l.over {
		return true
	}
	for _, g := range l.groups {
		if !slices.ContainsFunc(g, func(cl clause) bool {
			if f := c.ix.schema.fields[cl.field]; f.second || f.logical == fieldReference {
				return false
			}
			n, err := c.ix.documentsWith(cl.field, cl.term)
			return err == nil && n > rareDocs
		}) {
			return false
		}
	}
	return true
}

// doubtsOf returns the words of one leaf that are doubted.
func (c *corrector) doubtsOf(d doubted, text string) ([]doubted, error) {
	var out []doubted
	if d.span.Start >= d.span.End || d.span.End > len(c.req.Query) {
		return nil, nil
	}
	runs := letterRuns(text)
	for _, w := range runs[:min(len(runs), query.MaxClauses)] {
		word := text[w.Start:w.End]
		set, all, err := c.docs(d.label, word)
		if err != nil {
			return nil, err
		}
		if own := set.count(); own > rareDocs || own > 0 && c.ix.speller.Known(word) {
			continue
		}
		out = append(out, doubted{label: d.label, text: word, span: d.span,
			before: d.before + text[:w.Start], after: text[w.End:] + d.after, docs: all, cited: set.empty()})
	}
	return out, nil
}

// doubtedKeys returns the keys around a word of the query, up to the blanks, if
// there is punctuation or a digit among them and the archive has what they
// write on another layout; otherwise a doubted word without text.
func (c *corrector) doubtedKeys(n query.Term) (doubted, error) {
	typed := c.req.Query
	if n.Field != "" || n.Start >= n.End || n.End > len(typed) {
		return doubted{}, nil
	}
	key := func(r rune) bool { return !unicode.IsSpace(r) }
	d := doubted{keys: true, span: query.Span{
		Start: len(strings.TrimRightFunc(typed[:n.Start], key)),
		End:   len(typed) - len(strings.TrimLeftFunc(typed[n.End:], key)),
	}}
	text := typed[d.span.Start:d.span.End]
	if utf8.RuneCountInString(text) < shortKeys || strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
		return doubted{}, nil
	}
	for _, reading := range script.Layout(text) {
		if runs := letterRuns(reading); len(runs) != 1 || runs[0].End-runs[0].Start != len(reading) {
			continue
		}
		_, all, err := c.docs("", text)
		if err != nil || all > 0 {
			return doubted{}, err
		}
		if own, _, err := c.docs("", reading); err != nil || !own.empty() {
			d.text = text
			return d, err
		}
	}
	return doubted{}, nil
}

// letterRuns returns the words of a text as spell knows them: runs of letters,
// the marks on them included. Numbers and codes are not corrected.
func letterRuns(text string) []query.Span {
	var out []query.Span
	start := -1
	for i, r := range text + " " {
		letter := unicode.IsLetter(r) || start >= 0 && (unicode.Is(unicode.M, r) || script.Invisible(r))
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			out = append(out, query.Span{Start: start, End: i})
			start = -1
		}
	}
	return slices.DeleteFunc(out, func(s query.Span) bool {
		digit := func(r rune) bool { return unicode.IsDigit(r) }
		before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
		after, _ := utf8.DecodeRuneInString(text[s.End:])
		return digit(before) || digit(after)
	})
}

// docs returns the documents that have a word outside references, and the
// number of those that have it anywhere. A stop word counts as one that all
// have.
func (c *corrector) docs(label, word string) (own bitset, all int, err error) {
	p := &plan{ix: c.ix, view: c.req.view, sets: c.plan.sets}
	l, err := p.term(label, word)
	if err != nil {
		return nil, 0, err
	}
	if l.stop {
		return p.sets.full(), c.ix.columns.docs, nil
	}
	m := &matcher{ctx: c.ctx, ix: c.ix, plan: p}
	err = m.find(l)
	return l.bare.own, l.bare.strict.count(), err
}

// dropSecond leaves out the complementary fields: their terms are beginnings
// of words, which a mistyped word may share with the right one. A group may
// become empty: then nothing matches it.
func (c *corrector) dropSecond(l *leaf) {
	for g := range l.groups {
		l.groups[g] = slices.DeleteFunc(l.groups[g], func(cl clause) bool { return c.ix.schema.fields[cl.field].second })
	}
}

// tally counts what a query finds among the documents that pass the filters.
func (c *corrector) tally(text string) (tally, error) {
	p, err := c.ix.newPlan(c.ctx, query.Parse(text), false, c.req.view)
	if err != nil {
		return tally{}, err
	}
	defer p.sets.release()
	for _, l := range p.leaves {
		c.dropSecond(l)
	}
	m := &matcher{ctx: c.ctx, ix: c.ix, plan: p}
	got, err := m.match(p.root)
	if err != nil {
		return tally{}, err
	}
	if len(c.filters) > 0 {
		got = p.sets.copyAll(got)
	}
	for _, f := range c.filters {
		got.within(f.set)
	}
	return tally{got.own.count(), got.strict.count(), got.loose.count()}, nil
}

// corrections tries the whole query on another keyboard layout, then each
// doubted word.
func (c *corrector) corrections(q query.Query, words []doubted) ([]Correction, error) {
	list, err := c.layouts(q)
	if err != nil {
		return nil, err
	}
	if len(list) > 0 {
		return list, nil
	}
	if begun, err := c.begun(q); begun != nil || err != nil {
		return begun, err
	}
	fixes := make([][]fix, len(words))
	for i, w := range words {
		if fixes[i], err = c.fixes(w); err != nil {
			return nil, err
		}
	}
	// The best of every word together, then the others of one alone.
	for rank := range maxFixes {
		text, reason, ok := c.rewrite(words, fixes, rank)
		if !ok || rank > 0 && len(words) > 1 {
			break
		}
		if list, err = c.offer(list, text, reason, 0); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// layouts returns the readings of the whole query on other keyboard layouts,
// where it finds nothing as it is.
func (c *corrector) layouts(q query.Query) (list []Correction, err error) {
	if c.typed.loose > 0 || !onlyKeys(q.Root) {
		return nil, nil
	}
	for _, reading := range script.Layout(strings.TrimSpace(q.Typed)) {
		if !onlyWords(query.Parse(reading).Root) {
			continue // the hyphen is none of its letters
		}
		if list, err = c.offer(list, reading, reasonLayout, 1); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// offer appends a query that finds more than the typed one, and at least so
// many documents with all its words.
func (c *corrector) offer(list []Correction, text, reason string, least int) ([]Correction, error) {
	if slices.ContainsFunc(list, func(have Correction) bool { return have.Query == text }) || len(list) == maxCorrections {
		return list, nil
	}
	t, err := c.tally(text)
	if err == nil && t.exceeds(c.typed) && t.strict >= least {
		list = append(list, Correction{Query: text, Reason: reason})
	}
	return list, err
}

// begun returns the reading of a single word that finds nothing on the layout
// where its first letters find something, as they do for a word typed rightly.
func (c *corrector) begun(q query.Query) ([]Correction, error) {
	if !c.nothing || c.typed.loose > 0 || !onlyKeys(q.Root) {
		return nil, nil
	}
	for _, reading := range script.Layout(strings.TrimSpace(q.Typed)) {
		root, word := query.Parse(reading).Root.(query.Term)
		if !word || root.Field != "" {
			continue
		}
		f, err := c.ix.find(c.ctx, Request{Query: reading, Filters: c.req.Filters, NoExpand: true, view: c.req.view})
		if err != nil {
			return nil, err
		}
		none := f.set.empty()
		f.plan.sets.release()
		if !none {
			return []Correction{{Query: reading, Reason: reasonLayout}}, nil
		}
	}
	return nil, nil
}

// fixes returns what may be meant by a word, likeliest first: readings on
// other layouts that the archive has, then words that are near. Of several
// that find the same documents, as forms of one word do, the first is enough.
func (c *corrector) fixes(w doubted) ([]fix, error) {
	var out []fix
	var sets []bitset
	if w.docs == 0 && (w.keys || c.typed.loose == 0 || utf8.RuneCountInString(w.text) > shortWord) {
		for _, reading := range script.Layout(w.text) {
			if len(letterRuns(reading)) != 1 {
				continue
			}
			own, _, err := c.docs(w.label, reading)
			if err != nil {
				return nil, err
			}
			if !own.empty() {
				out, sets = append(out, fix{reading, reasonLayout}), append(sets, own)
			}
		}
	}
	if w.keys {
		return out, nil
	}
	candidates := c.ix.speller.Candidates
	if w.label == query.FieldAuthor {
		candidates = c.ix.speller.Named
	}
	for _, cand := range candidates(w.text, maxFixes) {
		if w.label != "" && w.before == "" && strings.Contains(cand.Word, " ") {
			continue // the label would stand before the first of two words only
		}
		own, err := c.candidateDocs(w, cand)
		if err != nil {
			return nil, err
		}
		if own.empty() || slices.ContainsFunc(sets, func(have bitset) bool { return slices.Equal(have, own) }) {
			continue
		}
		reason := reasonSpelling
		if kazakh.Fold(cand.Word) == kazakh.Fold(strings.ToLower(w.text)) {
			reason = reasonLetters
		}
		out, sets = append(out, fix{likeTyped(cand.Word, w.text), reason}), append(sets, own)
	}
	return out, nil
}

// near reports whether a candidate is near enough for what is known of w.
func (c *corrector) near(w doubted, cand spell.Candidate) bool {
	letters := utf8.RuneCountInString(w.text)
	switch {
	case w.docs > 0 && !w.cited:
		return cand.Distance <= rareDistance
	case c.typed.loose == 0:
		return true // within the budget of spell
	case letters <= shortWord:
		return cand.Distance <= shortDistance
	case letters >= longWord:
		return cand.Distance <= longDistance
	}
	return cand.Distance <= oneSlip
}

// candidateDocs returns the documents that have a candidate, none where it is
// not near enough or not frequent enough to be meant.
func (c *corrector) candidateDocs(w doubted, cand spell.Candidate) (bitset, error) {
	if !c.near(w, cand) {
		return nil, nil
	}
	set := c.plan.sets.full()
	for _, part := range strings.Fields(cand.Word) {
		own, _, err := c.docs(w.label, part)
		if err != nil {
			return nil, err
		}
		set.and(own)
	}
	if !w.cited && set.count() < farRarer*w.docs {
		return nil, nil
	}
	return set, nil
}

// likeTyped gives word the capital that typed begins with.
func likeTyped(word, typed string) string {
	first, n := utf8.DecodeRuneInString(typed)
	second, _ := utf8.DecodeRuneInString(typed[n:])
	if unicode.IsUpper(first) && unicode.IsLower(second) {
		r, size := utf8.DecodeRuneInString(word)
		return string(unicode.ToUpper(r)) + word[size:]
	}
	return word
}

// rewrite returns the typed query with the fix of the given rank for every
// word that has one, and the weightiest of their reasons. All else stays as it
// was typed.
func (c *corrector) rewrite(words []doubted, fixes [][]fix, rank int) (text, reason string, ok bool) {
	type change struct {
		span query.Span
		text string
	}
	var changes []change
	for i, w := range words {
		if rank >= len(fixes[i]) {
			continue
		}
		f := fixes[i][rank]
		last := len(changes) - 1
		if last >= 0 && changes[last].span == w.span {
			// A second word of one leaf: the text before it has the first fix.
			changes[last].text = replaceLast(changes[last].text, w.text, f.text)
		} else {
			changes = append(changes, change{w.span, w.before + f.text + w.after})
		}
		reason = weightier(reason, f.reason)
	}
	slices.SortFunc(changes, func(a, b change) int { return cmp.Compare(b.span.Start, a.span.Start) })
	text = c.req.Query
	for _, ch := range changes {
		text = text[:ch.span.Start] + ch.text + text[ch.span.End:]
	}
	return text, reason, len(changes) > 0
}

// replaceLast replaces the last occurrence of from, which follows what was
// replaced before.
func replaceLast(text, from, to string) string {
	i := strings.LastIndex(text, from)
	if i < 0 {
		return text
	}
	return text[:i] + to + text[i+len(from):]
}

// weightier returns the reason that changes more.
func weightier(a, b string) string {
	for _, r := range []string{reasonSpelling, reasonLetters} {
		if a == r || b == r {
			return r
		}
	}
	return cmp.Or(b, a)
}
