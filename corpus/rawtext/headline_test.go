package rawtext

import "testing"

// TestHeadlines checks what becomes of the first line of a text without
// apparatus.
func TestHeadlines(t *testing.T) {
	rows := []struct{ says, text, lang, title, author string }{
		{"capitals on every word", "Kazakhstan Opens New School\n\nASTANA – The president opened a new school in the capital on Monday, officials said.\n\nIt has a swimming pool.\n", "en", "Kazakhstan Opens New School", ""},
		{"two words in Kazakh", "Музей ашылды\n\nАлматыда жаңа музей ашылды. Онда қала тарихына қатысты мыңнан астам жәдігер қойылған.\n", "kk", "Музей ашылды", ""},
		{"a Russian headline", "В Алматы открыли музей\n\nВ городе открылся новый музей. В нём выставлено более тысячи предметов из истории города.\n", "ru", "В Алматы открыли музей", ""},
		{"an English headline", "New museum opens in Almaty\n\nA new museum has opened in the city. More than a thousand objects are on display there.\n", "en", "New museum opens in Almaty", ""},
		{"nothing between headline and text", "New museum opens in Almaty\nA new museum has opened in the city. More than a thousand objects are on display there.\nIt is open daily.\n", "en", "New museum opens in Almaty", ""},
		{"a name above the headline", "Aigerim Omarova\n\nNew museum opens in Almaty\n\nA new museum has opened in the city. More than a thousand objects are on display there.\n", "en", "New museum opens in Almaty", "Aigerim Omarova"},
		{"a question", "Who will open the new museum?\n\nA new museum has opened in the city. More than a thousand objects are on display there.\n", "en", "Who will open the new museum?", ""},
		{"a whole sentence is no headline", "A new museum has opened in the city.\n\nMore than a thousand objects are on display there, and it is open daily.\n", "en", "", ""},
		{"a wrapped paragraph has none", "A new museum has opened in the city and is\nAlmaty's largest. More than a thousand objects\nare on display there, and it is open daily.\n", "en", "", ""},
	}
	for _, r := range rows {
		t.Run(r.says, func(t *testing.T) {
			a := Split("x.txt", r.text, Options{}).Articles[0]
			author := ""
			if len(a.Authors) > 0 {
				author = a.Authors[0].Name["en"]
			}
			if a.Title[r.lang] != r.title || author != r.author || len(a.Sections) == 0 {
				t.Errorf("title %v, author %q, sections %v", a.Title, author, a.Sections)
			}
		})
	}
}
