package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"
)

// jsonFault words a JSON error for a person.
func jsonFault(err error) error {
	if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		field := t.Field[strings.LastIndexByte(t.Field, '.')+1:]
		switch {
		case field != "" && t.Type.Kind() == reflect.Int && t.Value == "string":
			return fmt.Errorf("the field %q must be a whole number", field)
		case field != "":
			return fmt.Errorf("the field %q cannot be %s", field, jsonKind(t.Value))
		}
		return fmt.Errorf("%s where %s is expected", jsonKind(t.Value), expectedKind(t.Type))
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("not valid JSON: it ends in the middle")
	}
	return fmt.Errorf("not valid JSON: %w", err)
}

// syntaxFault words a fault of the JSON in b, where a value begins at start, and
// says at which byte of b it is: a value that ends in the middle at its beginning,
// any other at the character that cannot stand there.
func syntaxFault(b []byte, start int, err error) (at int, fault error) {
	s, ok := errors.AsType[*json.SyntaxError](err)
	if !ok || s.Offset <= 0 || start+int(s.Offset) > len(b) || !strings.HasPrefix(s.Error(), "invalid character ") {
		return start, jsonFault(io.ErrUnexpectedEOF)
	}
	at = start + int(s.Offset) - 1
	why := s.Error()
	if i := strings.LastIndex(why, "' "); i >= 0 {
		// The package names the first byte of a character.
		r, _ := utf8.DecodeRune(b[at:])
		why = fmt.Sprintf("%q %s", r, why[i+len("' "):])
	}
	return at, errors.New("not valid JSON: " + why)
}

// jsonKind names a JSON value as encoding/json calls it, with its article.
func jsonKind(value string) string {
	kind, _, _ := strings.Cut(value, " ") // "number 1.5"
	switch kind {
	case "array", "object":
		return "an " + kind
	case "bool":
		return "true or false"
	}
	return "a " + kind
}

func expectedKind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Slice:
		return "a list"
	case reflect.Map:
		return "an object by language"
	case reflect.Int:
		return "a whole number"
	}
	return "a record"
}
