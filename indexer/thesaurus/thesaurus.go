package thesaurus

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"os"
	"sort"
	"strings"

	"izde/corpus"
)

// Translation is one rendering of an entry in another language.
type Translation struct {
	Text    string   // as printed most often
	Lang    string   // BCP 47
	Weight  float64  // 0..1: how far it can be trusted
	Source  string   // SourceArchive, or the name of a SKOS thesaurus
	Support int      // articles that agree on it; 0 where a thesaurus says so
	Docs    []uint32 // numbers of some of those articles, all where they are few
	Terms   []string // of Text, as Reader.Terms gives them; not stored
}

// Thesaurus is a table of translations, ready for look-up. It is safe for
// concurrent use; the zero value is empty.
type Thesaurus struct {
	data    []byte   // the entries one after another
	offsets []uint32 // where each begins, in the order of keys
	sources []string
}

// FileName is the name of the thesaurus within a generation folder.
const FileName = "thesaurus.bin"

// magic opens the file; its digit changes with the layout.
const magic = "izdethe2"

var errDamaged = errors.New("the thesaurus is damaged")

// Len is the number of entries.
func (t *Thesaurus) Len() int { return len(t.offsets) }

// Lookup returns the translations of an entry, the best first: its language
// (BCP 47) and the terms that the analyzer of that language makes of it, as r
// gives them.
func (t *Thesaurus) Lookup(r *Reader, lang string, terms []string) []Translation {
	l, ok := languageOf(lang)
	if !ok || len(terms) == 0 || len(terms) > maxTerms {
		return nil
	}
	key := entryKey(l, strings.Join(terms, separator))
	n := sort.Search(len(t.offsets), func(i int) bool {
		d := decoder{s: t.data[t.offsets[i]:]}
		return string(d.bytes()) >= key
	})
	if n == len(t.offsets) {
		return nil
	}
	d := decoder{s: t.data[t.offsets[n]:]}
	if string(d.bytes()) != key {
		return nil
	}
	found := d.translations(t.sources)
	if d.failed {
		return nil
	}
	for i := range found {
		found[i].Terms, _ = r.Terms(found[i].Lang, found[i].Text)
	}
	return found
}

// writer lays a table out. Entries come in the order of their keys.
type writer struct {
	data    []byte
	offsets []uint32
	sources []string
	number  map[string]uint64
}

func newWriter() *writer { return &writer{number: map[string]uint64{}} }

func (w *writer) string(s string) {
	w.data = binary.AppendUvarint(w.data, uint64(len(s)))
	w.data = append(w.data, s...)
}

func (w *writer) uint(n uint64) { w.data = binary.AppendUvarint(w.data, n) }

// weightScale is the precision of a stored weight.
const weightScale = 1000

func (w *writer) add(key string, translations []Translation) {
	w.offsets = append(w.offsets, uint32(len(w.data)))
	w.string(key)
	w.uint(uint64(len(translations)))
	for _, t := range translations {
		lang, _ := languageOf(t.Lang)
		w.uint(uint64(lang))
		w.string(t.Text)
		w.uint(uint64(math.Round(t.Weight * weightScale)))
		w.uint(w.source(t.Source))
		w.uint(uint64(t.Support))
		w.uint(uint64(len(t.Docs)))
		for _, d := range t.Docs {
			w.uint(uint64(d))
		}
	}
}

func (w *writer) source(name string) uint64 {
	n, ok := w.number[name]
	if !ok {
		n = uint64(len(w.sources))
		w.number[name] = n
		w.sources = append(w.sources, name)
	}
	return n
}

func (w *writer) thesaurus() *Thesaurus { return &Thesaurus{w.data, w.offsets, w.sources} }

// Write writes the thesaurus to a file.
func (t *Thesaurus) Write(path string) error {
	var w writer
	w.data = append(w.data, magic...)
	w.uint(uint64(len(t.sources)))
	for _, s := range t.sources {
		w.string(s)
	}
	w.uint(uint64(len(t.offsets)))
	last := uint32(0)
	for _, o := range t.offsets {
		w.uint(uint64(o - last))
		last = o
	}
	w.uint(uint64(len(t.data)))
	w.data = append(w.data, t.data...)
	w.data = binary.LittleEndian.AppendUint32(w.data, crc32.ChecksumIEEE(w.data))
	if err := os.WriteFile(path, w.data, 0o644); err != nil {
		return fmt.Errorf("writing the thesaurus: %w", err)
	}
	return nil
}

// Read reads a thesaurus that Write wrote. It takes in one file and unpacks
// nothing, so that a large one opens in milliseconds.
func Read(path string) (*Thesaurus, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the thesaurus: %w", err)
	}
	t, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return t, nil
}

func parse(data []byte) (*Thesaurus, error) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: not a thesaurus of this version", errDamaged)
	}
	body := data[:len(data)-4]
	if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(data[len(body):]) {
		return nil, fmt.Errorf("%w: its checksum is wrong", errDamaged)
	}
	d := decoder{s: body[len(magic):]}
	t := &Thesaurus{}
	for range d.count() {
		t.sources = append(t.sources, d.string())
	}
	t.offsets = make([]uint32, d.count())
	last := uint64(0)
	for i := range t.offsets {
		last += d.uint()
		t.offsets[i] = uint32(min(last, math.MaxUint32))
	}
	t.data = d.bytes()
	if d.failed || len(t.offsets) > 0 && int(t.offsets[len(t.offsets)-1]) >= len(t.data) {
		return nil, errDamaged
	}
	return t, nil
}

// decoder reads what a writer wrote. What is not there reads as zero and sets
// failed.
type decoder struct {
	s      []byte
	failed bool
}

func (d *decoder) uint() uint64 {
	var n uint64
	for i := 0; i < len(d.s) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(d.s[i]&0x7f) << (7 * i)
		if d.s[i] < 0x80 {
			d.s = d.s[i+1:]
			return n
		}
	}
	d.failed, d.s = true, nil
	return 0
}

// count reads a number of things of a byte at least each.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.s)) {
		d.failed, d.s = true, nil
		return 0
	}
	return int(n)
}

func (d *decoder) string() string { return string(d.bytes()) }

func (d *decoder) bytes() []byte {
	n := d.count()
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

func (d *decoder) translations(sources []string) []Translation {
	out := make([]Translation, d.count())
	for i := range out {
		t := &out[i]
		if lang := d.uint(); lang < languages {
			t.Lang = corpus.Languages()[lang]
		}
		t.Text = d.string()
		t.Weight = float64(d.uint()) / weightScale
		if s := d.uint(); s < uint64(len(sources)) {
			t.Source = sources[s]
		}
		t.Support = int(d.uint())
		for range d.count() {
			t.Docs = append(t.Docs, uint32(d.uint()))
		}
	}
	return out
}
