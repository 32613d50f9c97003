package indexer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"golang.org/x/sync/errgroup"

	"izde/indexer/generation"
)

// finalSegments is how many segments a large generation is merged into: one a
// core of a small server, so that merging takes half the time. Searching two
// costs no more than one, since postings are unpacked once and then cached.
const finalSegments = 2

// smallGeneration is the number of documents up to which one segment is made.
const smallGeneration = 20000

// segmentMode lets others than the librarian serve the index: Bleve writes its
// segments for their owner alone.
const segmentMode = 0o644

// segmentName is the file name of final segment n.
func segmentName(n int) string { return fmt.Sprintf("segment-%d.zap", n) }

// piece is a segment to be merged and the documents of it to leave out.
type piece struct {
	path string
	keep bool // belongs to another generation: must not be removed
	drop *roaring.Bitmap
}

// mergeSegments merges what was reused and built, in document order, into the
// final segments.
func (b *build) mergeSegments(ctx context.Context) error {
	var pieces []piece
	if b.previous != nil {
		pieces = append(pieces, b.previous.pieces...)
	}
	for _, path := range b.batches {
		pieces = append(pieces, piece{path: path})
	}
	groups := [][]piece{pieces}
	if b.columns.docs > smallGeneration && len(pieces) >= 2*finalSegments {
		half := len(pieces) / finalSegments
		groups = [][]piece{pieces[:half], pieces[half:]}
	}
	g, ctx := errgroup.WithContext(ctx)
	for n, group := range groups {
		g.Go(func() error { return mergePieces(ctx, group, filepath.Join(b.dir, segmentName(n))) })
	}
	return g.Wait()
}

// mergePieces merges pieces into path and removes those that are ours.
func mergePieces(ctx context.Context, pieces []piece, path string) error {
	if len(pieces) == 1 && !pieces[0].keep {
		return errors.Join(os.Rename(pieces[0].path, path), os.Chmod(path, segmentMode))
	}
	plugin := new(zap.ZapPlugin)
	var open []segmentapi.Segment
	var drops []*roaring.Bitmap
	closeAll := func() (err error) {
		for _, s := range open {
			err = errors.Join(err, s.Close())
		}
		return err
	}
	for _, p := range pieces {
		s, err := plugin.Open(p.path)
		if err != nil {
			return errors.Join(fmt.Errorf("opening segment %s: %w", p.path, err), closeAll())
		}
		open = append(open, s)
		drops = append(drops, p.drop)
	}
	_, _, err := plugin.Merge(open, drops, path, stopOn(ctx), nil)
	if err = errors.Join(err, closeAll(), ctx.Err()); err != nil {
		return fmt.Errorf("merging segments: %w", err)
	}
	if err := os.Chmod(path, segmentMode); err != nil {
		return err
	}
	for _, p := range pieces {
		if p.keep {
			continue
		}
		if err := os.Remove(p.path); err != nil {
			return err
		}
	}
	return nil
}

// stopOn returns a channel of the kind that Merge watches.
func stopOn(ctx context.Context) chan struct{} {
	stop := make(chan struct{})
	context.AfterFunc(ctx, func() { close(stop) })
	return stop
}

// writeColumns writes what lies beside the segments.
func (b *build) writeColumns(ctx context.Context) error {
	c := b.columns.finish()
	if err := writeColumns(filepath.Join(b.dir, columnsFile), c); err != nil {
		return fmt.Errorf("writing columns: %w", err)
	}
	return ctx.Err()
}

// reusable is the previous generation, as far as its documents can be taken
// over: those of sources whose content has not changed.
type reusable struct {
	generation *generation.Generation
	segments   []segmentapi.Segment
	columns    *columns
	records    *records
	sequences  *sequences
	byPath     map[string]generation.Source
	numberOf   map[string]uint32 // path → number of the source in the old manifest
	taken      map[uint32]uint32 // old source number → new
	pieces     []piece
}

