package rawtext

import "testing"

// TestSeriesIsNoJournal checks what page heads say of the serial.
func TestSeriesIsNoJournal(t *testing.T) {
	rows := []struct{ says, head, lang, title, series string }{
		{"a series alone", "Тарих және құқық сериясы", "kk", "", "Тарих және құқық сериясы"},
		{"a journal and its series", "Вестник университета. Серия историческая", "ru", "Вестник университета. Серия историческая", ""},
		{"a journal that has series in its name", "Bulletin of the University. History Series", "en", "Bulletin of the University. History Series", "Bulletin of the University. History Series"},
		{"a journal", "Journal of Steppe History", "en", "Journal of Steppe History", ""},
	}
	for _, r := range rows {
		j := (&issueFacts{series: r.head}).journal()
		if j.Title[r.lang] != r.title || j.Series[r.lang] != r.series {
			t.Errorf("%s: title %v, series %v", r.says, j.Title, j.Series)
		}
	}
}
