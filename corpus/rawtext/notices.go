package rawtext

import "strings"

// A notice is signed by so many elements at most, and says so many runes at
// least.
const (
	signatures  = 2
	leastNotice = 150
)

// freeNotices finds the texts without apparatus that stand between articles:
// reviews, obituaries, reports of meetings. Their text becomes a body, and
// their last names a signature.
func (s *splitter) freeNotices() {
	apparatus := false
	for i := range s.elements {
		e := &s.elements[i]
		switch {
		case e.class == classAbstract && s.certain(i):
			apparatus = true
		case e.class == classAbstract && apparatus && s.underHeadline(i):
			if end, signed := s.noticeEnd(i); end == len(s.elements) || s.beginsArticle(end) || signed {
				s.makeNotice(i, end)
			}
		case e.class == classBody && apparatus && s.underHeadline(i):
			if end, _ := s.noticeEnd(i); end < len(s.elements) && s.beginsArticle(end) {
				s.makeNotice(i, end)
			}
		case e.class == classHeading && i > 0 && s.afterReferences(i):
			s.retitle(e, classTitle)
			e.text, e.lang, e.sure = s.joined(e), s.lines[e.from].feat.lang, s.lines[e.from].feat.sure
			end, _ := s.noticeEnd(i + 1)
			s.makeNotice(i+1, end)
		}
	}
}

// underHeadline is true if a title stands right over element i, in the same
// language if the element has one, and no byline or code over the title.
func (s *splitter) underHeadline(i int) bool {
	t, lang := &s.elements[i-1], s.elements[i].lang
	return t.class == classTitle && (lang == "" || t.lang == lang) && (i < 2 || !isByline(s.elements[i-2].class) && s.elements[i-2].class != classCode)
}

// certain is true for an abstract with a label, or with keywords under it.
func (s *splitter) certain(i int) bool {
	if s.lines[s.elements[i].from].has {
		return true
	}
	return i+1 < len(s.elements) && s.elements[i+1].class == classKeywords && s.lines[s.elements[i+1].from].has
}

// afterReferences is true for a headline that stands right after a list of
// references with running text under it: no body goes on there.
func (s *splitter) afterReferences(i int) bool {
	e := &s.elements[i]
	first := &s.lines[e.from]
	if s.elements[i-1].class != classReference || first.has || !beginsHeadline(first.text) || !endsHeadline(s.lines[e.to-1].text) {
		return false
	}
	end := i + 1
	for end < len(s.elements) && s.elements[end].class.body() {
		end++
	}
	return s.bodyAt(i+1) >= leastNotice && !s.referencesAt(end)
}

// noticeEnd is where the text that begins at element i ends: after the sentences
// that look like titles, and the names of those who sign it.
func (s *splitter) noticeEnd(i int) (end int, signed bool) {
	end = i + 1
	for end < len(s.elements) && (s.elements[end].class.body() && s.elements[i].class.body() || s.endsNotice(end, i)) {
		end++
	}
	from := end
	for end < len(s.elements) && end-from < signatures && (s.elements[end].class == classAuthors || end > from && s.elements[end].class == classAffiliation) {
		end++
	}
	heads := end+1 < len(s.elements) && s.elements[end].class == classTitle && s.elements[end+1].class == classAbstract && s.certain(end+1)
	return end, end > from && !heads // else they are the authors of the next article
}

// endsNotice is true for a title or keywords that are but a sentence of the text
// at element i, or for the name of a body that signs it.
func (s *splitter) endsNotice(k, i int) bool {
	e := &s.elements[k]
	if last := &s.lines[e.to-1]; e.class == classKeywords {
		return !s.lines[e.from].has && last.feat.ends
	}
	return e.class == classTitle && e.lang == s.elements[i].lang && (strings.HasSuffix(e.text, ".") || k+1 < len(s.elements) && s.beginsArticle(k+1))
}

func (s *splitter) makeNotice(from, to int) {
	for k := from; k < to; k++ {
		e := &s.elements[k]
		e.notice = true
		if !isByline(e.class) && !e.class.body() {
			s.retitle(e, classBody)
		}
	}
}

// beginsArticle is true if at element k codes stand, and a title under them.
func (s *splitter) beginsArticle(k int) bool {
	if s.elements[k].class != classCode {
		return false
	}
	for ; k < len(s.elements) && s.elements[k].class.front(); k++ {
		switch s.elements[k].class {
		case classTitle:
			return true
		case classAbstract, classKeywords:
			return false
		}
	}
	return false
}

// noticeCut is where the article ends before a notice, or the notice itself,
// among the metadata r; -1 if there is none.
func (s *splitter) noticeCut(r run) int {
	at := r.from
	for at < r.to && s.elements[at].notice {
		at++ // its signature
	}
	switch {
	case at > r.from || s.elements[at-1].notice:
		return at
	case r.to < len(s.elements) && s.elements[r.to].notice:
		return r.to - 1 // its title
	}
	return -1
}
