package indexer

import "izde/corpus"

// schemaVersion changes whenever a generation of an older program could not
// be read, or would be read wrongly, by this one.
const schemaVersion = 10

// Logical fields: what a scholar names in a query.
const (
	fieldTitle     = "title"
	fieldAbstract  = "abstract"
	fieldKeyword   = "keyword"
	fieldBody      = "body"
	fieldReference = "reference"
	fieldAuthor    = "author"
	fieldDOI       = "doi"
)

// The analyzers whose terms are romanisation keys.
const (
	keyAnalyzer  = "key"  // references: keys without endings
	nameAnalyzer = "name" // persons: whole keys
)

// field is one indexed field of the segment. A logical field has one of them
// a language, because each language has an analyzer of its own, and a second
// one beside it for the complementary terms (see analyzers.Token.Second).
type field struct {
	name     string  // in the segment: "title.kk", "title.kk.2", "author"
	logical  string  // "title"
	lang     string  // BCP 47; "" where languages mix
	analyzer string  // name of the analyzer; "" where the value is one term
	second   bool    // holds the complementary terms
	weight   float64 // multiplies its BM25 score
}

// schema is the list of all fields and the ways to find one.
type schema struct {
	ranking ranking
	fields  []field
	byName  map[string]int
}

// newSchema lays the fields out; the order is the order of the columns.
func newSchema() *schema {
	r := defaultRanking()
	s := &schema{ranking: r, byName: map[string]int{}}
	for _, logical := range []string{fieldTitle, fieldAbstract, fieldKeyword, fieldBody} {
		for _, lang := range corpus.Languages() {
			w := r.weights[logical]
			s.add(field{name: logical + "." + lang, logical: logical, lang: lang, analyzer: lang, weight: w})
			s.add(field{name: logical + "." + lang + ".2", logical: logical, lang: lang, analyzer: lang, second: true, weight: w * r.second})
		}
	}
	s.add(field{name: fieldAuthor, logical: fieldAuthor, analyzer: nameAnalyzer, weight: r.weights[fieldAuthor]})
	s.add(field{name: fieldReference, logical: fieldReference, analyzer: keyAnalyzer, weight: r.weights[fieldReference]})
	s.add(field{name: fieldDOI, logical: fieldDOI, weight: r.weights[fieldDOI]})
	return s
}

func (s *schema) add(f field) {
	s.byName[f.name] = len(s.fields)
	s.fields = append(s.fields, f)
}

// names returns the names of the fields, by number.
func (s *schema) names() []string {
	names := make([]string, len(s.fields))
	for i, f := range s.fields {
		names[i] = f.name
	}
	return names
}

// of returns the numbers of the fields of one logical field, or of all that
// plain words are searched in where logical is "".
func (s *schema) of(logical string) []int {
	var ids []int
	for i, f := range s.fields {
		if f.logical == logical || logical == "" && f.logical != fieldDOI {
			ids = append(ids, i)
		}
	}
	return ids
}
