package indexer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"golang.org/x/sync/errgroup"

	"izde/analyzers"
	"izde/corpus"
	"izde/corpus/source"
	"izde/indexer/generation"
	"izde/indexer/segment"
	"izde/indexer/thesaurus"
)

// While building, garbage may take garbageBytes before it is collected, but not
// less than leastGC nor more than mostGC percent of what is in use: collecting
// less often makes indexing faster, and what is in use grows with the archive.
const (
	garbageBytes = 512 << 20
	leastGC      = 50
	mostGC       = 400
)

// paceGC sets the target of the garbage collector.
func paceGC() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	percent := garbageBytes * 100 / max(live[0].Value.Uint64(), 1)
	debug.SetGCPercent(int(min(max(percent, leastGC), mostGC)))
}

// ErrNoArticles says that the sources hold nothing to index.
var ErrNoArticles = errors.New("no articles in the sources")

// BuildOptions say what to index and where.
type BuildOptions struct {
	Dir       string   // the index folder
	Paths     []string // files and folders of the archive
	Full      bool     // read everything again, also what did not change
	Thesauri  []string // SKOS files to add to the thesaurus
	Version   string   // of the program, for the manifest
	Workers   int      // analysing goroutines; 0 is one a core
	Source    source.Options
	Progress  func(Progress) // called from one goroutine; may be nil
	OnProblem func(error)    // of a record or file that was skipped, and of what is odd; may be nil
}

// Progress tells how far a build is.
type Progress struct {
	Stage    string // "reading", "merging", "publishing"
	Files    int    // read so far
	AllFiles int
	Articles int
}

// BuildStats is what a build did.
type BuildStats struct {
	Generation string         `json:"generation"`
	Articles   int            `json:"articles"`
	ByLang     map[string]int `json:"by_lang"`
	Reused     int            `json:"reused"` // articles taken over unread
	Files      int            `json:"files"`
	Skipped    int            `json:"skipped"` // records and files that could not be read
	Renamed    int            `json:"renamed"` // articles whose id was taken already
	Took       time.Duration  `json:"-"`
}

// Fingerprint identifies everything that decides how text becomes terms and
// columns. A generation of another fingerprint must not be searched: its
// terms and those of the query would differ.
func Fingerprint() string {
	return fmt.Sprintf("schema%d-%s", schemaVersion, analyzers.Fingerprint())
}

// Build reads the sources and publishes a new generation. What can be read is
// indexed; what cannot is told to OnProblem and kept in the manifest. On any
// error nothing is published and the generation in use stays as it was.
func Build(ctx context.Context, opt BuildOptions) (BuildStats, error) {
	start := time.Now()
	defer debug.SetGCPercent(debug.SetGCPercent(mostGC))
	folder, err := generation.Begin(ctx, opt.Dir)
	if err != nil {
		return BuildStats{}, err
	}
	b, err := newBuild(ctx, opt, folder.Path())
	var m generation.Manifest
	switch {
	case err == nil && b.unchanged():
		m, err = b.takeAll(ctx)
	case err == nil:
		m, err = b.run(ctx)
	}
	if err != nil {
		if b != nil {
			b.close()
		}
		return BuildStats{}, errors.Join(err, folder.Abort())
	}
	b.progress("publishing")
	b.close()
	if err := folder.Publish(m); err != nil {
		return BuildStats{}, err
	}
	b.stats.Articles, b.stats.ByLang = m.Counts.Articles, m.Counts.ByLang
	b.stats.Generation = folder.Name()
	b.stats.Took = time.Since(start)
	return b.stats, nil
}

// build is the state of one build. While files are read, ids, sources, skips
// and the dictionary belong to the goroutine that gathers Articles, and the
// files, columns, words and translations to the one that collects batches.
type build struct {
	opt      BuildOptions
	dir      string
	schema   *schema
	previous *reusable // nil where nothing can be taken over
	sources  []generation.Source
	thesauri []generation.Source // SKOS files
	files    []source.File       // those to read
	numbers  []uint32            // their places in sources
	ids      map[string]bool
	skipped  []generation.Skip

	records   *os.File
	dict      []byte // that records are compressed against
	sequences *sequencesWriter
	written   uint64
	columns   *columnsBuilder
	words     vocabulary
	miner     *thesaurus.Miner
	postings  *segment.Buffer // of the documents read that are in no piece yet
	pieces    []piece         // segments on disk, in document order
	pieceSize int             // of postings in memory, in bytes, from which on they make pieces
	oneUpTo   int             // documents of which one segment is made
	stats     BuildStats
	filesRead int
}

