package source

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"iter"
	"strings"

	"izde/corpus"
)

// read yields the Articles of an opened file, as its format has them.
func read(ctx context.Context, opt Options, f File, r io.Reader) iter.Seq2[*corpus.Article, error] {
	br := bufio.NewReaderSize(readerContext{ctx, r}, sniffLength)
	start, err := br.Peek(sniffLength)
	if err != nil && err != io.EOF {
		return fails(f.Path, plainIO(err))
	}
	whole := err == io.EOF
	if whole && len(bytes.TrimSpace(bytes.TrimPrefix(start, []byte("\ufeff")))) == 0 {
		return fails(f.Path, ErrEmpty)
	}
	kind := recognise(start)
	if err := unreadable(kind, start); err != nil {
		return fails(f.Path, err)
	}
	if kind == formatJSON {
		if lines, known := oneRecordALine(start); lines && known {
			return readLines(ctx, f.Path, br, opt.Repairs)
		}
	}
	b, err := readAll(br, nil)
	if err != nil {
		return fails(f.Path, plainIO(err))
	}
	if looksUTF16(start) {
		// The format is to be told again from the decoded text.
		text, err := decodeText(b, nil)
		if err != nil {
			return fails(f.Path, err)
		}
		b = []byte(text)
		if strings.TrimSpace(text) == "" {
			return fails(f.Path, ErrEmpty)
		}
		kind = recognise(b[:min(len(b), sniffLength)])
		if err := unreadable(kind, b); err != nil {
			return fails(f.Path, err)
		}
	}
	return parsers()[kind](ctx, opt, f.Path, b)
}

// unreadable is the fault of a format that has no reader.
func unreadable(kind format, start []byte) error {
	if kind != formatBinary {
		return nil
	}
	if err := foreign(start); err != nil {
		return err
	}
	return ErrBinary
}

// parser yields the Articles of a file that is held whole.
type parser func(ctx context.Context, opt Options, path string, b []byte) iter.Seq2[*corpus.Article, error]

// parsers says which reader reads which format.
func parsers() map[format]parser {
	return map[format]parser{
		formatJSON:   parseJSON,
		formatText:   parseText,
		formatPDF:    parsePDF,
		formatZip:    parseWord,
		formatHTML:   parseHTML,
		formatXML:    parseXML,
		formatBibTeX: parseBibTeX,
		formatRIS:    parseRIS,
	}
}

// parseJSON yields the records of a JSON file that is held whole. A file
// whose first line is no record of its own is an array or is printed over
// several lines; if it is neither, its lines are taken one by one, so that one
// bad line does not lose the others.
func parseJSON(ctx context.Context, opt Options, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	t := withoutControls(bytes.TrimPrefix(b, []byte("\ufeff")))
	if lead := len(t) - len(bytes.TrimLeft(t, " \t\r\n")); t[lead] == '[' || printedOver(t) {
		// Blanks keep their place: lines are counted from the start.
		return readValues(ctx, path, t)
	}
	return readLines(ctx, path, bufio.NewReaderSize(bytes.NewReader(t), sniffLength), opt.Repairs)
}

// printedOver says whether the first object of t is whole but goes over
// several lines.
func printedOver(t []byte) bool {
	d := json.NewDecoder(bytes.NewReader(t))
	var first json.RawMessage
	return d.Decode(&first) == nil && bytes.ContainsRune(first, '\n')
}

// fails is the sequence of one error about the whole file.
func fails(path string, err error) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		yield(nil, &Error{File: path, Err: err})
	}
}
