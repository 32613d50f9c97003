package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"

	"izde/corpus/formats/xmltree"
)

// MaxPart is the largest part of a file, unpacked, that is read: a longer text
// is no article, and a small archive can unpack to anything.
const MaxPart = 64 << 20

// Faults of a file.
var (
	ErrUnknown = errors.New("a ZIP archive that is neither DOCX nor ODT: unpack it and give its files")
	ErrTable   = errors.New("a spreadsheet: izde reads DOCX and ODT")
	ErrSlides  = errors.New("a presentation: izde reads DOCX and ODT")
	ErrBook    = errors.New("an EPUB book: give the DOCX, PDF or HTML that it was made of")
	ErrDamaged = errors.New("a damaged ZIP archive, such as a DOCX that was not fetched whole: get the file again")
	ErrLarge   = fmt.Errorf("a part of it unpacks to more than %d MB", MaxPart>>20)
	ErrLocked  = errors.New("the document is protected by a password: save it without one")
)

// Text is the text of a DOCX or ODT file.
func Text(data []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", ErrDamaged
	}
	p := parts{z}
	switch {
	case p.has("word/document.xml"):
		return wordText(p)
	case p.has("content.xml"):
		return odtText(p)
	}
	return "", p.other()
}

// other is the fault of an archive that holds neither DOCX nor ODT.
func (p parts) other() error {
	switch {
	case p.has("xl/workbook.xml"), p.has("xl/workbook.bin"):
		return ErrTable
	case p.has("ppt/presentation.xml"):
		return ErrSlides
	case p.has("META-INF/container.xml"):
		return ErrBook
	}
	return ErrUnknown
}

// parts are the files in the archive.
type parts struct{ z *zip.Reader }

func (p parts) has(name string) bool {
	for _, f := range p.z.File {
		if f.Name == name {
			return true
		}
	}
	return false
}

// tree reads a part; one that is not there is an empty tree.
func (p parts) tree(name string) (*xmltree.Node, error) {
	for _, f := range p.z.File {
		if f.Name != name {
			continue
		}
		if f.UncompressedSize64 > MaxPart {
			return nil, ErrLarge
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		defer r.Close()
		// The size that the archive states need not be true.
		b, err := io.ReadAll(io.LimitReader(r, MaxPart+1))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if len(b) > MaxPart {
			return nil, ErrLarge
		}
		t, err := xmltree.Parse(b)
		if err != nil && !errors.Is(err, xmltree.ErrEmpty) {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return t, nil
	}
	return &xmltree.Node{}, nil
}
