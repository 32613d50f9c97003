package html

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"izde/corpus"
)

const ojs = `<!DOCTYPE html><html lang="kk-KZ" xml:lang="kk-KZ"><head>
<meta name="citation_journal_title" content="Дала зерттеулері"/>
<meta name="citation_issn" content="1563-0285"/><meta name="citation_issn" content="2618-1215"/>
<meta name="citation_author" content="Айдос Сейіт"/><meta name="citation_author_institution" content="Дала университеті, Торғай қаласы"/><meta name="citation_author_orcid" content="https://orcid.org/0000-0002-1825-0097"/>
<meta name="citation_author" content="Гүл Омар"/>
<meta name="citation_title" content="Көшпелі жәрмеңкелер: сауда мен сенім"/>
<meta name="citation_language" content="kk"/><meta name="citation_date" content="2024/06/30"/>
<meta name="citation_volume" content="7"/><meta name="citation_issue" content="2"/><meta name="citation_firstpage" content="15"/><meta name="citation_lastpage" content="29"/>
<meta name="citation_doi" content="10.5555/dala.2024.1"/>
<meta name="citation_abstract_html_url" content="https://dala.example.kz/article/view/1"/>
<meta name="citation_keywords" xml:lang="kk" content="жәрмеңке"/><meta name="citation_keywords" xml:lang="kk" content="сенім"/>
<meta name="citation_reference" content="Сеитов А.Б. Торговые пути // Вестник истории. – 2014. – Т. 12. – № 3. – С. 45–58."/>
<meta name="citation_reference" content="citation_title=Steppe fairs;citation_author=Harwick J.;citation_journal_title=Journal of Fairs;citation_volume=12;citation_issue=3;citation_year=2018;citation_firstpage=45;citation_lastpage=67"/>
<meta name="DC.Title.Alternative" xml:lang="ru" content="Кочевые ярмарки: торговля и доверие"/>
<meta name="DC.Title.Alternative" xml:lang="en" content="Nomadic fairs: trade and trust"/>
<meta name="DC.Description" xml:lang="kk" content="&lt;p&gt;Мақалада жәрмеңкелердің тарихы қарастырылады.&lt;/p&gt;"/>
<meta name="DC.Description" xml:lang="en" content="The article is about the history of the fairs."/>
<meta name="DC.Subject" xml:lang="en" content="fair"/><meta name="DC.Subject" xml:lang="en" content="trust"/>
<meta name="DC.Rights" content="https://creativecommons.org/licenses/by/4.0"/>
</head><body><nav>Мәзір</nav><main><h1>Көшпелі жәрмеңкелер</h1><p>Мақалада айтылады.</p></main></body></html>`

func TestPageOfAJournal(t *testing.T) {
	page, err := Read("view.html", []byte(ojs))
	if err != nil || page.Article == nil {
		t.Fatal(err)
	}
	a := page.Article
	rows := []struct {
		says      string
		got, want any
	}{
		{"titles in three languages", a.Title, corpus.Text{"kk": "Көшпелі жәрмеңкелер: сауда мен сенім", "ru": "Кочевые ярмарки: торговля и доверие", "en": "Nomadic fairs: trade and trust"}},
		{"abstracts without tags", a.Abstract, corpus.Text{"kk": "Мақалада жәрмеңкелердің тарихы қарастырылады.", "en": "The article is about the history of the fairs."}},
		{"keywords", a.Keywords, corpus.Keywords{"kk": {"жәрмеңке", "сенім"}, "en": {"fair", "trust"}}},
		{"authors with what follows them", a.Authors, []corpus.Author{
			{Name: corpus.Text{"kk": "Айдос Сейіт"}, ORCID: "0000-0002-1825-0097", Affiliation: corpus.Text{"kk": "Дала университеті, Торғай қаласы"}}, {Name: corpus.Text{"kk": "Гүл Омар"}}}},
		{"journal", a.Journal, corpus.Journal{Title: corpus.Text{"kk": "Дала зерттеулері"}, ISSN: "1563-0285", EISSN: "2618-1215"}},
		{"data", []any{a.Lang, a.Year, a.Volume, a.Issue, a.Pages, a.DOI, a.URL, a.License}, []any{"kk", 2024, "7", "2", "15-29", "10.5555/dala.2024.1", "https://dala.example.kz/article/view/1", "https://creativecommons.org/licenses/by/4.0"}},
		{"references", []any{len(a.References), a.References[0].Year, a.References[1].Title, a.References[1].Pages}, []any{2, 2014, "Steppe fairs", "45-67"}},
		{"no body where there is only the abstract", len(a.Sections), 0},
		{"visible text without the menu", page.Text, "Көшпелі жәрмеңкелер\n\nМақалада айтылады."},
	}
	for _, row := range rows {
		if !reflect.DeepEqual(row.got, row.want) {
			t.Errorf("%s:\n got %v\nwant %v", row.says, row.got, row.want)
		}
	}
}

