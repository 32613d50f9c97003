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
	table
	names []string // of the fields
	ids   []string // of the documents
	lists []list   // by number of the term
	bytes int
}

// list is the postings of a term, as appendPosting packs them.
type list struct {
	data []byte
	last uint32 // document
}

// perTerm is what a term takes in memory beside its text and postings, in
// bytes: its places in slots, terms and lists.
const perTerm = 96

// NewBuffer returns an empty buffer for fields of the given names.
func NewBuffer(names []string) *Buffer { return &Buffer{names: names} }

// Documents is the number of documents in the buffer.
func (b *Buffer) Documents() int { return len(b.ids) }

// Bytes is about what the buffer takes in memory.
func (b *Buffer) Bytes() int { return b.bytes }

// Append takes the documents of a run, which follow those before.
func (b *Buffer) Append(r *Run) {
	base, from := uint32(len(b.ids)), uint32(0)
	b.ids = append(b.ids, r.ids...)
	for n, t := range r.terms {
		l := b.list(t)
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

// list finds the list of a term, or makes it.
func (b *Buffer) list(t term) *list {
	n, added := b.number(t.field, t.text, t.hash)
	if added {
		b.lists = append(b.lists, list{})
		b.bytes += len(t.text) + perTerm
	}
	return &b.lists[n]
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
	name  string
	terms []uint32
}

// sorted returns the fields that have terms in the order of their names.
func (b *Buffer) sorted(ctx context.Context) ([]sortedField, error) {
	fields := make([]sortedField, len(b.names))
	for i, name := range b.names {
		fields[i].name = name
	}
	for n := range b.terms {
		f := &fields[b.terms[n].field]
		f.terms = append(f.terms, uint32(n))
	}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range fields {
		g.Go(func() error {
			slices.SortFunc(f.terms, func(x, y uint32) int { return strings.Compare(b.terms[x].text, b.terms[y].text) })
			return ctx.Err()
		})
	}
	fields = slices.DeleteFunc(fields, func(f sortedField) bool { return len(f.terms) == 0 })
	slices.SortFunc(fields, func(x, y sortedField) int { return strings.Compare(x.name, y.name) })
	return fields, g.Wait()
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
