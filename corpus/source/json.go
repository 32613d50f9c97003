package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

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

	authorsUnknown bool // an author has a field that none has
}

// contract is a record of which every field is as the contract has it, which is
// decoded in one go.
type contract struct {
	corpus.Article
	Text string `json:"text"`
}

// recordParser makes Articles of JSON objects, one after another, and keeps
// its buffer. The zero value is ready.
type recordParser struct {
	from    bytes.Reader
	decoder *json.Decoder // that reads from it; nil at first and after a fault
	loose   bool          // records of this file are not as the contract has them

	references []corpus.Reference // into which those of a record are decoded
}

// next makes an Article of the first JSON value of b, of which it takes n bytes.
// Where the value is whole but no record, n is past it; where it is no JSON, n is 0.
func (p *recordParser) next(b []byte) (a *corpus.Article, n int, err error) {
	if !p.loose {
		var c contract
		if n, err = p.decodeContract(b, &c); err == nil {
			c.tidy()
			a, err = finishRecord(&c.Article, c.Text, nil)
			return a, n, err
		}
		p.loose = !isSyntax(err) // what is decoded twice once is so as a rule
	}
	var r record
	n, err = p.decode(b, &r)
	var unknown []string
	if err != nil {
		var value json.RawMessage
		d := json.NewDecoder(bytes.NewReader(b))
		if err := d.Decode(&value); err != nil {
			return nil, 0, err
		}
		n = int(d.InputOffset())
		if unknown, err = decodeLoose(value, &r); err != nil {
			return nil, n, err
		}
	}
	if err = r.settle(); err != nil {
		return nil, n, err
	}
	if r.authorsUnknown {
		unknown = unknownFields(b[:n])
	}
	a, err = finishRecord(&r.Article, r.Text, unknown)
	return a, n, err
}

