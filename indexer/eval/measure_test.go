package eval

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ranked makes hits of names, best first.
func ranked(docs ...string) []Ranked {
	hits := make([]Ranked, len(docs))
	for i, d := range docs {
		hits[i] = Ranked{Doc: d, Score: float64(len(docs) - i)}
	}
	return hits
}

// filler is n documents that nobody has judged, followed by docs.
func filler(n int, docs ...string) []Ranked {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprint("unjudged-", i))
	}
	return ranked(append(names, docs...)...)
}

// The wanted values are calculated by hand from the definitions of trec_eval:
// gain rel / log2(rank+1), precision at each relevant rank, and so on.
func TestMeasure(t *testing.T) {
	judged := map[string]int{"a": 2, "b": 1, "c": 0, "d": 1}
	for _, row := range []struct {
		why  string
		run  []Ranked
		want Measures
	}{
		{"the best order is perfect", ranked("a", "b", "d"),
			Measures{NDCG10: 1, MAP: 1, MRR10: 1, R100: 1, R10: 1}},
		// DCG 1/1 + 2/2 = 2, ideal 2/1 + 1/1.58496 + 1/2 = 3.13093; AP (1/1 + 2/3)/3
		{"grades, gaps and a miss", ranked("b", "x", "a", "c"),
			Measures{NDCG10: 2 / 3.1309297536, MAP: 5.0 / 9, MRR10: 1, R100: 2.0 / 3, R10: 2.0 / 3}},
		{"judged irrelevant is no gain", ranked("c"), Measures{}},
		{"nothing found is zero", nil, Measures{}},
		// AP 1/10/3; gain 2/log2(11) = 0.5781287
		{"rank ten counts", filler(9, "a"),
			Measures{NDCG10: 2 / 3.4594316186 / 3.1309297536, MAP: 1.0 / 30, MRR10: 0.1, R100: 1.0 / 3, R10: 1.0 / 3}},
		{"rank eleven is beyond ten", filler(10, "a"), Measures{MAP: 1.0 / 33, R100: 1.0 / 3}},
		{"rank a hundred and one is beyond a hundred", filler(100, "a"), Measures{MAP: 1.0 / 303}},
	} {
		t.Run(row.why, func(t *testing.T) {
			row.want.Topics = 1
			compare(t, Measure(Run{"1": row.run}, Qrels{"1": judged}), row.want)
		})
	}
}

func TestMeasureIsTheMeanOverJudgedTopics(t *testing.T) {
	qrels := Qrels{"found": {"a": 1}, "missed": {"b": 1}, "nothing relevant": {"c": 0}}
	run := Run{"found": ranked("x", "a"), "nothing relevant": ranked("c"), "not judged": ranked("a")}
	compare(t, Measure(run, qrels), Measures{Topics: 2, NDCG10: 1 / 1.5849625007 / 2, MAP: 0.25, MRR10: 0.25, R100: 0.5, R10: 0.5})
}

func compare(t *testing.T, got, want Measures) {
	t.Helper()
	if got.Topics != want.Topics {
		t.Errorf("%d topics, want %d", got.Topics, want.Topics)
	}
	for _, m := range []struct {
		name      string
		got, want float64
	}{
		{"nDCG@10", got.NDCG10, want.NDCG10}, {"MAP", got.MAP, want.MAP}, {"MRR@10", got.MRR10, want.MRR10},
		{"R@100", got.R100, want.R100}, {"R@10", got.R10, want.R10},
	} {
		if math.Abs(m.got-m.want) > 1e-9 {
			t.Errorf("%s is %.10f, want %.10f", m.name, m.got, m.want)
		}
	}
}

// Readers of a run sort by score: equal or rising scores would change the order.
func TestTheScoresOfARunFall(t *testing.T) {
	topics := []Topic{{"7", "тіл"}}
	run, err := Search(t.Context(), func(context.Context, string, int) ([]Ranked, error) {
		return []Ranked{{"a", 1}, {"b", 1}, {"c", 5}, {"d", 0}}, nil
	}, topics, 10)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteRun(&b, topics, run, "izde"); err != nil {
		t.Fatal(err)
	}
	before := math.Inf(1)
	for i, line := range strings.Split(strings.TrimSpace(b.String()), "\n") {
		var topic, q0, doc, tag string
		var rank int
		var score float64
		if _, err := fmt.Sscanf(line, "%s %s %s %d %f %s", &topic, &q0, &doc, &rank, &score, &tag); err != nil {
			t.Fatalf("line %q: %v", line, err)
		}
		if topic != "7" || q0 != "Q0" || doc != "abcd"[i:i+1] || rank != i+1 || tag != "izde" || score >= before {
			t.Errorf("line %d is %q", i+1, line)
		}
		before = score
	}
}

func TestReading(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("\ufeff1\tқазақ тілі\r\n\n2\tтіл\tмен ой\n")
	topics, err := ReadTopics(path)
	if want := "[{1 қазақ тілі} {2 тіл\tмен ой}]"; err != nil || fmt.Sprint(topics) != want {
		t.Errorf("topics %v, error %v, want %v", topics, err, want)
	}
	write("1 0 a 2\n1\t0\tb\t-1\n")
	qrels, err := ReadQrels(path)
	if err != nil || qrels["1"]["a"] != 2 || qrels["1"]["b"] != -1 {
		t.Errorf("qrels %v, error %v", qrels, err)
	}
	for _, row := range []struct{ text, says string }{
		{"1 0 a\n", "line 1: want topic, iteration, document and relevance"},
		{"1 0 a 1\n1 0 b yes\n", `line 2: relevance "yes" is not a number`},
	} {
		write(row.text)
		if _, err := ReadQrels(path); err == nil || !strings.Contains(err.Error(), row.says) {
			t.Errorf("judgements %q: error %v, want one with %q", row.text, err, row.says)
		}
	}
}
