package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clitics are written after a hyphen in Russian and Kazakh; firstParts come
// before one in Russian and English; links stand between two.
const (
	clitics    = " то либо нибудь таки ка де ақ ау "
	contracted = " изд об кол гос мин хоз пр агент " // "изд-во": the hyphen stands for what was left out
	tails      = " во ва ву вом ве "
	firstParts = " кое кой экс вице научно учебно производственно социально опытно северо южно юго западно восточно self ex well cross low high two three four "
	links      = " на по под о де ла ле of in on to by de la le du and the "
)

// joinWord decides what a line-end hyphen between a and b is: true for a word
// that was broken. Another hyphen right after b makes a chain of them. sure is
// false where the words of the archive say nothing clear.
func (v *Vocabulary) joinWord(a, b string, soft, chain bool) (join, sure bool) {
	lastA, _ := utf8.DecodeLastRuneInString(a)
	firstB, _ := utf8.DecodeRuneInString(b)
	switch {
	case !unicode.IsLetter(lastA) || !unicode.IsLetter(firstB):
		return false, true
	case soft:
		return true, true
	case chain && strings.Contains(links, " "+strings.ToLower(b)+" "):
		return false, true // Frankfurt-on-Oder
	case unicode.IsUpper(firstB) && !(unicode.IsUpper(lastA) && utf8.RuneCountInString(a) > 1):
		return false, true // Asia-Pacific, К.-Ж.
	}
	whole, compound := v.joined(a, b), v.compound(a, b)
	switch {
	case whole > compound:
		return true, true
	case compound > 0:
		return false, true
	case utf8.RuneCountInString(a) == 1:
		return false, true // e-mail
	case isAbbreviation(a) && unicode.IsLower(firstB):
		return false, true // БҰҰ-ның
	}
	la, lb := strings.ToLower(a), strings.ToLower(b)
	if la == lb {
		return false, true // бірте-бірте
	}
	if strings.Contains(clitics, " "+lb+" ") && !(lb == "ка" && !strings.ContainsRune(afterImperative, lastA)) || strings.Contains(firstParts, " "+la+" ") || v.compoundLike(a, b) || v.compoundInflected(la, lb) {
		return false, true
	}
	if strings.Contains(contracted, " "+la+" ") && strings.Contains(tails, " "+lb+" ") {
		return false, true
	}
	if v.joinedLike(a, b) {
		return true, true
	}
	if v.russianCompound(la, lb) || v.beginsCompounds(la, lb) {
		return false, true
	}
	if disharmony(la, lb) {
		return false, false
	}
	return v.byHalves(a, b)
}

// russianCompound is true for "казахстанско-саудовских": the first half is an
// adjective of the archive with its ending cut to -о, the second a word.
func (v *Vocabulary) russianCompound(a, b string) bool {
	stem, ok := strings.CutSuffix(a, "о")
	if !ok || utf8.RuneCountInString(stem) < 5 || utf8.RuneCountInString(b) < 5 {
		return false
	}
	for _, ending := range []string{"ий", "ый", "ой", "ая", "ое", "ие", "ые", "ого", "ой", "их", "ых", "ую", "им", "ым"} {
		if v.words[stem+ending] > 0 {
			return v.Count(b) > 0 || strings.HasSuffix(stem, "ск")
		}
	}
	return false
}

// longestAbbreviation is how many capitals make up an abbreviation at most.
const longestAbbreviation = 5

// isAbbreviation is true for a few capitals.
func isAbbreviation(a string) bool {
	n := 0
	for _, r := range a {
		if n++; n > longestAbbreviation || !unicode.IsUpper(r) {
			return false
		}
	}
	return n > 1
}

// beginsCompounds is true where a begins compounds of the archive: one whose
// linking vowel shows that it is made for that, "северо-" or "научно-"; or two
// and b is a word, "high-speed", "high-ranking".
func (v *Vocabulary) beginsCompounds(a, b string) bool {
	n := countPrefix(v.sortedCompounds(), a+"-", 2)
	if strings.HasSuffix(a, "о") && utf8.RuneCountInString(a) >= 5 {
		return n > 0
	}
	return n > 1 && utf8.RuneCountInString(b) >= 4 && v.Count(b) > 0
}

// afterImperative are the ends of the words that the particle "ка" follows:
// "скажи-ка", "дай-ка", "ну-ка"; in "ребён-ка" it is the end of a word.
const afterImperative = "иёйьеуа"

// disharmony is true for two Kazakh halves of which one has back vowels and
// letters only and the other front ones: they cannot be one native word, so
// they are a pair such as қуғын-сүргін.
func disharmony(a, b string) bool {
	if utf8.RuneCountInString(a) < 4 || utf8.RuneCountInString(b) < 4 || !strings.ContainsAny(a+b, kazakhLetters) {
		return false // "соотно-шение" is Russian
	}
	backA, frontA := harmony(a)
	backB, frontB := harmony(b)
	return backA > 1 && frontA == 0 && frontB > 1 && backB == 0 || frontA > 1 && backA == 0 && backB > 1 && frontB == 0
}

// kazakhLetters are the small letters that Russian has not.
const kazakhLetters = "әғқңөұүіһ"

// harmony counts the letters of a word that are at home among back vowels
// alone and among front vowels alone; those of loans count for neither.
func harmony(word string) (back, front int) {
	for _, r := range word {
		switch r {
		case 'қ', 'ғ', 'ұ', 'ы', 'а', 'о':
			back++
		case 'ә', 'ө', 'ү', 'і', 'е':
			front++
		case 'ц', 'ч', 'щ', 'ф', 'в', 'э', 'ё', 'ъ', 'ь', 'я', 'ю':
			return 0, 0
		}
	}
	return back, front
}

// byHalves decides where neither the word nor the compound is known. Halves
// of a broken word are seldom words; if both are, the hyphen is real.
func (v *Vocabulary) byHalves(a, b string) (join, sure bool) {
	na, nb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	ca, cb := v.Count(a), v.Count(b)
	switch {
	case na >= 5 && nb >= 5 && ca > 0 && cb > 0, na >= 3 && nb >= 3 && ca > 2 && cb > 2:
		return false, ca > 3 && cb > 3
	case ca > 0 && cb > 0 && nb > 3:
		return true, false
	}
	return true, true
}
