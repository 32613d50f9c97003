package eval

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"izde/corpus"
)

// archive yields articles as an index does.
func archive(list ...*corpus.Article) func(func(*corpus.Article, error) bool) {
	return func(yield func(*corpus.Article, error) bool) {
		for _, a := range list {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func TestKeywordTopics(t *testing.T) {
	topics, err := KeywordTopics(archive(
		&corpus.Article{ID: "a", Title: corpus.Text{"kk": "Су", "ru": "Вода"}, Keywords: corpus.Keywords{"kk": {"су құқығы", "өзен", "көл", "теңіз"}}},
		&corpus.Article{ID: "b", Title: corpus.Text{"en": "Water"}},
	))
	if err != nil {
		t.Fatal(err)
	}
	if len(topics) != 1 || topics[0].Article != "a" || topics[0].From != "kk" || topics[0].Text != "су құқығы өзен көл" || !slices.Equal(topics[0].To, []string{"kk", "ru"}) {
		t.Errorf("got %+v, want one topic of three keywords for kk and ru", topics)
	}
}

func TestPlainWords(t *testing.T) {
	tests := []struct{ keywords, want string }{
		{"coastal adaptation (Mangystau, Aktau)", "coastal adaptation Mangystau, Aktau"},
		{"COVID-19", "covid-19"}, {"-мен жалғауы", "мен жалғауы"}, {"NOT", "not"}, {"«сөз» өнері", "сөз өнері"},
		{"year:2020", "year 2020"}, {"a* b", "a b"},
	}
	for _, tt := range tests {
		if got := plainWords([]string{tt.keywords}); got != tt.want {
			t.Errorf("%q is asked as %q, want %q", tt.keywords, got, tt.want)
		}
	}
}

// TestMeasureKeywords measures a search whose ranks are known: nothing as
// typed, the second place with the translations of others, else the first.
func TestMeasureKeywords(t *testing.T) {
	both := corpus.Text{"kk": "Су", "en": "Water"}
	topics, err := KeywordTopics(archive(
		&corpus.Article{ID: "a", Title: both, Keywords: corpus.Keywords{"kk": {"су"}, "en": {"water"}}},
		&corpus.Article{ID: "b", Title: both, Keywords: corpus.Keywords{"kk": {"өзен"}}},
	))
	if err != nil {
		t.Fatal(err)
	}
	search := func(_ context.Context, topic KeywordTopic, to string, e Expanding, depth int) ([]Ranked, error) {
		if depth != 10 {
			t.Errorf("asked for %d hits", depth)
		}
		switch {
		case to == "" || e == ExpandAll:
			return []Ranked{{Doc: topic.Article}}, nil
		case e == ExpandOthers:
			return []Ranked{{Doc: "x"}, {Doc: topic.Article}}, nil
		}
		return nil, nil
	}
	report, err := MeasureKeywords(t.Context(), topics, search)
	if err != nil {
		t.Fatal(err)
	}
	c, s := report.Cross, report.Same
	if c.Topics != 3 || c.None.R10 != 0 || c.Others.R10 != 1 || math.Abs(c.Others.MRR10-0.5) > 1e-9 || c.All.MRR10 != 1 {
		t.Errorf("across languages: %+v", c)
	}
	if s.Topics != 3 || s.None.MRR10 != 1 || s.All.MRR10 != 1 {
		t.Errorf("in one language: %+v", s)
	}
	var b strings.Builder
	if err := report.WriteText(&b); err != nil || !strings.Contains(b.String(), "kk → en    2       0.000      1.000   1.000     0.000    0.500   1.000") {
		t.Errorf("the table is\n%s (%v)", b.String(), err)
	}
}
