package clean

import (
	"strings"
	"unicode/utf8"

	"izde/corpus/letter"
)

// maxFragments is how many pieces one word is taken to be broken into.
const maxFragments = 4

// mend joins words that have spaces where soft hyphens were: "қауым дас тық".
// It is done only where the whole word stands unbroken in the archive and at
// least one piece is no word of it.
func (v *Vocabulary) mend(s string, place func(from, to int) Repair, log *Log) string {
	if len(v.words) == 0 || !strings.Contains(s, " ") {
		return s
	}
	words := v.letterRuns(s)
	var out []byte
	at := 0
	for i := 0; i < len(words); {
		n, whole := v.pieces(s, words[i:])
		if n == 0 {
			i++
			continue
		}
		start, stop := words[i].start, words[i+n-1].end
		out = append(append(out, s[at:start]...), whole...)
		log.repair(CodeSplitWord, place(start, stop), whole)
		at = stop
		i += n
	}
	if at == 0 {
		return s
	}
	return string(append(out, s[at:]...))
}

// letterRun is a run of letters s[start:end] and how often it stands alone in
// the archive.
type letterRun struct{ start, end, count int }

// rare is true for a word that hardly stands alone in the archive.
func (r letterRun) rare() bool { return r.end-r.start < maxWordBytes && r.count <= rareCount }

func (v *Vocabulary) letterRuns(s string) []letterRun {
	var runs []letterRun
	start := -1
	for i, r := range s {
		switch is := letter.Is(r); {
		case is && start < 0:
			start = i
		case !is && start >= 0:
			runs = append(runs, letterRun{start, i, v.Count(s[start:i])})
			start = -1
		}
	}
	if start >= 0 {
		runs = append(runs, letterRun{start, len(s), v.Count(s[start:])})
	}
	return runs
}

// pieces tries to read the first word together with the small-letter words
// after it as one word of the archive; n is how many it takes, 0 where that
// fails.
func (v *Vocabulary) pieces(s string, words []letterRun) (n int, whole string) {
	rare := words[0].rare()
	for k := 1; k < min(len(words), maxFragments); k++ {
		w := words[k]
		if w.start != words[k-1].end+1 || s[w.start-1] != ' ' {
			break
		}
		if r, _ := utf8.DecodeRuneInString(s[w.start:]); !letter.IsLower(r) || r < 0x80 && !rare {
			break
		}
		rare = rare || w.rare()
		if rare && w.end-words[0].start < maxWordBytes && v.isWhole(s, words[:k+1]) {
			n, whole = k+1, strings.ReplaceAll(s[words[0].start:w.end], " ", "")
		}
	}
	return n, whole
}

// rareCount is how often a fragment may stand alone and still be no word.
const rareCount = 2

// small are the function words of the three languages, in Latin letters as
// well, that look like the end of another word: "есеп пен" is not "есеппен",
// "Step i stantsiia" not "Stepi stantsiia".
const small = " мен бен пен да де та те ба бе ма ме па пе ғой ал не ни же ли бы и в с к о у а я на по за до из от об но то ту та " +
	"i v s k u na iz zhane the an of in on to is it as at by or be no so and are was for "

// commonCount is how often a piece stands alone to be a word of its own.
const commonCount = 5

// minWhole is the shortest word that is mended: shorter ones meet by chance.
const minWhole = 5

// isWhole is true if the pieces are, joined, a word of the archive oftener than
// the rarest of them is.
func (v *Vocabulary) isWhole(s string, pieces []letterRun) bool {
	runes := 0
	v.buf = v.buf[:0]
	for _, p := range pieces {
		runes += utf8.RuneCountInString(s[p.start:p.end])
		v.buf = appendLower(v.buf, s[p.start:p.end])
	}
	c := int(v.words[string(v.buf)])
	if c == 0 || runes < minWhole {
		return false
	}
	least := 1 << 30
	for _, p := range pieces {
		piece := s[p.start:p.end]
		if strings.Contains(small, " "+piece+" ") || p.count > c && p.count >= commonCount && utf8.RuneCountInString(piece) < 4 || p.count >= 4*commonCount {
			return false // a word of its own: "дорогостоящим и"
		}
		least = min(least, p.count)
	}
	return least < c || least <= 1
}
