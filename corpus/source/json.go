package source

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"izde/corpus"
	"izde/corpus/reference"
)

// record is an Article as JSON lines carry it: the full contract, or the short
// form of id, lang, title and text. What is a map by language in the contract
// may be one plain value in the language of the record.
type record struct {
	corpus.Article
	ID       json.RawMessage `json:"id"`
	Title    json.RawMessage `json:"title"`
	Abstract json.RawMessage `json:"abstract"`
	Keywords json.RawMessage `json:"keywords"`
	Authors  json.RawMessage `json:"authors"`
	Text     string          `json:"text"`
}

// recordParser makes Articles of JSON objects, one after another, and keeps
// its buffer. The zero value is ready.
type recordParser struct {
	from    bytes.Reader
	decoder *json.Decoder // that reads from it; nil at first and after a fault
}

// parse makes an Article of one JSON object.
func (p *recordParser) parse(b []byte) (*corpus.Article, error) {
	var r record
	unknown, err := p.decodeKnown(b, &r)
	if err != nil {
		return nil, err
	}
	a := &r.Article
	told := r.Article.Lang
	a.Lang = archiveLang(told)
	sample := r.Text
	for i := 0; i < len(a.Sections) && sample == ""; i++ {
		sample = a.Sections[i].Text
	}
	if a.Lang == "" {
		a.Lang = identify(sample + rawString(r.Title))
	}
	if a.ID, err = plainID(r.ID); err != nil {
		return nil, err
	}
	if err := r.texts(a); err != nil {
		return nil, err
	}
	if a.Lang != told && archiveLang(told) == "" && !untold(told) {
		warnLanguage(a, told, "")
	}
	tellLanguages(a)
	for i := range a.References {
		if a.References[i].N == 0 {
			a.References[i].N = i + 1
		}
	}
	if strings.TrimSpace(r.Text) != "" {
		a.Sections = append(a.Sections, corpus.Section{Text: r.Text})
	}
	if len(a.Sections) == 0 && len(a.Title) == 0 && len(a.Abstract) == 0 {
		if a.ID == "" {
			return nil, errors.New("the record has neither title, abstract nor text")
		}
		// A record that somebody has numbered is kept, and told of: a collection
		// must not lose a number because its text is missing.
		a.Warnings = append(a.Warnings, corpus.Warning{Code: "body-missing", Message: "the record has neither title, abstract nor text"})
	}
	for _, name := range unknown {
		a.Warnings = append(a.Warnings, corpus.Warning{Code: "field-unknown",
			Message: fmt.Sprintf("the record's field %q is none that izde knows and was left out", name)})
	}
	return a, nil
}

// texts reads the fields that may be plain values or maps by language.
func (r *record) texts(a *corpus.Article) (err error) {
	if a.Title, err = byLang[string](r.Title, a.Lang, "title"); err != nil {
		return err
	}
	if a.Abstract, err = byLang[string](r.Abstract, a.Lang, "abstract"); err != nil {
		return err
	}
	keywords, err := byLang[[]string](r.Keywords, a.Lang, "keywords")
	if err != nil {
		return err
	}
	a.Keywords = keywords
	a.Authors, err = parseAuthors(r.Authors, a.Lang)
	return err
}

// entries is a record whose references are just the printed entries.
type entries struct {
	record
	References []string `json:"references"`
}

// references is the record with its entries as references.
func (e *entries) references() record {
	for _, text := range e.References {
		e.record.Article.References = append(e.record.Article.References, corpus.Reference{Text: text})
	}
	return e.record
}

// ParseReferences parses the references of a of which nothing but the printed
// entry is known; the others stay as they are.
func ParseReferences(a *corpus.Article) {
	for i := range a.References {
		parseEntry(&a.References[i])
	}
}

func parseEntry(r *corpus.Reference) {
	if r.Unparsed || r.Title != "" || r.Year != 0 || len(r.Authors) > 0 || r.Text == "" {
		return
	}
	parsed := reference.Parse(r.Text)
	parsed.N, parsed.Text, parsed.Romanised = r.N, r.Text, r.Romanised
	if r.DOI != "" {
		parsed.DOI = r.DOI
	}
	if r.URL != "" {
		parsed.URL = r.URL
	}
	if r.Lang != "" {
		parsed.Lang = r.Lang
	}
	*r = parsed
}

