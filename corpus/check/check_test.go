package check

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"iter"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"izde/corpus"
	"izde/corpus/source"
)

// whole is an article that nothing is wrong with.
func whole() *corpus.Article {
	words := strings.Repeat("мақала ", 40)
	return &corpus.Article{
		ID: "a1", Lang: "kk", Kind: corpus.KindArticle, Year: 2022, Volume: "3", Pages: "4-14", DOI: "10.5555/a1",
		IRSTI: "11.25.09", UDC: "327",
		Title: corpus.Text{"kk": "Дала мәдениетінің тарихы мен бүгіні", "ru": "История и сегодняшний день степной культуры",
			"en": "The history and the present of the culture of the steppe"},
		Abstract: corpus.Text{"kk": "Бұл зерттеуде қазақ даласының мәдениеті туралы айтылады. " + words,
			"ru": "В этом исследовании говорится о культуре казахской степи и её истории. " + strings.Repeat("об этом написано много раз ", 8),
			"en": "This study is about the culture of the Kazakh steppe and its history. " + strings.Repeat("much has been written about it ", 6)},
		Keywords: corpus.Keywords{"kk": {"дала", "мәдениет"}, "ru": {"степь", "культура"}, "en": {"steppe", "culture"}},
		Authors:  []corpus.Author{{Name: corpus.Text{"kk": "А. Сейіт"}, ORCID: "0000-0002-1825-0097", Email: "a@b.kz", Affiliation: corpus.Text{"kk": "Университет"}}},
		Sections: []corpus.Section{{Text: "Қазақ даласының мәдениеті мен тарихы туралы зерттеулер бүгінде көп."}},
		References: []corpus.Reference{{N: 1, Text: "x", Title: "Степь", Year: 2001, Authors: []string{"Сеитов А."}},
			{N: 2, Text: "y", Title: "Город и река", Year: 2002, Authors: []string{"Ким О."}}},
		Journal: corpus.Journal{Title: corpus.Text{"kk": "Журнал"}, ISSN: "1563-0285"},
		Source:  corpus.Source{File: "issue.txt", Line: 12, EndLine: 90},
	}
}

func sequence(items ...any) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for _, item := range items {
			var ok bool
			switch v := item.(type) {
			case *corpus.Article:
				ok = yield(v, nil)
			case error:
				ok = yield(nil, v)
			}
			if !ok {
				return
			}
		}
	}
}

func codesOf(r *Report) (codes []string) {
	for _, p := range r.Problems {
		codes = append(codes, p.Code)
	}
	return codes
}

func TestWholeArticleHasNoProblem(t *testing.T) {
	r := Run(t.Context(), sequence(whole()))
	if len(r.Problems) != 0 {
		t.Errorf("problems: %+v", r.Problems)
	}
	for _, f := range r.Fields {
		want := 1
		if f.Field == "received" || f.Field == "license" {
			want = 0
		}
		if f.Present != want || f.Of != 1 {
			t.Errorf("%s %s: %d of %d", f.Field, f.Lang, f.Present, f.Of)
		}
	}
}

