package analyzers

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"izde/analyzers/script"
)

//go:embed data/readings.tsv
var readingList string

//go:embed data/latin.tsv
var latinList string

// sound is a way in which a word may sound: that of a native Kazakh word, back
// or front, or that of a loan from Russian, which keeps its letters.
type sound int

const (
	back sound = iota
	front
	loan
	sounds
)

// option is one reading of a letter with its cost in each sound.
type option struct {
	letters string
	cost    [sounds]float64
}

// place is where in a word its options hold.
type place struct {
	where   string
	options []option
}

// impossible is a cost that no beam keeps.
const impossible = 1e3

// readingTable is data/readings.tsv: the places of each typed letter, in the
// order in which they are tried.
var readingTable = sync.OnceValue(func() map[rune][]place {
	table := map[rune][]place{}
	for _, row := range rows("data/readings.tsv", readingList, 6) {
		typed := firstRune(row[0])
		o := option{row[2], [sounds]float64{cost(row[3]), cost(row[4]), cost(row[5])}}
		places := table[typed]
		if n := len(places); n == 0 || places[n-1].where != row[1] {
			places = append(places, place{where: row[1]})
		}
		last := &places[len(places)-1]
		last.options = append(last.options, o)
		table[typed] = places
	}
	return table
})

// latinTable is data/latin.tsv, longest first.
var latinTable = sync.OnceValue(func() [][2]string {
	var table [][2]string
	for _, row := range rows("data/latin.tsv", latinList, 2) {
		if row[0][0] == '!' {
			continue
		}
		table = append(table, [2]string{row[0], row[1]})
	}
	slices.SortStableFunc(table, func(a, b [2]string) int {
		return cmp.Compare(utf8.RuneCountInString(b[0]), utf8.RuneCountInString(a[0]))
	})
	return table
})

// foreignGroups are the letter groups of data/latin.tsv that no Kazakh word
// has.
var foreignGroups = sync.OnceValue(func() []string {
	var groups []string
	for _, row := range rows("data/latin.tsv", latinList, 2) {
		if group, ok := strings.CutPrefix(row[0], "!"); ok {
			groups = append(groups, group)
		}
	}
	return groups
})

// rows splits an embedded table. A fault in it is a fault of the build.
func rows(name, text string, columns int) [][]string {
	var out [][]string
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			panic(fmt.Errorf("reading %s line %d: %d columns, not %d", name, number, len(row), columns))
		}
		out = append(out, row)
	}
	return out
}

