package pdf

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func readFile(t testing.TB, name string) []byte {
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestOneColumn(t *testing.T) {
	doc, err := Text(t.Context(), readFile(t, "one.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"МРНТИ 03.20.00 https://doi.org/10.5555/dala.2024.7\n",
		"А.Б. Сейіт^{1}*, Г. Омар^{2}\n",
		"\n^{1}Дала университеті, Торғай, Қазақстан\n",
		"\nКӨШПЕЛІ ЖӘРМЕҢКЕЛЕР: САУДА МЕН СЕНІМ\n",
		"көшпелі жәрмеңкелердің тарихы қарастырылады. Автор мұрағат деректері мен\nжолжазбаларға сүйеніп",
		"Түйін сөздер: жәрмеңке, көшпелі сауда, сенім, Торғай өңірі, қарыз\n\n",
		"the trust between those who took part in it.\n",
		"3. Harwick, J. T. (2018). Steppe fairs",
	} {
		if !strings.Contains(doc.Text, want) {
			t.Errorf("lacks %q", want)
		}
	}
	if doc.Pages != 2 || strings.Count(doc.Text, "\f") != 1 || len(doc.Empty) != 0 {
		t.Errorf("%d pages, %d form feeds, empty %v", doc.Pages, strings.Count(doc.Text, "\f"), doc.Empty)
	}
}

// The same text in two columns gives the same words in the same order.
func TestTwoColumnsReadAsOne(t *testing.T) {
	one, err := Text(t.Context(), readFile(t, "one.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := Text(t.Context(), readFile(t, "two.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Fields(one.Text), strings.Fields(two.Text)
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("word %d: %q in one column, %q in two", i, strings.Join(a[max(0, i-5):min(i+5, len(a))], " "), strings.Join(b[max(0, i-5):min(i+5, len(b))], " "))
		}
	}
	if len(a) != len(b) {
		t.Errorf("%d words in one column, %d in two", len(a), len(b))
	}
}

func TestFaults(t *testing.T) {
	if doc, err := Text(t.Context(), readFile(t, "scan.pdf")); !errors.Is(err, ErrScan) || doc.Pages != 1 || !slices.Equal(doc.Empty, []int{1}) {
		t.Errorf("a scan: %v, %+v", err, doc)
	}
	whole := readFile(t, "one.pdf")
	if _, err := Text(t.Context(), []byte("%PDF-1.7\nnothing")); err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("no PDF: %v", err)
	}
	if _, err := Text(t.Context(), whole[:len(whole)/3]); !errors.Is(err, ErrDamaged) {
		t.Errorf("a third of a PDF: %v", err)
	}
	if _, err := Text(t.Context(), readFile(t, "locked.pdf")); !errors.Is(err, ErrLocked) {
		t.Errorf("a PDF with a password: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := Text(ctx, whole); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a context that ends: %v", err)
	}
}

// typeset makes glyphs of a text, six points wide and ten high, as a page
// would draw them.
func typeset(x, y float64, text string) (out []glyph) {
	for _, r := range text {
		g := glyph{text: string(r), x0: x, x1: x + 5.5, y0: y, y1: y + 8}
		if r == ' ' {
			g.y0, g.y1, g.x1 = y, y, x
		}
		out = append(out, g)
		x += 6
	}
	return out
}

// apart sets letters four points further apart.
func apart(x, y float64, text string) (out []glyph) {
	for _, r := range text {
		out = append(out, typeset(x, y, string(r))...)
		x += 10
	}
	return out
}

// blank is a blank that PDFium told, which has no width.
func blank(x float64) []glyph { return []glyph{{text: " ", x0: x, x1: x, y0: 95, y1: 95}} }

func TestLayout(t *testing.T) {
	page := func(parts ...[]glyph) []glyph { return slices.Concat(parts...) }
	rows := []struct {
		says string
		page []glyph
		want string
	}{
		{"lines go down the page whatever the order of drawing", page(typeset(10, 80, "екінші"), typeset(10, 95, "бірінші")), "бірінші\nекінші"},
		{"a wide gap is a blank", page(typeset(10, 95, "сол"), typeset(300, 95, "оң")), "сол оң"},
		{"a raised digit is marked", page(typeset(10, 95, "Сейіт"), []glyph{{text: "1", x0: 40.5, x1: 43, y0: 99, y1: 104}}), "Сейіт^{1}"},
		{"a digit on the line is not", page(typeset(10, 95, "Сейіт1")), "Сейіт1"},
		{"a hyphen that PDFium made is one", page(typeset(10, 95, "мәде\x02")), "мәде-"},
		{"what is turned is left out", page(typeset(10, 95, "мәтін"), []glyph{{text: "x", x0: 1, x1: 5, y0: 1, y1: 9, angle: 1.57}}), "мәтін"},
		{"a wider gap begins a paragraph", page(typeset(10, 95, "а"), typeset(10, 80, "б"), typeset(10, 65, "в"), typeset(10, 30, "г")), "а\nб\nв\n\nг"},
		{"an indent behind a short line begins one too", page(typeset(10, 95, "бірінші азатжолдың жолы"), typeset(10, 80, "қысқа."), typeset(30, 65, "Екінші азатжол басы"), typeset(10, 50, "жалғасы осында тұрады")),
			"бірінші азатжолдың жолы\nқысқа.\n\nЕкінші азатжол басы\nжалғасы осында тұрады"},
		{"a hanging indent does not", page(typeset(10, 95, "Сеитов А. Торговые пути в степи"), typeset(30, 80, "Восточного Приаралья"), typeset(10, 65, "Ким О. Базар и город в истории.")),
			"Сеитов А. Торговые пути в степи\nВосточного Приаралья\nКим О. Базар и город в истории."},
		{"centred lines are one paragraph", page(typeset(10, 95, "бірінші жолы ұзын тақырыптың"), typeset(70, 80, "екіншісі"), typeset(40, 65, "Сейіт Ахметұлы Әли")),
			"бірінші жолы ұзын тақырыптың\nекіншісі\nСейіт Ахметұлы Әли"},
		{"letters set apart are a word", apart(10, 95, "Кіріспе сөз"), "Кіріспе сөз"},
		{"a letter that was drawn later gets its place back", page(typeset(10, 95, "Дал"), typeset(34, 95, "өлкесі"), typeset(28, 95, "а")), "Далаөлкесі"},
		{"so does one within a run, and the blank that PDFium told there goes", page(typeset(10, 95, "ж"), blank(15.5), typeset(22, 95, "ңа сөз"), typeset(16, 95, "а")), "жаңа сөз"},
		{"the mark of a note is on its line, though it was met first", page([]glyph{{text: "1", x0: 76, x1: 79, y0: 101.5, y1: 106}}, typeset(10, 95, "сөйлем соңы"), []glyph{{text: "ғ", x0: 80, x1: 85, y0: 95, y1: 100}}), "сөйлем соңы^{1}ғ"},
		{"the rows of a table are no paragraphs, and bars part their cells", page(typeset(10, 150, "мәтін"), typeset(10, 138, "мәтін"), typeset(10, 126, "мәтін"), typeset(10, 114, "мәтін"),
			typeset(10, 96, "Аудан"), typeset(100, 96, "Саны"), typeset(133, 96, "Жылы"), typeset(10, 78, "Орта"), typeset(110, 78, "8"), typeset(133, 78, "1998")),
			"мәтін\nмәтін\nмәтін\nмәтін\n\nАудан | Саны | Жылы\nОрта | 8 | 1998"},
		{"lines with wide blanks are no table", page(typeset(10, 150, "бір"), typeset(50, 150, "екі"), typeset(90, 150, "үшт"), typeset(10, 138, "төр"), typeset(50, 138, "бес"), typeset(90, 138, "алт")), "бір екі үшт\nтөр бес алт"},
	}
	for _, row := range rows {
		if got := strings.Join(layout(row.page), "\n"); got != row.want {
			t.Errorf("%s:\n got %q\nwant %q", row.says, got, row.want)
		}
	}
}

func TestColumnsUnderATitle(t *testing.T) {
	var page []glyph
	page = append(page, typeset(10, 300, "Тақырып екі бағанның үстінен өтіп тұр")...)
	for i := range 6 {
		// Row by row, as some programs draw columns, and not on one height.
		page = append(page, typeset(10, 280-float64(i)*12, "сол жақтағы")...)
		page = append(page, typeset(140, 277-float64(i)*12, "оң жақтағы.")...)
	}
	want := "Тақырып екі бағанның үстінен өтіп тұр " + strings.Repeat("сол жақтағы ", 6) + strings.TrimSpace(strings.Repeat("оң жақтағы. ", 6))
	if got := strings.Join(strings.Fields(strings.Join(layout(page), " ")), " "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// columns sets lines in two columns, on heights that differ by three points.
func columns(top float64, left, right []string) (out []glyph) {
	for i, l := range left {
		out = append(out, typeset(10, top-float64(i)*12, l)...)
	}
	for i, l := range right {
		out = append(out, typeset(140, top-3-float64(i)*12, l)...)
	}
	return out
}

func TestWhatStandsBesideColumns(t *testing.T) {
	left, right := repeated("сол жақтағы сөз,", 7), repeated("оң жақтағы жолдар", 7)
	text := strings.Join(left, " ") + " " + strings.Join(right, " ")
	note := func(y float64) (out []glyph) {
		for _, g := range typeset(10, y, "1Ескерту сөзі") {
			g.y1 = g.y0 + (g.y1-g.y0)*0.8
			out = append(out, g)
		}
		return out
	}
	rows := []struct {
		says string
		page []glyph
		want string
	}{
		{"a page head at both sides goes before both columns", slices.Concat(columns(280, left, right), typeset(10, 320, "Журнал"), typeset(190, 320, "№ 2")), "Журнал № 2 " + text},
		{"a page number goes after both", slices.Concat(columns(280, left, right), typeset(240, 150, "12")), text + " 12"},
		{"a line with a wide blank at the gutter is one line", slices.Concat(typeset(10, 300, "Ұзын сөздерден тұра"), typeset(132, 300, "тын жол осындай болар"), columns(280, left, right)), "Ұзын сөздерден тұра тын жол осындай болар " + text},
		{"a heading below both, set off, goes before what is across below it", slices.Concat(columns(280, left, right), typeset(10, 170, "Әдебиеттер"), typeset(10, 150, "Бұл жол екі бағанның астынан түгел өтіп кеткен"), typeset(10, 138, "және екінші жол да солай екі бағаннан өтеді"), typeset(10, 126, "және үшінші жол да солай екі бағаннан өтеді")),
			text + " Әдебиеттер Бұл жол екі бағанның астынан түгел өтіп кеткен және екінші жол да солай екі бағаннан өтеді және үшінші жол да солай екі бағаннан өтеді"},
		{"a note below a sentence that goes on at the right goes before its paragraph", slices.Concat(columns(340, left[:4], nil), columns(280, left, right), note(190)), strings.Join(left[:4], " ") + " 1Ескерту сөзі " + text},
		{"one without such a sentence stays below", slices.Concat(columns(280, append(left[:6:6], "сол жақ бітті мұнда."), right), note(190)), strings.Join(left[:6], " ") + " сол жақ бітті мұнда. 1Ескерту сөзі " + strings.Join(right, " ")},
	}
	for _, row := range rows {
		if got := strings.Join(strings.Fields(strings.Join(layout(row.page), " ")), " "); got != row.want {
			t.Errorf("%s:\n got %s\nwant %s", row.says, got, row.want)
		}
	}
}

func repeated(s string, n int) []string { return slices.Repeat([]string{s}, n) }

func TestLettersOfOldEncodings(t *testing.T) {
	rows := []struct {
		says, text  string
		high, inner bool
	}{
		{"Kazakh", "Қазақ даласының тарихы", false, false},
		{"French", "Les étangs oubliés à l’époque", false, false},
		{"Russian in Windows-1251 taken for Latin-1", "Çàáûòûå ïðóäû: âåêîâîå", true, false},
		{"Kazakh in another encoding", "òî¡àíäàðäû ©àëàé ©´ðûë¡àíûí", true, true},
	}
	for _, row := range rows {
		high, inner := latin1(row.text)
		if (high > latin1Letters) != row.high || (inner > latin1Inner) != row.inner {
			t.Errorf("%s: %.2f of the letters, %.2f within words", row.says, high, inner)
		}
	}
}

// An engine goes from file to file, whatever became of the last one.
func TestManyFiles(t *testing.T) {
	whole, broken := readFile(t, "one.pdf"), []byte("%PDF-1.7\nnothing")
	first, err := Text(t.Context(), whole)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			ended, cancel := context.WithCancel(t.Context())
			cancel()
			if _, err := Text(ended, whole); !errors.Is(err, context.Canceled) {
				t.Errorf("an ended context: %v", err)
			}
			if _, err := Text(t.Context(), broken); !errors.Is(err, ErrDamaged) {
				t.Errorf("no PDF: %v", err)
			}
			if got, err := Text(t.Context(), whole); err != nil || got.Text != first.Text {
				t.Errorf("a file after them: %v", err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkText(b *testing.B) {
	data := readFile(b, "one.pdf")
	b.ReportAllocs()
	pages := 0
	for b.Loop() {
		doc, err := Text(b.Context(), data)
		if err != nil {
			b.Fatal(err)
		}
		pages += doc.Pages
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(pages), "ms/page")
}

func FuzzLayout(f *testing.F) {
	f.Add([]byte("abc\x02 1"), 3.5, 8.0)
	f.Add([]byte("A\x00"+strings.Repeat("h", 2000)+"2"), 127.9, 76.4)
	f.Add([]byte("A"+strings.Repeat("h\x0b", 200)+"2"), 1e300, 5.0)
	f.Fuzz(func(t *testing.T, b []byte, dx, dy float64) {
		var page []glyph
		x, y := 0.0, 0.0
		for i, c := range b {
			x += dx * float64(c%7)
			if c%11 == 0 {
				x, y = 0, y-dy
			}
			page = append(page, glyph{text: string(rune(c)), x0: x, x1: x + dx, y0: y, y1: y + dy, angle: float64(i%29) / 28})
		}
		layout(page)
	})
}

// FuzzText is slow: each input takes memory of its own for PDFium.
func FuzzText(f *testing.F) {
	f.Add(readFile(f, "scan.pdf"))
	f.Fuzz(func(t *testing.T, b []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		Text(ctx, b)
	})
}
