package bib

import (
	"reflect"
	"testing"

	"izde/corpus"
)

const works = `% a comment with an @ sign
@string{jss = "Journal of " # {Steppe Studies}}
@article{fair2018,
  author = {Harwick, John T. and {Steppe Institute and Friends} and M{\"u}ller, H. and others},
  title = "{Nomadic} fairs: trade \& trust in the \'Etudes",
  journal = jss, year = 2018, volume = {12}, number = "3",
  pages = {45--67}, doi = {10.5555/jss.2018.1}, keywords = {fair, trust}
}
@comment{ignored}
@book{kitap, title={Көшпелілердің саудасы туралы зерттеу}, author={Сейіт А.}, year={2020}, language={kazakh}}
@article{bad, title = }
@misc{untitled, year=2001}
@article(round, title = {A title within round brackets of the entry}, year = 1999)
@article{open, title = {never closed`

func TestBibTeX(t *testing.T) {
	got, faults := ReadBibTeX("w.bib", works)
	if len(got) != 3 {
		t.Fatalf("%d entries, faults %v", len(got), faults)
	}
	a := got[0]
	rows := []struct {
		says      string
		got, want any
	}{
		{"title without braces", a.Title, corpus.Text{"en": "Nomadic fairs: trade & trust in the Études"}},
		{"authors parted at and, not within braces", a.Authors, []corpus.Author{{Name: corpus.Text{"en": "Harwick, John T."}}, {Name: corpus.Text{"en": "Steppe Institute and Friends"}}, {Name: corpus.Text{"en": "Müller, H."}}}},
		{"a string and a joined value", a.Journal.Title, corpus.Text{"en": "Journal of Steppe Studies"}},
		{"numbers", []any{a.Year, a.Volume, a.Issue, a.Pages, a.DOI}, []any{2018, "12", "3", "45-67", "10.5555/jss.2018.1"}},
		{"keywords", a.Keywords, corpus.Keywords{"en": {"fair", "trust"}}},
		{"key and line", []any{a.ID, a.Source.Line}, []any{"fair2018", 3}},
		{"a Kazakh entry", []any{got[1].Lang, got[1].Title["kk"]}, []any{"kk", "Көшпелілердің саудасы туралы зерттеу"}},
		{"round brackets", got[2].Year, 1999},
		{"faults by line", []int{faults[0].Line, faults[1].Line, faults[2].Line}, []int{11, 12, 14}},
	}
	for _, row := range rows {
		if !reflect.DeepEqual(row.got, row.want) {
			t.Errorf("%s:\n got %v\nwant %v", row.says, row.got, row.want)
		}
	}
}

const cards = `TY  - JOUR
AU  - Harwick, John T.
AU  - Omarova, S.
TI  - Nomadic fairs: trade
  and trust
JO  - Journal of Steppe Studies
PY  - 2018/06//
VL  - 12
IS  - 3
SP  - 45
EP  - 67
KW  - fair
KW  - trust
AB  - On fairs and their visitors in the steppe of the north.
SN  - 1563-0285
DO  - 10.5555/jss.2018.1
ER  -

TY  - BOOK
TI  - Кочевые ярмарки и доверие
PY  - 2001
TY  - BOOK
PY  - 1999
ER  -
stray
`

func TestRIS(t *testing.T) {
	got, faults := ReadRIS("w.ris", cards)
	if len(got) != 2 || len(faults) != 3 {
		t.Fatalf("%d entries, faults %v", len(got), faults)
	}
	a := got[0]
	want := &corpus.Article{Kind: "article", Lang: "en", Title: corpus.Text{"en": "Nomadic fairs: trade and trust"},
		Authors:  []corpus.Author{{Name: corpus.Text{"en": "Harwick, John T."}}, {Name: corpus.Text{"en": "Omarova, S."}}},
		Abstract: corpus.Text{"en": "On fairs and their visitors in the steppe of the north."},
		Keywords: corpus.Keywords{"en": {"fair", "trust"}}, DOI: "10.5555/jss.2018.1",
		Journal: corpus.Journal{Title: corpus.Text{"en": "Journal of Steppe Studies"}, ISSN: "1563-0285"},
		Year:    2018, Volume: "12", Issue: "3", Pages: "45-67", Source: corpus.Source{File: "w.ris", Line: 1, EndLine: 17}}
	if !reflect.DeepEqual(a, want) {
		t.Errorf("\n got %+v\nwant %+v", a, want)
	}
	if got[1].Title["ru"] == "" || got[1].Year != 2001 {
		t.Errorf("%+v", got[1])
	}
}

func FuzzBoth(f *testing.F) {
	f.Add(works)
	f.Add(cards)
	f.Add("@a{b,c={\\\"{\\i}}}")
	f.Add("@a{b,title=\"\\")
	f.Add("@a{b,author=({x} And And )}")
	f.Fuzz(func(t *testing.T, s string) {
		ReadBibTeX("a", s)
		ReadRIS("a", s)
	})
}
