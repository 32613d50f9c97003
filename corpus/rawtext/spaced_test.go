package rawtext

import "testing"

func TestCloseSpaced(t *testing.T) {
	for text, want := range map[string]string{
		"В в е д е н и е":         "Введение",
		"З е р т т е у   ә д і с": "Зерттеу әдіс",
		"с ө з д е р :":           "сөздер:",
		"S U M M A R Y":           "SUMMARY",
		"A B C D E F":             "A B C D E F", // columns
		"x y z x":                 "x y z x",
		"V a S b K c":             "V a S b K c",
		"Т е к с т и ещё":         "Т е к с т и ещё",
		"1 2 3 a b c b a":         "1 2 3 a b c b a",
	} {
		if got := closeSpaced(text); got != want {
			t.Errorf("closeSpaced(%q) = %q, want %q", text, got, want)
		}
	}
}
