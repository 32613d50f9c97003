package indexer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"os"

	"izde/analyzers"
)

// sequencesFile holds the terms of every field of every document in their
// order, each as a hash of 16 bits: what phrases are looked up in. It takes
// two bytes a word, less than half of what positions take in the segment, and
// serves references too, which would double those.
const sequencesFile = "sequences.bin"

// gap stands between two values of one field (two keywords, two references),
// so that no phrase reaches across. No term has this hash.
const gap = 0

// termHash folds the FNV-1a hash of a term to 16 bits. Terms share a hash now
// and then; see phraseCounter for how that is told.
func termHash(term string) uint16 {
	h := fnv.New32a()
	h.Write([]byte(term)) // a hash never fails to be written to
	sum := h.Sum32()
	if folded := uint16(sum>>16) ^ uint16(sum); folded != gap {
		return folded
	}
	return gap + 1
}

// appendSequence appends one field of a document: its number, how many hashes
// follow, and those.
func appendSequence(dst []byte, field int, hashes []uint16) []byte {
	dst = binary.AppendUvarint(dst, uint64(field))
	dst = binary.AppendUvarint(dst, uint64(len(hashes)))
	for _, h := range hashes {
		dst = binary.LittleEndian.AppendUint16(dst, h)
	}
	return dst
}

// appendHashes appends the hashes of tokens. Wholes of compounds are left out:
// their parts stand in the same place.
func appendHashes(dst []uint16, tokens []analyzers.Token) []uint16 {
	for i := range tokens {
		if tokens[i].Kind != analyzers.Compound {
			dst = append(dst, termHash(tokens[i].Term))
		}
	}
	return dst
}

// sequences are the sequences of an open generation; safe for concurrent use.
type sequences struct {
	file *os.File
	ends []uint64 // document → where its bytes end
}

// openSequences opens the file. sizes are the bytes of each document.
func openSequences(path string, sizes []uint32) (*sequences, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s := &sequences{file: f, ends: make([]uint64, len(sizes))}
	total := uint64(0)
	for doc, n := range sizes {
		total += uint64(n)
		s.ends[doc] = total
	}
	info, err := f.Stat()
	if err == nil && uint64(info.Size()) != total {
		err = fmt.Errorf("%s has %d bytes, the columns say %d", sequencesFile, info.Size(), total)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return s, nil
}

func (s *sequences) Close() error { return s.file.Close() }

// span is where the bytes of a document lie.
func (s *sequences) span(doc uint32) (from, to uint64) {
	if doc > 0 {
		from = s.ends[doc-1]
	}
	return from, s.ends[doc]
}

// raw returns the bytes of a document.
func (s *sequences) raw(doc uint32) ([]byte, error) {
	r := sequenceReader{sequences: s}
	return r.raw(doc)
}

// sequenceReader reads the sequences of documents in ascending order. What it
// returns is valid until the next call.
type sequenceReader struct {
	*sequences
	ahead uint64 // bytes to read at once, where that is more than a document
	buf   []byte // what has been read, from from on
	from  uint64
}

// readAheadBytes is what is read at once where most documents are asked for.
const readAheadBytes = 256 << 10

// reader returns a reader that is asked for n documents.
func (s *sequences) reader(n int) *sequenceReader {
	r := &sequenceReader{sequences: s}
	if n > len(s.ends)/16 {
		r.ahead = readAheadBytes
	}
	return r
}

func (r *sequenceReader) raw(doc uint32) ([]byte, error) {
	from, to := r.span(doc)
	if from < r.from || to > r.from+uint64(len(r.buf)) {
		size := int(min(max(to-from, r.ahead), r.ends[len(r.ends)-1]-from))
		if cap(r.buf) < size {
			r.buf = make([]byte, size)
		}
		r.buf, r.from = r.buf[:size], from
		if _, err := r.file.ReadAt(r.buf, int64(from)); err != nil {
			return nil, fmt.Errorf("reading sequence of document %d: %w", doc, err)
		}
	}
	return r.buf[from-r.from : to-r.from], nil
}

// of returns the hashes of one field of a document, two bytes each.
func (r *sequenceReader) of(doc uint32, field int) ([]byte, error) {
	b, err := r.raw(doc)
	if err != nil {
		return nil, err
	}
	for len(b) > 0 {
		number, n := binary.Uvarint(b)
		count, m := binary.Uvarint(b[max(n, 0):])
		if n <= 0 || m <= 0 || count > uint64(len(b)-n-m)/2 {
			return nil, nil // damaged; the hash of the file in the manifest tells
		}
		b = b[n+m:]
		if number == uint64(field) {
			return b[:2*count], nil
		}
		b = b[2*count:]
	}
	return nil, nil
}
