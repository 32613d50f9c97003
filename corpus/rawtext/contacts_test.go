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
		b.noteContacts(nil, tt.text, contactText{})
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
		if len(b.a.Warnings) > 0 {
			t.Errorf("%s: %s: %v", tt.says, tt.text, b.a.Warnings)
		}
	}
}

// TestContactsOfNobodyAreTold gives addresses that no author can be told to own.
func TestContactsOfNobodyAreTold(t *testing.T) {
	b := builder{s: newSplitter(Options{}), a: &corpus.Article{}, d: &draft{}}
	b.bylines = []byline{{lang: corpus.English, persons: []person{{name: "A.B. Akhmetov"}, {name: "O. Kim"}}}}
	b.mergeBylines()
	b.noteContacts(nil, "kim@x.kz, lab@x.kz, office@x.kz, dean@x.kz, lab@x.kz", contactText{})
	b.assignContacts()
	b.assignContacts() // as the links of a PDF do
	var told []string
	for _, w := range b.a.Warnings {
		told = append(told, w.Code+" "+strings.Fields(w.Message)[0])
	}
	if got := strings.Join(told, ", "); got != "contact-unassigned lab@x.kz, contact-unassigned office@x.kz, contact-unassigned dean@x.kz" {
		t.Errorf("told: %s; authors %v", got, b.a.Authors)
	}
}
