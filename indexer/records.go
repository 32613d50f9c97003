package indexer

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/klauspost/compress/zstd"

	"izde/corpus"
)

// recordsFile holds the stored Articles, compressed one by one, so that a
// record can be read without its neighbours and a later generation can take
// it over as it is.
const recordsFile = "records.zst"

// dictionaryFile holds a sample of the records that all are compressed
// against: one by one they are too short to show what they have in common.
const dictionaryFile = "records.dict"

// dictionaryBytes is the size of the sample, some ten records.
const dictionaryBytes = 64 << 10

// dictionaryID marks records that need the dictionary.
const dictionaryID = 1

// newDictionary samples articles: their heads and their tails, the last ones
// cut off.
func newDictionary(articles []*corpus.Article) ([]byte, error) {
	var d []byte
	for _, a := range articles {
		head, tail, err := recordJSON(a)
		if err != nil {
			return nil, err
		}
		d = append(append(d, tail...), head...)
		if len(d) >= dictionaryBytes {
			return d[:dictionaryBytes], nil
		}
	}
	return d, nil
}

func newRecordEncoder(dictionary []byte) (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1),
		zstd.WithEncoderDictRaw(dictionaryID, dictionary))
}

// recordAt says where the two parts of a record lie. The head is all that a
// hit shows; the tail, sections and references, is read for an article page
// and for fragments of the body.
type recordAt struct {
	offset     uint64
	head, tail uint32 // compressed sizes in bytes
}

// recordTail is the part of an Article that a hit does not show.
type recordTail struct {
	Sections   []corpus.Section   `json:"sections,omitempty"`
	References []corpus.Reference `json:"references,omitempty"`
}

// encodeRecord appends the two compressed parts of a to dst.
func encodeRecord(dst []byte, enc *zstd.Encoder, a *corpus.Article) (out []byte, head, tail uint32, err error) {
	headJSON, tailJSON, err := recordJSON(a)
	if err != nil {
		return dst, 0, 0, err
	}
	start := len(dst)
	dst = enc.EncodeAll(headJSON, dst)
	head = uint32(len(dst) - start)
	dst = enc.EncodeAll(tailJSON, dst)
	return dst, head, uint32(len(dst)-start) - head, nil
}

// recordJSON returns the two parts of a record.
func recordJSON(a *corpus.Article) (head, tail []byte, err error) {
	short := *a
	short.Sections, short.References = nil, nil
	if head, err = json.Marshal(&short); err == nil {
		tail, err = json.Marshal(recordTail{a.Sections, a.References})
	}
	if err != nil {
		return nil, nil, fmt.Errorf("storing article %s: %w", a.ID, err)
	}
	return head, tail, nil
}

// records reads the stored Articles of an open generation; safe for
// concurrent use.
type records struct {
	file  *os.File
	dec   *zstd.Decoder
	dict  []byte
	parts lender[[]byte] // room for packed and unpacked ones
}

// openRecords opens the records in a generation folder.
func openRecords(dir string) (*records, error) {
	dictionary, err := os.ReadFile(filepath.Join(dir, dictionaryFile))
	if err != nil {
		return nil, err
	}
	f, err := os.Open(filepath.Join(dir, recordsFile))
	if err != nil {
		return nil, err
	}
	// Concurrency 0 lets DecodeAll use as many decoders as there are cores.
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderDictRaw(dictionaryID, dictionary))
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &records{file: f, dec: dec, dict: dictionary}, nil
}

func (r *records) Close() error {
	r.dec.Close()
	return r.file.Close()
}

// raw reads the compressed bytes of a record, head and tail.
func (r *records) raw(at recordAt) ([]byte, error) {
	buf := make([]byte, at.head+at.tail)
	if _, err := r.file.ReadAt(buf, int64(at.offset)); err != nil {
		return nil, fmt.Errorf("reading record at %d: %w", at.offset, err)
	}
	return buf, nil
}

func (r *records) part(offset uint64, size uint32, into any) error {
	packed := r.parts.get()
	defer r.parts.put(packed)
	*packed = slices.Grow((*packed)[:0], int(size))[:size]
	if _, err := r.file.ReadAt(*packed, int64(offset)); err != nil {
		return fmt.Errorf("reading record at %d: %w", offset, err)
	}
	return r.unpackPart(*packed, offset, into)
}

// unpackPart decodes one part of the record that was read from offset.
func (r *records) unpackPart(packed []byte, offset uint64, into any) error {
	room := r.parts.get()
	defer r.parts.put(room)
	text, err := r.dec.DecodeAll(packed, (*room)[:0])
	if err != nil {
		return fmt.Errorf("unpacking record at %d: %w", offset, err)
	}
	*room = text
	if err := json.Unmarshal(text, into); err != nil { // which keeps nothing of the text
		return fmt.Errorf("reading record at %d: %w", offset, err)
	}
	return nil
}

// unpack decodes both parts of a record from what raw returned.
func (r *records) unpack(packed []byte, at recordAt) (*corpus.Article, error) {
	a := new(corpus.Article)
	if err := r.unpackPart(packed[:at.head], at.offset, a); err != nil {
		return nil, err
	}
	var t recordTail
	if err := r.unpackPart(packed[at.head:], at.offset, &t); err != nil {
		return nil, err
	}
	a.Sections, a.References = t.Sections, t.References
	return a, nil
}

// head reads all of an Article but its sections and references.
func (r *records) head(at recordAt) (*corpus.Article, error) {
	a := new(corpus.Article)
	return a, r.part(at.offset, at.head, a)
}

// recordTitle is what a suggestion shows of a record.
type recordTitle struct {
	ID    string      `json:"id"`
	Title corpus.Text `json:"title"`
}

// title reads the title of an Article: making the whole head of it takes
// several times as long.
func (r *records) title(at recordAt) (recordTitle, error) {
	var t recordTitle
	err := r.part(at.offset, at.head, &t)
	return t, err
}

// addTail reads the sections and references into a.
func (r *records) addTail(at recordAt, a *corpus.Article) error {
	var t recordTail
	if err := r.part(at.offset+uint64(at.head), at.tail, &t); err != nil {
		return err
	}
	a.Sections, a.References = t.Sections, t.References
	return nil
}
