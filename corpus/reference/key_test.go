package reference

import (
	"strings"
	"testing"

	"izde/corpus"
)

// pairs are entries of testdata/entries.txt, by how they begin, that are one
// work in two scripts.
var pairs = [][2]string{
	{"Сеитов А.Б.", "Seitov A.B."},
	{"Дюсенов М.К.", "Dyusenov M.K."},
	{"Төлегенов Б.С.", "Tölegenov B.S."},
	{"Әлімжанова Қ.Е.", "Alimzhanova K.E."},
	{"Рахимжанова С.Т.", "Rakhimzhanova, S.T."},
	{"Громов В. И.", "Gromov V.I."},
	{"Климов Д.А.", "Klimov D.A."},
	{"Жүнісбек А.", "Zhunisbek A."},
	{"Абдиров К.Ш.", "Abdirov K.Sh."},
	{"Юсупова Л. Р.", "Yusupova L.R."},
	{"Темирбеков А. С.", "Temirbekov A.S."},
	{"Серікбаев Н.", "Serikbaev N."},
	{"Закон Республики Казахстан от 15 июля", "Zakon Respubliki Kazakhstan ot 15"},
	{"[12] Соколова Т.В.", "Sokolova T.V."},
	{"Павлов И. Г.", "Pavlov I.G."},
	{"Федорчук, М. П.", "Fedorchuk M.P."},
	{"Нурпеисова, А. Ж.", "Nurpeissova A.Zh."},
	{"Мухамеджанов С.А.", "Mukhamedzhanov S.A."},
	{"Ақылбек Т.", "Akylbek T."},
	{"Бейсенов Н.", "Beisenov N."},
	{"Хасенова Д.", "Khassenova D."},
	{"Искаков Р.Т.", "Iskakov R.T."},
	{"Ермекбай Г.Қ.", "Ermekbaı G.Q."},
	{"Воробьёв К.Л.", "Vorob'ev K.L."},
	{"Кәрімов Ш.А.", "Kerimov Sh.A."},
	{"История ремёсел", "Istoriya remesel"},
}

func TestSameWorkInTwoScripts(t *testing.T) {
	entries := readLabelled(t)
	parsed := make([]corpus.Reference, len(entries))
	at := map[string]int{}
	for i, e := range entries {
		parsed[i] = Parse(e.text)
		for _, p := range pairs {
			for _, start := range p {
				if strings.HasPrefix(e.text, start) {
					at[start] = i
				}
			}
		}
	}
	one := map[[2]int]bool{}
	keys := 0
	for _, p := range pairs {
		a, b := parsed[at[p[0]]], parsed[at[p[1]]]
		one[[2]int{at[p[0]], at[p[1]]}] = true
		one[[2]int{at[p[1]], at[p[0]]}] = true
		if !SameWork(a, b) || !SameWork(b, a) {
			t.Errorf("%s and %s are not taken for one work:\n   %s\n   %s", p[0], p[1], Key(a), Key(b))
		}
		if Key(a) == Key(b) {
			keys++
		} else {
			t.Logf("keys differ:\n   %s\n   %s", Key(a), Key(b))
		}
	}
	if keys*100 < len(pairs)*80 {
		t.Errorf("only %d of %d pairs have one key", keys, len(pairs))
	}
	seen := map[string]int{}
	for i := range parsed {
		for j := range i {
			if !one[[2]int{i, j}] && SameWork(parsed[i], parsed[j]) {
				t.Errorf("taken for one work:\n   %s\n   %s", entries[i].text, entries[j].text)
			}
		}
		if k := Key(parsed[i]); k != "" {
			if j, ok := seen[k]; ok && !one[[2]int{i, j}] {
				t.Errorf("one key %q:\n   %s\n   %s", k, entries[i].text, entries[j].text)
			}
			seen[k] = i
		}
	}
	t.Logf("%d of %d pairs have one key", keys, len(pairs))
}

