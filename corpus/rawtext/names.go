package rawtext

import (
	"slices"
	"strings"
	"unicode/utf8"

	"izde/corpus/letter"
	"izde/corpus/pattern"
)

// person is one name of an author line with the marks that tie it to
// affiliations.
type person struct {
	name     string
	marks    []string // "1", "2", "**"
	star     bool     // the corresponding author
	initials bool     // the name has initials
	likely   bool     // initials, or an ending of surnames
}

// names is a line read as a list of persons.
type names struct {
	list  []person
	share float64 // part of the letters that belong to names, degrees and marks
}

// numbered is true for a line of names that bear numbers.
func (n *names) numbered() bool {
	return n.share > 0.9 && len(n.list) > 0 && slices.ContainsFunc(n.list[len(n.list)-1].marks, func(m string) bool { return m[0] != '*' })
}

// initials is true for a list whose first name has initials.
func (n *names) initials() bool { return len(n.list) > 0 && n.list[0].initials }

var (
	emailForm  = pattern.New(`(?:\{[^{}@]{2,200}\}|[\pL\d._%+-]+)@[\pL\d-]+(?:\.[\pL\d-]+)+`)
	orcidForm  = pattern.New(`\d{4}[-–‐]\d{4}[-–‐]\d{4}[-–‐]\d{3}[\dXxХх]`)
	bracketed  = pattern.New(`\([^()]*\)|\[[^\[\]]*\]`)
	listAnd    = pattern.New(`\s(?:and|und|және|жане|и|&)\s+`)
	degreeAnd  = pattern.New(`(?i)(\bof\s(?:\p{L}+\s)?\p{L}+)\sand\s(\p{L}+\ssciences?\b)`)
	initialTok = pattern.New(`^(?:(?:\p{Lu}[\p{Ll}ʹ'’]{0,2}|[ZSCKGYT][HAEUOS])\.[-–]?)+$`)
	onlyInit   = pattern.New(`^(?:(?:\p{Lu}\p{Ll}{0,2}|[ZSCKGYT][HAEUOS])\.[-–]?\s*)+$`)
	gluedInit  = pattern.New(`((?:\p{Lu}\p{Ll}{0,2}\.[-–]?)+)(\p{Lu}\p{L}{2,})`)
	surnameDot = pattern.New(`(\p{Ll}{2,})((?:\p{Lu}\p{Ll}?\.)+)`)
)

// letterMark finds a letter that stands for the number of an affiliation: after
// a space, or right after initials.
var letterMark = pattern.New(`^(?:(.*[\p{Ll}.])\s|(.*\p{Lu}\.))?([a-hа-е])(\*?)$`)

// markLetters are the letters that stand for numbers, in order.
const (
	latinMarks    = "abcdefgh"
	cyrillicMarks = "абвгде"
)

// letterNumber is the number that a letter stands for, 0 for none.
func letterNumber(r rune) int {
	if i := strings.IndexRune(latinMarks, r); i >= 0 {
		return i + 1
	}
	if i := strings.IndexRune(cyrillicMarks, r); i >= 0 {
		return utf8.RuneCountInString(cyrillicMarks[:i]) + 1
	}
	return 0
}

// numberLetterMark writes "Dana Iskakova b" as "Dana Iskakova²": numbers are
// what the rest understands.
func numberLetterMark(p string) string {
	if last := lastRune(strings.TrimSuffix(p, "*")); letterNumber(last) == 0 {
		return p
	}
	m := letterMark.FindStringSubmatch(p)
	if m == nil {
		return p
	}
	r, _ := utf8.DecodeRuneInString(m[3])
	return m[1] + m[2] + string([]rune(superscripts)[letterNumber(r)]) + m[4]
}

// raisedLetters writes raised letters, which also stand for numbers, as such, and
// takes raised brackets away.
var raisedLetters = strings.NewReplacer("⁽", "", "⁾", "", "ᵃ", "¹", "ª", "¹", "ᵇ", "²", "ᶜ", "³", "ᵈ", "⁴", "ᵉ", "⁵", "ᶠ", "⁶", "ᵍ", "⁷", "ʰ", "⁸")

