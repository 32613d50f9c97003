package indexer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"izde/analyzers"
	"izde/corpus"
	"izde/corpus/reference"
)

const (
	// fragmentBytes is about how long a fragment is: two or three lines of a
	// result page in Cyrillic.
	fragmentBytes = 420
	// maxFragments is how many fragments a hit shows beside its title.
	maxFragments = 3
)

// marker finds in stored text what made a document match. It serves the hits
// of one search; goroutines have copies, which share what is looked for.
type marker struct {
	ix    *Index
	plan  *plan
	terms map[markField]*markTerms
	found [][]*postings // field → of what is looked for in it
	*markRoom
}

// markRoom is memory that goes from one hit to the next.
type markRoom struct {
	tokens  []analyzers.Token
	scratch analyzers.Scratch
}

// reason is why a term is marked: the number of its leaf and the kind.
type reason struct {
	leaf int
	kind string
}

// markField is a logical field and how its text is analysed.
type markField struct{ logical, analyzer string }

// markTerms are the terms of a query for one field: a word that was asked for
// in titles is marked nowhere else.
type markTerms struct {
	term, second map[string]reason
	phrases      []markPhrase
}

type markPhrase struct {
	reason
	terms []string
}

func newMarker(ix *Index, p *plan) *marker {
	m := &marker{ix: ix, plan: p, terms: map[markField]*markTerms{}, found: make([][]*postings, len(ix.schema.fields))}
	for i, l := range p.order {
		if p.silent(l) {
			continue
		}
		m.addLeaf(i, l)
	}
	for _, e := range p.expansions {
		for _, t := range e.terms {
			for _, g := range t.groups {
				m.addClauses(e.first, g)
			}
			m.addPhrases(e.first, t.phrase, kindTranslation)
		}
	}
	return m
}

func (m *marker) of(field int) *markTerms {
	f := m.ix.schema.fields[field]
	name := markField{f.logical, f.analyzer}
	t := m.terms[name]
	if t == nil {
		t = &markTerms{term: map[string]reason{}, second: map[string]reason{}}
		m.terms[name] = t
	}
	return t
}

func (m *marker) addLeaf(i int, l *leaf) {
	for _, g := range l.groups {
		m.addClauses(i, g)
	}
	m.addPhrases(i, l.phrase, kindPhrase)
	for _, pt := range l.prefix {
		m.found[pt.field] = append(m.found[pt.field], pt.found)
		for _, term := range pt.terms {
			m.of(pt.field).term[term] = reason{i, kindPrefix}
		}
	}
}

func (m *marker) addPhrases(leaf int, phrases []phrase, kind string) {
	for _, ph := range phrases {
		t := m.of(ph.field)
		m.found[ph.field] = append(m.found[ph.field], ph.found)
		t.phrases = append(t.phrases, markPhrase{reason{leaf, kind}, ph.terms})
	}
}

func (m *marker) addClauses(leaf int, clauses []clause) {
	for _, c := range clauses {
		f := m.ix.schema.fields[c.field]
		if f.analyzer == "" {
			continue
		}
		m.found[c.field] = append(m.found[c.field], c.found)
		into := m.of(c.field).term
		r := reason{leaf, c.kind}
		if f.second {
			into, r.kind = m.of(c.field).second, kindPrefix
		}
		if _, have := into[c.term]; !have {
			into[c.term] = r
		}
	}
}

// has reports whether doc has something to be marked in a field. It costs less
// than to analyse the text of those that have not: two languages of three, for
// most queries.
func (m *marker) has(doc uint32, field, lang string) bool {
	if lang != "" {
		field += "." + lang
	}
	for _, name := range []string{field, field + ".2"} {
		n, ok := m.ix.schema.byName[name]
		if ok && slices.ContainsFunc(m.found[n], func(p *postings) bool { return p.has(doc) }) {
			return true
		}
	}
	return false
}

// marked is a text with its matches.
type marked struct {
	field, lang, text string
	marks             []Mark
	leaves            []int // of each mark
}

