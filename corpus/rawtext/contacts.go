package rawtext

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"izde/corpus"
	"izde/corpus/letter"
)

// contactText is a text that e-mails or ORCIDs stand in.
type contactText struct {
	text  string
	names int      // how many authors it names, if it is a line of authors
	marks []string // of the affiliation it is
	under string   // the one author whom the lines above it name and place
	line  int
}

// noteContacts keeps a text for assignContacts if an address or ORCID is in it;
// e is where it stands, nil where that is not known.
func (b *builder) noteContacts(e *element, text string, c contactText) {
	if strings.Contains(text, "@") || orcidForm.MatchString(text) {
		c.text, c.line = text, b.a.Source.Line
		if e != nil {
			c.line = b.s.lines[e.from].n
		}
		b.contacts = append(b.contacts, c)
	}
}

var dashes = strings.NewReplacer("–", "-", "‐", "-", "Х", "X", "х", "X", "x", "X")

func tidyORCID(s string) string { return dashes.Replace(s) }

func appendNew(list []string, v string) []string {
	for _, have := range list {
		if strings.EqualFold(have, v) {
			return list
		}
	}
	return append(list, v)
}

// assignContacts gives e-mails and ORCIDs to authors: by the likeness of the
// address to a name, then to whom a text names before them, then by order
// where there are as many as authors, else to the corresponding author.
func (b *builder) assignContacts() {
	if len(b.a.Authors) == 0 {
		return
	}
	var mails, orcids []string // that say nothing of their owner
	marks := map[string][]string{}
	for i := range b.contacts {
		c := &b.contacts[i]
		last := -1 // whose address stands before
		for _, f := range c.find() {
			owner := -1
			if !f.orcid {
				owner = b.ownerOf(f.value)
				last = owner
			}
			if owner < 0 {
				owner = b.namedBefore(c, f.at)
			}
			if owner < 0 {
				owner, last = last, -1
			}
			if owner < 0 && c.under != "" {
				owner = b.without(f.orcid, c.under)
			}
			switch {
			case owner >= 0:
				b.own(owner, f)
			case f.orcid:
				orcids = appendNew(orcids, f.value)
			default:
				mails = appendNew(mails, f.value)
				marks[f.value] = c.marks
			}
		}
	}
	b.assignORCIDs(slices.DeleteFunc(orcids, b.owned))
	b.assignMails(slices.DeleteFunc(mails, b.owned), marks)
	b.warnUnowned()
}

// without is the author of a name who has no address, or no ORCID, yet; -1 for
// nobody.
func (b *builder) without(orcid bool, name string) int {
	return slices.IndexFunc(b.a.Authors, func(a corpus.Author) bool {
		has := a.Email
		if orcid {
			has = a.ORCID
		}
		return has == "" && slices.Contains(slices.Collect(maps.Values(a.Name)), name)
	})
}

// warnUnowned tells of the contacts that no author has, once each: the links of
// a PDF say again what the text says.
func (b *builder) warnUnowned() {
	const code = "contact-unassigned"
	for i := range b.contacts {
		c := &b.contacts[i]
		for _, f := range c.find() {
			message := f.value + " could not be given to one of the authors"
			told := slices.ContainsFunc(b.a.Warnings, func(w corpus.Warning) bool { return w.Code == code && w.Message == message })
			if !told && !b.owned(f.value) {
				b.a.Warnings = append(b.a.Warnings, corpus.Warning{Code: code, Line: c.line, Message: message})
			}
		}
	}
}

// foundContact is an address or ORCID in a text.
type foundContact struct {
	value string
	orcid bool
	at    int // byte offset
}

