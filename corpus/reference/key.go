package reference

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"izde/corpus"
	"izde/corpus/identifier"
)

//go:embed romanisation.tsv
var romanisationTSV string

// folding holds romanisation.tsv: spellings by their key, and the length in
// runes of the longest.
type folding struct {
	keys    map[string]string
	longest int
}

var romanisations = sync.OnceValue(func() folding {
	f := folding{keys: map[string]string{}}
	put := func(spelling, key string) {
		f.keys[spelling] = key
		f.longest = max(f.longest, utf8.RuneCountInString(spelling))
	}
	for row := range rows(romanisationTSV) {
		key := row[0]
		if key == "-" {
			key = ""
		}
		for _, r := range row[1] {
			put(string(r), key)
		}
		if len(row) > 2 {
			for _, spelling := range strings.Fields(row[2]) {
				put(spelling, key)
			}
		}
	}
	return f
})

// Fold turns a word in Cyrillic or in any romanisation of it into one Latin
// key. Schemes agree on consonants and differ on vowels and glides: every run
// of those is one "a" in the key. Kazakh says that j is printed for ж, as Kazakh
// romanisations do; elsewhere it stands for й.
func Fold(word string, kazakh bool) string {
	f := romanisations()
	// The tie that ALA-LC sets over two letters of one sign is often lost.
	runes := []rune(strings.ToLower(norm.NFC.String(strings.ReplaceAll(word, "\u0361", ""))))
	var b strings.Builder
	last := byte(0)
	for i := 0; i < len(runes); {
		key, n := f.at(runes[i:], kazakh)
		i += n
		for j := range len(key) {
			c := key[j]
			if c == 'i' || c == 'o' {
				c = 'a'
			}
			if c != last {
				b.WriteByte(c)
			}
			last = c
		}
	}
	return b.String()
}

// at folds the longest spelling at the start of runes.
func (f folding) at(runes []rune, kazakh bool) (key string, n int) {
	if kazakh && runes[0] == 'j' {
		return "j", 1
	}
	for n := min(f.longest, len(runes)); n > 0; n-- {
		if key, ok := f.keys[string(runes[:n])]; ok {
			return key, n
		}
	}
	r := runes[0]
	if unicode.IsDigit(r) {
		return string(r), 1
	}
	if !unicode.IsLetter(r) || r > 0x52f {
		return "", 1
	}
	// A letter with a mark that no scheme has: its base letter.
	if base := []rune(norm.NFD.String(string(r)))[0]; base != r {
		return f.keys[string(base)], 1
	}
	return "", 1
}

// Key is the same for entries of one work in whatever script or romanisation
// they are printed: the folded words of the title, the first author's where
// the title is short, and the year. It is empty where the entry has no title.
func Key(r corpus.Reference) string {
	title := titleKey(r, r.Title)
	if len(title) == 0 {
		return ""
	}
	if main, _, ok := strings.Cut(r.Title, ":"); ok {
		// One list prints the subtitle, another leaves it out.
		if short := titleKey(r, main); len(short) >= 3 {
			title = short
		}
	}
	if len(title) < 3 && len(r.Authors) > 0 {
		title = append([]string{surnameKey(r)}, title...)
	}
	if len(title) > 6 {
		title = title[:6]
	}
	key := strings.Join(title, " ")
	if r.Year != 0 {
		key += " " + strconv.Itoa(r.Year)
	}
	return key
}

// titleKey folds the telling words of a title: those with two consonants or
// more.
func titleKey(r corpus.Reference, title string) (out []string) {
	kazakh := r.Lang == corpus.Kazakh
	for _, w := range words(strings.ReplaceAll(title, "-", " ")) {
		k := Fold(w, kazakh)
		if len(strings.ReplaceAll(k, "a", "")) >= 2 {
			out = append(out, k)
		}
	}
	if len(out) == 0 && title != "" {
		for _, w := range words(title) {
			if k := Fold(w, kazakh); k != "" {
				out = append(out, k)
			}
		}
	}
	return out
}

// surnameKey folds the surname of the first author, which is the longest word
// of the name.
func surnameKey(r corpus.Reference) string {
	if len(r.Authors) == 0 {
		return ""
	}
	longest := ""
	for _, w := range words(r.Authors[0]) {
		if utf8.RuneCountInString(w) > utf8.RuneCountInString(longest) {
			longest = w
		}
	}
	return Fold(longest, r.Lang == corpus.Kazakh)
}

// sameTitle is the share of words that two titles must have in common.
const sameTitle = 0.74

