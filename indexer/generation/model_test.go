package generation

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// memoryDir is a folder where flushing costs nothing, if there is one: what
// is tested with it is order, not the disk.
func memoryDir(t testing.TB) string {
	dir, err := os.MkdirTemp("/dev/shm", "izde-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// model is what an index folder should be, in the plainest words.
type model struct {
	dir      string
	current  string
	kept     []string          // besides the current one
	previous map[string]string // generation → the one it replaced
	readers  []*Generation
	build    *Build
}

func (m *model) live() map[string]bool {
	names := map[string]bool{}
	if m.current != "" {
		names[m.current] = true
	}
	for _, name := range m.kept {
		names[name] = true
	}
	return names
}

// published changes the model as Publish should change the folder.
func (m *model) published(name string) {
	before := m.live()
	m.previous[name] = m.current
	m.kept = nil
	for old := m.current; before[old] && len(m.kept) < 2 && !slices.Contains(m.kept, old); old = m.previous[old] {
		m.kept = append(m.kept, old)
	}
	for _, old := range slices.Backward(slices.Sorted(maps.Keys(before))) {
		if len(m.kept) < 2 && !slices.Contains(m.kept, old) {
			m.kept = append(m.kept, old)
		}
	}
	m.current = name
}

func (m *model) rolledBack(name string) {
	names := m.live()
	delete(names, name)
	m.kept = slices.Collect(maps.Keys(names))
	m.current = name
}

func (m *model) begin(t *rapid.T) {
	there, _ := folders(m.dir)
	b, err := Begin(context.Background(), m.dir)
	if m.build != nil {
		if !errors.Is(err, ErrLocked) {
			t.Fatalf("a second build: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(there) > 0 && b.Name() <= there[len(there)-1] {
		t.Fatalf("%s is not newer than %v", b.Name(), there)
	}
	m.build = b
	want := m.live()
	want[b.Name()] = true
	for _, g := range m.readers {
		want[g.Name] = true
	}
	if got, _ := folders(m.dir); !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
		t.Fatalf("on disk after Begin: %v, want %v", got, slices.Sorted(maps.Keys(want)))
	}
}

func (m *model) publish(t *rapid.T) {
	if m.build == nil {
		t.Skip("no build")
	}
	err := errors.Join(fill(m.build.Path(), m.build.Name(), 2), m.build.Publish(Manifest{Fingerprint: fingerprint}))
	if err != nil {
		t.Fatal(err)
	}
	m.published(m.build.Name())
	m.build = nil
}

func (m *model) abort(t *rapid.T) {
	if m.build == nil {
		t.Skip("no build")
	}
	if err := m.build.Abort(); err != nil {
		t.Fatal(err)
	}
	m.build = nil
}

// die does what the kernel does when the process of a build is killed: the
// lock is gone, the files stay.
func (m *model) die(t *rapid.T) {
	if m.build == nil {
		t.Skip("no build")
	}
	for _, file := range rapid.SampledFrom([][]string{nil, {"segment"}, {"segment", manifestFile + temporary}, {"segment", manifestFile}}).Draw(t, "left") {
		if err := os.WriteFile(filepath.Join(m.build.Path(), file), []byte("{"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.build.lock.Unlock(); err != nil {
		t.Fatal(err)
	}
	m.build = nil
}

func (m *model) rollback(t *rapid.T) {
	names := slices.Sorted(maps.Keys(m.live()))
	to := rapid.SampledFrom(append(names, "", "", "20000101T000000Z-000000")).Draw(t, "to")
	want := to
	if to == "" {
		want = m.before()
	}
	got, err := Rollback(context.Background(), m.dir, to)
	switch {
	case !m.live()[want]:
		if err == nil {
			t.Fatalf("rolled back to %q: %s", to, got.Name)
		}
	case err != nil || got.Name != want:
		t.Fatalf("rolling back to %q: %v, %v, want %s", to, got, err, want)
	default:
		m.rolledBack(want)
	}
}

// before is the generation that a plain rollback goes to.
func (m *model) before() string {
	if p := m.previous[m.current]; m.live()[p] {
		return p
	}
	best := ""
	for name := range m.live() {
		if name < m.current && name > best {
			best = name
		}
	}
	return best
}

func (m *model) open(t *rapid.T) {
	g, err := Open(m.dir, fingerprint, Verify())
	switch {
	case m.current == "":
		if !errors.Is(err, ErrNoIndex) {
			t.Fatalf("opening nothing: %v", err)
		}
	case err != nil:
		t.Fatal(err)
	default:
		m.readers = append(m.readers, g)
	}
}

func (m *model) close(t *rapid.T) {
	if len(m.readers) == 0 {
		t.Skip("no reader")
	}
	i := rapid.IntRange(0, len(m.readers)-1).Draw(t, "reader")
	if err := m.readers[i].Close(); err != nil {
		t.Fatal(err)
	}
	m.readers = slices.Delete(m.readers, i, i+1)
}

func (m *model) check(t *rapid.T) {
	for _, g := range m.readers {
		if err := whole(g); err != nil {
			t.Fatalf("a reader of %s: %v", g.Name, err)
		}
	}
	name, err := Current(m.dir)
	if name != m.current || (m.current == "") != errors.Is(err, ErrNoIndex) {
		t.Fatalf("in use %q (%v), want %q", name, err, m.current)
	}
	if m.current == "" {
		return
	}
	list, err := List(m.dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range list {
		if l.Err != nil || l.Current != (l.Name == m.current) {
			t.Fatalf("listed: %+v", l)
		}
		got = append(got, l.Name)
	}
	slices.Reverse(got)
	if want := slices.Sorted(maps.Keys(m.live())); !slices.Equal(got, want) {
		t.Fatalf("kept %v, want %v", got, want)
	}
}

func TestAnyOrderOfEvents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("/dev/shm", "izde-test-")
		if err != nil {
			dir, err = os.MkdirTemp("", "izde-test-")
		}
		if err != nil {
			t.Fatal(err)
		}
		m := &model{dir: dir, previous: map[string]string{}}
		defer func() {
			for _, g := range m.readers {
				g.Close()
			}
			if m.build != nil {
				m.build.Abort()
			}
			os.RemoveAll(dir)
		}()
		t.Repeat(map[string]func(*rapid.T){
			"begin": m.begin, "publish": m.publish, "abort": m.abort, "die": m.die,
			"rollback": m.rollback, "open": m.open, "close": m.close, "": m.check,
		})
	})
}
