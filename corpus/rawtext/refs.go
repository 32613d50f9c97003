package rawtext

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"izde/corpus"
	"izde/corpus/clean"
	"izde/corpus/pattern"
)

// entry is one entry of a reference list, as lines[from:to].
type entry struct {
	from, to int
}

// refList is one list of references.
type refList struct {
	heading string
	entries []entry
}

// readReferences reads the lists of an article; a romanised second list is
// paired with the first.
func (b *builder) readReferences() {
	var lists []refList
	for _, k := range b.d.elements {
		e := &b.s.elements[k]
		switch e.class {
		case classRefHead:
			b.use(e.from, e.to, "references heading")
			lists = append(lists, refList{heading: b.s.plain(e)})
			if rest := b.s.lines[e.from]; rest.has && !rest.label.bare {
				lists[len(lists)-1].entries = append(lists[len(lists)-1].entries, entry{e.from, e.to})
			}
		case classReference:
			if len(lists) == 0 {
				lists = append(lists, refList{})
				b.warn("references-unlabelled", "", e, "a list of references without a heading was taken for one by its entries")
			}
			last := &lists[len(lists)-1]
			for _, part := range b.s.cutLists(e.from, e.to) {
				if len(last.entries) > 0 && part.restart {
					lists = append(lists, refList{})
					last = &lists[len(lists)-1]
				}
				last.entries = append(last.entries, b.s.cutEntries(part.from, part.to)...)
			}
		}
	}
	b.storeReferences(lists)
}

// storeReferences reads the entries and pairs romanised lists.
func (b *builder) storeReferences(lists []refList) {
	var read [][]corpus.Reference
	var where [][]entry
	for _, l := range lists {
		var refs []corpus.Reference
		var at []entry
		for _, e := range l.entries {
			ref := b.readReference(e)
			if ref.Text == "" {
				b.use(e.from, e.to, furnitureRule)
				continue
			}
			ref.N = len(refs) + 1
			refs, at = append(refs, ref), append(at, e)
		}
		if len(refs) > 0 {
			read, where = append(read, refs), append(where, at)
		}
	}
	if len(read) == 0 {
		return
	}
	b.a.References = read[0]
	b.useEntries(where[0], 0)
	for i := 1; i < len(read); i++ {
		if b.s.pair(b.a.References, read[i]) {
			b.useEntries(where[i], 0)
			continue
		}
		base := len(b.a.References)
		for k := range read[i] {
			read[i][k].N = base + k + 1
		}
		b.a.References = append(b.a.References, read[i]...)
		b.useEntries(where[i], base)
	}
}

func (b *builder) useEntries(at []entry, base int) {
	for i, e := range at {
		b.use(e.from, e.to, fmt.Sprintf("references %d", base+i+1))
	}
}

var entryNumber = pattern.New(`^(?:\[\s?(\d{1,3})\s?\]|(\d{1,3})\s?[.)]|(\d{1,3}))\s*[.)]?\s*`)

// raisedNumber is the number of a note: "¹² Omarov K.".
var raisedNumber = pattern.New(`^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})[.)]?\s*`)

// readReference joins the lines of an entry and has them parsed.
func (b *builder) readReference(e entry) corpus.Reference {
	lines := b.s.cleanLines(e.from, e.to)
	if l := &b.s.lines[e.from]; l.class == classRefHead {
		lines = []clean.Line{b.s.cleanLine(l, l.text[labelEnd(l):])}
	}
	text := clean.Paragraph(lines, b.s.vocab, &b.s.log)
	text = strings.TrimSpace(trimNumber(text))
	ref := corpus.Reference{Text: text}
	if b.s.opt.ParseReference != nil && text != "" {
		ref = b.s.opt.ParseReference(text)
		ref.Text = text
	}
	return ref
}

// trimNumber takes the number or bullet off an entry, but not a year.
func trimNumber(text string) string {
	text = strings.TrimLeft(text, "•·– ")
	text = strings.TrimPrefix(text, "- ")
	if n, rest := numberOf(text); n > 0 {
		return rest
	}
	return text
}

// numberOf reads the number at the start of an entry, 0 if there is none.
func numberOf(text string) (int, string) {
	if m := raisedNumber.FindStringSubmatch(text); m != nil && len(m[0]) < len(text) && startsEntry(text[len(m[0]):]) {
		marks, _ := marksOf(m[1])
		n, _ := strconv.Atoi(marks[0])
		return n, text[len(m[0]):]
	}
	m := entryNumber.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, text
	}
	rest := text[m[1]:]
	for g := 1; g <= 3; g++ {
		if m[2*g] < 0 {
			continue
		}
		n, _ := strconv.Atoi(text[m[2*g]:m[2*g+1]])
		if g == 3 { // a bare number must be followed by a space and a capital
			if m[1] == m[2*g+1] || rest == "" || !startsEntry(rest) {
				return 0, text
			}
		}
		if rest != "" && strings.ContainsAny(rest[:1], "-–—,.;:/") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") {
			return 0, text // "№" on the line before, "3. – С. 5"
		}
		if g == 2 && rest != "" && unicode.IsDigit([]rune(rest)[0]) && m[1] == m[2*g+1]+1 {
			return 0, text // "12.05.2020"
		}
		return n, rest
	}
	return 0, text
}

