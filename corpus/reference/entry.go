package reference

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"izde/corpus"
	"izde/corpus/identifier"
	"izde/corpus/pattern"
)

// entry is a reference while it is being parsed: what is recognised is taken
// out of rest and put into ref.
type entry struct {
	ref       corpus.Reference
	rest      string
	accessed  bool   // has a note of access, or is marked as an electronic resource
	inPress   bool   // is said to be in press
	total     bool   // the pages are those of the whole work: "368 p."
	head      string // names at the head, as printed
	placeHint string // a capitalised word before a year: "– Geneva, 2018"
	hosted    bool   // stands in another work: behind "//" or "In:"
	shelved   bool   // has the shelfmark of an archive
	thesis    bool   // is marked as a thesis in brackets
	dataset   bool   // is marked as a set of data in brackets
	report    bool   // has a number among working papers
	presented bool   // was presented at the meeting that holds it
	act       bool   // is the name of a legal act
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '\''
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || isApostrophe(r) || r == '\u2010' || r == '\u2011'
}

// isApostrophe: signs that stand for the soft or hard sign inside a romanised
// word.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '\u2019', '\u2018', '\u02b9', '\u02ba', '\u02bb', '\u02bc', '`', '\u2032':
		return true
	}
	return false
}

var (
	reNumber     = pattern.New(`^\s*(?:\[\s*(\d{1,3})\s*\][.)]?|(\d{1,3})\s*[.)\x{a0}\t]+(?:\D)|[-\x{2022}\x{2013}\x{2014}*\x{b7}]\s+)`)
	reBareNumber = pattern.New(`^(\d{1,3})\s+`)
	reHyphenNL   = pattern.New(`(\p{L})[-\x{ad}]\s*\n\s*(\p{Ll})`)
	reMarkup     = pattern.New(`\*{1,3}([^*]+)\*{1,3}`)
)

// newEntry takes the number, the line breaks and the marks of emphasis off.
func newEntry(text string) *entry {
	e := &entry{ref: corpus.Reference{Text: oneLine(text)}}
	s := joinBroken(strings.ToValidUTF8(text, "\uFFFD"))
	if strings.Contains(s, "\n") {
		s = reHyphenNL.ReplaceAllString(s, "$1$2")
	}
	s = oneLine(s)
	if strings.Contains(s, "*") {
		s = reMarkup.ReplaceAllString(s, "$1")
	}
	if m := reNumber.FindStringSubmatchIndex(s); m != nil {
		end := m[1]
		for _, g := range []int{2, 4} {
			if m[g] >= 0 {
				e.ref.N, _ = strconv.Atoi(s[m[g]:m[g+1]])
				if g == 4 {
					_, size := utf8.DecodeLastRuneInString(s[:end])
					end -= size // the expression looked one character ahead
				}
			}
		}
		s = s[end:]
	}
	if m := reBareNumber.FindStringSubmatchIndex(s); m != nil && e.ref.N == 0 && reName.MatchString(s[m[1]:]) {
		e.ref.N, _ = strconv.Atoi(s[m[2]:m[3]])
		s = s[m[1]:]
	}
	e.rest = strings.TrimSpace(s)
	return e
}

func oneLine(s string) string {
	if strings.Contains(s, "\u200b") {
		s = strings.ReplaceAll(s, "\u200b", "")
	}
	return strings.Join(strings.Fields(s), " ")
}

var (
	reBrokenDOI = pattern.New(`(10\.)\s*(\d{4,9}(?:\.\d+)*)\s*(/)\s+(\S)`)
	reBrokenURL = pattern.New(`((?:https?://|www\.|10\.\d{4,9}/)\S*)[ \t]*\n[ \t]*(\S+)`)
	reSplitURL  = pattern.New(`((?:https?://|www\.|10\.\d{4,9}/)\S*[-/_=&?%])\s+([\p{L}\d%][^\s]*)`)
)

