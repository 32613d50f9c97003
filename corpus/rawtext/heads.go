package rawtext

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// recogniseHeads marks the running heads that can only be known when titles
// and authors are: a line that says them again at the edge of a page or in the
// middle of a sentence. It is true if any were found.
func (s *splitter) recogniseHeads() bool {
	k := s.knownHeads()
	found := false
	for i := range s.source {
		l := &s.source[i]
		if l.blank || l.furniture != "" || utf8.RuneCountInString(l.text) > longestHead {
			continue
		}
		if s.headScore(i, k) >= 3 {
			s.mark(i, furnitureHead)
			found = true
		}
	}
	if found {
		s.collect()
	}
	return found
}

// headKeys is what running heads say: titles and author lists, with how often
// each line of the source occurs.
type headKeys struct {
	titles []headTitle
	names  map[string]int // surnames in author lines, by skeleton
	lines  map[string]int
}

// headTitle is the key of a title and the lines on which it begins and ends.
type headTitle struct {
	key        string
	line, last int
}

// maxTitles bounds what each line at a page edge is compared with.
const maxTitles = 1000

func (s *splitter) knownHeads() headKeys {
	k := headKeys{names: map[string]int{}, lines: map[string]int{}}
	for i := 0; i < len(s.lines); i++ {
		l := &s.lines[i]
		switch l.class {
		case classTitle:
			key, j := "", i
			for ; j < len(s.lines) && s.lines[j].class == classTitle && j < i+8; j++ {
				key += headKey(s.lines[j].text)
			}
			if len(k.titles) < maxTitles {
				k.titles = append(k.titles, headTitle{key, l.n, s.lines[j-1].n})
			}
		case classAuthors:
			for _, p := range l.feat.names.list {
				k.names[headKey(surname(p.name))]++
			}
		}
	}
	for i := range s.source {
		if l := &s.source[i]; l.text != "" && len(l.text) < 2*longestHead {
			k.lines[l.key]++
		}
	}
	return k
}

// titleOf is true if key, which has at least 12 letters, stands in a title that
// is longer, or in a title elsewhere than on line n: what was taken for a title
// where it stands is none of another line.
func (k *headKeys) titleOf(key string, n int) bool {
	if len(key) < 12 {
		return false
	}
	return slices.ContainsFunc(k.titles, func(t headTitle) bool {
		if t.line <= n && n <= t.last && strings.Count(t.key, key) < 2 {
			return false // a line of the title itself
		}
		return strings.Contains(t.key, key) && (len(t.key) > len(key)+8 || t.line != n)
	})
}

// saidBefore is true if key, which has at least leastTitleKey bytes, begins a
// title that stands before line n.
func (k *headKeys) saidBefore(key string, n int) bool {
	return len(key) >= leastTitleKey && slices.ContainsFunc(k.titles, func(t headTitle) bool { return t.line < n && strings.HasPrefix(t.key, key) })
}

// cutPageNumber takes a page number off both ends of a line.
func cutPageNumber(text string) string {
	if rest := strings.TrimLeft(text, "0123456789"); len(text)-len(rest) <= 4 && len(rest) < len(text) && strings.HasPrefix(rest, " ") {
		text = strings.TrimLeft(rest, " ")
	}
	if rest := strings.TrimRight(text, "0123456789"); len(text)-len(rest) <= 4 && len(rest) < len(text) && strings.HasSuffix(rest, " ") {
		text = strings.TrimRight(rest, " ")
	}
	return text
}

// titleAfterNames is true for the beginning of a title after names of authors.
func (k *headKeys) titleAfterNames(text string) bool {
	named := false
	for range wordsOfNames {
		word, rest, ok := strings.Cut(text, " ")
		if !ok {
			return false
		}
		named = named || k.names[headKey(word)] > 0
		text = strings.TrimLeft(rest, " ")
		key := headKey(text)
		if len(key) < leastTitleKey {
			return false
		}
		if named && slices.ContainsFunc(k.titles, func(t headTitle) bool { return strings.HasPrefix(t.key, key) }) {
			return true
		}
	}
	return false
}

// wordsOfNames is how many words of names stand before a title at most,
// leastTitleKey how many bytes of the title must follow them.
const (
	wordsOfNames  = 8
	leastTitleKey = 24
)

