package rawtext

import (
	"strings"
	"testing"

	"izde/corpus"
)

// TestDates reads labelled dates: of receipt and of acceptance.
func TestDates(t *testing.T) {
	for _, tt := range []struct{ text, received, accepted string }{
		{"Received 6 February 2023; revised 14 April 2023; accepted 22 May 2023", "2023-02-06", "2023-05-22"},
		{"Received: August 9, 2022. Accepted: November 17, 2022.", "2022-08-09", "2022-11-17"},
		{"Поступила: 12.01.2024; Доработана: 20.02.2024; Одобрена: 04.03.2024; Доступна онлайн: 29.03.2024", "2024-01-12", "2024-03-04"},
		{"Одобрена 04.03.2024. Принята к публикации 08.03.2024.", "", "2024-03-08"},
		{"Қабылданды: 21.10.2022 / Мақұлданды: 30.11.2022 / Онлайн жарияланды: 29.12.2022", "2022-10-21", "2022-11-30"},
		{"Поступила в редакцию / Редакцияға түсті / Entered the editorial office: 08.11.2022.", "2022-11-08", ""},
		{"Принято к публикации / Жариялауға қабылданды / Accepted for publication: 27.01.2023.", "", "2023-01-27"},
		{"Редакцияға 14.01.2020 түсті", "2020-01-14", ""},
		{"Келіп түсті: 14 ақпан 2023 жыл", "2023-02-14", ""},
		{"Мақала редакцияға түсті: 1 қыркүйек 2022 ж. Басуға қабылданды: 21 қараша 2022 ж.", "2022-09-01", "2022-11-21"},
		{"Түсті: 02.05.2023 / Поступила: 02.05.2023 / Received: 02.05.2023", "2023-05-02", ""},
		{"Received in spring 2021", "in spring 2021", ""},
		{"14.11.23 ж. баспаға түсті.", "2023-11-14", ""},
		{"Редакцияға 02.12.2016 түсті, 25.01.2017 қабылданды", "2016-12-02", "2017-01-25"},
		{"02.12.2016 редакцияға түсті, 25.01.2017 басуға қабылданды", "2016-12-02", "2017-01-25"},
		{"14.11.2023, баспаға түсті", "2023-11-14", ""},
		{"05.09.2022 ж. басып шығаруға қабылданды.", "", "2022-09-05"},
		{"Поступило в редакцию 14.11.23. Поступило с исправлениями 20.12.23. Принято в печать 29.02.24.", "2023-11-14", "2024-02-29"},
		{"Мақаланың редакцияға түскен күні 23.01.2023 / қабылданған күні 15.06.2023", "2023-01-23", "2023-06-15"},
	} {
		s := newSplitter(Options{})
		s.scan(tt.text)
		s.lines = []line{{n: 1, text: tt.text}}
		s.elements = []element{{class: classDates, to: 1}}
		b := builder{s: s, d: &draft{elements: []int{0}}, a: &corpus.Article{}}
		b.readFront()
		b.setDates()
		if b.a.Received != tt.received || b.a.Accepted != tt.accepted {
			t.Errorf("%s: %q and %q, want %q and %q", tt.text, b.a.Received, b.a.Accepted, tt.received, tt.accepted)
		}
	}
}

// TestCodes reads lines of classification codes.
func TestCodes(t *testing.T) {
	for _, tt := range []struct{ text, irsti, udc string }{
		{"УДК 902/904 (574.2)", "", "902/904 (574.2)"},
		{"UDC 553.43:550.8 (574.3); IRSTI 38.01.05", "38.01.05", "553.43:550.8 (574.3)"},
		{"Код МРНТИ 52.13.25", "52.13.25", ""},
		{"ҒТАМР / МРНТИ / IRSTI 17.82.31", "17.82.31", ""},
		{"FTAMP 17.82.31    https://doi.org/10.55555/x.1", "17.82.31", ""},
		{"FTAXP: 28.23.37", "28.23.37", ""},
		{"ӘОЖ 37.02 (стр. 5)", "", "37.02"},
	} {
		s := newSplitter(Options{})
		s.scan(tt.text)
		s.lines = []line{{n: 1, text: tt.text}}
		s.elements = []element{{class: classCode, to: 1}}
		b := builder{s: s, d: &draft{elements: []int{0}}, a: &corpus.Article{}}
		b.readFront()
		if b.a.IRSTI != tt.irsti || b.a.UDC != tt.udc {
			t.Errorf("%s: %q and %q, want %q and %q", tt.text, b.a.IRSTI, b.a.UDC, tt.irsti, tt.udc)
		}
		if _, ok := findLabel(tt.text); !ok {
			t.Errorf("%s: no label", tt.text)
		}
	}
}

