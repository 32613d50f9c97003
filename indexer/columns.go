package indexer

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
)

// columnsFile holds everything that is kept a document besides postings and
// records, in document order: it is read whole when a generation opens.
const columnsFile = "columns.bin"

// columnsMagic opens the file; its digit changes with the layout.
const columnsMagic = "izdecol1"

// columns are the values of all documents of a generation, by document
// number.
type columns struct {
	docs    int
	records []recordAt
	year    []uint32            // 0 where unknown
	source  []uint32            // number of the source in the manifest
	rank    map[string][]uint32 // interface language → place in title order
	lengths map[string][]uint32 // field → ranking tokens; 0 where a document lacks it
	facets  map[string]*facetColumn
	codes   map[string]*facetColumn // classification → codes as printed, for filters
}

// facetColumn holds the values of one facet. The ordinals of document d are
// ords[start[d]:start[d+1]], each a place in values.
type facetColumn struct {
	values []string            // as a Filter takes them
	labels map[string][]string // interface language → label a value, where it differs
	start  []uint32
	ords   []uint32
	totals []uint32 // documents that have a value
	sets   []bitset // documents of every value; nil where values are many
	index  facetIndex
}

// of returns the ordinals of document d.
func (f *facetColumn) of(d uint32) []uint32 { return f.ords[f.start[d]:f.start[d+1]] }

// label returns the words for value ord in an interface language.
func (f *facetColumn) label(ord uint32, lang string) string {
	if l := f.labels[lang]; l != nil && l[ord] != "" {
		return l[ord]
	}
	return f.values[ord]
}

// columnsWriter writes named arrays one after another, then their directory.
type columnsWriter struct {
	w   *bufio.Writer
	dir []columnsEntry
	at  int64
	err error
}

// columnsEntry says where an array lies; Count is its elements.
type columnsEntry struct {
	Name   string `json:"name"`
	Offset int64  `json:"offset"`
	Count  int    `json:"count"`
}

func (w *columnsWriter) write(b []byte) {
	if w.err == nil {
		_, w.err = w.w.Write(b)
		w.at += int64(len(b))
	}
}

func (w *columnsWriter) uint32s(name string, values []uint32) {
	w.dir = append(w.dir, columnsEntry{name, w.at, len(values)})
	buf := make([]byte, 0, 4*len(values))
	for _, v := range values {
		buf = binary.LittleEndian.AppendUint32(buf, v)
	}
	w.write(buf)
}

func (w *columnsWriter) strings(name string, values []string) {
	ends := make([]uint32, len(values))
	var all bytes.Buffer
	for i, s := range values {
		all.WriteString(s)
		ends[i] = uint32(all.Len())
	}
	w.uint32s(name+".ends", ends)
	w.dir = append(w.dir, columnsEntry{name + ".bytes", w.at, all.Len()})
	w.write(all.Bytes())
}

func (w *columnsWriter) facet(name string, f *facetColumn) {
	w.strings(name, f.values)
	w.uint32s(name+".start", f.start)
	w.uint32s(name+".ords", f.ords)
	for _, lang := range slices.Sorted(maps.Keys(f.labels)) {
		w.strings(name+".label."+lang, f.labels[lang])
	}
}

// writeColumns writes c to path. The same columns give the same file.
func writeColumns(path string, c *columns) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := &columnsWriter{w: bufio.NewWriterSize(f, 1<<20)}
	w.write([]byte(columnsMagic))
	low, high := make([]uint32, c.docs), make([]uint32, c.docs)
	head, tail := make([]uint32, c.docs), make([]uint32, c.docs)
	for i, r := range c.records {
		low[i], high[i] = uint32(r.offset), uint32(r.offset>>32)
		head[i], tail[i] = r.head, r.tail
	}
	w.uint32s("record.low", low)
	w.uint32s("record.high", high)
	w.uint32s("record.head", head)
	w.uint32s("record.tail", tail)
	w.uint32s("year", c.year)
	w.uint32s("source", c.source)
	for _, lang := range slices.Sorted(maps.Keys(c.rank)) {
		w.uint32s("rank."+lang, c.rank[lang])
	}
	for _, field := range slices.Sorted(maps.Keys(c.lengths)) {
		w.uint32s("length."+field, c.lengths[field])
	}
	for _, name := range slices.Sorted(maps.Keys(c.facets)) {
		w.facet("facet."+name, c.facets[name])
	}
	for _, name := range slices.Sorted(maps.Keys(c.codes)) {
		w.facet("code."+name, c.codes[name])
	}
	dir, err := json.Marshal(w.dir)
	if err != nil {
		return err
	}
	at := w.at
	w.write(dir)
	w.write(binary.LittleEndian.AppendUint64(nil, uint64(at)))
	if w.err == nil {
		w.err = w.w.Flush()
	}
	if err := f.Close(); w.err == nil {
		w.err = err
	}
	return w.err
}

// columnsReader finds named arrays in the bytes of a columns file.
type columnsReader struct {
	data []byte
	dir  map[string]columnsEntry
}

// slice returns the bytes of an array of elements of size bytes each.
func (r *columnsReader) slice(name string, size int) ([]byte, error) {
	e, ok := r.dir[name]
	end := e.Offset + int64(e.Count)*int64(size)
	if !ok || e.Offset < 0 || e.Count < 0 || end > int64(len(r.data)) {
		return nil, fmt.Errorf("%s: no whole column %q", columnsFile, name)
	}
	return r.data[e.Offset:end], nil
}

