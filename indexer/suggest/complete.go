package suggest

import (
	"cmp"
	"container/heap"
	"slices"
	"strings"

	"izde/analyzers"
	"izde/analyzers/script"
)

const (
	// maxSpans bounds the stretches that one text is looked up in: its words
	// may be spelled in several ways (казак, қазақ), each a stretch of its own.
	maxSpans = 64

	// spare is how many times the limit is taken before ranking, since among
	// equal scores the language and the spelling decide.
	spare = 4

	// maxPops bounds the suffixes that are looked at in order of score: one
	// entry may have several.
	maxPops = 1000

	// maxScan bounds the suffixes that are looked at for words in any order.
	maxScan = 10000

	// maxLatin bounds the Cyrillic readings of a Latin text.
	maxLatin = 6
)

// Complete returns up to limit entries that text completes to, best first:
// those that begin with it before those that have it later, then by count.
// Among equals those in lang, then the shorter come first.
func (t *Table) Complete(text, lang string, limit int) []Match {
	q := parseTyped(text)
	if limit <= 0 || len(q.words) == 0 || t.Len() == 0 {
		return nil
	}
	found := t.readings(q, lang, limit)
	for _, reading := range script.Layout(text) {
		if len(found) > 0 {
			break
		}
		found = t.readings(parseTyped(reading), lang, limit)
	}
	return found
}

// readings looks q up as it is typed, as a name in any script, and as Latin
// Kazakh.
func (t *Table) readings(q typed, lang string, limit int) []Match {
	if len(q.words) == 0 {
		return nil
	}
	r := newResults(t, lang, limit)
	r.addAll(t.inOrder(q, spare*limit))
	plain := len(r.found)
	keys := q.keys()
	for _, k := range keys {
		r.addAll(t.inOrder(k, spare*limit))
	}
	r.rank()
	if len(r.found) < limit {
		r.addAll(t.inAnyOrder(q))
		for _, k := range keys[:min(len(keys), 1)] {
			r.addAll(t.inAnyOrder(k))
		}
		r.rank()
	}
	if plain == 0 {
		for _, k := range latinReadings(q) {
			r.addAll(t.inOrder(k, spare*limit))
		}
		r.rank()
	}
	if len(r.found) == 0 && !q.open {
		q.open = true
		return t.readings(q, lang, limit)
	}
	return r.matches()
}

// latinReadings are the Cyrillic texts that a Latin one may stand for.
func latinReadings(q typed) []typed {
	out := []typed{{open: q.open}}
	for _, w := range q.words {
		if script.Of([]byte(w)) != script.Latin {
			return nil
		}
		var forms []string // the table compares folded forms: one of each is enough
		for _, r := range analyzers.KazakhReadings(w) {
			if f := fold(r); !slices.Contains(forms, f) {
				forms = append(forms, f)
			}
		}
		var longer []typed
		for _, k := range out {
			for _, f := range forms {
				if len(longer) < maxLatin {
					longer = append(longer, typed{append(slices.Clone(k.words), f), q.open})
				}
			}
		}
		out = longer
	}
	return out
}

// hit is a suffix that goes on as typed.
type hit struct {
	at     uint32 // its place in seq
	score  uint16
	later  bool // found with less certainty than others: in another order
	length int  // of the entry, in words
	entry  int
}

// inOrder returns up to n hits of the words of q one after another, those of
// the highest scores.
func (t *Table) inOrder(q typed, n int) []hit {
	if len(q.words) == 0 {
		return nil
	}
	spans := []span{{0, len(t.suffixes)}}
	for depth, word := range q.words {
		last := depth == len(q.words)-1
		like := t.wordsLike(word, last && q.open)
		if last {
			spans = t.narrowAll(spans, depth, []span{like})
			break
		}
		var each []span
		for w := like.from; w < like.to && len(each) < maxSpans; w++ {
			each = append(each, span{w, w + 1})
		}
		spans = t.narrowAll(spans, depth, each)
	}
	return t.top(q, spans, n)
}

func (t *Table) narrowAll(spans []span, depth int, words []span) []span {
	var out []span
	for _, s := range spans {
		for _, w := range words {
			if n := t.narrow(s, depth, w); !n.empty() && len(out) < maxSpans {
				out = append(out, n)
			}
		}
	}
	return out
}

// stretch is a span and its best suffix; a heap of them gives suffixes in
// order of score.
type stretch struct {
	span
	best  int
	score uint16
}

type stretches []stretch

