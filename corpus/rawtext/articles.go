package rawtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
	"izde/corpus/lang"
	"izde/corpus/pattern"
)

// draft is one article as a list of elements.
type draft struct {
	elements []int
}

// kind of a run of elements.
type runKind uint8

const (
	runFront runKind = iota
	runBody
	runRefs
)

// run is a maximal sequence of elements of one kind.
type run struct {
	kind     runKind
	from, to int
}

// share distributes the elements among articles. Bodies and reference lists
// belong to the article that is open; a run of metadata between two bodies
// ends one article and begins the next, and is cut where that fits best.
func (s *splitter) share() {
	s.identifyElements()
	s.freeOpenings()
	s.freeAbstracts()
	s.freeNotices()
	s.setDividersAside()
	var open *draft
	for _, r := range s.runs() {
		switch {
		case open == nil:
			open = s.newDraft()
			open.take(r.from, r.to)
		case r.kind != runFront:
			open.take(r.from, r.to)
		default:
			cut := s.noticeCut(r)
			if cut < 0 {
				cut = s.cut(open, r)
			}
			open.take(r.from, cut)
			if cut < r.to || s.closes(open, r) {
				open = s.newDraft()
				open.take(cut, r.to)
			}
		}
	}
}

func (s *splitter) newDraft() *draft {
	d := &draft{}
	s.articles = append(s.articles, d)
	return d
}

func (d *draft) take(from, to int) {
	for i := from; i < to; i++ {
		d.elements = append(d.elements, i)
	}
}

// runs groups the elements. Author information and mastheads go with the
// metadata around them; metadata that announces nothing (dates in a body) does
// not interrupt it.
func (s *splitter) runs() []run {
	var out []run
	for i := 0; i < len(s.elements); {
		k := kindOf(s.elements[i].class)
		j := i + 1
		for j < len(s.elements) && kindOf(s.elements[j].class) == k {
			j++
		}
		if n := len(out); k == runFront && n > 0 && !s.substantial(i, j) {
			k = out[n-1].kind // dates or a citation note do not part a body
		}
		if n := len(out); n > 0 && out[n-1].kind == k {
			out[n-1].to = j
		} else {
			out = append(out, run{k, i, j})
		}
		i = j
	}
	return s.demoteFalseTitles(out)
}

// substantial is true if metadata elements say more than dates and contacts.
func (s *splitter) substantial(from, to int) bool {
	for _, e := range s.elements[from:to] {
		switch e.class {
		case classTitle, classAbstract, classKeywords, classAuthors, classCode:
			return true
		}
	}
	return false
}

func kindOf(c class) runKind {
	switch {
	case c.body():
		return runBody
	case c == classRefHead, c == classReference:
		return runRefs
	}
	return runFront
}

// demoteFalseTitles makes a lone title between two bodies the heading that it
// is, unless it looks like the start of an article without apparatus.
func (s *splitter) demoteFalseTitles(runs []run) []run {
	var out []run
	for i, r := range runs {
		if r.kind == runFront && i > 0 && i+1 < len(runs) && runs[i-1].kind == runBody && runs[i+1].kind == runBody && !s.announces(r) && !s.elements[r.from-1].notice && !s.elements[r.from].notice {
			for k := r.from; k < r.to; k++ {
				if e := &s.elements[k]; e.class == classTitle && e.to-e.from <= 3 && s.lines[e.from].block.short() {
					s.retitle(e, classHeading)
				} else if e.class.front() && e.class != classDates && e.class != classCitation {
					s.retitle(e, classBody)
				}
			}
			r.kind = runBody
		}
		if n := len(out); n > 0 && out[n-1].kind == r.kind {
			out[n-1].to = r.to
			continue
		}
		out = append(out, r)
	}
	return out
}

func (s *splitter) retitle(e *element, c class) {
	e.class = c
	for k := e.from; k < e.to; k++ {
		s.lines[k].class = c
	}
}

