package bib

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
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

func TestAnEntryWithoutItsEndIsTold(t *testing.T) {
	got, faults := ReadBibTeX("w.bib", "@article{a, title={Степь}, year=2001\n@article{b, title={Город}, year=2002}\n")
	if len(got) != 1 || got[0].ID != "b" || len(faults) != 1 || faults[0].Line != 1 || faults[0].Err != errOpen {
		t.Errorf("%d entries, faults %v", len(got), faults)
	}
}

func TestUnknownTagsOfRISAreTold(t *testing.T) {
	got, faults := ReadRIS("w.ris", "TY  - JOUR\nTI  - Степь\nXX  - что-то\nPB  - Дала\nER  - \nTY  - JOUR\nTI  - Город\nER  - \n")
	if len(got) != 2 || len(faults) > 0 || len(got[0].Warnings) != 1 || got[0].Warnings[0].Code != "field-unknown" || !strings.HasSuffix(got[0].Warnings[0].Message, "XX  - что-то") || len(got[1].Warnings) > 0 {
		t.Errorf("%+v, faults %v", got, faults)
	}
}

func TestBibTeXOfManyPrograms(t *testing.T) {
	value := func(entry string) string { // of the title of the last entry
		got, faults := ReadBibTeX("w", entry)
		if len(faults) > 0 || len(got) == 0 {
			t.Errorf("%s: %d entries, faults %v", entry, len(got), faults)
			return ""
		}
		for _, title := range got[len(got)-1].Title {
			return title
		}
		return ""
	}
	rows := []struct{ says, entry, want string }{
		{"accents in braces", `@a{x, title={Na{\"{i}}ve {\c{C}}elik {\O}rsted Dvo{\v{r}}{\'{a}}k Erd{\H{o}}s}}`, "Naïve Çelik Ørsted Dvořák Erdős"},
		{"signs by name", `@a{x, title={Ponds \& dams{\ldots} 50{\%}, {\textcopyright}}}`, "Ponds & dams… 50%, ©"},
		{"formulas", `@a{x, title={The CO$_2$ of ponds}}`, "The CO2 of ponds"},
		{"emphasis", `@a{x, title={{\emph{Carex}} and \textbf{reed}}}`, "Carex and reed"},
		{"Cyrillic in braces", `@a{x, title={Пруды {Северного} края}}`, "Пруды Северного края"},
		{"parentheses around the entry", `@a(x, title="Ponds (and {small)} waters")`, "Ponds (and small) waters"},
		{"a letter behind a backslash", "@a{x, title={Ponds \\ҧ and \\й}}", "Ponds ҧ and й"},
		{"strings joined", "@string{a = \"Ponds\"}\n@string{b = a # { and dams}}\n@a{x, title = b}", "Ponds and dams"},
	}
	for _, row := range rows {
		if got := value(row.entry); got != row.want {
			t.Errorf("%s: %q, want %q", row.says, got, row.want)
		}
	}
}

func TestEntryOfABook(t *testing.T) {
	got, faults := ReadBibTeX("w", `@inproceedings{part, author={Зотов, Е. И. and others and and Ким, О.}, title={Карты рек и планы прудов}, crossref={Whole}, pages={1--2}}
@proceedings{whole, title={Труды съезда по прудам и запрудам}, year=2020, issn={15630285 (ISSN); 2618-1215 (online)}}`)
	if len(faults) > 0 || len(got) != 2 {
		t.Fatalf("%d entries, faults %v", len(got), faults)
	}
	a := got[0]
	want := corpus.Journal{Title: corpus.Text{"ru": "Труды съезда по прудам и запрудам"}, ISSN: "1563-0285", EISSN: "2618-1215"}
	if a.Year != 2020 || !reflect.DeepEqual(a.Journal, want) || len(a.Authors) != 2 {
		t.Errorf("%d %v %v", a.Year, a.Journal, a.Authors)
	}
}

func TestBrokenEntryEndsAtTheNext(t *testing.T) {
	got, faults := ReadBibTeX("w", "@book{bad, author = {A\n@article{good, title={Ponds and dams}}\n@book{worse\n@article{last, title={Dams and ponds}}")
	if len(got) != 2 || len(faults) != 2 || faults[0].Line != 1 || faults[1].Line != 3 {
		t.Errorf("%d entries, faults %v", len(got), faults)
	}
	var b strings.Builder
	b.WriteString("@string{s0 = {xxxxxxxxxxxxxxxx}}\n")
	for i := range 40 {
		fmt.Fprintf(&b, "@string{s%d = s%d # s%d}\n", i+1, i, i)
	}
	got, faults = ReadBibTeX("w", b.String()+"@a{x, title={Ponds}}")
	if len(got) != 1 || len(faults) == 0 || !errors.Is(faults[0].Err, errLong) {
		t.Errorf("strings of strings: %d entries, faults %v", len(got), faults)
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
	f.Add("@a{b,title={\\\xa8}}")
	f.Fuzz(func(t *testing.T, s string) {
		ReadBibTeX("a", s)
		ReadRIS("a", s)
	})
}
