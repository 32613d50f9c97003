package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/pflag"

	"izde/indexer"
	"izde/server"
)

type serveFlags struct {
	dir     string
	addr    string
	name    string
	baseURL string
	quiet   bool
	format  *choice
}

// serveGC is how much garbage, in hundredths of what is in use, a server may
// hold before it is collected. What is in use is mostly tables that stay, and
// quick to go through; twice as much would be a large part of a small machine.
const serveGC = 50

func serveCommand() command {
	f := serveFlags{format: oneOf("text", "json")}
	return command{
		name:    "serve",
		summary: "serve the search pages and the JSON API over HTTP",
		about: `
Opens the index, then listens, and writes the address to standard error when
it is ready. A generation that is published while it runs is picked up without
failing a request. SIGINT and SIGTERM end it in an orderly way: running requests
are answered, and the exit code is 0.`,
		examples: []string{"izde serve --index data --addr localhost:8080"},
		codes:    []exit{noIndex()},
		flags: func(fs *pflag.FlagSet) {
			fs.StringVarP(&f.dir, "index", "i", "", "the index folder `DIR`")
			fs.StringVarP(&f.addr, "addr", "a", ":8080", "listen on `HOST:PORT`; without a host on all of the machine's addresses, port 0 takes a free one")
			fs.StringVar(&f.name, "name", "", "`NAME` of the archive, shown on every page")
			fs.StringVar(&f.baseURL, "base-url", "", "`URL` under which people reach the server, where it stands behind another")
			fs.VarP(f.format, "format", "f", "how to write the log")
			fs.BoolVarP(&f.quiet, "quiet", "q", false, "log warnings and errors only, not each request")
		},
		run: func(ctx context.Context, c *console, _ []string) error { return f.run(ctx, c) },
	}
}

func (f *serveFlags) run(ctx context.Context, c *console) error {
	if f.dir == "" {
		return usagef("no index folder: give --index DIR")
	}
	if err := server.CheckBaseURL(f.baseURL); err != nil {
		return usagef("--base-url %w", err)
	}
	// A log whose reader has gone must not end the server.
	signal.Ignore(syscall.SIGPIPE)
	log := f.logger(c)
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(serveGC)
	}
	live, err := indexer.OpenLive(ctx, f.dir, func(fault error) { log.Error("switching generations", "error", fault) })
	if err != nil {
		return err
	}
	return errors.Join(f.serve(ctx, c, live, log), live.Close())
}

// serve answers requests until ctx ends.
func (f *serveFlags) serve(ctx context.Context, c *console, engine server.Engine, log *slog.Logger) error {
	s, err := server.New(engine, server.Options{
		Name: f.name, BaseURL: f.baseURL, Version: version().Version, Logger: log,
	})
	if err != nil {
		return err
	}
	listener, err := listen(ctx, f.addr)
	if err != nil {
		return err
	}
	info, _ := engine.Info()
	c.warn("serve", "%s at %s", count(info.Articles, "article"), address(listener.Addr()))
	return s.Serve(ctx, listener)
}

func (f *serveFlags) logger(c *console) *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelInfo}
	if f.quiet {
		options.Level = slog.LevelWarn
	}
	if f.format.value == "json" {
		return slog.New(slog.NewJSONHandler(c.err, options))
	}
	return slog.New(slog.NewTextHandler(c.err, options))
}

// listen takes a port, and says in plain words why it could not.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is in use by another program: choose another with --addr", addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s may not be used by this user: choose a port above 1023 with --addr", addr)
	case err != nil:
		return nil, usagef("--addr %s: %w", addr, err)
	}
	return l, nil
}

// address is the URL at which a browser on this machine reaches a listener.
func address(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}
