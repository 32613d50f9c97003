package main

import (
	"context"
	"io"
)

// interruptible is a Reader that ends with the error of its context also
// while it waits for input: a command that reads from a terminal or a pipe
// stops at the first signal.
type interruptible struct {
	ctx    context.Context
	source io.Reader
	chunks chan chunk // nil before the first Read
	rest   []byte     // of the last chunk
	err    error      // after rest
}

type chunk struct {
	bytes []byte
	err   error
}

func (i *interruptible) Read(p []byte) (int, error) {
	if i.chunks == nil {
		i.chunks = make(chan chunk)
		go i.pump()
	}
	if len(i.rest) == 0 && i.err == nil {
		select {
		case c := <-i.chunks:
			i.rest, i.err = c.bytes, c.err
		case <-i.ctx.Done():
			return 0, i.ctx.Err()
		}
	}
	if len(i.rest) == 0 {
		return 0, i.err
	}
	n := copy(p, i.rest)
	i.rest = i.rest[n:]
	return n, nil
}

// pump hands over what can be read. A Read that waits cannot be ended from
// outside, so nobody waits for this goroutine: it lasts at most as long as the
// process, which ends soon after ctx does.
func (i *interruptible) pump() {
	for {
		b := make([]byte, 64<<10)
		n, err := i.source.Read(b)
		select {
		case i.chunks <- chunk{b[:n], err}:
		case <-i.ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}
