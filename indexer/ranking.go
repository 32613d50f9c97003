package indexer

// ranking holds the parameters of the order of hits. They were tuned on the
// collections that `make eval` runs, and the golden rankings of the sample
// archive show what they do.
type ranking struct {
	k1      float64            // what repeating a word adds at most; see bm25.go
	b       float64            // how far a long field is held against it
	weights map[string]float64 // logical field → factor of its score
	second  float64            // share of a complementary field
	enough  int                // documents with all the words, from which on others are not searched for
}

// defaultRanking returns the parameters in use. A title or a keyword says in
// a few chosen words what an article is about; references say what it builds
// on, which is worth less, and a name is seldom anything but a person.
func defaultRanking() ranking {
	return ranking{
		k1: 1.2,
		b:  0.75,
		weights: map[string]float64{
			fieldTitle:     0.7,
			fieldKeyword:   1.0,
			fieldAbstract:  1.0,
			fieldBody:      1.0,
			fieldReference: 0.3,
			fieldAuthor:    1.5,
			fieldDOI:       10,
		},
		second: 0.7,
		enough: DefaultPerPage,
	}
}
