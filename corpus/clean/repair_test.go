package clean

import (
	"slices"
	"strings"
	"testing"
)

// archive is the text whose words decide in these tests.
const archive = `The development of the Asia-Pacific region and a long-term study of development.
Two-thirds of the region, two-thirds again. A word and word, for and for, ward by ward.
Экономическое развитие региона, развития и развитию. Социально-экономическое развитие. Русский и казахский, казахстанский и русский язык.
Қазақстанның саяси және экономикалық дамуы. Қауымдастық пен қауымдастықтың дамуы, экономикалық саясат, саяси партия.
Қарым-қатынас және қарым-қатынастар туралы. Сецессия құбылысы, сецессия және сецессиялық қозғалыс.
Орын алды. Халықаралық ұйымдар, халықаралық құқық. Әлеуметтік мәселе, әлеуметтік саясат.`

func vocabulary() *Vocabulary {
	v := NewVocabulary()
	v.AddText(archive)
	return v
}

// lookAlikes is one line with its look-alike letters put right.
func lookAlikes(text string, n int, log *Log) string {
	l := Line{N: n, Text: text, raw: text}
	l.lookAlikes(log)
	return l.Text
}

// join makes a paragraph of lines parted by |.
func join(text string) (string, *Log) {
	var lines []Line
	for i, l := range strings.Split(text, "|") {
		lines = append(lines, Chars(l, i+1, nil))
	}
	log := &Log{}
	return Paragraph(lines, vocabulary(), log), log
}

func TestLineEndHyphens(t *testing.T) {
	for _, c := range []struct{ text, want, why string }{
		{"the devel-|opment of", "the development of", "the whole word is known"},
		{"in Asia-|Pacific and", "in Asia-Pacific and", "a capital follows"},
		{"a long-|term plan", "a long-term plan", "the compound is known"},
		{"two-|thirds of", "two-thirds of", "the compound is known"},
		{"the catego-|risation", "the categorisation", "neither half is a word"},
		{"экономичес-|кое развитие", "экономическое развитие", "the whole word is known"},
		{"раз-|витием страны", "развитием страны", "the word is known in another form"},
		{"социально-|экономическое", "социально-экономическое", "the compound is known"},
		{"казахстанско-|русский словарь", "казахстанско-русский словарь", "an adjective cut to -о before a word"},
		{"какой-|либо", "какой-либо", "a clitic follows"},
		{"халық-|аралық", "халықаралық", "the whole word is known"},
		{"қарым-|қатынастың", "қарым-қатынастың", "the pair is known in another form"},
		{"қуғын-|сүргін", "қуғын-сүргін", "the halves are not in harmony"},
		{"саяси-|экономикалық", "саяси-экономикалық", "both halves are words of the archive"},
		{"1918-|1932 гг.", "1918-1932 гг.", "figures are not joined"},
		{"в 2015-|м году", "в 2015-м году", "an ending after a figure"},
		{"e-|mail", "e-mail", "one letter is no broken word"},
		{"DEVEL-|OPMENT", "DEVELOPMENT", "capitals break too"},
		{"К.-|Ж. Тоқаев", "К.-Ж. Тоқаев", "initials keep theirs"},
		{"devel\u00ad|opment", "development", "a soft hyphen is never real"},
		{"devel\u00ac|opment", "development", "a not sign stands for a soft hyphen"},
		{"халық \u2013|аралық", "халық \u2013 аралық", "a dash is no hyphen"},
		{"one|two", "one two", "lines are parted by a space"},
	} {
		if got, _ := join(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q, because %s", c.text, got, c.want, c.why)
		}
	}
}

// TestEveryRepairIsLogged checks codes, places, and the text before and after.
func TestEveryRepairIsLogged(t *testing.T) {
	_, log := join("  the devel-|  opment at https://example.org/a-|b.html and Asia-|Pacific  қауым дас тық, қауым|дас тық")
	want := []Repair{
		{CodeHyphen, 1, 7, "devel-\nopment", "development"},
		{CodeURL, 2, 13, "https://example.org/a-\nb.html", "https://example.org/a-b.html"},
		{CodeSplitWord, 4, 10, "қауым дас тық", "қауымдастық"},
		{CodeSplitWord, 4, 25, "қауым\nдас тық", "қауымдастық"},
	}
	if !slices.Equal(log.Repairs, want) {
		t.Errorf("logged %+v, want %+v", log.Repairs, want)
	}
}

