package clean

import (
	"bytes"
	"strings"
)

// maxURLTail is how far back from a line end the start of a URL is looked for.
const maxURLTail = 400

// joinURL closes up a URL or DOI that goes on in the next line.
func (p *paragraph) joinURL(next string) bool {
	tail := urlTail(p.b)
	if tail == "" {
		return false
	}
	token := next
	if i := strings.IndexByte(next, ' '); i >= 0 {
		token = next[:i]
	}
	from := len(p.b) - len(tail)
	bare := strings.TrimRight(token, ".,;)]")
	if n := len(tail) - 1; tail[n] == '-' && p.v.urlStarts(tail[:n]+bare) && !p.v.urlStarts(tail+bare) {
		p.b = p.b[:len(p.b)-1]
	} else if !p.v.urlStarts(tail+bare) && !continuesURL(tail, bare) {
		return false
	}
	p.found = append(p.found, joint{CodeURL, from, len(token), string(p.b[from:]) + token})
	return true
}

// urlTail is the URL or DOI that b ends in, without an opening bracket, or "".
func urlTail(b []byte) string {
	window := b[max(0, len(b)-maxURLTail):]
	if i := bytes.LastIndexByte(window, ' '); i >= 0 {
		window = window[i+1:]
	}
	s := strings.TrimLeft(string(window), "([<«\"“:")
	for _, start := range []string{"http://", "https://", "www.", "10.", "doi:", "doi.org/", "DOI:"} {
		if i := strings.Index(s, start); i >= 0 && i < 12 && len(s) > 4 {
			if start == "10." && !strings.Contains(s, "/") {
				return ""
			}
			return s[i:]
		}
	}
	return ""
}

// numbered is true for figures with a sign among them, as the suffix of a DOI
// has them and the number of a list has not: "2021.07".
func numbered(token string) bool {
	i := strings.IndexAny(token, ".-/()")
	return i > 0 && i+1 < len(token) && isDigit(token[0]) && isDigit(token[i-1]) && strings.Trim(token, "0123456789.-/()") == ""
}

// continuesURL decides by form: the tail ends where a URL cannot, and the
// next token does not look like a word of a sentence.
func continuesURL(tail, token string) bool {
	if token == "" || token[0] >= 0x80 || strings.ContainsAny(token[:1], "([«\"“–") {
		return false
	}
	switch tail[len(tail)-1] {
	case '_', '=', '&', '?', '%', '-', '#':
		return true
	case '/':
		return strings.ContainsAny(token, "0123456789-_/=%?&.")
	case '.':
		if strings.Contains(tail, "10.") && numbered(token) {
			return true
		}
		return token[0] >= 'a' && token[0] <= 'z' && strings.ContainsAny(token, "/-_=0123456789")
	}
	for _, ext := range []string{".html", ".htm", ".pdf", ".php", ".aspx"} {
		if strings.HasSuffix(token, ext) && !strings.Contains(token[:len(token)-len(ext)], ".") {
			return true
		}
	}
	return false
}
