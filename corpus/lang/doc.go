// Package lang owns the question in which of the archive's languages a text
// is written.
//
//	code, sure := lang.Identify("Қазақ тілінің тарихы") // "kk", 0.9…
//
// Letters that only one language has decide first; what they leave open is
// decided by function words, by endings and by letter trigrams. Words are read
// through their look-alike letters, so "Tyйiн" counts as the Kazakh word it
// was meant to be, and Kazakh typed without its own letters ("казак тили") is
// told from Russian by its words and endings. Kyrgyz, Tajik, Turkish and Uzbek
// are told by their own function words, endings and letters, so that they are
// taken for none of the three.
//
// [Code] reads the language attributes of marked-up sources.
package lang
