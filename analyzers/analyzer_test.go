package analyzers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"izde/analyzers"
)

// show writes tokens as text=term@position, with * for stop words.
func show(a *analyzers.Analyzer, text string) string {
	var scratch analyzers.Scratch
	var out []string
	for _, t := range a.AppendTokens(nil, []byte(text), &scratch) {
		s := fmt.Sprintf("%s=%s@%d", text[t.Start:t.End], t.Term, t.Position)
		if t.Stop {
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestTokens(t *testing.T) {
	for _, row := range []struct{ what, lang, text, want string }{
		{"an abbreviation takes its suffix along", "kk", "АҚШ-тың", "АҚШ-тың=ақш@1"},
		{"a non-breaking hyphen joins a suffix too", "kk", "АҚШ\u2011тың", "АҚШ\u2011тың=ақш@1"},
		{"an apostrophe joins a suffix too", "kk", "АҚШ’тың", "АҚШ’тың=ақш@1"},
		{"a code keeps its parts, the number its suffix", "kk", "COVID-19-дың", "COVID=covid@1 | 19-дың=19@2"},
		{"a year takes its suffix along", "kk", "2030-ға", "2030-ға=2030@1"},
		{"a Russian ordinal is its number", "ru", "90-х", "90-х=90@1"},
		{"a particle after a hyphen stays a word", "ru", "кто-то", "кто=кто@1* | кто-то=ктот@1* | то=то@2*"},
		{"the parts of a compound follow each other", "en", "Kazakhstan-2050", "Kazakhstan=kazakhstan@1 | 2050=2050@2"},
		{"a compound of two words is one word too", "en", "co-operation", "co=co@1 | co-operation=cooper@1 | operation=oper@2"},
		{"a non-breaking hyphen is a hyphen", "kk", "Нұр\u2011Сұлтан", "Нұр=нұр@1 | Нұр\u2011Сұлтан=нұрсұлтан@1 | Сұлтан=сұлтан@2"},
		{"a dash is none", "en", "war – peace", "war=war@1 | peace=peac@2"},
		{"three parts have no whole", "en", "state-of-art", "state=state@1 | of=of@2* | art=art@3"},
		{"a superscript mark is no word", "kk", "Мұрат^{1*}", "Мұрат=мұрат@1"},
		{"a footnote number is split off", "ru", "Абай1*", "Абай=аба@1 | 1=1@2"},
		{"a formula keeps its number", "en", "H2O CO2", "H2O=h2o@1 | CO2=co2@2"},
		{"covid19 is COVID-19", "en", "covid19", "covid=covid@1 | 19=19@2"},
		{"an English ordinal is its number", "en", "20th", "20th=20@1"},
		{"a decade is its year", "en", "the 1990s", "the=the@1* | 1990s=1990@2"},
		{"a year with its letter is the year", "ru", "1969г.", "1969г=1969@1"},
		{"a letter that numbers a thing stays", "en", "8b 5G", "8b=8b@1 | 5G=5g@2"},
		{"a possessive is its owner", "en", "Kazakhstan’s", "Kazakhstan’s=kazakhstan@1"},
		{"a possessive of an abbreviation too", "en", "UNESCO's", "UNESCO's=unesco@1"},
		{"initials are letters", "ru", "М.Ш.Губайдуллина", "М=м@1 | Ш=ш@2 | Губайдуллина=губайдуллин@3"},
		{"thousands are parted by spaces", "ru", "1 000 000 тенге", "1 000 000=1000000@1 | тенге=тенг@2"},
		{"or by no-break spaces", "ru", "25\u00a0000", "25\u00a0000=25000@1"},
		{"or by commas", "en", "1,000", "1,000=1000@1"},
		{"a decimal comma is a point", "ru", "3,14", "3,14=3.14@1"},
		{"a list of years is no fraction", "en", "2019,2020", "2019=2019@1 | 2020=2020@2"},
		{"a list of marks is no fraction", "en", "1,2,3", "1=1@1 | 2=2@2 | 3=3@3"},
		{"a classification code is whole", "en", "11.25.09", "11.25.09=11.25.09@1"},
		{"a date is its parts", "en", "12.05.2021", "12=12@1 | 05=05@2 | 2021=2021@3"},
		{"a sentence may end without a space", "en", "end.Next", "end=end@1 | Next=next@2"},
		{"№ and § are no words", "ru", "№ 4, § 12", "4=4@1 | 12=12@2"},
		{"a century is in Roman letters", "kk", "ХХІ ғ.", "ХХІ=xxi@1 | ғ=ғ@2"},
		{"in either script", "en", "XXI", "XXI=xxi@1"},
		{"a DOI is whole, less the full stop", "en", "10.26577/IRILJ.2022.v100.i4.01.", "10.26577/IRILJ.2022.v100.i4.01=10.26577/irilj.2022.v100.i4.01@1"},
		{"an address is its words", "en", "https://egemen.kz/article", "egemen=egemen@1 | kz=kz@2 | article=articl@3"},
		{"an e-mail address is whole", "en", "to a.b@mail.kz.", "to=to@1* | a.b@mail.kz=a.b@mail.kz@2"},
		{"a soft hyphen is not there", "kk", "қау\u00adым", "қау\u00adым=қауым@1"},
		{"a stressed vowel is the vowel", "ru", "за\u0301мок", "за\u0301мок=замк@1"},
		{"ё is е", "ru", "самолётом", "самолётом=самолет@1"},
		{"İ is i", "en", "İstanbul", "İstanbul=istanbul@1"},
		{"accents do not part words", "en", "naïve", "naïve=naiv@1"},
		{"a formula of two scripts stays", "ru", "Rэкв", "Rэкв=rэкв@1"},
		{"a Latin word with a Cyrillic letter is Latin", "en", "\u0415conomic", "\u0415conomic=econom@1"},
		{"a Cyrillic abbreviation in Latin letters is Cyrillic", "ru", "CCCP", "CCCP=ссср@1"},
		{"a name has its endings in the name field", "name", "Губайдуллина", "Губайдуллина=gubaidulina@1"},
		{"a title has none in the reference field", "key", "составляющей", "составляющей=sostavliaiush@1"},
	} {
		a, err := analyzers.For(row.lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := show(a, row.text); got != row.want {
			t.Errorf("%s: %q gives\n\t%s, want\n\t%s", row.what, row.text, got, row.want)
		}
	}
}

func TestStopWordsStayInTheStream(t *testing.T) {
	for lang, text := range map[string]string{"kk": "және", "ru": "которого", "en": "which"} {
		a, err := analyzers.For(lang)
		if err != nil {
			t.Fatal(err)
		}
		var scratch analyzers.Scratch
		tokens := a.AppendTokens(nil, []byte(text), &scratch)
		if len(tokens) != 1 || !tokens[0].Stop {
			t.Errorf("%s: %q gives %+v, want one stop word", lang, text, tokens)
		}
		if stream := a.Analyze([]byte(text)); len(stream) != 1 || string(stream[0].Term) != string(tokens[0].Term) {
			t.Errorf("%s: bleve is given %v", lang, stream)
		}
	}
}

func TestUnknownAnalyzerIsAnError(t *testing.T) {
	if _, err := analyzers.For("xx"); err == nil || !strings.Contains(err.Error(), "kk, ru, en") {
		t.Errorf("error %v, want one that lists the analyzers", err)
	}
}

func TestFingerprintIsStable(t *testing.T) {
	if f := analyzers.Fingerprint(); len(f) != 16 || f != analyzers.Fingerprint() {
		t.Errorf("fingerprint %q", f)
	}
}

func TestAHugeWordIsBounded(t *testing.T) {
	for _, a := range all(t) {
		var scratch analyzers.Scratch
		tokens := a.AppendTokens(nil, []byte(strings.Repeat("ж", 1<<20)), &scratch)
		if len(tokens) != 1 || len(tokens[0].Term) > 256 {
			t.Errorf("%s: %d tokens", a.Name(), len(tokens))
		}
	}
}

// TestTimeGrowsWithTheTextOnly: texts that make a careless tokenizer read the
// rest of the text at every step.
func TestTimeGrowsWithTheTextOnly(t *testing.T) {
	for _, unit := range []string{" 111", "1,000", "1.", "1-", "a'a", "A'а", "@a", "a@", "10.1234/", "^{", "А-а", "1-а'", "a\u0301", "://"} {
		for _, a := range all(t) {
			var scratch analyzers.Scratch
			text := []byte("1" + strings.Repeat(unit, 1<<16) + "a")
			start := time.Now()
			a.AppendTokens(nil, text, &scratch)
			if d := time.Since(start); d > 5*time.Second { // a quadratic one takes a minute
				t.Errorf("%s: %q repeated takes %v", a.Name(), unit, d)
			}
		}
	}
}

func TestExplainShowsEveryStep(t *testing.T) {
	a, err := analyzers.For("ru")
	if err != nil {
		t.Fatal(err)
	}
	steps := a.Explain("Самолётом")
	if first, last := steps[0], steps[len(steps)-1]; first.Term != "Самолётом" || last.Term != "самолет" || last.Filter != "stem" {
		t.Errorf("steps %v", steps)
	}
}
