package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// issueBytes is the size of a printed issue's text.
const issueBytes = 250_000

// issueTexts writes n texts of issueBytes each into a new folder dir. They
// repeat the issues of the sample archive from different places on, with a
// tenth of the long words changed, so that no two say the same.
func issueTexts(dir, sample string, n int, seed uint64) error {
	files, err := filepath.Glob(filepath.Join(sample, "*.txt"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("%s: no issue texts (%v)", sample, err)
	}
	var issues []string
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		issues = append(issues, string(text))
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(seed, 250))
	for i := range n {
		var b strings.Builder
		for k := i; b.Len() < issueBytes; k++ {
			for line := range strings.Lines(issues[k%len(issues)]) {
				if b.Len() >= issueBytes {
					break
				}
				b.WriteString(varied(r, line))
			}
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("issue-%03d.txt", i)), []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// varied swaps the middle letters of a tenth of the long words in lower case.
// Labels, names and codes stay, so that the layout is what it was.
func varied(r *rand.Rand, line string) string {
	changed := strings.FieldsFunc(line, func(c rune) bool { return !unicode.IsLower(c) })
	for _, w := range changed {
		if utf8.RuneCountInString(w) >= 8 && r.IntN(10) == 0 {
			letters := []rune(w)
			at := len(letters) / 2
			letters[at], letters[at+1] = letters[at+1], letters[at]
			line = strings.Replace(line, w, string(letters), 1)
		}
	}
	return line
}

// parse measures izde parse over a tenth of the issue texts and over all: its
// memory is to be that of a few texts, however many there are.
func (b *bencher) parse(ctx context.Context) error {
	if b.opt.issues == 0 {
		return nil
	}
	b.say("izde: parsing %d issue texts", b.opt.issues)
	dir := b.file("issues")
	if err := issueTexts(dir, b.sample, b.opt.issues, b.opt.seed); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return err
	}
	for _, n := range slices.Compact([]int{max(1, len(files)/10), len(files)}) {
		size := int64(0)
		for _, f := range files[:n] {
			bytes, err := sizeOf(f)
			if err != nil {
				return err
			}
			size += bytes
		}
		u, err := runProgram(ctx, b.izde, append([]string{"parse"}, files[:n]...)...)
		if err != nil {
			return err
		}
		b.report.Parsing = append(b.report.Parsing, parsing{usage: u, Texts: n, Bytes: size})
	}
	return nil
}