// isSyntax is true for the fault of a text that is no JSON, or not all of it.
func isSyntax(err error) bool {
	_, syntax := errors.AsType[*json.SyntaxError](err)
	return syntax || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// finishRecord gives an Article of a record what the contract does not leave to
// it: the language, its text as a section, the numbers of its references; and
// warns of the fields that are unknown.
func finishRecord(a *corpus.Article, text string, unknown []string) (*corpus.Article, error) {
	tellLanguages(a)
	a.Journal.Title = byCode(a, a.Journal.Title, "journal")
	a.Journal.Series = byCode(a, a.Journal.Series, "series")
	for i := range a.References {
		if a.References[i].N == 0 {
			a.References[i].N = i + 1
		}
	}
	if strings.TrimSpace(text) != "" {
		a.Sections = append(a.Sections, corpus.Section{Text: text})
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

// tellBody finds the language of the body: as the record says, or from its text
// where that is none of the archive's. title is one of which no language is told.
func tellBody(a *corpus.Article, text, title string) {
	told := a.Lang
	if a.Lang = archiveLang(told); a.Lang != "" {
		return
	}
	for i := 0; i < len(a.Sections) && text == ""; i++ {
		text = a.Sections[i].Text
	}
	a.Lang = identify(text + title)
	if a.Lang != told && !untold(told) {
		warnLanguage(a, told, "")
	}
}

// tidy brings a record in the form of the contract to BCP 47 codes, without
// what is blank.
func (c *contract) tidy() {
	a := &c.Article
	tellBody(a, c.Text, "")
	a.ID = strings.TrimSpace(a.ID)
	a.Title = byCode(a, a.Title, "title")
	a.Abstract = byCode(a, a.Abstract, "abstract")
	a.Keywords = byCode(a, a.Keywords, "keywords")
	for i := range a.Authors {
		a.Authors[i].Name = byCode(a, a.Authors[i].Name, "name")
		a.Authors[i].Affiliation = byCode(a, a.Authors[i].Affiliation, "affiliation")
	}
	a.Authors = slices.DeleteFunc(a.Authors, func(p corpus.Author) bool { return len(p.Name) == 0 })
}

// settle reads the fields that may be plain values or maps by language.
func (r *record) settle() (err error) {
	a := &r.Article
	tellBody(a, r.Text, rawString(r.Title))
	if a.ID, err = plainID(r.ID); err != nil {
		return err
	}
	if a.Title, err = byLang[string](a, r.Title, "title"); err != nil {
		return err
	}
	if a.Abstract, err = byLang[string](a, r.Abstract, "abstract"); err != nil {
		return err
	}
	if a.Keywords, err = byLang[[]string](a, r.Keywords, "keywords"); err != nil {
		return err
	}
	a.Authors, r.authorsUnknown, err = parseAuthors(a, r.Authors)
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

// decode decodes the first value of b into v, of which it takes n bytes, and
// refuses fields that v does not have.
func (p *recordParser) decode(b []byte, v any) (n int, err error) {
	if p.decoder == nil {
		p.decoder = json.NewDecoder(&p.from)
		p.decoder.DisallowUnknownFields()
	}
	p.from.Reset(b)
	start := p.decoder.InputOffset()
	err = p.decoder.Decode(v)
	n = int(p.decoder.InputOffset() - start)
	if err != nil || n != len(b) {
		p.decoder = nil // what it holds of b must not get into the next record
	}
	return n, err
}

// mostKept is how many references room is kept for.
const mostKept = 256

// decodeContract decodes the first value of b into c. Its list of references, the
// longest of a record, is not grown anew for each.
func (p *recordParser) decodeContract(b []byte, c *contract) (n int, err error) {
	c.References = p.references[:0]
	n, err = p.decode(b, c)
	if p.references = c.References[:0]; cap(p.references) > mostKept {
		p.references = nil
	}
	c.References = slices.Clone(c.References)
	if len(c.References) == 0 {
		c.References = nil
	}
	clear(p.references[:cap(p.references)]) // decoding keeps what it finds there
	return n, err
}

// decodeLoose decodes a value into r and names the fields that no record has.
func decodeLoose(value []byte, r *record) (unknown []string, err error) {
	*r = record{}
	err = json.Unmarshal(value, r)
	if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && strings.Contains(t.Field, "references") {
		var e entries
		if json.Unmarshal(value, &e) == nil {
			*r, err = e.references(), nil
		}
	}
	if err != nil {
		return nil, jsonFault(err)
	}
	return unknownFields(value), nil
}

// unknownFields names the fields in the first value of b that no record has, as paths
// of names with points between them.
func unknownFields(b []byte) []string {
	var value any
	if json.NewDecoder(bytes.NewReader(b)).Decode(&value) != nil {
		return nil
	}
	names := map[string]bool{}
	addUnknown(names, value, reflect.TypeFor[contract](), "")
	return slices.Sorted(maps.Keys(names))
}

// addUnknown adds the names of the fields in a decoded value that a type does
// not have.
func addUnknown(names map[string]bool, v any, t reflect.Type, path string) {
	switch v := v.(type) {
	case []any:
		for i := 0; i < len(v) && t.Kind() == reflect.Slice; i++ {
			addUnknown(names, v[i], t.Elem(), path)
		}
	case map[string]any:
		if t.Kind() != reflect.Struct {
			return
		}
		for name, value := range v {
			if f, ok := fieldOf(t, name); ok {
				addUnknown(names, value, f, path+name+".")
			} else {
				names[path+name] = true
			}
		}
	}
}

// fieldOf is the type of a field by its name in JSON, where case does not count.
func fieldOf(t reflect.Type, name string) (reflect.Type, bool) {
	for _, f := range reflect.VisibleFields(t) {
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if tag != "" && strings.EqualFold(tag, name) {
			return f.Type, true
		}
	}
	return nil, false
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

// byLang reads a value by language, or one value, which is then in the language
// of a.
func byLang[V string | []string](a *corpus.Article, m json.RawMessage, field string) (map[string]V, error) {
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
		values[a.Lang] = v
	}
	return byCode(a, values, field), nil
}

// byCode puts values under the BCP 47 codes of their languages. Empty values
// stand for a missing language and are left out; one under another name of a
// language that is there already is warned about. It is nil where nothing is left.
func byCode[M ~map[string]V, V string | []string](a *corpus.Article, values M, field string) M {
	var others []string // names that are not codes
	for name, v := range values {
		if v = present(v); len(v) == 0 {
			delete(values, name)
			continue
		}
		values[name] = v
		if normalLang(name) != name {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	for _, name := range others {
		v, code := values[name], normalLang(name)
		delete(values, name)
		if first, taken := values[code]; !taken {
			values[code] = v
		} else if plain(first) != plain(v) {
			a.Warnings = append(a.Warnings, corpus.Warning{Code: field + "-repeated", Lang: code,
				Message: fmt.Sprintf("a second %s in the same language, under %q, was left out: %s", field, name, plain(v))})
		}
	}
	if len(values) == 0 {
		return nil
	}
	return values
}

// plain prints a value for a person.
func plain[V string | []string](v V) string {
	if list, ok := any(v).([]string); ok {
		return strings.Join(list, ", ")
	}
	return any(v).(string)
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

// parseAuthors reads authors, each an Author or just a name, and says whether one
// has a field that is unknown.
func parseAuthors(a *corpus.Article, m json.RawMessage) (out []corpus.Author, unknown bool, err error) {
	var list []json.RawMessage
	if len(m) == 0 {
		return nil, false, nil
	}
	if err := json.Unmarshal(m, &list); err != nil {
		return nil, false, fmt.Errorf(`the field "authors": %w`, jsonFault(err))
	}
	for _, one := range list {
		var p author
		if one = bytes.TrimSpace(one); len(one) > 0 && one[0] == '"' {
			p.Name = one
		} else if err := json.Unmarshal(one, &p); err != nil {
			return nil, false, fmt.Errorf(`the field "authors": %w`, jsonFault(err))
		} else {
			d := json.NewDecoder(bytes.NewReader(one))
			d.DisallowUnknownFields()
			unknown = unknown || d.Decode(new(author)) != nil
		}
		if p.Author.Name, err = byLang[string](a, p.Name, "name"); err != nil {
			return nil, false, err
		}
		if p.Author.Affiliation, err = byLang[string](a, p.Affiliation, "affiliation"); err != nil {
			return nil, false, err
		}
		if len(p.Author.Name) > 0 {
			out = append(out, p.Author)
		}
	}
	return out, unknown, nil
}

// author is an Author whose texts may be plain values.
type author struct {
	corpus.Author
	Name        json.RawMessage `json:"name"`
	Affiliation json.RawMessage `json:"affiliation"`
}
