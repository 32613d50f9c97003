package indexer

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden rankings anew")

// TestGoldenRankings holds the top hits of real queries over the sample
// archive, so that a change of ranking is a diff that can be read. A line is
// rank, id and title. Run with -update to accept a change.
func TestGoldenRankings(t *testing.T) {
	const golden = "testdata/rankings.txt"
	ix := buildFiles(t, "../testdata/archive")
	var b strings.Builder
	for _, q := range []string{
		"humanitarian", "humanitarian diplomacy", "гуманитарная дипломатия", "гуманитарлық дипломатия",
		"экономика", "экономика регионов", "қазақ тілі", "казак тили", "qazaq tili", "мектептеріміздегі", "трёхъязычное образование",
		"Каспий", "су ресурстары", "water law", "author:Мұқанова", `"digital economy"`, "year:2019 білім", "здравоохранение", "археология", "миграция",
	} {
		res, err := ix.Search(context.Background(), Request{Query: q, PerPage: 5})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s  (%d)\n", q, res.Total)
		for _, h := range res.Hits {
			fmt.Fprintf(&b, "  %d %s %s\n", h.Rank, h.ID, bestTitle(h.Article.Title, "en"))
		}
	}
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("rankings changed (-want +got); look at each, then run with -update:\n%s", diff)
	}
}
