package indexer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	mmap "github.com/blevesearch/mmap-go"

	"izde/analyzers"
)

// A sequence file holds the terms of one field of every document in their
// order, each as a hash of 16 bits: what phrases are looked up in. It takes
// two bytes a word, less than half of what positions take in the segment, and
// serves references too, which would double those. Behind the hashes of all
// documents it says where those of each end, as a number of 64 bits a document;
// a field that no document has is an empty file.
//
// A field has a file of its own because a phrase of common words is looked for
// in nearly all documents: so they are read one after another, as memory likes it.

// sequenceFile is the name of the sequence file of a field.
func sequenceFile(f field) string { return "sequence-" + f.name + ".bin" }

// sequenced reports whether a field has sequences.
func (f field) sequenced() bool { return !f.second && f.analyzer != "" }

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

// appendHashes appends the hashes of tokens, two bytes each. Wholes of compounds
// are left out: their parts stand in the same place.
func appendHashes(dst []byte, tokens []analyzers.Token) []byte {
	for i := range tokens {
		if tokens[i].Kind != analyzers.Compound {
			dst = binary.LittleEndian.AppendUint16(dst, termHash(tokens[i].Hash))
		}
	}
	return dst
}

// sequenceRun holds the hashes of one field of a run of documents.
type sequenceRun struct {
	hashes []byte   // two bytes each
	ends   []uint32 // document of the run → where its bytes end
}

// pad ends the documents before doc where the hashes end now.
func (r *sequenceRun) pad(doc int) {
	for len(r.ends) < doc {
		r.ends = append(r.ends, uint32(len(r.hashes)))
	}
}

// sequencesWriter writes the sequence files of a generation.
type sequencesWriter struct{ files []*sequenceWriter } // field → its file; nil where it has none

type sequenceWriter struct {
	file *os.File
	ends []uint64
}

func newSequencesWriter(dir string, fields []field) (*sequencesWriter, error) {
	w := &sequencesWriter{make([]*sequenceWriter, len(fields))}
	for n, f := range fields {
		if !f.sequenced() {
			continue
		}
		file, err := os.Create(filepath.Join(dir, sequenceFile(f)))
		if err != nil {
			return nil, errors.Join(err, w.abandon())
		}
		w.files[n] = &sequenceWriter{file: file}
	}
	return w, nil
}

// append writes the next documents: a run a field.
func (w *sequencesWriter) append(runs []sequenceRun, docs int) error {
	for n, file := range w.files {
		if file == nil {
			continue
		}
		if err := file.append(&runs[n], docs); err != nil {
			return fmt.Errorf("writing sequences: %w", err)
		}
	}
	return nil
}

func (w *sequenceWriter) append(r *sequenceRun, docs int) error {
	r.pad(docs)
	base := uint64(0)
	if len(w.ends) > 0 {
		base = w.ends[len(w.ends)-1]
	}
	for _, end := range r.ends {
		w.ends = append(w.ends, base+uint64(end))
	}
	_, err := w.file.Write(r.hashes)
	return err
}

// finish completes the files and closes them.
func (w *sequencesWriter) finish() error {
	var err error
	for _, file := range w.files {
		if file == nil {
			continue
		}
		if n := len(file.ends); n > 0 && file.ends[n-1] > 0 {
			tail := make([]byte, 0, 8*n)
			for _, end := range file.ends {
				tail = binary.LittleEndian.AppendUint64(tail, end)
			}
			_, failed := file.file.Write(tail)
			err = errors.Join(err, failed)
		}
	}
	return errors.Join(err, w.abandon())
}

// abandon closes the files; after finish it does nothing.
func (w *sequencesWriter) abandon() error {
	var err error
	for n, file := range w.files {
		if file != nil {
			err = errors.Join(err, file.file.Close())
			w.files[n] = nil
		}
	}
	return err
}

// sequences are the sequences of an open generation: by field.
type sequences []sequence

// sequence is the sequence file of one field, mapped.
type sequence struct {
	file   *os.File
	mapped mmap.MMap
	hashes []byte
	ends   []byte // document → where its bytes end, 64 bits each
}

// openSequences maps the sequence files in a generation folder.
func openSequences(dir string, fields []field, docs int) (sequences, error) {
	s := make(sequences, len(fields))
	for n, f := range fields {
		if !f.sequenced() {
			continue
		}
		if err := s[n].open(filepath.Join(dir, sequenceFile(f)), docs); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return s, nil
}

func (s *sequence) open(path string, docs int) error {
	var err error
	if s.file, err = os.Open(path); err != nil {
		return err
	}
	info, err := s.file.Stat()
	if err != nil || info.Size() == 0 {
		return err
	}
	if s.mapped, err = mmap.Map(s.file, mmap.RDONLY, 0); err != nil {
		return fmt.Errorf("mapping %s: %w", path, err)
	}
	if size := len(s.mapped) - 8*docs; size >= 0 {
		s.hashes, s.ends = s.mapped[:size], s.mapped[size:]
	}
	if !s.fits(docs) {
		return fmt.Errorf("%s does not fit %d documents: the index is damaged, run izde index --full", path, docs)
	}
	return nil
}

// fits reports whether the ends ascend to that of the hashes.
func (s *sequence) fits(docs int) bool {
	if docs == 0 || s.ends == nil {
		return false
	}
	before := uint64(0)
	for doc := range docs {
		end := s.end(uint32(doc))
		if end < before || end%2 != 0 {
			return false
		}
		before = end
	}
	return before == uint64(len(s.hashes))
}

func (s sequences) Close() error {
	var err error
	for i := range s {
		if s[i].mapped != nil {
			err = errors.Join(err, s[i].mapped.Unmap())
		}
		if s[i].file != nil {
			err = errors.Join(err, s[i].file.Close())
		}
	}
	return err
}

func (s *sequence) end(doc uint32) uint64 { return binary.LittleEndian.Uint64(s.ends[8*doc:]) }

// of returns the hashes of a document, two bytes each.
func (s *sequence) of(doc uint32) []byte {
	if s.ends == nil {
		return nil
	}
	from, to := uint64(0), s.end(doc)
	if doc > 0 {
		from = s.end(doc - 1)
	}
	return s.hashes[from:to]
}
