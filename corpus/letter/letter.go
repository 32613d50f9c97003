package letter

import "unicode"

// endCyrillic is the first rune behind the blocks of Latin and Cyrillic.
const endCyrillic = 0x530

// kind is what package unicode says of a rune.
type kind struct {
	letter, upper, lower bool
	small                uint16
}

// kinds answers for Latin and Cyrillic.
var kinds = func() (t [endCyrillic]kind) {
	for r := range rune(endCyrillic) {
		t[r] = kind{unicode.IsLetter(r), unicode.IsUpper(r), unicode.IsLower(r), uint16(unicode.ToLower(r))}
	}
	return t
}()

// Is reports whether r is a letter, as unicode.IsLetter does.
func Is(r rune) bool {
	if uint32(r) < endCyrillic {
		return kinds[r].letter
	}
	return unicode.IsLetter(r)
}

// IsUpper reports whether r is a capital, as unicode.IsUpper does.
func IsUpper(r rune) bool {
	if uint32(r) < endCyrillic {
		return kinds[r].upper
	}
	return unicode.IsUpper(r)
}

// IsLower reports whether r is a small letter, as unicode.IsLower does.
func IsLower(r rune) bool {
	if uint32(r) < endCyrillic {
		return kinds[r].lower
	}
	return unicode.IsLower(r)
}

// Lower is the small letter of r, as unicode.ToLower has it.
func Lower(r rune) rune {
	if uint32(r) < endCyrillic {
		return rune(kinds[r].small)
	}
	return unicode.ToLower(r)
}
