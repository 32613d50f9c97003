package rawtext

import (
	"strings"

	"izde/corpus/pattern"
)

var (
	irstiForm = pattern.New(`\d{2}(?:[.\s]\d{2}){1,2}`)
	bareCode  = pattern.New(`^\d{2}\.\d{2}\.\d{2}$`)
	udcForm   = pattern.New(`[\d(][\d.:()\/"+=\-–\[\]']*(?:\s\([\d.=/:+]+\))*`) // a common auxiliary, "(574)", may stand apart
	newsMark  = pattern.New(`^\p{Lu}{3,}(?:[- ]\p{Lu}{3,})?\s*[–—-]\s|(?i:photo credits?:|фото:|сурет:|фотосурет|kazinform|тинформ|interview)`)
)

// readCode reads a line of classification codes and the DOI.
func (b *builder) readCode(e *element) {
	found := false
	use := func(field string) {
		b.use(e.from, e.to, field)
		found = true
	}
	for i := e.from; i < e.to; i++ {
		l := &b.s.lines[i]
		for _, part := range codeParts(l.text) {
			if f := b.setCode(part); f != "" {
				use(f)
			}
		}
		if l.has && l.label.end == 0 { // the label stands on the line before
			if f := b.setCode(codePart{l.label.kind, l.text}); f != "" {
				use(f)
			}
		}
		if doi := doiIn(l.text); doi != "" {
			setOnce(&b.a.DOI, doi)
			use("doi")
		}
		if !found && bareCode.MatchString(l.text) {
			setOnce(&b.a.IRSTI, l.text)
			use("irsti")
		}
	}
	if !found {
		b.use(e.from, e.to, furnitureCode)
		b.keepWrong(e)
	}
}

// What a label calls a code, whatever its form.
var (
	anyIRSTI = pattern.New(`^[\s:–-]*(\d[\d.\-–/]*\d)`)
	anyDOI   = pattern.New(`^[\s:]*(?:https?://(?:dx\.)?doi\.org/)?(10\.\S*[^\s.,;)])`)
)

// keepWrong keeps a labelled code of a wrong form for where the article has no
// right one: it is reported, and a librarian sees what is printed.
func (b *builder) keepWrong(e *element) {
	for i := e.from; i < e.to; i++ {
		for _, part := range codeParts(b.s.lines[i].text) {
			switch part.kind {
			case labelIRSTI:
				if m := anyIRSTI.FindStringSubmatch(part.text); m != nil {
					setOnce(&b.wrongIRSTI, m[1])
				}
			case labelDOI:
				if m := anyDOI.FindStringSubmatch(part.text); m != nil {
					setOnce(&b.wrongDOI, m[1])
				}
			}
		}
	}
}

// codePart is one labelled code.
type codePart struct {
	kind labelKind
	text string
}

// codeParts cuts "МРНТИ 14.35.07, УДК 37.02 DOI 10.…" at its labels.
func codeParts(text string) []codePart {
	var out []codePart
	text = strings.ToValidUTF8(text[:min(len(text), longestNameLine)], "")
	for at := 0; at < len(text); {
		l, ok := findLabel(text[at:])
		if ok && labelClass[l.kind] == classCode {
			if n := len(out); n > 0 {
				out[n-1].text = strings.TrimSpace(strings.TrimSuffix(out[n-1].text, text[at:]))
			}
			out = append(out, codePart{l.kind, text[at+l.end:]})
			at += max(l.end, 1)
		}
		next := strings.IndexAny(text[min(at, len(text)):], " ,;/|")
		if next < 0 {
			break
		}
		at += next + 1
	}
	return out
}

func (b *builder) setCode(p codePart) string {
	switch p.kind {
	case labelIRSTI:
		if m := irstiForm.FindString(p.text); m != "" {
			setOnce(&b.a.IRSTI, strings.ReplaceAll(m, " ", "."))
			return "irsti"
		}
	case labelUDC:
		if m := udcForm.FindString(p.text); m != "" {
			setOnce(&b.a.UDC, strings.TrimRight(m, ".,;:-–"))
			return "udc"
		}
	case labelDOI:
		if doi := doiIn(p.text); doi != "" {
			setOnce(&b.a.DOI, doi)
			return "doi"
		}
	}
	return ""
}
