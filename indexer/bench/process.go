package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// usage is what a child process took.
type usage struct {
	Seconds    float64 `json:"seconds"`
	CPUSeconds float64 `json:"cpu_seconds"`
	PeakBytes  int64   `json:"peak_bytes"` // of resident memory; 0 where the system does not tell
}

// watchMemory is how often a child's memory is looked at. The system keeps the
// peak itself, so only a rise in a child's last moments can be missed.
const watchMemory = 10 * time.Millisecond

// runProgram runs a program to its end. Its standard output is discarded.
//
// The peak is read from the child while it runs: what the system reports
// after its end includes the memory of the parent that forked it.
func runProgram(ctx context.Context, name string, args ...string) (usage, error) {
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stderr = &said
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return usage{}, err
	}
	ended, peak := make(chan struct{}), make(chan int64, 1)
	go func() { peak <- watchPeak(cmd.Process.Pid, ended) }()
	err := cmd.Wait()
	u := usage{Seconds: time.Since(start).Seconds()}
	close(ended)
	u.PeakBytes = <-peak
	if err != nil {
		return u, fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, tail(said.Bytes()))
	}
	u.CPUSeconds = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	return u, nil
}

// tail is the end of what a program said, where its last words are.
func tail(said []byte) []byte { return said[max(0, len(said)-2000):] }

func watchPeak(pid int, ended <-chan struct{}) int64 {
	tick := time.NewTicker(watchMemory)
	defer tick.Stop()
	peak := int64(0)
	for {
		peak = max(peak, memoryOf(pid).Peak)
		select {
		case <-ended:
			return peak
		case <-tick.C:
		}
	}
}

// memory is the resident memory of a process in bytes, where the system tells.
type memory struct {
	Resident int64 `json:"resident"`
	Own      int64 `json:"own"`    // not backed by a file
	Mapped   int64 `json:"mapped"` // of files, which the system may drop at any time
	Peak     int64 `json:"peak"`
}

func memoryOf(pid int) memory {
	var m memory
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return m
	}
	fields := map[string]*int64{"VmRSS": &m.Resident, "RssAnon": &m.Own, "RssFile": &m.Mapped, "VmHWM": &m.Peak}
	for line := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(line, ":")
		if to := fields[name]; to != nil {
			kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			*to = kb << 10
		}
	}
	return m
}

// serving is a running izde serve.
type serving struct {
	cmd   *exec.Cmd
	url   string
	said  *bytes.Buffer
	read  chan struct{}
	ready time.Duration // from its start until it answered
}

// serveTimeout bounds the wait for a server's address.
const serveTimeout = time.Minute

func startServing(ctx context.Context, izde, index string) (*serving, error) {
	s := &serving{said: &bytes.Buffer{}, read: make(chan struct{})}
	s.cmd = exec.CommandContext(ctx, izde, "serve", "--quiet", "--index", index, "--addr", "127.0.0.1:0")
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(syscall.SIGTERM) }
	stderr, err := s.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	start := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	address := make(chan string, 1)
	go s.listen(stderr, address)
	select {
	case s.url = <-address:
	case <-time.After(serveTimeout):
	}
	if s.url == "" {
		return nil, errors.Join(fmt.Errorf("izde serve did not begin"), s.stop())
	}
	s.ready = time.Since(start)
	return s, nil
}

// listen takes the address from what the server says, and keeps the rest.
func (s *serving) listen(stderr io.Reader, address chan<- string) {
	defer close(s.read)
	defer close(address)
	lines := bufio.NewScanner(stderr)
	told := false
	for lines.Scan() {
		if _, url, ok := strings.Cut(lines.Text(), " at http://"); ok && !told {
			told = true
			address <- "http://" + strings.TrimSuffix(url, "/")
			continue
		}
		fmt.Fprintln(s.said, lines.Text())
	}
}

func (s *serving) memory() memory { return memoryOf(s.cmd.Process.Pid) }

// stop ends the server in an orderly way and tells what it complained of.
func (s *serving) stop() error {
	signalled := s.cmd.Process.Signal(syscall.SIGTERM)
	<-s.read
	if err := errors.Join(signalled, s.cmd.Wait()); err != nil {
		return fmt.Errorf("izde serve: %w\n%s", err, tail(s.said.Bytes()))
	}
	return nil
}

// sizeOf is the size of a file, or of all files under a folder.
func sizeOf(path string) (int64, error) {
	total := int64(0)
	err := filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total, err
}
