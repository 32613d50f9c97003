package server

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"izde/corpus"
	"izde/indexer"
)

// fakeEngine searches a handful of invented articles by plain substrings.
type fakeEngine struct {
	articles   []*corpus.Article
	generation string
	closed     bool                                                            // no generation is open
	fail       error                                                           // of every call
	search     func(context.Context, indexer.Request) (*indexer.Result, error) // instead of its own
}

func (e *fakeEngine) Info() (indexer.Info, bool) {
	if e.closed {
		return indexer.Info{}, false
	}
	return indexer.Info{
		Generation: e.generation, Articles: len(e.articles), ByLang: map[string]int{"kk": 1},
		Built: time.Date(2024, 5, 17, 9, 0, 0, 0, time.UTC),
	}, true
}

func (e *fakeEngine) Search(ctx context.Context, r indexer.Request) (*indexer.Result, error) {
	if e.search != nil {
		return e.search(ctx, r)
	}
	if e.fail != nil {
		return nil, e.fail
	}
	result := &indexer.Result{Generation: e.generation, Query: r.Query, Page: r.Page, PerPage: r.PerPage, Took: 1500 * time.Microsecond}
	var found []indexer.Hit
	for _, a := range e.articles {
		if !matchesFilters(a, r.Filters, "") {
			continue
		}
		if h, ok := fakeHit(a, r); ok {
			found = append(found, h)
		}
	}
	if r.Sort == indexer.SortNewest {
		slices.SortStableFunc(found, func(a, b indexer.Hit) int { return b.Article.Year - a.Article.Year })
	}
	result.Total = len(found)
	from := min((r.Page-1)*r.PerPage, len(found))
	if n, err := strconv.Atoi(strings.TrimPrefix(r.Cursor, "c")); r.Cursor != "" {
		if err != nil {
			return nil, indexer.ErrBadCursor
		}
		from = min(n, len(found))
	}
	to := min(from+r.PerPage, len(found))
	for i := from; i < to; i++ {
		found[i].Rank = i + 1
		result.Hits = append(result.Hits, found[i])
	}
	if to < len(found) {
		result.Next = fmt.Sprintf("c%d", to)
	}
	for _, f := range r.Facets {
		result.Facets = append(result.Facets, e.facet(f.Name, f.Size, r))
	}
	if strings.Contains(r.Query, "дипломатия") && !r.NoExpand {
		result.Expansions = []indexer.Expansion{{Typed: "гуманитарная дипломатия", Terms: []indexer.ExpandedTerm{
			{Text: "гуманитарлық дипломатия", Lang: "kk", Weight: .5, Source: "archive"},
			{Text: "humanitarian diplomacy", Lang: "en", Weight: .5, Source: "archive"},
		}}}
	}
	if r.Query == "ghbdtn" {
		result.Corrections = []indexer.Correction{{Query: "привет", Reason: "layout"}}
	}
	return result, nil
}

// fakeHit matches where any word of the query occurs.
func fakeHit(a *corpus.Article, r indexer.Request) (indexer.Hit, bool) {
	h := indexer.Hit{ID: a.ID, Score: 1.25, Article: a}
	words := strings.Fields(strings.ToLower(r.Query))
	texts := []indexer.Fragment{}
	for _, lang := range corpus.Languages() {
		texts = append(texts, indexer.Fragment{Field: "title", Lang: lang, Text: a.Title[lang]},
			indexer.Fragment{Field: "abstract", Lang: lang, Text: a.Abstract[lang]})
		for _, k := range a.Keywords[lang] {
			texts = append(texts, indexer.Fragment{Field: "keyword", Lang: lang, Text: k})
		}
	}
	for _, w := range words {
		seen := false
		for i, f := range texts {
			if at := strings.Index(strings.ToLower(f.Text), w); at >= 0 && f.Text != "" {
				seen = true
				texts[i].Marks = append(texts[i].Marks, indexer.Mark{Start: at, End: at + len(w), Kind: "stem"})
			}
		}
		if !seen {
			h.Missing = append(h.Missing, w)
		}
	}
	for _, f := range texts {
		if len(f.Marks) > 0 {
			h.Fragments = append(h.Fragments, f)
		}
	}
	if r.Explain {
		h.Explanation = &indexer.Explanation{Value: 1.25, Message: "sum of:", Details: []indexer.Explanation{{Value: 1.25, Message: "title:тіл"}}}
	}
	return h, len(words) == 0 || len(h.Missing) < len(words)
}

func fakeValues(a *corpus.Article, facet string) []string {
	switch facet {
	case indexer.FacetLang:
		return []string{a.Lang}
	case indexer.FacetYear:
		return []string{strconv.Itoa(a.Year)}
	case indexer.FacetJournal:
		return []string{a.Journal.Title["kk"]}
	case indexer.FacetKind:
		return []string{a.Kind}
	case indexer.FacetKeywordKK, indexer.FacetKeywordRU, indexer.FacetKeywordEN:
		return a.Keywords[strings.TrimPrefix(facet, "keyword-")]
	case indexer.FacetAuthor:
		var out []string
		for _, p := range a.Authors {
			out = append(out, p.Name["kk"])
		}
		return out
	case indexer.FacetReferences:
		if len(a.References) > 0 {
			return []string{"yes"}
		}
		return []string{"no"}
	}
	return nil
}

