package rawtext

import (
	"slices"
	"strings"
	"testing"

	"izde/corpus"
)

// beforeOther and afterOther are an article between whose blocks one in another
// language stands.
const beforeOther = `ӘОЖ 94(574)

ДАЛА ЖОЛДАРЫ ЖӘНЕ САУДА ТАРИХЫ

А.Б. Сеитов¹, Г. Омар²
¹Дала университеті, Алматы, Қазақстан
e-mail: seitov@example.kz

Аңдатпа. Мақалада дала жолдарының тарихы мен олардың сауда дамуындағы рөлі қарастырылады. Автор мұрағат құжаттарына сүйеніп, он тоғызыншы ғасырдағы жәрмеңкелердің ерекшеліктерін көрсетеді.
Түйін сөздер: дала, сауда, жәрмеңке, жол.

СТЕПНЫЕ ДОРОГИ И ИСТОРИЯ ТОРГОВЛИ

А.Б. Сеитов, Г. Омар

Аннотация. В статье рассматривается история степных дорог и их роль в развитии торговли. Автор на основе архивных документов показывает особенности ярмарок девятнадцатого века.
Ключевые слова: степь, торговля, ярмарка, дорога.

`

const afterOther = `STEPPE ROADS AND THE HISTORY OF TRADE

A.B. Seitov, G. Omar

Abstract. The article deals with the history of the steppe roads and their role in the growth of trade. On the basis of archival documents the author shows what was peculiar to the fairs of the nineteenth century.
Key words: steppe, trade, fair, road.

Кіріспе
Дала жолдары ежелден халықтарды байланыстырып келген. Бұл жұмыста олардың тарихы мен маңызы туралы айтылады, себебі жолдар сауданың негізі болған.
Жолдардың бойында қалалар мен керуен сарайлар салынды. Олардың көбі бүгінге дейін сақталған жоқ, бірақ мұрағат құжаттарында сипатталған.

Әдебиеттер
1. Сеитов А.Б. Дала жолдары. – Алматы: Дала, 2010. – 45 б.
2. Omar G. Canals of the delta // Water. – 2014. – Vol. 12. – P. 3–14.
`

