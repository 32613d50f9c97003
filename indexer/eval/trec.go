package eval

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// Topic is one query to be measured.
type Topic struct {
	ID   string
	Text string
}

// Ranked is one line of a run.
type Ranked struct {
	Doc   string
	Score float64
}

// Run holds the ranked documents of every topic, best first.
type Run map[string][]Ranked

// Qrels holds the judged documents of every topic: relevance above zero is
// relevant.
type Qrels map[string]map[string]int

// ReadTopics reads lines of topic TAB text.
func ReadTopics(path string) ([]Topic, error) {
	var topics []Topic
	err := eachLine(path, func(line string) error {
		id, text, ok := strings.Cut(line, "\t")
		if !ok || id == "" {
			return fmt.Errorf("want topic TAB text, got %q", line)
		}
		topics = append(topics, Topic{id, text})
		return nil
	})
	return topics, err
}

// ReadQrels reads TREC judgements: topic, iteration, document, relevance.
func ReadQrels(path string) (Qrels, error) {
	q := Qrels{}
	err := eachLine(path, func(line string) error {
		f := strings.Fields(line)
		if len(f) != 4 {
			return fmt.Errorf("want topic, iteration, document and relevance, got %q", line)
		}
		rel, err := strconv.Atoi(f[3])
		if err != nil {
			return fmt.Errorf("relevance %q is not a number", f[3])
		}
		if q[f[0]] == nil {
			q[f[0]] = map[string]int{}
		}
		q[f[0]][f[2]] = rel
		return nil
	})
	return q, err
}

// eachLine calls f for every line that is not blank; an error names the line.
func eachLine(path string, f func(string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		line := strings.TrimSuffix(strings.TrimPrefix(s.Text(), "\ufeff"), "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := f(line); err != nil {
			return fmt.Errorf("reading %s line %d: %w", path, n, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	return nil
}

// WriteRun writes a run in TREC format, topics in the order given.
func WriteRun(w io.Writer, topics []Topic, run Run, tag string) error {
	out := bufio.NewWriter(w)
	for _, t := range topics {
		for i, r := range run[t.ID] {
			fmt.Fprintf(out, "%s Q0 %s %d %.6f %s\n", t.ID, r.Doc, i+1, r.Score, tag)
		}
	}
	return out.Flush()
}
