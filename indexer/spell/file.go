package spell

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"unicode/utf8"
)

// header opens the file; its digit changes with the layout.
const header = "# izde spelling 1: language, w for a word, s for a stem or e for an ending, the word, its count; sorted\n"

// Write stores the words that are offered, by language, and their stems.
func Write(path string, counts map[string]map[string]uint32) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	_, err = w.WriteString(header)
	for _, lang := range slices.Sorted(maps.Keys(counts)) {
		words, stems, endings := lists(lang, counts[lang])
		err = errors.Join(err, writeList(w, lang, "w", words), writeList(w, lang, "s", stems), writeList(w, lang, "e", endings))
	}
	if err = errors.Join(err, w.Flush(), f.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// lists returns the words that are offered, their written stems and endings.
func lists(lang string, counts map[string]uint32) (words, stems, endings map[string]uint32) {
	words, stems, endings = map[string]uint32{}, map[string]uint32{}, map[string]uint32{}
	stem, _ := stemmerOf(lang)
	for w, n := range counts {
		if n < offered && lang != Names || utf8.RuneCountInString(w) < minStem || utf8.RuneCountInString(w) > maxTyped {
			continue
		}
		words[w] = n
		if stem != nil {
			if s := writtenStem(w, stem(w)); s != "" {
				stems[s] += n
				if len(s) < len(w) {
					endings[w[len(s):]]++
				}
			}
		}
	}
	return words, stems, endings
}

func writeList(w io.Writer, lang, kind string, counts map[string]uint32) error {
	for _, word := range slices.Sorted(maps.Keys(counts)) {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%d\n", lang, kind, word, counts[word]); err != nil {
			return err
		}
	}
	return nil
}

// Read reads the file that Write wrote.
func Read(path string) (*Speller, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s, err := parse(text)
	if err != nil {
		return nil, fmt.Errorf("reading %s %w", path, err)
	}
	return s, nil
}

func parse(text []byte) (*Speller, error) {
	rest, ok := bytes.CutPrefix(text, []byte(header))
	if !ok {
		return nil, errors.New("line 1: not a spelling file of this version")
	}
	s := new(Speller)
	number := 1
	for line := range bytes.Lines(rest) {
		number++
		if err := s.addLine(bytes.TrimSuffix(line, []byte("\n"))); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	for _, l := range s.languages {
		l.words.trim()
		l.stems.trim()
		l.endings.trim()
		l.romanised.words = &l.words
	}
	return s, nil
}

// addLine adds a word. The lists must be sorted: they are searched by halves.
func (s *Speller) addLine(line []byte) error {
	lang, rest, ok1 := bytes.Cut(line, []byte("\t"))
	kind, rest, ok2 := bytes.Cut(rest, []byte("\t"))
	word, count, ok3 := bytes.Cut(rest, []byte("\t"))
	n, err := strconv.ParseUint(string(count), 10, 32)
	if !ok1 || !ok2 || !ok3 || err != nil || n == 0 || len(word) == 0 || !utf8.Valid(word) {
		return fmt.Errorf("%q is no entry", line)
	}
	if len(s.languages) == 0 || s.languages[len(s.languages)-1].name != string(lang) {
		s.languages = append(s.languages, &language{name: string(lang)})
	}
	l := s.languages[len(s.languages)-1]
	list := &l.words
	switch string(kind) {
	case "w":
	case "s":
		list = &l.stems
	case "e":
		list = &l.endings
	default:
		return fmt.Errorf("%q is no kind of entry", kind)
	}
	if last := len(list.ends); last > 0 && bytes.Compare(list.word(last-1), word) >= 0 {
		return fmt.Errorf("%q is not in order", word)
	}
	list.add(word, uint32(n))
	return nil
}

// trim gives back what growing has allocated in advance.
func (l *lexicon) trim() {
	l.text, l.ends, l.counts = bytes.Clone(l.text), slices.Clone(l.ends), slices.Clone(l.counts)
}
