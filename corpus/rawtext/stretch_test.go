package rawtext

import (
	"fmt"
	"strings"
	"testing"

	"izde/corpus"
)

// outline is what a stretch of an issue was read into, a fact a line.
func outline(text string) string {
	var b strings.Builder
	for i, a := range Split("x.txt", text, Options{}).Articles {
		fmt.Fprintf(&b, "%d kind: %s\n%d lang: %s\n%d doi: %s\n%d udc: %s\n", i, a.Kind, i, a.Lang, i, a.DOI, i, a.UDC)
		for _, code := range corpus.Languages() {
			fmt.Fprintf(&b, "%d title %s: %s\n%d abstract %s: %s\n", i, code, a.Title[code], i, code, a.Abstract[code])
			fmt.Fprintf(&b, "%d keywords %s: %s\n", i, code, strings.Join(a.Keywords[code], "; "))
			for _, p := range a.Authors {
				if p.Name[code] != "" {
					fmt.Fprintf(&b, "%d author %s: %s | %s\n", i, code, p.Name[code], p.Affiliation[code])
				}
			}
		}
		for _, p := range a.Authors {
			fmt.Fprintf(&b, "%d contact: %s %s\n", i, p.Email, p.ORCID)
		}
		for _, s := range a.Sections {
			fmt.Fprintf(&b, "%d section %s: %s\n", i, s.Heading, strings.ReplaceAll(s.Text, "\n\n", " ¶ "))
		}
		for _, r := range a.References {
			fmt.Fprintf(&b, "%d reference: %s\n", i, r.Text)
		}
	}
	return b.String()
}

// stretchRow is a text with the facts that must be read from it, and what must
// stand nowhere.
type stretchRow struct {
	says, text string
	want       []string
	not        []string
}

func (r stretchRow) run(t *testing.T) {
	t.Run(r.says, func(t *testing.T) {
		got := "\n" + outline(r.text)
		for _, w := range r.want {
			if !strings.Contains(got, "\n"+w+"\n") {
				t.Errorf("no %q in %s", w, got)
			}
		}
		for _, w := range r.not {
			if strings.Contains(got, w) {
				t.Errorf("%q in %s", w, got)
			}
		}
	})
}

// Parts that the rows below are made of.
const (
	roadsBody = "Введение\n\nТракт открыли в 1868 году. Сорок семь станций стояли на расстоянии от семнадцати\nдо тридцати двух вёрст, и на каждой держали лошадей, которых зимой кормили сеном,\nа летом пасли в степи под надзором ямщиков, набранных на месте из окрестных аулов\nи деревень.\n\nЗаключение\n\nТракт работал исправно до постройки железной дороги, и почта по нему шла быстрее, чем в соседних губерниях.\n\nЛитература\n\n1. Оспанов Д.Е. Степные тракты. – Семей: Ертіс, 2009. – 78 с.\n2. Клепикова С.А. Почта и станции. – Ленинград: Книга, 1959. – 166 с.\n"
	roadsHead = "УДК 94(574)\n\nПочтовый тракт в степи\n\n"
	roadsText = "Аннотация. По журналам станций восстановлено устройство почтового тракта и причины перебоев в его работе.\nКлючевые слова: почта, тракт, степь.\n\n"
)