// mark finds the matches in a text.
func (m *marker) mark(field, lang, analyzer, text string) marked {
	out := marked{field: field, lang: lang, text: text}
	terms := m.terms[markField{field, analyzer}]
	if terms == nil || text == "" {
		return out
	}
	m.tokens = m.ix.analyzers[analyzer].AppendTokens(m.tokens[:0], []byte(text), &m.scratch)
	kinds := m.phraseMarks(terms.phrases)
	for i := range m.tokens {
		t := &m.tokens[i]
		r, ok := kinds[i]
		if !ok {
			r, ok = terms.term[t.Term]
		}
		if !ok {
			r, ok = terms.second[t.Second]
		}
		if !ok || len(out.marks) > 0 && t.Start < out.marks[len(out.marks)-1].End {
			continue
		}
		if r.kind == kindStem && strings.EqualFold(text[t.Start:t.End], m.plan.order[r.leaf].typed) {
			r.kind = kindExact
		}
		out.marks = append(out.marks, Mark{t.Start, t.End, r.kind})
		out.leaves = append(out.leaves, r.leaf)
	}
	return out
}

// phraseMarks returns the reasons of the tokens that belong to a phrase.
func (m *marker) phraseMarks(phrases []markPhrase) map[int]reason {
	var kinds map[int]reason
	for _, ph := range phrases {
		for _, found := range findPhrase(m.tokens, ph.terms) {
			if kinds == nil {
				kinds = map[int]reason{}
			}
			for i := found.from; i < found.to; i++ {
				kinds[i] = ph.reason
			}
		}
	}
	return kinds
}

// fragments returns the pieces of the record that show best why doc matched.
func (m *marker) fragments(a *corpus.Article, doc uint32) ([]Fragment, error) {
	if len(m.terms) == 0 {
		return nil, nil
	}
	var titles, rest []marked
	for _, lang := range corpus.Languages() {
		if m.has(doc, fieldTitle, lang) {
			if t := m.mark(fieldTitle, lang, lang, a.Title[lang]); len(t.marks) > 0 {
				titles = append(titles, t)
			}
		}
		if m.has(doc, fieldAbstract, lang) {
			rest = append(rest, m.mark(fieldAbstract, lang, lang, a.Abstract[lang]))
		}
		if m.has(doc, fieldKeyword, lang) {
			rest = append(rest, m.mark(fieldKeyword, lang, lang, strings.Join(a.Keywords[lang], "; ")))
		}
	}
	if m.has(doc, fieldAuthor, "") {
		for _, au := range a.Authors {
			for _, lang := range languagesOf(au.Name) {
				rest = append(rest, m.mark(fieldAuthor, lang, nameAnalyzer, au.Name[lang]))
			}
		}
	}
	if m.uncovered(doc, titles, rest) {
		tail, err := m.tail(a, doc)
		if err != nil {
			return nil, err
		}
		rest = append(rest, tail...)
	}
	var out []Fragment
	for _, t := range titles {
		out = append(out, Fragment{t.field, t.lang, t.text, t.marks})
	}
	return append(out, best(rest)...), nil
}

// uncovered reports whether nothing shows in the texts yet, or not some leaf
// that doc matches, so that body and references must be looked at.
func (m *marker) uncovered(doc uint32, texts ...[]marked) bool {
	shown := map[int]bool{}
	for _, list := range texts {
		for _, t := range list {
			for _, l := range t.leaves {
				shown[l] = true
			}
		}
	}
	if len(shown) == 0 {
		return true
	}
	for i, l := range m.plan.order {
		if l.set != nil && l.set.has(doc) && !shown[i] && !m.plan.silent(l) && l.facet == nil {
			return true
		}
	}
	return false
}