// TestABlockInAnotherLanguage: it is kept under its own code and warned about, and
// the three languages have what they have without it.
func TestABlockInAnotherLanguage(t *testing.T) {
	without := Split("issue.txt", beforeOther+afterOther, Options{}).Articles[0]
	for _, c := range []struct {
		lang, title string
		abstract    string // with its label
		keywords    string
	}{
		{"ky", "ТАЛАА ЖОЛДОРУ ЖАНА СООДА ТАРЫХЫ",
			"Аннотация. Макалада талаа жолдорунун тарыхы жана алардын соода өнүгүүсүндөгү орду каралат. Автор архив материалдарына таянып, он тогузунчу кылымдагы жарманкелердин өзгөчөлүктөрүн көрсөтөт.",
			"Ачкыч сөздөр: талаа, соода, жарманке, жол."},
		{"ky", "ТАЛАА ЖОЛДОРУ ЖАНА СООДА ТАРЫХЫ",
			"Кыскача мазмуну. Макалада талаа жолдорунун тарыхы жана алардын соода өнүгүүсүндөгү орду каралат.",
			"Ключевые слова: талаа, соода, жарманке, өнүгүү."},
		{"uz", "ДАШТ ЙЎЛЛАРИ ВА САВДО ТАРИХИ",
			"Аннотация. Мақолада дашт йўлларининг тарихи ва уларнинг савдо ривожланишидаги ўрни кўриб чиқилади. Муаллиф архив ҳужжатлари асосида ўн тўққизинчи аср ярмаркаларининг хусусиятларини кўрсатади.",
			"Калит сўзлар: дашт, савдо, ярмарка, йўл."},
		{"uz", "DASHT YO'LLARI VA SAVDO TARIXI",
			"Annotatsiya. Maqolada dasht yo'llarining tarixi va ularning savdo rivojlanishidagi o'rni ko'rib chiqiladi. Muallif arxiv hujjatlari asosida o'n to'qqizinchi asr yarmarkalarining xususiyatlarini ko'rsatadi.",
			"Kalit so'zlar: dasht, savdo, yarmarka, yo'l."},
		{"tr", "BOZKIR YOLLARI VE TİCARET TARİHİ",
			"Özet. Bu makalede bozkır yollarının tarihi ve ticaretin gelişimindeki rolü ele alınmaktadır. Yazar, arşiv belgelerine dayanarak on dokuzuncu yüzyıl panayırlarının özelliklerini göstermektedir.",
			"Anahtar kelimeler: bozkır, ticaret, panayır, yol."},
		{"tg", "РОҲҲОИ ДАШТ ВА ТАЪРИХИ ТИҶОРАТ",
			"Аннотатсия. Дар мақола таърихи роҳҳои дашт ва нақши онҳо дар рушди тиҷорат баррасӣ шудааст.",
			"Калидвожаҳо: дашт, тиҷорат, бозор, роҳ."},
	} {
		block := c.title + "\n\nА.Б. Сеитов, Г. Омар\n\n" + c.abstract + "\n" + c.keywords + "\n\n"
		res := Split("issue.txt", beforeOther+block+afterOther, Options{})
		if len(res.Articles) != 1 {
			t.Errorf("%s: %d articles", c.title, len(res.Articles))
			continue
		}
		a := res.Articles[0]
		for _, code := range corpus.Languages() {
			if a.Title[code] != without.Title[code] || a.Abstract[code] != without.Abstract[code] || !slices.Equal(a.Keywords[code], without.Keywords[code]) {
				t.Errorf("%s, %s: %q, %q, %q", c.title, code, a.Title[code], a.Abstract[code], a.Keywords[code])
			}
		}
		_, abstract, _ := strings.Cut(c.abstract, ". ")
		if a.Title[c.lang] != c.title || a.Abstract[c.lang] != abstract || len(a.Keywords[c.lang]) != 4 {
			t.Errorf("%s: %q, %q, %q", c.title, a.Title, a.Abstract[c.lang], a.Keywords[c.lang])
		}
		if isCyrillic(c.title) && (len(a.Authors) == 0 || a.Authors[0].Name[c.lang] == "") {
			t.Errorf("%s: authors %+v", c.title, a.Authors)
		}
		warned := 0
		for _, w := range a.Warnings {
			if w.Code == "language-unsupported" && w.Lang == c.lang && w.Line > 0 {
				warned++
			}
		}
		if warned != 3 {
			t.Errorf("%s: warned %d times: %+v", c.title, warned, a.Warnings)
		}
		for _, field := range []string{"title." + c.lang, "abstract." + c.lang, "keywords." + c.lang} {
			if !slices.ContainsFunc(res.Lines, func(l LineUse) bool { return l.Field == field }) {
				t.Errorf("%s: no line went to %s", c.title, field)
			}
		}
	}
}

// TestABodyInAnotherLanguage: the article is said to be in it.
func TestABodyInAnotherLanguage(t *testing.T) {
	const text = beforeOther + `Киришүү
Талаа жолдору байыртадан элдерди байланыштырып келген. Бул эмгекте алардын тарыхы жана мааниси жөнүндө айтылат, анткени жолдор сооданын негизи болгон.
Жолдордун боюнда шаарлар жана кербен сарайлар салынган. Алардын көбү бүгүнкү күнгө чейин сакталган эмес, бирок архив материалдарында көрсөтүлгөн.

Колдонулган адабияттар
1. Сеитов А.Б. Дала жолдары. – Алматы: Дала, 2010. – 45 б.
2. Omar G. Canals of the delta // Water. – 2014. – Vol. 12. – P. 3–14.
`
	articles := Split("issue.txt", text, Options{}).Articles
	if len(articles) != 1 || articles[0].Lang != "ky" || len(articles[0].References) != 2 {
		t.Errorf("%d articles, %+v", len(articles), articles)
	}
}
