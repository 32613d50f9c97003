package main

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"
)

// encode CHARSET FROM TO writes a file in another encoding.
func encode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: encode windows-1251|utf-16le|utf-16be FROM TO")
	}
	text := ts.ReadFile(args[1])
	var b []byte
	switch args[0] {
	case "windows-1251":
		out, err := charmap.Windows1251.NewEncoder().Bytes([]byte(text))
		ts.Check(err)
		b = out
	case "utf-16le", "utf-16be":
		for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
			if args[0] == "utf-16le" {
				b = append(b, byte(unit), byte(unit>>8))
			} else {
				b = append(b, byte(unit>>8), byte(unit))
			}
		}
	default:
		ts.Fatalf("encode: unknown charset %s", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), b, 0o600))
}

// lines COUNT FILE holds that a file has so many lines, none of them empty.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: lines COUNT FILE")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	text := ts.ReadFile(args[1])
	got := strings.Count(text, "\n")
	if (got == want) == neg {
		ts.Fatalf("%s has %d lines, want %d (negated: %v)", args[1], got, want, neg)
	}
}

// long MEGABYTES FILE TEXT writes TEXT, followed by words of a hundred letters
// and no line end.
func long(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: long MEGABYTES FILE TEXT")
	}
	megabytes, err := strconv.Atoi(args[0])
	ts.Check(err)
	b := append([]byte(args[2]), bytes.Repeat([]byte(strings.Repeat("a", 99)+" "), megabytes*10_000)...)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b, 0o600))
}
