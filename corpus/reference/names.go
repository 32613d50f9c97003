package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus/pattern"
)

// The grammar of names. A surname may have particles before it and a hyphen or
// apostrophes inside; an initial is a capital letter with a full stop, or one
// of the groups by which a Cyrillic letter is romanised.
const (
	reSign     = `'\x{2019}\x{2018}\x{2b9}\x{2bc}\x{60}`
	reCapital  = `\p{Lu}[\p{L}\p{M}` + reSign + `]+(?:[-\x{2010}\x{2011}](?:\p{L}[\p{L}\p{M}` + reSign + `]+))*`
	reParticle = `(?:(?:de|da|di|du|del|della|la|le|van|von|der|den|ter|bin|ben|ibn|al|el|фон|де|дер|дель|ди|да|ла|тер|ван|бен|бин|ибн|аль|әл|әль|del|dos|De|Van|Von|Al|El|La|Le|Ван|Фон|Де|Аль|Әл)[\s'\x{2019}-]\s*)`
	reSurname  = `(?:` + reParticle + `{0,3}(?:[OODLО]['\x{2019}])?` + reCapital + `)`
	reInitial  = `(?:\p{Lu}|Ye|Yu|Ya|Yo|Zh|Sh|Ch|Kh|Ts|Tz|Th|Ph|Gh|Iu|Ia|Je|Ju|Ja|Ye|Dzh|Shch|Sch|St|Ai|Ay|Qu|Дж|Ю|Ts|Cz|Zh|J[aeuo]|Al|Ab|Ar|As|Er|Ev|Il|Kr|Wm|Хр|Вл|Ал|Ер|Иг|Мұ|Әб|Ah|Mu)\.`
	reInitials = `(?:` + reInitial + `(?:\s?[-\x{2010}\x{2011}]?\s?` + reInitial + `){0,3})`
)

var (
	// reName is one name; the groups tell the order of its parts.
	reName = pattern.New(`^(?:` +
		`(` + reSurname + `(?:\s(?:` + reCapital + `|тегі|tegi))?,?\s?` + reInitials + `)` + // 1: Seitov A.B., Seitov, A.B.
		`|(` + reInitials + `\s?` + reSurname + `(?:\s` + reCapital + `)?)` + // 2: A.B. Seitov
		`|(` + reSurname + `,?\s\p{Lu}(?:[-\s]?\p{Lu}){0,2}\.?)(?:[,;:.]|\s?\(|\s(?:and|&|et|и)\s|$)` + // 3: Seitov AB, Keck, M,
		`)`)
	// reInverted is a surname with given names written out.
	reInverted = pattern.New(`^(` + reSurname + `,\s(?:` + reCapital + `|` + reInitial + `)(?:\s(?:` + reCapital + `|` + reInitial + `)){0,2})(?:\.|,|;|\s\(|\s(?:and|&)\s|$)`)
	reStraight = pattern.New(`^((?:` + reCapital + `\s){1,2}(?:` + reInitial + `\s){0,2}` + reSurname + `)(?:,|;|\s\((?:1[5-9]|20)|\s(?:and|&)\s|\.\s*(?:["\x{201c}\x{ab}]|\((?:1[5-9]|20))|$)`)
	// reMiddle is a given name, the initial of a middle name, and a surname, as
	// what follows shows.
	reMiddle = pattern.New(`^(` + reCapital + `\s\p{Lu}\.\s` + reSurname + `)(?:\.?,?\s*\((?:1[5-9]|20)|,?\s(?:and|&)\s\p{Lu}|,\s["\x{201c}])`)
	// At the head, a name written out is one only before a title in quotes; behind
	// "and" it may end with a full stop.
	reStraightFirst = pattern.New(`^(?:` + reCapital + `\s){1,2}(?:` + reInitial + `\s){0,2}` + reSurname + `(?:[.,]\s?["\x{201c}]|,?\sand\s` + reCapital + `\s(?:` + reInitial + `\s)?` + reCapital + `,\s?["\x{201c}])`)
	reStraightLast  = pattern.New(`^((?:` + reCapital + `\s){1,2}(?:` + reInitial + `\s){0,2}` + reSurname + `)(?:[.,;]|\s\()`)
	// reLoneInitial is a surname in Cyrillic whose initial lacks its full stop; Latin
	// letters so placed are as often the name of a vitamin.
	reLoneInitial = pattern.New(`^(` + reSurname + `\s\p{Lu}\p{Lu}?)\s\p{Lu}\p{Ll}`)
	// reStraightBody is a body behind the names of persons: "& the Steppe Health
	// Group (2019)".
	reStraightBody = pattern.New(`^((?:the\s)?\p{Lu}[^().,;:]{3,70}?)\.?\s*\((?:1[5-9]|20)\d\d`)
	reSeparator    = pattern.New(`^\s*(?:,\s*(?:&|and\s|и\s|және\s|мен\s|с\s)|;\s*(?:&|and\s|и\s)?|,|&|and\s|и\s|және\s|i\s)\s*`)
	reEtAl         = pattern.New(`^[\s,]*(?:\[?\s*(?:et\.?\s?al|и\s+др|и\s+соавт|and\s+others|және\s+т\.б|және\s+т\.?\s*б|және\s+басқалар|т\.\s?б|i\s+dr|zhane\s+t\.?\s?b|a\.o)\.?\s*\]?|\.{3}|\x{2026})\.?`)
	reEditors      = pattern.New(`(?i)^[\s,.]*(?:\(\s*)?(?:eds?|trans(?:l)?|comps?|ред|пер|перев|құраст|editors?|отв\. ред|сост|red|ред-лар)(?:\.?\s*\)[.,]?|\.,|\.?,\s)|^,?\s(?:editors?|compilers?)\.\s`)
)

