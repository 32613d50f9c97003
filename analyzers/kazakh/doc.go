// Package kazakh owns the analysis of Kazakh words: normal form, stem, the term of a complementary field, folding of the
// letters that a keyboard lacks, Latin spellings, stop words. It depends on nothing but the standard library and
// golang.org/x/text, so that other programs can take it as it is.
//
//	word := kazakh.Normalize("Мектептеріміздегі")
//	stem := kazakh.Stem(word) // мектеп
//
// [Explain] shows every segmentation that was considered, what it costs, and why one won. [Analyze] and [Stemmer] give
// all terms of a token from a cache that allocates nothing for a repeated token.
//
// # Algorithm
//
// A word is segmented right to left over a finite-state grammar of suffixes: data/slots.tsv says which slot may follow
// which (derivation, plural, possessive, case, predicative for nouns; voice, negation, tense or participle or converb
// or mood, person for verbs; participles and verbal nouns enter the chain of nouns, -дағы and -нікі begin it again),
// data/suffixes.tsv which suffixes a slot has. Each suffix is expanded to its allomorphs; one is taken off only where
// the sound before it calls for it (-лар, -дар, -тар) and where it harmonises with the last harmonic vowel before it. У
// and ю are neutral; и is neutral in words of more than one syllable; a base that looks borrowed may break harmony
// at a price; -мен and -нікі never alternate. Letters that the spelling swallows are given back: оқиды is оқы+й+ды,
// қояды is қой+а+ды, тауып is тап+ып, оқу may be оқы+у.
//
// All segmentations are searched; the cheapest wins. Its cost is the sum of its suffixes and its stem, in tenths of
// a nat, as in unigram models of morphology (Creutz and Lagus 2007, "Unsupervised models for morpheme segmentation and
// morphology learning"): a stem costs by its length unless it is a known root, and more when it looks unlike a root (no
// vowel, a cluster that ends no word, a single open syllable, a sound that verbs do not end in). Because
// the cost of a stem does not depend on what follows it, the forms of one word agree even where the cut is wrong.
//
// The stem then becomes a term: a known root is written in full (voicing and elision undone: кітабы, халқы), another
// is brought to one spelling: б, г, ғ at its end become п, к, қ unless borrowed words end so, a final ы or і, soft
// sign or second of two consonants goes. So оқыды, оқу and оқиды meet although the stem of a verbal noun is
// ambiguous. Words of figures or Latin letters keep them; suffixes after a hyphen or apostrophe go (АҚШ-тың,
// 2030-ға); pairs (қуғын-сүргінге) are inflected at their end, and [Parts] gives their halves.
//
// The passive is taken off, the causative, reflexive and reciprocal are not: they are words of their own in
// dictionaries, and search gained nothing. Derivation (-лық, -лы, -сыз, -шы) stays, except the -ғы of times and
// places: taking -лық off raised retrieval by the stem alone from .738 to .742 and by both fields by .001, and cost
// .02 of the F on nouns.
//
// # Data
//
// The tables in data are written for this package and explain themselves: slots.tsv, suffixes.tsv, weights.tsv,
// roots.tsv (about 2,500 roots from general knowledge of the language), elisions.tsv, irregular.tsv, endings.tsv,
// latin.tsv, stopwords.txt. The inventory follows Muhamedowa, Kazakh: A Comprehensive Grammar (2016); Krueger,
// Introduction to Kazakh (1980); Қазақ грамматикасы (Astana, 2002); the order of suffixes agrees with Washington,
// Salimzyanov and Tyers, "Finite-state morphological transducers for three Kypchak languages" (LREC 2014) and
// Makazhanov et al., "On certain aspects of Kazakh part-of-speech tagging" (2014). The two fields follow the finding
// of Can et al., "Information retrieval on Turkish texts" (2008) that five letters nearly equal a lemmatiser there.
// Weights were set by hill climbing on the F of noun paradigms (UniMorph) and of the verb paradigms of the test, then
// smoothed by hand; no word was taken from a list that was measured on.
//
// # Figures
//
// Pairwise conflation (precision and recall over all pairs of forms):
//
//	nouns, UniMorph, 28,279 forms       P .994  R .947  F .970   without roots.tsv F .949
//	verbs, own paradigms, 17,814 forms  P .987  R .944  F .965   without roots.tsv F .950
//
// The weights were set on half of the verbs and a third of the nouns; the others score the same (nouns .971 against .972,
// verbs .970 against .960). Five letters alone reach .584 on the verbs.
// Retrieval on KazQAD (5,334 passages, BM25 k1=0.9 b=0.4, nDCG@10, stop words removed): stem .740, five letters .729,
// both summed .759, with titles once more .767; with stop words kept, both .745. With k1=1.2 b=0.75 the two
// fields reach .767, with titles .777.
//
// A repeated token costs about 35 ns (28 million a second on one core, nothing allocated), a new word 2.3 µs.
//
// # What it gets wrong
//
//   - Homographs go to one reading: алма is the apple and never "do not take", алды "took" and never "its front".
//   - Bare imperatives of unknown verbs in -ла, -та, -са may be read as a noun with a locative (баста).
//   - An unknown noun in -ма, -мақ, -ым, -ыс may lose its end where the rest looks like a verb in an inflected form.
//   - An unknown verb in -ал, -ыл, -ын stays whole when active and its passive may lose the -ыл, or the reverse.
//   - Derived words stay apart from their base (экономика, экономикалық); the field of first letters joins them.
//   - Short roots that differ in a final ы or і only fall together when unknown.
//   - Names that end as if in a suffix lose it in all their forms alike, which search does not notice but a reader does.
//   - Harmony of a Latin base before a suffix (COVID-19-дың) is not checked.
package kazakh
