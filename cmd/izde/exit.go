package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"izde/indexer"
	"izde/indexer/generation"
)

// Exit codes of izde.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitSkipped     = 3
	exitNoIndex     = 10
	exitInterrupted = 130
)

// exit is an exit code and what it means.
type exit struct {
	code    int
	meaning string
}

// exitCodes are those that every command may end with.
func exitCodes() []exit {
	return []exit{
		{exitDone, "done"},
		{exitFailed, "failed; the reason is on standard error"},
		{exitUsage, "the command line is wrong"},
		{exitInterrupted, "interrupted by SIGINT or SIGTERM"},
	}
}

// Exit codes that some commands have besides.
func sourcesSkipped() exit {
	return exit{exitSkipped, "done, but some sources or records could not be read; each is on standard error"}
}

func noIndex() exit {
	return exit{exitNoIndex, "no index in the folder: nothing has been published yet"}
}

// usageError says that the command line is wrong.
type usageError struct{ error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// skippedError says that the work is done but for some sources.
type skippedError struct{ count int }

func (e skippedError) Error() string {
	if e.count == 1 {
		return "1 source or record was skipped"
	}
	return fmt.Sprintf("%d sources or records were skipped", e.count)
}

// skipped is the error of a command that passed over count sources, nil where
// it passed over none.
func skipped(count int) error {
	if count == 0 {
		return nil
	}
	return skippedError{count}
}

// exitCode is the exit code for the error that a command ended with.
func exitCode(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return exitDone
	case interrupted(ctx, err):
		return exitInterrupted
	case isA[usageError](err):
		return exitUsage
	case isA[skippedError](err):
		return exitSkipped
	case errors.Is(err, generation.ErrNoIndex), errors.Is(err, indexer.ErrNoGeneration):
		return exitNoIndex
	}
	return exitFailed
}

// interrupted says whether err is the end that a signal asked for.
func interrupted(ctx context.Context, err error) bool {
	return ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.Cause(ctx)))
}

func isA[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// describe is what a person is told of err, with what to do about it.
func describe(ctx context.Context, name string, err error) string {
	switch {
	case interrupted(ctx, err):
		return "interrupted"
	case isA[usageError](err) && name != "" && name != "help":
		return err.Error() + " (izde help " + name + ")"
	}
	return err.Error()
}

// oneLine joins the lines of a message: every error of izde is one line.
func oneLine(message string) string {
	return strings.Join(strings.FieldsFunc(message, func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}