// TestRunningTextIsNoHead checks that a line of running text which stands at a
// page's edge or names a journal is kept.
func TestRunningTextIsNoHead(t *testing.T) {
	abstract := "Аннотация. Мы опросили тридцать два чиновника и юриста, работавших над ними в\n2019–2021 годах, и проанализировали журнал скачиваний открытого портала. Заключение\nв среднем открывали девять человек, четверо из которых работали в министерстве и\nзнали, чем кончится дело, задолго до того, как портал был открыт для чтения всем.\nКлючевые слова: почта, тракт, степь.\n\n"
	spaced := func(text string) string { return strings.ReplaceAll(text, "\n", "\n\n") }
	for _, r := range []stretchRow{
		{"a journal of downloads, and years", roadsHead + "А.Б. Седова\n\n" + abstract + roadsBody,
			[]string{"0 abstract ru: Мы опросили тридцать два чиновника и юриста, работавших над ними в 2019–2021 годах, и проанализировали журнал скачиваний открытого портала. Заключение в среднем открывали девять человек, четверо из которых работали в министерстве и знали, чем кончится дело, задолго до того, как портал был открыт для чтения всем."}, nil},
		{"the last line of a page, double-spaced", spaced(roadsHead+"А.Б. Седова\n\nАннотация: Почтовый тракт через Каракумы и низовья Сырдарьи связывал Оренбург с\nТуркестаном до постройки железной дороги. По журналам станций и рапортам\n\n24\nДАЛА ТАРИХЫ. 2017. № 1 (9)\n\nсмотрителей авторы восстанавливают устройство тракта, время в пути и причины\nперебоев. Показано, что скорость почты зависела не столько от погоды, сколько от\nцены на верблюдов, которых летом нанимали у окрестных аулов, а зимой держали в\nпочта при этом двигалась быстрее в 1874 году, чем когда бы то ни было до того.\nКлючевые слова: почта, тракт, степь.\n\n") + spaced(roadsBody),
			[]string{"0 abstract ru: Почтовый тракт через Каракумы и низовья Сырдарьи связывал Оренбург с Туркестаном до постройки железной дороги. По журналам станций и рапортам смотрителей авторы восстанавливают устройство тракта, время в пути и причины перебоев. Показано, что скорость почты зависела не столько от погоды, сколько от цены на верблюдов, которых летом нанимали у окрестных аулов, а зимой держали в почта при этом двигалась быстрее в 1874 году, чем когда бы то ни было до того."}, nil},
		{"a heading at the top of a page", roadsHead + "А.Б. Седова\n\n" + roadsText + "Введение\n\nТракт открыли в 1868 году.\n\n25\nДАЛА ТАРИХЫ. 2017. № 1 (9)\n\nВремя в пути\n\nСредняя скорость по кварталам зимой была выше, несмотря на бураны, потому что скот стоял вдоль реки.\n\n26\nДАЛА ТАРИХЫ. 2017. № 1 (9)\n\n" + roadsBody,
			[]string{"0 section Время в пути: Средняя скорость по кварталам зимой была выше, несмотря на бураны, потому что скот стоял вдоль реки."}, nil},
	} {
		r.run(t)
	}
}

// TestMarksOfAuthors reads the marks that tie authors to addresses, in the ways
// in which they are raised.
func TestMarksOfAuthors(t *testing.T) {
	want := []string{"0 author ru: А.Б. Седова | Институт истории, Оренбург", "0 author ru: Р.С. Ескельды | Центр краеведения, Кызылорда"}
	for _, m := range [][2]string{
		{"^{1)}", "^{2)}"}, {"^{а}", "^{б}"}, {"^{(1)}", "^{(2)}"}, {"†", "‡"}, {"*", "**"}, {"^{a,✉}", "^{b}"}, {"¹⁾", "²⁾"}, {"†", "††"}, {"^{1,†}", "^{2}"},
	} {
		plain := strings.NewReplacer("^{", "", "}", "", ",✉", "", ",†", "")
		text := roadsHead + "А.Б. Седова" + m[0] + ", Р.С. Ескельды" + m[1] + "\n" + plain.Replace(m[0]) + " Институт истории, Оренбург\n" + plain.Replace(m[1]) + " Центр краеведения, Кызылорда\n\n" + roadsText + roadsBody
		stretchRow{m[0] + " " + m[1], text, want, nil}.run(t)
	}
}

// TestLeadIsNoHeading tells the sentence that leads to a list, a quotation or
// verse from a heading.
func TestLeadIsNoHeading(t *testing.T) {
	front := roadsHead + "А.Б. Седова\n\n" + roadsText
	body := func(lead, list string) string {
		return front + "Введение\n\nТракт открыли в 1868 году, и работал он до постройки дороги.\n\n" + lead + "\n\n" + list + "\n\nТак продолжалось до 1906 года, когда тракт закрыли.\n\nЛитература\n\n1. Оспанов Д.Е. Степные тракты. – Семей: Ертіс, 2009. – 78 с.\n"
	}
	for _, r := range []stretchRow{
		{"items with dashes", body("Станции делились так:", "– большие, где держали почтарей;\n– малые, где их не держали."), nil, []string{"section Станции"}},
		{"items with letters", body("Режимы были такими:", "А – летний, от Пасхи до Покрова;\n\nБ – зимний, от Покрова до Пасхи;\n\nВ – особый, по распоряжению."), nil, []string{"section Режимы"}},
		{"a quotation", body("Один из рапортов приводим полностью:", "«На станции налицо шесть лошадей. Почта пришла в полдень и ушла в час.»"), nil, []string{"section Один"}},
		{"verse", body("В песне об этом поётся:", "     Сорок вёрст до станции,\n     Сорок вёрст назад."), nil, []string{"section В песне"}},
		{"headings that end in colons", roadsHead + "А.Б. Седова\n\n" + roadsText + "Введение:\n\nТракт открыли в 1868 году.\n\nПочтовые станции:\n\nСтанций было сорок семь, и на каждой держали лошадей и верблюдов.\n\nЗаключение:\n\nТракт закрыли в 1906 году.\n\nЛитература:\n\n1. Оспанов Д.Е. Степные тракты. – Семей: Ертіс, 2009. – 78 с.\n",
			[]string{"0 section Почтовые станции: Станций было сорок семь, и на каждой держали лошадей и верблюдов."}, nil},
	} {
		r.run(t)
	}
}