func cost(s string) float64 {
	if s == "-" {
		return impossible
	}
	c, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	return c
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

const (
	maxReadings  = 12 // of one word; a reader with a vocabulary drops those it lacks
	readingBeam  = 32 // followed at a time
	maxReadWord  = 32 // letters; a longer word is not typed by hand
	kazakhOnly   = "әғқңөұүһі"
	readVowels   = "аеоыэәөұүіюяeiıĩ"
	readingSteep = 4.0 // a reading this much costlier than the best is not worth searching
)

// KazakhReadings returns the Kazakh spellings that a word may stand for,
// likeliest first: a word in Latin letters of any of the alphabets, or one in
// Cyrillic letters of which none is Kazakh only (казак). It returns nil for
// other words, and leaves out the word itself.
func KazakhReadings(word string) []string {
	var symbols []rune
	switch lowered := plainForm(word); script.Of([]byte(lowered)) {
	case script.Latin:
		symbols = latinSymbols(lowered)
	case script.Cyrillic:
		if !strings.ContainsAny(lowered, kazakhOnly) {
			symbols = []rune(lowered)
		}
	}
	if len(symbols) == 0 || len(symbols) > maxReadWord {
		return nil
	}
	return restore(symbols, word)
}

// plainForm is word composed, repaired and in lower case.
func plainForm(word string) string {
	text := script.AppendNormal(nil, []byte(word))
	return string(script.AppendLower(nil, script.Repair(nil, text, script.Either)))
}

// latinSymbols reads a Latin word as letters of data/readings.tsv; nil where
// it has a letter that no Kazakh alphabet has.
func latinSymbols(word string) []rune {
	word = norm.NFC.String(word)
	for _, group := range foreignGroups() {
		if strings.Contains(word, group) {
			return nil
		}
	}
	var out []rune
next:
	for word != "" {
		for _, row := range latinTable() {
			if strings.HasPrefix(word, row[0]) {
				out = append(out, firstRune(row[1]))
				word = word[len(row[0]):]
				continue next
			}
		}
		if word[0] != '\'' {
			return nil
		}
		word = word[1:]
	}
	return out
}

// path is a reading of the beginning of a word, and the sound it is in.
type path struct {
	letters string
	cost    float64
	sound   sound
}

// turnCost is what it costs to pass from one harmony to the other inside a
// word, as older loans do: мұғалім, құзырет. suffixCost is the same for the
// native suffix of a loan: экономика-лық.
const turnCost, suffixCost = 1.8, 0.9

// loanCost is what it costs to take a word for a loan from the start.
const loanCost = 0.8

// restore reads the symbols in each sound, keeping the cheapest paths, and
// returns the cheapest words.
func restore(symbols []rune, typed string) []string {
	paths := []path{{sound: back}, {sound: front}, {sound: loan, cost: loanCost}}
	for i := range symbols {
		paths = follow(paths, optionsAt(symbols, i))
	}
	var out []string
	for _, p := range paths {
		if len(out) == maxReadings || p.cost > paths[0].cost+readingSteep {
			break
		}
		if p.letters != typed && !slices.Contains(out, p.letters) {
			out = append(out, p.letters)
		}
	}
	return out
}

// follow lengthens the paths by one letter.
func follow(paths []path, options []option) []path {
	if len(options) == 1 && options[0].cost == [sounds]float64{} {
		for i := range paths {
			paths[i].letters += options[0].letters
		}
		return paths
	}
	longer := make([]path, 0, 2*len(paths)*len(options))
	for _, p := range paths {
		for _, o := range options {
			letters := p.letters + o.letters
			add := func(s sound, turn float64) {
				if c := p.cost + turn + o.cost[s]; c < impossible {
					longer = append(longer, path{letters, c, s})
				}
			}
			add(p.sound, 0)
			if len(options) == 1 || len(p.letters) == 0 {
				continue
			}
			switch p.sound {
			case back:
				add(front, turnCost)
			case front:
				add(back, turnCost)
			case loan:
				add(back, suffixCost)
				add(front, suffixCost)
			}
		}
	}
	slices.SortStableFunc(longer, func(a, b path) int { return cmp.Compare(a.cost, b.cost) })
	kept := longer[:0]
	for _, p := range longer {
		if len(kept) == readingBeam {
			break
		}
		if !slices.ContainsFunc(kept, func(q path) bool { return q.letters == p.letters && q.sound == p.sound }) {
			kept = append(kept, p)
		}
	}
	return kept
}

// optionsAt are the readings of the symbol at i.
func optionsAt(symbols []rune, i int) []option {
	for _, p := range readingTable()[symbols[i]] {
		if holds(p.where, symbols, i) {
			return p.options
		}
	}
	return []option{{letters: string(symbols[i])}}
}

// holds reports whether the symbol at i stands in the place where.
func holds(where string, symbols []rune, i int) bool {
	near := func(set string, at ...int) bool {
		for _, j := range at {
			if j >= 0 && j < len(symbols) && strings.ContainsRune(set, symbols[j]) {
				return true
			}
		}
		return false
	}
	last := i == len(symbols)-1
	const anyVowel = readVowels + "иуy"
	switch where {
	case "glide":
		return near(anyVowel, i-1) && !near(anyVowel, i+1)
	case "vowel":
		set := readVowels + "иy"
		if symbols[i] != 'у' {
			set += "у"
		}
		return near(set, i-1, i+1)
	case "first":
		return !slices.ContainsFunc(symbols[:i], func(r rune) bool { return strings.ContainsRune(readVowels+"уиy", r) })
	case "later", "any":
		return true
	case "gen":
		return last && i > 2 && near("ыиiıyі", i-1) && near("ндт", i-2)
	case "last":
		return last && i > 0
	case "begin":
		return i == 0
	case "velar":
		return near("кгқғ", i+1)
	case "labial":
		return near("бпм", i+1)
	case "y":
		return near("ы", i-1, i+1)
	}
	panic("data/readings.tsv: no place " + where)
}
