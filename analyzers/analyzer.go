package analyzers

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"

	"izde/analyzers/english"
	"izde/analyzers/kazakh"
	"izde/analyzers/russian"
)

// Analyzer turns text of one kind into terms. It is safe for concurrent use.
type Analyzer struct {
	name      string
	filters   []filter
	cache     *wordCache
	stopTerms map[string]bool // see Token.StopTerm
}

// Scratch is the working memory of one goroutine. The zero value is ready.
type Scratch struct {
	spans []span
	form  form
}

func newAnalyzer(name string, filters []filter, stopWords ...[]string) *Analyzer {
	a := &Analyzer{name: name, filters: filters, cache: newWordCache()}
	var f form
	terms := map[string]bool{}
	for _, w := range slices.Concat(stopWords...) {
		terms[a.run([]byte(w), Word, &f).term] = true
	}
	a.stopTerms = terms
	return a
}

// analyzerSet are the analyzers in the order of Names.
var analyzerSet = sync.OnceValue(func() []*Analyzer {
	return []*Analyzer{
		newAnalyzer("kk", kkPipeline(), kazakh.StopWords()),
		newAnalyzer("ru", ruPipeline(), russian.StopWords()),
		newAnalyzer("en", enPipeline(), english.StopWords()),
		// References mix the languages.
		newAnalyzer("key", keyPipeline(), kazakh.StopWords(), russian.StopWords(), english.StopWords()),
		newAnalyzer("name", namePipeline()),
	}
})

// Names returns the names that For knows, the languages first.
func Names() []string {
	var names []string
	for _, a := range analyzerSet() {
		names = append(names, a.name)
	}
	return names
}

// For returns the analyzer of a name of Names. All callers share it and its
// cache.
func For(name string) (*Analyzer, error) {
	for _, a := range analyzerSet() {
		if a.name == name {
			return a, nil
		}
	}
	return nil, fmt.Errorf("no analyzer %q: the analyzers are %s", name, strings.Join(Names(), ", "))
}

// Name is the name under which For knows a.
func (a *Analyzer) Name() string { return a.name }

// AppendTokens appends the tokens of text to dst. Terms live in the cache:
// they stay valid and must not be changed. For words seen before it allocates
// nothing beyond dst and scratch.
func (a *Analyzer) AppendTokens(dst []Token, text []byte, scratch *Scratch) []Token {
	scratch.spans = appendSpans(scratch.spans[:0], text)
	for _, s := range scratch.spans {
		e := a.analyze(text[s.start:s.end], s.kind, &scratch.form)
		if e.term == "" {
			continue
		}
		dst = append(dst, Token{
			Term: e.term, Second: e.second, Start: s.start, End: s.end,
			Position: s.position, Kind: s.kind, Hash: e.hash, SecondHash: e.secondHash, Stop: e.stop, StopTerm: e.stopTerm,
		})
	}
	return dst
}

// analyze returns what the pipeline makes of one word.
func (a *Analyzer) analyze(raw []byte, kind Kind, f *form) *entry {
	if len(raw) > maxCachedRaw {
		return a.run(raw, kind, f)
	}
	bucket, tag := a.cache.place(raw, kind)
	if e := bucket.find(tag, raw, kind); e != nil {
		return e
	}
	e := a.run(raw, kind, f)
	bucket.keep(tag, e)
	return e
}

// run sends a word through the filters.
func (a *Analyzer) run(raw []byte, kind Kind, f *form) *entry {
	f.reset(raw, kind)
	for _, step := range a.filters {
		step.apply(f)
	}
	term, second := truncate(f.text, maxAddressRunes), truncate(f.second, maxAddressRunes)
	if !valid(term) {
		return a.cache.newEntry(raw, kind, nil, nil, f.stop)
	}
	if !valid(second) {
		second = nil
	}
	e := a.cache.newEntry(raw, kind, term, second, f.stop)
	e.stopTerm = a.stopTerms[e.term]
	return e
}

// maxRaw bounds what of a word is looked at, in bytes: a text without spaces
// is one word of any length.
const maxRaw = 4096

func (f *form) reset(raw []byte, kind Kind) {
	if len(raw) > maxRaw {
		raw = raw[:maxRaw]
		for len(raw) > 0 && !utf8.RuneStart(raw[len(raw)-1]) {
			raw = raw[:len(raw)-1]
		}
		raw = raw[:max(len(raw)-1, 0)]
	}
	f.text = append(f.text[:0], raw...)
	f.second, f.kind, f.stop = nil, kind, false
}

// Step is the term after one filter.
type Step struct {
	Filter string `json:"filter"`
	Term   string `json:"term"`
}

// Explain returns the way of the first token of word through the pipeline.
func (a *Analyzer) Explain(word string) []Step {
	spans := appendSpans(nil, []byte(word))
	if len(spans) == 0 {
		return nil
	}
	var f form
	f.reset([]byte(word)[spans[0].start:spans[0].end], spans[0].kind)
	steps := []Step{{"token", string(f.text)}}
	for _, step := range a.filters {
		step.apply(&f)
		steps = append(steps, Step{step.name, string(f.text)})
	}
	return steps
}

// Analyze is AppendTokens in the form that bleve takes.
func (a *Analyzer) Analyze(text []byte) analysis.TokenStream {
	var scratch Scratch
	tokens := a.AppendTokens(nil, text, &scratch)
	all := make([]analysis.Token, len(tokens))
	stream := make(analysis.TokenStream, len(tokens))
	for i, t := range tokens {
		all[i] = analysis.Token{Term: []byte(t.Term), Start: t.Start, End: t.End, Position: t.Position, Type: analysis.AlphaNumeric}
		if t.Kind == Number {
			all[i].Type = analysis.Numeric
		}
		stream[i] = &all[i]
	}
	return stream
}
