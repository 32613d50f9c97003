package rawtext

import (
	"strings"
	"unicode"

	"izde/corpus"
)

// readKeywords cuts a keyword list.
func (b *builder) readKeywords(e *element) {
	code := e.lang
	if code == "" {
		code = b.s.lines[e.from].label.lang
	}
	if code == "" {
		code = b.a.Lang
	}
	list := cutKeywords(e.text)
	if len(list) == 1 && e.to-e.from > 2 {
		list = b.keywordLines(e)
	}
	if !b.s.lines[e.from].has {
		b.warn("keywords-unlabelled", code, e, "a list without a label was taken for keywords: "+shorten(e.text))
	}
	b.warnOther(code, "list of keywords", e)
	if b.a.Keywords == nil {
		b.a.Keywords = corpus.Keywords{}
	}
	if code != "" && len(list) > 0 {
		b.a.Keywords[code] = append(b.a.Keywords[code], list...)
		b.use(e.from, e.to, "keywords."+code)
		return
	}
	b.use(e.from, e.to, "keywords")
}

// keywordLines reads a list with one keyword a line.
func (b *builder) keywordLines(e *element) []string {
	var out []string
	for _, l := range b.s.cleanLines(e.from, e.to) {
		out = append(out, l.Text)
	}
	return tidyKeywords(out)
}

// cutKeywords cuts at semicolons if there are any outside of brackets and
// quotes, else at commas, else at full stops or dashes between phrases.
func cutKeywords(text string) []string {
	text = strings.TrimSpace(text)
	for _, sep := range []rune{';', ',', '•', '·', '|', '–'} {
		if parts := cutOutside(text, sep); len(parts) > 1 {
			if sep == ',' || sep == ';' {
				return tidyKeywords(parts)
			}
			if len(parts) > 2 {
				return tidyKeywords(parts)
			}
		}
	}
	if parts := strings.Split(text, ". "); len(parts) > 2 {
		return tidyKeywords(parts)
	}
	return tidyKeywords([]string{text})
}

// cutOutside cuts text at sep where no bracket or quote is open. Brackets that
// never close do not count.
func cutOutside(text string, sep rune) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range text {
		switch {
		case strings.ContainsRune("([{«“„", r):
			if closes(text[i:], r) {
				depth++
			}
		case strings.ContainsRune(")]}»”", r):
			depth = max(0, depth-1)
		case r == sep && depth == 0:
			out = append(out, text[from:i])
			from = i + len(string(r))
		}
	}
	return append(out, text[from:])
}

// longestBracket is how many bytes a bracket inside a keyword holds at most.
const longestBracket = 200

// closes is true if the bracket that opens text closes within reach.
func closes(text string, open rune) bool {
	pairs := map[rune]string{'(': ")", '[': "]", '{': "}", '«': "»", '“': "”", '„': "“”"}
	return strings.ContainsAny(text[1:min(len(text), longestBracket)], pairs[open])
}

// tidyKeywords trims the phrases and drops empty ones.
func tidyKeywords(parts []string) []string {
	var out []string
	for _, p := range parts {
		p = strings.TrimFunc(p, func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune(".,;:•·–—*", r)
		})
		p = strings.Join(strings.Fields(p), " ")
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}
