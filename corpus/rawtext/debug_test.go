package rawtext

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"izde/corpus/clean"
)

// TestScores prints, for the lines IZDE_FROM to IZDE_TO of IZDE_SHOW, what
// each class scores.
func TestScores(t *testing.T) {
	path := os.Getenv("IZDE_SHOW")
	from, _ := strconv.Atoi(os.Getenv("IZDE_FROM"))
	to, _ := strconv.Atoi(os.Getenv("IZDE_TO"))
	if path == "" || to == 0 {
		t.Skip("IZDE_SHOW, IZDE_FROM and IZDE_TO name no lines")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, _, err := clean.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	s := newSplitter(Options{})
	s.scan(text)
	s.setFurnitureAside()
	s.describe()
	s.decode()
	if s.recogniseHeads() {
		s.describe()
		s.decode()
	}
	names := strings.Fields("code auth affi cont TITL ABST keyw date cita HEAD BODY capt refh refe info mast")
	for i := range s.lines {
		l := &s.lines[i]
		if l.n < from || l.n > to {
			continue
		}
		var em [classCount]float64
		emit(l, &em)
		var b strings.Builder
		for c, v := range em {
			if v > -3 {
				b.WriteString(names[c] + strconv.FormatFloat(v, 'f', 1, 64) + " ")
			}
		}
		e := edge{}
		if i > 0 {
			e = s.edgeOf(&s.lines[i-1], l)
		}
		t.Logf("%d %s gap%d on%.1f other%v %s %.2f| %s| %.50s", l.n, names[l.class], l.gap, e.goesOn, e.otherLang, l.feat.lang, l.feat.sure, b.String(), l.text)
	}
}
