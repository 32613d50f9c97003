package thesaurus

import (
	"cmp"
	"math"
	"slices"
	"strings"
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
		m.keywords[i], m.words[i] = newVocabulary(false), newVocabulary(true)
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
	texts []string
	times []uint32
	form  [][]byte // cognateForm
}

// maxTexts is how many ways of printing a word are counted.
const maxTexts = 6

// basicShare is how often the basic form of a word is printed, at least,
// beside its commonest one.
const basicShare = 0.2

func newVocabulary(running bool) *vocabulary {
	return &vocabulary{running: running, number: map[string]int32{}}
}

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
	for i, t := range p.texts {
		if t == text || running && strings.EqualFold(t, text) {
			p.times[i]++
			return
		}
	}
	if len(p.texts) == maxTexts {
		return
	}
	if running {
		text = strings.ToLower(text)
	}
	p.texts = append(p.texts, strings.Clone(text))
	p.times = append(p.times, 1)
}

// text is the way in which word n is printed most, the shorter of equals. Of
// words of running text it is the shortest that is not rare: most often that
// is the basic form.
func (v *vocabulary) text(n int32) string {
	p := &v.words[n]
	best := 0
	for i := range p.texts {
		if cmp.Or(cmp.Compare(p.times[i], p.times[best]), cmp.Compare(len(p.texts[best]), len(p.texts[i]))) > 0 {
			best = i
		}
	}
	if !v.running {
		return p.texts[best]
	}
	basic := p.texts[best]
	for i, t := range p.texts {
		if len(t) < len(basic) && float64(p.times[i]) >= basicShare*float64(p.times[best]) {
			basic = t
		}
	}
	return basic
}

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
