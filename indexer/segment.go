package indexer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// openSegment is a segment and the number of its first document. Its terms are
// looked up by Bleve and in its mapped file; postings are read by ourselves,
// with a call of the system for each: mapped pages of them would count as
// memory of the process, and Bleve's iterator takes several times as long a
// posting.
type openSegment struct {
	segmentapi.Segment
	base  uint32
	file  *os.File
	size  uint64        // of the file, in bytes
	terms []*vellum.FST // field → term → place of its postings; nil where the segment lacks the field
}

// dictionary opens the terms of a field in one segment. A dictionary keeps a
// reader's state and is for one goroutine, so every look-up opens its own,
// which costs next to nothing.
func (s *openSegment) dictionary(f field) (segmentapi.TermDictionary, error) {
	d, err := s.Dictionary(f.name)
	if err != nil {
		return nil, fmt.Errorf("terms of field %s: %w", f.name, err)
	}
	return d, nil
}

// openSegments opens the segments of a generation folder in order.
func openSegments(dir string) ([]segmentapi.Segment, error) {
	var open []segmentapi.Segment
	for n := 0; ; n++ {
		path := filepath.Join(dir, segmentName(n))
		if _, err := os.Stat(path); err != nil && n > 0 {
			return open, nil
		}
		s, err := new(zap.ZapPlugin).Open(path)
		if err != nil {
			for _, s := range open {
				s.Close()
			}
			return nil, fmt.Errorf("opening segment: %w", err)
		}
		open = append(open, s)
	}
}

// newOpenSegment makes s ready for looking up terms. It owns s, and closes it
// where it fails.
func newOpenSegment(s segmentapi.Segment, base uint32, fields []field) (openSegment, error) {
	open := openSegment{Segment: s, base: base}
	z, ok := s.(*zap.Segment)
	if !ok {
		return open, errors.Join(fmt.Errorf("a segment of type %T", s), s.Close())
	}
	open.size = uint64(len(z.Data()))
	var err error
	if open.terms, err = termsOf(z, fields); err == nil {
		open.file, err = os.Open(z.Path())
	}
	if err != nil {
		return open, errors.Join(err, s.Close())
	}
	return open, nil
}

// termsOf loads the term dictionaries of the fields, which stay mapped.
func termsOf(z *zap.Segment, fields []field) ([]*vellum.FST, error) {
	have := map[string]bool{}
	for _, name := range z.Fields() {
		have[name] = true
	}
	terms := make([]*vellum.FST, len(fields))
	for n, f := range fields {
		if !have[f.name] {
			continue
		}
		at, err := z.DictAddr(f.name)
		if err != nil {
			return nil, fmt.Errorf("terms of field %s: %w", f.name, err)
		}
		data := z.Data()[at:]
		size, read := binary.Uvarint(data)
		if read <= 0 || size > uint64(len(data)-read) {
			return nil, fmt.Errorf("terms of field %s: %w", f.name, errDamagedSegment)
		}
		if terms[n], err = vellum.Load(data[read : uint64(read)+size]); err != nil {
			return nil, fmt.Errorf("terms of field %s: %w", f.name, err)
		}
	}
	return terms, nil
}

func (s *openSegment) Close() error {
	return errors.Join(s.file.Close(), s.Segment.Close())
}

var errDamagedSegment = errors.New("the segment is damaged")

// unpacker holds the buffers that postings are unpacked in.
type unpacker struct {
	docs, tf []uint32 // of all segments so far
	buf      []byte
	bitmap   roaring.Bitmap
	chunk    [1024]uint32
}

// unpackers lends unpackers, all empty.
type unpackers struct{ lender[unpacker] }

func (u *unpackers) put(b *unpacker) {
	b.docs, b.tf = b.docs[:0], b.tf[:0]
	u.lender.put(b)
}

// The postings of a term, in the zap format: the frequencies (the number of
// chunks, where each ends, then two numbers a document, its frequency doubled
// and its length), perhaps locations, and behind those the entry that the
// dictionary points to: where frequencies and locations begin, the size of the
// bitmap of documents, and this. All numbers are varints. A term that a single
// document has once stands in the dictionary itself.
const (
	onceMask   = 0xC000000000000000
	onceMark   = 0x8000000000000000
	onceNumber = 0x7FFFFFFF
	// readBefore and readBehind are how much is read around an entry at first:
	// all there is, for most terms.
	readBefore, readBehind = 3 << 10, 1 << 10
)

// appendPostings appends the postings of a term.
func (s *openSegment) appendPostings(b *unpacker, field int, term string) error {
	at, ok, err := s.find(field, term)
	if err != nil || !ok {
		return err
	}
	if at&onceMask == onceMark {
		b.docs, b.tf = append(b.docs, s.base+uint32(at&onceNumber)), append(b.tf, 1)
		return s.checkLast(b)
	}
	e, err := s.entry(b, at, true)
	if err != nil {
		return err
	}
	if _, err := b.bitmap.FromBuffer(e.bitmap); err != nil {
		return fmt.Errorf("%w: %w", errDamagedSegment, err)
	}
	many := b.bitmap.ManyIterator()
	before := len(b.docs)
	for n := many.NextMany(b.chunk[:]); n > 0; n = many.NextMany(b.chunk[:]) {
		for _, doc := range b.chunk[:n] {
			b.docs = append(b.docs, s.base+doc)
		}
	}
	if err := s.checkLast(b); err != nil {
		return err
	}
	return b.appendFrequencies(e.frequencies, len(b.docs)-before)
}