// takeAuthors takes the names at the head of the entry.
func (e *entry) takeAuthors() {
	names, end := namesAt(e.rest)
	if len(names) == 0 {
		names, end = fullNamesAt(e.rest)
	}
	if len(names) == 0 {
		e.takeBody()
		return
	}
	if m := reEtAl.FindStringIndex(e.rest[end:]); m != nil {
		end += m[1]
	}
	if m := reEditors.FindStringIndex(e.rest[end:]); m != nil {
		end += m[1]
	}
	e.head = e.rest[:end]
	e.ref.Authors = names
	e.rest = strings.TrimLeft(e.rest[end:], " ")
}

// takeBody takes a body that is the author: the first sentence, if it names one.
func (e *entry) takeBody() {
	first, rest, ok := cutSentence(e.rest)
	if !ok || len(strings.Fields(first)) > 7 || !firstUpper(first) || strings.ContainsAny(reAcronymParen.ReplaceAllString(first, ""), ":/[(\u00ab\u201c0123456789") {
		return
	}
	if !anyTells(first, isBody) || anyTells(first, isLaw) || anyTells(firstWords(first, 2), isContainer) || reYearParen.MatchString(rest) || strings.HasPrefix(rest, "//") {
		return
	}
	if next, _, more := cutSentence(rest); !more && isPublication(next) || opensData(rest) && !reYearHead.MatchString(rest) && !opensUnknown(rest) {
		return
	}
	e.head = first
	e.ref.Authors = []string{strings.TrimRight(first, ". ")}
	e.rest = rest
}

// opensUnknown says whether what opensData takes for a place is an unknown one,
// and longer than places are.
func opensUnknown(s string) bool {
	place, _, colon := strings.Cut(s, ":")
	return colon && !isPlaceName(place) && len(strings.Fields(place)) > 1 && !reOpensData.MatchString(s)
}

// reAcronymParen is the short name of a body behind its full one.
var reAcronymParen = pattern.New(`\s\(\p{Lu}{2,10}\)`)

// namesAt reads names from the start of s and says where they end. There are
// none if what follows shows that the start was no name.
func namesAt(s string) (names []string, end int) {
	place := firstName
	for len(names) < 100 {
		name, length, straight := nameAt(s[end:], place)
		if length == 0 {
			break
		}
		if next := s[end+length:]; straight && !endsName(next) {
			break
		}
		if place == laterName && reInitialIn.MatchString(names[0]) && !hasInitial(name) {
			break // the other names have initials: this is the title
		}
		names = append(names, name)
		end += length
		m := reSeparator.FindStringIndex(s[end:])
		if m == nil {
			break
		}
		place = laterName
		if strings.IndexFunc(s[end:end+m[1]], unicode.IsLetter) >= 0 || strings.Contains(s[end:end+m[1]], "&") {
			place = lastName
		}
		if _, more, _ := nameAt(s[end+m[1]:], place); more == 0 {
			if b := reStraightBody.FindStringSubmatchIndex(s[end+m[1]:]); b != nil && place == lastName {
				return append(names, s[end+m[1]:][b[2]:b[3]]), end + m[1] + b[3]
			}
			break
		}
		end += m[1]
	}
	return names, end
}

var reInitialIn = pattern.New(reInitial + `$`)

// hasInitial says whether a name has a word of at most two letters.
func hasInitial(name string) bool {
	for _, w := range words(name) {
		if utf8.RuneCountInString(w) <= 2 {
			return true
		}
	}
	return strings.Contains(name, ".")
}

