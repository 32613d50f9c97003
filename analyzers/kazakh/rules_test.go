package kazakh

import (
	"strings"
	"testing"
)

// TestSuffixRules has a row for every suffix of data/suffixes.tsv, and for what the stem undergoes.
func TestSuffixRules(t *testing.T) {
	for _, row := range []struct{ word, stem, rule string }{
		{"балалар", "бала", "plural after a vowel is -лар"},
		{"мұғалімдер", "мұғалім", "plural after a nasal is -дер"},
		{"мектептер", "мектеп", "plural after a voiceless stop is -тер"},
		{"балам", "бала", "-м is my after a vowel"},
		{"жолым", "жол", "-ым is my after a consonant"},
		{"балаң", "бала", "-ң is your after a vowel"},
		{"мектебің", "мектеп", "-ің is your after a consonant"},
		{"баламыз", "бала", "-мыз is our after a vowel"},
		{"мектебіміз", "мектеп", "-іміз is our after a consonant"},
		{"балаңыз", "бала", "-ңыз is your, polite"},
		{"мектебіңіз", "мектеп", "-іңіз is your, polite, after a consonant"},
		{"баласы", "бала", "-сы is his after a vowel"},
		{"мектебі", "мектеп", "-і is his after a consonant"},
		{"баланың", "бала", "genitive after a vowel"},
		{"мектептің", "мектеп", "genitive after a voiceless stop"},
		{"жолдың", "жол", "genitive after a liquid"},
		{"баланы", "бала", "accusative after a vowel"},
		{"адамды", "адам", "accusative after a nasal is -ды, not -ны"},
		{"баласын", "бала", "accusative after -сы is -н"},
		{"балаға", "бала", "dative after a vowel"},
		{"мектепке", "мектеп", "dative after a voiceless stop"},
		{"балама", "бала", "dative after -м is -а"},
		{"баласына", "бала", "dative after -сы is -на"},
		{"мектепте", "мектеп", "locative"},
		{"мектебінде", "мектеп", "locative after a third-person possessive is -нде"},
		{"қаладан", "қала", "ablative"},
		{"адамнан", "адам", "ablative after a nasal is -нан"},
		{"баласынан", "бала", "ablative after -сы is -нан"},
		{"баламен", "бала", "instrumental keeps its е after back vowels"},
		{"қызбен", "қыз", "instrumental after з is -бен"},
		{"кітаппен", "кітап", "instrumental after a voiceless stop is -пен"},
		{"қаладағы", "қала", "-дағы makes an adjective of a locative"},
		{"қаладағылардың", "қала", "-дағы opens the chain again"},
		{"үйіндегі", "үй", "-ндегі after a third-person possessive"},
		{"баланікі", "бала", "-нікі keeps its і after back vowels"},
		{"мектептегідей", "мектеп", "-дей is like"},
		{"баласындай", "бала", "-ндай after a third-person possessive"},
		{"қазақша", "қазақ", "-ша names the language"},
		{"мұғаліммін", "мұғалім", "-мін is I am"},
		{"мұғалімсің", "мұғалім", "-сің is you are"},
		{"студентпіз", "студент", "-піз is we are after a voiceless stop"},
		{"мұғалімсіңдер", "мұғалім", "-сіңдер is you are, of many"},
		{"мұғалімсіздер", "мұғалім", "-сіздер is you are, polite, of many"},
		{"бүгінгі", "бүгін", "-гі makes an adjective of a time"},
		{"жазылған", "жаз", "-ыл is the passive"},
		{"бармады", "бар", "-ма is the negation"},
		{"жазбады", "жаз", "negation after з is -ба"},
		{"айтпады", "айт", "negation after a voiceless stop is -па"},
		{"барды", "бар", "-ды is the past"},
		{"бардым", "бар", "-м is I after the past"},
		{"бардың", "бар", "-ң is you after the past"},
		{"бардыңыз", "бар", "-ңыз is you, polite"},
		{"бардық", "бар", "-қ is we after the past"},
		{"келдік", "кел", "-к is we after a front past"},
		{"бардыңдар", "бар", "-ңдар is you, of many"},
		{"бардыңыздар", "бар", "-ңыздар is you, polite, of many"},
		{"барсаң", "бар", "-са is the conditional"},
		{"барған", "бар", "-ған is the perfect participle"},
		{"айтқандарыңызға", "айт", "a participle takes the nominal chain"},
		{"барғанмыз", "бар", "a participle takes persons"},
		{"баратын", "бар", "-атын is the habitual participle"},
		{"сөйлейтін", "сөйле", "-йтін after a vowel"},
		{"оқитын", "оқы", "-итын after a stem in ы"},
		{"оқытын", "оқы", "-тын after ы, a common misspelling"},
		{"қоятын", "қой", "-ятын after a stem in й"},
		{"барар", "бар", "-ар is the indefinite future"},
		{"сөйлер", "сөйле", "-р after a vowel"},
		{"қояр", "қой", "-яр after a stem in й"},
		{"бармас", "бар", "-мас is the negative future"},
		{"бармастан", "бар", "-мастан is without going"},
		{"бармақшы", "бар", "-мақшы is the intention"},
		{"келмекші", "кел", "-мекші is the intention, front"},
		{"барамын", "бар", "present with I"},
		{"барасың", "бар", "present with you"},
		{"барасыз", "бар", "present with you, polite"},
		{"барады", "бар", "present with he"},
		{"барамыз", "бар", "present with we"},
		{"барасыңдар", "бар", "present with you, of many"},
		{"барасыздар", "бар", "present with you, polite, of many"},
		{"сөйлейді", "сөйле", "present after a vowel has -й"},
		{"оқимын", "оқы", "ы and й are spelled и"},
		{"қояды", "қой", "й and а are spelled я"},
		{"қияды", "қи", "и and а are spelled ия"},
		{"келе", "кел", "-е is the converb"},
		{"сөйлей", "сөйле", "-й is the converb after a vowel"},
		{"барып", "бар", "-ып is the converb"},
		{"сөйлеп", "сөйле", "-п is the converb after a vowel"},
		{"тауып", "тап", "п is у before -ып"},
		{"теуіп", "теп", "п is у before -іп"},
		{"барыппын", "бар", "-пын after -ып"},
		{"барыпсың", "бар", "-сың after -ып"},
		{"барыпты", "бар", "-ты after -ып"},
		{"барыппыз", "бар", "-пыз after -ып"},
		{"барыңыз", "бар", "-ыңыз is the polite imperative"},
		{"барыңдар", "бар", "-ыңдар is the imperative to many"},
		{"барыңыздар", "бар", "-ыңыздар is the polite imperative to many"},
		{"сөйлеңіз", "сөйле", "-ңіз after a vowel"},
		{"барсын", "бар", "-сын is let him"},
		{"барайын", "бар", "-айын is let me"},
		{"сөйлейін", "сөйле", "-йін after a vowel"},
		{"қояйын", "қой", "-яйын after й"},
		{"барайық", "бар", "-айық is let us"},
		{"келейік", "кел", "-ейік is let us, front"},
		{"ойнайық", "ойна", "-йық after a vowel"},
		{"сөйлейік", "сөйле", "-йік after a front vowel"},
		{"барыңызшы", "бар", "-шы asks"},
		{"барғай", "бар", "-ғай wishes"},
		{"барғым", "бар", "-ғым is I want to"},
		{"барғысы", "бар", "-ғысы is he wants to"},
		{"барғалы", "бар", "-ғалы is in order to"},
		{"барғанша", "бар", "-ғанша is until"},
		{"келмейінше", "кел", "-мейінше is unless"},
		{"келісімен", "кел", "-ісімен is as soon as"},
		{"барғандықтан", "бар", "-ғандықтан is because"},
		{"білмейтіндіктен", "біл", "-тіндіктен is because"},
		{"бару", "бар", "-у is the verbal noun"},
		{"сөйлеу", "сөйле", "-у after a vowel"},
		{"оқу", "оқы", "ы is lost before -у"},
		{"қою", "қой", "й and у are spelled ю"},
		{"баруымыз", "бар", "a verbal noun takes the nominal chain"},
		{"кітабы", "кітап", "б goes back to п"},
		{"қалпағы", "қалпақ", "ғ goes back to қ"},
		{"жүрегі", "жүрек", "г goes back to к"},
		{"педагогы", "педагог", "г of a borrowed word stays"},
		{"клубы", "клуб", "б of a borrowed word stays"},
		{"процессі", "процесс", "a known root keeps its double letter"},
		{"апрелі", "апрель", "a soft sign comes back"},
		{"мұрны", "мұрын", "the vowel of the last syllable comes back, by list"},
		{"ғұрпы", "ғұрып", "voicing and elision together"},
		{"рольге", "рол", "a soft sign takes front suffixes, and goes from a root that is not known"},
		{"магазинге", "магазин", "и of a borrowed word takes front suffixes"},
		{"тарихқа", "тарих", "и is neutral"},
		{"ақш-тың", "ақш", "suffixes after a hyphen go"},
		{"ақш'тың", "ақш", "suffixes after an apostrophe go"},
		{"2030-ға", "2030", "suffixes of figures go"},
		{"2030ға", "2030", "even without a hyphen"},
		{"19-шы", "19", "an ordinal ending goes"},
		{"covid-19-дың", "covid-19", "only the last part is a suffix"},
		{"қуғын-сүргінге", "қуғын-сүргін", "a pair is inflected at its end"},
		{"сол-ақ", "сол", "a particle goes"},
		{"ххі", "ххі", "a Roman figure stays"},
		{"ат", "ат", "a short word stays"},
		{"маған", "мен", "a pronoun by list"},
		{"email", "email", "a Latin word stays"},
	} {
		if got := Stem(row.word); got != row.stem {
			t.Errorf("%s: %s becomes %s, want %s", row.rule, row.word, got, row.stem)
		}
	}
}