func newBuild(ctx context.Context, opt BuildOptions, dir string) (*build, error) {
	opt.Source.PlainReferences = true // parsed when an article is shown
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	b := &build{opt: opt, dir: dir, schema: newSchema(), ids: map[string]bool{},
		words: vocabulary{}, miner: thesaurus.NewMiner(), pieceSize: bufferBytes, oneUpTo: smallGeneration}
	b.columns = newColumnsBuilder(b.schema)
	b.postings = segment.NewBuffer(b.schema.names())
	for _, path := range opt.Thesauri {
		if err := b.addThesaurus(ctx, path); err != nil {
			return nil, err
		}
	}
	files, _, err := source.Find(ctx, opt.Paths...)
	if err != nil {
		return nil, err
	}
	if !opt.Full {
		if b.previous, err = openReusable(opt.Dir, opt.Version); errors.Is(err, generation.ErrCorrupt) {
			b.tell(fmt.Errorf("nothing is taken over, everything is read again: %w", err))
		} else if err != nil {
			return nil, err
		}
	}
	if b.records, err = os.Create(filepath.Join(dir, recordsFile)); err != nil {
		return b, err
	}
	if b.sequences, err = newSequencesWriter(dir, b.schema.fields); err != nil {
		return b, err
	}
	if b.previous != nil {
		if err := b.setDictionary(b.previous.records.dict); err != nil {
			return b, err
		}
	}
	return b, b.plan(ctx, files)
}

func (b *build) addThesaurus(ctx context.Context, path string) error {
	if err := b.miner.AddSKOS(path); err != nil {
		return err
	}
	hash, err := source.Hash(ctx, source.File{Path: path})
	b.thesauri = append(b.thesauri, generation.Source{Path: path, Hash: hash})
	return err
}

func (b *build) close() {
	// Again where run has; only an aborted build depends on it.
	if b.records != nil {
		b.records.Close()
	}
	if b.sequences != nil {
		b.sequences.abandon()
	}
	if b.previous != nil {
		b.previous.close()
	}
}

// plan decides for each file whether its documents are taken over from the
// previous generation or read.
func (b *build) plan(ctx context.Context, files []source.File) error {
	b.stats.Files = len(files)
	for _, f := range files {
		hash, err := source.Hash(ctx, f)
		if err != nil {
			b.problem(err)
			continue
		}
		number := uint32(len(b.sources))
		b.sources = append(b.sources, generation.Source{Path: f.Path, Hash: hash, Size: f.Size})
		if b.previous.take(f.Path, hash, number) {
			continue
		}
		b.files = append(b.files, f)
		b.numbers = append(b.numbers, number)
	}
	return ctx.Err()
}

// run carries out the build up to, and without, publishing.
func (b *build) run(ctx context.Context) (generation.Manifest, error) {
	if err := b.reuse(ctx); err != nil {
		return generation.Manifest{}, err
	}
	if err := b.read(ctx); err != nil {
		return generation.Manifest{}, err
	}
	if b.columns.docs == 0 {
		return generation.Manifest{}, ErrNoArticles
	}
	if err := errors.Join(b.records.Close(), b.sequences.finish()); err != nil {
		return generation.Manifest{}, err
	}
	b.progress("merging")
	if err := b.finish(ctx); err != nil {
		return generation.Manifest{}, err
	}
	return b.manifest(), nil
}

// finish writes the segments and what lies beside them. The parts share
// nothing that they change.
func (b *build) finish(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return b.writeSegments(ctx) })
	g.Go(func() error { return b.miner.Mine().Write(filepath.Join(b.dir, thesaurus.FileName)) })
	g.Go(b.writeSpelling)
	g.Go(func() error {
		if err := b.writeColumns(ctx); err != nil {
			return err
		}
		return b.writeSuggestions()
	})
	return g.Wait()
}

// read parses, analyses and collects the files that are new or changed.
func (b *build) read(ctx context.Context) error {
	builders := make([]*batchBuilder, b.opt.Workers)
	for i := range builders {
		var err error
		if builders[i], err = newBatchBuilder(b.schema, b.columns.docs); err != nil {
			return err
		}
	}
	g, ctx := errgroup.WithContext(ctx)
	batches := make(chan batch, 1)
	built := make(chan *builtBatch, b.opt.Workers)
	g.Go(func() error {
		defer close(batches)
		return b.gather(ctx, batches)
	})
	workers, workCtx := errgroup.WithContext(ctx)
	for _, bb := range builders {
		workers.Go(func() error {
			return work(workCtx, batches, built, func(in batch) (*builtBatch, error) { return bb.build(workCtx, in) })
		})
	}
	g.Go(func() error {
		defer close(built)
		return workers.Wait()
	})
	g.Go(func() error { return b.collect(ctx, built) })
	return g.Wait()
}

