package thesaurus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"izde/corpus"
)

// mined is the thesaurus of some articles.
func mined(t *testing.T, archive ...corpus.Article) *Thesaurus {
	t.Helper()
	o, err := NewObserver()
	if err != nil {
		t.Fatal(err)
	}
	m := NewMiner()
	for i := range archive {
		m.Add(uint32(i), o.Observe(&archive[i], true))
	}
	return m.Mine()
}

// keywords is an article with keyword lists: "kk: су, жер; en: water, land".
func keywords(lists string) corpus.Article {
	a := corpus.Article{Keywords: corpus.Keywords{}}
	for part := range strings.SplitSeq(lists, "; ") {
		lang, list, _ := strings.Cut(part, ": ")
		a.Keywords[lang] = strings.Split(list, ", ")
	}
	return a
}

// best is the first translation of a text into a language, "" without one.
func best(t *testing.T, th *Thesaurus, from, text, to string) Translation {
	t.Helper()
	r, err := NewReader()
	if err != nil {
		t.Fatal(err)
	}
	terms, _ := r.Terms(from, text)
	for _, x := range th.Lookup(r, from, terms) {
		if x.Lang == to {
			return x
		}
	}
	return Translation{}
}

func TestMining(t *testing.T) {
	tests := []struct {
		name            string
		archive         []corpus.Article
		from, typed, to string
		want            string
		support         int
		least, most     float64
	}{
		{"lists of equal length are paired by place",
			[]corpus.Article{keywords("kk: су құқығы, егемендік; en: water law, sovereignty")},
			"en", "water law", "kk", "су құқығы", 1, 0.4, 0.7},
		{"an inflected query meets the entry",
			[]corpus.Article{keywords("kk: су құқығы, егемендік; en: water law, sovereignty")},
			"kk", "егемендіктің", "en", "sovereignty", 1, 0.4, 0.7},
		{"stop words are no part of an entry",
			[]corpus.Article{keywords("ru: доступ к правосудию, право; en: access to justice, law")},
			"en", "access justice", "ru", "доступ к правосудию", 1, 0.4, 0.7},
		{"agreement makes sure",
			[]corpus.Article{keywords("kk: шөп, тас; en: grass, stone"), keywords("kk: шөп, жел; en: grass, wind"), keywords("kk: бұлт, шөп; en: cloud, grass")},
			"kk", "шөп", "en", "grass", 3, 0.75, 1},
		{"what others agree on beats the place in a list that was sorted again",
			[]corpus.Article{keywords("kk: шөп, тас; en: grass, stone"), keywords("kk: тас, жел; en: stone, wind"), keywords("kk: шөп, жел; en: grass, wind"),
				keywords("kk: шөп, тас, жел; en: wind, grass, stone")},
			"kk", "жел", "en", "wind", 3, 0.6, 1},
		{"lists of different length are paired by what others agree on",
			[]corpus.Article{keywords("kk: шөп, тас; en: grass, stone"), keywords("kk: тас, жел, шөп; en: stone, grass")},
			"en", "grass", "kk", "шөп", 2, 0.6, 1},
		{"and by place between two that are paired",
			[]corpus.Article{keywords("kk: шөп, тас; en: grass, stone"), keywords("kk: шөп, құс, тас, қыс; en: grass, bird, stone")},
			"kk", "құс", "en", "bird", 1, 0.3, 0.7},
		{"and by looks",
			[]corpus.Article{keywords("kk: телемедицина, шөп, ауыл; ru: село, телемедицина")},
			"kk", "телемедицина", "ru", "телемедицина", 1, 0.5, 0.9},
		{"what stands alone in lists of different length is not paired",
			[]corpus.Article{keywords("kk: шөп, тас, жел; en: bird, snow")},
			"kk", "тас", "en", "", 0, 0, 0},
		{"the third language leads on",
			[]corpus.Article{keywords("kk: шөп, тас; ru: трава, камень"), keywords("ru: трава, камень; en: grass, stone")},
			"kk", "шөп", "en", "grass", 1, 0.15, 0.4},
		{"an article in one language says nothing",
			[]corpus.Article{keywords("kk: шөп, тас")},
			"kk", "шөп", "en", "", 0, 0, 0},
		{"words of titles are paired where several agree",
			[]corpus.Article{{Title: corpus.Text{"kk": "Шөптің иісі", "en": "Scent of grass"}}, {Title: corpus.Text{"kk": "Биік шөп", "en": "High grass"}}, {Title: corpus.Text{"kk": "Шөп пен қар", "en": "Snow and grass"}}},
			"kk", "шөп", "en", "grass", 3, 0.3, 0.7},
		{"words of one title are not paired by their places alone",
			[]corpus.Article{{Title: corpus.Text{"kk": "Шөптің иісі", "en": "Grass scent"}}},
			"kk", "шөп", "en", "", 0, 0, 0},
		{"but by looks they are",
			[]corpus.Article{{Title: corpus.Text{"kk": "Вирус иісі", "en": "Virus scent"}}},
			"kk", "вирус", "en", "virus", 1, 0.28, 0.4},
	}
	for _, tt := range tests {
		got := best(t, mined(t, tt.archive...), tt.from, tt.typed, tt.to)
		if got.Text != tt.want || got.Support != tt.support || got.Weight < tt.least || got.Weight > tt.most {
			t.Errorf("%s: %s is %q (weight %.2f, support %d), want %q (%.2f to %.2f, %d)", tt.name, tt.typed,
				got.Text, got.Weight, got.Support, tt.want, tt.least, tt.most, tt.support)
		}
	}
}

