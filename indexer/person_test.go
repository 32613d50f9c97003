package indexer

import "testing"

func TestPeopleAreSortedBySurname(t *testing.T) {
	for _, test := range []struct{ rule, name, want string }{
		{"initials before it", "M.Sh. Gubaidullina", "Gubaidullina M. Sh."},
		{"initials behind it", "Губайдуллина М.Ш.", "Губайдуллина М. Ш."},
		{"initials with blanks", "М. Ш. Губайдуллина", "Губайдуллина М. Ш."},
		{"one initial without a dot", "D Serikbai", "Serikbai D"},
		{"a comma", "Gubaidullina, Madina", "Gubaidullina Madina"},
		{"a comma and initials", "Gubaidullina, M. Sh.", "Gubaidullina M. Sh."},
		{"a surname of two words before a comma", "De La Torre, Ana", "De La Torre Ana"},
		{"a degree behind a comma is none", "M. Akhmetova, PhD", "Akhmetova PhD M."},
		{"a second given name", "John R. Smith", "Smith John R."},
		{"particles behind initials", "H. van der Meer", "van der Meer H."},
		{"particles behind a given name", "Hanna van der Meer", "van der Meer Hanna"},
		{"capitals", "Айгерім СҰЛТАН", "СҰЛТАН Айгерім"},
		{"a patronymic comes last", "Фомин Алексей Петрович", "Фомин Алексей Петрович"},
		{"or between", "Алексей Петрович Фомин", "Фомин Алексей Петрович"},
		{"in Kazakh too", "Әлия Қанатқызы Серік", "Серік Әлия Қанатқызы"},
		{"written apart", "Мамедов Рустам Али оглы", "Мамедов Рустам Али оглы"},
		{"as surname", "Айбек Серікұлы", "Серікұлы Айбек"},
		{"by its ending", "Айгерім Сұлтанова", "Сұлтанова Айгерім"},
		{"in Latin", "Sultanova Aigerim", "Sultanova Aigerim"},
		{"not that of a given name", "Мадина Ким", "Мадина Ким"},
		{"which may stand beside one", "Мадина Хайруллина", "Хайруллина Мадина"},
		{"and in Latin the other is it", "Kevin Serik", "Serik Kevin"},
		{"too short for an ending", "Лев Ким", "Лев Ким"},
		{"nothing to tell: Cyrillic", "Серік Айбек", "Серік Айбек"},
		{"nothing to tell: Latin", "Aibek Serik", "Serik Aibek"},
		{"one word", "Абай", "Абай"},
		{"only initials", "А.Б.", "А. Б."},
		{"nothing", " ", ""},
		{"only a comma", ",", ""},
	} {
		if got := surnameFirst(test.name); got != test.want {
			t.Errorf("%s: %q is sorted as %q, want %q", test.rule, test.name, got, test.want)
		}
	}
}
