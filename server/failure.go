package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"izde/indexer"
)

// failure is why a request is not answered as asked: words for the public and
// a private cause for the log.
type failure struct {
	status     int
	code       string // stable; "problem.<code>" in the locale files
	detail     string // English, for the API
	cause      error  // for the log, never shown
	parameter  string // of the query string, where one is at fault
	known      []string
	retryAfter int // seconds, 0 for none
}

func (f *failure) Error() string {
	if f.cause == nil {
		return f.detail
	}
	return fmt.Sprintf("%s: %v", f.code, f.cause)
}

func (f *failure) Unwrap() error { return f.cause }

// statusClientGone is nginx's 499: nobody is there to read an answer.
const statusClientGone = 499

// badParameter refuses one parameter of the query string.
func badParameter(name, format string, args ...any) *failure {
	return &failure{
		status: http.StatusBadRequest, code: "bad-parameter", parameter: name,
		detail: fmt.Sprintf(format, args...),
	}
}

func notFound(format string, args ...any) *failure {
	return &failure{status: http.StatusNotFound, code: "not-found", detail: fmt.Sprintf(format, args...)}
}

// asFailure gives any error its status and public words.
func asFailure(err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	f = &failure{cause: err}
	var request *indexer.RequestError
	switch {
	case errors.As(err, &request):
		f.status, f.code, f.detail = http.StatusBadRequest, "bad-request", request.Message
	case errors.Is(err, indexer.ErrNotFound):
		f.status, f.code, f.detail = http.StatusNotFound, "not-found", "Nothing has this name here."
	case errors.Is(err, indexer.ErrBadCursor):
		f.status, f.code, f.parameter = http.StatusBadRequest, "bad-cursor", "cursor"
		f.detail = "The cursor is broken, belongs to another query, or the generation it walks is gone; begin again without it."
	case errors.Is(err, indexer.ErrBadRequest):
		f.status, f.code, f.detail = http.StatusBadRequest, "bad-request", "The request cannot be answered as it stands."
	case errors.Is(err, indexer.ErrNoGeneration):
		f.status, f.code, f.retryAfter = http.StatusServiceUnavailable, "no-index", 10
		f.detail = "No index has been published yet."
	case errors.Is(err, indexer.ErrBusy):
		f.status, f.code, f.retryAfter = http.StatusServiceUnavailable, "busy", 1
		f.detail = "Too many searches are running; try again in a moment."
	case errors.Is(err, context.DeadlineExceeded):
		f.status, f.code, f.retryAfter = http.StatusServiceUnavailable, "too-slow", 2
		f.detail = "The search took too long and was stopped; try again or ask for less."
	case errors.Is(err, context.Canceled):
		f.status, f.code, f.detail = statusClientGone, "client-gone", "The client went away."
	default:
		f.status, f.code, f.detail = http.StatusInternalServerError, "internal", "Something went wrong here; it has been logged."
	}
	return f
}
