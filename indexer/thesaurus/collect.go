package thesaurus

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// entry is what is known of one key: for each language the candidates.
type entry struct {
	lang         language
	key          string
	translations []Translation
}

// Mine links the observed keywords, titles and texts and returns what they
// agree upon, together with the SKOS entries that were added.
func (m *Miner) Mine() *Thesaurus {
	var wait sync.WaitGroup
	for i := range languages {
		wait.Go(m.keywords[i].makeForms)
		wait.Go(m.words[i].makeForms)
	}
	wait.Wait()
	couples := [][2]language{{0, 1}, {0, 2}, {1, 2}}
	keywords, words := make([]*pairs, len(couples)), make([]*pairs, len(couples))
	for n, c := range couples {
		wait.Go(func() { keywords[n], words[n] = m.minePair(c[0], c[1]) })
	}
	wait.Wait()
	for n, c := range couples {
		m.addPairs(c[0], c[1], m.keywords, m.shownKeyword, keywords[n], doubtKeyword, 1)
		m.addPairs(c[0], c[1], m.words, m.shownWord, words[n], doubtWord, wordFactor)
	}
	m.pivot()
	return m.finish()
}

// minePair links the keywords and the words of two languages.
func (m *Miner) minePair(a, b language) (keywords, words *pairs) {
	keywords = newPairs(len(m.keywords[a].words), len(m.keywords[b].words))
	words = newPairs(len(m.words[a].words), len(m.words[b].words))
	parts := m.mineKeywords(a, b, keywords)
	m.mineWords(a, b, parts, words)
	return keywords, words
}

// mineKeywords links the keyword lists of all articles that have both
// languages. It returns the words of the linked keywords as units.
func (m *Miner) mineKeywords(a, b language, into *pairs) []unit {
	var units []unit
	for _, d := range m.docs {
		if len(d.keywords[a]) > 0 && len(d.keywords[b]) > 0 {
			units = append(units, unit{d.doc, d.keywords[a], d.keywords[b]})
		}
	}
	va, vb := m.keywords[a], m.keywords[b]
	c := count(units, len(va.words), len(vb.words))
	like := func(x, y int32) float64 { return cognate(va.words[x].form, vb.words[y].form) }
	var parts []unit
	for n := range units {
		u := &units[n]
		for _, l := range linkKeywords(c, u, like) {
			x, y := u.x[l.i], u.y[l.j]
			into.add(u.doc, x, y, l.sure)
			into.x[x]++
			into.y[y]++
			parts = append(parts, unit{u.doc, va.words[x].parts, vb.words[y].parts})
		}
	}
	return parts
}

// mineWords links the words of linked keywords, titles and aligned sentences,
// as many as maxCells allows.
func (m *Miner) mineWords(a, b language, units []unit, into *pairs) {
	cells := 0
	for _, u := range units {
		cells += len(u.x) * len(u.y)
	}
	for _, collect := range []func(d *observed) []unit{
		func(d *observed) []unit { return []unit{{d.doc, d.title[a], d.title[b]}} },
		func(d *observed) []unit { return sentencePairs(d, a, b) },
	} {
		for i := range m.docs {
			for _, u := range collect(&m.docs[i]) {
				if cells += len(u.x) * len(u.y); cells <= maxCells && len(u.x) > 0 && len(u.y) > 0 {
					units = append(units, u)
				}
			}
		}
	}
	slices.SortStableFunc(units, func(p, q unit) int { return cmp.Compare(p.doc, q.doc) })
	va, vb := m.words[a], m.words[b]
	c := count(units, len(va.words), len(vb.words))
	like := func(x, y int32) float64 { return cognate(va.words[x].form, vb.words[y].form) }
	seenX, seenY := make([]uint32, len(va.words)), make([]uint32, len(vb.words))
	for n := range units {
		u := &units[n]
		once(u.doc, u.x, seenX, into.x)
		once(u.doc, u.y, seenY, into.y)
		for _, l := range linkWords(c, u, like) {
			into.add(u.doc, u.x[l.i], u.y[l.j], l.sure)
		}
	}
}

// once counts each word once a document; seen holds the last document of a
// word, plus one.
func once(doc uint32, words []int32, seen []uint32, n []float64) {
	for _, w := range words {
		if seen[w] != doc+1 {
			seen[w] = doc + 1
			n[w]++
		}
	}
}

