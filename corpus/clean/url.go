package clean

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
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
	} else if !p.v.urlStarts(tail+bare) && !continuesURL(tail, bare, next[len(bare):]) {
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

// continuesURL decides by form: the tail ends where a URL cannot, and the
// next token, of which rest stands after it in the line, is no word or number of
// a sentence.
func continuesURL(tail, token, rest string) bool {
	if token == "" || token[0] >= 0x80 || strings.ContainsAny(token[:1], "([«\"“–") {
		return false
	}
	switch tail[len(tail)-1] {
	case '_', '=', '&', '?', '%', '-', '#':
		return true
	case '/':
		return strings.ContainsAny(token, "0123456789-_/=%?&.") && !ofSentence().MatchString(token) &&
			!(strings.Trim(token, "0123456789") == "" && strings.HasPrefix(rest, ". ")) // the number of the next entry
	case '.':
		return afterPoint(tail, token)
	}
	return fileName().MatchString(token)
}

var (
	// ofSentence is what goes on like a sentence though it has signs in it: initials, a
	// compound with a capital, "e-mail", "and/or", "p.45".
	ofSentence = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:(?:[A-Z]\.-?)+[A-Z]?|[A-Z][a-z]+(?:-[A-Z]?[a-z]+)+|e-mail:?|[a-z]{1,4}/[a-z]{1,4}|(?:pp?|vol|no|art|figs?|chs?|eds?|iss|ser|sec|[cstv])\.\d.*)$`)
	})
	// fileName is the end of an address that broke within the name of a file.
	fileName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[^.]*\.(?:html?|pdf|php|aspx)$`) })
	// extension is that of a file, with what may stand behind it.
	extension = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:[sx]?html?|pdf|php|aspx?|jsp|docx?|xml|txt)(?:[?#/].*)?$`)
	})
	// suffix is a part of a DOI that has figures parted by signs, with or without
	// letters before them: "2021.07", "2020.v96.i1", "V96.i1".
	suffix = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\(?[A-Za-z]{0,2}\d+\)?(?:[.\-/(][A-Za-z]{0,3}\d+\)?)+$`)
	})
	host = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)*)$`)
	})
	labels = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^((?:[a-z0-9-]+\.)*)([a-z]+)(?::\d+)?([/?#].*)?$`)
	})
)

// afterPoint is true where token goes on a URL or DOI that has a point at the
// end, which may be that of its sentence.
func afterPoint(tail, token string) bool {
	if m := host().FindStringSubmatch(tail); m != nil {
		return completesHost(m[1], token)
	}
	if strings.Contains(tail, "10.") && suffix().MatchString(token) || strings.HasSuffix(tail, "/10.") && isDigit(token[0]) {
		return true
	}
	return extension().MatchString(token) ||
		token[0] >= 'a' && token[0] <= 'z' && strings.ContainsAny(token, "/_=0123456789") && !ofSentence().MatchString(token)
}

// completesHost is true where the name of a site, so far labels with a point after
// each, is none yet and token makes it one; or where token is a country with a path.
func completesHost(before, token string) bool {
	m := labels().FindStringSubmatch(token)
	if m == nil || !topLevel(m[2]) {
		return false
	}
	last := strings.TrimSuffix(before, ".")
	last = last[strings.LastIndexByte(last, '.')+1:]
	return !strings.Contains(strings.TrimSuffix(before, "."), ".") || !topLevel(last) || m[3] != ""
}

// domains are the top-level domains by which the end of a site's name is told: the
// general ones, and those of countries whose code is no word of English.
const domains = " com org net edu gov int info biz kz ru su kg uz tj tm mn cn ua ge az tr ir pk af ae sa il eg by lv lt ee pl cz sk hu ro bg gr fr de nl ch dk se fi uk ie es pt eu us ca br mx jp kr tw hk sg th vn au nz za "

func topLevel(label string) bool { return strings.Contains(domains, " "+label+" ") }
