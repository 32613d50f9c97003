package docx

import (
	"slices"
	"strings"
)

// paragraphs gathers the paragraphs of a text.
type paragraphs struct{ list []string }

// add adds a paragraph; an empty one parts nothing that is not parted already.
func (p *paragraphs) add(s string) {
	if s = strings.Trim(s, " \n"); strings.Trim(s, "| ") != "" {
		p.list = append(p.list, s)
	}
}

// addRows adds the rows of a table, a line each, as one paragraph: a row is none
// of its own, and no heading.
func (p *paragraphs) addRows(rows []string) {
	rows = slices.DeleteFunc(rows, func(s string) bool { return strings.Trim(s, "| ") == "" })
	p.add(strings.Join(rows, "\n"))
}

func (p *paragraphs) text() string {
	if len(p.list) == 0 {
		return ""
	}
	return strings.Join(p.list, "\n\n") + "\n"
}

// tidyLine brings runs of blanks to one, line by line, and joins superscripts
// that touch.
func tidyLine(s string) string {
	s = strings.ReplaceAll(s, "}^{", "")
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.FieldsFunc(l, func(r rune) bool { return r == ' ' || r == '\t' || r == '\u00a0' || r == '\r' }), " ")
	}
	return strings.Join(lines, "\n")
}
