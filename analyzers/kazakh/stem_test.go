package kazakh

import (
	"strings"
	"testing"
)

func TestFamiliesComeTogether(t *testing.T) {
	families, whole := 0, 0
	for _, f := range readTable(t, "testdata/families.tsv") {
		families++
		words := strings.Fields(f[0])
		together := true
		for _, w := range words[1:] {
			if got, want := Stem(w), Stem(words[0]); got != want {
				t.Errorf("%s is found under %s, but %s under %s", w, got, words[0], want)
				together = false
			}
		}
		if together {
			whole++
		}
	}
	if families < 200 {
		t.Errorf("%d families, want 200", families)
	}
	t.Logf("%d of %d families come together", whole, families)
}

func TestDifferentWordsStayApart(t *testing.T) {
	pairs := readTable(t, "testdata/apart.tsv")
	if len(pairs) < 200 {
		t.Errorf("%d pairs, want 200", len(pairs))
	}
	for _, p := range pairs {
		if a, b := Stem(p[0]), Stem(p[1]); a == b {
			t.Errorf("%s and %s are both found under %s", p[0], p[1], a)
		}
	}
}
