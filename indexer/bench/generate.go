package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"unicode"

	"izde/corpus"
	"izde/corpus/source"
)

// Sizes of a generated article, as the speed figures of izde assume them:
// about 7 KB of text, 2 KB of it in the abstracts and 3 KB in references.
const (
	abstractWords     = 85 // a language
	referencesEach    = 20
	keywordsEach      = 5
	vocabularyFactor  = 30 // types grown from each type of the sample
	keywordsPerRecord = 0.2
	authorsPerRecord  = 0.5
)

// zipfExponent is that of word frequencies in running text.
const zipfExponent = 1.05

// lexicon draws words of one language with Zipf's frequencies.
type lexicon struct {
	words []string
	total []float64 // cumulated frequencies
}

// newLexicon grows a vocabulary from the words of the sample, the commonest
// first: later types join the beginning of one word to the end of another,
// which keeps letters and lengths as they are in the language.
func newLexicon(sample []string) *lexicon {
	l := &lexicon{words: slices.Clone(sample)}
	n := len(sample)
	for i := range n * vocabularyFactor {
		a, b := []rune(sample[i%n]), []rune(sample[(i*7919+i/n)%n])
		l.words = append(l.words, string(a[:(len(a)+1)/2+i%2])+string(b[len(b)/2:]))
	}
	sum := 0.0
	for i := range l.words {
		sum += 1 / math.Pow(float64(i+3), zipfExponent)
		l.total = append(l.total, sum)
	}
	return l
}

func (l *lexicon) word(r *rand.Rand) string {
	i, _ := slices.BinarySearch(l.total, r.Float64()*l.total[len(l.total)-1])
	return l.words[min(i, len(l.words)-1)]
}

func (l *lexicon) text(r *rand.Rand, words int) string {
	var b strings.Builder
	for i := range words {
		w := l.word(r)
		if i == 0 {
			w = capital(w)
		} else {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		if i%14 == 13 {
			b.WriteByte('.')
		}
	}
	return b.String()
}

func capital(w string) string {
	r := []rune(w)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// generator makes articles; the same seed makes the same ones.
type generator struct {
	lexicons map[string]*lexicon
	keywords []map[string]string // aligned in three languages
	authors  []corpus.Text
	works    []string // references of the sample, to be varied
	r        *rand.Rand
}

// newGenerator takes its vocabulary from the sample archive.
func newGenerator(ctx context.Context, sample string, articles int, seed uint64) (*generator, error) {
	g := &generator{lexicons: map[string]*lexicon{}, r: rand.New(rand.NewPCG(seed, 20000))}
	counts := map[string]map[string]int{}
	for _, lang := range corpus.Languages() {
		counts[lang] = map[string]int{}
	}
	for a, err := range source.Read(ctx, source.Options{}, sample) {
		if err != nil {
			return nil, err
		}
		for _, lang := range corpus.Languages() {
			count(counts[lang], a.Title[lang]+" "+a.Abstract[lang])
		}
		for _, s := range a.Sections {
			count(counts[a.Lang], s.Text)
		}
		for _, ref := range a.References {
			g.works = append(g.works, ref.Text)
		}
	}
	for lang, words := range counts {
		g.lexicons[lang] = newLexicon(byCount(words))
	}
	for range max(50, int(float64(articles)*keywordsPerRecord)) {
		k := map[string]string{}
		for _, lang := range corpus.Languages() {
			k[lang] = strings.ToLower(g.lexicons[lang].text(g.r, 1+g.r.IntN(3)))
		}
		g.keywords = append(g.keywords, k)
	}
	for range max(50, int(float64(articles)*authorsPerRecord)) {
		g.authors = append(g.authors, g.person())
	}
	return g, nil
}

func (g *generator) person() corpus.Text {
	initial := string(rune('A' + g.r.IntN(26)))
	name := capital(g.lexicons[corpus.English].word(g.r) + []string{"ov", "eva", "bayev", "kyzy", "uly"}[g.r.IntN(5)])
	return corpus.Text{corpus.English: initial + ". " + name}
}

func count(into map[string]int, text string) {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 1 {
			into[w]++
		}
	}
}

func byCount(words map[string]int) []string {
	var list []string
	for w := range words {
		list = append(list, w)
	}
	slices.SortFunc(list, func(a, b string) int {
		if words[a] != words[b] {
			return words[b] - words[a]
		}
		return strings.Compare(a, b)
	})
	return list
}

// zipf draws a place in a list of n, the first ones most often.
func (g *generator) zipf(n int) int {
	return min(n-1, int(math.Pow(float64(n), g.r.Float64()))-1)
}

// article makes record number n.
func (g *generator) article(n int) *corpus.Article {
	r := g.r
	lang := corpus.Languages()[r.IntN(3)]
	journal := r.IntN(40)
	a := &corpus.Article{
		ID: fmt.Sprintf("generated-%07d", n), Lang: lang, Kind: corpus.KindArticle,
		Title: corpus.Text{}, Abstract: corpus.Text{}, Keywords: corpus.Keywords{},
		Year: 2000 + r.IntN(25), Volume: fmt.Sprint(1 + r.IntN(90)), Issue: fmt.Sprint(1 + r.IntN(4)),
		IRSTI:   fmt.Sprintf("%02d.%02d.%02d", 3+2*r.IntN(40), 1+r.IntN(80), 1+r.IntN(90)),
		Journal: corpus.Journal{Title: corpus.Text{corpus.English: fmt.Sprintf("Generated Journal %d", journal), corpus.Russian: fmt.Sprintf("Журнал %d", journal)}},
	}
	for _, l := range corpus.Languages() {
		a.Title[l] = g.lexicons[l].text(r, 6+r.IntN(8))
		a.Abstract[l] = g.lexicons[l].text(r, abstractWords/2+r.IntN(abstractWords/2)) + "."
	}
	for range keywordsEach {
		k := g.keywords[g.zipf(len(g.keywords))]
		for _, l := range corpus.Languages() {
			a.Keywords[l] = append(a.Keywords[l], k[l])
		}
	}
	for range 1 + r.IntN(3) {
		a.Authors = append(a.Authors, corpus.Author{Name: g.authors[g.zipf(len(g.authors))]})
	}
	for i := range referencesEach {
		a.References = append(a.References, corpus.Reference{N: i + 1, Text: g.reference()})
	}
	return a
}

// reference varies an entry of the sample: the frame stays, a third of the
// words are drawn anew, so that references have a vocabulary of their own size.
func (g *generator) reference() string {
	words := strings.Fields(g.works[g.r.IntN(len(g.works))])
	for i := range words {
		if g.r.IntN(3) == 0 && len(words[i]) > 4 {
			words[i] = g.lexicons[corpus.Languages()[g.r.IntN(3)]].word(g.r)
		}
	}
	return strings.Join(words, " ")
}

// generate writes an archive of n articles to path as JSON lines and returns
// its size in bytes.
func generate(ctx context.Context, path, sample string, n int, seed uint64) (int64, error) {
	g, err := newGenerator(ctx, sample, n, seed)
	if err != nil {
		return 0, err
	}
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range n {
		if err := enc.Encode(g.article(i)); err != nil {
			return 0, err
		}
		if i%1000 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
