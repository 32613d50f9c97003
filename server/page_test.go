package server

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"izde/corpus"
	"izde/indexer"
)

func pageOf(t *testing.T, w *httptest.ResponseRecorder) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// open gets a page and fails the test unless it is there.
func open(t *testing.T, s *Server, address string, header ...string) *goquery.Document {
	t.Helper()
	w := get(t, s, address, header...)
	if w.Code != 200 {
		t.Fatalf("%s: %d %s", address, w.Code, w.Body)
	}
	return pageOf(t, w)
}

func text(doc *goquery.Document, selector string) string {
	return strings.Join(strings.Fields(doc.Find(selector).First().Text()), " ")
}

func attr(doc *goquery.Document, selector, name string) string {
	v, _ := doc.Find(selector).First().Attr(name)
	return v
}

// follow opens the address of the first link that selector finds.
func follow(t *testing.T, s *Server, doc *goquery.Document, selector string) *goquery.Document {
	t.Helper()
	href := attr(doc, selector, "href")
	if href == "" {
		t.Fatalf("no link %s", selector)
	}
	return open(t, s, href)
}

func TestPageLanguage(t *testing.T) {
	s := newServer(t, invented(3))
	for _, test := range []struct{ why, address, accept, want string }{
		{"the address decides", "/ru/?q=a", "kk", "ru"},
		{"the parameter decides where the address is silent", "/?q=a&lang=en", "kk", "en"},
		{"the browser decides where both are", "/?q=a", "ru-KZ,ru;q=0.9,en;q=0.5", "ru"},
		{"Kazakh of any region is Kazakh", "/", "kk-KZ", "kk"},
		{"a language without pages gives Kazakh", "/", "ja", "kk"},
		{"a language unknown to the parameter is passed over", "/?lang=de", "en", "en"},
		{"garbage is passed over", "/", ";;q=x,,*", "kk"},
	} {
		t.Run(test.why, func(t *testing.T) {
			w := get(t, s, test.address, "Accept-Language", test.accept)
			if got := attr(pageOf(t, w), "html", "lang"); got != test.want {
				t.Errorf("lang %q, want %q", got, test.want)
			}
		})
	}
	if w := get(t, s, "/?q=a", "Accept-Language", "ru"); !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Language") {
		t.Error("a negotiated page does not vary by Accept-Language")
	}
	if w := get(t, s, "/kk"); w.Code != 301 || w.Header().Get("Location") != "/kk/" {
		t.Errorf("/kk: %d %s", w.Code, w.Header().Get("Location"))
	}
}

func TestSearchPage(t *testing.T) {
	s := newServer(t, invented(40))
	doc := open(t, s, "/ru/?q="+url.QueryEscape("дипломатия мектеп"))
	for _, test := range []struct{ why, selector, want string }{
		{"the box holds the query", "input[name=q][value='дипломатия мектеп']", ""},
		{"the count is told", "h1#found", "Найдено статей: 40"},
		{"the title is in the reader's language", ".hit h2[lang=ru]", "Гуманитарная дипломатия в степных школах: просвещение 1920-х годов"},
		{"the other titles have their own language", ".hit .othertitle[lang=kk]", "Дала мектептеріндегі гуманитарлық дипломатия: 1920 жылдардағы оқу ағарту ісі"},
		{"a match in the title is marked", ".hit h2 mark.m-stem[title]", "дипломатия"},
		{"a fragment has the language of its text", ".fragments dd[lang=kk] mark", "мектеп"},
		{"authors link to their articles", ".byline a[href*='author']", "А.Б. Садвакасова"},
		{"the source line has journal, year and pages", ".byline .source", "Вестник истории края, 2022, том 12, № 3, с. 41–58"},
		{"the journal's name has its language", ".byline .source [lang=ru]", "Вестник истории края"},
		{"the expansion is shown with its language", ".also .term[lang=kk][title]", "гуманитарлық дипломатия"},
		{"the expansion can be switched off", ".also a[href*='expand=off']", "Искать только введённое"},
		{"facets count", ".facet[data-facet=lang] .count", "14"},
		{"a long facet leads to its own page", ".facet[data-facet=keyword-ru] a.more[href^='/ru/facets/keyword-ru?']", "Показать все (18)"},
		{"the years are bars", "svg.histogram a[aria-label]", ""},
		{"there is a next page", "nav.paging a[rel=next][href*='page=2']", "Дальше →"},
		{"search engines stay away", "meta[name=robots][content*=noindex]", ""},
		{"the language switch keeps the query", ".languages a[lang=kk][href^='/kk/?q=%D0%B4']", "Қаз"},
	} {
		t.Run(test.why, func(t *testing.T) {
			if doc.Find(test.selector).Length() == 0 {
				t.Fatalf("nothing matches %s", test.selector)
			}
			if got := text(doc, test.selector); test.want != "" && got != test.want {
				t.Errorf("%s: %q, want %q", test.selector, got, test.want)
			}
		})
	}
}

