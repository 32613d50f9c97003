package pdf

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// compiled is the compilation of PDFium that all engines share: on disk where a
// cache folder can be written, since it takes seconds, else in memory.
var compiled = sync.OnceValue(func() wazero.CompilationCache {
	if dir, err := os.UserCacheDir(); err == nil {
		dir = filepath.Join(dir, "izde", "wasm")
		if os.MkdirAll(dir, 0o755) == nil {
			if c, err := wazero.NewCompilationCacheWithDir(dir); err == nil {
				return c
			}
		}
	}
	return wazero.NewCompilationCache()
})

// idle holds engines between files: to make one takes as long as to read a page.
var idle = sync.OnceValue(func() chan *engine { return make(chan *engine, runtime.GOMAXPROCS(0)) })

// engine is PDFium made ready, for one file at a time. Each file gets memory of its
// own.
type engine struct {
	pool pdfium.Pool
	file *fileContext
}

// start gives PDFium for one file, with no file system and no output. It is killed
// when ctx ends, whatever it is doing.
func start(ctx context.Context) (in pdfium.Pdfium, stop func(), err error) {
	var e *engine
	select {
	case e = <-idle():
		e.file.ctx.Store(&ctx)
	default:
		if e, err = newEngine(ctx); err != nil {
			return nil, nil, fmt.Errorf("starting PDFium: %w", err)
		}
	}
	if in, err = e.pool.GetInstanceWithContext(ctx); err != nil {
		e.pool.Close()
		return nil, nil, fmt.Errorf("starting PDFium: %w", err)
	}
	return in, func() { e.release(ctx, in) }, nil
}

func newEngine(ctx context.Context) (*engine, error) {
	file := &fileContext{}
	file.ctx.Store(&ctx)
	pool, err := webassembly.Init(webassembly.Config{
		Context: file, MaxIdle: 1, MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().
			WithCompilationCache(compiled()).
			WithCloseOnContextDone(true).
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return nil, err
	}
	return &engine{pool, file}, nil
}

// release frees the memory of a file and keeps the engine, unless it was killed or
// there are enough.
func (e *engine) release(ctx context.Context, in pdfium.Pdfium) {
	in.Close()
	if ctx.Err() == nil {
		select {
		case idle() <- e:
			return
		default:
		}
	}
	e.pool.Close()
}

// fileContext is the context of the file that an engine reads at the time. PDFium
// is made ready under one context and takes those of its instances from it.
type fileContext struct {
	ctx atomic.Pointer[context.Context]
}

func (f *fileContext) Deadline() (time.Time, bool) { return (*f.ctx.Load()).Deadline() }
func (f *fileContext) Done() <-chan struct{}       { return (*f.ctx.Load()).Done() }
func (f *fileContext) Err() error                  { return (*f.ctx.Load()).Err() }
func (f *fileContext) Value(key any) any           { return (*f.ctx.Load()).Value(key) }