func TestEachProblemIsFound(t *testing.T) {
	rows := []struct {
		says  string
		spoil func(*corpus.Article)
		want  string // code, language
		tells string // part of the message
	}{
		{"a missing Kazakh abstract", func(a *corpus.Article) { delete(a.Abstract, "kk") }, "abstract-missing kk", "no Kazakh abstract"},
		{"missing Russian keywords", func(a *corpus.Article) { delete(a.Keywords, "ru") }, "keywords-missing ru", "Russian"},
		{"keyword lists of different length", func(a *corpus.Article) { a.Keywords["en"] = []string{"steppe"} }, "keywords-count ", "Kazakh 2, Russian 2, English 1"},
		{"a keyword twice", func(a *corpus.Article) {
			a.Keywords["kk"] = []string{"Дала", "дала"}
		}, "keyword-repeated kk", "stands twice"},
		{"an ORCID that fails its check", func(a *corpus.Article) { a.Authors[0].ORCID = "0000-0002-1825-0098" }, "orcid-invalid ", "0000-0002-1825-0098 of А. Сейіт"},
		{"an ISSN that fails its check", func(a *corpus.Article) { a.Journal.ISSN = "1563-0286" }, "issn-invalid ", "1563-0286"},
		{"a DOI that is none", func(a *corpus.Article) { a.DOI = "doi:none" }, "doi-invalid ", "doi:none"},
		{"a DOI with the point of its sentence", func(a *corpus.Article) { a.DOI += "." }, "doi-invalid ", "perhaps 10.5555/a1 is meant"},
		{"a DOI of a reference that is none", func(a *corpus.Article) { a.References[1].DOI = "10.555/x" }, "doi-invalid ", `"10.555/x" of reference 2`},
		{"a DOI in the text of a reference that is none", func(a *corpus.Article) { a.References[1].Text = "Ким О. Город и река. DOI: 10.55/x.12." }, "doi-invalid ", `"10.55/x.12" of reference 2`},
		{"an IRSTI code that is none", func(a *corpus.Article) { a.IRSTI = "11-25" }, "irsti-invalid ", "11-25"},
		{"a UDC number that is none", func(a *corpus.Article) { a.UDC = "(327" }, "udc-invalid ", "(327"},
		{"an abstract in another language", func(a *corpus.Article) { a.Abstract["en"] = a.Abstract["ru"] + " и так далее" }, "language-other en", "seems to be in Russian"},
		{"one abstract under two languages", func(a *corpus.Article) { a.Abstract["en"] = a.Abstract["ru"] }, "text-repeated ru", "the same text"},
		{"a body in another language", func(a *corpus.Article) { a.Lang = "en" }, "language-other en", "body seems to be in Kazakh"},
		{"an abstract of five words", func(a *corpus.Article) { a.Abstract["en"] = "This is about the steppe." }, "abstract-short en", "5 words"},
		{"no year", func(a *corpus.Article) { a.Year = 0 }, "year-missing ", "year"},
		{"a year to come", func(a *corpus.Article) { a.Year = 2922 }, "year-doubtful ", "2922"},
		{"pages that run backwards", func(a *corpus.Article) { a.Pages = "45-13" }, "pages-doubtful ", "45-13"},
		{"an acceptance before the submission", func(a *corpus.Article) { a.Received, a.Accepted = "2022-05-01", "2022-04-01" }, "dates-doubtful ", "2022-05-01"},
		{"a reference that could not be parsed", func(a *corpus.Article) { a.References[1].Unparsed = true }, "reference-unparsed ", "reference 2"},
		{"a gap in the numbers of the references", func(a *corpus.Article) { a.References[1].N = 4 }, "reference-gap ", "4 follows 1"},
		{"a work twice in the list", func(a *corpus.Article) {
			a.References[1] = corpus.Reference{N: 2, Title: "Step'", Year: 2001, Authors: []string{"Seitov A."}}
		}, "reference-repeated ", "1 and 2"},
		{"an e-mail address that is none", func(a *corpus.Article) { a.Authors[0].Email = "a b.kz" }, "email-invalid ", "a b.kz"},
		{"no body", func(a *corpus.Article) { a.Sections = nil }, "body-missing ", "body"},
		{"no list of references", func(a *corpus.Article) { a.References = nil }, "references-missing ", "references"},
	}
	for _, row := range rows {
		a := whole()
		row.spoil(a)
		r := Run(t.Context(), sequence(a))
		if len(r.Problems) != 1 {
			t.Errorf("%s: %v", row.says, codesOf(r))
			continue
		}
		p := r.Problems[0]
		if p.Code+" "+p.Lang != row.want || !strings.Contains(p.Message, row.tells) || p.File != "issue.txt" || p.Line != 12 || p.Advice == "" {
			t.Errorf("%s: %+v", row.says, p)
		}
		if _, ok := meanings()[p.Code]; !ok {
			t.Errorf("%s: codes.tsv has no %s", row.says, p.Code)
		}
	}
}

