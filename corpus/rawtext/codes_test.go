package rawtext

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWrongCodesAreKept prints codes of wrong forms in a layout: what is
// printed must come to where it is checked.
func TestWrongCodesAreKept(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "layouts", "02-gost-back-blocks.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ says, printed, irsti, doi string }{
		{"too short", "МРНТИ 03-20", "03-20", ""},
		{"too short a number of the registrant", "МРНТИ 68.05.45\nDOI: 10.55/abc.", "68.05.45", "10.55/abc"},
		{"a right one is further down", "МРНТИ 68-05\nМРНТИ 68.05.45", "68.05.45", ""},
		{"no code at all", "МРНТИ", "", ""},
	} {
		a := Split("a.txt", strings.Replace(string(text), "МРНТИ 68.05.45", tt.printed, 1), Options{}).Articles[0]
		if a.IRSTI != tt.irsti || a.DOI != tt.doi {
			t.Errorf("%s: %q gives IRSTI %q, DOI %q; want %q, %q", tt.says, tt.printed, a.IRSTI, a.DOI, tt.irsti, tt.doi)
		}
	}
}
