package indexer

import (
	"slices"
	"unicode/utf8"

	"izde/analyzers"
	"izde/corpus"
)

const (
	// leastRomanised is how many letters a word in Latin letters must have to be
	// read as Russian: most of three or four are an English word too (god, most).
	leastRomanised = 5

	// romanisedFactor is how many times as often as the word itself the archive
	// must have the Russian one: plan and model are English first.
	romanisedFactor = 20
)

// romanised appends to the Russian alternatives of a word in Latin letters the
// words of the archive that are romanised so (istoriya for история): as they
// are known, no reading has to be guessed. typed says how often the archive has
// the word as it is.
func (p *plan) romanised(terms []analyzers.QueryTerm, typed func() (int, error)) ([]analyzers.QueryTerm, error) {
	if len(terms) == 0 || utf8.RuneCountInString(terms[0].Word) < leastRomanised {
		return terms, nil
	}
	found := p.ix.speller.Romanised(corpus.Russian, terms[0].Word)
	if len(found) == 0 {
		return terms, nil
	}
	least, err := typed()
	if err != nil {
		return nil, err
	}
	kept := slices.Clip(terms[:1])
	for _, c := range found {
		if len(kept) == maxReadings {
			break
		}
		longer := p.ix.analyzers[corpus.Russian].AppendReading(kept, c.Word, analyzers.QueryLatin, analyzers.ReadingWeight)
		if len(longer) == len(kept) {
			continue // another form of a word that is there
		}
		n, err := p.occurrences(corpus.Russian, longer[len(kept)].Term)
		if err != nil {
			return nil, err
		}
		if n > 0 && n >= romanisedFactor*least {
			kept = longer
		}
	}
	return kept, nil
}
