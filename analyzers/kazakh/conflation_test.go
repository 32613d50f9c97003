package kazakh

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// conflation is the pairwise precision and recall of terms against lemmas: over all pairs of word types.
type conflation struct{ precision, recall float64 }

func (c conflation) f() float64 { return 2 * c.precision * c.recall / (c.precision + c.recall) }

// measure computes the conflation of lemmaOf, a map from form to lemma, under term.
func measure(lemmaOf map[string]string, term func(string) string) conflation {
	byTerm, byLemma, byBoth := map[string]int{}, map[string]int{}, map[[2]string]int{}
	for form, lemma := range lemmaOf {
		t := term(form)
		byTerm[t]++
		byLemma[lemma]++
		byBoth[[2]string{t, lemma}]++
	}
	together, related, right := pairs(byTerm), pairs(byLemma), pairs(byBoth)
	return conflation{right / together, right / related}
}

func pairs[K comparable](counts map[K]int) float64 {
	sum := 0.0
	for _, n := range counts {
		sum += float64(n) * float64(n-1) / 2
	}
	return sum
}

// verbForms are the forms of the paradigms of testdata/verbs.tsv that belong to one verb only.
func verbForms(tb testing.TB) map[string]string {
	lemmaOf, shared := map[string]string{}, map[string]bool{}
	for _, f := range readTable(tb, "testdata/verbs.tsv") {
		for stem := range strings.FieldsSeq(f[1]) {
			for _, form := range (verb{stem, f[0] == "back"}).paradigm() {
				if other, ok := lemmaOf[form]; ok && other != stem {
					shared[form] = true
				}
				lemmaOf[form] = stem
			}
		}
	}
	for form := range shared {
		delete(lemmaOf, form)
	}
	return lemmaOf
}

func readTable(tb testing.TB, path string) [][]string {
	tb.Helper()
	file, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	var rows [][]string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if line := lines.Text(); line != "" && !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// outside are the word lists of the evaluation data, which live beside the project and are not part of it.
const outside = "../../../shared/eval/stems"

func lemmaList(tb testing.TB, name string) map[string]string {
	path := filepath.Join(outside, name)
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("no evaluation data: %v", err)
	}
	lemmaOf, shared := map[string]string{}, map[string]bool{}
	for _, f := range readTable(tb, path) {
		if other, ok := lemmaOf[f[0]]; ok && other != f[1] {
			shared[f[0]] = true
		}
		lemmaOf[f[0]] = f[1]
	}
	for form := range shared {
		delete(lemmaOf, form)
	}
	return lemmaOf
}

// withoutRoots is the grammar with an empty list of roots, to see what the rules alone do.
func withoutRoots(tb testing.TB) *grammar {
	g, err := readGrammar(dataFiles)
	if err != nil {
		tb.Fatal(err)
	}
	g.roots = nil
	return g
}

func TestConflationOfVerbs(t *testing.T) {
	forms := verbForms(t)
	report(t, "verbs", forms, Stem, .80)
	report(t, "verbs, rules alone", forms, withoutRoots(t).stem, .70)
}

func TestConflationOfNouns(t *testing.T) {
	forms := lemmaList(t, "kk-unimorph-nouns.tsv")
	report(t, "nouns", forms, Stem, .92)
	report(t, "nouns, rules alone", forms, withoutRoots(t).stem, .85)
}

func report(t *testing.T, what string, lemmaOf map[string]string, term func(string) string, floor float64) {
	t.Helper()
	c := measure(lemmaOf, term)
	t.Logf("%s: %d forms, precision %.4f recall %.4f F %.4f", what, len(lemmaOf), c.precision, c.recall, c.f())
	if c.f() < floor {
		t.Errorf("%s: F %.4f is under %.2f", what, c.f(), floor)
	}
}
