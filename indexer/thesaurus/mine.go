package thesaurus

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"izde/corpus"
)

// SourceArchive is the source of what was mined from the archive itself.
const SourceArchive = "archive"

const (
	// maxKept is how many translations an entry keeps in one language.
	maxKept = 3
	// maxPairs is the number of pairs of two languages up to which those are
	// kept that a single article supports.
	maxPairs = 250_000
	// maxDocs is how many of the supporting articles are kept.
	maxDocs = 3
	// leastWeight is the weight below which a translation is dropped. Of what
	// weighs more, three in four are right, of what weighs twice as much, nine
	// in ten; below, recall still gains but a third is noise.
	leastWeight = 0.15
	// leastSingle is the same for what one article alone supports: places in
	// its sentences are not enough then, which half of the time are wrong.
	// Likeness or a keyword list must speak for the pair too, which is right
	// nearly always.
	leastSingle = 0.28
	// doubt is added to the number of articles before dividing, as if one
	// more had been seen, of which half agrees with a pair of keywords and
	// none with a pair of words: keywords were paired by a person.
	doubt        = 1.0
	doubtKeyword = 0.5
	doubtWord    = 0.0
	// backward is the share of the direction back in a weight. A rare word
	// that is rendered by a common one is translated well; a common word that
	// was once rendered by a rare one is not.
	backward = 0.25
	// wordFactor is what a pair of single words from running text is worth
	// beside one of keywords.
	wordFactor = 0.7
	// pivotFactor is what a translation through the third language is worth.
	pivotFactor = 0.8
)

// Miner collects Observations and makes a Thesaurus of them.
type Miner struct {
	keywords, words [languages]*vocabulary
	docs            []observed
	entries         map[string]*entry // of SKOS files
}

// observed is an Observation in numbers of words.
type observed struct {
	doc       uint32
	keywords  [languages][]int32
	title     [languages][]int32
	sentences [languages][]numbered
}

type numbered struct {
	words  []int32
	length int
}

// NewMiner returns a Miner that knows nothing yet.
func NewMiner() *Miner {
	m := &Miner{entries: map[string]*entry{}}
	for i := range languages {
		m.keywords[i], m.words[i] = &vocabulary{number: map[string]int32{}}, &vocabulary{running: true, number: map[string]int32{}}
	}
	return m
}

// Add takes the Observation of document number doc. The order of calls
// decides between equals and must not depend on timing.
func (m *Miner) Add(doc uint32, obs Observation) {
	o := observed{doc: doc}
	for i := range languages {
		o.keywords[i] = m.addKeywords(language(i), obs.keywords[i])
		o.title[i] = distinct(m.words[i].numbers(obs.title[i]))
		for _, s := range obs.sentences[i] {
			o.sentences[i] = append(o.sentences[i], numbered{distinct(m.words[i].numbers(s.words)), s.length})
		}
	}
	m.docs = append(m.docs, o)
}

// addKeywords numbers the keywords of a list and, once each, their words.
func (m *Miner) addKeywords(lang language, list []keyword) []int32 {
	if len(list) == 0 {
		return nil
	}
	v := m.keywords[lang]
	out := make([]int32, len(list))
	for i, k := range list {
		if out[i] = v.add(k.word); out[i] < 0 {
			continue
		}
		if p := &v.words[out[i]]; p.parts == nil {
			p.parts = distinct(m.words[lang].numbers(k.parts))
			m.words[lang].list(k.parts)
		}
	}
	return out
}

// vocabulary numbers the words of one language.
type vocabulary struct {
	running bool // words of running text, which are inflected
	number  map[string]int32
	words   []printed
}

// printed is a word and the ways in which it is printed most.
type printed struct {
	key   string
	parts []int32 // of a keyword, its words
	ways  []way
	form  [][]byte // cognateForm
}

// way is one way of printing a word.
type way struct {
	text   string
	times  uint32
	listed uint32 // keywords with the word so
}

// maxWays is how many ways of printing a word are counted.
const maxWays = 6

// basicShare is how often the basic form of a word is printed, at least,
// beside its commonest one.
const basicShare = 0.2

func (v *vocabulary) numbers(words []word) []int32 {
	if len(words) == 0 {
		return nil
	}
	out := make([]int32, len(words))
	for i, w := range words {
		out[i] = v.add(w)
	}
	return out
}

func (v *vocabulary) add(w word) int32 {
	if w.key == "" {
		return -1
	}
	n, ok := v.number[w.key]
	if !ok {
		n = int32(len(v.words))
		key := strings.Clone(w.key)
		v.number[key] = n
		v.words = append(v.words, printed{key: key})
	}
	v.words[n].print(w.text, v.running)
	return n
}

