package indexer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"izde/corpus"
	"izde/indexer/generation"
)

const (
	// watchInterval is how often a server looks for a new generation: a
	// librarian who has published sees it before finding the browser.
	watchInterval = time.Second

	// warmQueries is how many searches a generation answers before it is
	// switched to, so that the first reader does not wait for cold files.
	warmQueries = 25
)

// Live is the published generation of an index folder, whichever that is: a
// newer one is switched to between requests. The one before stays open as
// long as it is kept, so that cursors into it go on. It is safe for
// concurrent use.
type Live struct {
	dir      string
	report   func(error)
	mu       sync.Mutex
	current  *shared
	previous *shared // nil at first
	stop     context.CancelFunc
	done     chan struct{}
}

// shared is an Index in use by some requests.
type shared struct {
	*Index
	users   int
	retired bool // closed when the last user leaves
}

// OpenLive opens the published generation of dir and follows it until Close.
// What goes wrong with a later generation is told to report, and the one that
// is open stays in use.
func OpenLive(ctx context.Context, dir string, report func(error)) (*Live, error) {
	ix, err := Open(dir)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	l := &Live{dir: dir, report: report, current: &shared{Index: ix}, stop: stop, done: make(chan struct{})}
	ix.warm(ctx)
	go l.follow(ctx)
	return l, nil
}

// follow switches to each generation that is published.
func (l *Live) follow(ctx context.Context) {
	defer close(l.done)
	l.current.prepare(ctx)
	for name := range generation.Watch(ctx, l.dir, l.current.generation.Name, watchInterval) {
		ix, err := Open(l.dir)
		if err != nil {
			l.report(fmt.Errorf("generation %s was published but cannot be used; going on with %s: %w", name, l.Generation(), err))
			continue
		}
		ix.warm(ctx)
		ix.prepare(ctx)
		if err := l.switchTo(ix); err != nil {
			l.report(err)
		}
	}
}

// switchTo makes ix the current generation, the current one the previous, and
// retires the one before.
func (l *Live) switchTo(ix *Index) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	old := l.previous
	if ix.generation.Name == l.current.generation.Name {
		return ix.Close()
	}
	l.previous, l.current = l.current, &shared{Index: ix}
	return old.retire()
}

// retire closes s now, or when its last user leaves; the lock must be held.
func (s *shared) retire() error {
	if s == nil || s.retired {
		return nil
	}
	s.retired = true
	if s.users == 0 {
		return s.Close()
	}
	return nil
}

// use lends the generation of the given name, "" for the current one.
func (l *Live) use(name string) (*shared, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.current
	if s == nil {
		return nil, ErrNoGeneration
	}
	if name != "" && name != s.generation.Name && l.previous != nil && l.previous.generation.Name == name {
		s = l.previous
	}
	s.users++
	return s, nil
}

func (l *Live) leave(s *shared) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s.users--
	if s.users == 0 && s.retired {
		if err := s.Close(); err != nil {
			l.report(err)
		}
	}
}

// Close stops following and closes the generations; requests under way end
// first.
func (l *Live) Close() error {
	l.stop()
	<-l.done
	l.mu.Lock()
	defer l.mu.Unlock()
	err := errors.Join(l.current.retire(), l.previous.retire())
	l.current, l.previous = nil, nil
	return err
}

// Generation names the current generation.
func (l *Live) Generation() string {
	info, _ := l.Info()
	return info.Generation
}

// Search answers a request from the current generation, or from the one that
// its cursor belongs to.
func (l *Live) Search(ctx context.Context, r Request) (*Result, error) {
	s, err := l.use(CursorGeneration(r.Cursor))
	if err != nil {
		return nil, err
	}
	defer l.leave(s)
	return s.Index.Search(ctx, r)
}

// Article returns the whole record of an id and the generation it is of.
func (l *Live) Article(ctx context.Context, id string) (*corpus.Article, string, error) {
	s, err := l.use("")
	if err != nil {
		return nil, "", err
	}
	defer l.leave(s)
	a, err := s.Index.Article(ctx, id)
	return a, s.generation.Name, err
}

// FacetValues pages through the values of one facet.
func (l *Live) FacetValues(ctx context.Context, r FacetListRequest) (*FacetList, error) {
	s, err := l.use("")
	if err != nil {
		return nil, err
	}
	defer l.leave(s)
	return s.Index.FacetValues(ctx, r)
}

// Suggest completes what a person is typing.
func (l *Live) Suggest(ctx context.Context, prefix, lang string, limit int) ([]Suggestion, error) {
	s, err := l.use("")
	if err != nil {
		return nil, err
	}
	defer l.leave(s)
	return s.Index.Suggest(ctx, prefix, lang, limit)
}

// Info describes the current generation; ok is false after Close.
func (l *Live) Info() (info Info, ok bool) {
	s, err := l.use("")
	if err != nil {
		return Info{}, false
	}
	defer l.leave(s)
	return s.Index.Info(), true
}

// warm answers searches for the commonest keywords, which brings the files
// and the postings that readers ask for most into memory.
func (ix *Index) warm(ctx context.Context) {
	_, _ = ix.Suggest(ctx, "а", corpus.Kazakh, 1) // makes the tables of suggestions
	f := ix.columns.facets[FacetKeyword]
	counts := f.counts(fullBitset(ix.columns.docs))
	ords := make([]uint32, len(f.values))
	for i := range ords {
		ords[i] = uint32(i)
	}
	slices.SortFunc(ords, func(a, b uint32) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	for _, ord := range ords[:min(warmQueries, len(ords))] {
		// An error here would come again, with someone to tell it to.
		_, _ = ix.Search(ctx, Request{Query: f.values[ord], Facets: []FacetRequest{{FacetYear, 1}, {FacetAuthor, 1}}})
	}
}
