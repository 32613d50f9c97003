package kazakh

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"
)

//go:embed data
var dataFiles embed.FS

// slotID numbers the slots of data/slots.tsv; the first three are fixed.
type slotID uint8

const (
	wordEnd     slotID = iota // nothing stands to the right
	nominalStem               // N
	verbStem                  // V
)

// slot is a place in the chain.
type slot struct {
	name    string
	follows uint64 // bit set of the slots that may stand directly before
	ends    bool   // a word may end here
}

// restoration says which letter of the stem the spelling of a suffix has swallowed.
type restoration uint8

const (
	restoreNothing restoration = iota
	restoreHigh                // ы or і, always: оқи- is оқы+й
	maybeHigh                  // ы or і, perhaps: оқу is оқы+у, бару is бар+у
	restoreGlide               // й: қоя- is қой+а
	restoreP                   // п: тауып is тап+ып
)

// suffix is a line of data/suffixes.tsv.
type suffix struct {
	slot     slotID
	pattern  string
	cost     int
	restores restoration
	reason   string
}

// allomorph is one surface form of a suffix with what it asks of its base.
type allomorph struct {
	suffix   int
	form     string
	slot     slotID
	after    class
	harmony  harmony
	cost     int
	restores restoration
	opens    bool // begins with a vowel, so that a voiceless stop before it is voiced
}

// node is a state of the trie over reversed suffix forms.
type node struct {
	next [48]uint16
	ends []int // allomorphs that begin here
}

// grammar is everything the search over segmentations needs; it is read once and never changes.
type grammar struct {
	slots      []slot
	suffixes   []suffix
	allomorphs []allomorph
	trie       []node
	weights    weights
	roots      map[string][]rootForm
	irregular  map[string]string
	voiced     map[string]bool // endings of borrowed words that keep their final voiced stop
	clitics    map[string]bool // what may stand after a hyphen beside a chain of suffixes
}

// kazakhGrammar is the grammar of the embedded tables. They are part of the program, so that a fault in them is a
// fault of the program: a test reads them, and a binary with a broken table stops here.
var kazakhGrammar = sync.OnceValue(func() *grammar {
	g, err := readGrammar(dataFiles)
	if err != nil {
		panic(err)
	}
	return g
})

func readGrammar(files fs.FS) (*grammar, error) {
	g := &grammar{trie: make([]node, 1)}
	steps := []func(fs.FS) error{
		g.readSlots, g.readSuffixes, g.readWeights, g.readRoots, g.readElisions, g.readIrregular, g.readBorrowed,
	}
	for _, step := range steps {
		if err := step(files); err != nil {
			return nil, err
		}
	}
	g.buildTrie()
	return g, nil
}

