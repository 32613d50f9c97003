package rawtext

import (
	"slices"
	"strconv"
	"strings"

	"izde/corpus/clean"
	"izde/corpus/pattern"
)

// affiliation is one institution with its mark.
type affiliation struct {
	marks []string
	text  string
	after int      // how many authors stand before it
	whole []string // its lines, if each is a whole address
}

// affMarks finds the marks that an affiliation begins with.
var affMarks = pattern.New(`^[(\[]?([*⁎∗†‡§¶]*(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[*⁎∗†‡§¶])[*⁎∗†‡§¶]*(?:\s?[,\s]\s?(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[*⁎∗†‡§¶]+))*)[.)\]:]?\s*(?:[–—-]\s*)?([\pL«"“„№])`)

// letterAff is an affiliation with a letter for its mark.
var letterAff = pattern.New(`^([a-h])[.)]?\s+(\p{Lu}|[«"“])`)

// affiliationLabel says that an institution follows.
var affiliationLabel = pattern.New(`^(?i:affiliations?|place of work|место работы|организация|жұмыс орны|ұйым)\s*:\s*`)

// cutMarks takes the marks off an affiliation.
func cutMarks(text string) (marks []string, rest string) {
	text = affiliationLabel.ReplaceAllString(raisedLetters.Replace(text), "")
	if m := letterAff.FindStringSubmatchIndex(text); m != nil {
		text = numberLetterMark(text[:1]) + text[m[4]:]
	}
	if m := affMarks.FindStringSubmatchIndex(text); m != nil {
		marks, _ = marksOf(text[m[2]:m[3]])
		text = text[m[4]:]
	}
	return marks, text
}

// readAffiliation adds the affiliations of an element, or what goes on from
// the last one.
func (b *builder) readAffiliation(bl *byline, e *element) {
	text := raisedLetters.Replace(b.s.addressLines(e))
	if n, rest := letterAt(text); n > 0 && bl.bears(strconv.Itoa(n)) {
		text = string([]rune(superscripts)[n]) + rest
	}
	for _, text := range bl.partAffiliations(text) {
		a := affiliation{after: len(bl.persons), whole: b.wholeAddresses(e)}
		a.marks, text = cutMarks(text)
		if n := len(bl.affiliations); len(a.marks) == 0 && n > 0 && bl.affiliations[n-1].after == a.after {
			b.noteContacts(e, text, contactText{marks: bl.affiliations[n-1].marks})
		} else {
			b.noteContacts(e, text, contactText{marks: a.marks})
		}
		text = emailForm.ReplaceAllString(text, "")
		text = orcidForm.ReplaceAllString(text, "")
		a.text = tidyAffiliation(text)
		if a.text == "" {
			continue
		}
		n := len(bl.affiliations)
		if len(a.marks) == 0 && n > 0 && bl.affiliations[n-1].after == a.after {
			last := &bl.affiliations[n-1]
			last.text = b.s.joinLine(last.text, a.text, e)
			if last.whole != nil && a.whole != nil {
				last.whole = append(last.whole, a.whole...)
			} else {
				last.whole = nil
			}
			continue
		}
		bl.affiliations = append(bl.affiliations, a)
	}
}

// wholeAddresses are the lines of an element, tidied, if each is an address by
// itself; else nil.
func (b *builder) wholeAddresses(e *element) []string {
	var out []string
	for i := e.from; i < e.to; i++ {
		l := &b.s.lines[i]
		if !wholeAddress(l) || i > e.from && b.s.wraps(i) {
			return nil
		}
		out = append(out, tidyAffiliation(l.text))
	}
	return out
}

// ordered are the addresses of as many authors, one each, where no mark ties
// them; nil if there are more of the ones or the others.
func (bl *byline) ordered() []string {
	if len(bl.affiliations) != 1 || len(bl.persons) < 2 || len(bl.affiliations[0].whole) != len(bl.persons) {
		return nil
	}
	return bl.affiliations[0].whole
}

