package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for another process.
const patience = time.Minute

// program is izde as a command in a process of its own, in folder dir.
func program(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Args = append([]string{"izde"}, args...)
	cmd.Dir = dir
	return cmd
}

// must runs izde to its end and returns its standard output.
func must(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := program(t, dir, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("izde %q: %v\n%s", args, err, stderr.String())
	}
	return string(out)
}

// waitFor waits until done says so.
func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("gave up waiting for %s", what)
		}
	}
}

// record is a line of JSON-lines input.
func record(id, title string) string {
	return fmt.Sprintf(`{"id":%q,"lang":"kk","title":%q,"text":"Қазақ тілі туралы мәтін."}`+"\n", id, title)
}

// archive makes a folder with one article, already indexed in its folder data.
func archive(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "old.jsonl"), []byte(record("old", "Ескі мақала")), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, dir, "index", "--corpus", "old.jsonl", "--index", "data")
	return dir
}

// ids are those that a search finds.
func ids(t *testing.T, dir, query string) []string {
	t.Helper()
	var result struct {
		Hits []struct {
			ID string `json:"id"`
		} `json:"hits"`
	}
	if err := json.Unmarshal([]byte(must(t, dir, "search", "--index", "data", "--format", "json", query)), &result); err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, h := range result.Hits {
		found = append(found, h.ID)
	}
	return found
}

// startBuild starts a build that has read some articles and waits for more;
// it returns when the build has made files.
func startBuild(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := program(t, dir, "index", "--corpus", "old.jsonl", "-", "--index", "data", "--full")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for i := range 3000 {
		if _, err := io.WriteString(stdin, record(fmt.Sprint("new-", i), "Жаңа мақала")); err != nil {
			t.Fatalf("the build took no more input: %v\n%s", err, stderr.String())
		}
	}
	waitFor(t, "the build to write files", func() bool {
		files, err := filepath.Glob(filepath.Join(dir, "data", "generations", "*", "*"))
		folders := map[string]bool{}
		for _, f := range files {
			folders[filepath.Dir(f)] = true
		}
		return err == nil && len(folders) == 2
	})
	return cmd
}

func TestABuildThatIsKilledLeavesTheOldGeneration(t *testing.T) {
	for _, row := range []struct {
		how    string
		signal os.Signal
		code   int // -1 where the signal itself ends the process
	}{{"kill -9", os.Kill, -1}, {"an interrupt", os.Interrupt, exitInterrupted}, {"SIGTERM", syscall.SIGTERM, exitInterrupted}} {
		t.Run(row.how, func(t *testing.T) {
			t.Parallel()
			dir := archive(t)
			before := must(t, dir, "generations", "--index", "data")
			cmd := startBuild(t, dir)
			if err := cmd.Process.Signal(row.signal); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != row.code {
				t.Errorf("after %s the exit code is %d, want %d", row.how, code, row.code)
			}
			if after := must(t, dir, "generations", "--index", "data"); after != before {
				t.Errorf("the generations were\n%sand are\n%s", before, after)
			}
			if got := ids(t, dir, "мақала"); len(got) != 1 || got[0] != "old" {
				t.Errorf("the search finds %q, want the old article", got)
			}
			if err := os.WriteFile(filepath.Join(dir, "new.jsonl"), []byte(record("new", "Жаңа мақала")), 0o600); err != nil {
				t.Fatal(err)
			}
			must(t, dir, "index", "--corpus", "old.jsonl", "new.jsonl", "--index", "data")
			if got := ids(t, dir, "мақала"); len(got) != 2 {
				t.Errorf("after the next build the search finds %q, want both articles", got)
			}
			if left, err := os.ReadDir(filepath.Join(dir, "data", "generations")); err != nil || len(left) != 2 {
				t.Errorf("folders of generations: %v, error %v; want the wreck gone", left, err)
			}
		})
	}
}

// serving starts a server and returns its address once it says it.
func serving(t *testing.T, dir string) (cmd *exec.Cmd, url string) {
	t.Helper()
	cmd = program(t, dir, "serve", "--index", "data", "--addr", "localhost:0")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if _, after, ok := strings.Cut(lines.Text(), " at http"); ok {
			go io.Copy(io.Discard, stderr) //nolint:errcheck // ends with the process
			return cmd, "http" + after
		}
	}
	t.Fatal("the server ended without saying its address")
	return nil, ""
}

// get is the generation that answers a search, and its number of hits.
func get(t *testing.T, url string) (generation string, total int) {
	t.Helper()
	answer, err := http.Get(url + "api/v1/search?q=мақала")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var result struct {
		Generation string `json:"generation"`
		Total      int    `json:"total"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&result); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("status %d, error %v", answer.StatusCode, err)
	}
	return result.Generation, result.Total
}

func TestServePicksUpAGenerationAndEndsInOrder(t *testing.T) {
	dir := archive(t)
	cmd, url := serving(t, dir)
	first, total := get(t, url)
	if total != 1 {
		t.Errorf("%d hits in the first generation, want 1", total)
	}
	if err := os.WriteFile(filepath.Join(dir, "new.jsonl"), []byte(record("new", "Жаңа мақала")), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, dir, "index", "--corpus", "old.jsonl", "new.jsonl", "--index", "data")
	waitFor(t, "the server to change over", func() bool {
		generation, total := get(t, url) // none of these requests may fail
		return generation != first && total == 2
	})
	must(t, dir, "rollback", "--index", "data")
	waitFor(t, "the server to go back", func() bool {
		generation, _ := get(t, url)
		return generation == first
	})
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after SIGTERM the server ended with %v, want exit code 0", err)
	}
}

func TestServeOnABusyPortIsOneLine(t *testing.T) {
	dir := archive(t)
	busy, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	cmd := program(t, dir, "serve", "--index", "data", "--addr", busy.Addr().String())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	_ = cmd.Run()
	want := "izde serve: " + busy.Addr().String() + " is in use by another program: choose another with --addr\n"
	if code := cmd.ProcessState.ExitCode(); code != exitFailed || stderr.String() != want {
		t.Errorf("exit code %d, standard error %q, want %d and %q", code, stderr.String(), exitFailed, want)
	}
}