// find finds the contacts of a text in order.
func (c *contactText) find() []foundContact {
	var out []foundContact
	for _, at := range emailForm.FindAllStringIndex(c.text, -1) {
		for _, m := range eachMail(c.text[at[0]:at[1]]) {
			out = append(out, foundContact{strings.Trim(m, ".-"), false, at[0]})
		}
	}
	cutMailMarks(out)
	for _, at := range orcidForm.FindAllStringIndex(c.text, -1) {
		out = append(out, foundContact{tidyORCID(c.text[at[0]:at[1]]), true, at[0]})
	}
	slices.SortStableFunc(out, func(a, b foundContact) int { return a.at - b.at })
	return out
}

// eachMail writes out "{a.ivanov, b.petrov}@example.kz".
func eachMail(text string) []string {
	inner, host, ok := strings.Cut(text, "}@")
	if !ok {
		return []string{text}
	}
	var out []string
	for name := range strings.FieldsFuncSeq(inner, func(r rune) bool { return strings.ContainsRune("{},;| ", r) }) {
		out = append(out, name+"@"+host)
	}
	return out
}

// cutMailMarks takes the numbers of authors off "1ivanov@…, 2petrov@…".
func cutMailMarks(mails []foundContact) {
	for i, m := range mails {
		if len(mails) < 2 || !strings.HasPrefix(m.value, strconv.Itoa(i+1)) || len(m.value) < 3 || m.value[1] >= '0' && m.value[1] <= '9' {
			return
		}
	}
	for i := range mails {
		mails[i].value = mails[i].value[1:]
	}
}

// own gives a contact to an author who has none.
func (b *builder) own(author int, f foundContact) {
	a := &b.a.Authors[author]
	switch {
	case b.owned(f.value):
	case f.orcid && a.ORCID == "":
		a.ORCID = f.value
	case !f.orcid && a.Email == "":
		a.Email = f.value
	}
}

// owned is true for a contact that an author has.
func (b *builder) owned(value string) bool {
	for i := range b.a.Authors {
		if strings.EqualFold(b.a.Authors[i].Email, value) || b.a.Authors[i].ORCID == value {
			return true
		}
	}
	return false
}

// assignMails gives away the addresses that are like no name.
func (b *builder) assignMails(mails []string, marks map[string][]string) {
	rest := b.withoutMail()
	inOrder := len(mails) == len(rest) && (len(rest) == len(b.a.Authors) || len(rest) == 1)
	for i, m := range mails {
		at := -1
		switch {
		case inOrder:
			at = rest[i]
		case len(marks[m]) > 0:
			at = b.firstMarked(marks[m])
		case len(mails) == 1:
			at = b.corresponding()
		}
		if at >= 0 {
			b.own(at, foundContact{value: m})
		}
	}
}

// withoutMail are the authors who have no address yet.
func (b *builder) withoutMail() []int {
	var out []int
	for i := range b.a.Authors {
		if b.a.Authors[i].Email == "" {
			out = append(out, i)
		}
	}
	return out
}

// firstMarked is the first author without an address who bears one of the
// marks of an affiliation.
func (b *builder) firstMarked(marks []string) int {
	for i := range b.a.Authors {
		if b.a.Authors[i].Email == "" && i < len(b.marks) && slices.ContainsFunc(marks, func(m string) bool { return slices.Contains(b.marks[i], m) }) {
			return i
		}
	}
	return -1
}

// assignORCIDs gives away the ORCIDs that stand beside no name.
func (b *builder) assignORCIDs(orcids []string) {
	var rest []int // the authors who have none yet
	for i := range b.a.Authors {
		if b.a.Authors[i].ORCID == "" {
			rest = append(rest, i)
		}
	}
	switch {
	case len(orcids) == len(rest) && (len(rest) == len(b.a.Authors) || len(rest) == 1):
		for i, o := range orcids {
			b.own(rest[i], foundContact{value: o, orcid: true})
		}
	case len(orcids) == 1 && !hasORCID(b.a):
		if at := b.corresponding(); at >= 0 {
			b.own(at, foundContact{value: orcids[0], orcid: true})
		}
	}
}