// yearAtEnd and yearAtStart are the year of a claim of copyright.
var (
	yearAtEnd   = pattern.New(`,?\s*(?:19|20)\d\d\.?$`)
	yearAtStart = pattern.New(`^\s*(?:19|20)\d\d\s*(?:(?:г|ж)\.|год|жыл)?[\s,]*`)
)

// trimClaim takes the sign and the year off a claim of copyright.
func trimClaim(text string) string {
	rest, ok := strings.CutPrefix(text, "©")
	if !ok {
		return text
	}
	return yearAtStart.ReplaceAllString(yearAtEnd.ReplaceAllString(rest, ""), "")
}

// longestNameLine is how many bytes a line of authors has at most.
const longestNameLine = 600

// readNames reads text as a list of persons. share tells how much of the text
// it explains.
func readNames(text string) names {
	if text == "" || len(text) > longestNameLine {
		return names{}
	}
	text = trimClaim(raisedLetters.Replace(text))
	if mayHaveAnd(text) {
		text = degreeAnd.ReplaceAllString(text, "$1-$2")
		text = listAnd.ReplaceAllString(text, ", ")
	}
	total := countLetters(text)
	if total == 0 {
		return names{}
	}
	if strings.Contains(text, "@") {
		text = emailForm.ReplaceAllString(text, "")
	}
	if countDigits(text) >= orcidDigits {
		text = orcidForm.ReplaceAllString(text, "")
	}
	explained := total - countLetters(text)
	pieces := marksAfterComma(namePieces(text))
	before := marksStandBefore(pieces)
	var out names
	var waiting person // the marks that stand before a name
	for _, piece := range pieces {
		n := countLetters(piece.text)
		p, ok := readPerson(piece.text)
		folded := skeletonString(piece.text)
		switch {
		case n == 0 && before:
			waiting.take(piece.text)
		case n == 0:
			if len(out.list) > 0 {
				out.list[len(out.list)-1].take(piece.text)
			}
		case loadTerms().onlyDegree(folded), isORCIDWord(folded):
			explained += n
		case ok && !piece.aside:
			p.marks, p.star = append(waiting.marks, p.marks...), p.star || waiting.star
			waiting = person{}
			out.list = append(out.list, p)
			explained += n
		case loadTerms().hasDegreeAtEnd(folded):
			explained += n
		}
	}
	if slices.ContainsFunc(out.list, func(p person) bool { return len(p.marks) > mostMarks || slices.ContainsFunc(p.marks, noMark) }) {
		return names{} // a row of a table
	}
	out.share = float64(explained) / float64(total)
	return out
}

// noMark is true for a number that no article has affiliations for.
func noMark(mark string) bool {
	return isDigit(mark[0]) && (len(mark) > 2 || mark > "49" && len(mark) == 2)
}

// take adds the marks in text to those of a person.
func (p *person) take(text string) {
	marks, star := marksOf(text)
	p.marks = append(p.marks, marks...)
	p.star = p.star || star
}

// leadingMarks are the marks with which a piece begins.
var leadingMarks = pattern.New(`^[\d⁰¹²³⁴⁵⁶⁷⁸⁹*†](?:[\d⁰¹²³⁴⁵⁶⁷⁸⁹*†]|,\s?)*\s+`)

// marksAfterComma gives the marks that stand after the comma to the name before
// it: "Ivanov A.,¹* Petrov B.,¹ Kim C.²". So it is where the first name has no
// mark before it or after it, the last one has some after it, and every other
// one some before it.
func marksAfterComma(pieces []namePiece) []namePiece {
	n := len(pieces)
	if n < 2 || hasMark(pieces[0].text) || !endsInMark(pieces[n-1].text) {
		return pieces
	}
	for _, p := range pieces[1:] {
		if p.aside || countLetters(p.text) > 0 && !leadingMarks.MatchString(p.text) {
			return pieces
		}
	}
	out := pieces[:1:1]
	for _, p := range pieces[1:] {
		at := len(p.text)
		if countLetters(p.text) > 0 {
			at = leadingMarks.FindStringIndex(p.text)[1]
		}
		last := &out[len(out)-1]
		last.text += " " + strings.TrimSpace(p.text[:at])
		if at < len(p.text) {
			out = append(out, namePiece{text: p.text[at:]})
		}
	}
	return out
}

