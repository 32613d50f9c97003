package kazakh

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestNormalize(t *testing.T) {
	for _, row := range []struct{ token, want, because string }{
		{"ҚАЗАҚСТАН", "қазақстан", "capitals are lowered"},
		{"Тaрих", "тарих", "a Latin a in a Cyrillic word is repaired"},
		{"kітaп", "кітап", "two look-alikes are repaired"},
		{"бiлiм", "білім", "a Latin i stands for і"},
		{"м\u0259дениет", "мәдениет", "a schwa stands for ә"},
		{"М\u018fДЕНИЕТ", "мәдениет", "a capital schwa too"},
		{"YКІМЕТ", "үкімет", "a Latin Y in a front word stands for Ү"},
		{"YАҚЫТ", "уақыт", "a Latin Y in a back word stands for У"},
		{"XАЛЫҚ", "халық", "a capital X stands for Х"},
		{"Hарық", "нарық", "a capital H stands for Н"},
		{"қаhарман", "қаһарман", "a small h stands for һ"},
		{"Еconomic", "economic", "a Cyrillic letter in a Latin word is repaired the other way"},
		{"Rэкв", "rэкв", "a formula is left as it is"},
		{"е-mail", "е-mail", "the parts of a hyphened word are judged apart"},
		{"Covid", "covid", "a Latin word stays Latin"},
		{"қауым\u00adдас\u00adтық", "қауымдастық", "soft hyphens go"},
		{"сөз\u200dдер\u200b", "сөздер", "joiners and zero-width spaces go"},
		{"а\u0301дам", "адам", "a stress mark goes"},
		{"и\u0306ел", "йел", "a combining breve makes й"},
		{"актёр", "актер", "ё is е"},
		{"АҚШ\u2019тың", "ақш'тың", "apostrophes are one"},
		{"Нұр\u2011Сұлтан", "нұр-сұлтан", "hyphens are one"},
		{"бі\xffлім", "білім", "bytes that are no UTF-8 go"},
		{"İstanbul", "istanbul", "a letter that shrinks on lowering stays valid"},
		{"\u212aелвин", "келвин", "the Kelvin sign is a K"},
		{"ҡазаҡ", "қазақ", "a Bashkir қ is repaired"},
	} {
		if got := Normalize(row.token); got != row.want {
			t.Errorf("%s: Normalize(%+q) = %s, want %s", row.because, row.token, got, row.want)
		}
	}
}

// hardRunes have broken analyzers before.
var hardRunes = []string{
	"\u0130", "\u0131", "\u1e9e", "\u212a", "\u00ad", "\u200d", "\u200c", "\u0406", "\u0456", "\u0259", "\u04d9", "\u0301", "\u0306",
	"\u0308", "\ud7ff", "\ue000", "\U0001f600", "\ufe0f", "\ufb03", "\ufffd", "I", "i", "\u0345", "\u03a3", "\u01c5", "\u2126", "\u0001", "\u04c0",
	"\u0307", "\u093c", "-", "'", "\xff",
}

// hardWords puts every hard rune at every place of a few words.
func hardWords() []string {
	words := append([]string{""}, hardRunes...)
	for _, word := range []string{"мектептеріміздегі", "кітабы", "АҚШ-тың", "2030-ға", "COVID-19", "оқиды"} {
		runes := []rune(word)
		for i := 0; i <= len(runes); i++ {
			for _, hard := range hardRunes {
				words = append(words, string(runes[:i])+hard+string(runes[i:]))
			}
		}
	}
	return words
}