// joinBroken joins a DOI or URL that goes over a line break: one that ends in a
// joining character, or whose next line cannot be a word.
func joinBroken(s string) string {
	if !strings.Contains(s, "10.") && !strings.Contains(s, "://") && !strings.Contains(s, "www.") {
		return s
	}
	s = reBrokenDOI.ReplaceAllString(s, "$1$2$3$4")
	for range 4 { // an address over more than five lines is none
		t := reBrokenURL.ReplaceAllStringFunc(s, func(m string) string {
			parts := reBrokenURL.FindStringSubmatch(m)
			next := firstRune(parts[2])
			slash := strings.HasSuffix(parts[1], "/") && (unicode.IsLower(next) || unicode.IsDigit(next))
			if !slash && !goesOn(parts[1], parts[2]) {
				return m
			}
			return parts[1] + parts[2]
		})
		t = reSplitURL.ReplaceAllStringFunc(t, func(m string) string {
			parts := reSplitURL.FindStringSubmatch(m)
			if !goesOn(parts[1], parts[2]) {
				return m
			}
			return parts[1] + parts[2]
		})
		if t == s {
			break
		}
		s = t
	}
	return s
}

// goesOn says whether next is the rest of an address whose first part is head.
func goesOn(head, next string) bool {
	last := head[len(head)-1]
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case unicode.IsUpper(first) && last != '_' && last != '=' && last != '%' && last != '-':
		return strings.Count(next, "/") > 1 || strings.ContainsAny(next, "_=%")
	case strings.IndexByte("-/_=&?%", last) >= 0:
		return last != '/' || strings.ContainsAny(next, "/._-=?") || unicode.IsDigit(first)
	case last == '.' && !strings.HasSuffix(head, ".."):
		// A sentence may end with an address: only what looks like one goes on.
		return strings.ContainsAny(next[1:], "/_=?") || unicode.IsDigit(first) && strings.Contains(strings.TrimRight(next, "."), ".")
	}
	return strings.ContainsAny(next, "/=?_%") && !strings.Contains(next, "(") && !strings.HasPrefix(next, "http")
}

var (
	reDOIPart = pattern.New(`(?i)[\[(]?\s*(?:(?:https?://)?(?:dx\.)?doi\.org/|doi[:\s]*(?:https?://(?:dx\.)?doi\.org/)?)?\s*(10\.\d{4,9}(?:\.\d+)*/[^\s"<>]+)`)
	reURL     = pattern.New(`(?i)(?:https?://|www\.)[^\s<>"\x{ab}\x{bb}\x00]+`)
	reURLHead = pattern.New(`(?i)[-.,;:\x{2013}\x{2014}\s(\[]*(?:url|режим\s+доступа|available\s+(?:at|from|online)(?:\s+at)?|retrieved\s+(?:[^.()]{0,40}\s)?from|қолжетімділік\s+режимі|қол\s*жеткізу(?:\s+режимі)?|қолжетімді|сілтеме|(?:электронды[қй]?|интернет)\s*-?\s*ресурс|available|rezhim\s+dostupa|rejim\s+dostupa|доступно|доступ|link|ссылка|сайт|web-?\s?site)\s*[:.]?\s*[(\[<]?\s*$`)
)

// takeAddresses takes the DOI and the URL out.
func (e *entry) takeAddresses() {
	if strings.Contains(e.rest, "10.") {
		if m := reDOIPart.FindStringSubmatchIndex(e.rest); m != nil {
			if doi, ok := identifier.DOI(e.rest[m[2]:m[3]]); ok {
				e.ref.DOI = doi
				if !e.withinURL(m[2]) { // or it goes with that
					e.cut(m[0], m[2]+len(doi))
				}
			}
		}
	}
	for range 3 {
		if !strings.Contains(e.rest, "://") && !strings.Contains(e.rest, "www.") && !strings.Contains(e.rest, "WWW.") {
			return
		}
		m := reURL.FindStringIndex(e.rest)
		if m == nil {
			return
		}
		url := trimURL(e.rest[m[0]:m[1]])
		end := m[0] + len(url)
		start := m[0]
		if h := reURLHead.FindStringIndex(e.rest[:start]); h != nil {
			start = h[0]
		}
		if doi, ok := identifier.DOI(url); ok && strings.Contains(strings.ToLower(url), "doi.org") {
			if e.ref.DOI == "" {
				e.ref.DOI = doi
			}
		} else if e.ref.URL == "" {
			e.ref.URL = url
		}
		if m := reAccessAlone.FindStringIndex(e.rest[end:]); m != nil {
			e.accessed = true
			end += m[1]
		}
		e.cut(start, end)
	}
}