// TestATranslationIsShownOnce: Kazakh and Russian often have the same word.
func TestATranslationIsShownOnce(t *testing.T) {
	e := invented(1)
	e.search = func(context.Context, indexer.Request) (*indexer.Result, error) {
		return &indexer.Result{Expansions: []indexer.Expansion{{Typed: "diplomacy", Terms: []indexer.ExpandedTerm{
			{Text: "дипломатия", Lang: "kk"}, {Text: "дипломатия", Lang: "ru"}, {Text: "елшілік", Lang: "kk"},
		}}}}, nil
	}
	if got := text(open(t, newServer(t, e), "/en/?q=diplomacy"), ".also"); !strings.Contains(got, "diplomacy → дипломатия, елшілік.") {
		t.Errorf("%q, want each translation once", got)
	}
}

// TestCrawlersMayWalkTheArchive: the plain list of all articles is the way on
// which a crawler reaches each; what is searched for is no page of the archive.
func TestCrawlersMayWalkTheArchive(t *testing.T) {
	s := newServer(t, invented(40))
	for address, want := range map[string]bool{
		"/kk/": true, "/kk/?q=": true, "/ru/?q=&page=2": true, "/kk/?q=тіл": false, "/kk/?filter=lang:kk": false,
		"/kk/?q=&sort=title": false, "/kk/facets/author": false,
	} {
		if got := open(t, s, address).Find("meta[name=robots][content*=noindex]").Length() == 0; got != want {
			t.Errorf("%s: a search engine may keep it %v, want %v", address, got, want)
		}
	}
}

