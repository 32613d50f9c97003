package clean

// Codes of repairs and doubts, as they stand in the warnings of an Article.
const (
	CodeHyphen     = "hyphen-joined"      // a word that was broken at a line end
	CodeSplitWord  = "split-word-joined"  // a word with spaces where soft hyphens were
	CodeLookAlike  = "lookalike-repaired" // letters of the other script in a word
	CodeInvisible  = "invisible-removed"  // zero-width, soft-hyphen and control characters
	CodeLigature   = "ligature-resolved"
	CodeComposed   = "unicode-composed"  // NFC
	CodeMark       = "mark-resolved"     // ^{1}, **bold**
	CodeURL        = "url-joined"        // a URL or DOI broken at a line end
	CodeMojibake   = "encoding-repaired" // a line that had been decoded with the wrong table
	CodeLost       = "character-lost"    // doubt: U+FFFD stands where a character could not be decoded
	CodeMixed      = "mixed-script"      // doubt: letters of two scripts, undecidable
	CodeHyphenKept = "hyphen-doubtful"   // doubt: a real hyphen or a line break
)

// Repair is one change, or one doubt where nothing was changed. From is the
// text as it stands in the decoded source: at its line and column, both
// counted from 1, the latter in characters; 0 is a place that is not known. A
// line break in From parts what stands there from the beginning of a line
// further on, after its indent and what was taken away there. To is what was made of it.
type Repair struct {
	Code     string
	Line     int
	Column   int
	From, To string
}

// Log gathers repairs and doubts in the order in which they were met. A nil
// Log takes them and forgets.
type Log struct {
	Repairs []Repair
	Doubts  []Repair
}

func (l *Log) repair(code string, at Repair, to string) {
	if l != nil {
		at.Code, at.To = code, to
		l.Repairs = append(l.Repairs, at)
	}
}

func (l *Log) doubt(code string, at Repair, to string) {
	if l != nil {
		at.Code, at.To = code, to
		l.Doubts = append(l.Doubts, at)
	}
}
