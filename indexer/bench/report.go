package main

import (
	"fmt"
	"io"
	"strings"
)

// report is everything that was measured.
type report struct {
	Articles  int        `json:"articles"`
	Seed      uint64     `json:"seed"`
	CPUs      int        `json:"cpus"`
	Go        string     `json:"go"`
	Platform  string     `json:"platform"`
	RawBytes  int64      `json:"raw_bytes"`  // of the archive as JSON lines
	TextBytes int64      `json:"text_bytes"` // of its texts alone, estimated from the first articles
	Indexing  []indexing `json:"indexing"`
	Opening   opening    `json:"opening"`
	Passes    []pass     `json:"passes"`
	Ratios    []ratio    `json:"ratios"`
	Parsing   []parsing  `json:"parsing,omitempty"`
}

// indexing is what building an index took.
type indexing struct {
	Engine string `json:"engine"`
	usage
	PerSecond float64 `json:"articles_per_second"`
	Bytes     int64   `json:"bytes"`
}

// opening is what a server takes to begin and to hold; times are seconds.
type opening struct {
	Open   float64 `json:"open_seconds"`   // opening the generation
	Ready  float64 `json:"ready_seconds"`  // from the start of the process to its first possible answer, warmed up
	Before memory  `json:"memory_before"`  // when ready
	After  memory  `json:"memory_queried"` // after all queries
}

// ratio sets a class of queries in izde beside the same in SQLite.
type ratio struct {
	Class  string `json:"class"`
	Izde   row    `json:"izde"`
	SQLite row    `json:"sqlite"`
}

// parsing is what izde parse took for issue texts.
type parsing struct {
	usage
	Texts int   `json:"texts"`
	Bytes int64 `json:"bytes"`
}

// compare makes the ratios from the passes through the library and SQLite.
// Groups are left out: SQLite was not asked all of their queries.
func (r *report) compare() {
	var izde, sqlite []row
	for _, p := range r.Passes {
		switch p.Name {
		case "izde, library":
			izde = p.Rows
		case "SQLite FTS5":
			sqlite = p.Rows
		}
	}
	for _, a := range izde {
		for _, b := range sqlite {
			if a.Class == b.Class && (!strings.HasPrefix(a.Class, "**") || a.Class == oneToThreeWords) {
				r.Ratios = append(r.Ratios, ratio{a.Class, a, b})
			}
		}
	}
}

// write prints the report as Markdown.
func (r *report) write(out io.Writer) error {
	w := &markdown{}
	w.line("%d generated articles (seed %d), %.1f MB as JSON lines, %.1f MB of text; %d CPUs, %s, %s.",
		r.Articles, r.Seed, mb(r.RawBytes), mb(r.TextBytes), r.CPUs, r.Go, r.Platform)
	w.line("Every query: all fields in all languages, five facets, ten highlighted hits. Times are milliseconds.")
	r.writeIndexing(w)
	r.writeOpening(w)
	for _, p := range r.Passes {
		p.write(w)
	}
	r.writeRatios(w)
	if len(r.Parsing) > 0 {
		w.head("izde parse", "issue texts", "MB", "s", "CPU s", "MB/s", "peak memory, MB")
	}
	for _, p := range r.Parsing {
		w.row(p.Texts, mb(p.Bytes), p.Seconds, p.CPUSeconds, mb(p.Bytes)/p.Seconds, mb(p.PeakBytes))
	}
	_, err := io.WriteString(out, w.String())
	return err
}

