package source

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"izde/corpus"
	"izde/corpus/clean"
)

// yieldRecord takes a record or a fault, whose file is to be filled in, and is
// false where no more is wanted.
type yieldRecord func(a *corpus.Article, fault *Error) bool

// to yields records and faults of a file.
func to(path string, yield func(*corpus.Article, error) bool) yieldRecord {
	return func(a *corpus.Article, fault *Error) bool {
		if fault != nil {
			fault.File = path
			return yield(nil, fault)
		}
		if a.Source.File == "" {
			a.Source.File = path
		}
		return yield(a, nil)
	}
}

// place says where a record stands, unless it says itself from where it comes.
func place(a *corpus.Article, from, to int) {
	if a.Source.File == "" {
		a.Source.Line, a.Source.EndLine = from, to
	}
}

// readLines yields a record a line, or several; what is none is an error and the
// lines after it are read.
func readLines(ctx context.Context, path string, r *bufio.Reader, each bool) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		var p recordParser
		var line []byte
		var err error
		out := to(path, yield)
		for n := 1; ctx.Err() == nil; n++ {
			line, err = readLine(ctx, r, line[:0])
			switch {
			case err != nil && err != io.EOF:
				if !out(nil, &Error{Line: n, Err: plainIO(err)}) || err != ErrLongLine {
					return
				}
			case !p.line(line, n, each, out) || err == io.EOF:
				return
			}
		}
	}
}

// line yields the records of line n, and from where on it holds none.
func (p *recordParser) line(line []byte, n int, each bool, out yieldRecord) bool {
	line = bytes.TrimPrefix(line, []byte("\ufeff"))
	var decoded clean.Tally
	if !utf8.Valid(line) {
		var log clean.Log
		text, err := decodeText(line, &log)
		if err != nil {
			return out(nil, &Error{Line: n, Err: err})
		}
		line = []byte(text)
		decoded.Each = each
		for _, r := range log.Repairs {
			r.Line = n
			decoded.Add(r)
		}
	}
	read := 0
	for at := skipBlanks(line, 0, false); at < len(line); at = skipBlanks(line, at, true) {
		a, size, err := p.next(line[at:])
		if size == 0 && bytes.ContainsFunc(line[at:], isControl) {
			line = withoutControls(line)
			a, size, err = p.next(line[at:])
		}
		switch {
		case size == 0 && read > 0 && line[at] != '{':
			return out(nil, &Error{Line: n, Column: column(line, at), Err: fmt.Errorf("not valid JSON after the record: %s", excerpt(line[at:]))})
		case size == 0:
			where, fault := syntaxFault(line, at, err)
			return out(nil, &Error{Line: n, Column: column(line, where), Err: fault})
		case err != nil:
			if !out(nil, &Error{Line: n, Column: column(line, at), Err: err}) {
				return false
			}
		default:
			place(a, n, n)
			a.Warnings = append(a.Warnings, decoded.Warnings...)
			decoded = clean.Tally{}
			if !out(a, nil) {
				return false
			}
		}
		at += size
		read++
	}
	return true
}

// isControl is true for the characters that JSON must not have in a text and
// careless programs write there. One line end in a text cannot be told from another.
func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\r' }

// withoutControls is b with each of them replaced: a tab by a space, another
// by a control character that JSON may have, and that goes when the text is cleaned.
func withoutControls(b []byte) []byte {
	if !bytes.ContainsFunc(b, isControl) {
		return b
	}
	b = bytes.Clone(b)
	for i, c := range b {
		if c == '\t' {
			b[i] = ' '
		} else if isControl(rune(c)) {
			b[i] = 0x7f
		}
	}
	return b
}

// excerpt is the beginning of b, for a message.
func excerpt(b []byte) string {
	const most = 40
	r := []rune(string(b[:min(len(b), 4*most)]))
	return clean.Code(strings.TrimSpace(string(r[:min(len(r), most)])), 0, nil)
}

// skipBlanks is where after at in b something stands. After a record a comma is
// passed over: the records of an array may have lost their brackets.
func skipBlanks(b []byte, at int, comma bool) int {
	blanks := func() {
		for at < len(b) && (b[at] == ' ' || b[at] == '\t' || b[at] == '\r' || b[at] == '\n') {
			at++
		}
	}
	blanks()
	if comma && at < len(b) && b[at] == ',' {
		at++
		blanks()
	}
	return at
}

// column is that of the byte at in its line, in characters, from 1.
func column(b []byte, at int) int {
	return 1 + utf8.RuneCount(b[bytes.LastIndexByte(b[:at], '\n')+1:at])
}