func startsEntry(rest string) bool {
	r := []rune(rest)[0]
	return unicode.IsUpper(r) || strings.ContainsRune("«\"“[‘'", r)
}

// listPart is a stretch of a reference element that one list fills.
type listPart struct {
	from, to int
	restart  bool
}

// cutLists cuts lines[from:to] where numbering begins again at 1.
func (s *splitter) cutLists(from, to int) []listPart {
	out := []listPart{{from, to, false}}
	last := 0
	for i := from; i < to; i++ {
		n, _ := numberOf(s.lines[i].text)
		if n == 1 && last >= 3 && s.nextNumber(i, to) == 2 {
			out[len(out)-1].to = i
			out = append(out, listPart{i, to, true})
		}
		if n == last+1 || n == 1 {
			last = n
		}
	}
	return out
}

// nextNumber is the first number at a line start after line i.
func (s *splitter) nextNumber(i, to int) int {
	for i++; i < to; i++ {
		if n, _ := numberOf(s.lines[i].text); n > 0 && n < 1000 {
			return n
		}
	}
	return 0
}

// cutEntries cuts lines[from:to] into entries.
func (s *splitter) cutEntries(from, to int) []entry {
	begins := s.numberedEntries(from, to)
	if begins == nil {
		begins = s.bulletEntries(from, to)
	}
	if begins == nil {
		begins = s.hangingEntries(from, to)
	}
	if begins == nil {
		begins = s.plainEntries(from, to)
	}
	var out []entry
	for i := from; i < to; {
		if s.refSubheading(i) {
			s.source[s.lines[i].n-1].furniture = furnitureSubheading
			i++
			continue
		}
		j := i + 1
		for j < to && !begins[j] && !s.refSubheading(j) {
			j++
		}
		out = append(out, entry{i, j})
		i = j
	}
	return out
}

// numberedEntries finds a list numbered 1, 2, 3 …; nil if it is not one.
func (s *splitter) numberedEntries(from, to int) map[int]bool {
	begins := map[int]bool{}
	last := 0
	for i := from; i < to; i++ {
		n, _ := numberOf(s.lines[i].text)
		if n == last+1 || n == last+2 && last > 0 && s.nextNumber(i, to) != last+1 || n == 1 && last == 0 {
			begins[i] = true
			last = n
		}
	}
	if len(begins) < 2 && !(len(begins) == 1 && begins[from]) || len(begins)*12 < to-from {
		return nil
	}
	return begins
}

// bulletEntries finds a list with dashes or bullets; nil if it is not one.
func (s *splitter) bulletEntries(from, to int) map[int]bool {
	begins := map[int]bool{}
	for i := from; i < to; i++ {
		t := s.lines[i].text
		if strings.HasPrefix(t, "- ") || strings.HasPrefix(t, "• ") || strings.HasPrefix(t, "· ") {
			begins[i] = true
		}
	}
	if !begins[from] || len(begins) < 2 {
		return nil
	}
	return begins
}

// plainEntries finds where entries begin by how lines end and begin.
func (s *splitter) plainEntries(from, to int) map[int]bool {
	begins := map[int]bool{}
	bias := s.listBias(from, to)
	for i := from + 1; i < to; i++ {
		if s.entryEnd(i-1)+s.entryStart(i)+bias > 0.6 {
			begins[i] = true
		}
	}
	s.joinUndated(begins, from, to)
	return begins
}

// hangingEntries finds a list whose entries begin at one indent and go on at
// another; nil if it is not one.
func (s *splitter) hangingEntries(from, to int) map[int]bool {
	var count, starts [2]int
	low, high := -1, -1
	for i := from; i < to; i++ {
		switch in := s.entryIndent(i); {
		case low < 0 || in == low:
			low = in
		case high < 0 || in == high:
			high = in
		default:
			return nil
		}
	}
	if high < 0 {
		return nil
	}
	low, high = min(low, high), max(low, high)
	for i := from; i < to; i++ {
		at := 0
		if s.entryIndent(i) == high {
			at = 1
		}
		count[at]++
		if s.entryStart(i) > 0.5 {
			starts[at]++
		}
	}
	first := low
	if starts[1]*count[0] > starts[0]*count[1] {
		first = high
		count, starts = [2]int{count[1], count[0]}, [2]int{starts[1], starts[0]}
	}
	if count[0] < 2 || count[1] < 2 || starts[0]*10 < count[0]*6 || starts[1]*4 > count[1] {
		return nil
	}
	begins := map[int]bool{}
	for i := from; i < to; i++ {
		if s.entryIndent(i) == first && !s.lines[i].page && !s.lines[i].afterHead || s.entryIndent(i) == first && s.entryStart(i) > 0.2 {
			begins[i] = true
		}
	}
	return begins
}

