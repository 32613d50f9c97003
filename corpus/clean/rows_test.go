package clean

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// shelf is the archive whose words decide in these rows.
const shelf = `Irrigation of the lower delta and the cooperation of water users. A well-known, decision-making body; socio-economic change.
The irrigation canals were rebuilt; users of the canals met. Policy makers and the policy of water. State-owned farms, state farms.
Management of pastures, long-term leases and a short-term loan. North Kazakhstan, north of the river. Information and communication technologies.
Орошение дельты и сотрудничество водопользователей. Научно-исследовательский институт, социально-экономический рост, северо-восточный ветер.
Государственная программа, государственной программы. Исследование пастбищ, исследования пастбищ. Какой-либо участок, кто-то пришёл. Бизнес-план хозяйства.
Водохозяйственный комплекс и водохозяйственная отрасль. Программа развития, программа поддержки. Казахстанский рынок и российский рынок. По-прежнему, из-за.
Суармалы жерлер мен су пайдаланушылар. Ғылыми-зерттеу институты, әлеуметтік-экономикалық өсу, оқу-әдістемелік құрал.
Мемлекеттік бағдарлама, мемлекеттік тіл. Жайылымдарды зерттеу, жайылымдар туралы зерттеулер. Ынтымақтастық пен ынтымақтастықтың маңызы. Бала-шаға, ата-ана.
Қоғамдық пікір, қоғамдастық, қоғамдастықтар. Халықаралық келісім, білім беру. Үкіметаралық келіссөздер. Бақылау, бақылаулар. Процессия өтті, процессия жүрді.`

func shelved() *Vocabulary {
	v := NewVocabulary()
	v.AddText(shelf)
	return v
}

// bound makes a paragraph of lines parted by |, against the shelf.
func bound(text string) string {
	var lines []Line
	for i, l := range strings.Split(text, "|") {
		lines = append(lines, Chars(l, i+1, nil))
	}
	return Paragraph(lines, shelved(), nil)
}

