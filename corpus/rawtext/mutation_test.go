package rawtext

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"izde/corpus"
)

// mutation is one change to a source that must not change what is made of it,
// or must be warned about.
type mutation struct {
	name string
	text string
}

// tellsOf maps a compared field to the beginnings of the warning codes that
// own up to it.
func tellsOf(difference string) []string {
	field, _, _ := strings.Cut(difference, ":")
	field, _, _ = strings.Cut(field, ".")
	switch field {
	case "authors", "orcid", "email":
		return []string{"author", "affiliation"}
	case "references", "romanised":
		return []string{"reference"}
	case "headings", "lang":
		return []string{"body", "heading"}
	case "codes", "dates":
		return []string{"code", "doi", "date"}
	}
	return []string{field}
}

func ownsUp(a *corpus.Article, difference string) bool {
	for _, tell := range tellsOf(difference) {
		if slices.ContainsFunc(a.Warnings, func(w corpus.Warning) bool { return strings.HasPrefix(w.Code, tell) }) {
			return true
		}
	}
	return false
}

// checkMutations splits each mutation of each layout and counts those whose
// result differs without a warning.
func checkMutations(t *testing.T, mutate func(path, text string) []mutation, allowed float64) {
	t.Helper()
	files, _ := filepath.Glob("testdata/layouts/[0-4][0-9]-*.txt") // the small ones; the others are whole articles and issues
	all, bad := 0, 0
	for _, path := range files {
		text, want := readLayout(t, path)
		for _, m := range mutate(path, text) {
			all++
			if wrong := silentDifferences(m.text, want); len(wrong) > 0 {
				bad++
				if testing.Verbose() {
					t.Logf("%s, %s:\n%s", filepath.Base(path), m.name, strings.Join(wrong, "\n"))
				}
			}
		}
	}
	t.Logf("%d mutations, %d with an unannounced difference", all, bad)
	if all == 0 || float64(bad) > allowed*float64(all) {
		t.Errorf("%d of %d mutations changed the result without a warning; at most %.1f%% may", bad, all, 100*allowed)
	}
}

func silentDifferences(text string, want []layoutArticle) []string {
	res := Split("mutation", text, Options{})
	if len(res.Articles) != len(want) {
		return []string{fmt.Sprintf("%d articles, want %d", len(res.Articles), len(want))}
	}
	var out []string
	for i := range want {
		for _, d := range want[i].differences(res.Articles[i]) {
			if !ownsUp(res.Articles[i], d) {
				out = append(out, d)
			}
		}
	}
	return out
}

var mutableLabel = regexp.MustCompile(`(?m)^(?:Аңдатпа|Аннотация|Abstract|ABSTRACT|Резюме|Summary|Түйіндеме|Түйін сөздер|Кілт сөздер|Тірек сөздер|Ключевые слова|Key words|Keywords|References|REFERENCES|Литература|Әдебиеттер|Список литературы|Әдебиеттер тізімі)(?:[:.]+ ?|$)`)

// TestDroppedLabel takes one label at a time away.
func TestDroppedLabel(t *testing.T) {
	checkMutations(t, func(_, text string) []mutation {
		var out []mutation
		for _, at := range mutableLabel.FindAllStringIndex(text, -1) {
			out = append(out, mutation{"without " + text[at[0]:at[1]], text[:at[0]] + text[at[1]:]})
		}
		return out
	}, 0)
}

// TestOtherSeparator parts keywords by semicolons where they were parted by
// commas, and the reverse.
func TestOtherSeparator(t *testing.T) {
	line := regexp.MustCompile(`(?m)^(?:Түйін сөздер|Кілт сөздер|Тірек сөздер|Ключевые слова|Key words|Keywords): .*(?:\n.+)*?[.\n]$`)
	checkMutations(t, func(path, text string) []mutation {
		if strings.Contains(path, "inner-commas") || strings.Contains(path, "no-blank-lines") {
			return nil // inner commas would be parted, or the end of the list is not seen
		}
		return []mutation{{"other separator", line.ReplaceAllStringFunc(text, func(l string) string {
			if strings.Contains(l, ";") {
				return strings.ReplaceAll(l, ";", ",")
			}
			return strings.ReplaceAll(l, ",", ";")
		})}}
	}, 0)
}

// TestInsertedPageHead puts a page number and a running head between any two
// lines.
func TestInsertedPageHead(t *testing.T) {
	heads := []string{
		"\n\n\n57\n\nХабаршы. Ғылым сериясы. №2 (14). 2021\n\n",
		"\n58          Вестник науки. № 3. 2020\n\n",
		"\fISSN 2222-3333          Bulletin of Science. №4 (9). 2022\n\n",
	}
	checkMutations(t, func(_, text string) []mutation {
		lines := strings.Split(text, "\n")
		var out []mutation
		for i := 3; i < len(lines)-2; i += 5 {
			head := heads[i/5%len(heads)]
			out = append(out, mutation{fmt.Sprintf("head before line %d: %q", i+1, lines[i]),
				strings.Join(lines[:i], "\n") + "\n" + head + strings.Join(lines[i:], "\n")})
		}
		return out
	}, 0)
}

// TestSwappedBlocks puts the blocks of two languages in each other's place.
func TestSwappedBlocks(t *testing.T) {
	checkMutations(t, func(path, text string) []mutation {
		if _, want := readLayout(t, path); len(want) > 1 || strings.Contains(path, "page-heads") {
			return nil // blocks of several articles, or with page heads inside
		}
		lines := strings.Split(text, "\n")
		blocks := languageBlocks(Split(path, text, Options{}).Lines)
		var out []mutation
		for i := range blocks {
			for j := i + 1; j < len(blocks); j++ {
				a, b := blocks[i].lines, blocks[j].lines
				if blocks[i].lang == blocks[j].lang {
					continue // parts of one block
				}
				swapped := slices.Concat(lines[:a[0]], lines[b[0]:b[1]], lines[a[1]:b[0]], lines[a[0]:a[1]], lines[b[1]:])
				out = append(out, mutation{fmt.Sprintf("lines %d-%d and %d-%d swapped", a[0]+1, a[1], b[0]+1, b[1]), strings.Join(swapped, "\n")})
			}
		}
		return out
	}, 0)
}

// languageBlock is a stretch of lines that hold metadata in one language, as a
// half-open range of indexes.
type languageBlock struct {
	lang  string
	lines [2]int
}

func languageBlocks(lines []LineUse) []languageBlock {
	var out []languageBlock
	code, from, end := "", 0, 0
	flush := func() {
		if code != "" {
			out = append(out, languageBlock{code, [2]int{from, end}})
		}
		code = ""
	}
	for i, l := range lines {
		field, lang, _ := strings.Cut(l.Field, ".")
		switch {
		case l.Field == "blank", l.Field == "authors":
			continue
		case len(lang) == 2 && (field == "title" || field == "authors" || field == "abstract" || field == "keywords"):
			if lang != code {
				flush()
				code, from = lang, i
			}
			end = i + 1
		default:
			flush()
		}
	}
	flush()
	return out
}
