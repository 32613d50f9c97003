package main

import (
	"time"

	"github.com/schollz/progressbar/v3"

	"izde/indexer"
)

// plainEvery is how often a line of progress is written where there is no
// terminal: often enough to see that it lives, seldom enough for a log.
const plainEvery = 5 * time.Second

// progress shows how far a build is: a bar on a terminal, lines elsewhere.
type progress struct {
	console *console
	command string
	quiet   bool
	bar     *progressbar.ProgressBar // nil until the number of files is known, and where lines are written
	stage   string
	last    time.Time
}

func newProgress(c *console, command string, quiet bool) *progress {
	return &progress{console: c, command: command, quiet: quiet, last: time.Now()}
}

// show is called from one goroutine at a time.
func (p *progress) show(now indexer.Progress) {
	switch {
	case p.quiet:
	case p.console.terminal:
		p.draw(now)
	default:
		p.line(now)
	}
}

func (p *progress) draw(now indexer.Progress) {
	if p.bar == nil {
		p.bar = progressbar.NewOptions(now.AllFiles,
			progressbar.OptionSetWriter(p.console.err),
			progressbar.OptionSetDescription(now.Stage),
			progressbar.OptionShowCount(),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionFullWidth(),
		)
	}
	if now.Stage != p.stage {
		p.stage = now.Stage
		p.bar.Describe(now.Stage)
	}
	_ = p.bar.Set(now.Files) // a bar that cannot be drawn stops nothing
}

func (p *progress) line(now indexer.Progress) {
	if time.Since(p.last) < plainEvery {
		return
	}
	p.last = time.Now()
	p.console.warn(p.command, "%s: %d of %s, %s", now.Stage, now.Files, count(now.AllFiles, "file"), count(now.Articles, "article"))
}

// clear takes the bar off the line, for a message or for good; the next show
// draws it again.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
