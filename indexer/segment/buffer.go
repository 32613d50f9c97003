package segment

import (
	"context"
	"encoding/binary"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Buffer holds the inverted index of many runs in memory until it is written.
// It is for one goroutine.
type Buffer struct {
	names  []string // of the fields
	ids    []string // of the documents
	fields []dictionary
	bytes  int
}

// dictionary is the terms of a field with their postings.
type dictionary struct {
	numbers map[string]uint32
	terms   []string // by number
	lists   []list   // by number
	order   []uint32 // numbers in the order of their terms, once it is sorted
}

// list is the postings of a term, as appendPosting packs them.
type list struct {
	data []byte
	last uint32 // document
}

// perTerm is what a term takes in memory beside its text and postings, in
// bytes: its places in the map, in terms and in lists.
const perTerm = 112

// NewBuffer returns an empty buffer for fields of the given names.
func NewBuffer(names []string) *Buffer {
	b := &Buffer{names: names, fields: make([]dictionary, len(names))}
	for i := range b.fields {
		b.fields[i].numbers = map[string]uint32{}
	}
	return b
}

// Documents is the number of documents in the buffer.
func (b *Buffer) Documents() int { return len(b.ids) }

// Bytes is about what the buffer takes in memory.
func (b *Buffer) Bytes() int { return b.bytes }

// Append takes the documents of a run, which follow those before.
func (b *Buffer) Append(r *Run) {
	base, from := uint32(len(b.ids)), uint32(0)
	b.ids = append(b.ids, r.ids...)
	for n, t := range r.terms {
		l := b.fields[t.field].list(t.text, &b.bytes)
		data := r.data[from:r.ends[n]]
		first, size := binary.Uvarint(data)
		distance := base + uint32(first>>1) - l.last
		before := len(l.data)
		l.data = binary.AppendUvarint(l.data, uint64(distance)<<1|first&1)
		l.data = append(l.data, data[size:]...)
		l.last = base + r.last[n]
		b.bytes += len(l.data) - before
		from = r.ends[n]
	}
}

// list finds the list of a term, or makes it and adds what it takes to bytes.
func (d *dictionary) list(text string, bytes *int) *list {
	n, ok := d.numbers[text]
	if !ok {
		n = uint32(len(d.terms))
		d.numbers[text] = n
		d.terms = append(d.terms, text)
		d.lists = append(d.lists, list{})
		*bytes += len(text) + perTerm
	}
	return &d.lists[n]
}

// Write writes the documents as segments to the given paths, in their order
// and as evenly as can be, over all cores. There must be a document a path.
func (b *Buffer) Write(ctx context.Context, paths ...string) error {
	sorting := errgroup.Group{}
	sorting.SetLimit(runtime.GOMAXPROCS(0))
	for i := range b.fields {
		sorting.Go(func() error { b.fields[i].sort(); return ctx.Err() })
	}
	if err := sorting.Wait(); err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	for i, path := range paths {
		from, to := len(b.ids)*i/len(paths), len(b.ids)*(i+1)/len(paths)
		g.Go(func() error { return b.writeSegment(ctx, path, uint32(from), uint32(to)) })
	}
	return g.Wait()
}

func (d *dictionary) sort() {
	d.order = make([]uint32, len(d.terms))
	for n := range d.order {
		d.order[n] = uint32(n)
	}
	slices.SortFunc(d.order, func(x, y uint32) int { return strings.Compare(d.terms[x], d.terms[y]) })
}

// sortedFields are the numbers of the fields that have terms, in the order of
// their names.
func (b *Buffer) sortedFields() []int {
	var numbers []int
	for i := range b.fields {
		if len(b.fields[i].terms) > 0 {
			numbers = append(numbers, i)
		}
	}
	slices.SortFunc(numbers, func(x, y int) int { return strings.Compare(b.names[x], b.names[y]) })
	return numbers
}

// unpack appends those of the documents from up to before to that are in l,
// counted from the first of them, to docs and how often they have the term to
// counts.
func (l *list) unpack(docs, counts []uint32, from, to uint32) (d, c []uint32) {
	doc := uint32(0)
	for data := l.data; len(data) > 0; {
		v, n := binary.Uvarint(data)
		data = data[n:]
		count := uint64(1)
		if v&1 == 0 {
			count, n = binary.Uvarint(data)
			data = data[n:]
		}
		if doc += uint32(v >> 1); doc >= to {
			break
		}
		if doc >= from {
			docs, counts = append(docs, doc-from), append(counts, uint32(count))
		}
	}
	return docs, counts
}
