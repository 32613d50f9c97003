package pdf

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
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
	if _, err := Text(t.Context(), whole[:len(whole)/3]); err == nil {
		t.Error("a third of a PDF is no error")
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

// FuzzText is slow: each input starts PDFium anew.
func FuzzText(f *testing.F) {
	f.Add(readFile(f, "scan.pdf"))
	f.Fuzz(func(t *testing.T, b []byte) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		Text(ctx, b)
	})
}