// namedBefore is the author whom a text names last before an offset, -1 for
// nobody. Who is named last in a whole line of authors is not its contact.
func (b *builder) namedBefore(c *contactText, at int) int {
	if c.names > 1 && len(c.find()) == 1 && len(readNames(c.text[at:]).list) == 0 {
		return -1
	}
	words := strings.FieldsFunc(c.text[:at], func(r rune) bool { return !letter.Is(r) && r != '-' && r != '’' && r != '\'' })
	words = slices.DeleteFunc(words, func(w string) bool { return countLetters(w) == 0 })
	for i := len(words) - 1; i >= 0 && i >= len(words)-longestNote; i-- {
		if at := b.authorWith(words, i); at >= 0 {
			return at
		}
	}
	return -1
}

// longestNote is how many words stand between a name and the address that
// belongs to it at most.
const longestNote = 60

// authorWith is the author one of whose names has words[i] in it and the most
// of the words beside it, -1 for nobody.
func (b *builder) authorWith(words []string, i int) int {
	if r := []rune(words[i]); len(r) < 3 || !letter.IsUpper(r[0]) {
		return -1
	}
	beside := strings.Join(words[max(0, i-2):min(len(words), i+3)], " ")
	initial := b.s.initialBeside(words, i)
	best, found := 0, -1
	key := b.s.romanKey(words[i])
	for k := range b.a.Authors {
		for _, name := range b.a.Authors[k].Name {
			if !slices.ContainsFunc(b.s.nameKeys(name), func(x string) bool { return similar(x, key) }) {
				continue
			}
			n := 2 + 2*b.s.likeness(beside, name)
			if initial != "" && initial == b.s.initial(name) {
				n++
			}
			if n > best {
				best, found = n, k
			}
		}
	}
	return found
}

// initialBeside is the key of the first letter of what stands before a surname
// as initials, else of the word after it.
func (s *splitter) initialBeside(words []string, i int) string {
	at := i
	for at > 0 && i-at < 3 && len([]rune(words[at-1])) == 1 {
		at--
	}
	if at == i {
		if at = i + 1; at == len(words) {
			return ""
		}
	}
	return s.romanKey(string([]rune(words[at])[:1]))
}

// corresponding is the index of the author with a star, -1 if none has one.
func (b *builder) corresponding() int {
	for i := range b.marks {
		if slices.Contains(b.marks[i], "*") {
			return i
		}
	}
	if len(b.a.Authors) == 1 {
		return 0
	}
	return -1
}

// ownerOf is the author whose name an e-mail address contains, -1 if it is
// like none or like two.
func (b *builder) ownerOf(email string) int {
	local, _, _ := strings.Cut(strings.ToLower(email), "@")
	parts := strings.FieldsFunc(local, func(r rune) bool { return !letter.Is(r) })
	local = b.s.romanKey(local)
	best, at := 3, -1
	for i := range b.a.Authors {
		like := 0
		for _, name := range b.a.Authors[i].Name {
			n := 0
			for _, key := range b.s.nameKeys(name) {
				switch {
				case len(key) > 3 && strings.Contains(local, key[:min(len(key), 6)]):
					n += len(key)
				case len(key) > 1 && len(key) <= 3 && slices.ContainsFunc(parts, func(p string) bool { return b.s.romanKey(p) == key }):
					n += 4 // "kim@", "a.li@": a short name is a whole part
				}
			}
			if n > 0 && b.s.beginsWithInitial(parts, name) {
				n++ // of two with one surname
			}
			like = max(like, n)
		}
		switch {
		case like > best:
			best, at = like, i
		case like == best && like > 3:
			at = -1
		}
	}
	return at
}

// beginsWithInitial is true if a part of an address other than the surname
// begins like the given name.
func (s *splitter) beginsWithInitial(parts []string, name string) bool {
	own := s.romanKey(surname(name))
	return slices.ContainsFunc(parts, func(p string) bool {
		return s.romanKey(string([]rune(p)[:1])) == s.initial(name) && !similar(s.romanKey(p), own)
	})
}
