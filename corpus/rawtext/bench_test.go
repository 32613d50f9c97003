package rawtext

import (
	"os"
	"path/filepath"
	"testing"
)

func BenchmarkSplitIssue(b *testing.B) {
	files, _ := filepath.Glob(seedsDir + "/004_*.txt")
	if len(files) == 0 {
		b.Skip("no issue text here")
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Split("issue.txt", string(data), Options{})
	}
}