func TestWhatMustBeUniqueInAnArchive(t *testing.T) {
	rows := []struct {
		says  string
		spoil func(*corpus.Article)
		want  string
	}{
		{"one id", func(a *corpus.Article) {
			a.DOI = ""
			a.Title = corpus.Text{"kk": "Басқа мақаланың атауы осында тұр"}
		}, "id-duplicate"},
		{"one DOI in two cases", func(a *corpus.Article) { a.ID = "a2"; a.DOI = "10.5555/A1" }, "doi-duplicate"},
		{"one title and author", func(a *corpus.Article) { a.ID, a.DOI = "a2", "" }, "article-duplicate"},
		{"one title in one language, in capitals, with a hyphen, the name turned round", func(a *corpus.Article) {
			a.ID, a.DOI, a.Title = "a2", "", corpus.Text{"ru": "ИСТОРИЯ И СЕГОД-НЯШНИЙ ДЕНЬ СТЕПНОЙ КУЛЬТУРЫ"}
			a.Authors = []corpus.Author{{Name: corpus.Text{"ru": "Сейит А."}}}
		}, "article-duplicate"},
		{"a copy without a year", func(a *corpus.Article) { a.ID, a.DOI, a.Year = "a2", "", 0 }, "article-duplicate"},
		{"a copy without authors", func(a *corpus.Article) { a.ID, a.DOI, a.Authors = "a2", "", nil }, "article-duplicate"},
	}
	for _, row := range rows {
		b := whole()
		b.Source.File, b.Source.Line = "other.txt", 7
		row.spoil(b)
		r := Run(t.Context(), sequence(whole(), b))
		found := false
		for _, p := range r.Problems {
			if p.Code == row.want {
				found = p.File == "other.txt" && p.Line == 7 && strings.Contains(p.Message, "issue.txt line 12")
			}
		}
		if !found {
			t.Errorf("%s: %+v", row.says, r.Problems)
		}
	}
}

// TestOfOneFactIsToldOnce: an id that was made of the DOI or of the title is
// no fact of its own, and what is told of two articles is told at the second.
func TestOfOneFactIsToldOnce(t *testing.T) {
	rows := []struct {
		says  string
		spoil func(*corpus.Article)
		want  string
	}{
		{"a copy", func(a *corpus.Article) {}, "doi-duplicate article-duplicate"},
		{"a copy without a DOI", func(a *corpus.Article) { a.DOI = "" }, "article-duplicate"},
		{"another article of the DOI", func(a *corpus.Article) {
			a.Title = corpus.Text{"kk": "Басқа мақаланың атауы осында тұр"}
		}, "doi-duplicate"},
		{"a second part", func(a *corpus.Article) {
			a.ID, a.DOI = "a2", ""
			for code := range a.Title {
				a.Title[code] += ": II"
			}
		}, ""},
		{"another short word", func(a *corpus.Article) {
			a.ID, a.DOI, a.Title = "a2", "", corpus.Text{"kk": "Тау мәдениетінің тарихы мен бүгіні"}
		}, ""},
		{"one title in another year", func(a *corpus.Article) { a.ID, a.DOI, a.Year = "a2", "", 2021 }, ""},
		{"one title of another author", func(a *corpus.Article) {
			a.ID, a.DOI, a.Authors = "a2", "", []corpus.Author{{Name: corpus.Text{"kk": "Қ. Мұқанова"}}}
		}, ""},
	}
	for _, row := range rows {
		b := whole()
		row.spoil(b)
		var got []string
		for _, p := range Run(t.Context(), sequence(whole(), b)).Problems {
			if strings.HasSuffix(p.Code, "-duplicate") {
				got = append(got, p.Code)
			}
		}
		if strings.Join(got, " ") != row.want {
			t.Errorf("%s: %q, want %q", row.says, got, row.want)
		}
	}
	rules := func(issue string) *corpus.Article {
		return &corpus.Article{ID: issue, Lang: "ru", Kind: corpus.KindText, Title: corpus.Text{"ru": "Правила для авторов"}, Issue: issue}
	}
	if r := Run(t.Context(), sequence(rules("1"), rules("2"))); len(r.Problems) > 0 {
		t.Errorf("texts without authors of two issues: %+v", r.Problems)
	}
}

func TestReadingsOwnWarningsAreNotRepeated(t *testing.T) {
	a := whole()
	delete(a.Keywords, "kk")
	a.Warnings = []corpus.Warning{{Code: "keywords-missing", Lang: "kk", Line: 30, Message: "no keywords in this language"}}
	r := Run(t.Context(), sequence(a))
	if len(r.Problems) != 1 || r.Problems[0].Line != 30 {
		t.Errorf("%+v", r.Problems)
	}
}

