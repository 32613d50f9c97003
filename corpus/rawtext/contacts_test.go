package rawtext

import (
	"strings"
	"testing"

	"izde/corpus"
)

// TestAssignContacts gives addresses and ORCIDs to authors A. Akhmetov,
// B. Akhmetov and O. Kim.
func TestAssignContacts(t *testing.T) {
	for _, tt := range []struct{ says, text, want string }{
		{"by name, in any order", "kim@x.kz, b.akhmetov@x.kz, a.akhmetov@x.kz", "a.akhmetov@x.kz b.akhmetov@x.kz kim@x.kz"},
		{"in braces", "{a.akhmetov, b.akhmetov, o.kim}@x.kz", "a.akhmetov@x.kz b.akhmetov@x.kz o.kim@x.kz"},
		{"in order, with numbers", "1one@x.kz, 2two@x.kz, 3three@x.kz", "one@x.kz two@x.kz three@x.kz"},
		{"one for the corresponding author", "office@x.kz", "- office@x.kz -"},
		{"named before", "ORCID: A.B. Akhmetov 0000-0001-0000-0001; B.C. Akhmetov 0000-0001-0000-0002", "0000-0001-0000-0001 0000-0001-0000-0002 -"},
		{"in notes in another language", "Ким Олег – доцент, университет, o1@x.kz; Ахметов Борис – PhD, институт, o2@x.kz", "- o2@x.kz o1@x.kz"},
		{"the last is the last author's", "a.akhmetov@x.kz, b.akhmetov@x.kz, zz@x.kz", "a.akhmetov@x.kz b.akhmetov@x.kz zz@x.kz"},
	} {
		b := builder{s: newSplitter(Options{}), a: &corpus.Article{}, d: &draft{}}
		b.bylines = []byline{{lang: corpus.English, persons: []person{
			{name: "A.B. Akhmetov"}, {name: "B.C. Akhmetov", marks: []string{"*"}}, {name: "O. Kim"}}}}
		b.mergeBylines()
		b.noteContacts(tt.text, contactText{})
		b.assignContacts()
		var got []string
		for _, a := range b.a.Authors {
			got = append(got, strings.TrimSpace(a.Email+" "+a.ORCID))
			if got[len(got)-1] == "" {
				got[len(got)-1] = "-"
			}
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%s: %s\n   got %s\n  want %s", tt.says, tt.text, g, tt.want)
		}
	}
}
