package generation

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"
)

// childVariable names the index folder in which the test binary, run as a
// child, publishes until it is killed.
const childVariable = "IZDE_TEST_PUBLISH_IN"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		fmt.Fprintln(os.Stderr, publishForEver(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func publishForEver(dir string) error {
	for {
		b, err := Begin(context.Background(), dir)
		if err != nil {
			return err
		}
		if err := fill(b.Path(), b.Name(), 1+rand.IntN(4000)); err != nil {
			return err
		}
		if err := b.Publish(Manifest{Fingerprint: fingerprint}); err != nil {
			return err
		}
		fmt.Println(b.Name())
	}
}

// killed runs the child for a while and gives the names that it said it had
// published.
func killed(t *testing.T, dir string, after time.Duration) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	var names []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		names = append(names, lines.Text())
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Fatalf("the child ended by itself: %v", err)
	}
	return names
}

func TestKilledBuildsLeaveTheIndexWhole(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 5
	}
	dir, last, said := t.TempDir(), "", 0
	for round := range rounds {
		names := killed(t, dir, 5*time.Millisecond+rand.N(60*time.Millisecond))
		said += len(names)
		if len(names) > 0 {
			last = names[len(names)-1]
		}
		g, err := Open(dir, fingerprint, Verify())
		if errors.Is(err, ErrNoIndex) && last == "" {
			continue
		}
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if err := errors.Join(whole(g), g.Close()); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if g.Name < last {
			t.Fatalf("round %d: %s is in use, but %s was published", round, g.Name, last)
		}
		last = g.Name
		if round%4 == 0 {
			last = publish(t, dir)
			if on, _ := folders(dir); len(on) > 1+KeptForRollback {
				t.Fatalf("round %d: wrecks are left: %v", round, on)
			}
			mustOpen(t, dir).Close()
		}
	}
	if said < rounds/4 {
		t.Skipf("the machine is too slow: %d generations in %d rounds", said, rounds)
	}
}

// Readers open and check whole generations while others publish, prune and
// roll back.
func TestReadersBesidePublishing(t *testing.T) {
	dir := memoryDir(t)
	publish(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	var group sync.WaitGroup
	opened := make([]int, 4)
	for i := range opened {
		group.Go(func() {
			for ctx.Err() == nil {
				g, err := Open(dir, fingerprint, Verify())
				if err == nil {
					err = errors.Join(whole(g), g.Close())
				}
				if err != nil {
					t.Error(err)
					return
				}
				opened[i]++
				time.Sleep(100 * time.Microsecond)
			}
		})
	}
	group.Go(func() {
		for ctx.Err() == nil {
			if _, err := Rollback(ctx, dir, ""); err != nil && !errors.Is(err, ErrNoGeneration) && ctx.Err() == nil {
				t.Error(err)
			}
			time.Sleep(5 * time.Millisecond)
		}
	})
	for range 60 {
		publish(t, dir)
	}
	cancel()
	group.Wait()
	if slices.Min(opened) == 0 {
		t.Errorf("generations opened by each reader: %v", opened)
	}
	publish(t, dir)
	if on, _ := folders(dir); len(on) > 1+KeptForRollback {
		t.Errorf("left on disk: %v", on)
	}
}

func TestManyBuilders(t *testing.T) {
	for range 8 { // the first moments are the race
		builders(t, memoryDir(t), 2)
	}
	builders(t, t.TempDir(), 20)
}

// builders lets four goroutines begin builds in a folder at the same time.
func builders(t *testing.T, dir string, times int) {
	var group sync.WaitGroup
	var mu sync.Mutex
	published := 0
	for range 4 {
		group.Go(func() {
			for range times {
				b, err := Begin(t.Context(), dir)
				if errors.Is(err, ErrLocked) {
					continue
				}
				if err == nil {
					err = errors.Join(fill(b.Path(), b.Name(), 10), b.Publish(Manifest{Fingerprint: fingerprint}))
				}
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				published++
				mu.Unlock()
			}
		})
	}
	group.Wait()
	if published == 0 {
		t.Error("none of the builders published")
	}
	mustOpen(t, dir)
}
