// Package pattern owns regular expressions that are tried on every line of an
// archive and match few of them. An Expr reads off its own syntax what no match
// can do without, and runs the expression only where that stands.
//
//	year := pattern.New(`\b(19|20)\d\d\b`)
//	year.MatchString("no figure here") // false, without running it: neither "19" nor "20"
//
// The answers are those of package regexp.
package pattern