// work makes a batch of everything that comes, until there is no more.
func work[T any](ctx context.Context, in <-chan T, built chan<- *builtBatch, build func(T) (*builtBatch, error)) error {
	for part := range in {
		out, err := build(part)
		if err != nil {
			return err
		}
		select {
		case built <- out:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// gather takes the Articles in the order of the files and groups them.
func (b *build) gather(ctx context.Context, batches chan<- batch) error {
	next := batch{}
	send := func() error {
		if len(next.articles) == 0 {
			return nil
		}
		if err := b.sample(next.articles); err != nil {
			return err
		}
		next.dict = b.dict
		select {
		case batches <- next:
			next = batch{number: next.number + 1}
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	opt := b.opt.Source
	opt.Parallel = b.opt.Workers
	for i, articles := range source.ReadFiles(ctx, opt, b.files) {
		for a, err := range articles {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				b.skip(i, err)
				continue
			}
			next.articles = append(next.articles, a)
			next.ids = append(next.ids, b.uniqueID(a))
			next.sources = append(next.sources, b.numbers[i])
			b.sources[b.numbers[i]].Articles++
			if len(next.articles) == batchDocs {
				if err := send(); err != nil {
					return err
				}
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		b.filesRead++
		b.progress("reading")
	}
	return send()
}

// sample makes the dictionary of the records from the first articles, unless
// it is that of the previous generation, whose records are taken over.
func (b *build) sample(articles []*corpus.Article) error {
	if b.dict != nil {
		return nil
	}
	dict, err := newDictionary(articles)
	if err != nil {
		return err
	}
	return b.setDictionary(dict)
}

func (b *build) setDictionary(dict []byte) error {
	b.dict = dict
	return os.WriteFile(filepath.Join(b.dir, dictionaryFile), dict, 0o644)
}

// uniqueID makes the document id of a: its own, or, where another article
// has that already, the same with a number. Nothing is lost, and the
// librarian is told.
func (b *build) uniqueID(a *corpus.Article) string {
	id := a.ID
	for n := 2; b.ids[id]; n++ {
		id = fmt.Sprintf("%s~%d", a.ID, n)
	}
	b.ids[id] = true
	if id != a.ID {
		b.stats.Renamed++
		a.Warnings = append(a.Warnings, corpus.Warning{Code: "duplicate-id", Line: a.Source.Line,
			Message: fmt.Sprintf("another article has the id %s; this one is %s", a.ID, id)})
		b.tell(fmt.Errorf("%s line %d: another article has the id %s; indexed as %s", a.Source.File, a.Source.Line, a.ID, id))
		a.ID = id
	}
	return id
}

// skip records what of file i could not be read.
func (b *build) skip(i int, err error) {
	s := generation.Skip{File: b.files[i].Path, Reason: err.Error()}
	if e, ok := errors.AsType[*source.Error](err); ok {
		s.File, s.Line, s.Reason = e.File, e.Line, e.Err.Error()
	}
	b.sources[b.numbers[i]].Skipped++
	b.skipped = append(b.skipped, s)
	b.problem(err)
}

func (b *build) problem(err error) {
	b.stats.Skipped++
	b.tell(err)
}

// tell says what the librarian should know though nothing was skipped for it.
func (b *build) tell(err error) {
	if b.opt.OnProblem != nil {
		b.opt.OnProblem(err)
	}
}

// collect puts built batches back in order and appends them.
func (b *build) collect(ctx context.Context, built <-chan *builtBatch) error {
	waiting := map[int]*builtBatch{}
	next := 0
	for out := range built {
		waiting[out.number] = out
		for waiting[next] != nil {
			if err := b.append(ctx, waiting[next]); err != nil {
				return err
			}
			delete(waiting, next)
			next++
			paceGC()
		}
	}
	return nil
}

// append adds the next batch to the generation.
func (b *build) append(ctx context.Context, out *builtBatch) error {
	if _, err := b.records.Write(out.packed); err != nil {
		return fmt.Errorf("writing records: %w", err)
	}
	for i, a := range out.articles {
		at := out.records[i]
		at.offset += b.written
		b.miner.Add(uint32(b.columns.docs), out.observed[i])
		b.columns.add(a, at, out.sources[i], out.lengths[i])
	}
	if err := b.sequences.append(out.sequences, len(out.articles)); err != nil {
		return err
	}
	b.written += uint64(len(out.packed))
	b.words.merge(out.words)
	if out.run == nil {
		b.countReused(out)
		return nil
	}
	b.postings.Append(out.run)
	if b.postings.Bytes() < b.pieceSize {
		return nil
	}
	return b.writePieces(ctx)
}

func (b *build) progress(stage string) {
	if b.opt.Progress != nil {
		b.opt.Progress(Progress{Stage: stage, Files: b.filesRead, AllFiles: len(b.files), Articles: len(b.ids)})
	}
}

// manifest describes the finished generation.
func (b *build) manifest() generation.Manifest {
	return generation.Manifest{
		Schema: schemaVersion, Fingerprint: Fingerprint(), Version: b.opt.Version,
		Counts: generation.Counts{Articles: b.columns.docs, ByLang: b.columns.count(FacetLang),
			ByKind: b.columns.count(FacetKind), References: b.columns.references},
		TokenTotals: b.columns.totals(), Sources: b.sources, Thesauri: b.thesauri, Skipped: b.skipped,
	}
}
