package rawtext

import (
	"os"
	"path/filepath"
	"testing"
)

// TestOtherLayouts compares the layouts in the folder that IZDE_LAYOUTS names,
// for trying new ones.
func TestOtherLayouts(t *testing.T) {
	dir := os.Getenv("IZDE_LAYOUTS")
	if dir == "" {
		t.Skip("IZDE_LAYOUTS names no folder")
	}
	files, _ := filepath.Glob(dir + "/*.txt")
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, want := readLayout(t, path)
			res := Split(path, text, Options{})
			if len(res.Articles) != len(want) {
				t.Errorf("%d articles, want %d", len(res.Articles), len(want))
			}
			for i := 0; i < min(len(want), len(res.Articles)); i++ {
				for _, d := range want[i].differences(res.Articles[i]) {
					t.Errorf("article %d: %s", i+1, d)
				}
			}
		})
	}
}
