package generation

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const fingerprint = "rules-1"

// fill writes the files of a generation; what is in them follows from its
// name, so that a reader can tell a whole generation from a mixed one.
func fill(folder, name string, size int) error {
	for _, file := range []string{"segment", "store/columns"} {
		path := filepath.Join(folder, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(strings.Repeat(name+"\n", size)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// whole reads the files of an open generation.
func whole(g *Generation) error {
	for _, file := range []string{"segment", "store/columns"} {
		text, err := os.ReadFile(filepath.Join(g.Path, filepath.FromSlash(file)))
		if err != nil {
			return err
		}
		if n := strings.Count(string(text), g.Name+"\n"); n == 0 || n*(len(g.Name)+1) != len(text) {
			return fmt.Errorf("%s of %s holds %q", file, g.Name, text[:min(len(text), 60)])
		}
	}
	return nil
}

func publish(t testing.TB, dir string) string {
	t.Helper()
	b, err := Begin(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(b.Path(), b.Name(), 3); err != nil {
		t.Fatal(err)
	}
	if err := b.Publish(Manifest{Fingerprint: fingerprint, Schema: 7, Counts: Counts{Articles: 3}}); err != nil {
		t.Fatal(err)
	}
	return b.Name()
}

func mustOpen(t testing.TB, dir string) *Generation {
	t.Helper()
	g, err := Open(dir, fingerprint, Verify())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	if err := whole(g); err != nil {
		t.Fatal(err)
	}
	return g
}

func listed(t testing.TB, dir string) []string {
	t.Helper()
	list, err := List(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, l := range list {
		if l.Err != nil {
			t.Fatalf("%s: %v", l.Name, l.Err)
		}
		names = append(names, l.Name)
	}
	return names
}

func TestPublishAndOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "index")
	if _, err := Open(dir, fingerprint); !errors.Is(err, ErrNoIndex) {
		t.Errorf("opening a missing folder: %v", err)
	}
	first := publish(t, dir)
	g := mustOpen(t, dir)
	m := g.Manifest
	if g.Name != first || m.Name != first || m.Schema != 7 || m.Counts.Articles != 3 || m.Previous != "" || time.Since(m.Built) > time.Hour {
		t.Errorf("manifest of %s: %+v", first, m)
	}
	var names []string
	for _, f := range m.Files {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, []string{"segment", "store/columns"}) || m.Bytes() != int64(6*(len(first)+1)) {
		t.Errorf("files of the manifest: %+v", m.Files)
	}
	second := publish(t, dir)
	if second <= first {
		t.Errorf("%s does not sort after %s", second, first)
	}
	if m := mustOpen(t, dir).Manifest; m.Name != second || m.Previous != first {
		t.Errorf("second manifest: %+v", m)
	}
	if err := whole(g); err != nil {
		t.Errorf("the first generation is open and not whole: %v", err)
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	first := publish(t, dir)
	b, err := Begin(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(b.Path(), b.Name(), 3); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.Abort(), b.Abort()); err != nil {
		t.Fatal(err)
	}
	if err := b.Publish(Manifest{}); err == nil {
		t.Error("an aborted build was published")
	}
	if names, _ := folders(dir); !slices.Equal(names, []string{first}) {
		t.Errorf("folders after aborting: %v", names)
	}
	publish(t, dir)
}

func TestOneBuildAtATime(t *testing.T) {
	dir := t.TempDir()
	b, err := Begin(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Begin(t.Context(), dir)
	want := fmt.Sprintf("another build is running in %s (pid %d since 2", dir, os.Getpid())
	if !errors.Is(err, ErrLocked) || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("a second build: %v, want %s", err, want)
	}
	if err := b.Abort(); err != nil {
		t.Fatal(err)
	}
	publish(t, dir)
}

func TestBeginRefusesOtherFolders(t *testing.T) {
	tests := map[string]func(dir string) error{
		"a folder with papers":         func(dir string) error { return os.WriteFile(filepath.Join(dir, "thesis.txt"), nil, 0o644) },
		"a foreign lock":               func(dir string) error { return os.WriteFile(filepath.Join(dir, "lock"), []byte("mine"), 0o644) },
		"a foreign generations folder": func(dir string) error { return os.MkdirAll(filepath.Join(dir, "generations", "x"), 0o755) },
		"a foreign CURRENT": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "CURRENT"), []byte("MANIFEST-1\n"), 0o644)
		},
	}
	for name, make := range tests {
		dir := t.TempDir()
		if err := make(dir); err != nil {
			t.Fatal(err)
		}
		before, _ := os.ReadDir(dir)
		if _, err := Begin(t.Context(), dir); !errors.Is(err, ErrNotIndex) {
			t.Errorf("building in %s: %v", name, err)
		}
		if _, err := Rollback(t.Context(), dir, ""); err == nil {
			t.Errorf("rolled back in %s", name)
		}
		if after, _ := os.ReadDir(dir); len(after) != len(before) {
			t.Errorf("%s was touched: %v", name, after)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(t.Context(), file); !errors.Is(err, ErrNotIndex) {
		t.Errorf("building in a file: %v", err)
	}
}

func TestBeginKeepsWhatItDidNotMake(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir)
	var mine []string
	for _, name := range []string{"README", "generations/notes", "generations/20260101-backup/x"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, nil, 0o644)); err != nil {
			t.Fatal(err)
		}
		mine = append(mine, path)
	}
	for range 4 {
		publish(t, dir)
	}
	for _, path := range mine {
		if !exists(path) {
			t.Errorf("%s was removed", path)
		}
	}
}

func TestTwoAreKeptForRollingBack(t *testing.T) {
	dir := t.TempDir()
	var names []string
	for range 5 {
		names = append(names, publish(t, dir))
	}
	want := []string{names[4], names[3], names[2]}
	if got := listed(t, dir); !slices.Equal(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
	if on, _ := folders(dir); len(on) != 3 {
		t.Errorf("on disk: %v", on)
	}
}

func TestRollback(t *testing.T) {
	dir := t.TempDir()
	a, b, c := publish(t, dir), publish(t, dir), publish(t, dir)
	steps := []struct{ to, want string }{
		{"", b}, {"", a}, {c, c}, {b, b},
	}
	for _, step := range steps {
		m, err := Rollback(t.Context(), dir, step.to)
		if err != nil || m.Name != step.want {
			t.Fatalf("rolling back to %q: %v, %v, want %s", step.to, m, err, step.want)
		}
		if g := mustOpen(t, dir); g.Name != step.want {
			t.Fatalf("after rolling back to %q, %s is in use", step.to, g.Name)
		}
	}
	// b is in use: what it replaced is kept, what it was rolled back from goes.
	d := publish(t, dir)
	if got, want := listed(t, dir), []string{d, b, a}; !slices.Equal(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
	if _, err := Rollback(t.Context(), dir, c); !errors.Is(err, ErrNoGeneration) {
		t.Errorf("rolling back to what is gone: %v", err)
	}
	if _, err := Rollback(t.Context(), dir, "../../etc"); !errors.Is(err, ErrNoGeneration) {
		t.Errorf("rolling back to a path: %v", err)
	}
	if _, err := Rollback(t.Context(), t.TempDir(), ""); !errors.Is(err, ErrNoIndex) {
		t.Errorf("rolling back an empty folder: %v", err)
	}
	if _, err := Rollback(t.Context(), dir, a); err != nil {
		t.Fatal(err)
	}
	if _, err := Rollback(t.Context(), dir, ""); !errors.Is(err, ErrNoGeneration) {
		t.Errorf("rolling back from the oldest: %v", err)
	}
}

func TestRollbackBesideABuild(t *testing.T) {
	dir := t.TempDir()
	a, b := publish(t, dir), publish(t, dir)
	build, err := Begin(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Rollback(t.Context(), dir, ""); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(fill(build.Path(), build.Name(), 1), build.Publish(Manifest{Fingerprint: fingerprint})); err != nil {
		t.Fatal(err)
	}
	g := mustOpen(t, dir)
	if g.Name != build.Name() || g.Manifest.Previous != a {
		t.Errorf("in use %s after %s, want %s after %s (and not %s)", g.Name, g.Manifest.Previous, build.Name(), a, b)
	}
}

func TestOpenReadersAreNotPruned(t *testing.T) {
	dir := t.TempDir()
	first := publish(t, dir)
	g := mustOpen(t, dir)
	for range 5 {
		publish(t, dir)
	}
	if err := whole(g); err != nil {
		t.Errorf("an open generation was pruned: %v", err)
	}
	if slices.Contains(listed(t, dir), first) {
		t.Errorf("%s is still offered for rolling back", first)
	}
	if err := errors.Join(g.Close(), g.Close()); err != nil {
		t.Fatal(err)
	}
	publish(t, dir)
	if exists(g.Path) {
		t.Errorf("%s was not pruned after its reader had left", first)
	}
}

func TestOpenNamesTheDamage(t *testing.T) {
	damage := []struct {
		name   string
		do     func(dir, folder string) error
		want   error
		verify bool
	}{
		{"a truncated file", func(_, f string) error { return os.Truncate(filepath.Join(f, "segment"), 5) }, ErrCorrupt, false},
		{"a missing file", func(_, f string) error { return os.Remove(filepath.Join(f, "store", "columns")) }, ErrCorrupt, false},
		{"a changed byte", func(_, f string) error { return flip(filepath.Join(f, "segment")) }, ErrCorrupt, true},
		{"a changed manifest", func(_, f string) error { return flip(filepath.Join(f, manifestFile)) }, ErrCorrupt, false},
		{"an empty manifest", func(_, f string) error { return os.Truncate(filepath.Join(f, manifestFile), 0) }, ErrCorrupt, false},
		{"a missing manifest", func(_, f string) error { return os.Remove(filepath.Join(f, manifestFile)) }, ErrCorrupt, false},
		{"a missing generation", func(_, f string) error { return os.RemoveAll(f) }, ErrCorrupt, false},
		{"an empty CURRENT", func(d, _ string) error { return os.Truncate(currentFile(d), 0) }, ErrCorrupt, false},
		{"a cut CURRENT", func(d, _ string) error { return os.Truncate(currentFile(d), 40) }, ErrCorrupt, false},
		{"a path in CURRENT", func(d, _ string) error {
			return os.WriteFile(currentFile(d), []byte("../../../etc "+strings.Repeat("0", 64)+"\n"), 0o644)
		}, ErrCorrupt, false},
		{"no CURRENT", func(d, _ string) error { return os.Remove(currentFile(d)) }, ErrNoIndex, false},
	}
	for _, test := range damage {
		dir := t.TempDir()
		older, name := publish(t, dir), publish(t, dir)
		if err := test.do(dir, generationFolder(dir, name)); err != nil {
			t.Fatal(err)
		}
		options := []Option{Verify()}
		if !test.verify {
			options = nil
		}
		if _, err := Open(dir, fingerprint, options...); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
		// The older one is still there to roll back to, and a build mends all.
		if m, err := Rollback(t.Context(), dir, older); err != nil || m.Name != older {
			t.Errorf("%s: rolling back: %v", test.name, err)
		} else if g := mustOpen(t, dir); g.Name != older {
			t.Errorf("%s: %s is in use after rolling back", test.name, g.Name)
		}
		if err := test.do(dir, generationFolder(dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if next := publish(t, dir); mustOpen(t, dir).Name != next {
			t.Errorf("%s: the next build is not in use", test.name)
		}
	}
}

func TestListRecovers(t *testing.T) {
	dir := t.TempDir()
	a, b := publish(t, dir), publish(t, dir)
	if err := os.WriteFile(currentFile(dir), []byte("\x00\x00"), 0o644); err != nil {
		t.Fatal(err)
	}
	list, err := List(dir)
	if !errors.Is(err, ErrCorrupt) || len(list) != 2 || list[0].Name != b || list[1].Name != a || list[0].Current {
		t.Errorf("List = %+v, %v", list, err)
	}
}

func flip(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text[len(text)/2] ^= 1
	return os.WriteFile(path, text, 0o644)
}

func TestStale(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir)
	_, err := Open(dir, "rules-2")
	if !errors.Is(err, ErrStale) || !strings.Contains(err.Error(), "build it anew with izde index --index "+dir) {
		t.Errorf("another fingerprint: %v", err)
	}
	if _, err := Open(dir, ""); err != nil {
		t.Errorf("any fingerprint: %v", err)
	}
	g := mustOpen(t, dir)
	text := fmt.Sprintf(`{"name":%q,"format":%d}`, g.Name, Format+1)
	if err := os.WriteFile(filepath.Join(g.Path, manifestFile), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := writeCurrent(dir, kept{{g.Name, sumOf([]byte(text))}}); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, fingerprint); !errors.Is(err, ErrStale) {
		t.Errorf("a later format: %v", err)
	}
}

// A build may be killed between any two of its steps. Each row is what the
// disk looks like then.
func TestEveryWreckIsCleared(t *testing.T) {
	const wreck = "20990101T000000Z-abcdef"
	write := func(parts ...string) func(dir string) error {
		return func(dir string) error {
			path := filepath.Join(append([]string{dir}, parts...)...)
			return errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("{"), 0o644))
		}
	}
	steps := []func(dir string) error{
		func(dir string) error { return os.MkdirAll(generationFolder(dir, wreck), 0o755) },
		write("generations", wreck, readersFile),
		write("generations", wreck, "segment"),
		write("generations", wreck, manifestFile+temporary),
		write("generations", wreck, manifestFile),
		write("CURRENT" + temporary),
	}
	dir := t.TempDir()
	name := publish(t, dir)
	for i := range steps {
		for _, step := range steps[:i+1] {
			if err := step(dir); err != nil {
				t.Fatal(err)
			}
		}
		if g := mustOpen(t, dir); g.Name != name {
			t.Errorf("step %d: %s is in use, want %s", i, g.Name, name)
		}
		name = publish(t, dir)
		if exists(generationFolder(dir, wreck)) {
			t.Errorf("step %d: the wreck is still there", i)
		}
	}
	for _, partial := range []string{"", "izde", lockText} { // killed in its first moments
		dir := t.TempDir()
		if err := os.WriteFile(lockFile(dir), []byte(partial), 0o644); err != nil {
			t.Fatal(err)
		}
		publish(t, dir)
	}
}

func TestNames(t *testing.T) {
	now := time.Date(2026, 11, 23, 6, 15, 0, 0, time.UTC)
	tests := []struct{ newest, want string }{
		{"", "20261123T061500Z-1a2b3c"},
		{"20261122T000000Z-ffffff", "20261123T061500Z-1a2b3c"},
		{"20261123T061500Z-000000", "20261123T061500Z-1a2b3c"},
		{"20261123T061500Z-ffffff", "20261123T061501Z-1a2b3c"},
		{"20271231T235959Z-000000", "20280101T000000Z-1a2b3c"}, // the clock was wrong
	}
	for _, test := range tests {
		got := newName(now, test.newest, [3]byte{0x1a, 0x2b, 0x3c})
		if got != test.want || !validName(got) || got <= test.newest {
			t.Errorf("after %q comes %q, want %q", test.newest, got, test.want)
		}
	}
	for _, bad := range []string{"", "x", "20261123T061500Z-1a2b3", "20261123T061500Z-1A2B3C", "20261323T061500Z-1a2b3c", "20261123T061500Z-1a2b3c/..", ".."} {
		if validName(bad) {
			t.Errorf("%q passes for a name", bad)
		}
	}
}

func TestWatch(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	names := Watch(ctx, dir, "", time.Millisecond)
	for range 3 {
		if name := publish(t, dir); <-names != name {
			t.Errorf("%s was not announced", name)
		}
	}
	cancel()
	for range names {
		t.Error("a name without a publish")
	}
	known, _ := Current(dir)
	ctx, cancel = context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	for name := range Watch(ctx, dir, known, time.Millisecond) {
		t.Errorf("%s is known", name)
	}
}

func TestPublishRefusesLinks(t *testing.T) {
	dir := t.TempDir()
	b, err := Begin(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/", filepath.Join(b.Path(), "root")); err != nil {
		t.Skip(err)
	}
	if err := b.Publish(Manifest{}); err == nil || exists(b.Path()) {
		t.Errorf("a symbolic link was published: %v", err)
	}
	publish(t, dir)
}

func TestReadOnlyIndexOpens(t *testing.T) {
	dir := t.TempDir()
	name := publish(t, dir)
	if err := os.Remove(filepath.Join(generationFolder(dir, name), readersFile)); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, dir)
}
