package identifier

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"izde/corpus"
)

//go:embed letters.tsv
var lettersTSV string

// letters is letters.tsv.
var letters = sync.OnceValue(func() map[rune]string {
	m := map[rune]string{}
	for line := range strings.Lines(lettersTSV) {
		letter, latin, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			m[[]rune(letter)[0]] = latin
		}
	}
	return m
})

const (
	slugWords = 6   // of the title, in an id
	slugBytes = 60  // beyond these the words of a slug end
	incipit   = 120 // runes by which a text without a title is known
)

// Article is the id of an article that brings none: its DOI, or the first words
// of its title and a hash of title and first author, so that the same article
// has the same id whatever file and format it comes in. A text without a title
// is known by its beginning.
func Article(a *corpus.Article) string {
	if a.DOI != "" {
		return strings.ReplaceAll(strings.ToLower(a.DOI), "/", "-")
	}
	title, author := firstText(a.Title, a.Lang), ""
	if len(a.Authors) > 0 {
		author = firstText(a.Authors[0].Name, a.Lang)
	}
	for i := 0; i < len(a.Sections) && title == ""; i++ {
		title = beginning(a.Sections[i].Text)
	}
	if title == "" {
		title = firstText(a.Abstract, a.Lang)
	}
	sum := sha256.Sum256([]byte(fold(title) + "\n" + fold(author)))
	slug := Slug(title)
	if slug == "" {
		slug = "text"
	}
	return slug + "-" + hex.EncodeToString(sum[:4])
}

// beginning is the first incipit runes of a text.
func beginning(text string) string {
	n := 0
	for i := range text {
		if n++; n > incipit {
			return text[:i]
		}
	}
	return text
}

// firstText is the text in lang, or in the first language that there is.
func firstText(t corpus.Text, lang string) string {
	for _, code := range append([]string{lang}, corpus.Languages()...) {
		if t[code] != "" {
			return t[code]
		}
	}
	for _, code := range slices.Sorted(maps.Keys(t)) {
		return t[code]
	}
	return ""
}

// Slug writes the first words of a title in small ASCII letters with hyphens in
// between. Letters of scripts other than Latin and Cyrillic are left out.
func Slug(title string) string {
	var out []string
	size := 0
	for w := range strings.FieldsFuncSeq(norm.NFC.String(strings.ToLower(title)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !elides(r)
	}) {
		word := romanise(w)
		if word == "" {
			continue
		}
		if size += len(word) + 1; size > slugBytes && len(out) > 0 || len(out) == slugWords {
			break
		}
		out = append(out, word[:min(len(word), slugBytes)])
	}
	return strings.Join(out, "-")
}

// elides is true for the marks inside a word that part nothing: apostrophes
// and the soft hyphen.
func elides(r rune) bool { return strings.ContainsRune("'\u2019\u02bc\u00ad", r) }

// The small Cyrillic letters that look like Latin ones, and these.
const cyrillicForms, latinForms = "авекмнорстухіһјѕё", "abekmhopctyxihjse"

func romanise(word string) string {
	var b strings.Builder
	if mixed(word) {
		word = strings.Map(func(r rune) rune {
			if i := strings.IndexRune(latinForms, r); i >= 0 {
				return []rune(cyrillicForms)[i]
			}
			return r
		}, word)
	}
	for _, r := range word {
		if latin, ok := letters()[r]; ok {
			b.WriteString(latin)
			continue
		}
		for _, r := range norm.NFD.String(string(r)) {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// mixed is true for a Cyrillic word with a Latin letter in it.
func mixed(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0 &&
		strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0
}

// fold leaves of a text what no repair of its print changes: its letters and
// digits, small, the Cyrillic ones that look like Latin ones as these.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		if i := strings.IndexRune(cyrillicForms, r); i >= 0 {
			return rune(latinForms[len([]rune(cyrillicForms[:i]))])
		}
		return r
	}, norm.NFKC.String(strings.ToLower(text)))
}
