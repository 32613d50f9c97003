package generation

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// temporary ends the name of a file that is being written.
const temporary = ".tmp"

// replaceFile writes a file so that a reader, and the disk after a crash, has
// the old text or the new one. Only one process may do so at a time.
func replaceFile(path string, text []byte) error {
	if err := writeDurable(path+temporary, text); err != nil {
		return errors.Join(err, os.Remove(path+temporary))
	}
	if err := rename(path+temporary, path); err != nil {
		return errors.Join(err, os.Remove(path+temporary))
	}
	return nil
}

func writeDurable(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// rename replaces a file. Windows refuses while another process reads the old
// one, which takes moments here.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for try := 0; err != nil && runtime.GOOS == "windows" && try < 100; try++ {
		time.Sleep(10 * time.Millisecond)
		err = os.Rename(from, to)
	}
	return err
}

// syncFolder makes the names in a folder durable. Windows has no such call:
// NTFS journals names itself.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

func generationsFolder(dir string) string      { return filepath.Join(dir, "generations") }
func generationFolder(dir, name string) string { return filepath.Join(generationsFolder(dir), name) }