// TestMatterOfTheIssue checks that what an issue says to its authors belongs to
// no article, and the article after it does.
func TestMatterOfTheIssue(t *testing.T) {
	article := roadsHead + "А.Б. Седова\n\n" + roadsText + roadsBody
	next := "УДК 39\n\nСтепные колодцы\n\nР.С. Ескельды\n\nАннотация. Описаны колодцы степи и способы их рытья.\nКлючевые слова: колодец, степь, вода.\n\nВведение\n\nКолодцы рыли всем аулом, а чистили каждую весну.\n\nЛитература\n\n1. Седова А.Б. Вода в степи. – Семей: Ертіс, 2012. – 90 с.\n"
	for _, rules := range []string{
		"ПРАВИЛА ДЛЯ АВТОРОВ\n1. Рукопись подаётся через сайт журнала.\n2. На первой странице указываются название, имена авторов и адрес: redaktor@tract.example.kz.\n3. Литература располагается по алфавиту.\n",
		"АВТОРЛАРҒА АРНАЛҒАН ЕРЕЖЕ\n\nЖурнал бұрын жарияланбаған мақалаларды қабылдайды. Көлемі 20 000 таңбадан аспауы тиіс.\n\nАңдатпа 100–200 сөзден тұрады.\n",
		"Guidelines for Authors\n\nManuscripts are reviewed by two readers. The author receives the decision within ninety days.\n\nThere are no charges.\n",
		"К сведению авторов\n\nРедакция не возвращает рукописей. Мнение редакции может не совпадать с мнением авторов.\n",
	} {
		stretchRow{rules[:30], article + "\n" + rules + "\n" + next,
			[]string{"0 reference: Клепикова С.А. Почта и станции. – Ленинград: Книга, 1959. – 166 с.", "1 title ru: Степные колодцы", "1 author ru: Р.С. Ескельды | ", "0 contact:  ", "1 udc: 39"},
			[]string{"redaktor", "charges", "аспауы", "возвращает"}}.run(t)
	}
}

// TestLinesInAnotherLanguage keeps a paragraph whole of which some lines read
// like one of the three languages.
func TestLinesInAnotherLanguage(t *testing.T) {
	front := roadsHead + "А.Б. Седова\n\n" + roadsText
	kyrgyz := "ЫСЫК-КӨЛДҮН ШАМАЛДАРЫНЫН БАЛЫКЧЫЛАР МЕНЕН МАЛЧЫЛАРДЫН КЕБИНДЕГИ\nАТАЛЫШТАРЫ\n"
	for _, r := range []stretchRow{
		{"Uzbek labels with a turned comma", strings.Replace(front, "УДК 94(574)", "УЎК 94(574)", 1) + "Annotatsiya. Maqolada cho‘l yo‘llarining tarixi va ularning savdo rivojlanishidagi\no‘rni ko‘rib chiqiladi.\nKalit so‘zlar: cho‘l, savdo, yo‘l.\n\n" + roadsBody,
			[]string{"0 udc: 94(574)", "0 abstract ru: По журналам станций восстановлено устройство почтового тракта и причины перебоев в его работе.", "0 keywords en: "}, []string{"section Annot", "Kalit"}},
		{"Kyrgyz lines without letters of their own", front + kyrgyz + "Аннотация: Макала Ысык-Көлдүн жээгинде жашаган калктын жергиликтүү шамалдарды\nшамалдарды атоосуна арналган. Материал 2014–2018-жылдары он эки айылда\nчогултулган. Балыкчылар тогузга чейин шамалды айырмалашса, малчылар төрт\nгана аталышты колдонушат.\nНегизги сөздөр: шамал, балыкчы, малчы.\n\n" + roadsBody,
			[]string{"0 title kk: ", "0 abstract kk: ", "0 keywords kk: ", "0 title ru: Почтовый тракт в степи"}, nil},
		{"titles in a row", "УДК 94(574)\nА.Б. Седова\n\nПОЧТОВЫЙ ТРАКТ В СТЕПИ И ВЕТРЫ\n" + kyrgyz + "NAMES OF THE WINDS IN THE SPEECH OF FISHERMEN\n\n" + roadsText + roadsBody,
			[]string{"0 title ru: ПОЧТОВЫЙ ТРАКТ В СТЕПИ И ВЕТРЫ", "0 title en: NAMES OF THE WINDS IN THE SPEECH OF FISHERMEN", "0 title kk: "}, nil},
	} {
		r.run(t)
	}
}

