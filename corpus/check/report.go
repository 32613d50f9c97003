package check

import (
	_ "embed"
	"strings"
	"sync"

	"izde/corpus"
)

// Severity says how much a Problem matters.
type Severity string

// The severities, the gravest first.
const (
	SeverityError   Severity = "error"   // cannot be found or cited as it should
	SeverityWarning Severity = "warning" // missing or doubtful
	SeverityNote    Severity = "note"    // was repaired
)

// Severities lists the severities, the gravest first.
func Severities() []Severity { return []Severity{SeverityError, SeverityWarning, SeverityNote} }

// Problem is one finding. Line is 0 where the whole file or article is meant.
type Problem struct {
	File     string   `json:"file"`
	Line     int      `json:"line,omitempty"`
	Column   int      `json:"column,omitempty"` // in characters, from 1
	Severity Severity `json:"severity"`
	Code     string   `json:"code"`
	Lang     string   `json:"lang,omitempty"`
	Article  string   `json:"article,omitempty"` // id
	Count    int      `json:"count,omitempty"`   // how often, where repairs are counted
	Before   string   `json:"before,omitempty"`  // the text of the first repair
	After    string   `json:"after,omitempty"`
	Message  string   `json:"message"`
	Advice   string   `json:"advice"`

	Repairs []corpus.Repair `json:"repairs,omitempty"` // each, where reading listed them
}

// FieldCount says how many articles have a field; Lang is empty for a field that
// has no language.
type FieldCount struct {
	Field   string `json:"field"`
	Lang    string `json:"lang,omitempty"`
	Present int    `json:"present"`
	Of      int    `json:"of"`
}

// CodeCount says how often a problem was found, and in how many articles or
// files.
type CodeCount struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Meaning  string   `json:"meaning"`
	Advice   string   `json:"advice"`
	Problems int      `json:"problems"`
	Articles int      `json:"articles"`
}

// YearCount says how many texts of each body language a year has; year 0
// stands for texts without one.
type YearCount struct {
	Year   int            `json:"year"`
	ByLang map[string]int `json:"by_lang"`
}

// Report is what check found. The counts of fields are over articles only:
// news and other texts have no scholarly apparatus to lack.
type Report struct {
	Files      int                   `json:"files"`
	Texts      int                   `json:"texts"`
	Articles   int                   `json:"articles"`
	References int                   `json:"references"`
	Parsed     int                   `json:"references_parsed"`
	ByKind     map[string]int        `json:"by_kind"`
	ByLang     map[string]int        `json:"by_lang"`
	Fields     []FieldCount          `json:"fields"`
	Years      []YearCount           `json:"years"`
	BySeverity map[Severity]int      `json:"by_severity"`
	Codes      []CodeCount           `json:"codes"`
	Problems   []Problem             `json:"problems"`
	Stopped    string                `json:"stopped,omitempty"` // why reading ended early
	fields     map[fieldKey]int      // present
	codes      map[string]*CodeCount // by code
	years      map[int]map[string]int
}

type fieldKey struct{ field, lang string }

// meaning is a row of codes.tsv.
type meaning struct {
	severity        Severity
	meaning, advice string
}

//go:embed codes.tsv
var codesTSV string

var meanings = sync.OnceValue(func() map[string]meaning {
	m := map[string]meaning{}
	for line := range strings.Lines(codesTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) == 4 && !strings.HasPrefix(line, "#") {
			m[f[0]] = meaning{Severity(f[1]), f[2], f[3]}
		}
	}
	return m
})

// meaningOf explains a code; one that the table does not have is a doubt that
// its own message explains.
func meaningOf(code string) meaning {
	if m, ok := meanings()[code]; ok {
		return m
	}
	return meaning{SeverityWarning, strings.ReplaceAll(code, "-", " "), "See the message."}
}

// fieldName is the name of a field as it is shown.
func fieldName(field string) string {
	switch field {
	case "orcid", "doi", "irsti", "udc", "issn":
		return strings.ToUpper(field)
	case "email":
		return "e-mail"
	}
	return field
}

// languageName is the English name of a language that texts are told to be in,
// of another its code.
func languageName(code string) string {
	switch code {
	case corpus.Kazakh:
		return "Kazakh"
	case corpus.Russian:
		return "Russian"
	case corpus.English:
		return "English"
	case "ky":
		return "Kyrgyz"
	case "tg":
		return "Tajik"
	case "tr":
		return "Turkish"
	case "uz":
		return "Uzbek"
	case "":
		return "not told"
	}
	return code
}
