package indexer

import (
	"math/bits"
	"slices"
	"sort"
)

// denseShare is the share of all documents from which on postings are kept as
// bits: one in denseShare, where these take no more room than the numbers.
const denseShare = 32

// rankBlock is how many documents lie between two entries of a rank directory.
const rankBlock = 512

// postings are the documents of one term in one field, and how often it stands
// in each. Either docs or bits is set.
type postings struct {
	n     int
	docs  []uint32 // ascending
	bits  bitset
	ranks []uint32 // documents before each block of bits
	tf    []uint8  // by place; nil where all are 1, manyTimes where it is in often
	often map[int]uint32
	idf   float64
	most  float64 // no document has a greater saturation
}

// manyTimes marks a frequency that does not fit in eight bits.
const manyTimes = 255

func (p *postings) bytes() int {
	return 4*len(p.docs) + 8*len(p.bits) + 4*len(p.ranks) + len(p.tf) + 32*len(p.often) + 160
}

// newPostings makes postings of ascending documents, of docs in all, and the
// frequencies of the term in them; nil stands for ones.
func newPostings(list []uint32, tf []uint32, docs int, stats *fieldStats) *postings {
	p := &postings{n: len(list)}
	p.setFrequencies(tf)
	p.most = stats.bound(list, tf)
	if len(list) < docs/denseShare || len(list) == 0 {
		p.docs = append([]uint32(nil), list...)
		return p
	}
	p.bits = newBitset(docs)
	for _, doc := range list {
		p.bits.add(doc)
	}
	p.ranks = make([]uint32, (docs+rankBlock-1)/rankBlock)
	rank := uint32(0)
	for i, w := range p.bits {
		if i%(rankBlock/64) == 0 {
			p.ranks[i/(rankBlock/64)] = rank
		}
		rank += uint32(bits.OnesCount64(w))
	}
	return p
}

func (p *postings) setFrequencies(tf []uint32) {
	ones := true
	for _, n := range tf {
		if n != 1 {
			ones = false
			break
		}
	}
	if ones {
		return
	}
	p.tf = make([]uint8, len(tf))
	for i, n := range tf {
		if n < manyTimes {
			p.tf[i] = uint8(n)
			continue
		}
		if p.often == nil {
			p.often = map[int]uint32{}
		}
		p.tf[i], p.often[i] = manyTimes, n
	}
}

// frequency is how often the term stands in the document at a place.
func (p *postings) frequency(place int) uint32 {
	if p.tf == nil {
		return 1
	}
	if n := p.tf[place]; n != manyTimes {
		return uint32(n)
	}
	return p.often[place]
}

// place is the number of documents before doc; ok tells whether doc is one.
func (p *postings) place(doc uint32) (place int, ok bool) {
	if p.bits == nil {
		i := sort.Search(len(p.docs), func(i int) bool { return p.docs[i] >= doc })
		return i, i < len(p.docs) && p.docs[i] == doc
	}
	if !p.bits.has(doc) {
		return 0, false
	}
	block := doc / rankBlock
	n := int(p.ranks[block])
	word := doc >> 6
	for i := block * (rankBlock / 64); i < word; i++ {
		n += bits.OnesCount64(p.bits[i])
	}
	return n + bits.OnesCount64(p.bits[word]&(1<<(doc&63)-1)), true
}

// has reports whether doc is one of the documents; there are none before
// matching.
func (p *postings) has(doc uint32) bool {
	if p == nil {
		return false
	}
	if p.bits != nil {
		return p.bits.has(doc)
	}
	_, ok := p.place(doc)
	return ok
}

// addTo adds the documents to a set.
func (p *postings) addTo(set bitset) {
	if p.bits != nil {
		set.or(p.bits)
		return
	}
	for _, doc := range p.docs {
		set.add(doc)
	}
}

// each calls f with every document and its place.
func (p *postings) each(f func(doc uint32, place int)) {
	if p.bits == nil {
		for i, doc := range p.docs {
			f(doc, i)
		}
		return
	}
	place := 0
	p.bits.each(func(doc uint32) bool {
		f(doc, place)
		place++
		return true
	})
}

// score adds w times the saturation of the term to the scores of the
// documents that are in live and, unless that is nil, within. Live begins at a
// block of ranks.
func (p *postings) score(scores []float64, w float64, stats *fieldStats, live part, within bitset) {
	if p.bits == nil {
		p.scoreListed(scores, w, stats, live, within)
		return
	}
	before := int(p.ranks[live.first/(rankBlock/64)])
	for i, wanted := range live.words {
		at := live.first + i
		word := p.bits[at]
		if within != nil {
			wanted &= within[at]
		}
		place := before
		before += bits.OnesCount64(word)
		for both := word & wanted; both != 0; both &= both - 1 {
			bit := bits.TrailingZeros64(both)
			doc, tf := at<<6+bit, uint32(1)
			if p.tf != nil {
				tf = p.frequency(place + bits.OnesCount64(word&(1<<bit-1)))
			}
			scores[doc] += w * stats.tabled(tf, stats.lengths[doc])
		}
	}
}

// scoreListed is score for postings that are kept as numbers.
func (p *postings) scoreListed(scores []float64, w float64, stats *fieldStats, live part, within bitset) {
	from, _ := slices.BinarySearch(p.docs, uint32(live.first)<<6)
	for i, doc := range p.docs[from:] {
		at := int(doc>>6) - live.first
		if at >= len(live.words) {
			break
		}
		if live.words[at]&(1<<(doc&63)) != 0 && (within == nil || within.has(doc)) {
			scores[doc] += w * stats.tabled(p.frequency(from+i), stats.lengths[doc])
		}
	}
}