// withinURL reports whether an offset lies in the address of a page, other than
// that of a DOI.
func (e *entry) withinURL(at int) bool {
	start := strings.LastIndexAny(e.rest[:at], " \t\n<>\"«»"+cutMark) + 1
	m := reURL.FindStringIndex(e.rest[start:])
	return m != nil && start+m[0] < at && at < start+m[1] && !strings.HasSuffix(strings.ToLower(e.rest[start:at]), "doi.org/")
}

// reAccessAlone is a date in brackets behind an address, that of access.
var reAccessAlone = pattern.New(`^[\s.,;]*\(\s*\d{1,2}\.\d{1,2}\.\d{4}\s*[гж]?\.?\s*\)`)

// trimURL takes off the punctuation around an address.
func trimURL(s string) string {
	for {
		t := strings.TrimRight(s, ".,;:'\u2019\u201d\u00bb*|\u2013\u2014")
		for _, p := range []string{"()", "[]"} {
			if strings.HasSuffix(t, p[1:]) && strings.Count(t, p[1:]) > strings.Count(t, p[:1]) {
				t = t[:len(t)-1]
			}
		}
		if t == s {
			return s
		}
		s = t
	}
}

// cutMark stands where a part was taken out; it ends whatever was before it.
const cutMark = "\x00"

// cut takes rest[from:to] out.
func (e *entry) cut(from, to int) {
	e.rest = e.rest[:from] + cutMark + e.rest[to:]
}

var (
	reAccess = pattern.New(`(?i)[(\[]?\s*(?:дата\s+(?:обращения|доступа|просмотра)|обращение|accessed(?:\s+on)?|access(?:ed)?\s+date|date\s+of\s+access|last\s+accessed|retrieved(?:\s+on)?|cited|қара(?:лған|у)\s+(?:күні|мерзімі)|қаралды|өтініш\s+(?:берілген\s+)?күні|жүгінген\s+күні?|кірген\s+күні|сілтеме\s+жасалған\s+күні?|data\s+obrash?ch?h?eni[yi]?a|data\s+obraŝeniâ|qaralgan\s+kuni|қолжетімді\s+болған\s+күні)\s*[:\-\x{2013}]?\s*[^)\]\x00/]{0,40}?\d{4}(?:\s*[гж]\.)?\s*[)\]]?`)
	reMedium = pattern.New(`(?i)\s*\[\s*(?:электронный\s+ресурс|электрондық\s+ресурс|electronic\s+resource|elektronn?[yi]+[yij]?\s+resurs|elektrondyq?k?\s+resurs|текст|мәтін|text|tekst|карты|изоматериал|online|internet|сайт|site|web-?site|портал|текст\s*:\s*электронный)\s*\]\s*`)
)

// mayHaveAccess spares most entries a costly expression.
func mayHaveAccess(e *entry) bool {
	return e.ref.URL != "" || e.ref.DOI != "" || strings.Contains(e.rest, "ccess") || strings.Contains(e.rest, "обращ")
}

// takeAccess takes out the note of the date of access and the mark of an
// electronic resource.
func (e *entry) takeAccess() {
	if mayHaveAccess(e) {
		if m := reAccess.FindStringIndex(e.rest); m != nil {
			e.accessed = true
			e.cut(m[0], m[1])
		}
	}
	if strings.Contains(e.rest, "[") {
		if m := reBracket.FindStringSubmatchIndex(e.rest); m != nil && anyTells(e.rest[m[2]:m[3]], isDataset) {
			e.dataset = true
			e.cut(m[0], m[1])
		}
		for _, m := range reMedium.FindAllString(e.rest, 2) {
			lower := strings.ToLower(m)
			if strings.Contains(lower, "es") && !strings.Contains(lower, "tekst") || strings.Contains(lower, "рес") {
				e.accessed = true
			}
		}
		e.rest = reMedium.ReplaceAllString(e.rest, " ")
	}
	if strings.Contains(e.rest, "Текст") {
		e.rest = reContent.ReplaceAllString(e.rest, "")
	}
}

