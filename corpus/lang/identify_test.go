package lang

import (
	"slices"
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	for _, c := range []struct{ text, want, why string }{
		{"Қазақ тілінің тарихы", "kk", "Kazakh letters"},
		{"Влияние цифровизации на экономику региона", "ru", "Russian endings"},
		{"The role of the steppe in history", "en", "English words"},
		{"Humanitarian Diplomacy", "en", "two English words"},
		{"Казак тили мен адебиети", "kk", "Kazakh typed without its letters"},
		{"Билим берудин заманауи адистери", "kk", "Kazakh typed without its letters"},
		{"Халыкаралык катынастар тарихы туралы", "kk", "Kazakh typed without its letters"},
		{"Мемлекеттик баскару жуйесинин дамуы", "kk", "Kazakh typed without its letters"},
		{"Казахстан и страны Центральной Азии", "ru", "Russian about Kazakhstan"},
		{"Проблемы развития казахского языка", "ru", "Russian about Kazakh"},
		{"Әдебиет", "kk", "one Kazakh word"},
		{"Введение", "ru", "one Russian word"},
		{"Tүйiн cөздер", "kk", "Kazakh with Latin look-alikes"},
		{"Cпиcoк литepaтypы", "ru", "Russian with Latin look-alikes"},
		{"Google мен Apple компанияларының бәсекесі", "kk", "Kazakh with Latin names"},
		{"Компания Google и рынок рекламы", "ru", "Russian with a Latin name"},
		{"Goroda i bazary stepnogo kraya v proshlom veke", "", "romanised Russian"},
		{"Dala halqynyn auyzsha tarikhy men mura", "", "romanised Kazakh"},
		{"", "", "no text"},
		{"2021 – 15 (3)", "", "no letters"},
	} {
		if got, sure := Identify(c.text); got != c.want || sure < 0 || sure > 1 {
			t.Errorf("%q: got %q (%.2f), want %q: %s", c.text, got, sure, c.want, c.why)
		}
	}
}

// TestSureness: more of the same text makes the verdict no less sure.
func TestSureness(t *testing.T) {
	for _, text := range []string{"Қазақстан тарихы туралы зерттеу", "История Казахстана в новое время", "A history of modern Kazakhstan"} {
		_, one := Identify(text)
		_, ten := Identify(strings.Repeat(text+". ", 10))
		if ten < one || one < 0.6 {
			t.Errorf("%q: sure %.2f alone, %.2f repeated", text, one, ten)
		}
	}
}

func TestTablesParse(t *testing.T) {
	if _, err := parseWords(wordsTSV); err != nil {
		t.Error(err)
	}
	if _, err := parseWords("word\tkk\tmuch\tмен"); err == nil {
		t.Error("a weight that is no number was taken")
	}
}

func FuzzIdentify(f *testing.F) {
	for _, s := range []string{"", "İ\u0130\u0131ẞ\u212a", "e\u0301", "\u00ad\u200b", "ә\u0259\u018f", "\xff\xd0", strings.Repeat("щ", 300), "a\u0301b", "\U0001f600"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, sure := Identify(text)
		if !slices.Contains([]string{"", "kk", "ru", "en", "ky", "tg", "tr", "uz"}, code) || sure < 0 || sure > 1 {
			t.Fatalf("%q: %q %f", text, code, sure)
		}
	})
}

func BenchmarkIdentify(b *testing.B) {
	text := "Даладағы мал шаруашылығының өткені мен бүгіні: ауыл тұрғындарының естеліктері"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Identify(text)
	}
}