// endsName says whether next, which follows initials and a surname, lets them be
// an author's: "A. Seitov. Life" but not "A. Seitov and his time" or "A.
// Seitov's life".
func endsName(next string) bool {
	next = strings.TrimPrefix(next, " ")
	if next == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(next)
	return strings.ContainsRune(".,;(&\u201c\"\u00ab[", r) || reSeparator.MatchString(" "+next) || reEtAl.MatchString(next)
}

// namePlace is where among the names a name stands.
type namePlace int

const (
	firstName namePlace = iota
	laterName           // behind a comma
	lastName            // behind "and"
)

// longestName is more bytes than a name has; matching is many times faster on a
// short text.
const longestName = 110

// start is at most n bytes of the beginning of s, whole letters.
func start(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// nameAt reads one name at the start of s.
func nameAt(s string, place namePlace) (name string, length int, straight bool) {
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) {
		return "", 0, false
	}
	s = start(s, longestName)
	if place == firstName && tells(firstWords(s, 1), isDocument) {
		return "", 0, false
	}
	if m := reName.FindStringSubmatchIndex(s); m != nil {
		if m[2] >= 0 {
			m[3] = initialsEnd(s, m[3])
		}
		for g := 2; g <= 6; g += 2 {
			if m[g] >= 0 {
				if g == 2 && goesOnCapital(s[m[g+1]:]) {
					if w := reMiddle.FindStringSubmatchIndex(s); w != nil {
						return cleanName(s[:w[3]]), w[3], true
					}
				}
				if g == 6 && tells(s[m[g]:m[g+1]], isContainer) {
					return "", 0, false
				}
				return cleanName(s[m[g]:m[g+1]]), m[g+1], g == 4
			}
		}
	}
	if m := reLoneInitial.FindStringSubmatchIndex(s); m != nil && scriptOf(s[:m[3]]) == "Cyrl" && unicode.IsUpper(firstRune(s)) {
		return s[:m[3]], m[3], false
	}
	if m := reInverted.FindStringSubmatchIndex(s); m != nil && looksGiven(s[m[2]:m[3]], s[m[3]:], place != firstName) {
		return cleanName(s[m[2]:m[3]]), m[3], false
	}
	if place == firstName && !reStraightFirst.MatchString(s) {
		return "", 0, false
	}
	if place == lastName {
		if m := reStraightLast.FindStringSubmatchIndex(s); m != nil {
			return cleanName(s[m[2]:m[3]]), m[3], false
		}
	}
	if m := reStraight.FindStringSubmatchIndex(s); m != nil {
		return cleanName(s[m[2]:m[3]]), m[3], false
	}
	return "", 0, false
}

var (
	reLooseInitial = pattern.New(`\p{Lu}\.\p{Lu}\.(\s\p{Lu}\.)$`)
	reBareInitial  = pattern.New(`^\s?\p{Lu}\s?[,;]`)
)

// initialsEnd corrects where the initials behind a surname end: in "Omarova T.A.
// A. Baitursyn's legacy" a blank parts the initials from those of the title,
// in "Lebedeva Z. F , Omar" the last one lacks its full stop.
func initialsEnd(s string, end int) int {
	if m := reLooseInitial.FindStringSubmatchIndex(s[:end]); m != nil && goesOnCapital(s[end:]) {
		return m[2]
	}
	if m := reBareInitial.FindStringIndex(s[end:]); m != nil {
		return end + m[1] - 1
	}
	return end
}

// goesOnCapital says whether a blank and a capital follow.
func goesOnCapital(s string) bool {
	return strings.HasPrefix(s, " ") && unicode.IsUpper(firstRune(s[1:]))
}

// looksGiven says whether "Word, Word Word" is a surname with given names: it
// is if a year, another name or a title in quotes follows, or if the head has
// such names already.
func looksGiven(name, next string, following bool) bool {
	for _, w := range words(name) {
		if tells(w, isContainer) || tells(w, isPublisher) || tells(w, isLaw) || tells(w, isBody) {
			return false
		}
	}
	if following {
		return true
	}
	next = strings.TrimLeft(next, " .,")
	return strings.HasPrefix(next, "(") || strings.HasPrefix(next, "and ") || strings.HasPrefix(next, "& ") ||
		strings.HasPrefix(next, "\u201c") || strings.HasPrefix(next, "\"") || len(strings.Fields(name)) <= 4
}

// cleanName takes a comma or space at the end off.
func cleanName(s string) string {
	return strings.TrimRight(strings.TrimSpace(s), ",; ")
}

var (
	// rePatronymic ends a word that only persons have in their names.
	rePatronymic = pattern.New(`(?:ұлы|қызы|уулу|кызы|ович|евич|овна|евна|[úuū]ly|ūlı|ulı|[qk]yzy|qızı|ovich|evich|ovna|evna|oʻgʻli)$`)
	reArabic     = pattern.New(`^(?:Абу|Әбу|Ибн|Аль|Әл|Abu|Ibn|Al|At|As|Ad|Az|ибн|бин|бен|аль|ал|әл|ibn|bin|ben|al|as|at|ad|az|тегі|tegi)$`)
)

