package kazakh

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"sync"
)

// algorithm is raised when a change of the code changes terms.
const algorithm = "1"

var fingerprint = sync.OnceValue(func() string {
	sum := sha256.New()
	sum.Write([]byte(algorithm))
	err := fs.WalkDir(dataFiles, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := dataFiles.ReadFile(path)
		sum.Write([]byte(path))
		sum.Write(text)
		return err
	})
	if err != nil {
		panic(err)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
})

// Fingerprint returns a short hash of the tables and the version of the algorithm. Terms of two programs with the
// same fingerprint agree; an index made with another must be made again.
func Fingerprint() string { return fingerprint() }