// sentencePairs are the aligned sentences of the abstracts of d.
func sentencePairs(d *observed, a, b language) []unit {
	var units []unit
	for _, bd := range alignSentences(d.sentences[a], d.sentences[b]) {
		units = append(units, unit{d.doc, wordsOf(d.sentences[a][bd.i : bd.i+bd.nx]), wordsOf(d.sentences[b][bd.j : bd.j+bd.ny])})
	}
	return units
}

func wordsOf(s []numbered) []int32 {
	if len(s) == 1 {
		return s[0].words
	}
	var all []int32
	for _, x := range s {
		all = append(all, x.words...)
	}
	return distinct(all)
}

// addPairs turns linked pairs into translations in both directions, with the
// texts that shown gives.
func (m *Miner) addPairs(a, b language, v [languages]*vocabulary, shown func(language, int32) string, p *pairs, prior, factor float64) {
	order := make([]uint64, 0, len(p.linked))
	for pair, e := range p.linked {
		// In an archive as large as that, what one article says can be spared.
		if e.support > 1 || len(p.linked) <= maxPairs {
			order = append(order, pair)
		}
	}
	slices.Sort(order)
	for _, pair := range order {
		e := p.linked[pair]
		x, y := int32(pair>>32), int32(uint32(pair))
		xy, yx := p.weights(pair, e, prior)
		m.add(a, v[a].words[x].key, b, v[b].words[y].key, shown(b, y), xy*factor, e)
		m.add(b, v[b].words[y].key, a, v[a].words[x].key, shown(a, x), yx*factor, e)
	}
}

// add adds one translation, or strengthens it where it is known.
func (m *Miner) add(from language, key string, to language, toKey, text string, weight float64, e *evidence) {
	if weight < leastWeight || e.support == 1 && weight < leastSingle {
		return
	}
	m.addTranslation(from, key, Translation{Text: text, Lang: to.code(), Weight: weight, Source: SourceArchive,
		Support: e.support, Docs: e.docs, Terms: strings.Split(toKey, separator)})
}

func (m *Miner) addTranslation(from language, key string, t Translation) {
	id := entryKey(from, key)
	e := m.entries[id]
	if e == nil {
		e = &entry{lang: from, key: key}
		m.entries[id] = e
	}
	for i := range e.translations {
		if have := &e.translations[i]; have.Lang == t.Lang && slices.Equal(have.Terms, t.Terms) {
			if have.Weight < t.Weight {
				*have = t
			}
			return
		}
	}
	e.translations = append(e.translations, t)
}

func entryKey(lang language, key string) string { return string(rune('0'+lang)) + key }

// pivot translates through the third language what has no translation in the
// second: of articles in two languages each, no one has the pair.
func (m *Miner) pivot() {
	type found struct {
		e *entry
		t Translation
	}
	var add []found
	for _, id := range m.keys() {
		e := m.entries[id]
		for _, via := range e.translations {
			through, _ := languageOf(via.Lang)
			next := m.entries[entryKey(through, strings.Join(via.Terms, separator))]
			if next == nil || via.Weight*pivotFactor < leastWeight {
				continue
			}
			for _, t := range next.translations {
				if t.Lang == e.lang.code() || e.has(t.Lang) {
					continue
				}
				t.Weight *= via.Weight * pivotFactor
				if via.Support < t.Support {
					t.Support, t.Docs = via.Support, via.Docs
				}
				if t.Weight >= leastWeight {
					add = append(add, found{e, t})
				}
			}
		}
	}
	for _, f := range add {
		m.addTranslation(f.e.lang, f.e.key, f.t)
	}
}

func (e *entry) has(lang string) bool {
	return slices.ContainsFunc(e.translations, func(t Translation) bool { return t.Lang == lang })
}

// keys are the keys of all entries in order.
func (m *Miner) keys() []string {
	keys := make([]string, 0, len(m.entries))
	for id := range m.entries {
		keys = append(keys, id)
	}
	slices.Sort(keys)
	return keys
}

// finish keeps the best translations of every entry and writes the table that
// is searched.
func (m *Miner) finish() *Thesaurus {
	w := newWriter()
	for _, id := range m.keys() {
		e := m.entries[id]
		slices.SortStableFunc(e.translations, func(a, b Translation) int {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(b.Support, a.Support), cmp.Compare(a.Text, b.Text))
		})
		kept := e.translations[:0]
		n := map[string]int{}
		for _, t := range e.translations {
			if n[t.Lang]++; n[t.Lang] <= maxKept {
				kept = append(kept, t)
			}
		}
		if len(kept) > 0 {
			w.add(id, kept)
		}
	}
	return w.thesaurus()
}
