package source

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// format is what a file turns out to be.
type format int

const (
	formatText format = iota
	formatJSON
	formatPDF
	formatZip // DOCX and ODT
	formatHTML
	formatXML // JATS and OAI-PMH
	formatBibTeX
	formatRIS
	formatBinary
)

// sniffLength is how much of a file is looked at to recognise it.
const sniffLength = 64 << 10

// recognise tells a format by the first bytes of a file.
func recognise(start []byte) format {
	t := bytes.TrimPrefix(start, []byte("\ufeff"))
	t = bytes.TrimLeft(t, " \t\r\n")
	switch {
	case len(t) == 0:
		return formatText
	case bytes.Contains(start[:min(len(start), 1024)], []byte("%PDF-")):
		// The header may stand anywhere in the first 1024 bytes (ISO 32000-1,
		// annex H.3.4.1).
		return formatPDF
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return formatZip
	case foreign(start) != nil:
		return formatBinary
	case isBinary(start):
		return formatBinary
	case isJSON(t):
		return formatJSON
	case t[0] == '<':
		return markup(t)
	case bibtexForm().Match(t):
		return formatBibTeX
	case risForm().Match(t):
		return formatRIS
	}
	return formatText
}

// bibtexForm: comments may come before the first entry.
var bibtexForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^\s*@[A-Za-z]+\s*[{(]\s*[^\s,{}]*\s*[,={"]`)
})

var risForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^TY  ?- ?[A-Z]+`) })

// isJSON says whether t opens with a JSON object or an array of objects; a
// text may open with a bracket too.
func isJSON(t []byte) bool {
	open := t[0]
	if open != '{' && open != '[' {
		return false
	}
	rest := bytes.TrimLeft(t[1:], " \t\r\n")
	if len(rest) == 0 {
		return open == '{'
	}
	if open == '{' {
		return rest[0] == '"' || rest[0] == '}'
	}
	return rest[0] == '{' || rest[0] == ']'
}

// markup tells XML from HTML by the first element, and where the file does not
// open with one by what it opens with.
func markup(t []byte) format {
	isXML := bytes.HasPrefix(t, []byte("<?xml"))
	name := firstElement(t)
	switch {
	case name == "html" || !isXML && slices.Contains(htmlElements(), name):
		return formatHTML
	case name == "" && bytes.HasPrefix(bytes.ToLower(t[:min(len(t), 32)]), []byte("<!doctype html")):
		return formatHTML
	case isXML || bytes.HasPrefix(bytes.ToLower(t[:min(len(t), 16)]), []byte("<!doctype")):
		return formatXML
	case slices.Contains([]string{"article", "record", "oai-pmh", "listrecords", "getrecord", "records", "collection", "metadata", "dc", "qualifieddc"}, name):
		return formatXML
	}
	return formatText
}

// htmlElements are the elements with which a page, or a piece of one, begins.
func htmlElements() []string {
	return []string{"head", "body", "title", "meta", "link", "style", "script", "div", "p", "h1", "h2", "h3", "table", "section", "main", "span", "center", "font", "ul", "ol", "pre"}
}

var elementForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\s+|<\?[^>]*>|<!--(?s:.*?)-->|<!(?:[^>\[]|\[[^\]]*\])*>)*<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w-]*)[\s/>]`)
})

// firstElement is the local name, in lower case, of the first element.
func firstElement(t []byte) string {
	m := elementForm().FindSubmatch(t)
	if m == nil {
		return ""
	}
	return strings.ToLower(string(m[1]))
}

// isBinary says whether start is no text in any encoding: a zero byte outside
// UTF-16, or many control characters.
func isBinary(start []byte) bool {
	if looksUTF16(start) {
		return false
	}
	control := 0
	for _, b := range start {
		switch {
		case b == 0:
			return true
		case b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1a:
			control++
		}
	}
	return control*20 > len(start)
}

// looksUTF16 says whether start has a byte order mark of UTF-16 or is text in
// which every second byte comes from a handful of values: the high bytes of
// Latin and Cyrillic letters are 0 and 4, that of dashes and quotes is 0x20.
func looksUTF16(b []byte) bool {
	if bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff}) {
		return true
	}
	if len(b) < 4 || utf8.Valid(b) && !bytes.Contains(b, []byte{0}) {
		return false
	}
	var high [2]int
	n := len(b) / 2
	for i := 0; i+1 < len(b); i += 2 {
		for side, c := range []byte{b[i], b[i+1]} {
			if c == 0 || c == 4 || c == 0x20 {
				high[side]++
			}
		}
	}
	return (high[0]*10 >= n*9) != (high[1]*10 >= n*9)
}

// oneRecordALine says whether the first line that is not blank begins with a
// whole JSON object, which is what JSON lines are.
func oneRecordALine(start []byte) (lines, known bool) {
	start = bytes.TrimPrefix(start, []byte("\ufeff"))
	for line := range bytes.Lines(start) {
		t := bytes.TrimSpace(line)
		if len(t) == 0 {
			continue
		}
		var first json.RawMessage
		if json.NewDecoder(bytes.NewReader(t)).Decode(&first) == nil {
			return t[0] == '{', true
		}
		// A long first line may go on beyond what was looked at.
		return false, line[len(line)-1] == '\n'
	}
	return false, false
}
