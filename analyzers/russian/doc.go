// Package russian owns the analysis of Russian words: the stem and the stop
// words. Words come in lower case and composed, as package script gives them.
//
//	russian.Stem("конференциями")  // "конференц"
//	russian.Stem("самолётом")      // "самолет"
//	russian.IsStopWord("которого") // true
package russian
