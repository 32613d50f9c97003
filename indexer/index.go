package indexer

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"izde/analyzers"
	"izde/corpus"
	"izde/corpus/source"
	"izde/indexer/generation"
	"izde/indexer/spell"
	"izde/indexer/suggest"
	"izde/indexer/thesaurus"
)

// Index is one open generation. It is safe for concurrent use.
type Index struct {
	generation  *generation.Generation
	schema      *schema
	analyzers   map[string]*analyzers.Analyzer
	segments    []openSegment
	columns     *columns
	records     *records
	sequences   sequences
	thesaurus   *thesaurus.Thesaurus
	suggestions *suggest.Table
	speller     *spell.Speller
	postings    *postingsCache
	bm25        []fieldStats // field → what its scores need
	largest     []int        // fields that tell how rare a word is
	pool        accumulators
	unpackers   unpackers
	unions      unions
	sets        sync.Pool        // see sets
	counts      lender[[]uint32] // for facets
	markRooms   lender[markRoom]
}

// Open opens the published generation of the index folder dir.
func Open(dir string) (*Index, error) {
	g, err := generation.Open(dir, Fingerprint())
	if err != nil {
		return nil, err
	}
	ix, err := open(g)
	if err != nil {
		return nil, fmt.Errorf("opening generation %s: %w", g.Name, errors.Join(err, g.Close()))
	}
	return ix, nil
}

func open(g *generation.Generation) (*Index, error) {
	ix := &Index{generation: g, schema: newSchema(), analyzers: map[string]*analyzers.Analyzer{}, postings: newPostingsCache()}
	for _, f := range ix.schema.fields {
		if f.analyzer == "" || ix.analyzers[f.analyzer] != nil {
			continue
		}
		a, err := analyzers.For(f.analyzer)
		if err != nil {
			return nil, err
		}
		ix.analyzers[f.analyzer] = a
	}
	if err := ix.openFiles(); err != nil {
		return nil, errors.Join(err, ix.closeFiles())
	}
	ix.bm25 = newFieldStats(ix.schema, ix.columns)
	ix.largest = largestFields(ix.schema, ix.bm25)
	return ix, nil
}

func (ix *Index) openFiles() error {
	dir, docs := ix.generation.Path, ix.generation.Manifest.Counts.Articles
	segments, err := openSegments(dir)
	if err != nil {
		return err
	}
	base := uint32(0)
	for i, s := range segments {
		open, err := newOpenSegment(s, base, ix.schema.fields)
		if err != nil {
			for _, s := range segments[i+1:] {
				err = errors.Join(err, s.Close())
			}
			return err
		}
		ix.segments = append(ix.segments, open)
		base += uint32(s.Count())
	}
	if int(base) != docs {
		return fmt.Errorf("the segments hold %d documents, the manifest says %d: the index is damaged, run izde index --full", base, docs)
	}
	if ix.columns, err = readColumns(filepath.Join(dir, columnsFile), docs); err != nil {
		return err
	}
	if ix.thesaurus, err = thesaurus.Read(filepath.Join(dir, thesaurus.FileName)); err != nil {
		return err
	}
	if ix.suggestions, err = suggest.Open(filepath.Join(dir, suggestionsFile)); err != nil {
		return err
	}
	if ix.speller, err = spell.Read(filepath.Join(dir, spellingFile)); err != nil {
		return err
	}
	if ix.sequences, err = openSequences(dir, ix.schema.fields, docs); err != nil {
		return err
	}
	ix.records, err = openRecords(dir)
	return err
}

// Close releases the generation. No search may be under way.
func (ix *Index) Close() error {
	return errors.Join(ix.closeFiles(), ix.generation.Close())
}

func (ix *Index) closeFiles() error {
	var err error
	for i := range ix.segments {
		err = errors.Join(err, ix.segments[i].Close())
	}
	err = errors.Join(err, ix.sequences.Close())
	if ix.records != nil {
		err = errors.Join(err, ix.records.Close())
	}
	return err
}

// Info describes the generation.
func (ix *Index) Info() Info {
	m := ix.generation.Manifest
	return Info{Generation: ix.generation.Name, Articles: m.Counts.Articles, ByLang: m.Counts.ByLang, Built: m.Built}
}

// docOf returns the number of the document with the given id, or ErrNotFound.
func (ix *Index) docOf(id string) (uint32, error) {
	for _, s := range ix.segments {
		found, err := s.DocNumbers([]string{id})
		if err != nil {
			return 0, err
		}
		if !found.IsEmpty() {
			return s.base + found.Minimum(), nil
		}
	}
	return 0, fmt.Errorf("%w: article %s", ErrNotFound, id)
}

// Article returns the whole record with the given id, or ErrNotFound.
func (ix *Index) Article(_ context.Context, id string) (*corpus.Article, error) {
	doc, err := ix.docOf(id)
	if err != nil {
		return nil, err
	}
	at := ix.columns.records[doc]
	a, err := ix.records.head(at)
	if err != nil {
		return nil, err
	}
	if err := ix.records.addTail(at, a); err != nil {
		return nil, err
	}
	source.ParseReferences(a)
	return a, nil
}
