package source

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"izde/corpus"
)

const (
	// MaxLine is the longest line of a JSON-lines file that is read. A record of
	// more than this is no article, and a file without line ends must not fill
	// the memory.
	MaxLine = 64 << 20

	// MaxFile is the largest file of any other format. The formats that are not
	// line by line are held in memory whole.
	MaxFile = 256 << 20

	// StandardInput is the path that stands for standard input.
	StandardInput = "-"
)

// Options of reading. The zero value reads everything that the package
// understands.
type Options struct {
	// Stdin is read for the path "-"; nil is the standard input of the process.
	Stdin io.Reader

	// PlainReferences leaves the entries of JSON records that come as plain
	// text unparsed, which is most of the time that reading such a record
	// takes. ParseReferences does it later.
	PlainReferences bool

	// Repairs lists each repair of a text in its Warning, not only the first.
	Repairs bool

	// Parallel is how many files ReadFiles parses at a time; 0 is one more than
	// there are processors.
	Parallel int
}

// Error says which file, and where in it, could not be read. Line and Column, the
// latter in characters, are counted from 1; they are 0 where the whole file or
// line is meant.
type Error struct {
	File   string
	Line   int
	Column int
	Err    error
}

func (e *Error) Error() string {
	if e.Column > 0 {
		return fmt.Sprintf("reading %s line %d: column %d: %v", e.File, e.Line, e.Column, e.Err)
	}
	if e.Line > 0 {
		return fmt.Sprintf("reading %s line %d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("reading %s: %v", e.File, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Read yields the Articles of all files under paths, in the order of Find,
// after its doubts, each a *Doubt. A record that cannot be read is an *Error and
// reading goes on after it; a path that does not exist or an izde.yaml that is
// wrong ends it.
func Read(ctx context.Context, opt Options, paths ...string) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		files, doubts, err := Find(ctx, paths...)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, d := range doubts {
			if !yield(nil, d) {
				return
			}
		}
		for _, articles := range ReadFiles(ctx, opt, files) {
			for a, err := range articles {
				if !yield(a, err) {
					return
				}
			}
		}
	}
}

// ReadFile yields the Articles of one file. Ids are those of the file; two
// records of one id are both yielded. When ctx ends, its error is the last
// thing yielded.
func ReadFile(ctx context.Context, opt Options, f File) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		r, err := f.open(ctx, opt)
		if err != nil {
			yield(nil, &Error{File: f.Path, Err: plainIO(err)})
			return
		}
		defer r.Close()
		settings := f.settings()
		for a, err := range read(ctx, opt, f, r) {
			if err == nil {
				finish(a, f, settings, opt.Repairs)
				if !opt.PlainReferences {
					ParseReferences(a) // of text that is clean
				}
			}
			if !yield(a, err) {
				return
			}
			if ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
		}
	}
}

// Hash is the SHA-256, in hexadecimal, of what decides which Articles the file
// yields: its content and the izde.yaml that applies to it. Standard input and
// pipes cannot be read twice: their hash is empty, which equals no other.
func Hash(ctx context.Context, f File) (string, error) {
	if f.Path == StandardInput || f.once {
		return "", nil
	}
	r, err := f.open(ctx, Options{})
	if err != nil {
		return "", &Error{File: f.Path, Err: plainIO(err)}
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, readerContext{ctx, r}); err != nil {
		return "", &Error{File: f.Path, Err: plainIO(err)}
	}
	h.Write([]byte{0})
	h.Write(f.config.bytes())
	return hex.EncodeToString(h.Sum(nil)), nil
}

// readerContext ends reading when its context ends.
type readerContext struct {
	ctx context.Context
	r   io.Reader
}

func (r readerContext) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// open opens the file, or standard input.
func (f File) open(ctx context.Context, opt Options) (io.ReadCloser, error) {
	if f.fault != nil {
		return nil, f.fault
	}
	if f.once {
		return openPipe(ctx, f.Path)
	}
	if f.Path != StandardInput {
		return os.Open(f.Path)
	}
	if opt.Stdin != nil {
		return io.NopCloser(opt.Stdin), nil
	}
	return io.NopCloser(os.Stdin), nil
}

// openPipe opens a pipe, which waits for a writer, and its reader waits for what is
// written: both end with ctx.
func openPipe(ctx context.Context, path string) (io.ReadCloser, error) {
	type opened struct {
		file *os.File
		err  error
	}
	done := make(chan opened)
	// Opening that waits cannot be ended from outside, so nobody waits for this
	// goroutine after ctx: it lasts at most as long as the process.
	go func() {
		file, err := os.Open(path)
		select {
		case done <- opened{file, err}:
		case <-ctx.Done():
			file.Close()
		}
	}()
	select {
	case o := <-done:
		if o.err != nil {
			return nil, o.err
		}
		context.AfterFunc(ctx, func() { o.file.Close() })
		return o.file, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// plainIO takes the path out of a file error: Error says it already.
func plainIO(err error) error {
	if p, ok := errors.AsType[*os.PathError](err); ok {
		return p.Err
	}
	return err
}

// readAll reads a file that is held whole, within MaxFile.
func readAll(r io.Reader, start []byte) ([]byte, error) {
	var b bytes.Buffer
	b.Write(start)
	if _, err := b.ReadFrom(io.LimitReader(r, MaxFile+1-int64(len(start)))); err != nil {
		return nil, err
	}
	if b.Len() > MaxFile {
		return nil, ErrTooLarge
	}
	return b.Bytes(), nil
}
