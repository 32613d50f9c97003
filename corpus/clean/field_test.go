package clean

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestFieldRows(t *testing.T) {
	for _, c := range []struct {
		says, text, want string
		found            []Repair // repairs, then doubts
	}{
		{"nothing to do", "Дала мен қала – 2020, № 3", "Дала мен қала – 2020, № 3", nil},
		{"line ends and tabs stay", "one\n\ttwo\n\n three ", "one\n\ttwo\n\n three ", nil},
		{"marks and hyphens are as they are meant", "a*b* and devel-\nopment", "a*b* and devel-\nopment", nil},
		{"line ends of Windows are line ends", "one\r\ntwo", "one\ntwo", nil},
		{"every kind of space is one", "№\u00a03\u2009—\u202fa\u2028b\fc", "№ 3 — a b c", nil},
		{"a control character goes", "We\u0007lls", "Wells", []Repair{{CodeInvisible, 7, 0, "We\u0007lls", "Wells"}}},
		{"a control character of the second block goes", "We\u0092lls", "Wells", []Repair{{CodeInvisible, 7, 0, "We\u0092lls", "Wells"}}},
		{"what turns the direction of writing goes", "\u202eabc\u202c \u2066def\u2069", "abc def",
			[]Repair{{CodeInvisible, 7, 0, "\u202eabc\u202c", "abc"}, {CodeInvisible, 7, 0, "\u2066def\u2069", "def"}}},
		{"the anchors of an annotation go, its text stays", "\ufff9base\ufffaover\ufffb", "baseover",
			[]Repair{{CodeInvisible, 7, 0, "\ufff9base\ufffaover\ufffb", "baseover"}}},
		{"what is no character goes", "ab\ufffe\ufdd0\U0001ffff", "ab", []Repair{{CodeInvisible, 7, 0, "ab\ufffe\ufdd0\U0001ffff", "ab"}}},
		{"a soft hyphen goes, at the end too", "ди\u00adвер\u00ad", "дивер", []Repair{{CodeInvisible, 7, 0, "ди\u00adвер\u00ad", "дивер"}}},
		{"a ligature is resolved", "e\ufb03cient", "efficient", []Repair{{CodeLigature, 7, 0, "e\ufb03cient", "efficient"}}},
		{"UTF-8 that was read as Windows-1251", "РљР°Р·Р°С…СЃС‚Р°РЅ Рё РјРёСЂ", "Казахстан и мир", []Repair{{CodeMojibake, 7, 0, "РљР°Р·Р°С…СЃС‚Р°РЅ Рё РјРёСЂ", "Казахстан и мир"}}},
		{"Windows-1251 that was read as Latin-1", "Êàçàõñòàí è ìèð", "Казахстан и мир", []Repair{{CodeMojibake, 7, 0, "Êàçàõñòàí è ìèð", "Казахстан и мир"}}},
		{"letters of other languages", "Élan à Genève, 5 µg, Љубљана", "Élan à Genève, 5 µg, Љубљана", nil},
		{"a letter and its mark are one", "и\u0306од", "йод", []Repair{{CodeComposed, 7, 0, "и\u0306од", "йод"}}},
		{"what could not be decoded stays and is doubted", "Қа\ufffdақ\ufffd даласы", "Қа\ufffdақ\ufffd даласы",
			[]Repair{{CodeLost, 7, 0, "Қа\ufffdақ\ufffd", "Қа\ufffdақ\ufffd"}}},
		{"a broken byte could not be decoded", "Қа\xffақ", "Қа\ufffdақ", []Repair{{CodeLost, 7, 0, "Қа\ufffdақ", "Қа\ufffdақ"}}},
		{"look-alike letters", "Cтепь мен қала\nthe Аral Sea", "Степь мен қала\nthe Aral Sea",
			[]Repair{{CodeLookAlike, 7, 0, "Cтепь", "Степь"}, {CodeLookAlike, 7, 0, "Аral", "Aral"}}},
		{"a formula token and a variable stay", "при Rэкв, на входе x, 30 °C. Затем", "при Rэкв, на входе x, 30 °C. Затем", nil},
		{"letters of both scripts without twins are doubted", "Мирowych", "Мирowych", []Repair{{CodeMixed, 7, 0, "Мирowych", "Мирowych"}}},
	} {
		var log Log
		if got := Field(c.text, 7, &log); got != c.want {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
		if found := slices.Concat(log.Repairs, log.Doubts); !slices.Equal(found, c.found) {
			t.Errorf("%s: found %+v, want %+v", c.says, found, c.found)
		}
	}
}

func TestCodeKeepsItsLetters(t *testing.T) {
	var log Log
	if got, want := Code("https://дала.example/c/Kітап\u200b", 7, &log), "https://дала.example/c/Kітап"; got != want || len(log.Repairs) != 1 || log.Repairs[0].Code != CodeInvisible {
		t.Errorf("%q, want %q: %+v", got, want, log)
	}
}

// TestLongLinesAreRepairedInTime: what decides about a word stands near it,
// however long its line is.
func TestLongLinesAreRepairedInTime(t *testing.T) {
	for _, part := range []string{"A. Б. ", "a во c steppe a ", "Мирowych ", "p. и "} {
		var log Log
		Field(strings.Repeat(part, 1<<18/len(part)), 1, &log)
	}
}

// BenchmarkFieldOfBothScripts is an abstract that names something in the other
// script, with nothing to repair.
func BenchmarkFieldOfBothScripts(b *testing.B) {
	text := strings.Repeat("Мақалада дала өңірінің сулары туралы Web of Science деректері, a және б нұсқалары қаралады. ", 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Field(text, 1, nil)
	}
}

// TestLinesAndFieldsDropTheSame: no character is invisible in a printed line
// and not in a field, and the other way round.
func TestLinesAndFieldsDropTheSame(t *testing.T) {
	for r := rune(1); r < 0x110000; r++ {
		if r == '\n' || r == '\t' || r == '\f' || r >= 0xd800 && r < 0xe000 {
			continue
		}
		s := "(" + string(r) + ")"
		if line, field := Chars(s, 1, nil).Text, Field(s, 1, nil); line != field {
			t.Fatalf("%+q is %+q in a line, %+q in a field", s, line, field)
		}
	}
}

func TestLostCharactersOfALine(t *testing.T) {
	for _, c := range []struct {
		says, text string
		lost       []string
	}{
		{"in a word", "the ste\ufffdpe", []string{"ste\ufffdpe"}},
		{"by itself", "a \ufffd b", []string{"\ufffd"}},
		{"at the line end it is a hyphen", "the devel\ufffd", nil},
	} {
		var log Log
		Chars(c.text, 3, &log)
		var lost []string
		for _, d := range log.Doubts {
			if d.Code == CodeLost {
				lost = append(lost, d.From)
			}
		}
		if !slices.Equal(lost, c.lost) {
			t.Errorf("%s: %q, want %q", c.says, lost, c.lost)
		}
	}
}

func TestPlainCharactersAreNormalInEveryContext(t *testing.T) {
	beside := []string{"", "a", "и", "і", "A\u030A", "й", "\u0306", "\u0301", "가"}
	for r := range rune(plainLimit + 100) {
		for _, x := range beside {
			for _, s := range []string{x + string(r), string(r) + x, x + string(r) + x} {
				if Plain(s) && (!norm.NFC.IsNormalString(s) || Field(s+"\u200b", 1, nil) != s) {
					t.Fatalf("%+q is taken for plain", s)
				}
			}
		}
	}
}

func TestTally(t *testing.T) {
	var tally Tally
	for _, r := range []Repair{{CodeInvisible, 4, 2, "a\u200bb", "ab"}, {CodeLost, 5, 1, "\ufffd", "\ufffd"}, {CodeInvisible, 9, 1, "c\u200bd", "cd"}} {
		tally.Add(r)
	}
	if w := tally.Warnings; len(w) != 2 || w[0].Count != 2 || w[0].Line != 4 || w[0].Column != 2 || w[0].Repairs != nil ||
		w[0].Message != "invisible characters were removed, as in a[U+200B]b → ab" || w[1].Code != CodeLost {
		t.Errorf("%+v", w)
	}
	each := Tally{Each: true}
	each.Add(Repair{CodeInvisible, 4, 2, "a\u200bb", "ab"})
	if w := each.Warnings; len(w) != 1 || len(w[0].Repairs) != 1 || w[0].Repairs[0].Column != 2 {
		t.Errorf("%+v", w)
	}
}

// FuzzField: a field that is clean stays as it is, and nothing but what prints
// nothing is lost.
func FuzzField(f *testing.F) {
	for _, s := range []string{"Дала\u202e мен\u00a0қала\r\n\tx", "РљР°Р·Р°С…СЃС‚Р°РЅ Рё РјРёСЂ", "e\ufb03c\u0306\xff", "Êàçàõñòàí"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Field(s, 1, nil)
		if Plain(s) && once != s {
			t.Errorf("%+q is plain and becomes %+q", s, once)
		}
		if strings.ContainsFunc(once, invisible) {
			t.Errorf("%+q becomes %+q", s, once)
		}
		if strings.Count(once, "\n") != strings.Count(s, "\n") {
			t.Errorf("%+q has other lines than %+q", once, s)
		}
	})
}
