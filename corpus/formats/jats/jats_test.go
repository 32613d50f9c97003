package jats

import (
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"izde/corpus"
)

func readOne(t *testing.T, text string) *corpus.Article {
	t.Helper()
	got, err := Read("a.xml", []byte(text))
	if err != nil || len(got) != 1 {
		t.Fatalf("%d articles, %v", len(got), err)
	}
	return got[0]
}

func TestTrilingualArticle(t *testing.T) {
	b, err := os.ReadFile("testdata/trilingual.xml")
	if err != nil {
		t.Fatal(err)
	}
	a := readOne(t, string(b))
	rows := []struct {
		says      string
		got, want any
	}{
		{"language of the body", a.Lang, "kk"},
		{"titles, without the mark of the footnote", a.Title, corpus.Text{"kk": "Көшпелі жәрмеңкелер: сауда мен сенім: Торғай өңірі", "ru": "Кочевые ярмарки: торговля и доверие", "en": "Nomadic fairs: trade and trust"}},
		{"abstracts, paragraph by paragraph", a.Abstract, corpus.Text{"kk": "Мақалада жәрмеңкелер қарастырылады.\n\nДеректер архивтен алынды.", "ru": "В статье рассматриваются ярмарки.", "en": "Aim. To study fairs.\n\nResults. Trust grows."}},
		{"keywords", a.Keywords, corpus.Keywords{"kk": {"жәрмеңке", "сенім"}, "ru": {"ярмарка", "доверие"}, "en": {"fair", "trust"}}},
		{"authors, the editor left out", a.Authors, []corpus.Author{
			{Name: corpus.Text{"kk": "А.Б. Сейіт", "en": "A.B. Seiit"}, ORCID: "0000-0002-1825-0097", Email: "seiit@dala.example.kz",
				Affiliation: corpus.Text{"kk": "Дала университеті, Торғай, Қазақстан", "en": "Steppe University, Torgai, Kazakhstan"}},
			{Name: corpus.Text{"kk": "Г. Омар"}, Affiliation: corpus.Text{"kk": "Дала университеті, Торғай, Қазақстан; Тарих институты", "en": "Steppe University, Torgai, Kazakhstan"}}}},
		{"DOI and codes", a.DOI + " " + a.IRSTI + " " + a.UDC, "10.5555/dala.2024.1 03.20.00 94(574)"},
		{"journal", a.Journal, corpus.Journal{Title: corpus.Text{"kk": "Дала зерттеулері", "ru": "Исследования степи"}, ISSN: "1563-0285", EISSN: "2618-1215"}},
		{"data of publication", []any{a.Year, a.Volume, a.Issue, a.Pages}, []any{2024, "7", "2", "15-29"}},
		{"dates", a.Received + " " + a.Accepted, "2024-01-15 2024-04-03"},
		{"licence and address", a.License + " " + a.URL, "https://creativecommons.org/licenses/by/4.0/ https://dala.example.kz/1"},
		{"sections in reading order", a.Sections, []corpus.Section{
			{Heading: "1 Кіріспе", Text: "Бірінші азатжол [1]."},
			{Heading: "Деректер", Text: "Екінші азатжол.\n\nбір\n\nекі"},
			{Heading: "Нәтижелер", Text: "Үшінші.\n\n1-кесте Бағалар\n\nЖыл | Баға\n\n1890 | 5"},
			{Heading: "Acknowledgements", Text: "Рақмет."}}},
		{"number of references", len(a.References), 3},
	}
	for _, row := range rows {
		if !reflect.DeepEqual(row.got, row.want) {
			t.Errorf("%s:\n got %v\nwant %v", row.says, row.got, row.want)
		}
	}
	r := a.References
	if r[0].Year != 2014 || r[0].Container != "Вестник истории" || !strings.HasPrefix(r[0].Romanised, "Seitov") {
		t.Errorf("a mixed citation is parsed and paired: %+v", r[0])
	}
	if r[1].Title != "Steppe fairs" || r[1].Pages != "45-67" || r[1].DOI != "10.5555/jf.1" || r[1].Authors[0] != "Harwick JT" ||
		r[1].Text != "Harwick JT (2018). Steppe fairs. Journal of Fairs. 12(3), 45-67. https://doi.org/10.5555/jf.1" {
		t.Errorf("an element citation: %+v", r[1])
	}
	if r[2].Year != 1999 || r[2].Publisher != "Рауан" || r[2].Authors[0] != "Ким О." || r[2].Type != "book" || r[2].Title != "Базар" {
		t.Errorf("a tagged mixed citation: %+v", r[2])
	}
}

