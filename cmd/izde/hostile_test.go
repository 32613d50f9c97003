package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"izde/server"
)

// hostileQueries are those that nobody types in good faith, or by mistake only.
func hostileQueries() map[string]string {
	many := func(n int, one func(i int) string, between string) string {
		var list []string
		for i := range n {
			list = append(list, one(i))
		}
		return strings.Join(list, between)
	}
	letters := []rune("абвгдежзиклмнопрст")
	word := func(i int) string {
		return string([]rune{letters[i%18], letters[i/2%18], letters[i/3%18], letters[i*7%18], letters[i*5%18], letters[i*11%18]})
	}
	return map[string]string{
		"10 KB of text":             many(900, word, " "),
		"a pasted page":             many(260, word, " "),
		"500 clauses":               many(500, func(i int) string { return string(letters[i%18]) }, " OR "),
		"a star":                    "*",
		"a letter and a star":       "а*",
		"many wildcards":            many(200, func(i int) string { return word(i)[:4] + "*" }, " OR "),
		"nested parentheses":        strings.Repeat("(а OR (б AND ", 60) + "в" + strings.Repeat("))", 60),
		"open parentheses":          strings.Repeat("(", 1900),
		"like a regular expression": `/^(?:[а-я]+\d{2,}|(а+)+)$/`,
		"invisible characters":      strings.Repeat("\u200B\u200D\u00AD\u2066", 450),
		"marks on a letter":         "мақала" + strings.Repeat("\u0301", 1500),
		"thousands of quotes":       strings.Repeat(`"«`, 950),
		"phrases":                   many(150, func(i int) string { return `"` + word(i) + " " + word(i+1) + `"` }, " "),
		"misspelt words":            many(50, func(i int) string { return "м" + word(i) + "ал" }, " "),
		"another layout":            strings.Repeat("vfrfkf nsks ", 50),
		"exclusions":                strings.Repeat("-а ", 600),
		"labels":                    strings.Repeat("title:", 300) + "мақала",
	}
}

// crowd is an archive of some thousand articles, indexed in its folder data.
func crowd(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, `{"id":"a%d","lang":"kk","title":"Мақала %d","text":"Қазақ тілі туралы мәтін. %s"}`+"\n", i, i, strings.Repeat("алма бала дала ", i%40))
	}
	if err := os.WriteFile(filepath.Join(dir, "crowd.jsonl"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, dir, "index", "--corpus", "crowd.jsonl", "--index", "data")
	return dir
}

// ask sends a search and returns the status of the answer.
func ask(ctx context.Context, base, query string) (status int, body []byte, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"api/v1/search?facet=author,keyword,year&q="+url.QueryEscape(query), nil)
	if err != nil {
		return 0, nil, err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(answer.Body)
	return answer.StatusCode, body, err
}

func TestHostileQueriesAreAnsweredOrRefused(t *testing.T) {
	_, base := serving(t, crowd(t))
	for name, query := range hostileQueries() {
		ctx, cancel := context.WithTimeout(t.Context(), server.SearchTimeout+server.QueueTimeout+patience)
		status, body, err := ask(ctx, base, query)
		cancel()
		if err != nil || status != http.StatusOK && status != http.StatusBadRequest {
			t.Errorf("%s: status %d, error %v", name, status, err)
			continue
		}
		if !json.Valid(body) {
			t.Errorf("%s: the answer is no JSON: %.200s", name, body)
		}
	}
	if _, total := get(t, base); total != 3000 {
		t.Errorf("afterwards a search finds %d articles, want all 3000", total)
	}
}

// busy is the processor time that a process has taken, where the system tells.
func busy(t *testing.T, pid int) time.Duration {
	t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Skip("the system does not tell the time of a process")
	}
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	ticks := 0
	for _, f := range fields[11:13] { // utime and stime, in hundredths of a second
		n, err := strconv.Atoi(string(f))
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// TestNoRequestKeepsACoreAfterItsClientHasGone asks for more than the server
// can answer at once, hangs up, and sees whether it comes to rest.
func TestNoRequestKeepsACoreAfterItsClientHasGone(t *testing.T) {
	cmd, base := serving(t, crowd(t))
	busy(t, cmd.Process.Pid)
	for range 5 {
		for _, query := range hostileQueries() {
			ctx, hangUp := context.WithTimeout(t.Context(), 2*time.Millisecond)
			_, _, _ = ask(ctx, base, query) // nobody waits for the answer
			hangUp()
		}
	}
	waitFor(t, "the server to come to rest", func() bool {
		before := busy(t, cmd.Process.Pid)
		time.Sleep(300 * time.Millisecond)
		return busy(t, cmd.Process.Pid)-before <= 10*time.Millisecond
	})
	if _, total := get(t, base); total != 3000 {
		t.Errorf("afterwards a search finds %d articles, want all 3000", total)
	}
}