// TestCharsLogsItsPlaces: each word that was changed, as it stands in the line.
func TestCharsLogsItsPlaces(t *testing.T) {
	for _, c := range []struct {
		text string
		want []Repair
	}{
		{"plain", nil},
		{"\t\u00a0Au zero\u200bwidth\u200b, e\ufb03cient", []Repair{
			{CodeInvisible, 1, 6, "zero\u200bwidth\u200b", "zerowidth"}, {CodeLigature, 1, 19, "e\ufb03cient", "efficient"}}},
		{"Ұлы и\u0306од", []Repair{{CodeComposed, 1, 5, "и\u0306од", "йод"}}},
		{"A. Smith^{1,2*}, B. *Title* **of** it", []Repair{
			{CodeMark, 1, 4, "Smith^{1,2*}", "Smith¹,²*"}, {CodeMark, 1, 29, "**of**", "of"}, {CodeMark, 1, 21, "*Title*", "Title"}}},
		{"\u200bTүйi\u00adн cөздер", []Repair{
			{CodeInvisible, 1, 1, "\u200bTүйi\u00adн", "Tүйiн"}, {CodeLookAlike, 1, 2, "Tүйi\u00adн", "Түйін"}, {CodeLookAlike, 1, 9, "cөздер", "сөздер"}}},
		{"бе\ufb01лін Тexт", []Repair{{CodeLigature, 1, 1, "бе\ufb01лін", "беfiлін"}, {CodeLookAlike, 1, 8, "Тexт", "Техт"}}},
	} {
		var log Log
		Chars(c.text, 1, &log)
		if !slices.Equal(log.Repairs, c.want) {
			t.Errorf("%q: logged %+v, want %+v", c.text, log.Repairs, c.want)
		}
	}
}

// TestRewrittenLinesKeepTheirPlace: what did not change stands where it stood,
// what did where all of it stood.
func TestRewrittenLinesKeepTheirPlace(t *testing.T) {
	for _, c := range []struct{ text, to, part, want string }{
		{"  **су\u200bару", "суару", "суару", "су\u200bару"},
		{"\tС у \u00adа р у: жүйе", "Суару: жүйе", "жүйе", "жүйе"},
		{" С у а р у", "Суару", "Суару", "С у а р у"},
		{"су", "су", "су", "су"},
		{"ұзақ", "үзақ", "зақ", "зақ"},
		{"суару", "", "", ""},
	} {
		l := Chars(c.text, 1, nil)
		l = l.Sub(len(l.Text)-len(strings.TrimLeft(l.Text, " ")), len(l.Text))
		l.Rewrite(c.to)
		at := strings.Index(l.Text, c.part)
		got := l.place(at, at+len(c.part))
		if there := string([]rune(c.text)[got.Column-1:]); l.Text != c.to || got.From != c.want || !strings.HasPrefix(there, c.want) {
			t.Errorf("%q as %q: %q stands as %+v", c.text, l.Text, c.part, got)
		}
	}
}

func TestSplitWords(t *testing.T) {
	for _, c := range []struct{ text, want, why string }{
		{"қауым дас тық пен", "қауымдастық пен", "the whole word stands in the archive"},
		{"сецес сия құбылысы", "сецессия құбылысы", "the whole word stands in the archive"},
		{"халықара лық құқық", "халықаралық құқық", "the whole word stands in the archive"},
		{"саяси партия", "саяси партия", "both are words"},
		{"for ward by ward", "for ward by ward", "both are words"},
		{"Орын алды", "Орын алды", "both are words"},
		{"дам у туралы", "дам у туралы", "the word is too short to be sure"},
		{"белгісіз сөз дер", "белгісіз сөз дер", "the archive does not know the word"},
	} {
		if got, _ := join(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q, because %s", c.text, got, c.want, c.why)
		}
	}
}