// openReusable opens the published generation of dir, or returns nil where
// there is none that this program could have built.
func openReusable(dir, version string) (*reusable, error) {
	g, err := generation.Open(dir, Fingerprint())
	if err != nil {
		// Whatever is wrong with the old generation, a full build mends it.
		return nil, nil
	}
	if g.Manifest.Version != version {
		// Another program may read the same sources in another way.
		return nil, g.Close()
	}
	r := &reusable{generation: g, byPath: map[string]generation.Source{}, numberOf: map[string]uint32{}, taken: map[uint32]uint32{}}
	for i, s := range g.Manifest.Sources {
		r.byPath[s.Path], r.numberOf[s.Path] = s, uint32(i)
	}
	if r.segments, err = openSegments(g.Path); err == nil {
		if r.columns, err = readColumns(filepath.Join(g.Path, columnsFile), g.Manifest.Counts.Articles); err == nil {
			r.records, err = openRecords(g.Path)
		}
		if err == nil {
			r.sequences, err = openSequences(filepath.Join(g.Path, sequencesFile), r.columns.sequence)
		}
	}
	if err != nil {
		r.close()
		return nil, nil
	}
	return r, nil
}

func (r *reusable) close() {
	for _, s := range r.segments {
		s.Close()
	}
	if r.records != nil {
		r.records.Close()
	}
	if r.sequences != nil {
		r.sequences.Close()
	}
	r.generation.Close()
}

// take reports whether the documents of the source at path can be taken over,
// and remembers its new number.
func (r *reusable) take(path, hash string, number uint32) bool {
	if r == nil || hash == "" {
		return false
	}
	s, ok := r.byPath[path]
	if !ok || s.Hash != hash || s.Skipped > 0 {
		return false // what was skipped must be told again
	}
	r.taken[r.numberOf[path]] = number
	return true
}

// reuse takes the unchanged documents over: their records and columns now,
// their postings when segments are merged.
func (b *build) reuse(ctx context.Context) error {
	if b.previous == nil || len(b.previous.taken) == 0 {
		return nil
	}
	p := b.previous
	base := uint32(0)
	for n, seg := range p.segments {
		drop := roaring.New()
		count := uint32(seg.Count())
		for local := range count {
			if err := ctx.Err(); err != nil {
				return err
			}
			number, ok := p.taken[p.columns.source[base+local]]
			if !ok {
				drop.Add(local)
				continue
			}
			if err := b.reuseRecord(base+local, number); err != nil {
				return err
			}
		}
		if uint32(drop.GetCardinality()) < count {
			p.pieces = append(p.pieces, piece{path: filepath.Join(p.generation.Path, segmentName(n)), keep: true, drop: drop})
		}
		base += count
	}
	return nil
}

// reuseRecord copies one record and rebuilds its columns from it.
func (b *build) reuseRecord(old, source uint32) error {
	at := b.previous.columns.records[old]
	a, err := b.previous.records.head(at)
	if err != nil {
		return err
	}
	if err := b.previous.records.addTail(at, a); err != nil {
		return err
	}
	raw, err := b.previous.records.raw(at)
	if err != nil {
		return err
	}
	if _, err := b.records.Write(raw); err != nil {
		return fmt.Errorf("writing records: %w", err)
	}
	at.offset = b.written
	b.written += uint64(len(raw))
	var lengths []fieldLength
	for n, f := range b.schema.fields {
		if l := b.previous.columns.lengths[f.name][old]; l > 0 {
			lengths = append(lengths, fieldLength{n, l})
		}
	}
	b.miner.Add(uint32(b.columns.docs), b.observer.Observe(a, b.columns.docs < maxTexts))
	sequence := b.previous.sequences.raw(old)
	if _, err := b.sequences.Write(sequence); err != nil {
		return fmt.Errorf("writing sequences: %w", err)
	}
	b.columns.add(a, at, source, uint32(len(sequence)), lengths)
	b.words.add(a, b.columns.docs <= maxSpelt)
	b.ids[a.ID] = true
	b.sources[source].Articles++
	b.stats.Reused++
	return nil
}
