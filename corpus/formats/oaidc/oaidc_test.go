package oaidc

import (
	"errors"
	"reflect"
	"testing"

	"izde/corpus"
)

const saved = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<ListRecords>
<record><header><identifier>oai:ojs:article/1</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title xml:lang="en-US">Nomadic fairs: trade and trust</dc:title>
<dc:title xml:lang="kk-KZ">Көшпелі жәрмеңкелер: сауда мен сенім</dc:title>
<dc:title xml:lang="ru-RU">Кочевые ярмарки: торговля и доверие</dc:title>
<dc:creator>Сейіт, А.Б.; https://orcid.org/0000-0002-1825-0097</dc:creator>
<dc:creator>Омар, Г.</dc:creator>
<dc:subject xml:lang="en-US">fair</dc:subject><dc:subject xml:lang="en-US">trust</dc:subject>
<dc:subject xml:lang="ru-RU">ярмарка; доверие; торговля в степи</dc:subject>
<dc:subject>УДК 94(574)</dc:subject><dc:subject>03.20.00</dc:subject>
<dc:description xml:lang="ru-RU">В статье рассматриваются ярмарки Торгайской области и их участники.</dc:description>
<dc:description xml:lang="en-US">В статье рассматриваются ярмарки Торгайской области и их участники, а также цены.</dc:description>
<dc:date>2024-06-30</dc:date>
<dc:identifier>https://dala.example.kz/article/view/1</dc:identifier>
<dc:identifier>10.5555/dala.2024.1</dc:identifier>
<dc:source xml:lang="kk-KZ">Дала зерттеулері; Том 7 № 2 (2024): Сауда; 15-29</dc:source>
<dc:source>2618-1215</dc:source><dc:source>1563-0285</dc:source>
<dc:language>kaz</dc:language>
<dc:rights>Copyright (c) 2024</dc:rights><dc:rights>https://creativecommons.org/licenses/by/4.0</dc:rights>
</oai_dc:dc></metadata></record>
<record><header status="deleted"><identifier>oai:ojs:article/2</identifier></header></record>
<record><metadata><dc><title>Базар мен қала арасындағы жолдар туралы</title><creator xml:lang="kk">Ғ. Нұр</creator><creator xml:lang="en">G. Nur</creator></dc></metadata></record>
</ListRecords></OAI-PMH>`

func TestSavedRecords(t *testing.T) {
	got, err := Read("r.xml", []byte(saved))
	if err != nil || len(got) != 2 {
		t.Fatalf("%d records, %v", len(got), err)
	}
	a := got[0]
	rows := []struct {
		says      string
		got, want any
	}{
		{"titles by xml:lang", a.Title, corpus.Text{"en": "Nomadic fairs: trade and trust", "kk": "Көшпелі жәрмеңкелер: сауда мен сенім", "ru": "Кочевые ярмарки: торговля и доверие"}},
		{"creators, the ORCID taken off", a.Authors, []corpus.Author{{Name: corpus.Text{"kk": "Сейіт, А.Б."}, ORCID: "0000-0002-1825-0097"}, {Name: corpus.Text{"kk": "Омар, Г."}}}},
		{"subjects one by one and as a list", a.Keywords, corpus.Keywords{"en": {"fair", "trust"}, "ru": {"ярмарка", "доверие", "торговля в степи"}}},
		{"codes among the subjects", a.UDC + " " + a.IRSTI, "94(574) 03.20.00"},
		{"a Russian text under the English label is Russian", a.Abstract, corpus.Text{"ru": "В статье рассматриваются ярмарки Торгайской области и их участники."}},
		{"language, year, DOI, address", []any{a.Lang, a.Year, a.DOI, a.URL}, []any{"kk", 2024, "10.5555/dala.2024.1", "https://dala.example.kz/article/view/1"}},
		{"source", []any{a.Journal, a.Volume, a.Issue, a.Pages}, []any{corpus.Journal{Title: corpus.Text{"kk": "Дала зерттеулері"}, ISSN: "2618-1215", EISSN: "1563-0285"}, "7", "2", "15-29"}},
		{"licence", a.License, "https://creativecommons.org/licenses/by/4.0"},
		{"line of the record", a.Source.Line, 4},
		{"a title without xml:lang is identified", got[1].Title["kk"] != "" && got[1].Lang == "kk", true},
		{"creators in two languages are one person", got[1].Authors, []corpus.Author{{Name: corpus.Text{"kk": "Ғ. Нұр", "en": "G. Nur"}}}},
	}
	for _, row := range rows {
		if !reflect.DeepEqual(row.got, row.want) {
			t.Errorf("%s:\n got %v\nwant %v", row.says, row.got, row.want)
		}
	}
	if _, err := Read("x", []byte("<a/>")); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
}

func TestListThatGoesOn(t *testing.T) {
	list := func(token string) string {
		return `<OAI-PMH><ListRecords><record><metadata><dc><title>Дала өлкесінің тарихы</title></dc></metadata></record>` + token + `</ListRecords></OAI-PMH>`
	}
	rows := []struct {
		says, token string
		warnings    int
	}{
		{"a list with more to come", "<resumptionToken completeListSize='9'>abc</resumptionToken>", 1},
		{"the last part of a list", "<resumptionToken/>", 0},
		{"a whole list", "", 0},
	}
	for _, row := range rows {
		got, err := Read("r", []byte(list(row.token)))
		if err != nil || len(got) != 1 || len(got[0].Warnings) != row.warnings {
			t.Errorf("%s: %v %v", row.says, got, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(saved))
	f.Fuzz(func(t *testing.T, b []byte) { Read("r", b) })
}
