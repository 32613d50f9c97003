package rawtext

import (
	"regexp"
	"strings"

	"izde/corpus"
)

// byline is one run of author, affiliation and contact lines.
type byline struct {
	lang         string
	persons      []person
	affiliations []affiliation
	adjacent     bool // affiliations stand between the authors they belong to
}

// affiliation is one institution with its mark.
type affiliation struct {
	marks []string
	text  string
	after int // how many authors stand before it
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
		b.readByline(i, j)
		i = j
	}
	b.authorsFromHeads()
	b.mergeBylines()
	b.assignContacts()
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
			bl.readAffiliation(b.s.joined(e))
			b.use(e.from, e.to, "authors."+bl.lang)
			b.readContacts(b.s.plain(e))
		case classContact:
			b.use(e.from, e.to, "authors")
			b.readContactLine(&bl, e)
		}
	}
	b.bylines = append(b.bylines, row...)
	if len(bl.persons) > 0 || len(bl.affiliations) > 0 {
		b.bylines = append(b.bylines, bl)
	}
}

// sayAgain is true if a line of authors names those of the byline again: in
// another language, with nothing in between.
func (b *builder) sayAgain(bl *byline, e *element) bool {
	again := readNames(b.s.plain(e)).list
	for i := 0; i < min(len(again), len(bl.persons)); i++ {
		if similar(b.s.romanKey(surname(again[i].name)), b.s.romanKey(surname(bl.persons[i].name))) {
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

func (b *builder) readAuthorLine(bl *byline, e *element) {
	text := b.s.joined(e)
	if len(bl.affiliations) > 0 {
		bl.adjacent = true
	}
	list := readNames(text)
	bl.persons = append(bl.persons, list.list...)
	b.use(e.from, e.to, "authors."+bl.lang)
	b.readContacts(text)
}

// readContactLine reads e-mails and ORCIDs, and a name that stands with them.
func (b *builder) readContactLine(bl *byline, e *element) {
	text := b.s.plain(e)
	b.readContacts(text)
	n := readNames(text)
	if len(n.list) > 0 && n.share > 0.9 && len(bl.persons) == 0 && !b.s.lines[e.from].has {
		bl.persons = append(bl.persons, n.list...)
	}
}

// readContacts gathers e-mails and ORCIDs. A name before one, in the same
// line, is its owner's.
func (b *builder) readContacts(text string) {
	for _, m := range emailForm.FindAllString(text, -1) {
		b.emails = appendNew(b.emails, strings.Trim(m, ".-"))
	}
	from := 0
	for _, at := range orcidForm.FindAllStringIndex(text, -1) {
		o := tidyORCID(text[at[0]:at[1]])
		b.orcids = appendNew(b.orcids, o)
		if n := readNames(beforeORCID.ReplaceAllString(text[from:at[0]], "")); len(n.list) > 0 {
			if b.owners == nil {
				b.owners = map[string]string{}
			}
			b.owners[o] = n.list[len(n.list)-1].name
		}
		from = at[1]
	}
}

var beforeORCID = regexp.MustCompile(`(?i)https?://\S*$|orcid(?:\s*id)?\s*:?|[–—-]\s*$`)

var dashes = strings.NewReplacer("–", "-", "‐", "-", "Х", "X", "х", "X", "x", "X")

func tidyORCID(s string) string { return dashes.Replace(s) }

func appendNew(list []string, v string) []string {
	for _, have := range list {
		if strings.EqualFold(have, v) {
			return list
		}
	}
	return append(list, v)
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
	if !cyr {
		return corpus.English
	}
	if own := b.ownLang(i, j); own != "" {
		return own
	}
	before, after := b.blockLang(i-1, -1), b.blockLang(j, 1)
	switch {
	case before == after, after == "":
	case before == "":
		before = after
	case b.authorsFirst():
		before = after
	}
	if before != "" {
		return before
	}
	return b.cyrillicLang(i, j)
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

// blockLang is the language of the nearest title or abstract in a direction,
// if it is one that is written in Cyrillic; a body or a list ends the search.
func (b *builder) blockLang(i, step int) string {
	for ; i >= 0 && i < len(b.d.elements); i += step {
		e := &b.s.elements[b.d.elements[i]]
		switch {
		case e.class == classTitle, e.class == classAbstract && step > 0, e.class == classKeywords && step > 0:
			if e.lang == corpus.Kazakh || e.lang == corpus.Russian {
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

var affMarks = regexp.MustCompile(`^[(\[]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹*†ᵃᵇᶜ,\s]{1,12}[.)\]]?\s*`)

// letterAff is an affiliation with a letter for its mark.
var letterAff = regexp.MustCompile(`^([a-h])\s+`)

// readAffiliation adds an affiliation, or what goes on from the last one.
func (bl *byline) readAffiliation(text string) {
	a := affiliation{after: len(bl.persons)}
	if m := letterAff.FindStringSubmatch(text); m != nil {
		text = numberLetterMark(m[1]) + text[len(m[0]):]
	}
	if m := affMarks.FindString(text); m != "" {
		a.marks, _ = marksOf(m)
		text = text[len(m):]
	}
	text = emailForm.ReplaceAllString(text, "")
	text = orcidForm.ReplaceAllString(text, "")
	a.text = strings.Trim(strings.Join(strings.Fields(text), " "), " ,;:*")
	if a.text == "" {
		return
	}
	n := len(bl.affiliations)
	if len(a.marks) == 0 && n > 0 && bl.affiliations[n-1].after == a.after {
		bl.affiliations[n-1].text += ", " + a.text
		return
	}
	bl.affiliations = append(bl.affiliations, a)
}

// of returns the affiliation of person i of the byline.
func (bl *byline) of(i int) string {
	var texts []string
	for _, m := range bl.persons[i].marks {
		for _, a := range bl.affiliations {
			for _, am := range a.marks {
				if am == m {
					texts = append(texts, a.text)
				}
			}
		}
	}
	if len(texts) > 0 {
		return strings.Join(texts, "; ")
	}
	switch {
	case len(bl.affiliations) == 1:
		return bl.affiliations[0].text
	case bl.adjacent:
		for _, a := range bl.affiliations {
			if a.after > i {
				return a.text
			}
		}
	}
	return ""
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

var etAl = regexp.MustCompile(`(?i)\s*(?:және т\.?\s?б\.?|и др\.?|et al\.?)`)

func isCyrillic(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= 0x400 && r < 0x530 }) >= 0
}

// mergeBylines makes one author of the names at the same place in each
// language.
func (b *builder) mergeBylines() {
	main := -1
	for i, bl := range b.bylines {
		if main < 0 || len(bl.persons) > len(b.bylines[main].persons) {
			main = i
		}
	}
	if main < 0 || len(b.bylines[main].persons) == 0 {
		return
	}
	b.a.Authors = make([]corpus.Author, len(b.bylines[main].persons))
	for i := range b.a.Authors {
		b.a.Authors[i].Name = corpus.Text{}
	}
	for k := range b.bylines {
		b.mergeByline(&b.bylines[k], &b.bylines[main])
	}
}

func (b *builder) mergeByline(bl, main *byline) {
	for i := range bl.persons {
		at := i
		if len(bl.persons) != len(main.persons) {
			if at = b.samePerson(bl.persons[i].name, main); at < 0 {
				b.a.Warnings = append(b.a.Warnings, corpus.Warning{Code: "authors-unmatched", Lang: bl.lang, Line: b.a.Source.Line,
					Message: "this author is not in the list of the other languages: " + bl.persons[i].name})
				continue
			}
		}
		a := &b.a.Authors[at]
		if _, have := a.Name[bl.lang]; !have {
			a.Name[bl.lang] = bl.persons[i].name
		}
		if text := bl.of(i); text != "" {
			if a.Affiliation == nil {
				a.Affiliation = corpus.Text{}
			}
			if _, have := a.Affiliation[bl.lang]; !have {
				a.Affiliation[bl.lang] = text
			}
		}
	}
}

// samePerson finds a name in a byline by its surname in any script.
func (b *builder) samePerson(name string, in *byline) int {
	key := b.s.romanKey(surname(name))
	for i := range in.persons {
		if other := b.s.romanKey(surname(in.persons[i].name)); similar(key, other) {
			return i
		}
	}
	return -1
}

// surname is the longest word of a name without full stops.
func surname(name string) string {
	best := ""
	for _, w := range strings.Fields(name) {
		if !strings.Contains(w, ".") && len([]rune(w)) > len([]rune(best)) {
			best = w
		}
	}
	return best
}

// assignContacts gives e-mails and ORCIDs to authors: by likeness of the
// name, by order where there are as many as authors, else to the
// corresponding author.
func (b *builder) assignContacts() {
	if len(b.a.Authors) == 0 {
		return
	}
	b.assignORCIDs()
	for i, m := range b.emails {
		at := b.ownerOf(m)
		if at < 0 && len(b.emails) == len(b.a.Authors) {
			at = i
		}
		if at < 0 && len(b.emails) == 1 {
			if at = b.corresponding(); at < 0 && len(b.a.Authors) == 1 {
				at = 0
			}
		}
		if at >= 0 && b.a.Authors[at].Email == "" {
			b.a.Authors[at].Email = m
		}
	}
}

// assignORCIDs gives ORCIDs to the authors named beside them, else by order.
func (b *builder) assignORCIDs() {
	var rest []string
	for _, o := range b.orcids {
		if at := b.authorNamed(b.owners[o]); at >= 0 && b.a.Authors[at].ORCID == "" {
			b.a.Authors[at].ORCID = o
		} else {
			rest = append(rest, o)
		}
	}
	switch {
	case len(rest) == len(b.a.Authors):
		for i, o := range rest {
			b.a.Authors[i].ORCID = o
		}
	case len(rest) == 1 && len(b.orcids) == 1:
		if at := b.corresponding(); at >= 0 {
			b.a.Authors[at].ORCID = rest[0]
		}
	}
}

// authorNamed is the index of the author with that name in some language.
func (b *builder) authorNamed(name string) int {
	if name == "" {
		return -1
	}
	key := b.s.romanKey(surname(name))
	for i := range b.a.Authors {
		for _, n := range b.a.Authors[i].Name {
			if n == name || similar(b.s.romanKey(surname(n)), key) {
				return i
			}
		}
	}
	return -1
}

// corresponding is the index of the author with a star, -1 if none has one.
func (b *builder) corresponding() int {
	for _, bl := range b.bylines {
		for i, p := range bl.persons {
			if p.star && i < len(b.a.Authors) {
				return i
			}
		}
	}
	if len(b.a.Authors) == 1 {
		return 0
	}
	return -1
}

// ownerOf finds the author whose surname an e-mail address contains.
func (b *builder) ownerOf(email string) int {
	local, _, _ := strings.Cut(strings.ToLower(email), "@")
	local = b.s.romanKey(local)
	best, at := 3, -1
	for i := range b.a.Authors {
		for _, name := range b.a.Authors[i].Name {
			key := b.s.romanKey(surname(name))
			if len(key) > best && strings.Contains(local, key[:min(len(key), 6)]) {
				best, at = len(key), i
			}
		}
	}
	return at
}
