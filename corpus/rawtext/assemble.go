package rawtext

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"izde/corpus"
	"izde/corpus/lang"
)

// assemble reads the drafts into Articles and tells where each line went.
func (s *splitter) assemble(name string) Result {
	s.share()
	res := Result{}
	var spans []corpus.Source
	for i, d := range s.articles {
		b := &builder{s: s, d: d, number: i + 1, a: &corpus.Article{}}
		b.build()
		b.a.Source.File = name
		res.Articles = append(res.Articles, b.a)
		spans = append(spans, b.a.Source)
	}
	s.issue.apply(res.Articles)
	s.giveLinks(res.Articles, spans)
	s.givePages(res.Articles, spans)
	finish(res.Articles)
	s.reportRepairs(res.Articles, spans)
	s.warnFurniture(res.Articles, spans)
	res.Lines = s.account()
	if s.opt.Repairs {
		s.listRepairs(res.Lines)
	}
	return res
}

// builder reads one draft into an Article.
type builder struct {
	s        *splitter
	d        *draft
	number   int
	a        *corpus.Article
	bylines  []byline
	contacts []contactText
	dates    map[dateRank]string
	marks    [][]string // of the authors, in all bylines

	wrongDOI, wrongIRSTI string // labelled, of a wrong form
}

func (b *builder) build() {
	b.span()
	if !b.scholarly() {
		b.plainText()
	}
	b.a.Lang = b.bodyLang()
	b.readFront()
	b.mirrorTitle()
	b.setDates()
	b.readBody()
	b.readReferences()
	b.readAuthors()
	b.mirrorNames()
	if b.a.Lang == "" {
		b.a.Lang = b.anyLang()
	}
	setOnce(&b.a.DOI, b.wrongDOI)
	setOnce(&b.a.IRSTI, b.wrongIRSTI)
	b.a.Kind = b.kind()
}

// span sets the lines that the article covers.
func (b *builder) span() {
	if len(b.d.elements) == 0 {
		return
	}
	at := 0
	for at+1 < len(b.d.elements) && b.s.elements[b.d.elements[at]].class == classMasthead {
		at++
	}
	first, last := &b.s.elements[b.d.elements[at]], &b.s.elements[b.d.elements[len(b.d.elements)-1]]
	b.a.Source.Line = b.s.lines[first.from].n
	b.a.Source.EndLine = b.s.lines[last.to-1].n
}

// use records to which field the lines of an element went.
func (b *builder) use(from, to int, field string) {
	for i := from; i < to; i++ {
		src := &b.s.source[b.s.lines[i].n-1]
		src.article = b.number
		switch {
		case src.field == "":
			src.field = field
		case !strings.Contains("+"+src.field+"+", "+"+field+"+"):
			src.field += "+" + field
		}
	}
}

// bodyLang is the language of most of the body.
func (b *builder) bodyLang() string {
	letters := map[string]int{}
	for _, k := range b.d.elements {
		e := &b.s.elements[k]
		if e.class != classBody {
			continue
		}
		for i := e.from; i < e.to; i++ {
			if l := &b.s.lines[i]; l.context != "" {
				letters[l.context] += l.feat.letters
			}
		}
	}
	best := ""
	for _, code := range slices.Sorted(maps.Keys(letters)) {
		if letters[code] > letters[best] {
			best = code
		}
	}
	return best
}

// anyLang is the language of the first title or abstract, for an article
// without a body.
func (b *builder) anyLang() string {
	for _, k := range b.d.elements {
		if e := &b.s.elements[k]; e.lang == corpus.Kazakh || e.lang == corpus.Russian || e.lang == corpus.English {
			return e.lang
		}
	}
	return ""
}

// readFront reads codes, titles, abstracts, keywords and dates.
func (b *builder) readFront() {
	for _, k := range b.d.elements {
		e := &b.s.elements[k]
		switch e.class {
		case classCode:
			b.readCode(e)
		case classTitle:
			b.a.Title = b.setText(b.a.Title, "title", e)
		case classAbstract:
			b.a.Abstract = b.setText(b.a.Abstract, "abstract", e)
		case classKeywords:
			b.readKeywords(e)
		case classDates:
			b.readDates(e)
		case classCitation:
			field := furnitureCitation
			if l := &b.s.lines[e.from]; l.labelledAs(labelRubric) {
				field = furnitureRubric
			} else if l.labelledAs(labelSupervisor) {
				field = furnitureSupervisor
			}
			b.use(e.from, e.to, field)
		case classMasthead:
			b.use(e.from, e.to, furnitureMasthead)
		case classAuthorInfo:
			if b.s.lines[e.from].labelledAs(labelMatter) {
				b.use(e.from, e.to, furnitureMatter)
				continue // the addresses there are the journal's
			}
			b.use(e.from, e.to, furnitureAuthorInfo)
			b.noteContacts(e, b.s.plain(e), contactText{})
		}
	}
}