func (r *report) writeIndexing(w *markdown) {
	w.head("Indexing", "", "articles/s", "s", "CPU s", "peak memory, MB", "index, MB", "index / JSON lines", "index / text")
	for _, i := range r.Indexing {
		w.row(i.Engine, whole(i.PerSecond), i.Seconds, i.CPUSeconds, mb(i.PeakBytes), mb(i.Bytes),
			times(float64(i.Bytes), float64(r.RawBytes)), times(float64(i.Bytes), float64(r.TextBytes)))
	}
	if len(r.Indexing) == 2 {
		a, b := r.Indexing[0], r.Indexing[1]
		w.row("izde / SQLite", times(a.PerSecond, b.PerSecond), times(a.Seconds, b.Seconds), times(a.CPUSeconds, b.CPUSeconds),
			times(float64(a.PeakBytes), float64(b.PeakBytes)), times(float64(a.Bytes), float64(b.Bytes)), "", "")
	}
}

func (r *report) writeOpening(w *markdown) {
	w.head("Opening and memory", "", "")
	w.row("opening the generation, s", fmt.Sprintf("%.3f", r.Opening.Open))
	w.row("from the start of the server to ready and warm, s", fmt.Sprintf("%.3f", r.Opening.Ready))
	for _, at := range []struct {
		when string
		memory
	}{{"when ready", r.Opening.Before}, {"after all queries", r.Opening.After}} {
		w.row("resident memory "+at.when+", MB", fmt.Sprintf("%.0f (own %.0f, mapped files %.0f)", mb(at.Resident), mb(at.Own), mb(at.Mapped)))
	}
	w.row("peak of resident memory, MB", fmt.Sprintf("%.0f", mb(r.Opening.After.Peak)))
}

func (p pass) write(w *markdown) {
	title := fmt.Sprintf("%s, concurrency %d", p.Name, p.Clients)
	if p.Cut {
		title += ", cut short by its time limit"
	}
	w.head(title, "queries", "asked", "median", "p95", "p99", "max", "refused", "failed")
	for _, r := range p.Rows {
		w.row(r.Class, r.Samples, ms(r.Median), ms(r.P95), ms(r.P99), ms(r.Max), some(r.Refused), some(r.Failed))
	}
	asked := 0
	for _, r := range p.Rows {
		if !strings.HasPrefix(r.Class, "**") {
			asked += r.Samples
		}
	}
	w.line("%.0f queries a second.", float64(asked)/p.Seconds)
}

func (r *report) writeRatios(w *markdown) {
	w.head("izde beside SQLite FTS5, both in one process, one query at a time", "queries",
		"izde median", "SQLite median", "SQLite / izde", "izde p95", "SQLite p95", "SQLite / izde", "izde finds", "SQLite finds")
	for _, c := range r.Ratios {
		w.row(c.Class, ms(c.Izde.Median), ms(c.SQLite.Median), times(c.SQLite.Median, c.Izde.Median),
			ms(c.Izde.P95), ms(c.SQLite.P95), times(c.SQLite.P95, c.Izde.P95), c.Izde.Found, c.SQLite.Found)
	}
}

// markdown writes tables.
type markdown struct{ strings.Builder }

func (w *markdown) line(format string, args ...any) { fmt.Fprintf(w, "\n"+format+"\n", args...) }

// head begins a table.
func (w *markdown) head(title string, columns ...string) {
	w.line("### %s\n", title)
	fmt.Fprintf(w, "| %s |\n|---|%s\n", strings.Join(columns, " | "), strings.Repeat("---:|", len(columns)-1))
}

func (w *markdown) row(cells ...any) {
	for _, c := range cells {
		if f, ok := c.(float64); ok {
			c = fmt.Sprintf("%.1f", f)
		}
		fmt.Fprintf(w, "| %v ", c)
	}
	w.WriteString("|\n")
}

func mb(bytes int64) float64 { return float64(bytes) / 1e6 }

func ms(t float64) string {
	if t < 10 {
		return fmt.Sprintf("%.2f", t)
	}
	return fmt.Sprintf("%.0f", t)
}

func whole(f float64) string { return fmt.Sprintf("%.0f", f) }

func times(a, b float64) string {
	if a == 0 || b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", a/b)
}

// some leaves a cell empty where there is nothing to count.
func some(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
