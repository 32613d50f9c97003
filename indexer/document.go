package indexer

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf8"

	"izde/analyzers"
	"izde/corpus"
	"izde/indexer/segment"
)

// documentMaker turns Articles into documents of a batch: the analysed fields
// and nothing stored, since records lie beside the segment. It keeps buffers
// and is for one goroutine.
type documentMaker struct {
	schema    *schema
	batch     *segment.Batch
	sequences []sequenceRun // by field, of the documents of the batch
	docs      int           // of the batch, those before the one at hand
	analyzers map[string]*analyzers.Analyzer
	tokens    []analyzers.Token
	pairs     []pair
	pairTerms pairTerms
	text      []byte // of the value being analysed
	scratch   analyzers.Scratch
}

func newDocumentMaker(s *schema) (*documentMaker, error) {
	m := &documentMaker{schema: s, batch: new(segment.Batch), analyzers: map[string]*analyzers.Analyzer{},
		sequences: make([]sequenceRun, len(s.fields)), pairTerms: pairTerms{}}
	for _, f := range s.fields {
		if f.analyzer == "" || m.analyzers[f.analyzer] != nil {
			continue
		}
		a, err := analyzers.For(f.analyzer)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.name, err)
		}
		m.analyzers[f.analyzer] = a
	}
	return m, nil
}

// fieldLength is the number of ranking tokens of one field of a document.
type fieldLength struct {
	field  int
	length uint32
}

// document adds a to the batch under the given document id and returns the
// lengths of the fields that it has.
func (m *documentMaker) document(id string, a *corpus.Article) []fieldLength {
	var lengths []fieldLength
	m.batch.Document(id)
	all := fieldValues(a)
	for n, f := range m.schema.fields {
		values := all[fieldKey{f.logical, f.lang}]
		if len(values) == 0 {
			continue
		}
		switch {
		case f.second: // counted with the field before
		case f.analyzer == "":
			m.batch.Add(n, values[0], analyzers.Hash(values[0]))
			lengths = append(lengths, fieldLength{n, 1})
		default:
			lengths = m.addField(lengths, n, values)
		}
	}
	m.docs++
	return lengths
}

// take returns what was gathered and begins the next batch.
func (m *documentMaker) take() (*segment.Run, []sequenceRun) {
	sequences := m.sequences
	m.sequences, m.docs = make([]sequenceRun, len(m.schema.fields)), 0
	return m.batch.Run(), sequences
}

// fieldKey names the group of schema fields that one list of values goes to.
type fieldKey struct{ logical, lang string }

// fieldValues lists what of an Article goes to which field.
func fieldValues(a *corpus.Article) map[fieldKey][]string {
	values := map[fieldKey][]string{}
	add := func(logical, lang string, texts ...string) {
		for _, t := range texts {
			if strings.TrimSpace(t) != "" {
				k := fieldKey{logical, lang}
				values[k] = append(values[k], t)
			}
		}
	}
	for _, lang := range corpus.Languages() {
		add(fieldTitle, lang, a.Title[lang])
		add(fieldAbstract, lang, a.Abstract[lang])
		add(fieldKeyword, lang, a.Keywords[lang]...)
	}
	body := bodyLang(a)
	if len(a.Abstract) == 0 {
		// A text without an abstract begins with its title, and is found better
		// for it (measured: KazQAD .755 → .761, Cranfield .398 → .402 nDCG@10).
		add(fieldBody, body, a.Title[body])
	}
	for _, s := range a.Sections {
		add(fieldBody, body, s.Heading, s.Text)
	}
	for _, au := range a.Authors {
		for _, lang := range corpus.Languages() {
			add(fieldAuthor, "", au.Name[lang])
		}
	}
	for _, r := range a.References {
		add(fieldReference, "", r.Text, r.Romanised)
	}
	add(fieldDOI, "", strings.ToLower(a.DOI))
	return values
}

// bodyLang is the language by whose analyzer the body goes: an unknown one is
// taken for English, whose analyzer does least to a foreign word.
func bodyLang(a *corpus.Article) string {
	for _, lang := range corpus.Languages() {
		if a.Lang == lang {
			return lang
		}
	}
	return corpus.English
}

// addField analyses the values of field n once and counts the terms and, where
// a field of those follows, the complementary terms. It appends their lengths.
func (m *documentMaker) addField(lengths []fieldLength, n int, values []string) []fieldLength {
	m.analyse(n, values)
	length := uint32(0)
	for i := range m.tokens {
		if !m.tokens[i].Stop {
			length++
		}
	}
	m.count(n)
	for _, p := range m.pairs {
		m.batch.Add(n, m.pairTerms.of(p), p.hash)
	}
	lengths = append(lengths, fieldLength{n, length})
	if n+1 < len(m.schema.fields) && m.schema.fields[n+1].second {
		m.count(n + 1)
		lengths = append(lengths, fieldLength{n + 1, length})
	}
	return lengths
}

// analyse fills m.tokens and m.pairs with those of all values of field n, and
// adds to its sequences.
func (m *documentMaker) analyse(n int, values []string) {
	f := &m.schema.fields[n]
	a, sequence := m.analyzers[f.analyzer], &m.sequences[n]
	sequence.pad(m.docs)
	m.tokens, m.pairs = m.tokens[:0], m.pairs[:0]
	for i, v := range values {
		if i > 0 {
			sequence.hashes = binary.LittleEndian.AppendUint16(sequence.hashes, gap)
		}
		from := len(m.tokens)
		m.text = append(m.text[:0], v...)
		m.tokens = a.AppendTokens(m.tokens, m.text, &m.scratch)
		sequence.hashes = appendHashes(sequence.hashes, m.tokens[from:])
		m.pairs = appendPairs(m.pairs, m.tokens[from:], f)
	}
	sequence.pad(m.docs + 1)
}

// count adds the terms of the tokens to field n of the document.
func (m *documentMaker) count(n int) {
	f := &m.schema.fields[n]
	references := f.logical == fieldReference
	for i := range m.tokens {
		term, hash := termOf(&m.tokens[i], f.second)
		if term != "" && !(references && slight(term)) {
			m.batch.Add(n, term, hash)
		}
	}
}

// slight reports whether a term is an initial, a page or a volume number: a
// quarter of the words of a reference list, by which nobody looks for a work.
// They are not indexed there, but stay in the sequences for phrases. Years are
// long enough to be no such number.
func slight(term string) bool {
	if len(term) > utf8.UTFMax {
		return false
	}
	return utf8.RuneCountInString(term) == 1 || len(term) < 4 && strings.Trim(term, "0123456789") == ""
}

// termOf returns the term of a token that a field indexes, and its hash. Stop
// words have no complementary term: they are found by their own.
func termOf(t *analyzers.Token, second bool) (term string, hash uint32) {
	if !second {
		return t.Term, t.Hash
	}
	if t.Stop {
		return "", 0
	}
	return t.Second, t.SecondHash
}
