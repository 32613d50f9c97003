package spell

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"izde/analyzers/analyzertest"
)

// archive is the vocabulary of an invented archive.
var archive = map[string]map[string]uint32{
	"kk": {"қазақ": 90, "қазақстан": 120, "университет": 40, "дипломатия": 12, "мектеп": 60, "мектептер": 8, "тілі": 70,
		"өңірлік": 9, "ұлттық": 30, "ғылым": 25, "білім": 80, "тарих": 50, "кітабы": 11, "сирек": 1, "мәдениет": 33, "үлгі": 12, "ұлы": 15},
	"ru": {"дипломатия": 30, "университет": 55, "образование": 44, "сотрудничество": 20, "исследование": 61, "язык": 40, "объект": 9, "район": 14,
		"право": 33, "правка": 2, "почвы": 4, "правами": 3},
	"en":  {"humanitarian": 20, "diplomacy": 25, "university": 60, "analysis": 44, "language": 51, "regional": 12, "rhythm": 6, "committee": 5, "from": 99, "form": 9},
	Names: {"муканова": 1, "сейітов": 3},
}

func spellerOf(t testing.TB, counts map[string]map[string]uint32) *Speller {
	t.Helper()
	path := filepath.Join(t.TempDir(), "spelling.tsv")
	if err := Write(path, counts); err != nil {
		t.Fatal(err)
	}
	s, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCandidates(t *testing.T) {
	s := spellerOf(t, archive)
	for _, c := range []struct{ what, typed, want string }{
		{"a letter is missing", "дипломтия", "дипломатия"},
		{"a letter is too many", "университтет", "университет"},
		{"two letters have changed places", "сотрудинчество", "сотрудничество"},
		{"a vowel without stress is written as it sounds", "аброзование", "образование"},
		{"a letter was hit beside the right one", "обрвзование", "образование"},
		{"two slips in a long word", "иследавание", "исследование"},
		{"a hard sign for a soft one", "обьект", "объект"},
		{"a soft sign is missing", "обект", "объект"},
		{"all Kazakh letters are missing, and a slip", "казакстн", "қазақстан"},
		{"Kazakh letters are missing in a short word", "улы", "ұлы"},
		{"a Kazakh letter for its neighbour", "өңүрлік", "өңірлік"},
		{"capitals", "ҒЫЛЫН", "ғылым"},
		{"Latin letters in a Cyrillic word", "дипломaтея", "дипломатия"},
		{"an English vowel", "univercity", "university"},
		{"a double letter is single", "comittee", "committee"},
		{"a silent letter is missing", "rythm", "rhythm"},
		{"i for y", "analisys", "analysis"},
		{"the ending is kept: of дипломатия no other form was printed", "деплматияның", "дипломатияның"},
		{"the ending is kept, however long", "унверситеттерімізде", "университеттерімізде"},
		{"a stem whose last letter changes", "кетабымыз", "кітабымыз"},
		{"a Russian ending is one that the archive has", "унверситетыш", ""},
		{"Russian endings", "унверситетами", "университетами"},
		{"a blank is missing", "қазақтілі", "қазақ тілі"},
		{"a name that was printed once", "муканава", "муканова"},
		{"a name has no forms", "муканаваның", ""},
		{"and is no part of a word", "мукановасейітов", ""},
		{"the more frequent of two that are as near", "forn", "form"},
	} {
		var got string
		if found := s.Candidates(c.typed, 1); len(found) > 0 {
			got = found[0].Word
		}
		if got != c.want {
			t.Errorf("%s: %s → %q, not %s; %v", c.what, c.typed, got, c.want, s.Candidates(c.typed, 4))
		}
	}
}

func TestNoCandidates(t *testing.T) {
	s := spellerOf(t, archive)
	for _, c := range []struct{ what, typed string }{
		{"a word of two letters is near to everything", "бі"},
		{"a word that was printed once may itself be a slip", "сирк"},
		{"the first letter is seldom wrong, and two slips are too many with it", "мнверсетут"},
		{"nothing is near", "гидрогеология"},
		{"a number", "2021"},
		{"a word that no one types", strings.Repeat("университет", 9)},
		{"nothing", ""},
	} {
		if got := s.Candidates(c.typed, 3); got != nil {
			t.Errorf("%s: %q → %v", c.what, c.typed, got)
		}
	}
	if !s.Known("Мектеп") || s.Known("мектап") || s.Known("сирек") {
		t.Error("known is what was printed twice")
	}
}

// distance is the definition, on the whole table at once.
func distance(printed, typed []rune) cost {
	t := costs()
	at := func(w []rune, i int) rune {
		if i < 0 {
			return 0
		}
		return w[i]
	}
	d := make([][]cost, len(printed)+1)
	for i := range d {
		d[i] = make([]cost, len(typed)+1)
		for j := range d[i] {
			best := cost(math.MaxInt32)
			if i == 0 && j == 0 {
				best = 0
			}
			if i > 0 {
				best = min(best, d[i-1][j]+t.drop(printed[i-1], at(printed, i-2)))
			}
			if j > 0 {
				best = min(best, d[i][j-1]+t.drop(typed[j-1], at(typed, j-2)))
			}
			if i > 0 && j > 0 {
				best = min(best, d[i-1][j-1]+t.replace(printed[i-1], typed[j-1], i == 1 && j == 1))
			}
			if i > 1 && j > 1 && printed[i-1] == typed[j-2] && printed[i-2] == typed[j-1] {
				best = min(best, d[i-2][j-2]+swapped)
			}
			d[i][j] = best
		}
	}
	return d[len(printed)][len(typed)]
}

// TestNearFindsAll compares the walk over the sorted list with the definition.
func TestNearFindsAll(t *testing.T) {
	letters := rapid.StringOfN(rapid.SampledFrom([]rune("аоқкгiіьe")), 1, 7, -1)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfNDistinct(letters, 1, 60, rapid.ID).Draw(t, "words")
		slices.Sort(words)
		var l lexicon
		for _, w := range words {
			l.add([]byte(w), 2)
		}
		typed := []rune(letters.Draw(t, "typed"))
		limit := rapid.SampledFrom([]cost{0, 60, 110, 180, 220}).Draw(t, "budget")
		got := map[string]cost{}
		l.near(typed, limit, func(i int, row []cost) {
			if d := row[len(typed)]; d <= limit {
				got[string(l.word(i))] = d
			}
		})
		for _, w := range words {
			want := distance([]rune(w), typed)
			if d, ok := got[w]; ok != (want <= limit) || ok && d != want {
				t.Fatalf("%s, %s within %d: distance %d, found %d %v", w, string(typed), limit, want, d, ok)
			}
		}
	})
}

