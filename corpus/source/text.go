package source

import (
	"context"
	"errors"
	"iter"
	"strings"

	"izde/corpus"
	"izde/corpus/clean"
	"izde/corpus/formats/docx"
	"izde/corpus/formats/html"
	"izde/corpus/formats/pdf"
	"izde/corpus/lang"
	"izde/corpus/rawtext"
	"izde/corpus/reference"
)

// identify names the language of a text; it is empty where that cannot be
// told.
func identify(text string) string {
	const enough = 4096 // more text makes the answer no surer
	if len(text) > enough {
		text = strings.ToValidUTF8(text[:enough], "")
	}
	code, _ := lang.Identify(text)
	return code
}

// decodeText is the text of bytes in any encoding of the region.
func decodeText(b []byte, log *clean.Log) (string, error) {
	text, _, err := log.Decode(b)
	if errors.Is(err, clean.ErrBinary) {
		return "", ErrBinary
	}
	return text, err
}

// parseText splits the text of a printed issue.
func parseText(_ context.Context, opt Options, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	var log clean.Log
	text, err := decodeText(b, &log)
	if err != nil {
		return fails(path, err)
	}
	return splitText(opt, path, text, log)
}

// splitText yields the Articles of a text, of which decoding has repaired what
// the log says.
func splitText(opt Options, path, text string, decoded clean.Log) iter.Seq2[*corpus.Article, error] {
	articles := split(opt, path, text, decoded).Articles
	if len(articles) == 0 {
		return fails(path, ErrNoText)
	}
	return all(articles)
}

// ErrNoText is the fault of a file in which no text stands.
var ErrNoText = errors.New("there is no text in it")

func split(opt Options, path, text string, decoded clean.Log) rawtext.Result {
	return rawtext.Split(path, text, rawtext.Options{ParseReference: reference.Parse, Repairs: opt.Repairs, Decoded: decoded})
}

// all yields Articles without errors.
func all(articles []*corpus.Article) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// LineUse is one line of a source and what became of it.
type LineUse struct {
	rawtext.LineUse
	Text string
}

// Explain accounts for every line of a source that is split by its layout: a
// raw text, or the text of a PDF, DOCX, ODT or HTML file. The other formats name
// their fields themselves, and are an error.
func Explain(ctx context.Context, opt Options, f File) ([]LineUse, error) {
	r, err := f.open(ctx, opt)
	if err != nil {
		return nil, &Error{File: f.Path, Err: plainIO(err)}
	}
	defer r.Close()
	b, err := readAll(readerContext{ctx, r}, nil)
	if err != nil {
		return nil, &Error{File: f.Path, Err: plainIO(err)}
	}
	var log clean.Log
	text, err := layoutText(ctx, b, &log)
	if err != nil {
		return nil, &Error{File: f.Path, Err: err}
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text) // every end of a line that splitting knows
	lines := strings.Split(text, "\n")
	var out []LineUse
	for _, use := range split(opt, f.Path, text, log).Lines {
		line := LineUse{LineUse: use}
		if use.Line >= 1 && use.Line <= len(lines) {
			line.Text = lines[use.Line-1]
		}
		out = append(out, line)
	}
	return out, nil
}

// layoutText is the text of a file that is split by its layout.
func layoutText(ctx context.Context, b []byte, log *clean.Log) (string, error) {
	if len(b) == 0 {
		return "", ErrEmpty
	}
	start := b[:min(len(b), sniffLength)]
	kind := recognise(start)
	if err := unreadable(kind, start); err != nil {
		return "", err
	}
	switch kind {
	case formatText:
		return decodeText(b, log)
	case formatPDF:
		doc, err := pdf.Text(ctx, b)
		return doc.Text, err
	case formatZip:
		return docx.Text(b)
	case formatHTML:
		if page, err := html.Read("", b); err != nil || page.Article == nil {
			return page.Text, err
		}
	}
	return "", ErrNamed
}

// ErrNamed is the fault of asking what became of the lines of a format that
// names its fields itself.
var ErrNamed = errors.New("this format names its fields, so there are no lines to account for")