// tail marks the body and the references.
func (m *marker) tail(a *corpus.Article, doc uint32) ([]marked, error) {
	body, references := m.has(doc, fieldBody, bodyLang(a)), m.has(doc, fieldReference, "")
	if !body && !references {
		return nil, nil
	}
	at := m.ix.columns.records[doc]
	var t recordTail
	if err := m.ix.records.part(at.offset+uint64(at.head), at.tail, &t); err != nil {
		return nil, err
	}
	var out []marked
	if body {
		for _, o := range otherTexts(a) {
			out = append(out, m.mark(fieldBody, o.lang, bodyLang(a), o.text))
		}
		for _, s := range t.Sections {
			out = append(out, m.mark(fieldBody, a.Lang, bodyLang(a), s.Text))
		}
	}
	if references {
		for _, r := range t.References {
			out = append(out, m.mark(fieldReference, r.Lang, keyAnalyzer, r.Text))
		}
	}
	return out, nil
}

// best cuts the texts to fragments and returns those that show most: the most
// words of the query, as typed rather than in translation, and most often.
func best(texts []marked) []Fragment {
	type scored struct {
		Fragment
		distinct, typed, marks int
	}
	var all []scored
	for _, t := range texts {
		if len(t.marks) == 0 {
			continue
		}
		f, distinct := cut(t)
		typed := 0
		if slices.ContainsFunc(f.Marks, func(m Mark) bool { return m.Kind != kindTranslation }) {
			typed = 1
		}
		all = append(all, scored{f, distinct, typed, len(f.Marks)})
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.distinct, a.distinct), cmp.Compare(b.typed, a.typed), cmp.Compare(b.marks, a.marks))
	})
	var out []Fragment
	for _, s := range all[:min(len(all), maxFragments)] {
		if s.Field == fieldReference && s.Lang == "" {
			s.Lang = reference.Parse(s.Text).Lang
		}
		out = append(out, s.Fragment)
	}
	return out
}

// ellipsis stands where a fragment leaves text out.
const ellipsis = "…"

// cut returns the stretch of t, of about fragmentBytes, with the most
// different leaves and then the most marks, and how many leaves that is.
func cut(t marked) (Fragment, int) {
	if len(t.text) <= fragmentBytes {
		return Fragment{t.field, t.lang, t.text, t.marks}, distinct(t.leaves)
	}
	from, to, most := 0, 0, -1
	for i, j := 0, 0; i < len(t.marks); i++ {
		for j < len(t.marks) && t.marks[j].End-t.marks[i].Start <= fragmentBytes*3/4 {
			j++
		}
		if j <= i {
			j = i + 1 // a mark longer than a fragment is shown alone
		}
		if n := distinct(t.leaves[i:j])<<16 + j - i; n > most {
			from, to, most = i, j, n
		}
	}
	start, end := around(t.text, t.marks[from].Start, t.marks[to-1].End)
	f := Fragment{Field: t.field, Lang: t.lang}
	shift := -start
	if start > 0 {
		f.Text = ellipsis
		shift += len(ellipsis)
	}
	f.Text += t.text[start:end]
	if end < len(t.text) {
		f.Text += ellipsis
	}
	for _, mk := range t.marks {
		if mk.Start >= start && mk.End <= end {
			f.Marks = append(f.Marks, Mark{mk.Start + shift, mk.End + shift, mk.Kind})
		}
	}
	return f, most >> 16
}

// around widens start..end to about fragmentBytes, at blanks.
func around(text string, start, end int) (int, int) {
	spare := max(fragmentBytes-(end-start), 0)
	from := max(start-spare/2, 0)
	if from > 0 {
		if i := strings.IndexByte(text[from:start], ' '); i >= 0 {
			from += i + 1
		} else {
			from = start
		}
	}
	to := min(from+max(fragmentBytes, end-from), len(text))
	if to < len(text) {
		if i := strings.LastIndexByte(text[end:to], ' '); i >= 0 {
			to = end + i
		} else {
			to = end
		}
	}
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	return from, to
}

func distinct(leaves []int) int {
	seen := map[int]bool{}
	for _, l := range leaves {
		seen[l] = true
	}
	return len(seen)
}
