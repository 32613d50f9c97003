package segment

import (
	"encoding/binary"
	"slices"
)

// Inverter gathers the terms of one field of a run of documents. It keeps its
// memory from one run to the next and is for one goroutine. The zero value is
// empty.
//
// It has one field at a time because the terms of one stay in the processor's
// cache, and those of all do not.
type Inverter struct {
	table
	seen    []uint32 // the terms of the document at hand
	entries []entry  // of the documents before
	sorted  []entry  // the same by term
}

// entry says how often a term occurs in a document.
type entry struct{ term, doc, count uint32 }

// Add counts one occurrence of a term in the document at hand. Equal terms
// come with equal hashes.
func (v *Inverter) Add(text string, hash uint32) {
	n, _ := v.number(text, hash)
	t := &v.terms[n]
	if t.count++; t.count == 1 {
		v.seen = append(v.seen, n)
	}
}

// EndDocument says that the terms since the last call are those of a document.
// It is its number within the run; documents come in order.
func (v *Inverter) EndDocument(doc uint32) {
	for _, n := range v.seen {
		t := &v.terms[n]
		v.entries = append(v.entries, entry{n, doc, t.count})
		t.count = 0
	}
	v.seen = v.seen[:0]
}

// Field is one field of a run of documents inverted: for every term the
// documents that have it, in the order in which they came. The zero value is a
// field that no document has.
type Field struct {
	terms []term
	ends  []uint32 // term → where its postings end in data
	last  []uint32 // term → its last document
	data  []byte   // see appendPosting
}

// Run is a run of documents inverted.
type Run struct {
	IDs    []string // no two documents of an index have the same
	Fields []Field  // by number
}

// Take returns what was gathered and empties v.
func (v *Inverter) Take() Field {
	if len(v.entries) == 0 {
		return Field{}
	}
	f := Field{terms: slices.Clone(v.terms), ends: v.sortEntries(), last: make([]uint32, len(v.terms))}
	f.data = make([]byte, 0, 2*len(v.sorted))
	from := uint32(0)
	for n, to := range f.ends {
		last := uint32(0)
		for _, e := range v.sorted[from:to] {
			f.data = appendPosting(f.data, e.doc-last, e.count)
			last = e.doc
		}
		f.ends[n], f.last[n] = uint32(len(f.data)), last
		from = to
	}
	v.reset()
	v.entries = v.entries[:0]
	return f
}

// sortEntries sorts the entries by term, those of a term by document, and
// returns where those of each term end.
func (v *Inverter) sortEntries() (ends []uint32) {
	ends = make([]uint32, len(v.terms)+1)
	for i := range v.entries {
		ends[v.entries[i].term+1]++
	}
	for n := range v.terms {
		ends[n+1] += ends[n]
	}
	v.sorted = slices.Grow(v.sorted[:0], len(v.entries))[:len(v.entries)]
	for _, e := range v.entries { // ends[n] is where the next of term n goes
		v.sorted[ends[e.term]] = e
		ends[e.term]++
	}
	return ends[:len(v.terms)]
}

// appendPosting appends one document of a list: its distance from the one
// before and the number of occurrences, which most often is one.
func appendPosting(dst []byte, distance, count uint32) []byte {
	if count == 1 {
		return binary.AppendUvarint(dst, uint64(distance)<<1|1)
	}
	dst = binary.AppendUvarint(dst, uint64(distance)<<1)
	return binary.AppendUvarint(dst, uint64(count))
}