func hasMark(text string) bool { return strings.IndexFunc(text, isMark) >= 0 }

func endsInMark(text string) bool { return isMark(lastRune(text)) }

// marksStandBefore is true for "1) Ivanov A., 1), 2) Petrov B.".
func marksStandBefore(pieces []namePiece) bool {
	if len(pieces) == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(pieces[0].text)
	return isMark(r) || r == '('
}

// isORCIDWord is true for a folded text of what stands beside the number: "ORCID
// iD", "e-mail".
func isORCIDWord(folded string) bool {
	f := lettersOnly(folded)
	return strings.Contains(f, "orcid") || f == "email" || f == "emails" || f == "https" || f == "orcidorg"
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if letter.Is(r) {
			n++
		}
	}
	return n
}

// namePiece is what may be one name, or a degree, or marks.
type namePiece struct {
	text  string
	aside bool // it stood in brackets, where no author is named
}

// namePieces cuts a line into what may be one name each. "Ivanov, A.B., Petrov,
// C." is cut after the initials.
func namePieces(text string) []namePiece {
	text = spacedDash.Replace(authorsLabel.ReplaceAllString(text, ""))
	if mayBeGlued(text) {
		text = gluedInit.ReplaceAllString(text, "$1 $2")
		text = surnameDot.ReplaceAllString(text, "$1 $2")
	}
	if strings.ContainsAny(text, "([") {
		text = bracketed.ReplaceAllStringFunc(text, func(b string) string {
			if r, _ := utf8.DecodeRuneInString(b[1:]); countLetters(b) == 1 && letterNumber(r) > 0 {
				return string([]rune(superscripts)[letterNumber(r)]) + " "
			}
			if countLetters(b) == 0 {
				return " " + strings.Map(bracketSpace, b) + " "
			}
			return "," + asideMark + strings.Trim(b, "()[]") + ","
		})
	}
	raw := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '/' || r == '|' })
	var out []namePiece
	for _, p := range raw {
		p, aside := strings.CutPrefix(strings.TrimSpace(p), asideMark)
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		p = numberLetterMark(p)
		bare := strings.TrimSpace(stripMarks(p))
		if n := len(out); n > 0 && onlyInit.MatchString(bare) && oneWord(stripMarks(out[n-1].text)) {
			out[n-1].text += " " + p
			continue
		}
		for _, one := range partNames(p) {
			out = append(out, namePiece{one, aside})
		}
	}
	return out
}

// mayBeGlued spares the search for an initial and a surname that no space parts
// in a text without any.
func mayBeGlued(text string) bool {
	var a, b, c rune // the three before r
	for _, r := range text {
		if (b == '.' || a == '.' && (b == '-' || b == '–')) && letter.IsUpper(c) && letter.Is(r) {
			return true // "A.Ivanov", "A.-Ivanov"
		}
		if letter.IsLower(a) && letter.IsLower(b) && letter.IsUpper(c) && (r == '.' || letter.IsLower(r)) {
			return true // "IvanovA.", "IvanovSh."
		}
		a, b, c = b, c, r
	}
	return false
}

// mayHaveAnd spares the search for a conjunction in a text without any.
func mayHaveAnd(text string) bool {
	for _, and := range []string{" and ", " und ", " және ", " жане ", " и ", " & "} {
		if strings.Contains(text, and) {
			return true
		}
	}
	return false
}

// bracketSpace makes spaces of the brackets and commas of "[1,2]".
func bracketSpace(r rune) rune {
	if strings.ContainsRune("()[],;", r) {
		return ' '
	}
	return r
}

// authorsLabel says that names follow.
var authorsLabel = pattern.New(`^(?i:authors?|автор(?:ы|лар|лары)?|by)\s*:\s*`)

// spacedDash parts a name from a degree.
var spacedDash = strings.NewReplacer(" – ", ", ", " — ", ", ", " - ", ", ")

// asideMark stands before what was in brackets.
const asideMark = "\u2997"

