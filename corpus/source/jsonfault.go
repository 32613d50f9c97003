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
	if errors.Is(err, io.ErrUnexpectedEOF) && inText(b[start:]) {
		return openQuote(b, len(b)), errors.New("not valid JSON: a text without its closing quotation mark")
	}
	if !ok || s.Offset <= 0 || start+int(s.Offset) > len(b) || !strings.HasPrefix(s.Error(), "invalid character ") {
		return start, jsonFault(io.ErrUnexpectedEOF)
	}
	at = start + int(s.Offset) - 1
	why := s.Error()
	if i := strings.LastIndex(why, "' "); i >= 0 {
		// The package names the first byte of a character.
		r, _ := utf8.DecodeRune(b[at:])
		if b[at] == '\n' && strings.HasSuffix(why, "in string literal") {
			return openQuote(b, at), errors.New("not valid JSON: a text without its closing quotation mark")
		}
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

// inText is true where b, the beginning of a JSON value, ends within a text.
func inText(b []byte) bool {
	in := false
	for i := 0; i < len(b); i++ {
		switch {
		case in && b[i] == '\\':
			i++
		case b[i] == '"':
			in = !in
		}
	}
	return in
}

// openQuote is where the text that is open before at begins.
func openQuote(b []byte, at int) int {
	for at--; at > 0; at-- {
		if b[at] == '"' && b[at-1] != '\\' {
			return at
		}
	}
	return 0
}