// SameWork says whether two entries are the same work. A DOI on both sides
// decides. Otherwise the titles must agree in any script or romanisation, one
// title being allowed to lack the other's subtitle, and neither year nor first
// author may contradict. An entry that has only a translated title agrees with
// the translation in brackets of the other, or by first author, year and
// pages together.
func SameWork(a, b corpus.Reference) bool {
	if a.DOI != "" && b.DOI != "" {
		return identifier.EqualDOI(a.DOI, b.DOI)
	}
	if a.Unparsed || b.Unparsed {
		return oneLine(a.Text) == oneLine(b.Text) && a.Text != ""
	}
	if a.Year != 0 && b.Year != 0 && a.Year != b.Year {
		return false
	}
	if a.Title == "" && b.Title == "" {
		return sameFile(a, b)
	}
	authors := compareAuthors(a, b)
	if authors < 0 {
		return false
	}
	if v, w := volumeOf(a), volumeOf(b); v != "" && w != "" && !strings.EqualFold(v, w) {
		return false
	}
	for _, x := range []string{a.Title, a.TranslatedTitle} {
		for _, y := range []string{b.Title, b.TranslatedTitle} {
			if alike(titleKey(a, x), titleKey(b, y), authors > 0) {
				return true
			}
		}
	}
	return authors > 0 && a.Year != 0 && a.Year == b.Year && a.Pages != "" && a.Pages == b.Pages &&
		strings.Contains(a.Pages, "-") && crossLanguage(a, b)
}

// sameFile says whether two entries that have no title are one file of an
// archive: the archive's name and the shelfmark fold alike.
func sameFile(a, b corpus.Reference) bool {
	if a.Container == "" || a.Type != b.Type || a.Pages != b.Pages {
		return false
	}
	folded := func(r corpus.Reference) (out []string) {
		for _, w := range words(r.Container) {
			if k := Fold(w, r.Lang == corpus.Kazakh); k != "" {
				out = append(out, k)
			}
		}
		return out
	}
	return slices.Equal(folded(a), folded(b))
}

// volumeOf is the volume of a work, which may stand in its title.
func volumeOf(r corpus.Reference) string {
	if r.Volume != "" {
		return r.Volume
	}
	if m := reVolume.FindStringSubmatch(r.Title + " "); m != nil {
		return m[1]
	}
	return ""
}

// crossLanguage says whether the titles are in different languages, so that
// they cannot be compared.
func crossLanguage(a, b corpus.Reference) bool {
	return a.Lang == "" || b.Lang == "" || a.Lang != b.Lang || a.Script != b.Script
}

// compareAuthors is 1 where the first authors are the same, -1 where they
// contradict, 0 where one entry has none.
func compareAuthors(a, b corpus.Reference) int {
	if len(a.Authors) == 0 || len(b.Authors) == 0 {
		return 0
	}
	all := func(r corpus.Reference) (keys []string) {
		for _, w := range words(strings.Join(r.Authors, " ")) {
			if k := Fold(w, r.Lang == corpus.Kazakh); len(k) >= 3 {
				keys = append(keys, k)
			}
		}
		return keys
	}
	others := all(b)
	for _, k := range all(a) {
		if slices.ContainsFunc(others, func(o string) bool { return near(k, o) }) {
			return 1
		}
	}
	return -1
}

// alike says whether enough of the words of the shorter title stand in the
// longer one, in whatever order.
func alike(a, b []string, sameAuthor bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return false
	}
	used := make([]bool, len(b))
	common := 0
	for _, w := range a {
		for i, o := range b {
			if !used[i] && near(w, o) {
				used[i] = true
				common++
				break
			}
		}
	}
	if float64(common) < sameTitle*float64(len(a)) {
		return false
	}
	// The longer title may have a subtitle; one word alone in a long title is
	// no agreement.
	if len(a) == len(b) {
		return len(a) > 1 || sameAuthor
	}
	return common >= 3 && near(a[0], b[0]) || sameAuthor && common == len(a) && len(b)-len(a) <= 2 || sameAuthor && common >= 2 && near(a[0], b[0])
}

// near says whether two folded words are equal or, when long, one letter apart.
func near(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) < 5 || len(b) < 5 || len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	ra, rb := a[i:], b[i:]
	switch {
	case len(ra) == len(rb):
		return ra[1:] == rb[1:]
	case len(ra) > len(rb):
		return ra[1:] == rb
	}
	return ra == rb[1:]
}
