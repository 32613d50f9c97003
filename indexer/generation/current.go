package generation

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Errors that callers tell apart with errors.Is.
var (
	// ErrNoIndex says that nothing has been published in the folder.
	ErrNoIndex = errors.New("no index")
	// ErrStale says that the generation was built by other rules than those
	// of this program and must be built anew.
	ErrStale = errors.New("stale index")
	// ErrCorrupt says that files were lost or changed after publishing.
	ErrCorrupt = errors.New("damaged index")
	// ErrLocked says that another build is running.
	ErrLocked = errors.New("another build is running")
	// ErrNotIndex says that the folder holds something else.
	ErrNotIndex = errors.New("not an index folder")
	// ErrNoGeneration says that a generation to roll back to is not there.
	ErrNoGeneration = errors.New("no such generation")
)

// published is a generation that CURRENT lists.
type published struct {
	name string
	sum  string // SHA-256 of its manifest, hex
}

// kept is the content of CURRENT: the generation in use, then those kept for
// rolling back. It is empty before the first publish.
type kept []published

func (k kept) find(name string) (published, bool) {
	i := slices.IndexFunc(k, func(p published) bool { return p.name == name })
	if i < 0 {
		return published{}, false
	}
	return k[i], true
}

func currentFile(dir string) string { return filepath.Join(dir, "CURRENT") }

// readCurrent gives ErrNoIndex or ErrCorrupt where nothing can be opened.
func readCurrent(dir string) (kept, error) {
	path := currentFile(dir)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w in %s: build one with izde index --index %s", ErrNoIndex, dir, dir)
	}
	if err != nil {
		return nil, err
	}
	var list kept
	for line := range strings.Lines(string(text)) {
		name, sum, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !strings.HasSuffix(line, "\n") || !validName(name) || !validSum(sum) {
			return nil, corruptCurrent(path)
		}
		list = append(list, published{name, sum})
	}
	if len(list) == 0 {
		return nil, corruptCurrent(path)
	}
	return list, nil
}

func corruptCurrent(path string) error {
	return fmt.Errorf("%w: %s cannot be read: roll back to a generation by its name, or build anew", ErrCorrupt, path)
}

// writeCurrent publishes: it is the one step at which readers change over.
func writeCurrent(dir string, list kept) error {
	var b strings.Builder
	for _, p := range list {
		fmt.Fprintf(&b, "%s %s\n", p.name, p.sum)
	}
	return replaceFile(currentFile(dir), []byte(b.String()))
}

func validSum(sum string) bool {
	raw, err := hex.DecodeString(sum)
	return err == nil && len(raw) == 32 && sum == strings.ToLower(sum)
}

// Current names the generation in use: one small file is read, cheap enough
// for polling. The error is ErrNoIndex before the first publish.
func Current(dir string) (string, error) {
	list, err := readCurrent(dir)
	if err != nil {
		return "", err
	}
	return list[0].name, nil
}

// Watch looks at CURRENT every interval and sends the name of the generation
// in use when it is no longer the known one. A name not yet received is
// replaced by a later one. The channel is closed when ctx is done.
func Watch(ctx context.Context, dir, known string, interval time.Duration) <-chan string {
	names := make(chan string, 1)
	go func() {
		defer close(names)
		tick := time.NewTicker(interval)
		defer tick.Stop()
		for {
			// What cannot be read at the moment stays as it is.
			if name, err := Current(dir); err == nil && name != known {
				known = name
				select {
				case <-names:
				default:
				}
				names <- name
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	}()
	return names
}

const stampLayout = "20060102T150405Z"

// validName tells whether a name is one that newName makes, so that no other
// folder is ever touched.
func validName(name string) bool {
	stamp, suffix, ok := strings.Cut(name, "-")
	if _, err := time.Parse(stampLayout, stamp); !ok || err != nil || len(suffix) != 6 {
		return false
	}
	return strings.Trim(suffix, "0123456789abcdef") == ""
}

// newName is the time of the build and six random digits. It sorts after the
// newest name, even if the clock was set back or a second has not passed.
func newName(now time.Time, newest string, random [3]byte) string {
	suffix := "-" + hex.EncodeToString(random[:])
	name := now.UTC().Format(stampLayout) + suffix
	if name > newest {
		return name
	}
	stamp, _, _ := strings.Cut(newest, "-")
	last, err := time.Parse(stampLayout, stamp)
	if err != nil {
		return name
	}
	return last.Add(time.Second).Format(stampLayout) + suffix
}

// folders are the names of all generation folders, published or not, oldest
// first.
func folders(dir string) ([]string, error) {
	entries, err := os.ReadDir(generationsFolder(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, entry := range entries {
		if entry.IsDir() && validName(entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	return names, err
}