func matchesFilters(a *corpus.Article, filters []indexer.Filter, but string) bool {
	for _, f := range filters {
		if f.Field == but {
			continue
		}
		if f.From != 0 || f.To != 0 {
			if a.Year < f.From || f.To != 0 && a.Year > f.To {
				return false
			}
			continue
		}
		if !slices.ContainsFunc(fakeValues(a, f.Field), func(v string) bool { return slices.Contains(f.Values, v) }) {
			return false
		}
	}
	return true
}

func (e *fakeEngine) facet(name string, size int, r indexer.Request) indexer.Facet {
	counts := map[string]int{}
	for _, a := range e.articles {
		if _, ok := fakeHit(a, r); ok && matchesFilters(a, r.Filters, name) {
			for _, v := range fakeValues(a, name) {
				counts[v]++
			}
		}
	}
	f := indexer.Facet{Name: name, Total: len(counts)}
	for _, v := range sortedKeys(counts) {
		f.Values = append(f.Values, indexer.FacetValue{Value: v, Label: v, Count: counts[v]})
	}
	slices.SortStableFunc(f.Values, func(a, b indexer.FacetValue) int { return b.Count - a.Count })
	f.Values = f.Values[:min(size, len(f.Values))]
	return f
}

func (e *fakeEngine) Article(_ context.Context, id string) (*corpus.Article, string, error) {
	if e.fail != nil {
		return nil, "", e.fail
	}
	for _, a := range e.articles {
		if a.ID == id {
			return a, e.generation, nil
		}
	}
	return nil, "", fmt.Errorf("article %q: %w", id, indexer.ErrNotFound)
}

func (e *fakeEngine) FacetValues(_ context.Context, r indexer.FacetListRequest) (*indexer.FacetList, error) {
	if e.fail != nil {
		return nil, e.fail
	}
	f := e.facet(r.Name, 1<<20, indexer.Request{Query: r.Query, Filters: r.Filters})
	values := slices.DeleteFunc(f.Values, func(v indexer.FacetValue) bool {
		return !strings.HasPrefix(strings.ToLower(v.Value), strings.ToLower(r.Match))
	})
	if r.Sort == "value" {
		slices.SortFunc(values, func(a, b indexer.FacetValue) int { return strings.Compare(a.Value, b.Value) })
	}
	from := min((r.Page-1)*r.PerPage, len(values))
	return &indexer.FacetList{
		Generation: e.generation, Name: r.Name, Total: len(values), Page: r.Page, PerPage: r.PerPage,
		Values: values[from:min(from+r.PerPage, len(values))],
	}, nil
}

func (e *fakeEngine) Suggest(_ context.Context, prefix, lang string, limit int) ([]indexer.Suggestion, error) {
	if e.fail != nil {
		return nil, e.fail
	}
	var out []indexer.Suggestion
	for _, a := range e.articles {
		if t := a.Title[lang]; strings.HasPrefix(strings.ToLower(t), strings.ToLower(prefix)) && len(out) < limit {
			out = append(out, indexer.Suggestion{Text: t, Kind: "title", Lang: lang, ID: a.ID, Count: 1})
		}
		for _, k := range a.Keywords[lang] {
			if strings.HasPrefix(strings.ToLower(k), strings.ToLower(prefix)) && len(out) < limit {
				out = append(out, indexer.Suggestion{Text: k, Kind: "keyword", Lang: lang, Count: 3})
			}
		}
	}
	return out, nil
}

// invented makes an archive of n articles over the years 2019 to 2023.
func invented(n int) *fakeEngine {
	e := &fakeEngine{generation: "g7"}
	langs := corpus.Languages()
	for i := range n {
		a := steppeSchools()
		a.Lang = langs[i%3]
		if i > 0 {
			a.ID = fmt.Sprintf("invented-%d", i)
			a.DOI = ""
			a.Year = 2019 + (i*7)%5
			a.Title["kk"] = fmt.Sprintf("Қазақ тілі мен өлке тарихы: %d-зерттеу", i)
			a.Title["ru"] = fmt.Sprintf("Казахский язык и история края: исследование %d", i)
			a.Title["en"] = fmt.Sprintf("Kazakh language and local history: study %d", i)
			a.Keywords["kk"] = append(a.Keywords["kk"], fmt.Sprintf("сала %d", i%14))
			a.Keywords["ru"] = append(a.Keywords["ru"], fmt.Sprintf("область %d", i%14))
			a.Authors = a.Authors[i%2:]
		}
		e.articles = append(e.articles, a)
	}
	return e
}