func TestLinkedArticle(t *testing.T) {
	page, err := Read("x", []byte(`<html><head><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":"ScholarlyArticle","headline":"Nomadic fairs: trade and trust","inLanguage":"en","author":[{"@type":"Person","name":"A. Seiit","affiliation":{"name":"The Steppe University of Torgai"},"@id":"https://orcid.org/0000-0002-1825-0097"}],"keywords":"fair, trust","datePublished":"2024-06-30","identifier":"https://doi.org/10.5555/a.1","pageStart":15,"pageEnd":"29","isPartOf":{"@type":"PublicationIssue","issueNumber":2,"isPartOf":{"@type":"PublicationVolume","volumeNumber":"7","isPartOf":{"name":"Journal of the Studies of the Steppe","issn":"1563-0285"}}}}]}</script></head><body></body></html>`))
	if err != nil || page.Article == nil {
		t.Fatal(err)
	}
	a := page.Article
	if a.Title["en"] == "" || a.Authors[0].ORCID == "" || a.Authors[0].Affiliation["en"] == "" || a.Volume != "7" || a.Issue != "2" || a.Pages != "15-29" ||
		a.DOI != "10.5555/a.1" || a.Journal.Title["en"] == "" || a.Journal.ISSN == "" || a.Year != 2024 || len(a.Keywords["en"]) != 2 {
		t.Errorf("%+v", a)
	}
}

func TestVisibleText(t *testing.T) {
	rows := []struct{ says, body, want string }{
		{"paragraphs are parted by blank lines", "<p>Бір</p><p>Екі\nүш</p>", "Бір\n\nЕкі үш"},
		{"items and line breaks end lines", "<ul><li>а</li><li>б</li></ul>в<br>г", "а\n\nб\n\nв\nг"},
		{"scripts, styles, menus and hidden parts are left out", "<script>x</script><style>y</style><nav>z</nav><p hidden>w</p><p style='display: none'>v</p><p>а</p>", "а"},
		{"a superscript is marked", "<p>Сейіт<sup>1,<a>2</a></sup></p>", "Сейіт^{1,2}"},
		{"of a table of three columns a row is a line and no paragraph", "<table><tr><td>а</td><td>б</td><td>в</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>", "а | б | в\n1 | 2 | 3"},
	}
	for _, row := range rows {
		page, err := Read("x", []byte("<html><body>"+row.body+"</body></html>"))
		if err != nil || page.Text != row.want || page.Article != nil {
			t.Errorf("%s:\n got %q\nwant %q\n%v", row.says, page.Text, row.want, err)
		}
	}
}

// The pages of OJS 2 have the references under their own heading, and an author may
// have several affiliations.
func TestPageOfOJS2(t *testing.T) {
	page, err := Read("x", []byte(`<html><head><meta name="citation_title" content="Дала өлкесінің тарихы"><meta name="citation_author" content="Айдос Сейіт"><meta name="citation_author_institution" content="Дала университеті, Торғай қаласы"><meta name="citation_author_institution" content="Су тарихы институты, Алматы қаласы"></head>
<body><div id="articleCitations"><h4>Пайдаланылған әдебиеттер тізімі</h4><div><p>Сеитов А.Б. Торговые пути // Вестник истории. – 2014. – Т. 12. – С. 45–58.</p><p>Омар Г. Жәрмеңке тарихы. – Алматы: Білім, 2001. – 96 б.</p><p>Omar G. (2001). Zharmenke tarikhy [History of fairs]. – Almaty: Bilim. – 96 p. (in Kazakh)</p></div></div></body></html>`))
	if err != nil || page.Article == nil {
		t.Fatal(err)
	}
	a := page.Article
	if len(a.References) != 2 || a.References[1].Year != 2001 || !strings.HasPrefix(a.References[1].Romanised, "Omar") {
		t.Errorf("references %+v", a.References)
	}
	if got := a.Authors[0].Affiliation["kk"]; got != "Дала университеті, Торғай қаласы; Су тарихы институты, Алматы қаласы" {
		t.Errorf("affiliation %q", got)
	}
}

func TestFullTextBesideMetadata(t *testing.T) {
	body := "<h2>Introduction</h2>" + strings.Repeat("<p>Fairs were held every autumn near the lake.</p>", 80) + "<h2>Results</h2><p>Trust grew.</p>"
	page, err := Read("x", []byte(`<html><head><meta name="citation_title" content="Nomadic fairs: trade and trust"></head><body><article>`+body+`</article></body></html>`))
	if err != nil || page.Article == nil || len(page.Article.Sections) != 2 || page.Article.Sections[1] != (corpus.Section{Heading: "Results", Text: "Trust grew."}) || page.Article.Lang != "en" {
		t.Errorf("%+v %v", page.Article, err)
	}
}

func TestEncodingsAndFaults(t *testing.T) {
	text := "<html><head><meta charset=windows-1251></head><body><p>История степи и её народов</p></body></html>"
	for _, s := range []string{text, strings.Replace(text, "<meta charset=windows-1251>", "", 1)} {
		b, err := charmap.Windows1251.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		if page, err := Read("x", []byte(b)); err != nil || page.Text != "История степи и её народов" {
			t.Errorf("%q %v", page.Text, err)
		}
	}
	if _, err := Read("x", []byte("<html><body><script>x</script></body></html>")); !errors.Is(err, ErrEmpty) {
		t.Error(err)
	}
	if _, err := Read("x", make([]byte, MaxSize+1)); !errors.Is(err, ErrLarge) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(ojs))
	f.Add([]byte(`<script type="application/ld+json">{"@type":["Article"],"name":[1,{"@value":"x"}],"author":{"name":3}}</script>`))
	f.Add([]byte(strings.Repeat("<div>", 600)))
	f.Fuzz(func(t *testing.T, b []byte) { Read("x", b) })
}
