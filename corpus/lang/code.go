package lang

import (
	"strings"

	"golang.org/x/text/language"
)

// Code is the BCP 47 base of a language attribute ("kaz", "ru_RU", "en-GB"),
// or "" for what is none. KZ, the code of the country, is often written for
// that of Kazakh.
func Code(attribute string) string {
	if attribute == "" {
		return ""
	}
	if strings.EqualFold(attribute, "kz") {
		return "kk"
	}
	t, err := language.Parse(strings.ReplaceAll(attribute, "_", "-"))
	if err != nil {
		return ""
	}
	base, _ := t.Base()
	return base.String()
}