// TestOtherLanguages: what is evidently in another language of the region is
// taken for none of the archive's.
func TestOtherLanguages(t *testing.T) {
	for code, texts := range map[string][]string{
		"ky": {
			"Кыргыз тилинин тарыхы жана маданияты", "Айыл чарбасын өнүктүрүүнүн негизги багыттары", "Тоо аймактарында суу ресурстарын башкаруу жөнүндө",
			"Макалада көчмөндөрдүн соода жолдору жана алардын коомдогу орду каралат.", "Бул изилдөөнүн максаты мектеп окуучуларынын окуу сабаттуулугун баалоо болуп саналат.",
			"Автор архив материалдарына таянып, он тогузунчу кылымдагы жарманкелердин өзгөчөлүктөрүн көрсөтөт.", "ЖАЙЫТТАРДЫ ПАЙДАЛАНУУ БОЮНЧА ИЗИЛДӨӨ",
			"жайыт, көчмөндөр, соода жолу, өнүгүү, коом",
		},
		"uz": {
			"Ўзбек тилининг тарихи ва тараққиёти", "Мақолада чўл ҳудудларидаги сув ресурсларини бошқариш масалалари таҳлил қилинган.", "Тоғли ҳудудларда қишлоқ хўжалигини ривожлантириш",
			"Ушбу тадқиқот мактаб ўқувчилари учун ўтказилган.", "Узбекистон халкининг маданияти хакида",
			"O'zbek tilining tarixi va taraqqiyoti", "Maqolada cho‘l hududlaridagi suv resurslarini boshqarish masalalari tahlil qilingan.", "Togʻli hududlarda qishloq xoʻjaligini rivojlantirish",
			"Ushbu tadqiqot maktab o`quvchilari uchun o`tkazilgan", "YOZMA YODGORLIKLARNI O'RGANISH TARIXI VA BUGUNI",
		},
		"tg": {
			"Таърихи забони тоҷикӣ дар асри бист", "Дар мақола масъалаҳои истифодаи захираҳои об баррасӣ шудааст.", "Рушди кишоварзӣ дар минтақаҳои кӯҳӣ",
			"Муаллиф ба ин натиҷа мерасад, ки чарогоҳҳо ба нигоҳубини доимӣ ниёз доранд.",
		},
		"tr": {
			"Türk dilinin tarihi ve gelişimi", "Bu makalede bozkır bölgelerindeki su kaynaklarının yönetimi ele alınmıştır.", "Göçebe toplulukların ticaret yolları üzerine bir inceleme",
			"Çalışmanın amacı, okul çağındaki çocukların okuma alışkanlıklarını değerlendirmektir.", "KIRSAL ALANLARDA EĞİTİM VE KÜLTÜR",
		},
	} {
		for _, text := range texts {
			if got, sure := Identify(text); got != code || sure < 0.85 {
				t.Errorf("%q: got %q (%.2f), want %q", text, got, sure, code)
			}
		}
	}
	for _, c := range []struct{ text, want, why string }{
		{"Өзбекстан мен Қырғызстанның су саясаты", "kk", "Kazakh about the neighbours"},
		{"Узбекистан и Кыргызстан: водные ресурсы", "ru", "Russian about the neighbours"},
		{"Роман «Ўткан кунлар» и его место в литературе", "ru", "Russian with an Uzbek title"},
		{"The novel O'tkan kunlar and its readers", "en", "English with an Uzbek title"},
		{"Çağdaş Turkish literature in the works of O'Neill", "en", "English with a Turkish word"},
		{"«Манас» эпосу боюнча изилдөөлөр туралы мақала", "kk", "Kazakh with a Kyrgyz title"},
		{"көнбістік пен күнкөріс жүйесі", "kk", "two rounded vowels in one Kazakh word"},
		{"Болгон окига туралы бала кунинде жазылган естеликтер", "kk", "Kazakh typed without its letters"},
		{"Qazaq tilininñ tarihy jäne mädeniyeti", "", "Kazakh in Latin letters"},
		{"Kinder und Jugendliche im Schulbuch der Steppe", "en", "a language of which nothing is known"},
	} {
		if got, sure := Identify(c.text); got != c.want && !(c.why == "a language of which nothing is known" && got == "") {
			t.Errorf("%q: got %q (%.2f), want %q: %s", c.text, got, sure, c.want, c.why)
		}
	}
}

func TestOthersParse(t *testing.T) {
	if _, err := parseOthers(othersTSV); err != nil {
		t.Error(err)
	}
	for _, wrong := range []string{"word\tky\tmuch\tжана", "word\tzz\t1\tжана", "stem\tky\t1\tжана", "word\tky\t1"} {
		if _, err := parseOthers(wrong); err == nil {
			t.Errorf("%q was taken", wrong)
		}
	}
}
