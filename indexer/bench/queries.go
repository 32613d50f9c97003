package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/analyzers/script"
	"izde/corpus"
	"izde/corpus/source"
	"izde/indexer"
)

// Classes of queries, in the order of the report.
const (
	commonWord  = "one common word"
	rareWord    = "one rare word"
	twoWords    = "two words"
	threeWords  = "three words"
	threeOr     = "three words, OR"
	threeAnd    = "three words, AND"
	phrase      = "phrase of three"
	prefix4     = "4-letter prefix"
	misspelling = "misspelling"
	filtered    = "word, two filters"
	deepPage    = "page 200"
	cursorWalk  = "cursor walk"
	inflected   = "Kazakh inflected"
	romanised   = "romanised reference"
	acrossLangs = "keyword, across languages"
	otherLayout = "other keyboard layout"
	pastedTitle = "pasted title"
	pastedText  = "pasted paragraph" // as long as the server takes it
	stopPhrase  = "phrase of stop words"
	longText    = "10 KB of text"
	manyClauses = "64 clauses, OR"
	tooMany     = "500 clauses, OR"
	broadPrefix = "broad wildcard"
	manyPrefix  = "30 wildcards"
	parentheses = "nested parentheses"
	manyWrong   = "50 misspelt words"
	manyLayout  = "50 words, other layout"
	signs       = "stars, quotes, invisible letters"
)

// Classes of what a reader asks beside the search.
const (
	suggestion   = "suggestion"
	facetListing = "facet listing"
	facetSearch  = "search in a facet"
)

func boxClasses() []string { return []string{suggestion, facetListing, facetSearch} }

// Groups of classes.
const (
	oneToThreeWords = "**one to three words**"
	allButHostile   = "**all but the hostile**"
	allQueries      = "**all**"
)

func classes() []string {
	return slices.Concat(plainClasses(), []string{threeAnd, phrase, prefix4, misspelling, filtered, deepPage,
		cursorWalk, inflected, romanised, acrossLangs, otherLayout, pastedTitle, pastedText, stopPhrase}, hostileClasses(), boxClasses())
}

func plainClasses() []string { return []string{commonWord, rareWord, twoWords, threeWords, threeOr} }

func hostileClasses() []string {
	return []string{longText, manyClauses, tooMany, broadPrefix, manyPrefix, parentheses, manyWrong, manyLayout, signs}
}

// query is one query of the mix.
type query struct {
	class string
	text  string // as izde takes it
	fts   string // its nearest equivalent in the language of FTS5; "" where there is none
	page  int    // 0 is the first
	walk  int    // pages to ask for one after another
	langs []string
	years [2]int // from, to; 0 is no filter
	path  string // instead of a search: what is asked of the server
}

// Sizes of the mix.
const (
	queriesEach = 8 // a class and language
	hostileEach = 2
	deepPageNo  = 200
	hostileText = 10 << 10 // bytes
	serverRunes = 2000     // the longest query that the server does not refuse
	clausesMost = 64
	clausesOver = 500
	nesting     = 40
	manyWords   = 50
	wildcards   = 30
)

// archive is the part of the generated archive that queries are drawn from.
type archive struct {
	articles  []*corpus.Article
	common    map[string][]string // language → words of 5 letters or more in many articles
	rare      map[string][]string // in one of the articles read
	short     map[string][]string // words of up to 3 letters in most articles
	usual     map[string]bool     // words that are not rare
	textBytes int64               // of the articles read, without the JSON around it
}

// readArticles is how many articles the words of queries are drawn from.
const readArticles = 2000

// usualIn is in how many of them a word stands that somebody would type.
const usualIn = 3

