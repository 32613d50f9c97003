package identifier

import (
	"strings"
	"testing"

	"izde/corpus"
)

func TestSlug(t *testing.T) {
	rows := []struct{ says, title, want string }{
		{"English words stay as they are", "Humanitarian Diplomacy as a Tool of Soft Power", "humanitarian-diplomacy-as-a-tool-of"},
		{"Russian by sound", "Женщины и щит: объём чтения", "zhenshchiny-i-shchit-obyom-chteniya"},
		{"Kazakh by sound", "Қазақ тілінің өзгеруі", "qazaq-tilining-ozgerui"},
		{"an apostrophe parts no word", "China\u2019s growth", "chinas-growth"},
		{"accents are taken off", "Élan à Genève", "elan-a-geneve"},
		{"figures count as words", "2030 жылға дейін", "2030-zhylgha-deyin"},
		{"a Latin letter in a Russian word", "O cпорте и cудах", "o-sporte-i-sudakh"},
		{"another script leaves nothing", "丝绸之路", ""},
	}
	for _, r := range rows {
		if got := Slug(r.title); got != r.want {
			t.Errorf("%s: %q, want %q", r.says, got, r.want)
		}
	}
}

func TestArticle(t *testing.T) {
	article := func(title, author string) *corpus.Article {
		return &corpus.Article{Lang: "kk", Title: corpus.Text{"kk": title}, Authors: []corpus.Author{{Name: corpus.Text{"kk": author}}}}
	}
	whole := Article(article("Сот билігі мен қоғам", "А. Сәрсенов"))
	rows := []struct {
		says, title, author string
		same                bool
	}{
		{"a look-alike letter", "Coт билігі мен қоғам", "А. Сәрсенов", true},
		{"capitals and spaces", "СОТ  БИЛІГІ МЕН ҚОҒАМ", "А.Сәрсенов", true},
		{"a word broken at a line end", "Сот билі-гі мен қоғам", "А. Сәрсенов", true},
		{"another author", "Сот билігі мен қоғам", "Б. Омаров", false},
		{"another title", "Сот билігі және қоғам", "А. Сәрсенов", false},
	}
	for _, r := range rows {
		got := Article(article(r.title, r.author))
		if hash := func(id string) string { return id[strings.LastIndexByte(id, '-'):] }; (hash(got) == hash(whole)) != r.same {
			t.Errorf("%s: %s beside %s", r.says, got, whole)
		}
	}
	if got := Article(&corpus.Article{DOI: "10.5555/Demo.1"}); got != "10.5555-demo.1" {
		t.Errorf("with a DOI: %s", got)
	}
	if got := Article(&corpus.Article{}); !strings.HasPrefix(got, "text-") {
		t.Errorf("with nothing: %s", got)
	}
}