// readLine appends what is up to the next line end to line. A line beyond MaxLine is passed over to
// its end without being held, and is ErrLongLine.
func readLine(ctx context.Context, r *bufio.Reader, line []byte) ([]byte, error) {
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > MaxLine; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			continue
		case long:
			return nil, ErrLongLine
		}
		return line, err
	}
}

// readValues yields the records of JSON arrays, and of objects printed over
// several lines. A value that is no record is an error; after a fault of the
// JSON itself reading goes on at the next line that begins as the first record does.
func readValues(ctx context.Context, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		v := values{b: b, lines: lineCounter{text: b}, out: to(path, yield)}
		for !v.done && ctx.Err() == nil {
			v.at = skipBlanks(b, v.at, v.at > 0)
			d := json.NewDecoder(bytes.NewReader(b[v.at:]))
			switch {
			case v.at == len(b):
				return
			case b[v.at] == ']' && v.resumed: // of the array that was left
				v.at++
			case b[v.at] == '[':
				v.array(ctx, d)
			case v.one(d, v.at):
				v.at += int(d.InputOffset())
			}
		}
	}
}

// values are the JSON values of a file.
type values struct {
	b       []byte
	at      int // how far they are read
	done    bool
	resumed bool   // after a fault, which may have been in an array
	indent  []byte // of the first record's line and its bracket; nil before
	lines   lineCounter
	out     yieldRecord
	p       recordParser
}

// array yields the elements of the array that begins where d is.
func (v *values) array(ctx context.Context, d *json.Decoder) {
	base := v.at
	_, err := d.Token()
	for err == nil && d.More() && ctx.Err() == nil {
		if !v.one(d, base) {
			return
		}
	}
	if err == nil {
		_, err = d.Token()
	}
	if err != nil {
		v.broken(base + int(d.InputOffset()))
		return
	}
	v.at = base + int(d.InputOffset())
}

// one yields the next value of d, which reads from base on, and is false where
// d is not to be read on.
func (v *values) one(d *json.Decoder, base int) bool {
	var raw json.RawMessage
	start := skipBlanks(v.b, base+int(d.InputOffset()), true)
	if v.indent == nil && start < len(v.b) {
		v.indent = v.b[bytes.LastIndexByte(v.b[:start], '\n')+1 : start+1]
	}
	if err := d.Decode(&raw); err != nil {
		v.broken(start)
		return false
	}
	a, _, err := v.p.next(raw)
	from, to := v.lines.at(start), v.lines.at(start+len(raw))
	if err != nil {
		v.done = !v.out(nil, &Error{Line: from, Column: column(v.b, start), Err: err})
		return !v.done
	}
	place(a, from, to)
	v.done = !v.out(a, nil)
	return !v.done
}

// broken tells of a fault of the JSON in a value from start on, or before it, and
// finds where reading may go on.
func (v *values) broken(start int) {
	start = skipBlanks(v.b, start, true)
	var raw json.RawMessage
	err := json.NewDecoder(bytes.NewReader(v.b[start:])).Decode(&raw)
	at, next := start, start
	fault := errors.New("not valid JSON: a comma is missing before the record")
	if err != nil {
		at, fault = syntaxFault(v.b, start, err)
		next = v.nextRecord(start + 1) // within one that has no end
	}
	if next < 0 {
		fault = fmt.Errorf("%w; nothing after it was read", fault)
	} else if err != nil {
		fault = fmt.Errorf("%w; reading goes on at line %d", fault, v.lines.at(next))
	}
	more := v.out(nil, &Error{Line: v.lines.at(at), Column: column(v.b, at), Err: fault})
	v.done = !more || next < 0
	v.at, v.resumed = next, true
}

// nextRecord is where the first line from a place on begins as that of the first
// record does, -1 for nowhere.
func (v *values) nextRecord(from int) int {
	if len(bytes.TrimLeft(v.indent, " \t")) != 1 || v.indent[len(v.indent)-1] != '{' {
		return -1 // the records have no lines of their own
	}
	i := bytes.Index(v.b[min(from, len(v.b)):], slices.Concat([]byte("\n"), v.indent))
	if i < 0 {
		return -1
	}
	return from + i + len("\n") + len(v.indent) - 1
}

// lineCounter tells the line of offsets that grow.
type lineCounter struct {
	text []byte
	pos  int
	line int
}

func (c *lineCounter) at(offset int) int {
	to := min(offset, len(c.text))
	if to < c.pos {
		return 1 + bytes.Count(c.text[:to], []byte("\n"))
	}
	c.line += bytes.Count(c.text[c.pos:to], []byte("\n"))
	c.pos = to
	return c.line + 1
}