// TestWordsAreShownAsKeywordsPrintThem: words of titles come in any form; what
// the reader is shown is a keyword, or the basic form.
func TestWordsAreShownAsKeywordsPrintThem(t *testing.T) {
	for _, c := range []struct {
		name, kk, ru, keywords string // each six titles; English is "Grass and scent"
		to, want               string
	}{
		{"the keyword that it is", "шөпке", "травами", "kk: Шөп, тас; ru: Трава, камень", "ru", "Трава"},
		{"a keyword that has it", "шөпке", "травами", "kk: шөп; ru: зелёная трава, трава степей", "ru", "трава"},
		{"the form of most keywords", "шөпке", "травами", "kk: шөп; ru: зелёная трава, сбор травы, качество травы", "ru", "травы"},
		{"the stem, however rarely it is printed", "шөпке", "травами", "kk: биік шөп, шөпті дала, шөпті тау; ru: камень", "kk", "шөп"},
		{"no Russian stem, which is another case", "шөпке", "травами", "kk: тас; ru: сбор трав, сухая трава, трава степей", "ru", "трава"},
		{"without keywords, as it is printed", "шөпке", "травами", "kk: тас; ru: камень", "ru", "травами"},
	} {
		var archive []corpus.Article
		for _, verb := range []string{"а", "б", "в", "г", "д", "е"} {
			archive = append(archive, corpus.Article{Title: corpus.Text{"kk": "Иіс " + c.kk + " " + verb, "ru": "Запах " + c.ru + " " + verb, "en": "Scent grass " + verb}})
		}
		archive = append(archive, keywords(c.keywords))
		if got := best(t, mined(t, archive...), "en", "grass", c.to); got.Text != c.want {
			t.Errorf("%s: grass is shown as %q, not %q", c.name, got.Text, c.want)
		}
	}
}

// TestMiningThroughNoise makes an archive of invented words whose translations
// are known and spoils its lists: three in twenty have a keyword missing, one in
// twenty is in another order.
func TestMiningThroughNoise(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	const concepts = 150
	var archive []corpus.Article
	for range 400 {
		chosen := r.Perm(concepts)[:6]
		for i, c := range chosen {
			f := r.Float64()
			chosen[i] = c * int(f*f*100) / 100 // some are common
		}
		slices.Sort(chosen)
		chosen = slices.Compact(chosen)
		r.Shuffle(len(chosen), func(i, k int) { chosen[i], chosen[k] = chosen[k], chosen[i] })
		a := corpus.Article{Keywords: corpus.Keywords{}}
		for _, lang := range []string{"kk", "en"} {
			list := slices.Clone(chosen)
			switch n := r.IntN(20); {
			case n < 3:
				list = slices.Delete(list, 0, 1)
			case n < 4:
				r.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
			}
			for _, c := range list {
				a.Keywords[lang] = append(a.Keywords[lang], invented(lang, c))
			}
		}
		archive = append(archive, a)
	}
	th := mined(t, archive...)
	right, found, asked := 0, 0, 0
	for c := range concepts {
		if !slices.ContainsFunc(archive, func(a corpus.Article) bool { return slices.Contains(a.Keywords["kk"], invented("kk", c)) }) {
			continue
		}
		asked++
		got := best(t, th, "kk", invented("kk", c), "en")
		if got.Text != "" {
			found++
		}
		if got.Text == invented("en", c) {
			right++
		}
	}
	t.Logf("of %d keywords, %d have a translation, %d the right one", asked, found, right)
	if float64(right) < 0.95*float64(asked) || float64(right) < 0.97*float64(found) {
		t.Errorf("of %d keywords, %d have a translation, %d the right one: want 95%% and 97%%", asked, found, right)
	}
}

