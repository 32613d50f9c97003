package indexer

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"golang.org/x/sync/errgroup"

	"izde/indexer/generation"
	"izde/indexer/thesaurus"
)

// reusable is the previous generation, as far as its documents can be taken
// over: those of sources whose content has not changed.
type reusable struct {
	generation *generation.Generation
	segments   []segmentapi.Segment
	columns    *columns
	records    *records
	sequences  sequences
	byPath     map[string]generation.Source
	numberOf   map[string]uint32 // path → number of the source in the old manifest
	taken      map[uint32]uint32 // old source number → new
	pieces     []piece
}

// openReusable opens the published generation of dir, or returns nil where
// there is none that this program could have built. The error is
// generation.ErrCorrupt where it is not as it was published: damage must not
// be published again.
func openReusable(dir, version string) (*reusable, error) {
	g, err := generation.Open(dir, Fingerprint(), generation.Verify())
	if errors.Is(err, generation.ErrCorrupt) {
		return nil, err
	}
	if err != nil {
		return nil, nil // a full build makes another
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
			r.sequences, err = openSequences(g.Path, newSchema().fields, r.columns.docs)
		}
	}
	if err != nil {
		r.close()
		return nil, fmt.Errorf("%w: %w", generation.ErrCorrupt, err)
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
	r.sequences.Close()
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

// unchanged reports whether the new generation is the previous one again: the
// same sources in the same order, and the same thesauri.
func (b *build) unchanged() bool {
	if b.previous == nil || len(b.files) > 0 || len(b.sources) != len(b.previous.byPath) {
		return false
	}
	for old, number := range b.previous.taken {
		if old != number {
			return false
		}
	}
	return len(b.sources) > 0 && slices.Equal(b.thesauri, b.previous.generation.Manifest.Thesauri)
}

// takeAll copies the files of the previous generation, and its manifest as far
// as publishing does not set it.
func (b *build) takeAll(ctx context.Context) (generation.Manifest, error) {
	from := b.previous.generation
	for _, f := range from.Manifest.Files {
		if err := ctx.Err(); err != nil {
			return generation.Manifest{}, err
		}
		name := filepath.FromSlash(f.Name)
		if err := copyFile(filepath.Join(b.dir, name), filepath.Join(from.Path, name)); err != nil {
			return generation.Manifest{}, err
		}
	}
	m := *from.Manifest
	m.Built, m.Files, m.Previous = time.Time{}, nil, ""
	b.stats.Reused = m.Counts.Articles
	return m, nil
}

// keptDocument is a document that is taken over.
type keptDocument struct {
	old    uint32 // its number in the previous generation
	source uint32 // the new number of its source
}

// reuse takes the unchanged documents over: their records and columns now,
// their postings when segments are merged.
func (b *build) reuse(ctx context.Context) error {
	if b.previous == nil || len(b.previous.taken) == 0 {
		return nil
	}
	observers := make([]*thesaurus.Observer, b.opt.Workers)
	for i := range observers {
		var err error
		if observers[i], err = thesaurus.NewObserver(); err != nil {
			return err
		}
	}
	kept := b.previous.keep()
	g, ctx := errgroup.WithContext(ctx)
	next := make(chan int)
	built := make(chan *builtBatch, b.opt.Workers)
	g.Go(func() error {
		defer close(next)
		for n := 0; n*batchDocs < len(kept); n++ {
			select {
			case next <- n:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	workers, workCtx := errgroup.WithContext(ctx)
	for _, observer := range observers {
		workers.Go(func() error {
			return work(workCtx, next, built, func(n int) (*builtBatch, error) {
				return b.previous.batch(b.schema, observer, n, kept[n*batchDocs:min((n+1)*batchDocs, len(kept))])
			})
		})
	}
	g.Go(func() error {
		defer close(built)
		return workers.Wait()
	})
	g.Go(func() error { return b.collect(ctx, built) })
	return g.Wait()
}

// keep lists the documents of the sources that are taken over, and makes the
// pieces of the others' segments.
func (r *reusable) keep() []keptDocument {
	var kept []keptDocument
	base := uint32(0)
	for n, seg := range r.segments {
		drop := roaring.New()
		count := uint32(seg.Count())
		for local := range count {
			if source, ok := r.taken[r.columns.source[base+local]]; ok {
				kept = append(kept, keptDocument{base + local, source})
			} else {
				drop.Add(local)
			}
		}
		if docs := int(count) - int(drop.GetCardinality()); docs > 0 {
			r.pieces = append(r.pieces, piece{path: filepath.Join(r.generation.Path, segmentName(n)), docs: docs, keep: true, drop: drop})
		}
		base += count
	}
	return kept
}

// batch makes batch number n of documents that are taken over: what building
// it from its Articles would come to, without the terms.
func (r *reusable) batch(s *schema, observer *thesaurus.Observer, n int, docs []keptDocument) (*builtBatch, error) {
	out := &builtBatch{batch: batch{number: n}, words: vocabulary{}}
	for i, d := range docs {
		at := r.columns.records[d.old]
		raw, err := r.records.raw(at)
		if err != nil {
			return nil, err
		}
		a, err := r.records.unpack(raw, at)
		if err != nil {
			return nil, err
		}
		number := n*batchDocs + i
		out.articles, out.sources = append(out.articles, a), append(out.sources, d.source)
		out.lengths = append(out.lengths, r.lengths(s, d.old))
		out.words.add(a, number < maxSpelt)
		out.observed = append(out.observed, observer.Observe(a, number < maxTexts))
		out.records = append(out.records, recordAt{uint64(len(out.packed)), at.head, at.tail})
		out.packed = append(out.packed, raw...)
	}
	out.sequences = r.sequenceRuns(docs)
	return out, nil
}

// sequenceRuns are the sequences of documents, by field.
func (r *reusable) sequenceRuns(docs []keptDocument) []sequenceRun {
	runs := make([]sequenceRun, len(r.sequences))
	for n := range runs {
		for i, d := range docs {
			runs[n].hashes = append(runs[n].hashes, r.sequences[n].of(d.old)...)
			runs[n].pad(i + 1)
		}
	}
	return runs
}

// lengths are those of the fields that a document has.
func (r *reusable) lengths(s *schema, old uint32) []fieldLength {
	var lengths []fieldLength
	for n, f := range s.fields {
		if l := r.columns.lengths[f.name][old]; l > 0 {
			lengths = append(lengths, fieldLength{n, l})
		}
	}
	return lengths
}

// countReused counts the documents of a batch that was taken over, as gather
// counts those that are read.
func (b *build) countReused(out *builtBatch) {
	for i, a := range out.articles {
		b.ids[a.ID] = true
		b.sources[out.sources[i]].Articles++
		b.stats.Reused++
	}
}
