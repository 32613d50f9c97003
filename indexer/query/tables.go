package query

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

//go:embed labels.tsv
var labelsTSV string

//go:embed values.tsv
var valuesTSV string

//go:embed operators.tsv
var operatorsTSV string

// labelled is what stands behind a label of labels.tsv.
type labelled struct {
	field string
	loose bool // a value may follow after a blank
}

var labelTable = sync.OnceValue(func() map[string]labelled {
	table := make(map[string]labelled)
	for _, row := range rows("labels.tsv", labelsTSV) {
		table[foldKey(row[1])] = labelled{field: row[0], loose: row[2] == "any"}
	}
	return table
})

// valueTable is keyed by field, NUL and folded word.
var valueTable = sync.OnceValue(func() map[string]string {
	table := make(map[string]string)
	for _, row := range rows("values.tsv", valuesTSV) {
		table[row[0]+"\x00"+foldKey(row[2])] = row[1]
	}
	return table
})

// operator is AND, OR or NOT; mixed ones count in a query with small letters.
type operator struct {
	name  string
	mixed bool
}

var operatorTable = sync.OnceValue(func() map[string]operator {
	table := make(map[string]operator)
	for _, row := range rows("operators.tsv", operatorsTSV) {
		table[norm.NFC.String(row[1])] = operator{name: row[0], mixed: row[2] == "mixed"}
	}
	return table
})

func operatorNamed(text string) (operator, bool) {
	op, ok := operatorTable()[text]
	return op, ok
}

// codeOf gives the archive's code for a word in the fields lang and kind.
func codeOf(field, word string) (string, bool) {
	code, ok := valueTable()[field+"\x00"+foldKey(word)]
	return code, ok
}

// rows of an embedded table of three columns. A malformed row is a fault of
// the build, found by every test.
func rows(name, tsv string) [][]string {
	var out [][]string
	for i, line := range strings.Split(tsv, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != 3 {
			panic(fmt.Sprintf("query: %s line %d has %d columns, not 3", name, i+1, len(row)))
		}
		out = append(out, row)
	}
	return out
}

// foldKey compares labels: without case, NFC or NFD, ё as е, and the Kazakh
// letters as people type them without a Kazakh keyboard.
func foldKey(s string) string {
	return keyFolding().Replace(strings.ToLower(norm.NFC.String(s)))
}

var keyFolding = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("ё", "е", "ә", "а", "ғ", "г", "қ", "к", "ң", "н",
		"ө", "о", "ұ", "у", "ү", "у", "һ", "х", "і", "и", "й", "и")
})
