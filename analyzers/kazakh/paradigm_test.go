package kazakh

import "strings"

// A paradigm generator for tests. It is written from the rules of verb morphology in the grammars that doc.go names and
// shares nothing with the tables of the stemmer: it goes from the stem outwards by rules of its own.

// verb is a stem with the harmony its suffixes take.
type verb struct {
	stem string
	back bool
}

const testVowels = "аәеоөұүыіэ"

func lastLetter(s string) string { r := []rune(s); return string(r[len(r)-1]) }

func endsIn(s, set string) bool { return strings.Contains(set, lastLetter(s)) }

// pick chooses the back or the front shape.
func (v verb) pick(b, f string) string {
	if v.back {
		return b
	}
	return f
}

// voiceless says that the sound before a suffix makes its first consonant voiceless.
func voiceless(s string) bool { return endsIn(s, "птксшқщчфхц") }

// afterD is -ды and its kin; afterG is -ған; afterM is -ма.
func (v verb) afterD(base, rest string) string {
	if voiceless(base) {
		return base + "т" + rest
	}
	return base + "д" + rest
}

func (v verb) afterG(base, rest string) string {
	switch {
	case voiceless(base):
		return base + v.pick("қ", "к") + rest
	}
	return base + v.pick("ғ", "г") + rest
}

func (v verb) afterM(base, rest string) string {
	switch {
	case voiceless(base):
		return base + "п" + rest
	case endsIn(base, "мнңзж"):
		return base + "б" + rest
	}
	return base + "м" + rest
}

// softened is the stem before a vowel: тап, таба.
func softened(base string) string {
	switch {
	case strings.HasSuffix(base, "п"):
		return strings.TrimSuffix(base, "п") + "б"
	case strings.HasSuffix(base, "қ"):
		return strings.TrimSuffix(base, "қ") + "ғ"
	case strings.HasSuffix(base, "к"):
		return strings.TrimSuffix(base, "к") + "г"
	}
	return base
}

// presentBase is the stem with -а/-е/-й, as spelled.
func (v verb) presentBase(base string) string {
	switch {
	case endsIn(base, "ыі"):
		r := []rune(base)
		return string(r[:len(r)-1]) + "и"
	case endsIn(base, testVowels):
		return base + "й"
	case strings.HasSuffix(base, "й") && v.back:
		return strings.TrimSuffix(base, "й") + "я"
	case strings.HasSuffix(base, "и") && v.back:
		return base + "я"
	}
	return softened(base) + v.pick("а", "е")
}

// verbalNoun is the stem with -у, as spelled.
func (v verb) verbalNoun(base string) string {
	switch {
	case endsIn(base, "ыі"):
		r := []rune(base)
		return string(r[:len(r)-1]) + "у"
	case strings.HasSuffix(base, "й"):
		return strings.TrimSuffix(base, "й") + "ю"
	case strings.HasSuffix(base, "и"):
		return base + "ю"
	}
	return softened(base) + "у"
}

// converb is the stem with -ып, as spelled.
func (v verb) converb(base string) string {
	switch {
	case endsIn(base, testVowels):
		return base + "п"
	case strings.HasSuffix(base, "п") && !strings.HasSuffix(base, "рп"):
		return strings.TrimSuffix(base, "п") + "у" + v.pick("ып", "іп")
	}
	return softened(base) + v.pick("ып", "іп")
}

// linked joins a suffix with a linking vowel after consonants: -ыңыз, -ңыз.
func (v verb) linked(base, rest string) string {
	if endsIn(base, testVowels) {
		return base + rest
	}
	return softened(base) + v.pick("ы", "і") + rest
}