// partNames cuts names with nothing but marks or initials between them:
// "Ivanov A.B.¹ Petrov C.D.²", "A. Ivanov B. Petrov".
func partNames(text string) []string {
	tokens := strings.Fields(text)
	if len(tokens) < 4 { // two names have two parts each
		return []string{strings.Join(tokens, " ")}
	}
	shape := nameShape(tokens)
	var out []string
	from := 0
	for i := 1; i+1 < len(tokens); i++ {
		head, rest := shape[from:i], shape[i:]
		marked, _ := marksOf(tokens[i-1])
		switch {
		case len(marked) > 0 && rest[0] != '?' && rest[0] != '1' && isPerson(tokens[from:i]) && isPerson(tokens[i:]):
		case surnameThenInitials.MatchString(head) && strings.HasPrefix(rest, "wi"):
		case initialsThenSurname.MatchString(head) && initialsThenSurname.MatchString(rest):
		default:
			continue
		}
		out = append(out, strings.Join(tokens[from:i], " "))
		from = i
	}
	return append(out, strings.Join(tokens[from:], " "))
}

var (
	surnameThenInitials = pattern.New(`^wi+$`)
	initialsThenSurname = pattern.New(`^i+w`)
)

func isPerson(tokens []string) bool {
	_, ok := readPerson(strings.Join(tokens, " "))
	return ok
}

// nameShape has a letter for each token: an initial, a word of a name, a mark
// or something else.
func nameShape(tokens []string) string {
	b := make([]byte, len(tokens))
	for i, tok := range tokens {
		switch bare := strings.Trim(stripMarks(tok), "()"); {
		case bare == "":
			b[i] = '1'
		case initialTok.MatchString(bare):
			b[i] = 'i'
		case isNameWord(bare):
			b[i] = 'w'
		default:
			b[i] = '?'
		}
	}
	return string(b)
}

// namesGoOn is true if the last name or degree of a line of authors goes on in
// the next line.
func namesGoOn(prev, cur string) bool {
	earlier, tail := "", prev
	if i := strings.LastIndexAny(prev, ",;"); i >= 0 {
		earlier, tail = prev[:i], prev[i+1:]
	}
	head := cur
	if i := strings.IndexAny(cur, ",;"); i >= 0 {
		head = cur[:i]
	}
	last, first := strings.Fields(tail), strings.Fields(head)
	if len(last) == 0 || len(first) == 0 {
		return len(last) == 0
	}
	joined := slices.Concat(last, first)
	switch next := strings.TrimRight(nameShape(first), "1"); {
	case strings.Trim(next, "i") == "" && next != "":
		return true
	case strings.Trim(nameShape(last), "1i") == "":
		return isPerson(joined)
	case nameShape(last) == "w" || nameShape(last) == "1w":
		return isPerson(joined)
	case !isPerson(last):
		return isPerson(joined) && !isPerson(first) || loadTerms().isDegree(tail) && (startsLower(strings.TrimSpace(head)) || loadTerms().onlyDegree(skeletonString(tail+" "+head)))
	case next != "w":
		return false
	case surnameThenInitials.MatchString(nameShape(last)):
		return innerInitial.MatchString(nameShape(strings.Fields(earlier))) // "Timur K. IBRAYEV" is the style
	default:
		return isPatronymic(stripMarks(first[0])) || threeWords.MatchString(nameShape(strings.Fields(earlier)))
	}
}

var (
	innerInitial = pattern.New(`wi+w`)
	threeWords   = pattern.New(`www`)
)

// echoNames takes two names or more that stand together in several places, in
// whatever script, for those of authors: the blocks of an article in its
// languages name the same.
func (s *splitter) echoNames() {
	places := map[string][]int{}
	for i := range s.lines {
		if n := &s.lines[i].feat.names; len(n.list) > 1 && n.share > 0.95 && !n.list[0].initials {
			key := s.listKey(n.list)
			places[key] = append(places[key], i)
		}
	}
	for key, at := range places {
		if key == "" || len(at) < 2 {
			continue
		}
		for _, i := range at {
			list := slices.Clone(s.lines[i].feat.names.list) // shared with equal lines
			for k := range list {
				list[k].likely = true
			}
			s.lines[i].feat.names.list = list
		}
	}
}

// addressesUnder is how many lines under a line of authors may be addresses with
// the letters that the authors bear.
const addressesUnder = 10