func TestPartsOfPairs(t *testing.T) {
	for word, want := range map[string]string{
		"қуғын-сүргінге": "қуғын сүргін", "нұр-сұлтанның": "нұр сұлтан", "бала-шағасы": "бала шаға", "ақш-тың": "", "сол-ақ": "", "бала": "", "-": "",
	} {
		if got := strings.Join(Parts(word), " "); got != want {
			t.Errorf("the parts of %s are %q, want %q", word, got, want)
		}
	}
}

// TestEverySuffixIsUsed says which suffixes win in no form of the families, the paradigms and the rows above: a
// suffix that never wins is dead weight.
func TestEverySuffixIsUsed(t *testing.T) {
	g := kazakhGrammar()
	used := map[string]bool{}
	see := func(word string) {
		e := Explain(word)
		if len(e.Candidates) > 0 {
			for _, s := range e.Candidates[0].Suffixes {
				used[s.Slot+" "+s.Reason] = true
			}
		}
	}
	for form := range verbForms(t) {
		see(form)
	}
	for _, f := range readTable(t, "testdata/families.tsv") {
		for form := range strings.FieldsSeq(f[0]) {
			see(form)
		}
	}
	for _, s := range g.suffixes {
		if name := g.slots[s.slot].name + " " + s.reason; !used[name] {
			t.Logf("%s %s wins in no form of the test data", g.slots[s.slot].name, s.pattern)
		}
	}
	if len(used) < len(g.suffixes)*2/3 {
		t.Errorf("only %d of %d suffixes are ever used", len(used), len(g.suffixes))
	}
}

func TestExplainAgreesWithStem(t *testing.T) {
	for form := range verbForms(t) {
		if e := Explain(form); len(e.Candidates) > 0 && e.Candidates[0].Term != e.Stem {
			t.Fatalf("%s: stem %s, but the cheapest candidate is %s\n%s", form, e.Stem, e.Candidates[0].Term, e)
		}
	}
	text := Explain("Мектептеріміздегі").String()
	for _, want := range []string{"мектеп", "* ", "PXP", "KI"} {
		if !strings.Contains(text, want) {
			t.Errorf("the explanation does not show %s:\n%s", want, text)
		}
	}
}
