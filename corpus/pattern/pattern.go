package pattern

import (
	"regexp"
	"regexp/syntax"
	"sync"
	"unicode/utf8"
)

// Expr is a regular expression with the conditions of its matches. It is
// compiled when it is first tried.
type Expr struct {
	text        string
	once        sync.Once
	compiled    *regexp.Regexp
	first, last *runeSet  // what a match at the start or end of a text has there, nil if matches may stand elsewhere
	literals    *literals // of which one stands in a match, nil if none is known
}

// New is an expression in the syntax of package regexp. One that is none panics
// when it is first tried.
func New(text string) *Expr { return &Expr{text: text} }

// longExpr is how many bytes an expression has that costs more to try at one
// place than its literals cost to look for.
const longExpr = 100

func (e *Expr) compile() {
	e.compiled = regexp.MustCompile(e.text)
	re, err := syntax.Parse(e.text, syntax.Perl)
	if err != nil {
		panic(err) // regexp has parsed it
	}
	e.first, e.last = edge(re, start), edge(re, end)
	if prefix, _ := e.compiled.LiteralPrefix(); prefix == "" && (len(e.text) > longExpr || e.first == nil && e.last == nil) {
		e.literals = newLiterals(needed(re).best())
	}
}

// String is the text of the expression.
func (e *Expr) String() string { return e.text }

// may is false for a text in which e has no match.
func (e *Expr) may(text string) bool {
	e.once.Do(e.compile)
	if e.first != nil {
		if r, size := utf8.DecodeRuneInString(text); size == 0 || !e.first.has(r) {
			return false
		}
	}
	if e.last != nil {
		if r, size := utf8.DecodeLastRuneInString(text); size == 0 || !e.last.has(r) {
			return false
		}
	}
	return e.literals == nil || e.literals.in(text)
}

// MatchString is as package regexp has it, and so are those below.
func (e *Expr) MatchString(s string) bool { return e.may(s) && e.compiled.MatchString(s) }

// FindString is the leftmost match in s.
func (e *Expr) FindString(s string) string {
	if !e.may(s) {
		return ""
	}
	return e.compiled.FindString(s)
}

// FindStringIndex is where the leftmost match in s stands.
func (e *Expr) FindStringIndex(s string) []int {
	if !e.may(s) {
		return nil
	}
	return e.compiled.FindStringIndex(s)
}

// FindStringSubmatch is the leftmost match in s with its groups.
func (e *Expr) FindStringSubmatch(s string) []string {
	if !e.may(s) {
		return nil
	}
	return e.compiled.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is where the leftmost match in s and its groups stand.
func (e *Expr) FindStringSubmatchIndex(s string) []int {
	if !e.may(s) {
		return nil
	}
	return e.compiled.FindStringSubmatchIndex(s)
}

// FindAllString are the matches in s, n at most if n is not negative.
func (e *Expr) FindAllString(s string, n int) []string {
	if !e.may(s) {
		return nil
	}
	return e.compiled.FindAllString(s, n)
}

// FindAllStringIndex is where the matches in s stand.
func (e *Expr) FindAllStringIndex(s string, n int) [][]int {
	if !e.may(s) {
		return nil
	}
	return e.compiled.FindAllStringIndex(s, n)
}

// FindAllStringSubmatch are the matches in s with their groups.
func (e *Expr) FindAllStringSubmatch(s string, n int) [][]string {
	if !e.may(s) {
		return nil
	}
	return e.compiled.FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex is where the matches in s and their groups stand.
func (e *Expr) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !e.may(s) {
		return nil
	}
	return e.compiled.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is s with its matches replaced by the template.
func (e *Expr) ReplaceAllString(s, template string) string {
	if !e.may(s) {
		return s
	}
	return e.compiled.ReplaceAllString(s, template)
}

// ReplaceAllStringFunc is s with its matches replaced by what replace makes of
// them.
func (e *Expr) ReplaceAllStringFunc(s string, replace func(string) string) string {
	if !e.may(s) {
		return s
	}
	return e.compiled.ReplaceAllStringFunc(s, replace)
}

// Split is what stands between the matches in s, n pieces at most if n is not
// negative.
func (e *Expr) Split(s string, n int) []string {
	e.once.Do(e.compile)
	return e.compiled.Split(s, n)
}