// TestAddressesOfAuthors gives addresses to authors where no mark, or a mark with
// an e-mail behind the address, ties them.
func TestAddressesOfAuthors(t *testing.T) {
	want := []string{"0 author ru: А.Б. Седова | Школа № 4 (Балхаш, Казахстан)", "0 author ru: Р.С. Ескельды | Институт грамотности (Лестер, Великобритания)"}
	for _, r := range []stretchRow{
		{"in order, places in brackets", roadsHead + "А.Б. Седова, Р.С. Ескельды\nШкола № 4 (Балхаш, Казахстан)\nИнститут грамотности (Лестер, Великобритания)\n\n" + roadsText + roadsBody, want, nil},
		{"marked, with e-mails, under the title", "УДК 94(574)\n\nАнна Борисовна Седова†, Раушан Сабитовна Ескельды‡\n\nПОЧТОВЫЙ ТРАКТ В СТЕПИ\n\n† Школа грамоты, Балхаш, sedova@bk.example.kz\n‡ Центр краеведения, Кызылорда, eskeldy@kk.example.kz\n\n" + roadsText + roadsBody,
			[]string{"0 author ru: Анна Борисовна Седова | Школа грамоты, Балхаш", "0 author ru: Раушан Сабитовна Ескельды | Центр краеведения, Кызылорда", "0 contact: sedova@bk.example.kz ", "0 contact: eskeldy@kk.example.kz "}, nil},
		{"of one author, with the e-mail", roadsHead + "Игорь Лыткин\nЗоологическая станция «Каратау», Кентау; lytkin@zsk.example.kz\n\n" + roadsText + roadsBody,
			[]string{"0 author ru: Игорь Лыткин | Зоологическая станция «Каратау», Кентау", "0 contact: lytkin@zsk.example.kz "}, nil},
		{"right over the body", "УДК 94(574)\nПОЧТОВЫЙ ТРАКТ В СТЕПИ\nСедова А.\nСтепной гуманитарный институт\n  Тракт открыли в 1868 году. Сорок семь станций стояли на расстоянии от\nсемнадцати до тридцати вёрст.\nЛитература\n1. Оспанов Д.Е. Степные тракты. – Семей: Ертіс, 2009. – 78 с.\n",
			[]string{"0 author ru: Седова А. | Степной гуманитарный институт"}, []string{"section Степной"}},
		{"a place alone, a country of many", roadsHead + "Седова Анна\nPhD\nСтепной институт почвы\nКостанай, Казахстан\n\nЛорка Карлос\nПрофессор\nШкола энтомологии\nСарагоса, Испания\n\n" + roadsText + roadsBody,
			[]string{"0 title ru: Почтовый тракт в степи"}, []string{"title ru: Сарагоса"}},
	} {
		r.run(t)
	}
}

