package source

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"izde/corpus"
	"izde/corpus/identifier"
)

// finish gives an Article what every Article has: an id, a kind, a language,
// its source, normal text, and what the folder says of it.
func finish(a *corpus.Article, f File, s Settings) {
	normalize(a)
	if a.Lang == "" && s.Lang != "" {
		a.Lang = normalLang(s.Lang)
	}
	if a.Kind == "" {
		a.Kind = kindOf(a)
	}
	if a.Source.File == "" {
		a.Source.File = f.Path
	}
	if a.ID == "" {
		a.ID = identifier.Article(a)
	}
	s.apply(a)
}

// kindOf tells an article from a text without scholarly apparatus.
func kindOf(a *corpus.Article) string {
	if len(a.Abstract) > 0 || len(a.Keywords) > 0 || len(a.References) > 0 || a.DOI != "" || a.IRSTI != "" {
		return corpus.KindArticle
	}
	return corpus.KindText
}

// langCode is the BCP 47 code of a language named by any ISO 639 code, and
// whether it is one.
func langCode(s string) (string, bool) {
	switch s {
	case corpus.Kazakh, corpus.Russian, corpus.English:
		return s, true
	}
	// Codes that stand in records of the region though no standard has them.
	switch strings.ToLower(s) {
	case "kz":
		return corpus.Kazakh, true
	case "":
		return "", false
	}
	t, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	if err != nil {
		return s, false
	}
	base, _ := t.Base()
	return base.String(), true
}

// normalLang is langCode where what is no code stays as it is.
func normalLang(s string) string {
	code, _ := langCode(s)
	return code
}

// plainLimit is past the characters of the archive's languages and the
// punctuation between them.
const plainLimit = 0x2200

// plainCharacters are those that NFC neither changes nor joins to what stands
// before them.
var plainCharacters = sync.OnceValue(func() *[plainLimit]bool {
	var t [plainLimit]bool
	for r := range rune(plainLimit) {
		s := string(r)
		t[r] = norm.NFC.IsNormalString(s) && norm.NFC.PropertiesString(s).BoundaryBefore()
	}
	return &t
})

// isNormal reports whether s is in NFC: at once where all characters are plain,
// as nearly always.
func isNormal(s string) bool {
	plain := plainCharacters()
	for _, r := range s {
		if r >= plainLimit || !plain[r] {
			return norm.NFC.IsNormalString(s)
		}
	}
	return true
}

// normalize brings all texts of an Article to NFC.
func normalize(a *corpus.Article) {
	texts := func(t corpus.Text) {
		for k, v := range t {
			if !isNormal(v) {
				t[k] = norm.NFC.String(v)
			}
		}
	}
	text := func(s *string) {
		if !isNormal(*s) {
			*s = norm.NFC.String(*s)
		}
	}
	texts(a.Title)
	texts(a.Abstract)
	texts(a.Journal.Title)
	texts(a.Journal.Series)
	for i := range a.Authors {
		texts(a.Authors[i].Name)
		texts(a.Authors[i].Affiliation)
	}
	for _, list := range a.Keywords {
		for i := range list {
			text(&list[i])
		}
	}
	for i := range a.Sections {
		text(&a.Sections[i].Heading)
		text(&a.Sections[i].Text)
	}
	for i := range a.References {
		r := &a.References[i]
		for _, s := range []*string{&r.Text, &r.Title, &r.TranslatedTitle, &r.Container, &r.Publisher, &r.Place} {
			text(s)
		}
		for j := range r.Authors {
			text(&r.Authors[j])
		}
	}
}
