// Package analyzertest owns the invariants that every analyzer keeps, as one
// property test over hard runes.
//
//	func TestInvariants(t *testing.T) { analyzertest.Run(t, analyzer) }
//
// Fuzzing from ordinary text found none of the faults that these runes find at
// once: letters that change their length in lower case, marks, characters that
// are not seen, letters of two scripts that look alike.
package analyzertest