// announces is true for metadata that begins an article: a title with
// something of its own beside it, or one that stands out by itself.
func (s *splitter) announces(r run) bool {
	title, caps, strong := false, false, 0
	for _, e := range s.elements[r.from:r.to] {
		switch e.class {
		case classTitle:
			title = true
			caps = caps || s.lines[e.from].feat.caps() && e.page
		case classAbstract, classKeywords, classAuthors, classCode:
			strong++
		}
	}
	return title && (strong > 0 || caps)
}

// identifyElements joins the text of the metadata and finds its language.
func (s *splitter) identifyElements() {
	for i := range s.elements {
		e := &s.elements[i]
		switch e.class {
		case classTitle, classAbstract, classKeywords:
			e.text = s.joined(e)
			if e.class == classTitle {
				e.text = titleLabel.ReplaceAllString(e.text, "")
				e.text = strings.TrimRight(e.text, "*¹²³⁴†‡ ")
			}
			e.lang, e.sure = lang.Identify(e.text)
			if i == 0 || slices.Contains(corpus.Languages(), e.lang) || s.elements[i-1].lang != e.lang {
				s.trustLabel(e) // two parts in one other language vouch for each other
			}
		case classAuthors, classAffiliation:
			e.lang, e.sure = lang.Identify(s.plain(e))
		}
	}
	s.reconcileTitles()
}

// titleLabel matches what says, as on the page of a site, that a title follows.
var titleLabel = pattern.New(`^(?i:(?:article )?title(?: in english| \(english\)| of (?:the )?article)?|(?:название|заголовок)(?: статьи)?(?: на (?:английском|русском|казахском)(?: языке)?)?|(?:мақаланың )?(?:атауы|тақырыбы)|(?:ағылшынша|орысша|қазақша) (?:атауы|тақырыбы))\s*:\s+`)

// trustLabel takes the label's word for the language where the text itself
// leaves doubt.
func (s *splitter) trustLabel(e *element) {
	l := &s.lines[e.from]
	if !l.has || l.label.lang == "" || e.lang == l.label.lang {
		return
	}
	if e.lang == "" && e.class != classKeywords || !slices.Contains(corpus.Languages(), l.label.lang) {
		e.lang = l.label.lang // a label in another language is no slip
		return
	}
	if (l.label.lang == "en") != (e.lang == "en" || e.lang == "") {
		return // another script than the label's: the text is right
	}
	if e.class == classKeywords && e.sure < 0.97 {
		e.lang = l.label.lang
	}
}

// reconcileTitles lends a short title the language of the abstract that
// follows it, where the scripts agree.
func (s *splitter) reconcileTitles() {
	for i := range s.elements {
		t := &s.elements[i]
		if t.class != classTitle || t.sure > 0.98 {
			continue
		}
		for j := i + 1; j < len(s.elements) && j < i+8; j++ {
			e := &s.elements[j]
			if e.class == classTitle || !e.class.front() {
				break
			}
			if e.class != classAbstract && e.class != classKeywords {
				continue
			}
			if e.lang != "" && (e.lang == "en") == (t.lang == "en" || t.lang == "") {
				t.lang = e.lang
			}
			break
		}
	}
}

// held is which languages of which parts an article has.
type held map[class]map[string]bool

func (h held) add(c class, lang string) bool {
	if h[c] == nil {
		h[c] = map[string]bool{}
	}
	dup := h[c][lang]
	h[c][lang] = true
	return dup
}

// cut finds where in a run of metadata the open article ends. It returns the
// index of the first element of the next one, r.to if there is no next.
func (s *splitter) cut(open *draft, r run) int {
	body := s.contentLang(r.to)
	if body == "" && r.to >= len(s.elements) {
		return s.cutTail(open, r)
	}
	if s.strayAbstract(open, r) {
		return r.to
	}
	best, at := -1e9, r.to
	for k := s.afterSummaries(r); k <= r.to; k++ {
		if k > r.from && k < r.to && !s.mayBegin(k) {
			continue
		}
		score := s.cutScore(open, r, k, body)
		if score > best {
			best, at = score, k
		}
	}
	if d := at - 1; at < r.to && d > r.from && s.elements[d].class == classDates && s.datedOtherwise(open, r.from, d) {
		return d // they head the next article
	}
	return at
}

