package bib

import (
	"errors"
	"regexp"
	"strings"
	"sync"

	"izde/corpus"
)

// risLine is a tag of two characters, two blanks and a hyphen; exporters differ
// in the number of blanks.
var risLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([A-Z][A-Z0-9])\s{1,2}-\s?(.*)$`)
})

// names are our names of RIS tags.
func risName(tag string) string {
	switch tag {
	case "TI", "T1", "CT":
		return "title"
	case "TT":
		return "translatedtitle"
	case "AU", "A1":
		return "author"
	case "AB", "N2":
		return "abstract"
	case "KW":
		return "keywords"
	case "JO", "JF", "T2", "JA":
		return "journal"
	case "PY", "Y1", "DA":
		return "year"
	case "VL":
		return "volume"
	case "IS":
		return "number"
	case "SN":
		return "issn"
	case "DO":
		return "doi"
	case "UR", "L1", "LK":
		return "url"
	case "LA":
		return "language"
	case "SP", "EP", "ID":
		return tag
	}
	return ""
}

// unplaced are the tags of RIS for which an Article has no field. Others are of no
// RIS, and told.
const unplaced = " A2 A3 A4 AD AN AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CY DB DP ED ET J1 J2 L2 L3 L4 LB M1 M2 M3 N1 NV OP PB PP RD RI RN RP SE ST T3 TA U1 U2 U3 U4 U5 Y2 "

// Faults of a RIS entry.
var (
	errNoEnd = errors.New("the entry has no ER line")
	errStray = errors.New("a line outside an entry")
)

// ReadRIS reads the entries of a RIS file. A line without a tag goes on with
// the line before it.
func ReadRIS(name, text string) (articles []*corpus.Article, faults []Fault) {
	var f fields
	last, start, n := "", 0, 0
	var unknown []string // lines of the entry with tags of no RIS
	end := func() {
		defer func() { unknown = nil }()
		if f.first("title") == "" {
			faults = append(faults, Fault{start, errNoTitle})
			return
		}
		f["pages"] = []string{strings.Trim(f.first("SP")+"-"+f.first("EP"), "-")}
		a := article(f)
		a.ID = f.first("ID")
		a.Source = corpus.Source{File: name, Line: start, EndLine: n}
		for _, line := range unknown {
			a.Warnings = append(a.Warnings, corpus.Warning{Code: "field-unknown", Line: start,
				Message: "a line with a tag that RIS does not have was left out: " + line})
		}
		articles = append(articles, a)
	}
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		m := risLine().FindStringSubmatch(strings.TrimPrefix(line, "\ufeff"))
		switch {
		case m == nil && strings.TrimSpace(line) == "":
		case m == nil && f != nil && last != "":
			v := f[last]
			v[len(v)-1] = strings.TrimSpace(v[len(v)-1] + " " + strings.TrimSpace(line))
		case m == nil && f == nil:
			faults = append(faults, Fault{n, errStray})
		case m == nil:
		case m[1] == "TY":
			if f != nil {
				faults = append(faults, Fault{start, errNoEnd})
				end()
			}
			f, last, start = fields{}, "", n
		case f == nil:
			faults = append(faults, Fault{n, errStray})
		case m[1] == "ER":
			end()
			f = nil
		default:
			if last = risName(m[1]); last != "" {
				f[last] = append(f[last], strings.TrimSpace(m[2]))
			} else if !strings.Contains(unplaced, " "+m[1]+" ") {
				unknown = append(unknown, line)
			}
		}
	}
	if f != nil {
		faults = append(faults, Fault{start, errNoEnd})
		end()
	}
	return articles, faults
}