func (r *columnsReader) uint32s(name string) ([]uint32, error) {
	b, err := r.slice(name, 4)
	if err != nil {
		return nil, err
	}
	values := make([]uint32, len(b)/4)
	for i := range values {
		values[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return values, nil
}

func (r *columnsReader) strings(name string) ([]string, error) {
	ends, err := r.uint32s(name + ".ends")
	if err != nil {
		return nil, err
	}
	b, err := r.slice(name+".bytes", 1)
	if err != nil {
		return nil, err
	}
	all := string(b)
	values := make([]string, len(ends))
	from := uint32(0)
	for i, end := range ends {
		if end < from || int(end) > len(all) {
			return nil, fmt.Errorf("%s: column %q is damaged", columnsFile, name)
		}
		values[i], from = all[from:end], end
	}
	return values, nil
}

// readColumns reads the columns of docs documents.
func readColumns(path string, docs int) (*columns, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	r, err := newColumnsReader(data)
	if err != nil {
		return nil, err
	}
	c := &columns{docs: docs, rank: map[string][]uint32{}, lengths: map[string][]uint32{},
		facets: map[string]*facetColumn{}, codes: map[string]*facetColumn{}}
	if err := r.readRecords(c); err != nil {
		return nil, err
	}
	for name, into := range map[string]*[]uint32{"year": &c.year, "source": &c.source} {
		if *into, err = r.perDoc(name, docs); err != nil {
			return nil, err
		}
	}
	for _, lang := range interfaceLanguages() {
		if c.rank[lang], err = r.perDoc("rank."+lang, docs); err != nil {
			return nil, err
		}
	}
	for _, f := range newSchema().fields {
		if c.lengths[f.name], err = r.perDoc("length."+f.name, docs); err != nil {
			return nil, err
		}
	}
	if err := r.facets("facet.", facetNames(), c.facets, docs); err != nil {
		return nil, err
	}
	return c, r.facets("code.", classifications(), c.codes, docs)
}

func newColumnsReader(data []byte) (*columnsReader, error) {
	if len(data) < len(columnsMagic)+8 || string(data[:len(columnsMagic)]) != columnsMagic {
		return nil, fmt.Errorf("%s: not a columns file of this version", columnsFile)
	}
	at := binary.LittleEndian.Uint64(data[len(data)-8:])
	if at > uint64(len(data)-8) {
		return nil, fmt.Errorf("%s: cut short", columnsFile)
	}
	var dir []columnsEntry
	if err := json.Unmarshal(data[at:len(data)-8], &dir); err != nil {
		return nil, fmt.Errorf("%s: directory: %w", columnsFile, err)
	}
	r := &columnsReader{data: data, dir: map[string]columnsEntry{}}
	for _, e := range dir {
		r.dir[e.Name] = e
	}
	return r, nil
}

// perDoc reads an array that must have one element a document.
func (r *columnsReader) perDoc(name string, docs int) ([]uint32, error) {
	values, err := r.uint32s(name)
	if err == nil && len(values) != docs {
		err = fmt.Errorf("%s: column %q has %d values for %d documents", columnsFile, name, len(values), docs)
	}
	return values, err
}

func (r *columnsReader) readRecords(c *columns) error {
	var parts [4][]uint32
	for i, name := range []string{"record.low", "record.high", "record.head", "record.tail"} {
		var err error
		if parts[i], err = r.perDoc(name, c.docs); err != nil {
			return err
		}
	}
	c.records = make([]recordAt, c.docs)
	for i := range c.records {
		c.records[i] = recordAt{uint64(parts[1][i])<<32 | uint64(parts[0][i]), parts[2][i], parts[3][i]}
	}
	return nil
}

// facets reads the columns of several facets.
func (r *columnsReader) facets(prefix string, names []string, into map[string]*facetColumn, docs int) (err error) {
	for _, name := range names {
		if into[name], err = r.facet(prefix+name, docs); err != nil {
			return err
		}
	}
	return nil
}

func (r *columnsReader) facet(name string, docs int) (*facetColumn, error) {
	f := &facetColumn{labels: map[string][]string{}}
	var err error
	if f.values, err = r.strings(name); err != nil {
		return nil, err
	}
	if f.start, err = r.perDoc(name+".start", docs+1); err != nil {
		return nil, err
	}
	if f.ords, err = r.uint32s(name + ".ords"); err != nil {
		return nil, err
	}
	for _, lang := range interfaceLanguages() {
		key := name + ".label." + lang
		if _, ok := r.dir[key+".ends"]; !ok {
			continue
		}
		if f.labels[lang], err = r.strings(key); err != nil {
			return nil, err
		}
	}
	if err := f.check(name); err != nil {
		return nil, err
	}
	f.totals = f.total()
	f.makeSets()
	return f, nil
}

// check refuses ordinals that would point outside: a damaged file must not
// become a panic at query time.
func (f *facetColumn) check(name string) error {
	last := uint32(0)
	for _, s := range f.start {
		if s < last || int(s) > len(f.ords) {
			return fmt.Errorf("%s: column %q is damaged", columnsFile, name)
		}
		last = s
	}
	for _, o := range f.ords {
		if int(o) >= len(f.values) {
			return fmt.Errorf("%s: column %q is damaged", columnsFile, name)
		}
	}
	for _, l := range f.labels {
		if len(l) != len(f.values) {
			return fmt.Errorf("%s: labels of column %q are damaged", columnsFile, name)
		}
	}
	return nil
}
