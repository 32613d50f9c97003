package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestWhatScholarsTypeFindsTheArticle searches the sample archive for articles
// that a person would expect, through the whole program.
func TestWhatScholarsTypeFindsTheArticle(t *testing.T) {
	samples, err := filepath.Abs("../../testdata/archive")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if _, stderr, code := izde(t, "", "index", "--corpus", samples, "--index", "data"); code != exitDone {
		t.Fatalf("indexing the sample archive: exit code %d\n%s", code, stderr)
	}
	for _, row := range []struct {
		why, query, id string
		within         int // the rank that is good enough
	}{
		{"English words", "humanitarian diplomacy", "10.55555-bld.2022.v12.i4.01", 1},
		{"a word of the English title in another form", "constitutional complaints", "10.55555-bld.2022.v12.i4.06", 1},
		{"Russian words in other cases", "конституционными жалобами", "10.55555-bld.2022.v12.i4.06", 1},
		{"a Russian word with е for ё", "обучение в условиях трехъязычного образования", "10.55555-ehs.2019.5.2.01", 1},
		{"Kazakh words with case and possessive", "керуендердің саудасымен", "10.55555-shs.2021.v7.i2.01", 1},
		{"Kazakh words in the form of a dictionary", "көмекші етістік", "10.55555-shs.2021.v7.i2.03", 1},
		{"Kazakh typed without its letters", "комекши етистик", "10.55555-shs.2021.v7.i2.03", 2},
		{"Kazakh typed in Latin letters", "kómekshi etistik", "10.55555-shs.2021.v7.i2.03", 2},
		{"a Kazakh word with a Latin look-alike", "кepyeн сауда", "10.55555-shs.2021.v7.i2.01", 1},
		{"Russian on an English keyboard", "rthfvbrf", "10.55555-shs.2021.v7.i2.02", 2},
		{"a word misspelt", "caravn trade", "10.55555-shs.2021.v7.i2.01", 2},
		{"a phrase", `"digital rights"`, "10.55555-bld.2022.v12.i4.05", 1},
		{"a phrase across a hyphen", `"sea-level decline"`, "10.55555-jee.2023.1.06", 1},
		{"an author in Cyrillic", "author:Мусабеков", "10.55555-shs.2021.v7.i2.02", 1},
		{"an author in another romanisation", "author:Mussabekov", "10.55555-shs.2021.v7.i2.02", 1},
		{"an author by a Kazakh label", "автор:Мұсабеков", "10.55555-shs.2021.v7.i2.02", 1},
		{"a cited author in Cyrillic, romanised in the list", "ref:Серікбаев", "10.55555-shs.2021.v7.i2.01", 10},
		{"a cited title in Cyrillic, romanised in the list", "ref:өркениетінің ref:тарихы", "10.55555-shs.2021.v7.i2.01", 10},
		{"a DOI as it is printed", "https://doi.org/10.55555/jee.2023.1.02", "10.55555-jee.2023.1.02", 1},
		{"the start of a word", "trilingu*", "10.55555-ehs.2024.10.1.02", 3},
		{"a word in one field", "title:felt", "10.55555-shs.2021.v7.i2.05", 1},
		{"words and a year", "climate OR tourism year:2023", "10.55555-jee.2023.1.06", 2},
		{"a question in Russian", "как сон подростков влияет на успеваемость в школе?", "10.55555-ehs.2024.10.1.03", 1},
		{"a question in Kazakh", "жасөспірімдердің ұйқысы оқуға қалай әсер етеді?", "10.55555-ehs.2024.10.1.03", 1},
		{"a whole title pasted", "Sustainable Tourism on a Retreating Shore: The Caspian Coast of Mangystau", "10.55555-jee.2023.1.06", 1},
	} {
		t.Run(row.why, func(t *testing.T) {
			found := hits(t, row.query)
			if rank := slices.Index(found, row.id) + 1; rank == 0 || rank > row.within {
				t.Errorf("%s has rank %d for %s, want at most %d; found %q", row.id, rank, row.query, row.within, found)
			}
		})
	}
}

func TestWhatTheCommandSaysOfASearch(t *testing.T) {
	samples, err := filepath.Abs("../../testdata/archive")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if _, stderr, code := izde(t, "", "index", "--corpus", samples, "--index", "data"); code != exitDone {
		t.Fatalf("indexing the sample archive: exit code %d\n%s", code, stderr)
	}
	for _, row := range []struct {
		why  string
		args []string
		says string
	}{
		{"a query is shown as it was typed", []string{"search AND"}, " for search AND\n"},
		{"or as it was corrected", []string{"0fpf0 n3k3"}, " for қазақ тілі\nsearched instead: қазақ тілі\n"},
		{"a label with nothing behind it", []string{"doi:"}, "note: nothing stands behind the label doi"},
		{"a page beyond the last", []string{"--page", "99"}, "26 articles for everything\npage 99 is beyond the last one, which is --page 3\n"},
		{"facets are labelled as on the pages", []string{"--facet", "lang", "--lang", "ru"}, "  казахский\n"},
		{"a word may be excluded without --", []string{"қазақ", "-тілі"}, " for қазақ -тілі\n"},
	} {
		t.Run(row.why, func(t *testing.T) {
			stdout, stderr, code := izde(t, "", append([]string{"search", "--index", "data"}, row.args...)...)
			if code != exitDone || !strings.Contains(stdout, row.says) {
				t.Errorf("izde search %q: exit code %d, %swant %q in:\n%.600s", row.args, code, stderr, row.says, stdout)
			}
		})
	}
}

// hits lists the ids that a search of ./data finds, best first.
func hits(t *testing.T, query string) []string {
	t.Helper()
	stdout, stderr, code := izde(t, "", "search", "--index", "data", "--format", "json", "--", query)
	if code != exitDone {
		t.Fatalf("izde search %s: exit code %d\n%s", query, code, stderr)
	}
	var result struct {
		Hits []struct {
			ID string `json:"id"`
		} `json:"hits"`
	}
	if err := json.Unmarshal([]byte(stdout), &result); err != nil {
		t.Fatal(err)
	}
	ids := []string{}
	for _, h := range result.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}
