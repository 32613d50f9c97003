package generation

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"
)

// Format is the version of the layout and of the manifest. A generation of a
// later one is refused.
const Format = 1

// Manifest describes a generation. Name, Format, Files and Previous are set
// by Publish, Built too where it is zero.
type Manifest struct {
	Name        string            `json:"name"`
	Format      int               `json:"format"`
	Schema      int               `json:"schema"`      // version of the documents, the indexer's own
	Fingerprint string            `json:"fingerprint"` // of schema and analyzers
	Built       time.Time         `json:"built"`
	Version     string            `json:"version"` // of the program that built it
	Counts      Counts            `json:"counts"`
	TokenTotals map[string]uint64 `json:"token_totals"` // field → tokens in all documents
	Sources     []Source          `json:"sources"`
	Thesauri    []Source          `json:"thesauri,omitempty"` // that a librarian added
	Skipped     []Skip            `json:"skipped,omitempty"`
	Files       []File            `json:"files"`
	Previous    string            `json:"previous,omitempty"` // the generation that this one replaced
}

// Counts are the numbers of what a generation holds.
type Counts struct {
	Articles   int            `json:"articles"`
	ByLang     map[string]int `json:"by_lang,omitempty"` // BCP 47 → articles
	ByKind     map[string]int `json:"by_kind,omitempty"`
	References int            `json:"references"`
}

// Source is a file that was indexed.
type Source struct {
	Path     string `json:"path"`
	Hash     string `json:"hash"`
	Size     int64  `json:"size"` // bytes
	Articles int    `json:"articles"`
	Skipped  int    `json:"skipped,omitempty"` // records left out
}

// Skip is a record or a file that was left out, and why. Line is 0 where the
// whole file was.
type Skip struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Reason string `json:"reason"`
}

// File is a file of the generation. Name has slashes on every system.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"` // bytes
	SHA256 string `json:"sha256"`
}

// Bytes is the size of all files.
func (m *Manifest) Bytes() int64 {
	var n int64
	for _, f := range m.Files {
		n += f.Size
	}
	return n
}

const (
	manifestFile = "manifest.json"
	readersFile  = "readers.lock"
)

// readManifest reads the manifest of a generation folder. sum is the SHA-256
// that it must have, "" where that is not known.
func readManifest(folder, name, sum string) (*Manifest, error) {
	path := filepath.Join(folder, manifestFile)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if got := sumOf(text); sum != "" && got != sum {
		return nil, fmt.Errorf("%w: %s is not the manifest that was published (its SHA-256 is %s)", ErrCorrupt, path, got)
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("%w: reading %s: %w", ErrCorrupt, path, err)
	}
	if m.Format > Format {
		return nil, fmt.Errorf("%w: %s was written by a later version of izde (format %d, this one reads %d)", ErrStale, path, m.Format, Format)
	}
	if m.Format < 1 || m.Name != name {
		return nil, fmt.Errorf("%w: %s is the manifest of %q in format %d", ErrCorrupt, path, m.Name, m.Format)
	}
	return &m, nil
}

func sumOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// checkFiles compares the files of a folder with the manifest: presence and
// size, and with hashes set every byte.
func (m *Manifest) checkFiles(folder string, hashes bool) error {
	for _, f := range m.Files {
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return fmt.Errorf("%w: the manifest of %s names a file outside of it: %q", ErrCorrupt, m.Name, f.Name)
		}
		path := filepath.Join(folder, filepath.FromSlash(f.Name))
		info, err := os.Lstat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%w: %s is missing", ErrCorrupt, path)
		case err != nil:
			return err
		case !info.Mode().IsRegular() || info.Size() != f.Size:
			return fmt.Errorf("%w: %s has %d bytes, the manifest says %d", ErrCorrupt, path, info.Size(), f.Size)
		}
		if !hashes {
			continue
		}
		if got, err := describe(folder, f.Name, false); err != nil {
			return err
		} else if got != f {
			return fmt.Errorf("%w: %s is not as it was written (its SHA-256 is %s)", ErrCorrupt, path, got.SHA256)
		}
	}
	return nil
}

// describe hashes a file of a folder; with durable set it also waits until
// the file is on the disk.
func describe(folder, name string, durable bool) (File, error) {
	flag := os.O_RDONLY
	if durable {
		flag = os.O_RDWR // some systems flush only what may be written
	}
	path := filepath.Join(folder, filepath.FromSlash(name))
	f, err := os.OpenFile(path, flag, 0)
	if durable && errors.Is(err, fs.ErrPermission) {
		f, err = os.Open(path)
	}
	if err != nil {
		return File{}, err
	}
	defer f.Close()
	hash := sha256.New()
	size, err := io.Copy(hash, f)
	if err == nil && durable {
		err = f.Sync()
	}
	if err != nil {
		return File{}, fmt.Errorf("hashing %s: %w", path, err)
	}
	return File{Name: name, Size: size, SHA256: hex.EncodeToString(hash.Sum(nil))}, nil
}

// describeAll makes every file of a folder durable and describes it, in the
// order of their names. Hashing a large index takes seconds: all cores do it.
func describeAll(folder string) ([]File, error) {
	names, folders, err := listAll(folder)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(names))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		g.Go(func() (err error) {
			files[i], err = describe(folder, name, true)
			return err
		})
	}
	err = g.Wait()
	for _, path := range folders {
		err = errors.Join(err, syncFolder(path))
	}
	return files, err
}

// listAll lists the files of a folder that a manifest describes, with slashes,
// and the folders that they are in.
func listAll(folder string) (names, folders []string, err error) {
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			folders = append(folders, path)
			return nil
		}
		name, err := filepath.Rel(folder, path)
		if err != nil || name == readersFile || name == manifestFile || name == manifestFile+temporary {
			return err
		}
		if !entry.Type().IsRegular() {
			return fmt.Errorf("%s is not a regular file", path)
		}
		names = append(names, filepath.ToSlash(name))
		return nil
	})
	return names, folders, err
}
