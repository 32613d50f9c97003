package rawtext

import (
	"slices"

	"izde/corpus/lang"
)

// freeAbstracts makes abstracts of the paragraphs without a label that stand,
// one for each language, after the titles and names of an article in its other
// languages and before the next article: the authors are those of the article
// before, and no other text has those titles.
func (s *splitter) freeAbstracts() {
	for i := 1; i < len(s.elements); i++ {
		e := &s.elements[i]
		if e.class != classBody || i+1 < len(s.elements) && !s.elements[i+1].class.front() && s.elements[i+1].class != classMasthead {
			continue
		}
		langs, from := s.waitingTitles(i)
		if len(langs) == 0 || !s.namedBefore(from, i) {
			continue
		}
		parts := s.partsByLanguage(e)
		if !slices.ContainsFunc(parts, func(p element) bool { return !slices.Contains(langs, p.lang) || s.runesOf(&p) > longestStray }) {
			s.retitle(e, classAbstract)
			s.elements = slices.Replace(s.elements, i, i+1, parts...)
			i += len(parts) - 1
			s.surnames = nil // the elements have moved
		}
	}
}

// freeOpenings gives back to the body what was taken for an abstract without a
// label though no gap parts it from the text under it, where the abstracts of
// the article stand under labels after its references.
func (s *splitter) freeOpenings() {
	for i := 0; i+1 < len(s.elements); i++ {
		e, next := &s.elements[i], &s.elements[i+1]
		if e.class == classAbstract && !s.lines[e.from].has && next.class.body() && !s.lines[next.from].labelledAs(labelIntro) && s.lines[next.from].gap == 0 && s.summarised(i+1) {
			s.retitle(e, classBody)
		}
	}
}

// summarised is true if an abstract with a label follows element i after the
// references, before another title.
func (s *splitter) summarised(i int) bool {
	listed := false
	for ; i < len(s.elements); i++ {
		switch e := &s.elements[i]; e.class {
		case classTitle, classCode:
			return false
		case classReference:
			listed = true
		case classAbstract:
			return listed && s.lines[e.from].has
		}
	}
	return false
}

// waitingTitles are the languages of the titles in the metadata right before
// element i that no abstract follows, if that metadata stands after a list of
// references; from is where it begins.
func (s *splitter) waitingTitles(i int) (langs []string, from int) {
	from = i
	for from > 0 && (s.elements[from-1].class.front() || s.elements[from-1].class == classMasthead) {
		from--
		e := &s.elements[from]
		if e.class == classAbstract || e.class == classKeywords {
			return nil, from
		}
		if e.class == classTitle {
			langs = append(langs, e.lang)
		}
	}
	if from == 0 || !s.referencesAt(from-1) {
		return nil, from
	}
	return langs, from
}

// namedBefore is true if the bylines in elements[from:to] name authors whom the
// article before names.
func (s *splitter) namedBefore(from, to int) bool {
	var known, own []string
	for k := from; k < to; k++ {
		own = append(own, s.surnamesOf(k)...)
	}
	k := from - 1
	for k >= 0 && s.referencesAt(k) {
		k--
	}
	for ; k >= 0 && !s.referencesAt(k); k-- {
		known = append(known, s.surnamesOf(k)...)
	}
	return shareName(known, own)
}

// partsByLanguage cuts a body where a paragraph in another language begins.
func (s *splitter) partsByLanguage(e *element) []element {
	var out []element
	from := e.from
	for i := e.from + 1; i <= e.to; i++ {
		if i < e.to && !(s.lines[i].gap > 0 && s.edgeOf(&s.lines[i-1], &s.lines[i]).otherLang) {
			continue
		}
		part := element{class: classAbstract, from: from, to: i, page: e.page}
		part.text = s.joined(&part)
		part.lang, part.sure = lang.Identify(part.text)
		out = append(out, part)
		from = i
	}
	return out
}

func (s *splitter) runesOf(e *element) int {
	n := 0
	for i := e.from; i < e.to; i++ {
		n += s.lines[i].feat.runes
	}
	return n
}
