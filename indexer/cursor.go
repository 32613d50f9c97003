package indexer

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// cursorBytes is the size of the packed position: two keys, a document
// number, a rank, and the mark of the request.
const cursorBytes = 8 + 8 + 4 + 4 + 8

// cursor packs the position of the last hit of a page, for this generation
// and this request only.
func (ix *Index) cursor(req Request, p position) string {
	var b []byte
	b = binary.BigEndian.AppendUint64(b, math.Float64bits(p.first))
	b = binary.BigEndian.AppendUint64(b, math.Float64bits(p.second))
	b = binary.BigEndian.AppendUint32(b, p.doc)
	b = binary.BigEndian.AppendUint32(b, uint32(p.rank))
	b = append(b, requestMark(req)...)
	return ix.generation.Name + "." + base64.RawURLEncoding.EncodeToString(b)
}

// CursorGeneration returns the name of the generation that a cursor belongs
// to, or "" for what is no cursor.
func CursorGeneration(cursor string) string {
	i := strings.LastIndexByte(cursor, '.')
	if i < 0 {
		return ""
	}
	return cursor[:i]
}

// parseCursor unpacks the cursor of a request, nil where it has none.
func (ix *Index) parseCursor(req Request) (*position, error) {
	if req.Cursor == "" {
		return nil, nil
	}
	name := CursorGeneration(req.Cursor)
	if name != ix.generation.Name {
		return nil, fmt.Errorf("%w: it belongs to generation %q", ErrBadCursor, name)
	}
	b, err := base64.RawURLEncoding.DecodeString(req.Cursor[len(name)+1:])
	if err != nil || len(b) != cursorBytes {
		return nil, fmt.Errorf("%w: it cannot be read", ErrBadCursor)
	}
	if string(b[24:]) != string(requestMark(req)) {
		return nil, fmt.Errorf("%w: it belongs to another query", ErrBadCursor)
	}
	return &position{
		first:  math.Float64frombits(binary.BigEndian.Uint64(b)),
		second: math.Float64frombits(binary.BigEndian.Uint64(b[8:])),
		doc:    binary.BigEndian.Uint32(b[16:]),
		rank:   int(binary.BigEndian.Uint32(b[20:])),
	}, nil
}

// requestMark is a hash of what decides which documents come in which order.
func requestMark(req Request) []byte {
	text, err := json.Marshal([]any{req.Query, req.Filters, req.Sort, req.NoExpand, req.NoCorrections, req.Lang})
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	sum := sha256.Sum256(text)
	return sum[:8]
}