// placeInBrackets matches the place of an institution, "(City, Country)", at its
// end.
var placeInBrackets = pattern.New(`\(\p{Lu}[^(),]*,[^()]*\)$`)

// wholeAddress is true for an institution with its place after a comma or in
// brackets.
func wholeAddress(l *line) bool {
	f, last := &l.feat, strings.LastIndexByte(l.text, ',')
	if f.institution == 0 || last < 0 || f.lower || f.hyphen || f.comma || f.marked || f.email {
		return false
	}
	if loadTerms().institutionWords(skeletonString(l.text[last:])) > 0 {
		return false // of a department in one
	}
	return f.place > 0 || strings.Count(l.text, ",") > 1 || placeInBrackets.MatchString(l.text)
}

// tidyAffiliation takes degrees and positions and what is left of links off
// an address.
func tidyAffiliation(text string) string {
	var out []string
	text = contactWord.ReplaceAllString(strings.Join(strings.Fields(text), " "), "")
	parts := strings.Split(roleBeforePlace(openBracket(text)), ",")
	for i, part := range parts {
		part = cutRole(part)
		bare := strings.Trim(part, " ;:*")
		folded := skeletonString(bare)
		switch {
		case namesCorresponding(bare), headOfUnit(folded) && namesInstitution(parts[i+1:]):
		case bare == "", loadTerms().onlyDegree(folded), isORCIDWord(folded) && loadTerms().institutionWords(folded) == 0:
		case loadTerms().hasDegreeAtEnd(folded) && loadTerms().institutionWords(folded) == 0 && loadTerms().placeWords(folded) == 0:
		default:
			out = append(out, strings.TrimSpace(part))
		}
	}
	return trimStop(strings.Trim(strings.Join(out, ", "), " ,;:*"))
}

// openBracket takes off the brackets around a whole address; those around a place
// belong to the institution on the line before.
func openBracket(text string) string {
	bare := strings.Trim(text, " ,;:")
	if inner, ok := strings.CutPrefix(bare, "("); ok {
		if inner, ok = strings.CutSuffix(strings.TrimSuffix(inner, "."), ")"); ok && !strings.ContainsAny(inner, "()") && namesInstitution([]string{inner}) {
			return inner
		}
	}
	return text
}

// roleBeforePlace takes out what somebody is between an institution and its place
// in brackets: "Institute A, professor (City, Country)".
func roleBeforePlace(text string) string {
	open := strings.LastIndex(text, " (")
	if open < 0 {
		return text
	}
	for at := strings.LastIndexByte(text[:open], ','); at > 0; at = strings.LastIndexByte(text[:open], ',') {
		if !loadTerms().onlyDegree(skeletonString(strings.TrimSpace(text[at+1 : open]))) {
			break
		}
		text, open = text[:at]+text[open:], at
	}
	return text
}

// cutRole takes off the degree or position with which a part of an address
// begins as a sentence of its own: "Associate Professor. Institute A".
func cutRole(part string) string {
	for {
		role, rest, ok := strings.Cut(part, ". ")
		if !ok || !startsUpper(strings.TrimLeft(rest, "«\"“")) || !loadTerms().onlyDegree(skeletonString(strings.TrimSpace(role))) {
			return part
		}
		part = rest
	}
}

// contactWord finds the word that stood before an e-mail or ORCID which was
// taken out.
var contactWord = pattern.New(`(?i)(?:(?:[.;,(\s]|^)[\s.]*(?:e-?mails?|электронная почта|эл\.?\s*почта|электрондық пошта|эл\.?\s*пошта|orcid(?:\s+id)?)[\s:;,.)]*)+$`)

// namesCorresponding is true for a part of an address that says who the
// corresponding author is.
func namesCorresponding(part string) bool {
	l, ok := findLabel(part)
	return ok && l.bare && l.kind == labelCorresponding
}

