package rawtext

import (
	"izde/corpus"
	"izde/corpus/clean"
)

// Options says how parts are read that other packages understand. The zero
// value is ready to use.
type Options struct {
	// ParseReference reads one bibliographic entry. Without it a Reference
	// holds its text alone.
	ParseReference func(text string) corpus.Reference
	// RomanKey gives a key under which a name or title in Cyrillic and in any
	// romanisation are alike. Without it a plain transliteration is used.
	RomanKey func(string) string
	// Decoded is what decoding the text has repaired.
	Decoded clean.Log
	// Repairs lists each repair in its Warning and its LineUse.
	Repairs bool
}

// Result is what was made of one source.
type Result struct {
	Articles []*corpus.Article
	Lines    []LineUse // one for each source line, in order
}

// LineUse says where one source line went.
type LineUse struct {
	Line    int    // counted from 1
	Article int    // 1-based index into Articles, 0 for none
	Field   string // "title.en", "section 3", "furniture: page number", "blank"
	Repairs []corpus.Repair
}

// Split reads text, which stands in the source called name, into Articles.
// Text must be UTF-8; bytes of other encodings go through clean.Decode first.
func Split(name, text string, opt Options) Result {
	s := newSplitter(opt)
	s.scan(text)
	s.setFurnitureAside()
	s.describe()
	s.decode()
	if s.recogniseHeads() {
		s.describe()
		s.decode()
	}
	s.readSignatures()
	s.group()
	return s.assemble(name)
}

func newSplitter(opt Options) *splitter {
	return &splitter{opt: opt, log: opt.Decoded, vocab: clean.NewVocabulary(), known: map[string]*features{}}
}

// splitter carries one source through the steps of Split.
type splitter struct {
	opt   Options
	vocab *clean.Vocabulary
	log   clean.Log

	source   []sourceLine // every physical line
	lines    []line       // what is left of them for the decoder, in order
	elements []element    // runs of lines of one class
	articles []*draft
	issue    issueFacts
	links    []linkEcho
	heads    []headLine
	known    map[string]*features // of each text, since lines are described twice
	surnames map[int][]string     // in the elements of authors
}

// sourceLine is one physical line of the source and what became of it.
type sourceLine struct {
	text      string // cleaned and trimmed
	line      clean.Line
	key       string // headKey of text, where it is no longer than a page head may be
	blank     bool
	page      bool // begins a page
	indent    int
	furniture string // class of furniture, "" for content
	article   int
	field     string
}
