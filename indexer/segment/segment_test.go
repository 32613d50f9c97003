package segment

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"github.com/google/go-cmp/cmp"
)

// names of the fields of the tests; the last one has no terms.
var names = []string{"title.kk", "body", "author", "title.kk.2", "none"}

// sample is a document: the words of each field.
type sample struct {
	id    string
	words [][]string
}

// samples makes documents whose terms are in one document, some, most and
// all, once and more often. The later half has a field that the first lacks.
func samples(n int) []sample {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]sample, n)
	for i := range out {
		s := sample{id: fmt.Sprintf("10.55555/%d", (i*7919)%n), words: make([][]string, len(names))}
		s.words[0] = []string{"барлық", "барлық", fmt.Sprint("сөз", r.IntN(n))}
		for range 1 + r.IntN(8) {
			s.words[1] = append(s.words[1], fmt.Sprint("w", int(float64(n)*r.Float64()*r.Float64()*r.Float64())))
		}
		if r.IntN(10) > 0 {
			s.words[2] = []string{"most"}
		}
		if i >= n/2 {
			s.words[3] = []string{"late"}
		}
		out[i] = s
	}
	return out
}

// hash is a bad one: many terms share theirs.
func hash(text string) uint32 { return uint32(len(text)) + uint32(text[len(text)-1])<<16 }

func inverted(docs []sample, perRun int) *Buffer {
	buffer := NewBuffer(names)
	var inverter Inverter
	for run := range slices.Chunk(docs, perRun) {
		r := &Run{Fields: make([]Field, len(names))}
		for field := range names {
			for i, d := range run {
				for _, w := range d.words[field] {
					inverter.Add(w, hash(w))
				}
				inverter.EndDocument(uint32(i))
			}
			r.Fields[field] = inverter.Take()
		}
		for _, d := range run {
			r.IDs = append(r.IDs, d.id)
		}
		buffer.Append(r)
	}
	return buffer
}

// The plugin's view of a sample.
type (
	document struct{ sample }
	field    struct {
		name  string
		value []byte
		freqs index.TokenFrequencies
	}
)

func (d document) ID() string                                 { return d.id }
func (d document) Size() int                                  { return 1 }
func (d document) VisitComposite(index.CompositeFieldVisitor) {}
func (d document) HasComposite() bool                         { return false }
func (d document) NumPlainTextBytes() uint64                  { return 0 }
func (d document) StoredFieldsBytes() uint64                  { return 0 }
func (d document) Indexed() bool                              { return true }
func (d document) AddIDField()                                {}
func (d document) VisitFields(visit index.FieldVisitor) {
	visit(newField(idField, []byte(d.id), d.id))
	for n, words := range d.words {
		if len(words) > 0 {
			visit(newField(names[n], nil, words...))
		}
	}
}

func newField(name string, value []byte, words ...string) *field {
	f := &field{name, value, index.TokenFrequencies{}}
	for _, w := range words {
		tf := f.freqs[w]
		if tf == nil {
			tf = &index.TokenFreq{Term: []byte(w)}
			f.freqs[w] = tf
		}
		tf.SetFrequency(tf.Frequency() + 1)
	}
	return f
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) AnalyzedLength() int                              { return norm }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
func (f *field) Options() index.FieldIndexingOptions {
	if f.value != nil {
		return index.IndexField | index.StoreField
	}
	return index.IndexField
}

// byPlugin has the plugin build and merge segments of the documents.
func byPlugin(t *testing.T, docs []sample, perSegment int, path string) {
	t.Helper()
	var segments []segmentapi.Segment
	for from := 0; from < len(docs); from += perSegment {
		var list []index.Document
		for _, d := range docs[from:min(from+perSegment, len(docs))] {
			list = append(list, document{d})
		}
		s, _, err := new(zap.ZapPlugin).New(list)
		if err != nil {
			t.Fatal(err)
		}
		segments = append(segments, s)
	}
	merge(t, segments, make([]*roaring.Bitmap, len(segments)), path)
}

func merge(t *testing.T, segments []segmentapi.Segment, drops []*roaring.Bitmap, path string) {
	t.Helper()
	if _, _, err := new(zap.ZapPlugin).Merge(segments, drops, path, make(chan struct{}), nil); err != nil {
		t.Fatal(err)
	}
}

