package clean

// Codes of repairs and doubts, as they stand in the warnings of an Article.
const (
	CodeHyphen     = "hyphen-joined"      // a word that was broken at a line end
	CodeSplitWord  = "split-word-joined"  // a word with spaces where soft hyphens were
	CodeLookAlike  = "lookalike-repaired" // letters of the other script in a word
	CodeInvisible  = "invisible-removed"  // zero-width, soft-hyphen and control characters
	CodeLigature   = "ligature-resolved"
	CodeComposed   = "unicode-composed" // NFC
	CodeMark       = "mark-resolved"    // ^{1}, **bold**
	CodeURL        = "url-joined"       // a URL or DOI broken at a line end
	CodeMixed      = "mixed-script"     // doubt: letters of two scripts, undecidable
	CodeHyphenKept = "hyphen-doubtful"  // doubt: a real hyphen or a line break
)

// Repair is one change, or one doubt where From and To are the same.
type Repair struct {
	Code     string
	Line     int
	From, To string
}

// Log gathers repairs and doubts in the order in which they were met. A nil
// Log takes them and forgets.
type Log struct {
	Repairs []Repair
	Doubts  []Repair
}

func (l *Log) repair(code string, line int, from, to string) {
	if l != nil {
		l.Repairs = append(l.Repairs, Repair{code, line, from, to})
	}
}

func (l *Log) doubt(code string, line int, text string) {
	if l != nil {
		l.Doubts = append(l.Doubts, Repair{code, line, text, text})
	}
}