// TestCandidatesAreWords: whatever is typed, a candidate is made of words and
// stems of the archive and is not what was typed.
func TestCandidatesAreWords(t *testing.T) {
	s := spellerOf(t, archive)
	var words []string
	for _, list := range archive {
		for w := range list {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	rapid.Check(t, func(t *rapid.T) {
		w := []rune(rapid.SampledFrom(words).Draw(t, "word"))
		at := rapid.IntRange(0, len(w)).Draw(t, "at")
		typed := string(w[:at]) + rapid.OneOf(rapid.SampledFrom(analyzertest.HardRunes()), rapid.String()).Draw(t, "slip") + string(w[at:])
		for _, c := range s.Candidates(typed, 5) {
			if c.Word == typed || c.Count < offered && c.Lang != Names || c.Distance <= 0 || math.IsNaN(c.score) {
				t.Fatalf("%q → %+v", typed, c)
			}
			for _, part := range strings.Fields(c.Word) {
				if !s.Known(part) && !slices.ContainsFunc(s.languages, func(l *language) bool {
					stem, _ := stemmerOf(l.name)
					return l.name == c.Lang && stem != nil && l.stems.count(writtenStem(part, stem(part))) > 0
				}) {
					t.Fatalf("%q → %q, which the archive does not have", typed, c.Word)
				}
			}
		}
	})
}

func TestDamagedFile(t *testing.T) {
	for what, text := range map[string]string{
		"another file":       "kk\tw\tқазақ\t3\n",
		"no count":           header + "kk\tw\tқазақ\n",
		"a count of nothing": header + "kk\tw\tқазақ\t0\n",
		"a count too large":  header + "kk\tw\tқазақ\t99999999999\n",
		"not in order":       header + "kk\tw\tқазақ\t3\nkk\tw\tабай\t3\n",
		"not UTF-8":          header + "kk\tw\t\xd2\t3\n",
		"a kind unknown":     header + "kk\tx\tқазақ\t3\n",
		"cut short":          header + "kk\tw\tқазақ\t3\nkk\tw\tқаз",
	} {
		if _, err := parse([]byte(text)); err == nil {
			t.Errorf("%s is taken", what)
		}
	}
}

// BenchmarkCandidates corrects words against 500,000 in each of two languages.
func BenchmarkCandidates(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	counts := map[string]map[string]uint32{"kk": {}, "en": {}}
	for lang, syllables := range map[string]string{"kk": "қа зақ ті лі ма ға шы лық дың тар бай ұл тық мә де ни ет өр ке ни се бі лім", "en": "di gi tal hu man in ter na tion edu ca po li cy sys tem ana ly sis re gi on"} {
		list := strings.Fields(syllables)
		for len(counts[lang]) < 500_000 {
			w := ""
			for range 2 + r.IntN(4) {
				w += list[r.IntN(len(list))]
			}
			counts[lang][w] = 2 + uint32(r.ExpFloat64()*20)
		}
	}
	s := new(Speller)
	for _, lang := range []string{"en", "kk"} {
		l := &language{name: lang}
		for _, w := range sortedWords(counts[lang]) {
			l.words.add([]byte(w), counts[lang][w])
			if len(l.words.ends)%4 == 0 {
				l.stems.add([]byte(w), 9)
			}
		}
		s.languages = append(s.languages, l)
	}
	typed := []string{"қазақтілығы", "мәденеит", "мәдениеттерімізде", "humaintion", "digitalpolcy", "systm"}
	var slowest time.Duration
	for i := 0; b.Loop(); i++ {
		from := time.Now()
		s.Candidates(typed[i%len(typed)], 5)
		slowest = max(slowest, time.Since(from))
	}
	b.ReportMetric(float64(slowest.Microseconds()), "µs/max")
}

func sortedWords(counts map[string]uint32) []string {
	var words []string
	for w := range counts {
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}

func ExampleSpeller_Candidates() {
	s, err := parse([]byte(header + "kk\tw\tдипломатия\t12\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range s.Candidates("деплматия", 5) {
		fmt.Println(c.Word, c.Lang)
	}
	// Output: дипломатия kk
}