// leastLettered is what share of a line of authors who bear letters names have at
// least: the letters are no part of them.
const leastLettered = 0.8

// markByLetters finds the addresses that begin with a letter, "а Институт …",
// which is also a word: the authors over them bear the letter.
func (s *splitter) markByLetters() {
	for i := range s.lines {
		if n := &s.lines[i].feat.names; len(n.list) == 0 || n.share < leastLettered || !endsInLetter(s.lines[i].text) {
			continue
		}
		for j := i + 1; j < min(len(s.lines), i+1+addressesUnder); j++ {
			l := &s.lines[j]
			if n, rest := letterAt(l.text); n > 0 && !l.has && strings.Contains(raisedKey(s.lines[i].text), string([]rune(superscripts)[n])) {
				l.feat.marked, l.feat.lower, l.feat.startsUpper = true, false, startsUpper(rest)
			}
		}
	}
}

// markByNumbers finds the addresses that begin with a number and a small letter,
// "1* автор-корреспондент, Институт …": the authors over them bear the number.
func (s *splitter) markByNumbers() {
	for i := range s.lines {
		n := &s.lines[i].feat.names
		if len(n.list) == 0 || n.share < 0.9 || len(n.list[len(n.list)-1].marks) == 0 {
			continue
		}
		for j := i + 1; j < min(len(s.lines), i+1+addressesUnder); j++ {
			l := &s.lines[j]
			m := numberThenSmall.FindStringSubmatch(l.text)
			if m == nil || l.has || l.feat.marked {
				continue
			}
			if marks, _ := marksOf(m[1]); n.bear(marks[0]) {
				l.feat.marked, l.feat.lower = true, false
			}
		}
	}
}

// numberThenSmall matches a number or a raised one, and a small letter after it.
var numberThenSmall = pattern.New(`^[(\[]?(\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})\*?[.)\]]?\s*\p{Ll}`)

// bear is true if one of the names has the mark.
func (n *names) bear(mark string) bool {
	return slices.ContainsFunc(n.list, func(p person) bool { return slices.Contains(p.marks, mark) })
}

// raisedKey writes the letters that the authors of a line bear as raised
// numbers.
func raisedKey(text string) string {
	pieces := strings.FieldsFunc(strings.NewReplacer(" (", " ", ")", "").Replace(text), func(r rune) bool { return r == ',' || r == ';' })
	for i := range pieces {
		pieces[i] = numberLetterMark(strings.TrimSpace(pieces[i]))
	}
	return raisedLetters.Replace(strings.Join(pieces, ","))
}

// endsInLetter is true for a line of authors one of whom bears a letter.
func endsInLetter(text string) bool {
	return letterNumber(lastRune(strings.TrimRight(text, "*,; )"))) > 0 || strings.ContainsAny(text, "ᵃᵇᶜᵈᵉᶠᵍʰ")
}

// letterAt is the number of the letter with which an address begins, and the
// address; 0 for none.
func letterAt(text string) (n int, rest string) {
	bare := strings.TrimPrefix(text, "(")
	r, size := utf8.DecodeRuneInString(bare)
	if bare != text && !strings.HasPrefix(bare[size:], ")") {
		return 0, text
	}
	rest = strings.TrimLeft(bare[size:], " )")
	first, _ := utf8.DecodeRuneInString(rest)
	if n = letterNumber(r); n == 0 || !letter.IsUpper(first) && !strings.ContainsRune("«\"“", first) {
		return 0, text
	}
	return n, rest
}

// citedNames takes one name on a line of its own for that of an author where a
// list of references names the same surname and initial: authors cite
// themselves.
func (s *splitter) citedNames() {
	places := map[string][]int{}
	for i := range s.lines {
		if n := &s.lines[i].feat.names; len(n.list) == 1 && n.share > 0.95 && !n.list[0].likely {
			words := nameWords(n.list[0].name)
			if len(words) == 2 && !allCaps(n.list[0].name) {
				places[citedKey(words[1], words[0])] = append(places[citedKey(words[1], words[0])], i)
				places[citedKey(words[0], words[1])] = append(places[citedKey(words[0], words[1])], i)
			}
		}
	}
	if len(places) == 0 {
		return
	}
	for i := range s.lines {
		l := &s.lines[i]
		if l.feat.reference < 0.7 && !l.feat.numbered {
			continue
		}
		words := strings.Fields(trimNumber(l.text))
		if len(words) < 2 || !initialTok.MatchString(strings.TrimRight(words[1], ",")) {
			continue
		}
		for _, k := range places[citedKey(strings.TrimRight(words[0], ","), words[1])] {
			list := slices.Clone(s.lines[k].feat.names.list) // shared with equal lines
			list[0].likely = true
			s.lines[k].feat.names.list = list
		}
	}
}