func readArchive(ctx context.Context, path string) (*archive, error) {
	ar := &archive{common: map[string][]string{}, rare: map[string][]string{}, short: map[string][]string{}, usual: map[string]bool{}}
	df := map[string]map[string]int{}
	for _, lang := range corpus.Languages() {
		df[lang] = map[string]int{}
	}
	for a, err := range source.Read(ctx, source.Options{}, path) {
		if err != nil {
			return nil, err
		}
		ar.articles = append(ar.articles, a)
		ar.textBytes += textBytes(a)
		for _, lang := range corpus.Languages() {
			seen := map[string]int{}
			count(seen, a.Title[lang]+" "+a.Abstract[lang])
			for w := range seen {
				df[lang][w]++
			}
		}
		if len(ar.articles) == readArticles {
			break
		}
	}
	for lang, words := range df {
		for _, w := range byCount(words) {
			ar.usual[w] = ar.usual[w] || words[w] >= usualIn
			share := float64(words[w]) / float64(len(ar.articles))
			switch letters := utf8.RuneCountInString(w); {
			case letters >= 5 && .04 < share && share < .3:
				ar.common[lang] = append(ar.common[lang], w)
			case letters >= 6 && words[w] == 1:
				ar.rare[lang] = append(ar.rare[lang], w)
			case letters <= 3 && share > .5:
				ar.short[lang] = append(ar.short[lang], w)
			}
		}
		if len(ar.common[lang]) == 0 || len(ar.rare[lang]) == 0 || len(ar.short[lang]) == 0 {
			return nil, fmt.Errorf("%s: too small to draw %s queries from", path, lang)
		}
	}
	return ar, nil
}

// textBytes is the size of an article's text.
func textBytes(a *corpus.Article) int64 {
	n := 0
	for _, lang := range corpus.Languages() {
		n += len(a.Title[lang]) + len(a.Abstract[lang])
		for _, k := range a.Keywords[lang] {
			n += len(k)
		}
	}
	for _, s := range a.Sections {
		n += len(s.Heading) + len(s.Text)
	}
	for _, author := range a.Authors {
		for _, name := range author.Name {
			n += len(name)
		}
	}
	for _, ref := range a.References {
		n += len(ref.Text)
	}
	return int64(n)
}

// mix draws queries from an archive.
type mix struct {
	*archive
	r       *rand.Rand
	queries []query
}

// newQueries draws the mix; the same archive and seed give the same one. The
// order is shuffled, so that no class has the caches to itself.
func newQueries(ar *archive, seed uint64) []query {
	m := &mix{archive: ar, r: rand.New(rand.NewPCG(seed, 1))}
	for _, lang := range corpus.Languages() {
		for range queriesEach {
			m.words(lang)
			m.special(lang)
		}
		for range hostileEach {
			m.hostile(lang)
		}
	}
	for range queriesEach {
		w := m.pick(m.common[corpus.Kazakh]) + kazakhSuffix(m.pick(m.common[corpus.Kazakh]))
		m.add(query{class: inflected, text: w})
		m.add(query{class: romanised, text: m.romanisedReference()})
	}
	m.r.Shuffle(len(m.queries), func(i, j int) { m.queries[i], m.queries[j] = m.queries[j], m.queries[i] })
	return m.queries
}

func (m *mix) add(q query) { m.queries = append(m.queries, q) }

func (m *mix) pick(words []string) string { return words[m.r.IntN(len(words))] }

func (m *mix) article() *corpus.Article { return m.articles[m.r.IntN(len(m.articles))] }

// words adds a query of each class that is made of words alone.
func (m *mix) words(lang string) {
	common, rare := m.pick(m.common[lang]), m.pick(m.rare[lang])
	m.add(query{class: commonWord, text: common, fts: quoted(" ", common)})
	m.add(query{class: rareWord, text: rare, fts: quoted(" ", rare)})
	// Words that stand in one article, as they do in a scholar's mind.
	w := m.together(lang, 3)
	m.add(query{class: twoWords, text: strings.Join(w[:2], " "), fts: quoted(" ", w[:2]...)})
	m.add(query{class: threeWords, text: strings.Join(w, " "), fts: quoted(" ", w...)})
	w = []string{m.pick(m.common[lang]), m.pick(m.common[lang]), m.pick(m.common[lang])}
	m.add(query{class: threeOr, text: strings.Join(w, " OR "), fts: quoted(" OR ", w...)})
	w = m.together(lang, 3)
	m.add(query{class: threeAnd, text: strings.Join(w, " AND "), fts: quoted(" AND ", w...)})
	title := words(m.article().Title[lang])
	at := m.r.IntN(len(title) - 2)
	text := `"` + strings.Join(title[at:at+3], " ") + `"`
	m.add(query{class: phrase, text: text, fts: text})
}

