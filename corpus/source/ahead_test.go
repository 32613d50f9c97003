package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// recordFiles writes n files of so many records each and finds them.
func recordFiles(t *testing.T, n, records int) []File {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		var b strings.Builder
		for k := range records {
			if k == 1 {
				b.WriteString("{\"id\": broken\n")
			}
			fmt.Fprintf(&b, "{\"id\":\"%d-%d\",\"lang\":\"en\",\"title\":\"Wells of the steppe\",\"text\":\"%s\"}\n", i, k, strings.Repeat("Water. ", i*50))
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.jsonl", i)), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, _, err := Find(t.Context(), dir)
	if err != nil || len(files) != n {
		t.Fatalf("%d files, %v", len(files), err)
	}
	return files
}

// TestReadFilesInOrder: however many files are parsed at a time, Articles and
// errors come as from one file after another.
func TestReadFilesInOrder(t *testing.T) {
	files := recordFiles(t, 20, 3)
	read := func(parallel int) (got []string) {
		for i, articles := range ReadFiles(t.Context(), Options{Parallel: parallel}, files) {
			for a, err := range articles {
				if fault, ok := errors.AsType[*Error](err); ok {
					got = append(got, fmt.Sprintf("%d: error in line %d", i, fault.Line))
				} else {
					got = append(got, fmt.Sprintf("%d: %s", i, a.ID))
				}
			}
		}
		return got
	}
	want := read(1)
	if len(want) != 20*4 || want[0] != "0: 0-0" || want[1] != "0: error in line 2" || want[79] != "19: 19-2" {
		t.Fatalf("one at a time: %q", want)
	}
	for _, parallel := range []int{0, 2, 7, 100} {
		if got := read(parallel); !slices.Equal(got, want) {
			t.Errorf("%d at a time: %q", parallel, got)
		}
	}
}

// TestReadFilesIsBounded: while the first file is being taken, no more are
// parsed than was asked for; and when reading ends early, all parsing ends.
func TestReadFilesIsBounded(t *testing.T) {
	const parallel = 3
	files := recordFiles(t, 12, 2*readAhead)
	before := runtime.NumGoroutine()
	for i, articles := range ReadFiles(t.Context(), Options{Parallel: parallel}, files) {
		for range articles {
			if n := settle(before + parallel); n > before+parallel || n <= before {
				t.Errorf("%d files are parsed at a time", n-before)
			}
			break
		}
		if i == 5 {
			break
		}
	}
	if n := settle(before); n > before {
		t.Errorf("%d goroutines are left", n-before)
	}
}

// settle is the number of goroutines, after those that are at their end have
// had a moment to go and those that begin to come.
func settle(want int) int {
	time.Sleep(10 * time.Millisecond)
	for deadline := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > want && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	return runtime.NumGoroutine()
}

// TestReadFilesEndsWithItsContext: the error of the context is the last thing
// that is yielded.
func TestReadFilesEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	taken, last := 0, error(nil)
	for _, articles := range ReadFiles(ctx, Options{}, recordFiles(t, 5, 2*readAhead)) {
		for _, err := range articles {
			if taken++; taken == 10 {
				cancel()
			}
			last = err
		}
	}
	if !errors.Is(last, context.Canceled) || taken > 11 {
		t.Errorf("%d yielded, the last with %v", taken, last)
	}
}
