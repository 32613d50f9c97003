package russian

import (
	"strings"
	"testing"
)

func TestFormsOfOneWordMeet(t *testing.T) {
	for _, row := range []string{
		"экономика экономики экономикой",
		"рынок рынка рынком рынках",
		"оценка оценок оценками",
		"образец образца образцы",
		"уровень уровня уровнем уровнях",
		"проблема проблем проблемами",
		"альбом альбома альбомы",
		"время времени временем",
		"племя племени племенем",
		"человек людей людьми",
		"ребенок детей детям",
		"день дня дней",
		"посол посла послов",
		"письмо писем письма",
		"китаец китайца китайцы",
		"самолёт самолет самолётом",
		"контролировать контролирует контролировал",
		"церковь церкви церковью",
		"казахстан казахстана казахстане казахстаном",
		"материал материала материалов материалы",
		"журнал журнала журналов журналы",
		"орган органа органы органов органами",
		"архив архива архивы архивов",
		"кредит кредита кредиты кредитов",
		"режим режима режимы режимов",
		"рукопись рукописи рукописью рукописей",
		"память памяти памятью",
		"музей музея музеи музеев",
		"показывать показывает показывая",
	} {
		words := strings.Fields(row)
		for _, w := range words[1:] {
			if Stem(w) != Stem(words[0]) {
				t.Errorf("%s gives %s, %s gives %s", words[0], Stem(words[0]), w, Stem(w))
			}
		}
	}
}

func TestDifferentWordsStayApart(t *testing.T) {
	for _, row := range []string{
		"рынок рыночник рынд",
		"дом дума дым",
		"народ наряд народность",
		"истец история исток",
		"посол посольство поселок",
		"век вещь весь",
		"угол уголь",
		"экономия экономика",
	} {
		words := strings.Fields(row)
		for i, a := range words {
			for _, b := range words[i+1:] {
				if Stem(a) == Stem(b) {
					t.Errorf("%s and %s both give %s", a, b, Stem(a))
				}
			}
		}
	}
}

func TestStopWordsHaveNoSubject(t *testing.T) {
	for word, want := range map[string]bool{"который": true, "ещё": true, "ее": true, "её": true, "год": false, "история": false} {
		if IsStopWord(word) != want {
			t.Errorf("%s is a stop word: %v, want %v", word, !want, want)
		}
	}
}

func FuzzStem(f *testing.F) {
	for _, w := range []string{"ок", "ирова", "ём", "й", ""} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, word string) {
		if word != "" && strings.TrimSpace(word) == word && Stem(word) == "" {
			t.Errorf("the stem of %q is empty", word)
		}
	})
}
