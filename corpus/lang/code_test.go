package lang

import "testing"

func TestCode(t *testing.T) {
	for attribute, want := range map[string]string{
		"kk": "kk", "kaz": "kk", "KZ": "kk", "kz": "kk", "ru_RU": "ru", "rus": "ru", "en-GB": "en", "eng": "en", "": "", "???": "",
	} {
		if got := Code(attribute); got != want {
			t.Errorf("%q is %q, want %q", attribute, got, want)
		}
	}
}
