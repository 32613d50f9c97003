package suggest

import (
	"bytes"
	"testing"
)

// TestDamagedFile changes and cuts a file everywhere: it is refused or still
// answers, and never panics.
func TestDamagedFile(t *testing.T) {
	b := NewBuilder()
	for i, e := range archive {
		e.Ref = uint32(i)
		b.Add(e)
	}
	var file bytes.Buffer
	if err := b.table().write(&file); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	refused := 0
	try := func(data []byte) {
		table, err := read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			refused++
			return
		}
		for _, typed := range []string{"каз", "қазақ тіл", "шахметов н", "zhum"} {
			table.Complete(typed, "kk", 8)
		}
	}
	for i := range whole {
		changed := bytes.Clone(whole)
		changed[i] ^= 0x81
		try(changed)
	}
	for i := 0; i < len(whole); i += 7 {
		before := refused
		if try(whole[:i]); refused == before {
			t.Errorf("a file cut at byte %d of %d is taken", i, len(whole))
		}
	}
	if refused < len(magic) {
		t.Errorf("only %d damaged files were refused", refused)
	}
}

func TestNoEntries(t *testing.T) {
	table := tableOf(t, nil)
	if got := table.Complete("қаз", "kk", 8); got != nil {
		t.Errorf("a table without entries suggests %v", got)
	}
}