func TestSameWork(t *testing.T) {
	rows := []struct {
		says, a, b string
		want       bool
	}{
		{"the translation alone agrees with the bracket of the other entry",
			"Gromov V.I. (1986). Water resources of the Ili basin. Alma-Ata: Kainar. (in Russian)",
			"Gromov V.I., Akhmetov N.S. Vodnye resursy basseina Ili [Water resources of the Ili basin]. Alma-Ata: Kainar, 1986. 198 p.", true},
		{"a translation without a bracket agrees by author, year and pages",
			"Seitov A.B. Trade routes of the Eastern Aral region // Herald of History. – 2014. – Vol. 12. – No. 3. – P. 45–58.",
			"Сеитов А.Б. Торговые пути Восточного Приаралья // Вестник истории. – 2014. – Т. 12. – № 3. – С. 45–58.", true},
		{"another year is another work",
			"Сеитов А.Б. Торговые пути. – Алматы: Рауан, 2014. – 58 с.",
			"Seitov A.B. Torgovye puti. – Almaty: Rauan, 2004. – 58 s.", false},
		{"another author is another work",
			"Сеитов А.Б. История края. – Алматы: Рауан, 2014. – 58 с.",
			"Petrov A.B. Istoriya kraya. – Almaty: Rauan, 2014. – 58 s.", false},
		{"another volume is another work",
			"История края. Т. 1. – Алматы: Рауан, 2014. – 58 с.",
			"Istoriya kraya. T. 2. – Almaty: Rauan, 2014. – 58 s.", false},
		{"one DOI in two spellings is one work",
			"Seitov A. One title. Journal of A, 1(2), 3-4. doi:10.5555/ABC",
			"Сеитов А. Другое название // Журнал. – 2010. – № 1. https://doi.org/10.5555/abc", true},
		{"two DOIs are two works",
			"Seitov A. One title. Journal of A, 1(2), 3-4. doi:10.5555/ABC",
			"Seitov A. One title. Journal of A, 1(2), 3-4. doi:10.5555/ABD", false},
		{"one file of an archive in two scripts",
			"ЦГА РК. Ф. 44. Оп. 1. Д. 2011. Л. 7.", "TsGA RK. F. 44. Op. 1. D. 2011. L. 7.", true},
		{"another file of the same inventory",
			"ЦГА РК. Ф. 44. Оп. 1. Д. 2011. Л. 7.", "TsGA RK. F. 44. Op. 1. D. 2012. L. 7.", false},
		{"other sheets of one file",
			"ЦГА РК. Ф. 44. Оп. 1. Д. 2011. Л. 7.", "ЦГА РК. Ф. 44. Оп. 1. Д. 2011. Л. 9.", false},
	}
	for _, row := range rows {
		if got := SameWork(Parse(row.a), Parse(row.b)); got != row.want {
			t.Errorf("%s: %v\n   %s\n   %s", row.says, got, row.a, row.b)
		}
	}
}

func TestSchemesFoldToOneKey(t *testing.T) {
	rows := []struct {
		word   string
		kazakh bool
		others string
	}{
		{"Хрущёв", false, "Khrushchev Khrushchyov Hruŝëv Xrushhyov Hrushchev Khrushchëv Hruščev Khrushchov"},
		{"Жансүгіров", true, "Zhansugirov Jansúgirov Jansügirov Žansùgìrov Zhansügirov Jansugirov"},
		{"Ильясов", false, "Ilyasov Il'yasov Ilʹi͡asov Il'jasov Ilʹâsov Iliasov Ilyassov"},
		{"Қазақстан", true, "Qazaqstan Ķazaķstan Kazakstan Qazaqstan"},
		{"Ғылым", true, "Ğylym Ǵylym Gylym Ghylym Ġylym G'ylym Gılım"},
		{"Бейсенгали", false, "Beisengali Beisengaly Beysengali"},
		{"банкротство", false, "bankrotstvo"},
		{"язык", false, "yazyk iazyk jazyk âzyk i͡azyk yazy`k"},
		{"Цой", false, "Tsoy Tsoi Coj T͡soĭ Czoj Tsoĭ"},
		{"Шыңғыс", true, "Shyngghys Şyñğys Shynggys Shyńǵys Šyņġys"},
		{"объект", false, "ob'ekt obyekt obʺekt ob”ekt objekt"},
		{"Өтемісов", true, "Ötemisov Ótemisov Otemisov Ôtemìsov"},
		{"Юлия", false, "Yuliya Iuliia Julija Ûliâ Yulia"},
	}
	for _, row := range rows {
		want := Fold(row.word, row.kazakh)
		for _, other := range strings.Fields(row.others) {
			if got := Fold(other, row.kazakh); got != want {
				t.Errorf("%s folds to %q, %s to %q", row.word, want, other, got)
			}
		}
	}
	for _, two := range [][2]string{{"Абай", "Шоқан"}, {"тарих", "тарап"}, {"степь", "стена"}} {
		if Fold(two[0], true) == Fold(two[1], true) {
			t.Errorf("%s and %s fold to one key", two[0], two[1])
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, e := range readLabelled(f) {
		f.Add(e.text)
	}
	for _, s := range []string{"\x00", "[]", "//", " // ", "10.5555/", "İstanbul ẞ \u212a.", "и\u0306", "(2001)", "\u00ad", "А. – ", "«", "“”.", "A. – DOI: https://doq.org/10.55555/a", "A. – https://doi.orgi/10.55555/a", "\x00" + strings.Repeat("\xb3", 65)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := Parse(s)
		if again := Parse(s); Key(again) != Key(r) {
			t.Error("two parses differ")
		}
		for name, v := range fieldsOf(r) {
			if strings.Contains(v, cutMark) && !strings.Contains(s, cutMark) {
				t.Errorf("%s holds a cut mark: %q", name, v)
			}
		}
		SameWork(r, r)
	})
}

func BenchmarkParse(b *testing.B) {
	entries := readLabelled(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Parse(entries[i%len(entries)].text)
	}
}