// fullNamesAt reads names written out, without initials, from the start of s, if
// the first sentence is nothing else and its first name has what only names of
// persons have: a patronymic, or the particle of an Arabic name.
func fullNamesAt(s string) (names []string, end int) {
	first, _, ok := cutSentence(s)
	if !ok || len(first) > 200 {
		return nil, 0
	}
	names = splitNames.Split(strings.Trim(first, " .,"), -1)
	for i, name := range names {
		fields := strings.Fields(name)
		if len(fields) == 0 || len(fields) > 6 || !capitalised(name) || i > 0 && (len(fields) < 2 || len(fields) > 3) {
			return nil, 0
		}
		telling := 0
		for _, w := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
			if rePatronymic.MatchString(w) || reArabic.MatchString(w) {
				telling++
			}
		}
		if i == 0 && telling == 0 {
			return nil, 0
		}
	}
	return names, len(first)
}

var reHeadYear = pattern.New(`^(.{2,120}?)[\s.,]*[(\[]\s*((?:1[5-9]|20)\d\d)[a-zа-я]?(?:\s*[-/\x{2013}]\s*\d{2,4})?(?:,\s[^)\]]{0,30})?\s*[)\]]`)

// takeHeadBeforeYear takes an author whose name the grammar does not know, a
// body or a person with the name written out, from before a year in brackets.
func (e *entry) takeHeadBeforeYear() {
	m := reHeadYear.FindStringSubmatchIndex(e.rest)
	if m == nil {
		return
	}
	head := e.rest[m[2]:m[3]]
	if strings.ContainsAny(head, "[]/\u00ab\"\u201c:"+cutMark) {
		return
	}
	names := wholeNames(head)
	if next := strings.TrimLeft(e.rest[m[1]:], " .,"); len(names) == 0 && strings.HasPrefix(next, "\u201c") && len(strings.Fields(head)) <= 6 && firstUpper(head) {
		names = []string{strings.Trim(head, " .,")} // what has its title in quotes has its author before it
	}
	if len(names) > 0 {
		e.ref.Authors = names
		e.head = head
		e.rest = strings.TrimLeft(e.rest[m[3]:], " .,")
	}
}

// wholeNames takes s as names if all of it is: persons with their names
// written out, or a body.
func wholeNames(s string) []string {
	s = strings.Trim(s, " .,")
	fields := strings.Fields(s)
	if anyTells(s, isBody) && len(fields) <= 9 {
		return []string{s}
	}
	parts := splitNames.Split(s, -1)
	for i, p := range parts {
		parts[i] = strings.Trim(p, " ,.")
		n := len(strings.Fields(p))
		if n < 1 || n > 5 || !capitalised(p) || len(parts) > 1 && n < 2 {
			return nil
		}
	}
	for _, c := range []class{isLaw, isContainer, isStandard, isPatent} {
		if anyTells(s, c) {
			return nil
		}
	}
	if len(parts) == 1 && len(fields) == 5 && !anyParticle(fields) {
		return nil
	}
	return parts
}

var splitNames = pattern.New(`\s*(?:,|;|\s&|\sand\s|\sи\s|\sжәне\s)\s*`)

// anyParticle says whether a name has a word in small letters.
func anyParticle(fields []string) bool {
	for _, f := range fields {
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// capitalised says whether every word of s but particles begins with a capital.
func capitalised(s string) bool {
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && w != "&" && !particle.MatchString(w) {
			return false
		}
		if strings.IndexFunc(w, unicode.IsDigit) >= 0 {
			return false
		}
	}
	return true
}

var particle = pattern.New(`^(?:de|da|di|du|del|della|la|le|van|von|der|den|ter|bin|ben|ibn|al-?|el|фон|де|ван|бен|бин|ибн|аль|ал|әл|дер|тегі|of|for|and|the|(?:al|as|at|ad|az|an|el|ал|аль|ас|әл)-\p{Lu}.*)$`)

// responsible reads the names after the slash of a title area: "A.B. Seitov,
// G. Omar ; ed. by …".
func responsible(s string) []string {
	s, _, _ = strings.Cut(s, ";")
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "[и др.]"))
	if anyTells(firstWords(s, 3), isRole) {
		return nil
	}
	names, _ := namesAt(s)
	return names
}

func firstWords(s string, n int) string {
	w := words(start(s, 64*n)) // no word is longer than 64 bytes
	return strings.Join(w[:min(n, len(w))], " ")
}
