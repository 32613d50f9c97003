package rawtext

import (
	"fmt"
	"strings"
	"testing"
)

// TestPrintedEdges checks that the heads and feet of a browser part no article.
func TestPrintedEdges(t *testing.T) {
	pages := []string{
		"Roads of the Steppe\n\nA. Brown\n\nAbstract. The paper deals with roads and with their history in the steppe.\n\nKeywords: roads, steppe, history\n\nIntroduction\n\nThe roads are old and were used by traders and by herders who",
		"came from the south in summer. They met at the wells and went on\n\nMethods\n\nThe maps of three archives were compared with each other and",
		"with the reports of travellers. The result was entered on one map.\n\nConclusion\n\nThe roads followed the wells.",
		"References\n\n1. Green C. Wells of the steppe. – Almaty: Press, 2001. – 120 p.\n2. White D. Old maps. – Almaty: Press, 2003. – 90 p.",
	}
	rows := []struct{ says, head, foot string }{
		{"day, title and file", "11/23/26, 7:55 AM Roads of the Steppe", "file:///home/a/roads.html %d/4"},
		{"day alone and address", "23.11.2026, 07:55", "https://example.kz/roads/?id=7 %d/4"},
		{"address and page on lines of their own", "2026-11-23 07:55", "https://example.kz/roads/?id=7\n\n%d/4"},
	}
	for _, r := range rows {
		t.Run(r.says, func(t *testing.T) {
			var b strings.Builder
			for i, p := range pages {
				fmt.Fprintf(&b, "%s\n\n%s\n\n%s\n\f", r.head, p, fmt.Sprintf(r.foot, i+1))
			}
			res := Split("x.txt", b.String(), Options{})
			if len(res.Articles) != 1 {
				t.Fatalf("%d articles", len(res.Articles))
			}
			a := res.Articles[0]
			if a.Title["en"] != "Roads of the Steppe" || len(a.Sections) != 3 || len(a.References) != 2 {
				t.Errorf("title %v, %d sections, %d references", a.Title, len(a.Sections), len(a.References))
			}
			for _, s := range a.Sections {
				if strings.Contains(s.Text, "/4") || strings.Contains(s.Text, ":55") {
					t.Errorf("an edge in the text: %q", s.Text)
				}
			}
		})
	}
}
