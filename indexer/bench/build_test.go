package main

import (
	"path/filepath"
	"testing"

	"izde/indexer"
)

// BenchmarkBuild indexes 1,000 generated articles, for profiles:
//
//	go test -mod=mod -run '^$' -bench Build -cpuprofile cpu.prof
func BenchmarkBuild(b *testing.B) {
	archive := filepath.Join(b.TempDir(), "archive.jsonl")
	size, err := generate(b.Context(), archive, sampleArchive, 1000, 1)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	for b.Loop() {
		if _, err := indexer.Build(b.Context(), indexer.BuildOptions{Dir: b.TempDir(), Paths: []string{archive}, Full: true}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch asks the whole mix of queries of an archive of 1,000
// articles, also for profiles.
func BenchmarkSearch(b *testing.B) {
	dir := b.TempDir()
	archive := filepath.Join(b.TempDir(), "archive.jsonl")
	if _, err := generate(b.Context(), archive, sampleArchive, 1000, 1); err != nil {
		b.Fatal(err)
	}
	if _, err := indexer.Build(b.Context(), indexer.BuildOptions{Dir: dir, Paths: []string{archive}}); err != nil {
		b.Fatal(err)
	}
	live, err := indexer.OpenLive(b.Context(), dir, func(err error) { b.Error(err) })
	if err != nil {
		b.Fatal(err)
	}
	defer live.Close()
	read, err := readArchive(b.Context(), archive)
	if err != nil {
		b.Fatal(err)
	}
	queries := newQueries(read, 1)
	for b.Loop() {
		for _, q := range queries {
			if _, err := (library{live}).search(b.Context(), q, ""); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(queries)), "µs/query")
}