// datedOtherwise is true if the open article, with the elements from..d, has
// dates already, and element d says others.
func (s *splitter) datedOtherwise(open *draft, from, d int) bool {
	figures := func(k int) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return r
			}
			return -1
		}, s.plain(&s.elements[k]))
	}
	dated := false
	for _, k := range open.elements {
		if s.elements[k].class == classDates {
			dated = true
			if figures(k) == figures(d) {
				return false
			}
		}
	}
	for k := from; k < d; k++ {
		if s.elements[k].class == classDates && figures(k) == figures(d) {
			return false
		}
	}
	return dated
}

// afterSummaries is where the abstracts end with which metadata begins under
// stars: nothing but the article before can have them.
func (s *splitter) afterSummaries(r run) int {
	k := r.from
	for k < r.to && s.elements[k].class == classAbstract && s.lines[s.elements[k].from].underStars {
		for k++; k < r.to && s.elements[k].class == classKeywords; k++ {
		}
	}
	return k
}

// longestStray is how many runes an abstract without a label has at most.
const longestStray = 2500

// strayAbstract is true if the metadata r and the short text after it are the
// open article once more in another language, its abstract's label missing:
// the title is in a language that the article has not, the authors are the
// same. The text then becomes the abstract that it is.
func (s *splitter) strayAbstract(open *draft, r run) bool {
	end, runes := r.to, 0
	for end < len(s.elements) && s.elements[end].class == classBody {
		for i := s.elements[end].from; i < s.elements[end].to; i++ {
			runes += s.lines[i].feat.runes
		}
		end++
	}
	if end == r.to || runes > longestStray || end < len(s.elements) && !s.elements[end].class.front() {
		return false
	}
	title := ""
	for k := r.from; k < r.to; k++ {
		switch e := &s.elements[k]; e.class {
		case classTitle:
			title = e.lang
		case classAbstract, classKeywords:
			title, r.from = "", k+1 // another block
		}
	}
	if title == "" || s.heldBy(open.elements)[classTitle][title] || s.contentLang(r.to) != title || !s.sameNames(open, r) {
		return false
	}
	for k := r.to; k < end; k++ {
		e := &s.elements[k]
		s.retitle(e, classAbstract)
		e.text, e.lang, e.sure = s.joined(e), title, 1
	}
	return true
}

// sameNames is true if the metadata names an author of the open article.
func (s *splitter) sameNames(open *draft, r run) bool {
	var keys []string
	for _, k := range open.elements {
		keys = append(keys, s.surnamesOf(k)...)
	}
	for k := r.from; k < r.to; k++ {
		if shareName(keys, s.surnamesOf(k)) {
			return true
		}
	}
	return false
}

// shareName is true if two bylines have a name in common. Two are asked for
// where there are as many, since given names and offices are shared by many.
func shareName(a, b []string) bool {
	same := 0
	for _, key := range b {
		if slices.ContainsFunc(a, func(other string) bool { return similar(key, other) }) {
			same++
		}
	}
	return same > 0 && same >= min(2, len(a), len(b))
}

// shortestName is how many letters a word of a byline has that is compared.
const shortestName = 4

