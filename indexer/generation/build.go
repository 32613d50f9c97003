package generation

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// lockText opens the file lock and marks a folder as an index.
const lockText = "izde index: this file is locked while a build is running\n"

// Build is a generation in the making. It holds the build lock until Publish
// or Abort. It is for one goroutine.
type Build struct {
	dir  string
	name string
	lock *flock.Flock // nil when the build has ended
}

// Begin takes the build lock of the index folder dir, clears what killed
// builds have left and makes the folder of a new generation. dir is made if
// it is missing. The error is ErrLocked while another build runs, and
// ErrNotIndex if dir holds anything but an index.
func Begin(ctx context.Context, dir string) (*Build, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := claim(dir); err != nil {
		return nil, err
	}
	lock, err := lockBuild(dir)
	if err != nil {
		return nil, err
	}
	b := &Build{dir: dir, lock: lock}
	if err := b.prepare(ctx); err != nil {
		return nil, errors.Join(err, b.release())
	}
	return b, nil
}

// claim makes dir if it is missing, refuses a folder that is something else,
// and marks it as an index with the text of its lock file. That is written
// here, in place, because another file of the same name would be another lock.
func claim(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("%w: %w", ErrNotIndex, err)
	}
	ours, err := recognised(dir)
	if err != nil {
		return err
	}
	if !ours {
		return fmt.Errorf("%w: %s is not empty and was not made by izde: give a folder of its own for the index", ErrNotIndex, dir)
	}
	if text, err := os.ReadFile(lockFile(dir)); err == nil && string(text) == lockText {
		return nil
	}
	return os.WriteFile(lockFile(dir), []byte(lockText), 0o644)
}

// recognised tells whether dir is an index or free to become one: by the text
// of the lock file, or, if that was lost in copying, by CURRENT. A first build
// that is just writing that text, or was killed while it did, has left part of
// it and nothing but files of ours.
func recognised(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		return err == nil, err
	}
	text, err := os.ReadFile(lockFile(dir))
	if err == nil && string(text) == lockText {
		return true, nil
	}
	if _, err := readCurrent(dir); err == nil {
		return true, nil
	}
	return err == nil && strings.HasPrefix(lockText, string(text)) && !slices.ContainsFunc(entries, foreign), nil
}

// foreign tells whether an entry of the index folder is none of ours.
func foreign(entry fs.DirEntry) bool {
	switch entry.Name() {
	case "lock", "lock.owner", "publish.lock", "CURRENT", "CURRENT" + temporary, "generations":
		return false
	}
	return true
}

func lockFile(dir string) string  { return filepath.Join(dir, "lock") }
func ownerFile(dir string) string { return filepath.Join(dir, "lock.owner") }

func lockBuild(dir string) (*flock.Flock, error) {
	lock := flock.New(lockFile(dir))
	got, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", lockFile(dir), err)
	}
	if !got {
		owner, _ := os.ReadFile(ownerFile(dir)) // not there yet, or just gone: the message does without
		if len(owner) > 0 {
			return nil, fmt.Errorf("%w in %s (%s): wait for it or stop it", ErrLocked, dir, strings.TrimSpace(string(owner)))
		}
		return nil, fmt.Errorf("%w in %s: wait for it or stop it", ErrLocked, dir)
	}
	return lock, nil
}

// prepare writes who is building, clears wrecks and makes the folder.
func (b *Build) prepare(ctx context.Context) error {
	owner := fmt.Sprintf("pid %d since %s\n", os.Getpid(), time.Now().UTC().Format(time.RFC3339))
	if err := os.WriteFile(ownerFile(b.dir), []byte(owner), 0o644); err != nil {
		return err
	}
	if err := os.MkdirAll(generationsFolder(b.dir), 0o755); err != nil {
		return err
	}
	names, err := folders(b.dir)
	if err != nil {
		return err
	}
	if err := b.clear(ctx); err != nil {
		return fmt.Errorf("clearing what an earlier build left: %w", err)
	}
	newest := ""
	if len(names) > 0 {
		newest = names[len(names)-1]
	}
	var random [3]byte
	rand.Read(random[:]) // never fails
	name := newName(time.Now(), newest, random)
	if err := os.Mkdir(generationFolder(b.dir, name), 0o755); err != nil {
		return err
	}
	b.name = name
	return writeDurable(filepath.Join(b.Path(), readersFile), nil)
}

