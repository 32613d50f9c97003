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