// steppeSchools is an invented article that has every field.
func steppeSchools() *corpus.Article {
	return &corpus.Article{
		ID: "10.5555-tarikh.2022.v12.i3.04", Lang: "kk", Kind: corpus.KindArticle, DOI: "10.5555/Tarikh.2022.v12.i3.04",
		Title: corpus.Text{
			"kk": "Дала мектептеріндегі гуманитарлық дипломатия: 1920 жылдардағы оқу ағарту ісі",
			"ru": "Гуманитарная дипломатия в степных школах: просвещение 1920-х годов",
			"en": "Humanitarian diplomacy in the schools of the steppe: education in the 1920s",
		},
		Authors: []corpus.Author{
			{Name: corpus.Text{"kk": "А.Б. Сәдуақасова", "ru": "А.Б. Садвакасова", "en": "A.B. Saduakassova"}, ORCID: "0000-0002-1825-0097",
				Email: "a.saduakassova@example.kz", Affiliation: corpus.Text{"kk": "Өлке тарихы институты, Алматы", "en": "Institute of Local History, Almaty"}},
			{Name: corpus.Text{"kk": "Д.Е. Жанғалиев", "en": "D.E. Zhangaliyev"}, Affiliation: corpus.Text{"kk": "Дала университеті, Қарағанды"}},
		},
		Abstract: corpus.Text{
			"kk": "Мақалада 1920 жылдары Қазақ даласында ашылған бастауыш мектептердің қызметі және оларға көрсетілген халықаралық көмек қарастырылады. Авторлар мұрағат құжаттарына сүйене отырып, гуманитарлық дипломатияның оқу ағарту ісіне ықпалын көрсетеді.\nЗерттеу нәтижесі мектептер желісінің қалыптасуы туралы бұрынғы пікірді толықтырады.",
			"ru": "В статье рассматривается деятельность начальных школ, открытых в казахской степи в 1920-е годы, и международная помощь, которую они получали. Опираясь на архивные документы, авторы показывают, как гуманитарная дипломатия повлияла на народное просвещение.",
			"en": "The article studies the primary schools that were opened in the Kazakh steppe in the 1920s and the international help they were given. Drawing on archival documents, the authors show how humanitarian diplomacy shaped public education.",
		},
		Keywords: corpus.Keywords{
			"kk": {"гуманитарлық дипломатия", "дала мектебі", "оқу ағарту", "қазақ тілі"},
			"ru": {"гуманитарная дипломатия", "степная школа", "просвещение", "казахский язык"},
			"en": {"humanitarian diplomacy", "steppe school", "education", "Kazakh language"},
		},
		Sections: []corpus.Section{
			{Heading: "Кіріспе", Text: "Дала мектептері туралы деректер шашыраңқы. Сондықтан алдымен мұрағат қорларының құрамын анықтап алу қажет болды.\nБұл мақала сол жұмыстың алғашқы қорытындысын ұсынады."},
			{Heading: "Деректер мен әдістер", Text: "Зерттеуге үш мұрағаттың екі жүзге жуық ісі алынды."},
			{Heading: "Нәтижелер", Text: "Мектептердің саны бес жылда екі есе өсті."},
			{Heading: "Қорытынды", Text: "Халықаралық көмек оқулық басуға да жұмсалған."},
		},
		References: []corpus.Reference{
			{N: 1, Text: "Бөкейханов Ә. Дала өлкесінің мектептері. – Алматы: Ғылым, 1995. – 214 б.", Authors: []string{"Бөкейханов Ә."}, Year: 1995, Title: "Дала өлкесінің мектептері", Lang: "kk", Romanised: "Bökeyhanov Ä. Dala ölkesiniñ mektepteri. – Almaty: Gylym, 1995. – 214 b."},
			{N: 2, Text: "Harris T. Relief and schooling on the steppe // Journal of Invented History. 2011. Vol. 4. P. 17–39. doi:10.5555/jih.2011.4.17", Year: 2011, Title: "Relief and schooling on the steppe", DOI: "10.5555/jih.2011.4.17", Lang: "en"},
			{N: 3, Text: "Орлова Н. Просвещение в степи. URL: https://example.kz/prosveshchenie/v-stepi", Title: "Просвещение в степи", URL: "https://example.kz/prosveshchenie/v-stepi", Lang: "ru"},
		},
		IRSTI: "03.20.00", UDC: "94(574)", Year: 2022, Volume: "12", Issue: "3", Pages: "41-58",
		Journal: corpus.Journal{
			Title: corpus.Text{"kk": "Өлке тарихы хабаршысы", "ru": "Вестник истории края", "en": "Bulletin of Local History"},
			ISSN:  "1234-5679", EISSN: "2345-6789",
		},
		URL: "https://journal.example.kz/article/4", License: "https://creativecommons.org/licenses/by/4.0/",
		Received: "2022-02-11", Accepted: "2022-06-30",
		Source:   corpus.Source{File: "/srv/secret/issue.txt", Line: 1, EndLine: 300},
		Warnings: []corpus.Warning{{Code: "keywords-missing", Message: "a word for the librarian"}},
	}
}
