package rawtext

import (
	"strings"

	"izde/corpus"
	"izde/corpus/pattern"
)

// byline is one run of author, affiliation and contact lines.
type byline struct {
	lang         string
	persons      []person
	affiliations []affiliation
	adjacent     bool   // affiliations stand between the authors they belong to
	running      string // lines of names that nothing has interrupted yet
	before       int    // how many persons stand before them
}

// readAuthors reads all bylines and merges them into one list of authors,
// each with the name printed in every language.
func (b *builder) readAuthors() {
	for i := 0; i < len(b.d.elements); {
		j := i
		for j < len(b.d.elements) && isByline(b.s.elements[b.d.elements[j]].class) {
			j++
		}
		if j == i {
			i++
			continue
		}
		j = b.overTitle(i, j)
		b.readByline(i, j)
		i = j
	}
	b.authorsFromHeads()
	b.mergeBylines()
	b.assignContacts()
}

// overTitle is the end of a byline d.elements[i:j] that the title interrupts:
// names, then the title, then the addresses.
func (b *builder) overTitle(i, j int) int {
	for _, k := range b.d.elements[i:j] {
		if b.s.elements[k].class != classAuthors {
			return j
		}
	}
	at := j
	for at < len(b.d.elements) && b.s.elements[b.d.elements[at]].class == classTitle {
		at++
	}
	end := at
	for end < len(b.d.elements) && isByline(b.s.elements[b.d.elements[end]].class) {
		if b.s.elements[b.d.elements[end]].class == classAuthors {
			return j
		}
		end++
	}
	if at == j || end == at {
		return j
	}
	if e := &b.s.elements[b.d.elements[at]]; e.class != classAffiliation && !(e.class == classContact && b.s.lines[e.from].feat.marked && b.s.lines[e.from].feat.institution > 0) {
		return j
	}
	return end
}

func isByline(c class) bool {
	return c == classAuthors || c == classAffiliation || c == classContact
}

// readByline reads the elements d.elements[i:j].
func (b *builder) readByline(i, j int) {
	bl := byline{lang: b.bylineLang(i, j)}
	var first *element // of the authors
	var row []byline   // the same authors in other languages, one under another
	for _, k := range b.d.elements[i:j] {
		e := &b.s.elements[k]
		if b.s.lines[e.from].feat.signed && b.readSigned(&bl, e) {
			continue
		}
		switch e.class {
		case classAuthors:
			if b.sayAgain(&bl, e) {
				row = append(row, bl)
				row[0].lang = b.rowLang(first, nil)
				bl = byline{lang: b.rowLang(e, row)}
			}
			if first == nil {
				first = e
			}
			b.readAuthorLine(&bl, e)
		case classAffiliation:
			bl.pause()
			b.readAffiliation(&bl, e)
			b.use(e.from, e.to, "authors."+bl.lang)
		case classContact:
			bl.pause()
			if b.endsAddress(&bl, e) || b.holdsAddress(&bl, e) {
				b.readAffiliation(&bl, e)
				b.use(e.from, e.to, "authors."+bl.lang)
				continue
			}
			b.use(e.from, e.to, "authors")
			b.readContactLine(&bl, e)
		}
	}
	bl.pause()
	b.bylines = append(b.bylines, row...)
	if len(bl.persons) > 0 || len(bl.affiliations) > 0 {
		b.bylines = append(b.bylines, bl)
	}
}

// readSigned reads a line that names one author with what he is and where. In a
// byline that has named him before, it is a note on him.
func (b *builder) readSigned(bl *byline, e *element) bool {
	text := b.s.addressLines(e)
	name, address, ok := b.s.lines[e.from].feat.signedAddress(text)
	if !ok || bl.hasMarks() {
		return false
	}
	p := readNames(name).list[0]
	for i := range bl.persons {
		if b.s.likeness(p.name, bl.persons[i].name) > 0 {
			return false
		}
	}
	bl.pause()
	bl.persons = append(bl.persons, p)
	bl.pause()
	bl.adjacent = true
	b.noteContacts(e, text, contactText{names: 1})
	address = emailForm.ReplaceAllString(orcidForm.ReplaceAllString(address, ""), "")
	bl.affiliations = append(bl.affiliations, affiliation{text: tidyAffiliation(address), after: len(bl.persons)})
	b.use(e.from, e.to, "authors."+bl.lang)
	return true
}