func openSegment(t *testing.T, path string) segmentapi.Segment {
	t.Helper()
	s, err := new(zap.ZapPlugin).Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// dump reads all that a segment holds.
func dump(t *testing.T, s segmentapi.Segment) []string {
	t.Helper()
	out := []string{fmt.Sprint(s.Count(), s.Fields())}
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for doc := range s.Count() {
		check(s.VisitStoredFields(doc, func(name string, typ byte, value []byte, pos []uint64) bool {
			out = append(out, fmt.Sprintf("stored %d %s %c %s %d", doc, name, typ, value, pos))
			return true
		}))
	}
	for _, name := range s.Fields() {
		dict, err := s.Dictionary(name)
		check(err)
		terms := dict.AutomatonIterator(nil, nil, nil)
		for e, err := terms.Next(); e != nil; e, err = terms.Next() {
			check(err)
			list, err := dict.PostingsList([]byte(e.Term), nil, nil)
			check(err)
			line := fmt.Sprint(name, " ", e.Term, " ", e.Count, list.Count())
			it := list.Iterator(true, true, true, nil)
			for p, err := it.Next(); p != nil; p, err = it.Next() {
				check(err)
				line += fmt.Sprint(" ", p.Number(), "×", p.Frequency())
			}
			out = append(out, line)
		}
	}
	return out
}

// fieldsAt is where the description of the fields begins, up to which two
// segments can be compared byte for byte: the plugin lists the sections of a
// field in any order, and those that are empty too.
func fieldsAt(t *testing.T, segment []byte) uint64 {
	t.Helper()
	list := binary.BigEndian.Uint64(segment[len(segment)-20:])
	_, n := binary.Uvarint(segment[list:])
	return binary.BigEndian.Uint64(segment[list+uint64(n):])
}

func TestSegmentsAreThoseOfThePlugin(t *testing.T) {
	docs := samples(5000)
	for _, tc := range []struct{ docs, perRun, segments int }{
		{1, 10, 1}, {2, 1, 2}, {1023, 100, 1}, {3001, 1000, 2}, {5000, 700, 1},
	} {
		t.Run(fmt.Sprint(tc), func(t *testing.T) {
			some, dir := docs[:tc.docs], t.TempDir()
			var paths []string
			for n := range tc.segments {
				paths = append(paths, filepath.Join(dir, fmt.Sprint("segment-", n)))
			}
			if err := inverted(some, tc.perRun).Write(context.Background(), paths...); err != nil {
				t.Fatal(err)
			}
			for n, path := range paths {
				want := filepath.Join(dir, fmt.Sprint("want-", n))
				byPlugin(t, some[len(some)*n/tc.segments:len(some)*(n+1)/tc.segments], 500, want)
				sameSegment(t, path, want)
			}
		})
	}
}

func sameSegment(t *testing.T, path, want string) {
	t.Helper()
	a, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if theirs, ours := dump(t, openSegment(t, want)), dump(t, openSegment(t, path)); !slices.Equal(theirs, ours) {
		t.Errorf("a segment holds other than the plugin's (-plugin +ours):\n%.2000s", cmp.Diff(theirs, ours))
	}
	if !bytes.Equal(a[:fieldsAt(t, a)], b[:fieldsAt(t, b)]) {
		t.Error("stored fields, postings or dictionaries are other bytes than the plugin's")
	}
	if crc32.ChecksumIEEE(a[:len(a)-4]) != binary.BigEndian.Uint32(a[len(a)-4:]) {
		t.Error("the checksum is wrong")
	}
}

func TestThePluginMergesWhatIsWritten(t *testing.T) {
	docs, dir := samples(2000), t.TempDir()
	ours, theirs := filepath.Join(dir, "ours"), filepath.Join(dir, "theirs")
	if err := inverted(docs, 300).Write(context.Background(), ours); err != nil {
		t.Fatal(err)
	}
	byPlugin(t, docs, 300, theirs)
	drop := roaring.New()
	drop.AddRange(100, 1100)
	var merged [2][]string
	for i, first := range []string{ours, theirs} {
		path := filepath.Join(dir, fmt.Sprint("merged-", i))
		merge(t, []segmentapi.Segment{openSegment(t, first), openSegment(t, ours)}, []*roaring.Bitmap{drop, nil}, path)
		merged[i] = dump(t, openSegment(t, path))
	}
	if !slices.Equal(merged[1], merged[0]) {
		t.Errorf("a merge of a segment with deletions differs from that of the plugin's own (-plugin +ours):\n%.2000s", cmp.Diff(merged[1], merged[0]))
	}
}

func TestWritingStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := inverted(samples(10), 3).Write(ctx, filepath.Join(t.TempDir(), "segment")); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
