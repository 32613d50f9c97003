package segment

import (
	"encoding/binary"
	"strings"
)

// pool holds the postings of all terms, lists of bytes that grow side by side.
// A list is a chain of slices, each twice as long as the one before, cut from
// blocks that all share; behind a slice stands the address of the next. So
// lists in their millions are neither copied as they grow nor seen one by one
// by the garbage collector. (Lucene's ByteSlicePool is of this kind.) Addresses
// of 32 bits reach 4 GB, several times what is gathered before it is written.
type pool struct {
	blocks [][]byte // all blockBytes long
	used   uint32   // of the last one
}

const (
	blockBits  = 20
	blockBytes = 1 << blockBits
	firstSlice = 8 // bytes; most terms come once, in two or three
	lastSlice  = 4096
	nextBytes  = 4 // of the address behind a slice
)

// list is the postings of a term, as appendPosting packs them: where its bytes
// are in the pool. An address is the number of the block and the place in it.
type list struct {
	first   uint32 // address of the first slice
	at, end uint32 // addresses in the last slice: of the next byte, and past it
	size    uint32 // of the last slice; 0 where there is none
	last    uint32 // document
}

// from is the block of an address from there on.
func (p *pool) from(address uint32) []byte {
	return p.blocks[address>>blockBits][address&(blockBytes-1):]
}

// append adds data to l.
func (p *pool) append(l *list, data []byte) {
	for len(data) > 0 {
		if l.at == l.end {
			p.extend(l)
		}
		n := copy(p.from(l.at)[:l.end-l.at], data)
		l.at += uint32(n)
		data = data[n:]
	}
}

// extend gives l another slice.
func (p *pool) extend(l *list) {
	size := min(max(2*l.size, firstSlice), lastSlice)
	at := p.take(size + nextBytes)
	if l.size == 0 {
		l.first = at
	} else {
		binary.LittleEndian.PutUint32(p.from(l.end), at)
	}
	l.at, l.end, l.size = at, at+size, size
}

// take returns the address of n bytes that are free.
func (p *pool) take(n uint32) uint32 {
	if len(p.blocks) == 0 || p.used+n > blockBytes {
		p.blocks, p.used = append(p.blocks, make([]byte, blockBytes)), 0
	}
	at := uint32(len(p.blocks)-1)<<blockBits + p.used
	p.used += n
	return at
}

// read appends the bytes of l to dst.
func (p *pool) read(dst []byte, l *list) []byte {
	if l.size == 0 {
		return dst
	}
	for at, size := l.first, uint32(firstSlice); ; size = min(2*size, lastSlice) {
		if at+size == l.end {
			return append(dst, p.from(at)[:l.at-at]...)
		}
		slice := p.from(at)
		dst = append(dst, slice[:size]...)
		at = binary.LittleEndian.Uint32(slice[size:])
	}
}

// bytes is what the pool takes in memory.
func (p *pool) bytes() int { return len(p.blocks) * blockBytes }

// texts keeps copies of texts in blocks, for the same reason.
type texts struct {
	block strings.Builder
	bytes int
}

// keep returns a copy of text.
func (t *texts) keep(text string) string {
	if t.block.Cap()-t.block.Len() < len(text) {
		t.block = strings.Builder{}
		t.block.Grow(max(blockBytes, len(text)))
	}
	t.bytes += len(text)
	from := t.block.Len()
	t.block.WriteString(text)
	return t.block.String()[from:]
}
