package corpus

// Language codes of the archive, BCP 47.
const (
	Kazakh  = "kk"
	Russian = "ru"
	English = "en"
)

// Languages lists the languages of the archive in the order in which they
// are shown and stored.
func Languages() []string { return []string{Kazakh, Russian, English} }

// Kinds of a text.
const (
	KindArticle = "article" // has a scholarly apparatus
	KindNews    = "news"    // a report: with a dateline, a day or photo credits
	KindText    = "text"    // anything else
)

// Text holds one text in several languages, keyed by BCP 47 code. A language
// that is absent from the source is absent from the map.
type Text map[string]string

// Keywords holds keyword lists by BCP 47 code, in the printed order.
type Keywords map[string][]string

// Article is one published text, cleaned: valid UTF-8, NFC, words whole.
// Its JSON form is the contract of `izde parse` and of JSON-lines input.
type Article struct {
	ID         string      `json:"id"`
	Lang       string      `json:"lang"` // language of the body
	Title      Text        `json:"title,omitempty"`
	Authors    []Author    `json:"authors,omitempty"`
	Abstract   Text        `json:"abstract,omitempty"`
	Keywords   Keywords    `json:"keywords,omitempty"`
	Sections   []Section   `json:"sections,omitempty"`
	References []Reference `json:"references,omitempty"`
	DOI        string      `json:"doi,omitempty"`
	IRSTI      string      `json:"irsti,omitempty"`
	UDC        string      `json:"udc,omitempty"`
	Journal    Journal     `json:"journal,omitzero"`
	Year       int         `json:"year,omitempty"`
	Volume     string      `json:"volume,omitempty"`
	Issue      string      `json:"issue,omitempty"`
	Pages      string      `json:"pages,omitempty"`
	Kind       string      `json:"kind"`
	URL        string      `json:"url,omitempty"`
	License    string      `json:"license,omitempty"`
	Received   string      `json:"received,omitempty"` // as ISO 8601 date where it could be read, else as printed
	Accepted   string      `json:"accepted,omitempty"`
	Source     Source      `json:"source,omitzero"`
	Warnings   []Warning   `json:"warnings,omitempty"`
}

// Author is one author as printed in each language block.
type Author struct {
	Name        Text   `json:"name"`
	ORCID       string `json:"orcid,omitempty"`
	Email       string `json:"email,omitempty"`
	Affiliation Text   `json:"affiliation,omitempty"`
}

// Section is a part of the body under one heading.
type Section struct {
	Heading string `json:"heading,omitempty"`
	Text    string `json:"text"`
}

// Journal is the serial in which an Article was published.
type Journal struct {
	Title  Text   `json:"title,omitempty"`
	Series Text   `json:"series,omitempty"`
	ISSN   string `json:"issn,omitempty"`
	EISSN  string `json:"eissn,omitempty"`
}

// Reference is one entry of a reference list. Text is the whole entry,
// cleaned; the other fields hold what could be parsed from it.
type Reference struct {
	N               int      `json:"n"`
	Text            string   `json:"text"`
	Authors         []string `json:"authors,omitempty"`
	Year            int      `json:"year,omitempty"`
	Title           string   `json:"title,omitempty"`
	TranslatedTitle string   `json:"translated_title,omitempty"`
	Container       string   `json:"container,omitempty"` // journal, collection or site; archive and shelfmark
	Volume          string   `json:"volume,omitempty"`
	Issue           string   `json:"issue,omitempty"`
	Pages           string   `json:"pages,omitempty"`
	Publisher       string   `json:"publisher,omitempty"`
	Place           string   `json:"place,omitempty"`
	DOI             string   `json:"doi,omitempty"`
	URL             string   `json:"url,omitempty"`
	Lang            string   `json:"lang,omitempty"`      // language of the work, BCP 47
	Script          string   `json:"script,omitempty"`    // ISO 15924 of the printed entry: Latn, Cyrl
	Type            string   `json:"type,omitempty"`      // book, article, chapter, thesis, web, law, …
	Romanised       string   `json:"romanised,omitempty"` // the same work's entry in the romanised list
	Unparsed        bool     `json:"unparsed,omitempty"`  // nothing but Text could be made of it
}

// Source says where an Article was read: lines are counted from 1 and
// inclusive.
type Source struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	EndLine int    `json:"end_line,omitempty"`
}

// Warning tells a librarian what was repaired, is missing or is doubtful.
// Repairs of one kind are counted in one Warning, with the place of the first
// and what stood there before and after.
type Warning struct {
	Code    string   `json:"code"`
	Lang    string   `json:"lang,omitempty"`
	Line    int      `json:"line,omitempty"`   // 0 where no line is meant
	Column  int      `json:"column,omitempty"` // in characters, from 1
	Count   int      `json:"count,omitempty"`  // how often, where repairs are counted
	Before  string   `json:"before,omitempty"`
	After   string   `json:"after,omitempty"`
	Message string   `json:"message"`
	Repairs []Repair `json:"repairs,omitempty"` // each of them, where they were asked for
}

// Repair is one change to the text of a source, or one doubt where After is as
// it was. Before is the text as it stands in the decoded source at its line and
// column, both counted from 1, the latter in characters. A line break in it
// parts what stands there from the beginning of a line further on.
type Repair struct {
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Before string `json:"before"`
	After  string `json:"after"`
}