// mirrorTitle takes a title for one in the language of an abstract that is in none
// of the archive's and has no other title, where no abstract is in Kazakh, as the
// title seems to be: a few words say little, and the blocks of an article mirror
// one another.
func (b *builder) mirrorTitle() {
	title, ok := b.a.Title[corpus.Kazakh]
	if !ok || b.a.Abstract[corpus.Kazakh] != "" || b.a.Lang == corpus.Kazakh {
		return
	}
	for _, code := range slices.Sorted(maps.Keys(onlyKazakh)) {
		if b.a.Abstract[code] != "" && b.a.Title[code] == "" && !strings.ContainsAny(title, onlyKazakh[code]) {
			b.a.Title[code] = title
			delete(b.a.Title, corpus.Kazakh)
			return
		}
	}
}

// mirrorNames gives the names and addresses that seem to be in Kazakh to the one
// other language in which the article has a title, where no title, abstract or
// keywords are in Kazakh.
func (b *builder) mirrorNames() {
	if b.a.Lang == corpus.Kazakh || b.a.Title[corpus.Kazakh] != "" || b.a.Abstract[corpus.Kazakh] != "" || len(b.a.Keywords[corpus.Kazakh]) > 0 {
		return
	}
	others := slices.DeleteFunc(slices.Sorted(maps.Keys(b.a.Title)), func(code string) bool { return onlyKazakh[code] == "" })
	if len(others) != 1 {
		return
	}
	mirror := func(t corpus.Text) {
		text, ok := t[corpus.Kazakh]
		if _, have := t[others[0]]; ok && !have && !strings.ContainsAny(text, onlyKazakh[others[0]]) {
			t[others[0]] = text
			delete(t, corpus.Kazakh)
		}
	}
	for i := range b.a.Authors {
		mirror(b.a.Authors[i].Name)
		mirror(b.a.Authors[i].Affiliation)
	}
}

// setText stores a title or abstract under its language. A second one in the
// same language goes on the first if nothing tells them apart.
func (b *builder) setText(t corpus.Text, field string, e *element) corpus.Text {
	code := e.lang
	if code == "" {
		code = b.a.Lang
	}
	if code == "" || e.text == "" {
		b.use(e.from, e.to, field)
		return t
	}
	b.warnOther(code, field, e)
	if t == nil {
		t = corpus.Text{}
	}
	if have, ok := t[code]; ok {
		if field == "title" {
			b.warn(field+"-repeated", code, e, "a second "+field+" in the same language was left out: "+shorten(e.text))
			b.use(e.from, e.to, field+"."+code)
			return t
		}
		t[code] = have + " " + e.text
	} else {
		t[code] = e.text
	}
	b.use(e.from, e.to, field+"."+code)
	return t
}

// warnOther says that a part is in a language that is none of the archive's. It
// keeps its own code, so that it is taken for none of the three.
func (b *builder) warnOther(code, field string, e *element) {
	if code != "" && !slices.Contains(corpus.Languages(), code) {
		b.warn("language-unsupported", code, e, "the "+field+" is in another language than the archive's ("+code+"): "+shorten(e.text))
	}
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}

func (b *builder) warn(code, lang string, e *element, message string) {
	line := b.a.Source.Line
	if e != nil {
		line = b.s.lines[e.from].n
	}
	b.a.Warnings = append(b.a.Warnings, corpus.Warning{Code: code, Lang: lang, Line: line, Message: message})
}

// readBody makes sections of headings and what follows them.
func (b *builder) readBody() {
	var cur *corpus.Section
	n, note := 0, ""
	for x := 0; x < len(b.d.elements); x++ {
		e := &b.s.elements[b.d.elements[x]]
		if !e.class.body() {
			continue
		}
		statement := b.runInStatement(x)
		if cur == nil || e.class == classHeading && !statement || statement && cur.Heading != "" {
			b.a.Sections = append(b.a.Sections, corpus.Section{})
			cur = &b.a.Sections[len(b.a.Sections)-1]
			n++
		}
		field := fmt.Sprintf("section %d", n)
		switch {
		case statement:
			note = b.s.joined(e) + " "
		case e.class == classHeading:
			cur.Heading = heading(b.s.joined(e))
			field += " heading"
		default:
			addParagraphs(&cur.Text, note+b.s.paragraphs(e.from, e.to))
			note = ""
		}
		b.use(e.from, e.to, field)
	}
}

// addParagraphs adds to a text, with a blank line between.
func addParagraphs(text *string, more string) {
	if *text != "" && more != "" {
		*text += "\n\n"
	}
	*text += more
}

// runInStatement is true for a heading of thanks or funds, with its text on the
// same line, that stands outside of the article's own sections: before them, or
// after the references. It is a note.
func (b *builder) runInStatement(x int) bool {
	e := &b.s.elements[b.d.elements[x]]
	if l := &b.s.lines[e.from]; e.class != classHeading || !l.has || !l.label.note || !b.s.runIn(e.from) || x+1 == len(b.d.elements) || b.s.elements[b.d.elements[x+1]].class != classBody {
		return false
	}
	return len(b.a.Sections) == 0 || len(b.a.Sections) == 1 && b.a.Sections[0].Heading == "" || b.s.hasReferences(&draft{b.d.elements[:x]})
}