// eachLine calls f with the tab-separated fields of every line that is neither empty nor a comment.
func eachLine(files fs.FS, name string, f func(fields []string) error) error {
	file, err := files.Open(name)
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " \t\r")
		if line == "" || strings.HasPrefix(line, "# ") || line == "#" {
			continue
		}
		if err := f(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("reading %s line %d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	return nil
}

// readSlots reads the order of suffixes. Names are used before they are defined, so it goes twice.
func (g *grammar) readSlots(files fs.FS) error {
	const name = "data/slots.tsv"
	ids := map[string]slotID{"N": nominalStem, "V": verbStem}
	groups := map[string]string{}
	g.slots = []slot{{name: "end"}, {name: "N"}, {name: "V"}}
	err := eachLine(files, name, func(f []string) error {
		if group, ok := strings.CutPrefix(f[0], "= "); ok {
			groups[group] = f[1]
			return nil
		}
		if len(f) < 3 {
			return fmt.Errorf("%d fields, want slot, follows, end, reason", len(f))
		}
		ids[f[0]] = slotID(len(g.slots))
		g.slots = append(g.slots, slot{name: f[0], ends: f[2] == "yes"})
		return nil
	})
	if err != nil {
		return err
	}
	return eachLine(files, name, func(f []string) error {
		if strings.HasPrefix(f[0], "= ") {
			return nil
		}
		s := &g.slots[ids[f[0]]]
		if s.ends {
			g.slots[wordEnd].follows |= 1 << ids[f[0]]
		}
		g.slots[wordEnd].follows |= 1<<nominalStem | 1<<verbStem
		members, err := members(f[1], ids, groups)
		s.follows = members
		return err
	})
}

// members returns the slots that a list such as "NOM* PL" names.
func members(list string, ids map[string]slotID, groups map[string]string) (set uint64, err error) {
	for name := range strings.FieldsSeq(list) {
		if group, ok := groups[name]; ok {
			inner, err := members(group, ids, nil)
			if err != nil {
				return 0, err
			}
			set |= inner
			continue
		}
		id, ok := ids[name]
		if !ok {
			return 0, fmt.Errorf("unknown slot %q", name)
		}
		set |= 1 << id
	}
	return set, nil
}

func (g *grammar) readSuffixes(files fs.FS) error {
	restores := map[string]restoration{
		"-": restoreNothing, "ы": restoreHigh, "?": maybeHigh, "й": restoreGlide, "п": restoreP,
	}
	afters := map[string]class{"*": anySound, "v": vowel, "c": consonant, "w": vowel | glide}
	return eachLine(files, "data/suffixes.tsv", func(f []string) error {
		if len(f) < 6 {
			return fmt.Errorf("%d fields, want slot, pattern, after, cost, restores, reason", len(f))
		}
		id, ok := g.slotNamed(f[0])
		if !ok {
			return fmt.Errorf("unknown slot %q", f[0])
		}
		cost, err := strconv.Atoi(f[3])
		if err != nil {
			return err
		}
		restored, ok := restores[f[4]]
		if !ok {
			return fmt.Errorf("unknown restored letter %q", f[4])
		}
		after, ok := afters[f[2]]
		if !ok {
			return fmt.Errorf("unknown context %q", f[2])
		}
		g.suffixes = append(g.suffixes, suffix{slot: id, pattern: f[1], cost: cost, restores: restored, reason: f[5]})
		return g.expand(len(g.suffixes)-1, after)
	})
}

func (g *grammar) slotNamed(name string) (slotID, bool) {
	for id, s := range g.slots {
		if s.name == name && id != int(wordEnd) {
			return slotID(id), true
		}
	}
	return 0, false
}

// variant is what a capital letter of a pattern may stand for.
type variant struct {
	letter  string
	after   class
	harmony harmony
}

// variants of the capital letters of suffix patterns; data/suffixes.tsv explains them.
func variants(capital rune) []variant {
	const voiced = vowel | glide | flap | lateral | nasal | sibilant
	switch capital {
	case 'A':
		return []variant{{"а", anySound, back}, {"е", anySound, front}}
	case 'Y':
		return []variant{{"ы", anySound, back}, {"і", anySound, front}}
	case 'G':
		return []variant{{"ғ", voiced, back}, {"г", voiced, front}, {"қ", surd, back}, {"к", surd, front}}
	case 'D':
		return []variant{{"д", voiced, neutral}, {"т", surd, neutral}}
	case 'H':
		return []variant{{"д", voiced &^ nasal, neutral}, {"н", nasal, neutral}, {"т", surd, neutral}}
	case 'L':
		return []variant{{"л", vowel | glide | flap, neutral}, {"д", lateral | nasal | sibilant, neutral}, {"т", surd, neutral}}
	case 'N':
		return []variant{{"н", vowel | nasal | glide, neutral}, {"д", voiced &^ (vowel | nasal), neutral}, {"т", surd, neutral}}
	case 'C':
		return []variant{{"н", vowel | glide, neutral}, {"д", voiced &^ vowel, neutral}, {"т", surd, neutral}}
	case 'M':
		return []variant{{"м", voiced &^ sibilant, neutral}, {"б", sibilant, neutral}, {"п", surd, neutral}}
	case 'B':
		return []variant{{"м", vowel | glide | flap | lateral, neutral}, {"б", nasal | sibilant, neutral}, {"п", surd, neutral}}
	}
	return nil
}

// expand adds every surface form of a suffix.
func (g *grammar) expand(index int, after class) error {
	s := g.suffixes[index]
	forms := []allomorph{{suffix: index, slot: s.slot, after: after, cost: s.cost, restores: s.restores}}
	for i, r := range []rune(s.pattern) {
		vs := variants(r)
		if vs == nil {
			if code(string(r)[0], string(r)[1]) == 0 {
				return fmt.Errorf("letter %q of pattern %q is not of the alphabet", r, s.pattern)
			}
			vs = []variant{{string(r), anySound, neutral}}
		}
		var longer []allomorph
		for _, f := range forms {
			for _, v := range vs {
				if f.harmony != neutral && v.harmony != neutral && f.harmony != v.harmony {
					continue
				}
				if i > 0 && v.after&lastClass(f.form) == 0 { // inside a suffix its own last sound decides
					continue
				}
				n := f
				n.form += v.letter
				if i == 0 {
					n.after &= v.after
				}
				if v.harmony != neutral {
					n.harmony = v.harmony
				}
				if i == 0 {
					n.opens = sounds[code(v.letter[0], v.letter[1])].vowel
				}
				longer = append(longer, n)
			}
		}
		forms = longer
	}
	for _, f := range forms {
		if f.after != 0 {
			g.allomorphs = append(g.allomorphs, f)
		}
	}
	return nil
}

// lastClass is the class of the last letter of a suffix in the making.
func lastClass(form string) class {
	return sounds[code(form[len(form)-2], form[len(form)-1])].class
}

func (g *grammar) buildTrie() {
	for index, a := range g.allomorphs {
		at := uint16(0)
		for i := len(a.form) - 2; i >= 0; i -= 2 {
			c := code(a.form[i], a.form[i+1])
			if g.trie[at].next[c] == 0 {
				g.trie = append(g.trie, node{})
				g.trie[at].next[c] = uint16(len(g.trie) - 1)
			}
			at = g.trie[at].next[c]
		}
		g.trie[at].ends = append(g.trie[at].ends, index)
	}
}
