package segment

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// Lists that grow in any order, some long, over several blocks, hold what was
// appended to each.
func TestPoolKeepsListsApart(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var p pool
	lists, want := make([]list, 3000), make([][]byte, 3000)
	for round := range 60000 {
		n := int(float64(len(lists)) * r.Float64() * r.Float64() * r.Float64() * r.Float64())
		data := bytes.Repeat([]byte{byte(round), byte(n)}, r.IntN(40))
		p.append(&lists[n], data)
		want[n] = append(want[n], data...)
	}
	if len(p.blocks) < 2 {
		t.Fatal("the lists fit into one block")
	}
	for n := range lists {
		if got := p.read([]byte("before"), &lists[n]); !bytes.Equal(got, append([]byte("before"), want[n]...)) {
			t.Fatalf("list %d of %d bytes was not kept", n, len(want[n]))
		}
	}
}

func TestTextsAreKept(t *testing.T) {
	var kept texts
	var got []string
	text := func(n int) string {
		if n == 777 {
			return strings.Repeat("ұзын", blockBytes)
		}
		return fmt.Sprintf("сөз %d %s", n, strings.Repeat("а", n%50))
	}
	for n := range 40000 {
		got = append(got, kept.keep(text(n)))
	}
	for n, g := range got {
		if g != text(n) {
			t.Fatalf("text %d was not kept", n)
		}
	}
}