// decode decodes b into v and refuses fields that v does not have.
func (p *recordParser) decode(b []byte, v *record) error {
	if p.decoder == nil {
		p.decoder = json.NewDecoder(&p.from)
		p.decoder.DisallowUnknownFields()
	}
	p.from.Reset(b)
	start := p.decoder.InputOffset()
	err := p.decoder.Decode(v)
	if err != nil || p.decoder.InputOffset()-start != int64(len(b)) {
		p.decoder = nil // what it holds of b must not get into the next record
	}
	return err
}

// decodeKnown decodes b into v and names the fields that v does not have.
func (p *recordParser) decodeKnown(b []byte, v *record) (unknown []string, err error) {
	if err = p.decode(b, v); err == nil {
		return nil, nil
	}
	*v = record{}
	err = json.Unmarshal(b, v)
	if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && strings.Contains(t.Field, "references") {
		var e entries
		if json.Unmarshal(b, &e) == nil {
			*v, err = e.references(), nil
		}
	}
	if err != nil {
		return nil, jsonFault(err)
	}
	var have map[string]json.RawMessage
	if err := json.Unmarshal(b, &have); err != nil {
		return nil, jsonFault(err)
	}
	for name := range have {
		one, _ := json.Marshal(map[string]any{name: nil})
		d := json.NewDecoder(bytes.NewReader(one))
		d.DisallowUnknownFields()
		if d.Decode(new(record)) != nil {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	return unknown, nil
}

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

func rawString(m json.RawMessage) (s string) {
	if json.Unmarshal(m, &s) != nil {
		return ""
	}
	return s
}

// plainID takes an id that is a string or a number.
func plainID(m json.RawMessage) (string, error) {
	m = bytes.TrimSpace(m)
	if len(m) == 0 || string(m) == "null" {
		return "", nil
	}
	if m[0] == '"' {
		return strings.TrimSpace(rawString(m)), nil
	}
	var n json.Number
	if err := json.Unmarshal(m, &n); err != nil {
		return "", errors.New(`the field "id" is neither a string nor a number`)
	}
	return n.String(), nil
}

// byLang reads a value by language, or one value, which is then in lang. Empty
// values stand for a missing language and are left out. A value without a
// language anywhere is put under "und".
func byLang[V string | []string](m json.RawMessage, lang, field string) (map[string]V, error) {
	m = bytes.TrimSpace(m)
	if len(m) == 0 || string(m) == "null" {
		return nil, nil
	}
	values := map[string]V{}
	if m[0] == '{' {
		if err := json.Unmarshal(m, &values); err != nil {
			return nil, fmt.Errorf("the field %q: %w", field, jsonFault(err))
		}
	} else {
		var v V
		if err := json.Unmarshal(m, &v); err != nil {
			return nil, fmt.Errorf("the field %q: %w", field, jsonFault(err))
		}
		values[lang] = v
	}
	out := make(map[string]V, len(values))
	for code, v := range values {
		if v = present(v); len(v) > 0 {
			out[normalLang(code)] = v
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, nil
}

// present takes blank texts out.
func present[V string | []string](v V) V {
	switch t := any(v).(type) {
	case string:
		return any(strings.TrimSpace(t)).(V)
	case []string:
		t = slices.DeleteFunc(t, func(s string) bool { return strings.TrimSpace(s) == "" })
		return any(t).(V)
	}
	return v
}

// parseAuthors reads authors, each an Author or just a name.
func parseAuthors(m json.RawMessage, lang string) ([]corpus.Author, error) {
	var list []json.RawMessage
	if len(m) == 0 {
		return nil, nil
	}
	if err := json.Unmarshal(m, &list); err != nil {
		return nil, fmt.Errorf(`the field "authors": %w`, jsonFault(err))
	}
	var out []corpus.Author
	for _, one := range list {
		var a struct {
			corpus.Author
			Name        json.RawMessage `json:"name"`
			Affiliation json.RawMessage `json:"affiliation"`
		}
		if one = bytes.TrimSpace(one); len(one) > 0 && one[0] == '"' {
			a.Name = one
		} else if err := json.Unmarshal(one, &a); err != nil {
			return nil, fmt.Errorf(`the field "authors": %w`, jsonFault(err))
		}
		var err error
		if a.Author.Name, err = byLang[string](a.Name, lang, "authors.name"); err != nil {
			return nil, err
		}
		if a.Author.Affiliation, err = byLang[string](a.Affiliation, lang, "authors.affiliation"); err != nil {
			return nil, err
		}
		if len(a.Author.Name) > 0 {
			out = append(out, a.Author)
		}
	}
	return out, nil
}

// readLines yields a record a line; a line that is none is an error and the
// others are read.
func readLines(ctx context.Context, path string, r *bufio.Reader) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		var p recordParser
		var line []byte
		var err error
		for n := 1; ctx.Err() == nil; n++ {
			line, err = readLine(ctx, r, line[:0])
			if err == io.EOF && len(line) == 0 {
				return
			}
			a, fault := p.line(line, err)
			if a == nil && fault == nil {
				continue // blank
			}
			if fault != nil {
				fault = &Error{File: path, Line: n, Err: fault}
			} else {
				place(a, path, n, n)
			}
			if !yield(a, fault) || (err != nil && err != ErrLongLine) {
				return
			}
		}
	}
}

// place says where a record stands, unless it says itself from where it comes.
func place(a *corpus.Article, path string, from, to int) {
	if a.Source.File == "" {
		a.Source = corpus.Source{File: path, Line: from, EndLine: to}
	}
}

// line makes an Article of a line that was read with err; of a blank one, nil.
func (p *recordParser) line(line []byte, err error) (*corpus.Article, error) {
	if err != nil && err != io.EOF {
		return nil, plainIO(err)
	}
	line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
	if len(line) == 0 {
		return nil, nil
	}
	if !utf8.Valid(line) {
		text, err := decodeText(line, nil)
		if err != nil {
			return nil, err
		}
		line = []byte(text)
	}
	return p.parse(line)
}

// readLine appends what is up to the next line end to line. A line beyond MaxLine is passed over to
// its end without being held, and is ErrLongLine.
func readLine(ctx context.Context, r *bufio.Reader, line []byte) ([]byte, error) {
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > MaxLine; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			continue
		case long:
			return nil, ErrLongLine
		}
		return line, err
	}
}

