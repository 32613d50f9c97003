package suggest

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// magic opens the file; its digit changes with the layout.
const magic = "izdesug1"

// Write sorts what was collected and writes it to path.
func (b *Builder) Write(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	err = errors.Join(b.table().write(w), w.Flush(), f.Close())
	if err != nil {
		return fmt.Errorf("writing suggestions: %w", err)
	}
	return nil
}

// write writes the arrays one after another, each behind its length. The tree
// is grown anew when the file is read.
func (t *Table) write(w io.Writer) error {
	_, err := io.WriteString(w, magic)
	return errors.Join(err,
		writeArray(w, t.words), writeArray(w, t.ends),
		writeArray(w, t.seq), writeArray(w, t.starts), writeArray(w, t.counts), writeArray(w, t.refs), writeArray(w, t.kinds),
		writeArray(w, t.suffixes), writeArray(w, t.scores))
}

// number is what the arrays are of.
type number interface{ uint8 | uint16 | uint32 }

// chunk is how many numbers are converted at a time.
const chunk = 1 << 14

func writeArray[T number](w io.Writer, values []T) error {
	if err := binary.Write(w, binary.LittleEndian, uint64(len(values))); err != nil {
		return err
	}
	for len(values) > 0 {
		n := min(len(values), chunk)
		if err := binary.Write(w, binary.LittleEndian, values[:n]); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

// readArray reads an array of a file of size bytes, which bounds what a
// damaged length can ask for.
func readArray[T number](r io.Reader, size int64) ([]T, error) {
	var n uint64
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
		return nil, err
	}
	var one T
	if n > uint64(size)/uint64(binary.Size(one)) {
		return nil, errors.New("an array is longer than the file")
	}
	values := make([]T, n)
	for rest := values; len(rest) > 0; {
		part := rest[:min(len(rest), chunk)]
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return nil, err
		}
		rest = rest[len(part):]
	}
	return values, nil
}

// Open reads the file that a Builder wrote.
func Open(path string) (*Table, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	t, err := read(bufio.NewReaderSize(f, 1<<16), info.Size())
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return t, nil
}

func read(r io.Reader, size int64) (*Table, error) {
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(r, head); err != nil || string(head) != magic {
		return nil, errors.New("not a file of suggestions of this version")
	}
	t := new(Table)
	var errs [9]error
	t.words, errs[0] = readArray[uint8](r, size)
	t.ends, errs[1] = readArray[uint32](r, size)
	t.seq, errs[2] = readArray[uint32](r, size)
	t.starts, errs[3] = readArray[uint32](r, size)
	t.counts, errs[4] = readArray[uint32](r, size)
	t.refs, errs[5] = readArray[uint32](r, size)
	t.kinds, errs[6] = readArray[uint8](r, size)
	t.suffixes, errs[7] = readArray[uint32](r, size)
	t.scores, errs[8] = readArray[uint16](r, size)
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	if !t.whole() {
		return nil, errors.New("the file is damaged")
	}
	t.growTree()
	return t, nil
}

// whole reports whether no array points outside another: a damaged file must
// not become a panic while someone types.
func (t *Table) whole() bool {
	last := uint32(0)
	for _, e := range t.ends {
		if e < last || int(e) > len(t.words) {
			return false
		}
		last = e
	}
	for _, w := range t.seq {
		if int(w) > len(t.ends) {
			return false
		}
	}
	for i, s := range t.starts {
		if int(s) >= len(t.seq) || i == 0 && s != 0 || i > 0 && s <= t.starts[i-1] {
			return false
		}
	}
	for _, at := range t.suffixes {
		if int(at) >= len(t.seq) || t.seq[at] == 0 {
			return false
		}
	}
	n := len(t.starts)
	return len(t.counts) == n && len(t.refs) == n && len(t.kinds) == n && len(t.scores) == len(t.suffixes) &&
		len(t.suffixes)+n == len(t.seq) && (n == 0 || t.seq[len(t.seq)-1] == 0)
}
