package indexer

import (
	"errors"
	"fmt"
)

// The errors that a search, a look-up or a facet listing may end with; test
// with errors.Is. Anything else is a fault of the engine or of the disk.
var (
	// ErrNotFound says that no article or facet has the name asked for.
	ErrNotFound = errors.New("not found")
	// ErrBadCursor says that a cursor is broken, belongs to another query, or
	// to a generation that is no longer kept.
	ErrBadCursor = errors.New("the cursor is broken or its generation is gone")
	// ErrBadRequest says that the request itself cannot be answered; see
	// BadRequestf for the words that may be shown.
	ErrBadRequest = errors.New("bad request")
	// ErrBusy says that the engine takes no further request at the moment.
	ErrBusy = errors.New("busy")
	// ErrNoGeneration says that nothing has been published yet.
	ErrNoGeneration = errors.New("no index generation has been published")
)

// RequestError is an ErrBadRequest with words for the person who asked.
type RequestError struct {
	Message string // English, no private detail
}

func (e *RequestError) Error() string { return e.Message }

// Is makes errors.Is(err, ErrBadRequest) hold.
func (e *RequestError) Is(target error) bool { return target == ErrBadRequest }

// BadRequestf makes an ErrBadRequest whose message may be shown to the person
// who asked.
func BadRequestf(format string, args ...any) error {
	return &RequestError{Message: fmt.Sprintf(format, args...)}
}
