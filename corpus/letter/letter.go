package letter

import "unicode"

// Cyrillic has its letters in one block. Between those of Russian and its
// neighbours and those of the other languages stand a few signs.
const (
	firstCyrillic = 0x400
	firstSmall    = 0x430
	firstOld      = 0x460 // from here on capital and small letters take turns
	firstSign     = 0x482
	firstOther    = 0x48a // as firstOld
	firstPalochka = 0x4c0 // from here on they take turns the other way round
	firstLate     = 0x4d0 // as firstOld
	endCyrillic   = 0x530
)

// Is reports whether r is a letter, as unicode.IsLetter does.
func Is(r rune) bool {
	switch {
	case r < 0x80:
		r |= 0x20
		return r >= 'a' && r <= 'z'
	case r >= firstCyrillic && r < endCyrillic:
		return r < firstSign || r >= firstOther
	}
	return unicode.IsLetter(r)
}

// takeTurns is true for the letters of which an even one is the capital of the
// odd one after it.
func takeTurns(r rune) bool {
	return r >= firstOld && r < firstSign || r >= firstOther && r < firstPalochka || r >= firstLate && r < endCyrillic
}

// IsUpper reports whether r is a capital, as unicode.IsUpper does.
func IsUpper(r rune) bool {
	switch {
	case r < 0x80:
		return r >= 'A' && r <= 'Z'
	case r >= firstCyrillic && r < firstOld:
		return r < firstSmall
	case takeTurns(r):
		return r&1 == 0
	}
	return unicode.IsUpper(r)
}

// IsLower reports whether r is a small letter, as unicode.IsLower does.
func IsLower(r rune) bool {
	switch {
	case r < 0x80:
		return r >= 'a' && r <= 'z'
	case r >= firstCyrillic && r < firstOld:
		return r >= firstSmall
	case takeTurns(r):
		return r&1 == 1
	}
	return unicode.IsLower(r)
}

// Lower is the small letter of r, as unicode.ToLower has it.
func Lower(r rune) rune {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r >= firstSmall && r < firstOld:
		return r
	case r >= 0x410 && r < firstSmall:
		return r + 0x20
	case r >= firstCyrillic && r < 0x410:
		return r + 0x50
	case takeTurns(r):
		return r | 1
	}
	return unicode.ToLower(r)
}
