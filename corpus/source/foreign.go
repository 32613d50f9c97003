package source

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"unicode/utf16"
)

// Faults of a whole file.
var (
	ErrEmpty    = errors.New("the file is empty")
	ErrBinary   = errors.New("a binary file of no format that izde reads")
	ErrPacked   = errors.New("a packed archive: unpack it and give its files")
	ErrPicture  = errors.New("a picture: it needs text recognition first")
	ErrOffice   = errors.New("an Office file of the old format, such as DOC: save it as DOCX")
	ErrRTF      = errors.New("an RTF file: save it as DOCX")
	ErrPrint    = errors.New("a PostScript file: make a PDF of it")
	ErrLocked   = errors.New("the document is protected by a password: save it without one")
	ErrTooLarge = fmt.Errorf("larger than %d MB, the most that is read of one file", MaxFile>>20)
	ErrLongLine = fmt.Errorf("longer than %d MB, the longest line that is read", MaxLine>>20)
)

// signature is how the files of a format begin that has no reader.
type signature struct {
	at    int // where in the file
	bytes string
	fault error
}

func signatures() []signature {
	return []signature{
		{0, "\x1f\x8b", ErrPacked},           // gzip
		{4, "1AY&SY", ErrPacked},             // bzip2
		{0, "\xfd7zXZ\x00", ErrPacked},       // xz
		{0, "\x28\xb5\x2f\xfd", ErrPacked},   // Zstandard
		{0, "7z\xbc\xaf\x27\x1c", ErrPacked}, // 7-Zip
		{0, "Rar!\x1a\x07", ErrPacked},       // RAR
		{257, "ustar", ErrPacked},            // tar
		{0, "\x89PNG\r\n\x1a\n", ErrPicture}, // PNG
		{0, "\xff\xd8\xff", ErrPicture},      // JPEG
		{0, "GIF8", ErrPicture},              // GIF
		{0, "II*\x00", ErrPicture},           // TIFF, either order of bytes
		{0, "MM\x00*", ErrPicture},           //
		{0, "AT&TFORM", ErrPicture},          // DjVu
		{0, "{\\rtf", ErrRTF},                // Rich Text Format
		{0, "%!PS", ErrPrint},                // PostScript
		{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", // Compound File Binary: DOC, XLS, PPT
			ErrOffice},
	}
}

// foreign is the fault of a file that is recognised and has no reader; nil for
// any other.
func foreign(start []byte) error {
	for _, s := range signatures() {
		if len(start) < s.at || !bytes.HasPrefix(start[s.at:], []byte(s.bytes)) {
			continue
		}
		if s.fault == ErrOffice && bytes.Contains(start, wide("EncryptedPackage")) {
			return ErrLocked // a DOCX with a password is packed in a Compound File
		}
		return s.fault
	}
	return nil
}

// wide is s in UTF-16, as Compound Files name their parts.
func wide(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return slices.Clip(out)
}