func TestNewsLackNothing(t *testing.T) {
	a := &corpus.Article{ID: "n", Lang: "en", Kind: corpus.KindNews, Source: corpus.Source{File: "n.txt", Line: 1},
		Sections: []corpus.Section{{Text: "The meeting was held in the capital on Monday morning."}}}
	if r := Run(t.Context(), sequence(a)); len(r.Problems) > 0 || r.Articles != 0 || r.Texts != 1 {
		t.Errorf("%+v", r)
	}
}

func TestUnreadableRecordsAreProblems(t *testing.T) {
	r := Run(t.Context(), sequence(&source.Error{File: "a.jsonl", Line: 3, Err: errors.New("not valid JSON")}, whole(), context.Canceled))
	if len(r.Problems) != 1 || r.Problems[0].Code != "unreadable" || r.Problems[0].Line != 3 || r.Files != 2 || r.Stopped == "" {
		t.Errorf("%+v", r)
	}
}

// spoiled is a Report with problems of every severity, and texts that writers
// must not trip over.
func spoiled(t *testing.T) *Report {
	a := whole()
	a.Source.File = `a "b",<script>.txt`
	a.DOI = "=1+1"
	delete(a.Abstract, "kk")
	a.Warnings = []corpus.Warning{{Code: "hyphen-joined", Count: 12, Message: "words were joined"}}
	return Run(t.Context(), sequence(a, whole()))
}

func TestWritersSayTheSame(t *testing.T) {
	r := spoiled(t)
	var js, table, sheet, page bytes.Buffer
	for _, err := range []error{r.WriteJSON(&js), r.WriteTable(&table), r.WriteCSV(&sheet), r.WriteHTML(&page)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var back Report
	if err := json.Unmarshal(js.Bytes(), &back); err != nil || len(back.Problems) != len(r.Problems) || back.Articles != 2 {
		t.Errorf("JSON: %v, %d problems", err, len(back.Problems))
	}
	rows, err := csv.NewReader(&sheet).ReadAll()
	if err != nil || len(rows) != len(r.Problems)+1 {
		t.Errorf("CSV: %v, %d rows", err, len(rows))
	}
	for _, want := range []string{"2 texts in 2 files", "abstract, Kazakh", "50%", "abstract-missing", "no Kazakh abstract", "hyphen-joined"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, table.String())
		}
	}
	if s := page.String(); strings.Contains(s, "<script>") || !strings.Contains(s, "&lt;script&gt;") || !strings.Contains(s, "<svg") ||
		strings.Contains(s, "src=") || strings.Contains(s, "http") || !strings.Contains(s, "no Kazakh abstract") {
		t.Error("the page is not safe, or not whole, or needs another file")
	}
	if _, err := html.Parse(&page); err != nil {
		t.Error(err)
	}
}

// TestEachRepairIsARow: where reading lists the repairs of a kind, the sheet
// has a row for each, with its place and what it was.
func TestEachRepairIsARow(t *testing.T) {
	a := whole()
	a.Warnings = []corpus.Warning{{Code: "hyphen-joined", Line: 3, Column: 5, Count: 2, Before: "wa-\nter", After: "water", Message: "words were joined, as in wa-ter",
		Repairs: []corpus.Repair{{Line: 3, Column: 5, Before: "wa-\nter", After: "water"}, {Line: 9, Column: 71, Before: "step-\npe", After: "steppe"}}}}
	r := Run(t.Context(), sequence(a))
	if len(r.Problems) != 1 || r.Problems[0].Column != 5 || r.Problems[0].After != "water" || len(r.Problems[0].Repairs) != 2 {
		t.Fatalf("%+v", r.Problems)
	}
	var sheet bytes.Buffer
	if err := r.WriteCSV(&sheet); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&sheet).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%v, %d rows", err, len(rows))
	}
	if got := rows[2]; got[1] != "9" || got[6] != "1" || strings.Contains(got[7], "wa-ter") || got[9] != "71" || got[10] != "step-\npe" || got[11] != "steppe" {
		t.Errorf("the second repair: %q", got)
	}
}

func TestCellsAreNoFormulas(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "-5": "'-5", "@x": "'@x", "a=b": "a=b", "": ""} {
		if got := noFormula(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestEmptyArchiveIsReported(t *testing.T) {
	r := Run(t.Context(), sequence())
	var table, page bytes.Buffer
	if r.WriteTable(&table) != nil || r.WriteHTML(&page) != nil || !strings.Contains(table.String(), "nothing could be read") {
		t.Error(table.String())
	}
}