// special adds a query of each class that has more than words.
func (m *mix) special(lang string) {
	w := []rune(m.pick(m.common[lang]))
	m.add(query{class: prefix4, text: string(w[:4]) + "*", fts: quoted("", string(w[:4])) + "*"})
	m.add(query{class: misspelling, text: m.misspelt(lang)})
	m.add(query{class: otherLayout, text: m.onOtherLayout(lang)})
	one := m.pick(m.common[lang])
	m.add(query{class: filtered, text: one, fts: quoted(" ", one), langs: []string{corpus.Kazakh, corpus.Russian}, years: [2]int{2005, 2015}})
	three := []string{m.pick(m.common[lang]), m.pick(m.common[lang]), m.pick(m.common[lang])}
	m.add(query{class: deepPage, text: strings.Join(three, " OR "), fts: quoted(" OR ", three...), page: deepPageNo})
	m.add(query{class: cursorWalk, text: strings.Join(three, " OR "), fts: quoted(" OR ", three...), walk: walkPages})
	if keywords := m.article().Keywords[lang]; len(keywords) > 0 {
		m.add(query{class: acrossLangs, text: m.pick(keywords)})
	}
	title := m.article().Title[lang]
	m.add(query{class: pastedTitle, text: title, fts: quoted(" ", words(title)...)})
	m.add(query{class: pastedText, text: m.text(lang, serverRunes)})
	short := []string{m.pick(m.short[lang]), m.pick(m.short[lang])}
	m.add(query{class: stopPhrase, text: quoted("", strings.Join(short, " ")), fts: quoted("", strings.Join(short, " "))})
}

// misspelt is a common word with two letters swapped.
func (m *mix) misspelt(lang string) string {
	wrong := []rune(m.pick(m.common[lang]))
	at := 1 + m.r.IntN(len(wrong)-3)
	wrong[at], wrong[at+1] = wrong[at+1], wrong[at]
	return string(wrong)
}

// onOtherLayout is a common word typed on the layout of another language.
func (m *mix) onOtherLayout(lang string) string {
	for {
		w := m.pick(m.common[lang])
		if readings := script.Layout(w); len(readings) > 0 {
			return readings[0]
		}
	}
}

// text is so many letters from abstracts.
func (m *mix) text(lang string, letters int) string {
	var b strings.Builder
	for utf8.RuneCountInString(b.String()) < letters {
		b.WriteString(m.article().Abstract[lang] + " ")
	}
	return string([]rune(b.String())[:letters])
}

// hostile adds a query of each class that nobody types in good faith.
func (m *mix) hostile(lang string) {
	m.add(query{class: longText, text: m.text(lang, hostileText)})
	many := m.many(clausesMost, func() string { return m.pick(m.common[lang]) })
	m.add(query{class: manyClauses, text: strings.Join(many, " OR "), fts: quoted(" OR ", many...)})
	m.add(query{class: tooMany, text: strings.TrimSuffix(strings.Repeat("a OR ", clausesOver), " OR ")})
	m.add(query{class: manyWrong, text: strings.Join(m.many(manyWords, func() string { return m.misspelt(lang) }), " ")})
	m.add(query{class: manyLayout, text: strings.Join(m.many(manyWords, func() string { return m.onOtherLayout(lang) }), " ")})
	m.add(query{class: manyPrefix, text: strings.Join(m.many(wildcards, func() string { return string([]rune(m.pick(m.common[lang]))[:2]) + "*" }), " OR ")})
	for n := range 2 {
		start := string([]rune(m.pick(m.common[lang]))[:n+1])
		m.add(query{class: broadPrefix, text: start + "*", fts: quoted("", start) + "*"})
	}
	deep := m.pick(m.common[lang])
	for n := range nesting {
		deep = "(" + deep + []string{" OR ", " AND "}[n%2] + m.pick(m.common[lang]) + ")"
	}
	m.add(query{class: parentheses, text: deep, fts: deep})
	for _, text := range []string{"*", `/^(?:[a-z]+\d{2,}|.*)$/`, strings.Repeat(`"«`, 400), strings.Repeat("\u200B\u200D\u00AD\u2066", 200),
		m.pick(m.common[lang]) + strings.Repeat("\u0301", 500), strings.Repeat("-", 900) + m.pick(m.common[lang])} {
		m.add(query{class: signs, text: text})
	}
}