func checkWord(t *testing.T, token string) {
	t.Helper()
	word := Normalize(token)
	if !utf8.ValidString(word) {
		t.Errorf("Normalize(%+q) = %+q is not UTF-8", token, word)
	}
	if strings.ContainsRune(word, utf8.RuneError) && !strings.ContainsRune(token, utf8.RuneError) {
		t.Errorf("Normalize(%+q) = %+q invents U+FFFD", token, word)
	}
	if again := Normalize(word); again != word {
		t.Errorf("Normalize is not idempotent: %+q, %+q, %+q", token, word, again)
	}
	if utf8.ValidString(token) {
		if c, d := Normalize(norm.NFC.String(token)), Normalize(norm.NFD.String(token)); c != d {
			t.Errorf("%+q: NFC gives %+q, NFD %+q", token, c, d)
		}
	}
	stem := Stem(word)
	if stem == "" && word != "" {
		t.Errorf("Stem(%+q) is empty", word)
	}
	for _, term := range append(FromLatin(token), stem, Prefix(word), Fold(word)) {
		if !utf8.ValidString(term) {
			t.Errorf("%+q gives %+q, which is not UTF-8", token, term)
		}
	}
	if Stem(token) == "" && token != "" {
		t.Errorf("Stem(%+q) is empty for a token that was not normalised", token)
	}
}

func TestHardRunesGiveValidTerms(t *testing.T) {
	for _, word := range hardWords() {
		checkWord(t, word)
	}
}

func FuzzStem(f *testing.F) {
	for _, word := range hardWords()[:200] {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, token string) {
		checkWord(t, token)
		_ = Explain(token).String()
	})
}

// lookalikes of Kazakh letters in small and capital words.
var (
	smallTwins   = map[rune]rune{'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'х': 'x', 'у': 'y', 'і': 'i', 'һ': 'h', 'ә': '\u0259', 'ө': '\u0275'}
	capitalTwins = map[rune]rune{
		'А': 'A', 'Е': 'E', 'О': 'O', 'Р': 'P', 'С': 'C', 'Х': 'X', 'І': 'I', 'Н': 'H', 'К': 'K', 'М': 'M', 'Т': 'T', 'В': 'B', 'Ә': '\u018f', 'Ө': '\u019f',
	}
)

func TestLookalikesAnywhereGiveTheCleanTerm(t *testing.T) {
	for _, f := range readTable(t, "testdata/families.tsv") {
		for word := range strings.FieldsSeq(f[0]) {
			checkLookalikes(t, word, smallTwins)
			checkLookalikes(t, strings.ToUpper(word), capitalTwins)
		}
	}
}

// checkLookalikes replaces each letter alone, and all of a word at once as long as one Cyrillic letter is left.
func checkLookalikes(t *testing.T, word string, twins map[rune]rune) {
	want := Stem(Normalize(word))
	runes := []rune(word)
	all := []rune(word)
	cyrillic := 0
	for i, r := range runes {
		twin, ok := twins[r]
		if !ok {
			if r > 0x400 {
				cyrillic++
			}
			continue
		}
		all[i] = twin
		one := []rune(word)
		one[i] = twin
		if len(runes) > 2 && !strings.Contains(word, "-") {
			if got := Stem(Normalize(string(one))); got != want {
				t.Errorf("%s with U+%04X gives %s, clean %s", word, twin, got, want)
			}
		}
	}
	if cyrillic > 0 && !strings.Contains(word, "-") {
		if got := Stem(Normalize(string(all))); got != want {
			t.Errorf("%s with every look-alike gives %s, clean %s", string(all), got, want)
		}
	}
}

func TestFoldMapsWhatIsTypedWithoutKazakhLetters(t *testing.T) {
	for word, plain := range map[string]string{"қазақ": "казак", "ғылым": "гылым", "өңір": "онир", "үкімет": "укимет", "ұлт": "улт", "әдебиет": "адебиет", "жиһаз": "жихаз"} {
		if got := Fold(word); got != plain {
			t.Errorf("Fold(%s) = %s, want %s", word, got, plain)
		}
	}
}

func TestPrefixIsFirstLetters(t *testing.T) {
	for word, want := range map[string]string{"мектептер": "мекте", "үй": "үй", "": "", "білім": "білім"} {
		if got := Prefix(word); got != want {
			t.Errorf("Prefix(%s) = %s, want %s", word, got, want)
		}
	}
}

func TestStopWordsAreNormalised(t *testing.T) {
	for word := range stopWords() {
		if Normalize(word) != word {
			t.Errorf("stop word %s is not in normal form", word)
		}
	}
	if !IsStopWord("және") || IsStopWord("білім") {
		t.Error("және is a stop word and білім is not")
	}
}
