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
	fields []*bufferField // by number
	ids    []string       // of the documents
	pool   pool
	texts  texts
}

// bufferField is one field of a Buffer.
type bufferField struct {
	table
	name  string
	lists []list // by number of the term
}

// perTerm is what a term takes in memory beside its text and postings, in
// bytes: its places in slots, terms and lists.
const perTerm = 96

// NewBuffer returns an empty buffer for fields of the given names.
func NewBuffer(names []string) *Buffer {
	b := new(Buffer)
	for _, name := range names {
		b.fields = append(b.fields, &bufferField{name: name})
	}
	return b
}

// Documents is the number of documents in the buffer.
func (b *Buffer) Documents() int { return len(b.ids) }

// Bytes is about what the buffer takes in memory.
func (b *Buffer) Bytes() int {
	terms := 0
	for _, f := range b.fields {
		terms += len(f.terms)
	}
	return b.pool.bytes() + b.texts.bytes + perTerm*terms
}

// Append takes the documents of a run, which follow those before.
func (b *Buffer) Append(r *Run) {
	base := uint32(len(b.ids))
	b.ids = append(b.ids, r.IDs...)
	for n := range r.Fields {
		b.appendField(b.fields[n], &r.Fields[n], base)
	}
}

// appendField takes one field of documents, the first of which is number base.
func (b *Buffer) appendField(into *bufferField, f *Field, base uint32) {
	var head [2 * binary.MaxVarintLen32]byte
	from := uint32(0)
	for n := range f.terms {
		number, added := into.number(f.terms[n].text, f.terms[n].hash)
		if added {
			into.terms[number].text = b.texts.keep(f.terms[n].text)
			into.lists = append(into.lists, list{})
		}
		l := &into.lists[number]
		data := f.data[from:f.ends[n]]
		first, size := binary.Uvarint(data) // counts from the first document of the run
		distance := base + uint32(first>>1) - l.last
		b.pool.append(l, binary.AppendUvarint(head[:0], uint64(distance)<<1|first&1))
		b.pool.append(l, data[size:])
		l.last = base + f.last[n]
		from = f.ends[n]
	}
}

// Write writes the documents as segments to the given paths, in their order
// and as evenly as can be, over all cores. There must be a document a path.
func (b *Buffer) Write(ctx context.Context, paths ...string) error {
	fields, err := b.sorted(ctx)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	for i, path := range paths {
		from, to := len(b.ids)*i/len(paths), len(b.ids)*(i+1)/len(paths)
		g.Go(func() error { return b.writeSegment(ctx, path, fields, uint32(from), uint32(to)) })
	}
	return g.Wait()
}

// sortedField is a field and the numbers of its terms in the order of these.
type sortedField struct {
	*bufferField
	order []uint32
}

// sorted returns the fields that have terms in the order of their names.
func (b *Buffer) sorted(ctx context.Context) ([]sortedField, error) {
	var fields []sortedField
	for _, f := range b.fields {
		if len(f.terms) > 0 {
			fields = append(fields, sortedField{f, make([]uint32, len(f.terms))})
		}
	}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range fields {
		g.Go(func() error {
			for n := range f.order {
				f.order[n] = uint32(n)
			}
			slices.SortFunc(f.order, func(x, y uint32) int { return strings.Compare(f.terms[x].text, f.terms[y].text) })
			return ctx.Err()
		})
	}
	slices.SortFunc(fields, func(x, y sortedField) int { return strings.Compare(x.name, y.name) })
	return fields, g.Wait()
}

// unpack appends those of the documents from up to before to that are in
// packed, counted from the first of them, to docs and how often they have the
// term to counts.
func unpack(docs, counts []uint32, packed []byte, from, to uint32) (d, c []uint32) {
	doc := uint32(0)
	for data := packed; len(data) > 0; {
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
