package rawtext

import (
	"strings"
	"testing"

	"izde/corpus"
)

// TestCutEntries cuts lists of references that no numbers part.
func TestCutEntries(t *testing.T) {
	for _, tt := range []struct {
		says, list string
		want       int
	}{
		{"indented after the first line", `Akhmetov, A., & Kim, O. (2019). Water losses in canals of the lower river.
    Water and Land, 12(4), 301–318.
Omarova, T. (1968). Seed and farmer. Almaty: Field Books.
Zimin, O. (2016). Does credit matter? Large farms in the south. Papers of
    Steppe Economy, 5(1), 44–62.
Satov, L. (2007). Collateral and risk in small farming. Journal of
    Village Finance, 19(2), 133–157.`, 4},
		{"the first line indented", `    Akhmetov A. Water losses in canals. – Almaty: Su, 2019. –
318 p.
    Omarova T. Seed and farmer. – Almaty: Egin,
1968. – 120 p.
    Zimin O. Does credit matter? // Steppe Papers. – 2016. –
No. 5. – P. 44–62.`, 3},
		{"by key and year", `CSA – Central State Archive. F. 40, inv. 1, file 512.
Akhmetov, 2003 – Akhmetov A. Water losses in the canals of the lower
river. Almaty: Su, 2003. 96 p.
Omarova, 1987 – Omarova T. Seed and farmer. Almaty: Egin, 1987. 254 p.`, 3},
		{"a publisher begins a line", `Akhmetov A. (2012) Poteri vody [Water losses in the canals of the lower river].
Water and Land, no. 1, pp. 28–36. (In Russian)
Omarova T. (2010) Semena i zemledelets [Seed and farmer in the southern valley].
Egin, Almaty, 140 p. (In Russian)`, 2},
	} {
		s := newSplitter(Options{})
		s.scan(tt.list)
		s.collect()
		s.describe()
		if got := s.cutEntries(0, len(s.lines)); len(got) != tt.want {
			t.Errorf("%s: %d entries %v, want %d", tt.says, len(got), got, tt.want)
		}
	}
}

// TestPairInAnotherOrder pairs a list in the order of the Cyrillic alphabet
// with one in the order of the Latin.
func TestPairInAnotherOrder(t *testing.T) {
	read := func(list string) (out []corpus.Reference) {
		for line := range strings.SplitSeq(list, "\n") {
			out = append(out, corpus.Reference{Text: line})
		}
		return out
	}
	first := read(`Жүнісова Ә. Қала және дағдарыс. – Алматы: Арда, 2009.
Тасжан М. Прозадағы орта // Сөз. – 2014. – № 3.
Орлин В. Семантика пространства. – Томск: Слог, 2006.
Aydogan H. Smell and sound // Letters. – 2011.
Қоңырат Ж. Әңгіме поэтикасы. – Қарағанды, 2016.
Левин И.П. Память семьи // Вопросы. – 2018.`)
	second := read(`Aydogan H. (2011) Smell and sound. Letters.
Konyrat Zh. (2016) Angime poetikasy. Karagandy.
Levin I.P. (2018) Pamyat semyi. Voprosy.
Orlin V. (2006) Semantika prostranstva. Tomsk.
Taszhan M. (2014) Prozadagy orta. Soz.
Zhunisova A. (2009) Kala zhane dagdarys. Almaty.`)
	s := newSplitter(Options{})
	if !s.pair(first, second) {
		t.Fatal("the lists were not recognised as one")
	}
	for i, want := range []string{"Zhunisova", "Taszhan", "Orlin", "Aydogan", "Konyrat", "Levin"} {
		if !strings.HasPrefix(first[i].Romanised, want) {
			t.Errorf("%s\n   got %s\n  want %s …", first[i].Text, first[i].Romanised, want)
		}
	}
}
