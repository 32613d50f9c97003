package source

import (
	"context"
	"errors"
	"iter"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"izde/corpus"
)

// identify names the language of a text by the letters that only one of the
// three has.
func identify(text string) string {
	cyrillic, kazakh := 0, 0
	for _, r := range text {
		switch {
		case strings.ContainsRune("әғқңөұүһіӘҒҚҢӨҰҮҺІ", r):
			kazakh++
		case r >= 0x400 && r < 0x530:
			cyrillic++
		}
	}
	switch {
	case kazakh*30 > cyrillic:
		return corpus.Kazakh
	case cyrillic*4 > len(text)/4:
		return corpus.Russian
	}
	return corpus.English
}

// decodeText is the text of bytes in any encoding of the region.
func decodeText(b []byte) (string, error) {
	switch {
	case len(b) >= 2 && looksUTF16(b):
		big := b[0] == 0xfe || b[0] == 0 || b[0] == 4
		units := make([]uint16, 0, len(b)/2)
		for i := 0; i+1 < len(b); i += 2 {
			u := uint16(b[i]) | uint16(b[i+1])<<8
			if big {
				u = uint16(b[i+1]) | uint16(b[i])<<8
			}
			units = append(units, u)
		}
		return strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff"), nil
	case utf8.Valid(b):
		return strings.TrimPrefix(string(b), "\ufeff"), nil
	}
	return charmap.Windows1251.NewDecoder().String(string(b))
}

// parseText makes one Article of a text: its first line is the title.
func parseText(_ context.Context, _ Options, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	text, err := decodeText(b)
	if err != nil {
		return fails(path, err)
	}
	title, body, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if title == "" {
		return fails(path, errors.New("no text in it"))
	}
	lang := identify(text)
	a := &corpus.Article{
		Lang:   lang,
		Title:  corpus.Text{lang: strings.TrimSpace(title)},
		Source: corpus.Source{File: path, Line: 1, EndLine: 1 + strings.Count(strings.TrimRight(text, "\n"), "\n")},
	}
	if body = strings.TrimSpace(body); body != "" {
		a.Sections = []corpus.Section{{Text: body}}
	}
	return func(yield func(*corpus.Article, error) bool) { yield(a, nil) }
}
