package segment

import "math/bits"

// term is a term of a field.
type term struct {
	text  string
	hash  uint32
	field uint32
}

// table numbers terms in the order in which they come. It is a hash table of
// its own because terms come with their hash, made once and kept with the word:
// a look-up most often reads a slot and a term, and never the text, since equal
// words of one analyzer share it. The zero value is empty.
type table struct {
	slots []slot // a power of two of them, at most half of them taken
	terms []term // by number
}

// slot says which term has a hash. The number is one more than that of the
// term, and 0 is a free slot.
type slot struct{ hash, number uint32 }

const firstSlots = 1 << 10

// number finds a term or adds it.
func (t *table) number(field uint32, text string, hash uint32) (n uint32, added bool) {
	if 2*len(t.terms) >= len(t.slots) {
		t.grow()
	}
	mixed := mix(field, hash)
	for i := t.place(mixed); ; i = (i + 1) & (len(t.slots) - 1) {
		s := t.slots[i]
		if s.number == 0 {
			t.terms = append(t.terms, term{text, hash, field})
			t.slots[i] = slot{mixed, uint32(len(t.terms))}
			return uint32(len(t.terms) - 1), true
		}
		if s.hash == mixed {
			if have := &t.terms[s.number-1]; have.field == field && have.text == text {
				return s.number - 1, false
			}
		}
	}
}

// mix spreads the hash of a term over 32 bits, for every field in another way.
func mix(field, hash uint32) uint32 {
	h := (hash ^ field*0x9e3779b9) * 0x85ebca6b
	return h ^ h>>15
}

// place is where the search for a mixed hash begins.
func (t *table) place(mixed uint32) int {
	return int((mixed * 0x9e3779b9) >> (33 - bits.Len(uint(len(t.slots)))))
}

func (t *table) grow() {
	old := t.slots
	t.slots = make([]slot, max(2*len(old), firstSlots))
	for _, s := range old {
		if s.number == 0 {
			continue
		}
		i := t.place(s.hash)
		for t.slots[i].number != 0 {
			i = (i + 1) & (len(t.slots) - 1)
		}
		t.slots[i] = s
	}
}

// reset empties the table and gives the terms away.
func (t *table) reset() {
	clear(t.slots)
	t.terms = nil
}
