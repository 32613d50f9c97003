package reference

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"izde/corpus/lang"
	"izde/corpus/pattern"
)

// scriptOf is the ISO 15924 code of the script of most letters, or nothing
// where there are no letters.
func scriptOf(s string) string {
	latin, cyrillic, arabic, han := 0, 0, 0, 0
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
				latin++
			}
		case r >= 0x400 && r < 0x530:
			cyrillic++
		case r < 0x250 && unicode.IsLetter(r):
			latin++
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.Is(unicode.Han, r):
			han++
		}
	}
	switch top := max(latin, cyrillic, arabic, han*2); {
	case top == 0:
		return ""
	case top == cyrillic:
		return "Cyrl"
	case top == latin:
		return "Latn"
	case top == arabic:
		return "Arab"
	}
	return "Hani"
}

// marks holds languages.tsv.
type marks struct {
	notes   [][2]string // beginning of a language's name, code
	words   map[string][]string
	endings map[string][]string
	kazakh  map[string]bool // words in Cyrillic
}

var languageMarks = sync.OnceValue(func() marks {
	m := marks{words: map[string][]string{}, endings: map[string][]string{}, kazakh: map[string]bool{}}
	for row := range rows(languagesTSV) {
		for _, w := range strings.Fields(row[2]) {
			switch row[1] {
			case "note":
				m.notes = append(m.notes, [2]string{w, row[0]})
			case "word":
				m.words[w] = append(m.words[w], row[0])
			case "ending":
				m.endings[w] = append(m.endings[w], row[0])
			case "cyrword":
				m.kazakh[w] = true
			}
		}
	}
	return m
})

// languageNamed is the code of the language that a note names.
func languageNamed(name string) string {
	name = strings.ToLower(name)
	best, code := 0, ""
	for _, n := range languageMarks().notes {
		if strings.HasPrefix(name, n[0]) && len(n[0]) > best {
			best, code = len(n[0]), n[1]
		}
	}
	return code
}

// language tells the language of the work by its title, or where that is too
// short by the whole entry. It is empty where nothing tells it.
func (e *entry) language(whole string) string {
	title := e.ref.Title
	if title == "" {
		title = e.ref.Container
	}
	if title == "" {
		return ""
	}
	switch scriptOf(title) {
	case "Cyrl":
		return cyrillicLanguage(title, e.ref.Container, whole)
	case "Latn":
		if code := e.latinLanguage(title, whole); code != "" || strings.IndexFunc(title, isCyrillic) < 0 {
			return code
		}
		return cyrillicLanguage(title, e.ref.Container, whole) // a name in Latin letters in it
	}
	return ""
}

func isCyrillic(r rune) bool { return r >= 0x400 && r < 0x530 }

// reRussian finds the endings and small words that Kazakh does not have.
var reRussian = pattern.New(`(?:ого|его|ая|яя|ии|ое|ые|ие|ых|их|ий|ый|ой|ение|ения|ание|ания|ость|ости|ство|ства|ция|ции|ов|ев|ам|ями|ами)(?:[^\p{L}]|$)|(?:^|\s)(?:и|в|на|о|по|из|для|от|к|с)\s`)

// reKyrgyz finds the long vowels that Kyrgyz writes double.
var reKyrgyz = pattern.New(`\p{L}(?:уу|оо|өө|үү|ээ)`)

func hasLongVowel(s string) bool {
	for _, v := range []string{"уу", "оо", "өө", "үү", "ээ"} {
		if strings.Contains(s, v) {
			return true
		}
	}
	return false
}

// sureKazakh is how sure the identifier must be of Kazakh where no letter tells
// it.
const sureKazakh = 0.75

// cyrillicLanguage tells the language of a title in Cyrillic; where the title is
// too short, what it stands in and then the whole entry help.
func cyrillicLanguage(title, container, whole string) string {
	special := func(s string) (n int) {
		for _, r := range s {
			if strings.ContainsRune("әғқңөұүһӘҒҚҢӨҰҮҺіІ", r) {
				n++
			}
		}
		return n
	}
	if special(title) > 0 {
		return "kk"
	}
	if strings.ContainsAny(title, "їєґЇЄҐ") {
		return "uk"
	}
	if hasLongVowel(title) && reKyrgyz.MatchString(title) && !reRussian.MatchString(strings.ToLower(title)) {
		return "ky"
	}
	for _, w := range words(strings.ToLower(title)) {
		if languageMarks().kazakh[w] {
			return "kk"
		}
	}
	context := title + " " + container
	if code, sure := lang.Identify(context); code == "kk" && sure > sureKazakh && !reRussian.MatchString(strings.ToLower(context)) {
		return "kk"
	}
	if len(words(title)) <= 3 && special(whole) > 2 && !reRussian.MatchString(strings.ToLower(title)) {
		return "kk"
	}
	return "ru"
}

// latinLanguage weighs words and endings. A title that is translated in
// brackets is not English; one in Latin letters whose entry has Cyrillic data
// is not told.
func (e *entry) latinLanguage(title, whole string) string {
	score := latinScores(title)
	if e.ref.TranslatedTitle != "" {
		score["en"] = -1
		score["ru"]++ // the rule of the journals: most works so printed are Russian
	}
	if code := best(score); code != "" {
		return code
	}
	score = latinScores(whole)
	if e.ref.TranslatedTitle != "" {
		score["en"] = -1
	}
	return best(score)
}

func best(score map[string]int) string {
	code, top, tie := "", 0, false
	for _, c := range []string{"en", "ru", "kk", "uz", "de", "fr", "tr"} {
		switch n := score[c]; {
		case n > top:
			code, top, tie = c, n, false
		case n == top && n > 0:
			tie = true
		}
	}
	if tie && code == "en" {
		return "en"
	}
	return code
}

// latinScores counts the marks of each language in a text in Latin letters: a
// word counts two, an ending one, letters that only Kazakh Latin has two.
func latinScores(s string) map[string]int {
	m := languageMarks()
	score := map[string]int{}
	for i, w := range words(s) {
		if i > 0 && len(w) == 1 && unicode.IsUpper(firstRune(w)) {
			continue // an initial
		}
		w = strings.ToLower(w)
		for _, code := range m.words[w] {
			score[code] += 2
		}
		if strings.Contains(w, "o\u02bb") || strings.Contains(w, "g\u02bb") {
			score["uz"] += 3
		}
		if len(w) > 4 {
			// The longest ending that is known counts.
			for n := min(len(w)-2, 9); n >= 2; n-- {
				codes, ok := m.endings[w[len(w)-n:]]
				if !ok {
					continue
				}
				for _, code := range codes {
					score[code]++
				}
				break
			}
		}
		if strings.ContainsAny(w, "ğış") {
			score["tr"]++
		}
		if strings.ContainsAny(w, "qǵńñğşū") && !strings.Contains(w, "qu") || strings.Contains(w, "qa") || strings.Contains(w, "qy") || strings.Contains(w, "uq") {
			score["kk"] += 2
		}
	}
	return score
}