// holdsAddress is true for an address with its mark, or a whole one, with
// e-mails after it.
func (b *builder) holdsAddress(bl *byline, e *element) bool {
	l := &b.s.lines[e.from]
	if l.feat.marked && l.feat.institution > 0 && !l.has && len(bl.persons) > 0 {
		return true
	}
	if len(bl.persons) == 0 || len(bl.affiliations) > 0 || l.has || l.feat.institution == 0 || len(l.feat.names.list) > 0 {
		return false
	}
	address, _, _ := strings.Cut(l.text, "@")
	return l.feat.place > 0 || strings.Count(address, ",")+strings.Count(address, ";") > 1 // before the e-mail
}

// endsAddress is true for the end of an address that an e-mail follows.
func (b *builder) endsAddress(bl *byline, e *element) bool {
	l := &b.s.lines[e.from]
	if n := len(bl.affiliations); n > 0 && !l.has && l.gap == 0 && strings.Count(bl.affiliations[n-1].text, "(") > strings.Count(bl.affiliations[n-1].text, ")") {
		return strings.Contains(l.text, ")")
	}
	return len(bl.affiliations) > 0 && !l.has && l.feat.place > 0 && l.gap == 0 && len(l.feat.names.list) == 0 && e.to == e.from+1
}

// pause closes a run of lines of names.
func (bl *byline) pause() { bl.running, bl.before = "", len(bl.persons) }

// sayAgain is true if a line of authors names those of the byline again: in
// another language, with nothing in between.
func (b *builder) sayAgain(bl *byline, e *element) bool {
	again := readNames(b.s.plain(e)).list
	for i := 0; i < min(len(again), len(bl.persons)); i++ {
		if b.s.likeness(again[i].name, bl.persons[i].name) > 0 {
			return true
		}
	}
	return false
}

// rowLang is the language of a byline that stands in a row with the others:
// by its script and by the letters of Kazakh.
func (b *builder) rowLang(e *element, taken []byline) string {
	text := b.s.plain(e)
	if !isCyrillic(text) {
		return corpus.English
	}
	code := corpus.Russian
	if _, kazakh := countKazakh(text); kazakh > 0 {
		code = corpus.Kazakh
	}
	for i := range taken {
		if taken[i].lang == code {
			return map[string]string{corpus.Russian: corpus.Kazakh, corpus.Kazakh: corpus.Russian}[code]
		}
	}
	return code
}

// readAuthorLine reads a line of names together with those right before it,
// which it may go on from in the middle of a name.
func (b *builder) readAuthorLine(bl *byline, e *element) {
	text := b.s.joined(e)
	if len(bl.affiliations) > 0 {
		bl.adjacent = true
	}
	switch {
	case bl.running == "":
		bl.running = text
	case namesGoOn(bl.running, text):
		bl.running += " " + text
	default:
		bl.running += ", " + text
	}
	list := readNames(bl.running).list
	if len(list) == 0 || len(bl.running) > longestNameLine {
		bl.pause()
		bl.running = text
		list = readNames(text).list
	}
	bl.persons = append(bl.persons[:bl.before], list...)
	b.use(e.from, e.to, "authors."+bl.lang)
	b.noteContacts(e, text, contactText{names: len(readNames(text).list)})
}

// lastAlone is the last author named, "" if one is named beside or right before
// him: what follows an address is the contact of all.
func (bl *byline) lastAlone() string {
	n, m := len(bl.persons), len(bl.affiliations)
	if n == 0 || m == 0 || bl.affiliations[m-1].after != n || bl.persons[n-1].star || len(bl.persons[n-1].marks) > 0 {
		return ""
	}
	if before := m > 1 && bl.affiliations[m-2].after == n-1; n > 1 && !before {
		return ""
	}
	return bl.persons[n-1].name
}

// readContactLine reads e-mails and ORCIDs, and a name that stands with them.
func (b *builder) readContactLine(bl *byline, e *element) {
	text := b.s.plain(e)
	b.noteContacts(e, text, contactText{under: bl.lastAlone()})
	n := readNames(text)
	if len(n.list) > 0 && n.share > 0.9 && len(bl.persons) == 0 && !b.s.lines[e.from].has {
		bl.persons = append(bl.persons, n.list...)
	}
}

// bylineLang is the language of the metadata block that a byline belongs to:
// Latin names are English; Cyrillic ones go with the title they stand at.
func (b *builder) bylineLang(i, j int) string {
	cyr := false
	for _, k := range b.d.elements[i:j] {
		e := &b.s.elements[k]
		if e.class != classContact && (e.lang == corpus.Kazakh || e.lang == corpus.Russian) {
			cyr = true
		}
	}
	before, after := b.blockLang(i-1, -1, cyr), b.blockLang(j, 1, cyr)
	if other := before; other == after && other != "" && other != corpus.Kazakh && other != corpus.Russian {
		return other // between a title and an abstract in Kyrgyz, in Turkish
	}
	if !cyr {
		return corpus.English
	}
	if own := b.ownLang(i, j); own != "" {
		return own
	}
	switch {
	case before == after, after == "":
	case before == "":
		before = after
	case b.standsUnder(i, j):
	case b.authorsFirst():
		before = after
	}
	if before != "" {
		return before
	}
	return b.cyrillicLang(i, j)
}

