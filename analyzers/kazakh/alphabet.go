package kazakh

// letters is the alphabet the grammar works on; a letter's code is its place in it, counted from one.
// All of them are two bytes in UTF-8, so that a position in letters is half a position in bytes.
const letters = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

// maxLetters is the longest word that is analysed. The longest forms met in running text have about
// thirty letters; what is longer is a run of text without spaces, and is left whole.
const maxLetters = 40

// class says what a sound asks of the suffix after it.
type class uint8

const (
	vowel    class = 1 << iota // а ә е о ө ұ ү ы і э я
	glide                      // и у ю: vowels to the eye, consonants to most suffixes
	flap                       // р, й
	lateral                    // л
	nasal                      // м н ң
	sibilant                   // з ж
	surd                       // voiceless, and б в г ғ д which end borrowed words only
)

const (
	anySound  = vowel | glide | flap | lateral | nasal | sibilant | surd
	consonant = anySound &^ vowel
)

// harmony of a base or a suffix.
type harmony uint8

const (
	neutral harmony = iota
	back
	front
)

// sound describes one letter.
type sound struct {
	class   class
	harmony harmony
	vowel   bool // makes a syllable
	loan    bool // occurs in borrowed words only
}

// code returns the code of a two-byte letter, or 0 when the letter is not of the alphabet.
func code(a, b byte) uint8 {
	if a < 0xD0 || a > 0xD3 || b < 0x80 || b > 0xBF {
		return 0
	}
	return codes[int(a-0xD0)<<6|int(b-0x80)]
}

// codes and sounds are computed once from letters and the classes below; they never change.
var (
	codes  = makeCodes()
	sounds = makeSounds()
)

func makeCodes() (t [4 << 6]uint8) {
	next := uint8(1)
	for _, r := range letters {
		s := string(r)
		t[int(s[0]-0xD0)<<6|int(s[1]-0x80)] = next
		next++
	}
	yo := "ё" // folded to е by Normalize; here for words that were not normalised
	t[int(yo[0]-0xD0)<<6|int(yo[1]-0x80)] = codeOf(t, "е")
	return t
}

func codeOf(t [4 << 6]uint8, letter string) uint8 {
	return t[int(letter[0]-0xD0)<<6|int(letter[1]-0x80)]
}

func makeSounds() (t [64]sound) {
	set := func(group string, c class) {
		for _, r := range group {
			t[codeOf(codes, string(r))].class = c
		}
	}
	set("аәеоөұүыіэя", vowel)
	set("иую", glide)
	set("рй", flap)
	set("л", lateral)
	set("мнң", nasal)
	set("зж", sibilant)
	set("пткқсшщчцфхһбвгғдьъ", surd)
	for _, r := range "аоұыя" {
		t[codeOf(codes, string(r))].harmony = back
	}
	for _, r := range "әөүеіэ" {
		t[codeOf(codes, string(r))].harmony = front
	}
	for _, r := range "аәеоөұүыіэяиую" {
		t[codeOf(codes, string(r))].vowel = true
	}
	for _, r := range "вфцчщъьэёһхюя" {
		t[codeOf(codes, string(r))].loan = true
	}
	return t
}

// encode writes the codes of word into dst and reports whether every letter is of the alphabet and the
// word is short enough to be analysed.
func encode(dst *[maxLetters]uint8, word string) (n int, ok bool) {
	if len(word)%2 != 0 || len(word) > 2*maxLetters {
		return 0, false
	}
	for i := 0; i+1 < len(word); i += 2 {
		c := code(word[i], word[i+1])
		if c == 0 {
			return 0, false
		}
		dst[i/2] = c
	}
	return len(word) / 2, true
}