// citedKey is the key of a surname with an initial.
func citedKey(surname, given string) string {
	r, _ := utf8.DecodeRuneInString(given)
	return headKey(surname) + " " + headKey(string(r))
}

// listKey is a key of the words of all names of a list.
func (s *splitter) listKey(list []person) string {
	var keys []string
	for _, p := range list {
		keys = append(keys, s.nameKeys(p.name)...)
	}
	slices.Sort(keys)
	return strings.Join(keys, " ")
}

// wrapNames reads a line that ends inside a name together with the beginning
// of the next, and that one together with the end of the line before.
func (s *splitter) wrapNames() {
	for i := 0; i+1 < len(s.lines); i++ {
		prev, cur := &s.lines[i], &s.lines[i+1]
		p := &prev.feat.names
		if len(p.list) == 0 || p.share < 0.6 || cur.gap > 0 || cur.has || prev.feat.comma || len(cur.text) > longestNameLine || !namesGoOn(prev.text, cur.text) {
			continue
		}
		tail, head := prev.text, cur.text
		if i := strings.LastIndexAny(tail, ",;"); i >= 0 {
			tail = tail[i+1:]
		}
		if i := strings.IndexAny(head, ",;"); i >= 0 {
			head = head[:i]
		}
		if n := readNames(tail + " " + cur.text); n.share >= 0.9 {
			prev.feat.names, cur.feat.names = readNames(prev.text+" "+head), n
		}
	}
}

func oneWord(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && !strings.ContainsAny(s, " .")
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// isMark is true for what ties a name to a footnote.
func isMark(r rune) bool {
	switch r {
	case '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '*', '†', '‡', '§', '¶', '#', '⁎', '∗', '✉', 'ª', 'ᵃ', 'ᵇ', 'ᶜ', 'ᵈ', 'ᵉ', 'ᶠ', 'ᵍ', 'ʰ':
		return true
	}
	return r >= '0' && r <= '9'
}

func stripMarks(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, s))
}

// signMarks are the signs beside stars that tie a name to its address.
const signMarks = "†‡§¶"

// marksOf gives the numbers, stars and daggers of a piece, and whether it has a
// star.
func marksOf(s string) (marks []string, star bool) {
	num, stars, signs := "", "", ""
	flush := func() {
		for _, m := range []string{num, stars, signs} {
			if m != "" {
				marks = append(marks, m)
			}
		}
		num, stars, signs = "", "", ""
	}
	for _, r := range s {
		if !isMark(r) {
			flush()
			continue
		}
		if strings.ContainsRune("*⁎∗", r) {
			if num != "" {
				flush()
			}
			stars += "*"
			star = true
			continue
		}
		if i := strings.IndexRune(superscripts, r); i >= 0 {
			num += string(rune('0' + utf8.RuneCountInString(superscripts[:i])))
			continue
		}
		if r >= '0' && r <= '9' {
			num += string(r)
			continue
		}
		if strings.ContainsRune(signMarks, r) {
			if !strings.HasPrefix(signs, string(r)) {
				flush()
			}
			signs += string(r)
			continue
		}
		flush()
		star = star || r == '✉'
	}
	flush()
	return marks, star
}

// mostMarks is how many marks a name bears at most.
const mostMarks = 6

