package kazakh

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// rootForm is a shape in which a known root stands before suffixes.
type rootForm struct {
	root  string
	kind  slotID // nominalStem or verbStem
	needs need   // what must follow for this shape
}

type need uint8

const (
	needsNothing need = iota
	needsVowel        // кітаб- before a vowel only
	needsFusion       // оқ- of оқы before у and и only
)

// weights are the numbers of data/weights.tsv, in tenths of a nat.
type weights struct {
	stem                           [maxLetters + 1]int
	root                           int
	harmony, harmonyLoan           int
	verb, verbLoan, verbFinal      int
	unvoiced, voicedFinal, noVowel int
	open, cluster, rootLetter      int
	verbBare, verbalNoun           int
}

func (g *grammar) readWeights(files fs.FS) error {
	w := &g.weights
	more := 0
	named := map[string]*int{
		"stem.more": &more, "root": &w.root, "harmony": &w.harmony, "harmony.loan": &w.harmonyLoan, "verb": &w.verb,
		"verb.loan": &w.verbLoan, "verb.final": &w.verbFinal, "unvoiced": &w.unvoiced,
		"voiced.final": &w.voicedFinal, "noVowel": &w.noVowel,
		"open": &w.open, "verb.bare": &w.verbBare, "verbal.noun": &w.verbalNoun, "cluster": &w.cluster, "root.letter": &w.rootLetter,
	}
	for i := 1; i <= 10; i++ {
		named[fmt.Sprintf("stem.%d", i)] = &w.stem[i]
	}
	err := eachLine(files, "data/weights.tsv", func(f []string) error {
		target, ok := named[f[0]]
		if !ok || len(f) < 2 {
			return fmt.Errorf("unknown weight %q", f[0])
		}
		value, err := strconv.Atoi(f[1])
		*target = value
		return err
	})
	for i := 11; i <= maxLetters; i++ {
		w.stem[i] = w.stem[i-1] + more
	}
	return err
}

// readRoots reads our own list of roots: a line is "n" or "v", a tab, and roots parted by spaces.
func (g *grammar) readRoots(files fs.FS) error {
	g.roots = map[string][]rootForm{}
	return eachLine(files, "data/roots.tsv", func(f []string) error {
		if len(f) != 2 || f[0] != "n" && f[0] != "v" {
			return fmt.Errorf("want n or v, a tab, and roots")
		}
		for root := range strings.FieldsSeq(f[1]) {
			if len(root)%2 != 0 || len(root) < 4 {
				return fmt.Errorf("root %q is not Kazakh", root)
			}
			g.addRoot(root, f[0])
		}
		return nil
	})
}

func (g *grammar) addRoot(root, kind string) {
	id := nominalStem
	if kind == "v" {
		id = verbStem
	}
	add := func(shape string, needs need) {
		for _, f := range g.roots[shape] {
			if f.root == root && f.kind == id {
				return
			}
		}
		g.roots[shape] = append(g.roots[shape], rootForm{root, id, needs})
	}
	add(root, needsNothing)
	if voiced, ok := voice(root); ok {
		add(voiced, needsVowel)
	}
	if hard, ok := strings.CutSuffix(root, "ь"); ok {
		add(hard, needsVowel)
	}
	if single, ok := singleFinal(root); ok {
		add(single, needsVowel)
	}
	if short, ok := cutHigh(root); ok && id == verbStem {
		add(short, needsFusion)
	}
}

// readElisions reads roots that lose the vowel of their last syllable: root, tab, shape before a vowel.
func (g *grammar) readElisions(files fs.FS) error {
	return eachLine(files, "data/elisions.tsv", func(f []string) error {
		if len(f) < 2 {
			return fmt.Errorf("want a root and its shape before a vowel")
		}
		g.addRoot(f[0], "n")
		g.roots[f[1]] = append(g.roots[f[1]], rootForm{f[0], nominalStem, needsVowel})
		return nil
	})
}

// readIrregular reads forms that no rule explains: form, tab, stem.
func (g *grammar) readIrregular(files fs.FS) error {
	g.irregular = map[string]string{}
	return eachLine(files, "data/irregular.tsv", func(f []string) error {
		if len(f) < 2 {
			return fmt.Errorf("want forms and their stem")
		}
		for form := range strings.FieldsSeq(f[1]) {
			g.irregular[form] = f[0]
		}
		return nil
	})
}

func (g *grammar) readBorrowed(files fs.FS) error {
	g.voiced, g.clitics = map[string]bool{}, map[string]bool{}
	return eachLine(files, "data/endings.tsv", func(f []string) error {
		if len(f) < 2 {
			return fmt.Errorf("want a kind and endings")
		}
		set := map[string]map[string]bool{"voiced": g.voiced, "clitic": g.clitics}[f[0]]
		if set == nil {
			return fmt.Errorf("unknown kind %q", f[0])
		}
		for e := range strings.FieldsSeq(f[1]) {
			set[e] = true
		}
		return nil
	})
}

// voice returns root with its final stop voiced, as it stands before a vowel: кітап, кітаб-.
func voice(root string) (string, bool) { return swapLast(root, "п", "б", "к", "г", "қ", "ғ") }

// unvoice undoes voice.
func unvoice(stem string) (string, bool) { return swapLast(stem, "б", "п", "г", "к", "ғ", "қ") }

func swapLast(s string, pairs ...string) (string, bool) {
	for i := 0; i < len(pairs); i += 2 {
		if base, ok := strings.CutSuffix(s, pairs[i]); ok {
			return base + pairs[i+1], true
		}
	}
	return s, false
}

// singleFinal makes a final double consonant single, as it is before a vowel: процесс, процесі.
func singleFinal(s string) (string, bool) {
	if n := len(s); n >= 8 && s[n-2:] == s[n-4:n-2] && strings.Contains("бвгдзклмнпрстф", s[n-2:]) {
		return s[:n-2], true
	}
	return s, false
}

// cutHigh takes off a final ы or і.
func cutHigh(s string) (string, bool) {
	if len(s) > 4 {
		if base, ok := strings.CutSuffix(s, "ы"); ok {
			return base, true
		}
		return strings.CutSuffix(s, "і")
	}
	return s, false
}
