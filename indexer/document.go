package indexer

import (
	"encoding/binary"
	"fmt"
	"slices"
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
	schema        *schema
	analyzers     map[string]*analyzers.Analyzer
	first, second segment.Inverter // of the field at hand and of the complementary terms
	tokens        []analyzers.Token
	pairs         []pair
	pairTerms     pairTerms
	text          []byte // of the value being analysed
	scratch       analyzers.Scratch
}

func newDocumentMaker(s *schema) (*documentMaker, error) {
	m := &documentMaker{schema: s, analyzers: map[string]*analyzers.Analyzer{}, pairTerms: pairTerms{}}
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

// documents are a run of Articles as they are indexed.
type documents struct {
	run       *segment.Run
	sequences []sequenceRun   // by field
	lengths   [][]fieldLength // document → of the fields that it has
}

// documents makes documents with the given ids of articles. It goes through
// all of them field by field, so that what it looks up, the words of one
// language and the terms of one field, stays in the processor's cache.
func (m *documentMaker) documents(ids []string, articles []*corpus.Article) documents {
	fields := len(m.schema.fields)
	out := documents{&segment.Run{IDs: ids, Fields: make([]segment.Field, fields)},
		make([]sequenceRun, fields), make([][]fieldLength, len(articles))}
	values := make([]map[fieldKey][]string, len(articles))
	for doc, a := range articles {
		values[doc] = fieldValues(a)
	}
	for n, f := range m.schema.fields {
		if f.second { // with the field before
			continue
		}
		paired := n+1 < fields && m.schema.fields[n+1].second
		for doc := range articles {
			of := values[doc][fieldKey{f.logical, f.lang}]
			if len(of) == 0 {
				continue
			}
			length := m.addField(n, paired, uint32(doc), of, &out.sequences[n])
			out.lengths[doc] = append(out.lengths[doc], fieldLength{n, length})
			if paired {
				out.lengths[doc] = append(out.lengths[doc], fieldLength{n + 1, length})
			}
		}
		out.run.Fields[n] = m.first.Take()
		if paired {
			out.run.Fields[n+1] = m.second.Take()
		}
	}
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
	for _, t := range otherTexts(a) {
		add(fieldBody, body, t.text)
	}
	for _, s := range a.Sections {
		add(fieldBody, body, s.Heading, s.Text)
	}
	for _, au := range a.Authors {
		for _, lang := range languagesOf(au.Name) {
			add(fieldAuthor, "", au.Name[lang])
		}
	}
	for _, r := range a.References {
		add(fieldReference, "", r.Text, r.Romanised)
	}
	add(fieldDOI, "", strings.ToLower(a.DOI))
	return values
}

// languagesOf returns the languages of texts, those that have an analyzer
// first, whether there are texts in them or not.
func languagesOf[T any](texts map[string]T) []string {
	languages := corpus.Languages()
	ours := len(languages)
	for lang := range texts {
		if !slices.Contains(languages[:ours], lang) {
			languages = append(languages, lang)
		}
	}
	slices.Sort(languages[ours:])
	return languages
}

// otherText is a text in a language that has no analyzer.
type otherText struct{ lang, text string }

// otherTexts returns the titles, abstracts and keywords of a that are in other
// languages than ours (Kyrgyz, Uzbek): they are found in the body, as it is.
func otherTexts(a *corpus.Article) []otherText {
	var out []otherText
	ours := len(corpus.Languages())
	for _, lang := range languagesOf(a.Title)[ours:] {
		out = append(out, otherText{lang, a.Title[lang]})
	}
	for _, lang := range languagesOf(a.Abstract)[ours:] {
		out = append(out, otherText{lang, a.Abstract[lang]})
	}
	for _, lang := range languagesOf(a.Keywords)[ours:] {
		out = append(out, otherText{lang, strings.Join(a.Keywords[lang], "; ")})
	}
	return out
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

// addField adds field n of a document: its terms, the complementary ones where
// a field of those is paired with it, and its sequence. It returns its length.
func (m *documentMaker) addField(n int, paired bool, doc uint32, values []string, sequence *sequenceRun) (length uint32) {
	f := &m.schema.fields[n]
	if f.analyzer == "" {
		m.first.Add(values[0], analyzers.Hash(values[0]))
		m.first.EndDocument(doc)
		return 1
	}
	sequence.pad(int(doc))
	m.analyse(f, values, sequence)
	references := f.logical == fieldReference
	for i := range m.tokens {
		t := &m.tokens[i]
		if !t.Stop {
			length++
		}
		if !references || !slight(t.Term) {
			m.first.Add(t.Term, t.Hash)
		}
		// Stop words have no complementary term: they are found by their own.
		if paired && t.Second != "" && !t.Stop {
			m.second.Add(t.Second, t.SecondHash)
		}
	}
	for _, p := range m.pairs {
		m.first.Add(m.pairTerms.of(p), p.hash)
	}
	m.first.EndDocument(doc)
	m.second.EndDocument(doc)
	return length
}

// analyse fills m.tokens and m.pairs with those of all values of f, and adds
// to its sequence.
func (m *documentMaker) analyse(f *field, values []string, sequence *sequenceRun) {
	m.tokens, m.pairs = m.tokens[:0], m.pairs[:0]
	for i, v := range values {
		if i > 0 {
			sequence.hashes = binary.LittleEndian.AppendUint16(sequence.hashes, gap)
		}
		from := len(m.tokens)
		m.text = append(m.text[:0], v...)
		m.tokens = m.analyzers[f.analyzer].AppendTokens(m.tokens, m.text, &m.scratch)
		sequence.hashes = appendHashes(sequence.hashes, m.tokens[from:])
		m.pairs = appendPairs(m.pairs, m.tokens[from:], f)
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
