package analyzers_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"izde/analyzers"
	"izde/analyzers/script"
)

type typedQuery struct{ kind, typed, right string }

func readQueries(t *testing.T) []typedQuery {
	t.Helper()
	text, err := os.ReadFile("testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []typedQuery
	for line := range strings.Lines(string(text)) {
		row := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(row) == 3 {
			out = append(out, typedQuery{row[0], row[1], row[2]})
		}
	}
	return out
}

// TestQueriesTypedAnotherWay holds that at least 95 of 100 queries that were
// typed without Kazakh letters, in Latin Kazakh or on another keyboard layout
// give all the terms of their right spelling.
func TestQueriesTypedAnotherWay(t *testing.T) {
	queries := readQueries(t)
	if len(queries) < 100 {
		t.Fatalf("%d queries, not a hundred", len(queries))
	}
	failed := 0
	for _, q := range queries {
		typings := []string{q.typed}
		if q.kind == "layout" {
			typings = script.Layout(q.typed)
		}
		a, err := analyzers.For(languageOf(q.right, q.kind))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(typings, func(typed string) bool { return reaches(a, typed, q.right) }) {
			failed++
			t.Logf("%s: %q does not reach %q", q.kind, q.typed, q.right)
		}
	}
	if 100*failed > 5*len(queries) {
		t.Errorf("%d of %d queries fail", failed, len(queries))
	}
}

// languageOf tells the language of the right spelling by its letters.
func languageOf(right, kind string) string {
	switch {
	case kind != "layout" || strings.ContainsAny(right, "әғқңөұүһі"):
		return "kk"
	case script.Of([]byte(right)) == script.Latin:
		return "en"
	}
	return "ru"
}

// reaches reports that the terms of each typed word include the term of the
// right one.
func reaches(a *analyzers.Analyzer, typed, right string) bool {
	given, want := strings.Fields(typed), strings.Fields(right)
	if len(given) != len(want) {
		return false
	}
	for i := range want {
		term := a.QueryTerms(want[i])[0].Term
		if !slices.ContainsFunc(a.QueryTerms(given[i]), func(q analyzers.QueryTerm) bool { return q.Term == term }) {
			return false
		}
	}
	return true
}

// TestLoansAreReadWithRussianLetters: a loan keeps к, г, и and э, and its native
// suffixes follow their own harmony. Native words are read first as such.
func TestLoansAreReadWithRussianLetters(t *testing.T) {
	const among = 4 // the first so many readings
	for _, row := range [][2]string{
		{"ekonomika", "экономика"}, {"ekologiya", "экология"}, {"ekologia", "экология"}, {"elektr", "электр"},
		{"etnos", "этнос"}, {"energetika", "энергетика"}, {"poeziya", "поэзия"}, {"proekt", "проект"},
		{"aeroport", "аэропорт"}, {"kontseptsiya", "концепция"}, {"konstitutsiya", "конституция"},
		{"logistika", "логистика"}, {"kritika", "критика"}, {"kinematograf", "кинематограф"}, {"istoriia", "история"},
		{"ekonomikalyk", "экономикалық"}, {"ekonomıkalyq", "экономикалық"}, {"ekonomikanyn", "экономиканың"},
		{"экономикалык", "экономикалық"}, {"педагогикалык", "педагогикалық"}, {"экологияга", "экологияға"},
		{"egemendik", "егемендік"}, {"enbek", "еңбек"}, {"eski", "ескі"}, {"erekshe", "ерекше"},
		{"kogam", "қоғам"}, {"galym", "ғалым"}, {"kitap", "кітап"},
	} {
		readings := analyzers.KazakhReadings(row[0])
		if !slices.Contains(readings[:min(among, len(readings))], row[1]) {
			t.Errorf("%s is read as %q, not as %s", row[0], readings, row[1])
		}
	}
}

func TestReadingsThatMustAndMustNotBe(t *testing.T) {
	for _, row := range []struct {
		typed, reading string
		want           bool
	}{
		{"казак", "қазақ", true},
		{"қазак", "қазақ", false}, // it has a Kazakh letter: it was typed on a Kazakh keyboard
		{"енбек", "еңбек", true},
		{"жангыру", "жаңғыру", true},
		{"qazaqtyn", "қазақтың", true},
		{"qoǵam", "қоғам", true},
		{"bılım", "білім", true},
		{"üyretu", "үйрету", true},
		{"mektep", "мектеп", true},
		{"economy", "економы", false},
		{"nation", "натион", false},
		{"through", "труғ", false},
		{"école", "екол", false},
		{"2030", "2030", false},
	} {
		if got := slices.Contains(analyzers.KazakhReadings(row.typed), row.reading); got != row.want {
			t.Errorf("%s read as %s: %v, want %v; readings %q", row.typed, row.reading, got, row.want, analyzers.KazakhReadings(row.typed))
		}
	}
}