// headOfUnit is true for a folded part of an address that says of what somebody
// is the head: "заведующая отделом фондов", "Head of the Storage Department".
// The word for the office stands first, in Kazakh last.
func headOfUnit(folded string) bool {
	words := strings.FieldsFunc(folded, func(r rune) bool { return r == ' ' || r == '.' })
	if len(words) < 2 {
		return false
	}
	t := loadTerms()
	if !t.offices[words[0]] && !t.offices[words[len(words)-1]] {
		return false
	}
	return t.institutionWords(folded) == 0 || slices.ContainsFunc(words, func(w string) bool {
		return slices.ContainsFunc(t.units, func(u string) bool { return strings.HasPrefix(w, u) })
	})
}

// namesInstitution is true if one of the parts of an address names an
// institution.
func namesInstitution(parts []string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return loadTerms().institutionWords(skeletonString(p)) > 0 })
}

// addressLines joins the lines of an address. A line that the next word would
// still have fitted on was ended on purpose, and a comma says so.
func (s *splitter) addressLines(e *element) string {
	lines := s.cleanLines(e.from, e.to)
	out := ""
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && s.wraps(e.from+j) {
			j++
		}
		text := clean.Paragraph(lines[i:j], s.vocab, &s.log)
		out = joinAddress(out, text)
		i = j
	}
	return out
}

// joinLine adds an element that goes on from the line before to an address.
func (s *splitter) joinLine(have, next string, e *element) string {
	if e.from > 0 && s.lines[e.from].gap == 0 && have != "" && next != "" && !strings.HasSuffix(have, "-") && s.wraps(e.from) && !s.lines[e.from-1].feat.comma {
		return have + " " + next
	}
	return joinAddress(have, next)
}

// joinAddress adds the next line to an address, with a comma where nothing else
// parts them or says that the line goes on.
func joinAddress(have, next string) string {
	switch {
	case have == "" || next == "":
		return have + next
	case have[len(have)-1] == '-' && startsLower(next):
		return have[:len(have)-1] + next
	case strings.HasPrefix(next, "қ.") || strings.HasPrefix(next, "қаласы"):
		return have + " " + next // "Алматы", "қ."
	case strings.IndexByte(",;:.", have[len(have)-1]) >= 0, next[0] == '(', markAtEnd.MatchString(have):
		return have + " " + next
	}
	return have + ", " + next
}

// markAtEnd finds the mark of an address that begins on the next line.
var markAtEnd = pattern.New(`(?:^|[;,.]\s)[(\[]?(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ]{1,2})\*?[)\]]?$`)

// trimStop takes the full stop off an address that it ends; "қ.", "обл." and
// "Ltd." keep theirs.
func trimStop(text string) string {
	bare, ok := strings.CutSuffix(text, ".")
	last := []rune(bare[strings.LastIndexAny(bare, " ,")+1:])
	switch {
	case !ok, slices.Contains(last, '.'), len(last) <= 4 && startsLower(string(last)), len(last) <= 3 && !allCaps(string(last)):
		return text
	}
	return bare
}

// wraps is true if line i goes on where the line before reached the edge of
// its column.
func (s *splitter) wraps(i int) bool {
	prev, cur := &s.lines[i-1], &s.lines[i]
	if prev.feat.hyphen || prev.feat.comma || cur.feat.lower && !strings.HasPrefix(cur.text, "г.") {
		return true
	}
	if prev.width == 0 || loadTerms().onlyDegree(skeletonString(prev.text[strings.LastIndexByte(prev.text, ',')+1:])) {
		return false
	}
	word, _, _ := strings.Cut(cur.text, " ")
	return prev.indent+prev.feat.runes+1+len([]rune(word)) > prev.width
}

// innerMark finds the number of an affiliation inside a text.
var innerMark = pattern.New(`[\s;,.)][(\[]?(?:(\d{1,2})[.)\]]?\s?(?:[–—-]\s?)?[\p{Lu}«"“„№]|\*?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})[.)\]]?\s?(?:[–—-]\s?)?[\pL«"“„№])`)

