package indexer

import "sync"

// sets lends sets of documents to one search, which gives them back all
// together: a query of many words needs hundreds, and the garbage collector
// would be busy with them. It is safe for concurrent use.
type sets struct {
	docs int
	pool *sync.Pool // of *[]uint64, room for setsAtOnce sets
	mu   sync.Mutex
	used []*[]uint64
	free []uint64 // of the last one
}

// setsAtOnce is for how many sets memory is taken at a time.
const setsAtOnce = 32

func (ix *Index) newSets() *sets { return &sets{docs: ix.columns.docs, pool: &ix.sets} }

// take returns a set with anything in it.
func (s *sets) take() bitset {
	words := (s.docs + 63) / 64
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.free) < words {
		room, ok := s.pool.Get().(*[]uint64)
		if !ok {
			made := make([]uint64, setsAtOnce*words)
			room = &made
		}
		s.used, s.free = append(s.used, room), *room
	}
	b := s.free[:words:words]
	s.free = s.free[words:]
	return b
}

// release takes all sets back. None may be used any more.
func (s *sets) release() {
	for _, room := range s.used {
		s.pool.Put(room)
	}
	s.used, s.free = nil, nil
}

func (s *sets) empty() bitset {
	b := s.take()
	clear(b)
	return b
}

func (s *sets) full() bitset {
	b := s.take()
	b.fill(s.docs)
	return b
}

func (s *sets) copy(of bitset) bitset {
	b := s.take()
	copy(b, of)
	return b
}

// nothing is what matches no document.
func (s *sets) nothing() matched {
	return matched{s.empty(), s.empty(), s.empty(), s.empty()}
}

// anywhere is a set of documents for which it does not matter where they have
// what is asked for.
func (s *sets) anywhere(set bitset) matched { return matched{set, set, set, set} }

func (s *sets) copyAll(of matched) matched {
	return matched{s.copy(of.strict), s.copy(of.own), s.copy(of.cited), s.copy(of.loose)}
}
