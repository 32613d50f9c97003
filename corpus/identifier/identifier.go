package identifier

import (
	"regexp"
	"strings"
	"sync"
)

var doiForm = sync.OnceValue(func() *regexp.Regexp {
	// The prefix is 10 and a registrant of four to nine digits, which may be
	// divided (10.1000.10); the suffix is anything printable (ANSI/NISO Z39.84).
	return regexp.MustCompile(`10\.\d{4,9}(?:\.\d+)*/[^\s"<>]+`)
})

// DOI finds the DOI in s, which may be a bare DOI, one with the label "doi:" or
// a doi.org URL, and says whether there is one. The letters keep their case;
// compare with EqualDOI.
func DOI(s string) (string, bool) {
	m := doiForm().FindString(s)
	if m == "" {
		return "", false
	}
	m = trimDOI(m)
	if strings.HasSuffix(m, "/") {
		return "", false
	}
	return m, true
}

// trimDOI takes off the punctuation of the sentence around a DOI: a closing
// bracket belongs to the DOI only if it is opened inside.
func trimDOI(s string) string {
	for {
		t := strings.TrimRight(s, ".,;:'\u2019\u201d\u00bb!?*|")
		for _, pair := range []string{"()", "[]", "{}"} {
			if strings.HasSuffix(t, pair[1:]) && strings.Count(t, pair[1:]) > strings.Count(t, pair[:1]) {
				t = t[:len(t)-1]
			}
		}
		if t == s {
			return s
		}
		s = t
	}
}

// EqualDOI compares two DOIs as the DOI handbook says, without regard to the
// case of ASCII letters.
func EqualDOI(a, b string) bool {
	return a != "" && strings.EqualFold(a, b)
}

// ORCID says whether s is an ORCID iD, with or without its URL, whose check
// character (ISO 7064 MOD 11-2) is right.
func ORCID(s string) bool {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "www."), "orcid.org/")
	if len(s) != 19 || s[4] != '-' || s[9] != '-' || s[14] != '-' {
		return false
	}
	digits := strings.ReplaceAll(s, "-", "")
	if len(digits) != 16 {
		return false
	}
	total := 0
	for i := range 15 {
		d := digits[i]
		if d < '0' || d > '9' {
			return false
		}
		total = (total + int(d-'0')) * 2
	}
	return upper(digits[15]) == "0123456789X"[(12-total%11)%11]
}

// ISSN says whether s is an ISSN, eight characters with a hyphen in the middle,
// whose check digit (ISO 3297) is right.
func ISSN(s string) bool {
	if len(s) != 9 || s[4] != '-' {
		return false
	}
	s = s[:4] + s[5:]
	sum := 0
	for i := range 7 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		sum += int(s[i]-'0') * (8 - i)
	}
	return upper(s[7]) == "0123456789X"[(11-sum%11)%11]
}

// ISBN says whether s is an ISBN of 10 or 13 digits, hyphens and spaces left
// aside, whose check digit (ISO 2108) is right.
func ISBN(s string) bool {
	s = strings.NewReplacer("-", "", " ", "", "\u2010", "", "\u2011", "", "\u2013", "").Replace(s)
	switch len(s) {
	case 10:
		return isbn10(s)
	case 13:
		return isbn13(s)
	}
	return false
}

func isbn10(s string) bool {
	sum := 0
	for i := range 10 {
		d := strings.IndexByte("0123456789X", upper(s[i]))
		if d < 0 || d == 10 && i < 9 {
			return false
		}
		sum += d * (10 - i)
	}
	return sum%11 == 0
}

func isbn13(s string) bool {
	if !strings.HasPrefix(s, "978") && !strings.HasPrefix(s, "979") {
		return false
	}
	sum := 0
	for i := range 13 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		sum += int(s[i]-'0') * (1 + 2*(i%2))
	}
	return sum%10 == 0
}

var irstiForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\d{2}(?:\.\d{2}(?:\.\d{2})?)?$`)
})

// IRSTI says whether s is a code of the rubricator of scientific and technical
// information (МРНТИ, ҒТАХР): two digits, up to three times, parted by points.
// Several codes are parted by commas, semicolons or spaces.
func IRSTI(s string) bool {
	codes := Codes(s)
	for _, c := range codes {
		if !irstiForm().MatchString(c) {
			return false
		}
	}
	return len(codes) > 0
}

// Codes parts a list of classification codes.
func Codes(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\u00a0' })
}

var udcForm = sync.OnceValue(func() *regexp.Regexp {
	// A main number, its digits grouped in threes by points, with auxiliaries of
	// form, place, time and language and the signs that join numbers (UDC
	// Consortium, table 1a–1k).
	return regexp.MustCompile(`^[(="\[]?\d[\d./:+=()"'\x60\x{2019}\x{2018}\[\]\p{L}*-]*$`)
})

// UDC says whether s has the form of a UDC number or several.
func UDC(s string) bool {
	codes := Codes(s)
	for _, c := range codes {
		if !udcForm().MatchString(c) || !balanced(c) {
			return false
		}
	}
	return len(codes) > 0
}

func balanced(s string) bool {
	return strings.Count(s, "(") == strings.Count(s, ")") &&
		strings.Count(s, "[") == strings.Count(s, "]") && strings.Count(s, `"`)%2 == 0
}

// upper is c with the letter x, the check character for ten, in capitals.
func upper(c byte) byte {
	if c == 'x' {
		return 'X'
	}
	return c
}