func TestOlderAndOtherWays(t *testing.T) {
	rows := []struct {
		says, text string
		check      func(*corpus.Article) bool
	}{
		{"NLM puts trans-title beside article-title and affiliations beside the group",
			`<article xml:lang="ru"><front><journal-meta><journal-title>Вестник степи</journal-title><issn pub-type="ppub">1563-0285</issn></journal-meta><article-meta><title-group><article-title>Ярмарка</article-title><trans-title xml:lang="en">The fair</trans-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Ким</surname><given-names>О. И.</given-names></name><xref ref-type="aff" rid="a"/></contrib></contrib-group><aff id="a">Институт</aff><pub-date pub-type="ppub"><year>2009</year></pub-date></article-meta></front></article>`,
			func(a *corpus.Article) bool {
				return a.Title["ru"] == "Ярмарка" && a.Title["en"] == "The fair" && a.Journal.Title["ru"] == "Вестник степи" &&
					a.Authors[0].Affiliation["ru"] == "Институт" && a.Year == 2009
			}},
		{"a translation may be a sub-article",
			`<article xml:lang="ru"><front><article-meta><title-group><article-title>Ярмарка</article-title></title-group></article-meta></front><sub-article article-type="translation" xml:lang="en"><front-stub><title-group><article-title>The fair</article-title></title-group><abstract><p>On fairs.</p></abstract><kwd-group><kwd>fair</kwd></kwd-group></front-stub></sub-article></article>`,
			func(a *corpus.Article) bool {
				return a.Title["ru"] == "Ярмарка" && a.Title["en"] == "The fair" && a.Abstract["en"] == "On fairs." && a.Keywords["en"][0] == "fair"
			}},
		{"three-letter codes are accepted",
			`<article xml:lang="kaz"><front><article-meta><title-group><article-title>Жәрмеңке</article-title></title-group></article-meta></front></article>`,
			func(a *corpus.Article) bool { return a.Lang == "kk" && a.Title["kk"] == "Жәрмеңке" }},
		{"without a code the language is identified",
			`<article><front><article-meta><title-group><article-title>Көшпелілердің жәрмеңкесі туралы</article-title></title-group></article-meta></front><body><p>Бұл мақала көшпелілердің саудасы туралы жазылған еңбек.</p></body></article>`,
			func(a *corpus.Article) bool { return a.Title["kk"] != "" && a.Lang == "kk" }},
	}
	for _, row := range rows {
		if a := readOne(t, row.text); !row.check(a) {
			b, _ := json.Marshal(a)
			t.Errorf("%s: %s", row.says, b)
		}
	}
}

func TestSeveralArticlesAndNone(t *testing.T) {
	one := `<article><front><article-meta/></front></article>`
	if got, err := Read("a", []byte("<records><record>"+one+"</record>\n<record>"+one+"</record></records>")); err != nil || len(got) != 2 || got[1].Source.Line != 2 {
		t.Errorf("%d articles, %v", len(got), err)
	}
	if _, err := Read("a", []byte("<x/>")); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	b, _ := os.ReadFile("testdata/trilingual.xml")
	f.Add(b)
	f.Add([]byte("<article><front><article-meta><contrib-group><contrib/></contrib-group></article-meta></front><back><ref-list><ref/></ref-list></back></article>"))
	f.Fuzz(func(t *testing.T, b []byte) { Read("a", b) })
}
