// Package letter owns the classes of letters that reading an archive asks for
// at every character. Its answers are those of package unicode; for Latin and
// Cyrillic it finds them without a search.
//
//	letter.Is('қ')    // true
//	letter.Lower('Қ') // 'қ'
package letter