// headScore weighs whether source line i is a running head; 3 and more is yes.
func (s *splitter) headScore(i int, k headKeys) float64 {
	text := s.source[i].text
	if startsLower(text) || numberedEntry.MatchString(text) {
		return 0
	}
	if s.fullLine(i) && s.midSentence(i) && !s.alone(i) && !s.besideNumber(i) && (twoSentences(text) || !startsUpper(text)) {
		return 0 // a line of running text that names a journal and a year
	}
	if i > 0 && (s.source[i-1].furniture == furnitureHead || s.source[i-1].furniture == furniturePageNumber) && k.saidBefore(s.source[i].key, i+1) {
		return 3 // the title of the article that ends on this page
	}
	if i > 0 && s.source[i-1].furniture == furniturePageNumber && cutShort(text) && k.titleAfterNames(text) {
		return 3 // its authors and the beginning of its title
	}
	if i > 0 && s.source[i-1].furniture == furnitureHead && etAl.MatchString(text) && s.namesScore(strings.TrimSpace(etAl.ReplaceAllString(text, "")), k) > 0 {
		return 3 // its authors: no byline leaves some out
	}
	number := s.besideNumber(i)
	bare := text
	if digitAtEdge(text) {
		bare = cutPageNumber(text)
	}
	numbered := bare != text
	interrupts, glued := s.midSentence(i), s.gluedToText(i)
	if !number && !numbered && !interrupts && !glued || !s.alone(i) && !interrupts && !glued {
		return 0
	}
	if s.apparatus(i) || referenceScore(text, 1) >= 2 && !serialWord.MatchString(text) {
		return 0
	}
	core := strings.TrimSpace(etAl.ReplaceAllString(strings.TrimSpace(bare), ""))
	if !initialNames(core) {
		core = strings.TrimRight(core, ".… ")
	}
	if headKey(core) == "" || pagesInRef.MatchString(text) && !serialWord.MatchString(text) {
		return 0
	}
	if at := s.lineOf(i + 1); at < len(s.lines) && s.lines[at].n == i+1 && s.lines[at].cited && !number {
		return 0 // how to cite the article
	}
	score := s.saysScore(i, core, k)
	if next := s.contentIndex(i, 1); score == 0.5 && next >= 0 && startsLower(s.source[next].text) {
		score = 1.5 // names that a sentence goes on after
	}
	if score == 0 && s.fullLine(i) {
		return 0 // nothing but its place speaks for it, and it is as wide as the text
	}
	if number {
		score += 1.5
		if score == 1.5 && !strings.ContainsAny(text, "0123456789") && serialWord.MatchString(text) && !endsLikeSentence(text) {
			score += 1.5 // the serial, though without its number
		}
	}
	if numbered {
		score++
	}
	if interrupts {
		score += 1.5
	}
	foreign := number && s.foreign(i)
	if foreign {
		score += 1.5
	}
	if numbered && score >= 3 || glued || foreign {
		return score // no title and no byline ends in a page number, or stands right under the text of another
	}
	return score - s.ownPlace(i)
}

// cutShort is true for a line that ends in dots.
func cutShort(text string) bool {
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "..")
}

// gluedToText is true for a line of names that stands right under running text,
// with a gap after it.
func (s *splitter) gluedToText(i int) bool {
	if i == 0 || i+1 >= len(s.source) || !s.source[i+1].blank || s.source[i-1].blank || s.source[i-1].furniture != "" {
		return false
	}
	at := s.lineOf(i)
	if at >= len(s.lines) || s.lines[at].n != i {
		return false
	}
	switch s.lines[at].class {
	case classBody, classAbstract, classReference:
		return len(s.lines[at].feat.names.list) == 0 && initialNames(s.source[i].text)
	}
	return false
}

// foreign is true for a line in another language than the lines around it,
// which agree in theirs.
func (s *splitter) foreign(i int) bool {
	at := s.lineOf(i + 1)
	if at == 0 || at+1 >= len(s.lines) || s.lines[at].n != i+1 || s.lines[at-1].class == classReference {
		return false // the entries of a list are in many languages
	}
	prev, cur, next := &s.lines[at-1].feat, &s.lines[at].feat, &s.lines[at+1].feat
	return len(cur.names.list) == 0 && prev.lang == next.lang && otherLanguage(prev, cur) && otherLanguage(cur, next)
}

