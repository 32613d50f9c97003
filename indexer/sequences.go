package indexer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	mmap "github.com/blevesearch/mmap-go"

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

// termHash folds the hash of a term to 16 bits. Terms share a hash now and
// then; see phraseCounter for how that is told.
func termHash(hash uint32) uint16 {
	if folded := uint16(hash>>16) ^ uint16(hash); folded != gap {
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
			dst = append(dst, termHash(tokens[i].Hash))
		}
	}
	return dst
}

// sequences are the sequences of an open generation. The file is mapped: a
// phrase of common words looks at a few bytes of every document.
type sequences struct {
	file *os.File
	data mmap.MMap
	ends []uint64 // document → where its bytes end
}

// openSequences maps the file. sizes are the bytes of each document.
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
	if err == nil && total > 0 {
		s.data, err = mmap.Map(f, mmap.RDONLY, 0)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return s, nil
}

func (s *sequences) Close() error {
	var err error
	if s.data != nil {
		err = s.data.Unmap()
	}
	return errors.Join(err, s.file.Close())
}

// raw returns the bytes of a document.
func (s *sequences) raw(doc uint32) []byte {
	from := uint64(0)
	if doc > 0 {
		from = s.ends[doc-1]
	}
	return s.data[from:s.ends[doc]]
}

// of returns the hashes of one field of a document, two bytes each.
func (s *sequences) of(doc uint32, field int) []byte {
	b := s.raw(doc)
	for len(b) > 0 {
		number, n := binary.Uvarint(b)
		count, m := binary.Uvarint(b[max(n, 0):])
		if n <= 0 || m <= 0 || count > uint64(len(b)-n-m)/2 {
			return nil // damaged; the hash of the file in the manifest tells
		}
		b = b[n+m:]
		if number == uint64(field) {
			return b[:2*count]
		}
		b = b[2*count:]
	}
	return nil
}