// print counts a way of printing p. In running text capitals mean nothing.
func (p *printed) print(text string, running bool) {
	if i := p.wayOf(text, running); i >= 0 {
		p.ways[i].times++
		return
	}
	if len(p.ways) == maxWays {
		return
	}
	if running {
		text = strings.ToLower(text)
	}
	p.ways = append(p.ways, way{text: strings.Clone(text), times: 1})
}

func (p *printed) wayOf(text string, running bool) int {
	return slices.IndexFunc(p.ways, func(w way) bool { return w.text == text || running && strings.EqualFold(w.text, text) })
}

// list counts the ways in which a keyword prints its words. A way that is not
// counted yet takes the place of the rarest that no keyword has.
func (v *vocabulary) list(words []word) {
	for _, w := range words {
		p := &v.words[v.number[w.key]]
		i := p.wayOf(w.text, v.running)
		if i < 0 {
			for k, have := range p.ways {
				if have.listed == 0 && (i < 0 || have.times <= p.ways[i].times) {
					i = k
				}
			}
			if i < 0 {
				continue
			}
			p.ways[i] = way{text: strings.Clone(strings.ToLower(w.text)), times: 1}
		}
		p.ways[i].listed++
	}
}

// text is the way in which word n is printed most, the shorter of equals. Of
// words of running text it is the shortest that is not rare: most often that
// is the basic form.
func (v *vocabulary) text(n int32) string {
	p := &v.words[n]
	best := p.most(func(w way) uint32 { return w.times })
	if !v.running {
		return best.text
	}
	basic := best.text
	for _, w := range p.ways {
		if len(w.text) < len(basic) && float64(w.times) >= basicShare*float64(best.times) {
			basic = w.text
		}
	}
	return basic
}

// most is the way with the greatest number, the shorter of equals.
func (p *printed) most(number func(way) uint32) way {
	return slices.MaxFunc(p.ways, func(a, b way) int {
		return cmp.Or(cmp.Compare(number(a), number(b)), cmp.Compare(len(b.text), len(a.text)))
	})
}

// shownKeyword is the text that a keyword is shown by.
func (m *Miner) shownKeyword(lang language, n int32) string { return m.keywords[lang].text(n) }

// shownWord is the text that a word of running text is shown by: the keyword
// that it is; or the stem, where that is a word; or as most keywords print it;
// or its text.
func (m *Miner) shownWord(lang language, n int32) string {
	p := &m.words[lang].words[n]
	if k, ok := m.keywords[lang].number[p.key]; ok {
		return m.keywords[lang].text(k)
	}
	if stemIsWord(lang) && p.wayOf(p.key, true) >= 0 {
		return p.key
	}
	if listed := p.most(func(w way) uint32 { return w.listed }); listed.listed > 0 {
		return listed.text
	}
	return m.words[lang].text(n)
}

// stemIsWord reports whether the stem of a word, where it is printed, is its
// basic form. In Russian it is the genitive plural.
func stemIsWord(lang language) bool { return lang.code() != corpus.Russian }

// makeForms makes the forms of all words.
func (v *vocabulary) makeForms() {
	for n := range v.words {
		v.words[n].form = cognateForm(v.text(int32(n)))
	}
}

// distinct drops what stands twice, and what is no word.
func distinct(words []int32) []int32 {
	out := words[:0]
	for _, w := range words {
		if w >= 0 && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// evidence is what speaks for a pair of words.
type evidence struct {
	sure    float64 // sum over the articles that link them
	support int     // the number of those
	last    uint32
	docs    []uint32 // the first of them
}

// pairs are the linked pairs of two languages.
type pairs struct {
	linked map[uint64]*evidence
	x, y   []float64 // articles that could have linked a word
}

func newPairs(nx, ny int) *pairs {
	return &pairs{map[uint64]*evidence{}, make([]float64, nx), make([]float64, ny)}
}

// add adds a link found in doc, once a document. Links come in the order of
// documents.
func (p *pairs) add(doc uint32, x, y int32, sure float64) {
	e := p.linked[pairOf(x, y)]
	if e == nil {
		e = &evidence{}
		p.linked[pairOf(x, y)] = e
	}
	if e.support > 0 && e.last == doc {
		return
	}
	e.sure += sure
	e.support++
	e.last = doc
	if len(e.docs) < maxDocs {
		e.docs = append(e.docs, doc)
	}
}

// weights returns the weight of a pair in both directions: the share of the
// articles that agree, seen from x and from y, with a little of the other
// direction in each.
func (p *pairs) weights(pair uint64, e *evidence, prior float64) (xy, yx float64) {
	x, y := int32(pair>>32), int32(uint32(pair))
	share := func(n float64) float64 { return min((e.sure+doubt*prior)/(n+doubt), 1) }
	fx, fy := share(p.x[x]), share(p.y[y])
	return math.Pow(fx, 1-backward) * math.Pow(fy, backward), math.Pow(fy, 1-backward) * math.Pow(fx, backward)
}