// TestTrimStop takes the full stop off an address, not off an abbreviation.
func TestTrimStop(t *testing.T) {
	for text, want := range map[string]string{
		"Horse Academy, Omsk.":           "Horse Academy, Omsk",
		"Жылқы институты, Павлодар қ.":   "Жылқы институты, Павлодар қ.",
		"Станция, Абайская обл.":         "Станция, Абайская обл.",
		"Steppe Milk Co. Ltd.":           "Steppe Milk Co. Ltd.",
		"Lake School, Boston, U.S.A.":    "Lake School, Boston, U.S.A.",
		"Lake School, Boston, MA, USA.":  "Lake School, Boston, MA, USA",
		"Институт озёр (Астана, Шучье).": "Институт озёр (Астана, Шучье)",
	} {
		if got := trimStop(text); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// TestTidyRoles takes what somebody is, and the brackets around the whole, off an
// address.
func TestTidyRoles(t *testing.T) {
	for text, want := range map[string]string{
		"Т.ғ.к., қауымдастырылған профессор. Көл университеті. Қазақстан, Орал қ.": "Көл университеті. Қазақстан, Орал қ.",
		"Doctor of Historical Sciences. Lake University. Kazakhstan, Oral.":        "Lake University. Kazakhstan, Oral",
		"PhD докторант. «Арна» институты, Орал":                                    "«Арна» институты, Орал",
		"(г. Орал, Казахстан)":                                                     "(г. Орал, Казахстан)",
		"(г. Орал, Озёрный институт)":                                              "г. Орал, Озёрный институт",
		"(Lake Institute, Oral, Kazakhstan).":                                      "Lake Institute, Oral, Kazakhstan",
		"Институт озёр (Астана), лаборатория рек (Орал)":                           "Институт озёр (Астана), лаборатория рек (Орал)",
		"Академия рек, к.г.н., профессор (г. Орал, Казахстан); e-mail:":            "Академия рек (г. Орал, Казахстан)",
		"Lake Academy, PhD student (Oral, Kazakhstan)":                             "Lake Academy (Oral, Kazakhstan)",
		"St. Mary Institute, Oral":                                                 "St. Mary Institute, Oral",
	} {
		if got := tidyAffiliation(text); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// TestJoinAddress parts the lines of an address by commas.
func TestJoinAddress(t *testing.T) {
	for _, tt := range []struct{ have, next, want string }{
		{"Lake School", "Astana", "Lake School, Astana"},
		{"Озёрная школа, г.", "Астана", "Озёрная школа, г. Астана"},
		{"Lake School", "(Astana, Kazakhstan)", "Lake School (Astana, Kazakhstan)"},
		{"", "Astana", "Astana"},
		{"Lake School, Astana; ᵇ", "Hill School, Oral", "Lake School, Astana; ᵇ Hill School, Oral"},
		{"Lake School, Astana; 2", "Hill School, Oral", "Lake School, Astana; 2 Hill School, Oral"},
		{"Lake School, Astana, (3)", "Hill School, Oral", "Lake School, Astana, (3) Hill School, Oral"},
		{"Lake School, Abay Street 12", "Oral", "Lake School, Abay Street 12, Oral"},
		{"Lake School, Ka-", "zakhstan, Astana", "Lake School, Kazakhstan, Astana"},
	} {
		if got := joinAddress(tt.have, tt.next); got != tt.want {
			t.Errorf("%s + %s: %s", tt.have, tt.next, got)
		}
	}
}

// TestAddressesInOrder gives each author the address at the same place where
// there are as many as authors and nothing else ties them.
func TestAddressesInOrder(t *testing.T) {
	for _, tt := range []struct{ text, first, second string }{
		{"Kim O., Orlov N.\n\nLake University, Astana, Kazakhstan\nForest Institute, Varna, Bulgaria", "Lake University, Astana, Kazakhstan", "Forest Institute, Varna, Bulgaria"},
		{"Kim O., Orlov N.\n\nDepartment of Lakes,\nLake University, Astana, Kazakhstan", "Department of Lakes, Lake University, Astana, Kazakhstan", "Department of Lakes, Lake University, Astana, Kazakhstan"},
		{"Kim O.¹, Orlov N.²\n\n¹ Forest Institute, Varna, Bulgaria\n² Lake University, Astana, Kazakhstan", "Forest Institute, Varna, Bulgaria", "Lake University, Astana, Kazakhstan"},
	} {
		a := Split("a.txt", "LAKES AND FORESTS OF THE STEPPE\n\n"+tt.text+"\n\nAbstract. The lakes and the forests of the steppe are compared in this article, which is the first of\na series that the two stations have planned together and that will take them four years of work.\n\nKeywords: lake, forest, steppe.\n\nIntroduction\nThe steppe has lakes. It has few forests, and those that it has are small, and most of them stand\nalong the rivers.\n", Options{}).Articles[0]
		if len(a.Authors) != 2 || a.Authors[0].Affiliation["en"] != tt.first || a.Authors[1].Affiliation["en"] != tt.second {
			t.Errorf("%s: %+v", tt.text, a.Authors)
		}
	}
}

// TestHeadingsOverIndent finds the headings that only the indent of what
// follows sets off.
func TestHeadingsOverIndent(t *testing.T) {
	text := "LAKES AND FORESTS OF THE STEPPE\nKim O.\nAbstract. The lakes and the forests of the steppe are compared in this article.\nKeywords: lake, forest, steppe.\nIntroduction\n" +
		"   The steppe has many lakes, and most of them are shallow and\nsalt. Their level changes from one year to another, and nobody\nhas measured it.\n" +
		"Water and salt\n" +
		"   The water was taken from nine lakes in two summers, and its\nsalt was weighed in the laboratory of the station on the same\nday.\n" +
		"Birds of the shore\n" +
		"   The birds were counted at dawn from a boat, always by the\nsame two people, who knew the lakes well.\n"
	var got []string
	for _, s := range Split("a.txt", text, Options{}).Articles[0].Sections {
		got = append(got, s.Heading)
	}
	if want := "Introduction|Water and salt|Birds of the shore"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLeadToList takes no sentence that leads to a list, or ends in the source it
// cites, for a title, though it stands apart.
func TestLeadToList(t *testing.T) {
	for _, text := range []string{
		"The duties of the station include the following measures (Orlov, 2011):",
		"The duties of the station have grown from year to year (Orlov, 2011)",
		"The duties of the station include the following measures:",
	} {
		l := line{text: text, gap: 1, feat: *describe(text), block: block{lines: 1, runes: len(text)}}
		var scores [classCount]float64
		emit(&l, &scores)
		if scores[classTitle] >= scores[classBody] {
			t.Errorf("%q: title %.1f, body %.1f", text, scores[classTitle], scores[classBody])
		}
	}
}

// TestLabelKinds tells labels by what they introduce.
func TestLabelKinds(t *testing.T) {
	for text, want := range map[string]labelKind{
		"Main results.":                          labelHeading,
		"Statement of the problem":               labelHeading,
		"Есептің қойылымы.":                      labelHeading,
		"Результаты исследований":                labelHeading,
		"ПАЙДАЛАНҒАН ДЕРЕКТЕР ТІЗІМІ":            labelReferences,
		"Контактная информация:":                 labelAuthorInfo,
		"Библиографическая ссылка:":              labelCitation,
		"*Бізге дұрыс сілтеме жасаңыз:":          labelCitation,
		"14.11.23 ж. баспаға түсті.":             labelReceived,
		"29.02.24 ж. басып шығаруға қабылданды.": labelAccepted,
	} {
		l := line{text: text}
		l.label, l.has = findLabel(text)
		if !l.has || l.label.kind != want || !plausible(&l) {
			t.Errorf("%s: %v %s", text, l.has, l.label.kind)
		}
	}
}

// TestDropBold takes the stars off bold text of several lines, not off the
// marks of affiliations.
func TestDropBold(t *testing.T) {
	for _, tt := range []struct{ text, first, last string }{
		{"**Lakes of the steppe:\nlevel and salt**", "Lakes of the steppe:", "level and salt"},
		{"**Institute of Lakes, Astana\n***Northern University, Almaty", "**Institute of Lakes, Astana", "***Northern University, Almaty"},
		{"**Institute of Lakes, Astana\n\nD. Kim*, O. Satov**", "**Institute of Lakes, Astana", "D. Kim*, O. Satov**"},
	} {
		s := newSplitter(Options{})
		s.scan(tt.text)
		if first, last := s.source[0].text, s.source[len(s.source)-1].text; first != tt.first || last != tt.last {
			t.Errorf("%q: %q … %q, want %q … %q", tt.text, first, last, tt.first, tt.last)
		}
	}
}

// TestNamesDay finds the day of a month, in figures and in words.
func TestNamesDay(t *testing.T) {
	for text, want := range map[string]bool{
		"On 5 March the seminar met":           true,
		"On the twenty-fourth of March it met": true,
		"Двадцать четвёртого марта состоялся семинар": true,
		"наурыздың бесінші жұлдызында өтті":           true,
		"the seminar met in March for the first time": false,
		"осенью прошёл второй семинар":                false,
	} {
		if got := namesDay(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestTidyAffiliation takes off an address what says who somebody is.
func TestTidyAffiliation(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Corresponding author, Researcher, Lake Museum, Oral, Kazakhstan. E-mail:", "Lake Museum, Oral, Kazakhstan"},
		{"автор-корреспондент, заведующая отделом фондов, Музей озёр, г. Орал", "Музей озёр, г. Орал"},
		{"корреспондент автор, қор бөлімінің меңгерушісі, Көл музейі, Орал қ.", "Көл музейі, Орал қ."},
		{"Head of the Laboratory of Lakes, Lake University, Oral, e-mail", "Lake University, Oral"},
		{"Lake University, Head Office, Oral (e-mail: )", "Lake University, Head Office, Oral"},
		{"Director of the Institute of Lakes, Oral", "Director of the Institute of Lakes, Oral"},
		{"(Lake University, Oral, Kazakhstan)", "Lake University, Oral, Kazakhstan"},
		{"(Lake) University, Oral (Kazakhstan)", "(Lake) University, Oral (Kazakhstan)"},
		{"Chief Directorate of Lakes, Oral, эл. почта:", "Chief Directorate of Lakes, Oral"},
	} {
		if got := tidyAffiliation(tt.text); got != tt.want {
			t.Errorf("%s\n   got %s\n  want %s", tt.text, got, tt.want)
		}
	}
}

// TestHeadingOfSection leaves out who wrote a section.
func TestHeadingOfSection(t *testing.T) {
	for text, want := range map[string]string{
		"1 Introduction (A. Kim)":              "1 Introduction",
		"2 Материалы (Ким А.Б., Орлов В.Г.)":   "2 Материалы",
		"Discussion (Kim A., Orlov B. and Li)": "Discussion (Kim A., Orlov B. and Li)",
		"Results (2019)":                       "Results (2019)",
		"Заключение:":                          "Заключение",
	} {
		if got := heading(text); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// TestStatementsAreNotes takes funds and conflicts of interest, run in among
// the metadata or behind the references, for no headings of the article.
func TestStatementsAreNotes(t *testing.T) {
	const front = "LAKES AND FORESTS OF THE STEPPE\n\nKim O., Orlov N.\n\nAbstract. The lakes and the forests of the steppe are compared in this article, which is the first of\na series that the two stations have planned together.\n\nKeywords: lake, forest, steppe.\n\n"
	const body = "Introduction\n\nThe steppe has lakes. It has few forests, and those that it has are small, and most of them stand\nalong the rivers.\n\n"
	const refs = "References\n\n1. Kim O. Lakes. – Oral: Lake Press, 2014. – 88 p.\n2. Orlov N. Forests. – Oral: Lake Press, 2016. – 96 p.\n\n"
	for _, tt := range []struct{ text, want string }{
		{front + "CONFLICT OF INTEREST: the authors have none.\n\n" + body + refs, "|Introduction"},
		{front + "Funding. The station paid for it.\nConflict of interest. None is known.\n\n" + body + refs, "|Introduction"},
		{front + body + refs + "Conflict of interest. The authors have none to tell of.\n", "Introduction|"},
		{front + body + "Acknowledgements. The authors thank the station.\n\n" + refs, "Introduction|Acknowledgements"},
		{front + body + "Funding\n\nThe station paid for it all, and for the boat.\n\n" + refs, "Introduction|Funding"},
	} {
		var got []string
		for _, s := range Split("a.txt", tt.text, Options{}).Articles[0].Sections {
			got = append(got, s.Heading)
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%s\n   got %s\n  want %s", tt.text[len(front):], g, tt.want)
		}
	}
}

// TestHowToCite keeps the entries under the label of how to cite an article out
// of its metadata, in as many paragraphs as there are languages.
func TestHowToCite(t *testing.T) {
	const front = "LAKES AND FORESTS OF THE STEPPE\n\nKim O., Orlov N.\n\nAbstract. The lakes and the forests of the steppe are compared in this article, which is the first of\na series that the two stations have planned together.\n\nKeywords: lake, forest, steppe.\n\n"
	const body = "Introduction\n\nThe steppe has lakes. It has few forests, and those that it has are small, and most of them stand\nalong the rivers.\n"
	const en = "Kim O., Orlov N. Lakes and forests of the steppe // Steppe Bulletin. 2021. No 2. P. 3-9."
	const ru = "Ким О., Орлов Н. Озёра и леса степи // Вестник степи. 2021. № 2. С. 3-9."
	for _, label := range []string{
		"For citation:\n" + en + "\n\n" + ru + "\n\n",
		"Для цитирования:\n\n" + ru + "\n\n" + en + "\n\n",
		"Библиографическая ссылка:\n" + ru + "\n\n10.55555/steppe.2021.2\n\n" + en + "\n\n",
		"For citation: " + en + "\n\n",
	} {
		a := Split("a.txt", front+label+body, Options{}).Articles[0]
		if len(a.Title) != 1 || len(a.Abstract) != 1 || len(a.Authors) != 2 || len(a.References) != 0 || len(a.Sections) != 1 || !strings.HasSuffix(a.Abstract["en"], "planned together.") {
			t.Errorf("%s%+v", label, a)
		}
	}
}

// TestSignedAddresses gives each author the address that stands behind his name
// and a dash.
func TestSignedAddresses(t *testing.T) {
	const head = "LAKES AND FORESTS OF THE STEPPE\n\n"
	const rest = "\n\nAbstract. The lakes and the forests of the steppe are compared in this article, which is the first of\na series that the two stations have planned together.\n\nKeywords: lake, forest, steppe.\n\nIntroduction\nThe steppe has lakes. It has few forests, and those that it has are small, and most of them stand\nalong the rivers.\n"
	for _, lines := range []string{
		"Kim O.A. – PhD, Lake University, Oral, Kazakhstan, kim@lake.example.kz\nOrlov N.V. – Professor, Forest Institute, Varna, Bulgaria, orlov@forest.example.org",
		"Kim O.A. — PhD, Lake University, Oral, Kazakhstan. E-mail: kim@lake.example.kz. ORCID: 0000-0001-1111-1111\nOrlov N.V. — Professor, Forest Institute, Varna, Bulgaria. E-mail: orlov@forest.example.org",
		"O.A. Kim - Senior Lecturer, Lake University, Oral, Kazakhstan\nE-mail: kim@lake.example.kz\nN.V. Orlov - Professor, Forest Institute, Varna, Bulgaria\nE-mail: orlov@forest.example.org",
	} {
		a := Split("a.txt", head+lines+rest, Options{}).Articles[0]
		if len(a.Authors) != 2 || a.Authors[0].Affiliation["en"] != "Lake University, Oral, Kazakhstan" || a.Authors[1].Affiliation["en"] != "Forest Institute, Varna, Bulgaria" ||
			a.Authors[0].Email != "kim@lake.example.kz" || a.Authors[1].Email != "orlov@forest.example.org" {
			t.Errorf("%s: %+v", lines, a.Authors)
		}
	}
}
