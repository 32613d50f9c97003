package rawtext

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"izde/corpus/letter"
)

// person is one name of an author line with the marks that tie it to
// affiliations.
type person struct {
	name     string
	marks    []string // "1", "2", "a"
	star     bool     // the corresponding author
	initials bool     // the name has initials
	likely   bool     // initials, or an ending of surnames
}

// names is a line read as a list of persons.
type names struct {
	list  []person
	share float64 // part of the letters that belong to names, degrees and marks
}

var (
	emailForm  = regexp.MustCompile(`[\pL\d._%+-]+@[\pL\d-]+(?:\.[\pL\d-]+)+`)
	orcidForm  = regexp.MustCompile(`\d{4}[-–‐]\d{4}[-–‐]\d{4}[-–‐]\d{3}[\dXxХх]`)
	bracketed  = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]`)
	listAnd    = regexp.MustCompile(`\s(?:and|und|және|жане|и|&)\s+`)
	initialTok = regexp.MustCompile(`^(?:\p{Lu}[\p{Ll}ʹ'’]{0,2}\.[-–]?)+$`)
	onlyInit   = regexp.MustCompile(`^(?:\p{Lu}\p{Ll}{0,2}\.[-–]?\s*)+$`)
	gluedInit  = regexp.MustCompile(`((?:\p{Lu}\p{Ll}{0,2}\.[-–]?)+)(\p{Lu}\p{L}{2,})`)
	surnameDot = regexp.MustCompile(`(\p{Ll}{2,})((?:\p{Lu}\p{Ll}?\.)+)`)
)

// letterMark finds a letter that stands for the number of an affiliation.
var letterMark = regexp.MustCompile(`^(?:(.*\p{Ll})\s)?([a-h])(\*?)$`)

// numberLetterMark writes "Dana Iskakova b" as "Dana Iskakova²": numbers are
// what the rest understands.
func numberLetterMark(p string) string {
	if bare := strings.TrimSuffix(p, "*"); bare == "" || bare[len(bare)-1] < 'a' || bare[len(bare)-1] > 'h' {
		return p
	}
	m := letterMark.FindStringSubmatch(p)
	if m == nil {
		return p
	}
	return m[1] + string([]rune(superscripts)[m[2][0]-'a'+1]) + m[3]
}

// longestNameLine is how many bytes a line of authors has at most.
const longestNameLine = 600

// readNames reads text as a list of persons. share tells how much of the text
// it explains.
func readNames(text string) names {
	if text == "" || len(text) > longestNameLine {
		return names{}
	}
	total := countLetters(text)
	if total == 0 {
		return names{}
	}
	if strings.Contains(text, "@") {
		text = emailForm.ReplaceAllString(text, "")
	}
	if strings.ContainsAny(text, "0123456789") {
		text = orcidForm.ReplaceAllString(text, "")
	}
	explained := total - countLetters(text)
	var out names
	for _, piece := range namePieces(text) {
		n := countLetters(piece)
		p, ok := readPerson(piece)
		switch {
		case ok:
			out.list = append(out.list, p)
			explained += n
		case n == 0:
			if len(out.list) > 0 {
				last := &out.list[len(out.list)-1]
				marks, star := marksOf(piece)
				last.marks = append(last.marks, marks...)
				last.star = last.star || star
			}
		case loadTerms().isDegree(piece) || isORCIDWord(piece):
			explained += n
		}
	}
	out.share = float64(explained) / float64(total)
	return out
}

func isORCIDWord(piece string) bool {
	f := lettersOnly(skeletonString(piece))
	return strings.Contains(f, "orcid") || f == "email" || f == "emails" || f == "https" || f == "orcidorg"
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

// namePieces cuts a line into what may be one name each. "Ivanov, A.B., Petrov,
// C." is cut after the initials.
func namePieces(text string) []string {
	if mayBeGlued(text) {
		text = gluedInit.ReplaceAllString(text, "$1 $2")
		text = surnameDot.ReplaceAllString(text, "$1 $2")
	}
	if mayHaveAnd(text) {
		text = listAnd.ReplaceAllString(text, ", ")
	}
	if strings.ContainsAny(text, "([") {
		text = bracketed.ReplaceAllStringFunc(text, func(b string) string {
			if countLetters(b) == 0 {
				return b
			}
			return "," + strings.Trim(b, "()[]") + ","
		})
	}
	raw := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '/' || r == '|' })
	var out []string
	for _, p := range raw {
		p = strings.TrimSpace(p)
		if p == "" {
			continue
		}
		p = numberLetterMark(p)
		bare := strings.TrimSpace(stripMarks(p))
		if n := len(out); n > 0 && onlyInit.MatchString(bare) && oneWord(stripMarks(out[n-1])) {
			out[n-1] += " " + p
			continue
		}
		out = append(out, p)
	}
	return out
}

// mayBeGlued spares the search for an initial and a surname that no space parts
// in a text without any.
func mayBeGlued(text string) bool {
	prev := ' '
	for _, r := range text {
		if prev == '.' && r != ' ' || letter.IsUpper(r) && letter.IsLower(prev) {
			return true
		}
		prev = r
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

func oneWord(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && !strings.ContainsAny(s, " .")
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// isMark is true for what ties a name to a footnote.
func isMark(r rune) bool {
	return r >= '0' && r <= '9' || strings.ContainsRune(superscripts, r) || strings.ContainsRune("*†‡§#⁎∗✉ªᵃᵇᶜ", r)
}

func stripMarks(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, s))
}

// marksOf gives the numbers of a piece and whether it has a star.
func marksOf(s string) (marks []string, star bool) {
	num := ""
	flush := func() {
		if num != "" {
			marks = append(marks, num)
			num = ""
		}
	}
	for _, r := range s {
		if i := strings.IndexRune(superscripts, r); i >= 0 {
			num += string(rune('0' + utf8.RuneCountInString(superscripts[:i])))
			continue
		}
		if r >= '0' && r <= '9' {
			num += string(r)
			continue
		}
		flush()
		star = star || strings.ContainsRune("*⁎∗✉", r)
	}
	flush()
	return marks, star
}

// readPerson reads one piece as a name: initials and a surname in either
// order, or two to four capitalised words.
func readPerson(piece string) (person, bool) {
	p := person{}
	p.marks, p.star = marksOf(piece)
	bare := stripMarks(piece)
	bare = trimDegrees(strings.Trim(bare, " ,;:–—-"))
	tokens := strings.Fields(bare)
	caps := 0
	for i, tok := range tokens {
		switch {
		case initialTok.MatchString(tok), i > 0 && isLoneInitial(tok) && !allCaps(bare):
			p.initials = true
		case isNameWord(tok):
			caps++
			p.likely = p.likely || loadTerms().surnameLike(tok)
		case i > 0 && loadTerms().particles[skeletonString(tok)]:
		default:
			return person{}, false
		}
	}
	if caps == 0 || caps > 4 || !p.initials && caps < 2 || p.initials && caps > 3 {
		return person{}, false
	}
	p.likely = p.likely || p.initials
	p.name = strings.Join(tokens, " ")
	return p, true
}

// allCaps is true for a text without small letters.
func allCaps(s string) bool { return strings.IndexFunc(s, letter.IsLower) < 0 }

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
			if head := strings.Join(words[:n], " "); t.degrees[lettersOnly(skeletonString(head))] {
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