// invented is a word that no stemmer knows, nor another language.
func invented(lang string, n int) string {
	digits := map[string]string{"kk": "бдфзжлмнпт", "en": "kgwxqvsjhc"}[lang]
	vowel := map[string]string{"kk": "о", "en": "o"}[lang]
	word := ""
	for range 3 {
		word += string([]rune(digits)[n%10]) + vowel
		n /= 10
	}
	return word + map[string]string{"kk": "фф", "en": "zz"}[lang]
}

// TestMiningDoesNotDependOnChance mines twice.
func TestMiningDoesNotDependOnChance(t *testing.T) {
	archive := []corpus.Article{keywords("kk: шөп, тас; ru: трава, камень; en: grass, stone"), keywords("kk: тас; ru: камень, скала; en: rock, stone")}
	if a, b := mined(t, archive...), mined(t, archive...); !reflect.DeepEqual(a, b) {
		t.Error("the same archive gave two thesauri")
	}
}

func TestFile(t *testing.T) {
	th := mined(t, keywords("kk: су құқығы, егемендік; ru: водное право, суверенитет; en: water law, sovereignty"))
	path := filepath.Join(t.TempDir(), FileName)
	if err := th.Write(path); err != nil {
		t.Fatal(err)
	}
	got, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, th) {
		t.Error("what was read is not what was written")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		spoilt := slices.Clone(data)
		spoilt[i] ^= 0x41
		if _, err := parse(spoilt); err == nil {
			t.Fatalf("byte %d changed, and nobody noticed", i)
		}
		if _, err := parse(data[:i]); err == nil {
			t.Fatalf("cut at byte %d, and nobody noticed", i)
		}
	}
	empty := NewMiner().Mine()
	if err := empty.Write(path); err != nil {
		t.Fatal(err)
	}
	if got, err := Read(path); err != nil || got.Len() != 0 || got.Lookup(nil, "kk", []string{"су"}) != nil {
		t.Errorf("an empty thesaurus reads as %v, %v", got, err)
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Мақала туралы. Нәтиже бар!", []string{"Мақала туралы.", "Нәтиже бар!"}},
		{"The work of M. O. Auezov is read. Why?", []string{"The work of M. O. Auezov is read.", "Why?"}},
		{"Рост на 3.5 процента, т. е. мало. 2019 год.", []string{"Рост на 3.5 процента, т. е. мало.", "2019 год."}},
		{"", nil},
	}
	for _, tt := range tests {
		if got := sentences(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q is cut to %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestSentencesAreAlignedByLength(t *testing.T) {
	text := func(lengths ...int) []numbered {
		var s []numbered
		for _, n := range lengths {
			s = append(s, numbered{length: n})
		}
		return s
	}
	tests := []struct {
		name string
		x, y []numbered
		want string
	}{
		{"as many on both sides", text(80, 40, 120), text(90, 50, 115), "0+1=0+1 1+1=1+1 2+1=2+1"},
		{"one rendered by two", text(80, 130, 60), text(85, 60, 70, 62), "0+1=0+1 1+1=1+2 2+1=3+1"},
		{"nothing on one side", nil, text(10), ""},
	}
	for _, tt := range tests {
		var got []string
		for _, b := range slices.Backward(alignSentences(tt.x, tt.y)) {
			got = append(got, fmt.Sprintf("%d+%d=%d+%d", b.i, b.nx, b.j, b.ny))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: aligned as %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestCognates(t *testing.T) {
	tests := []struct {
		a, b string
		are  bool
	}{
		{"дипломатия", "diplomacy", true}, {"гуманитарлық", "гуманитарная", true}, {"конституция", "constitution", true},
		{"хронология", "chronology", true}, {"керамика", "ceramics", true}, {"су", "су", true},
		{"мал", "малый", false}, {"право", "right", false}, {"құқық", "право", false},
	}
	for _, tt := range tests {
		if got := cognate(cognateForm(tt.a), cognateForm(tt.b)); (got > 0) != tt.are {
			t.Errorf("%s and %s: likeness %.2f, cognates: want %v", tt.a, tt.b, got, tt.are)
		}
	}
}
