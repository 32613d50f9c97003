package indexer

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"izde/corpus"
)

// TestRomanisedQueries: Russian typed in Latin letters finds Russian articles,
// and a word that the archive has in Latin letters means what it says.
func TestRomanisedQueries(t *testing.T) {
	var archive []*corpus.Article
	add := func(id, lang, title string) {
		archive = append(archive, &corpus.Article{ID: id, Lang: lang, Kind: corpus.KindArticle, Title: corpus.Text{lang: title}})
	}
	add("history-1", "ru", "История сельского хозяйства области")
	add("history-2", "ru", "Вопросы истории области")
	add("history-3", "ru", "История сельского быта")
	add("model-1", "ru", "Модели роста в этом году")
	add("model-2", "ru", "Модель одного года")
	add("model-3", "en", "A model of growth")
	add("god", "en", "No god on the steppe")
	file := filepath.Join(t.TempDir(), "a.jsonl")
	writeJSONLines(t, file, archive...)
	ix := buildFiles(t, file)
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"istoriya", []string{"history-1", "history-2", "history-3"}},
		{"istoriia", []string{"history-1", "history-2", "history-3"}},
		{"istoriya selskogo", []string{"history-1", "history-3"}},
		{"istorii oblasti", []string{"history-1", "history-2"}},
		{"title:istoriya", []string{"history-1", "history-2", "history-3"}},
		{"model", []string{"model-3"}},
		{"god", []string{"god"}},
	} {
		got := ids(search(t, ix, Request{Query: c.typed, NoExpand: true}))
		if strings.Contains(c.typed, " ") { // what has one of the words comes behind
			got = got[:min(len(got), len(c.want))]
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s finds %v, want %v", c.typed, got, c.want)
		}
	}
}
