package segment

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

const (
	idField = "_id" // always the first field

	// noDocValues stands where the offset of a field's doc values would.
	noDocValues = math.MaxUint64

	// norm is what every posting says of the length of its field. 0 would
	// mean that a posting of the dictionary is none (zap.FSTValEncode1Hit).
	norm = 1

	// chunkDocs is the number of documents that reading a posting passes over
	// at most.
	chunkDocs = 1024

	// fileMode lets others than the librarian serve the index.
	fileMode = 0o644
)

// dictionaryOptions are those of the plugin: dictionaries without shared ends
// are larger by a little and are written several times as fast.
var dictionaryOptions = vellum.BuilderOpts{Encoder: 1, RegistryTableSize: 0, RegistryMRUSize: 1}

// writer writes one segment.
type writer struct {
	output
	buffer   *Buffer
	fields   []sortedField
	from, to uint32 // documents of the buffer

	packed       []byte   // postings of the term at hand
	docs, counts []uint32 // the same unpacked
	bitmap       *roaring.Bitmap
	chunks       []byte
	ends         []uint64
	fst          bytes.Buffer
}

func (b *Buffer) writeSegment(ctx context.Context, path string, fields []sortedField, from, to uint32) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, fileMode)
	if err != nil {
		return err
	}
	w := &writer{output: output{file: f}, buffer: b, fields: fields, from: from, to: to, bitmap: roaring.New()}
	if err = w.segment(ctx); err == nil {
		err = w.flush()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("writing segment %s: %w", path, err)
	}
	return nil
}

// segment writes the parts of the format in their order.
func (w *writer) segment(ctx context.Context) error {
	stored, err := w.storedFields()
	if err != nil {
		return err
	}
	names, options := []string{idField}, []index.FieldIndexingOptions{index.IndexField | index.StoreField}
	address, err := w.idDictionary()
	if err != nil {
		return err
	}
	addresses := []uint64{address}
	for _, f := range w.fields {
		if address, err = w.dictionary(ctx, f); err != nil {
			return err
		}
		if address == 0 {
			continue // only other documents have the field
		}
		names, options, addresses = append(names, f.name), append(options, index.IndexField), append(addresses, address)
	}
	w.footer(stored, w.fieldIndex(names, options, addresses))
	return nil
}

// storedFields writes the ids of the documents and returns the offset of the
// list of where each stands.
func (w *writer) storedFields() (uint64, error) {
	ids := w.buffer.ids[w.from:w.to]
	offsets := make([]uint64, len(ids))
	for i, id := range ids {
		offsets[i] = w.offset()
		meta := binary.AppendUvarint(w.chunks[:0], uint64(len(id)))
		w.uvarint(uint64(len(meta)))
		w.uvarint(uint64(len(id) + 1))
		w.bytes(meta)
		w.bytes([]byte(id))
		w.bytes([]byte{0}) // no other stored fields, packed
		w.chunks = meta
		if err := w.flushFull(); err != nil {
			return 0, err
		}
	}
	at := w.offset()
	for _, o := range offsets {
		w.uint64(o)
	}
	w.uvarint(0) // no documents within documents
	return at, w.flushFull()
}

// idDictionary writes the field of the ids.
func (w *writer) idDictionary() (uint64, error) {
	ids := w.buffer.ids[w.from:w.to]
	order := make([]uint32, len(ids))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int { return strings.Compare(ids[x], ids[y]) })
	b, err := w.newDictionary()
	for i := 0; err == nil && i < len(order); i++ {
		err = b.Insert([]byte(ids[order[i]]), zap.FSTValEncode1Hit(uint64(order[i]), norm))
	}
	if err != nil {
		return 0, err
	}
	return w.endDictionary(b)
}

// dictionary writes the postings of all terms of a field, then the terms, and
// returns the address of the field, or 0 where no term has a document.
func (w *writer) dictionary(ctx context.Context, f sortedField) (uint64, error) {
	b, err := w.newDictionary()
	if err != nil {
		return 0, err
	}
	var text []byte
	empty := true
	for _, n := range f.order {
		w.packed = w.buffer.pool.read(w.packed[:0], &f.lists[n])
		w.docs, w.counts = unpack(w.docs[:0], w.counts[:0], w.packed, w.from, w.to)
		if len(w.docs) == 0 {
			continue
		}
		empty = false
		text = append(text[:0], f.terms[n].text...)
		value, err := w.postings()
		if err == nil {
			err = b.Insert(text, value)
		}
		if err == nil {
			err = w.flushFull()
		}
		if err = errors.Join(err, ctx.Err()); err != nil {
			return 0, err
		}
	}
	if empty {
		return 0, nil
	}
	return w.endDictionary(b)
}

func (w *writer) newDictionary() (*vellum.Builder, error) {
	w.fst.Reset()
	return vellum.New(&w.fst, &dictionaryOptions)
}