func initialNames(text string) bool {
	n := readNames(text)
	return len(n.list) > 0 && n.share >= 0.9 && n.list[0].initials
}

func digitAtEdge(text string) bool {
	first, last := text[0], text[len(text)-1]
	return first >= '0' && first <= '9' || last >= '0' && last <= '9'
}

// alone is true for a line between blank lines or furniture.
func (s *splitter) alone(i int) bool {
	clear := func(j int) bool {
		return j < 0 || j >= len(s.source) || s.source[j].blank || s.source[j].furniture != "" || s.source[max(j, i)].page
	}
	return clear(i-1) && clear(i+1)
}

// saysScore weighs what a line says: names, a title, the serial, what other
// lines say.
func (s *splitter) saysScore(i int, core string, k headKeys) float64 {
	score := s.namesScore(core, k)
	text, key := s.source[i].text, s.source[i].key
	if k.titleOf(headKey(core), i+1) || k.titleAfterNames(core) {
		score += 2
	}
	if serialWord.MatchString(text) && (issueMark.MatchString(text) || yearMark.MatchString(text)) {
		score += 1.5
	}
	if n := k.lines[key]; utf8.RuneCountInString(key) < 8 {
		return score // too little to be known again by
	} else if n > 2 {
		score += 1.5
	} else if n > 1 {
		score++
	}
	return score
}

// fullLine is true for a source line as wide as the text around it.
func (s *splitter) fullLine(i int) bool {
	at := s.lineOf(i + 1)
	return at < len(s.lines) && s.lines[at].n == i+1 && s.full(&s.lines[at])
}

// namesScore weighs a line of names: they are a head if the authors are named
// elsewhere too.
func (s *splitter) namesScore(core string, k headKeys) float64 {
	if !initialNames(core) {
		return 0
	}
	n := readNames(core)
	for _, p := range n.list {
		if k.names[headKey(surname(p.name))] > 1 {
			return 1.5
		}
	}
	return 0.5
}

// midSentence is true if the text around line i runs over it.
func (s *splitter) midSentence(i int) bool {
	before, after := s.contentIndex(i, -1), s.contentIndex(i, 1)
	if before < 0 || after < 0 || s.apparatus(before) {
		return false
	}
	prev, next := s.source[before].text, s.source[after].text
	return !endsSentence(prev) && startsLower(next) && !startsLower(s.source[i].text) && utf8.RuneCountInString(prev) > 25
}

// contentIndex is the nearest line that is neither blank nor furniture.
func (s *splitter) contentIndex(i, step int) int {
	for j, n := i+step, 0; j >= 0 && j < len(s.source) && n < 12; j, n = j+step, n+1 {
		if !s.source[j].blank && s.source[j].furniture == "" {
			return j
		}
	}
	return -1
}

// ownPlace is how surely line i is a title or byline where it stands: its
// abstract or its affiliations follow.
func (s *splitter) ownPlace(i int) float64 {
	at := s.lineOf(i + 1)
	if at >= len(s.lines) || s.lines[at].n != i+1 {
		return 0
	}
	c := s.lines[at].class
	if c != classTitle && c != classAuthors {
		return 0
	}
	next := at
	for next < len(s.lines) && s.lines[next].class == c {
		next++
	}
	if next == len(s.lines) {
		return 0
	}
	switch n := s.lines[next].class; {
	case c == classAuthors && n.front() && !s.secondByline(at):
		return 3
	case n == classAbstract && s.lines[next].feat.lower:
		return 0 // an abstract goes on
	case c == classTitle && (n == classAbstract || n == classAuthors), c == classAuthors && (n == classAffiliation || n == classContact):
		return 3
	}
	return 0
}

// secondByline is true if the metadata just before line at has its authors
// already.
func (s *splitter) secondByline(at int) bool {
	for i := at - 1; i >= 0 && isByline(s.lines[i].class); i-- {
		if s.lines[i].class == classAuthors {
			return true
		}
	}
	return false
}
