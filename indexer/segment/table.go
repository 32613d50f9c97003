package segment

import "math/bits"

// term is a term of a field. How often it has come in the document at hand
// stands beside it, where counting has just looked.
type term struct {
	text  string
	hash  uint32
	count uint32
}

// table numbers the terms of a field in the order in which they come. It is a
// hash table of its own because terms come with their hash, made once and kept
// with the word: a look-up most often reads a slot and a term, and never the
// text, since equal words of one analyzer share it. The zero value is empty.
type table struct {
	slots []slot // a power of two of them, at most half of them taken
	terms []term // by number
}

// slot says which term has a hash. The number is one more than that of the
// term, and 0 is a free slot.
type slot struct{ hash, number uint32 }

const firstSlots = 1 << 6

// number finds a term or adds it.
func (t *table) number(text string, hash uint32) (n uint32, added bool) {
	if 2*len(t.terms) >= len(t.slots) {
		t.grow()
	}
	for i := t.place(hash); ; i = (i + 1) & (len(t.slots) - 1) {
		s := t.slots[i]
		if s.number == 0 {
			t.terms = append(t.terms, term{text: text, hash: hash})
			t.slots[i] = slot{hash, uint32(len(t.terms))}
			return uint32(len(t.terms) - 1), true
		}
		if s.hash == hash && t.terms[s.number-1].text == text {
			return s.number - 1, false
		}
	}
}

// place is where the search for a hash begins.
func (t *table) place(hash uint32) int {
	return int((hash * 0x9e3779b9) >> (33 - bits.Len(uint(len(t.slots)))))
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

// reset empties the table, whose memory it keeps.
func (t *table) reset() {
	clear(t.slots)
	clear(t.terms) // lets go of their texts
	t.terms = t.terms[:0]
}
