package indexer

import (
	"context"

	"github.com/klauspost/compress/zstd"

	"izde/corpus"
	"izde/indexer/thesaurus"
)

const (
	// batchDocs is how many documents are inverted at a time: large enough that
	// the terms of a batch come several times in it, small enough that the
	// batches in the making stay within a few hundred megabytes.
	batchDocs = 1000

	// maxTexts is how many articles, from the first, have their abstracts
	// compared across languages; the keywords and titles of all are. More
	// would cost indexing a tenth of its speed and add little.
	maxTexts = 3000

	// maxSpelt is how many articles, from the first, have the words of their
	// abstracts counted for spelling; titles, keywords and names of all are.
	// By then all words of the language have come that are not rare.
	maxSpelt = 20000
)

// batch is a run of Articles that is analysed by one goroutine.
type batch struct {
	number   int
	ids      []string
	sources  []uint32
	articles []*corpus.Article
	dict     []byte // that records are compressed against
}

// builtBatch is an analysed batch: its terms are inverted, its records packed.
type builtBatch struct {
	batch
	documents // run is nil where they are in a segment already
	packed    []byte
	records   []recordAt // offsets from the start of packed
	words     vocabulary
	observed  []thesaurus.Observation
}

// batchBuilder analyses batches; one a goroutine.
type batchBuilder struct {
	before   int // documents taken over, which come first
	maker    *documentMaker
	observer *thesaurus.Observer
	enc      *zstd.Encoder // made with the first batch, which brings the dictionary
}

func newBatchBuilder(s *schema, before int) (*batchBuilder, error) {
	maker, err := newDocumentMaker(s)
	if err != nil {
		return nil, err
	}
	observer, err := thesaurus.NewObserver()
	if err != nil {
		return nil, err
	}
	return &batchBuilder{before, maker, observer, nil}, nil
}

// build inverts b and packs its records.
func (bb *batchBuilder) build(ctx context.Context, b batch) (*builtBatch, error) {
	if bb.enc == nil {
		var err error
		if bb.enc, err = newRecordEncoder(b.dict); err != nil {
			return nil, err
		}
	}
	out := &builtBatch{batch: b, words: vocabulary{}, documents: bb.maker.documents(b.ids, b.articles)}
	before := bb.before + b.number*batchDocs
	for i, a := range b.articles {
		out.words.add(a, before+i < maxSpelt)
	}
	for i, a := range b.articles {
		out.observed = append(out.observed, bb.observer.Observe(a, before+i < maxTexts))
	}
	for _, a := range b.articles {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		at := recordAt{offset: uint64(len(out.packed))}
		var err error
		out.packed, at.head, at.tail, err = encodeRecord(out.packed, bb.enc, a)
		if err != nil {
			return nil, err
		}
		out.records = append(out.records, at)
	}
	return out, nil
}
