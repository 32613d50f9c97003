package letter

import (
	"testing"
	"unicode"
)

// TestAsUnicode asks for every character, and for what is none.
func TestAsUnicode(t *testing.T) {
	for r := rune(-1); r <= unicode.MaxRune+1; r++ {
		if Is(r) != unicode.IsLetter(r) || IsUpper(r) != unicode.IsUpper(r) || IsLower(r) != unicode.IsLower(r) || Lower(r) != unicode.ToLower(r) {
			t.Fatalf("%U: letter %v, upper %v, lower %v, its small letter %U; unicode has %v, %v, %v, %U",
				r, Is(r), IsUpper(r), IsLower(r), Lower(r), unicode.IsLetter(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.ToLower(r))
		}
	}
}