// checkLast reports an error where the last document, the greatest, is none of
// the segment.
func (s *openSegment) checkLast(b *unpacker) error {
	if n := len(b.docs); n > 0 && uint64(b.docs[n-1]) >= uint64(s.base)+s.Count() {
		return errDamagedSegment
	}
	return nil
}

// documentsWith counts the documents of a term.
func (s *openSegment) documentsWith(b *unpacker, field int, term string) (int, error) {
	at, ok, err := s.find(field, term)
	if err != nil || !ok {
		return 0, err
	}
	if at&onceMask == onceMark {
		return 1, nil
	}
	e, err := s.entry(b, at, false)
	if err != nil {
		return 0, err
	}
	return cardinality(e.bitmap)
}

// What a roaring bitmap begins with: a mark and the number of its containers,
// or another mark in the lower half and the number less one in the upper, and a
// bit for each; then a key and the cardinality less one of each container, two
// bytes each (https://github.com/RoaringBitmap/RoaringFormatSpec).
const (
	bitmapMark         = 12346
	bitmapWithRunsMark = 12347
)

// cardinality reads from the beginning of a bitmap how many documents it has.
func cardinality(bitmap []byte) (int, error) {
	if len(bitmap) < 8 {
		return 0, errDamagedSegment
	}
	containers := int(binary.LittleEndian.Uint32(bitmap[4:]))
	heads := bitmap[8:]
	switch mark := binary.LittleEndian.Uint32(bitmap); {
	case mark&0xFFFF == bitmapWithRunsMark:
		containers = int(mark>>16) + 1
		heads = bitmap[min(4+(containers+7)/8, len(bitmap)):]
	case mark != bitmapMark:
		return 0, errDamagedSegment
	}
	if containers < 0 || containers > len(heads)/4 {
		return 0, errDamagedSegment
	}
	n := containers
	for i := range containers {
		n += int(binary.LittleEndian.Uint16(heads[4*i+2:]))
	}
	return n, nil
}

// find returns the place of the entry of a term.
func (s *openSegment) find(field int, term string) (at uint64, ok bool, err error) {
	if s.terms[field] == nil || term == "" {
		return 0, false, nil
	}
	return s.terms[field].Get([]byte(term))
}

// entry is what lies in the segment for a term.
type entry struct{ frequencies, bitmap []byte }

// entry reads the entry at a place: the frequencies and the bitmap, or without
// frequencies as much of the bitmap as tells how many documents it has.
func (s *openSegment) entry(b *unpacker, at uint64, frequencies bool) (entry, error) {
	from := at
	if frequencies {
		from -= min(at, readBefore)
	}
	if err := s.read(b, from, at+readBehind); err != nil {
		return entry{}, err
	}
	head := b.buf[min(at-from, uint64(len(b.buf))):]
	var numbers [3]uint64
	size := 0
	for i := range numbers {
		v, n := binary.Uvarint(head[size:])
		if n <= 0 {
			return entry{}, errDamagedSegment
		}
		numbers[i] = v
		size += n
	}
	first, locations, end := numbers[0], numbers[1], at+uint64(size)+numbers[2]
	if first >= at || numbers[2] > s.size || end > s.size {
		return entry{}, errDamagedSegment
	}
	if !frequencies {
		return entry{bitmap: head[min(size, len(head)):min(end-at, uint64(len(head)))]}, nil
	}
	if first < from || end > from+uint64(len(b.buf)) {
		from = first
		if err := s.read(b, from, end); err != nil || from+uint64(len(b.buf)) < end {
			return entry{}, errors.Join(err, errDamagedSegment)
		}
	}
	behind := at
	if locations > first && locations < at {
		behind = locations
	}
	return entry{frequencies: b.buf[first-from : behind-from], bitmap: b.buf[at+uint64(size)-from : end-from]}, nil
}

// read fills the buffer with the bytes of the file from one place to another,
// or to its end.
func (s *openSegment) read(b *unpacker, from, to uint64) error {
	if n := int(to - from); cap(b.buf) < n {
		b.buf = make([]byte, n, n+n/2)
	}
	b.buf = b.buf[:to-from]
	n, err := s.file.ReadAt(b.buf, int64(from))
	b.buf = b.buf[:n]
	if err == io.EOF {
		return nil
	}
	return err
}

// appendFrequencies appends those of n documents.
func (b *unpacker) appendFrequencies(data []byte, n int) error {
	chunks, size := binary.Uvarint(data)
	for range chunks {
		_, read := binary.Uvarint(data[min(size, len(data)):])
		if read <= 0 {
			return errDamagedSegment
		}
		size += read
	}
	if size <= 0 {
		return errDamagedSegment
	}
	data = data[size:]
	b.tf = slices.Grow(b.tf, n)
	for range n {
		// Nearly all numbers are of one byte.
		if len(data) >= 2 && data[0] < 0x80 && data[1] < 0x80 && data[0] > 1 {
			b.tf = append(b.tf, uint32(data[0]>>1))
			data = data[2:]
			continue
		}
		doubled, read := binary.Uvarint(data)
		if read <= 0 {
			return errDamagedSegment
		}
		data = data[read:]
		b.tf = append(b.tf, uint32(doubled>>1))
		if doubled>>1 > 0 {
			if _, read = binary.Uvarint(data); read <= 0 {
				return errDamagedSegment
			}
			data = data[read:]
		}
	}
	return nil
}