// surnamesOf are the keys of the capitalised words in an element of authors:
// in which order names stand, and what is printed between them, differs.
func (s *splitter) surnamesOf(k int) []string {
	if s.elements[k].class != classAuthors {
		return nil
	}
	if keys, ok := s.surnames[k]; ok {
		return keys
	}
	var keys []string
	words := strings.FieldsFunc(s.plain(&s.elements[k]), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	for _, w := range words {
		if utf8.RuneCountInString(w) >= shortestName && startsUpper(w) {
			keys = append(keys, s.romanKey(w))
		}
	}
	if s.surnames == nil {
		s.surnames = map[int][]string{}
	}
	s.surnames[k] = keys
	return keys
}

// The blocks of one article name the same authors.
const (
	sameAuthors  = 1
	otherAuthors = -3
	authorsAgain = -2 // two articles of the same authors in a row
)

// nameScore weighs the cut at k by the bylines on either side: those before it
// name the authors of the open article, those after it one another.
func (s *splitter) nameScore(open *draft, r run, k int) float64 {
	var known, own, behind []string
	for _, i := range open.elements {
		known = append(known, s.surnamesOf(i)...)
	}
	score := 0.0
	for i := r.from; i <= r.to; i++ {
		if i < r.to && i != k && isByline(s.elements[i].class) {
			own = append(own, s.surnamesOf(i)...)
			continue
		}
		switch {
		case len(own) > 0 && len(behind) > 0:
			if shareName(behind, own) {
				score += authorsAgain
			}
			behind = nil
		case len(own) == 0 || len(known) == 0:
		case shareName(known, own):
			score += sameAuthors
		default:
			score += otherAuthors
		}
		known, own = append(known, own...), nil
		if i < r.to && i == k {
			known, own, behind = nil, append(own, s.surnamesOf(i)...), known
		}
	}
	return score
}

// cutTail handles metadata at the end of the source: the open article's other
// languages, unless it has them all already.
func (s *splitter) cutTail(open *draft, r run) int {
	h := s.heldBy(open.elements)
	dups, titles := 0, 0
	for k := r.from; k < r.to; k++ {
		if e := &s.elements[k]; e.class == classTitle || e.class == classAbstract {
			titles++
			if h.add(e.class, e.lang) {
				dups++
			}
		}
	}
	if dups >= 2 && dups == titles {
		return r.from
	}
	return r.to
}

// mayBegin is true if element k can be the first of an article.
func (s *splitter) mayBegin(k int) bool {
	switch s.elements[k].class {
	case classTitle, classCode, classAuthors, classDates, classMasthead, classAbstract:
		return true
	}
	return false
}

func (s *splitter) heldBy(elements []int) held {
	h := held{}
	for _, k := range elements {
		e := &s.elements[k]
		switch e.class {
		case classTitle, classAbstract, classKeywords:
			h.add(e.class, e.lang)
		case classCode:
			h.add(classCode, s.codeKind(e))
			h.add(classCode, s.codeValue(e))
		}
	}
	return h
}

// codeValue is the code itself, by its digits.
func (s *splitter) codeValue(e *element) string {
	if doi := doiIn(s.lines[e.from].text); doi != "" {
		return strings.ToLower(doi)
	}
	return s.lines[e.from].text
}

// codeKind is the label of a code, or "doi".
func (s *splitter) codeKind(e *element) string {
	if l := &s.lines[e.from]; l.has {
		return string(l.label.kind)
	}
	return "doi"
}

// cutScore weighs giving elements r.from..k to the open article and k..r.to
// to the next.
func (s *splitter) cutScore(open *draft, r run, k int, body string) float64 {
	score, after := s.repeatScore(open, r, k)
	score += s.nameScore(open, r, k)
	if k == r.to {
		if s.referencesAt(k) && !s.hasReferences(open) {
			return score + 5 // the list that the open article still lacks
		}
		if s.bodyAt(k) < leastBody {
			return score + 3 // nothing that an article could be made of
		}
		if s.bodyRunes(open) < smallBody && !s.hasReferences(open) {
			return score + 3 // no body yet, a note between two languages
		}
		if s.closes(open, r) {
			return score - 0.5 // a text without metadata follows
		}
		return score - 4 // the next body would have no title
	}
	if len(after[classTitle]) == 0 {
		score -= 4
	} else if !after[classTitle][body] {
		score -= 2
	}
	if first := s.firstTitleLang(k, r.to); first == body {
		score++
	}
	switch s.elements[k].class {
	case classCode:
		score += 1.5
	case classAbstract, classMasthead:
		score--
	}
	if s.elements[k].page {
		score++
	}
	if k == r.from {
		return score + 0.3
	}
	switch c := s.elements[k-1].class; {
	case c == classTitle, c == classCode, s.endsInByline(r.from, k):
		score -= 3
	case c == classAbstract, c == classKeywords, c == classAuthorInfo:
		score += 0.2
	}
	return score
}

// repeatScore is the cost of what either article would have twice, and what
// the next one would hold.
func (s *splitter) repeatScore(open *draft, r run, k int) (float64, held) {
	score := 0.0
	before, after := s.heldBy(open.elements), held{}
	for i := r.from; i < k; i++ {
		score += s.repeats(before, i)
	}
	for i := k; i < r.to; i++ {
		if e := &s.elements[i]; e.class == classCode && before[classCode][s.codeValue(e)] {
			score -= 4 // the open article's own DOI, said again
		}
		score += s.repeats(after, i)
	}
	return score, after
}

// leastBody is how many runes of running text an article has at least that
// follows another.
const leastBody = 60

// bodyAt is how many runes of running text begin at element k.
func (s *splitter) bodyAt(k int) int {
	d := draft{}
	for ; k < len(s.elements) && s.elements[k].class.body(); k++ {
		d.take(k, k+1)
	}
	return s.bodyRunes(&d)
}

// closes is true if the open article, whose references are behind, ends with
// the metadata r, which names its authors again, and some other text follows:
// no body goes on after a list of references.
func (s *splitter) closes(open *draft, r run) bool {
	next := r.to
	if next == len(s.elements) || !s.elements[next].class.body() || s.lines[s.elements[next].from].has {
		return false
	}
	return s.bodyAt(next) > smallBody && s.hasReferences(open) && s.sameNames(open, r)
}

// referencesAt is true if a list of references begins at element k.
func (s *splitter) referencesAt(k int) bool {
	return k < len(s.elements) && kindOf(s.elements[k].class) == runRefs
}

func (s *splitter) hasReferences(d *draft) bool {
	return slices.ContainsFunc(d.elements, s.referencesAt)
}

// smallBody is how many runes of running text, at most, may stand among the
// metadata of one article: acknowledgements, a dedication.
const smallBody = 700

func (s *splitter) bodyRunes(d *draft) int {
	n := 0
	for _, k := range d.elements {
		if e := &s.elements[k]; e.class.body() || e.class == classReference {
			for i := e.from; i < e.to; i++ {
				n += s.lines[i].feat.runes
			}
		}
	}
	return n
}

// endsInByline is true if the elements before k end in the names of authors:
// they belong to what follows.
func (s *splitter) endsInByline(from, k int) bool {
	for i := k - 1; i >= from && isByline(s.elements[i].class); i-- {
		if s.elements[i].class == classAuthors {
			return true
		}
	}
	return false
}

// repeats is the cost of element i for an article that has what h says.
func (s *splitter) repeats(h held, i int) float64 {
	e := &s.elements[i]
	switch e.class {
	case classTitle, classAbstract, classKeywords:
		if h.add(e.class, e.lang) {
			return -3
		}
	case classCode:
		if h.add(classCode, s.codeValue(e)) {
			return 0
		}
		if h.add(classCode, s.codeKind(e)) {
			return -2
		}
	}
	return 0
}

func (s *splitter) firstTitleLang(k, to int) string {
	for ; k < to; k++ {
		if s.elements[k].class == classTitle {
			return s.elements[k].lang
		}
	}
	return ""
}

// contentLang is the language of the body that begins at element k.
func (s *splitter) contentLang(k int) string {
	var b strings.Builder
	for ; k < len(s.elements) && b.Len() < 3000; k++ {
		e := &s.elements[k]
		if !e.class.body() {
			break
		}
		for i := e.from; i < e.to && b.Len() < 3000; i++ {
			b.WriteString(s.lines[i].text)
			b.WriteByte('\n')
		}
	}
	code, _ := lang.Identify(b.String())
	return code
}
