package segment

import "encoding/binary"

// Batch gathers the terms of a run of documents. It keeps its memory from one
// run to the next and is for one goroutine. The zero value is empty.
type Batch struct {
	table
	ids     []string
	counts  []uint32 // by number of the term, of the document at hand
	seen    []uint32 // the terms of the document at hand
	entries []entry  // of the documents before
}

// entry says how often a term occurs in a document.
type entry struct{ term, doc, count uint32 }

// Document begins the next document. No two documents of an index have the
// same id.
func (b *Batch) Document(id string) {
	b.endDocument()
	b.ids = append(b.ids, id)
}

// Add counts one occurrence of a term in a field of the document at hand. Equal
// terms come with equal hashes.
func (b *Batch) Add(field int, text string, hash uint32) {
	n, added := b.number(uint32(field), text, hash)
	if added {
		b.counts = append(b.counts, 0)
	}
	if b.counts[n]++; b.counts[n] == 1 {
		b.seen = append(b.seen, n)
	}
}

func (b *Batch) endDocument() {
	doc := uint32(len(b.ids)) - 1
	for _, n := range b.seen {
		b.entries = append(b.entries, entry{n, doc, b.counts[n]})
		b.counts[n] = 0
	}
	b.seen = b.seen[:0]
}

// Run is a run of documents inverted: for every term the documents that have
// it, in the order in which they came.
type Run struct {
	ids   []string
	terms []term
	ends  []uint32 // term → where its postings end in data
	last  []uint32 // term → its last document
	data  []byte   // see appendPosting
}

// Run returns what was gathered and empties the batch.
func (b *Batch) Run() *Run {
	b.endDocument()
	r := &Run{ids: b.ids, terms: b.terms, ends: make([]uint32, len(b.terms)), last: make([]uint32, len(b.terms))}
	sorted, ends := b.byTerm()
	r.data = make([]byte, 0, 2*len(sorted))
	from := uint32(0)
	for n, to := range ends {
		last := uint32(0)
		for _, e := range sorted[from:to] {
			r.data = appendPosting(r.data, e.doc-last, e.count)
			last = e.doc
		}
		r.ends[n], r.last[n] = uint32(len(r.data)), last
		from = to
	}
	b.reset()
	return r
}

// byTerm sorts the entries by term, those of a term by document, and returns
// where those of each term end.
func (b *Batch) byTerm() (sorted []entry, ends []uint32) {
	ends = make([]uint32, len(b.terms)+1)
	for i := range b.entries {
		ends[b.entries[i].term+1]++
	}
	for n := range b.terms {
		ends[n+1] += ends[n]
	}
	sorted = make([]entry, len(b.entries))
	for _, e := range b.entries { // ends[n] is where the next of term n goes
		sorted[ends[e.term]] = e
		ends[e.term]++
	}
	return sorted, ends[:len(b.terms)]
}

func (b *Batch) reset() {
	b.table.reset()
	b.ids = nil // the Run has them, and the terms
	b.counts, b.entries = b.counts[:0], b.entries[:0]
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