func TestBrokenURLs(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"URL: https://example.org/doc/|page-12.html (in Russian)", "URL: https://example.org/doc/page-12.html (in Russian)"},
		{"https://example.org/v-|1918-gg/ next", "https://example.org/v-1918-gg/ next"},
		{"https://example.org/?doc_|id=15 next", "https://example.org/?doc_id=15 next"},
		{"https://doi.org/10.26577/|IRILJ.2022.v100.i4.01", "https://doi.org/10.26577/IRILJ.2022.v100.i4.01"},
		{"doi: 10.1016/j.|cities.2020.1", "doi: 10.1016/j.cities.2020.1"},
		{"see https://example.org/|The next sentence", "see https://example.org/ The next sentence"},
		{"see https://example.org.|Another sentence", "see https://example.org. Another sentence"},
		{"https://example.org/|(in Russian)", "https://example.org/ (in Russian)"},
	} {
		if got, _ := join(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestURLEchoDecides(t *testing.T) {
	v := NewVocabulary()
	v.AddText("https://example.org/news/kazakhstane-mechetei/\n")
	got := Paragraph([]Line{{N: 1, Text: "URL: https://example.org/news/kazakh-"}, {N: 2, Text: "stane-mechetei/"}}, v, nil)
	if want := "URL: https://example.org/news/kazakhstane-mechetei/"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLookAlikes(t *testing.T) {
	for _, c := range []struct{ text, want, why string }{
		{"Еconomic Co-operation", "Economic Co-operation", "Cyrillic Е in an English word"},
		{"The Кing declared", "The King declared", "Cyrillic К in an English word"},
		{"*е-mail: a@b.kz", "*e-mail: a@b.kz", "a lone letter before a hyphen"},
		{"еISSN 2618-1215 сериясы", "eISSN 2618-1215 сериясы", "one letter of an abbreviation"},
		{"Cауда экономикacы", "Сауда экономикасы", "Latin letters in Cyrillic words"},
		{"Tүйiн cөздер", "Түйін сөздер", "Latin i for і"},
		{"қазақ əдебиетi", "қазақ әдебиеті", "Latin schwa for ә"},
		{"Ә. қаhарман", "Ә. қаһарман", "Latin h for һ"},
		{"Nazarbayev N.А. (2000). Strategiya", "Nazarbayev N.A. (2000). Strategiya", "a Cyrillic initial in a Latin name"},
		{"Okoye, Т. (2019). Diplomacy", "Okoye, T. (2019). Diplomacy", "a Cyrillic initial in a Latin name"},
		{"Сыздыкoв A.Б. // Вестник", "Сыздыков А.Б. // Вестник", "a Latin initial in a Cyrillic name"},
		{"Press, рр. 1-16", "Press, pp. 1-16", "an abbreviation in a Latin line"},
		{"XХ ғасыр", "XX ғасыр", "a Roman numeral is Latin"},
	} {
		if got := lookAlikes(c.text, 1, nil); got != c.want {
			t.Errorf("%q: got %q, want %q: %s", c.text, got, c.want, c.why)
		}
	}
}

func TestLookAlikesStay(t *testing.T) {
	for _, c := range []struct{ text, why string }{
		{"сопротивление Rэкв равно", "a formula token"},
		{"при Tмакс и Cср", "formula tokens with look-alike capitals"},
		{"воды H2О и СO2", "a formula with figures"},
		{"Мирowych Языков", "letters of both scripts that have no twin"},
		{"ХХ ғасырдың басында", "an honest Cyrillic numeral"},
		{"компания Google и фирма Apple", "whole words of two scripts"},
		{"Windows, а также Linux", "a conjunction between Latin names"},
		{"в журнале Nature с рисунками", "a preposition after a Latin name"},
		{"X-лучи и p-адические числа", "a Latin symbol in a Russian compound"},
		{"Қазақстан Республикасы", "no Latin at all"},
		{"Kazakhstan – М. Auezov", "an initial may stay or change, but the name not"},
	} {
		got := lookAlikes(c.text, 1, nil)
		if got != c.text && !strings.HasSuffix(c.text, "Auezov") {
			t.Errorf("%q became %q: %s", c.text, got, c.why)
		}
	}
}

func TestUndecidableIsDoubted(t *testing.T) {
	var log Log
	lookAlikes("Мирowych Языков", 7, &log)
	if len(log.Repairs) != 0 || len(log.Doubts) != 1 || log.Doubts[0] != (Repair{CodeMixed, 7, 1, "Мирowych", "Мирowych"}) {
		t.Errorf("logged %+v", log)
	}
	log = Log{}
	lookAlikes("при Rэкв", 7, &log)
	if len(log.Doubts) != 0 {
		t.Errorf("a formula token is no doubt: %+v", log.Doubts)
	}
}

func TestChars(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"e\u0301tude", "étude"},
		{"и\u0306од", "йод"},
		{"zero\u200bwidth\ufeff", "zerowidth"},
		{"soft\u00adhyphen", "softhyphen"},
		{"line-end soft\u00ad", "line-end soft\u00ad"},
		{"e\ufb03cient \ufb01nd", "efficient find"},
		{"no\u00a0break\u2009space", "no break space"},
		{"A. Smith^{1,2*}", "A. Smith¹,²*"},
		{"x^{n+1}", "x^{n+1}"},
		{"**Bold title**", "Bold title"},
		{"**One** and **two**.", "One and two."},
		{"Иванов А.*, Петров Б.**, Ким В.***", "Иванов А.*, Петров Б.**, Ким В.***"},
		{"**Институт права, Астана", "**Институт права, Астана"},
		{"***Институт права, Астана", "***Институт права, Астана"},
		{"M. (2009). *A Title*. NY", "M. (2009). A Title. NY"},
		{"*e-mail: a@b.c", "*e-mail: a@b.c"},
		{"Иванов А.¹*, Петров Б.²*", "Иванов А.¹*, Петров Б.²*"},
		{"plain text * and ^ stay", "plain text * and ^ stay"},
	} {
		if got := Chars(c.text, 1, nil).Text; got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestCleanTextStays: repairing twice is repairing once, and a clean archive
// is left as it is.
func TestCleanTextStays(t *testing.T) {
	for n, l := range strings.Split(archive, "\n") {
		var log Log
		if got := Chars(l, n+1, &log).Text; got != l || len(log.Repairs)+len(log.Doubts) > 0 {
			t.Errorf("%q became %q (%+v)", l, got, log)
		}
		if got := Paragraph([]Line{{N: n + 1, Text: l}}, vocabulary(), &log); got != l {
			t.Errorf("%q became %q", l, got)
		}
	}
	for _, dirty := range []string{"Tүйiн cөздер", "Еconomic^{1*}", "e\u0301\u00ad\u200b", "*a* **b**"} {
		once := Chars(dirty, 1, nil).Text
		if twice := Chars(once, 1, nil).Text; twice != once {
			t.Errorf("%q: once %q, twice %q", dirty, once, twice)
		}
	}
}