// standsUnder is true for a byline right under a title, with a blank line before
// the title that follows.
func (b *builder) standsUnder(i, j int) bool {
	if i == 0 || j >= len(b.d.elements) || b.s.elements[b.d.elements[i-1]].class != classTitle {
		return false
	}
	first, next := &b.s.elements[b.d.elements[i]], &b.s.elements[b.d.elements[j]]
	return b.s.lines[first.from].gap == 0 && b.s.lines[next.from].gap > 0
}

// ownLang is the language that a Cyrillic byline shows by itself: affiliations
// in one language, names most of which have Kazakh letters.
func (b *builder) ownLang(i, j int) string {
	code, named, kazakh := "", 0, 0
	for _, k := range b.d.elements[i:j] {
		e := &b.s.elements[k]
		if e.class == classAffiliation && e.sure > 0.95 && (e.lang == corpus.Kazakh || e.lang == corpus.Russian) {
			if code != "" && code != e.lang {
				return ""
			}
			code = e.lang
		}
		if e.class == classAuthors {
			n, kk := countKazakh(b.s.plain(e))
			named, kazakh = named+n, kazakh+kk
		}
	}
	if code == "" && kazakh*2 > named {
		return corpus.Kazakh
	}
	return code
}

// countKazakh counts the names in text, and those with Kazakh letters.
func countKazakh(text string) (named, kazakh int) {
	for _, p := range readNames(text).list {
		named++
		if strings.ContainsAny(p.name, "әғқңөұүһіӘҒҚҢӨҰҮҺІ") {
			kazakh++
		}
	}
	return named, kazakh
}

// blockLang is the language of the nearest title or abstract in a direction, if
// it is written in Cyrillic or not as is asked; a body or a list ends the search.
func (b *builder) blockLang(i, step int, cyrillic bool) string {
	for ; i >= 0 && i < len(b.d.elements); i += step {
		e := &b.s.elements[b.d.elements[i]]
		switch {
		case e.class == classTitle, e.class == classAbstract && step > 0, e.class == classKeywords && step > 0:
			if isCyrillic(e.text) == cyrillic {
				return e.lang
			}
			return ""
		case !e.class.front(), e.class == classAbstract, e.class == classKeywords:
			return ""
		}
	}
	return ""
}

// authorsFirst is true for an article whose first byline stands before its
// first title.
func (b *builder) authorsFirst() bool {
	for _, k := range b.d.elements {
		switch b.s.elements[k].class {
		case classTitle:
			return false
		case classAuthors:
			return true
		}
	}
	return false
}

// cyrillicLang decides by the affiliations of the byline, else by the body.
func (b *builder) cyrillicLang(i, j int) string {
	for _, k := range b.d.elements[i:j] {
		if e := &b.s.elements[k]; e.class == classAffiliation && e.sure > 0.8 && e.lang != corpus.English && e.lang != "" {
			return e.lang
		}
	}
	if b.a.Lang == corpus.Kazakh || b.a.Lang == corpus.Russian {
		return b.a.Lang
	}
	return corpus.Russian
}

// authorsFromHeads takes the authors from the running heads where the article
// itself does not name them.
func (b *builder) authorsFromHeads() {
	for _, bl := range b.bylines {
		if len(bl.persons) > 0 {
			return
		}
	}
	for _, h := range b.s.heads {
		if h.line < b.a.Source.Line || h.line > b.a.Source.EndLine {
			continue
		}
		n := readNames(etAl.ReplaceAllString(h.text, ""))
		if len(n.list) == 0 || n.share < 0.95 || !n.list[0].initials {
			continue
		}
		bl := byline{persons: n.list, lang: corpus.English}
		if isCyrillic(h.text) {
			if bl.lang = b.a.Lang; bl.lang == corpus.English || bl.lang == "" {
				bl.lang = corpus.Russian
			}
		}
		b.bylines = append([]byline{bl}, b.bylines...)
		message := "the article names no authors; they were read from a running head"
		if etAl.MatchString(h.text) {
			message += ", which does not name them all"
		}
		b.a.Warnings = append(b.a.Warnings, corpus.Warning{Code: "authors-from-running-head", Line: h.line, Message: message})
		return
	}
}

var etAl = pattern.New(`(?i)\s*(?:және т\.?\s?б\.?|и др\.?|et al\.?)`)

func isCyrillic(text string) bool {
	return strings.IndexFunc(text, isCyrillicRune) >= 0
}
