package bib

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"izde/corpus"
)

// Faults of a BibTeX entry.
var (
	errOpen    = errors.New("the entry has no closing bracket")
	errNoValue = errors.New("a field has no value")
	errNoTitle = errors.New("the entry has no title")
	errLong    = fmt.Errorf("a field is longer than %d MB", maxValue>>20)
)

// maxValue is the longest value in bytes: strings that are made of strings could
// grow without end.
const maxValue = 1 << 20

// ReadBibTeX reads the entries of a BibTeX file. Strings are expanded, TeX's
// accents and braces resolved, and an entry takes from the one that it names as
// its crossref what it does not say. Behind a broken entry, reading goes on at the
// next line that begins one.
func ReadBibTeX(name, text string) (articles []*corpus.Article, faults []Fault) {
	r := bibtex{text: text, strings: map[string]string{}}
	var entries []entry
	byKey := map[string]fields{}
	for r.next() {
		start, at := r.line(), r.at
		kind := strings.ToLower(r.word())
		f, key, err := r.entry(kind)
		switch {
		case err != nil:
			faults = append(faults, Fault{start, err})
			r.at = len(text)
			if i := strings.Index(text[at:], "\n@"); i >= 0 {
				r.at = at + i
			}
		case f != nil: // not a comment, preamble or string
			entries = append(entries, entry{f, key, start, r.line()})
			byKey[strings.ToLower(key)] = f
		}
	}
	for _, e := range entries {
		e.fields.inherit(byKey[strings.ToLower(e.fields.first("crossref"))])
		if e.fields.first("title") == "" {
			faults = append(faults, Fault{e.line, errNoTitle})
			continue
		}
		a := article(e.fields)
		a.ID = e.key
		a.Source = corpus.Source{File: name, Line: e.line, EndLine: e.end}
		articles = append(articles, a)
	}
	slices.SortStableFunc(faults, func(a, b Fault) int { return a.Line - b.Line })
	return articles, faults
}

// entry is an entry and its lines.
type entry struct {
	fields    fields
	key       string
	line, end int
}

// inherit takes what f does not say from the entry that holds it: its title is that
// of the book.
func (f fields) inherit(from fields) {
	for name, values := range from {
		if name == "title" {
			name = "booktitle"
		}
		switch name {
		case "booktitle", "journal", "journaltitle", "year", "date", "volume", "number", "issue", "issn", "language", "langid":
			if f.first(name) == "" {
				f[name] = values
			}
		}
	}
}

// bibtex reads entries one after another.
type bibtex struct {
	text    string
	at      int
	counted int // up to here
	lines   int
	strings map[string]string
}

// line is the line of the place reached.
func (r *bibtex) line() int {
	to := min(r.at, len(r.text))
	if to > r.counted {
		r.lines += strings.Count(r.text[r.counted:to], "\n")
		r.counted = to
	}
	return r.lines + 1
}

// next goes behind the next at sign that begins a word.
func (r *bibtex) next() bool {
	for {
		i := strings.IndexByte(r.text[min(r.at, len(r.text)):], '@')
		if i < 0 {
			return false
		}
		r.at += i + 1
		if r.at < len(r.text) && unicode.IsLetter(rune(r.text[r.at])) {
			return true
		}
	}
}

func (r *bibtex) blanks() {
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.at]) >= 0 {
		r.at++
	}
}

// word reads up to a character that ends a name.
func (r *bibtex) word() string {
	start := r.at
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n{}(),=\"#", r.text[r.at]) < 0 {
		r.at++
	}
	return r.text[start:r.at]
}

// entry reads what stands in the brackets of an entry.
func (r *bibtex) entry(kind string) (fields, string, error) {
	r.blanks()
	if r.at >= len(r.text) || r.text[r.at] != '{' && r.text[r.at] != '(' {
		return nil, "", nil // an at sign in a comment
	}
	if kind == "comment" || kind == "preamble" {
		_, err := r.value()
		return nil, "", err
	}
	r.at++
	r.blanks()
	if kind == "string" {
		f, err := r.fields()
		for name, v := range f {
			r.strings[name] = v[0]
		}
		return nil, "", err
	}
	key := r.word()
	f, err := r.fields()
	if err != nil {
		return nil, "", err
	}
	return resolve(f), key, nil
}

// fields reads fields up to the bracket that closes the entry.
func (r *bibtex) fields() (fields, error) {
	f := fields{}
	for {
		r.blanks()
		if r.at >= len(r.text) {
			return nil, errOpen
		}
		switch r.text[r.at] {
		case ',':
			r.at++
			continue
		case '}', ')':
			r.at++
			return f, nil
		}
		name := strings.ToLower(r.word())
		if strings.HasPrefix(name, "@") {
			return nil, errOpen // the next entry begins
		}
		r.blanks()
		if name == "" || r.at >= len(r.text) || r.text[r.at] != '=' {
			return nil, errNoValue
		}
		r.at++
		v, err := r.values()
		if err != nil {
			return nil, err
		}
		f[name] = append(f[name], v)
	}
}

// values reads a value, or several joined by number signs.
func (r *bibtex) values() (string, error) {
	var b strings.Builder
	for {
		r.blanks()
		v, err := r.value()
		if err != nil {
			return "", err
		}
		b.WriteString(v)
		if b.Len() > maxValue {
			return "", errLong
		}
		r.blanks()
		if r.at >= len(r.text) || r.text[r.at] != '#' {
			return b.String(), nil
		}
		r.at++
	}
}