// entryIndent is the indent of a line of a list. The one space before the first
// line of a page is none.
func (s *splitter) entryIndent(i int) int {
	if in := s.lines[i].indent; in > 1 {
		return in
	}
	return 0
}

// joinUndated gives the piece before what does not evidently begin an entry and
// names no year, in a list whose entries all do: a publisher and a place.
func (s *splitter) joinUndated(begins map[int]bool, from, to int) {
	dated, weak := 0, []int(nil)
	for i := from; i < to; {
		j := i + 1
		for j < to && !begins[j] {
			j++
		}
		year := false
		for k := i; k < j; k++ {
			year = year || s.lines[k].feat.year
		}
		if year {
			dated++
		} else if i > from && s.lines[i].gap == 0 && s.entryStart(i) < 1 {
			weak = append(weak, i)
		}
		i = j
	}
	if dated*5 < (len(begins)+1-len(weak))*4 {
		return
	}
	for _, i := range weak {
		delete(begins, i)
	}
}

// listBias favours a new entry on each line where nearly every line is
// complete in itself.
func (s *splitter) listBias(from, to int) float64 {
	whole, gaps := 0, 0
	for i := from; i < to; i++ {
		l := &s.lines[i]
		if l.feat.ends && !l.feat.lower {
			whole++
		}
		if l.gap > 0 {
			gaps++
		}
	}
	if n := to - from; n > 1 && whole*10 >= n*9 {
		return 0.8
	}
	return 0
}

var (
	inLanguage  = pattern.New(`(?i)[(\[](?:in|на) [^()\[\]]{4,20}[)\]]\.?$`)
	pagesEnd    = pattern.New(`(?i)(?:\d\s?(?:p|pp|s|с|c|б|бет|р)\.?|\d\.?)\]?$`)
	urlRest     = pattern.New(`^[\w.\-/?=&#%;]*[\d_/][\w.\-/?=&#%;]*\]?\)?\.?$`)
	surnameHead = pattern.New(`^[«"“]?\p{Lu}[\p{L}'’ʹ-]+,?\s(?:\p{Lu}\p{Ll}{0,2}\.[\s-]?){1,3}`)
	nameHead    = pattern.New(`^(?:\p{Lu}\p{Ll}?\.\s?){1,3}\p{Lu}\p{L}+`)
	keyHead     = pattern.New(`^\p{Lu}[^.–—]{2,60}, ?(?:19|20)\d\d[a-zа-я]? ?[–—] ?\p{Lu}|^\p{Lu}{2,8} [–—] \p{Lu}`) // "Ivanov, 2003 – ", "CSA – Central State Archive"
	commaHead   = pattern.New(`^\p{Lu}[\p{L}'’-]+(?:\s\p{L}[\p{L}'’-]+)?,\s\p{Lu}`)
	yearHead    = pattern.New(`^.{3,140}\((?:19|20)\d\d[a-zа-я]?[,)]`)
	archiveHead = pattern.New(`^\p{Lu}[^.,;:/–]{0,60}(?i:архив|мұрағат|archive|arkhiv|muragat|мұражай|музе[йя]|museum)`)
	goesOnHead  = pattern.New(`^(?:(?i:pp?\.|vol\b\.?|no\b\.?|url\b|https?:|www\b|doi\b|retrieved\b|available\b|режим|дата обращ|issue\b)|[СPSБ]\.\s?\d|М\.|М:|Алматы|Almaty|Moscow|Москва|Астана|Astana|№|[–—(\]])`)
)

// entryEnd weighs whether an entry can end with line i.
func (s *splitter) entryEnd(i int) float64 {
	l := &s.lines[i]
	t := l.text
	score := 0.0
	switch {
	case inLanguage.MatchString(t):
		score = 2
	case l.feat.hyphen, l.feat.comma:
		return -3
	case strings.HasSuffix(t, ":"), strings.HasSuffix(t, "–"), strings.HasSuffix(t, "//"), strings.HasSuffix(t, "&"):
		return -3
	case l.feat.url && !strings.Contains(lastField(t), " ") && isLink(strings.Trim(lastField(t), "[]().,")):
		score = 0.7
	case i > 0 && urlRest.MatchString(t) && strings.HasSuffix(s.lines[i-1].text, "/"):
		score = 0.7
	case pagesEnd.MatchString(t):
		score = 0.8
	case strings.HasSuffix(t, "."), strings.HasSuffix(t, ")"), strings.HasSuffix(t, "]"), strings.HasSuffix(t, "/"):
		score = 0.5
	default:
		score = -1.2
	}
	if l.width > 0 && !s.full(l) {
		score += 0.6
	}
	return score
}

