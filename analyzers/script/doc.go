// Package script owns what is done to letters before a language is known:
// lower-casing, diacritics, look-alike letters, invisible characters, keyboard
// layouts, and the romanisation key under which one word meets itself in every
// script and scheme it is printed in.
//
//	script.Key("Губайдуллина") // "gubaidulina"
//	script.Key("Gubaydullina") // "gubaidulina"
//	script.Layout("ghbdtn")    // ["привет" …]
//
// The functions named Append take a destination first and allocate nothing
// beyond it. All of them give valid UTF-8 for valid UTF-8.
//
// # The key
//
// Romanisation is not invertible (х and һ, и, й and і fall together in most
// schemes), so nothing here tries to restore Cyrillic: both sides fold to one
// key. Letters and letter groups come from data/romanisation.tsv; what hangs
// on neighbours is in key.go. The schemes that meet: BGN/PCGN, ALA-LC, GOST
// 7.79 A and B, ISO 9, GOST R 52535 (passports), the scholarly tradition, the
// Kazakh Latin alphabets of 2017, 2018, 2019 and 2021, and everyday spelling.
package script
