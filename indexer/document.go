package indexer

import (
	"fmt"
	"strings"
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"

	"izde/analyzers"
	"izde/corpus"
)

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
	hashes    []uint16
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

// analysed is what an Article comes to in the index.
type analysed struct {
	doc      *document
	lengths  []fieldLength // of the fields that it has
	sequence []byte        // see sequences.go
}

// document analyses a under the given document id.
func (m *documentMaker) document(id string, a *corpus.Article) analysed {
	out := analysed{doc: &document{id: id}}
	for key, values := range fieldValues(a) {
		m.addField(&out, key, values)
	}
	out.doc.AddIDField()
	return out
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
func (m *documentMaker) addField(out *analysed, key fieldKey, values []string) {
	d := out.doc
	if key.logical == fieldDOI {
		d.fields = append(d.fields, &docField{name: fieldDOI, options: index.IndexField, length: 1,
			freqs: index.TokenFrequencies{values[0]: oneTerm(values[0])}})
		out.lengths = append(out.lengths, fieldLength{m.schema.byName[fieldDOI], 1})
		return
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
	out.lengths = append(out.lengths, fieldLength{n, uint32(length)})
	out.sequence = appendSequence(out.sequence, n, m.hashes)
	if n2, ok := m.schema.byName[name+".2"]; ok {
		d.fields = append(d.fields, m.field(m.schema.fields[n2], length))
		out.lengths = append(out.lengths, fieldLength{n2, uint32(length)})
	}
}

// analyse fills m.tokens and m.hashes with those of all values.
func (m *documentMaker) analyse(a *analyzers.Analyzer, values []string) {
	m.tokens, m.hashes = m.tokens[:0], m.hashes[:0]
	for i, v := range values {
		if i > 0 {
			m.hashes = append(m.hashes, gap)
		}
		from := len(m.tokens)
		m.tokens = a.AppendTokens(m.tokens, []byte(v), &m.scratch)
		m.hashes = appendHashes(m.hashes, m.tokens[from:])
	}
}

// field counts the tokens into a docField.
func (m *documentMaker) field(f field, length int) *docField {
	clear(m.terms)
	var counts []int32
	for i := range m.tokens {
		term := termOf(&m.tokens[i], f.second)
		if term == "" || f.logical == fieldReference && slight(term) {
			continue
		}
		slot, ok := m.terms[term]
		if !ok {
			slot = len(counts)
			m.terms[term] = slot
			counts = append(counts, 0)
		}
		counts[slot]++
	}
	freqs := make([]index.TokenFreq, len(counts)) // one allocation for all
	tfs := make(index.TokenFrequencies, len(counts))
	for term, slot := range m.terms {
		freqs[slot].SetFrequency(int(counts[slot]))
		tfs[term] = &freqs[slot]
	}
	return &docField{name: f.name, options: index.IndexField, length: length, freqs: tfs}
}

// slight reports whether a term is an initial, a page or a volume number: a
// quarter of the words of a reference list, by which nobody looks for a work.
// They are not indexed there, but stay in the sequences for phrases. Years are
// long enough to be no such number.
func slight(term string) bool {
	if utf8.RuneCountInString(term) == 1 {
		return true
	}
	return len(term) < 4 && strings.Trim(term, "0123456789") == ""
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
