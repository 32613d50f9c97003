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
	return clean.Field(strings.TrimSpace(string(r[:min(len(r), most)])), 0, nil)
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
// JSON itself nothing more can be read.
func readValues(ctx context.Context, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		v := values{b: b, lines: lineCounter{text: b}, out: to(path, yield)}
		for at := skipBlanks(b, 0, false); at < len(b) && ctx.Err() == nil; at = skipBlanks(b, at, true) {
			d := json.NewDecoder(bytes.NewReader(b[at:]))
			if b[at] == '[' {
				if !v.array(ctx, d, at) {
					return
				}
			} else if !v.one(d, at) {
				return
			}
			at += int(d.InputOffset())
		}
	}
}

// values are the JSON values of a file.
type values struct {
	b     []byte
	lines lineCounter
	out   yieldRecord
	p     recordParser
}

// array yields the elements of an array that begins at base, where d is.
func (v *values) array(ctx context.Context, d *json.Decoder, base int) bool {
	_, err := d.Token()
	for err == nil && d.More() && ctx.Err() == nil {
		if !v.one(d, base) {
			return false
		}
	}
	if err == nil {
		_, err = d.Token()
	}
	if err != nil {
		return v.broken(skipBlanks(v.b, base+int(d.InputOffset()), true), base, err)
	}
	return true
}

// one yields the next value of d, which reads from base on.
func (v *values) one(d *json.Decoder, base int) bool {
	var raw json.RawMessage
	start := skipBlanks(v.b, base+int(d.InputOffset()), true)
	if err := d.Decode(&raw); err != nil {
		return v.broken(start, base, err)
	}
	a, _, err := v.p.next(raw)
	from, to := v.lines.at(start), v.lines.at(start+len(raw))
	if err != nil {
		return v.out(nil, &Error{Line: from, Column: column(v.b, start), Err: err})
	}
	place(a, from, to)
	return v.out(a, nil)
}

// broken tells of a fault of the JSON in a value from start on, met by a decoder
// that reads from base on; nothing can be read after it.
func (v *values) broken(start, base int, err error) bool {
	at, fault := min(start, len(v.b)), error(nil)
	if s, ok := errors.AsType[*json.SyntaxError](err); ok {
		at, fault = syntaxFault(v.b, base, s)
	} else {
		fault = jsonFault(io.ErrUnexpectedEOF)
	}
	v.out(nil, &Error{Line: v.lines.at(at), Column: column(v.b, at), Err: fmt.Errorf("%w; nothing after it was read", fault)})
	return false
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