// forms are the finite and infinite forms of one polarity.
func (v verb) forms(base string, negative bool) []string {
	y, a := v.pick("ы", "і"), v.pick("а", "е")
	var out []string
	add := func(forms ...string) { out = append(out, forms...) }
	persons := func(stem string, second string) {
		add(stem+second+y+"н", stem+"с"+y+"ң", stem+"с"+y+"з", stem+second+y+"з", stem+"с"+y+"ңд"+a+"р", stem+"с"+y+"зд"+a+"р")
	}
	past := v.afterD(base, y)
	add(past, past+"м", past+"ң", past+"ң"+y+"з", past+v.pick("қ", "к"), past+"ңд"+a+"р", past+"ң"+y+"зд"+a+"р")
	conditional := base + "с" + a
	add(conditional, conditional+"м", conditional+"ң", conditional+"ң"+y+"з", conditional+v.pick("қ", "к"))
	perfect := v.afterG(base, a+"н")
	add(perfect, perfect+"д"+a, perfect+"н"+a+"н", perfect+"н"+y+"ң", perfect+"д"+y, perfect+v.pick("ға", "ге"), perfect+"мен",
		perfect+"д"+v.pick("ай", "ей"), perfect+"д"+v.pick("ар", "ер"), perfect+y, perfect+y+"н", perfect+y+"н"+a)
	persons(perfect, "м")
	present := v.presentBase(base)
	persons(present, "м")
	add(present, present+"д"+y, present+"т"+y+"н", present+"т"+y+"нд"+a+"р", present+"т"+y+"нд"+y)
	if negative {
		add(present, v.afterMs(base))
	} else {
		add(v.converb(base))
		gerund := v.converb(base)
		add(gerund+"т"+y, gerund+"п"+y+"н", gerund+"с"+y+"ң", gerund+"п"+y+"з", gerund+"с"+y+"з")
		noun := v.verbalNoun(base)
		add(noun, noun+v.pick("ы", "і"), noun+v.pick("ын", "ін"), noun+v.pick("ға", "ге"), noun+"д"+v.pick("а", "е"), noun+"д"+y,
			noun+"д"+y+"ң", noun+"мен", noun+v.pick("ына", "іне"), noun+v.pick("ының", "інің"), noun+v.pick("ында", "інде"))
		add(v.afterM(base, v.pick("ақ", "ек")), v.afterM(base, v.pick("ақшы", "екші")))
		add(v.aorist(base), v.afterG(base, v.pick("алы", "елі")), v.afterG(base, v.pick("анша", "енше")))
		add(base)
	}
	add(base+"с"+y+"н", v.linked(base, "ң"+y+"з"), v.linked(base, "ңд"+a+"р"))
	add(v.hortative(base, "н"), v.hortative(base, v.pick("қ", "к")))
	add(v.afterG(base, y+"м"), v.afterG(base, y+"с"+y))
	return out
}

// afterMs is the negative future of a stem that already carries -ма.
func (v verb) afterMs(base string) string { return base + "с" }

// aorist is -ар/-ер/-р.
func (v verb) aorist(base string) string {
	switch {
	case endsIn(base, testVowels):
		return base + "р"
	case v.back && strings.HasSuffix(base, "й"):
		return strings.TrimSuffix(base, "й") + "яр"
	case v.back && strings.HasSuffix(base, "и"):
		return base + "яр"
	}
	return softened(base) + v.pick("ар", "ер")
}

// hortative is -айын, -айық.
func (v verb) hortative(base, last string) string {
	y := v.pick("ы", "і")
	switch {
	case endsIn(base, "ыі"):
		r := []rune(base)
		return string(r[:len(r)-1]) + "и" + y + last
	case endsIn(base, testVowels):
		return base + "й" + y + last
	case v.back && strings.HasSuffix(base, "й"):
		return strings.TrimSuffix(base, "й") + "яй" + y + last
	case v.back && strings.HasSuffix(base, "и"):
		return base + "яй" + y + last
	}
	return softened(base) + v.pick("ай", "ей") + y + last
}

// paradigm is every form of the verb, affirmative and negative, in the active voice.
func (v verb) paradigm() []string {
	out := v.forms(v.stem, false)
	return append(out, v.forms(v.afterM(v.stem, v.pick("а", "е")), true)...)
}