// reContent is the statement of content and medium of GOST R 7.0.100-2018.
var reContent = pattern.New(`[.\s]*[\x{2013}\x{2014}-]\s*Текст\s*(?:\([^()]{3,20}\)\s*)?:\s*(?:непосредственный|электронный)`)

var reThesisNote = pattern.New(`(?i)\s*[(\[]\s*(?:(?:unpublished\s+)?(?:doctoral|ph\.?\s?d\.?|master(?:['\x{2019}]?s)?|candidate|bachelor(?:['\x{2019}]?s)?)\s*(?:dissertation|thesis)?|дис\.[^)\]]*|диссертация[^)\]]*)(?:,([^)\]]*))?\s*[)\]]`)

// takeThesis takes out the note in brackets that the work is a thesis.
func (e *entry) takeThesis() {
	if !strings.ContainsAny(e.rest, "([") {
		return
	}
	if m := reThesisNote.FindStringSubmatchIndex(e.rest); m != nil && m[0] > 0 {
		e.thesis = true
		if m[2] >= 0 {
			e.ref.Publisher = cleanPublisher(e.rest[m[2]:m[3]])
		}
		e.rest = e.rest[:m[0]] + e.rest[m[1]:]
	}
}

// rePaperNo is the number of a report in a series of papers.
var rePaperNo = pattern.New(`[\s,.]*\(?(?:(?:[Ww]orking|[Dd]iscussion|[Pp]olicy|[Oo]ccasional|[Rr]esearch)\s[Pp]apers?(?:\s[Ss]eries)?|[Pp]olicy\s[Bb]rief|[Tt]echnical\s[Rr]eport|[Рр]абочий\sдокумент)[\s,]*(?:[Nn]o\.?|№|#)?\s*\d[\d/-]*\)?`)

// takePaperNo takes out the number of a report, which is no issue of a periodical.
func (e *entry) takePaperNo() {
	if !containsOne(e.rest, "aper", "rief", "eport", "документ") {
		return
	}
	if m := rePaperNo.FindStringIndex(e.rest); m != nil && m[0] > 0 {
		e.report = true
		e.cut(m[0], m[1])
	}
}

var reLangNote = pattern.New(`(?i)[-.,;\x{2013}\x{2014}\s]*(?:[(\[]\s*(?:in|на|publ\.\s+in|text\s+in)\s+(\p{L}+)\.?(?:\s*(?:яз\.?|языке|language))?\s*[)\]]|[(\[]\s*(\p{L}+)\.?\s+(?:тілінде|тілі|tilinde)\s*[)\]]|[(\[]\s*(rus|russ|kaz|eng|engl|каз|қаз|рус|орыс|англ|ағыл|ағылш)\.?\s*[)\]]|[-\x{2013}\x{2014}]\s*(?:на\s+(\p{L}+)\.?\s+яз(?:ыке|\.)|in\s+(Russian|Kazakh|English)|(\p{L}+)\s+тілінде)\s*$|\.\s(Russian|Kazakh)\.?\s*$)[\s.]*`)

// takeLanguage takes out the note of the language of the work.
func (e *entry) takeLanguage() {
	if !strings.ContainsAny(e.rest, "([") && !strings.Contains(e.rest, "яз") && !strings.Contains(e.rest, "тіл") && !strings.Contains(e.rest, " in ") && !containsOne(e.rest, "Russian", "Kazakh") {
		return
	}
	for _, m := range reLangNote.FindAllStringSubmatchIndex(e.rest, 3) {
		for g := 2; g < len(m); g += 2 {
			if m[g] < 0 {
				continue
			}
			if code := languageNamed(e.rest[m[g]:m[g+1]]); code != "" {
				e.ref.Lang = code
				e.cut(m[0], m[1])
				return
			}
		}
	}
}