// TestEndsOfEntries keeps with the entry what its last line holds alone.
func TestEndsOfEntries(t *testing.T) {
	for _, r := range []stretchRow{
		{"the number of a bulletin", roadsHead + "А.Б. Седова\n\n" + roadsText + roadsBody + "3. Патент 99123 РК. Способ учёта почты / Седова А.Б.; опубл. 15.08.2016, Бюл.\n№ 10.\n\nTHE POST ROAD IN THE STEPPE\n\nA.B. Sedova\n\nAbstract. The road and its stations are described.\nKeywords: post, road, steppe.\n",
			[]string{"0 reference: Патент 99123 РК. Способ учёта почты / Седова А.Б.; опубл. 15.08.2016, Бюл. № 10.", "0 title en: THE POST ROAD IN THE STEPPE"}, nil},
		{"a DOI", roadsHead + "А.Б. Седова\n\n" + roadsText + roadsBody + "3. Седова А.Б., Ким О.П. (2021) Почта в степи: новые данные. Препринт.\ndoi: 10.55555/preprint.2021.118\nThe post road in the steppe\nA.B. Sedova\nAbstract. The road and its stations are described.\nKeywords: post, road, steppe.\n",
			[]string{"0 reference: Седова А.Б., Ким О.П. (2021) Почта в степи: новые данные. Препринт. doi: 10.55555/preprint.2021.118", "0 title en: The post road in the steppe", "0 doi: "}, nil},
		{"an imprint", roadsHead + "А.Б. Седова\n\n" + roadsText + roadsBody + "Басуға 30.11.2022 қол қойылды. Таралымы 150 дана.\n",
			[]string{"0 reference: Клепикова С.А. Почта и станции. – Ленинград: Книга, 1959. – 166 с."}, nil},
	} {
		r.run(t)
	}
}

// TestTopOfTheFirstPage tells the name of the serial and the DOI over a title
// from the title and from page heads.
func TestTopOfTheFirstPage(t *testing.T) {
	next := "https://doi.org/10.55555/nsr.2022.11.4.75\nСтепные колодцы\nР.С. Ескельды\n" + strings.ReplaceAll(roadsText, "почтового тракта", "колодцев") + roadsBody
	foot := "\n71\nЖаратылыстану хабарлары = Natural Science Reports. 2022;11(4)\n\n"
	for _, r := range []stretchRow{
		{"name, ISSN, DOI", "Natural Science Reports\nISSN 2999-8817 (online)\nhttps://doi.org/10.55555/nsr.2022.11.4.71\nПочтовый тракт в степи\nА.Б. Седова\n" + roadsText + roadsBody + foot + next + foot,
			[]string{"0 doi: 10.55555/nsr.2022.11.4.71", "0 title ru: Почтовый тракт в степи", "0 title en: ", "1 doi: 10.55555/nsr.2022.11.4.75", "1 title ru: Степные колодцы"}, nil},
		{"citation after keywords", roadsHead + "А.Б. Седова\n\n" + strings.TrimSpace(roadsText) + "\nCite as: Седова А. (2022) Почтовый тракт в степи. Natural Science Reports,\n11(4), 71–74.\n" + roadsBody,
			[]string{"0 keywords ru: почта; тракт; степь"}, nil},
		{"keywords between dashes", roadsHead + "А.Б. Седова\n\n" + strings.Replace(roadsText, "почта, тракт, степь.", "почта – тракт – степь –\nверблюды", 1) + roadsBody,
			[]string{"0 keywords ru: почта; тракт; степь; верблюды"}, nil},
		{"keywords with full stops", roadsHead + "А.Б. Седова\n\n" + strings.Replace(roadsText, "почта, тракт, степь.", "Почта. Степной тракт. Письма-напоминания.\nШымкент", 1) + roadsBody,
			[]string{"0 keywords ru: Почта; Степной тракт; Письма-напоминания; Шымкент"}, nil},
		{"a foreword under its rubric", "АЛҒЫ СӨЗ ОРНЫНА\n\nОт редакции\n\nНомер, который читатель держит в руках, составлен из работ о дорогах. Случилось это без умысла: мы собирали статьи о торговле, о войне и о переписи.\n\nЖдём откликов и возражений.\n\n" + roadsHead + "А.Б. Седова\n\n" + roadsText + roadsBody,
			[]string{"0 title ru: От редакции", "0 title kk: ", "1 title ru: Почтовый тракт в степи"}, nil},
		{"contacts under each author", roadsHead + "Седова Анна Борисовна\nСтепной институт почвы, доцент\nORCID: 0000-0002-1825-0097\nпочта: as@bk.example.kz\nКим Олег Петрович\nШкола грамоты, Балхаш\nkk@kk.example.kz\n\n" + roadsText + roadsBody,
			[]string{"0 contact: as@bk.example.kz 0000-0002-1825-0097", "0 contact: kk@kk.example.kz "}, nil},
	} {
		r.run(t)
	}
}