// endDictionary writes the terms and returns the address of the field.
func (w *writer) endDictionary(b *vellum.Builder) (uint64, error) {
	if err := b.Close(); err != nil {
		return 0, err
	}
	terms := w.offset()
	w.uvarint(uint64(w.fst.Len()))
	w.bytes(w.fst.Bytes())
	address := w.offset()
	w.uvarint(noDocValues) // start
	w.uvarint(noDocValues) // end
	w.uvarint(terms)
	return address, w.flushFull()
}

// postings writes the documents at hand and returns what the dictionary says
// of them: where they are or, of a single one, which it is.
func (w *writer) postings() (uint64, error) {
	if len(w.docs) == 1 && w.counts[0] == 1 {
		return zap.FSTValEncode1Hit(uint64(w.docs[0]), norm), nil
	}
	frequencies := w.frequencies()
	at := w.offset()
	w.uvarint(frequencies)
	w.uvarint(0) // no locations
	w.bitmap.Clear()
	w.bitmap.AddMany(w.docs)
	w.uvarint(w.bitmap.GetSerializedSizeInBytes())
	_, err := w.bitmap.WriteTo(&w.output)
	return at, err
}

// frequencies writes how often the documents at hand have the term, in chunks
// of equal ranges of documents, and returns where.
func (w *writer) frequencies() uint64 {
	all := w.to - w.from
	chunk := all / (uint32(len(w.docs))/chunkDocs + 1)
	w.chunks, w.ends = w.chunks[:0], w.ends[:0]
	for i, doc := range w.docs {
		for uint32(len(w.ends)) < doc/chunk {
			w.ends = append(w.ends, uint64(len(w.chunks)))
		}
		w.chunks = binary.AppendUvarint(w.chunks, uint64(w.counts[i])<<1) // the lowest bit tells of locations
		w.chunks = binary.AppendUvarint(w.chunks, norm)
	}
	for uint32(len(w.ends)) < (all-1)/chunk+1 {
		w.ends = append(w.ends, uint64(len(w.chunks)))
	}
	at := w.offset()
	w.uvarint(uint64(len(w.ends)))
	for _, end := range w.ends {
		w.uvarint(end)
	}
	w.bytes(w.chunks)
	return at
}

// fieldIndex writes what the fields are and where, and returns the offset of
// the list of them.
func (w *writer) fieldIndex(names []string, options []index.FieldIndexingOptions, addresses []uint64) uint64 {
	offsets := make([]uint64, len(names))
	for i, name := range names {
		offsets[i] = w.offset()
		w.uvarint(uint64(len(name)))
		w.bytes([]byte(name))
		w.uvarint(uint64(options[i]))
		w.uvarint(1) // section of the field
		w.buf = binary.BigEndian.AppendUint16(w.buf, zap.SectionInvertedTextIndex)
		w.uint64(addresses[i])
	}
	at := w.offset()
	w.uvarint(uint64(len(names)))
	for _, o := range offsets {
		w.uint64(o)
	}
	return at
}

// footer writes where the parts are, and the checksum of all.
func (w *writer) footer(stored, fields uint64) {
	w.uint32(0) // no name of an encryption
	w.uint64(uint64(w.to - w.from))
	w.uint64(stored)
	w.uint64(fields)
	w.uint32(zap.DefaultChunkMode)
	w.uint32(zap.Version)
	w.uint32(crc32.Update(w.crc, crc32.IEEETable, w.buf))
}

// output writes a file through a buffer.
type output struct {
	file    *os.File
	buf     []byte
	flushed uint64
	crc     uint32 // of what was flushed
}

const outputBytes = 1 << 20

func (o *output) offset() uint64   { return o.flushed + uint64(len(o.buf)) }
func (o *output) bytes(b []byte)   { o.buf = append(o.buf, b...) }
func (o *output) uvarint(v uint64) { o.buf = binary.AppendUvarint(o.buf, v) }
func (o *output) uint32(v uint32)  { o.buf = binary.BigEndian.AppendUint32(o.buf, v) }
func (o *output) uint64(v uint64)  { o.buf = binary.BigEndian.AppendUint64(o.buf, v) }

// Write is bytes in the form of io.Writer.
func (o *output) Write(b []byte) (int, error) {
	o.bytes(b)
	return len(b), nil
}

// flushFull writes the buffer to the file when it has grown.
func (o *output) flushFull() error {
	if len(o.buf) < outputBytes {
		return nil
	}
	return o.flush()
}

func (o *output) flush() error {
	_, err := o.file.Write(o.buf)
	o.crc = crc32.Update(o.crc, crc32.IEEETable, o.buf)
	o.flushed += uint64(len(o.buf))
	o.buf = o.buf[:0]
	return err
}