func (h stretches) Len() int { return len(h) }
func (h stretches) Less(i, j int) bool {
	return h[i].score > h[j].score || h[i].score == h[j].score && h[i].best < h[j].best
}
func (h stretches) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *stretches) Push(x any)   { *h = append(*h, x.(stretch)) }
func (h *stretches) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// top returns n hits of different entries from spans, by score. Where the
// typed words have letters that folding drops, only those that have them too
// count, if there are any: who types ұ means ұ.
func (t *Table) top(q typed, spans []span, n int) []hit {
	exact := slices.ContainsFunc(q.words, func(w string) bool { return fold(w) != w })
	var h stretches
	push := func(s span) {
		if !s.empty() {
			b := t.best(s)
			heap.Push(&h, stretch{s, b, t.scores[b]})
		}
	}
	for _, s := range spans {
		push(s)
	}
	var spelt, other []hit
	seen := map[int]bool{}
	for pops := 0; len(h) > 0 && len(spelt) < n && pops < maxPops; pops++ {
		s := heap.Pop(&h).(stretch)
		push(span{s.from, s.best})
		push(span{s.best + 1, s.to})
		hit := t.hitAt(t.suffixes[s.best], s.score)
		if seen[hit.entry] {
			continue
		}
		seen[hit.entry] = true
		if !exact || t.spelt(q, hit.at) {
			spelt = append(spelt, hit)
		} else {
			other = append(other, hit)
		}
	}
	if len(spelt) > 0 {
		return spelt
	}
	return other[:min(len(other), n)]
}

func (t *Table) hitAt(at uint32, score uint16) hit {
	from, to := t.bounds(at)
	return hit{at: at, score: score, length: int(to - from), entry: t.entryAt(at)}
}

// spelt reports whether the words at place at of seq have the very letters of
// q.
func (t *Table) spelt(q typed, at uint32) bool {
	for i, w := range q.words {
		have := t.word(t.seq[at+uint32(i)])
		if have != w && !(q.open && i == len(q.words)-1 && strings.HasPrefix(have, w)) {
			return false
		}
	}
	return true
}

// inAnyOrder returns hits whose entries have all words of q, wherever. Every
// word may go on here, so that initials stand for names.
func (t *Table) inAnyOrder(q typed) []hit {
	if len(q.words) < 2 {
		return nil
	}
	all := span{0, len(t.suffixes)}
	var wanted []span
	rarest := all
	for _, w := range q.words {
		like := t.wordsLike(w, true)
		wanted = append(wanted, like)
		if s := t.narrow(all, 0, like); s.to-s.from < rarest.to-rarest.from {
			rarest = s
		}
	}
	var hits []hit
	for i := rarest.from; i < min(rarest.to, rarest.from+maxScan); i++ {
		at := t.suffixes[i]
		from, to := t.bounds(at)
		if covers(t.seq[from:to], wanted) {
			h := t.hitAt(at, t.scores[i])
			h.later = true
			hits = append(hits, h)
		}
	}
	return hits
}

// covers reports whether every wanted word is a word of its own in words.
// Words are taken from the left, which is right but for names that repeat a
// beginning.
func covers(words []uint32, wanted []span) bool {
	if len(words) > 64 || len(wanted) > len(words) {
		return false
	}
	var taken uint64
next:
	for _, w := range wanted {
		for i, n := range words {
			if taken&(1<<i) == 0 && w.from <= int(n) && int(n) < w.to {
				taken |= 1 << i
				continue next
			}
		}
		return false
	}
	return true
}

// results gathers hits, each title, keyword or person once.
type results struct {
	t     *Table
	lang  Langs
	limit int
	found []hit
	seen  map[uint64]int // kind and ref → place in found
	kept  int            // that are in their final order
}

func newResults(t *Table, lang string, limit int) *results {
	return &results{t: t, lang: LangBit(lang), limit: limit, seen: map[uint64]int{}}
}

func (r *results) addAll(hits []hit) {
	for _, h := range hits {
		key := uint64(r.t.kind(h.entry))<<32 | uint64(r.t.refs[h.entry])
		i, ok := r.seen[key]
		switch {
		case !ok:
			r.seen[key] = len(r.found)
			r.found = append(r.found, h)
		case i >= r.kept && r.compare(h, r.found[i]) < 0:
			r.found[i] = h
		}
	}
}

// rank puts what was added since the last call in order, behind what was
// there.
func (r *results) rank() {
	slices.SortStableFunc(r.found[r.kept:], r.compare)
	if len(r.found) > r.limit {
		r.found = r.found[:r.limit]
	}
	clear(r.seen)
	for i, h := range r.found {
		r.seen[uint64(r.t.kind(h.entry))<<32|uint64(r.t.refs[h.entry])] = i
	}
	r.kept = len(r.found)
}

func (r *results) compare(a, b hit) int {
	return cmp.Or(
		first(!a.later, !b.later),
		cmp.Compare(b.score, a.score),
		first(r.t.langs(a.entry)&r.lang != 0, r.t.langs(b.entry)&r.lang != 0),
		cmp.Compare(a.length, b.length),
		cmp.Compare(r.t.refs[a.entry], r.t.refs[b.entry]),
	)
}

// first orders what is true before what is not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func (r *results) matches() []Match {
	out := make([]Match, len(r.found))
	for i, h := range r.found {
		out[i] = Match{r.t.kind(h.entry), r.t.langs(h.entry), r.t.refs[h.entry], r.t.counts[h.entry]}
	}
	return out
}
