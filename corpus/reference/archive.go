package reference

import (
	"slices"
	"strings"
	"unicode"

	"izde/corpus/pattern"
)

// The shelfmark of an archive goes from the fund down to the sheet, each level
// by its label and number. Kazakh prints the number first: "1-қор, 3-тізбе".
const (
	reFund      = `(?:(?:[ФF]\.?|[Фф]онд|[Ff]ond|[Ff]und|Р?азряд|Razryad|[ҚQ]\.|[Ққ]ор|[Qq]or)\s*№?\s*[\p{L}-]{0,3}\d+[\p{L}]?|\d+\s*-\s*қор|[IVX]+\s+разряд|Разряд\s+[IVX]+)`
	reInventory = `(?:(?:[ОO][пp]\.?|[Оо]пись|[Oo]pis['\x{2019}]?|[Ii]nventory|[Тт]ізбе|[ТT]\.?)\s*№?\s*\d+|\d+\s*-\s*тізбе)`
)

var (
	reArchive = pattern.New(reFund + `[.,;\s]+(?:[^.;]{0,24}[.;,]\s*)?` + reInventory)
	// reSheets is the last level; its number is the pages.
	reSheets = pattern.New(`[.,;\s]+(?:(?:[ЛлL]{1,2}\.|[Лл]ист(?:ы)?\.?|[Ll]ist(?:y)?\.?|[Ss]heets?|[Ff]ol(?:io|\.)|ff?\.|П\.|[Пп]арақ(?:тар)?\.?|[Пп]ар\.)\s*(` + reSheetNumbers + `)|(\d+(?:\s*` + reDash + `\s*\d+)?)\s*-?\s*(?:парақ(?:тар)?|пар)\.?)`)
	// reCallNumber is the shelfmark of archives that number by letters and
	// slashes: "FO 371/6644".
	reCallNumber = pattern.New(`[\s,.]\p{Lu}{1,6}\s?\d+(?:/\d+)+`)
)

const reSheetNumbers = `\d+(?:\s?(?:об|а|ob)\.?)?(?:\s*(?:,|` + reDash + `)\s*\d+(?:\s?(?:об|а|ob)\.?)?)*`

// takeShelfmark takes the archive and the shelfmark of a document out: together
// they are what holds it, and its sheets are its pages. What stands before them
// is the document's own title.
func (e *entry) takeShelfmark() {
	at, end := shelfmarkIn(e.rest)
	if at < 0 {
		return
	}
	e.shelved = true
	left, repository, ok := cutHost(e.rest[:at])
	if !ok {
		left, repository = cutRepository(e.rest[:at])
	}
	mark := e.rest[at:]
	if m := reSheets.FindStringSubmatchIndex(mark[end-at:]); m != nil {
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				e.ref.Pages = sheets(mark[end-at:][m[g]:m[g+1]])
			}
		}
		mark = mark[:end-at+m[0]]
	}
	e.ref.Container = strings.Trim(oneLine(repository+strings.ReplaceAll(mark, cutMark, " ")), " ,;")
	e.rest = left
}

// shelfmarkIn finds the beginning of a shelfmark, and where its labels of fund
// and inventory end; -1 where there is none.
func shelfmarkIn(s string) (at, end int) {
	if containsOne(s, "Оп", "Oп", "Оp", "Op", "пись", "pis", "nventory", "ізбе", "Қ.", "Ф.") {
		if m := reArchive.FindStringIndex(s); m != nil {
			return m[0], m[1]
		}
	}
	if strings.Contains(s, "/") {
		if m := reCallNumber.FindStringIndex(s); m != nil && anyTells(firstWords(s[:m[0]], 4), isArchive) {
			return m[0], m[1]
		}
	}
	return -1, -1
}

func containsOne(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// cutRepository parts the name of an archive, the last sentence, from the title
// of a document before it.
func cutRepository(s string) (title, repository string) {
	ends := sentenceEnds(s)
	for i := len(ends) - 1; i >= 0; i-- {
		if name := s[ends[i]:]; anyTells(name, isArchive) || isAcronym(firstWords(name, 1)) {
			return s[:ends[i]], name
		}
	}
	return "", s
}

// isAcronym says whether a word is printed in capitals throughout.
func isAcronym(w string) bool {
	capitals := 0
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
		capitals++
	}
	return capitals > 1
}

// sheets prints numbers of sheets plainly; "об." stays with its number.
func sheets(s string) string {
	out := plainRange(s)
	for _, back := range []string{"об", "ob"} {
		out = strings.ReplaceAll(out, back, " "+back)
	}
	return out
}

// takeDocument reads what stands before the shelfmark: the author and title of a
// document, or nothing where the entry names only the file.
func (e *entry) takeDocument() {
	e.takeAuthors()
	e.takeYear()
	title := e.rest
	e.setTitle(title)
	if m := reActYear.FindStringSubmatch(title + " " + e.ref.Container + " "); e.ref.Year == 0 && m != nil {
		e.ref.Year = atoi(m[1] + m[2])
	}
}
