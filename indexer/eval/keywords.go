package eval

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"text/tabwriter"

	"izde/corpus"
)

// topicKeywords is how many keywords of an article make its question: what a
// person would type, and more than chance finds.
const topicKeywords = 3

// keywordDepth is how many hits are looked at.
const keywordDepth = 10

// KeywordTopic is a question made from an archive: the first keywords of an
// article in one language. The article is the one right answer.
type KeywordTopic struct {
	Article string   // id
	From    string   // language of the keywords, BCP 47
	Text    string   // the keywords, one after another
	To      []string // languages in which the article has a title, abstract or keywords
}

// KeywordTopics makes the questions of an archive, one an article and
// language.
func KeywordTopics(articles iter.Seq2[*corpus.Article, error]) ([]KeywordTopic, error) {
	var topics []KeywordTopic
	for a, err := range articles {
		if err != nil {
			return nil, err
		}
		var to []string
		for _, lang := range corpus.Languages() {
			if a.Title[lang] != "" || a.Abstract[lang] != "" || len(a.Keywords[lang]) > 0 {
				to = append(to, lang)
			}
		}
		for _, lang := range corpus.Languages() {
			if k := a.Keywords[lang]; len(k) > 0 {
				topics = append(topics, KeywordTopic{a.ID, lang, plainWords(k[:min(len(k), topicKeywords)]), to})
			}
		}
	}
	return topics, nil
}

// plainWords joins keywords to a query without operators: quotes, brackets
// and colons are punctuation here, and a hyphen excludes nothing.
func plainWords(keywords []string) string {
	text := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"«»“”„()[]:*|&\`, r) {
			return ' '
		}
		return r
	}, strings.Join(keywords, " "))
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = strings.TrimLeft(w, "-")
		if strings.ToUpper(w) == w && strings.ToLower(w) != w {
			words[i] = strings.ToLower(w) // AND, OR, ИЛИ as words
		}
	}
	return strings.Join(words, " ")
}

// Expanding says which translations a search may use.
type Expanding int

// The ways in which every question is asked.
const (
	ExpandNone   Expanding = iota // as typed
	ExpandOthers                  // translations that other articles support: what the archive would do for a new article
	ExpandAll                     // all translations, those among them that the article itself taught
)

// expandings are all ways, in the order of a report.
func expandings() []Expanding { return []Expanding{ExpandNone, ExpandOthers, ExpandAll} }

// KeywordSearch searches for a question. With to set, only the fields of that
// language are searched, as if the archive were printed in it alone; without,
// all fields are.
type KeywordSearch func(ctx context.Context, t KeywordTopic, to string, e Expanding, depth int) ([]Ranked, error)

// KeywordMeasures are the means of one way of asking.
type KeywordMeasures struct {
	R10   float64 `json:"recall_10"`
	MRR10 float64 `json:"recip_rank_10"`
}

// KeywordRow is one pair of languages. For a pair of different languages, the
// archive is searched in the fields of To only; for two the same, in all
// fields, which shows whether translations push the right answer down.
type KeywordRow struct {
	From   string          `json:"from"`
	To     string          `json:"to"`
	Topics int             `json:"topics"`
	None   KeywordMeasures `json:"without"`
	Others KeywordMeasures `json:"expanded_by_others"`
	All    KeywordMeasures `json:"expanded"`
}

// KeywordReport is the outcome of MeasureKeywords. Cross and Same are the
// means over the topics of the rows of different and of equal languages.
type KeywordReport struct {
	Rows  []KeywordRow `json:"pairs"`
	Cross KeywordRow   `json:"cross_language"`
	Same  KeywordRow   `json:"same_language"`
}

// MeasureKeywords asks all questions in all ways.
func MeasureKeywords(ctx context.Context, topics []KeywordTopic, search KeywordSearch) (*KeywordReport, error) {
	report := &KeywordReport{Cross: KeywordRow{From: "*", To: "*"}, Same: KeywordRow{From: "=", To: "="}}
	for _, from := range corpus.Languages() {
		for _, to := range corpus.Languages() {
			row, err := measurePair(ctx, topics, from, to, search)
			if err != nil {
				return nil, err
			}
			if row.Topics == 0 {
				continue
			}
			total := &report.Cross
			if from == to {
				total = &report.Same
			}
			total.add(row)
			row.divide()
			report.Rows = append(report.Rows, row)
		}
	}
	report.Cross.divide()
	report.Same.divide()
	return report, nil
}

// measurePair sums the measures of one pair of languages.
func measurePair(ctx context.Context, topics []KeywordTopic, from, to string, search KeywordSearch) (KeywordRow, error) {
	row := KeywordRow{From: from, To: to}
	view := to
	if from == to {
		view = ""
	}
	for _, t := range topics {
		if t.From != from || !slices.Contains(t.To, to) {
			continue
		}
		row.Topics++
		for _, e := range expandings() {
			hits, err := search(ctx, t, view, e, keywordDepth)
			if err != nil {
				return row, fmt.Errorf("searching for %q: %w", t.Text, err)
			}
			wanted := map[string]int{t.Article: 1}
			m := row.of(e)
			m.R10 += recall(hits, wanted, keywordDepth)
			m.MRR10 += reciprocalRank(hits, wanted, keywordDepth)
		}
	}
	return row, nil
}

func (r *KeywordRow) of(e Expanding) *KeywordMeasures {
	switch e {
	case ExpandOthers:
		return &r.Others
	case ExpandAll:
		return &r.All
	}
	return &r.None
}

func (r *KeywordRow) add(other KeywordRow) {
	r.Topics += other.Topics
	for _, e := range expandings() {
		r.of(e).R10 += other.of(e).R10
		r.of(e).MRR10 += other.of(e).MRR10
	}
}

// divide turns sums into means.
func (r *KeywordRow) divide() {
	for _, e := range expandings() {
		r.of(e).R10 /= float64(max(r.Topics, 1))
		r.of(e).MRR10 /= float64(max(r.Topics, 1))
	}
}

// WriteText writes the report as a table.
func (r *KeywordReport) WriteText(w io.Writer) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "\t\trecall@10\t\t\tMRR@10\t\t")
	fmt.Fprintln(out, "languages\ttopics\twithout\tothers\texpanded\twithout\tothers\texpanded")
	line := func(name string, row KeywordRow) {
		fmt.Fprintf(out, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\n", name, row.Topics,
			row.None.R10, row.Others.R10, row.All.R10, row.None.MRR10, row.Others.MRR10, row.All.MRR10)
	}
	for _, row := range r.Rows {
		line(row.From+" → "+row.To, row)
	}
	line("across", r.Cross)
	line("same", r.Same)
	return out.Flush()
}