// value reads one value: in braces, in quotes, a number or the name of a
// string.
func (r *bibtex) value() (string, error) {
	if r.at >= len(r.text) {
		return "", errOpen
	}
	open := r.text[r.at]
	if open != '{' && open != '"' && open != '(' {
		w := r.word()
		if w == "" {
			return "", errNoValue
		}
		if s, ok := r.strings[strings.ToLower(w)]; ok {
			return s, nil
		}
		return w, nil
	}
	start := r.at + 1
	depth := 0
	for i := r.at; i < len(r.text); i++ {
		c := r.text[i]
		switch {
		case c == '\\':
			i++
			continue
		case c == '{' || c == '(' && open == '(':
			depth++
		case c == '}' || c == ')' && open == '(':
			depth--
		}
		if open == '"' && c == '"' && depth == 0 && i > r.at || open != '"' && depth == 0 {
			r.at = i + 1
			return r.text[start:i], nil
		}
	}
	r.at = len(r.text)
	return "", errOpen
}

// resolve turns values from TeX into text; names are parted at "and".
func resolve(f fields) fields {
	out := fields{}
	for name, values := range f {
		for _, v := range values {
			if name != "author" {
				out[name] = append(out[name], untex(v))
				continue
			}
			for _, person := range splitAnd(v) {
				out[name] = append(out[name], untex(person))
			}
		}
	}
	return out
}

// splitAnd parts names at the word "and" outside braces.
func splitAnd(s string) (out []string) {
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 && i+5 <= len(s) && strings.IndexByte(" \t\r\n", s[i]) >= 0 && strings.EqualFold(s[i+1:i+4], "and") && strings.IndexByte(" \t\r\n", s[i+4]) >= 0 {
			out = append(out, s[min(start, i):i]) // "and and" share their blank
			start = i + 5
			i += 3
		}
	}
	return append(out, s[start:])
}

// accents are TeX's commands for marks over a letter.
const accents = "`\u0300'\u0301^\u0302\"\u0308~\u0303=\u0304.\u0307u\u0306v\u030cH\u030bc\u0327d\u0323b\u0331r\u030ak\u0328"

// letters are TeX's commands for letters.
func letter(command string) (string, bool) {
	switch command {
	case "ss":
		return "ß", true
	case "o":
		return "ø", true
	case "O":
		return "Ø", true
	case "ae":
		return "æ", true
	case "AE":
		return "Æ", true
	case "oe":
		return "œ", true
	case "aa":
		return "å", true
	case "AA":
		return "Å", true
	case "l":
		return "ł", true
	case "L":
		return "Ł", true
	case "i":
		return "ı", true
	case "j":
		return "ȷ", true
	case "textendash":
		return "–", true
	case "textemdash":
		return "—", true
	case "ldots", "dots", "textellipsis":
		return "…", true
	case "textquoteright":
		return "’", true
	case "guillemotleft":
		return "«", true
	case "guillemotright":
		return "»", true
	case "textnumero":
		return "№", true
	case "textcopyright":
		return "©", true
	case "textbackslash", "backslash":
		return "\\", true
	}
	return "", false
}

// untex resolves accents, dashes, quotes and braces.
func untex(s string) string {
	var b strings.Builder
	math := false
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			text, n := command(s[i+1:])
			b.WriteString(text)
			i += 1 + n
		case c == '{' || c == '}':
			i++
		case c == '~':
			b.WriteByte(' ')
			i++
		case c == '$':
			math = !math
			i++
		case math && (c == '_' || c == '^'):
			i++
		case strings.HasPrefix(s[i:], "---"):
			b.WriteString("—")
			i += 3
		case strings.HasPrefix(s[i:], "--"):
			b.WriteString("–")
			i += 2
		case strings.HasPrefix(s[i:], "``"):
			b.WriteString("“")
			i += 2
		case strings.HasPrefix(s[i:], "''"):
			b.WriteString("”")
			i += 2
		default:
			b.WriteByte(c)
			i++
		}
	}
	return norm.NFC.String(strings.Join(strings.Fields(b.String()), " "))
}

// command resolves a command of TeX, of which s is what stands behind the
// backslash, and says how many bytes it took.
func command(s string) (string, int) {
	word := 0
	for word < len(s) && (s[word] >= 'a' && s[word] <= 'z' || s[word] >= 'A' && s[word] <= 'Z') {
		word++
	}
	name := s[:max(word, 1)]
	if text, ok := letter(name); ok && word > 0 {
		return text, skipBlank(s, word)
	}
	if at := strings.Index(accents, name); at >= 0 && len(name) == 1 && name[0] < utf8.RuneSelf {
		mark := []rune(accents[at+1:])[0]
		n := len(name)
		for n < len(s) && (s[n] == '{' || s[n] == ' ') {
			n++
		}
		if strings.HasPrefix(s[n:], "\\i") || strings.HasPrefix(s[n:], "\\j") {
			n++ // a dotless letter under its accent
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsLetter(r) {
			return "", n
		}
		end := n + size
		if end < len(s) && s[end] == '}' {
			end++
		}
		return string(r) + string(mark), end
	}
	if word == 0 {
		return s[:1], 1 // an escaped sign
	}
	return "", skipBlank(s, word) // a command of layout
}

func skipBlank(s string, n int) int {
	if n < len(s) && s[n] == ' ' {
		return n + 1
	}
	return n
}