// heading is a section heading without the punctuation that ran it in,
// and without the names of those who wrote the section.
func heading(text string) string {
	if at := strings.LastIndexByte(text, '('); at > 0 && strings.HasSuffix(text, ")") && initialNames(text[at+1:len(text)-1]) {
		text = text[:at]
	}
	return strings.TrimRight(text, " .:–—-")
}

// kind tells an article from news and other texts: it has a scholarly
// apparatus.
func (b *builder) kind() string {
	if len(b.a.Keywords) > 0 || len(b.a.Abstract) > 0 || len(b.a.References) > 0 || b.a.IRSTI != "" || b.a.UDC != "" || b.a.DOI != "" {
		return corpus.KindArticle
	}
	if b.structured() {
		return corpus.KindArticle
	}
	for i := range b.d.elements {
		e := &b.s.elements[b.d.elements[i]]
		for k := e.from; k < e.to; k++ {
			if text := b.s.lines[k].text; newsMark.MatchString(text[:min(len(text), scannedBytes)]) {
				return corpus.KindNews
			}
		}
	}
	if b.opensWithDay() {
		return corpus.KindNews
	}
	return corpus.KindText
}

// opening is how many bytes at the beginning of a text say when what it reports
// has happened.
const opening = 300

// opensWithDay is true for a text that says in its first lines on which day
// something has happened: the report of a meeting, an obituary, a jubilee.
func (b *builder) opensWithDay() bool {
	for i := range b.a.Sections {
		if text := b.a.Sections[i].Text; text != "" {
			return namesDay(strings.ToValidUTF8(text[:min(len(text), opening)], ""))
		}
	}
	return false
}

// leastParts is how many of the headings that papers have in common a paper
// without any other apparatus has at least.
const leastParts = 3

// structured is true for a draft with the headings of a paper: its aim, its
// methods, its results.
func (b *builder) structured() bool {
	n := 0
	for _, k := range b.d.elements {
		if e := &b.s.elements[k]; e.class == classHeading {
			if l := &b.s.lines[e.from]; l.labelledAs(labelHeading) || l.labelledAs(labelIntro) {
				n++
			}
		}
	}
	return n >= leastParts
}

// scholarly is true for a draft with some apparatus beside title and names.
func (b *builder) scholarly() bool {
	for _, k := range b.d.elements {
		e := &b.s.elements[k]
		switch e.class {
		case classKeywords, classRefHead, classReference, classCode:
			return true
		case classAbstract:
			if b.s.lines[e.from].has || e.to-e.from > 1 && b.hasByline() {
				return true
			}
		}
	}
	return b.structured()
}

// hasByline is true for a draft with a line of authors with initials.
func (b *builder) hasByline() bool {
	for _, k := range b.d.elements {
		if e := &b.s.elements[k]; e.class == classAuthors && len(b.s.lines[e.from].feat.names.list) > 0 && b.s.lines[e.from].feat.names.list[0].initials {
			return true
		}
	}
	return false
}

// plainText makes a body of all but the title and the names beside it, for a
// text without apparatus: what looked like an abstract is its first paragraph.
func (b *builder) plainText() {
	inHead := true
	for n, k := range b.d.elements {
		e := &b.s.elements[k]
		switch {
		case e.class == classTitle && inHead && n < 3 && e.to-e.from <= 6 && !strings.HasSuffix(e.text, "."):
		case e.class == classAuthors && (inHead || e.notice):
		case e.class == classMasthead && b.s.titlePage(e), e.class == classDates, (e.class == classCitation || e.class == classAuthorInfo) && b.s.lines[e.from].has:
		case e.class == classTitle && e.to-e.from <= 3 && !strings.HasSuffix(e.text, "."):
			b.s.retitle(e, classHeading)
			inHead = false
		case e.class == classHeading && n == 0 && e.to-e.from <= 2:
			b.s.retitle(e, classTitle)
			e.text = b.s.joined(e)
			e.lang, e.sure = lang.Identify(e.text)
		case e.class != classHeading:
			b.s.retitle(e, classBody)
			inHead = false
		default:
			inHead = false
		}
	}
	b.dropRubric()
	b.findHeadline()
}

// dropRubric takes the few words over the title of a text without apparatus, in
// capitals as the title is not and in another language than title and text, for
// the name of a section of the issue.
func (b *builder) dropRubric() {
	if len(b.d.elements) < 2 {
		return
	}
	first, next := &b.s.elements[b.d.elements[0]], &b.s.elements[b.d.elements[1]]
	if first.class == classTitle && next.class == classTitle && first.lang != next.lang && next.lang == b.bodyLang() &&
		len(strings.Fields(first.text)) <= rubricWords && b.s.lines[first.from].feat.caps() && !b.s.lines[next.from].feat.caps() {
		b.s.retitle(first, classMasthead)
	}
}

// account tells for every source line where it went.
func (s *splitter) account() []LineUse {
	out := make([]LineUse, len(s.source))
	for i := range s.source {
		l := &s.source[i]
		out[i] = LineUse{Line: i + 1, Article: l.article, Field: l.field}
		switch {
		case l.blank:
			out[i].Field = "blank"
		case l.furniture != "":
			out[i].Field = l.furniture
		}
	}
	return out
}
