package indexer

import (
	"time"

	"izde/corpus"
)

// Sort is the order of hits.
type Sort string

// The orders that a Request may ask for. Ties are broken by document number,
// so every order is total.
const (
	SortRelevance Sort = "relevance"
	SortNewest    Sort = "newest"
	SortOldest    Sort = "oldest"
	SortTitle     Sort = "title"
)

// Names of the facets; each is a Filter field too.
const (
	FacetLang       = "lang"       // language of the body, BCP 47
	FacetYear       = "year"       // year of publication
	FacetJournal    = "journal"    // journal title
	FacetSeries     = "series"     // series of the journal
	FacetIssue      = "issue"      // "2022, 100 (4)": year, volume, issue
	FacetAuthor     = "author"     // one entry a person, whatever the script
	FacetKeyword    = "keyword"    // keywords of all languages
	FacetKeywordKK  = "keyword-kk" // keywords of one language
	FacetKeywordRU  = "keyword-ru"
	FacetKeywordEN  = "keyword-en"
	FacetKind       = "kind"       // article, news, text
	FacetIRSTI      = "irsti"      // first group of the IRSTI code, "11"
	FacetUDC        = "udc"        // main class of the UDC code
	FacetReferences = "references" // "yes" where the article has a reference list, else "no"
)

// Filter keeps the documents that have one of Values in Field, or, for the
// year, those within From..To (inclusive; 0 is open).
type Filter struct {
	Field  string   `json:"field"`
	Values []string `json:"values,omitempty"`
	From   int      `json:"from,omitempty"`
	To     int      `json:"to,omitempty"`
}

// FacetRequest asks for the Size commonest values of the facet Name.
type FacetRequest struct {
	Name string
	Size int
}

// Request is one search.
type Request struct {
	Query    string
	Filters  []Filter
	Facets   []FacetRequest
	Sort     Sort   // "" is SortRelevance
	Page     int    // from 1; ignored where Cursor is set
	PerPage  int    // 0 is DefaultPerPage
	Cursor   string // opaque, from Result.Next; bound to its generation
	NoExpand bool   // do not search for translations of the words
	Explain  bool   // add an Explanation to each Hit
	Lang     string // interface language, for sorting by title and facet labels

	// NoFragments leaves the Fragments of hits out, and NoCorrections those of
	// the query, nor is a corrected query searched instead: where nobody reads
	// them, they are most of the work.
	NoFragments, NoCorrections bool

	view view
}

// Note tells what the search did with a query that it could not take as
// typed. Code is stable, Message is English.
type Note struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// ExpandedTerm is a translation that was searched besides the typed words.
type ExpandedTerm struct {
	Text   string  `json:"text"`
	Lang   string  `json:"lang"`
	Weight float64 `json:"weight"` // of the typed word's, 0..1
	Source string  `json:"source"` // "archive" or the name of a thesaurus
}

// Expansion is what was searched besides Typed.
type Expansion struct {
	Typed string         `json:"typed"`
	Terms []ExpandedTerm `json:"terms"`
}

// Correction is a query that finds more: a spelling of the archive's own
// vocabulary, or the same keys on the right keyboard layout.
type Correction struct {
	Query  string `json:"query"`
	Reason string `json:"reason"` // "spelling", "layout", "letters"
	Used   bool   `json:"used"`   // true where the typed query found nothing and this one was searched
}

// Mark is a match inside a Fragment: a byte range and why it matched.
type Mark struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"` // "exact", "stem", "letters", "romanisation", "translation", "phrase", "prefix"
}

// Fragment is a piece of a stored field with its matches.
type Fragment struct {
	Field string `json:"field"`          // title, abstract, keyword, body, reference, author
	Lang  string `json:"lang,omitempty"` // BCP 47
	Text  string `json:"text"`
	Marks []Mark `json:"marks,omitempty"`
}

// Explanation is a node of the sum that makes a score.
type Explanation struct {
	Value   float64       `json:"value"`
	Message string        `json:"message"`
	Details []Explanation `json:"details,omitempty"`
}

// Hit is one found document. Article holds all of the record but Sections and
// References.
type Hit struct {
	ID          string          `json:"id"`
	Rank        int             `json:"rank"` // from 1 over the whole result
	Score       float64         `json:"score"`
	Article     *corpus.Article `json:"article"`
	Fragments   []Fragment      `json:"fragments,omitempty"`
	Missing     []string        `json:"missing,omitempty"` // words of the query that the document lacks
	Explanation *Explanation    `json:"explanation,omitempty"`
}

// FacetValue is one value of a facet and the number of documents that have it
// under the query and all filters but the facet's own.
type FacetValue struct {
	Value    string `json:"value"` // as a Filter takes it
	Label    string `json:"label"` // as a person reads it
	Count    int    `json:"count"`
	Selected bool   `json:"selected,omitempty"`
}

// Facet is a counted facet. Total is the number of distinct values that count
// more than zero, also beyond those listed.
type Facet struct {
	Name   string       `json:"name"`
	Total  int          `json:"total"`
	Values []FacetValue `json:"values"`
}

// Result is what a search found.
type Result struct {
	Generation  string        `json:"generation"`
	Query       string        `json:"query"`   // as understood
	Total       int           `json:"total"`   // exact
	Relaxed     bool          `json:"relaxed"` // no document has all the words
	Notes       []Note        `json:"notes,omitempty"`
	Expansions  []Expansion   `json:"expansions,omitempty"`
	Corrections []Correction  `json:"corrections,omitempty"`
	Hits        []Hit         `json:"hits"`
	Facets      []Facet       `json:"facets,omitempty"`
	Page        int           `json:"page"`
	PerPage     int           `json:"per_page"`
	Next        string        `json:"next,omitempty"` // cursor of the next page, empty on the last
	Took        time.Duration `json:"-"`
}

// FacetListRequest pages through all values of one facet, with its own
// search box.
type FacetListRequest struct {
	Name    string
	Query   string   // the search whose documents are counted; "" is all
	Filters []Filter // of that search
	Match   string   // only values with a word that begins so, in any script
	Sort    string   // "count" (default) or "value"
	Page    int      // from 1
	PerPage int
	Lang    string
}

// FacetList is one page of a facet's values; Total counts all of them.
type FacetList struct {
	Generation string       `json:"generation"`
	Name       string       `json:"name"`
	Total      int          `json:"total"`
	Page       int          `json:"page"`
	PerPage    int          `json:"per_page"`
	Values     []FacetValue `json:"values"`
}

// Suggestion completes what a person is typing.
type Suggestion struct {
	Text  string `json:"text"`
	Kind  string `json:"kind"` // "title", "keyword", "author"
	Lang  string `json:"lang,omitempty"`
	ID    string `json:"id,omitempty"` // of the article, for a title
	Count int    `json:"count"`        // documents
}

// Info describes the generation that is being searched.
type Info struct {
	Generation string         `json:"generation"`
	Articles   int            `json:"articles"`
	ByLang     map[string]int `json:"by_lang"`
	Built      time.Time      `json:"built"`
}
