package rawtext

import "testing"

// TestReferenceSigns shows each sign where it stands and where it does not.
func TestReferenceSigns(t *testing.T) {
	for _, c := range []struct {
		what  string
		sign  func(string) bool
		has   []string
		hasNo []string
	}{
		{"double slash", doubleSlash, []string{"почвы // вестник", "// вестник", "почвы //", "почвы// вестник"}, []string{"http://a.kz", "https:// a.kz", "a//b", "почвы / вода"}},
		{"publisher and year", colonAndYear, []string{"алматы: ғылым, 2009", "london: routledge. – 1999. – 3"}, []string{"бб: ғылым, 2009", "алматы: ғылым баспасы", "түйін: 2009"}},
		{"year", aNumber(lonelyYear), []string{"2009", "в 1999 г.", "(2020)"}, []string{"12009", "20091", "1809", "20"}},
		{"pages", aNumber(ofPages), []string{"pp. 3-14", "p.3", "с. 12", "– с 12", "бб. 3", "cc.7", "320 с.", "12 бет.", "14 p."}, []string{"stop 3", "зонас 3", "step3", "12 бет", "3 г."}},
		{"volume", aNumber(ofVolume), []string{"vol. 3", "vol 12", "№ 3", "№3", "no. 4", "т. 2", "вып. 7", "12(3)", "12 (3)"}, []string{"casino 4", "revol. 3", "лет. 2", "(3)", "a(3)", "12(3", "№. 3"}},
	} {
		for _, text := range c.has {
			if !c.sign(text) {
				t.Errorf("%s: not found in %q", c.what, text)
			}
		}
		for _, text := range c.hasNo {
			if c.sign(text) {
				t.Errorf("%s: found in %q", c.what, text)
			}
		}
	}
}
