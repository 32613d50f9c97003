package source

import (
	"context"
	"iter"
	"runtime"
	"sync"

	"izde/corpus"
)

// readAhead is how many Articles of one file wait to be taken.
const readAhead = 64

// reading is what reading one file yields.
type reading struct {
	article *corpus.Article
	err     error
}

// ReadFiles yields the index of each file with its Articles, as ReadFile does,
// in the order of files, and parses the files after it meanwhile. No more than
// opt.Parallel files are held at a time, so that memory is bounded by the
// largest of them and not by their number. Articles that are not taken before
// the next index are passed over. When ReadFiles ends, all parsing has ended.
func ReadFiles(ctx context.Context, opt Options, files []File) iter.Seq2[int, iter.Seq2[*corpus.Article, error]] {
	return func(yield func(int, iter.Seq2[*corpus.Article, error]) bool) {
		var parsing sync.WaitGroup
		defer parsing.Wait()
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		window := opt.Parallel
		if window <= 0 {
			window = runtime.GOMAXPROCS(0) + 1 // one parses while another waits to be taken
		}
		open := make([]*parse, 0, len(files))
		for i := range files {
			for n := len(open); n < min(i+window, len(files)); n++ {
				p := newParse(ctx)
				open = append(open, p)
				parsing.Go(func() { p.run(opt, files[n]) })
			}
			more := yield(i, open[i].articles(ctx))
			open[i].end()
			open[i] = nil
			if !more || ctx.Err() != nil {
				return
			}
		}
	}
}

// parse is the parsing of one file.
type parse struct {
	ctx    context.Context
	cancel context.CancelFunc
	read   chan reading
}

func newParse(ctx context.Context) *parse {
	p := &parse{read: make(chan reading, readAhead)}
	p.ctx, p.cancel = context.WithCancel(ctx)
	return p
}

// end stops the parsing and waits for it, so that what it holds is free before
// another begins.
func (p *parse) end() {
	p.cancel()
	for range p.read {
	}
}

// run parses the file until its end or until p is ended.
func (p *parse) run(opt Options, f File) {
	defer close(p.read)
	for a, err := range ReadFile(p.ctx, opt, f) {
		select {
		case p.read <- reading{a, err}:
		case <-p.ctx.Done():
			return
		}
	}
}

// articles are those of the file. When ctx ends, its error is the last thing
// yielded.
func (p *parse) articles(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for r := range p.read {
			if ctx.Err() != nil {
				break
			}
			if !yield(r.article, r.err) {
				return
			}
		}
		if ctx.Err() != nil {
			yield(nil, ctx.Err())
		}
	}
}
