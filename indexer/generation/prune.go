package generation

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"
)

// KeptForRollback is the number of generations kept besides the one in use.
const KeptForRollback = 2

// chain chooses what is kept when a new generation takes the place of
// before[0]: that one, the one that it had replaced itself, and so on, so
// that a generation that was rolled back from goes first; then the newest.
func chain(dir string, before kept) kept {
	var list kept
	add := func(p published) {
		if _, have := list.find(p.name); !have && len(list) < KeptForRollback {
			list = append(list, p)
		}
	}
	if len(before) == 0 {
		return nil
	}
	next, ok := before[0], true
	for n := 0; ok && n < KeptForRollback; n++ {
		add(next)
		m, err := readManifest(generationFolder(dir, next.name), next.name, next.sum)
		if err != nil {
			break
		}
		next, ok = before.find(m.Previous)
	}
	for _, p := range newestFirst(before) {
		add(p)
	}
	return list
}

func newestFirst(list kept) kept {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b published) int {
		switch {
		case a.name > b.name:
			return -1
		case a.name < b.name:
			return 1
		}
		return 0
	})
	return sorted
}

// recoverCurrent reads CURRENT. Where that is lost or damaged, every folder
// with a whole manifest counts as kept, so that nothing is pruned which
// somebody may want to roll back to; none is in use then and the newest takes
// the first place.
func recoverCurrent(dir string) (kept, error) {
	list, err := readCurrent(dir)
	if err == nil || !errors.Is(err, ErrNoIndex) && !errors.Is(err, ErrCorrupt) {
		return list, err
	}
	names, err := folders(dir)
	for _, name := range names {
		text, readErr := os.ReadFile(filepath.Join(generationFolder(dir, name), manifestFile))
		if readErr != nil {
			continue
		}
		p := published{name, sumOf(text)}
		if _, bad := readManifest(generationFolder(dir, name), name, p.sum); bad == nil {
			list = append(list, p)
		}
	}
	return newestFirst(list), err
}

// prune removes the generation folders that are not listed and that nobody
// has open. The publish lock must be held.
func prune(dir string, list kept) error {
	names, err := folders(dir)
	for _, name := range names {
		if _, listed := list.find(name); !listed {
			err = errors.Join(err, removeUnlessOpen(generationFolder(dir, name)))
		}
	}
	return err
}

// removeUnlessOpen takes the manifest away while it holds the readers' lock
// alone: a reader that comes later finds none and looks at CURRENT again.
func removeUnlessOpen(folder string) error {
	readers := filepath.Join(folder, readersFile)
	if exists(readers) {
		lock := flock.New(readers, flock.SetFlag(os.O_RDONLY))
		got, err := lock.TryLock()
		if err != nil {
			return fmt.Errorf("locking %s: %w", readers, err)
		}
		if !got {
			return nil
		}
		err = os.Remove(filepath.Join(folder, manifestFile))
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		if err = errors.Join(err, lock.Unlock()); err != nil {
			return err
		}
	}
	return os.RemoveAll(folder)
}