// clear removes what CURRENT does not list.
func (b *Build) clear(ctx context.Context) error {
	unlock, err := lockPublish(ctx, b.dir)
	if err != nil {
		return err
	}
	list, err := recoverCurrent(b.dir)
	if err == nil {
		err = prune(b.dir, list)
	}
	return errors.Join(err, unlock())
}

// Name is the name that the generation will have.
func (b *Build) Name() string { return b.name }

// Path is the folder that the files of the generation are to be written in.
func (b *Build) Path() string { return generationFolder(b.dir, b.name) }

// Abort removes the folder and ends the build. After Publish, whatever that
// returned, it does nothing.
func (b *Build) Abort() error {
	if b.lock == nil {
		return nil
	}
	return errors.Join(os.RemoveAll(b.Path()), b.release())
}

// release removes the name of the owner and frees the lock.
func (b *Build) release() error {
	err := os.Remove(ownerFile(b.dir))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	err = errors.Join(err, b.lock.Unlock())
	b.lock = nil
	return err
}

// publishWait is how long Publish and Rollback wait for each other; the lock
// is held for the time of a few small writes and of removing old files.
const publishWait = time.Minute

func lockPublish(ctx context.Context, dir string) (unlock func() error, err error) {
	ctx, cancel := context.WithTimeout(ctx, publishWait)
	defer cancel()
	path := filepath.Join(dir, "publish.lock")
	lock := flock.New(path, flock.SetPermissions(0o644))
	if _, err := lock.TryLockContext(ctx, 10*time.Millisecond); err != nil {
		return nil, fmt.Errorf("locking %s: %w", path, err)
	}
	return lock.Unlock, nil
}

// Publish makes the files of the build durable, writes the manifest and puts
// the generation into use. All files must be closed. The two generations used
// before stay for rolling back, older ones are removed unless a reader has
// them open. It ends the build: on an error nothing has changed and the
// folder is gone, except where the error is that of the very last flush, when
// the generation is in use.
func (b *Build) Publish(m Manifest) error {
	if b.lock == nil {
		return errors.New("publishing a build that has ended")
	}
	files, err := describeAll(b.Path())
	if err == nil {
		err = syncFolder(generationsFolder(b.dir))
	}
	if err != nil {
		return fmt.Errorf("publishing %s: %w", b.name, errors.Join(err, b.Abort()))
	}
	m.Name, m.Format, m.Files = b.name, Format, files
	if m.Built.IsZero() {
		m.Built = time.Now().UTC()
	}
	inUse, err := b.putIntoUse(m)
	if inUse {
		err = errors.Join(err, b.release())
	} else {
		err = errors.Join(err, b.Abort())
	}
	if err != nil {
		return fmt.Errorf("publishing %s: %w", b.name, err)
	}
	return nil
}

// putIntoUse writes the manifest and CURRENT. inUse tells whether readers see
// the generation.
func (b *Build) putIntoUse(m Manifest) (inUse bool, err error) {
	unlock, err := lockPublish(context.Background(), b.dir)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	before, err := recoverCurrent(b.dir)
	if err != nil {
		return false, err
	}
	if len(before) > 0 {
		m.Previous = before[0].name
	}
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return false, err
	}
	if err := replaceFile(filepath.Join(b.Path(), manifestFile), text); err != nil {
		return false, err
	}
	if err := syncFolder(b.Path()); err != nil {
		return false, err
	}
	list := append(kept{{b.name, sumOf(text)}}, chain(b.dir, before)...)
	if err := writeCurrent(b.dir, list); err != nil {
		return false, err
	}
	err = syncFolder(b.dir)
	// What cannot be removed now is removed, or complained about, by the next
	// build; this one has succeeded.
	_ = prune(b.dir, list)
	return true, err
}
