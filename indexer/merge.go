package indexer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"golang.org/x/sync/errgroup"

	"izde/indexer/segment"
)

// finalSegments is how many segments a large generation has: one a core of a
// small server, so that writing them takes half the time. Searching two costs
// no more than one, since postings are unpacked once and then cached.
const finalSegments = 2

// smallGeneration is the number of documents up to which one segment is made.
const smallGeneration = 20000

// bufferBytes is how much of the inverted index is gathered in memory before it
// is written as a piece, to be merged in the end. 100,000 articles with long
// abstracts and references stay below it, and need no merging.
const bufferBytes = 512 << 20

// segmentMode lets others than the librarian serve the index: Bleve writes its
// segments for their owner alone.
const segmentMode = 0o644

// segmentName is the file name of final segment n.
func segmentName(n int) string { return fmt.Sprintf("segment-%d.zap", n) }

// piece is a segment to be merged and the documents of it to leave out.
type piece struct {
	path string
	docs int  // without those left out
	keep bool // belongs to another generation: must not be removed
	drop *roaring.Bitmap
}

// writePieces writes what was inverted since the last pieces, as one a core of
// a small server.
func (b *build) writePieces(ctx context.Context) error {
	docs := b.postings.Documents()
	var paths []string
	for range min(finalSegments, docs) {
		n := len(b.pieces)
		paths = append(paths, filepath.Join(b.dir, fmt.Sprintf("piece-%06d.zap", n)))
		b.pieces = append(b.pieces, piece{path: paths[len(paths)-1], docs: docs / finalSegments})
	}
	err := b.postings.Write(ctx, paths...)
	b.postings = segment.NewBuffer(b.schema.names())
	return err
}

// writeSegments writes the final segments: from memory, or, where there are
// pieces, by merging them in document order.
func (b *build) writeSegments(ctx context.Context) error {
	final := finalSegments
	if b.columns.docs <= b.oneUpTo {
		final = 1
	}
	var pieces []piece
	if b.previous != nil {
		pieces = append(pieces, b.previous.pieces...)
	}
	if len(pieces)+len(b.pieces) == 0 {
		var paths []string
		for n := range final {
			paths = append(paths, filepath.Join(b.dir, segmentName(n)))
		}
		return b.postings.Write(ctx, paths...)
	}
	if err := b.writePieces(ctx); err != nil {
		return err
	}
	b.postings = nil // merging needs memory of its own
	g, ctx := errgroup.WithContext(ctx)
	for n, group := range evenly(append(pieces, b.pieces...), final) {
		g.Go(func() error { return mergePieces(ctx, group, filepath.Join(b.dir, segmentName(n))) })
	}
	return g.Wait()
}

// evenly groups neighbouring pieces so that the groups, at most n, have about
// as many documents each.
func evenly(pieces []piece, n int) [][]piece {
	total, before, group := 0, 0, 0
	for _, p := range pieces {
		total += p.docs
	}
	groups := make([][]piece, n)
	for _, p := range pieces {
		group = max(group, min(n*(before+p.docs/2)/max(total, 1), n-1)) // where its middle lies
		groups[group] = append(groups[group], p)
		before += p.docs
	}
	return slices.DeleteFunc(groups, func(g []piece) bool { return len(g) == 0 })
}

// mergePieces merges pieces into path and removes those that are ours.
func mergePieces(ctx context.Context, pieces []piece, path string) error {
	if len(pieces) == 1 && (pieces[0].drop == nil || pieces[0].drop.IsEmpty()) {
		if pieces[0].keep {
			return copyFile(path, pieces[0].path)
		}
		return os.Rename(pieces[0].path, path)
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

// copyFile copies a file of the previous generation rather than linking it, so
// that damage to the one does not reach the other.
func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, segmentMode)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
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