// partAffiliations cuts "1 Institute A, City 2 Institute B" where the next
// number that an author bears stands.
func (bl *byline) partAffiliations(text string) []string {
	marks, _ := cutMarks(text)
	if len(marks) == 0 {
		return []string{text}
	}
	var out []string
	last, _ := strconv.Atoi(marks[len(marks)-1])
	from := 0
	for at := 0; last > 0; {
		m := innerMark.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		if m[2] < 0 {
			m[2], m[3] = m[4], m[5]
		}
		next, _ := marksOf(text[at+m[2] : at+m[3]])
		if next[0] == strconv.Itoa(last+1) && bl.bears(next[0]) {
			out = append(out, strings.TrimRight(text[from:at+m[2]], "([* "))
			from = at + m[2]
			last++
		}
		at += m[3]
	}
	return append(out, text[from:])
}

// hasMarks is true if some author bears a mark.
func (bl *byline) hasMarks() bool {
	return slices.ContainsFunc(bl.persons, func(p person) bool { return len(p.marks) > 0 })
}

// lendMarks gives the authors of a byline that prints its marks before the
// addresses alone the marks that they bear in another language, else their
// places in the list.
func (bl *byline) lendMarks(all []byline, at []int, main *byline) {
	if bl.hasMarks() || !slices.ContainsFunc(bl.affiliations, func(a affiliation) bool { return len(a.marks) > 0 && a.marks[0] != "*" }) {
		return
	}
	lender := slices.IndexFunc(all, func(o byline) bool { return o.hasMarks() && len(o.persons) == len(main.persons) })
	for i := range bl.persons {
		switch {
		case lender >= 0 && at[i] >= 0:
			bl.persons[i].marks = slices.Clone(all[lender].persons[at[i]].marks)
		case lender < 0:
			bl.persons[i].marks = []string{strconv.Itoa(i + 1)}
		}
	}
}

// bears is true if some author has the mark. Where none has any, the marks are
// the places of the authors in their list.
func (bl *byline) bears(mark string) bool {
	if !bl.hasMarks() {
		n, _ := strconv.Atoi(mark)
		return n <= len(bl.persons)
	}
	return slices.ContainsFunc(bl.persons, func(p person) bool { return slices.Contains(p.marks, mark) })
}

// of returns the affiliation of person i of the byline.
func (bl *byline) of(i int) string {
	if bl.oneEach() {
		return bl.affiliations[i].text
	}
	var texts []string
	for _, m := range bl.persons[i].marks {
		for _, text := range bl.marked(m) {
			texts = appendNew(texts, text) // under both marks of "*¹"
		}
	}
	if len(texts) > 0 {
		return strings.Join(texts, "; ")
	}
	switch {
	case bl.ordered() != nil:
		return bl.ordered()[i]
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

// oneEach is true if every author has an address of his own in which the mark is
// said again, with what he is there: "1 Researcher, Institute A; 1 Engineer,
// Institute A; 2 …".
func (bl *byline) oneEach() bool {
	if len(bl.persons) != len(bl.affiliations) {
		return false
	}
	again := false
	for i := range bl.persons {
		marks := bl.affiliations[i].marks
		if len(marks) == 0 || len(bl.persons[i].marks) == 0 || marks[0] != bl.persons[i].marks[0] {
			return false
		}
		again = again || i > 0 && marks[0] == bl.affiliations[i-1].marks[0]
	}
	return again
}

// marked are the affiliations with a mark. "¹²" may mean 1 and 2.
func (bl *byline) marked(mark string) []string {
	var texts []string
	for _, a := range bl.affiliations {
		if slices.Contains(a.marks, mark) {
			texts = append(texts, a.text)
		}
	}
	if len(texts) == 0 && len(mark) == 2 && mark != "**" {
		return append(bl.marked(mark[:1]), bl.marked(mark[1:])...)
	}
	return texts
}
