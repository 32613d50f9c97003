package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// File is one file of an archive, with the settings of its folder.
type File struct {
	Path    string
	Size    int64
	ModTime time.Time

	fault  error   // why an entry of a folder cannot be read
	once   bool    // can be read once only: a pipe that was asked for by name
	config *Config // of the nearest izde.yaml, what is above it filled in; nil without one
}

// Faults of entries of a folder that are no files.
var (
	ErrLinked = errors.New("a link to a folder is not followed: give the folder itself")
	ErrAstray = errors.New("a link to a file that is not there")
	ErrDevice = errors.New("a pipe or a device, neither a file nor a folder: it is not read")
)

// Doubt is something in an archive that hinders nothing and is hardly meant.
// It is an error so that it can be told as one.
type Doubt struct {
	File    string
	Line    int // counted from 1
	Message string
}

func (d *Doubt) Error() string { return fmt.Sprintf("%s line %d: %s", d.File, d.Line, d.Message) }

// Find lists the files under paths: a folder is walked in the order of its
// names, and a file that is reached twice is listed once. Hidden files and
// folders and izde.yaml are passed over within a folder; "-" is standard input.
// A path that does not exist, a folder among paths that cannot be listed and an
// izde.yaml that is wrong are errors that name it. An entry of a folder that
// cannot be read is listed, and an error where it is read. Settings for files
// that are not there are doubts.
func Find(ctx context.Context, paths ...string) (files []File, doubts []*Doubt, err error) {
	w := walk{seen: map[string]bool{}, configs: map[string]*Config{}}
	for _, p := range paths {
		if p == StandardInput {
			w.add(File{Path: p})
			continue
		}
		info, err := os.Stat(p)
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", p, missing(err))
		}
		if info.IsDir() {
			err = w.folder(ctx, filepath.Clean(p), nil)
			if fault, ok := errors.AsType[*Error](err); ok {
				err = fmt.Errorf("reading %s: %w", p, fault.Err) // the whole run's, as it was asked for by name
			}
		} else {
			err = w.file(p, info)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return w.files, w.doubts, nil
}

func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errMissing{}
	}
	return plainIO(err)
}

// errMissing is fs.ErrNotExist in the words of this package.
type errMissing struct{}

func (errMissing) Error() string { return "no such file or folder" }

func (errMissing) Is(target error) bool { return target == fs.ErrNotExist }

// walk gathers the files of one Find.
type walk struct {
	files   []File
	names   []string // of all files in the folders walked, also of those seen before
	doubts  []*Doubt
	seen    map[string]bool
	configs map[string]*Config // as they stand in their folders
}

func (w *walk) add(f File) {
	key := filepath.Clean(f.Path)
	if abs, err := filepath.Abs(f.Path); err == nil && f.Path != StandardInput {
		key = abs
	}
	if w.seen[key] {
		return
	}
	w.seen[key] = true
	w.files = append(w.files, f)
}

// file adds a file that was asked for by name.
func (w *walk) file(path string, info fs.FileInfo) error {
	c, err := w.config(filepath.Dir(path))
	if err != nil {
		return err
	}
	w.add(File{Path: path, Size: info.Size(), ModTime: info.ModTime(), once: !info.Mode().IsRegular(), config: c})
	return nil
}

// folder adds what is under dir; above is the configuration of its parent.
func (w *walk) folder(ctx context.Context, dir string, above *Config) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir) // first: where that fails, settings do not matter
	if err != nil {
		return &Error{File: dir, Err: plainIO(err)}
	}
	c := above
	if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == ConfigName }) {
		own, err := w.config(dir)
		if err != nil {
			return err
		}
		c = own.under(above)
		before := len(w.names)
		defer func() { w.doubtPatterns(dir, own, w.names[before:]) }()
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || e.Name() == ConfigName {
			continue
		}
		path := filepath.Join(dir, e.Name())
		if e.IsDir() {
			err := w.folder(ctx, path, c)
			if fault, ok := errors.AsType[*Error](err); ok {
				w.add(File{Path: path, fault: fault.Err})
			} else if err != nil {
				return err
			}
			continue
		}
		w.names = append(w.names, e.Name())
		// A link to a file is read; one to a folder could lead round in a circle.
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist) && e.Type()&fs.ModeSymlink != 0:
			w.add(File{Path: path, fault: ErrAstray})
		case err != nil:
			w.add(File{Path: path, fault: missing(err)})
		case info.IsDir():
			w.add(File{Path: path, fault: ErrLinked})
		case !info.Mode().IsRegular():
			w.add(File{Path: path, fault: ErrDevice})
		default:
			w.add(File{Path: path, Size: info.Size(), ModTime: info.ModTime(), config: c})
		}
	}
	return nil
}

// doubtPatterns doubts the patterns of the izde.yaml in dir that are those of no
// file in it or below it.
func (w *walk) doubtPatterns(dir string, c *Config, names []string) {
	file := filepath.Join(dir, ConfigName)
	if slices.ContainsFunc(w.doubts, func(d *Doubt) bool { return d.File == file }) {
		return // it is said
	}
	for _, p := range c.patterns {
		if !slices.ContainsFunc(names, func(name string) bool { return matches(p.text, name) }) {
			w.doubts = append(w.doubts, &Doubt{file, p.line, fmt.Sprintf("files: %q is the name of no file in this folder or below it, and its settings are for none", p.text)})
		}
	}
}

// config is what the izde.yaml of a folder says, read once; nil without one.
func (w *walk) config(dir string) (*Config, error) {
	if c, ok := w.configs[dir]; ok {
		return c, nil
	}
	c, err := readConfig(filepath.Join(dir, ConfigName))
	if err != nil {
		return nil, err
	}
	w.configs[dir] = c
	return c, nil
}
