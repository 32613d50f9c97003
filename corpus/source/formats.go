package source

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sort"
	"strings"

	"izde/corpus"
	"izde/corpus/clean"
	"izde/corpus/formats/bib"
	"izde/corpus/formats/docx"
	"izde/corpus/formats/html"
	"izde/corpus/formats/jats"
	"izde/corpus/formats/oaidc"
	"izde/corpus/formats/pdf"
	"izde/corpus/formats/xmltree"
)

// parsePDF splits the text of a PDF. Pages without text in it are warned about:
// they may be scans.
func parsePDF(ctx context.Context, opt Options, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	doc, err := pdf.Text(ctx, b)
	if err != nil {
		return fails(path, err)
	}
	articles := split(opt, path, doc.Text, clean.Log{}).Articles
	if len(articles) == 0 {
		return fails(path, ErrNoText)
	}
	if len(doc.Empty) > 0 {
		a := articles[0]
		a.Warnings = append(a.Warnings, corpus.Warning{Code: "page-without-text", Count: len(doc.Empty),
			Message: fmt.Sprintf("pages without text, perhaps scans: %s of %d", pageList(doc.Empty), doc.Pages)})
	}
	return all(articles)
}

// pageList prints the numbers of pages, runs of them as ranges.
func pageList(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if j > i {
			parts = append(parts, fmt.Sprintf("%d-%d", pages[i], pages[j]))
		} else {
			parts = append(parts, fmt.Sprint(pages[i]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// parseWord splits the text of a DOCX or ODT file.
func parseWord(_ context.Context, opt Options, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	text, err := docx.Text(b)
	if err != nil {
		return fails(path, err)
	}
	return splitText(opt, path, text, clean.Log{})
}

// parseHTML reads the metadata of a page, or splits its text where it has none.
func parseHTML(_ context.Context, opt Options, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	page, err := html.Read(path, b)
	switch {
	case err != nil:
		return fails(path, err)
	case page.Article != nil:
		return all([]*corpus.Article{page.Article})
	}
	return splitText(opt, path, page.Text, clean.Log{})
}

// ErrOtherXML is the fault of XML of another kind.
var ErrOtherXML = errors.New("XML that is neither JATS nor Dublin Core")

// parseXML reads JATS or Dublin Core, whichever the file holds.
func parseXML(_ context.Context, _ Options, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	root, err := xmltree.Parse(b)
	articles := jats.Articles(path, root)
	if len(articles) == 0 {
		var found bool
		if articles, found = oaidc.Articles(path, root); !found && err == nil {
			if err = oaidc.Answer(root); err == nil {
				err = ErrOtherXML
			}
		}
	}
	return func(yield func(*corpus.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
		if fault, ok := errors.AsType[*xmltree.Fault](err); ok {
			yield(nil, &Error{File: path, Line: fault.Line, Err: fault.Err})
		} else if err != nil {
			yield(nil, &Error{File: path, Err: err})
		}
	}
}

func parseBibTeX(_ context.Context, opt Options, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	return parseEntries(opt, path, b, bib.ReadBibTeX)
}

func parseRIS(_ context.Context, opt Options, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	return parseEntries(opt, path, b, bib.ReadRIS)
}

// parseEntries reads a bibliography; faults come after the entries, in the
// order of their lines.
func parseEntries(opt Options, path string, b []byte, read func(name, text string) ([]*corpus.Article, []bib.Fault)) iter.Seq2[*corpus.Article, error] {
	var log clean.Log
	text, err := decodeText(b, &log)
	if err != nil {
		return fails(path, err)
	}
	articles, faults := read(path, text)
	return func(yield func(*corpus.Article, error) bool) {
		for _, a := range articles {
			tally := clean.Tally{Each: opt.Repairs}
			first := sort.Search(len(log.Repairs), func(i int) bool { return log.Repairs[i].Line >= a.Source.Line })
			for _, r := range log.Repairs[first:] {
				if r.Line > a.Source.EndLine {
					break
				}
				tally.Add(r)
			}
			a.Warnings = append(a.Warnings, tally.Warnings...)
			if !yield(a, nil) {
				return
			}
		}
		for _, f := range faults {
			if !yield(nil, &Error{File: path, Line: f.Line, Err: f.Err}) {
				return
			}
		}
	}
}
