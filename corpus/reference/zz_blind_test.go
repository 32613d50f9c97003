package reference

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestBlind(t *testing.T) {
	file := os.Getenv("BLIND")
	if file == "" {
		t.Skip()
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	show := os.Getenv("SHOW") != ""
	type tally struct{ right, found, wanted int }
	scores := map[string]*tally{}
	whole, n := 0, 0
	for _, rec := range strings.Split(string(b), "\n= ")[1:] {
		lines := strings.Split(rec, "\n")
		fields := map[string]string{}
		for _, l := range lines[1:] {
			if k, v, ok := strings.Cut(l, ": "); ok && !strings.HasPrefix(l, "#") {
				fields[k] = v
			} else if l == "unparsed" {
				fields["unparsed"] = "true"
			}
		}
		n++
		got := fieldsOf(Parse(strings.ReplaceAll(lines[0], `\n`, "\n")))
		bad := ""
		for _, k := range slices.Sorted(maps.Keys(scoredKeys(got, fields))) {
			s := scores[k]
			if s == nil {
				s = &tally{}
				scores[k] = s
			}
			if got[k] != "" {
				s.found++
			}
			if fields[k] != "" {
				s.wanted++
			}
			if got[k] != "" && fields[k] != "" && same(got[k], fields[k]) {
				s.right++
			} else {
				bad += "\n   " + k + ": got " + got[k] + "\n      want " + fields[k]
			}
		}
		if bad == "" {
			whole++
		} else if show {
			t.Logf("%s%s", lines[0], bad)
		}
	}
	t.Logf("%d of %d entries right in every field", whole, n)
	all := tally{}
	for _, k := range slices.Sorted(maps.Keys(scores)) {
		s := scores[k]
		all.right += s.right
		all.found += s.found
		all.wanted += s.wanted
		t.Logf("%-8s precision %.3f recall %.3f of %d", k, float64(s.right)/float64(max(s.found, 1)), float64(s.right)/float64(max(s.wanted, 1)), s.wanted)
	}
	t.Logf("all      precision %.3f recall %.3f of %d", float64(all.right)/float64(all.found), float64(all.right)/float64(all.wanted), all.wanted)
}
