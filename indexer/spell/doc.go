// Package spell owns "did you mean": which words of the archive a word that
// the archive does not have may stand for.
//
// Write stores the words that were counted during a build; Read gives a
// Speller:
//
//	err := spell.Write("spelling.tsv", map[string]map[string]uint32{"kk": {"дипломатия": 12}})
//	…
//	s, err := spell.Read("spelling.tsv")
//	…
//	s.Candidates("деплматия", 5) // дипломатия
//
// # How
//
// A candidate is a word within a weighted edit distance (Damerau's, in the
// form that lets adjacent letters change places once; Kernighan, Church and
// Gale 1990 for the noisy channel). What a slip costs is in data/costs.tsv:
// little for a Kazakh letter that a keyboard lacks, less than usual for
// letters that sound alike or lie side by side, more for the first letter.
// Candidates are ordered by the logarithm of their count less what the slips
// cost.
//
// A language of endings has more forms than any archive prints. So a stem of
// the archive, corrected, takes on the ending that was typed: of
// унверситеттерімізде nothing but университет need be printed. The analyzer
// must cut the new form at the very same place, or it is no form of the word.
//
// Words of another script are no slips: Romanised finds Cyrillic words by what
// they are romanised to, comparing keys (istoriya, istoriia and истории).
//
// The names of people are a list of their own beside those of the languages: a
// name is believed though it was printed once.
//
// The words lie sorted in one array, and the rows of the distance table are
// kept for the beginning that a word shares with the one before it; where a
// beginning is too far off already, all words with it are skipped.
//
// The package does not decide whether a typed word is wrong, nor whether a
// candidate finds anything: that is for who has the index.
package spell
