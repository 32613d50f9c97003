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
	ErrUnknown = errors.New("a ZIP archive that is neither DOCX nor ODT")
	ErrLarge   = fmt.Errorf("a part of it unpacks to more than %d MB", MaxPart>>20)
	ErrLocked  = errors.New("the document is protected by a password")
)

// Text is the text of a DOCX or ODT file.
func Text(data []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", fmt.Errorf("not a whole ZIP archive: %w", err)
	}
	p := parts{z}
	switch {
	case p.has("word/document.xml"):
		return wordText(p)
	case p.has("content.xml"):
		return odtText(p)
	case p.has("EncryptedPackage"):
		return "", ErrLocked
	}
	return "", ErrUnknown
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
