package suggest

import (
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// invented makes words of syllables, so that they share beginnings as words
// do.
func invented(r *rand.Rand, syllables []string) string {
	var b strings.Builder
	for range 1 + r.IntN(4) {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	return b.String()
}

// grow collects entries of the given number, titles, keywords and names, from
// a vocabulary with Zipf's frequencies.
func grow(entries int) *Builder {
	r := rand.New(rand.NewPCG(1, 2))
	kk := strings.Fields("қа зақ ті лі ма ға шы лық дың тар бай ұл тық мә де ни ет өр ке ни се бі лім")
	en := strings.Fields("di gi tal hu man in ter na tion edu ca po li cy sys tem ana ly sis re gi on")
	vocabulary := make([]string, 200_000)
	for i := range vocabulary {
		vocabulary[i] = invented(r, [][]string{kk, en}[i%2])
	}
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(vocabulary)-1))
	text := func(words int) string {
		var parts []string
		for range words {
			parts = append(parts, vocabulary[zipf.Uint64()])
		}
		return strings.Join(parts, " ")
	}
	b := NewBuilder()
	for i := range entries {
		e := Entry{Kind: Title, Langs: 1 << (i % 3), Ref: uint32(i), Count: 1}
		switch i % 10 {
		case 0, 1:
			e.Kind, e.Count, e.Text = Keyword, 1+uint32(zipf.Uint64()%500), text(1+i/10%3)
		case 2:
			e.Kind, e.Count, e.Text = Author, 1+uint32(i/10%40), text(2)
		default:
			e.Text = text(10)
		}
		b.Add(e)
	}
	return b
}

// BenchmarkComplete measures every prefix of texts of an archive of 100,000
// articles with titles in three languages: 500,000 entries. It reports the
// slowest text as well, since a person notices that one.
func BenchmarkComplete(b *testing.B) {
	path := filepath.Join(b.TempDir(), "suggest.bin")
	start := time.Now()
	if err := grow(500_000).Write(path); err != nil {
		b.Fatal(err)
	}
	built := time.Since(start)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start = time.Now()
	table, err := Open(path)
	if err != nil {
		b.Fatal(err)
	}
	opened := time.Since(start)
	runtime.GC()
	runtime.ReadMemStats(&after)
	var typed []string
	for _, text := range []string{"қазақтілі маға", "digital human policy", "tili qazaq", "заққатар бай шы", "ді гі зз", "hudi nation in", "ghbdtn vbh"} {
		runes := []rune(text)
		for n := 1; n <= len(runes); n++ {
			typed = append(typed, string(runes[:n]))
		}
	}
	// The least of many runs is what a request costs when nothing else runs.
	least := make([]time.Duration, len(typed))
	for i := 0; b.Loop(); i++ {
		from := time.Now()
		table.Complete(typed[i%len(typed)], "kk", 8)
		took := time.Since(from)
		if n := i % len(typed); least[n] == 0 || took < least[n] {
			least[n] = took
		}
	}
	slices.Sort(least)
	b.ReportMetric(float64(least[len(least)/2].Microseconds()), "µs/median")
	b.ReportMetric(float64(least[len(least)-1].Microseconds()), "µs/slowest")
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
	b.ReportMetric(built.Seconds(), "s/build")
	b.ReportMetric(opened.Seconds(), "s/open")
}
