package indexer

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"izde/corpus"
)

// lessons is an invented archive for what people type: each topic is in the
// title, abstract and keywords of a few articles in three languages.
func lessons() []*corpus.Article {
	var out []*corpus.Article
	add := func(n int, author, title, abstract, keyword corpus.Text) {
		for i := range n {
			a := &corpus.Article{ID: fmt.Sprintf("a%02d", len(out)), Lang: corpus.Russian, Kind: "article", Year: 2015 + i,
				Title: corpus.Text{}, Abstract: abstract, Keywords: corpus.Keywords{}, Authors: []corpus.Author{{Name: author}}}
			for lang, text := range title {
				a.Title[lang] = fmt.Sprintf("%s %d", text, i+1)
			}
			for lang, k := range keyword {
				a.Keywords[lang] = []string{k}
			}
			out = append(out, a)
		}
	}
	add(3, corpus.Text{"kk": "Г.С. Жұмабаева", "ru": "Г.С. Жумабаева", "en": "G.S. Zhumabayeva"},
		corpus.Text{"kk": "Қазақ тілінің сөздігі", "ru": "Словарь казахского языка", "en": "A dictionary of the Kazakh language"},
		corpus.Text{"kk": "Мақалада қазақ тілінің сөздік қоры мен мектептердегі оқулықтары қарастырылады.",
			"ru": "Рассматриваются словарный состав казахского языка и школьные учебники.",
			"en": "The vocabulary of the Kazakh language and school textbooks are considered."},
		corpus.Text{"kk": "қазақ тілі", "ru": "казахский язык", "en": "Kazakh language"})
	add(2, corpus.Text{"kk": "Н. Шахметов", "ru": "Н. Шахметов", "en": "N. Shakhmetov"},
		corpus.Text{"kk": "Гуманитарлық дипломатияның өңірлік тәжірибесі", "ru": "Региональный опыт гуманитарной дипломатии", "en": "Regional practice of humanitarian diplomacy"},
		corpus.Text{"kk": "Гуманитарлық дипломатия мектебі мен университеттердің әріптестігі талданады.",
			"ru": "Анализируется гуманитарная дипломатия и сотрудничество университетов.",
			"en": "Humanitarian diplomacy and the cooperation of universities are analysed."},
		corpus.Text{"kk": "гуманитарлық дипломатия", "ru": "гуманитарная дипломатия", "en": "humanitarian diplomacy"})
	add(1, corpus.Text{"ru": "О. Ковалёва"},
		corpus.Text{"ru": "Почвы степей и урожай пшеницы"},
		corpus.Text{"ru": "Описаны почвы степей и урожай яровой пшеницы."},
		corpus.Text{"ru": "почвы степей"})
	return out
}

func TestSuggest(t *testing.T) {
	ix := buildIndex(t, lessons()...)
	for _, c := range []struct {
		what, typed, lang string
		want              []Suggestion
	}{
		{"a keyword of many articles comes before a title", "қазақ", "kk", []Suggestion{
			{Text: "қазақ тілі", Kind: "keyword", Lang: "kk", Count: 3},
			{Text: "Қазақ тілінің сөздігі 1", Kind: "title", Lang: "kk", ID: "a00", Count: 1},
			{Text: "Қазақ тілінің сөздігі 2", Kind: "title", Lang: "kk", ID: "a01", Count: 1},
			{Text: "Қазақ тілінің сөздігі 3", Kind: "title", Lang: "kk", ID: "a02", Count: 1}}},
		{"a title is found from its middle and leads to its article", "урожай", "ru", []Suggestion{
			{Text: "Почвы степей и урожай пшеницы 1", Kind: "title", Lang: "ru", ID: "a05", Count: 1}}},
		{"a name typed in Latin letters is shown in Latin letters", "jumab", "kk", []Suggestion{
			{Text: "G.S. Zhumabayeva", Kind: "author", Lang: "en", Count: 3}}},
		{"a name typed in Cyrillic is shown in the reader's language", "жумаб", "ru", []Suggestion{
			{Text: "Г.С. Жумабаева", Kind: "author", Lang: "ru", Count: 3}}},
		{"a name typed in Cyrillic is shown in the reader's language", "жумаб", "kk", []Suggestion{
			{Text: "Г.С. Жұмабаева", Kind: "author", Lang: "kk", Count: 3}}},
		{"a name of one language is shown as it is", "kovalev", "en", []Suggestion{
			{Text: "О. Ковалёва", Kind: "author", Lang: "ru", Count: 1}}},
		{"the wrong keyboard layout", "gjxds", "ru", []Suggestion{
			{Text: "почвы степей", Kind: "keyword", Lang: "ru", Count: 1},
			{Text: "Почвы степей и урожай пшеницы 1", Kind: "title", Lang: "ru", ID: "a05", Count: 1}}},
	} {
		got, err := ix.Suggest(context.Background(), c.typed, c.lang, 8)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q gives\n%+v, not\n%+v", c.what, c.typed, got, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ix.Suggest(ctx, "қазақ", "kk", 8); err == nil {
		t.Error("a request that was given up is still answered")
	}
}
