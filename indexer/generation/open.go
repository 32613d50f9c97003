package generation

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"
)

// Generation is a published generation that is open for reading: until Close
// it is not pruned.
type Generation struct {
	Name     string
	Path     string // its folder
	Manifest *Manifest

	lock  *flock.Flock // nil where the file system has none
	close sync.Once
}

// Option changes what Open and List check.
type Option func(*checks)

type checks struct{ hashes bool }

// Verify reads every file and compares its SHA-256 with the manifest. Without
// it, only presence and size are compared.
func Verify() Option { return func(c *checks) { c.hashes = true } }

func chosen(options []Option) checks {
	var c checks
	for _, option := range options {
		option(&c)
	}
	return c
}

// Open opens the generation in use. fingerprint is that of the program; ""
// takes any. The error is ErrNoIndex where nothing has been published,
// ErrStale where the fingerprint is another, ErrCorrupt where a file is
// missing or is not as it was published.
func Open(dir, fingerprint string, options ...Option) (*Generation, error) {
	c := chosen(options)
	// A generation may be pruned between reading CURRENT and locking it, but
	// only after newer ones were published.
	const tries = 100
	for try := 1; ; try++ {
		list, err := readCurrent(dir)
		if err != nil {
			return nil, err
		}
		g, err := openListed(dir, list[0], c)
		if errors.Is(err, fs.ErrNotExist) {
			if again, _ := Current(dir); again != list[0].name && try < tries {
				continue
			}
			return nil, fmt.Errorf("%w: the generation in use, %s, is missing: roll back or build anew", ErrCorrupt, list[0].name)
		}
		if err == nil && fingerprint != "" && g.Manifest.Fingerprint != fingerprint {
			err = errors.Join(fmt.Errorf("%w: %s was built by other rules (%s) than those of this program (%s): build it anew with izde index --index %s",
				ErrStale, dir, g.Manifest.Fingerprint, fingerprint, dir), g.Close())
		}
		if err != nil {
			return nil, err
		}
		return g, nil
	}
}

// openListed locks a generation and checks it. The error is fs.ErrNotExist if
// it has no manifest.
func openListed(dir string, p published, c checks) (*Generation, error) {
	g := &Generation{Name: p.name, Path: generationFolder(dir, p.name)}
	if err := g.hold(); err != nil {
		return nil, err
	}
	m, err := readManifest(g.Path, p.name, p.sum)
	if err == nil {
		err = m.checkFiles(g.Path, c.hashes)
	}
	if err != nil {
		return nil, errors.Join(err, g.Close())
	}
	g.Manifest = m
	return g, nil
}

// hold takes the readers' lock. Where the folder is read-only or the file
// system knows no locks, nobody prunes either, or the kernel keeps open files
// alive: then it goes without.
func (g *Generation) hold() error {
	path := filepath.Join(g.Path, readersFile)
	if !exists(g.Path) {
		return fs.ErrNotExist
	}
	if !exists(path) {
		return nil // copied without it
	}
	lock := flock.New(path, flock.SetFlag(os.O_RDONLY))
	got, err := lock.TryRLock()
	if err == nil && !got {
		return fs.ErrNotExist // being pruned
	}
	if err == nil {
		g.lock = lock
	}
	return nil
}

// Close lets the generation be pruned. It may be called more than once.
func (g *Generation) Close() error {
	var err error
	g.close.Do(func() {
		if g.lock != nil {
			err = g.lock.Unlock()
		}
	})
	return err
}

// Listed is a line of List.
type Listed struct {
	Name     string
	Current  bool
	Manifest *Manifest // nil where Err is not
	Err      error     // why it cannot be used: ErrCorrupt, ErrStale
}

// List tells which generations are kept, the newest first. Where CURRENT is
// damaged, it lists what can be rolled back to beside the ErrCorrupt.
func List(dir string, options ...Option) ([]Listed, error) {
	list, broken := readCurrent(dir)
	current := ""
	switch {
	case broken == nil:
		current = list[0].name
	case errors.Is(broken, ErrCorrupt):
		list, _ = recoverCurrent(dir)
	default:
		return nil, broken
	}
	var out []Listed
	for _, p := range newestFirst(list) {
		l := Listed{Name: p.name, Current: p.name == current}
		g, err := openListed(dir, p, chosen(options))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			l.Err = fmt.Errorf("%w: %s is missing", ErrCorrupt, p.name)
		case err != nil:
			l.Err = err
		default:
			l.Manifest, l.Err = g.Manifest, g.Close()
		}
		out = append(out, l)
	}
	return out, broken
}

// Rollback puts a kept generation into use: the named one, or, for "", the
// one that the generation in use has replaced. It may run beside a build and
// beside readers. The manifest returned tells by its fingerprint whether this
// program can search it.
func Rollback(ctx context.Context, dir, name string) (m *Manifest, err error) {
	if _, err := readCurrent(dir); errors.Is(err, ErrNoIndex) && !exists(generationsFolder(dir)) {
		return nil, err
	}
	if ours, err := recognised(dir); err != nil || !ours {
		return nil, errors.Join(err, fmt.Errorf("%w: %s", ErrNotIndex, dir))
	}
	unlock, err := lockPublish(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	list, err := recoverCurrent(dir)
	if err != nil {
		return nil, err
	}
	target, err := rollbackTarget(dir, list, name)
	if err != nil {
		return nil, err
	}
	g, err := openListed(dir, target, checks{})
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w: %s is missing", ErrCorrupt, target.name)
	}
	if err != nil {
		return nil, fmt.Errorf("rolling back to %s: %w", target.name, err)
	}
	defer g.Close()
	now := kept{target}
	for _, p := range list {
		if p.name != target.name {
			now = append(now, p)
		}
	}
	if err := writeCurrent(dir, now); err != nil {
		return nil, err
	}
	return g.Manifest, syncFolder(dir)
}

func rollbackTarget(dir string, list kept, name string) (published, error) {
	if name != "" {
		if p, ok := list.find(name); ok {
			return p, nil
		}
		return published{}, fmt.Errorf("%w: %s is not kept in %s", ErrNoGeneration, name, dir)
	}
	if len(list) == 0 {
		return published{}, fmt.Errorf("%w in %s: nothing has been published", ErrNoGeneration, dir)
	}
	inUse := list[0]
	if m, err := readManifest(generationFolder(dir, inUse.name), inUse.name, inUse.sum); err == nil {
		if p, ok := list.find(m.Previous); ok {
			return p, nil
		}
	}
	for _, p := range newestFirst(list[1:]) {
		if p.name < inUse.name {
			return p, nil
		}
	}
	return published{}, fmt.Errorf("%w: nothing older than %s is kept in %s", ErrNoGeneration, inUse.name, dir)
}