// readPerson reads one piece as a name: initials and a surname in either
// order, or two to four capitalised words.
func readPerson(piece string) (person, bool) {
	p := person{}
	if countedUnit(piece) {
		return p, false
	}
	p.marks, p.star = marksOf(piece)
	bare := stripMarks(piece)
	bare = trimDegrees(strings.Trim(bare, " ,;:–—-()©"))
	tokens := strings.Fields(bare)
	caps := 0
	for i, tok := range tokens {
		switch {
		case initialTok.MatchString(tok), i > 0 && isLoneInitial(tok) && !allCaps(bare):
			p.initials = true
		case isNameWord(tok):
			caps++
			p.likely = p.likely || loadTerms().surnameLike(tok) || allCaps(tok) && !allCaps(bare)
		case len(tokens) > 1 && loadTerms().particles[skeletonString(tok)]:
		default:
			return person{}, false
		}
	}
	if caps == 0 || caps > 4 || !p.initials && caps < 2 || p.initials && caps > 3 {
		return person{}, false
	}
	if !p.initials && namesPlace(bare) {
		return person{}, false
	}
	p.likely = p.likely || p.initials
	p.name = oneScript(strings.Join(tokens, " "))
	return p, true
}

// latinTwins and cyrillicTwins are capitals that look alike.
const (
	latinTwins    = "ABCEHKMOPTX"
	cyrillicTwins = "АВСЕНКМОРТХ"
)

// oneScript writes the initials of a name in the script of its words, where
// they were typed in the other: a Latin "M." before a Cyrillic surname.
func oneScript(name string) string {
	from, to := latinTwins, []rune(cyrillicTwins)
	words := strings.Join(slices.DeleteFunc(strings.Fields(name), func(w string) bool { return initialTok.MatchString(w) }), "")
	if words == "" || strings.IndexFunc(words, isCyrillicRune) < 0 {
		from, to = cyrillicTwins, []rune(latinTwins)
	}
	foreign := func(r rune) bool { return letter.Is(r) && isCyrillicRune(r) == (from == cyrillicTwins) }
	if words == "" || strings.IndexFunc(words, foreign) >= 0 || strings.IndexFunc(name, foreign) < 0 {
		return name
	}
	twins := []rune(from)
	return strings.Map(func(r rune) rune {
		if i := slices.Index(twins, r); i >= 0 {
			return to[i]
		}
		return r
	}, name)
}

func isCyrillicRune(r rune) bool { return r >= 0x400 && r < 0x530 }

// namesPlace is true for an institution or an address.
func namesPlace(text string) bool {
	folded := skeletonString(text)
	return loadTerms().institutionWords(folded) > 0 || loadTerms().placeWords(folded) > 0
}

// allCaps is true for a text without small letters.
func allCaps(s string) bool { return strings.IndexFunc(s, letter.IsLower) < 0 }

// countedUnit is true for the number of a department or a clinic, "Diseases No. 2",
// which is neither an initial nor a mark.
func countedUnit(text string) bool {
	_, number, ok := strings.Cut(text, " No.")
	number = strings.TrimLeft(number, " ")
	return ok && number != "" && isDigit(number[0])
}

// isLoneInitial is true for "A" in "Smith A".
func isLoneInitial(tok string) bool {
	r := []rune(tok)
	return len(r) == 1 && letter.IsUpper(r[0])
}

// isNameWord is true for a capitalised word of letters, hyphens, apostrophes.
func isNameWord(tok string) bool {
	n := 0
	for i, r := range tok {
		switch {
		case letter.Is(r):
			if n == 0 && !letter.IsUpper(r) {
				return false
			}
			n++
		case i > 0 && strings.ContainsRune("-–'’ʹʼ`", r):
		default:
			return false
		}
	}
	return n >= 2
}

// trimDegrees takes degrees and positions off both ends of a name.
func trimDegrees(s string) string {
	t := loadTerms()
	for {
		words := strings.Fields(s)
		if len(words) < 3 {
			return s
		}
		cut := false
		for n := min(3, len(words)-2); n > 0 && !cut; n-- {
			if head := strings.Join(words[:n], " "); !endsOnJoint(head) && t.degrees[lettersOnly(skeletonString(head))] {
				s, cut = strings.Join(words[n:], " "), true
			} else if tail := strings.Join(words[len(words)-n:], " "); t.degrees[lettersOnly(skeletonString(tail))] {
				s, cut = strings.Join(words[:len(words)-n], " "), true
			}
		}
		if !cut {
			return s
		}
		s = strings.Trim(s, " ,–—-")
	}
}