// TestSignedTexts parts the texts of a chronicle, each signed by its author, and
// leaves the byline over a title to the article that it heads.
func TestSignedTexts(t *testing.T) {
	meeting := "В Семее прошёл круглый стол о письменности степи. Его провели музей истории книги\nи университет, и собралось на него около сорока учёных из четырёх стран.\n\nВ первый день говорили об эпиграфике, и спор затянулся на два часа, хотя последняя\nстрока надписи так и осталась загадкой.\n"
	school := "На базе областного архива работала школа молодого архивиста. Двадцать два слушателя\nучились описывать личные фонды, составлять справки и разбирать почерки.\n\nСлушателям вручены свидетельства, и следующую школу решено посвятить фотодокументам.\n"
	article := "УДК 39\n\nСТЕПНЫЕ КОЛОДЦЫ\n\nР.С. Ескельды\n\nАннотация. Описаны колодцы степи и способы их рытья.\nКлючевые слова: колодец, степь, вода.\n\nВведение\n\nКолодцы рыли всем аулом, а чистили каждую весну, когда сходил снег и вода стояла\nвысоко.\n\nЛитература\n\n1. Седова А.Б. Вода в степи. – Семей: Ертіс, 2012. – 90 с.\n"
	for _, r := range []stretchRow{
		{"two in a row", "КРУГЛЫЙ СТОЛ В МУЗЕЕ\n\n" + meeting + "\nГ.К. Абдрасилова\n\n\nШКОЛА МОЛОДОГО АРХИВИСТА\n\n" + school + "\nМ.К. Тлеужан, П.Н. Ведерников\n",
			[]string{"0 title ru: КРУГЛЫЙ СТОЛ В МУЗЕЕ", "0 author ru: Г.К. Абдрасилова | ", "1 title ru: ШКОЛА МОЛОДОГО АРХИВИСТА", "1 author ru: М.К. Тлеужан | ", "1 author ru: П.Н. Ведерников | ", "0 abstract ru: ", "1 abstract ru: "}, nil},
		{"after an article, with a degree", article + "\nКРУГЛЫЙ СТОЛ В МУЗЕЕ\n\n" + meeting + "\nГ.К. Абдрасилова,\nкандидат исторических наук\n\nШКОЛА МОЛОДОГО АРХИВИСТА\n\n" + school,
			[]string{"0 title ru: СТЕПНЫЕ КОЛОДЦЫ", "1 title ru: КРУГЛЫЙ СТОЛ В МУЗЕЕ", "1 author ru: Г.К. Абдрасилова | ", "2 title ru: ШКОЛА МОЛОДОГО АРХИВИСТА"}, nil},
		{"before a rubric", "КРУГЛЫЙ СТОЛ В МУЗЕЕ\n\n" + meeting + "\nГ.К. Абдрасилова\n\nЮБИЛЕИ\n\nУЧЁНЫЙ И УЧИТЕЛЬ\n\n" + school,
			[]string{"0 author ru: Г.К. Абдрасилова | ", "1 title ru: УЧЁНЫЙ И УЧИТЕЛЬ"}, nil},
		{"a byline over the title of an article", "УДК 94\n\nПОЧТОВЫЙ ТРАКТ В СТЕПИ\n\nА.Б. Седова\n\n" + roadsText + "Введение\n\n" + meeting + "\nР.С. Ескельды\n\nСТЕПНЫЕ КОЛОДЦЫ\n\nАннотация. Описаны колодцы степи и способы их рытья, каждый со своим именем.\nКлючевые слова: колодец, степь, вода.\n\nВведение\n\nКолодцы рыли всем аулом, а чистили каждую весну.\n\nЛитература\n\n1. Седова А.Б. Вода в степи. – Семей: Ертіс, 2012. – 90 с.\n",
			[]string{"0 title ru: ПОЧТОВЫЙ ТРАКТ В СТЕПИ", "0 author ru: А.Б. Седова | ", "1 title ru: СТЕПНЫЕ КОЛОДЦЫ", "1 author ru: Р.С. Ескельды | "}, []string{"0 author ru: Р"}},
		{"notes on the authors at the end", "КРУГЛЫЙ СТОЛ В МУЗЕЕ\n\n" + meeting + "\nГ.К. Абдрасилова\n\nНАШИ АВТОРЫ\n\nАбдрасилова Гульжан – старший преподаватель университета\n",
			[]string{"0 title ru: КРУГЛЫЙ СТОЛ В МУЗЕЕ", "0 author ru: Г.К. Абдрасилова | "}, []string{"преподаватель"}},
	} {
		r.run(t)
	}
}
