package analyzers

import (
	_ "embed"
	"encoding/hex"
	"hash/fnv"
	"runtime/debug"
	"strings"
	"sync"

	"izde/analyzers/english"
	"izde/analyzers/kazakh"
	"izde/analyzers/russian"
	"izde/analyzers/script"
)

//go:embed data/suffixes.txt
var suffixList string

// joinedSuffixes are the suffixes of data/suffixes.txt.
var joinedSuffixes = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(suffixList) {
		line, _, _ = strings.Cut(line, "#")
		for _, s := range strings.Fields(line) {
			set[s] = true
		}
	}
	return set
})

// isJoinedSuffix reports whether text is a suffix that a hyphen or apostrophe
// joins to abbreviations and numbers, in any case and with look-alike letters.
func isJoinedSuffix(text []byte) bool { return hasSuffixMark(text, "") }

// isTightSuffix reports whether text is a suffix that stands right after
// digits.
func isTightSuffix(text []byte) bool { return hasSuffixMark(text, "+") }

// hasSuffixMark looks text up as it is written in data/suffixes.txt after mark.
func hasSuffixMark(text []byte, mark string) bool {
	const longest = 16 // bytes
	if len(text) > longest {
		return false
	}
	var normal, repaired, lowered [3 * longest]byte
	word := script.AppendLower(lowered[:0], script.Repair(repaired[:0], script.AppendNormal(normal[:0], text), script.Cyrillic))
	return joinedSuffixes()[mark+string(word)]
}

// algorithmVersion changes when code, not data, changes a term.
const algorithmVersion = "1"

// Fingerprint is a short hash over everything that decides a term: the data
// files, the version of the code, and the version of the Snowball module. An
// index holds terms of one fingerprint and is stale under another. How queries
// are read (data/readings.tsv, data/latin.tsv) is no part of it.
func Fingerprint() string { return fingerprint() }

var fingerprint = sync.OnceValue(func() string {
	h := fnv.New128a()
	parts := []string{algorithmVersion, suffixList, snowballVersion(), kazakh.Fingerprint(), script.Data()}
	parts = append(append(parts, russian.Data()...), english.Data()...)
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
})

// snowballVersion is the version of the Snowball module in this build, empty
// where the build does not say (tests).
func snowballVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == "github.com/kljensen/snowball" {
			return m.Version
		}
	}
	return ""
}