func TestHyphenRows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// English
		{"the irri-|gation canals", "the irrigation canals"},
		{"the irriga-|tional use", "the irrigational use"},
		{"coop-|eration", "cooperation"},
		{"decision-|making body", "decision-making body"},
		{"decision-|makers meet", "decision-makers meet"},
		{"socio-|economic", "socio-economic"},
		{"socio-|economically weak", "socio-economically weak"},
		{"a well-|known case", "a well-known case"},
		{"well-|being of users", "well-being of users"},
		{"self-|sufficient farms", "self-sufficient farms"},
		{"cross-|border trade", "cross-border trade"},
		{"state-|owned land", "state-owned land"},
		{"North-|South dialogue", "North-South dialogue"},
		{"Almaty-|Astana road", "Almaty-Astana road"},
		{"Mac-|Gregor", "Mac-Gregor"},
		{"MANAGE-|MENT OF WATER", "MANAGEMENT OF WATER"},
		{"MANAGE-|ment", "MANAGEment"},
		{"X-|ray pictures", "X-ray pictures"},
		{"x-|axis", "x-axis"},
		{"COVID-|19 spread", "COVID-19 spread"},
		{"pages 12-|19", "pages 12-19"},
		{"in the 1990-|ies", "in the 1990-ies"},
		{"infor-|mation (ICT)", "information (ICT)"},
		{"“manage-|ment”", "“management”"},
		{"long-|term and short-|term", "long-term and short-term"},
		{"short- and long-|term", "short- and long-term"},
		{"the end - |a pause", "the end - a pause"},
		{"commu\u00ad|nication", "communication"},
		{"commu\u2010|nication", "communication"},
		{"unfami-|liar wor-|ding", "unfamiliar wording"},
		// Russian
		{"госу-|дарственная", "государственная"},
		{"государ-|ственными", "государственными"},
		{"научно-|исследовательский", "научно-исследовательский"},
		{"научно-|исследовательского", "научно-исследовательского"},
		{"северо-|восточный", "северо-восточный"},
		{"северо-|западный", "северо-западный"},
		{"юго-|восточный", "юго-восточный"},
		{"казахстанско-|российский", "казахстанско-российский"},
		{"кто-|то", "кто-то"},
		{"где-|нибудь", "где-нибудь"},
		{"кое-|кто", "кое-кто"},
		{"по-|прежнему", "по-прежнему"},
		{"из-|за реки", "из-за реки"},
		{"ис-|следования", "исследования"},
		{"водохо-|зяйственного", "водохозяйственного"},
		{"Нью-|Йорк", "Нью-Йорк"},
		{"Ростов-|на-Дону", "Ростов-на-Дону"},
		{"ИССЛЕДО-|ВАНИЕ", "ИССЛЕДОВАНИЕ"},
		{"А.-|М. Тулегенов", "А.-М. Тулегенов"},
		{"20-|летний опыт", "20-летний опыт"},
		{"1990-|е годы", "1990-е годы"},
		{"вице-|президент", "вице-президент"},
		{"экс-|министр", "экс-министр"},
		{"бизнес-|планом", "бизнес-планом"},
		{"про-|грамма", "программа"},
		{"соотно-|шение полов", "соотношение полов"},
		{"имя ребён-|ка", "имя ребёнка"},
		{"скажи-|ка мне", "скажи-ка мне"},
		// Kazakh
		{"мемле-|кеттік", "мемлекеттік"},
		{"мемлекет-|тік", "мемлекеттік"},
		{"ынты-|мақтастықтың", "ынтымақтастықтың"},
		{"ғылыми-|зерттеу", "ғылыми-зерттеу"},
		{"әлеуметтік-|экономикалық", "әлеуметтік-экономикалық"},
		{"оқу-|әдістемелік", "оқу-әдістемелік"},
		{"ата-|аналар", "ата-аналар"},
		{"бала-|шағаның", "бала-шағаның"},
		{"жайы-|лымдарды", "жайылымдарды"},
		{"ҚОҒАМ-|ДЫҚ", "ҚОҒАМДЫҚ"},
		{"келді-|ау", "келді-ау"},
		{"БҰҰ-|ның", "БҰҰ-ның"},
		{"ТМД-|мен", "ТМД-мен"},
		{"бірте-|бірте", "бірте-бірте"},
		{"сен-|ақ", "сен-ақ"},
		{"1920-|жылдары", "1920-жылдары"},
		{"халық\u00ad|аралық", "халықаралық"},
		{"зерт-|теулердің", "зерттеулердің"},
	} {
		if got := bound(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSplitWordRows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"ынтымақ тас тық пен", "ынтымақтастық пен"},
		{"қоғам дас тықтар", "қоғамдастықтар"},
		{"про цес сия өтті", "процессия өтті"},
		{"процес сия", "процессия"},
		{"халықара лық келісім", "халықаралық келісім"},
		{"иссле дование пастбищ", "исследование пастбищ"},
		{"irri gation", "irrigation"},
		{"Irri gation", "Irrigation"},
		{"манage ment", "манage ment"},
		{"білім беру", "білім беру"},
		{"қоғамдық пікір", "қоғамдық пікір"},
		{"жайылымдар туралы", "жайылымдар туралы"},
		{"по прежнему", "по прежнему"},
		{"state farms", "state farms"},
		{"north of the river", "north of the river"},
		{"су мен жер", "су мен жер"},
		{"из за реки", "из за реки"},
		{"бақылау лар", "бақылаулар"},
	} {
		if got := bound(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestSmallWordsInLatin: Russian in Latin letters has its conjunctions too.
func TestSmallWordsInLatin(t *testing.T) {
	v := NewVocabulary()
	v.AddText("Stepi i pustyni. Stepi i gory. Gorod i stepi. Ozerov, Pustynyah.")
	for _, text := range []string{"Step i stantsiia", "Ozero v stepi", "Pustyn y stepi"} {
		if got := Paragraph([]Line{Chars(text, 1, nil)}, v, nil); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestURLRows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"https://doi.org/10.55555/|stepwa.2021.07", "https://doi.org/10.55555/stepwa.2021.07"},
		{"https://doi.org/10.55555/stepwa.|2021.07.", "https://doi.org/10.55555/stepwa.2021.07."},
		{"https://doi.|org/10.55555/stepwa.2021.07", "https://doi.org/10.55555/stepwa.2021.07"},
		{"https://doi.org/|10.55555/stepwa.2021.07", "https://doi.org/10.55555/stepwa.2021.07"},
		{"DOI: 10.55555/|stepwa-2021-07", "DOI: 10.55555/stepwa-2021-07"},
		{"doi:10.55555/stepwa-|2021-07", "doi:10.55555/stepwa-2021-07"},
		{"10.55555/abc.2020.|12.3 next", "10.55555/abc.2020.12.3 next"},
		{"http://www.example.kz/ru/|node/1234?page=|2 (дата обращения: 01.02.2020)", "http://www.example.kz/ru/node/1234?page=2 (дата обращения: 01.02.2020)"},
		{"URL: https://example.kz/su_|sharuashylygy.html", "URL: https://example.kz/su_sharuashylygy.html"},
		{"URL: https://example.kz/su/|Дата обращения: 2020", "URL: https://example.kz/su/ Дата обращения: 2020"},
		{"https://example.kz/.|The canal", "https://example.kz/. The canal"},
		{"www.example.kz|Канал", "www.example.kz Канал"},
		{"www.example.kz.|and others", "www.example.kz. and others"},
		{"https://example.kz/a/b|(accessed 2020)", "https://example.kz/a/b (accessed 2020)"},
		{"https://example.kz/a/b|[in Russian]", "https://example.kz/a/b [in Russian]"},
		{"see 10.5 and|more", "see 10.5 and more"},
		{"https://example.kz/doc|ument.pdf", "https://example.kz/document.pdf"},
		{"https://example.kz/%D0%|B0.html", "https://example.kz/%D0%B0.html"},
		{"http://|www.example.kz/12", "http://www.example.kz/12"},
		{"https://|example.kz/a", "https://example.kz/a"},
		// after a point
		{"https://example.|org/x", "https://example.org/x"},
		{"https://example.|org", "https://example.org"},
		{"URL: http://example.|kz (accessed 2020)", "URL: http://example.kz (accessed 2020)"},
		{"www.example.|kz, 2020", "www.example.kz, 2020"},
		{"https://journal.example.|kz. – 5 с.", "https://journal.example.kz. – 5 с."},
		{"https://journal.|example.kz/article", "https://journal.example.kz/article"},
		{"https://example.org.|kz/article", "https://example.org.kz/article"},
		{"https://example.kz/a/article.|html", "https://example.kz/a/article.html"},
		{"https://example.kz/a/issue.|pdf. – 5 с.", "https://example.kz/a/issue.pdf. – 5 с."},
		{"https://example.kz/index.|php?id=3", "https://example.kz/index.php?id=3"},
		{"https://doi.org/10.55555/hist.|2020.v96.i1.05", "https://doi.org/10.55555/hist.2020.v96.i1.05"},
		{"DOI: 10.55555/HIST.|V96.i1.05", "DOI: 10.55555/HIST.V96.i1.05"},
		{"10.55555/j.|hist.2020.05.001", "10.55555/j.hist.2020.05.001"},
		{"https://doi.org/10.|55555/hist.2020", "https://doi.org/10.55555/hist.2020"},
		// what follows is no part of it
		{"see https://example.org.|and/or another", "see https://example.org. and/or another"},
		{"see https://example.org.|e-mail: a@example.kz", "see https://example.org. e-mail: a@example.kz"},
		{"see https://example.org/|e-mail: a@example.kz", "see https://example.org/ e-mail: a@example.kz"},
		{"see https://example.org/a.|well-known it is", "see https://example.org/a. well-known it is"},
		{"https://example.org/a.|p.45", "https://example.org/a. p.45"},
		{"https://doi.org/10.55555/a.b.|pp. 3-5", "https://doi.org/10.55555/a.b. pp. 3-5"},
		{"https://doi.org/10.55555/a.b.|vol.12", "https://doi.org/10.55555/a.b. vol.12"},
		{"https://doi.org/10.55555/a.b.|12. Omar G. Canals", "https://doi.org/10.55555/a.b. 12. Omar G. Canals"},
		{"https://example.org/|12. Omar G. Canals", "https://example.org/ 12. Omar G. Canals"},
		{"https://example.org/|A.B. Seitov", "https://example.org/ A.B. Seitov"},
		{"https://example.org/|Asia-Pacific region", "https://example.org/ Asia-Pacific region"},
		{"see https://example.org.|is it so", "see https://example.org. is it so"},
		{"see example.|org/x", "see example. org/x"},
		{"https://journal.example.|and so on", "https://journal.example. and so on"},
	} {
		if got := bound(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestLookAlikeRows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Тhe Аral Sea", "The Aral Sea"},
		{"Еnvironment and Нealth", "Environment and Health"},
		{"Вiological Маtter", "Biological Matter"},
		{"Оn the road", "On the road"},
		{"Кazakh Аcademy", "Kazakh Academy"},
		{"Seitov А.В. (2001). Vody delty", "Seitov A.B. (2001). Vody delty"},
		{"Омар G., Smith Р. Rivers of Asia", "Омар G., Smith P. Rivers of Asia"},
		{"Khan М.К., Bell С.Т. Canals", "Khan M.K., Bell C.T. Canals"},
		{"А. Seitov, В. Omar", "A. Seitov, B. Omar"},
		{"Нурлан A.C. Воды дельты // Вестник", "Нурлан А.С. Воды дельты // Вестник"},
		{"Серикова H.M., Петров K.B. Почвы", "Серикова Н.М., Петров К.В. Почвы"},
		{"Орошениe зeмель", "Орошение земель"},
		{"вoдохозяйственный комплeкс", "водохозяйственный комплекс"},
		{"Bодные ресурсы", "Водные ресурсы"},
		{"Cеверный Kазахстан", "Северный Казахстан"},
		{"мемлекеттiк бағдарлама", "мемлекеттік бағдарлама"},
		{"шығыс бiлiмi", "шығыс білімі"},
		{"əлеуметтiк əдiс", "әлеуметтік әдіс"},
		{"Əлем тарихы", "Әлем тарихы"},
		{"өндiрiс көлемi", "өндіріс көлемі"},
		{"гауhар тас", "гауһар тас"},
		{"жиhаз жасау", "жиһаз жасау"},
		{"Tүркістан облысы", "Түркістан облысы"},
		{"Yкімет қаулысы, өңір", "Үкімет қаулысы, өңір"},
		{"Cалық кодексі", "Салық кодексі"},
		{"ХІХ ғ. aяғы", "ХІХ ғ. аяғы"},
		{"oқу үдерісі", "оқу үдерісі"},
		{"Journal of Water, рp. 3–14", "Journal of Water, pp. 3–14"},
		{"Известия. Nо 4", "Известия. No 4"},
		{"G. Omar. А.В. Seitov. Voda", "G. Omar. A.B. Seitov. Voda"},
		{"Воды. A.B. Сейтов", "Воды. А.В. Сейтов"},
		{"Nature, рр. 3–14.", "Nature, pp. 3–14."},
		{"Vol. 3, Nо. 4", "Vol. 3, No. 4"},
		{"IРСС report on climate", "IPCC report on climate"},
		{"е-learning platform", "e-learning platform"},
		{"Dоі: 10.55555/x", "Doi: 10.55555/x"},
		{"in а river", "in a river"},
		{"Almaty: Dala, 2010. – 45 р.", "Almaty: Dala, 2010. – 45 p."},
		{"дельта, a также степь", "дельта, а также степь"},
		{"вместе c братом", "вместе с братом"},
		{"Алматы: Дала, 2010. – 45 c.", "Алматы: Дала, 2010. – 45 с."},
		{"труды Джона O. Омара", "труды Джона О. Омара"},
		{"судың pН мәні", "судың pH мәні"},
		{"A.I. Сейітов еңбегі", "А.І. Сейітов еңбегі"},
	} {
		if got := lookAlikes(c.text, 1, nil); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestLookAlikeRowsThatStay(t *testing.T) {
	for _, text := range []string{
		"при Rэкв и Tср", "где Vмакс – скорость", "сопротивление Rвн, Eст", "Uном = 220 В", "Pатм и Hмин",
		"CО2 эмиссиясы", "СO2 и NО3", "H2О молекуласы", "содержание Са2+ и Mg2+", "pH среды", "pH-метр",
		"Т-лимфоциты и B-клетки", "COVID-19-ға қарсы", "IT-компания", "IT-маман", "3D-модель", "2D-графика", "USB-порт",
		"Wi-Fi желісі", "SWOT-талдау", "PR-технологии", "HR-менеджмент", "VIP-клиент", "web-сайт", "online-курс", "GPS-навигатор",
		"X-хромосома", "α-частица и β-распад", "витамин C", "витамин В12", "гепатит B", "класс A", "сорт А",
		"температура 20 °C", "5 А ток", "в XX веке", "в ХХ веке", "ХІХ ғасыр", "глава IV", "Visa и MasterCard",
		"программа Microsoft Word", "язык C++", "п. 3 ст. 5", "The name Абай means", "слово «steppe» значит",
		"Seitov A.B. Воды", "y = ax + b", "x и y", "при x > 0", "различия значимы (p<0,001)", "выше нормы, p ≤ 0,05", "функция f(x)", "точки A и B", "ось Ox", "график y(x)",
		"Kaspi.kz и Kolesa", "eGov порталы", "iPhone телефоны", "ISBN 978-601-04-0000-0", "ТОО «Kaz Minerals»", "АО «KEGOC»",
		"Ш. Уалиханов", "Ә. Бөкейхан", "Ы. Алтынсарин", "I. Жансүгіров", "Сырдария мен Amu Darya",
		"нагрет до 30 °C. Затем", "сети X.25 и узлы", "здание класса I. Затем его", "Пётр I. Его реформы", "статья 501(c)(3) кодекса", "Лефевр (c. 1455–1536). Он",
		"на входе x, выходе машины", "умножить на p раз", "точка e лежит", "координаты xy точки", "штаммы палочки Y. p. orientalis", "Вестник истории. pp. 45–58",
		"Almaty: Dala, 2010. – 45 с.", "Nature. С. 45–58",
	} {
		if got := lookAlikes(text, 1, nil); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestCharRows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"су\u200bару", "суару"}, {"су\u200cару\u200d", "суару"}, {"\ufeffСуару", "Суару"}, {"суа\u2060ру", "суару"}, {"су\u00adару", "суару"},
		{"суару\u00a0жүйесі", "суару жүйесі"}, {"су\u202fару", "су ару"}, {"\u3000су", " су"}, {"су\u2028ару", "су ару"},
		{"su\u0007aru", "suaru"}, {"су\u200eару\u200f", "суару"}, {"\u202aсуару\u202c", "суару"},
		{"e\ufb00ect \ufb02ow o\ufb03ce ba\ufb04e \ufb05art", "effect flow office baffle start"},
		{"и\u0306", "й"}, {"е\u0308лка", "ёлка"}, {"а\u0301", "а\u0301"}, {"cafe\u0301", "café"},
		{"Omar^{1}, Seitov^{2,*}", "Omar¹, Seitov²,*"}, {"Omar^{a,*}", "Omarᵃ,*"}, {"Omar^{1)}, Seitov^{(2)}", "Omar¹, Seitov²"}, {"Омар Н.^{а}, Сеитов Р.^{б,✉}", "Омар Н.ᵃ, Сеитов Р.ᵇ,✉"}, {"^{в} Институт", "ᶜ Институт"}, {"Omar^{1†}", "Omar¹†"}, {"x^{(n)}", "x^{(n)}"}, {"э^{та}", "э^{та}"}, {"^{b} Institute", "ᵇ Institute"}, {"x^{a}", "x^{a}"}, {"2^{a}", "2^{a}"}, {"m^{2}", "m²"}, {"m^2", "m^2"}, {"a ^{ 1 , 2 } b", "a ¹,² b"},
		{"**Кілт сөздер:** су", "Кілт сөздер: су"}, {"*Кілт сөздер:* су", "Кілт сөздер: су"}, {"***Аңдатпа***", "Аңдатпа"},
		{"Omar G.*, Seitov A.*", "Omar G.*, Seitov A.*"}, {"2 * 3 * 4", "2 * 3 * 4"}, {"* first * second", "* first * second"}, {"p* < 0.05*", "p* < 0.05*"},
		{"x² + y³", "x² + y³"}, {"№ 5", "№ 5"}, {"½", "½"}, {"1…2", "1…2"}, {"ŷ", "ŷ"},
	} {
		if got := Chars(c.text, 1, nil).Text; got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestDecodeRows reads short and long texts of each language in each encoding
// that can hold them.
func TestDecodeRows(t *testing.T) {
	russian := []string{
		"Воды дельты", "МЕЛИОРАЦИЯ ЗЕМЕЛЬ", "УДК 631.6\nСЕИТОВ А.Б.\nОрошение дельты: опыт и задачи\n", "Ключевые слова: вода, соль, рис.",
		"В статье рассмотрены воды дельты. Рис и хлопок.\n\nAbstract. Waters of the delta.\n", "Съезд мелиораторов: объём работ, цены и щебень",
	}
	english := []string{"Waters of the delta", "Abstract. Rice and cotton.\n"}
	utf := map[string]func(string) []byte{
		"UTF-8":                func(s string) []byte { return []byte(s) },
		"UTF-8 with mark":      func(s string) []byte { return []byte("\xef\xbb\xbf" + s) },
		"UTF-16LE":             func(s string) []byte { return utf16Bytes(t, unicode.LittleEndian, unicode.IgnoreBOM, s) },
		"UTF-16BE":             func(s string) []byte { return utf16Bytes(t, unicode.BigEndian, unicode.IgnoreBOM, s) },
		"UTF-16LE with mark":   func(s string) []byte { return utf16Bytes(t, unicode.LittleEndian, unicode.UseBOM, s) },
		"UTF-16BE with mark":   func(s string) []byte { return utf16Bytes(t, unicode.BigEndian, unicode.UseBOM, s) },
		"UTF-8 as 1251":        func(s string) []byte { return []byte(misread(s, charmap.Windows1251)) },
		"UTF-8 as 1252":        func(s string) []byte { return []byte(misread(s, charmap.Windows1252)) },
		"UTF-8 as Latin-1":     func(s string) []byte { return []byte(misread(s, charmap.ISO8859_1)) },
		"UTF-8 as 1251, twice": func(s string) []byte { return []byte(misread(misread(s, charmap.Windows1251), charmap.Windows1251)) },
	}
	kazakh := []string{"Атырау сулары туралы мақала", "Ғылыми-зерттеу жұмысы: су, тұз және күріш өсіру.\n", "ӘОЖ 631.6\nСУ ШАРУАШЫЛЫҒЫ\n"}
	for name, encode := range utf {
		for _, text := range append(append(append([]string{}, russian...), english...), kazakh...) {
			if got, _, err := Decode(encode(text)); err != nil || got != text {
				t.Errorf("%s: %q became %q (%v)", name, text, got, err)
			}
		}
	}
	for name, table := range map[string]*charmap.Charmap{"Windows-1251": charmap.Windows1251, "KOI8-R": charmap.KOI8R, "IBM 866": charmap.CodePage866} {
		for _, text := range append(append([]string{}, russian...), english...) {
			if got, _, err := Decode(encoded(t, text, table)); err != nil || got != text {
				t.Errorf("%s: %q became %q (%v)", name, text, got, err)
			}
		}
	}
	for _, text := range russian {
		if got, _, err := Decode([]byte(misread(string(encoded(t, text, charmap.Windows1251)), charmap.Windows1252))); err != nil || got != text {
			t.Errorf("Windows-1251 as 1252: %q became %q (%v)", text, got, err)
		}
	}
}

func utf16Bytes(t *testing.T, order unicode.Endianness, mark unicode.BOMPolicy, s string) []byte {
	t.Helper()
	b, err := unicode.UTF16(order, mark).NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// misread is text as it looks when its bytes are read with the wrong table.
func misread(text string, table *charmap.Charmap) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if r := table.DecodeByte(c); r != '\uFFFD' {
			b.WriteRune(r)
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}
