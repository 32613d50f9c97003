package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"izde/corpus/clean"
)

const (
	// MaxPages of one file: a bound volume has fewer.
	MaxPages = 3000

	// MaxTime for one file. A page takes about a tenth of a second.
	MaxTime = 5 * time.Minute

	// maxChars of one page; a drawing may be made of characters.
	maxChars = 200_000

	// leastLetters is how many letters a page of a text has at least; the number
	// of a page alone does not make a scan a text.
	leastLetters = 10

	// latin1Letters is which part of its letters no text has beyond ASCII in
	// Latin-1: French has about a twentieth. Then the fonts name their letters by the
	// bytes of an 8-bit encoding, which PDFium takes for Latin-1. It is Windows-1251
	// unless more than latin1Inner of the letters stand behind a sign within a word:
	// the Kazakh letters of another encoding, whose capitals are lost.
	latin1Letters = 0.3
	latin1Inner   = 0.01
)

// Faults of a file.
var (
	ErrScan     = errors.New("a scan: its pages are pictures without text (it needs text recognition first)")
	ErrGarbled  = errors.New("its fonts do not tell which letters they draw, so the text cannot be read (it needs text recognition)")
	ErrLocked   = errors.New("the file is protected by a password: save it without one")
	ErrDamaged  = errors.New("damaged, not a whole PDF file: get it again, or print it to a new PDF")
	ErrTooLong  = fmt.Errorf("more than %d pages", MaxPages)
	ErrTooSlow  = fmt.Errorf("not read within %v", MaxTime)
	errTooDense = fmt.Errorf("a page has more than %d characters", maxChars)
)

// Document is the text of a file.
type Document struct {
	Text  string
	Pages int
	Empty []int // pages without text, counted from 1
}

// Text reads a file. It ends with ctx, and with ErrTooSlow after MaxTime.
func Text(ctx context.Context, data []byte) (Document, error) {
	limited, cancel := context.WithTimeoutCause(ctx, MaxTime, ErrTooSlow)
	defer cancel()
	doc, err := text(limited, data)
	if cause := context.Cause(limited); cause != nil {
		return Document{}, cause
	}
	return doc, err
}

func text(ctx context.Context, data []byte) (doc Document, err error) {
	in, stop, err := start(ctx)
	if err != nil {
		return doc, err
	}
	defer stop()
	opened, err := in.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return doc, openFault(err)
	}
	count, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return doc, fmt.Errorf("counting its pages: %w", err)
	}
	if count.PageCount > MaxPages {
		return doc, ErrTooLong
	}
	return pages(ctx, in, opened.Document, count.PageCount)
}

// pages reads the pages one after another.
func pages(ctx context.Context, in pdfium.Pdfium, from references.FPDF_DOCUMENT, count int) (doc Document, err error) {
	var b strings.Builder
	letters, odd := 0, 0
	for i := range count {
		if err := ctx.Err(); err != nil {
			return doc, err
		}
		lines, err := page(in, from, i)
		if err != nil {
			return doc, fmt.Errorf("page %d: %w", i+1, err)
		}
		if i > 0 {
			b.WriteByte('\f')
		}
		n, o := lettersIn(lines)
		letters, odd = letters+n, odd+o
		if n+o < leastLetters {
			doc.Empty = append(doc.Empty, i+1)
		}
		b.WriteString(strings.Join(lines, "\n"))
		b.WriteByte('\n')
	}
	doc.Text, doc.Pages = b.String(), count
	if len(doc.Empty) == doc.Pages {
		return doc, ErrScan
	}
	if odd > letters/2 {
		return doc, ErrGarbled
	}
	high, inner := latin1(doc.Text)
	switch {
	case high < latin1Letters:
		return doc, nil
	case inner > latin1Inner:
		return doc, ErrGarbled
	}
	// The fonts name their letters by the bytes of Windows-1251.
	doc.Text, _, err = clean.Decode([]byte(doc.Text))
	return doc, err
}

// latin1 is which part of the letters are those that Latin-1 has beyond ASCII, and
// how many of its other characters, for each letter, stand between letters.
func latin1(text string) (high, inner float64) {
	letters, highs, inners := 0, 0, 0
	before, sign := false, false // whether a letter, and a sign behind it, went before
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) && r != 'ª' && r != 'º' && r != 'µ':
			letters++
			if r >= 0xc0 && r <= 0xff {
				highs++
			}
			if sign {
				inners++
			}
			before, sign = true, false
		case r >= 0x80 && r < 0xc0:
			before, sign = false, before || sign
		default:
			before, sign = false, false
		}
	}
	return float64(highs) / float64(max(letters, 1)), float64(inners) / float64(max(letters, 1))
}

// lettersIn counts letters, and characters that no text has.
func lettersIn(lines []string) (letters, odd int) {
	for _, l := range lines {
		for _, r := range l {
			switch {
			case r == unicode.ReplacementChar || unicode.Is(unicode.Co, r):
				odd++
			case unicode.IsLetter(r):
				letters++
			}
		}
	}
	return letters, odd
}

// openFault words an error of PDFium.
func openFault(err error) error {
	switch s := err.Error(); {
	case strings.Contains(s, "password"):
		return ErrLocked
	case strings.Contains(s, "security"):
		return ErrLocked
	default:
		return ErrDamaged
	}
}

// page reads the lines of one page.
func page(in pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) ([]string, error) {
	ref := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	loaded, err := in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: ref})
	if err != nil {
		return nil, err
	}
	n, err := in.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: loaded.TextPage})
	in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
	if err != nil {
		return nil, err
	}
	if n.Count > maxChars {
		return nil, errTooDense
	}
	got, err := in.GetPageTextStructured(&requests.GetPageTextStructured{Page: ref, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil, err
	}
	glyphs := make([]glyph, 0, len(got.Chars))
	for _, c := range got.Chars {
		p := c.PointPosition
		glyphs = append(glyphs, glyph{text: c.Text, x0: p.Left, x1: p.Right, y0: min(p.Bottom, p.Top), y1: max(p.Bottom, p.Top), angle: c.Angle})
	}
	return layout(glyphs), nil
}
