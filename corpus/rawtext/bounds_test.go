package rawtext

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// citing is n lines of running text, each of which names a scholar.
func citing(n int) string {
	turns := strings.Fields("жол дала көпір қала сауда көшпенді қойшы керуен бекет құдық қонақ жайлау қыстау өзен тау")
	var b strings.Builder
	for i := range n {
		word := turns[i%len(turns)] + " " + turns[(i/len(turns)+3*i)%len(turns)]
		fmt.Fprintf(&b, "бұл %s сипатын зерттеген Brown A. K. (19%02d) және %s\nтуралы еңбегінде %s әрекеті кеңінен айтылады, оның %s белгілі.\n", word, 10+i%80, word, word, word)
	}
	return b.String()
}

// TestAuthorInfoIsShort checks that notes on the authors cannot swallow the
// body that follows them or that quotes names.
func TestAuthorInfoIsShort(t *testing.T) {
	const front = "ҒТАХР 11.25.91\n\nДала жолдарының тарихы\n\nА.Б. Сәрсенова\n\nАңдатпа. Мақалада дала жолдарының тарихы қарастырылады және оның себептері айтылады.\nТүйін сөздер: дала, жол, тарих.\n\n"
	rows := []struct {
		says, text string
		runes      int // of the body, at least
	}{
		{"a body full of citations", front + "Кіріспе\n\n" + citing(120) + "\nҚорытынды\n\nСонымен жолдар маңызды болды.\n", 14000},
		{"a body under a long address", front + strings.Repeat("Дала университетінің профессоры, Алматы, Қазақстан\nТарих институты, Астана қаласы, Қазақстан\n", 25) + citing(120), 14000},
		{"notes on the author before the body", front + "Автор туралы мәлімет: Сәрсенова А.Б. – PhD, доцент, Дала университеті, Алматы, Қазақстан.\n\n" + citing(120), 14000},
		{"notes on the author inside the body", front + "Кіріспе\n\n" + citing(60) + "\nАвтор туралы мәлімет:\nСәрсенова А.Б. – PhD, доцент, Дала университеті, Алматы.\n\n" + citing(60), 14000},
	}
	for _, r := range rows {
		t.Run(r.says, func(t *testing.T) {
			body := 0
			for _, a := range Split("x.txt", r.text, Options{}).Articles {
				for _, s := range a.Sections {
					body += utf8.RuneCountInString(s.Text)
				}
			}
			if body < r.runes {
				t.Errorf("the body has %d runes, want %d", body, r.runes)
				uses := map[string]int{}
				for _, l := range Split("x.txt", r.text, Options{}).Lines {
					uses[l.Field]++
				}
				t.Log(uses)
			}
		})
	}
}

// TestFurnitureMuch checks that a large share of text in no field is warned
// about.
func TestFurnitureMuch(t *testing.T) {
	var b strings.Builder
	b.WriteString("UDC 94\n\nRoads of the Steppe\n\nA. Brown\n\nAbstract. The paper deals with roads and their history in the steppe.\nKeywords: roads, steppe, history.\n\nIntroduction\n\nThe roads are old. They were used by traders and by herders for a long time.\n\nContents\n")
	for i := range 40 {
		fmt.Fprintf(&b, "The year of the great road that leads to town %c of the steppe ........ %d\n", 'A'+i%26, 60+i)
	}
	a := Split("x.txt", b.String(), Options{}).Articles[0]
	if !warned(a, "furniture-much") {
		t.Errorf("no warning in %v", a.Warnings)
	}
	for _, w := range Split("x.txt", strings.Split(b.String(), "Contents")[0], Options{}).Articles[0].Warnings {
		if w.Code == "furniture-much" {
			t.Errorf("a warning without furniture: %v", w)
		}
	}
}
