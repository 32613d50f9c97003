package lang

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// unmarked takes the Kazakh letters out of a text, as people type it.
var unmarked = strings.NewReplacer("ә", "а", "ғ", "г", "қ", "к", "ң", "н", "ө", "о", "ұ", "у", "ү", "у", "һ", "х", "і", "и",
	"Ә", "А", "Ғ", "Г", "Қ", "К", "Ң", "Н", "Ө", "О", "Ұ", "У", "Ү", "У", "Һ", "Х", "І", "И")

// TestParallelSentences measures on sentences that are the same in three
// languages, where the collection is at hand.
func TestParallelSentences(t *testing.T) {
	f, err := os.Open("../../../shared/eval/parallel/ntrex.tsv")
	if err != nil {
		t.Skip("no parallel sentences here:", err)
	}
	defer f.Close()
	var whole, five, bare tally
	in := bufio.NewScanner(f)
	for in.Scan() {
		col := strings.Split(in.Text(), "\t")
		for i, code := range []string{"en", "kk", "ru"} {
			w := strings.Fields(col[i+1])
			cut := strings.Join(w[:min(5, len(w))], " ")
			whole.ask(t, code, col[i+1])
			five.ask(t, code, cut)
			if code != "en" {
				bare.ask(t, code, unmarked.Replace(cut))
			}
		}
	}
	t.Logf("whole sentences %.4f, five words %.4f, five words without Kazakh letters %.4f", whole.rate(), five.rate(), bare.rate())
	if whole.rate() < 0.999 || five.rate() < 0.985 || bare.rate() < 0.975 {
		t.Error("below the bars .999 (whole), .985 (five words), .975 (five words without Kazakh letters)")
	}
}

type tally struct{ right, all int }

func (c *tally) ask(t *testing.T, want, text string) {
	c.all++
	if got, _ := Identify(text); got == want {
		c.right++
	} else if testing.Verbose() {
		t.Logf("%s taken for %q: %s", want, got, text)
	}
}

func (c tally) rate() float64 { return float64(c.right) / float64(max(c.all, 1)) }