// readValues yields the records of a JSON array, or of objects printed over
// several lines. An element of the array that is no record is an error; after
// a fault of the JSON itself nothing more can be read.
func readValues(ctx context.Context, path string, b []byte) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		var p recordParser
		lines := lineCounter{text: b}
		fault := func(at int64, err error) bool {
			return yield(nil, &Error{File: path, Line: lines.at(at), Err: err})
		}
		d := json.NewDecoder(bytes.NewReader(b))
		array := bytes.HasPrefix(bytes.TrimLeft(b, " \t\r\n"), []byte("["))
		if array {
			d.Token()
		}
		for ctx.Err() == nil && d.More() {
			var raw json.RawMessage
			start := d.InputOffset()
			if err := d.Decode(&raw); err != nil {
				if s, ok := errors.AsType[*json.SyntaxError](err); ok {
					start = s.Offset
				}
				fault(start, jsonFault(err))
				return
			}
			end := d.InputOffset()
			start = end - int64(len(raw))
			a, err := p.parse(raw)
			if err != nil {
				if !fault(start, err) {
					return
				}
				continue
			}
			place(a, path, lines.at(start), lines.at(end))
			if !yield(a, nil) {
				return
			}
		}
		if _, err := d.Token(); array && err != nil {
			fault(int64(len(b)), jsonFault(io.ErrUnexpectedEOF))
		}
	}
}

// lineCounter tells the line of offsets that grow.
type lineCounter struct {
	text []byte
	pos  int
	line int
}

func (c *lineCounter) at(offset int64) int {
	to := min(int(offset), len(c.text))
	if to < c.pos {
		return 1 + bytes.Count(c.text[:to], []byte("\n"))
	}
	c.line += bytes.Count(c.text[c.pos:to], []byte("\n"))
	c.pos = to
	return c.line + 1
}