func lastField(t string) string {
	if i := strings.LastIndexByte(t, ' '); i >= 0 {
		return t[i+1:]
	}
	return t
}

// entryStart weighs whether an entry can begin with line i.
func (s *splitter) entryStart(i int) float64 {
	l := &s.lines[i]
	t := l.text
	score := 0.0
	switch {
	case l.feat.lower, goesOnHead.MatchString(t):
		return -3
	case surnameHead.MatchString(t), keyHead.MatchString(t):
		score = 1.5
	case nameHead.MatchString(t), commaHead.MatchString(t):
		score = 0.9
	case archiveHead.MatchString(t):
		score = 1.3
	case strings.HasPrefix(t, "“"), strings.HasPrefix(t, "«"), strings.HasPrefix(t, "\""):
		score = 0.6
	case l.feat.startsUpper && unicode.IsUpper([]rune(t)[0]):
		score = 0.2
	default:
		score = -1
	}
	if yearHead.MatchString(t) {
		score += 0.5
	}
	if l.gap > 0 {
		score += 0.6
	} else {
		score -= 0.3
	}
	return score
}

// refSubheading is true for a line such as "Agreements:" inside a list.
func (s *splitter) refSubheading(i int) bool {
	t := s.lines[i].text
	return s.lines[i].class == classReference && strings.HasSuffix(t, ":") && len(t) < 80 && !strings.ContainsAny(t, "0123456789.") && startsUpper(t) &&
		(i == 0 || s.lines[i-1].class != classReference || !s.lines[i-1].feat.comma)
}

// pair attaches the entries of a second list to those of the first if they
// are the same works; it is false if they are not. The lists may follow
// different alphabets.
func (s *splitter) pair(first, second []corpus.Reference) bool {
	to, matched := s.matchWorks(first, second)
	if matched*2 < min(len(first), len(second)) {
		return false
	}
	used := map[int]bool{}
	for _, i := range to {
		used[i] = true
	}
	for j, i := range to {
		if i < 0 && j < len(first) && !used[j] && len(first) == len(second) {
			i = j
			used[j] = true
		}
		if i >= 0 && !strings.EqualFold(first[i].Text, second[j].Text) {
			first[i].Romanised = second[j].Text
		}
	}
	return true
}

// nearPlaces is how far apart the same work stands in two lists of one order.
const nearPlaces = 3

// matchWorks finds for each entry of the second list the one of the first that
// is the same work: the likest that stands near, else the likest that has at
// least two things in common. It is -1 for none.
func (s *splitter) matchWorks(first, second []corpus.Reference) (to []int, matched int) {
	keys := make([][]string, len(first))
	for i := range first {
		keys[i] = s.firstKeys(first[i].Text)
	}
	used := make([]bool, len(first))
	to = make([]int, len(second))
	for j := range second {
		to[j] = -1
		best, own := 0, s.firstKeys(second[j].Text)
		for i := range first {
			off := max(i-j, j-i)
			n := 4 * workLikeness(&first[i], &second[j], keys[i], own)
			if used[i] || n == 0 || off > nearPlaces && n < 8 {
				continue
			}
			if n += max(0, nearPlaces-off); n > best {
				to[j], best = i, n
			}
		}
		if to[j] >= 0 {
			used[to[j]] = true
			matched++
		}
	}
	return to, matched
}

// workLikeness counts how many of the first words two entries share in any
// script, the surname twice; 0 if their years differ.
func workLikeness(a, b *corpus.Reference, ka, kb []string) int {
	if a.Text == b.Text {
		return 6
	}
	if ya, yb := yearMark.FindString(a.Text), yearMark.FindString(b.Text); ya != "" && yb != "" && !shareYear(a.Text, b.Text) {
		return 0
	}
	n := 0
	for i, x := range ka {
		for k, y := range kb {
			if similar(x, y) {
				n++
				if i == 0 && k == 0 {
					n++
				}
				break
			}
		}
	}
	return n
}

func shareYear(a, b string) bool {
	for _, y := range yearMark.FindAllString(a, -1) {
		if strings.Contains(b, y) {
			return true
		}
	}
	return false
}

// firstKeys are the keys of the first long words of an entry.
func (s *splitter) firstKeys(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' }) {
		if len([]rune(w)) < 4 {
			continue
		}
		if k := s.romanKey(w); len(k) >= 3 {
			out = append(out, k)
		}
		if len(out) == 3 {
			break
		}
	}
	return out
}