func (m *mix) many(n int, one func() string) []string {
	var list []string
	for range n {
		list = append(list, one())
	}
	return list
}

// newBoxQueries draws what is asked of the server while a reader types in the
// search box, and in the lists of facets.
func newBoxQueries(ar *archive, seed uint64) []query {
	m := &mix{archive: ar, r: rand.New(rand.NewPCG(seed, 2))}
	for range queriesEach {
		for _, lang := range corpus.Languages() {
			for letters := 1; letters <= 8; letters++ {
				typed := []rune(m.pick([]string{m.article().Title[lang], m.pick(m.common[lang]), m.article().Authors[0].Name[lang]}))
				m.add(query{class: suggestion, path: "/api/v1/suggest?" + url.Values{"q": {string(typed[:min(letters, len(typed))])}, "lang": {lang}}.Encode()})
			}
			for _, facet := range []string{indexer.FacetAuthor, indexer.FacetKeyword} {
				name := []rune(m.article().Authors[0].Name[lang])
				for _, sort := range []string{"count", "value"} {
					m.add(query{class: facetListing, path: "/api/v1/facets/" + facet + "?" + url.Values{"sort": {sort}, "lang": {lang}, "page": {strconv.Itoa(1 + m.r.IntN(20))}, "per-page": {"50"}}.Encode()})
				}
				m.add(query{class: facetSearch, path: "/api/v1/facets/" + facet + "?" + url.Values{"match": {string(name[:1+m.r.IntN(4)])}, "per-page": {"50"}}.Encode()})
				m.add(query{class: facetSearch, path: "/api/v1/facets/" + facet + "?" + url.Values{"q": {m.pick(m.common[lang])}, "match": {string(name[:2])}, "lang": {lang}}.Encode()})
			}
		}
	}
	return m.queries
}

// together takes n usual words of five letters or more that one abstract has.
func (m *mix) together(lang string, n int) []string {
	for {
		var long []string
		for _, w := range words(m.article().Abstract[lang]) {
			if utf8.RuneCountInString(w) >= 5 && m.usual[w] && !slices.Contains(long, w) {
				long = append(long, w)
			}
		}
		if len(long) < n {
			continue
		}
		m.r.Shuffle(len(long), func(i, j int) { long[i], long[j] = long[j], long[i] })
		return long[:n]
	}
}

// words are the words of text in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// quoted writes words as strings of FTS5's query language.
func quoted(between string, words ...string) string {
	return `"` + strings.Join(words, `"`+between+`"`) + `"`
}

// kazakhSuffix is the plural and a case, by the harmony of the word.
func kazakhSuffix(word string) string {
	last := strings.LastIndexAny(word, "аоұыәеөүі")
	if last >= 0 && strings.ContainsRune("әеөүі", []rune(word[last:])[0]) {
		return "лерден"
	}
	return "лардан"
}

// romanisedReference is two words of a reference printed in Cyrillic, as a
// person without a Cyrillic keyboard writes them.
func (m *mix) romanisedReference() string {
	for {
		var cyrillic []string
		refs := m.article().References
		for _, w := range words(refs[m.r.IntN(len(refs))].Text) {
			if r := []rune(w); len(r) >= 5 && unicode.Is(unicode.Cyrillic, r[0]) {
				cyrillic = append(cyrillic, w)
			}
		}
		if len(cyrillic) >= 2 {
			return romanise(cyrillic[0]) + " " + romanise(cyrillic[1])
		}
	}
}

// romanise writes a word in the everyday romanisation of passports.
func romanise(word string) string {
	const cyrillic = "абвгдезийклмнопрстуфхцыэәғқңөұүһі"
	latin := strings.Split("a b v g d e z i i k l m n o p r s t u f kh ts y e a g q n o u u h i", " ")
	var b strings.Builder
	for _, r := range word {
		if at := strings.IndexRune(cyrillic, r); at >= 0 {
			b.WriteString(latin[at/2]) // every letter above takes two bytes
			continue
		}
		b.WriteString(map[rune]string{'ё': "e", 'ж': "zh", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ю': "yu", 'я': "ya"}[r])
	}
	return b.String()
}
