package rawtext

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"izde/corpus/letter"
)

//go:embed labels.tsv
var labelsTSV string

// labelKind is what a label introduces, as in the first column of labels.tsv.
type labelKind string

const (
	labelAbstract      labelKind = "abstract"
	labelKeywords      labelKind = "keywords"
	labelReferences    labelKind = "references"
	labelIntro         labelKind = "intro"
	labelHeading       labelKind = "heading"
	labelReceived      labelKind = "received"
	labelAccepted      labelKind = "accepted"
	labelAuthorInfo    labelKind = "authorinfo"
	labelCitation      labelKind = "citation"
	labelIRSTI         labelKind = "irsti"
	labelUDC           labelKind = "udc"
	labelCode          labelKind = "code"
	labelDOI           labelKind = "doi"
	labelCorresponding labelKind = "corresponding"
	labelCaption       labelKind = "caption"
	labelMasthead      labelKind = "masthead"
	labelRubric        labelKind = "rubric" // "Original article"
	labelSupervisor    labelKind = "supervisor"
	labelMatter        labelKind = "matter" // "Guidelines for authors"
	labelNotes         labelKind = "notes"  // a list of sources, or a note under a table
)

// label is a label found at the start of a line.
type label struct {
	kind labelKind
	lang string
	end  int  // byte offset after the label and its punctuation
	bare bool // nothing follows on the line
	note bool // a heading of thanks, funds, conflicts of interest
	mark bool // a colon, full stop or dash follows the label
}

type labelEntry struct {
	kind labelKind
	lang string
	note bool
}

// labelTable maps the letters of a label, folded, to what it means.
type labelTable struct {
	byLetters map[string]labelEntry
	longest   int // in letters
	words     int // in words
}

var loadLabels = sync.OnceValue(func() *labelTable {
	t := &labelTable{byLetters: map[string]labelEntry{}}
	for line := range strings.SplitSeq(labelsTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		col := strings.Split(line, "\t")
		var b []byte
		n := 0
		for _, r := range col[2] {
			if letter.Is(r) {
				b = append(b, string(skeleton(r))...)
				n++
			}
		}
		if _, known := t.byLetters[string(b)]; !known {
			t.byLetters[string(b)] = entryOf(col)
		}
		t.longest = max(t.longest, n)
		t.words = max(t.words, len(strings.Fields(col[2])))
	}
	return t
})

// entryOf reads a row of labels.tsv. A statement is a heading.
func entryOf(col []string) labelEntry {
	if col[0] == "statement" {
		return labelEntry{kind: labelHeading, lang: col[1], note: true}
	}
	return labelEntry{kind: labelKind(col[0]), lang: col[1]}
}

// skeleton folds a letter to what it looks like: Kazakh letters to those
// typed for them, Cyrillic look-alikes to Latin, all lower case.
func skeleton(r rune) rune {
	if uint32(r) < uint32(len(skeletons)) {
		return rune(skeletons[r])
	}
	return foldShape(r)
}

// skeletons has the folded letters of Latin and Cyrillic.
var skeletons = func() (t [0x530]uint16) {
	for r := range t {
		t[r] = uint16(foldShape(rune(r)))
	}
	return t
}()

func foldShape(r rune) rune {
	switch r = letter.Lower(r); r {
	case 'а', 'ә', '\u0259':
		return 'a'
	case 'в':
		return 'b'
	case 'е', 'ё', 'é', 'ë':
		return 'e'
	case 'к', 'қ':
		return 'k'
	case 'м':
		return 'm'
	case 'н':
		return 'h'
	case 'о', 'ө':
		return 'o'
	case 'р':
		return 'p'
	case 'с':
		return 'c'
	case 'т':
		return 't'
	case 'у', 'ү', 'ұ':
		return 'y'
	case 'х':
		return 'x'
	case 'и', 'і':
		return 'i'
	case 'ғ':
		return 'r'
	case 'ң', 'һ':
		return 'h'
	}
	return r
}

