package identifier

import (
	"strings"
	"testing"
)

func TestDOI(t *testing.T) {
	rows := []struct{ says, in, want string }{
		{"a bare DOI", "10.5555/Demo.2024.01", "10.5555/Demo.2024.01"},
		{"behind its label", "doi: 10.5555/abc", "10.5555/abc"},
		{"in a URL, with the point of the sentence", "https://doi.org/10.5555/abc.", "10.5555/abc"},
		{"a bracket that opens inside belongs to it", "10.1016/S0021-8502(99)00545-5", "10.1016/S0021-8502(99)00545-5"},
		{"a bracket around it does not", "(doi 10.5555/abc)", "10.5555/abc"},
		{"a divided registrant", "10.1000.10/123", "10.1000.10/123"},
		{"a registrant of three digits is none", "10.555/abc", ""},
		{"without a suffix it is none", "10.5555/", ""},
		{"a number is none", "10.5 / 3", ""},
	}
	for _, row := range rows {
		if got, ok := DOI(row.in); got != row.want || ok != (row.want != "") {
			t.Errorf("%s: DOI(%q) = %q, %v, want %q", row.says, row.in, got, ok, row.want)
		}
	}
	if !EqualDOI("10.5555/ABC", "10.5555/abc") || EqualDOI("", "") || EqualDOI("10.5555/a", "10.5555/b") {
		t.Error("DOIs are compared without regard to case, and no DOI equals none")
	}
}

func TestCheckDigits(t *testing.T) {
	rows := []struct {
		name  string
		check func(string) bool
		good  []string
		bad   []string
	}{
		{"ORCID", ORCID,
			[]string{"0000-0002-1825-0097", "0000-0002-1694-233X", "https://orcid.org/0000-0001-5109-3700"},
			[]string{"0000-0002-1825-0098", "0000-0002-1825-009", "0000 0002 1825 0097", "", "0000-0002-1825-00977", "000A-0002-1825-0097", "0000-0000-000---000"}},
		{"ISSN", ISSN,
			[]string{"1563-0285", "2618-1215", "0317-8471", "2434-561X", "2434-561x"},
			[]string{"1563-0286", "15630285", "1563-02855", "", "156x-0285"}},
		{"ISBN", ISBN,
			[]string{"978-3-16-148410-0", "9783161484100", "0-306-40615-2", "080442957X"},
			[]string{"978-3-16-148410-1", "0-306-40615-3", "1234567890123", "08044X957X", ""}},
		{"IRSTI", IRSTI,
			[]string{"11.25.09", "11.25", "11", "11.25.09, 03.20.00", "04.51.53; 14.35.07"},
			[]string{"", "1.25.09", "11.25.9", "11-25-09", "11.25.09.01", "IRSTI 11.25.09"}},
		{"UDC", UDC,
			[]string{"327", "327(574)", "94(574)\"19\"", "811.512.122'36", "37.013:004.9", "33+338.2"},
			[]string{"", "УДК 327", "327(574", "abc", "327?"}},
	}
	for _, row := range rows {
		for _, s := range row.good {
			if !row.check(s) {
				t.Errorf("%s refuses %q", row.name, s)
			}
		}
		for _, s := range row.bad {
			if row.check(s) {
				t.Errorf("%s accepts %q", row.name, s)
			}
		}
	}
}

// Check digits are there to catch these: every single wrong digit and every
// two neighbours that changed places.
func TestCheckDigitsCatchMistypedDigits(t *testing.T) {
	for s, check := range map[string]func(string) bool{
		"0000-0002-1825-0097": ORCID, "1563-0285": ISSN, "0-306-40615-2": ISBN,
	} {
		for i := range len(s) {
			for d := '0'; d <= '9'; d++ {
				if m := s[:i] + string(d) + s[i+1:]; m != s && s[i] != '-' && check(m) {
					t.Errorf("%s passes for %s", m, s)
				}
			}
			if i+1 < len(s) && s[i] != s[i+1] && !strings.ContainsAny(s[i:i+2], "-") {
				if m := s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]; check(m) {
					t.Errorf("%s passes for %s", m, s)
				}
			}
		}
	}
}

func FuzzAll(f *testing.F) {
	for _, s := range []string{"10.5555/a(b", "0000-0002-1694-233X", "978-3-16-148410-0", "94(574)\"19\"", "\u2010\u2011"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, check := range []func(string) bool{ORCID, ISSN, ISBN, IRSTI, UDC} {
			if check(s) && strings.TrimSpace(s) == "" {
				t.Errorf("%q is accepted", s)
			}
		}
		if d, ok := DOI(s); ok {
			if again, _ := DOI(d); again != d {
				t.Errorf("DOI(%q) = %q, then %q", s, d, again)
			}
		}
	})
}
