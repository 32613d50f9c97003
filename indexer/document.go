package indexer

import (
	"fmt"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"izde/analyzers"
	"izde/corpus"
)

// valueGap is added to the position between two values of one field (two
// keywords, two sections), so that no phrase reaches across them.
const valueGap = 100

// document is an Article as the segment writer takes it: the analysed fields
// and nothing stored, since records live beside the segment.
type document struct {
	id     string
	fields []index.Field
}

var _ index.Document = (*document)(nil)

func (d *document) ID() string { return d.id }

func (d *document) VisitFields(visit index.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

func (d *document) AddIDField() {
	d.fields = append(d.fields, &docField{name: "_id", value: []byte(d.id), options: index.IndexField | index.StoreField, length: 1,
		freqs: index.TokenFrequencies{d.id: oneTerm(d.id)}})
}

func (d *document) Size() int                                  { return len(d.fields) }
func (d *document) VisitComposite(index.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return 0 }
func (d *document) StoredFieldsBytes() uint64                  { return uint64(len(d.id)) }
func (d *document) Indexed() bool                              { return true }

// docField is one analysed field of a document.
type docField struct {
	name    string
	value   []byte // stored where options say so
	options index.FieldIndexingOptions
	length  int // tokens that count for ranking: all but stop words
	freqs   index.TokenFrequencies
}

var _ index.Field = (*docField)(nil)

func (f *docField) Name() string                                     { return f.name }
func (f *docField) Value() []byte                                    { return f.value }
func (f *docField) ArrayPositions() []uint64                         { return nil }
func (f *docField) EncodedFieldType() byte                           { return 't' }
func (f *docField) Analyze()                                         {} // done when it was made
func (f *docField) Options() index.FieldIndexingOptions              { return f.options }
func (f *docField) AnalyzedLength() int                              { return f.length }
func (f *docField) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.freqs }
func (f *docField) NumPlainTextBytes() uint64                        { return 0 }

func oneTerm(term string) *index.TokenFreq {
	tf := &index.TokenFreq{Term: []byte(term)}
	tf.SetFrequency(1)
	return tf
}

// documentMaker turns Articles into documents. It keeps buffers and is for
// one goroutine.
type documentMaker struct {
	schema    *schema
	analyzers map[string]*analyzers.Analyzer
	tokens    []analyzers.Token
	scratch   analyzers.Scratch
	terms     map[string]int // term → slot, of the field being counted
}

func newDocumentMaker(s *schema) (*documentMaker, error) {
	m := &documentMaker{schema: s, analyzers: map[string]*analyzers.Analyzer{}, terms: map[string]int{}}
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

// document analyses a under the given document id. The lengths are those of
// the fields that it has.
func (m *documentMaker) document(id string, a *corpus.Article) (*document, []fieldLength) {
	d := &document{id: id}
	var lengths []fieldLength
	for logical, values := range fieldValues(a) {
		lengths = m.addField(d, lengths, logical, values)
	}
	d.AddIDField()
	return d, lengths
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

// addField analyses the values once and adds the field of the terms and,
// where the schema has it, that of the complementary terms.
func (m *documentMaker) addField(d *document, lengths []fieldLength, key fieldKey, values []string) []fieldLength {
	if key.logical == fieldDOI {
		n := m.schema.byName[fieldDOI]
		d.fields = append(d.fields, &docField{name: fieldDOI, options: index.IndexField, length: 1,
			freqs: index.TokenFrequencies{values[0]: oneTerm(values[0])}})
		return append(lengths, fieldLength{n, 1})
	}
	name := key.logical
	if key.lang != "" {
		name += "." + key.lang
	}
	n := m.schema.byName[name]
	m.analyse(m.analyzers[m.schema.fields[n].analyzer], values)
	length := 0
	for i := range m.tokens {
		if !m.tokens[i].Stop {
			length++
		}
	}
	d.fields = append(d.fields, m.field(m.schema.fields[n], length))
	lengths = append(lengths, fieldLength{n, uint32(length)})
	if n2, ok := m.schema.byName[name+".2"]; ok {
		d.fields = append(d.fields, m.field(m.schema.fields[n2], length))
		lengths = append(lengths, fieldLength{n2, uint32(length)})
	}
	return lengths
}

// analyse fills m.tokens with the tokens of all values, a gap between them.
func (m *documentMaker) analyse(a *analyzers.Analyzer, values []string) {
	m.tokens = m.tokens[:0]
	base := 0
	for _, v := range values {
		from := len(m.tokens)
		m.tokens = a.AppendTokens(m.tokens, []byte(v), &m.scratch)
		for i := from; i < len(m.tokens); i++ {
			m.tokens[i].Position += base
		}
		if len(m.tokens) > from {
			base = m.tokens[len(m.tokens)-1].Position + valueGap
		}
	}
}

// field counts the tokens into a docField. Frequencies and locations of the
// field share one allocation each.
func (m *documentMaker) field(f field, length int) *docField {
	clear(m.terms)
	slots := make([]int32, len(m.tokens))
	var counts []int32
	for i := range m.tokens {
		term := termOf(&m.tokens[i], f.second)
		if term == "" {
			slots[i] = -1
			continue
		}
		slot, ok := m.terms[term]
		if !ok {
			slot = len(counts)
			m.terms[term] = slot
			counts = append(counts, 0)
		}
		counts[slot]++
		slots[i] = int32(slot)
	}
	freqs := make([]index.TokenFreq, len(counts))
	tfs := make(index.TokenFrequencies, len(counts))
	for term, slot := range m.terms {
		freqs[slot].SetFrequency(int(counts[slot]))
		tfs[term] = &freqs[slot]
	}
	options := index.FieldIndexingOptions(index.IndexField)
	if f.positions {
		options |= index.IncludeTermVectors
		m.locate(freqs, counts, slots)
	}
	return &docField{name: f.name, options: options, length: length, freqs: tfs}
}

// locate gives every frequency its positions. Start and End stay zero:
// matches are marked from the stored text.
func (m *documentMaker) locate(freqs []index.TokenFreq, counts, slots []int32) {
	locations := make([]index.TokenLocation, len(slots))
	pointers := make([]*index.TokenLocation, len(slots))
	for slot := range freqs {
		n := counts[slot]
		freqs[slot].Locations, pointers = pointers[:0:n], pointers[n:]
	}
	for i, slot := range slots {
		if slot >= 0 {
			locations[i].Position = m.tokens[i].Position
			freqs[slot].Locations = append(freqs[slot].Locations, &locations[i])
		}
	}
}

// termOf returns the term of a token that a field indexes. Stop words have
// no complementary term: they are found by their own.
func termOf(t *analyzers.Token, second bool) string {
	if !second {
		return t.Term
	}
	if t.Stop {
		return ""
	}
	return t.Second
}