// findLabel looks for a label at the start of text, after numbering, bullets
// and marks.
func findLabel(text string) (label, bool) {
	t := loadLabels()
	start := labelStart(text)
	var buf [256]byte
	b := buf[:0]
	best, found := label{}, false
	n, words, matched, wordStart := 0, 0, 0, 0 // letters, words; letters at the last match, at the start of the word
	for i := start; i <= len(text); {
		r, size := rune(' '), 1
		if i < len(text) {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !letter.Is(r) || r == 'ʻ' || r == 'ʼ' {
			if e, ok := t.byLetters[string(b)]; ok && n > matched {
				best, found, matched = label{kind: e.kind, lang: e.lang, note: e.note, end: i}, true, n
			}
			if n > wordStart+1 {
				words++ // letters apart, "А Н Н О Т А Ц И Я", are no words
			}
			wordStart = n
			if words > t.words+2 || i >= len(text) || !insideLabel(r) {
				break
			}
			i += size
			continue
		}
		if n++; n > t.longest {
			break
		}
		b = utf8.AppendRune(b, skeleton(r))
		i += size
	}
	if !found {
		return label{}, false
	}
	best.afterMark(text)
	if rest := text[best.end:]; rest != "" && len(rest) < 80 {
		// "Список литературы / References" is one label in two languages.
		if twin, ok := findLabel(rest); ok && twin.kind == best.kind && best.mark && strings.HasSuffix(strings.TrimRight(text[:best.end], " "), "/") {
			best.end, best.bare, best.mark = best.end+twin.end, twin.bare, twin.mark
		}
	}
	return best, true
}

// insideLabel is true for what may stand between the words of a label.
func insideLabel(r rune) bool {
	return r == ' ' || r == '-' || r == '\u2011' || r == '.' || strings.ContainsRune("'’‘ʻʼ`", r)
}

// labelStart skips "1. ", "2.1 ", "I. ", bullets, quotes and mark-up.
func labelStart(text string) int {
	i := 0
	for i < len(text) && strings.IndexByte("0123456789. )*#•-–—\"«[(", text[i]) >= 0 {
		i++
	}
	if i < len(text) && text[i] >= 0x80 {
		if r, size := utf8.DecodeRuneInString(text[i:]); strings.ContainsRune("•–—«“", r) {
			i += size
			for i < len(text) && text[i] == ' ' {
				i++
			}
		}
	}
	if i >= len("1.1.20 ") && (strings.HasPrefix(text[i:], "ж. ") || strings.HasPrefix(text[i:], "г. ")) {
		return i + len("г. ") // a date before its label
	}
	rest := strings.TrimLeft(text[i:], "IVX")
	if n := len(text) - len(rest); n > i && strings.HasPrefix(rest, ". ") {
		return n + 2
	}
	return i
}

// afterMark moves end over what closes the label: "(in Russian)", ":", ". –".
func (l *label) afterMark(text string) {
	rest := text[l.end:]
	trimmed := strings.TrimLeft(rest, " ")
	if strings.HasPrefix(trimmed, "(") {
		if i := strings.IndexByte(trimmed, ')'); i > 0 && (i < 40 || i+1 == len(trimmed) && initialNames(trimmed[1:i])) && (i+1 == len(trimmed) || strings.ContainsRune(":.- –—", rune(trimmed[i+1]))) {
			trimmed = strings.TrimLeft(trimmed[i+1:], " ")
		}
	}
	for {
		r, size := utf8.DecodeRuneInString(trimmed)
		if trimmed == "" || !strings.ContainsRune(":.–—-*»\"”])/_", r) {
			break
		}
		l.mark = true
		trimmed = strings.TrimLeft(trimmed[size:], " ")
	}
	l.end = len(text) - len(trimmed)
	l.bare = trimmed == ""
}
