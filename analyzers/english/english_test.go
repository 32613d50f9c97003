package english

import (
	"strings"
	"testing"
)

func TestFormsOfOneWordMeet(t *testing.T) {
	for _, row := range []string{
		"economy economies economy's",
		"man men",
		"criterion criteria",
		"hypothesis hypotheses",
		"analysis analyses",
		"matrix matrices",
		"write wrote written writes writing",
		"teach taught teaches",
		"high higher highest",
		"behaviour behavior behaviours behavioural behavioral",
		"organisation organization organisations",
		"characterise characterized characterising",
		"centre center centred centres",
		"programme program programmes programmer",
		"analyse analyze analysed analyzing",
		"aeroplane airplane aeroplanes",
		"defence defense",
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
		"found find",
		"left leave",
		"lead led",
		"promise promiz",
		"paper pap",
		"interest inter",
		"gray grace",
		"news new",
		"exercise exerciz",
		"treatise treatiz",
	} {
		words := strings.Fields(row)
		if Stem(words[0]) == Stem(words[1]) {
			t.Errorf("%s and %s both give %s", words[0], words[1], Stem(words[0]))
		}
	}
}

func TestAmericanLeavesOtherWords(t *testing.T) {
	for _, word := range []string{"raise", "arise", "advise", "surprise", "exercise", "promise", "premise", "otherwise", "precise", "treatise", "basis", "isation"} {
		if got := American(word); got != word {
			t.Errorf("%s becomes %s", word, got)
		}
	}
}

func TestStopWordsHaveNoSubject(t *testing.T) {
	for word, want := range map[string]bool{"which": true, "the": true, "dont": true, "new": false, "economy": false} {
		if IsStopWord(word) != want {
			t.Errorf("%s is a stop word: %v, want %v", word, !want, want)
		}
	}
}
