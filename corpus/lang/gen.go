//go:build ignore

// Command gen writes trigrams.tsv: the letter trigrams of the Kazakh and the
// Russian lines of the sample archive, with how much likelier each is in the
// one than in the other. Run it in this folder when the archive has grown.
package main

import (
	"bufio"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"
)

// fold is the folding of package lang.
var fold = strings.NewReplacer("ә", "а", "ғ", "г", "қ", "к", "ң", "н", "ө", "о", "ұ", "у", "ү", "у", "һ", "х", "і", "и", "ё", "е")

func main() {
	counts := map[string]*[2]float64{}
	var total [2]float64
	files, err := filepath.Glob("../../testdata/archive/*")
	if err != nil || len(files) == 0 {
		log.Fatal("no archive: ", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		for line := range strings.SplitSeq(string(data), "\n") {
			for sentence := range strings.SplitSeq(line, ". ") {
				if side, ok := language(sentence); ok {
					add(sentence, side, counts, &total)
				}
			}
		}
	}
	write(counts, total)
}

// language is 0 for a Kazakh and 1 for a Russian stretch of text.
func language(text string) (int, bool) {
	cyrillic, kazakh, latin := 0, 0, 0
	for _, r := range strings.ToLower(text) {
		switch {
		case strings.ContainsRune("әғқңөұүһі", r):
			kazakh++
			cyrillic++
		case r >= 'а' && r <= 'я':
			cyrillic++
		case r >= 'a' && r <= 'z':
			latin++
		}
	}
	switch {
	case cyrillic < 25 || latin*5 > cyrillic:
		return 0, false
	case kazakh*20 > cyrillic:
		return 0, true
	case kazakh == 0:
		return 1, true
	}
	return 0, false
}

func add(text string, side int, counts map[string]*[2]float64, total *[2]float64) {
	words := strings.FieldsFunc(fold.Replace(strings.ToLower(text)), func(r rune) bool { return !unicode.Is(unicode.Cyrillic, r) })
	for _, w := range words {
		r := []rune("_" + w + "_")
		for i := 0; i+3 <= len(r); i++ {
			g := string(r[i : i+3])
			if counts[g] == nil {
				counts[g] = &[2]float64{}
			}
			counts[g][side]++
			total[side]++
		}
	}
}

func write(counts map[string]*[2]float64, total [2]float64) {
	f, err := os.Create("trigrams.tsv")
	if err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriter(f)
	fmt.Fprintln(out, "# Letter trigrams of Cyrillic words, Kazakh letters folded, _ for the edge of a word.")
	fmt.Fprintln(out, "# Counted in our own sample archive by gen.go. Columns: trigram TAB ln of how much")
	fmt.Fprintln(out, "# likelier it is in Kazakh than in Russian.")
	var grams []string
	for g, c := range counts {
		if c[0]+c[1] >= 4 {
			grams = append(grams, g)
		}
	}
	sort.Strings(grams)
	for _, g := range grams {
		c := counts[g]
		odds := math.Log((c[0]+0.5)/total[0]) - math.Log((c[1]+0.5)/total[1])
		if math.Abs(odds) >= 0.7 {
			fmt.Fprintf(out, "%s\t%.1f\n", g, odds)
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}