// TestPagesOfAListHaveTitlesOfTheirOwn: in the browser's history, and for who
// hears the title first.
func TestPagesOfAListHaveTitlesOfTheirOwn(t *testing.T) {
	s := newServer(t, invented(40))
	for address, want := range map[string]string{
		"/en/?q=":                       "Browse the archive – izde",
		"/en/?q=&page=2":                "Browse the archive, page 2 of 4 – izde",
		"/ru/?q=язык&page=3":            "язык – поиск, страница 3 из 4 – izde",
		"/kk/facets/keyword-kk?page=1":  "Кілт сөз (қазақша) – izde",
		"/en/articles/none-but-a-title": "Error – izde",
	} {
		if got := text(pageOf(t, get(t, s, address)), "title"); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

func TestMissingWordsAreNamed(t *testing.T) {
	doc := open(t, newServer(t, invented(1)), "/kk/?q="+url.QueryEscape("дипломатия кварк"))
	if got := text(doc, ".missing s"); got != "кварк" {
		t.Errorf("missing word %q", got)
	}
}

func TestFacetsSelectAndRemove(t *testing.T) {
	s := newServer(t, invented(40))
	doc := open(t, s, "/kk/?q=")
	before := text(doc, "h1#found")
	doc = follow(t, s, doc, ".facet[data-facet=lang] a:contains('орысша')")
	if got := text(doc, "h1#found"); got != "Табылған мақалалар: 13" {
		t.Errorf("one language: %q", got)
	}
	doc = follow(t, s, doc, ".facet[data-facet=lang] a:contains('қазақша')")
	if got := text(doc, "h1#found"); got != "Табылған мақалалар: 27" {
		t.Errorf("two languages of one facet are alternatives: %q", got)
	}
	if n := doc.Find(".chips li:not(.clear)").Length(); n != 2 {
		t.Errorf("%d chips, want 2", n)
	}
	if n := doc.Find(".facet[data-facet=lang] a[aria-current]").Length(); n != 2 {
		t.Errorf("%d selected values, want 2", n)
	}
	doc = follow(t, s, doc, ".facet[data-facet=lang] a[aria-current]")
	doc = follow(t, s, doc, ".chips li a")
	if got := text(doc, "h1#found"); got != before {
		t.Errorf("after removing both: %q, want %q", got, before)
	}
}

func TestYearForm(t *testing.T) {
	s := newServer(t, invented(40))
	w := get(t, s, "/kk/?q=a&filter=lang:kk,year:2019&from=2020&to=")
	want := "/kk/?q=a&filter=lang%3Akk%2Cyear%3A2020.."
	if w.Code != 303 || w.Header().Get("Location") != want {
		t.Errorf("%d %s, want 303 %s", w.Code, w.Header().Get("Location"), want)
	}
	doc := open(t, s, want)
	if got := text(doc, ".chips li:nth-child(2)"); got != "Жылы: 2020 жылдан бастап ×" {
		t.Errorf("chip %q", got)
	}
	if got := attr(doc, ".range input[name=from]", "value"); got != "2020" {
		t.Errorf("the form holds %q", got)
	}
}

func TestEmptyState(t *testing.T) {
	s := newServer(t, invented(5))
	doc := open(t, s, "/en/?q="+url.QueryEscape(`"quark soup"`)+"&filter=lang:kk&expand=off")
	got := text(doc, ".empty")
	for _, want := range []string{"Nothing was found", "Articles in the archive: 5", "Article language: Kazakh", "quotation marks", "Search without the filters"} {
		if !strings.Contains(got, want) {
			t.Errorf("the empty state lacks %q: %s", want, got)
		}
	}
	if doc.Find(".empty a[href='/en/?q=%22quark+soup%22&expand=off']").Length() != 1 {
		t.Error("no link to the search without filters")
	}
	doc = open(t, s, "/kk/?q=ghbdtn")
	if got := text(doc, ".correction a"); got != "привет" {
		t.Errorf("did you mean %q", got)
	}
}

func TestUsedCorrectionAndRelaxedNoticeAndNotes(t *testing.T) {
	e := invented(2)
	e.search = func(_ context.Context, r indexer.Request) (*indexer.Result, error) {
		return &indexer.Result{
			Generation: "g", Query: "education", Total: 1, Relaxed: true, Page: 1, PerPage: 10,
			Notes:       []indexer.Note{{Code: "unbalanced-quote", Message: "x"}, {Code: "brand-new", Message: "something new"}},
			Corrections: []indexer.Correction{{Query: "education", Reason: "spelling", Used: true}},
			Hits:        []indexer.Hit{{ID: "x", Rank: 1, Article: e.articles[0]}},
		}, nil
	}
	doc := open(t, newServer(t, e), "/ru/?q=educatoin")
	if got := text(doc, ".correction"); got != "По запросу «educatoin» ничего не нашлось. Вместо него искали: education (исправлено написание)" {
		t.Errorf("correction %q", got)
	}
	if doc.Find(".relaxed").Length() != 1 {
		t.Error("no notice that the search was relaxed")
	}
	if got := text(doc, ".notes li[lang=ru]"); got != "Кавычка без пары не учтена." {
		t.Errorf("note %q", got)
	}
	if got := text(doc, ".notes li[lang=en]"); got != "something new" {
		t.Errorf("a note of a new code: %q", got)
	}
	if got := text(doc, ".understood code"); got != "education" {
		t.Errorf("understood as %q", got)
	}
}

func TestAPageBeyondTheLast(t *testing.T) {
	s := newServer(t, invented(25))
	doc := open(t, s, "/en/?q=study&page=99")
	if got, want := text(doc, ".beyond"), "There is no page 99: the last one is page 3. Go to the last page"; got != want || doc.Find(".empty").Length() > 0 {
		t.Errorf("it says %q, want %q, and not that nothing was found", got, want)
	}
	if n := follow(t, s, doc, ".beyond a").Find(".hits > li").Length(); n == 0 {
		t.Error("the last page has no hits")
	}
	if doc := open(t, s, "/en/?q=nothinglikeit&page=99"); doc.Find(".empty").Length() != 1 || doc.Find(".beyond").Length() > 0 {
		t.Error("where nothing is found, no page is the last")
	}
	doc = open(t, s, "/ru/facets/keyword-kk?page=9")
	if got := text(doc, ".beyond"); got != "Страницы 9 нет: последняя – 1. Перейти на последнюю страницу" {
		t.Errorf("the list of a facet says %q", got)
	}
	follow(t, s, doc, ".beyond a")
}

func TestEscapesAreForPrograms(t *testing.T) {
	e := invented(1)
	e.search = func(_ context.Context, r indexer.Request) (*indexer.Result, error) {
		return &indexer.Result{Generation: "g", Total: 1, Page: 1, PerPage: 10, Query: `education \AND`,
			Notes: []indexer.Note{{Code: "dangling-operator"}}, Hits: []indexer.Hit{{ID: "x", Rank: 1, Article: e.articles[0]}}}, nil
	}
	doc := open(t, newServer(t, e), "/en/?q=education+AND")
	if doc.Find(".understood").Length() > 0 || strings.Contains(doc.Text(), `\AND`) || doc.Find(".notes li").Length() != 1 {
		t.Errorf("what was typed is shown as %q", text(doc, ".understood"))
	}
}

func TestAJournalThatIsItsOwnSeries(t *testing.T) {
	for _, row := range []struct {
		why           string
		title, series corpus.Text
		want          string
	}{
		{"a series is named behind its journal", corpus.Text{"en": "Bulletin"}, corpus.Text{"en": "History"}, "Bulletin, History, 2022"},
		{"but not where it has the same name", corpus.Text{"en": "Bulletin"}, corpus.Text{"en": "Bulletin"}, "Bulletin, 2022"},
		{"nor where it has that in another language", corpus.Text{"en": "Bulletin", "ru": "Вестник"}, corpus.Text{"ru": "Вестник"}, "Bulletin, 2022"},
	} {
		a := &corpus.Article{Year: 2022, Journal: corpus.Journal{Title: row.title, Series: row.series}}
		var texts []string
		for _, p := range sourceLine(&locale{lang: "en"}, a) {
			texts = append(texts, p.Text)
		}
		if got := strings.Join(texts, ", "); got != row.want {
			t.Errorf("%s: %q, want %q", row.why, got, row.want)
		}
	}
}

// TestNumbersStayWithTheirLabels: a line of a page never ends between "pp."
// and the pages.
func TestNumbersStayWithTheirLabels(t *testing.T) {
	s := newServer(t, invented(1))
	for lang, want := range map[string]string{"kk": "41–58\u00a0б.", "ru": "с.\u00a041–58", "en": "pp.\u00a041–58"} {
		if got := open(t, s, "/"+lang+"/?q=").Find(".source").Text(); !strings.HasSuffix(got, ", "+want) {
			t.Errorf("%s: %q, want %q at the end", lang, got, want)
		}
	}
}

func TestTitlesInCapitalsAreShownSmaller(t *testing.T) {
	for title, want := range map[string]bool{
		"DIPLOMACY OF MIDDLE POWERS":                             true,
		"ДАЛА МЕКТЕПТЕРІ (1920–1930 жж.)":                        true,
		"XVIII–XIX ҒАСЫРЛАР":                                     true,
		"COVID-19 and the schools of Kazakhstan":                 false,
		"BRICS, ASEAN, SCO: what the names of the blocs promise": false,
		"2021": false, "": false,
	} {
		if got := inCapitals(title); got != want {
			t.Errorf("%q: in capitals %v, want %v", title, got, want)
		}
	}
	e := invented(1)
	e.articles[0].Title = corpus.Text{"en": "STEPPE SCHOOLS", "ru": "СТЕПНЫЕ ШКОЛЫ", "kk": "Дала мектептері"}
	s := newServer(t, e)
	for address, selector := range map[string]string{
		"/en/?q=": ".hit h2.capitals[lang=en], .othertitle[lang=ru] .capitals", "/ru/articles/" + e.articles[0].ID: "h1.capitals, .blocktitle[lang] .capitals",
	} {
		if n := open(t, s, address).Find(selector).Length(); n < 2 {
			t.Errorf("%s: %d of %s", address, n, selector)
		}
	}
	if n := open(t, s, "/kk/?q=").Find("h2.capitals").Length(); n != 0 {
		t.Error("a title in small letters is shown as one in capitals")
	}
}

// TestSearchBoxesHaveNamesOfTheirOwn: who hears a page tells its search boxes
// apart by their names.
func TestSearchBoxesHaveNamesOfTheirOwn(t *testing.T) {
	s := newServer(t, invented(3))
	for _, address := range []string{"/kk/", "/kk/?q=a", "/ru/facets/author", "/en/help"} {
		names := map[string]bool{}
		forms := open(t, s, address).Find("form[role=search]")
		forms.Each(func(_ int, f *goquery.Selection) { names[f.AttrOr("aria-label", "")] = true })
		if names[""] || len(names) != forms.Length() {
			t.Errorf("%s: %d search boxes with the names %v", address, forms.Length(), names)
		}
	}
}

func TestPagingBeyondTheDepth(t *testing.T) {
	s := newServer(t, invented(3))
	if w := get(t, s, "/kk/?q=a&page=1001"); w.Code != 400 {
		t.Errorf("page 1001: %d", w.Code)
	}
	v := pagingOf(searchState{Lang: "kk", Page: 1000}, 100_000)
	if !v.TooDeep || v.Next != "" {
		t.Errorf("the last page that can be reached: %+v", v)
	}
	var labels []string
	for _, n := range pagingOf(searchState{Page: 7}, 200).Numbers {
		labels = append(labels, n.Label)
	}
	if got := strings.Join(labels, " "); got != "1 … 5 6 7 8 9 … 20" {
		t.Errorf("numbers %s", got)
	}
}

func TestHomePage(t *testing.T) {
	doc := open(t, newServer(t, invented(40)), "/en/")
	for selector, want := range map[string]string{
		".hero h1": "izde", ".figures li": "40 Articles", ".newest .hit h2": "Kazakh language and local history: study 2",
		".examples a": "humanitarian diplomacy", ".foot p": "izde · Archive updated 2024-05-17",
	} {
		if got := text(doc, selector); got != want {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	if n := doc.Find("form[role=search]").Length(); n != 1 {
		t.Errorf("%d search boxes", n)
	}
	if got := attr(doc, "link[rel=alternate][hreflang=x-default]", "href"); got != "http://example.com/" {
		t.Errorf("x-default %q", got)
	}
	if got := text(open(t, newServer(t, invented(0)), "/en/"), "main .notice"); got != "The archive holds no articles yet." {
		t.Errorf("empty archive: %q", got)
	}
}

func TestArticlePage(t *testing.T) {
	s := newServer(t, invented(2), Options{BaseURL: "https://izde.example.kz"})
	doc := open(t, s, "/ru/articles/10.5555-tarikh.2022.v12.i3.04")
	for _, test := range []struct{ why, selector, want string }{
		{"the heading is in the reader's language", "h1[lang=ru]", "Гуманитарная дипломатия в степных школах: просвещение 1920-х годов"},
		{"the reader's language is the first block", ".block", ""},
		{"the Kazakh title is there", ".block .blocktitle[lang=kk]", "Дала мектептеріндегі гуманитарлық дипломатия: 1920 жылдардағы оқу ағарту ісі"},
		{"the Kazakh abstract is in its language", ".abstract[lang=kk] p:nth-child(2)", "Зерттеу нәтижесі мектептер желісінің қалыптасуы туралы бұрынғы пікірді толықтырады."},
		{"the English abstract is in its language", ".abstract[lang=en] p", "The article studies the primary schools that were opened in the Kazakh steppe in the 1920s and the international help they were given. Drawing on archival documents, the authors show how humanitarian diplomacy shaped public education."},
		{"keywords lead to a search", ".keywords[lang=en] a[href^='/ru/?q=keyword']", "humanitarian diplomacy"},
		{"authors lead to a search", ".authors a.person[href^='/ru/?q=author']", "А.Б. Садвакасова"},
		{"an author's other names are shown", ".authors .aka[lang=en]", "A.B. Saduakassova"},
		{"the ORCID links", "a.orcid[href='https://orcid.org/0000-0002-1825-0097']", ""},
		{"the DOI links", ".facts a[href='https://doi.org/10.5555/Tarikh.2022.v12.i3.04']", ""},
		{"the body is in its language", "section.text section[lang=kk] h3", "Кіріспе"},
		{"references keep their numbers", ".references li[value='2'] .entry[lang=en]", ""},
		{"a reference's DOI links", ".references a[href='https://doi.org/10.5555/jih.2011.4.17']", "doi:10.5555/jih.2011.4.17"},
		{"a reference's address links", ".references a[href='https://example.kz/prosveshchenie/v-stepi']", ""},
		{"a reference shows its romanised entry", ".references .romanised", "Bökeyhanov Ä. Dala ölkesiniñ mektepteri. – Almaty: Gylym, 1995. – 214 b."},
		{"who else cites a work can be asked", ".references a.find[href^='/ru/?q=ref']", ""},
		{"the address is canonical", "link[rel=canonical][href='https://izde.example.kz/ru/articles/10.5555-tarikh.2022.v12.i3.04']", ""},
		{"the other languages are alternates", "link[hreflang=kk][href='https://izde.example.kz/kk/articles/10.5555-tarikh.2022.v12.i3.04']", ""},
		{"no language is the default", "link[hreflang=x-default][href='https://izde.example.kz/articles/10.5555-tarikh.2022.v12.i3.04']", ""},
		{"reference managers get the title", "meta[name=citation_title][content^='Дала мектептеріндегі']", ""},
		{"reference managers get both authors", "meta[name=citation_author] ~ meta[name=citation_author][content='Д.Е. Жанғалиев']", ""},
		{"reference managers get the pages", "meta[name=citation_lastpage][content='58']", ""},
		{"reference managers are told where the text is", "meta[name=citation_fulltext_html_url][content='https://izde.example.kz/ru/articles/10.5555-tarikh.2022.v12.i3.04']", ""},
		{"Dublin Core has each title", "meta[name='DC.title'][lang=en]", ""},
		{"the citation is ready to copy", ".cite p", "А.Б. Сәдуақасова, Д.Е. Жанғалиев (2022). Дала мектептеріндегі гуманитарлық дипломатия: 1920 жылдардағы оқу ағарту ісі. Өлке тарихы хабаршысы, 12(3), 41–58. https://doi.org/10.5555/Tarikh.2022.v12.i3.04"},
	} {
		t.Run(test.why, func(t *testing.T) {
			if doc.Find(test.selector).Length() == 0 {
				t.Fatalf("nothing matches %s", test.selector)
			}
			if got := text(doc, test.selector); test.want != "" && got != test.want {
				t.Errorf("%s:\n got %q\nwant %q", test.selector, got, test.want)
			}
		})
	}
	if got := attr(doc, ".block", "id"); got != "in-ru" {
		t.Errorf("the first block is %s", got)
	}
	var linked map[string]any
	if err := json.Unmarshal([]byte(doc.Find("script[type='application/ld+json']").Text()), &linked); err != nil {
		t.Fatalf("JSON-LD: %v", err)
	}
	first := linked["author"].([]any)[0].(map[string]any)
	if got, _ := first["affiliation"].(map[string]any); got["@type"] != "Organization" || got["name"] != "Өлке тарихы институты, Алматы" {
		t.Errorf("the affiliation in JSON-LD is %v, want an organisation", first["affiliation"])
	}
	if linked["@type"] != "ScholarlyArticle" || linked["inLanguage"] != "kk" || len(linked["author"].([]any)) != 2 {
		t.Errorf("JSON-LD %v", linked)
	}
}

// TestATextThatIsNoArticle: a text without a title is headed by its beginning,
// and news do not pass for scholarly articles.
func TestATextThatIsNoArticle(t *testing.T) {
	e := invented(1)
	e.articles[0] = &corpus.Article{ID: "n1", Kind: corpus.KindNews, Lang: "ru", Sections: []corpus.Section{
		{Text: "Сегодня в степном районе открыли новую школу с библиотекой и мастерскими для учеников всех классов.\nВторой абзац."},
	}}
	s := newServer(t, e)
	if got := text(open(t, s, "/en/?q="), ".byline"); got != "news" {
		t.Errorf("the line below the title is %q, want the kind alone", got)
	}
	doc := open(t, s, "/en/articles/n1")
	const want = "Сегодня в степном районе открыли новую школу с библиотекой и мастерскими для…"
	if got := text(doc, "h1[lang=ru]"); got != want {
		t.Errorf("heading %q, want %q", got, want)
	}
	if got := attr(doc, "meta[name=description]", "content"); !strings.HasPrefix(got, "Сегодня в степном") {
		t.Errorf("description %q", got)
	}
	if n := doc.Find("meta[name^=citation_]").Length(); n != 0 {
		t.Errorf("%d tags say that news are a scholarly article", n)
	}
	if got := doc.Find("script[type='application/ld+json']").Text(); !strings.Contains(got, `"@type":"NewsArticle"`) {
		t.Errorf("JSON-LD %s", got)
	}
	if got := get(t, s, "/articles/n1/ris").Body.String(); !strings.HasPrefix(got, "TY  - NEWS\r\n") {
		t.Errorf("RIS %q", got)
	}
	if got := get(t, s, "/articles/n1/bib").Body.String(); !strings.HasPrefix(got, "@misc{n1") {
		t.Errorf("BibTeX %q", got)
	}
}

func TestFacetPage(t *testing.T) {
	s := newServer(t, invented(137))
	doc := open(t, s, "/kk/facets/keyword-kk?q=&match="+url.QueryEscape("сала")+"&by=value&filter=lang:kk")
	if got := text(doc, ".values a .label"); got != "сала 0" {
		t.Errorf("first value %q", got)
	}
	if doc.Find(".listsearch input[type=hidden][name=filter][value='lang:kk']").Length() != 1 {
		t.Error("the list's search box forgets the filter")
	}
	doc = follow(t, s, doc, ".values a")
	if got := text(doc, ".chips"); !strings.Contains(got, "сала 0") || !strings.Contains(got, "қазақша") {
		t.Errorf("chips %q", got)
	}
	if w := get(t, s, "/kk/facets/colour"); w.Code != 404 {
		t.Errorf("unknown facet: %d", w.Code)
	}
}

func TestHelpPageExamplesCanBeClicked(t *testing.T) {
	s := newServer(t, invented(2))
	for _, lang := range corpus.Languages() {
		doc := open(t, s, "/"+lang+"/help")
		n := 0
		doc.Find("table a").Each(func(_ int, a *goquery.Selection) {
			n++
			href, _ := a.Attr("href")
			if w := get(t, s, href); w.Code != 200 {
				t.Errorf("%s: %d", href, w.Code)
			}
		})
		if n < 9 {
			t.Errorf("%s: %d examples", lang, n)
		}
	}
}

func TestErrorPages(t *testing.T) {
	s := newServer(t, invented(1))
	for address, status := range map[string]int{
		"/ru/nothing": 404, "/ru/articles/none": 404, "/ru/?q=a&filter=colour:red": 400,
		"/ru/?q=" + strings.Repeat("x", MaxQueryRunes+1): 400, "/assets/none.css": 404,
	} {
		w := get(t, s, address)
		doc := pageOf(t, w)
		if w.Code != status || doc.Find("h1").Length() != 1 || doc.Find("link[rel=canonical]").Length() != 0 {
			t.Errorf("%.60s: %d, %s", address, w.Code, text(doc, "h1"))
		}
	}
	w := ask(t, s, "POST", "/kk/")
	if w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d Allow %q", w.Code, w.Header().Get("Allow"))
	}
}

// TestLinksOnPagesLead follows every own link of the main pages.
func TestLinksOnPagesLead(t *testing.T) {
	s := newServer(t, invented(40))
	var seen []string
	for _, address := range []string{"/kk/", "/en/?q=school&filter=lang:kk", "/ru/articles/10.5555-tarikh.2022.v12.i3.04", "/kk/facets/author", "/kk/help", "/ru/embed"} {
		open(t, s, address).Find("a[href], link[href], script[src]").Each(func(_ int, a *goquery.Selection) {
			href, _ := a.Attr("href")
			if src, ok := a.Attr("src"); ok {
				href = src
			}
			href = strings.TrimPrefix(href, "http://example.com")
			if !strings.HasPrefix(href, "/") || slices.Contains(seen, href) {
				return
			}
			seen = append(seen, href)
			if w := get(t, s, href); w.Code != 200 {
				t.Errorf("%s links to %s: %d", address, href, w.Code)
			}
		})
	}
}

func TestMatchInAnAuthorIsMarkedInTheByline(t *testing.T) {
	e := invented(1)
	e.search = func(_ context.Context, r indexer.Request) (*indexer.Result, error) {
		name := e.articles[0].Authors[0].Name["ru"]
		mark := []indexer.Mark{{Start: 0, End: len(name), Kind: "romanisation"}}
		return &indexer.Result{Generation: "g", Total: 1, Page: 1, PerPage: 10, Hits: []indexer.Hit{{ID: "x", Rank: 1, Article: e.articles[0], Fragments: []indexer.Fragment{
			{Field: "author", Lang: "ru", Text: name, Marks: mark},
			{Field: "author", Lang: "en", Text: "A.B. Saduakassova", Marks: []indexer.Mark{{Start: 5, End: 17, Kind: "exact"}}},
		}}}}, nil
	}
	doc := open(t, newServer(t, e), "/ru/?q=saduakassova")
	if got := text(doc, ".byline a mark.m-romanisation"); got != "А.Б. Садвакасова" {
		t.Errorf("byline marks %q", got)
	}
	if got := doc.Find(".fragments dd").Length(); got != 1 || text(doc, ".fragments dd[lang=en] mark") != "Saduakassova" {
		t.Errorf("%d fragments; the name that the byline does not show should be one", got)
	}
}
